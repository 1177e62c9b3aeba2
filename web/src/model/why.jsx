// SPDX-License-Identifier: Apache-2.0
import { statementOf } from '../document.js';
import { Name } from '../parts.jsx';
import { Rests } from './fields.jsx';

/** What decides for a party, in the engine's words, and what it rests on. `place`: that of the wish in its order. */
export function Why({ view, party, words, place }) {
    const wish = place && view.doc?.preferences[party]?.items[place - 1];
    return (
        <>
            {words && <span class="hint because"><Name>{words}</Name></span>}
            {wish && <Rests doc={view.doc} note={statementOf(wish)} />}
        </>
    );
}
