// SPDX-License-Identifier: Apache-2.0
// How the conflict can go: the targets' shortest paths as evolution tables, all of them in one layered drawing,
// then every state that can be reached.
import { useMemo } from 'preact/hooks';
import { Drawing } from './drawing.jsx';
import { Evolution } from './evolution.jsx';
import { Name, PartySample, count, marksOf } from './parts.jsx';
import { label } from './situations.js';
import { bench } from './workbench.js';

const MOST = 12;
const MOST_STATES = 200;
const APART = { x: 104, y: 68 };

const REASONS = {
    one_way: ({ option, level }) => (
        <>
            <Name>{option}</Name> would have to be <Name>{level}</Name>, and it does not go back there
        </>
    ),
    no_entry: ({ option, level }) => (
        <>
            no move sets <Name>{option}</Name> to <Name>{level}</Name>
        </>
    ),
    level: ({ option, level }) => (
        <>
            <Name>{option}</Name> is never <Name>{level}</Name> in what can be reached
        </>
    ),
    search: () => <>the search through every order of moves does not find it</>,
};
const KINDS = {
    moves: 'any moves',
    improvements: 'improvements only',
    unsanctioned: 'improvements that nothing sanctions',
};

const LAPSE = { className: 'lapse', dash: '9 5', name: 'lapses by itself' };

/** The moves of these paths, each once, and a place for every state they pass: from left to right, step by step. */
function layered(from, targets) {
    const arcs = new Map();
    const steps = new Map([[from, 0]]);
    for (const { path } of targets)
        path.reduce((at, { party, to, improvement }, i) => {
            arcs.set(`${at} ${to} ${party}`, { from: at, to, party, improvement });
            if (!steps.has(to)) steps.set(to, i + 1);
            return to;
        }, from);
    const nodes = new Map([[from, { x: 0, y: 0 }]]);
    for (let step = 1; step <= Math.max(...steps.values()); step++) {
        const column = [...steps].filter(([, at]) => at === step).map(([state]) => {
            const before = [...arcs.values()].filter((arc) => arc.to === state && nodes.has(arc.from));
            return { state, y: before.reduce((sum, arc) => sum + nodes.get(arc.from).y, 0) / (before.length || 1) };
        }).sort((a, b) => a.y - b.y || a.state - b.state);
        column.forEach(({ state }, i) =>
            nodes.set(state, { x: step * APART.x, y: (i - (column.length - 1) / 2) * APART.y }));
    }
    return { arcs: [...arcs.values()], nodes };
}

function Layers({ view, from, targets }) {
    const { arcs, nodes } = useMemo(() => layered(from, targets), [from, targets]);
    const marks = useMemo(() => marksOf(view.parties).set(null, LAPSE), [view]);
    const movers = new Set(arcs.map((arc) => arc.party));
    return (
        <details>
            <summary>These paths in one drawing</summary>
            <p class="key">
                {view.parties
                    .filter((party) => movers.has(party.id))
                    .map((party) => (
                        <span key={party.id}>
                            <PartySample mark={marks.get(party.id)} /> <Name>{party.name}</Name>
                        </span>
                    ))}
                {movers.has(null) && (
                    <span>
                        <PartySample mark={LAPSE} /> lapses by itself
                    </span>
                )}
            </p>
            <Drawing
                view={view}
                nodes={nodes}
                arcs={arcs}
                marks={marks}
                title="The paths above, from left to right"
            />
        </details>
    );
}

/** The parties with the verb that agrees with them: one, a name in the plural, several. */
const Parties = ({ view, ids, one, plural, many }) => {
    const partyOf = (id) => view.parties.find((party) => party.id === id);
    const names = ids.map((id) => partyOf(id)?.name ?? id);
    return (
        <>
            {names.map((name, i) => (
                <>
                    {i > 0 && (i === names.length - 1 ? ' or ' : ', ')}
                    <Name>{name}</Name>
                </>
            ))}{' '}
            {ids.length > 1 ? many : partyOf(ids[0])?.isPlural ? plural : one}
        </>
    );
};

/** What cannot be reached, and what stands in the way. */
function Obstacles({ view, result }) {
    const reasons = new Map(result.obstacles?.map((obstacle) => [obstacle.state, obstacle]));
    const nameOf = (id) => view.options.find((option) => option.id === id)?.name ?? id;
    return (
        <section>
            <h3>Out of reach: {count(result.target_counts?.unreachable ?? result.unreachable.length, 'state')}</h3>
            <ul>
                {result.unreachable.slice(0, MOST).map((state) => {
                    const found = reasons.get(state);
                    return (
                        <li key={state}>
                            State <Name>{label(view, state)}</Name>
                            {found && REASONS[found.reason] && (
                                <>: {REASONS[found.reason]({ ...found, option: nameOf(found.option) })}</>
                            )}
                        </li>
                    );
                })}
                {result.unreachable.length > MOST && <li>and more</li>}
            </ul>
        </section>
    );
}

export function Paths({ view, result }) {
    const targets = result.targets ?? [];
    const layers = new Map();
    for (const { state, steps } of result.reach) layers.set(steps, [...(layers.get(steps) ?? []), state]);
    return (
        <>
            {targets.slice(0, MOST).map((target) => (
                <section key={target.state}>
                    <h3>
                        To state <Name>{label(view, target.state)}</Name>
                    </h3>
                    <p>
                        {count(target.steps, 'step')};{' '}
                        {target.shortest_paths_or_more
                            ? `${target.shortest_paths_or_more} or more shortest paths`
                            : count(target.shortest_paths, 'shortest path')}
                        {target.shortest_paths !== 1 && ', one of which is shown'}.
                        {target.first?.length > 0 && (
                            <>
                                {' '}
                                <Parties
                                    view={view}
                                    ids={target.first}
                                    one="begins"
                                    plural="begin"
                                    many="may begin"
                                />
                                .
                            </>
                        )}
                        {target.lapses > 0 &&
                            ` ${count(target.lapses, 'step')} of it ` +
                                `${target.lapses === 1 ? 'lapses by itself' : 'lapse by themselves'}.`}
                        {target.sacrifices > 0 &&
                            ` ${count(target.sacrifices, 'step')} of it ` +
                                `${target.sacrifices === 1 ? 'is a sacrifice' : 'are sacrifices'}: ` +
                                'the mover is worse off after it.'}
                    </p>
                    <Evolution
                        view={view}
                        from={result.from}
                        path={target.path}
                        caption={`From ${result.from} to ${target.state}`}
                    />
                </section>
            ))}
            {targets.length > 1 && <Layers view={view} from={result.from} targets={targets.slice(0, MOST)} />}
            {targets.length > MOST && (
                <p>
                    {(result.target_counts?.reachable ?? targets.length) - MOST} more of the states asked for can be
                    reached.
                </p>
            )}
            {result.from_is_target && <p>The state of the beginning is one of those asked for.</p>}
            {result.unreachable?.length > 0 && <Obstacles view={view} result={result} />}
            <h3>
                What can be reached from state <Name>{label(view, result.from)}</Name> by{' '}
                {KINDS[result.by] ?? result.by}
            </h3>
            {!layers.size && <p>Nothing: nobody moves.</p>}
            {layers.size > 0 && (
                <div class="scroll" role="region" aria-label="Reach" tabIndex={0}>
                    <table class="plain">
                        <thead>
                            <tr>
                                <th scope="col">Steps</th>
                                <th scope="col">States</th>
                            </tr>
                        </thead>
                        <tbody>
                            {[...layers]
                                .sort((a, b) => a[0] - b[0])
                                .map(([steps, states]) => (
                                    <tr key={steps}>
                                        <th scope="row">{steps}</th>
                                        <td>
                                            {states.slice(0, MOST_STATES).map((state) => (
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
                                            {states.length > MOST_STATES &&
                                                ` and ${states.length - MOST_STATES} more`}
                                        </td>
                                    </tr>
                                ))}
                        </tbody>
                    </table>
                </div>
            )}
        </>
    );
}
