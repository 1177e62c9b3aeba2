// SPDX-License-Identifier: Apache-2.0
// Situations: which there are, which hold, and why.
import { Graph } from '../graph.jsx';
import { Rankings } from '../model/rankings.jsx';
import { Parts } from '../parts.jsx';
import { OptionTable, Stability } from '../tables.jsx';
import { Tableau } from '../tableau.jsx';

export const SITUATIONS = ['list', 'stability', 'tableau', 'graph', 'rankings'];

export function Situations({ state, part }) {
    const { view, text, filter } = state;
    return (
        <Parts place="situations" part={part} parts={SITUATIONS}>
            {{
                list: () => <OptionTable view={view} filter={filter} />,
                stability: () => <Stability view={view} filter={filter} />,
                tableau: () => <Tableau view={view} text={text} filter={filter} />,
                graph: () => <Graph view={view} text={text} filter={filter} />,
                rankings: () => <Rankings state={state} />,
            }}
        </Parts>
    );
}
