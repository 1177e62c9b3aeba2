// SPDX-License-Identifier: Apache-2.0
// Builds web/dist, which is committed so that truce can be built without node. Beside each file NAME.gz has what a
// browser is sent.
//     node build.mjs            writes dist/
//     node build.mjs --check    compares with what is there; status 1 when it differs or is too large
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import zopfli from '@gfx/zopfli';
import { bundle, here } from './bundle.mjs';

const MOST = 100_000; // bytes of the page as it opens, as they are sent
const MOST_IN_ALL = 115_500; // with the script that it asks for when it stands

const files = await bundle({ app: 'src/main.jsx' }, [], true);
for (const name of ['index.html', 'icon.svg']) files.set(name, readFileSync(here(`src/${name}`)));

let wrong = 0;

/** Writes a file of dist/, or compares it. */
function keep(name, bytes) {
    const path = here(`dist/${name}`);
    if (!process.argv.includes('--check')) {
        mkdirSync(here('dist'), { recursive: true });
        writeFileSync(path, bytes);
    } else if (!readFileSync(path).equals(bytes)) {
        console.error(`web/dist/${name} is not what web/src gives: run 'npm run build' in web/`);
        wrong = 1;
    }
}

let [size, later] = [0, 0];
for (const [name, bytes] of files) {
    const packed = Buffer.from(await zopfli.gzipAsync(bytes, {}));
    if (name === 'later.js') later += packed.length;
    else size += packed.length;
    keep(name, bytes);
    keep(`${name}.gz`, packed);
}
console.log(`page: ${size} bytes gzipped of ${MOST}; with what comes later ${size + later} of ${MOST_IN_ALL}`);
if (size > MOST || size + later > MOST_IN_ALL) {
    console.error('the page is too large');
    wrong = 1;
}
process.exit(wrong);
