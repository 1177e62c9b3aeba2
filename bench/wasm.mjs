// SPDX-License-Identifier: Apache-2.0
// The engine of browsers in node: sizes, processor time (which others on the machine hardly change), memory. After
// ./run engine:
//     node bench/wasm.mjs [TIMES]     the least of so many, 5 if not said
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { load } from '../wasm/engine.js';

const times = Number(process.argv[2] ?? 5);
const at = (path) => new URL(path, import.meta.url);
const bytes = readFileSync(at('../build/page/truce.wasm'));
const live = readFileSync(at('../build/page/live.wasm.gz'));
const doha = readFileSync(at('../cases/doha-2025/model.yaml'), 'utf8');

/** Four parties share the options; each has twelve statements of one option. */
function large(options) {
    const names = Array.from({ length: options }, (_, i) => `o${i}`);
    const of = (p) => names.filter((_, i) => i % 4 === p);
    const order = (p) => Array.from({ length: 12 }, (_, i) =>
        `${(i * 7 + p) % 3 ? 'not ' : ''}${names[(i * 3 + p * 5) % options]}`);
    const parties = [0, 1, 2, 3];
    return JSON.stringify({
        truce: 1, title: 'Large', parties: parties.map((p) => ({ id: `p${p}`, options: of(p) })),
        preferences: Object.fromEntries(parties.map((p) => [`p${p}`, { order: order(p) }])),
    });
}

async function least(work) {
    let best = Infinity;
    for (let i = 0; i < times; i++) {
        const start = process.cpuUsage();
        await work();
        const { user, system } = process.cpuUsage(start);
        best = Math.min(best, (user + system) / 1000);
    }
    return `${best.toFixed(best < 100 ? 1 : 0)} ms`;
}

const engine = await load(bytes);
function run(text, ...words) {
    const { status, diagnostics } = engine.run(words, { model: text });
    if (status) throw new Error(diagnostics[0].message);
}
const solve = ['solve', 'model', '--format=json', '--rows=none'];
const kB = (count) => `${Math.round(count / 1000)} kB`;
console.log(`truce.wasm            ${kB(bytes.length)}, by gzip ${kB(gzipSync(bytes, { level: 9 }).length)}`);
console.log(`live.wasm             by gzip ${kB(live.length)}`);
console.log(`start and first solve ${await least(async () => (await load(bytes)).run(solve, { model: doha }))}`);
console.log(`solve, Doha           ${await least(() => run(doha, ...solve))}`);
console.log(`brief, Doha           ${await least(() => run(doha, 'brief', 'model', '--variants=0'))}`);
for (const options of [20, 22]) {
    const text = large(options), time = await least(() => run(text, ...solve, '--concepts=nash,gmr,smr,seq'));
    const memory = engine.exports?.memory.buffer.byteLength;
    console.log(`solve, 2^${options} states   ${time}${memory ? `, ${Math.round(memory / 2 ** 20)} MiB` : ''}`);
}
