// SPDX-License-Identifier: Apache-2.0
// What the page says: every text of its own stands under a key in words/, one file a place. Texts of the engine and
// of the model do not pass here. An address with lang=pseudo puts each text between ⟦ and ⟧, so that a test finds
// what is in no catalogue.
import { catalogue } from './words/index.js';

const LANGUAGE = 'en';
const plural = new Intl.PluralRules(LANGUAGE);
const number = new Intl.NumberFormat(LANGUAGE);

/** Whether the address asks for the language of the test. */
export const isPseudo = () => /[?#&]lang=pseudo\b/.test(globalThis.location?.href ?? '');
const marked = isPseudo();

export const isSaid = (key) => key in catalogue;

/** The keys below `place`. */
export const keysOf = (place) => Object.keys(catalogue).filter((key) => key.startsWith(`${place}.`));

/**
 * The text under `key`, its places `{name}` filled from `slots`. Of a text with forms the number `n` chooses one. A
 * slot may be a piece of page (a vnode or a list of them): then the answer is a list, else it is a string.
 */
export function say(key, slots = {}, isMarked = marked) {
    const found = catalogue[key] ?? key;
    const pattern = typeof found === 'string' ? found : (found[plural.select(slots.n)] ?? found.other);
    const pieces = pattern.split(/\{(\w+)\}/).map((piece, i) => (i % 2 ? slots[piece] : piece));
    const shown = pieces.map((piece) => (typeof piece === 'number' ? number.format(piece) : piece)).filter(Boolean);
    if (isMarked) (shown.unshift('⟦'), shown.push('⟧'));
    return shown.some((piece) => typeof piece === 'object') ? shown : shown.join('');
}
