// SPDX-License-Identifier: Apache-2.0
// Makes truce.html: the workbench with the engine inside, one file that asks nobody for anything.
//     node page.mjs TRUCE ENGINE OUTPUT
// TRUCE, the command, tells what does not hang on who asks: what there is to ask, and the examples. ENGINE is the
// folder with truce.wasm, pack.wasm and unpack.wasm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundle, here } from './bundle.mjs';
import { load } from '../wasm/engine.js';
import { factsOf } from './facts.mjs';
import { assembled, functionsOf } from './src/inside/module.js';
import { Squeezer, cut } from './squeeze.mjs';
import { serve } from './test/serve.mjs';

const MOST = 600_000; // bytes of the file, gzipped; the engine has four fifths
/** What the page asks of its first model until the findings stand. */
const ASKED_FIRST = ['check --format=json --document', 'solve --format=json --limit=4096', 'deal --format=json',
                     'brief --format=html --summary', 'paths --format=json --to=531', 'paths --format=json --to=636'];
const COUNTING = ['--instrument', '--enable-simd', '--enable-bulk-memory', '--enable-sign-ext',
                  '--enable-nontrapping-float-to-int', '--enable-mutable-globals'];

const [truce, engine, output] = process.argv.slice(2);

/** The sources of its policy that allow a brief its own style and script: a page inside this one is under both. */
function policyOfBriefs(facts) {
    const made = spawnSync(truce, ['brief', '-', '-o', '-'], { input: facts.first.text, encoding: 'utf8' });
    const of = (kind) => new RegExp(`${kind}-src ('sha256-[^']+')`).exec(made.stdout)[1];
    return { style: of('style'), script: of('script') };
}

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
/** Text between tags, which must not end them. */
const apart = (text) => text.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');

const read = (name) => readFileSync(join(engine, name));
const squeezer = new Squeezer(engine);

/** Bytes packed, as letters. */
function packed(bytes, isCode = false) {
    const made = squeezer.pack(bytes, isCode);
    if (!squeezer.unpack(made, bytes.length, isCode).equals(bytes))
        throw new Error('what is packed cannot be unpacked');
    return made.toString('base64');
}

/** Of each function whether answering `ASKED_FIRST` calls it, as a byte. */
async function calledAtFirst(text) {
    const folder = mkdtempSync(join(tmpdir(), 'truce-page-')), file = join(folder, 'counting.wasm');
    const { status, error, stderr } = spawnSync('wasm-split', [...COUNTING, join(engine, 'truce.wasm'), '-o', file]);
    if (status !== 0) throw error ?? new Error(String(stderr));
    const counting = await load(readFileSync(file));
    rmSync(folder, { recursive: true });
    for (const words of ASKED_FIRST)
        if (counting.run([...words.split(' '), '--', 'model'], { model: text }).status !== 0) throw new Error(words);
    const { memory, allocate, __write_profile: write } = counting.exports;
    const size = write(0, 0), at = allocate(size);
    write(at, size);
    const times = new Uint32Array(memory.buffer.slice(at + 8, at + size)); // when each was first called; 0: never
    return Uint8Array.from(times, (time) => (time ? 1 : 0));
}

/** Where each piece ends when they stand one behind another. */
function stopsOf(pieces) {
    let end = 0;
    return pieces.map(({ length }) => (end += length));
}

const app = await bundle({ app: 'src/main.jsx' }, ['inside']);
const scripts = await bundle({ worker: '../wasm/worker.js', begin: 'src/inside/begin.js' }, ['inside']);
const { base, stop } = await serve(truce);
const facts = await factsOf(base).finally(stop);
const briefs = policyOfBriefs(facts);
const style = app.get('app.css').toString(), script = app.get('app.js').toString();
const begin = apart(scripts.get('begin.js').toString());
const icon = readFileSync(here('src/icon.svg')).toString('base64');
const texts = Buffer.from([style, JSON.stringify(facts), scripts.get('worker.js'), script].join('\0'));
const module = read('truce.wasm'), { head, code, tail } = cut(module), marks = await calledAtFirst(facts.first.text);
const functions = [...functionsOf(code)];
const [others, first] = [0, 1].map((mark) => Buffer.concat(functions.filter((_, i) => marks[i] === mark)));
if (!await WebAssembly.compile(assembled({ head, marks, first, tail })) ||
    !module.equals(assembled({ head, marks, first, others, tail })))
    throw new Error('the engine is not what its pieces make');
const pieces = [texts, marks, head, tail]; // the engine's data has words of the texts
const parts = {
    policy: `default-src 'none'; script-src ${hashOf(begin)} ${hashOf(script)} ${briefs.script} ` +
        `'wasm-unsafe-eval'; style-src ${hashOf(style)} ${briefs.style}; img-src data: blob:; ` +
        "worker-src blob:; frame-src blob:; base-uri 'none'; form-action 'none'",
    icon: `data:image/svg+xml;base64,${icon}`,
    notices: readFileSync(here('src/inside/notices.txt'), 'utf8').trim(),
    unpack: read('unpack.wasm').toString('base64'),
    page: packed(Buffer.concat(pieces)), pageStops: stopsOf(pieces),
    code: packed(Buffer.concat([first, others]), true), codeStops: stopsOf([first, others]),
    begin,
};
const page = readFileSync(here('src/page.html'), 'utf8').replace(/\{(\w+)\}/g, (_, part) => parts[part]);
writeFileSync(output, page);
const size = gzipSync(page, { level: 9 }).length;
console.log(`${output}: ${page.length} bytes, ${size} gzipped of ${MOST}`);
if (size > MOST) {
    console.error('the page is too large');
    process.exit(1);
}
