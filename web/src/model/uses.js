// SPDX-License-Identifier: Apache-2.0
// What of a model is about what else: the inputs that use a thing, the problems of a place.
import { remove } from '../document.js';
import { keysOf } from '../telling.js';

const isBelow = (path, above) => path === above || path.startsWith(`${above}.`);
const isUser = (input, ids) =>
    input.parsed?.length
        ? input.parsed.some((node) => ids.has(node.option) || ids.has(node.outcome))
        : !['party', 'option', 'status_quo'].includes(input.kind) &&
          [...ids].some((id) => new RegExp(`\\b${id}\\b`).test(input.text));

/**
 * The inputs that mention one of `ids`, or an outcome that does, in the order of the text; and facts and preferences
 * of what is itself taken away. `except`: the path of what is removed.
 */
export function usesOf(inputs, ids, except) {
    const wanted = new Set(ids);
    const found = new Set();
    for (let before = -1; before < found.size;) {
        before = found.size;
        for (const input of inputs) {
            if (found.has(input) || isBelow(input.path, except) || !isUser(input, wanted)) continue;
            found.add(input);
            if (input.kind === 'outcome') wanted.add(input.id);
        }
    }
    return inputs.filter((input) => found.has(input));
}

export const citing = (inputs, id) => inputs.filter(({ sources }) => sources.some((one) => one.source === id));

/** Removes them from the last to the first, so that places in lists stay those that they were. */
export const removeAll = (inputs) => [...inputs].reverse().map((input) => remove(keysOf(input.path)));

/** Those about the value at `path`. */
export const problemsAt = (diagnostics, path) =>
    diagnostics.filter((diag) => diag.path && isBelow(diag.path, path));
