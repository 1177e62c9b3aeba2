// SPDX-License-Identifier: Apache-2.0
// The agreement zone: what everybody gets without a deal, what all could accept, what holds and who would leave it.
import { Evolution } from './evolution.jsx';
import { Name, count, series } from './parts.jsx';
import { label } from './situations.js';
import { bench } from './workbench.js';

const MOST = 100;

const SHOWN = 6;
const RULES = { fallback: 'Fallback bargaining', strikes: 'Alternating strikes', condorcet: 'Condorcet winner', maximin: 'Maximin rank', nash: 'Nash product',
                kalai_smorodinsky: 'Kalai and Smorodinsky', egalitarian: 'Egalitarian', zeuthen: 'Zeuthen' };
const FOOTINGS = { ordinal: 'needs only each party’s order', ranks_compared: 'compares ranks between parties', cardinal: 'rests on the utilities in the model' };

const wayTo = (deal) => (deal.steps ? (deal.steps.length ? 'step by step' : 'it is today') : deal.reachable_by_improvements ? 'by improvements' : deal.reachable_by_moves ? 'by moves' : deal.reachable_by_moves === false ? 'no way' : '');

const Names = ({ view, ids }) => ids.map((id, i) => <>{i > 0 && ', '}<Name>{view.parties.find((party) => party.id === id)?.name ?? id}</Name></>);

const State = ({ view, state }) => <button type="button" class="link" onClick={() => bench.dialog({ kind: 'state', state })}><Name>{label(view, state)}</Name></button>;

/** States, or for each party that begins the state. */
function Choice({ view, states }) {
    if (Array.isArray(states)) return states.slice(0, SHOWN).map((state, i) => <>{i > 0 && ', '}<State view={view} state={state} /></>);
    const ends = Object.entries(states);
    if (new Set(ends.map(([, state]) => state)).size === 1) return <><State view={view} state={ends[0][1]} />, whoever begins</>;
    return ends.map(([party, state], i) => <>{i > 0 && '; '}<State view={view} state={state} /> when <Names view={view} ids={[party]} /> begins</>);
}

/** What holds although something better for all is there. */
function Traps({ view, traps, concept }) {
    const some = Object.entries(traps ?? {}).filter(([, states]) => states.length);
    if (!some.length) return null;
    return (
        <details>
            <summary>Traps: what holds although all could do at least as well, and some better</summary>
            <dl class="members">
                {some.map(([id, states]) => <div key={id}><dt>{concept(id)}</dt><dd>{states.slice(0, 30).map((state) => <button key={state} type="button" class="link state" aria-label={`State ${label(view, state)}`} onClick={() => bench.dialog({ kind: 'state', state })}>{state}</button>)}{states.length > 30 && ` and ${states.length - 30} more`}</dd></div>)}
            </dl>
        </details>
    );
}

export function Deal({ view, result }) {
    const name = (id) => view.parties.find((party) => party.id === id)?.name ?? id;
    const concept = (id) => view.concepts.find((one) => one.id === id)?.label ?? id.toUpperCase();
    const { counts } = result;
    const all = view.parties.length;
    return (
        <>
            <p class="lead">
                {count(counts.acceptable, 'state is', 'states are')} acceptable to every party, {counts.gains_all.toLocaleString('en')} better for every party than no deal;
                the agreement zone, acceptable and efficient, has {count(counts.zone, 'state')}.
            </p>
            <h3>Without a deal</h3>
            <dl class="levels">
                {Object.entries(result.no_deal).map(([party, { state, rank }]) => <div key={party}><dt><Name>{name(party)}</Name></dt><dd>state <Name>{label(view, state)}</Name>, payoff {rank}</dd></div>)}
            </dl>
            {result.waive?.length > 0 && <p>No state is better for everybody. Without the condition of {series(result.waive.map((set) => set.map(name).join(' with ')), 'or')} there would be one.</p>}
            <h3>The zone</h3>
            {!result.deals.length && <p>It is empty.</p>}
            {result.deals.length > 0 && (
                <div class="scroll" role="region" aria-label="Agreement zone" tabIndex={0}>
                    <table class="plain">
                        <thead><tr><th scope="col">State</th><th scope="col">Who gains</th><th scope="col">Holds under</th><th scope="col">Who would leave it</th><th scope="col">From today</th></tr></thead>
                        <tbody>
                            {result.deals.slice(0, MOST).map((deal) => (
                                <tr key={deal.state}>
                                    <th scope="row"><button type="button" class="link" onClick={() => bench.dialog({ kind: 'state', state: deal.state })}><Name>{label(view, deal.state)}</Name></button></th>
                                    <td>{deal.gains.length === all ? 'everybody' : deal.gains.length ? <Names view={view} ids={deal.gains} /> : 'nobody'}</td>
                                    <td>{deal.holds.length ? series(deal.holds.map(concept)) : 'nothing'}{deal.needs_enforcement && '; needs enforcement'}</td>
                                    <td>{deal.defections.length ? <ul>{deal.defections.map((one) => (
                                        <li key={`${one.concept} ${one.party}`}><button type="button" class="link" onClick={() => bench.dialog({ kind: 'state', state: deal.state, party: one.party, concept: one.concept })}>{concept(one.concept)}: <Name>{name(one.party)}</Name> to {one.to}</button></li>
                                    ))}</ul> : 'nobody'}</td>
                                    <td>{wayTo(deal)}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
            {counts.zone > MOST && <p>and {counts.zone - MOST} more.</p>}
            {result.deals.filter((deal) => deal.steps?.length).slice(0, SHOWN).map((deal) => (
                <details key={deal.state}>
                    <summary>Step by step to <Name>{label(view, deal.state)}</Name></summary>
                    <p class="hint">Nobody ranks a step below the one before, and each holds under {concept(result.steps_hold_under)}.</p>
                    <Evolution view={view} from={view.today} path={deal.steps} caption="From today to the deal" />
                </details>
            ))}
            <h3>What rules of bargaining would choose</h3>
            <dl class="members">
                {result.solutions.map((solution) => (
                    <div key={solution.solution}>
                        <dt>{RULES[solution.solution] ?? solution.solution}</dt>
                        <dd>{solution.none ?? <Choice view={view} states={solution.states} />} <span class="hint">({FOOTINGS[solution.footing] ?? solution.footing})</span></dd>
                    </div>
                ))}
            </dl>
            <Traps view={view} traps={result.traps} concept={concept} />
        </>
    );
}
