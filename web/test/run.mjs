// SPDX-License-Identifier: Apache-2.0
// Drives the page of `truce serve` in Chromium, and truce.html where it is made.
//     node web/test/run.mjs TRUCE [WORD ...]     with words: only tests whose name, or whose file's, has one of them
// Ends in "N passed, N failed". BROWSER=firefox takes Firefox. WORKBENCH=http://127.0.0.1:PORT drives one that runs
// already.
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Claims, Desk, FileDesk, isFirefox, launch } from './harness.mjs';
import { serve } from './serve.mjs';
import * as editing from './editing.mjs';
import * as readers from './readers.mjs';
import * as file from './file.mjs';
import * as forms from './forms.mjs';
import * as inside from './inside.mjs';
import * as journey from './journey.mjs';
import * as live from './live.mjs';
import * as markup from './markup.mjs';
import * as manners from './manners.mjs';
import * as reading from './reading.mjs';
import * as sharing from './sharing.mjs';
import * as shell from './shell.mjs';
import * as squeezing from './squeezing.mjs';
import * as strangers from './strangers.mjs';
import * as units from './units.mjs';
import * as catalogue from './words.mjs';

/** Firefox's driver cannot turn scripts off, show paper or read what a request sends; its console has other words. */
const BEYOND_FIREFOX = ['a_brief_needs_no_script', 'a_served_brief_is_answered_without_scripts',
    'large_models_do_not_stop_the_page', 'paper', 'printed_reasons_say_by_which_concept_and_how_sure',
    'the_policy_forbids_what_is_not_ours'];

const [truce = 'build/truce', ...words] = process.argv.slice(2);
const claims = new Claims();
/** The tests of some files, those that are wanted: [name, test]. */
const wanted = (files) => Object.entries(files).flatMap(([file, tests]) => Object.entries(tests).filter(([name]) =>
    !(isFirefox && BEYOND_FIREFOX.includes(name)) &&
    (!words.length || words.some((word) => `${file} ${name}`.includes(word)))));
for (const [, test] of wanted({ units, markup, inside, squeezing })) await test(claims, truce);

const { base, stop } = await serve(truce);
const browser = await launch();

async function drive(name, test, desk) {
    const start = Date.now();
    try {
        await test(desk);
    } catch (error) {
        claims.claim(false, `${name}: ${error.stack}`);
    }
    await desk.close();
    console.log(`${name}: ${Date.now() - start} ms`);
}

try {
    const served = { shell, journey, reading, editing, forms, readers, live, sharing, manners, strangers, catalogue };
    for (const [name, test] of wanted(served))
        await drive(name, test, new Desk(browser, base, claims, truce));
    const page = resolve(dirname(truce), 'truce.html'), ofFile = wanted({ file });
    if (!existsSync(page) && ofFile.length) console.log(`skipped: ${page} is not made (./run page)`);
    else
        for (const [name, test] of ofFile)
            await drive(`${name} in a file`, test, new FileDesk(browser, page, claims));
} finally {
    await browser.close();
    stop();
}
console.log(`${claims.passed} passed, ${claims.failed} failed`);
process.exit(claims.failed || !claims.passed ? 1 : 0);
