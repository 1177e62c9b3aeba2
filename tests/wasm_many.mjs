// SPDX-License-Identifier: Apache-2.0
// node wasm_many.mjs TRUCE_WASM: truce_many.c's requests and answers, with the engine that browsers have. The text on
// standard input is the file "-"; what the command writes on standard error is the diagnostics, one a line.
import { readFileSync, readSync, writeSync } from 'node:fs';
import { load } from '../wasm/engine.js';

let ahead = Buffer.alloc(0);

/** Bytes of the requests up to the place that `end` finds in what has come; null at their end. */
function take(end) {
    for (let at; (at = end(ahead)) < 0;) {
        const more = Buffer.alloc(1 << 16);
        const got = readSync(0, more);
        if (!got) return null;
        ahead = Buffer.concat([ahead, more.subarray(0, got)]);
    }
    const at = end(ahead);
    const taken = ahead.subarray(0, at);
    ahead = ahead.subarray(at);
    return taken;
}
const line = () => take((bytes) => bytes.indexOf('\n') + 1 || -1);
const bytes = (count) => take((come) => (come.length < count ? -1 : count));

function put(all) {
    for (let at = 0; at < all.length;) at += writeSync(1, all, at);
}

const place = ({ file, line: row, column }) => (row ? `${file}:${row}:${column}: ` : file && `${file}: `);

const engine = await load(readFileSync(process.argv[2]));
for (let request; (request = line());) {
    const [, size, length] = request.toString().split(' ').map(Number);
    const words = bytes(size).toString().split('\0').slice(0, -1);
    const { status, output, diagnostics } = engine.run(words, { '-': bytes(length) }, { asBytes: true, width: 80 });
    const told = Buffer.from(diagnostics.map((d) => `${place(d)}${d.severity}: ${d.message}\n`).join(''));
    put(Buffer.from(`${status} ${output.length} ${told.length}\n`));
    put(output);
    put(told);
}
