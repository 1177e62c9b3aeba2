// SPDX-License-Identifier: Apache-2.0
// The routes about models and their versions, as workbench/routes_models.c answers them.
import { bodyOf, found, numberIn, partOf, refuse, textIn } from './answers.js';
import { check } from './check.js';
import { Conflict } from './shelves.js';
import { titleOf } from './titles.js';

const MOST_NAME = 200, MOST_VERSIONS = 1000, COLORS = 6;
export const MOST_TEXT = 16 << 20;

/** A model as every answer has it; in lists without a text, and then the newest version is meant. */
export function describe({ id, name, title, version, newest, updated, parent, color, file, removed, text }) {
    return {
        id, name, title, version: version ?? newest, newest, updated, parent, color: color || null, file,
        deleted: Boolean(removed), ...(removed && { removed }), ...(text !== undefined && { text }),
    };
}

const isLine = (text) => !/[\x00-\x1f\x7f]/.test(text);

function nameIn(body) {
    const name = textIn(body, 'name', MOST_NAME);
    return isLine(name) && /[^ \t]/.test(name) ? name : refuse(400, '"name" has to be a line that is not blank');
}

const answerModel = async ({ shelves, id }) => ({ body: describe(found(await shelves.model(id), 'model')) });

const title = (text, { jobs }) =>
    titleOf(text, (model) => jobs.aside(async (engine) => (await check(engine, model)).report));

async function add(visit) {
    const body = bodyOf(visit.body);
    const name = nameIn(body), text = textIn(body, 'text', MOST_TEXT), parent = numberIn(body, 'parent');
    const id = await visit.shelves.add({ name, text, parent, title: await title(text, visit) });
    return { status: 201, body: { id: found(id, 'parent'), version: 1 } };
}

async function save(visit) {
    const { shelves, id } = visit, body = bodyOf(visit.body);
    const text = textIn(body, 'text', MOST_TEXT), base = numberIn(body, 'base_version');
    try {
        const version = await shelves.save(id, base, text, await title(text, visit));
        return { body: { version: found(version, 'model') } };
    } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        const newest = describe(await shelves.model(id));
        return { status: 409, body: { ...newest, error: 'the model was saved elsewhere in the meantime' } };
    }
}

async function mark(visit) {
    const body = bodyOf(visit.body);
    if (!('name' in body) && !('color' in body)) refuse(400, '"name" or "color" is missing');
    const parts = {
        ...('name' in body && { name: nameIn(body) }),
        ...('color' in body && { color: numberIn(body, 'color') }),
    };
    if (parts.color > COLORS) refuse(400, `"color" has to be a number up to ${COLORS}; 0 is none`);
    found(await visit.shelves.mark(visit.id, parts), 'model');
    return answerModel(visit);
}

async function hide(visit, isHidden) {
    found(await visit.shelves.hide(visit.id, isHidden), 'model');
    return answerModel(visit);
}

async function versions({ shelves, id, query }) {
    const { limit, after } = partOf(query, MOST_VERSIONS);
    const list = found(await shelves.versions(id, after, limit), 'model');
    const behind = list.length === limit ? list.at(-1).version : 0;
    return {
        body: list.map(({ version, saved, bytes, label }) => ({ version, saved, bytes, label })),
        ...(behind > 1 && { next: `models/${id}/versions?after=${behind}&limit=${limit}` }),
    };
}

async function label(visit) {
    const { shelves, id, number } = visit;
    const text = textIn(bodyOf(visit.body), 'label', MOST_NAME);
    if (!isLine(text)) refuse(400, '"label" has to be one line');
    found(await shelves.label(id, number, text), 'version');
    return { body: { version: number, label: text || null } };
}

const version = async ({ shelves, id, number }) =>
    ({ body: describe(found(await shelves.model(id, number), 'version')) });

export const routes = [
    ['GET', 'models', async ({ shelves }) => ({ body: (await shelves.models()).map(describe) })],
    ['POST', 'models', add],
    ['GET', 'models/#', answerModel],
    ['PUT', 'models/#', save],
    ['PATCH', 'models/#', mark],
    ['DELETE', 'models/#', (visit) => hide(visit, true)],
    ['POST', 'models/#/restore', (visit) => hide(visit, false)],
    ['GET', 'models/#/versions', versions],
    ['GET', 'models/#/versions/#', version],
    ['PATCH', 'models/#/versions/#', label],
    ['GET', 'bin', async ({ shelves }) => ({ body: (await shelves.bin()).map(describe) })],
];
