// SPDX-License-Identifier: Apache-2.0
// The integrated graph of small models: circles are states, arcs are moves. d3-force places them, always in the same way, all
// at once and without movement. The table below says the same.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';
import { useMemo, useState } from 'preact/hooks';
import { useMoves } from './moves.js';
import { Name, PartySample, count, marksOf } from './parts.jsx';
import { Finder } from './tables.jsx';
import { label, shownRows } from './situations.js';
import { bench } from './workbench.js';

const MOST = 60;
const RADIUS = 17;

function place(rows, arcs) {
    const nodes = rows.map((row) => ({ id: row.state, row }));
    const links = arcs.map((arc) => ({ source: arc.from, target: arc.to }));
    const room = 30 + 260 / Math.sqrt(rows.length + 3);
    forceSimulation(nodes)
        .force('link', forceLink(links).id((node) => node.id).distance(room).strength(0.25))
        .force('charge', forceManyBody().strength(-26 * Math.sqrt(room)))
        .force('x', forceX().strength(0.06)).force('y', forceY().strength(0.09)).force('apart', forceCollide(RADIUS + 14))
        .stop().tick(300);
    return new Map(nodes.map((node) => [node.id, node]));
}

export function Graph({ view, text, filter }) {
    const rows = useMemo(() => shownRows(view, { ...filter, payoff: null }), [view, filter]);
    const shown = rows.length <= MOST ? rows : [];
    const answer = useMoves(view, text, shown);
    const [only, setOnly] = useState(false);
    const [hidden, setHidden] = useState(new Set());
    const marks = useMemo(() => marksOf(view.parties), [view]);
    const inside = useMemo(() => {
        const states = new Set(shown.map((row) => row.state));
        return answer?.moves?.filter((move) => states.has(move.to)) ?? [];
    }, [answer]);
    const arcs = inside.filter((move) => (!only || move.improvement) && !hidden.has(move.party));
    const toggle = (id) => setHidden(new Set(hidden.has(id) ? [...hidden].filter((one) => one !== id) : [...hidden, id]));
    if (rows.length > MOST) return <><Finder view={view} filter={filter} rows={rows} /><p class="notice">The graph is drawn for up to {MOST} states. Search, or filter in “States”, until no more are left.</p></>;
    return (
        <>
            <Finder view={view} filter={filter} rows={rows} />
            {answer?.error && <p class="error" role="alert">{answer.error}</p>}
            <fieldset class="legend">
                <legend>Arcs</legend>
                <label><input type="checkbox" checked={only} onChange={() => setOnly(!only)} /> Only improvements</label>
                {view.parties.map((party) => (
                    <label key={party.id}><input type="checkbox" checked={!hidden.has(party.id)} onChange={() => toggle(party.id)} /> <PartySample mark={marks.get(party.id)} /> <Name>{party.name}</Name></label>
                ))}
            </fieldset>
            <p class="hint">Thick with a double arrowhead: an improvement for its mover. Thin: any other move. Double circle: holds under {view.concepts[0].label}. Thick circle: today.</p>
            <Drawing view={view} rows={shown} all={inside} arcs={arcs} marks={marks} />
            <details>
                <summary>The same as a table: {count(arcs.length, 'move')}</summary>
                <div class="scroll" role="region" aria-label="Moves" tabIndex={0}>
                    <table class="plain">
                        <thead><tr><th scope="col">From</th><th scope="col">Party</th><th scope="col">To</th><th scope="col">Improvement</th></tr></thead>
                        <tbody>
                            {arcs.map((arc) => (
                                <tr key={`${arc.from} ${arc.to} ${arc.party}`}>
                                    <th scope="row"><Name>{label(view, arc.from)}</Name></th><td><Name>{marks.get(arc.party).name}</Name></td><td><Name>{label(view, arc.to)}</Name></td><td>{arc.improvement ? 'yes' : 'no'}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            </details>
        </>
    );
}

function Drawing({ view, rows, all, arcs, marks }) {
    const [near, setNear] = useState(null);
    const nodes = useMemo(() => place(rows, all), [rows, all]);
    const xs = [...nodes.values()].map((node) => node.x);
    const ys = [...nodes.values()].map((node) => node.y);
    const [left, top] = [Math.min(...xs) - 40, Math.min(...ys) - 40];
    const [width, height] = [Math.max(...xs) - left + 40, Math.max(...ys) - top + 40];
    if (!rows.length) return null;
    return (
        <svg class="graph" viewBox={`${left} ${top} ${width} ${height}`} role="group" aria-label={`Graph of ${count(rows.length, 'state')} and ${count(arcs.length, 'move')}; the table below says the same`}>
            {arcs.map((arc) => <Arc key={`${arc.from} ${arc.to} ${arc.party}`} arc={arc} a={nodes.get(arc.from)} b={nodes.get(arc.to)} mark={marks.get(arc.party)}
                                    isFaint={near !== null && near !== arc.from && near !== arc.to} />)}
            {rows.map((row) => {
                const node = nodes.get(row.state);
                const name = `State ${label(view, row.state)}${row.state === view.today ? ', today' : ''}`;
                const open = () => bench.dialog({ kind: 'state', state: row.state });
                return (
                    <g key={row.state} class={`node ${row.state === view.today ? 'today' : ''}`} transform={`translate(${node.x} ${node.y})`} role="button" tabIndex={0} aria-label={name} data-state={row.state}
                       onClick={open} onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), open())}
                       onMouseEnter={() => setNear(row.state)} onMouseLeave={() => setNear(null)} onFocus={() => setNear(row.state)} onBlur={() => setNear(null)}>
                        <title>{name}</title>
                        <circle r={RADIUS} />
                        {row.equilibrium[view.concepts[0].id] && <circle r={RADIUS - 4} class="inner" />}
                        <text dy="0.35em">{row.state}</text>
                    </g>
                );
            })}
        </svg>
    );
}

/** A bow to the right of its direction, so that both ways between two states are seen. */
function Arc({ arc, a, b, mark, isFaint }) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const far = Math.hypot(dx, dy) || 1;
    const [ux, uy] = [dx / far, dy / far];
    const bend = Math.min(26, far * 0.16);
    const mx = (a.x + b.x) / 2 - uy * bend;
    const my = (a.y + b.y) / 2 + ux * bend;
    const from = edge(a, mx, my, RADIUS);
    const to = edge(b, mx, my, RADIUS + 3);
    const turn = (Math.atan2(to.y - my, to.x - mx) * 180) / Math.PI;
    const head = arc.improvement ? 'M-11-6 0 0-11 6M-18-6-7 0-18 6' : 'M-8-4 0 0-8 4';
    return (
        <g class={`arc ${mark.className} ${arc.improvement ? 'improves' : ''} ${isFaint ? 'faint' : ''}`}>
            <path d={`M${from.x} ${from.y}Q${mx} ${my} ${to.x} ${to.y}`} stroke-dasharray={mark.dash} />
            <path d={head} transform={`translate(${to.x} ${to.y}) rotate(${turn})`} />
        </g>
    );
}

const edge = (node, x, y, by) => {
    const far = Math.hypot(x - node.x, y - node.y) || 1;
    return { x: node.x + ((x - node.x) / far) * by, y: node.y + ((y - node.y) / far) * by };
};
