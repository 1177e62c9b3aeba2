// SPDX-License-Identifier: Apache-2.0
// What is kept: models with every saved version, runs, replies; what workbench/store*.c does on SQLite. Each function
// is one transaction of the store (tables.js).
export const BIN_DAYS = 30;
const KEPT_RUNS = 100;
const KEPT_LETTERS = 64 << 20; // of the answers of runs
const RESERVED = 100;

export const timeNow = () => `${new Date().toISOString().slice(0, 19)}Z`;
export const bytesOf = (text) => new TextEncoder().encode(text).length;

/** Somebody else saved in the meantime. */
export class Conflict extends Error {}

const isThere = (model) => model && !model.removed;

export class Shelves {
    constructor(store) {
        this.store = store;
    }

    /* ------------------------------------------------------------- models */

    async models() {
        return (await this.store.read((t) => t.all('models'))).filter(isThere);
    }

    /** The last removed first. */
    async bin() {
        const removed = (await this.store.read((t) => t.all('models'))).filter((model) => model.removed);
        return removed.sort((a, b) => (a.removed === b.removed ? b.id - a.id : a.removed < b.removed ? 1 : -1));
    }

    /** A model with its text as of `version` (0: the newest), in the bin or not; undefined: there is none. */
    model(id, version = 0) {
        return this.store.read((t) => read(t, id, version));
    }

    /** Gives the new model's number; undefined: there is no such parent. */
    add({ name, title, parent, text }) {
        return this.store.write(async (t) => {
            if (parent && !(await t.get('models', parent))) return undefined;
            return addModel(t, { name, title: title ?? '', parent: parent || null }, [{ text }]);
        });
    }

    /** Adds models to a store that has none; two pages that begin at once do not both add them. */
    addFirst(models) {
        return this.store.write(async (t) => {
            if ((await t.all('models')).some(isThere)) return;
            for (const { name, title, text } of models) await addModel(t, { name, title, parent: null }, [{ text }]);
        }, 'relaxed');
    }

    /**
     * Saves a text over version `base` and gives the newest version. The same text makes no new one. `title` null: it
     * stays. Undefined: there is no such model. Throws a Conflict.
     */
    save(id, base, text, title) {
        return this.store.write(async (t) => {
            const model = await t.get('models', id);
            if (!isThere(model)) return undefined;
            if ((await t.get('texts', [id, model.newest])).text === text) return model.newest;
            if (model.newest !== base) throw new Conflict();
            model.newest++;
            model.title = title ?? model.title;
            model.updated = timeNow();
            await addVersion(t, id, model.newest, { text });
            await t.put('models', model);
            return model.newest;
        });
    }

    /** Changes parts of a model that is not in the bin. False: there is none. */
    mark(id, parts) {
        return this.change(id, isThere, parts);
    }

    /** To the bin, or back. False: there is no such model. */
    hide(id, isHidden) {
        return this.change(id, (model) => model, (model) => ({
            removed: isHidden ? (model.removed ?? timeNow()) : null,
        }));
    }

    change(id, isMeant, parts) {
        return this.store.write(async (t) => {
            const model = await t.get('models', id);
            if (!isMeant(model)) return false;
            await t.put('models', { ...model, ...(typeof parts === 'function' ? parts(model) : parts) });
            return true;
        });
    }

    /** Removes for good what has been in the bin for BIN_DAYS. Variants stay and have no parent then. */
    emptyBin() {
        const last = new Date(Date.now() - BIN_DAYS * 86400000).toISOString();
        return this.store.write(async (t) => {
            const models = await t.all('models');
            const gone = new Set(models.filter(({ removed }) => removed && removed < last).map(({ id }) => id));
            if (!gone.size) return;
            for (const reply of await t.all('replies'))
                if (gone.has(reply.model)) await t.remove('replies', reply.id);
            for (const model of models) {
                if (gone.has(model.id)) await removeModel(t, model.id);
                else if (gone.has(model.parent)) await t.put('models', { ...model, parent: null });
            }
        });
    }

    /* ----------------------------------------------------------- versions */

    /** The newest first: at most `limit` of those before version `before` (0: all). Undefined: no such model. */
    async versions(model, before, limit) {
        const all = await this.store.read((t) => t.all('versions', model));
        if (!all.length) return undefined;
        return all.filter(({ version }) => !before || version < before).reverse().slice(0, limit);
    }

    /** Calls a version something; '' takes that away. False: there is no such version. */
    label(model, version, label) {
        return this.store.write(async (t) => {
            const found = await t.get('versions', [model, version]);
            if (found) await t.put('versions', { ...found, label: label || null });
            return Boolean(found);
        });
    }

    /* --------------------------------------------------------------- runs */

    /** Numbers for runs, which no other page has had: the first of RESERVED. */
    reserve() {
        return this.store.write(async (t) => {
            const { value } = (await t.get('notes', 'runs')) ?? { value: 0 };
            await t.put('notes', { name: 'runs', value: value + RESERVED });
            return { first: value + 1, count: RESERVED };
        }, 'relaxed');
    }

    /** Keeps a run; the oldest go when there are too many, or their answers too long. */
    keepRun(run) {
        return this.store.write(async (t) => {
            await putRun(t, run);
            let sum = 0;
            for (const [i, old] of newestFirst(await t.all('runs')).entries()) {
                sum += old.letters;
                if (old.id === run.id || (i < KEPT_RUNS && sum <= KEPT_LETTERS)) continue;
                await t.remove('runs', old.id);
                await t.remove('answers', old.id);
            }
        });
    }

    run(id) {
        return this.store.read(async (t) => {
            const run = await t.get('runs', id);
            return run && { ...run, ...(await t.get('answers', id)) };
        });
    }

    /** The newest first, without answers. */
    async runs() {
        return newestFirst(await this.store.read((t) => t.all('runs')));
    }

    /* ------------------------------------------------------------ replies */

    /** Holds a reply and gives its number. Undefined: there is no such model. */
    addReply({ version, ...reply }) {
        return this.store.write(async (t) => {
            const model = await t.get('models', reply.model);
            if (!isThere(model)) return undefined;
            return t.put('replies', { ...reply, version: version || model.newest, state: 'held', date: timeNow() });
        });
    }

    reply(id) {
        return this.store.read((t) => t.get('replies', id));
    }

    /** Of one model (0: of all), in one state (null: in any), the oldest first, those behind number `after`. */
    async replies(model, state, after = 0) {
        const all = await this.store.read((t) => t.all('replies'));
        return all.filter((reply) => (!model || reply.model === model) && (!state || reply.state === state) &&
            reply.id > after);
    }

    /** Gives the reply in its new state; undefined: there is none. */
    judge(id, state) {
        return this.store.write(async (t) => {
            const reply = await t.get('replies', id);
            if (reply) await t.put('replies', { ...reply, state });
            return reply && { ...reply, state };
        });
    }

    /* --------------------------------------------------------- everything */

    /** All of it, to be kept as a file. The `text` of the model `open` may not be saved: it is the newest version. */
    everything({ open, text } = {}) {
        return this.store.read(async (t) => {
            const models = [];
            for (const model of await t.all('models')) {
                const texts = await t.all('texts', model.id);
                const versions = await t.all('versions', model.id);
                const whole = { ...model, versions: versions.map((one, i) => ({ ...one, text: texts[i].text })) };
                models.push(open?.id === model.id ? withNewest(whole, text) : whole);
            }
            const answers = new Map((await t.all('answers')).map((answer) => [answer.id, answer]));
            const runs = (await t.all('runs')).map((run) => ({ ...run, ...answers.get(run.id) }));
            return { models, replies: await t.all('replies'), runs };
        });
    }

    /**
     * Adds what such a file has and this store has not; nothing is replaced. Gives how many of each came:
     * { models, restored, replies, runs }.
     */
    async takeIn({ models, replies, runs }) {
        const { first } = await this.reserve();
        return this.store.write(async (t) => {
            const { ids, ...taken } = await takeModels(t, models);
            ids.set(0, 0); // of runs of texts that no model has
            const missing = async (table, list, marks) => {
                const here = new Set((await t.all(table)).map(marks));
                return list.map((one) => ({ ...one, model: ids.get(one.model || 0) }))
                    .filter((one) => one.model !== undefined && !here.has(marks(one)));
            };
            const newReplies = (await missing('replies', replies, marksOfReply)).filter(({ model }) => model);
            for (const { id, ...reply } of newReplies) await t.put('replies', reply);
            const newRuns = newestFirst(await missing('runs', runs, marksOfRun)).slice(0, RESERVED).reverse();
            for (const [i, run] of newRuns.entries()) await putRun(t, { ...run, id: first + i });
            return { ...taken, replies: newReplies.length, runs: newRuns.length };
        });
    }
}

/** Pages number runs from what each has reserved, so a later run may have a smaller number. */
const newestFirst = (runs) => runs.sort((a, b) =>
    (a.started === b.started ? b.id - a.id : a.started < b.started ? 1 : -1));

/** A model as `everything` has it, with this text as its newest. */
function withNewest({ newest, versions, ...model }, text) {
    if (versions.at(-1).text === text) return { ...model, newest, versions };
    const version = newest + 1, bytes = bytesOf(text);
    const last = { model: model.id, version, saved: timeNow(), bytes, label: null, text };
    return { ...model, newest: version, versions: [...versions, last] };
}

/* ---------------------------------------------------------------- in a transaction */

async function read(t, id, version) {
    const model = await t.get('models', id);
    const found = model && (await t.get('texts', [id, version || model.newest]));
    return found && { ...model, version: found.version, text: found.text };
}

/** `versions`: [{ text, saved?, label? }], the first is version 1. */
async function addModel(t, model, versions) {
    const id = await t.put('models', {
        file: null, color: null, removed: null, updated: timeNow(), ...model, newest: versions.length,
    });
    for (const [i, version] of versions.entries()) await addVersion(t, id, i + 1, version);
    return id;
}

async function addVersion(t, model, version, { text, saved = timeNow(), label = null }) {
    await t.put('versions', { model, version, saved, bytes: bytesOf(text), label });
    await t.put('texts', { model, version, text });
}

async function removeModel(t, id) {
    for (const { version } of await t.all('versions', id)) {
        await t.remove('versions', [id, version]);
        await t.remove('texts', [id, version]);
    }
    await t.remove('models', id);
}

async function putRun(t, { result, output, diagnostics, ...run }) {
    const letters = (output?.length ?? 0) + (result ? JSON.stringify(result).length : 0);
    await t.put('runs', { ...run, letters });
    await t.put('answers', { id: run.id, result, output, diagnostics });
}

/** What tells one from another; the state of a reply may have changed since. */
const marksOfReply = ({ model, version, name, email, date, input, claim, change, comment }) =>
    JSON.stringify([model, version, name, email, date, input, claim, change, comment]);
const marksOfRun = ({ command, model, version, options, started, seconds }) =>
    JSON.stringify([command, model, version, options, started, seconds]);
const marksOfModel = (name, versions) => JSON.stringify([name, ...versions.map(({ saved }) => saved)]);

/** The models of this store, to be found by name, moments and texts; labels may have changed since. */
async function modelsHere(t) {
    const here = new Map();
    for (const model of await t.all('models')) {
        const marks = marksOfModel(model.name, await t.all('versions', model.id));
        here.set(marks, [...(here.get(marks) ?? []), model]);
    }
    return async ({ name, versions }) => {
        const same = [];
        for (const model of here.get(marksOfModel(name, versions)) ?? []) {
            const texts = await t.all('texts', model.id);
            if (texts.every(({ text }, i) => text === versions[i].text)) same.push(model);
        }
        return same.find(isThere) ?? same[0];
    };
}

/**
 * Adds the models that are not here, and brings back from the bin those that lie only in the bin of here. `ids`: from
 * numbers of the file to those of here.
 */
async function takeModels(t, models) {
    const find = await modelsHere(t);
    const ids = new Map(), added = new Set();
    let restored = 0;
    for (const { id, parent, versions, ...model } of models) {
        const known = await find({ name: model.name, versions });
        if (!known) added.add(id);
        ids.set(id, known?.id ?? await addModel(t, { ...model, parent: null }, versions));
        if (!known?.removed || model.removed) continue;
        await t.put('models', { ...known, removed: null });
        restored++;
    }
    for (const { id, parent } of models)
        if (added.has(id) && ids.has(parent))
            await t.put('models', { ...(await t.get('models', ids.get(id))), parent: ids.get(parent) });
    return { ids, models: added.size, restored };
}
