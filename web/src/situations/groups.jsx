// SPDX-License-Identifier: Apache-2.0
// The graph of models with too many states to draw: each box is all states of one outcome, of one level of an option,
// or of one pattern of equal verdicts. An arc stands for all moves of a party between two boxes. The engine counts
// both, in models of any size. A box opens to its states, a square for each.
import { calledOf } from '../called.js';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { run } from '../api.js';
import { Arc, Drawn } from '../drawing.jsx';
import { useFound, verdictsOf } from '../finding.js';
import { placed } from './place.js';
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { filterStatement, spoken } from '../situations.js';
import { Choice } from '../ways/asking.jsx';
import { Table } from '../ways/table.jsx';
import { bench } from '../workbench.js';
import { setUpRow } from './board.js';

const [WIDE, HIGH, ACROSS] = [150, 62, 340]; // of a box; from column to column
const [OUTCOMES, PATTERNS] = ['outcomes', 'patterns'];
const SQUARES = 400;

/** { groups, arcs } of the states that the filter lets through, or { error }; null until they are there. */
function useGroups(view, by, filter, concept) {
    const where = filterStatement(view, filter) ?? undefined;
    const verdicts = verdictsOf(filter);
    const concepts = verdicts.rows === 'all' ? [...new Set([concept.id, ...Object.keys(filter.concepts)])]
        : view.result.concepts;
    const options = { groups: by, limit: 1, where, ...verdicts, concepts: concepts.join() };
    const key = JSON.stringify(options);
    const [found, setFound] = useState(null);
    useEffect(() => {
        let isHere = true;
        setFound(null);
        if (!by) return;
        run('solve', view.text, options, { isWanted: () => isHere }).then(
            ({ result, diagnostics }) => isHere && setFound(result ? {
                groups: result.groups.map((group) => named(view, group, by, concept)),
                arcs: result.group_moves.map((one) => ({ ...one, improvement: one.improvements > 0 })),
            } : { error: diagnostics?.[0]?.message }),
            (error) => isHere && setFound({ error: error.message }),
        );
        return () => (isHere = false);
    }, [view, key]);
    return found;
}

/** A group with a name, how many of it hold, and the filter that lets only its states through: null where members
 *  of merged states differ, which no filter can say. */
function named(view, { outcomes, levels, equilibria, text, statement, rest, ...group }, by, concept) {
    const words = rest ? say('model.op.rest') : text; // of a pattern
    const called = outcomes?.map((id) => view.outcomes.find((one) => one.id === id).name);
    const options = view.options.filter(({ id }) => id in levels);
    const levelOf = (option) => (levels[option.id] === null ? null : option.levels.indexOf(levels[option.id]));
    const own = options.find(({ id }) => id === by.split(',')[0]);
    const isMixed = options.some((option) => levelOf(option) === null);
    return {
        ...group,
        holds: equilibria[concept.id],
        levels: Object.fromEntries(options.map((option) => [option.id, levelOf(option)])),
        name: words ?? (called ? called.join(' · ') || say('situations.unnamed')
            : `${own.name}: ${spoken(own, levelOf(own))}`),
        filter: isMixed ? null : {
            outcomes: outcomes ? Object.fromEntries(view.outcomes.map(({ id }) =>
                [id, outcomes.includes(id) ? 'Y' : 'N'])) : {},
            options: Object.fromEntries(options.map((option) => [option.id, levelOf(option)])),
            ...(statement && {
                where: { statement, words },
                concepts: Object.fromEntries(Object.entries(equilibria).map(([id, n]) => [id, n ? 'Y' : 'N'])),
            }),
        },
    };
}

/** In columns by the level of an option, or wherever linked ones come to lie together. */
function place({ groups, arcs }, columns) {
    const nodes = groups.map((group) => ({ id: group.group, group }));
    if (!columns) return placed(nodes, arcs, WIDE, { flat: 0.6, wide: WIDE + 36, high: HIGH + 34 });
    const levels = columns.levels.length;
    const filled = new Array(levels + 1).fill(0);
    return new Map(nodes.map((node) => {
        const column = node.group.levels[columns.id] ?? levels;
        return [node.id, { ...node, x: column * ACROSS, y: filled[column]++ * (HIGH + 34) + (column % 2) * 20 }];
    }));
}

/** What can tell the situations apart. */
const ways = (view) => [
    ...(view.outcomes.length ? [{ id: OUTCOMES, name: say('situations.groups.outcome') }] : []),
    ...(view.options.length ? [{ id: PATTERNS, name: say('situations.groups.pattern') }] : []),
    ...view.options.map(({ id, name }) => ({ id, name: say('situations.groups.level', { option: name }) })),
];

export function Groups({ view, only, hidden, marks, filter, concept, found }) {
    const choices = ways(view);
    const steps = view.options.find((option) => option.levels.length > 2 && !(option.id in filter.options));
    const [wanted, setWanted] = useState(null);
    const [column, setColumn] = useState(steps?.id ?? '');
    const [opened, setOpened] = useState(null);
    const by = choices.some((one) => one.id === wanted) ? wanted : choices[0]?.id;
    const columns = view.options.find(({ id }) => id === column && id !== by);
    const answer = useGroups(view, [by, columns?.id].filter(Boolean).join(), filter, concept);
    const nodes = useMemo(() => (answer?.groups ? place(answer, columns) : new Map()), [answer]);
    const arcs = (answer?.arcs ?? []).filter((one) => (!only || one.improvement) && !hidden.has(one.party));
    const group = answer?.groups?.find((one) => one.group === opened);
    if (!by) return <p class="notice">{say('situations.groups.alike')}</p>;
    return (
        <>
            <div class="row">
                <Choice label={say('situations.groups.by')} chosen={by} onChoose={setWanted} choices={choices} />
                <Choice label={say('situations.groups.columns')} chosen={columns?.id ?? ''} onChoose={setColumn}
                        choices={[{ id: '', name: say('situations.groups.free') },
                            ...view.options.filter(({ id }) => id !== by)]} />
            </div>
            <p class="hint">{say('situations.groups.key', { n: found.total, concept: concept.label })}</p>
            {!answer && <p role="status">{say('situations.moves.wait')}</p>}
            {answer?.error && <p class="error" role="alert">{answer.error}</p>}
            <Drawn
                nodes={nodes}
                room={{ x: WIDE / 2 + 30, y: HIGH / 2 + 30 }}
                title={say('situations.graph.title', {
                    nodes: say('situations.groups', { n: nodes.size }),
                    arcs: say('situations.arcs.n', { n: arcs.length }),
                })}
            >
                {(near, setNear) => [
                    ...(columns?.levels ?? []).map((level, i) => (
                        <text key={`column ${i}`} class="column" x={i * ACROSS} y={-HIGH / 2 - 14}>{level}</text>
                    )),
                    ...arcs.map((one) => (
                        <Arc key={`${one.from} ${one.to} ${one.party}`} arc={one} a={nodes.get(one.from)}
                             b={nodes.get(one.to)} mark={marks.get(one.party)} edge={edge}
                             isFaint={near !== null && near !== one.from && near !== one.to} />
                    )),
                    ...[...nodes.values()].map((node) => (
                        <Box key={node.id} node={node} isOpen={node.id === opened} onOpen={setOpened}
                             setNear={setNear} />
                    )),
                ]}
            </Drawn>
            {group && <Opened key={group.group} view={view} group={group} filter={filter} concept={concept}
                              onClose={() => setOpened(null)} />}
            {answer?.groups && <Arcs groups={answer.groups} arcs={arcs} marks={marks} />}
        </>
    );
}

/** Where the line from a box's middle towards a point leaves it, `by` more than its edge. */
function edge(node, x, y, by) {
    const [dx, dy] = [x - node.x, y - node.y];
    const scale = Math.min((WIDE / 2 + by) / Math.abs(dx || 1e-9), (HIGH / 2 + by) / Math.abs(dy || 1e-9));
    return { x: node.x + dx * scale, y: node.y + dy * scale };
}

function Box({ node, isOpen, onOpen, setNear }) {
    const { name, holds, states, filter, status_quo: isToday } = node.group;
    const words = holds ? say('situations.groups.hold', { n: holds, of: states })
        : say('situations.groups.hold.none', { of: states });
    const open = () => filter && onOpen(isOpen ? null : node.id);
    const keys = (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        open();
    };
    return (
        <g class={`node box ${isToday ? 'today' : ''} ${isOpen ? 'chosen' : ''}`}
           transform={`translate(${node.x} ${node.y})`} role="button" tabindex="0" aria-expanded={isOpen}
           aria-label={say('situations.groups.open', {
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

/** A square for each situation of a box: one Tab stop, arrow keys lead on. */
function Opened({ view, group, filter, concept, onClose }) {
    const own = useMemo(() => ({
        ...filter, payoff: null, ...group.filter,
        outcomes: { ...filter.outcomes, ...group.filter.outcomes },
        options: { ...filter.options, ...group.filter.options },
    }), [filter, group]);
    const { rows, total, isSearching } = useFound(view, own);
    const [at, setAt] = useState(0);
    const keys = (event) => {
        const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        const next = event.currentTarget.children[at + by];
        if (!by || !next) return;
        event.preventDefault();
        setAt(at + by);
        next.focus();
    };
    return (
        <section class="card" aria-label={group.name}>
            <h3>{say('situations.squares.head', { name: group.name, n: say('shell.situations', { n: total }) })}</h3>
            <p class="hint">{say('situations.squares.key', { concept: concept.label })}</p>
            {isSearching && <p role="status">{say('situations.searching')}</p>}
            <div class="squares" role="group" aria-label={say('situations.squares')} onKeyDown={keys}>
                {rows.slice(0, SQUARES).map((row, i) => {
                    const holds = row.equilibrium[concept.id];
                    const words = calledOf(view, row.state);
                    return (
                        <button key={row.state} type="button" tabIndex={i === at ? 0 : -1} title={words}
                                class={`${holds ? 'yes' : ''} ${row.state === view.today ? 'today' : ''}`}
                                aria-label={holds ? say('situations.squares.holds', { name: words }) : words}
                                onFocus={() => setAt(i)} onClick={() => setUpRow(view, row)}>
                            {holds ? '✓' : ''}
                        </button>
                    );
                })}
            </div>
            {total > SQUARES && <p class="notice">{say('situations.squares.cut', { n: SQUARES, total })}</p>}
            <button type="button" onClick={() => bench.filter(own)}>{say('situations.squares.only')}</button>{' '}
            <button type="button" onClick={onClose}>{say('shell.close')}</button>
        </section>
    );
}

function Arcs({ groups, arcs, marks }) {
    const names = new Map(groups.map((group) => [group.group, group.name]));
    return (
        <details>
            <summary>{say('situations.as-table', { what: say('situations.arcs.n', { n: arcs.length }) })}</summary>
            <Table label={say('situations.moves.head')} class="numbers"
                   heads={['from', 'party', 'to', 'n', 'better.n'].map((head) => say(`situations.moves.${head}`))}
                   rows={arcs.map((one) => ({ key: `${one.from} ${one.to} ${one.party}`, cells: [
                       <Name>{names.get(one.from)}</Name>, <Name>{marks.get(one.party).name}</Name>,
                       <Name>{names.get(one.to)}</Name>, one.moves.toLocaleString('en'),
                       one.improvements.toLocaleString('en')] }))} />
        </details>
    );
}
