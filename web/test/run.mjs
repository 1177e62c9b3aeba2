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

/** These take longest. */
const LONG = ['every_other_form_is_undone', 'no_rule_of_axe_is_broken', 'no_view_shows_ids'];

const [truce = 'build/truce', ...words] = process.argv.slice(2);
const all = new Claims();
/** The tests of some files, those that are wanted: [name, test]. */
const wanted = (files) => Object.entries(files).flatMap(([file, tests]) => Object.entries(tests).filter(([name]) =>
    !(isFirefox && BEYOND_FIREFOX.includes(name)) &&
    (!words.length || words.some((word) => `${file} ${name}`.includes(word)))));
for (const [, test] of wanted({ units, markup, inside, squeezing })) await test(all, truce);

async function drive({ name, test, page }, browser) {
    const start = Date.now(), claims = new Claims(name);
    const { base, stop } = page ? { stop: () => {} } : await serve(truce);
    const desk = page ? new FileDesk(browser, page, claims) : new Desk(browser, base, claims, truce);
    try {
        await test(desk);
    } catch (error) {
        claims.claim(false, `${error.stack}\n${await desk.state()}`);
    }
    await desk.close();
    stop();
    console.log(`${name}: ${Date.now() - start} ms`);
    all.passed += claims.passed;
    all.failed += claims.failed;
}

/** Takes one test after the other with a browser of its own; each has a workbench of its own. */
async function work(tests) {
    const browser = await launch();
    try {
        for (let one; (one = tests.shift());) await drive(one, browser);
    } finally {
        await browser.close();
    }
}

const served = { shell, journey, reading, editing, forms, readers, live, sharing, manners, strangers, catalogue };
const page = resolve(dirname(truce), 'truce.html'), ofFile = wanted({ file });
if (!existsSync(page) && ofFile.length) console.log(`skipped: ${page} is not made (./run page)`);
const tests = wanted(served).map(([name, test]) => ({ name, test }));
if (existsSync(page)) tests.push(...ofFile.map(([name, test]) => ({ name: `${name} in a file`, test, page })));
// A test waits as long as it works: two at a time take two processors. The longest come first.
tests.sort((a, b) => LONG.includes(b.name) - LONG.includes(a.name));
await Promise.all(Array.from({ length: process.env.WORKBENCH ? 1 : 2 }, () => work(tests)));
console.log(`${all.passed} passed, ${all.failed} failed`);
process.exit(all.failed || !all.passed ? 1 : 0);
