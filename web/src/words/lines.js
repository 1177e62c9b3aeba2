// SPDX-License-Identifier: Apache-2.0
// How words.mjs writes the catalogue down.

/** The texts by their keys. Of the pieces the first `numbered` have their numbers for keys; the others begin with
 *  KEY and a colon. After each empty piece keys have a head: 0. after the first, 1. after the second. Between pieces
 *  is |, between the two forms of a text ^. */
export function catalogueOf(text, numbered) {
    const found = {};
    let head = '', heads = 0;
    text.split('|').forEach((piece, i) => {
        if (i >= numbered && !piece) head = `${heads++}.`;
        const [, key, words] = i < numbered ? [, i, piece] : piece.match(/(.*?):(.*)/) ?? [, '', ''];
        const [one, other] = words.split('^');
        found[head + key] = other ? { one: one || other, other } : one;
    });
    return found;
}
