// SPDX-License-Identifier: Apache-2.0
// Edits of the text by the forms.
import { withIds } from '../telling.js';
import { bench } from '../workbench.js';

export const change = (edit, isForced) => bench.edit(Array.isArray(edit) ? edit : [edit], isForced);

/** For controls that have no place of their own for what speaks against an edit: it is told above the page. */
export async function choose(made, edit = change) {
    const refused = await edit(made);
    if (refused) bench.set({ failure: refused[0].message });
}

/** For edits with a statement: names that people know are taken for ids where the words as they are do not fit.
 *  `editOf(said, isForced)` makes the edit, or is one; `named`: it with ids for names. */
export async function changeSaid({ doc, edit }, statement, editOf, isForced, named = (said) => withIds(doc, said)) {
    const make = async (words, isForced) => {
        const made = editOf(words, isForced);
        return made?.then ? made : edit(made, isForced);
    };
    const refused = await make(statement, isForced);
    return refused && (await make(named(statement))) ? refused : null;
}
