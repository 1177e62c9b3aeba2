// SPDX-License-Identifier: Apache-2.0
// The tables of the place: situations in words or in option form, with filters and sorting, and stability by concept
// and party. What is shown of many situations the engine chooses among all of them.
import { calledOf } from '../called.js';
import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import { useFound } from '../finding.js';
import { Mark, Name, Pager, Party, rove } from '../parts.jsx';
import { say } from '../say.js';
import { cycle, cyclePayoff, decimal, isFiltering, levelText, noFilter, verdictOf } from '../situations.js';
import { Choice, Segments, keep, useKept } from '../ways/asking.jsx';
import { bench } from '../workbench.js';
import { setUpRow } from './board.js';
import { Differences } from './chips.jsx';

const COLUMNS = 24;
const ROWS = 40;
const UNDER = 'under';

const setFilter = (patch) => bench.filter({ ...bench.state.filter, ...patch });

/** Search, outcome and counts, shared by all views of many situations. `found`: see useFound(). `concept`: of a list
 *  that shows what holds under it, unless all is asked for. */
export function Finder({ view, filter, found, concept }) {
    const id = useId();
    const total = view.result.states.feasible;
    const choose = (only) => {
        keep({ isListWhole: only !== UNDER });
        setFilter({ only: only === UNDER ? 'all' : only, ...(concept && { concepts: {} }) });
    };
    const pinned = view.options.filter((option) => option.id in filter.options);
    return (
        <search class="finder">
            <div class="field">
                <label for={`${id}-s`}>{say('situations.search')}</label>
                <input
                    id={`${id}-s`}
                    type="search"
                    dir="auto"
                    value={filter.search}
                    placeholder={say('situations.search.what')}
                    onInput={(event) => setFilter({ search: event.currentTarget.value })}
                />
            </div>
            <Choice label={say('situations.show')} onChoose={choose}
                    chosen={concept && filter.concepts[concept.id] === 'Y' ? UNDER : filter.only}
                    choices={[{ id: 'all', name: say('situations.show.all') },
                        ...(concept ? [{ id: UNDER,
                            name: say('situations.show.under', { concept: concept.label }) }] : []),
                        { id: 'equilibria', name: say('situations.show.holds') },
                        ...(view.today ? [{ id: 'today', name: say('situations.today') }] : [])]} />
            {(isFiltering(filter) || filter.payoff) && (
                <button type="button" onClick={() => (keep({ isListWhole: true }), bench.filter(noFilter))}>
                    {say('situations.show.everything')}
                </button>
            )}
            <p class="count" role="status" aria-busy={found.isSearching === true}>
                {found.isSearching ? say('situations.searching') : counted(found, total)}
                {[filter.where?.words, ...pinned.map((option) =>
                    `${option.name}: ${levelText(option, filter.options[option.id])}`)].filter(Boolean)
                    .map((words) => <>; <Name>{words}</Name></>)}
            </p>
            {found.error && <p class="error" role="alert">{found.error}</p>}
        </search>
    );
}

/** "12 of 16,384 situations", and whether all of them are listed. */
function counted({ rows, total }, all) {
    const slots = { total, all: say('shell.situations', { n: all }), listed: rows.length };
    const found = say('situations.count', slots);
    return rows.length < total ? `${found}; ${say('situations.count.cut', slots)}` : found;
}

/** What stands where nothing is found. */
const Nothing = ({ found }) =>
    !found.total && !found.isSearching && !found.error && <p class="notice">{say('situations.nothing')}</p>;

export function useRows(view, filter, size) {
    const found = useFound(view, filter);
    const { rows } = found;
    const [from, setFrom] = useState(0);
    useEffect(() => setFrom(0), [filter]);
    const start = from < rows.length ? from : 0;
    return { found, rows, page: rows.slice(start, start + size), from: start, setFrom };
}

/** Leads to the reason of a verdict. */
const why = (view, row, party, concept) => {
    setUpRow(view, row, { place: 'situations', part: 'reasons', concept, whose: party });
};

/* ------------------------------------------------------------------- words */

/** `row`: the one on the board. */
export function List({ view, filter: asked, row, concept }) {
    const [form, setForm] = useState('words');
    const [isWhole] = useKept('isListWhole', !bench.state.shown.concept);
    const isOwn = asked.only !== 'all' || Object.keys(asked.concepts).length > 0; // verdicts are asked for otherwise
    const filter = useMemo(() => (isOwn || isWhole ? asked : { ...asked, concepts: { [concept.id]: 'Y' } }),
        [asked, isOwn || isWhole, concept.id]);
    return (
        <>
            <Segments label={say('situations.form')} chosen={form} onChoose={setForm}
                      choices={['words', 'options'].map((id) => ({ id, name: say(`situations.form.${id}`) }))} />
            {form === 'words' ? <InWords view={view} filter={filter} board={row} concept={concept} />
                : <OptionTable view={view} filter={filter} concept={concept} />}
        </>
    );
}

const SORTED = { '-': '', '>': ' ▼', '<': ' ▲' };

function InWords({ view, filter, board, concept }) {
    const { found, rows, page, from, setFrom } = useRows(view, filter, ROWS);
    return (
        <>
            <Finder view={view} filter={filter} found={found} concept={concept} />
            {view.outcomes.length > 0 && (
                <fieldset class="outcome-filters">
                    <legend>{say('situations.outcomes.head')}</legend>
                    {view.outcomes.map((outcome) => (
                        <span key={outcome.id}>
                            <Cycle part="outcomes" id={outcome.id} filter={filter} values={['Y', 'N']}
                                   name={outcome.name} /> <Name>{outcome.name}</Name>
                        </span>
                    ))}
                </fieldset>
            )}
            <Pager total={rows.length} size={ROWS} from={from} onGo={setFrom} unit={say('situations.unit')} />
            <div class="scroll" role="region" aria-label={say('situations.part.list')} tabIndex={0} onKeyDown={rove}>
                <table class="plain in-words stacks">
                    <caption class="sr">{say('situations.list.caption')}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{say('situations.situation')}</th>
                            {hasToday(view) && <th scope="col">{say('situations.against')}</th>}
                            {view.concepts.map((one) => (
                                <th key={one.id} scope="col" class={one === concept ? 'chosen' : ''}>
                                    <bdi>{one.label}</bdi>{' '}
                                    <Cycle part="concepts" id={one.id} filter={filter} values={['Y', 'N']}
                                           name={say('situations.holds.under', { concept: one.label })} />
                                </th>
                            ))}
                            {view.parties.map((party, at) => (
                                <th key={party.id} scope="col">
                                    <button type="button" class="sort" title={party.name}
                                            aria-label={sortWords(filter, party)}
                                            aria-pressed={filter.payoff?.party === party.id}
                                            onClick={() => setFilter({
                                                payoff: cyclePayoff(filter.payoff, party.id),
                                            })}>
                                        <Mark at={at} />
                                        {SORTED[filter.payoff?.party === party.id ? filter.payoff.order : '-']}
                                    </button>
                                </th>
                            ))}
                        </tr>
                    </thead>
                    <tbody>
                        {page.map((row, y) => (
                            <tr key={row.state} class={`${mark(view, row)} ${row === board ? 'on-board' : ''}`}>
                                <th scope="row">
                                    <button type="button" class="link" data-rove data-state={row.state}
                                            tabIndex={y ? -1 : 0} aria-pressed={row === board}
                                            onClick={() => setUpRow(view, row)}>
                                        <Name>{calledOf(view, row.state)}</Name>
                                    </button>
                                </th>
                                {hasToday(view) && <td><Differences view={view} row={row} /></td>}
                                {view.concepts.map(({ id: one, label }) => (
                                    <td key={one} class={row.equilibrium[one] ? 'yes' : 'none'} data-head={label}>
                                        {row.equilibrium[one] ? '✓' : row.maybeEquilibrium[one] ? '?' : '–'}
                                        <span class="sr"> {say(row.equilibrium[one] ? 'situations.yes'
                                            : row.maybeEquilibrium[one] ? 'situations.kind.maybe'
                                                : 'situations.no')}</span>
                                    </td>
                                ))}
                                {view.parties.map((party) => (
                                    <Gain key={party.id} view={view} row={row} party={party} />
                                ))}
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            <Nothing found={found} />
            {view.today && <p class="hint">{say('situations.list.key')}</p>}
        </>
    );
}

const sortWords = (filter, party) => {
    const order = filter.payoff?.party === party.id ? filter.payoff.order : '-';
    return say('situations.sort', { party: party.name, order: say(`situations.sort.${order}`) });
};

/** What the situation is to a party beside today. */
function Gain({ view, row, party }) {
    const today = view.byState.get(view.today)?.rank[party.id];
    if (today === undefined) return <td class="number" data-head={party.name}>{row.rank[party.id]}</td>;
    const by = Math.sign(row.rank[party.id] - today) + 1;
    return (
        <td class={['no', 'none', 'yes'][by]} data-head={party.name}>
            {['▼', '=', '▲'][by]}
            <span class="sr"> {party.name}: {say(`situations.gain.${['worse', 'same', 'better'][by]}`)}</span>
        </td>
    );
}

/* ------------------------------------------------------------ option form */

function OptionTable({ view, filter, concept }) {
    const { found, rows, page, from, setFrom } = useRows(view, filter, COLUMNS);
    const line = (key, head, button, cell, more) => (
        <tr key={key}>
            {more?.before}
            <th scope="row" colSpan={more?.before === undefined ? 2 : 1}>{head}</th>
            <td class="filter">{button}</td>
            {page.map((row) => (
                <td key={row.state} data-column={row.state}
                    class={`${more?.kind?.(row) ?? ''} ${mark(view, row)}`}>
                    <bdi>{cell(row)}</bdi>
                </td>
            ))}
        </tr>
    );
    const owner = (party, i) => i === 0 && (
        <th scope="rowgroup" rowSpan={party.options.length}><Name>{party.name}</Name></th>
    );
    return (
        <>
            <Finder view={view} filter={filter} found={found} concept={concept} />
            <Pager total={rows.length} size={COLUMNS} from={from} onGo={setFrom} unit={say('situations.unit')} />
            <div class="scroll" role="region" aria-label={say('situations.form.caption')} tabIndex={0}
                 onKeyDown={rove}>
                <table class="grid" onMouseOver={lightColumn} onMouseLeave={lightColumn}>
                    <caption class="sr">{say('situations.form.about')}</caption>
                    <thead>
                        <tr>
                            <th scope="col" colSpan={2}>{say('situations.ordered')}</th>
                            <th scope="col" class="filter">{say('situations.filter')}</th>
                            {page.map((row, i) => (
                                <th key={row.state} scope="col" data-column={row.state} class={mark(view, row)}>
                                    <button type="button" class="state" data-rove data-state={row.state}
                                            tabIndex={i ? -1 : 0} onClick={() => setUpRow(view, row)}
                                            aria-label={say('situations.set.row', {
                                                n: `${row.state}`, what: calledOf(view, row.state) })}>
                                        {row.state}
                                    </button>
                                </th>
                            ))}
                        </tr>
                        {view.hasDecimal && line('decimal', say('situations.decimal'), null, decimal)}
                    </thead>
                    {view.parties.filter((party) => party.options.length).map((party) => (
                        <tbody key={party.id}>
                            {party.options.map((option, i) => line(option.id, <Name>{option.own}</Name>, (
                                <Cycle part="options" id={option.id} filter={filter} name={option.name}
                                       values={option.levels.map((_, level) => level)
                                           .sort((a, b) => (option.isBinary ? b - a : a - b))}
                                       show={(level) => levelText(option, level)} />
                            ), (row) => levelText(option, row.levels[view.options.indexOf(option)]), {
                                before: owner(party, i),
                                kind: (row) => (row.levels[view.options.indexOf(option)] ? 'set' : ''),
                            }))}
                        </tbody>
                    ))}
                    <tbody>
                        {view.outcomes.map(({ id, name }) => line(id,
                            say('situations.outcome', { outcome: <Name>{name}</Name> }),
                            <Cycle part="outcomes" id={id} filter={filter} values={['Y', 'N']} name={name} />,
                            (row) => (row.outcomes.includes(id) ? 'Y' : '')))}
                    </tbody>
                    <tbody>
                        {view.parties.map((party) => line(party.id,
                            say('situations.payoff', { party: <Name>{party.name}</Name> }),
                            <Payoff filter={filter} party={party} />, (row) => row.rank[party.id],
                            { kind: () => 'number' }))}
                    </tbody>
                    <tbody>
                        {view.concepts.map((concept) => line(concept.id, <bdi>{concept.label}</bdi>, (
                            <Cycle part="concepts" id={concept.id} filter={filter} values={['Y', 'N']}
                                   name={say('situations.holds.under', { concept: concept.label })} />
                        ), (row) => (row.equilibrium[concept.id] ? 'Y' : ''), { kind: () => 'yes' }))}
                    </tbody>
                </table>
            </div>
            <Nothing found={found} />
        </>
    );
}

/** The column under the pointer, as the row is by the style sheet. */
function lightColumn(event) {
    const column = event.type === 'mouseleave' ? undefined : event.target.closest?.('[data-column]')?.dataset.column;
    for (const cell of event.currentTarget.querySelectorAll('[data-column]'))
        cell.classList.toggle('near', cell.dataset.column === column);
}

/** Whether there is something that situations differ from. */
const hasToday = (view) => Boolean(view.today) && !view.isPlain;
const mark = (view, row) => (row.state === view.today ? 'today' : '');

function Cycle({ part, id, filter, values, name, show = (value) => value }) {
    const value = filter[part][id];
    const shown = value === undefined ? say('situations.any') : show(value);
    return (
        <button type="button" class="cycle" aria-pressed={value !== undefined}
                onClick={() => setFilter({ [part]: cycle(filter[part], id, values) })}
                aria-label={say('situations.filter.by', { what: name, value: shown })}>
            <bdi>{shown}</bdi>
        </button>
    );
}

function Payoff({ filter, party }) {
    const order = filter.payoff?.party === party.id ? filter.payoff.order : '-';
    return (
        <button type="button" class="cycle" aria-label={sortWords(filter, party)} aria-pressed={order !== '-'}
                onClick={() => setFilter({ payoff: cyclePayoff(filter.payoff, party.id) })}>
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
                {say('situations.stability.key')}
            </p>
            <Pager total={rows.length} size={ROWS} from={from} onGo={setFrom} unit={say('situations.unit')} />
            <div
                class="scroll"
                role="region"
                aria-label={say('situations.stability.region')}
                tabIndex={0}
                onKeyDown={rove}
            >
                <table class="grid stability stacks" style={{ '--of': view.parties.length }}>
                    <caption class="sr">
                        {say('situations.stability.caption')}
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col" rowSpan={2}>
                                {say('situations.situation')}
                            </th>
                            {chosen.map((concept) => (
                                <th key={concept.id} scope="colgroup" colSpan={view.parties.length + 1} class="group">
                                    <bdi>{concept.label}</bdi>
                                </th>
                            ))}
                        </tr>
                        <tr>
                            {chosen.map((concept) => [
                                ...view.parties.map((party, i) => (
                                    <th key={party.id} scope="col" class={i ? '' : 'group'}>
                                        <abbr title={party.name}>{short(view, party)}</abbr>
                                    </th>
                                )),
                                <th key="eq" scope="col" class="eq">
                                    {say('situations.equilibrium.short')}
                                </th>,
                            ])}
                        </tr>
                    </thead>
                    <tbody>
                        {page.map((row, y) => (
                            <tr key={row.state} class={mark(view, row)}>
                                <th scope="row">
                                    <button
                                        type="button"
                                        class="state"
                                        data-rove
                                        data-state={row.state}
                                        tabIndex={y ? -1 : 0}
                                        onClick={() => setUpRow(view, row)}
                                    >
                                        <Name>{calledOf(view, row.state)}</Name>
                                    </button>
                                </th>
                                {chosen.map((concept) => [
                                    ...view.parties.map((party, i) => (
                                        <Verdict
                                            key={party.id}
                                            view={view}
                                            row={row}
                                            party={party}
                                            concept={concept}
                                            isFirst={i === 0}
                                        />
                                    )),
                                    <td key="eq" class={`eq ${row.equilibrium[concept.id] ? 'yes' : ''}`}>
                                        {row.equilibrium[concept.id] && (
                                            <abbr title={say('situations.equilibrium')}>E</abbr>
                                        )}
                                        {row.maybeEquilibrium[concept.id] && (
                                            <abbr title={say('situations.kind.maybe')}>?</abbr>
                                        )}
                                    </td>,
                                ])}
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            <Nothing found={found} />
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

function Verdict({ view, row, party, concept, isFirst }) {
    const verdict = verdictOf(row, concept.id, party.id);
    return (
        <td class={isFirst ? 'group' : ''} data-head={`${isFirst ? `${concept.label} ` : ''}${short(view, party)}`}>
            <button
                type="button"
                class={`verdict ${verdict}`}
                data-rove
                tabIndex={-1}
                aria-label={say('situations.verdict.row', {
                    what: calledOf(view, row.state), party: party.name, concept: concept.label,
                    verdict: say(`situations.kind.${verdict}`),
                })}
                onClick={() => why(view, row, party.id, concept.id)}
            >
                {{ stable: '✓', maybe: '?', unstable: '·' }[verdict]}
            </button>
        </td>
    );
}
