// SPDX-License-Identifier: Apache-2.0
// What of a model is about what else: the places that name a thing, the problems of a place.
import { childOf, itemsAt, move, remove } from '../document.js';
import { say } from '../say.js';
import { keysOf, sentence, tellPath, wordsIn } from '../telling.js';
import { namesOf, nodesAt, recordOf } from './schema.js';

const isBelow = (path, above) => path === above || path.startsWith(`${above}.`);
const pathOf = (keys) => remove(keys).path;

/** What a mapping or list holds, each by its step in paths. */
const stepsOf = (holder) => Object.entries(holder).map(([i, one]) =>
    [Array.isArray(holder) ? one?.id || String(Number(i) + 1) : i, one]);

/** Every text of a value with its place, keys of mappings too: { path, text, isKey }. */
function* textsOf(value, path = []) {
    if (value === null || typeof value !== 'object') return yield { path, text: String(value) };
    for (const [step, one] of stepsOf(value)) {
        const at = [...path, step];
        if (!Array.isArray(value)) yield { path: at, text: step, isKey: true };
        yield* textsOf(one, at);
    }
}

/** What goes with what stands at a path: so much that what is left is a model still. `gone`: what goes already. */
function unitOf(schema, doc, path, gone) {
    const above = path.slice(0, -1);
    if (!above.length) return path;
    const holder = above.reduce(childOf, doc.raw);
    const nodes = nodesAt(schema, doc, above);
    const left = stepsOf(holder).filter(([step]) =>
        step !== path.at(-1) && !gone.includes(pathOf([...above, step]))).length;
    const record = recordOf(nodes, holder);
    const isLast = Array.isArray(holder) ? left < (nodes.find((node) => node.items)?.minItems ?? 0)
        : record ? record.required.includes(path.at(-1)) : !left;
    return isLast ? unitOf(schema, doc, above, gone) : path;
}

/**
 * The places that name what is defined at `path`, or what goes with these, in the order of the text: by the schema,
 * which says what each text is a name of.
 */
export function usesOf(schema, doc, path) {
    const namesAt = (keys, isKey) => (isKey
        ? nodesAt(schema, doc, keys.slice(0, -1)).flatMap((node) => namesOf(node.propertyNames ?? {}))
        : nodesAt(schema, doc, keys).flatMap(namesOf));
    const texts = [...textsOf(doc.raw)].map((one) => ({ ...one, at: pathOf(one.path),
                                                        names: namesAt(one.path, one.isKey) }));
    const gone = [pathOf(path)];
    const ids = new Set();
    const isGone = (at) => gone.some((one) => isBelow(at, one));
    const isOwn = ({ path, names, isKey }) => (isKey ? ['outcome', 'source'].includes(names[0])
        : path.at(-1) === 'id' || names[0] === 'option');
    const isUse = (names, text) => names.some((name) => {
        if (name === 'statement')
            return wordsIn(text).some((id) => ids.has(`option ${id}`) || ids.has(`outcome ${id}`));
        if (name === 'citation') return text.split(/[\s,]+/).some((id) => ids.has(`source ${id}`));
        if (name !== 'path') return ids.has(`${name} ${text}`);
        const keys = keysOf(text);
        return isGone(text) || keys.some((key, i) => isUse(namesAt(keys.slice(0, i + 1), true), key));
    });
    for (let before = 0; before < gone.length;) {
        before = gone.length;
        for (const one of texts)
            if (isOwn(one) && isGone(one.at)) for (const name of one.names) ids.add(`${name} ${one.text}`);
        for (const { path, at, text, names } of texts)
            if (!isGone(at) && isUse(names, text)) gone.push(pathOf(unitOf(schema, doc, path, gone)));
    }
    const [own, ...users] = gone;
    const isWhole = (one) => !gone.some((other) => other !== one && isBelow(one, other));
    return [...new Set(texts.flatMap(({ at }) => users.filter((one) => isBelow(at, one) && isWhole(one))))]
        .filter((one) => one !== own);
}

/** { words, stands }: a place in words, and what stands there. */
export function placeOf(doc, schema, path) {
    const keys = keysOf(path);
    const stands = keys.reduce(childOf, doc.raw);
    const { words } = tellPath(doc, path);
    if (words !== path) return { words: sentence(words), stands };
    const [part, id] = keys;
    const name = doc.parties.find((one) => one.id === id)?.name ?? childOf(doc.raw[part], id)?.name ?? id;
    return { words: [titleOf(schema.properties, part), name].filter(Boolean).join(', '), stands };
}

/** Removes them from the last to the first, so that places in lists stay those that they were. */
export const removeAll = (paths) => [...paths].reverse().map((path) => remove(keysOf(path)));

/** Where changes stand that are made one after the other: those of all events, of each lever and of each view. */
function changeLists(raw) {
    const listOf = (part) => stepsOf(raw[part] ?? {}).map(([step, of]) =>
        itemsAt(of?.changes).map((change, i) => ({ change, at: [part, step, 'changes', String(i + 1)] })));
    return [...listOf('perceives'), ...listOf('levers'), listOf('events').flat()];
}

/** The places of a list, from 1. */
const placesIn = (doc, list) => itemsAt(list.reduce(childOf, doc.raw)).map((_, i) => i + 1);

/** Edits by which changes stay about what they were about when the elements of a list stand anew: `now` has the place
 *  that each had, from 1. Changes of what is gone are left alone. */
const END = 0; // what comes behind the last
function renumber(doc, list, now) {
    const edits = [];
    for (const changes of changeLists(doc.raw)) {
        const was = [...placesIn(doc, list), END], is = [...now, END];
        for (const { change, at } of changes) {
            const { op, path, to: end } = editOf(change), keys = keysOf(path), place = Number(keys[list.length]);
            if (!place || !isBelow(path, pathOf(list))) continue;
            const isNew = op === 'insert', one = was[place - 1];
            const here = is.indexOf(one), rest = keys.slice(list.length + 1);
            const put = (key, value) => edits.push({ op: 'set', path: pathOf([...at, key]), value });
            if (here >= 0 && here !== place - 1) put(op, pathOf([...list, String(here + 1), ...rest]));
            if (op === 'set' || rest.length) continue;
            if (!isNew) (was.splice(place - 1, 1), here >= 0 && is.splice(here, 1));
            if (op === 'remove' || here < 0) continue; // what goes takes the change with it
            const to = isNew ? place : Number(end), added = isNew ? {} : one;
            const then = is.indexOf(was.slice(to - 1).find((other) => is.includes(other)));
            was.splice(to - 1, 0, added);
            is.splice(then, 0, added);
            if (!isNew && then !== to - 1) put('to', then + 1);
        }
    }
    return edits;
}

/** Edits that move an element of a list, from 0. */
export function moved(doc, path, from, to) {
    const now = placesIn(doc, path);
    now.splice(to, 0, ...now.splice(from, 1));
    return [...renumber(doc, path, now), move(path, from, to)];
}

/** Edits that keep the places of changes when the element at `path` goes. */
export function closeUp(doc, path) {
    const list = path.slice(0, -1);
    return renumber(doc, list, placesIn(doc, list).filter((one) => one !== Number(path.at(-1))));
}

/** Those about the value at `path`. */
export const problemsAt = (diagnostics, path) =>
    diagnostics.filter((diag) => diag.path && isBelow(diag.path, path));

export const OPS = ['set', 'insert', 'remove', 'move'];
/** A change as the model has it, as an edit. */
export const editOf = (change) => {
    const op = OPS.find((one) => one in Object(change));
    return { op, path: String(change[op]), value: op === 'set' ? change.to : change.value, to: change.to };
};

/** What `op` can change: of what a party sees only what others do and want. */
export function placesOf({ doc, check }, op, path) {
    const inputs = (check?.inputs ?? []).map((one) => one.path);
    const viewer = path[0] === 'perceives' && path[1];
    const listed = inputs.filter((one) => /\.\d+$/.test(one));
    const ends = doc.parties.filter(({ id }) => doc.preferences[id].kind === 'order').map(({ id }) =>
        `preferences.${id}.order.${doc.preferences[id].items.length + 1}`);
    const all = op === 'insert' ? [...listed, ...ends, `feasible.${doc.rules.length + 1}`] : op !== 'set' ? listed
        : [...doc.options.map(({ id }) => `status_quo.${id}`), ...inputs.filter((one) => !/^(part|status)/.test(one)),
           ...doc.options.map(({ id, party }) => `parties.${party}.options.${id}.moves`)];
    return all.filter((one) => !viewer || (/^(fea|pre|par)/.test(one) && keysOf(one)[1] !== viewer));
}

/** A key as words: leaves_out as “Leaves out”. */
export const titled = (key) => sentence(key.replace(/_/g, ' '));

/** What the schema calls a key of a mapping. */
export const titleOf = (properties, key) => properties?.[key]?.title ?? titled(key);

/** What things of a list are called: by their kind in the schema. */
export const nounOf = (items) => {
    const kind = items.$ref ?? items.anyOf?.[0].$ref;
    return kind ? titled(kind.split('/').pop()) : say('model.entry');
};
