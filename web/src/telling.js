// SPDX-License-Identifier: Apache-2.0
// Paths of inputs and edits, as replies have them, told in words with what stands there.
import { childOf, flow, statementOf } from './document.js';
import { say } from './say.js';
import { levelWord } from './situations.js';

/** A path's keys: a.b."c.d" */
export function keysOf(path) {
    const keys = [];
    for (const [, quoted, plain] of path.matchAll(/(?:^|\.)(?:"((?:[^"]|"")*)"|([^."]*))/g))
        keys.push(quoted === undefined ? plain : quoted.replace(/""/g, '"'));
    return keys;
}

const nameIn = (list, id) => list.find((one) => one.id === id)?.name ?? id;
const PARTS = new Set(['because', 'source', 'quote', 'confidence', 'name', 'moves', 'levels', 'options', 'plural']);
const BARE = new Set(['that', 'weight']); // what the whole is known by
const WHOLE = new Set(['title', 'summary', 'date']);

/** What a path stands for, without what stands there; null when it is none of these. */
function wordsOf(doc, [key, id, ...rest]) {
    const party = nameIn(doc.parties, id);
    const option = (name) => nameIn(doc.options, name);
    const wish = () => say(doc.parties.find((one) => one.id === id)?.isPlural ? 'share.tell.wish.plural'
        : 'share.tell.wish', { party, at });
    const [kind, at, ...part] = rest;
    if (!id) return WHOLE.has(key) ? [say(`share.tell.${key}`), []] : null;
    if (key === 'preferences' && kind === 'order') return [wish(), part];
    if (key === 'preferences' && kind === 'rank') return [say('share.tell.rank', { party, at }), part];
    if (key === 'preferences' && kind === 'weigh') return [say('share.tell.weight', { party, at }), part];
    if (key === 'parties' && kind === 'options' && at)
        return [say('share.tell.option', { option: option(at), party }), part];
    if (key === 'parties') return [say('share.tell.party', { party }), rest];
    if (key === 'outcomes') return [say('share.tell.outcome', { name: nameIn(doc.outcomes, id) }), rest];
    if (key === 'feasible') return [say('share.tell.rule', { id }), rest];
    if (key === 'status_quo') return [say('share.tell.today', { option: option(id) }), rest];
    if (key === 'sources')
        return [say('share.tell.source', { name: doc.sources.find((one) => one.id === id)?.title ?? id }), rest];
    return null;
}

/** { words, stands }: what a path is in words, and the statement that stands there. */
export function tellPath(doc, path) {
    const keys = keysOf(path);
    const found = doc && wordsOf(doc, keys);
    if (!found) return { words: path, stands: null };
    const [words, part] = found;
    const at = keys.slice(0, keys.length - part.length).reduce(childOf, doc.raw);
    const stands = statementOf(at)?.that ?? (typeof at === 'string' ? at : null);
    if (!part.length || (part.length === 1 && BARE.has(part[0]))) return { words, stands };
    if (part.length > 1 || !PARTS.has(part[0])) return { words: path, stands };
    return { words: say(`share.tell.of.${part[0]}`, { what: words }), stands };
}

/** With a capital at the beginning. */
export const sentence = (words) => words[0].toUpperCase() + words.slice(1);

/** { words, stands, value }: an edit as a sentence; `value`: what is to stand there. */
export function tellEdit(doc, { op, path, value, to }) {
    const { words, stands } = tellPath(doc, path);
    const text = value === undefined ? null : (statementOf(value)?.that ?? flow(value));
    const what = sentence(words);
    if (op === 'move') return { words: say('share.edit.move', { what, to }), stands, value: null };
    if (op === 'remove') return { words: say('share.edit.remove', { what }), stands, value: null };
    if (op === 'insert') return { words: say('share.edit.insert', { what: words }), stands: null, value: text };
    return { words: say('share.edit.set', { what }), stands, value: text };
}

/** "2 us nash", as a brief names a verdict. */
export function tellClaim(doc, concepts, claim) {
    const [state, party, concept, ...rest] = claim.split(' ');
    const known = concepts.find((one) => one.id === concept);
    if (rest.length || !known || !/^\d+$/.test(state)) return claim;
    return say('share.tell.verdict', { state, party: nameIn(doc?.parties ?? [], party), concept: known.label });
}

/** An id or a word of a statement, or a relation with its level. */
const WORD = /(?:[=<>]|\bin\b) *(?:\([^)]*\)|'[^']*'|[^\s,;()]+)|'[^']*'|[a-z][a-z0-9_]*/g;

/** A statement with its options and outcomes by their names, for those who do not know the ids; levels stay. */
export function withNames(doc, statement) {
    const named = new Map([...doc.options, ...doc.outcomes].map(({ id, name }) => [id, name]));
    return statement.replace(WORD, (word) => (named.has(word) ? `“${named.get(word)}”` : word));
}

/** The ids and words of a statement, without levels. */
export const wordsIn = (statement) => statement.match(WORD) ?? [];

/** What the engine says about a model, with names for the ids that it quotes: party 'mill' is “The mill”; where the
 *  text is edited, “The mill” (mill), and statements stay as they are there. */
export const inWords = (doc, message, isText) => message.replace(/(?<!\w)'([^']+)'/g, (quoted, said) => {
    const name = doc?.parties.find(({ id }) => id === said)?.name;
    const words = name ? `“${name}”` : doc ? withNames(doc, said) : said;
    return words === said || (isText && !doc.ids.has(said)) ? quoted : isText ? `${words} (${said})` : words;
});

/** How sentences say what the language has other words for: as they are shown, and as people write. */
const SAYINGS = [
    [/^if (.*?),? then /i, '$1 implies '],
    [/,? (if,? and only if,?|exactly when) /gi, ' iff '],
    [/,? only if /gi, ' implies '],
    [/, if /gi, ' if '],
    [/,? unless (?!.*\b(?:if|iff|implies)\b)(.*)/i, ' if not ($1)'],
];

/** Outcomes and options by the names that people know, as the ids that statements have: “Full ceasefire” and not
 *  “Go to court” become full_ceasefire and not go_to_court. Longest names first; what is an id already stays. */
export function withIds(doc, statement) {
    const levels = doc.options.flatMap((option) =>
        option.isPlain ? [] : option.levels.map((level) => [`${option.name}: ${level}`,
            `${option.id} = ${levelWord(level)}`]));
    const names = [...doc.outcomes, ...doc.options].filter(({ id, name }) => name && name !== id)
        .map(({ id, name }) => [name, id]);
    const once = (name) => names.filter(([other]) => other === name).length === 1;
    const all = [...levels, ...names.filter(([name]) => once(name))].sort((a, b) => b[0].length - a[0].length);
    const ids = new Set(doc.ids);
    let text = statement;
    for (const [name, id] of all) {
        if (ids.has(name)) continue;
        const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        text = text.replace(new RegExp(`(?<![\\p{L}\\p{N}_])[“"]?${escaped}[”"]?(?![\\p{L}\\p{N}_])`, 'giu'), id);
    }
    return SAYINGS.reduce((words, [said, meant]) => words.replace(said, meant), text);
}
