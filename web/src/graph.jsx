// SPDX-License-Identifier: Apache-2.0
// The integrated graph of small models: circles are states, arcs are moves. They are placed always in the same
// way, all at once and without movement. The table below says the same.
import { useMemo, useState } from 'preact/hooks';
import { useFound } from './finding.js';
import { Groups } from './groups.jsx';
import { useMoves } from './moves.js';
import { Name, PartySample, count, marksOf } from './parts.jsx';
import { Drawing } from './drawing.jsx';
import { Finder } from './tables.jsx';
import { placed } from './situations/place.js';
import { filterStatement, label } from './situations.js';

const MOST = 60;

const ROOM = { wide: 48, high: 48 };

const place = (rows, arcs) =>
    placed(rows.map((row) => ({ id: row.state, row })), arcs, 40 + 280 / Math.sqrt(rows.length + 3), ROOM);

export function Graph({ view, text, filter }) {
    const found = useFound(view, useMemo(() => ({ ...filter, payoff: null }), [filter]));
    const { rows } = found;
    const shown = rows.length <= MOST ? rows : [];
    const answer = useMoves(view, text, rows, filterStatement(view, filter));
    const [only, setOnly] = useState(false);
    const [hidden, setHidden] = useState(new Set());
    const marks = useMemo(() => marksOf(view.parties), [view]);
    const inside = useMemo(() => {
        const states = new Set(shown.map((row) => row.state));
        return answer?.moves?.filter((move) => states.has(move.to)) ?? [];
    }, [answer]);
    const nodes = useMemo(() => place(shown, inside), [inside]);
    const arcs = inside.filter((move) => (!only || move.improvement) && !hidden.has(move.party));
    const toggle = (id) =>
        setHidden(new Set(hidden.has(id) ? [...hidden].filter((one) => one !== id) : [...hidden, id]));
    const isDrawn = rows.length <= MOST;
    return (
        <>
            <Finder view={view} filter={filter} found={found} />
            {answer?.error && (
                <p class="error" role="alert">
                    {answer.error}
                </p>
            )}
            <fieldset class="legend">
                <legend>Arcs</legend>
                <label>
                    <input type="checkbox" checked={only} onChange={() => setOnly(!only)} /> Only improvements
                </label>
                {view.parties.map((party) => (
                    <label key={party.id}>
                        <input
                            type="checkbox"
                            checked={!hidden.has(party.id)}
                            onChange={() => toggle(party.id)}
                        />{' '}
                        <PartySample mark={marks.get(party.id)} /> <Name>{party.name}</Name>
                    </label>
                ))}
            </fieldset>
            {!isDrawn && (
                <Groups view={view} rows={rows} moves={answer?.moves ?? null} only={only} hidden={hidden}
                        marks={marks} filter={filter} />
            )}
            {isDrawn && <States view={view} rows={shown} nodes={nodes} arcs={arcs} marks={marks} />}
        </>
    );
}

const States = ({ view, rows, nodes, arcs, marks }) => (
    <>
        <p class="hint">
            Thick with a double arrowhead: an improvement for its mover. Thin: any other move. Double circle:
            holds under {view.concepts[0].label}. Thick circle: today.
        </p>
        <Drawing
            view={view}
            nodes={nodes}
            arcs={arcs}
            marks={marks}
            title={
                `Graph of ${count(rows.length, 'state')} and ${count(arcs.length, 'move')}; ` +
                'the table below says the same'
            }
        />
        <details>
            <summary>The same as a table: {count(arcs.length, 'move')}</summary>
            <div class="scroll" role="region" aria-label="Moves" tabIndex={0}>
                <table class="plain">
                    <thead>
                        <tr>
                            <th scope="col">From</th>
                            <th scope="col">Party</th>
                            <th scope="col">To</th>
                            <th scope="col">Improvement</th>
                        </tr>
                    </thead>
                    <tbody>
                        {arcs.map((arc) => (
                            <tr key={`${arc.from} ${arc.to} ${arc.party}`}>
                                <th scope="row">
                                    <Name>{label(view, arc.from)}</Name>
                                </th>
                                <td>
                                    <Name>{marks.get(arc.party).name}</Name>
                                </td>
                                <td>
                                    <Name>{label(view, arc.to)}</Name>
                                </td>
                                <td>{arc.improvement ? 'yes' : 'no'}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
        </details>
    </>
);
