// SPDX-License-Identifier: Apache-2.0
// From the brief to a reply, and from the reply to a variant.
import { settled, tab, tabTo, well } from './harness.mjs';

const address = 'reader@example.org';

async function replyTo(brief) {
    await brief.getByRole('textbox', { name: 'Name' }).fill('A reader');
    await brief.getByRole('textbox', { name: 'E-mail' }).fill(address);
    await brief.getByRole('combobox', { name: 'What you dispute' }).selectOption('input preferences.south.order.3');
    await brief.getByRole('combobox', { name: 'Your change' }).selectOption('move');
    await brief.getByRole('textbox', { name: /What it should say/ }).fill('2');
    await brief.getByRole('textbox', { name: 'Comment' }).fill('Nobody in the south would rather go to court. <b>Nobody</b>.');
    await brief.locator('#reply-send').click();
    await brief.locator('#reply-status').filter({ hasText: /./ }).waitFor();
}

export async function a_brief_is_read_answered_and_tried(desk) {
    const page = await desk.open('a well', well);
    await settled(page);
    await tab(page, 'Brief').click();
    const link = page.getByRole('link', { name: 'Read the brief' });
    desk.claim(await link.getAttribute('target') === '_blank', 'the brief opens beside the workbench');
    const brief = await desk.tab(page.context());
    await brief.goto(new URL(await link.getAttribute('href'), desk.base).href);
    await brief.getByRole('heading', { level: 1 }).waitFor();
    await replyTo(brief);
    await page.bringToFront();
    await tab(page, 'What holds').click();
    await tab(page, 'Brief').click();
    const reply = page.getByRole('article', { name: 'Reply of A reader' });
    await reply.getByText('Held, nobody else sees it').waitFor();
    desk.claim(await reply.getByText('<b>Nobody</b>').isVisible(), 'the comment is text, whatever it says');
    desk.claim(!(await page.content()).includes(address), 'the e-mail address is nowhere in the page');
    await reply.getByRole('button', { name: 'Approve' }).click();
    await reply.getByText('Approved, stands in the brief').waitFor();
    await brief.reload();
    desk.claim(await brief.getByText('Nobody in the south').isVisible() && !(await brief.content()).includes(address), 'the brief has the reply, and no address');
    await reply.getByRole('button', { name: 'Try 1 change as a variant' }).click();
    const table = page.getByRole('region', { name: 'Verdicts that differ' });
    await table.waitFor();
    desk.claim(await table.getByRole('row').count() > 1, 'what flips is shown beside the model that was answered');
    const variant = (await desk.api('GET', 'models')).find((model) => model.parent === page.model);
    desk.claim(/- not sue\n\s*- sue if pump/.test((await desk.api('GET', `models/${variant.id}`)).text), 'the variant has the change');
}

export async function the_brief_is_saved_as_one_file(desk) {
    const page = await desk.open('a well', well);
    await settled(page);
    await tab(page, 'Brief').click();
    const saving = page.waitForEvent('download');
    desk.claim(await tabTo(page, 'Save it as a file'), 'by keyboard');
    await page.keyboard.press('Enter');
    desk.claim((await saving).suggestedFilename() === 'a-well-brief.html', 'under a name of its own');
}
