// SPDX-License-Identifier: Apache-2.0
// The agreement zone: what everybody gets without a deal, what all could accept, what holds and who would leave it.
import { Name, count, series } from './parts.jsx';
import { label } from './situations.js';
import { bench } from './workbench.js';

const MOST = 100;

export function Deal({ view, result }) {
    const name = (id) => view.parties.find((party) => party.id === id)?.name ?? id;
    const concept = (id) => view.concepts.find((one) => one.id === id)?.label ?? id.toUpperCase();
    const gains = new Set(result.gains_all);
    return (
        <>
            <p class="lead">
                {count(result.acceptable.length, 'state is', 'states are')} acceptable to every party, {result.gains_all.length.toLocaleString('en')} better for every party than no deal;
                the agreement zone, acceptable and efficient, has {count(result.zone.length, 'state')}.
            </p>
            <h3>Without a deal</h3>
            <dl class="levels">
                {Object.entries(result.no_deal).map(([party, { state, rank }]) => <div key={party}><dt><Name>{name(party)}</Name></dt><dd>state <Name>{label(view, state)}</Name>, payoff {rank}</dd></div>)}
            </dl>
            {result.waive?.length > 0 && <p>No state is better for everybody. Without the condition of {series(result.waive.map((set) => set.map(name).join(' with ')))} there would be one.</p>}
            <h3>The zone</h3>
            {!result.deals.length && <p>It is empty.</p>}
            {result.deals.length > 0 && (
                <div class="scroll" role="region" aria-label="Agreement zone" tabIndex={0}>
                    <table class="plain">
                        <thead><tr><th scope="col">State</th><th scope="col">All gain</th><th scope="col">Holds under</th><th scope="col">Who would leave it</th><th scope="col">Reached by improvements</th></tr></thead>
                        <tbody>
                            {result.deals.slice(0, MOST).map((deal) => (
                                <tr key={deal.state}>
                                    <th scope="row"><button type="button" class="link" onClick={() => bench.dialog({ kind: 'state', state: deal.state })}><Name>{label(view, deal.state)}</Name></button></th>
                                    <td>{gains.has(deal.state) ? 'yes' : 'no'}</td>
                                    <td>{deal.holds.length ? series(deal.holds.map(concept)) : 'nothing'}</td>
                                    <td>{deal.defections.length ? <ul>{deal.defections.map((one) => (
                                        <li key={`${one.concept} ${one.party}`}><button type="button" class="link" onClick={() => bench.dialog({ kind: 'state', state: deal.state, party: one.party, concept: one.concept })}>{concept(one.concept)}: <Name>{name(one.party)}</Name> to {one.to}</button></li>
                                    ))}</ul> : 'nobody'}</td>
                                    <td>{deal.reachable_by_improvements === undefined ? '' : deal.reachable_by_improvements ? 'yes' : 'no'}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
            {result.deals.length > MOST && <p>and {result.deals.length - MOST} more.</p>}
        </>
    );
}
