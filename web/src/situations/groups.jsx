// SPDX-License-Identifier: Apache-2.0
// The graph of models with too many states to draw: each box is all states of one outcome, or of one level of an
// option. An arc stands for all moves of a party between two boxes. A box opens: the filter then shows its states.
import { useMemo, useState } from 'preact/hooks';
import { Arc, Drawn } from '../drawing.jsx';
import { placed } from './place.js';
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { spoken } from '../situations.js';
import { Choice } from '../ways/asking.jsx';
import { Table } from '../ways/table.jsx';
import { bench } from '../workbench.js';

const [WIDE, HIGH] = [150, 62];
const OUTCOMES = 'outcomes';
export const MOVING = 4096; // situations whose moves are looked at

const nameOf = (row) => row.names.join(' · ') || say('situations.unnamed');

/** What a row is grouped by: { key, name, filter }. */
function sorter(view, by) {
    if (by === OUTCOMES)
        return (row) => ({
            key: row.outcomes.join(' '),
            name: nameOf(row),
            filter: { outcomes: Object.fromEntries(view.outcomes.map(({ id }) =>
                [id, row.outcomes.includes(id) ? 'Y' : 'N'])) },
        });
    const at = view.options.findIndex(({ id }) => id === by);
    const option = view.options[at];
    return (row) => ({
        key: `${row.levels[at]}`,
        name: `${option.name}: ${spoken(option, row.levels[at])}`,
        filter: row.levels[at] === null ? null : { options: { [by]: row.levels[at] } },
    });
}

/** [{ key, name, filter, rows }] */
function grouped(view, rows, by) {
    const sort = sorter(view, by);
    const groups = new Map();
    for (const row of rows) {
        const found = sort(row);
        if (!groups.has(found.key)) groups.set(found.key, { ...found, rows: [] });
        groups.get(found.key).rows.push(row);
    }
    return [...groups.values()];
}

/** [{ from, to, party, moves, improvements }] between groups. */
function joined(groups, moves) {
    const home = new Map(groups.flatMap((group) => group.rows.map((row) => [row.state, group.key])));
    const arcs = new Map();
    for (const move of moves) {
        const [from, to] = [home.get(move.from), home.get(move.to)];
        if (from === undefined || to === undefined || from === to) continue;
        const key = `${from}\n${to}\n${move.party}`;
        const arc = arcs.get(key) ?? { from, to, party: move.party, moves: 0, improvements: 0 };
        arc.moves++;
        arc.improvements += move.improvement;
        arcs.set(key, arc);
    }
    return [...arcs.values()].map((arc) => ({ ...arc, improvement: arc.improvements > 0 }));
}

const place = (groups, arcs) => placed(groups.map((group) => ({ id: group.key, group })), arcs, WIDE,
    { flat: 0.6, wide: WIDE + 36, high: HIGH + 34 });

/** What can tell the rows apart: the outcomes, and options that have several levels among them. */
function ways(view, rows) {
    const differs = (of) => rows.some((row) => of(row) !== of(rows[0]));
    return [
        ...(differs((row) => row.outcomes.join(' ')) ? [{ id: OUTCOMES, name: say('situations.outcomes') }] : []),
        ...view.options.filter((_, at) => differs((row) => row.levels[at])),
    ];
}

/** `moves`: null until they are there. */
export function Groups({ view, rows, moves, only, hidden, marks, filter, concept, found }) {
    const choices = useMemo(() => ways(view, rows), [view, rows]);
    const [wanted, setWanted] = useState(null);
    const by = choices.some((one) => one.id === wanted) ? wanted : choices[0]?.id;
    const groups = useMemo(() => (by ? grouped(view, rows, by) : []), [view, rows, by]);
    const all = useMemo(() => joined(groups, moves ?? []), [groups, moves]);
    const nodes = useMemo(() => place(groups, all), [all]);
    if (!by) return <p class="notice">{say('situations.groups.alike', { n: rows.length })}</p>;
    const arcs = all.filter((arc) => (!only || arc.improvement) && !hidden.has(arc.party));
    const open = (group) =>
        bench.filter({
            ...filter,
            outcomes: { ...filter.outcomes, ...group.filter.outcomes },
            options: { ...filter.options, ...group.filter.options },
        });
    return (
        <>
            <Choice label={say('situations.groups.by')} chosen={by} onChoose={setWanted}
                    choices={choices.map(({ id, name }) => ({ id, name: id === OUTCOMES
                        ? say('situations.groups.outcome') : say('situations.groups.level', { option: name }) }))} />
            <p class="hint">
                {say('situations.groups.key', { n: rows.length, concept: concept.label })}
            </p>
            {rows.length < found.total && (
                <p class="notice">{say('situations.groups.cut', { n: rows.length, total: found.total })}</p>
            )}
            {!moves && found.total <= MOVING && <p role="status">{say('situations.moves.wait')}</p>}
            {found.total > MOVING && <p class="notice">{say('situations.groups.still', { n: MOVING })}</p>}
            <Drawn
                nodes={nodes}
                room={{ x: WIDE / 2 + 30, y: HIGH / 2 + 30 }}
                title={say('situations.graph.title', {
                    nodes: say('situations.groups', { n: groups.length }),
                    arcs: say('situations.arcs.n', { n: arcs.length }),
                })}
            >
                {(near, setNear) => [
                    ...arcs.map((arc) => (
                        <Arc key={`${arc.from} ${arc.to} ${arc.party}`} arc={arc} a={nodes.get(arc.from)}
                             b={nodes.get(arc.to)} mark={marks.get(arc.party)} edge={edge}
                             isFaint={near !== null && near !== arc.from && near !== arc.to} />
                    )),
                    ...[...nodes.values()].map((node) => (
                        <Box key={node.id} view={view} node={node} onOpen={open} setNear={setNear}
                             concept={concept} />
                    )),
                ]}
            </Drawn>
            <Arcs groups={groups} arcs={arcs} marks={marks} />
        </>
    );
}

/** Where the line from a box's middle towards a point leaves it, `by` more than its edge. */
function edge(node, x, y, by) {
    const [dx, dy] = [x - node.x, y - node.y];
    const scale = Math.min((WIDE / 2 + by) / Math.abs(dx || 1e-9), (HIGH / 2 + by) / Math.abs(dy || 1e-9));
    return { x: node.x + dx * scale, y: node.y + dy * scale };
}

function Box({ view, node, onOpen, setNear, concept }) {
    const { name, rows, filter } = node.group;
    const holds = rows.filter((row) => row.equilibrium[concept.id]).length;
    const isToday = rows.some((row) => row.state === view.today);
    const words = holds ? say('situations.groups.hold', { n: holds, of: rows.length })
        : say('situations.groups.hold.none', { of: rows.length });
    const open = () => filter && onOpen(node.group);
    const keys = (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        open();
    };
    return (
        <g class={`node box ${isToday ? 'today' : ''}`} transform={`translate(${node.x} ${node.y})`} role="button"
           tabIndex={0} aria-label={say('situations.groups.open', {
               name, words, today: isToday ? say('situations.today') : '',
           })}
           onClick={open} onKeyDown={keys} onMouseEnter={() => setNear(node.id)} onMouseLeave={() => setNear(null)}
           onFocus={() => setNear(node.id)} onBlur={() => setNear(null)}>
            <rect x={-WIDE / 2} y={-HIGH / 2} width={WIDE} height={HIGH} rx="6" />
            {holds > 0 && <rect x={4 - WIDE / 2} y={4 - HIGH / 2} width={WIDE - 8} height={HIGH - 8} rx="4"
                                class="inner" />}
            <foreignObject x={6 - WIDE / 2} y={6 - HIGH / 2} width={WIDE - 12} height={HIGH - 12}>
                <div class="boxed">
                    <b title={name}><Name>{name}</Name></b>
                    <span class={holds ? 'yes' : ''}>
                        {holds > 0 && '✓ '}{words}{isToday && ` · ${say('situations.today')}`}
                    </span>
                </div>
            </foreignObject>
        </g>
    );
}

function Arcs({ groups, arcs, marks }) {
    const names = new Map(groups.map((group) => [group.key, group.name]));
    return (
        <details>
            <summary>{say('situations.as-table', { what: say('situations.arcs.n', { n: arcs.length }) })}</summary>
            <Table label={say('situations.moves.head')} class="numbers"
                   heads={['from', 'party', 'to', 'n', 'better.n'].map((head) => say(`situations.moves.${head}`))}
                   rows={arcs.map((arc) => ({ key: `${arc.from} ${arc.to} ${arc.party}`, cells: [
                       <Name>{names.get(arc.from)}</Name>, <Name>{marks.get(arc.party).name}</Name>,
                       <Name>{names.get(arc.to)}</Name>, arc.moves.toLocaleString('en'),
                       arc.improvements.toLocaleString('en')] }))} />
        </details>
    );
}
