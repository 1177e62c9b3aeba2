// SPDX-License-Identifier: Apache-2.0
// The title of a model that is being saved, as workbench/titles.c finds it: only the lines of the key are read, as a
// model of their own. In a text that is one mapping in braces there are no such lines; a short one is read whole.
import { isLonger } from './answers.js';

const MOST_LINES = 1 << 16, MOST_BRACES = 1 << 18;

/** null: nobody knows. `check`: a text as the engine's check tells of it. */
export async function titleOf(text, check) {
    const read = async (model) => {
        const { model: known } = (await check(model)) ?? {};
        return known ? (known.title ?? '') : null;
    };
    if (/^\uFEFF?\s*\{/.test(text)) return isLonger(text, MOST_BRACES) ? null : read(text);
    const at = /^(?:title|"title"|'title'):/m.exec(text)?.index;
    if (at === undefined) return /^parties:/m.test(text) ? '' : null;
    const [lines] = /^.*(?:\n(?:[ \t\r].*|$))*\n?/m.exec(text.slice(at));
    return isLonger(lines, MOST_LINES) ? null : read(`truce: 1\n${lines}\nparties: [{id: a}]\n`);
}
