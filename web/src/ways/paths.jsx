// SPDX-License-Identifier: Apache-2.0
// How the conflict can go on from today: a ladder of steps to what is chosen, who gains and loses on it, and what can
// be reached at all. A ladder's sentences are those of the engine.
import { calledOf, held, nearest } from '../called.js';
import { useMemo, useState } from 'preact/hooks';
import { Drawing } from '../drawing.jsx';
import { Evolution } from '../evolution.jsx';
import { Why } from '../model/why.jsx';
import { Mark, Name, Party, PartySample, marksOf } from '../parts.jsx';
import { say } from '../say.js';
import { Holds } from '../situations/board.jsx';
import { bench } from '../workbench.js';
import { Answered, Asked, Bar, Choice, NoToday, Segments, keep, useAnswer, useKept } from './asking.jsx';
import { Gain, Series, Situation, gainOf, useRows } from './called.jsx';
import { Table } from './table.jsx';

const MOST = 12;
const DEALS = 2;
const MOST_STATES = 200;
const LAPSE = () => ({ className: 'lapse', dash: '9 5', name: say('ways.lapses') });

/* ------------------------------------------------------------------ ladder */

/** One rung: who does what, why it pays or costs, where it leads, what it means for the others. */
function Rung({ view, step }) {
    const { party, to, gain, does, because, for_mover: own } = step;
    const at = view.parties.findIndex(({ id }) => id === party);
    const others = view.parties.filter(({ id }) => id !== party);
    return (
        <li class={`rung ${own ?? 'same'}`}>
            <span class={`dot party-${at % 6}`}>{at >= 0 && <Mark at={at} />}</span>
            <div>
                <p>
                    <b><Name>{at >= 0 ? view.parties[at].name : say('ways.lapses')}</Name></b>
                    {at >= 0 && <>: <Name>{does ?? say('ways.moves')}</Name>{' '}
                        <span class={`gain ${own}`}>{say(`ways.step.${own}`)}</span></>}
                </p>
                {because && <Why view={view} party={party} words={say(`ways.why.${own}`, { because })}
                                 place={step.decided_by} />}
                <p class="leads">
                    {say('ways.leads', { to: <Situation view={view} state={to} /> })}{' '}
                    {others.length > 0 && (
                        <span class="marks">
                            {say('ways.for-others')}{' '}
                            {others.map(({ id, name }) => (
                                <span key={id}>
                                    <Mark at={view.parties.findIndex((one) => one.id === id)} />
                                    <span class="sr"><Name>{name}</Name></span> <Gain gain={gain[id]} isShort />
                                </span>
                            ))}
                        </span>
                    )}
                </p>
            </div>
        </li>
    );
}

export const Ladder = ({ view, from, path }) => (
    <ol class="ladder">
        <li class="rung same start">
            <span class="dot today" />
            <p>{say(from === view.today ? 'ways.from-today' : 'ways.from', {
                state: <Situation view={view} state={from} /> })}</p>
        </li>
        {path.map((step, i) => <Rung key={i} view={view} step={step} />)}
    </ol>
);

/** How each party stands after each step, against the beginning. */
function Standing({ view, from, path }) {
    useRows(view, [from, ...path.map(({ to }) => to)]);
    if (path.some(({ to }) => !view.byState.has(to)) || !view.byState.has(from)) return null;
    return (
        <section>
            <h3>{say('ways.standing')}</h3>
            <Table label={say('ways.standing')}
                   heads={[say('ways.party'), ...path.map((step, i) => say('ways.after-step', { n: i + 1 }))]}
                   rows={view.parties.map(({ id }) => ({ key: id, cells: [<Party view={view} id={id} />,
                       ...path.map(({ to, party }) => (
                           <>
                               <Gain gain={gainOf(view, id, from, to)} />
                               {party === id && <span class="hint"> {say('ways.mover')}</span>}
                           </>
                       ))] }))} />
        </section>
    );
}

/** "2 steps; the Israeli government would have to begin at a loss." */
function Lead({ view, target }) {
    if (!target.steps) return <p class="answer">{say('ways.there')}</p>;
    const losers = [...new Set(target.path.filter((step) => step.for_mover === 'worse').map(({ party }) => party))];
    const isFirst = target.path.find(({ party }) => party)?.for_mover === 'worse';
    const steps = say('ways.steps', { n: target.steps });
    const others = (target.first ?? []).filter((id) => id !== target.path[0].party);
    return (
        <p class="answer">
            {losers.length
                ? say(isFirst ? 'ways.lead.begin' : 'ways.lead.loss', {
                    steps, who: <Series items={(isFirst ? losers.slice(0, 1) : losers).map((id) =>
                        <Party key={id} view={view} id={id} />)} /> })
                : target.path.every((step) => step.improvement) ? say('ways.lead.pays', { steps })
                    : say('ways.lead.level', { steps })}
            {others.length > 0 && <> {say('ways.lead.others', { n: target.shortest_paths,
                who: <Series last="or" items={others.map((id) => <Party key={id} view={view} id={id} />)} /> })}</>}
        </p>
    );
}

/** What can be reached after how many steps, drawn and in numbers; each number opens its situations. */
function Reach({ view, result }) {
    const layers = new Map();
    for (const { state, steps } of result.reach) layers.set(steps, [...(layers.get(steps) ?? []), state]);
    const counts = [...layers].sort((a, b) => a[0] - b[0]);
    const isBack = result.reach.some(({ state }) => state === result.from);
    const never = Math.max(0, view.result.states.feasible - result.reach_count - (isBack ? 0 : 1));
    const most = Math.max(never, ...counts.map(([, states]) => states.length), 1);
    return (
        <section class="card">
            <h3>{say(`ways.reach.${result.by}`)}</h3>
            {!counts.length && <p>{say('ways.reach.none')}</p>}
            {counts.map(([steps, states]) => (
                <details key={steps} class="reach">
                    <summary>
                        <span>{say('ways.after', { n: steps })}</span> <Bar part={states.length / most} />{' '}
                        <span class="num">{states.length.toLocaleString('en')}</span>
                    </summary>
                    <ReachStates view={view} states={states} />
                </details>
            ))}
            {result.reach.length < result.reach_count && (
                <p class="hint">{say('ways.reach.cut', { n: result.reach.length })}</p>
            )}
            <p class="reach">
                <span>{say('ways.never')}</span> <Bar part={never / most} isFaint />{' '}
                <span class="num">{never.toLocaleString('en')}</span>
            </p>
        </section>
    );
}

const ReachStates = ({ view, states }) => (
    <ul class="columns">
        {states.slice(0, MOST_STATES).map((state) => <li key={state}><Situation view={view} state={state} /></li>)}
        {states.length > MOST_STATES && <li>{say('ways.and-more', { n: states.length - MOST_STATES })}</li>}
    </ul>
);

/* ---------------------------------------------------------------- drawing */

const APART = { x: 104, y: 68 };

/** The moves of these paths, each once, and a place for every state: a column a step, near where they come from. */
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
    const marks = useMemo(() => marksOf(view.parties).set(null, LAPSE()), [view]);
    const movers = new Set(arcs.map((arc) => arc.party));
    return (
        <details>
            <summary>{say('ways.drawing')}</summary>
            <p class="key">
                {[...marks].filter(([id]) => movers.has(id)).map(([id, mark]) => (
                    <span key={id}><PartySample mark={mark} /> <Name>{mark.name}</Name></span>
                ))}
            </p>
            <div class="scroll" role="region" aria-label={say('ways.drawing')} tabIndex={0}>
                <Drawing view={view} nodes={nodes} arcs={arcs} marks={marks} title={say('ways.drawing.title')} />
            </div>
        </details>
    );
}

/* ------------------------------------------------------------------- whole */

/** The way that is told first: to what holds under most concepts, with fewest losses, then with fewest steps. */
const byCost = (view) => (a, b) => held(view, b.state) - held(view, a.state) ||
    a.sacrifices - b.sacrifices || a.steps - b.steps || a.state - b.state;

/** Everything that `paths` says; `chosen`: the end that is shown, else the one that costs least. */
function Paths({ view, result, to, chosen, onChoose }) {
    const [isAll, setIsAll] = useState(false);
    const targets = useMemo(() => [...(result.targets ?? [])].sort(byCost(view)), [result]);
    const target = targets.find(({ state }) => state === chosen) ?? targets[0];
    return (
        <div class="two">
            <section class="card stack">
                {result.from_is_target && <p class="answer">{say('ways.there')}</p>}
                {target && (
                    <>
                        <Lead view={view} target={target} />
                        {targets.length > 1 && (
                            <Choice label={say('ways.ends', { n: result.target_counts.reachable })}
                                    chosen={target.state} onChoose={(state) => onChoose(Number(state))}
                                    choices={targets.slice(0, MOST_STATES).map(({ state }) =>
                                        ({ id: state, name: calledOf(view, state) }))} />
                        )}
                        <Ladder view={view} from={result.from} path={target.path} />
                        <p>
                            <Situation view={view} state={target.state} />{' '}
                            {view.byState.has(target.state)
                                && <Holds view={view} row={view.byState.get(target.state)} />}
                        </p>
                        <p class="hint">{say('ways.how')}</p>
                        <Standing view={view} from={result.from} path={target.path} />
                        <details>
                            <summary>{say('ways.by-option')}</summary>
                            <Evolution
                                view={view} from={result.from} path={target.path}
                                caption={say('ways.by-option.caption', { to: calledOf(view, target.state) })}
                            />
                        </details>
                        {targets.length > 1 && (
                            <Layers view={view} from={result.from} targets={targets.slice(0, MOST)} />
                        )}
                    </>
                )}
                {result.targets && !target && !result.from_is_target && (
                    <p class="answer"><b class="no">✗</b> {say(`ways.none.${result.by}`)}{' '}
                        {result.by !== 'moves' && (
                            <button type="button" onClick={() => keep({ by: 'moves' })}>
                                {say('ways.show-least')}
                            </button>
                        )}</p>
                )}
                {result.unreachable?.length > 0 && (
                    <details onToggle={() => setIsAll(true)}>
                        <summary>{say('ways.out-of-reach', { n: result.target_counts.unreachable })}</summary>
                        {isAll && <Asked view={view} command="paths" options={{ to, by: result.by }} />}
                    </details>
                )}
            </section>
            <div class="stack">
                <Reach view={view} result={result} />
            </div>
        </div>
    );
}

const isSettled = (answer) => Boolean(answer) && answer.state !== 'running' && answer.state !== 'queued';

/** The situations to which ways are told, the same everywhere, each { state, code }: the first that is better for a
 *  while and the first deals; without any what holds and is reached by steps that pay. With the answer of `deal`. */
export function useEnds(view) {
    const deal = useAnswer('deal', view.text, {}, Boolean(view.today));
    const { temporary, deals, status_quo: today } = deal?.shown?.result ?? {};
    const found = [temporary?.[0], ...(deals?.slice(0, DEALS) ?? [])].filter((one, i, all) =>
        one && one.state !== today && all.findIndex((other) => other?.state === one.state) === i);
    const ways = useAnswer('paths', view.text, { by: 'improvements', limit: 2000 },
        isSettled(deal) && !found.length && Boolean(view.today));
    const reached = (ways?.shown?.result?.reach ?? []).map(({ state }) => state).filter((state) => held(view, state));
    const ends = found.length ? found.map(({ state, code }) => ({ state, code }))
        : nearest(view, reached).filter((state) => state !== view.today).slice(0, DEALS)
            .map((state) => ({ state, code: view.byState.get(state).code, by: 'improvements' }));
    return { deal, ends, isKnown: !view.today || ends.length > 0 || isSettled(ways) };
}

/** The ends that can be chosen, and which is: { targets, to, isKnown }. What could be agreed, what holds where none
 *  is named, the outcomes, the board; chosen is the first of them unless the address says another. */
export function useTargets(view, { board, to: wanted }) {
    const choose = (to) => bench.show({ to });
    const { ends: all, isKnown } = useEnds(view);
    const ends = all.filter(({ code }) => code && code !== board);
    useRows(view, ends.map(({ state }) => state));
    const row = board && view.rows.find(({ code }) => code === board);
    const named = (one) => ({ id: one.code, name: calledOf(view, one.state) });
    const others = view.rows.filter((one) => one.state !== view.today && held(view, one.state) &&
        one.code !== board && !ends.some(({ state }) => state === one.state)).slice(0, MOST);
    const outcomes = view.outcomes.filter(({ id }) => !view.byState.get(view.today)?.outcomes.includes(id));
    const targets = [
        ...ends.map(named), ...(view.outcomes.length || view.isPlain ? [] : others.map(named)),
        ...outcomes, ...view.outcomes.filter((one) => !outcomes.includes(one)),
        ...(board ? [{ id: board, name: row ? say('ways.board.is', { name: calledOf(view, row.state) })
            : say('ways.board') }] : []),
    ];
    const to = targets.some(({ id }) => id === wanted) ? wanted : targets[0]?.id;
    return { targets, to, choose, isKnown: isKnown || to === wanted };
}

export function Ways({ view, shown }) {
    const { targets, to, choose, isKnown } = useTargets(view, shown);
    const [by, chooseBy] = useKept('by', 'moves');
    const [end, chooseEnd] = useKept('end', null);
    const answer = useAnswer('paths', view.text, { ...(to && { to }), by, limit: 2000 },
        Boolean(view.today) && isKnown);
    if (!view.today) return <NoToday />;
    return (
        <>
            <div class="controls">
                {targets.length > 0 && (
                    <Choice isTold label={say('ways.to')} choices={targets} chosen={to}
                            onChoose={(id) => (choose(id), chooseEnd(null))} />
                )}
                <Segments label={say('ways.by')} chosen={by} onChoose={chooseBy}
                          choices={['moves', 'improvements', 'unsanctioned'].map((id) =>
                              ({ id, name: say(`ways.by.${id}`) }))} />
            </div>
            <Answered answer={answer}>
                {(result) => <Paths view={view} result={result} to={to} chosen={end} onChoose={chooseEnd} />}
            </Answered>
        </>
    );
}

/** Leads to the ladder to a situation. */
export const showWay = (code) => {
    keep({ end: null, by: 'moves' });
    bench.show({ place: 'ways', part: 'ways', board: code, to: code });
};

/** Asks what would unlock a situation. */
export const showUnlock = (code) => bench.show({ place: 'ways', part: 'unlock', board: code, to: code });
