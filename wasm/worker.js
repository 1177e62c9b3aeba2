// SPDX-License-Identifier: Apache-2.0
// The engine's worker; client.js speaks to it. First it is sent { module }, then calls: { id, call, args }.
import { load } from './engine.js';

const PAUSE = 50; // milliseconds between two tellings of progress

let engine;

function teller(id) {
    let last = 0;
    return (...progress) => {
        const now = performance.now();
        if (now - last < PAUSE) return;
        last = now;
        postMessage({ id, progress });
    };
}

function answer({ id, call, args }) {
    if (call === 'run') args[2] = { ...args[2], progress: teller(id) };
    return engine[call](...args);
}

async function hear(data) {
    try {
        if (data.module) engine = await load(data.module);
        postMessage(data.module ? { ready: true } : { id: data.id, result: answer(data) });
    } catch (error) {
        postMessage({ id: data.id, failed: error.message });
    }
}

let turn = Promise.resolve(); // what comes while the module is loaded waits for it
onmessage = ({ data }) => {
    turn = turn.then(() => hear(data));
};
