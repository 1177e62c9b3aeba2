// SPDX-License-Identifier: Apache-2.0
// Whether it is ripe for talks, who has to say yes at home, what words spoken in public cost, how it came to today.
import { nearest } from '../called.js';
import { statementOf } from '../document.js';
import { useTree } from '../model/composer.jsx';
import { Sentence } from '../model/sentence.jsx';
import { Rests, Why } from '../model/why.jsx';
import { Name, Party } from '../parts.jsx';
import { say } from '../say.js';
import { Reading } from '../share/changes.jsx';
import { Answered, Asked, Bar, Fold, NoToday, useAnswer } from './asking.jsx';
import { Series, Situation, useRows } from './called.jsx';
import { Check, Gains } from './deals.jsx';
import { Table } from './table.jsx';

const ROWS = 8;
const WAYS = 3;

const parties = (view, ids) => <Series items={ids.map((id) => <Party key={id} view={view} id={id} />)} />;
const labels = (view, ids) => <Series items={view.concepts.filter(({ id }) => ids.includes(id))
    .map(({ id, label }) => <bdi key={id}>{label}</bdi>)} />;

/** The three counts of ripeness; the engine says what hurts whom. */
function Ripe({ view, result: { concepts, hurting, stalemate, way_out: out, ripe } }) {
    const those = hurting.parties.filter(({ asked }) => asked);
    const under = (is) => concepts.filter(is);
    const stuck = under((id) => stalemate[id].met), fit = under((id) => ripe[id]);
    const movers = [...new Set(concepts.flatMap((id) => stalemate[id].exits.map(({ party }) => party)))];
    const ways = out.ways.slice(0, WAYS);
    useRows(view, ways.map(({ state }) => state));
    return (
        <section class="card stack">
            <h3>{say('ways.ripe.between', { who: parties(view, those.map(({ party }) => party)) })}</h3>
            <p class="answer">
                <b class={fit.length ? 'yes' : 'no'}>{fit.length ? '✓' : '✗'}</b>{' '}
                {fit.length === concepts.length ? say('ways.ripe.yes')
                    : fit.length ? say('ways.ripe.some', { concepts: labels(view, fit) }) : say('ways.ripe.no')}
            </p>
            <ul class="checks">
                <Check is={hurting.met}>
                    <b>{say(hurting.met ? 'ways.hurts' : 'ways.hurts.not')}</b>
                    {those.map(({ party, text, hurt }) => (
                        <p key={party}>
                            <Party view={view} id={party} />{': '}
                            {text ? <Name>{text}</Name> : say('ways.hurts.unsaid')}
                            {text && !hurt && ` (${say('ways.hurts.now')})`}
                            {text && <Rests doc={view.doc} note={statementOf(view.doc.raw.pain?.[party])} />}
                        </p>
                    ))}
                </Check>
                <Check is={stuck.length > 0}>
                    <b>{say(stuck.length ? 'ways.stuck' : 'ways.stuck.not')}</b>
                    <p>{stuck.length === concepts.length ? say('ways.stuck.all')
                        : <>{stuck.length > 0 && <>{say('ways.stuck.some', { concepts: labels(view, stuck) })} </>}
                            {say('ways.stuck.movers', { who: parties(view, movers) })}</>}</p>
                </Check>
                <Check is={out.met}>
                    <b>{say(out.met ? 'ways.out' : 'ways.out.not')}</b>
                    <p>{say('ways.out.many', { n: out.reachable, all: out.better_for_all })}</p>
                    <ol class="answers">
                        {ways.map(({ state, path, gain, holds }) => (
                            <li key={state}>
                                <Situation view={view} state={state} />
                                <p>{say('ways.unlock.way', { who: <Series last="then" items={path.map((step, i) =>
                                    <Party key={i} view={view} id={step.party} />)} /> })}{' '}
                                {holds.length ? say('ways.deal.holds', { concepts: labels(view, holds) })
                                    : say('ways.deal.holds-not')}</p>
                                <Gains view={view} gains={gain} />
                            </li>
                        ))}
                    </ol>
                </Check>
            </ul>
            <p class="hint">{say('ways.ripe.enough')}</p>
            <Fold words="ways.numbers"><Asked view={view} command="ripe" /></Fold>
        </section>
    );
}

/** What each home says to today, to the deals and to what holds for a while; the engine says why somebody refuses. */
function Home({ view, result: { homes, table, ratified } }) {
    const nameOf = (id) => homes.flatMap(({ actors }) => actors).find((actor) => actor.id === id)?.name ?? id;
    useRows(view, table.map(({ state }) => state));
    return (
        <section class="card">
            <h3>{say('ways.home')}</h3>
            {homes.map(({ party, actors, rule }) => (
                <p key={party}>{say(`ways.home.${rule}`, { who: <Party view={view} id={party} />,
                    actors: <Series items={actors.map(({ id, name }) => <Name key={id}>{name}</Name>)} /> })}{' '}
                {say('ways.home.ratifies', { n: ratified, total: view.result.states.feasible })}</p>
            ))}
            <Table label={say('ways.home')} heads={['situation', 'home', 'because'].map((head) =>
                say(`ways.head.${head}`))} rows={table.map((row) => ({
                key: row.state, class: row.state === view.today ? 'today' : '', cells: [
                    <><Situation view={view} state={row.state} />
                        {row.state === view.today && ` ${say('ways.is-today')}`}</>,
                    say(row.ratified ? 'ways.ratified' : 'ways.ratified-not'),
                    Object.values(row.homes).flatMap((vote) => vote.refuse.map((actor) => {
                        const { because, decided_by: place } = vote.reasons.find((one) => one.actor === actor) ?? {};
                        const { party } = homes.flatMap(({ actors }) => actors).find(({ id }) => id === actor);
                        return (
                            <div key={actor}>
                                <b><Name>{nameOf(actor)}</Name></b>{' '}
                                <Why view={view} party={party ?? actor} words={because} place={place} />
                            </div>
                        );
                    })),
                ] }))} />
        </section>
    );
}

/** From event to event: what happened, and whether what stood then held. */
function Timeline({ view, result: { moments, concepts, parties: all } }) {
    return (
        <section class="card">
            <h3>{say('ways.about.timeline')}</h3>
            <ol class="ladder">
                {moments.map(({ date, events, stable, flip_total: flips }, i) => {
                    const held = concepts.filter((id) => stable?.[id].length === all.length);
                    const movers = all.filter((id) => stable && !stable[concepts[0]].includes(id));
                    return (
                        <li key={i} class="rung same">
                            <span class={`dot ${i === moments.length - 1 ? 'today' : ''}`} />
                            <div>
                                <p><b><Name>{events.map(({ name }) => name).join(' · ')
                                    || say('ways.timeline.before')}</Name></b> <Name>{date}</Name></p>
                                {events.map(({ id, because }) => because && <p key={id}><Name>{because}</Name></p>)}
                                <p class="hint">
                                    {stable && (held.length
                                        ? say('ways.timeline.held', { concepts: labels(view, held) })
                                        : say('ways.stuck.movers', { who: parties(view, movers) }))}
                                    {flips > 0 && ` ${say('ways.timeline.flips', { n: flips })}`}
                                </p>
                            </div>
                        </li>
                    );
                })}
            </ol>
            <Fold words="ways.numbers"><Asked view={view} command="timeline" /></Fold>
        </section>
    );
}

/** A statement that the engine has to read first. */
function Clause({ words, said }) {
    const tree = useTree(said);
    return <>{words} {tree && <Sentence tree={tree} />}</>;
}

/** What backing down in public costs a party, and what it would do at each cost. */
const Audience = ({ view, result }) => (
    <section class="card stack">
        <h3>{say('ways.about.audience')}</h3>
        {result.audience.map(({ party, escalated, backs_down: down, on_the_line: all, sweep, ...found }) => (
            <Reading key={`${party} ${escalated}`}>
                <p>
                    <b><Party view={view} id={party} /></b>:{' '}
                    <Clause words={say('ways.public.up')} said={escalated} />;{' '}
                    <Clause words={say('ways.public.down')} said={down} />
                </p>
                <p class="answer">
                    {found.tempted ? say('ways.public.tied', { n: found.ties_hands, tempted: found.tempted, all })
                        : say('ways.public.free', { all })}
                </p>
                {found.status_quo && (
                    <p>
                        {found.status_quo.needs ? say('ways.public.today', { n: found.status_quo.needs })
                            : say('ways.public.today.no')}{' '}
                        {found.status_quo.locks && say('ways.public.locked')}
                    </p>
                )}
                <Table label={`${say('ways.about.audience')}: ${escalated}`} class="numbers"
                       heads={['cost', 'tempts', 'agreed'].map((head) => say(`ways.public.${head}`))}
                       rows={sweep.map(({ demotion, tempted, agreeable }) => ({ key: demotion, cells: [
                           demotion, <><Bar part={all && tempted / all} /> {tempted}</>, agreeable] }))} />
            </Reading>
        ))}
        <p class="hint">{say('ways.public.hint')}</p>
        <Fold words="ways.numbers"><Asked view={view} command="audience" /></Fold>
    </section>
);

/** A question, if the model says something about it. */
const Question = ({ view, command, member, children }) => (view.doc?.raw[member] ? children
    : <p class="card"><b>{say(`ways.about.${command}`)}</b> {say('ways.unsaid')}</p>);

/** Its answer as `Shown` puts it into words. */
const InWords = ({ view, command, Shown }) => (
    <Answered answer={useAnswer(command, view.text, {})}>
        {(result) => <Shown view={view} result={result} />}
    </Answered>
);

export function Ready({ view }) {
    const hasHome = Boolean(view.doc?.raw.ratify && view.today);
    const deal = useAnswer('deal', view.text, {}, hasHome);
    const found = deal?.shown?.result;
    const told = (list) => nearest(view, (list ?? []).map(({ state }) => state));
    const rows = found && [...new Set([view.today, ...told(found.deals), ...told(found.temporary)])].slice(0, ROWS);
    const home = useAnswer('ratify', view.text, { rows: rows?.join() }, Boolean(rows));
    if (!view.today) return <NoToday />;
    return (
        <div class="two even">
            <Question view={view} command="ripe" member="pain">
                <InWords view={view} command="ripe" Shown={Ripe} />
            </Question>
            <div class="stack">
                {hasHome && <Answered answer={home}>{(result) => <Home view={view} result={result} />}</Answered>}
                <Question view={view} command="audience" member="audience">
                    <InWords view={view} command="audience" Shown={Audience} />
                </Question>
                <Question view={view} command="timeline" member="events">
                    <InWords view={view} command="timeline" Shown={Timeline} />
                </Question>
            </div>
        </div>
    );
}
