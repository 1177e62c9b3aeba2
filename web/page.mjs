// SPDX-License-Identifier: Apache-2.0
// Makes truce.html: the workbench with the engine inside, one file that asks nobody for anything.
//     node page.mjs TRUCE WASM OUTPUT
// TRUCE, the command, tells what does not hang on who asks: what there is to ask, and the examples.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bundle, here } from './bundle.mjs';
import { factsOf } from './facts.mjs';
import { serve } from './test/serve.mjs';

const MOST = 1_000_000; // bytes of the file, gzipped; the engine has four fifths of them

const [truce, wasm, output] = process.argv.slice(2);

/** The sources of its policy that allow a brief its own style and script: a page inside this one is under both. */
function policyOfBriefs(facts) {
    const made = spawnSync(truce, ['brief', '-', '-o', '-'], { input: facts.first.text, encoding: 'utf8' });
    const of = (kind) => new RegExp(`${kind}-src ('sha256-[^']+')`).exec(made.stdout)[1];
    return { style: of('style'), script: of('script') };
}

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
/** Text between tags, which must not end them. */
const apart = (text) => text.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');

const app = await bundle({ app: 'src/main.jsx' }, ['inside']);
const workers = await bundle({ worker: '../wasm/worker.js' });
const { base, stop } = await serve(truce);
const facts = await factsOf(base).finally(stop);
const briefs = policyOfBriefs(facts);
const style = app.get('app.css').toString(), script = apart(app.get('app.js').toString());
const icon = readFileSync(here('src/icon.svg')).toString('base64');
const parts = {
    policy: `default-src 'none'; script-src ${hashOf(script)} ${briefs.script} 'wasm-unsafe-eval'; ` +
        `style-src ${hashOf(style)} ${briefs.style}; img-src data: blob:; worker-src blob:; frame-src blob:; ` +
        "base-uri 'none'; form-action 'none'",
    icon: `data:image/svg+xml;base64,${icon}`,
    notices: readFileSync(here('src/inside/notices.txt'), 'utf8').trim(),
    style,
    facts: JSON.stringify(facts).replaceAll('<', '\\u003c'),
    worker: apart(workers.get('worker.js').toString()),
    engine: gzipSync(readFileSync(wasm), { level: 9 }).toString('base64'),
    script,
};
const page = readFileSync(here('src/page.html'), 'utf8').replace(/\{(\w+)\}/g, (_, part) => parts[part]);
writeFileSync(output, page);
const size = gzipSync(page, { level: 9 }).length;
console.log(`${output}: ${page.length} bytes, ${size} gzipped of ${MOST}`);
if (size > MOST) {
    console.error('the page is too large');
    process.exit(1);
}
