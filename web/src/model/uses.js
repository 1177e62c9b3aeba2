// SPDX-License-Identifier: Apache-2.0
// What of a model is about what else: the inputs that use a thing, the problems of a place.
import { itemsAt, remove } from '../document.js';
import { keysOf, sentence } from '../telling.js';

const isBelow = (path, above) => path === above || path.startsWith(`${above}.`);
const isUser = (input, ids, place) =>
    input.parsed?.length
        ? input.parsed.some((node) => ids.has(node.option) || ids.has(node.outcome))
        : !['party', 'option', 'status_quo'].includes(input.kind) &&
          ([...ids].some((id) => new RegExp(`\\b${id}\\b`).test(input.text)) ||
           input.text.split(` ${place}`).slice(1).some((rest) => !/^\w/.test(rest))); // of a change

/**
 * The inputs that mention one of `ids`, or an outcome that does, in the order of the text; those that name or change
 * the place `except`, which is removed; and facts and preferences of what is itself taken away.
 */
export function usesOf(inputs, ids, except, doc) {
    const wanted = new Set(ids);
    const found = new Set();
    const naming = itemsAt(doc?.raw.levers).map(({ id, needs, excludes }) =>
        [needs, excludes].flat().some((one) => except === `levers.${one}`) && `levers.${id}`);
    for (let before = -1; before < found.size;) {
        before = found.size;
        for (const input of inputs) {
            if (found.has(input) || isBelow(input.path, except) ||
                !(naming.includes(input.path) || isUser(input, wanted, except))) continue;
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

export const OPS = ['set', 'insert', 'remove', 'move'];
/** A change as the model has it, as an edit. */
export const editOf = (change) => {
    const op = OPS.find((one) => one in change);
    return { op, path: String(change[op]), value: op === 'set' ? change.to : change.value, to: change.to };
};

/** What `op` can change: of what a party sees only what others do and want. */
export function placesOf({ doc, check }, op, path) {
    const inputs = (check?.inputs ?? []).map((one) => one.path);
    const viewer = path[0] === 'perceives' && path[1];
    const listed = inputs.filter((one) => /\.\d+$/.test(one));
    const ends = doc.parties.filter(({ id }) => doc.preferences[id].kind === 'order').map(({ id }) =>
        `preferences.${id}.order.${doc.preferences[id].items.length + 1}`);
    const all = op === 'insert' ? [...listed, ...ends, `feasible.${doc.rules.length + 1}`] : op !== 'set' ? listed
        : [...doc.options.map(({ id }) => `status_quo.${id}`), ...inputs.filter((one) => !/^(part|status)/.test(one)),
           ...doc.options.map(({ id, party }) => `parties.${party}.options.${id}.moves`)];
    return all.filter((one) => !viewer || (/^(fea|pre|par)/.test(one) && keysOf(one)[1] !== viewer));
}

/** A key as words: leaves_out as “Leaves out”. */
export const titled = (key) => sentence(key.replace(/_/g, ' '));

/** What things of a list are called: by their kind in the schema. */
export const nounOf = (items, key) => {
    const kind = items.$ref ?? items.anyOf?.[0].$ref;
    return titled(kind ? kind.split('/').pop() : key);
};
