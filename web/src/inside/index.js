// SPDX-License-Identifier: Apache-2.0
// The transport of truce.html: requests are answered in the page, by the router over the browser's database and the
// engine in workers. begin.js has unpacked what it finds in `truce`: the engine's module (a promise) with the
// functions that come first, `whole()` with all, the workers' script, the facts. server.js is the other transport.
import { start } from '../../../wasm/client.js';
import { openDatabase } from './database.js';
import { Jobs } from './jobs.js';
import { Memory } from './memory.js';
import { Router } from './router.js';
import { Shelves } from './shelves.js';

export { Keeping, Kept, KeptNotice } from './keeping.jsx';

const DATABASE = 'truce';
const SOON = 1000; // milliseconds until the rest of the engine is unpacked, if nothing needs it before
const ENGINES = 2; // of which one checks what is typed while the other solves it

/** `isKept`: whether what is saved outlasts the page. */
async function openStore() {
    try {
        return { store: await openDatabase(DATABASE), isKept: true };
    } catch {
        return { store: new Memory(), isKept: false };
    }
}

async function begin() {
    const { engine, whole, worker, facts } = globalThis.truce;
    const script = URL.createObjectURL(new Blob([worker], { type: 'text/javascript' }));
    const workers = Array.from({ length: ENGINES }, () => new Worker(script)); // they begin while it is unpacked
    const makeWorker = () => workers.pop() ?? new Worker(script);
    const { store, isKept } = await openStore();
    const shelves = new Shelves(store);
    const jobs = new Jobs(shelves, async () => start(makeWorker, await engine, whole));
    setTimeout(whole, SOON);
    jobs.warm(ENGINES).catch(() => {});
    const router = new Router(shelves, jobs, JSON.parse(facts));
    await router.begin();
    const isBusy = () => jobs.list.some(({ isAwaited }) => !isAwaited);
    addEventListener('beforeunload', (event) => isBusy() && event.preventDefault());
    return { router, shelves, isKept };
}

const inside = begin();

/** { shelves, isKept } for keeping.jsx. */
export const kept = () => inside;

/** Asks the browser not to clear the database when space is short. Some ask people, so not before the first save. */
const persist = () => navigator.storage?.persist?.().catch(() => false);
let isAsked = false;

export async function request(method, path, body) {
    const { router } = await inside;
    if (!isAsked && method === 'PUT') (isAsked = true), persist();
    return router.answer(method, path, body);
}

let address;
/** The brief as a page of its own. */
export async function addressOfBrief(model) {
    const { status, body } = await request('GET', `models/${model}/brief`);
    if (address) URL.revokeObjectURL(address);
    address = status === 200 ? URL.createObjectURL(new Blob([body], { type: 'text/html' })) : null;
    return address;
}

globalThis.truce = { request }; // for programs, as docs/page.md tells
