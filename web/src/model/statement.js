// SPDX-License-Identifier: Apache-2.0
// Statements as the engine has parsed them: trees to be drawn, and the simple ones as parts that can be chosen.
import { childOf, flow, statementOf } from '../document.js';
import { levelWord } from '../situations.js';
import { keysOf } from '../telling.js';

const isChain = (op) => op === 'and' || op === 'or';

/** The tree of a list of nodes, operands before their operator; a chain of `and` or `or` is one node. */
export function treeOf(nodes) {
    const stack = [];
    for (const { operands = 0, ...node } of nodes) {
        let of = operands ? stack.splice(-operands) : [];
        if (isChain(node.op) && of[0].op === node.op) (of[0].of.push(...of.slice(1)), (of = of[0].of));
        stack.push({ ...node, of });
    }
    return stack[0] ?? null;
}

/** What stands at a path, as the key under which its tree is known. */
const saidOf = (value) => statementOf(value)?.that ?? flow(value);

/** The trees of what an item with `either` or `any` is made of. */
function addAlternatives(trees, item, tree) {
    const parts = Array.isArray(item) ? item : item?.either ?? item?.any;
    if (!Array.isArray(parts) || parts.length !== tree?.of.length) return;
    parts.forEach((part, i) => {
        trees.set(saidOf(part), tree.of[i]);
        addAlternatives(trees, part, tree.of[i]);
    });
}

/** Adds the trees of what `check` has read, by what stands in the text. */
export function readTrees(check, doc, trees) {
    for (const { path, parsed } of check?.inputs ?? []) {
        if (!parsed?.length) continue;
        const keys = keysOf(path);
        const said = keys.at(-2) === 'weigh' || keys[0] === 'utilities' ? keys.at(-1)
                                                                    : saidOf(keys.reduce(childOf, doc.raw));
        const tree = treeOf(parsed);
        trees.set(said, tree);
        addAlternatives(trees, keys.reduce(childOf, doc.raw), tree);
    }
    return trees;
}
export const treeAt = (trees, value) => trees.get(saidOf(value));

/* ------------------------------------------------------ parts to choose from */

/** How an option may stand: [what a statement says behind its id, key of the words, level]. */
export function waysOf(option) {
    if (!option || option.isPlain) return [['', 'holds'], ['not', 'not']];
    const words = option.levels.map(levelWord);
    const last = words.length - 1;
    return words.flatMap((word, i) => [
        [`= ${word}`, 'is', option.levels[i]],
        ...(i && i < last ? [[`>= ${word}`, 'from', option.levels[i]], [`<= ${word}`, 'to', option.levels[i]]] : []),
        [`!= ${word}`, 'is-not', option.levels[i]],
    ]);
}

const termText = ({ id, how }) => (how === 'not' ? `not ${id}` : how ? `${id} ${how}` : id);
const partText = ({ terms, join }, isTight) => {
    const text = terms.map(termText).join(` ${join} `);
    return isTight && terms.length > 1 ? `(${text})` : text;
};

/** { shape, parts: [{ terms: [{ id, how }], join }] } as a statement. */
export function textOf({ shape, parts: [a, b] }) {
    if (shape === 'wants') return partText(a);
    return `${partText(a, shape !== 'if')} ${shape} ${partText(b, shape !== 'if')}`;
}

const edge = (option, levels, isFirst) => {
    const at = option.levels.indexOf(levels.at(isFirst ? 0 : -1));
    const word = levelWord(option.levels[at]);
    if (at === (isFirst ? option.levels.length - 1 : 0)) return `= ${word}`;
    return at === (isFirst ? 0 : option.levels.length - 1) ? null : `${isFirst ? '>=' : '<='} ${word}`;
};

function termOf(tree, doc) {
    if (tree.op === 'outcome') return { id: tree.outcome, how: '' };
    if (tree.op === 'not') {
        const inner = termOf(tree.of[0], doc);
        return inner?.how === '' ? { ...inner, how: 'not' } : null;
    }
    const option = tree.op === 'option' && doc.options.find((one) => one.id === tree.option);
    if (!option || !tree.levels.length) return null;
    const { relation, levels } = tree;
    if (option.isPlain) return levels.length === 1 ? { id: option.id, how: levels[0] === 'no' ? 'not' : '' } : null;
    const others = option.levels.filter((level) => !levels.includes(level));
    const isRun = levels.length === option.levels.indexOf(levels.at(-1)) - option.levels.indexOf(levels[0]) + 1;
    const how =
        levels.length === 1 ? `= ${levelWord(levels[0])}`
        : relation === '!=' || (relation === 'in' && others.length === 1) ? `!= ${levelWord(others[0])}`
        : isRun && option.levels.at(-1) === levels.at(-1) ? edge(option, levels, true)
        : isRun && option.levels[0] === levels[0] ? edge(option, levels, false)
        : null;
    return how && { id: option.id, how };
}

function partOf(tree, doc) {
    const terms = (isChain(tree.op) ? tree.of : [tree]).map((one) => termOf(one, doc));
    return terms.every(Boolean) ? { terms, join: isChain(tree.op) ? tree.op : 'and' } : null;
}

/** The other way round; null where a statement is more than the parts can say. */
export function partsOf(tree, doc) {
    if (!tree) return null;
    const isTwo = ['implies', 'if', 'iff'].includes(tree.op);
    const parts = (isTwo ? tree.of : [tree]).map((one) => partOf(one, doc));
    return parts.every(Boolean) ? { shape: isTwo ? tree.op : 'wants', parts } : null;
}
