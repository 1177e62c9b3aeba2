// SPDX-License-Identifier: Apache-2.0
// What can be written at a place of the text: keys and words from the schema of models, ids from the model itself.
import { below, expanded } from './schema.js';

const lead = (line) => /^\s*(?:- )*/.exec(line)[0];
const KEY = /^([\w."]+):(?:\s|$)/;

/** The steps down to the caret: keys, and null for an element of a list; read from the indentation above it. */
export function stepsAt(text, caret) {
    const lines = text.slice(0, caret).split('\n');
    const last = lines.pop();
    const flow = /^(.*?)(?:([\w."]+): )?[{[](?:[^{}[\]]*)$/.exec(last);
    const here = flow ? `${flow[1]}${flow[2] ? `${flow[2]}: ` : ''}` : last;
    const isListed = flow && /\[[^\]]*$/.test(flow[1]); // braces within brackets: [{id: x, ...
    const steps = [];
    let depth = Infinity;
    const take = (line, isHere) => {
        const before = lead(line);
        const rest = line.slice(before.length);
        const key = KEY.exec(rest)?.[1];
        if (!isHere && (!rest || rest.startsWith('#') || before.length >= depth)) {
            const dash = before.indexOf('-');
            if (rest && dash >= 0 && dash < depth && before.length === depth) (steps.unshift(null), (depth = dash));
            return;
        }
        if (!isHere && !key) return;
        if (key && (!isHere || flow?.[2] || isListed)) steps.unshift(key, ...(isHere && isListed ? [null] : []));
        const dash = before.indexOf('-');
        if (dash >= 0) steps.unshift(null);
        depth = dash >= 0 ? dash : before.length;
    };
    take(here, true);
    for (const line of lines.reverse()) if (depth > 0) take(line, false);
    return steps;
}

/** { from, list: [{ text, about }] }: what may replace the letters from `from` to the caret. */
export function completions(schema, doc, text, caret) {
    const start = text.lastIndexOf('\n', caret - 1) + 1;
    const line = text.slice(start, caret);
    const word = /[\w.]*$/.exec(line)[0];
    const from = caret - word.length;
    const before = line.slice(0, line.length - word.length);
    const nodes = stepsAt(text, caret).reduce((found, step) => below(schema, doc, found, step),
                                              expanded(schema, schema));
    const isKey = /^\s*(?:- )*$/.test(before) || /\{(?:[^{}[\]]*,)?\s*$/.test(before);
    const key = /([\w."]+): *(?:\[[^\]]*)?[^,{}]*$/.exec(before)?.[1];
    const found = new Map();
    if (isKey)
        for (const node of nodes)
            for (const [name, part] of Object.entries(node.properties ?? {}))
                found.set(`${name}: `, part.description ?? expanded(schema, part)[0]?.description ?? '');
    else if (key)
        for (const node of below(schema, doc, nodes, key))
            for (const value of node.enum ?? []) if (value !== null) found.set(String(value), '');
    if (!isKey || before.trimEnd().endsWith('-'))
        for (const { id, name } of [...(doc?.options ?? []), ...(doc?.outcomes ?? [])])
            found.set(id, name === id ? '' : name);
    const list = [...found].filter(([one]) => one.startsWith(word) && one.trim() !== word);
    return { from, list: list.slice(0, 12).map(([one, about]) => ({ text: one, about })) };
}
