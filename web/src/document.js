// SPDX-License-Identifier: Apache-2.0
// What forms see of a model: the structure of its text (`check --document`), also while it is wrong. Nothing here
// throws on odd structures; what is not understood is left out and can be mended in the text. Edits are made by the
// server, which keeps comments and layout.
import { say } from './say.js';
import { keysOf } from './telling.js';

const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const list = (value) => (Array.isArray(value) ? value : []);
const text = (value) => (typeof value === 'string' ? value : '');
const entries = (value) => (isMap(value) ? Object.entries(value) : []);

/** A statement with its note: "pump" or { that: pump, because: ... }. */
export function statementOf(value) {
    if (typeof value === 'string') return { that: value, isPlain: true };
    if (isMap(value) && typeof value.that === 'string') return { ...value, isPlain: false };
    return null;
}

/** JSON for people: an item that is no single statement, as a text that YAML reads back. */
export function flow(value) {
    if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
    if (isMap(value)) return `{${entries(value).map(([key, part]) => `${key}: ${flow(part)}`).join(', ')}}`;
    const word = value === null ? '' : String(value);
    return /^[^\s\[\]{},:#&*!|>'"%@`-][^\[\]{},:#'"]*$/.test(word) ? word : JSON.stringify(word);
}

/** What an element is called: by its name, else by what sentences call it, else by its id. */
function nameOf({ name, called, id }) {
    const words = text(called).replace(/^(an?|the)\s/i, '');
    return text(name) || words.slice(0, 1).toUpperCase() + words.slice(1) || text(id);
}

function readOption(option) {
    const levels = list(option.levels).map(text);
    return {
        id: text(option.id),
        own: nameOf(option),
        name: nameOf(option),
        levels: levels.length ? levels : ['no', 'yes'],
        isPlain: !levels.length,
        moves: text(option.moves) || 'both',
    };
}

function readParty(party) {
    const options = list(party.options).map((one) => (isMap(one) ? one : { id: one })); // `pump` is {id: pump}
    return { id: text(party.id), name: nameOf(party), isPlural: text(party.plural) === 'yes',
             options: options.map(readOption).filter((option) => option.id) };
}

/** Options with the party in their names where two parties have one of that name; `own`: without it. */
function toldApart(parties) {
    const all = parties.flatMap(({ options }) => options);
    const isTwice = ({ own }) => all.filter((other) => other.own === own).length > 1;
    const told = (option, party) => (isTwice(option)
        ? { ...option, name: say('situations.of', { option: option.own, party: party.name }) } : option);
    return parties.map((party) => ({ ...party, options: party.options.map((option) => told(option, party)) }));
}

export function readPreference(value) {
    for (const kind of ['order', 'rank', 'weigh', 'either'])
        if (isMap(value) && value[kind] != null)
            return { kind, items: kind === 'weigh' ? entries(value.weigh) : list(value[kind]) };
    return { kind: null, items: [] };
}

export function readDocument(doc) {
    if (!isMap(doc)) return null;
    const parties = toldApart(list(doc.parties).filter(isMap).map(readParty).filter((party) => party.id));
    const facts = Object.fromEntries(
        entries(doc.status_quo).map(([id, fact]) => [id, isMap(fact) ? text(fact.level) : text(fact)]),
    );
    return {
        raw: doc,
        title: text(doc.title),
        date: text(doc.date),
        parties,
        options: parties.flatMap((party) => party.options.map((option) => ({ ...option, party: party.id }))),
        rules: list(doc.feasible),
        facts,
        hasStateNumber: typeof doc.status_quo === 'string',
        outcomes: entries(doc.outcomes).map(([id, value]) => ({
            id,
            name: nameOf({ ...value, id }),
            ...(statementOf(value) ?? { that: '' }),
        })),
        preferences: Object.fromEntries(parties.map(({ id }) => [id, readPreference(doc.preferences?.[id])])),
        sources: entries(doc.sources).map(([id, source]) => ({ id, ...(isMap(source) ? source : {}) })),
        states: list(doc.states).map(text),
        events: list(doc.events).filter(isMap).map((one) => ({ id: text(one.id) || text(one.date),
                                                               name: text(one.name) || text(one.title) })),
        ids: new Set([
            ...parties.map((party) => party.id),
            ...entries(doc.outcomes).map(([id]) => id),
            ...parties.flatMap((party) => party.options.map((option) => option.id)),
        ]),
    };
}

/* ------------------------------------------------------------------ edits */

/** An element of a list is called by its id, which an option may be as a whole, or by its place. */
export const childOf = (node, key) => {
    const isCalled = (one) => (isMap(one) ? one.id === key : one === key && /^[a-z]/.test(key));
    if (Array.isArray(node)) return node.find(isCalled) ?? node[Number(key) - 1];
    return isMap(node) ? node[key] : undefined;
};

/** A key with a dot or a quote in it stands in quotes in a path. */
const key = (part) => (/[."]/.test(part) ? `"${part.replace(/"/g, '""')}"` : part);

/** Sets `path` (keys in a list) to `value`, with whatever mappings around it are missing. */
export function set(doc, path, value) {
    let node = doc.raw;
    for (let i = 0; i < path.length - 1; i++) {
        const next = childOf(node, path[i]);
        if (next === undefined || next === null || next === '')
            return { op: 'set', path: path.slice(0, i + 1).map(key).join('.'),
                     value: path.slice(i + 1).reduceRight((inner, key) => ({ [key]: inner }), value) };
        node = next;
    }
    return { op: 'set', path: path.map(key).join('.'), value };
}

/** What an edit writes again. */
export const again = (value) => JSON.parse(JSON.stringify(value), (_, part) =>
    (typeof part === 'string' && part.trim() && !Number.isNaN(Number(part)) ? Number(part) : part));

/** The items at `path`: a list, or one statement alone; `true` stands for none. */
export const itemsAt = (found) => (Array.isArray(found) ? found : found == null || found === 'true' ? [] : [found]);

/** Makes `value` that element of the list at `path`, from 1. */
export const insert = (path, at, value) => ({ op: 'insert', path: [...path, at].map(key).join('.'), value });

/** Appends to the list at `path`, which may not be there yet. */
export function append(doc, path, value) {
    const found = path.reduce(childOf, doc.raw);
    return Array.isArray(found) ? insert(path, found.length + 1, value)
        : set(doc, path, [...again(itemsAt(found)), value]);
}

export const remove = (path) => ({ op: 'remove', path: path.map(key).join('.') });

/** What is removed with the value at `path`: the part of the model in which nothing else stands. */
export const wholeOf = (doc, path) =>
    (path.length === 2 && path[0] !== 'parties' && Object.keys(doc.raw[path[0]] ?? {}).length === 1 ? [path[0]]
        : path);

export const move = (path, from, to) => ({ op: 'move', path: [...path, from + 1].map(key).join('.'), to: to + 1 });

/** The level of an option in the status quo. */
export function setFact(doc, option, level) {
    return isMap(doc.raw.status_quo?.[option])
        ? set(doc, ['status_quo', option, 'level'], level)
        : set(doc, ['status_quo', option], level);
}

/** Whether the model says where things stand today: options that it leaves out then stand at their first level. */
export const hasToday = (doc) => doc.raw.status_quo !== undefined && doc.raw.status_quo !== null;

/** Edits that set where several options stand today. */
export function setFacts(doc, facts) {
    if (!isMap(doc.raw.status_quo)) return [{ op: 'set', path: 'status_quo', value: facts }];
    return Object.entries(facts).map(([option, level]) => setFact(doc, option, level));
}

/** What stands in `raw` after an edit. */
export function applied(raw, { op, path, value, to }) {
    const copy = structuredClone(raw);
    const keys = keysOf(path);
    const last = keys.pop();
    const holder = keys.reduce(childOf, copy);
    if (!Array.isArray(holder)) {
        if (op === 'remove') delete holder[last];
        else holder[last] = op === 'insert' ? [value] : value;
        return copy;
    }
    const i = holder.findIndex((one, k) => one?.id === last || String(k + 1) === last);
    if (op === 'set') holder[i < 0 ? holder.length : i] = value;
    else if (op === 'insert') holder.splice(Number(last) - 1, 0, value);
    else {
        const [taken] = holder.splice(i, 1);
        if (op === 'move') holder.splice(to - 1, 0, taken);
    }
    return copy;
}

/* -------------------------------------------------------------- new models */

const quote = (value) => JSON.stringify(value);

/** The text of a model from what the first form asks: [{ name, options: [name] }], each with ids made here. */
export function newText(title, parties, idFor) {
    const taken = new Set();
    const claim = (name, fallback) => {
        const id = idFor(name, taken, fallback);
        taken.add(id);
        return id;
    };
    const lines = ['truce: 1', `title: ${quote(title)}`, 'parties:'];
    for (const party of parties) {
        lines.push(`  - id: ${claim(party.name, 'party')}`, `    name: ${quote(party.name)}`);
        if (party.options.length) lines.push('    options:');
        for (const option of party.options)
            lines.push(`      - {id: ${claim(option, 'option')}, name: ${quote(option)}}`);
    }
    return lines.join('\n') + '\n';
}
