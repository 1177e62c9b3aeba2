// SPDX-License-Identifier: Apache-2.0
// What a user waits for, in Chromium: from opening the page for the first time to the findings of the example, and
// from an edit to its result. For the latter the buttons of a preference list are pressed and the time is taken until
// the page has drawn what follows (edit, check, solve, draw). Nothing here is a test.
//     node bench/page.mjs TRUCE|TRUCE.HTML [TIMES]
import { resolve } from 'node:path';
import { Claims, Desk, FileDesk, launch, results, settled } from '../web/test/harness.mjs';
import { serve } from '../web/test/serve.mjs';

const [truce = 'build/truce', times = '15'] = process.argv.slice(2);

/** 2^n states of three parties, each with statements about all options. */
function model(n) {
    const ids = Array.from({ length: n }, (_, i) => `o${i}`);
    const owner = (i) => 'abc'[i % 3];
    const options = (p) => ids.filter((_, i) => owner(i) === p).map((id) => `{id: ${id}}`).join(', ');
    const order = (k) => ids.map((id, i) => `${id} iff ${ids[(i * 5 + k + 1) % n]}`).join(', ');
    const parties = [...'abc'].map((p) => `  - {id: ${p}, options: [${options(p)}]}`);
    const orders = [...'abc'].map((p, k) => `  ${p}: {order: [${order(k)}]}`);
    return `truce: 1\ntitle: ${n} options\nparties:\n${parties.join('\n')}\nstatus_quo: {o0: yes}\n` +
        `preferences:\n${orders.join('\n')}\n`;
}

/** In the page: milliseconds from a click to the frame in which the results are new. */
const press = () => new Promise((done) => {
    const results = document.getElementById('results');
    const begin = performance.now();
    let wasBusy = false;
    const watch = new MutationObserver(() => {
        const isBusy = results.getAttribute('aria-busy') === 'true';
        if (wasBusy && !isBusy) {
            watch.disconnect();
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)));
        }
        wasBusy ||= isBusy;
    });
    watch.observe(results, { attributes: true });
    document.querySelector('[aria-label="Wish 1 down"]').click();
});

const isFile = truce.endsWith('.html');
const { base, stop } = isFile ? { stop: () => {} } : await serve(truce);
const browser = await launch();
const desktop = () => (isFile ? new FileDesk(browser, resolve(truce), new Claims())
    : new Desk(browser, base, new Claims()));

/** Milliseconds from opening the page, where it was never opened before, to its findings. */
async function first() {
    const desk = desktop();
    const page = await desk.page();
    const begin = performance.now();
    await page.goto(desk.at(), { waitUntil: 'commit' });
    await results(page).locator('.facts').waitFor();
    const taken = performance.now() - begin;
    await desk.close();
    return taken;
}

function line(name, taken) {
    taken.sort((a, b) => a - b);
    const three = [taken[taken.length >> 1], taken[0], taken.at(-1)];
    console.log(name.padEnd(14) + three.map((ms) => ms.toFixed(0).padStart(9)).join(''));
}

/** So many times, one after the other. */
async function repeated(work) {
    const taken = [];
    for (let i = 0; i < Number(times); i++) taken.push(await work());
    return taken;
}

console.log('milliseconds     median    least     most');
line('first findings', await repeated(first));
for (const n of [4, 8, 10, 12, 14]) {
    const desk = desktop();
    const page = await desk.open(`${n} options`, model(n), { side: 'forms' });
    await page.locator('details.party > summary').first().click();
    await page.locator('[aria-label="Wish 1 down"]').first().waitFor();
    await settled(page);
    line(`2^${n} states`, await repeated(() => page.evaluate(press)));
    await desk.close();
}
await browser.close();
stop();
