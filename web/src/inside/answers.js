// SPDX-License-Identifier: Apache-2.0
// Reads what requests bring and refuses what is wrong with it, in the words of workbench/exchange.c.
import { OPS } from '../../../wasm/engine.js';
import { bytesOf } from './shelves.js';

/** Ends a request: its status and the body of the answer. */
export class Refusal extends Error {
    constructor(status, error, more) {
        super(error);
        this.answer = { status, body: { error, ...more } };
    }
}

export function refuse(status, error, more) {
    throw new Refusal(status, error, more);
}

/** What was found, or 404. */
export const found = (what, name) => what || refuse(404, `there is no such ${name}`);

const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

export function bodyOf(body) {
    if (body === undefined) refuse(400, 'the body is no JSON object: it is empty');
    return isMap(body) ? body : refuse(400, 'the body is no JSON object: it is not an object');
}

/** A member that may be missing, which is null then, or must be an object. */
export function mapIn(body, key) {
    const value = body[key] ?? null;
    return value === null || isMap(value) ? value : refuse(400, `"${key}" has to be an object`);
}

/** A text of at most `most` bytes, or null. */
export function optionalText(body, key, most) {
    const text = body[key] ?? null;
    if (text === null) return null;
    if (typeof text !== 'string') refuse(400, `"${key}" has to be a text`);
    if (isLonger(text, most)) refuse(413, `"${key}" may have at most ${most} bytes`);
    return text.includes('\0') ? refuse(400, `"${key}" contains a zero byte`) : text;
}

/** Whether a text has more bytes than that. A letter has up to three, by UTF-16's count of letters. */
export const isLonger = (text, most) => text.length * 3 > most && bytesOf(text) > most;

export const textIn = (body, key, most) => optionalText(body, key, most) ?? refuse(400, `"${key}" is missing`);

/** A whole number from 0; missing gives 0. */
export function numberIn(body, key) {
    const value = body[key] ?? 0;
    return Number.isInteger(value) && value >= 0 ? value : refuse(400, `"${key}" has to be a whole number from 0`);
}

/** A number of the query from 1: `usual` when it is missing, NaN when it is none. */
export function queried(query, key, usual = 0) {
    const text = query.get(key);
    if (!text) return usual;
    return /^\+?\d+$/.test(text) && Number(text) >= 1 ? Number(text) : NaN;
}

/** Which part of a list is asked for: { limit, after }. */
export function partOf(query, most) {
    const limit = queried(query, 'limit', most), after = queried(query, 'after');
    if (Number.isNaN(limit + after)) refuse(400, 'limit and after have to be whole numbers from 1');
    if (limit > most) refuse(400, `limit may be at most ${most}`);
    return { limit, after };
}

const MOST_EDITS = 1000;

/** The edits of a list, as the engine takes them. */
export function editsIn(list) {
    if (!Array.isArray(list) || !list.length || list.length > MOST_EDITS)
        refuse(400, `edits have to be a list of 1 to ${MOST_EDITS}`);
    return list.map((edit) => {
        if (!isMap(edit)) refuse(400, 'an edit has to be an object');
        const op = textIn(edit, 'op', 16), path = textIn(edit, 'path', 1000), to = numberIn(edit, 'to');
        if (!OPS.includes(op)) refuse(400, `there is no edit '${op}': set, remove, insert or move`);
        const needsValue = op === 'set' || op === 'insert';
        if (needsValue && edit.value === undefined) refuse(400, `'${op}' needs a "value"`);
        if (op === 'move' && (to < 1 || to > 2 ** 32 - 1)) refuse(400, `'move' needs a position "to", from 1`);
        return { op, path, to, ...(needsValue && { value: edit.value }) };
    });
}

/** The first letters of a text, at most so many bytes of it. */
export function cut(text, most) {
    if (!isLonger(text, most)) return text;
    let bytes = 0, taken = '';
    for (const letter of text) {
        bytes += bytesOf(letter);
        if (bytes > most) break;
        taken += letter;
    }
    return taken;
}
