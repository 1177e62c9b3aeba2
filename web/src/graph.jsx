// SPDX-License-Identifier: Apache-2.0
// The integrated graph of small models: circles are states, arcs are moves. d3-force places them, always in the same
// way, all at once and without movement. The table below says the same.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';
import { useMemo, useState } from 'preact/hooks';
import { useFound } from './finding.js';
import { Groups } from './groups.jsx';
import { useMoves } from './moves.js';
import { Name, PartySample, count, marksOf } from './parts.jsx';
import { Drawing, RADIUS } from './drawing.jsx';
import { Finder } from './tables.jsx';
import { filterStatement, label } from './situations.js';

const MOST = 60;

function place(rows, arcs) {
    const nodes = rows.map((row) => ({ id: row.state, row }));
    const links = arcs.map((arc) => ({ source: arc.from, target: arc.to }));
    const room = 30 + 260 / Math.sqrt(rows.length + 3);
    forceSimulation(nodes)
        .force(
            'link',
            forceLink(links)
                .id((node) => node.id)
                .distance(room)
                .strength(0.25),
        )
        .force('charge', forceManyBody().strength(-26 * Math.sqrt(room)))
        .force('x', forceX().strength(0.06))
        .force('y', forceY().strength(0.09))
        .force('apart', forceCollide(RADIUS + 14))
        .stop()
        .tick(300);
    return new Map(nodes.map((node) => [node.id, node]));
}

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
