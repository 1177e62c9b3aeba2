// SPDX-License-Identifier: Apache-2.0
// In how many readings of the model each conclusion holds, what it hangs on, and how far off the model may be. The
// shares are the engine's; words for them are chosen here, where the interval crosses a border the weaker ones.
import { calledOf, nearest } from '../called.js';
import { useState } from 'preact/hooks';
import { Mark, Name } from '../parts.jsx';
import { say } from '../say.js';
import { conceptOf } from '../situations/concepts.jsx';
import { bench } from '../workbench.js';
import { Answered, Bar, Choice, ToAsk, isSmall, useAnswer, useKept } from '../ways/asking.jsx';
import { Situation, useRows } from '../ways/called.jsx';
import { Table } from '../ways/table.jsx';
import { Try } from '../ways/tried.jsx';
import { Found, useSummary } from '../summary.jsx';
import { Dots, interval, percent } from './shares.jsx';

const FEW = 16384;
const MANY = 100000;
const MATTERS = 6;
const STATES = 8;
const BORDERS = [0.05, 0.2, 0.4, 0.6, 0.8, 0.95];

const classOf = (share) => BORDERS.filter((border) => share >= border).length;

/** The key of the words of sureness: of two classes the one nearer to one half. */
function sureness({ share, low, high, radius }) {
    if (share === 1) return radius?.unconditional ? 'always' : 'every';
    if (share === 0) return 'none';
    const [a, b] = [classOf(low), classOf(high)];
    return `class${Math.abs(a - 3) <= Math.abs(b - 3) ? a : b}`;
}

const surenessOf = (one) => say(`doubts.sure.${sureness(one)}`);

const isOf = (one, other) => one.kind === other.kind && one.state === other.state && one.outcome === other.outcome;

/** What can be told: { words, conclusion, share... }, from today to outcomes to agreements. */
function conclusionsOf(view, result, concept) {
    const of = (list) => list.filter((one) => one.concept === concept);
    const { states, outcomes, deals, none } = result.sample;
    const radius = (state) => of(result.radius).find((one) => one.state === state);
    const about = (state, words) => {
        const share = of(states).find((one) => one.state === state);
        return share && { ...share, key: `s${state}`, words, radius: radius(state),
            conclusion: { kind: 'equilibrium', state, outcome: null } };
    };
    const open = of(states).filter(({ state, share }) => state !== view.today && share > 0 && share < 1);
    const known = open.filter(({ state }) => // of the others what they hang on is not worked out
        result.matters.some(({ conclusion: { kind, state: of } }) => kind === 'equilibrium' && of === state));
    const asked = nearest(view, (known.length ? known : open).map(({ state }) => state)).slice(0, STATES);
    const better = deals.filter((one) => one.better.count > 0);
    const told = nearest(view, better.map(({ state }) => state));
    return [
        view.today && about(view.today, say('doubts.today')),
        ...of(none).filter(({ count }) => count)
            .map((one) => ({ ...one, key: 'none', words: say('doubts.nothing') })),
        ...of(outcomes).map((one) => ({ ...one, key: one.outcome, conclusion: { kind: 'outcome', state: null,
            outcome: one.outcome }, words: say('doubts.outcome', { outcome:
                view.outcomes.find(({ id }) => id === one.outcome)?.name ?? one.outcome }) })),
        ...asked.map((state) => about(state, say('doubts.state', { state: calledOf(view, state) }))),
        ...better.filter(({ state }) => told.includes(state)).map(({ state, better }) => ({
            ...better, key: `b${state}`, conclusion: { kind: 'better', state, outcome: null },
            words: say('doubts.better', { state: calledOf(view, state) }) })),
    ].filter(Boolean);
}

const statementEdit = (input) => /^(preferences\.[^.]+\.(order|weigh)|feasible)\./.test(input)
    ? [{ remove: input }] : null;

/** The inputs that a conclusion hangs on: the share without each and with it. */
function Hangs({ rows, of }) {
    if (!rows.length) return <p class="hint">{say('doubts.hangs.none')}</p>;
    return (
        <Table label={`${of}: ${say('doubts.hangs')}`} heads={[
            say('doubts.input'), <span class="sr">{say('doubts.drawn')}</span>,
            say('doubts.without-with'), say('doubts.removes')]}
               rows={rows.map(({ input, text, removes, classes: { absent, here } }) => ({ key: input, cells: [
                   <Name>{text}</Name>, absent !== null && here !== null && <Dots share={here} other={absent} />,
                   absent !== null && here !== null && say('doubts.shares', { without: percent(absent),
                       with: percent(here) }), `${percent(removes)}%`] }))} />
    );
}

function Radius({ row }) {
    if (!row) return null;
    if (row.unconditional) return <p>{say('doubts.radius.always')}</p>;
    if (row.distance === null) return <p>{row.at_least === null ? say('doubts.radius.never')
        : say('doubts.radius.at-least', { n: row.at_least })}</p>;
    return (
        <>
            <p>{say(row.holds ? 'doubts.radius.ends' : 'doubts.radius.makes', { n: row.distance })}{' '}
                {say('doubts.radius.ways', { n: row.count })} <Name>{row.text}.</Name></p>
            <Try changes={row.answers[0]} words={row.text} />
        </>
    );
}

function Conclusion({ one, matters }) {
    const isOpen = one.share > 0 && one.share < 1;
    const hangs = one.conclusion ? matters.filter(({ conclusion }) => isOf(conclusion, one.conclusion)) : [];
    return (
        <details class="conclusion">
            <summary>
                <b><Name>{one.words}</Name></b>
                <Dots share={one.share} low={one.low} high={one.high} />
                <span><span class="num">{percent(one.share)}%</span>{' '}
                    {isOpen && <span class="hint num">{interval(one.low, one.high)}</span>}<br />
                {surenessOf(one)}</span>
            </summary>
            {(hangs.length > 0 || !isOpen) && <Hangs rows={hangs.slice(0, MATTERS)} of={one.words} />}
            <Radius row={one.radius} />
        </details>
    );
}

/** Each with its share, under one concept. Taken along, they are a table, with the findings of the brief first. */
function Conclusions({ found, all, concept, matters }) {
    const rows = [
        ...found.map(({ head, share, sure }) => [head, '', percent(share), '', '', sure]),
        ...all.map((one) => [one.words, concept, ...[one.share, one.low, one.high].map(percent), surenessOf(one)]),
    ];
    return (
        <div data-rows aria-label={say('doubts.conclusions')}
             ref={(box) => box && (box.cells = { head: [say('doubts.heads').split(', ')], rows })}>
            <h4>{say('doubts.under', { concept })}</h4>
            {all.map((one) => <Conclusion key={one.key} one={one} matters={matters} />)}
        </div>
    );
}

/** What matters most, as bars; each input can be left out. */
function Matters({ rows }) {
    if (!rows.length) return null;
    const [first] = rows;
    const changes = statementEdit(first.input);
    return (
        <section class="card">
            <h3>{say('doubts.matters')}</h3>
            <p class="answer">{say('doubts.matters.first', {
                what: <Name>{first.text}</Name>, of: percent(first.removes) })}</p>
            {changes && <Try changes={changes} words={say('doubts.left-out', { what: first.text })}
                             label={say('doubts.leave-out')} />}
            <Table label={say('doubts.matters')} heads={[say('doubts.input'),
                <span class="sr">{say('doubts.drawn')}</span>, say('doubts.removes')]}
                   rows={rows.slice(0, MATTERS).map(({ input, text, removes }) => ({ key: input, cells: [
                       <Name>{text}</Name>, <Bar part={removes} />, `${percent(removes)}%`] }))} />
        </section>
    );
}

function Far({ view, rows }) {
    const always = rows.filter((row) => row.unconditional);
    const others = rows.filter((row) => !row.unconditional && row.holds);
    useRows(view, rows.map(({ state }) => state));
    if (!rows.length) return null;
    const name = (state) => <Situation view={view} state={state} />;
    return (
        <section class="card">
            <h3>{say('doubts.far')}</h3>
            {always.length > 0 && (
                <details>
                    <summary>{say('doubts.far.always', { n: always.length })}</summary>
                    <ul class="columns">{always.map(({ state }) => <li key={state}>{name(state)}</li>)}</ul>
                </details>
            )}
            {others.length > 0 && (
                <Table label={say('doubts.far')} heads={[say('ways.head.situation'), say('doubts.far.edits')]}
                       rows={others.slice(0, 20).map(({ state, distance, at_least: least }) => ({ key: state,
                           cells: [name(state), distance !== null ? say('doubts.edits', { n: distance })
                               : least !== null ? say('doubts.edits.at-least', { n: least })
                                   : say('doubts.edits.none')] }))} />
            )}
            <p class="hint">{say('doubts.far.hint')}</p>
        </section>
    );
}

export function Robustness({ view }) {
    const [concept, setConcept] = useKept('doubt-concept', bench.state.shown.concept);
    const [variants, setVariants] = useState(FEW);
    const [isAsked, setIsAsked] = useState(isSmall(view));
    const { id } = conceptOf(view, concept);
    const answer = useAnswer('robust', view.text, { concepts: id, variants }, isAsked);
    const sample = answer?.shown?.result?.sample;
    const { told } = useSummary(view);
    const found = told?.found.filter(({ share }) => share !== null) ?? [];
    useRows(view, [...sample?.states ?? [], ...sample?.deals ?? []].map(({ state }) => state));
    return (
        <>
            <div class="controls">
                <Choice isTold label={say('doubts.concept')} chosen={id} onChoose={setConcept}
                        choices={view.concepts.map(({ id, label }) => ({ id, name: label }))} />
                {variants === FEW && (
                    <button type="button" onClick={() => setVariants(MANY)}>
                        {say('doubts.draw-more', { n: MANY })}
                    </button>
                )}
            </div>
            {!isAsked && <ToAsk words={say('doubts.large')} onAsk={() => setIsAsked(true)} />}
            <Answered answer={answer}>
                {(result) => (
                    <div class="two">
                        <section class="card">
                            <h3>{say('doubts.conclusions')}</h3>
                            {result.sample ? (
                                <>
                                    {told && (
                                        <>
                                            <Found found={found} />
                                            {found.length > 0 && <p class="hint">{say('doubts.found')}</p>}
                                        </>
                                    )}
                                    <Conclusions found={found} matters={result.matters}
                                                 all={conclusionsOf(view, result, result.concepts[0])}
                                                 concept={conceptOf(view, result.concepts[0]).label} />
                                    <p class="hint">{say('doubts.readings.drawn', { n: result.sample.variants })}{' '}
                                        <Name>{result.assumptions.meaning}</Name> {say('doubts.silent', {
                                            n: result.assumptions.silent })}</p>
                                </>
                            ) : <p class="answer">{say('doubts.no-sample')}</p>}
                        </section>
                        <div class="stack">
                            <Matters rows={result.matters.filter(({ conclusion }) =>
                                conclusion.kind === 'all')} />
                            <Far view={view} rows={result.radius} />
                        </div>
                    </div>
                )}
            </Answered>
        </>
    );
}

/* ---------------------------------------------------------------- readings */

const LABELS = { drop: 'doubts.leave-out', flip: 'doubts.turn-round', swap: 'doubts.swap', structure: 'ways.try' };

/** What one reading changes, in words. */
function Effect({ view, row }) {
    const nameOf = (id) => view.outcomes.find((one) => one.id === id)?.name ?? id;
    const [change] = Object.values(row.concepts);
    const today = change.vanish.includes(view.today) ? 'doubts.today-no' : change.appear.includes(view.today)
        ? 'doubts.today-yes' : null;
    return (
        <>
            {today && <b>{say(today)} </b>}
            {row.outcomes.map(({ outcome, after }) => (
                <span key={outcome}>{say(after ? 'doubts.outcome-yes' : 'doubts.outcome-no', {
                    outcome: <Name>{nameOf(outcome)}</Name> })} </span>
            ))}
            <span class="hint">{say('doubts.appear', { n: change.appear.length })} {say('doubts.vanish', {
                n: change.vanish.length })}</span>
        </>
    );
}

export function Readings({ view }) {
    const [concept] = useKept('doubt-concept', bench.state.shown.concept);
    const [party, setParty] = useState('');
    const [isAsked, setIsAsked] = useState(isSmall(view));
    const { id, label } = conceptOf(view, concept);
    const answer = useAnswer('robust', view.text, { concepts: id, variants: 1, radius: 'none', limit: 0 }, isAsked);
    const at = (party) => view.parties.findIndex((one) => one.id === party);
    const changes = (row) => Object.values(row.concepts).some(({ appear, vanish, new: fresh = [] }) =>
        appear.length + vanish.length + fresh.length > 0) || row.outcomes.length > 0;
    return (
        <>
            {!isAsked && <ToAsk words={say('doubts.large')} onAsk={() => setIsAsked(true)} />}
            <Answered answer={answer}>
                {({ one_at_a_time: rows }) => {
                    const own = rows.filter((row) => !party || (row.party ?? '-') === party);
                    const told = own.filter(changes);
                    return (
                        <section class="card stack">
                            <p class="answer">{say('doubts.one', { n: rows.length })}{' '}
                                {say('doubts.one.change', { n: rows.filter(changes).length, concept: label })}</p>
                            <Choice label={say('ways.party')} chosen={party} onChoose={setParty}
                                    choices={[{ id: '', name: say('doubts.all-parties') },
                                        ...view.parties.map(({ id, name }) => ({ id, name })),
                                        { id: '-', name: say('doubts.rules') }]} />
                            <Table label={say('doubts.readings.head')}
                                   heads={['if', 'then', 'do'].map((head) => say(`doubts.head.${head}`))}
                                   rows={told.map((row) => ({ key: row.kind + row.text, cells: [
                                       <>{row.party && <Mark at={at(row.party)} />}<Name>{row.text}</Name></>,
                                       <Effect view={view} row={row} />,
                                       <Try changes={[row.edit]} words={row.text} label={say(LABELS[row.kind])} />,
                                   ] }))} />
                            <details>
                                <summary>{say('doubts.unchanged', { n: own.length - told.length })}</summary>
                                <ul>{own.filter((row) => !changes(row)).map((row) => (
                                    <li key={row.kind + row.text}><Name>{row.text}</Name></li>
                                ))}</ul>
                            </details>
                        </section>
                    );
                }}
            </Answered>
            <p class="hint">{say('doubts.variants')}{' '}
                <button type="button" class="link" onClick={() => bench.show({ place: 'share', part: 'compare' })}>
                    {say('doubts.compare')}
                </button></p>
        </>
    );
}
