// SPDX-License-Identifier: Apache-2.0
// What a change of the model does, where it was proposed or tried: which outcomes hold, which are among the deals and
// which steps that pay lead to, against before. The variant that keeps it is named here and opened from here.
import { useEffect, useRef, useState } from 'preact/hooks';
import { call, edit, run } from '../api.js';
import { Field, Name, series } from '../parts.jsx';
import { say } from '../say.js';
import { bench } from '../workbench.js';
import { differ } from './changes.jsx';

/** What is in one of two sets alone, as { outcome, name, after }. */
const moved = (view, [before, after]) => view.outcomes.filter(({ id }) => before.has(id) !== after.has(id))
    .map(({ id, name }) => ({ outcome: id, name, after: after.has(id) }));

/** What differs between two models, each { text, name }, as a trial: { flips, zone, ways }; null: no telling.
 *  `known`: the result of `diff`. */
export async function effectsOf(view, base, changed, known) {
    const ask = (command, options) => Promise.all([base, changed].map(({ text }) =>
        run(command, text, options).then(({ result }) => result, () => null)));
    const [result, deals, ways] = await Promise.all([known ?? differ(base, changed).then((found) => found.result),
        ask('deal'), ask('paths', { by: 'improvements' })]);
    if (!result) return null;
    const sides = [result.before, result.after];
    const holding = (concept) => sides.map(({ by_outcome: counts }) =>
        new Set(Object.entries(counts[concept] ?? {}).filter(([, n]) => n).map(([id]) => id)));
    const todays = (concept) => sides.map(({ stable }) => stable?.[concept]?.length === view.parties.length);
    const isAlike = !result.new_states && !result.lost_states; // so numbers mean the same in both
    return {
        flips: result.concepts.flatMap((concept) => {
            const [was, is] = todays(concept);
            return [...(was === is ? [] : [{ name: null, after: is }]), ...moved(view, holding(concept))]
                .map((flip) => ({ ...flip, concept }));
        }),
        zone: moved(view, deals.map((one) => new Set(one?.deals.flatMap(({ outcomes }) => outcomes)))),
        ways: isAlike ? moved(view, ways.map((one) => new Set(one?.reach.flatMap(({ state }) =>
            view.byState.get(state)?.outcomes ?? [])))) : [],
    };
}

/** Flips of one situation together: { name, after, concepts }. */
function together(flips, concepts) {
    const found = new Map();
    for (const { name, after, concept } of flips) {
        const key = `${name} ${after}`;
        if (!found.has(key)) found.set(key, { name, after, concepts: [] });
        found.get(key).concepts.push(concepts.find(({ id }) => id === concept)?.label ?? concept);
    }
    return [...found.values()];
}

/** `nothing`: what is told where nothing changes. */
export function Effects({ trial: { flips, zone, ways = [] }, concepts = bench.state.session.concepts, nothing }) {
    const lines = [
        ...together(flips, concepts).map((flip) => say(flip.after ? 'share.trial.holds' : 'share.trial.ends', {
            name: flip.name ? <Name>{flip.name}</Name> : say('share.today'), concept: series(flip.concepts) })),
        ...zone.map((flip) => say(flip.after ? 'share.trial.deal' : 'share.trial.no-deal',
                                  { name: <Name>{flip.name ?? flip.outcome}</Name> })),
        ...ways.map((flip) => say(flip.after ? 'share.trial.way' : 'share.trial.no-way',
                                  { name: <Name>{flip.name}</Name> })),
    ];
    return lines.length ? <ul>{lines.map((line, i) => <li key={i}>{line}</li>)}</ul> : nothing;
}

/** `trial`: with the variant's number, `model`. */
export function Trial({ trial, concepts = bench.state.session.concepts, onClose }) {
    const { models } = bench.state;
    const box = useRef();
    useEffect(() => void (onClose && box.current.focus()), []); // what had the focus went away
    const variant = models.find(({ id }) => id === trial.model);
    const rename = async (name) => {
        if (!(await bench.attempt(() => call('PATCH', `models/${trial.model}`, { name: name.trim() }))))
            return [{ message: say('share.refused') }];
        await bench.reload();
        return null;
    };
    const compare = () => bench.show({ place: 'share', part: 'compare', against: `${trial.model}` });
    return (
        <section class="change stack" aria-label={say('share.trial')} tabIndex={-1} ref={box}>
            {trial.flips && (
                <Effects trial={trial} concepts={concepts} nothing={<p>{say('share.trial.nothing')}</p>} />
            )}
            {variant && (
                <div>
                    <Field label={say('share.trial.kept')} value={variant.name} onCommit={rename} />
                    <button type="button" onClick={compare}>{say('share.trial.compare')}</button>{' '}
                    <button type="button" onClick={() => bench.open(trial.model)}>
                        {say('share.trial.open')}
                    </button>{' '}
                    {onClose && (
                        <button type="button" class="quiet" onClick={onClose}>{say('shell.dismiss')}</button>
                    )}
                </div>
            )}
        </section>
    );
}

const LONG = 70; // letters of a name made of words

/** Keeps a text as a variant, with a name made of `words`: gives the trial. The model itself stays open. */
export async function keepVariant(text, words) {
    const { open, view, text: own } = bench.state;
    const name = words.replace(/[.\s]+$/, '');
    const short = name.length > LONG ? `${name.slice(0, LONG).replace(/\s+\S*$/, '')} …` : name;
    const made = await bench.attempt(() => call('POST', 'models', { name: short, text, parent: open.id }));
    if (!made) return null;
    const [effects] = await Promise.all([
        bench.attempt(() => effectsOf(view, { text: own, name: open.name }, { text, name: short })), bench.reload()]);
    bench.say(say('share.tried'));
    return { ...effects, model: made.id };
}

/** A button that keeps a change as a variant and tells what it does, all in place. `textOf()` gives the text. */
export function Keep({ textOf, words, label, class: look = 'quiet' }) {
    const [trial, setTrial] = useState(null);
    const [isBusy, setBusy] = useState(false);
    const keep = async () => {
        if (isBusy) return;
        setBusy(true);
        const text = await bench.attempt(textOf);
        if (text) setTrial(await keepVariant(text, words));
        setBusy(false);
    };
    return (
        <>
            <button type="button" class={look} aria-label={`${label}: ${words}`} aria-disabled={isBusy}
                    onClick={keep}>
                {label}
            </button>
            {isBusy && <span role="status"> {say('share.compare.solving')}</span>}
            {trial && <Trial trial={trial} />}
        </>
    );
}

/** The open model's text with edits. */
export const edited = (edits) => () => edit(bench.state.text, edits);
