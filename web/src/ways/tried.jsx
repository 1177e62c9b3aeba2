// SPDX-License-Identifier: Apache-2.0
// Trying a change of the model: it is made at once, what flips is named, and it can be undone or kept as a variant.
import { calledOf, headName } from '../called.js';
import { useState } from 'preact/hooks';
import { edit } from '../api.js';
import { Name, Refusal } from '../parts.jsx';
import { say } from '../say.js';
import { bench } from '../workbench.js';
import { Series } from './called.jsx';

const MOST = 3;

/** Entries of `changes`, as results have them, as edits. */
export const editsOf = (changes) => changes.map(({ set, to, remove, insert, value, move }) =>
    set !== undefined ? { op: 'set', path: set, value: to }
        : remove !== undefined ? { op: 'remove', path: remove }
            : insert !== undefined ? { op: 'insert', path: insert, value } : { op: 'move', path: move, to });

/** Makes them; gives what speaks against it. `words`: what was done. */
async function make(changes, words) {
    const refused = await bench.edit(editsOf(changes));
    if (!refused) {
        bench.set({ tried: { words, text: bench.state.text, past: bench.state.history.past.length } });
        bench.say(say('ways.tried', { words }));
    }
    return refused;
}

const variantName = (words) => words.replace(/[.\s]+$/, '').slice(0, 120);

/** The model with the changes, as a variant. The model itself stays. */
const keepAsVariant = async (changes, words) => {
    const { text, open } = bench.state;
    const changed = await bench.attempt(() => edit(text, editsOf(changes)));
    if (changed) await bench.create(variantName(words), changed, open.id);
};

/** Buttons for a change: make it, or make a variant with it. */
export function Try({ changes, words, label = say('ways.try') }) {
    const [errors, setErrors] = useState(null);
    return (
        <span class="tries">
            <button type="button" aria-label={`${label}: ${words}`}
                    onClick={async () => setErrors(await make(changes, words))}>{label}</button>
            <button type="button" class="quiet" aria-label={`${say('ways.as-variant')}: ${words}`}
                    onClick={() => keepAsVariant(changes, words)}>
                {say('ways.as-variant')}
            </button>
            {errors && <Refusal errors={errors} />}
        </span>
    );
}

/** The situations that flip, by the name that several share, each with how many. */
function Flipped({ view, found, label }) {
    const counts = new Map();
    for (const { row } of found) {
        const head = headName(view, row) || calledOf(view, row.state);
        counts.set(head, (counts.get(head) ?? 0) + 1);
    }
    const told = [...counts].slice(0, MOST).map(([name, n]) =>
        <Name key={name}>{say('ways.quoted', { name })}{n > 1 && ` (${n})`}</Name>);
    return counts.size > 0 && (
        <span>
            {say(label, { names: <Series items={told} /> })}
            {counts.size > MOST && ` ${say('ways.more-names', { n: counts.size - MOST })}`}{' '}
        </span>
    );
}

/** Whether something was tried, and the model is as it was then. */
export const isTried = ({ tried, text, history }) =>
    Boolean(tried) && tried.text === text && history.past.length === tried.past;

/** What was tried, in every place, instead of what an edit changed otherwise. */
export function Tried({ state: { tried, flips, view, isBusy, open } }) {
    const dismiss = () => bench.set({ tried: null, flips: null });
    const keepIt = async () => {
        bench.undo();
        dismiss();
        await bench.create(variantName(tried.words), tried.text, open.id);
    };
    return (
        <section class="tried" role="status" aria-label={say('ways.tried.head')}>
            <p><b>{say('ways.tried', { words: <Name>{tried.words}</Name> })}</b></p>
            {!isBusy && flips && view && (
                <p>
                    <Flipped view={view} found={flips.filter(({ lost }) => lost.length)} label="ways.lost" />
                    <Flipped view={view} found={flips.filter(({ gained }) => gained.length)} label="ways.gained" />
                    {!flips.length && say('ways.no-flips')}
                </p>
            )}
            <p class="tries">
                <button type="button" onClick={() => (bench.undo(), dismiss())}>{say('ways.undo')}</button>
                <button type="button" onClick={keepIt}>{say('ways.keep')}</button>
                <button type="button" class="quiet" onClick={dismiss}>{say('ways.dismiss')}</button>
            </p>
        </section>
    );
}
