// SPDX-License-Identifier: Apache-2.0
// How words.mjs writes the catalogue down.

/** The texts by their keys. Of its lines the first `numbered` have their numbers for keys; the others begin with
 *  KEY and a colon. A tab stands between the two forms of a text. */
export const catalogueOf = (text, numbered) => Object.fromEntries(text.split('\n').map((line, i) => {
    const [, key, words] = i < numbered ? [, i, line] : line.match(/(.*?):(.*)/);
    const [one, other] = words.split('\t');
    return [key, other ? { one: one || other, other } : one];
}));
