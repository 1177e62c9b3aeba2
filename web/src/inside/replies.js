// SPDX-License-Identifier: Apache-2.0
// The routes about readers' replies: taken in and held, listed, approved, rejected, tried; as
// workbench/routes_comments.c, proposal.c and trial.c have them. No answer contains an e-mail address.
import { bodyOf, cut, editsIn, found, numberIn, optionalText, partOf, queried, refuse, textIn } from './answers.js';
import { check } from './check.js';
import { replyOf } from './runs.js';
import { bytesOf } from './shelves.js';

const MOST_LINE = 200, MOST_PLACE = 2000, MOST_COMMENT = 20000;
const PAGE = 100; // replies in an answer
const HELD_OF_MODEL = 500, HELD_BYTES = 8 << 20; // that wait to be read
const LONGEST_WAIT = 10000;
const STATES = ['held', 'approved', 'rejected'];

const hinted = ({ message, hint }, between) => (hint ? `${message}${between}${hint}` : message);
const firstError = (diagnostics) => diagnostics.find(({ severity }) => severity === 'error');

/* ------------------------------------------------------------------------ listing */

async function list({ shelves, query }) {
    const state = query.get('state') || null, model = queried(query, 'model');
    if (state && !STATES.includes(state)) refuse(400, 'state has to be held, approved or rejected');
    if (Number.isNaN(model)) refuse(400, 'model has to be a number');
    const { limit, after } = partOf(query, PAGE);
    const all = await shelves.replies(model, state, after), shown = all.slice(0, limit);
    const asked = { ...(model && { model }), ...(state && { state }), after: shown.at(-1)?.id, limit };
    return { body: shown.map(replyOf), ...(all.length > limit && { next: `replies?${new URLSearchParams(asked)}` }) };
}

async function judge({ shelves, id }, state) {
    return { body: replyOf(found(await shelves.judge(id, state), 'reply')) };
}

/* ------------------------------------------------------------------------- adding */

/** One reader decides what a reply may contain: the one of reply files. */
async function beFit({ name, email, input, claim, change, comment }, jobs) {
    const given = Object.entries({ name, email, input, claim, change, comment })
        .filter(([, value]) => value !== null);
    const file = JSON.stringify({ schema: 'truce.reply.v1', ...Object.fromEntries(given) });
    const { status, diagnostics } = await jobs.aside((engine) => engine.readReply(file));
    if (status === 0) return;
    const error = firstError(diagnostics);
    refuse(400, error ? hinted(error, ': ') : 'this is no reply');
}

async function replyIn(body, jobs) {
    const reply = {
        model: numberIn(body, 'model'),
        version: numberIn(body, 'version'),
        name: textIn(body, 'name', MOST_LINE),
        email: textIn(body, 'email', MOST_LINE),
        input: optionalText(body, 'input', MOST_PLACE),
        claim: optionalText(body, 'claim', MOST_PLACE),
        change: null,
    };
    if (body.change != null) {
        editsIn(body.change);
        reply.change = body.change;
    }
    reply.comment = textIn(body, 'comment', MOST_COMMENT);
    const blank = [reply.name, reply.comment].findIndex((text) => !/[^ \t\r\n]/.test(text));
    if (blank >= 0) refuse(400, 'a name and a comment are needed', { member: ['name', 'comment'][blank] });
    await beFit(reply, jobs);
    return { ...reply, input: reply.input ?? '' };
}

async function haveRoom(model, shelves) {
    const held = await shelves.replies(model, 'held');
    const size = held.reduce((sum, reply) => sum + bytesOf(JSON.stringify(reply)), 0);
    if (held.length >= HELD_OF_MODEL || size >= HELD_BYTES)
        refuse(429, 'so many replies to this model wait to be read that no more are taken in now');
}

/** A task that answers a request: `find(engine, watch)` gives { status, ...body }. */
async function answerTask(name, find, jobs) {
    const task = {
        name,
        isJson: true,
        work: async (engine, watch) => ({
            status: 0, diagnostics: [], output: JSON.stringify(await find(engine, watch)),
        }),
    };
    const done = await jobs.run(task, { kin: name }, LONGEST_WAIT);
    if (done.status === undefined) return { status: 202, body: done };
    if (!done.result) refuse(503, 'the work was cancelled');
    const { status, ...body } = done.result;
    return { status, body };
}

const keep = async (shelves, reply) => {
    const id = await shelves.addReply(reply);
    return id ? { status: 201, id } : { status: 404, error: 'there is no such model' };
};

async function add({ body, shelves, jobs }) {
    const reply = await replyIn(bodyOf(body), jobs);
    await haveRoom(reply.model, shelves);
    if (!reply.change && !reply.input) {
        const { status, ...answer } = await keep(shelves, reply);
        return { status, body: answer };
    }
    return answerTask('replies add', async (engine, watch) => {
        const model = await shelves.model(reply.model);
        if (!model || model.removed) return { status: 404, error: 'there is no such model' };
        const refused = (await propose(engine, model.text, reply, watch)).refused;
        return refused && !refused.isOfModel ? refused.answer : keep(shelves, reply);
    }, jobs);
}

/* ----------------------------------------------------------------------- proposals */

/** 422 with the engine's first error, behind what was done. */
function unfit(what, diagnostics) {
    const error = firstError(diagnostics);
    return { status: 422, error: `${what}: ${error ? hinted(error, '; ') : 'not possible'}` };
}

/** What speaks against a text as a model; null: nothing does. */
async function wrongIn(engine, text, what, watch) {
    const { report, diagnostics } = await check(engine, text, watch);
    return report?.ok ? null : unfit(what, diagnostics);
}

/**
 * What a reply disputes and proposes, held against a model: { edited }, or { refused: { answer, isOfModel } }. A
 * model that is wrong itself is no reason to refuse what readers say of it.
 */
async function propose(engine, text, { input, change }, watch) {
    const own = await wrongIn(engine, text, 'the model', watch);
    if (own) return { refused: { answer: own, isOfModel: true } };
    const changed = change && (await changing(engine, text, change, watch));
    const gone = [{ op: 'remove', path: input }];
    const isThere = async (model) => (await engine.edit(model, gone, watch)).status === 0;
    if (input && !(await isThere(text)) && !(changed?.edited && (await isThere(changed.edited)))) {
        const error = `the model has no input '${cut(input, 300)}'`;
        return { refused: { answer: { status: 422, error, member: 'input' } } };
    }
    if (changed?.answer) return { refused: { answer: { ...changed.answer, member: 'change' } } };
    return { edited: changed?.edited };
}

async function changing(engine, text, change, watch) {
    const what = 'the change does not fit the model';
    const { text: edited, diagnostics } = await engine.edit(text, editsIn(change), watch);
    if (edited === null) return { answer: unfit(what, diagnostics) };
    const answer = await wrongIn(engine, edited, what, watch);
    return answer ? { answer } : { edited };
}

/* -------------------------------------------------------------------------- trying */

async function tried(engine, watch, id, shelves) {
    const reply = await shelves.reply(id), model = reply && (await shelves.model(reply.model));
    if (!model) return { status: 404, error: 'there is no such reply' };
    if (!reply.change) return { status: 422, error: 'this reply proposes no change' };
    const { refused, edited } = await propose(engine, model.text, { change: reply.change }, watch);
    if (refused) return { status: 422, error: refused.answer.error };
    const { output, diagnostics } = await engine.compare(model.text, edited, watch);
    if (!output) return unfit('the models cannot be compared', diagnostics);
    const variant = await shelves.add({
        name: `${cut(model.name, 90)}, as ${cut(reply.name, 90)} proposes`,
        title: model.title, parent: model.id, text: edited,
    });
    return { status: 200, ...JSON.parse(output), reply: id, model: variant };
}

export const routes = [
    ['GET', 'replies', list],
    ['POST', 'replies', add],
    ['POST', 'replies/#/approve', (visit) => judge(visit, 'approved')],
    ['POST', 'replies/#/reject', (visit) => judge(visit, 'rejected')],
    ['POST', 'replies/#/apply', ({ shelves, jobs, id }) =>
        answerTask('replies apply', (engine, watch) => tried(engine, watch, id, shelves), jobs)],
];
