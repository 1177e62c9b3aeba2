// SPDX-License-Identifier: Apache-2.0
// The least that would have to change so that something holds: answers by who would have to see what differently,
// each of which can be tried.
import { useState } from 'preact/hooks';
import { Name, Party } from '../parts.jsx';
import { say } from '../say.js';
import { conceptOf } from '../situations/concepts.jsx';
import { bench } from '../workbench.js';
import { Answered, Choice, ToAsk, useAnswer, useKept } from './asking.jsx';
import { Series, Situation, useRows } from './called.jsx';
import { useTargets } from './paths.jsx';
import { Try } from './tried.jsx';

const EDITS = ['swap', 'drop', 'insert', 'flip'];
const CONCEPTS = ['nash', 'seq', 'smr', 'gmr'];
const WAYS = ['', 'improvements', 'unsanctioned'];

/** Answers that differ in their situation alone are one, with several `ends`. */
function merged(answers) {
    const found = new Map();
    for (const answer of answers) {
        const key = JSON.stringify([answer.changes, answer.levers]);
        if (found.has(key)) found.get(key).ends.push(answer);
        else found.set(key, { ...answer, ends: [answer] });
    }
    return [...found.values()];
}

/** By who has to see something differently, and the levers used: in the order of the first answer of each. */
function groupsOf(answers) {
    const groups = new Map();
    for (const answer of answers) {
        const key = JSON.stringify([answer.parties, answer.levers]);
        groups.set(key, [...(groups.get(key) ?? []), answer]);
    }
    return [...groups.values()];
}

function Then({ view, answer: { state, code, path, effects } }) {
    const isSame = view.byState.get(state)?.code === code;
    const nameOf = (id) => view.outcomes.find((one) => one.id === id)?.name ?? id;
    const outcomes = (list, key) => list.length > 0 &&
        <> {say(key, { outcomes: <Series items={list.map((id) => <Name key={id}>{nameOf(id)}</Name>)} /> })}</>;
    return (
        <p class="why">
            {say('ways.unlock.then', {
                state: isSame ? <Situation view={view} state={state} /> : <Name>{code}</Name> })}
            {path.length > 0 && <> {say('ways.unlock.way', { who: <Series last="then"
                items={path.map(({ party }, i) => <Party key={i} view={view} id={party} />)} /> })}</>}
            {outcomes(effects.gained, 'ways.unlock.gained')}{outcomes(effects.lost, 'ways.unlock.lost')}{' '}
            {effects.equilibria.before !== effects.equilibria.after && say('ways.unlock.counts', {
                n: effects.equilibria.after, before: effects.equilibria.before })}
        </p>
    );
}

function Answers({ view, result }) {
    useRows(view, result.answers.map(({ state }) => state));
    return (
        <section class="stack" aria-label={say('ways.unlock.answers')}>
            {result.impossible ? <p class="answer"><b class="no">✗</b> <Name>{result.impossible.text}</Name></p>
                : result.cost === null ? <p class="answer">{say(`ways.unlock.ended.${result.ended_by}`,
                    { n: result.at_least })}</p>
                    : result.cost === 0 ? <p class="answer"><b class="yes">✓</b> {say('ways.unlock.free')}</p>
                        : <p class="answer">{result.answers[0]?.changes.length === result.cost
                            ? say('ways.unlock.changes', { n: result.cost })
                            : say('ways.unlock.cost', { cost: result.cost })}{' '}
                        {say('ways.unlock.ways', { n: result.truncated ? result.count
                            : merged(result.answers).length })}</p>}
            {result.cost > 0 && groupsOf(merged(result.answers)).map((group) => (
                <section key={group[0].text.join()} class="card">
                    <h3>{group[0].parties.length
                        ? say('ways.unlock.group', { n: group.length, who: <Series items={group[0].parties.map((id) =>
                            <Party key={id} view={view} id={id} />)} /> })
                        : say('ways.unlock.levers', { n: group.length })}</h3>
                    <ol class="answers">
                        {group.map((answer) => (
                            <li key={JSON.stringify(answer.changes)}>
                                {answer.text.map((words, i) => (
                                    <p key={words}>{i > 0 && say('ways.unlock.and')} <Name>{words}</Name></p>
                                ))}
                                {answer.ends.map((end) => <Then key={end.state} view={view} answer={end} />)}
                                <Try changes={answer.changes} words={answer.text.join(' ')} />
                            </li>
                        ))}
                    </ol>
                </section>
            ))}
            {result.truncated && <p>{say('ways.unlock.cut', { n: result.answers.length })}</p>}
        </section>
    );
}

const Tick = ({ label, is, onChange }) => (
    <label class="tick"><input type="checkbox" checked={is} onChange={onChange} /> {label}</label>
);

export function Unlock({ view, shown }) {
    const { targets, to, choose, isKnown } = useTargets(view, shown);
    const [edits, setEdits] = useKept('edits', EDITS);
    const concept = [shown.concept, conceptOf(view).id, 'seq'].find((id) => CONCEPTS.includes(id));
    const labelOf = (id) => bench.state.session.concepts.find((one) => one.id === id)?.label ?? id;
    const [way, setWay] = useKept('way', 'improvements');
    const [lasts, setLasts] = useKept('lasts', false);
    const [levers, setLevers] = useKept('levers', true);
    const [isAsked, setIsAsked] = useState(view.isWhole);
    const answer = useAnswer('unlock', view.text, { target: to, concept, edits: edits.join(),
        ...(way && view.today && { reachable: way }), ...(lasts && { lasts: true }),
        ...(!levers && { levers: 'none' }) }, isAsked && Boolean(to) && isKnown && edits.length > 0);
    const has = (name) => Boolean(view.doc?.raw[name]);
    if (!to) return <p class="answer">{say('ways.no-outcomes')}</p>;
    return (
        <div class="two">
            <div class="stack">
                <p class="hint">{say(way && view.today ? 'ways.unlock.see.today' : 'ways.unlock.see', {
                    today: <Situation view={view} state={view.today} />, concept: labelOf(concept),
                    target: <Name>{targets.find(({ id }) => id === to).name}</Name> })}</p>
                {!isAsked && <ToAsk words={say('doubts.large')} onAsk={() => setIsAsked(true)} />}
                <Answered answer={answer}>{(result) => result && <Answers view={view} result={result} />}</Answered>
            </div>
            <section class="card stack">
                <h3>{say('ways.unlock.asked')}</h3>
                <Choice isTold label={say('ways.unlock.target')} choices={targets} chosen={to}
                        onChoose={(id) => choose(id)} />
                <Choice isTold label={say('ways.unlock.concept')} chosen={concept}
                        onChoose={(id) => bench.show({ concept: id })}
                        choices={CONCEPTS.map((id) => ({ id, name: labelOf(id) }))} />
                {view.today > 0 && (
                    <Choice label={say('ways.unlock.reach')} chosen={way} onChoose={setWay}
                            choices={WAYS.map((id) => ({ id, name: say(`ways.unlock.reach.${id || 'any'}`) }))} />
                )}
                {has('expires') && <Tick label={say('ways.unlock.lasts')} is={lasts}
                                         onChange={() => setLasts(!lasts)} />}
                <fieldset>
                    <legend>{say('ways.unlock.kinds')}</legend>
                    {EDITS.map((id) => (
                        <Tick key={id} label={say(`ways.unlock.edit.${id}`)} is={edits.includes(id)}
                              onChange={() => setEdits(EDITS.filter((one) =>
                                  edits.includes(one) !== (one === id)))} />
                    ))}
                </fieldset>
                {has('levers') && <Tick label={say('ways.unlock.use-levers')} is={levers}
                                        onChange={() => setLevers(!levers)} />}
                <p class="hint">{say('ways.unlock.hint')}</p>
            </section>
        </div>
    );
}
