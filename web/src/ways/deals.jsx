// SPDX-License-Identifier: Apache-2.0
// What all could accept: each deal with what it changes, whether it holds, lasts and is ratified at home, and who
// would leave it; what is left of what lapses; what rules of bargaining would choose.
import { calledOf } from '../called.js';
import { Evolution } from '../evolution.jsx';
import { Name, Party } from '../parts.jsx';
import { say } from '../say.js';
import { bench } from '../workbench.js';
import { Answered, Asked, Fold, NoToday, useAnswer } from './asking.jsx';
import { Gain, Series, Situation, useRows } from './called.jsx';
import { showUnlock, showWay } from './paths.jsx';
import { Table } from './table.jsx';

const MOST = 30;

const parties = (view, ids) => ids.map((id) => <Party key={id} view={view} id={id} />);
/** A sign for each party. */
export const Gains = ({ view, gains }) => (
    <span class="marks">
        {view.parties.map(({ id }) => (
            <span key={id}><Party view={view} id={id} /> <Gain gain={gains[id]} isShort /></span>
        ))}
    </span>
);

/** Under what a deal holds, and who would leave it by which move. */
function Holding({ view, deal }) {
    const label = (id) => view.concepts.find((one) => one.id === id)?.label ?? id.toUpperCase();
    const holds = view.concepts.filter(({ id }) => deal.holds.includes(id)).map((one) => one.label);
    return (
        <>
            {deal.holds.length ? say('ways.deal.holds', { concepts: <Series items={holds} /> })
                : say('ways.deal.holds-not')}
            {deal.needs_enforcement && ` ${say('ways.deal.enforced')}`}
            {deal.defections.length > 0 && (
                <ul>
                    {deal.defections.map(({ concept, party, to }) => (
                        <li key={`${concept} ${party}`}>
                            <button type="button" class="link" onClick={() =>
                                bench.dialog({ kind: 'state', state: deal.state, party, concept })}>
                                {say('ways.deal.leaves', { concept: label(concept),
                                    who: <Party view={view} id={party} />, to: <Name>{calledOf(view, to)}</Name> })}
                            </button>
                        </li>
                    ))}
                </ul>
            )}
        </>
    );
}

const Lasting = ({ view, deal }) => deal.turns_into === undefined || deal.turns_into === deal.state
    ? say('ways.deal.lasts')
    : (
        <>
            {say('ways.deal.lapses', { to: <Situation view={view} state={deal.turns_into} /> })}{' '}
            {deal.loses_after_expiry.length
                ? say('ways.deal.left', { who: <Series items={parties(view, deal.loses_after_expiry)} /> })
                : say('ways.deal.left-none')}
        </>
    );

/** Who refuses at home, and why: the engine's reason. */
function Refusals({ view, deal, votes }) {
    const row = votes?.table.find(({ state }) => state === deal.state);
    return (
        <>
            {say('ways.deal.refused', { who: <Series items={Object.values(deal.blocked_by).flat().map((id) =>
                <Party key={id} view={view} id={id} />)} /> })}
            {Object.values(row?.homes ?? {}).flatMap(({ reasons }) => reasons ?? []).map(({ actor, because }) => (
                <p key={actor} class="why"><Name>{because}</Name></p>
            ))}
        </>
    );
}

const wayTo = (deal) => deal.steps ? (deal.steps.length ? 'steps' : 'today')
    : deal.reachable_by_improvements ? 'improvements'
        : deal.reachable_by_moves ? 'moves' : deal.reachable_by_moves === false ? 'none' : 'unknown';

export const Check = ({ is, children }) => (
    <li><b class={`verdict ${is ? 'yes' : 'no'}`} aria-hidden="true">{is ? '✓' : '✗'}</b> <div>{children}</div></li>
);

/** A deal by itself: what it changes, and what speaks for and against it. */
function Deal({ view, deal, votes }) {
    const row = view.byState.get(deal.state);
    const today = view.byState.get(view.today);
    const changed = row && today ? view.options.map((option, i) => ({ option, i }))
        .filter(({ i }) => row.levels[i] !== today.levels[i]) : [];
    const level = (option, at) => <Name>{at === null ? '–' : option.levels[at]}</Name>;
    const way = wayTo(deal);
    const lasts = deal.turns_into === undefined || deal.turns_into === deal.state;
    return (
        <section class="card">
            <h3><Situation view={view} state={deal.state} /></h3>
            <div class="deal">
                {changed.length > 0 && (
                    <Table label={say('ways.changes')}
                           heads={['ways.changes', 'ways.today', 'ways.deal'].map((key) => say(key))}
                           rows={changed.map(({ option, i }) => ({ key: option.id, cells: [
                               <Name>{option.name}</Name>, level(option, today.levels[i]),
                               <b>{level(option, row.levels[i])}</b>] }))} />
                )}
                <ul class="checks">
                    <Check is>{deal.gains.length === view.parties.length ? say('ways.balance.all')
                        : !deal.gains.length ? say('ways.balance.none')
                        : say('ways.balance.some', { who: <Series items={parties(view, deal.gains)} /> })}</Check>
                    <Check is={deal.holds.length > 0}><Holding view={view} deal={deal} /></Check>
                    {'turns_into' in deal && <Check is={lasts}><Lasting view={view} deal={deal} /></Check>}
                    {'ratified' in deal && (
                        <Check is={deal.ratified}>
                            {deal.ratified ? say('ways.deal.ratified')
                                : <Refusals view={view} deal={deal} votes={votes} />}
                        </Check>
                    )}
                    {way !== 'unknown' && (
                        <Check is={way !== 'moves' && way !== 'none'}>{say(`ways.deal.way.${way}`)}</Check>
                    )}
                </ul>
            </div>
            <p class="tries">
                <button type="button" onClick={() => showWay(deal.code)}>{say('ways.deal.steps')}</button>
                <button type="button" onClick={() => showUnlock(deal.code)}>{say('ways.deal.unlock')}</button>
            </p>
            {deal.steps?.length > 0 && (
                <details>
                    <summary>{say('ways.deal.one-by-one')}</summary>
                    <p class="hint">{say('ways.deal.one-by-one.see')}</p>
                    <Evolution view={view} from={view.today} path={deal.steps} caption={say('ways.from-to')} />
                </details>
            )}
        </section>
    );
}

/** Arrangements that hold and lapse: what they are worth now, and what is left. */
function Temporary({ view, rows }) {
    const homes = rows.some((row) => 'ratified' in row);
    return (
        <section class="card">
            <h3>{say('ways.temporary')}</h3>
            <p class="hint">{say('ways.temporary.see')}</p>
            <Table label={say('ways.temporary')}
                   heads={['arrangement', 'now', 'turns-into', 'left', ...(homes ? ['home'] : [])].map((head) =>
                       say(`ways.head.${head}`))}
                   rows={rows.slice(0, MOST).map((row) => ({ key: row.state, cells: [
                       <Situation view={view} state={row.state} />, <Gains view={view} gains={row.now} />,
                       <Situation view={view} state={row.turns_into} />, <Gains view={view} gains={row.after} />,
                       homes && say(row.ratified ? 'ways.ratified' : 'ways.ratified-not')].filter(Boolean) }))} />
            {rows.length > MOST && <p>{say('ways.and-more', { n: rows.length - MOST })}</p>}
        </section>
    );
}

const pairs = (rows) => (
    <dl class="members">
        {rows.map(([key, term, value]) => <div key={key}><dt>{term}</dt><dd>{value}</dd></div>)}
    </dl>
);

/** Everything that `deal` says. `votes`: what `ratify` says of the same situations, for its reasons. */
export function Deals({ view, result, votes }) {
    const { counts } = result;
    useRows(view, [...result.deals, ...result.temporary ?? []].slice(0, MOST)
        .flatMap(({ state, turns_into: then }) => [state, then].filter(Boolean)));
    return (
        <div class="two">
            <div class="stack">
                {!result.deals.length && <p class="answer card">{say('ways.no-deal')}</p>}
                {result.deals.slice(0, MOST).map((deal) => (
                    <Deal key={deal.state} view={view} deal={deal} votes={votes} />
                ))}
                {result.waive?.length > 0 && (
                    <p class="card">{say('ways.waive', { who: <Series last="or" items={result.waive.map((set) =>
                        <Series items={parties(view, set)} last="with" />)} /> })}</p>
                )}
                {counts.zone > MOST && <p>{say('ways.and-more', { n: counts.zone - MOST })}</p>}
                {result.temporary?.length > 0 && <Temporary view={view} rows={result.temporary} />}
            </div>
            <div class="stack">
                <section class="card">
                    <h3>{say('ways.numbers')}</h3>
                    {pairs([['acceptable', say('ways.acceptable'), counts.acceptable.toLocaleString('en')],
                        ['gains', say('ways.gains-all'), counts.gains_all.toLocaleString('en')],
                        ['zone', say('ways.in-zone'), counts.zone.toLocaleString('en')]])}
                </section>
                <Fold class="card" words="ways.all-of-it"><Asked view={view} command="deal" /></Fold>
            </div>
        </div>
    );
}

export function DealsPart({ view }) {
    const answer = useAnswer('deal', view.text, {}, Boolean(view.today || view.doc?.raw.no_deal));
    const states = answer?.shown?.result?.deals.filter(({ ratified }) => ratified === false).slice(0, MOST)
        .map(({ state }) => state) ?? [];
    const votes = useAnswer('ratify', view.text, { rows: states.join() }, states.length > 0);
    if (!view.today && !view.doc?.raw.no_deal) return <NoToday />;
    return (
        <Answered answer={answer}>
            {(result) => <Deals view={view} result={result} votes={votes?.shown?.result} />}
        </Answered>
    );
}
