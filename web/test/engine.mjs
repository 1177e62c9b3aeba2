// SPDX-License-Identifier: Apache-2.0
// The workbench of truce.html without a page: the router over a store in memory, engines in threads of node.
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { start } from '../../wasm/client.js';
import { Jobs } from '../src/inside/jobs.js';
import { Memory } from '../src/inside/memory.js';
import { Router } from '../src/inside/router.js';
import { Shelves } from '../src/inside/shelves.js';

const script = new URL('../../wasm/worker.js', import.meta.url);
/** What the script of a worker finds in a browser. */
const THREAD = `const { parentPort } = require('node:worker_threads');
globalThis.postMessage = (message) => parentPort.postMessage(message);
globalThis.onmessage = null;
import('${script}').then(() => parentPort.on('message', (data) => globalThis.onmessage({ data })));`;

export function makeWorker() {
    const thread = new Worker(THREAD, { eval: true });
    const worker = {
        postMessage: (message) => thread.postMessage(message),
        terminate: () => thread.terminate(),
    };
    thread.on('message', (data) => worker.onmessage({ data }));
    thread.on('error', (error) => worker.onerror(error));
    return worker;
}

/** `file`: truce.wasm; `facts` as page.mjs has them. Gives { router, jobs, shelves }. */
export async function beginInside(file, facts, store = new Memory()) {
    const module = await WebAssembly.compile(readFileSync(file));
    const shelves = new Shelves(store);
    const jobs = new Jobs(shelves, () => start(makeWorker, module));
    const router = new Router(shelves, jobs, facts);
    await router.begin();
    return { router, jobs, shelves };
}

/** A module that loads and does nothing: it exports `_initialize`. */
export const emptyModule = () => new WebAssembly.Module(Uint8Array.from([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 15, 1, 11,
    ...new TextEncoder().encode('_initialize'), 0, 0, 10, 4, 1, 2, 0, 11,
]));
