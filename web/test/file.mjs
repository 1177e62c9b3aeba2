// SPDX-License-Identifier: Apache-2.0
// truce.html, opened as a file: journeys of the served page, and what only the file has.
import { large, place, results, saved, settled, textbox, titled, verify, well } from './harness.mjs';
import * as editing from './editing.mjs';
import * as reading from './reading.mjs';
import * as sharing from './sharing.mjs';

export const { first_start_shows_a_result } = reading;
export const { every_version_can_be_had_back, removed_models_lie_in_a_bin,
               two_tabs_do_not_overwrite_each_other } = editing;
export const { an_article_becomes_a_model_and_a_brief, everything_is_taken_along } = sharing;

export async function everything_is_a_file_and_comes_back(desk) {
    const page = await desk.open('a well', well, { side: 'text' });
    await textbox(page).fill(well.replace('Two neighbours', 'Two villages'));
    await page.keyboard.press('Control+s');
    await page.getByText('Saved', { exact: true }).waitFor();
    await place(page, 'Share', 'Export');
    await results(page).getByText('kept by this browser').waitFor();
    const save = results(page).getByRole('button', { name: 'Save everything as a file' });
    const { name: called, bytes: buffer } = await saved(page, () => save.click());
    desk.claim(/^truce-[\d-]+\.json$/.test(called), 'under a name with the day');
    await page.context().close();
    desk.contexts.length = 0;

    const other = await desk.page(); // another browser
    await other.goto(desk.at());
    await titled(other, /Doha/).waitFor();
    desk.claim((await desk.api('GET', 'models')).length === 1, 'it knows nothing of the first');
    await place(other, 'Share', 'Export');
    const take = (name, file) => other.getByLabel('Open such a file')
        .setInputFiles({ name, mimeType: 'application/json', buffer: file });
    await take('x.json', Buffer.from('{"schema": "truce.workbench.v1"}'));
    await other.getByText('x.json is no file with everything').waitFor();
    await take('all.json', buffer);
    await other.getByText(/\d models? (is|are) here now that (was|were) not/).waitFor();
    const taken = (await desk.api('GET', 'models')).find(({ name }) => name === 'a well');
    desk.claim(taken.version === 2 && taken.title === 'Two villages and a well', 'with its versions');
    await take('all.json', buffer);
    await other.getByText('Everything in this file is here already.').waitFor();
}

export async function replies_come_as_files(desk) {
    const page = await desk.open('a well', well);
    await settled(page);
    await place(page, 'Share', 'Brief');
    const brief = page.frameLocator('iframe');
    await brief.getByRole('heading', { level: 1 }).waitFor();
    desk.claim(await brief.locator('body').evaluate((body) => getComputedStyle(body).margin) !== '8px',
        'the brief has its own style');
    await place(page, 'Share', 'Replies');
    await page.getByText('The form at the end of the brief makes a file').waitFor();
    const change = [{ op: 'move', path: 'preferences.south.order.3', to: 2 }];
    const reply = { schema: 'truce.reply.v1', name: 'A reader', email: 'reader@example.org', change,
                    input: 'preferences.south.order.3', comment: 'Nobody would rather go to court.' };
    const open = (file) => page.getByLabel('Open a reply file').setInputFiles(
        { name: 'reply.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) });
    await open({ ...reply, change: [{ op: 'remove', path: 'parties.9' }] });
    await page.getByText('the change does not fit the model').waitFor();
    await open(reply);
    const shown = page.getByRole('article', { name: 'Reply of A reader' });
    await shown.getByRole('button', { name: 'Approve' }).click();
    await shown.getByText('Approved: stands in the brief').waitFor();
    await shown.getByRole('button', { name: 'Try it as a variant' }).click();
    await shown.getByRole('region', { name: 'What the change does' })
        .getByText(/holds now under|no longer holds under|No conclusion changes/).first().waitFor();
    const variant = (await desk.api('GET', 'models')).find(({ parent }) => parent === page.model);
    desk.claim(variant?.name === 'a well, as A reader proposes', 'tried as a variant');
}

export async function long_work_is_cancelled_and_keeps_nothing_else_waiting(desk) {
    const page = await desk.open('large', large);
    await page.getByRole('button', { name: verify }).click();
    await page.getByRole('button', { name: /^\d running/ }).waitFor();
    const small = await desk.api('POST', 'run', { command: 'check', text: well, wait_ms: 9000 });
    const isVerifying = ({ command, options, state }) => command === 'solve' && options.verify && state === 'running';
    const { job } = (await desk.api('GET', 'jobs')).find(isVerifying) ?? {};
    desk.claim(small.result.ok && job, 'small work is done while long work goes on');
    await page.locator('header').getByRole('button', { name: /^Cancel/ }).click();
    await page.getByRole('button', { name: /^\d running/ }).waitFor({ state: 'hidden' });
    desk.claim((await desk.api('GET', `jobs/${job}`)).status === 130, 'its worker has ended');
}

export async function the_file_asks_nobody(desk) {
    const page = await desk.page();
    await page.goto(desk.at());
    await titled(page, /Doha/).waitFor();
    page.expected = /Content Security Policy|Refused/;
    const went = await page.evaluate(async () => {
        const asked = await fetch('https://example.org/').then(() => 'answered', () => 'refused');
        document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }));
        return `${asked} ${window.ran}`;
    });
    desk.claim(went === 'refused undefined', `its policy forbids what is not its own: ${went}`);
}

/** ASKED_FIRST of page.mjs has all that the page asks; what asks for more gets the whole engine. */
export async function the_start_needs_half_of_the_engine(desk) {
    const page = await desk.page();
    await page.addInitScript(() => {
        const { compile } = WebAssembly, wait = setTimeout;
        globalThis.compiled = 0;
        WebAssembly.compile = (bytes) => (globalThis.compiled++, compile(bytes));
        globalThis.setTimeout = (work, time) => (time === 1000 ? 0 : wait(work, time)); // nothing comes unasked
    });
    await page.goto(desk.at());
    await titled(page, /Doha/).waitFor();
    await settled(page);
    await results(page).getByRole('list', { name: 'A way, step by step' }).first().waitFor();
    const compiled = () => page.evaluate(() => globalThis.compiled);
    desk.claim(await compiled() === 1, 'the findings stand with what is unpacked first');
    const { result } = await desk.api('POST', 'run', { command: 'forecast', text: well, wait_ms: 9000 });
    desk.claim(result.schema === 'truce.forecast.v1' && await compiled() === 2, 'a forecast takes the whole');
}

export async function a_browser_that_keeps_nothing_is_told_of(desk) {
    const page = await desk.page();
    await page.addInitScript(() => {
        IDBFactory.prototype.open = () => { throw new DOMException('not here', 'SecurityError'); };
    });
    await page.goto(desk.at());
    await titled(page, /Doha/).waitFor();
    await page.getByRole('alert').getByText('This browser keeps nothing here').waitFor();
    desk.claim(await page.getByRole('button', { name: 'Save everything as a file' }).isVisible(), 'and what to do');
    await place(page, 'Share', 'Export');
    desk.claim(await results(page).getByText('ends with this page').count() === 2, 'the same where it is kept');
}
