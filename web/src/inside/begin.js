// SPDX-License-Identifier: Apache-2.0
// The one script of truce.html that stands in it as it is: unpacks the page and the engine, each in a worker of its
// own (wasm/unpack.c), and starts the page.

/** What a block of data in the page has, which is then dropped: it may be a megabyte. */
function take(id) {
    const block = document.getElementById(id), letters = atob(block.textContent), size = Number(block.dataset.size);
    block.remove();
    return { packed: Uint8Array.from(letters, (letter) => letter.charCodeAt(0)), size };
}

/** The whole script of a worker. */
function unpack({ data: { unpacker, packed, size } }) {
    const { memory, room, unpack } = new WebAssembly.Instance(unpacker).exports;
    const from = room(), to = from + packed.length;
    memory.grow(((to + size) >> 16) + 1);
    new Uint8Array(memory.buffer).set(packed, from);
    unpack(from, packed.length, to, size);
    postMessage(memory.buffer.slice(to, to + size));
}

const unpacker = WebAssembly.compile(take('unpack').packed);
const script = URL.createObjectURL(new Blob([`onmessage = ${unpack}`], { type: 'text/javascript' }));

/** The bytes of a part of the page. */
async function part(id) {
    const worker = new Worker(script), asked = { unpacker: await unpacker, ...take(id) };
    const bytes = await new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(asked);
    });
    worker.terminate();
    return bytes;
}

function add(kind, text) {
    document.head.append(Object.assign(document.createElement(kind), { textContent: text }));
}

async function begin() {
    const engine = part('engine').then(WebAssembly.compile);
    engine.catch(() => {}); // every job tells it
    const [style, facts, worker, app] = new TextDecoder().decode(await part('page')).split('\0');
    Object.assign(globalThis.truce, { engine, facts, worker });
    add('style', style);
    add('script', app);
}

const started = begin();
started.catch(({ message }) => {
    document.getElementById('app').textContent = `This browser cannot unpack truce.html: ${message}`;
});
/** What index.js finds, and puts its own in place of: who asks earlier waits. */
globalThis.truce = { request: (...asked) => started.then(() => globalThis.truce.request(...asked)) };
