// SPDX-License-Identifier: Apache-2.0
// How words.mjs writes the catalogue down.

/** The texts by their keys. Of the pieces the first `numbered` have their numbers for keys; the others begin with
 *  KEY and a colon. Between them is |, between the two forms of a text ^. */
export const catalogueOf = (text, numbered) => Object.fromEntries(text.split('|').map((piece, i) => {
    const [, key, words] = i < numbered ? [, i, piece] : piece.match(/(.*?):(.*)/);
    const [one, other] = words.split('^');
    return [key, other ? { one: one || other, other } : one];
}));
