// SPDX-License-Identifier: Apache-2.0
// A brief with --live, opened as a file: a reader tries changes and takes one over into the reply.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { well } from './harness.mjs';

const MOST = 500_000; // bytes of a page, compressed

/** The page of a model as a file; null where no engine was built. */
function makeBrief(truce, folder) {
    const [model, brief] = [join(folder, 'well.yaml'), join(folder, 'brief.html')];
    writeFileSync(model, well);
    const made = spawnSync(truce, ['brief', model, '--live', '-o', brief], { encoding: 'utf8' });
    if (made.status === 0) return brief;
    if (!made.stderr.includes('./run engine')) throw new Error(made.stderr);
    return null;
}

/** A page of a browser that can reach nothing; what it asks for all the same is complained of. */
async function openFile(desk, brief, options) {
    const context = await desk.browser.newContext({ offline: true, ...options });
    desk.contexts.push(context);
    const page = await context.newPage();
    page.on('request', (request) => /^(file|blob):/.test(request.url()) || desk.foreign.push(request.url()));
    page.on('pageerror', (error) => desk.complaints.push(error.stack));
    page.on('console', (message) => message.type() === 'error' && desk.complaints.push(message.text()));
    page.setDefaultTimeout(20000);
    await page.goto(pathToFileURL(brief).href);
    return page;
}

async function attempt(page, input, change) {
    await page.locator('#live-input').selectOption({ label: input });
    await page.locator('#live-change').selectOption({ label: change });
    await page.getByRole('button', { name: 'See what would be different' }).click();
    await page.locator('#live-take').waitFor();
    return page.locator('#live [role=status]').innerText();
}

async function tryAndTakeOver(desk, page) {
    const inputs = await page.locator('#live-input option').allInnerTexts();
    const pump = inputs.find((words) => /pump/i.test(words) && !/ of /.test(words));
    const level = (await page.locator('#live-change option').allInnerTexts()).length;
    desk.claim(inputs.length > 3 && level > 0, 'every statement and every option can be chosen');
    const today = await attempt(page, pump, 'Today it is: no');
    desk.claim(/These conclusions would be different:[^]*among the possible agreements/.test(today),
        `what flips is told in words: ${today}`);
    const wish = inputs.find((words) => /^1 of /.test(words));
    const turned = await attempt(page, wish, 'Turn it round: the opposite is wanted');
    desk.claim(/These conclusions would be different:[^]*would hold/.test(turned),
        `the first wish turned round flips conclusions: ${turned}`);
    await page.getByRole('button', { name: 'Take the change over' }).click();
    const taken = await page.locator('#f').evaluate(({ elements }) =>
        [elements.about.value, elements.how.value, elements.value.value]);
    desk.claim(/^input preferences\.\w+\.order\.1$/.test(taken[0]) && taken[1] === 'set' && /^not \(/.test(taken[2]),
        `the change stands in the form for replies: ${taken}`);
}

async function withoutScripts(desk, brief, plain) {
    const page = await openFile(desk, brief, { javaScriptEnabled: false });
    desk.claim(!(await page.locator('#live').isVisible()), 'without scripts there is no section to try changes in');
    const words = await page.locator('main').innerText();
    await page.goto(pathToFileURL(plain).href);
    desk.claim(words === await page.locator('main').innerText(), 'and the brief reads as one without --live');
}

export async function a_brief_is_tried_from_a_file(desk) {
    const folder = mkdtempSync(join(tmpdir(), 'truce-live-'));
    try {
        const brief = makeBrief(desk.truce, folder);
        if (!brief) return console.log('skipped: ./run engine makes the engine of live briefs');
        desk.claim(gzipSync(readFileSync(brief)).length <= MOST, `a live brief is small: ${statSync(brief).size}`);
        const page = await openFile(desk, brief);
        await tryAndTakeOver(desk, page);
        await page.emulateMedia({ media: 'print' });
        desk.claim(!(await page.locator('#live').isVisible()), 'nor is it printed');
        const plain = join(folder, 'plain.html');
        spawnSync(desk.truce, ['brief', join(folder, 'well.yaml'), '-o', plain]);
        await withoutScripts(desk, brief, plain);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
