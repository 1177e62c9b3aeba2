// SPDX-License-Identifier: Apache-2.0
// The whole way without a mouse: from the first start to an article of one's own, its brief, a change that is tried
// and kept, a reader's comment, and what is taken along.
import { results, saved, settled, titled } from './harness.mjs';

const article = `Upstream dam to fill before the dry season

The ministry of water will fill the reservoir within two years.
The downstream government would go to court if no water were released.
`;

/** Presses Tab until the focus is on something that is called so: its label, or what stands on it. */
async function reach(page, name, key = 'Tab', most = 130) {
    const called = () => page.evaluate(() => {
        const at = document.activeElement;
        return (at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent)
            .trim().replace(/\s+/g, ' ');
    });
    for (let i = 0; i < most; i++) {
        await page.keyboard.press(key);
        if (name.test(await called())) return;
    }
    throw new Error(`${name} cannot be reached by ${key}; the last was ${await called()}`);
}
const press = async (page, name, key) => (await reach(page, name, key), page.keyboard.press('Enter'));
const type = async (page, name, words) => (await reach(page, name), page.keyboard.insertText(words));

/** What is found under these words. */
async function find(page, words) {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find or do' }).waitFor();
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Marks a paragraph: by arrow keys what it becomes, its name, and choices by their first letters. */
async function mark(page, n, kind, words, choices = []) {
    const form = page.getByRole('form', { name: 'What is marked' });
    await press(page, new RegExp(`^Take ¶${n}$`), n === 2 ? 'Shift+Tab' : 'Tab');
    await form.locator('textarea:focus').waitFor();
    if (words) await page.keyboard.insertText(words);
    await page.keyboard.press('Shift+Tab');
    for (let i = 0; i < 5 && !(await form.getByRole('radio', { name: kind }).isChecked()); i++)
        await page.keyboard.press('ArrowDown');
    for (const [label, letters] of choices) {
        await reach(page, label, 'Tab', 5);
        await page.keyboard.type(letters);
    }
    await press(page, /^Add/, 'Tab');
    await page.locator(`[data-take="${n}"]:focus`).waitFor();
}

async function beginFromAnArticle(desk, page) {
    await press(page, /^Begin your own$/, 'Shift+Tab');
    await type(page, /^The text of the article$/, article);
    await press(page, /^Begin with 3 paragraphs$/);
    await page.getByRole('heading', { name: 'The article, paragraph by paragraph' }).waitFor();
    await settled(page);
    await reach(page, /^Take ¶3$/);
    await mark(page, 2, 'a party', 'Ministry of water');
    await mark(page, 3, 'a party', 'Downstream government');
    await mark(page, 2, 'something it can do', 'Fill the reservoir', [[/^Who can do it$/, 'Min']]);
    await mark(page, 3, 'what it wants', null, [[/^Who wants it$/, 'Down'], [/^Wants$/, 'Fill the reservoir: no']]);
    await mark(page, 2, 'what it wants', null, [[/^Who wants it$/, 'Min'], [/^Wants$/, 'Fill the reservoir: y']]);
    await mark(page, 2, 'how things stand today', null, [[/^How it stands$/, 'Fill the reservoir: y']]);
    const model = (await desk.api('GET', 'models')).at(-1);
    await page.keyboard.press('Control+s');
    await page.getByText('Saved', { exact: true }).waitFor();
    const { text } = await desk.api('GET', `models/${model.id}`);
    const { result } = await desk.api('POST', 'run', { command: 'check', text, options: {}, wait_ms: 8000 });
    const of = (kind) => result.inputs.filter((input) => input.kind === kind)
        .map((input) => `${input.text} ¶${input.sources[0].paragraph}`).join('; ');
    desk.claim(result.ok && of('party') === 'Ministry of water ¶2; Downstream government ¶3' &&
        of('preference') === 'fill_the_reservoir ¶2; not fill_the_reservoir ¶3', `what was marked, sourced: ${text}`);
    desk.claim(/status_quo:\n  fill_the_reservoir:\n    level: "?yes"?\n    source: article ¶2\n/.test(text),
        `where things stand, sourced: ${text}`);
    desk.claim(text.includes('# ¶3 The downstream'), 'and the article stays');
    return model;
}

async function tryAndKeep(desk, page, model) {
    await page.keyboard.press('2');
    await reach(page, /^✓ yes/);
    await page.keyboard.press('ArrowLeft');
    await find(page, 'unlock');
    await results(page).locator('.answers').first().waitFor();
    await press(page, /^Try it: /);
    const tried = results(page).getByRole('status', { name: 'What was tried' });
    await tried.getByText(/^Tried:/).waitFor();
    await settled(page);
    await press(page, /^Keep as variant$/);
    await page.getByRole('region', { name: 'What the change does' }).waitFor();
    desk.claim((await desk.api('GET', 'models')).some(({ parent }) => parent === model.id),
        'what was tried is a variant');
    await press(page, /^Compare it with this one$/);
    await settled(page);
    const table = page.getByRole('region', { name: 'Verdicts that differ' });
    await table.waitFor();
    desk.claim(await table.getByRole('row').count() > 1, 'beside the model it differs');
    desk.claim(await page.evaluate((id) => location.hash.startsWith(`#model=${id}&`), model.id),
        'and the model is still the one that is open');
}

async function answerTheBrief(desk, page) {
    await find(page, 'share: brief');
    await reach(page, /^Read the brief$/);
    const [brief] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')]);
    await brief.getByRole('heading', { level: 1 }).waitFor();
    await press(brief, /^What it rests on/);
    await type(brief, /^Name/, 'A reader');
    await type(brief, /^E-mail/, 'reader@example.org');
    await reach(brief, /^The brief as a whole/);
    await brief.keyboard.press('ArrowUp'); // the last input of the list
    desk.claim(await brief.locator('#reply-what').innerText() !== '', 'an input is disputed');
    await reach(brief, /^Your change/);
    await brief.keyboard.type('It should not');
    await type(brief, /^Comment/, 'The water is not theirs.');
    await press(brief, /^Post the reply$/);
    await brief.locator('#reply-status').filter({ hasText: /Thank you/ }).waitFor();
    await brief.close();
}

export async function the_whole_journey_by_keyboard(desk) {
    const page = await desk.page();
    await page.goto(desk.at());
    await settled(page);
    await page.getByRole('region', { name: 'What does it hang on?' }).locator('.found-one').first().waitFor();
    await press(page, /^1\. Today’s situation, the stalemate, holds/);
    desk.claim(await page.getByText('In every reading (100 of 100)').isVisible(), 'a finding says how sure it is');
    await press(page, /^Hamas, SEQ: stays. Why\?$/, 'Shift+Tab');
    const why = page.getByRole('dialog').locator('details[data-party=hamas][open]');
    await why.getByText(/^stays: none of its/).or(why.getByText(/no better/)).first().waitFor();
    await page.keyboard.press('Escape');
    const model = await beginFromAnArticle(desk, page);
    await press(page, /^What follows from it$/);
    await page.getByText('Holds by every measure').waitFor();
    await page.keyboard.press('5');
    const file = await saved(page, () => press(page, /^Save it as a file$/));
    desk.claim(/-brief\.html$/.test(file.name) && /<form id="?[^>]*>/.test(file.text) &&
        !/<form[^>]* action=/.test(file.text), 'the brief as a file: its form posts nowhere');
    await tryAndKeep(desk, page, model);
    await answerTheBrief(desk, page);
    await find(page, 'replies');
    const reply = page.getByRole('article', { name: 'Reply of A reader' });
    await press(page, /^Approve$/);
    await reply.getByText('Approved: stands in the brief').waitFor();
    await press(page, /^Try it as a variant$/);
    await reply.getByRole('region', { name: 'What the change does' })
        .getByText(/holds now under|no longer holds under|No conclusion changes/).first().waitFor();
    await find(page, 'export');
    const text = await saved(page, () => press(page, /^YAML$/));
    desk.claim(text.text.includes('fill_the_reservoir'), 'the model is taken along');
    desk.claim(await titled(page, /Upstream dam/).count() > 0, 'under its title');
}
