// SPDX-License-Identifier: Apache-2.0
// States as circles and moves as arcs, wherever they were placed. Colour is never the only sign: each party has its
// dash, and improvements are thick with a double arrowhead.
import { useState } from 'preact/hooks';
import { label } from './situations.js';
import { bench } from './workbench.js';

export const RADIUS = 17;
const MARGIN = 40;
const ZOOM = 1.3; // pixels a unit at most

/** A drawing of nodes that were placed: key -> { x, y }; `room`: around their middles. `children` draws what is in
 *  it, given the key of the node that is looked at. */
export function Drawn({ nodes, room = { x: MARGIN, y: MARGIN }, title, children }) {
    const [near, setNear] = useState(null);
    if (!nodes.size) return null;
    const xs = [...nodes.values()].map((node) => node.x);
    const ys = [...nodes.values()].map((node) => node.y);
    const [left, top] = [Math.min(...xs) - room.x, Math.min(...ys) - room.y];
    const [width, height] = [Math.max(...xs) - left + room.x, Math.max(...ys) - top + room.y];
    return (
        <svg
            class="graph"
            viewBox={`${left} ${top} ${width} ${height}`}
            width={width * ZOOM}
            height={height * ZOOM}
            role="group"
            aria-label={title}
        >
            {children(near, setNear)}
        </svg>
    );
}

/** `nodes`: state -> { x, y }; `arcs`: [{ from, to, party, improvement }]. */
export const Drawing = ({ view, nodes, arcs, marks, title }) => (
    <Drawn nodes={nodes} title={title}>
        {(near, setNear) => [
            ...arcs.map((arc) => (
                <Arc
                    key={`${arc.from} ${arc.to} ${arc.party}`}
                    arc={arc}
                    a={nodes.get(arc.from)}
                    b={nodes.get(arc.to)}
                    mark={marks.get(arc.party)}
                    isFaint={near !== null && near !== arc.from && near !== arc.to}
                />
            )),
            ...[...nodes].map(([state, node]) => (
                <Node key={state} view={view} state={state} node={node} setNear={setNear} />
            )),
        ]}
    </Drawn>
);

function Node({ view, state, node, setNear }) {
    const isToday = state === view.today;
    const name = `State ${label(view, state)}${isToday ? ', today' : ''}`;
    const open = () => bench.dialog({ kind: 'state', state });
    const keys = (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        open();
    };
    return (
        <g
            class={`node ${isToday ? 'today' : ''}`}
            transform={`translate(${node.x} ${node.y})`}
            role="button"
            tabIndex={0}
            aria-label={name}
            data-state={state}
            onClick={open}
            onKeyDown={keys}
            onMouseEnter={() => setNear(state)}
            onMouseLeave={() => setNear(null)}
            onFocus={() => setNear(state)}
            onBlur={() => setNear(null)}
        >
            <title>{name}</title>
            <circle r={RADIUS} />
            {view.byState.get(state)?.equilibrium[view.concepts[0].id] && <circle r={RADIUS - 4} class="inner" />}
            <text dy="0.35em">{state}</text>
        </g>
    );
}

/** Where the line from a circle's middle towards a point leaves it, `by` more than its edge. */
const edgeOfCircle = (node, x, y, by) => {
    const far = Math.hypot(x - node.x, y - node.y) || 1;
    return { x: node.x + ((x - node.x) / far) * (RADIUS + by), y: node.y + ((y - node.y) / far) * (RADIUS + by) };
};

/** A bow to the right of its direction, so that both ways between two nodes are seen. `edge`: of a node. */
export function Arc({ arc, a, b, mark, isFaint, edge = edgeOfCircle }) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const far = Math.hypot(dx, dy) || 1;
    const bend = Math.min(26, far * 0.16);
    const mx = (a.x + b.x) / 2 - (dy / far) * bend;
    const my = (a.y + b.y) / 2 + (dx / far) * bend;
    const from = edge(a, mx, my, 0);
    const to = edge(b, mx, my, 3);
    const turn = (Math.atan2(to.y - my, to.x - mx) * 180) / Math.PI;
    const head = arc.improvement ? 'M-10-5 0 0-10 5M-16-5-6 0-16 5' : 'M-8-4 0 0-8 4';
    return (
        <g class={`arc ${mark.className} ${arc.improvement ? 'improves' : ''} ${isFaint ? 'faint' : ''}`}>
            <path d={`M${from.x} ${from.y}Q${mx} ${my} ${to.x} ${to.y}`} stroke-dasharray={mark.dash} />
            <path d={head} transform={`translate(${to.x} ${to.y}) rotate(${turn})`} />
        </g>
    );
}
