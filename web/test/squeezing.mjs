// SPDX-License-Identifier: Apache-2.0
// How truce.html carries the engine: packed, and the functions of the start first.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { start } from '../../wasm/client.js';
import { Squeezer, cut } from '../squeeze.mjs';
import { assembled, functionsOf } from '../src/inside/module.js';
import { makeWorker } from './engine.mjs';
import { well } from './harness.mjs';

const folderOf = (truce) => join(dirname(truce), 'page');

function isMissing(truce) {
    const file = join(folderOf(truce), 'pack.wasm');
    if (!existsSync(file)) console.log(`skipped: ${file} is not built (./run engine)`);
    return !existsSync(file);
}

/** The same numbers each time. */
function* numbers(seed) {
    for (let x = seed; ; ) {
        x ^= x << 13, x ^= x >>> 17, x ^= x << 5;
        yield x >>> 0;
    }
}

function bytesOf(seed, count, most = 256) {
    const drawn = numbers(seed);
    return Buffer.from(Array.from({ length: count }, () => drawn.next().value % most));
}

export function what_is_packed_is_unpacked(claims, truce) {
    if (isMissing(truce)) return;
    const squeezer = new Squeezer(folderOf(truce));
    const { code } = cut(readFileSync(join(folderOf(truce), 'truce.wasm')));
    const some = {
        nothing: Buffer.alloc(0), 'one byte': Buffer.from('x'), 'one byte often': Buffer.alloc(70_000),
        'a text': Buffer.from(well.repeat(3)), 'few letters': bytesOf(2, 20_000, 3), noise: bytesOf(1, 30_000),
        'a noise twice': Buffer.concat([bytesOf(3, 9000), bytesOf(3, 9000)]), functions: code.subarray(0, 60_000),
        'the end of a function': code.subarray(1000, 3000),
    };
    for (const [name, bytes] of Object.entries(some))
        for (const isCode of [false, true]) {
            const packed = squeezer.pack(bytes, isCode);
            claims.claim(squeezer.unpack(packed, bytes.length, isCode).equals(bytes),
                `${name}, as ${isCode ? 'code' : 'text'}: ${bytes.length} bytes, ${packed.length} packed`);
        }
    const sizes = [false, true].map((isCode) => squeezer.pack(some.functions, isCode).length);
    claims.claim(sizes[1] < 0.9 * sizes[0], `instructions are read as such: ${sizes}`);
}

/** Whatever was packed, and wherever it ends: what lies in front and behind stays, and nothing traps. */
export function nothing_outside_is_touched(claims, truce) {
    if (isMissing(truce)) return;
    const squeezer = new Squeezer(folderOf(truce)), size = 20_000, wall = 256;
    const good = squeezer.pack(bytesOf(5, size, 5));
    const cuts = [0, 3, 200, 1000].map((length) => good.subarray(0, length));
    const wrong = Array.from({ length: 12 }, (_, seed) => {
        const bytes = Buffer.from(good), places = numbers(seed + 1);
        for (let i = 0; i < 1 + seed; i++) bytes[places.next().value % bytes.length] ^= 1 + i;
        return bytes;
    });
    const noise = Array.from({ length: 12 }, (_, seed) => bytesOf(seed + 77, 9000));
    for (const [i, packed] of [...cuts, ...wrong, ...noise, Buffer.alloc(9000, 255)].entries())
        for (const isCode of [false, true]) {
            const { begin, unpack, from, bytes } = squeezer.instance('unpack', packed.length + 2 * wall + size);
            const to = from + packed.length + wall; // behind the second wall there is no memory
            bytes.fill(0xA5, from, to + size + wall);
            bytes.set(packed, from);
            begin(isCode, from, packed.length, to, size);
            unpack(size + 99);
            const walls = [bytes.subarray(to - wall, to), bytes.subarray(to + size)];
            claims.claim(walls.every((one) => one.every((byte) => byte === 0xA5)) &&
                packed.equals(bytes.subarray(from, from + packed.length)), `packed wrongly, ${i} as ${isCode}`);
        }
}

/** A module without the half of its functions in the middle, and the whole one of the same pieces. What loading calls
 *  stands at both ends: the border and C's library. */
function pieces(truce) {
    const module = readFileSync(join(folderOf(truce), 'truce.wasm')), { head, code, tail } = cut(module);
    const functions = [...functionsOf(code)], quarter = functions.length / 4;
    const marks = Uint8Array.from(functions, (_, i) => (i < quarter || i >= 3 * quarter ? 1 : 0));
    const [others, first] = [0, 1].map((mark) => Buffer.concat(functions.filter((_, i) => marks[i] === mark)));
    const part = assembled({ head, marks, first, tail });
    return { module, part, whole: assembled({ head, marks, first, others, tail }) };
}

export async function what_needs_the_whole_engine_gets_it(claims, truce) {
    if (isMissing(truce)) return;
    const { module, part, whole } = pieces(truce);
    claims.claim(module.equals(whole), 'the pieces make the module again');
    claims.claim(part.length < 0.8 * module.length, `the first one is smaller: ${part.length} of ${module.length}`);
    let times = 0, give;
    const given = new Promise((resolve) => (give = resolve));
    const engine = await start(makeWorker, part, () => (times++, given));
    try {
        const canceller = new AbortController(), { signal } = canceller;
        const ask = (...options) => engine.run(['check', '--', 'model'], { model: well }, ...options);
        const both = [ask(), ask({ signal }).catch((reason) => reason.name), ask()];
        while (!times) await new Promise((wake) => setTimeout(wake, 5));
        canceller.abort();
        const late = ask();
        give(await WebAssembly.compile(whole));
        const [one, aborted, other] = await Promise.all(both), last = await late;
        claims.claim([one, other, last].every(({ status }) => status === 0) && times === 1,
            `what it lacks is waited for, once: ${JSON.stringify([one, other, last])}, ${times}`);
        claims.claim(aborted === 'AbortError', 'and can be aborted meanwhile');
    } finally {
        engine.end();
    }
    const alone = await start(makeWorker, part);
    claims.claim((await alone.run(['check', '--', 'model'], { model: well })).status === 70, 'or it is a bug');
    alone.end();
}
