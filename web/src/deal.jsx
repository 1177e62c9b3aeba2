// SPDX-License-Identifier: Apache-2.0
// The agreement zone: what everybody gets without a deal, what all could accept, what holds and who would leave it.
import { Evolution } from './evolution.jsx';
import { Name, count, series } from './parts.jsx';
import { label } from './situations.js';
import { bench } from './workbench.js';

const MOST = 100;

const SHOWN = 6;
const RULES = {
    fallback: 'Fallback bargaining',
    strikes: 'Alternating strikes',
    condorcet: 'Condorcet winner',
    maximin: 'Maximin rank',
    nash: 'Nash product',
    'kalai-smorodinsky': 'Kalai and Smorodinsky',
    egalitarian: 'Egalitarian',
    zeuthen: 'Zeuthen',
};
const FOOTINGS = {
    ordinal: 'needs only each party’s order',
    ranks_compared: 'compares ranks between parties',
    utilities: 'rests on the utilities in the model',
    utilities_compared: 'rests on the utilities in the model and compares them between parties',
};

const wayTo = (deal) =>
    deal.steps
        ? deal.steps.length
            ? 'step by step'
            : 'it is today'
        : deal.reachable_by_improvements
          ? 'by improvements'
          : deal.reachable_by_moves
            ? 'by moves'
            : deal.reachable_by_moves === false
              ? 'no way'
              : '';

const Names = ({ view, ids }) =>
    ids.map((id, i) => (
        <>
            {i > 0 && ', '}
            <Name>{view.parties.find((party) => party.id === id)?.name ?? id}</Name>
        </>
    ));

const State = ({ view, state }) => (
    <button type="button" class="link" onClick={() => bench.dialog({ kind: 'state', state })}>
        <Name>{label(view, state)}</Name>
    </button>
);

/** States, or for each party that begins the state. */
function Choice({ view, states }) {
    if (Array.isArray(states))
        return states.slice(0, SHOWN).map((state, i) => (
            <>
                {i > 0 && ', '}
                <State view={view} state={state} />
            </>
        ));
    const ends = Object.entries(states);
    if (new Set(ends.map(([, state]) => state)).size === 1)
        return (
            <>
                <State view={view} state={ends[0][1]} />, whoever begins
            </>
        );
    return ends.map(([party, state], i) => (
        <>
            {i > 0 && '; '}
            <State view={view} state={state} /> when <Names view={view} ids={[party]} />{' '}
            {view.parties.find((one) => one.id === party)?.isPlural ? 'begin' : 'begins'}
        </>
    ));
}

/** For whom something is better and for whom worse than no deal. */
function Balance({ view, better, worse }) {
    if (!better.length && !worse.length) return 'as good for everybody';
    return (
        <>
            {better.length > 0 &&
                (better.length === view.parties.length ? (
                    'better for everybody'
                ) : (
                    <>
                        better for <Names view={view} ids={better} />
                    </>
                ))}
            {better.length > 0 && worse.length > 0 && '; '}
            {worse.length > 0 && (
                <>
                    worse for <Names view={view} ids={worse} />
                </>
            )}
        </>
    );
}

/** States as agreements, a row each: deals, or whatever was asked for. Columns about what lapses and about homes are
 *  there when the model speaks of them. */
function Facts({ view, deals, name, concept, label: caption }) {
    const lapses = deals.some((deal) => 'turns_into' in deal), homes = deals.some((deal) => 'ratified' in deal);
    if (!deals.length) return null;
    return (
        <div class="scroll" role="region" aria-label={caption} tabIndex={0}>
            <table class="plain">
                <thead>
                    <tr>
                        <th scope="col">State</th>
                        <th scope="col">Against no deal</th>
                        <th scope="col">Holds under</th>
                        <th scope="col">Who would leave it</th>
                        {lapses && <th scope="col">Once it has lapsed</th>}
                        {homes && <th scope="col">At home</th>}
                        <th scope="col">From today</th>
                    </tr>
                </thead>
                <tbody>
                    {deals.map((deal) => (
                        <tr key={deal.state}>
                            <th scope="row">
                                <State view={view} state={deal.state} />
                            </th>
                            <td>
                                <Balance view={view} better={deal.gains} worse={deal.loses ?? []} />
                                {deal.improved_by && (
                                    <>
                                        ; wastes something: worse for nobody is{' '}
                                        <State view={view} state={deal.improved_by} />
                                    </>
                                )}
                            </td>
                            <td>
                                {deal.holds.length ? series(deal.holds.map(concept)) : 'nothing'}
                                {deal.needs_enforcement && '; needs enforcement'}
                            </td>
                            <td>
                                {deal.defections.length ? (
                                    <ul>
                                        {deal.defections.map((one) => (
                                            <li key={`${one.concept} ${one.party}`}>
                                                <button
                                                    type="button"
                                                    class="link"
                                                    onClick={() =>
                                                        bench.dialog({
                                                            kind: 'state',
                                                            state: deal.state,
                                                            party: one.party,
                                                            concept: one.concept,
                                                        })
                                                    }
                                                >
                                                    {concept(one.concept)}: <Name>{name(one.party)}</Name> to {one.to}
                                                </button>
                                            </li>
                                        ))}
                                    </ul>
                                ) : (
                                    'nobody'
                                )}
                            </td>
                            {lapses && (
                                <td>
                                    {deal.turns_into === deal.state ? (
                                        'it lasts'
                                    ) : (
                                        <>
                                            {deal.loses_after_expiry.length ? (
                                                <>
                                                    worse than no deal for{' '}
                                                    <Names view={view} ids={deal.loses_after_expiry} />
                                                </>
                                            ) : (
                                                'worse than no deal for nobody'
                                            )}
                                            ; it is then <State view={view} state={deal.turns_into} />
                                        </>
                                    )}
                                </td>
                            )}
                            {homes && (
                                <td>
                                    {deal.ratified ? (
                                        '✓ ratified'
                                    ) : (
                                        <>
                                            ✗ refused by{' '}
                                            {Object.values(deal.blocked_by)
                                                .flat()
                                                .map((id, i) => (
                                                    <>
                                                        {i > 0 && ', '}
                                                        <Name>{name(id)}</Name>
                                                    </>
                                                ))}
                                        </>
                                    )}
                                </td>
                            )}
                            <td>{wayTo(deal)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

/** Arrangements that hold and lapse: what they are worth now, and what is left. */
function Temporary({ view, rows, holdsUnder }) {
    const those = (of, what) => Object.keys(of).filter((id) => of[id] === what);
    const homes = rows.some((row) => 'ratified' in row);
    return (
        <>
            <h3>Temporary arrangements that hold under {holdsUnder}, against no deal</h3>
            <div class="scroll" role="region" aria-label="Temporary arrangements" tabIndex={0}>
                <table class="plain">
                    <thead>
                        <tr>
                            <th scope="col">State</th>
                            <th scope="col">As long as it lasts</th>
                            <th scope="col">Turns into</th>
                            <th scope="col">What is left</th>
                            {homes && <th scope="col">At home</th>}
                        </tr>
                    </thead>
                    <tbody>
                        {rows.slice(0, MOST).map((row) => (
                            <tr key={row.state}>
                                <th scope="row">
                                    <State view={view} state={row.state} />
                                </th>
                                <td>
                                    <Balance
                                        view={view}
                                        better={those(row.now, 'better')}
                                        worse={those(row.now, 'worse')}
                                    />
                                </td>
                                <td>
                                    <State view={view} state={row.turns_into} />
                                </td>
                                <td>
                                    <Balance
                                        view={view}
                                        better={those(row.after, 'better')}
                                        worse={those(row.after, 'worse')}
                                    />
                                </td>
                                {homes && <td>{row.ratified ? '✓ ratified' : '✗ not ratified'}</td>}
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            {rows.length > MOST && <p>and {rows.length - MOST} more.</p>}
        </>
    );
}

/** What holds although something better for all is there. */
function Traps({ view, traps, concept }) {
    const some = Object.entries(traps ?? {}).filter(([, states]) => states.length);
    if (!some.length) return null;
    return (
        <details>
            <summary>Traps: what holds although all could do at least as well, and some better</summary>
            <dl class="members">
                {some.map(([id, states]) => (
                    <div key={id}>
                        <dt>{concept(id)}</dt>
                        <dd>
                            {states.slice(0, 30).map((state) => (
                                <button
                                    key={state}
                                    type="button"
                                    class="link state"
                                    aria-label={`State ${label(view, state)}`}
                                    onClick={() => bench.dialog({ kind: 'state', state })}
                                >
                                    {state}
                                </button>
                            ))}
                            {states.length > 30 && ` and ${states.length - 30} more`}
                        </dd>
                    </div>
                ))}
            </dl>
        </details>
    );
}

export function Deal({ view, result }) {
    const name = (id) => view.parties.find((party) => party.id === id)?.name ?? id;
    const concept = (id) => view.concepts.find((one) => one.id === id)?.label ?? id.toUpperCase();
    const { counts } = result;
    return (
        <>
            <p class="lead">
                {count(counts.acceptable, 'state is', 'states are')} acceptable to every party,{' '}
                {counts.gains_all.toLocaleString('en')} better for every party than no deal; the agreement zone,
                acceptable and efficient, has {count(counts.zone, 'state')}.
            </p>
            <h3>Without a deal</h3>
            <dl class="levels">
                {Object.entries(result.no_deal).map(([party, { state, rank }]) => (
                    <div key={party}>
                        <dt>
                            <Name>{name(party)}</Name>
                        </dt>
                        <dd>
                            state <Name>{label(view, state)}</Name>, payoff {rank}
                        </dd>
                    </div>
                ))}
            </dl>
            {result.waive?.length > 0 && (
                <p>
                    No state is better for everybody. Without the condition of{' '}
                    {series(
                        result.waive.map((set) => set.map(name).join(' with ')),
                        'or',
                    )}{' '}
                    there would be one.
                </p>
            )}
            <h3>The zone</h3>
            {!result.deals.length && <p>It is empty.</p>}
            <Facts
                view={view}
                deals={result.deals.slice(0, MOST)}
                name={name}
                concept={concept}
                label="Agreement zone"
            />
            {counts.zone > MOST && <p>and {counts.zone - MOST} more.</p>}
            {result.deals
                .filter((deal) => deal.steps?.length)
                .slice(0, SHOWN)
                .map((deal) => (
                    <details key={deal.state}>
                        <summary>
                            Step by step to <Name>{label(view, deal.state)}</Name>
                        </summary>
                        <p class="hint">
                            Nobody ranks a step below the one before, and each holds under{' '}
                            {concept(result.steps_hold_under)}.
                        </p>
                        <Evolution view={view} from={view.today} path={deal.steps} caption="From today to the deal" />
                    </details>
                ))}
            {result.asked && (
                <>
                    <h3>Asked for</h3>
                    {!result.asked.length && <p>No state matches.</p>}
                    <Facts
                        view={view}
                        deals={result.asked.slice(0, MOST)}
                        name={name}
                        concept={concept}
                        label="What was asked for"
                    />
                    {result.asked_count > MOST && <p>and {result.asked_count - MOST} more.</p>}
                </>
            )}
            {result.temporary?.length > 0 && (
                <Temporary view={view} rows={result.temporary} holdsUnder={concept(result.steps_hold_under)} />
            )}
            <h3>What rules of bargaining would choose</h3>
            <dl class="members">
                {result.solutions.map((solution) => (
                    <div key={solution.solution}>
                        <dt>{RULES[solution.solution] ?? solution.solution}</dt>
                        <dd>
                            {solution.none ?? <Choice view={view} states={solution.states} />}{' '}
                            <span class="hint">({FOOTINGS[solution.footing] ?? solution.footing})</span>
                        </dd>
                    </div>
                ))}
            </dl>
            <Traps view={view} traps={result.traps} concept={concept} />
        </>
    );
}
