// SPDX-License-Identifier: Apache-2.0
// Edits of the text by the forms.
import { withIds } from '../telling.js';
import { bench } from '../workbench.js';

export const change = (edit, isForced) => bench.edit(Array.isArray(edit) ? edit : [edit], isForced);

/** For controls that have no place of their own for what speaks against an edit: it is told above the page. */
export async function choose(edit) {
    const refused = await change(edit);
    if (refused) bench.set({ failure: refused[0].message });
}

/** For edits with a statement: names that people know are taken for ids where the words as they are do not fit. */
export async function changeSaid(doc, statement, editOf, isForced) {
    const refused = await change(editOf(statement), isForced);
    const named = refused ? withIds(doc, statement) : statement;
    if (named === statement) return refused;
    return (await change(editOf(named))) ? refused : null;
}
