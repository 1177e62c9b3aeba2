// SPDX-License-Identifier: Apache-2.0
// Trying a change of the model: it is made at once, what flips is named, and it can be undone or kept as a variant.
import { useState } from 'preact/hooks';
import { Refusal } from '../parts.jsx';
import { say } from '../say.js';
import { Keep, edited } from '../share/trial.jsx';
import { bench } from '../workbench.js';

/** Entries of `changes`, as results have them, as edits. */
export const editsOf = (changes) => changes.map(({ set, to, remove, insert, value, move }) =>
    set !== undefined ? { op: 'set', path: set, value: to }
        : remove !== undefined ? { op: 'remove', path: remove }
            : insert !== undefined ? { op: 'insert', path: insert, value } : { op: 'move', path: move, to });

/** Makes edits; gives what speaks against them. `words`: what was done. */
export async function make(edits, words) {
    const refused = await bench.edit(edits);
    if (!refused) {
        bench.set({ tried: { words, text: bench.state.text, past: bench.state.history.past.length } });
        bench.say(say('ways.tried', { words }));
    }
    return refused;
}

/** Buttons for a change: make it, or make a variant with it. */
export function Try({ changes, words, label = say('ways.try') }) {
    const [errors, setErrors] = useState(null);
    return (
        <div class="tries">
            <button type="button" aria-label={`${label}: ${words}`}
                    onClick={async () => setErrors(await make(editsOf(changes), words))}>{label}</button>
            <Keep class="" label={say('ways.as-variant')} words={words} textOf={edited(editsOf(changes))} />
            {errors && <Refusal errors={errors} />}
        </div>
    );
}

/** Whether something was tried, and the model is as it was then. */
export const isTried = ({ tried, text, history }) =>
    Boolean(tried) && tried.text === text && history.past.length === tried.past;
