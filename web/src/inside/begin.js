// SPDX-License-Identifier: Apache-2.0
// The one script of truce.html that stands in it as it is: unpacks the page and the engine, each in a worker of its
// own (wasm/unpack.c), and starts the page.
import { assembled } from './module.js';

/** What a block of data in the page has, which is then dropped: it may be a megabyte. */
function take(id) {
    const block = document.getElementById(id), { textContent: letters, dataset: { stops } } = block;
    block.remove();
    return { letters, stops: stops?.split(',').map(Number) };
}

/** The whole script of a worker. First it is sent what is packed, then what stands for "the next piece". */
function unpack({ data: { unpacker, letters, stops, isCode } }) {
    const bytesOf = (letters) => {
        const one = atob(letters), bytes = new Uint8Array(one.length);
        for (let i = 0; i < one.length; i++) bytes[i] = one.charCodeAt(i);
        return bytes;
    };
    const module = new WebAssembly.Module(bytesOf(unpacker)), packed = bytesOf(letters);
    const { memory, room, begin, unpack } = new WebAssembly.Instance(module).exports;
    const from = room(), to = from + packed.length;
    let at = 0;
    memory.grow(((to + stops.at(-1)) >> 16) + 1);
    new Uint8Array(memory.buffer).set(packed, from);
    begin(isCode, from, packed.length, to, stops.at(-1));
    onmessage = () => {
        const sent = at, stop = stops.shift();
        while (at < stop) unpack(at = Math.min(at + 4096, stop));
        postMessage(new Uint8Array(memory.buffer.slice(to + sent, to + stop)));
    };
}

const { letters: unpacker } = take('unpack');
const script = URL.createObjectURL(new Blob([`onmessage = ${unpack}`], { type: 'text/javascript' }));

/** A part of the page, piece by piece: gives what asks for the next one. */
function pieces(id) {
    const worker = new Worker(script), asked = { isCode: id === 'code', ...take(id) }, waiting = [];
    let left = asked.stops.length;
    worker.postMessage({ unpacker, ...asked });
    worker.onmessage = ({ data }) => {
        waiting.shift().resolve(data);
        if (!--left) worker.terminate();
    };
    worker.onerror = ({ message }) => waiting.forEach(({ reject }) => reject(new Error(message)));
    return () => new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        worker.postMessage(null);
    });
}

function add(kind, text) {
    document.head.append(Object.assign(document.createElement(kind), { textContent: text }));
}

async function begin() {
    const nextOfPage = pieces('page'), nextOfCode = pieces('code');
    const page = nextOfPage(), first = nextOfCode(), rest = [first, nextOfPage(), nextOfPage(), nextOfPage()];
    const module = async (...more) => {
        const [first, marks, head, tail, others] = await Promise.all([...rest, ...more]);
        return WebAssembly.compile(assembled({ head, marks, first, others, tail }));
    };
    const engine = module();
    engine.catch(() => {}); // every job tells it
    let all;
    const whole = () => (all ??= module(nextOfCode()));
    const [style, facts, worker, app] = new TextDecoder().decode(await page).split('\0');
    Object.assign(globalThis.truce, { engine, whole, facts, worker });
    add('style', style);
    add('script', app);
}

const started = begin();
started.catch(({ message }) => {
    document.getElementById('app').textContent = `This browser cannot unpack truce.html: ${message}`;
});
/** What index.js finds, and puts its own in place of: who asks earlier waits. */
globalThis.truce = { request: (...asked) => started.then(() => globalThis.truce.request(...asked)) };
