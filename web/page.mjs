// SPDX-License-Identifier: Apache-2.0
// Makes truce.html: the workbench with the engine inside, one file that asks nobody for anything.
//     node page.mjs TRUCE ENGINE OUTPUT
// TRUCE, the command, tells what does not hang on who asks: what there is to ask, and the examples. ENGINE is the
// folder with truce.wasm and unpack.wasm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundle, here } from './bundle.mjs';
import { factsOf } from './facts.mjs';
import { serve } from './test/serve.mjs';

const MOST = 720_000; // bytes of the file, gzipped; the engine has four fifths; 600,000 are promised

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
const unpacker = new WebAssembly.Module(read('unpack.wasm'));

function unpacked(packed, size) {
    const { memory, room, unpack } = new WebAssembly.Instance(unpacker).exports;
    const from = room(), to = from + packed.length;
    memory.grow(((to + size) >> 16) + 1);
    new Uint8Array(memory.buffer).set(packed, from);
    unpack(from, packed.length, to, size);
    return Buffer.from(memory.buffer, to, size);
}

/** Bytes packed by xz, as letters. That a place is a multiple of four says nothing in code and in texts: pb=0. */
function packed(bytes) {
    const words = ['--format=lzma', '--lzma1=preset=9e,lc=4,pb=0', '--stdout'];
    const { stdout, error } = spawnSync('xz', words, { input: bytes, maxBuffer: bytes.length });
    if (error) throw error;
    if (!unpacked(stdout, bytes.length).equals(bytes)) throw new Error('what is packed cannot be unpacked');
    return stdout.toString('base64');
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
const module = read('truce.wasm');
const parts = {
    policy: `default-src 'none'; script-src ${hashOf(begin)} ${hashOf(script)} ${briefs.script} ` +
        `'wasm-unsafe-eval'; style-src ${hashOf(style)} ${briefs.style}; img-src data: blob:; ` +
        "worker-src blob:; frame-src blob:; base-uri 'none'; form-action 'none'",
    icon: `data:image/svg+xml;base64,${icon}`,
    notices: readFileSync(here('src/inside/notices.txt'), 'utf8').trim(),
    unpack: read('unpack.wasm').toString('base64'),
    page: packed(texts), pageSize: texts.length,
    engine: packed(module), engineSize: module.length,
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
