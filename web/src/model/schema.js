// SPDX-License-Identifier: Apache-2.0
// What may stand at a place of a model, by the schema that the engine gives: the forms and what completes the text
// follow from it.
import { childOf } from '../document.js';
import { keysOf, withIds } from '../telling.js';

/** What a node allows, one by one. */
export const expanded = (schema, node) =>
    !node ? []
    : node.$ref ? expanded(schema, schema.$defs[node.$ref.slice('#/$defs/'.length)])
    : node.anyOf ? node.anyOf.flatMap((one) => expanded(schema, one))
    : [node];

const isMap = (node) => typeof node.additionalProperties === 'object';
export const isScalar = (node) => !node.items && !node.properties && !isMap(node);
export const namesOf = (node) => node['x-names'] ?? [];

/** What is allowed one step further down; a level, where the step is an option. */
export function below(schema, doc, nodes, step) {
    return nodes.flatMap((node) => {
        const found = expanded(schema, node.items ?? node.properties?.[step] ??
            (isMap(node) && node.additionalProperties));
        const option = isMap(node) && node.propertyNames && namesOf(node.propertyNames)[0] === 'option' &&
            doc?.options.find(({ id }) => id === step);
        return option ? found.map((one) => (isScalar(one) ? { ...one, enum: option.levels } : one)) : found;
    }).filter((node) => node.type !== 'null');
}

/** What may stand at a path. What a change writes is what may stand where it writes it. */
export function nodesAt(schema, doc, path) {
    let nodes = expanded(schema, schema);
    let value = doc.raw;
    for (const step of path) {
        const target = (step === 'to' && value?.set) || (step === 'value' && value?.insert);
        const own = value && recordOf(nodes, value); // of several kinds, the one that stands there
        nodes = target ? nodesAt(schema, doc, keysOf(target))
            : below(schema, doc, nodes.filter((node) => !own || !node.properties || node === own), step);
        value = childOf(value, step);
    }
    return nodes;
}

/** By which key each of several kinds of mapping is known. */
export const caseKey = (records, one) => Object.keys(one.properties).find((key) =>
    !records.some((other) => other !== one && key in other.properties)) ?? Object.keys(one.properties)[0];

/** The kind of mapping that stands there, or else the one of a text alone. */
export function recordOf(nodes, value) {
    const records = nodes.filter((node) => node.properties);
    return records.find((one) => typeof value === 'object' && value && caseKey(records, one) in value) ?? records[0];
}

/** A value for a path with ids for names in all its statements. */
export function withIdsIn(schema, doc, path, value) {
    if (value === null || typeof value !== 'object')
        return value?.trim && nodesAt(schema, doc, path).flatMap(namesOf).includes('statement') ? withIds(doc, value)
            : value;
    const inner = (one, step) => withIdsIn(schema, doc, [...path, step], one);
    return Array.isArray(value) ? value.map((one, i) => inner(one, String(i + 1)))
        : Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one, key)]));
}

/** What a new thing begins with: what it must have, and what it is called. */
export function blank(schema, nodes) {
    const node = nodes.find(isScalar) ?? nodes[0];
    if (!node || isScalar(node)) return '';
    if (isMap(node)) return {};
    const inner = (one, isMust) => {
        const nodes = expanded(schema, one).filter(({ type }) => type !== 'null');
        return isMust && nodes[0].items ? [blank(schema, expanded(schema, nodes[0].items))] : blank(schema, nodes);
    };
    if (node.items) return Array.from({ length: node.minItems ?? 0 }, () => inner(node.items));
    return Object.fromEntries(Object.keys(node.properties).filter((key) =>
        ['name', 'title', ...node.required].includes(key)).map((key) => [key, inner(node.properties[key], true)]));
}
