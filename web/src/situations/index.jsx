// SPDX-License-Identifier: Apache-2.0
// Situations: the board on which any is set up, and beside it why it holds, which others do, and how they hang
// together. One concept is chosen for all of it.
import { calledOf } from '../called.js';
import { useRef } from 'preact/hooks';
import { Name, Tabs } from '../parts.jsx';
import { Rankings } from '../model/rankings.jsx';
import { say } from '../say.js';
import { verdictOf } from '../situations.js';
import { bench } from '../workbench.js';
import '../style/situations.css';
import { Board, Holds, Summary } from './board.jsx';
import { useBoard } from './board.js';
import { Concepts, conceptOf } from './concepts.jsx';
import { Graph } from './graph.jsx';
import { Patterns } from './patterns.jsx';
import { Reasons } from './reasons.jsx';
import { List, Stability } from './tables.jsx';
import { Tableau } from './tableau.jsx';
import { Together, Views } from './together.jsx';

export const SITUATIONS = ['reasons', 'patterns', 'list', 'stability', 'tableau', 'graph', 'rankings', 'together',
    'views'];

export function Situations({ state, go, part }) {
    const { view, text, filter, shown } = state;
    const board = useBoard(view, shown.board);
    const concept = conceptOf(view, shown.concept);
    const right = useRef();
    const parts = SITUATIONS.filter((id) => id !== 'views' || view.result.views?.length);
    const chosen = parts.includes(part) ? part : parts[0];
    // The reason of what the board says: by a concept under which it is so.
    const why = (id, by) => {
        const isSo = !by || verdictOf(board.row, concept.id, id) === 'stable';
        bench.show({ place: 'situations', part: 'reasons', whose: id, ...(!isSo && { concept: by }) });
        requestAnimationFrame(() => right.current?.querySelector(`[data-party="${id}"] > summary`)?.focus());
    };
    const tabs = parts.map((id) => ({ id, label: say(`situations.part.${id}`) }));
    return (
        <div class="situ">
            <div class="set-up">
                <h1 class="sr" tabIndex={-1}>{say('situations.head')}</h1>
                <Board view={view} board={board} filter={filter} />
                <Summary view={view} board={board} concept={concept} go={go} onWhy={why} />
            </div>
            {board.row && (
                <button type="button" class="peek" onClick={() => right.current.scrollIntoView()}>
                    <Name>{calledOf(view, board.row.state)}</Name>
                    <span><Holds view={view} row={board.row} /></span>
                </button>
            )}
            <div ref={right}>
                <Tabs name={say('situations.head')} tabs={tabs} chosen={chosen}
                      onChoose={(id) => bench.show({ place: 'situations', part: id })}>
                    <h2 class="sr">{say(`situations.part.${chosen}`)}</h2>
                    {!['stability', 'rankings'].includes(chosen) && <Concepts view={view} concept={concept} />}
                    {{
                        reasons: () => (board.row
                            ? <Reasons view={view} row={board.row} concept={concept} party={shown.whose}
                                       onParty={(id) => bench.show({ whose: id })} />
                            : board.near && <p>{say('situations.no-reason')}</p>),
                        patterns: () => <Patterns view={view} concept={concept} />,
                        list: () => <List view={view} filter={filter} row={board.row} concept={concept} />,
                        stability: () => <Stability view={view} filter={filter} />,
                        tableau: () => <Tableau view={view} text={text} filter={filter} concept={concept} />,
                        graph: () => <Graph view={view} text={text} filter={filter} concept={concept} />,
                        rankings: () => <Rankings state={state} />,
                        together: () => <Together view={view} concept={concept} />,
                        views: () => <Views view={view} concept={concept} />,
                    }[chosen]()}
                </Tabs>
            </div>
        </div>
    );
}
