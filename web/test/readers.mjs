// SPDX-License-Identifier: Apache-2.0
// From the brief to a reply, and from the reply to a variant.
import { readFileSync } from 'node:fs';
import { currentText, isFirefox, place, results, saved, settled, well } from './harness.mjs';

const address = 'reader@example.org';

/** Marks an input in the folded list of them. */
async function dispute(brief, path) {
    const button = brief.locator(`input[name=about][value="input ${path}"]`);
    await button.evaluate((element) => { element.closest('details').open = true; });
    await button.check();
}

async function fill(brief) {
    await brief.getByRole('textbox', { name: 'Name' }).fill('A reader');
    await brief.getByRole('textbox', { name: 'E-mail' }).fill(address);
    await dispute(brief, 'preferences.south.order.3');
    await brief.getByRole('combobox', { name: 'Your change' }).selectOption('move');
    await brief.getByRole('textbox', { name: /What it should say/ }).fill('2');
    await brief
        .getByRole('textbox', { name: 'Comment' })
        .fill('Nobody in the south would rather go to court. <b>Nobody</b>.');
}

async function replyTo(brief) {
    await fill(brief);
    await brief.locator('#reply-send').click();
    await brief.locator('#reply-status').filter({ hasText: /./ }).waitFor();
}

export async function a_summary_prints_on_one_page(desk) {
    if (isFirefox) return; // it prints to no file
    const page = await desk.page();
    await page.setContent(readFileSync(new URL('../../cases/doha-2025/brief.html', import.meta.url), 'utf8'));
    await page.evaluate(() => {
        const behind = '#article, #annex, [aria-labelledby=reply], .stick';
        for (const one of document.querySelectorAll(behind)) one.remove();
    });
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    desk.claim(/\/Type \/Pages\s+\/Count 1\b/.test(pdf), 'the summary prints on one page');
}

export async function a_brief_is_read_answered_and_tried(desk) {
    const page = await desk.open('a well', well);
    await settled(page);
    await place(page, 'Share', 'Brief');
    const link = page.getByRole('link', { name: 'Read the brief' });
    desk.claim(await link.getAttribute('target') === '_blank', 'the brief opens beside the workbench');
    const brief = await desk.tab(page.context());
    await brief.goto(new URL(await link.getAttribute('href'), desk.base).href);
    await brief.getByRole('heading', { level: 1 }).waitFor();
    await brief.getByRole('textbox', { name: 'Name' }).fill(address);
    await brief.getByRole('textbox', { name: 'E-mail' }).fill(address);
    await brief.getByRole('textbox', { name: 'Comment' }).fill('Hear me.');
    brief.expected = /status of 400/;
    await brief.locator('#reply-send').click();
    await brief.locator('#reply-status').filter({ hasText: 'never shown' }).waitFor();
    await replyTo(brief);
    await page.bringToFront();
    await place(page, 'Share', 'Replies');
    const reply = page.getByRole('article', { name: 'Reply of A reader' });
    await reply.getByText('Waiting: only you see it').waitFor();
    desk.claim(await reply.getByText('<b>Nobody</b>').isVisible(), 'the comment is text, whatever it says');
    desk.claim(!(await page.content()).includes(address), 'the e-mail address is nowhere in the page');
    await reply.getByRole('button', { name: 'Approve' }).click();
    await reply.getByText('Approved: stands in the brief').waitFor();
    await brief.reload();
    desk.claim(
        (await brief.getByText('Nobody in the south').isVisible()) && !(await brief.content()).includes(address),
        'the brief has the reply, and no address',
    );
    const told = await reply.innerText();
    desk.claim(
        /On what South farm wants, place 3: not Go to court/.test(told) &&
            /What South farm wants, place 3: to place 2: not Go to court/.test(told) &&
            !/preferences\.south/.test(told),
        `what is disputed is told in words, with the statement: ${told}`,
    );
    await reply.getByRole('button', { name: 'Try it as a variant' }).click();
    const effect = reply.getByRole('region', { name: 'What the change does' });
    await effect.getByText(/holds now under|no longer holds under|No conclusion changes/).first().waitFor();
    desk.claim(await reply.getByText('Approved: stands in the brief').isVisible(), 'it is tried where it stands');
    await effect.getByRole('button', { name: 'Compare it with this one' }).click();
    const table = page.getByRole('region', { name: 'Verdicts that differ' });
    await table.waitFor();
    desk.claim(await table.getByRole('row').count() > 1, 'what flips is shown beside the model that was answered');
    desk.claim(page.url().includes(`model=${page.model}&`), `the model that was answered stays open: ${page.url()}`);
    const variant = (await desk.api('GET', 'models')).find((model) => model.parent === page.model);
    desk.claim(
        /- not sue\n\s*- sue if pump/.test((await desk.api('GET', `models/${variant.id}`)).text),
        'the variant has the change',
    );
    await place(page, 'Share', 'Replies');
    await reply.getByRole('button', { name: 'Take the change over' }).click();
    const bar = page.getByRole('status', { name: 'What was tried' });
    await bar.getByText('Tried: What South farm wants, place 3: to place 2').waitFor();
    desk.claim(/- not sue\n\s*- sue if pump/.test(await currentText(page)), 'the model takes it over');
    await bar.getByRole('button', { name: 'Take it back' }).click();
    await settled(page);
    desk.claim(/- sue if pump\n\s*- not sue/.test(await currentText(page)), 'and back');
}

export async function a_change_that_does_not_fit_is_told_in_the_form(desk) {
    const { id } = await desk.api('POST', 'models', { name: 'answered wrongly', text: well });
    const brief = await desk.page();
    await brief.goto(`${desk.base}/api/models/${id}/brief`);
    await fill(brief);
    const field = (name) => brief.locator(`#f [name=${name}]`), send = brief.locator('#reply-send');
    const isValid = (name) => field(name).evaluate((element) => element.validity.valid);
    for (const [name, value] of [['value', ''], ['value', 'second'], ['how', '']]) {
        const before = await field(name).inputValue();
        if (name === 'value') await field(name).fill(value);
        else await field(name).selectOption(value);
        desk.claim(!await isValid(name), `${name} '${value}': the browser points at the field`);
        await send.click();
        if (name === 'value') await field(name).fill(before);
        else await field(name).selectOption(before);
        desk.claim(await isValid(name), `${name} '${before}' is right again`);
    }
    await field('about').check();
    desk.claim(!await isValid('how'), 'a change needs an input');
    await send.click();
    await dispute(brief, 'preferences.south.order.3');
    desk.claim(await isValid('how'), 'and has one again');
    desk.claim((await desk.api('GET', `replies?model=${id}`)).length === 0, 'nothing of that was sent');
    await field('how').selectOption('set');
    await field('value').fill('frobs or');
    brief.expected = /status of 422/;
    await send.click();
    await brief.locator('#reply-status').filter({ hasText: 'does not fit the model' }).waitFor();
    desk.claim(await field('value').getAttribute('aria-invalid') === 'true', 'what the model refuses is marked');
    desk.claim((await field('comment').inputValue()).includes('Nobody'), 'and what was written stays');
    await field('value').fill('not sue');
    await send.click();
    await brief.locator('#reply-status').filter({ hasText: 'Thank you' }).waitFor();
    const [reply] = await desk.api('GET', `replies?model=${id}`);
    desk.claim(reply.change[0].value === 'not sue', 'corrected, it is taken in');
}

/** The page of a file, as it is opened from a disk: nobody to post to. */
async function fileOf(desk, options) {
    const { output } = await desk.api('POST', 'run', { command: 'brief', text: well, wait_ms: 8000 });
    const page = await desk.page(options);
    const address = `${desk.base}/brief-in-a-file`;
    await page.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: output }));
    await page.goto(address);
    return page;
}

export async function a_brief_in_a_file_makes_a_reply_file(desk) {
    const page = await fileOf(desk);
    await page.locator('a.mark[href^="#i"]').first().click();
    const button = page.locator(':target').getByRole('radio', { name: 'Dispute' });
    desk.claim(await button.isVisible(), 'the mark of an input unfolds the list and leads to it');
    await button.check();
    await page.getByRole('link', { name: 'write your reply' }).click();
    desk.claim(
        (await page.locator('#reply-what').textContent()).length > 0,
        'the form says what is disputed',
    );
    const { text } = await saved(page, () => replyTo(page));
    const reply = JSON.parse(text);
    desk.claim(
        reply.schema === 'truce.reply.v1' && reply.email === address && /^[0-9a-f]{64}$/.test(reply.model.sha256),
        'the file says who, and about which model',
    );
    desk.claim(
        JSON.stringify(reply.change) === '[{"op":"move","path":"preferences.south.order.3","to":2}]',
        'and what should change',
    );
}

export async function a_brief_needs_no_script(desk) {
    const page = await fileOf(desk, { javaScriptEnabled: false, width: 390 });
    desk.claim(await page.getByRole('heading', { level: 2 }).count() > 6, 'all of it is there');
    desk.claim(await page.locator('#reply-send').isHidden(), 'a button that could do nothing is not shown');
    await page.getByText('a reply in a text file').click();
    desk.claim(await page.getByText('schema: truce.reply.v1').isVisible(), 'a reply can be written by hand');
    await page.locator('a.mark[href^="#v"]').first().click();
    desk.claim(/#v\d+$/.test(page.url()), 'a mark leads to its reason');
}

export async function a_served_brief_is_answered_without_scripts(desk) {
    const { id } = await desk.api('POST', 'models', { name: 'answered without scripts', text: well });
    const page = await desk.page({ javaScriptEnabled: false, width: 390 });
    await page.goto(`${desk.base}/api/models/${id}/brief`);
    await fill(page);
    await page.locator('#reply-send').click();
    await page.getByText('Thank you. Your reply was received').waitFor();
    desk.claim(!(await page.content()).includes(address), 'the answer has no address');
    await page.getByRole('link', { name: 'Back to the article' }).click();
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    const [reply] = await desk.api('GET', `replies?model=${id}`);
    desk.claim(
        reply.name === 'A reader' && reply.comment.includes('<b>Nobody</b>'),
        'the reply is held as it was written',
    );
    desk.claim(
        JSON.stringify(reply.change) === '[{"op":"move","path":"preferences.south.order.3","to":2}]',
        'with its change',
    );
    await fill(page);
    await page.getByRole('textbox', { name: 'Name' }).fill(address);
    page.expected = /status of 400/;
    await page.locator('#reply-send').click();
    await page.getByText('Your reply was not accepted').waitFor();
    desk.claim(!(await page.content()).includes(address), 'a refusal has no address either');
}

export async function a_change_in_plain_words_keeps_its_comment(desk) {
    const page = await desk.open('answered in plain words', well);
    await settled(page);
    await place(page, 'Share', 'Replies');
    page.expected = /status of 422/;
    const reply = { schema: 'truce.reply.v1', name: 'A reader', email: address, input: 'preferences.south.order.3',
        change: [{ op: 'set', path: 'preferences.south.order.3', value: 'Go to court only if the well is dry' }],
        comment: 'They would wait.' };
    await page.locator('input[type=file]').setInputFiles({ name: 'reply.json', mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(reply)) });
    await results(page).getByText('the change does not fit the model').waitFor();
    await page.getByRole('button', { name: 'Take it in without the change' }).click();
    const told = page.getByRole('article', { name: 'Reply of A reader' });
    await told.getByText('They would wait.').waitFor();
    desk.claim(await told.getByText('Go to court only if the well is dry').isVisible(),
        'what was proposed stays readable');
    const [held] = await desk.api('GET', `replies?model=${page.model}`);
    desk.claim(held.comment.startsWith(reply.comment) && !held.change, 'as a comment, without a change');
    desk.claim(await page.getByRole('alert').count() === 0, 'nothing is left to decide');
}
