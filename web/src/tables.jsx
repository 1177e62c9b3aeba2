// SPDX-License-Identifier: Apache-2.0
// The tables of the literature: states in option form with filter and sort buttons, and stability by concept and
// party.
import { useEffect, useId, useState } from 'preact/hooks';
import { useFound } from './finding.js';
import { Name, Pager, count, rove } from './parts.jsx';
import { cycle, cyclePayoff, decimal, isFiltering, label, levelText, noFilter, verdictOf } from './situations.js';
import { bench } from './workbench.js';

const COLUMNS = 24;
const ROWS = 40;
const RANKED = 60; // states in a ranking that can be read

const setFilter = (patch) => bench.filter({ ...bench.state.filter, ...patch });

/** Search and counts, shared by all tables of states. `found`: see useFound(). */
export function Finder({ view, filter, found }) {
    const id = useId();
    const total = view.result.states.feasible;
    return (
        <search class="finder">
            <div class="field">
                <label for={`${id}-s`}>Search states</label>
                <input
                    id={`${id}-s`}
                    type="search"
                    dir="auto"
                    value={filter.search}
                    placeholder="outcome, number, code, level"
                    onInput={(event) => setFilter({ search: event.currentTarget.value })}
                />
            </div>
            <div class="field">
                <label for={`${id}-o`}>Show</label>
                <select
                    id={`${id}-o`}
                    value={filter.only}
                    onChange={(event) => setFilter({ only: event.currentTarget.value })}
                >
                    <option value="all">all states</option>
                    <option value="equilibria">what holds under some concept</option>
                    {view.today && <option value="today">today</option>}
                </select>
            </div>
            {(isFiltering(filter) || filter.payoff) && (
                <button type="button" onClick={() => bench.filter(noFilter)}>
                    Show everything
                </button>
            )}
            <p class="count" role="status" aria-busy={found.isSearching === true}>
                {found.isSearching ? 'Searching …' : counted(found, total)}
            </p>
            {found.error && <p class="error" role="alert">{found.error}</p>}
        </search>
    );
}

/** "12 of 16,384 states", and whether all of them are listed. */
function counted({ rows, total, isExact }, all) {
    const few = `; the first ${rows.length.toLocaleString('en')} are listed, a filter gives the others`;
    const found = `${isExact ? '' : 'at least '}${total.toLocaleString('en')} of ${count(all, 'state')}`;
    return rows.length < total ? found + few : found;
}

export function useRows(view, filter, size) {
    const found = useFound(view, filter);
    const { rows } = found;
    const [from, setFrom] = useState(0);
    useEffect(() => setFrom(0), [filter]);
    const start = from < rows.length ? from : 0;
    return { found, rows, page: rows.slice(start, start + size), from: start, setFrom };
}

const openState = (state, party, concept) => bench.dialog({ kind: 'state', state, party, concept });

/* ------------------------------------------------------------ option form */

export function OptionTable({ view, filter }) {
    const { found, rows, page, from, setFrom } = useRows(view, filter, COLUMNS);
    return (
        <>
            <Finder view={view} filter={filter} found={found} />
            <Pager total={rows.length} size={COLUMNS} from={from} onGo={setFrom} unit="states" />
            <div class="scroll" role="region" aria-label="States in option form" tabIndex={0} onKeyDown={rove}>
                <table class="grid" onMouseOver={lightColumn} onMouseLeave={lightColumn}>
                    <caption class="sr">
                        A column for each state, a row for each option, payoff and concept. Payoffs: higher is better.
                        Column “Filter” has buttons that filter and sort.
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col" colSpan={2}>
                                Ordered
                            </th>
                            <th scope="col" class="filter">
                                Filter
                            </th>
                            {page.map((row, i) => (
                                <th key={row.state} scope="col" data-column={row.state} class={mark(view, row)}>
                                    <button
                                        type="button"
                                        class="state"
                                        data-rove
                                        data-state={row.state}
                                        tabIndex={i ? -1 : 0}
                                        aria-label={
                                            `State ${label(view, row.state)}` +
                                            (row.state === view.today ? ', today' : '')
                                        }
                                        onClick={() => openState(row.state)}
                                    >
                                        {row.state}
                                    </button>
                                </th>
                            ))}
                        </tr>
                        {view.hasDecimal && (
                            <tr>
                                <th scope="row" colSpan={2}>
                                    Decimal
                                </th>
                                <td class="filter" />
                                {page.map((row) => (
                                    <td key={row.state} data-column={row.state} class={mark(view, row)}>
                                        {decimal(row)}
                                    </td>
                                ))}
                            </tr>
                        )}
                    </thead>
                    {view.parties
                        .filter((party) => party.options.length)
                        .map((party) => (
                            <Options key={party.id} view={view} party={party} page={page} filter={filter} />
                        ))}
                    {view.outcomes.length > 0 && <Outcomes view={view} page={page} filter={filter} />}
                    <tbody>
                        {view.parties.map((party) => (
                            <tr key={party.id}>
                                <th scope="row" colSpan={2}>
                                    Payoff for: <Name>{party.name}</Name>
                                </th>
                                <td class="filter">
                                    <Payoff filter={filter} party={party} />
                                </td>
                                {page.map((row) => (
                                    <td key={row.state} data-column={row.state} class={`number ${mark(view, row)}`}>
                                        {row.rank[party.id]}
                                    </td>
                                ))}
                            </tr>
                        ))}
                    </tbody>
                    <tbody>
                        {view.concepts.map((concept) => (
                            <tr key={concept.id} class="concept">
                                <th scope="row" colSpan={2}>
                                    {concept.label}
                                </th>
                                <td class="filter">
                                    <Cycle
                                        part="concepts"
                                        id={concept.id}
                                        filter={filter}
                                        values={['Y', 'N']}
                                        name={`${concept.label} equilibrium`}
                                    />
                                </td>
                                {page.map((row) => (
                                    <td key={row.state} data-column={row.state} class={mark(view, row)}>
                                        {row.equilibrium[concept.id] ? 'Y' : ''}
                                    </td>
                                ))}
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            {!found.total && !found.isSearching && !found.error && <p class="notice">No state matches.</p>}
            {rows.length > 1 && rows.length <= RANKED && <Rankings view={view} rows={rows} />}
        </>
    );
}

/** "1 > [2, 3] > 4": the states shown, most preferred at the left. */
function Rankings({ view, rows }) {
    const line = (party) => {
        const groups = new Map();
        for (const row of [...rows].sort((a, b) => b.rank[party.id] - a.rank[party.id] || a.state - b.state)) {
            const rank = row.rank[party.id];
            groups.set(rank, [...(groups.get(rank) ?? []), row.state]);
        }
        return [...groups.values()]
            .map((states) => (states.length > 1 ? `[${states.join(', ')}]` : states[0]))
            .join(' > ');
    };
    return (
        <table class="plain rankings">
            <caption>Rankings of these states: most preferred … least preferred, ties in brackets</caption>
            <tbody>
                {view.parties.map((party) => (
                    <tr key={party.id}>
                        <th scope="row">
                            <Name>{party.name}</Name>
                        </th>
                        <td>{line(party)}</td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

/** The column under the pointer, as the row is by the style sheet. */
function lightColumn(event) {
    const column = event.type === 'mouseleave' ? undefined : event.target.closest?.('[data-column]')?.dataset.column;
    for (const cell of event.currentTarget.querySelectorAll('[data-column]'))
        cell.classList.toggle('near', cell.dataset.column === column);
}

const mark = (view, row) => (row.state === view.today ? 'today' : '');

function Options({ view, party, page, filter }) {
    return (
        <tbody>
            {party.options.map((option, i) => (
                <tr key={option.id}>
                    {i === 0 && (
                        <th scope="rowgroup" rowSpan={party.options.length}>
                            <Name>{party.name}</Name>
                        </th>
                    )}
                    <th scope="row">
                        <Name>{option.name}</Name>
                    </th>
                    <td class="filter">
                        <Cycle
                            part="options"
                            id={option.id}
                            filter={filter}
                            values={option.levels
                                .map((_, level) => level)
                                .sort((a, b) => (option.isBinary ? b - a : a - b))}
                            name={option.name}
                            show={(level) => levelText(option, level)}
                        />
                    </td>
                    {page.map((row) => {
                        const level = row.levels[view.options.indexOf(option)];
                        return (
                            <td
                                key={row.state}
                                data-column={row.state}
                                class={`${level ? 'set' : ''} ${mark(view, row)}`}
                            >
                                <bdi>{levelText(option, level)}</bdi>
                            </td>
                        );
                    })}
                </tr>
            ))}
        </tbody>
    );
}

function Outcomes({ view, page, filter }) {
    return (
        <tbody>
            {view.outcomes.map((outcome) => (
                <tr key={outcome.id}>
                    <th scope="row" colSpan={2}>
                        Outcome: <Name>{outcome.name}</Name>
                    </th>
                    <td class="filter">
                        <Cycle
                            part="outcomes"
                            id={outcome.id}
                            filter={filter}
                            values={['Y', 'N']}
                            name={outcome.name}
                        />
                    </td>
                    {page.map((row) => (
                        <td key={row.state} data-column={row.state} class={mark(view, row)}>
                            {row.outcomes.includes(outcome.id) ? 'Y' : ''}
                        </td>
                    ))}
                </tr>
            ))}
        </tbody>
    );
}

function Cycle({ part, id, filter, values, name, show = (value) => value }) {
    const value = filter[part][id];
    const shown = value === undefined ? '-' : show(value);
    return (
        <button
            type="button"
            class="cycle"
            aria-label={`Filter by ${name}: ${value === undefined ? 'any' : shown}`}
            aria-pressed={value !== undefined}
            onClick={() => setFilter({ [part]: cycle(filter[part], id, values) })}
        >
            <bdi>{shown}</bdi>
        </button>
    );
}

function Payoff({ filter, party }) {
    const order = filter.payoff?.party === party.id ? filter.payoff.order : '-';
    const words = { '-': 'not sorted', '>': 'best first', '<': 'worst first' }[order];
    return (
        <button
            type="button"
            class="cycle"
            aria-label={`Sort by payoff for ${party.name}: ${words}`}
            aria-pressed={order !== '-'}
            onClick={() => setFilter({ payoff: cyclePayoff(filter.payoff, party.id) })}
        >
            {order}
        </button>
    );
}

/* --------------------------------------------------------------- stability */

export function Stability({ view, filter }) {
    const { found, rows, page, from, setFrom } = useRows(view, filter, ROWS);
    const chosen = view.concepts;
    return (
        <>
            <Finder view={view} filter={filter} found={found} />
            <p class="hint">
                ✓ stable for that party, · not; <b>E</b> an equilibrium: stable for every party
                {view.result.maybe_equilibria && '; ? depends on a tie, or on a preference that is open'}. Each mark
                is a button that gives its reason. Arrow keys move between them.
            </p>
            <Pager total={rows.length} size={ROWS} from={from} onGo={setFrom} unit="states" />
            <div
                class="scroll"
                role="region"
                aria-label="Stability by concept and party"
                tabIndex={0}
                onKeyDown={rove}
            >
                <table class="grid stability">
                    <caption class="sr">
                        Rows are states, column groups are concepts, with a column for each party and one for
                        equilibria.
                    </caption>
                    <colgroup span={1} />
                    {chosen.map((concept) => (
                        <colgroup key={concept.id} span={view.parties.length + 1} />
                    ))}
                    <colgroup span={1} />
                    <thead>
                        <tr>
                            <th scope="col" rowSpan={2}>
                                State
                            </th>
                            {chosen.map((concept) => (
                                <th key={concept.id} scope="colgroup" colSpan={view.parties.length + 1} class="group">
                                    {concept.label}
                                </th>
                            ))}
                            <th scope="col" rowSpan={2} class="group">
                                Outcomes
                            </th>
                        </tr>
                        <tr>
                            {chosen.map((concept) => [
                                ...view.parties.map((party, i) => (
                                    <th key={party.id} scope="col" class={i ? '' : 'group'}>
                                        <abbr title={party.name}>{short(view, party)}</abbr>
                                    </th>
                                )),
                                <th key="eq" scope="col" class="eq">
                                    Eq
                                </th>,
                            ])}
                        </tr>
                    </thead>
                    <tbody>
                        {page.map((row, y) => (
                            <tr
                                key={row.state}
                                class={
                                    `${mark(view, row)} ` +
                                    (chosen.some((c) => row.equilibrium[c.id]) ? 'holds' : '')
                                }
                            >
                                <th scope="row">
                                    <button
                                        type="button"
                                        class="state"
                                        data-rove
                                        data-state={row.state}
                                        tabIndex={y ? -1 : 0}
                                        onClick={() => openState(row.state)}
                                    >
                                        {row.state} <span class="code">{row.code}</span>
                                        {row.state === view.today && <span class="badge">today</span>}
                                    </button>
                                </th>
                                {chosen.map((concept) => [
                                    ...view.parties.map((party, i) => (
                                        <Verdict
                                            key={party.id}
                                            row={row}
                                            party={party}
                                            concept={concept}
                                            isFirst={i === 0}
                                        />
                                    )),
                                    <td key="eq" class={`eq ${row.equilibrium[concept.id] ? 'yes' : ''}`}>
                                        {row.equilibrium[concept.id] && <abbr title="Equilibrium">E</abbr>}
                                        {row.maybeEquilibrium[concept.id] && <abbr title="Maybe">?</abbr>}
                                    </td>,
                                ])}
                                <td class="names group">
                                    <Name>{row.names.join(', ')}</Name>
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            {!found.total && !found.isSearching && !found.error && <p class="notice">No state matches.</p>}
            <p class="key">
                {view.parties.map((party) => (
                    <span key={party.id}>
                        <b>{short(view, party)}</b> <Name>{party.name}</Name>
                    </span>
                ))}
            </p>
        </>
    );
}

/** A party's first letter where that tells them apart, else its number. */
function short(view, party) {
    const letters = view.parties.map((one) => [...one.name][0]?.toUpperCase());
    const at = view.parties.indexOf(party);
    return new Set(letters).size === letters.length ? letters[at] : `${at + 1}`;
}

function Verdict({ row, party, concept, isFirst }) {
    const verdict = verdictOf(row, concept.id, party.id);
    return (
        <td class={isFirst ? 'group' : ''}>
            <button
                type="button"
                class={`verdict ${verdict}`}
                data-rove
                tabIndex={-1}
                aria-label={
                    `State ${row.state}, ${party.name}, ${concept.label}: ` +
                    `${verdict === 'maybe' ? 'maybe stable' : verdict}. Why?`
                }
                onClick={() => openState(row.state, party.id, concept.id)}
            >
                {{ stable: '✓', maybe: '?', unstable: '·' }[verdict]}
            </button>
        </td>
    );
}
