// SPDX-License-Identifier: Apache-2.0
// truce.html without a browser: the same requests to `truce serve` and to what answers inside the page give the same
// answers; what only the page has.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { factsOf } from '../facts.mjs';
import { start } from '../../wasm/client.js';
import { Jobs } from '../src/inside/jobs.js';
import { Memory } from '../src/inside/memory.js';
import { Router } from '../src/inside/router.js';
import { Shelves, timeNow } from '../src/inside/shelves.js';
import { StoreError } from '../src/inside/tables.js';
import { titleOf } from '../src/inside/titles.js';
import { beginInside, emptyModule } from './engine.mjs';
import { well } from './harness.mjs';
import { serve } from './serve.mjs';

const BIG = 3; // options of each of two parties

/** Work that is still under way whenever somebody asks. */
function long() {
    const ids = (party) => Array.from({ length: BIG }, (_, i) => `${party}${i}`);
    const party = (id) => `  - {id: ${id}, options: [${ids(id).map((one) => `{id: ${one}}`).join(', ')}]}\n`;
    const order = (id, other) => `  ${id}: {order: [${ids(id).map((one, i) =>
        `{that: ${one} iff ${ids(other)[(i + 1) % BIG]}, confidence: 0.6}`).join(', ')}]}\n`;
    const text = `truce: 1\nparties:\n${party('a')}${party('b')}status_quo: {a0: yes}\npreferences:\n` +
        order('a', 'b') + order('b', 'a');
    return { command: 'robust', options: { variants: 1e7, radius: 'none' }, wait_ms: 1, text };
}

const set = (path, value) => ({ op: 'set', path, value });
const run = (body) => ['POST', 'run', { wait_ms: 10000, ...body }];
const reply = (body) => ['POST', 'replies', {
    model: 6, name: 'A reader', email: 'reader@example.org', comment: 'No.', ...body,
}];
const edit = (...edits) => ['POST', 'edit', { text: well, edits }];
const braces = JSON.stringify({ truce: 1, title: 'In braces', parties: [{ id: 'a', options: [{ id: 'o' }] }] });

/** Every route, and what can be wrong with what it is sent. */
const requests = [
    ['GET', 'models'], ['GET', 'jobs'], ['GET', 'bin'], ['GET', 'examples'], ['GET', 'schema'], ['GET', 'replies'],
    // models and versions; number 6 is looked at closely
    ...[2, 3, 4, 5].map((number) => ['POST', 'models', { name: `number ${number}`, text: well }]),
    ['POST', 'models', { name: 'well', text: well }],
    ['POST', 'models', { name: 'a variant', text: `${well}# dry\n`, parent: 6 }],
    ['POST', 'models', { name: 'no title', text: 'truce: 1\nparties:\n - {id: a}\n' }],
    ['POST', 'models', { name: 'braces', text: braces }],
    ['POST', 'models', { name: 'long title', text: 'truce: 1\ntitle: >\n two\n lines\n\nparties: [\n' }],
    ['POST', 'models', { name: 'x', text: '', parent: 99 }], ['POST', 'models', { name: ' ', text: '' }],
    ['POST', 'models', { name: 'x\ny', text: '' }], ['POST', 'models', { name: 'x'.repeat(201), text: '' }],
    ['POST', 'models', { name: 'é'.repeat(100), text: 'title: [' }], ['POST', 'models', { name: 'x' }],
    ['POST', 'models', { name: 7, text: '' }], ['POST', 'models', { name: 'x', text: 'a\0b' }],
    ['POST', 'models', { name: 'x', text: '', parent: -1 }], ['POST', 'models', []], ['POST', 'models'],
    ['GET', 'models/6'], ['GET', 'models/99'], ['GET', 'models/0'], ['GET', 'models/06'], ['GET', 'model'],
    ['PUT', 'models/6', { text: `${well}# once\n`, base_version: 1 }],
    ['PUT', 'models/6', { text: `${well}# once\n`, base_version: 1 }], // the same text
    ['PUT', 'models/6', { text: `${well}# twice\n`, base_version: 1 }], // somebody else was there
    ['PUT', 'models/6', { text: well.replace('Two neighbours', '"Two villages'), base_version: 2 }],
    ['PUT', 'models/6', { text: well.replace('Two neighbours', 'Two villages'), base_version: 3 }],
    ['PUT', 'models/99', { text: 'x', base_version: 1 }], ['PUT', 'models/6', { base_version: 1 }],
    ['PUT', 'models', {}], ['POST', 'models/6', {}], ['DELETE', 'examples'], ['GET', 'models/6/versions'],
    ['GET', 'models/6/versions?limit=2'], ['GET', 'models/6/versions?after=3&limit=1'],
    ['GET', 'models/6/versions?limit=0'], ['GET', 'models/6/versions?limit=1001'],
    ['GET', 'models/6/versions?after=x'], ['GET', 'models/99/versions'], ['GET', 'models/6/versions/2'],
    ['GET', 'models/6/versions/9'], ['PATCH', 'models/6/versions/2', { label: 'before the rain' }],
    ['GET', 'models/6/versions'], ['PATCH', 'models/6/versions/2', { label: '' }],
    ['PATCH', 'models/6/versions/9', { label: 'x' }], ['PATCH', 'models/6/versions/2', { label: 'x\ty' }],
    ['PATCH', 'models/6/versions/2', {}], ['PATCH', 'models/7', { color: 3 }],
    ['PATCH', 'models/7', { name: 'dry', color: 0 }], ['PATCH', 'models/7', {}],
    ['PATCH', 'models/7', { color: 7 }], ['PATCH', 'models/7', { color: 1.5 }],
    ['PATCH', 'models/99', { color: 1 }], ['DELETE', 'models/8'], ['DELETE', 'models/8'], ['GET', 'bin'],
    ['GET', 'models/8'], ['GET', 'models'], ['PUT', 'models/8', { text: 'x', base_version: 1 }],
    ['PATCH', 'models/8', { color: 1 }], ['POST', 'models/8/restore', {}], ['DELETE', 'models/99'],
    ['POST', 'models/99/restore', {}], ['GET', 'models'],
    // edits
    edit(set('title', 'A well'), { op: 'move', path: 'preferences.south.order.3', to: 1 }),
    edit({ op: 'insert', path: 'preferences.north.order.1', value: { that: 'sue', because: 'a "word"' } },
         { op: 'remove', path: 'outcomes.peace' }),
    edit(set('parties.9', 1)), edit(set('a..b', 1)),
    ['POST', 'edit', { text: 'x: [', edits: [set('title', null)] }], edit(), edit({ op: 'burn', path: 'title' }),
    edit(3), edit({ op: 'set', path: 'title' }), ['POST', 'edit', { edits: [set('title', 1)] }],
    edit({ op: 'move', path: 'title' }),
    // commands
    run({ command: 'solve', text: well }),
    run({ command: 'check', text: well, options: { document: true, inputs: true } }),
    run({ command: 'check', text: 'truce: 1' }), run({ command: 'solve', text: 'truce: 1', name: 'mine' }),
    run({ command: 'solve', model: 1, options: { limit: 5, concepts: 'nash,seq', verify: true } }),
    run({ command: 'solve', model: 6, version: 1, options: { format: 'csv', bom: false, '--rows': 'all' } }),
    run({ command: 'solve', model: 6, version: 1, options: { format: 'csv', bom: true } }),
    edit(set('title', 'A well')), ['POST', 'edit', { text: `\ufeff${well}`, edits: [set('title', 'A well')] }],
    run({ command: 'solve', model: 6, version: 9 }), run({ command: 'solve', model: 99 }),
    run({ command: 'solve' }),
    run({ command: 'explain', text: well, options: { state: 1, party: 'north', concept: 'seq', format: 'html' } }),
    run({ command: 'deal', model: 1, options: { format: 'markdown' } }), run({ command: 'paths', model: 1 }),
    run({ command: 'robust', text: well, options: { radius: 'none', variants: 64 } }),
    run({ command: 'diff', model: 6, other: { model: 7 } }),
    run({ command: 'diff', text: well, other: { text: `${well}#` } }),
    run({ command: 'diff', text: well, name: 'other', other: { text: well } }),
    run({ command: 'diff', text: well }), run({ command: 'diff', text: well, other: 3 }),
    run({ command: 'brief', model: 2, options: { format: 'txt', summary: true } }),
    run({ command: 'new', text: 'One paragraph.\n\nAnother.\n' }), run({ command: 'new' }),
    run({ command: 'convert', text: well, name: 'model.yaml', options: { to: 'gmcr' } }),
    run({ command: 'convert', text: 'nothing', name: 'x.gmcr', options: { to: 'yaml' } }),
    run({ command: 'rename', text: well, words: ['pump', 'pump_at_night'] }), run({ command: 'concepts' }),
    run({ command: 'cases', words: ['elmira'] }), run({ command: 'cases' }),
    run({ command: 'rename', text: well, words: ['nobody', 'x'] }), run({ command: 'rename', text: well }),
    run({ command: 'cases' }), run({ command: 'cases', words: ['doha'] }),
    run({ command: 'schema', words: ['trial'] }), run({ command: 'schema', words: ['nothing'] }),
    run({ command: 'rename', text: well, words: ['a', 'b', 'c'] }),
    run({ command: 'rename', text: well, words: [3] }),
    run({ command: 'serve' }), run({ command: 'sing', text: well }), run({ text: well }),
    run({ command: 'solve', text: well, options: [] }),
    run({ command: 'solve', text: well, options: { loud: true } }),
    run({ command: 'solve', text: well, options: { output: 'x' } }),
    run({ command: 'solve', text: well, options: { limit: 1.5 } }),
    run({ command: 'solve', text: well, options: { limit: 'x' } }),
    run({ command: 'solve', text: well, options: { concepts: '--help' } }),
    run({ command: 'solve', text: well, wait_ms: 'x' }),
    run({ command: 'solve', text: well, options: { where: 'x'.repeat(70000) } }),
    run({ command: 'solve', text: well, tag: 3 }),
    // replies
    reply({}),
    reply({ input: 'preferences.south.order.3', change: [{ op: 'move', path: 'preferences.south.order.3', to: 1 }] }),
    reply({ claim: '1 north nash', comment: 'It holds.', version: 1 }), reply({ input: 'parties.9' }),
    reply({ change: [set('preferences.south', 3)] }), reply({ change: [set('nothing.at.all', 3)] }),
    reply({ change: [] }),
    reply({ change: [set('parties.1.options.2', { id: 'dig' })], input: 'parties.1.options.2' }),
    reply({ name: '' }), reply({ comment: ' \n' }), reply({ email: 'nobody' }),
    reply({ comment: 'Ask READER@example.org.' }), reply({ model: 99 }), reply({ model: 99, input: 'title' }),
    reply({ model: 10, input: 'title' }), reply({ name: 3 }), ['GET', 'replies'],
    ['GET', 'replies?model=6&limit=1'], ['GET', 'replies?model=6&state=held&after=1&limit=1'],
    ['GET', 'replies?model=7'], ['GET', 'replies?state=lost'], ['GET', 'replies?model=x'],
    ['GET', 'replies?limit=101'], ['POST', 'replies/1/approve', {}], ['POST', 'replies/3/reject', {}],
    ['POST', 'replies/99/approve', {}], ['GET', 'replies?state=approved'], ['POST', 'replies/2/apply', {}],
    ['POST', 'replies/1/apply', {}], ['POST', 'replies/99/apply', {}], ['GET', 'models'],
    ['GET', 'models/6/brief/file'], ['PATCH', 'models/6', { name: 'replies' }], ['GET', 'models/6/brief/file'],
    ['PATCH', 'models/6', { name: '<replies>' }], ['GET', 'models/6/brief/file'],
    ['GET', 'models/10/brief/file'], ['GET', 'models/99/brief/file'],
    // work that goes on
    ['POST', 'run', long()], ['GET', 'jobs'], run({ command: 'check', text: well }), ['DELETE', 'jobs/LAST'],
    ['GET', 'jobs'], ['GET', 'jobs/LAST'], ['GET', 'jobs/9999'], ['DELETE', 'jobs/9999'],
];

/** Without what differs from one moment to the next. */
function plain(value, key) {
    if (['seconds', 'job', 'progress'].includes(key) && value !== undefined) return key;
    if (key === 'state' && value === 'queued') return 'running';
    if (typeof value === 'string' && key !== 'text') return value.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME');
    if (Array.isArray(value)) return value.map((one) => plain(one));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.keys(value).sort().map((one) => [one, plain(value[one], one)]));
}

/** Asks one after the other; `LAST` is the number of the last job. */
async function answers(ask) {
    const found = [];
    let last;
    for (const [method, path, body] of requests) {
        const answer = await ask(method, path.replace('LAST', last), body);
        last = answer.body?.job ?? last;
        found.push(plain(answer));
    }
    return found;
}

async function askServer(base, method, path, body) {
    const response = await fetch(`${base}/api/${path}`, {
        method, headers: { 'X-Truce': '1' }, ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const next = /^<\/api\/([^>]+)>; rel="next"$/.exec(response.headers.get('Link') ?? '')?.[1];
    const isJson = response.headers.get('Content-Type') === 'application/json';
    return { status: response.status, body: isJson ? JSON.parse(text) : text, ...(next && { next }) };
}

/** Where they part, for people. */
function differenceOf(one, other) {
    const [a, b] = [one, other].map((value) => JSON.stringify(value));
    let at = 0;
    while (a[at] === b[at]) at++;
    return `…${a.slice(Math.max(0, at - 80), at + 80)}… and …${b.slice(Math.max(0, at - 80), at + 80)}…`;
}

const wasmOf = (truce) => join(dirname(truce), 'page/truce.wasm');

export async function the_page_answers_as_the_server(claims, truce) {
    const wasm = wasmOf(truce);
    if (!existsSync(wasm)) return console.log(`skipped: ${wasm} is not built (./run engine)`);
    const { base, stop } = await serve(truce);
    const facts = await factsOf(base);
    const { router, jobs } = await beginInside(wasm, facts);
    try {
        const asked = answers((...request) => askServer(base, ...request));
        const inside = await answers((...request) => router.answer(...request));
        const served = await asked;
        requests.forEach(([method, path, body], i) => {
            const isSame = JSON.stringify(served[i]) === JSON.stringify(inside[i]);
            claims.claim(isSame, `${method} ${path} ${JSON.stringify(body ?? '').slice(0, 160)}: ` +
                `the server and the page give ${isSame || differenceOf(served[i], inside[i])}`);
        });
        await followed(claims, router);
    } finally {
        jobs.end();
        stop();
    }
}

/** Long work is told of, does not keep small work waiting, and gives way to what has its tag. */
async function followed(claims, router) {
    const ask = async (...request) => (await router.answer(...request)).body;
    const under = [];
    for (const tag of ['one', 'two', 'three']) under.push((await ask('POST', 'run', { ...long(), tag })).job);
    const small = await ask('POST', 'run', { command: 'check', text: well, wait_ms: 10000 });
    claims.claim(small.result?.ok, 'small work is done while three pieces of long work go on');
    const told = async (id) => {
        for (let i = 0; i < 100; i++) {
            const job = await ask('GET', `jobs/${id}`);
            if (job.state === 'running' && job.progress.total) return job;
            await new Promise((wake) => setTimeout(wake, 50));
        }
    };
    claims.claim((await told(under[0]))?.progress.phase.length > 0, 'it says how far it is');
    await ask('POST', 'run', { command: 'check', text: well, tag: 'one', wait_ms: 10000 });
    await router.jobs.list.find(({ id }) => id === under[0])?.gone;
    const { state } = await ask('GET', `jobs/${under[0]}`);
    claims.claim(state === 'cancelled', 'work with the same tag takes its place');
    const many = await Promise.all(Array.from({ length: 70 }, () => router.answer('POST', 'run', long())));
    claims.claim(many.filter(({ status }) => status === 503).length === 70 - 62, 'no more than 64 are under way');
    const jobs = await ask('GET', 'jobs');
    await Promise.all(jobs.map(({ job }) => router.answer('DELETE', `jobs/${job}`)));
    const ended = await ask('GET', 'jobs');
    claims.claim(ended.every(({ state }) => state !== 'running' && state !== 'queued'), 'all can be cancelled');
}

export async function nothing_is_half_saved(claims) {
    const store = new Memory();
    await store.write((t) => t.put('models', { name: 'kept' }));
    const failed = await store.write(async (t) => {
        await t.put('models', { id: 1, name: 'changed' });
        await t.put('models', { name: 'new' });
        throw new Error('full');
    }).catch((error) => error.message);
    const names = (await store.read((t) => t.all('models'))).map(({ name }) => name).join();
    claims.claim(failed === 'full' && names === 'kept', `what fails leaves nothing behind: ${names}`);
    const shelves = new Shelves(store);
    const id = await shelves.add({ name: 'a model', text: 'x' });
    store.write = () => Promise.reject(new StoreError({ name: 'QuotaExceededError', message: 'no room' }));
    const router = new Router(shelves, null, {});
    const answer = await router.answer('PATCH', `models/${id}`, { color: 1 });
    claims.claim(answer.status === 507 && /no more room/.test(answer.body.error), 'a full store is told');
}

export async function the_bin_forgets_after_thirty_days(claims) {
    const store = new Memory(), shelves = new Shelves(store);
    const old = await shelves.add({ name: 'old', text: 'x' }), late = await shelves.add({ name: 'late', text: 'x' });
    const variant = await shelves.add({ name: 'variant', text: 'y', parent: old });
    await shelves.addReply({ model: old, name: 'A reader', comment: 'No.' });
    await shelves.hide(old, true);
    await shelves.hide(late, true);
    const removed = new Date(Date.now() - 31 * 86400000).toISOString();
    await store.write(async (t) => t.put('models', { ...(await t.get('models', old)), removed }));
    await shelves.emptyBin();
    claims.claim((await shelves.bin()).map(({ name }) => name).join() === 'late', 'what is younger stays');
    claims.claim((await shelves.model(variant)).parent === null, 'a variant outlives its base');
    const left = await store.read(async (t) => [...(await t.all('texts', old)), ...(await t.all('replies'))]);
    claims.claim(left.length === 0, 'versions and replies go with their model');
}

export async function everything_fits_into_a_file(claims) {
    const from = new Shelves(new Memory()), to = new Shelves(new Memory());
    const base = await from.add({ name: 'base', text: 'x', title: 'A base' });
    await from.save(base, 1, 'xx', null);
    await from.label(base, 1, 'first');
    const variant = await from.add({ name: 'variant', text: 'y', parent: base });
    await from.hide(variant, true);
    await from.addReply({ model: base, name: 'A reader', email: 'a@b', comment: 'No.' });
    await from.keepRun({ id: 1, command: 'solve', model: base, options: {}, result: { a: 1 }, diagnostics: [] });
    await to.add({ name: 'another', text: 'z' });
    const all = JSON.parse(JSON.stringify(await from.everything()));
    claims.claim((await to.takeIn(all)).models === 2, 'models that are not there are added');
    const [, taken] = await to.models(), [gone] = await to.bin();
    const versions = await to.versions(taken.id, 0, 9);
    claims.claim(taken.title === 'A base' && taken.newest === 2 && versions[1].label === 'first' &&
        (await to.model(taken.id, 1)).text === 'x' && gone.parent === taken.id, 'with versions, labels, bin and kin');
    const [reply] = await to.replies(taken.id), [run] = await to.runs();
    claims.claim(reply.email === 'a@b' && run.model === taken.id && (await to.run(run.id)).result.a === 1,
        'replies and runs come with their models');
    const again = await to.takeIn(all);
    claims.claim(Object.values(again).every((n) => n === 0) && (await to.models()).length === 2 &&
        (await to.replies()).length === 1 && (await to.runs()).length === 1, 'what is there is not added again');
}

export async function a_file_adds_to_models_that_are_here(claims) {
    const from = new Shelves(new Memory()), to = new Shelves(new Memory());
    const id = await from.add({ name: 'base', text: 'one' });
    await to.takeIn(await from.everything());
    const [{ id: here }] = await to.models();
    await from.addReply({ model: id, name: 'A reader', email: 'a@b', comment: 'No.' });
    const run = { command: 'solve', options: {}, started: timeNow(), seconds: 1, result: { a: 1 }, diagnostics: [] };
    await from.keepRun({ ...run, id: 1, model: id });
    await from.keepRun({ ...run, id: 2, model: 0 });
    await from.label(id, 1, 'the first'); // which makes no other model of it
    await to.hide(here, true);
    const taken = await to.takeIn(await from.everything());
    claims.claim(taken.models === 0 && taken.restored === 1 && (await to.bin()).length === 0,
        `a model of the bin is back: ${JSON.stringify(taken)}`);
    claims.claim(taken.replies === 1 && (await to.replies(here)).length === 1, 'its new replies come');
    claims.claim(taken.runs === 2 && (await to.runs()).map(({ model }) => model).sort().join() === `0,${here}`,
        'so do runs, also those of texts that are no model');
    const all = await from.everything();
    all.models[0].versions[0].text = 'two';
    claims.claim((await to.takeIn(all)).models === 1 && (await to.models()).length === 2,
        'another text of the same second is another model');
}

export async function what_is_not_saved_is_in_the_file(claims) {
    const shelves = new Shelves(new Memory());
    const id = await shelves.add({ name: 'base', text: 'one' });
    const versions = async (text) => (await shelves.everything({ open: { id }, text })).models[0];
    const { newest, versions: [, last] } = await versions('two');
    claims.claim(newest === 2 && last?.text === 'two' && last.version === 2 && last.bytes === 3, 'as its newest');
    claims.claim((await versions('one')).versions.length === 1, 'once');
}

export async function the_run_just_kept_stays(claims) {
    const shelves = new Shelves(new Memory());
    const run = (id, started) => ({ id, command: 'solve', model: 0, options: {}, started, seconds: 1 });
    const { first } = await shelves.reserve();
    const runs = Array.from({ length: 100 }, (_, i) => ({ ...run(i + 1, '2026-01-01T00:00:00Z'), seconds: i }));
    await shelves.takeIn({ models: [], replies: [], runs });
    await shelves.keepRun(run(first, '2026-01-02T00:00:00Z'));
    await shelves.keepRun(run(first + 1, '2025-01-01T00:00:00Z')); // the clock was put back
    const kept = await shelves.runs();
    claims.claim(kept[0].id === first && kept.length === 101 && await shelves.run(first + 1),
        `though its number is lower than those of a file: ${kept.length} runs, ${kept[0].id} first`);
}

export async function titles_are_found_without_the_rest(claims) {
    const asked = [];
    const check = async (text) => (asked.push(text), { model: { title: 'found' } });
    const found = await titleOf('# x\ntruce: 1\ntitle: >\n  two\n\n  lines\nparties: [\n', check);
    claims.claim(found === 'found' && asked[0] === 'truce: 1\ntitle: >\n  two\n\n  lines\n\nparties: [{id: a}]\n',
        `the lines of the title alone are read: ${JSON.stringify(asked)}`);
    const none = [await titleOf('truce: 1\nparties: []\n', check), await titleOf('truce: 1\n', check)];
    claims.claim(none[0] === '' && none[1] === null && asked.length === 1, 'a model without one has none');
    const braced = '{"title": "x"}';
    claims.claim(await titleOf(braced, check) === 'found' && asked[1] === braced, 'braces are read');
}

/** Workers that load the engine, as long as they may, and answer nothing. */
class Mute {
    static made = [];
    static areFit = true;

    constructor() {
        Mute.made.push(this);
    }

    postMessage({ module }) {
        const data = Mute.areFit ? { ready: true } : { failed: 'no memory' };
        if (module) queueMicrotask(() => this.onmessage({ data }));
    }

    terminate() {
        this.isEnded = true;
    }
}

export async function a_worker_that_fails_keeps_nobody_waiting(claims) {
    const begin = () => start(() => new Mute(), emptyModule());
    const told = (promise) => Promise.race([
        promise.then(() => 'an answer', (error) => error.message),
        new Promise((wake) => setTimeout(wake, 200, 'nothing')),
    ]);
    const engine = await begin();
    const waiting = [engine.run(['check']), engine.edit('x', [])].map(told);
    Mute.made.at(-1).onerror({ message: 'the worker broke' });
    const all = [...(await Promise.all(waiting)), await told(engine.run(['check']))];
    claims.claim(all.every((one) => one === 'the worker broke') && Mute.made.at(-1).isEnded,
        `calls under way and later ones are told: ${all}`);

    const jobs = new Jobs(new Shelves(new Memory()), begin), canceller = new AbortController();
    await told(jobs.aside(async (used) => {
        const aborted = told(used.run(['check'], {}, { signal: canceller.signal }));
        const other = told(used.run(['check']));
        Mute.areFit = false;
        canceller.abort();
        claims.claim(/abort/.test(await aborted) && await other === 'no memory', 'nor one that cannot be made again');
    }));
    Mute.areFit = true;
    claims.claim(jobs.engines === 0 && jobs.idle.length === 0, 'it is given to nobody any more');
}
