// SPDX-License-Identifier: Apache-2.0
// Findings: what stands today, whether it holds, who would move, what could be agreed, what it hangs on. The lead and
// what is found are sentences of the brief's summary, which the engine writes; each card leads to its reasons.
import { useState } from 'preact/hooks';
import { held } from '../called.js';
import { Working, ask } from '../command.jsx';
import { useRow, useSizes } from '../finding.js';
import { Mark, Name, Party } from '../parts.jsx';
import { say } from '../say.js';
import { noFilter, verdictOf } from '../situations.js';
import { Term } from '../shell/terms.jsx';
import { Holds } from '../situations/board.jsx';
import '../style/findings.css';
import { Found, useSummary } from '../summary.jsx';
import { NoToday, useAnswer } from '../ways/asking.jsx';
import { Gain, Series, Situation, gainOf, useRows } from '../ways/called.jsx';
import { showUnlock, useEnds } from '../ways/paths.jsx';
import { Table } from '../ways/table.jsx';
import { bench } from '../workbench.js';

export function Findings({ state: { view, text, open }, go }) {
    const row = useRow(view, view.today);
    const { concepts } = view;
    const { told, answer: brief } = useSummary(view);
    const { deal, ends } = useEnds(view);
    const counted = concepts.find(({ id }) => id === 'seq') ?? concepts[0];
    const cards = { view, row, concepts, go, told, deal, ends };
    return (
        <>
            <div class="lead-of">
                <h1 tabIndex={-1}>{told ? <span data-told>{told.headline}</span> : say('findings.head')}</h1>
                <p class="standfirst" data-told>{told?.standfirst}</p>
                <dl class="facts">
                    <Fact n={view.result.states.feasible} words="findings.fact.states" />
                    <Fact n={view.result.counts[counted.id]} words="findings.fact.hold"
                          of={<Term id={counted.id}>{counted.label}</Term>} />
                    {deal?.shown?.result && <Fact n={deal.shown.result.counts.zone} words="findings.fact.deals" />}
                </dl>
            </div>
            <div class="story">
                <Card n={1} id="today">{row ? <Today {...cards} />
                    : view.today ? <p>{say('findings.loading')}</p> : <NoToday />}</Card>
                {row ? <Card n={2} id="holds"><Verdicts {...cards} /></Card>
                    : !view.today && <Card n={2} id="which"><Which view={view} go={go} /></Card>}
                {row && <Card n={3} id="moves"><Moves {...cards} /></Card>}
                {row && <Card n={4} id="agreed"><Agreed {...cards} /></Card>}
                <Card n={row ? 5 : 3} id="hangs"><Hangs {...cards} answer={brief} /></Card>
            </div>
            {view.outcomes.length > 0 && <Outcomes view={view} concepts={concepts} go={go} />}
            <Verify key={text} view={view} text={text} model={open.id} />
        </>
    );
}

const Fact = ({ n, words, of }) => (
    <div>
        <dt>{say(words, { n, of })}</dt>
        <dd>{n.toLocaleString('en')}</dd>
    </div>
);

const Card = ({ n, id, children }) => (
    <section class={`card findings-card card-${id}`} aria-labelledby={`card-${id}`}>
        <h2 id={`card-${id}`}><i aria-hidden="true">{n}</i> {say(`findings.card.${id}`)}</h2>
        {children}
    </section>
);

const Link = ({ words, onClick }) => (
    <button type="button" class="link" onClick={onClick}>{say(words)}</button>
);

/** Until an answer is there, in a plain word; or why there is none. */
const Wait = ({ answer, words }) => {
    const wrong = answer?.error ?? answer?.diagnostics?.find(({ severity }) => severity === 'error')?.message;
    return <p role="status">{wrong ? <span data-told>{wrong}</span> : say(words)}</p>;
};

/* --------------------------------------------------------- 1: where things stand */

function Today({ view, row, go }) {
    return (
        <>
            <p class="answer">
                <Situation view={view} state={row.state} />
                {view.doc?.date && <>, <Name>{inFull(view.doc.date)}</Name></>}
            </p>
            <ul class="stands">
                {view.parties.filter((party) => party.options.length).map((party) => (
                    <li key={party.id}>
                        <Mark at={view.parties.indexOf(party)} />
                        <span>
                            <b><Name>{party.name}</Name></b>{' '}
                            {party.options.map((option, i) => (
                                <span key={option.id}>
                                    {i > 0 && ' · '}
                                    <Name>{option.own}</Name>:{' '}
                                    <b><Name>{levelIn(view, option, row)}</Name></b>
                                </span>
                            ))}
                        </span>
                    </li>
                ))}
            </ul>
            <p class="foot">
                <Link words="findings.board" onClick={() => go('situations', undefined, { board: '' })} />
            </p>
        </>
    );
}

/** "12 May 2025"; what is no day stays as it is. */
const inFull = (date) => (/^\d{4}-\d\d-\d\d$/.test(date)
    ? new Date(date).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' }) : date);

const levelIn = (view, option, row) => {
    const level = row.levels[view.options.indexOf(option)];
    return level === null ? say('findings.either') : option.levels[level];
};

/* ----------------------------------------------------------------- 2: does it hold */

function Verdicts({ view, row, concepts, go }) {
    return (
        <>
            <p class="answer"><Holds view={view} row={row} /></p>
            <div class="scroll">
                <table class="verdict-table">
                    <thead>
                        <tr>
                            <td>{say('findings.stays')}</td>
                            {concepts.map(({ id, label }) => (
                                <th key={id} scope="col">
                                    <Term id={id}>{label}</Term>
                                    <Gloss id={id} />
                                </th>
                            ))}
                        </tr>
                    </thead>
                    <tbody>
                        {view.parties.map((party) => (
                            <tr key={party.id}>
                                <th scope="row"><Party view={view} id={party.id} /></th>
                                {concepts.map(({ id, label }) => (
                                    <td key={id}>
                                        <Verdict view={view} row={row} party={party} id={id} label={label} />
                                    </td>
                                ))}
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            <p class="foot">
                <Link words="findings.why" onClick={() => go('situations', undefined, { board: '' })} />
            </p>
            <p class="hint">{say('findings.strictest')}</p>
        </>
    );
}

const LISTED = 8;

/** Where there is no today: what holds, under which concepts. */
function Which({ view, go }) {
    const rows = view.rows.filter(({ state }) => held(view, state))
        .sort((a, b) => held(view, b.state) - held(view, a.state));
    return (
        <>
            {!rows.length && <p class="answer">{say('findings.none-hold')}</p>}
            {rows.length > 0 && (
                <Table label={say('findings.card.which')} class="verdict-table" heads={[say('findings.situation'),
                    ...view.concepts.map(({ id, label }) => <Term id={id}>{label}</Term>)]}
                       rows={rows.slice(0, LISTED).map((row) => ({ key: row.state, cells: [
                           <Situation view={view} state={row.state} />,
                           ...view.concepts.map(({ id }) => <Yes is={row.equilibrium[id]} />)] }))} />
            )}
            {rows.length > LISTED && <p>{say('ways.and-more', { n: rows.length - LISTED })}</p>}
            <p class="foot"><Link words="findings.all-that-hold" onClick={() => {
                bench.filter({ ...noFilter, only: 'equilibria' });
                go('situations', 'list');
            }} /></p>
        </>
    );
}

const GLOSSED = ['nash', 'seq', 'smr', 'gmr'];
const Gloss = ({ id }) => GLOSSED.includes(id) && <small>{say(`situations.concept.${id}`)}</small>;

function Verdict({ view, row, party, id, label }) {
    const verdict = verdictOf(row, id, party.id);
    const sign = { stable: '✓', unstable: '✗' }[verdict] ?? '◐';
    const words = say(`findings.verdict.${verdict}`, { party: party.name, concept: label });
    return (
        <button type="button" class={`sign ${verdict}`} aria-label={words} title={words}
                onClick={() => bench.dialog({ kind: 'state', state: row.state, party: party.id, concept: id })}>
            {sign}
        </button>
    );
}

/* ------------------------------------------------------------------ 3: who would move */

function Moves({ view, row, ends, go }) {
    const [nash] = view.concepts;
    const movers = view.parties.filter(({ id }) => verdictOf(row, nash.id, id) === 'unstable');
    const isFree = ({ id }) => view.concepts.every((one) => verdictOf(row, one.id, id) === 'unstable');
    const told = (words, list) => list.length > 0 && say(words, { parties: <Series items={list.map(({ id, name }) => (
        <button key={id} type="button" class="link" onClick={() =>
            bench.dialog({ kind: 'state', state: row.state, party: id, concept: nash.id })}>
            <Name>{name}</Name>
        </button>
    ))} /> });
    return (
        <>
            <p class="answer">
                {told('findings.movers.free', movers.filter(isFree))}{' '}
                {told('findings.movers', movers.filter((party) => !isFree(party)))}
                {!movers.length && say('findings.nobody')}
            </p>
            {ends.map((end) => <Way key={end.state} view={view} {...end} />)}
            <p class="foot">
                <Link words="findings.ways" onClick={() => go('ways', 'ways')} />
                <Link words="findings.ready" onClick={() => go('ways', 'ready')} />
            </p>
        </>
    );
}

const STEPS = 4;

/** The way to a situation that costs least, step by step. */
function Way({ view, state, by }) {
    const answer = useAnswer('paths', view.text, { to: `${state}`, ...(by && { by }) });
    const target = answer?.shown?.result?.targets[0];
    if (!target?.path) return null;
    return (
        <>
            <p class="hint">{say('findings.way-to', { to: <Situation view={view} state={state} /> })}</p>
            <ol class="way-of" aria-label={say('findings.way')}>
                {target.path.slice(0, STEPS).map((step, i) => (
                    <li key={i} class={step.for_mover}>
                        {step.party ? <><Party view={view} id={step.party} />:</> : say('findings.lapses')}{' '}
                        <span data-told>{step.does}</span>{' '}
                        {step.for_mover && (step.because ? (
                            <details>
                                <summary><Gain gain={step.for_mover} /></summary>
                                <span data-told>{step.because}</span>
                            </details>
                        ) : <Gain gain={step.for_mover} />)}
                    </li>
                ))}
                {target.path.length > STEPS && (
                    <li>{say('findings.more-steps', { n: target.path.length - STEPS })}</li>
                )}
            </ol>
        </>
    );
}

/* ------------------------------------------------------------- 4: what could be agreed */

const SHOWN = 2;

function Agreed({ view, row, deal, go }) {
    const result = deal?.shown?.result;
    const shown = result ? [...result.deals.slice(0, SHOWN), ...(result.temporary?.slice(0, 1) ?? [])] : [];
    const states = shown.map(({ state }) => state);
    useRows(view, states);
    if (!result) return <Wait answer={deal} words="findings.loading" />;
    const first = result.deals[0];
    const lapses = shown.some((one) => 'lasts' in one), homes = shown.some((one) => 'ratified' in one);
    return (
        <>
            <p class="answer">
                {first ? say(first.state === view.today ? 'findings.deals-today' : 'findings.deals', {
                    n: result.counts.zone,
                }) : say('findings.no-deal')}
            </p>
            {shown.length > 0 && (
                <Table label={say('findings.against')} class="against" heads={[say('findings.against'),
                    ...view.parties.map(({ id }) => <Party view={view} id={id} />), say('findings.holds'),
                    ...(lapses ? [say('findings.lasts')] : []), ...(homes ? [say('findings.home')] : [])]}
                       rows={shown.map((one) => ({ key: one.state, cells: [
                           <Situation view={view} state={one.state} />,
                           ...view.parties.map(({ id }) => {
                               const gain = gainOf(view, id, row.state, one.state);
                               return gain && <Gain gain={gain} isShort />;
                           }),
                           <Yes is={isHeld(view, one)} />,
                           ...(lapses ? [<Yes is={one.lasts} no="findings.lapses-short" />] : []),
                           ...(homes ? [<Yes is={one.ratified} yes="findings.ratified"
                                             no="findings.refused" />] : []),
                       ] }))} />
            )}
            {first && first.state !== view.today && <Changes view={view} row={row} state={first.state} />}
            <p class="foot">
                <Link words="findings.all-deals" onClick={() => go('ways', 'deals')} />
                <Link words="findings.unlock" onClick={() =>
                    first && first.state !== view.today ? showUnlock(first.code) : go('ways', 'unlock')} />
            </p>
        </>
    );
}

const isHeld = (view, { state }) => {
    const row = view.byState.get(state);
    return row && view.concepts.some(({ id }) => row.equilibrium[id]);
};

const Yes = ({ is, yes = 'findings.yes', no = 'findings.no' }) =>
    is === undefined || is === null ? null
        : is ? <span class="yes">✓ {say(yes)}</span> : <span class="no">✗ {say(no)}</span>;

/** What a deal changes, option by option. */
function Changes({ view, row, state }) {
    const to = view.byState.get(state);
    if (!to || view.isPlain) return null;
    const changed = view.options.filter((_, i) => to.levels[i] !== row.levels[i] && to.levels[i] !== null);
    return (
        <p>
            <b>{say('findings.changes')}</b>{' '}
            {changed.map((option) => (
                <span key={option.id}
                      class={`turns party-${view.parties.findIndex(({ id }) => id === option.party) % 6}`}>
                    <Name>{option.name}</Name>: <Name>{levelIn(view, option, row)}</Name>{' '}
                    <span class="arrow" aria-hidden="true">→</span>
                    <span class="sr">{say('findings.becomes')}</span>{' '}
                    <b><Name>{levelIn(view, option, to)}</Name></b>
                </span>
            ))}
        </p>
    );
}

/* ------------------------------------------------------------------ 5: what it hangs on */

function Hangs({ told, answer, go }) {
    if (!told) return <Wait answer={answer} words="findings.reading" />;
    const { found, change } = told;
    return (
        <>
            <Found found={found} />
            <p data-told>{change[0]}</p>
            {change.length > 1 && (
                <details>
                    <summary>{say('findings.opens')}</summary>
                    {change.slice(1).map((words) => <p key={words} data-told>{words}</p>)}
                </details>
            )}
            <p class="foot"><Link words="findings.doubts" onClick={() => go('doubts', 'robustness')} /></p>
        </>
    );
}

/* ------------------------------------------------------------------------ outcomes */

function Outcomes({ view, concepts, go }) {
    const others = { id: 'others', name: say('findings.others'), isIn: ({ outcomes }) => !outcomes.length,
        where: view.outcomes.map(({ id }) => `not ${id}`).join(' and '),
        filter: Object.fromEntries(view.outcomes.map(({ id }) => [id, 'N'])) };
    const all = [...view.outcomes.map(({ id, name }) => ({ id, name, filter: { [id]: 'Y' },
        isIn: ({ outcomes }) => outcomes.includes(id) })),
        ...(view.isWhole && !view.rows.some(others.isIn) ? [] : [others])];
    const sizes = useSizes(view, all);
    const isCounted = view.isWhole || view.result.matching === undefined; // all that hold are at hand
    const list = (outcomes, concept) => {
        bench.filter({ ...noFilter, outcomes, concepts: concept ? { [concept]: 'Y' } : {} });
        go('situations', 'list');
    };
    return (
        <section class="card findings-card outcomes" aria-labelledby="outcomes-head">
            <h2 id="outcomes-head">{say('findings.outcomes')}</h2>
            <Table label={say('findings.outcome')} class="numbers" heads={[say('findings.outcome'),
                say('findings.situations'), ...concepts.map(({ id, label }) => <Term id={id}>{label}</Term>)]}
                   rows={all.map(({ id: outcome, name, filter, isIn }) => {
                       const rows = view.rows.filter(isIn);
                       const cell = ({ id, label }) => {
                           const n = rows.filter((row) => row.equilibrium[id]).length;
                           return !isCounted ? say('findings.uncounted') : !n ? say('findings.none') : (
                               <button type="button" class="link" onClick={() => list(filter, id)}
                                       aria-label={say('findings.hold-of', { n, outcome: name, concept: label })}>
                                   {n.toLocaleString('en')}
                               </button>
                           );
                       };
                       return { key: outcome, cells: [
                           <button type="button" class="link" onClick={() => list(filter)}>
                               <Name>{name}</Name>
                           </button>,
                           sizes(outcome, rows.length), ...concepts.map(cell)] };
                   })} />
            {!isCounted && <p class="hint">{say('findings.more-hold', { n: view.rows.length })}</p>}
        </section>
    );
}

/* ------------------------------------------------------------------------ checking */

/** Every verdict again, by code that shares nothing with the solver: long work, so a job. */
function Verify({ view, text, model }) {
    const [answer, setAnswer] = useState(null);
    const verified = answer?.result?.verified;
    const options = { verify: true, rows: view.isWhole ? 'all' : 'equilibria', limit: 4096 };
    return (
        <section class="verify">
            <p>
                {say('findings.believed')}{' '}
                <button type="button" onClick={() => ask('solve', text, options, model, setAnswer)}>
                    {say('findings.verify')}
                </button>
            </p>
            <Working answer={answer} />
            {verified !== undefined && (
                <p role="status" class="good">✓ {say('findings.verified', { n: verified })}</p>
            )}
        </section>
    );
}
