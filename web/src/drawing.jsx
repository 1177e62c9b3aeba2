// SPDX-License-Identifier: Apache-2.0
// States as circles and moves as arcs, wherever they were placed. Colour is never the only sign: each party has its
// dash, and improvements are thick with a double arrowhead.
import { calledOf, headName } from './called.js';
import { useRef, useState } from 'preact/hooks';
import { say } from './say.js';
import { spoken } from './situations.js';
import { bench } from './workbench.js';

export const RADIUS = 17;
const MARGIN = 40;
const ZOOM = 1.3; // pixels a unit at most, where all is shown
const STEP = 1.3; // closer or further at once
const WHOLE = { scale: 1, x: 0, y: 0 }; // how much closer than that; by how many units the middle is moved

/** A drawing of nodes that were placed: key -> { x, y }; `room`: around their middles. `children` draws what is in
 *  it, given the key of the node that is looked at. Buttons, keys, the wheel (with Ctrl, or once the drawing has the
 *  focus) and dragging show it closer, or another part of it. */
export function Drawn({ nodes, room = { x: MARGIN, y: MARGIN }, title, children }) {
    const [near, setNear] = useState(null);
    const [looked, setLooked] = useState(WHOLE);
    const held = useRef(null);
    if (!nodes.size) return null;
    const xs = [...nodes.values()].map((node) => node.x);
    const ys = [...nodes.values()].map((node) => node.y);
    const [left, top] = [Math.min(...xs) - room.x, Math.min(...ys) - room.y];
    const [width, height] = [Math.max(...xs) - left + room.x, Math.max(...ys) - top + room.y];
    const zoom = (by) => setLooked(({ scale, x, y }) => {
        const next = Math.min(8, Math.max(1, scale * by));
        return next === 1 ? WHOLE : { scale: next, x, y };
    });
    const shift = (x, y) => setLooked((old) => ({ ...old, x: old.x + x / old.scale, y: old.y + y / old.scale }));
    const [wide, high] = [width / looked.scale, height / looked.scale];
    const middle = { x: left + width / 2 + looked.x, y: top + height / 2 + looked.y };
    const keys = (event) => {
        const act = {
            '+': () => zoom(STEP), '=': () => zoom(STEP), '-': () => zoom(1 / STEP), 0: () => setLooked(WHOLE),
            ArrowLeft: () => shift(-width / 8, 0), ArrowRight: () => shift(width / 8, 0),
            ArrowUp: () => shift(0, -height / 8), ArrowDown: () => shift(0, height / 8),
        }[event.key];
        if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        event.stopPropagation();
        act();
    };
    const wheel = (event) => {
        if (!event.ctrlKey && !event.currentTarget.contains(document.activeElement)) return;
        event.preventDefault();
        zoom(event.deltaY < 0 ? 1.1 : 1 / 1.1);
    };
    const grip = (event) => {
        if (event.button || event.target.closest('.node')) return;
        held.current = { x: event.clientX, y: event.clientY };
        event.currentTarget.setPointerCapture(event.pointerId);
    };
    const drag = (event) => {
        if (!held.current) return;
        const unit = width / event.currentTarget.getBoundingClientRect().width;
        shift((held.current.x - event.clientX) * unit, (held.current.y - event.clientY) * unit);
        held.current = { x: event.clientX, y: event.clientY };
    };
    const release = () => (held.current = null);
    return (
        <div class="drawing">
            <svg
                class="graph"
                viewBox={`${middle.x - wide / 2} ${middle.y - high / 2} ${wide} ${high}`}
                width={width * ZOOM}
                height={height * ZOOM}
                role="group"
                aria-label={title}
                onKeyDown={keys}
                onWheel={wheel}
                onPointerDown={grip}
                onPointerMove={drag}
                onPointerUp={release}
                onPointerCancel={release}
            >
                {children(near, setNear)}
            </svg>
            <div class="zoom" role="group" aria-label={say('situations.zoom')} onKeyDown={keys}>
                <button type="button" aria-label={say('situations.closer')} onClick={() => zoom(STEP)}>+</button>
                <button type="button" aria-label={say('situations.further')} disabled={looked.scale === 1}
                        onClick={() => zoom(1 / STEP)}>−</button>
                <button type="button" onClick={() => setLooked(WHOLE)}>{say('situations.fit')}</button>
            </div>
        </div>
    );
}

const LETTER = 6.6; // units a letter of a name is wide
const MOST_LETTERS = 24;

/** How many letters of a name have room below a node: up to the middle between it and what stands beside. */
const lettersAt = (nodes, node) => Math.floor(Math.min(MOST_LETTERS * LETTER, ...[...nodes.values()].filter((one) =>
    one !== node && Math.abs(one.y - node.y - RADIUS) < 2 * RADIUS).map((one) => Math.abs(one.x - node.x))) / LETTER);

/** A situation in short: without an outcome its levels alone. */
function shortOf(view, state) {
    const row = view.byState.get(state);
    const levels = row && !headName(view, row) && view.options.map((option, i) =>
        (option.isBinary ? row.levels[i] && option.own : spoken(option, row.levels[i])));
    return (levels && levels.filter(Boolean).join(', ')) || calledOf(view, state);
}

const cut = (name, most) => (name.length > most ? `${name.slice(0, most - 1)}…` : name);

/** `nodes`: state -> { x, y }; `arcs`: [{ from, to, party, improvement }]; `onOpen`: what a node does. */
export const Drawing = ({ view, nodes, arcs, marks, title, onOpen, concept = view.concepts[0] }) => (
    <Drawn nodes={nodes} title={title} room={{ x: MOST_LETTERS * LETTER / 2 + 4, y: MARGIN }}>
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
                <Node key={state} view={view} state={state} node={node} setNear={setNear} onOpen={onOpen}
                      concept={concept} letters={lettersAt(nodes, node)} />
            )),
        ]}
    </Drawn>
);

function Node({ view, state, node, setNear, onOpen, concept, letters }) {
    const isToday = state === view.today;
    const name = say('situations.set.row', { n: `${state}`, what: calledOf(view, state) }) +
        (isToday ? `, ${say('situations.today')}` : '');
    const open = () => (onOpen ? onOpen(state) : bench.dialog({ kind: 'state', state }));
    const keys = (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        open();
    };
    return [
        <g
            key="node"
            class={`node ${isToday ? 'today' : ''}`}
            transform={`translate(${node.x} ${node.y})`}
            role="button"
            tabindex="0"
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
            {view.byState.get(state)?.equilibrium[concept.id] && <circle r={RADIUS - 4} class="inner" />}
            <text dy="0.35em">{state}</text>
        </g>,
        letters > 5 && ( // beside the button, whose name has it in full
            <text class="called" x={node.x} y={node.y + RADIUS + 12} aria-hidden="true">
                {cut(shortOf(view, state), letters)}
            </text>
        ),
    ];
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
