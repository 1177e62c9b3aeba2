// SPDX-License-Identifier: Apache-2.0
// How to begin and how to hand on: doors, articles, files; variants side by side, labels, everything as files.
import { currentText, menu, place, saved, settled, well } from './harness.mjs';

const article = `Upstream dam to fill before the dry season

The ministry of water will fill the reservoir within two years.
The downstream government would go to court if no water were released.
`;

export async function an_article_becomes_a_model_and_a_brief(desk) {
    const page = await desk.page();
    await page.goto(desk.at('#model=1&view=welcome/article'));
    await page.getByLabel('The text of the article').fill(article);
    await page.getByRole('button', { name: 'Begin with 3 paragraphs' }).click();
    await page.getByRole('heading', { name: 'The article, paragraph by paragraph' }).waitFor();
    const form = page.getByRole('form', { name: 'What is marked' });
    const mark = async (n, kind, words, ...choices) => {
        await page.getByRole('button', { name: `Take ¶${n}` }).focus();
        await page.keyboard.press('Enter');
        await form.getByRole('radio', { name: kind }).check();
        if (words) await form.getByRole('textbox').fill(words);
        for (const [label, value] of choices) await form.getByLabel(label, { exact: true }).selectOption(value);
        await form.getByRole('button', { name: /^Add/ }).press('Enter');
        await page.locator(`[data-take="${n}"]:focus`).waitFor();
    };
    await mark(3, 'a party', 'Downstream government');
    const paragraph = page.locator('[data-paragraph="3"]');
    await paragraph.evaluate((node) => {
        const text = node.firstChild, at = text.data.indexOf('go to court');
        getSelection().setBaseAndExtent(text, at, text, at + 11);
        node.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
    });
    await form.getByRole('radio', { name: 'something it can do' }).check();
    desk.claim(await form.getByRole('textbox').inputValue() === 'go to court', 'what is selected is the name');
    await form.getByLabel('Who can do it').selectOption('downstream_government');
    await form.getByRole('button', { name: 'Add the option' }).click();
    await form.getByText('Next: what does each party want?').waitFor();
    await page.getByRole('button', { name: 'Take ¶3' }).click();
    await form.getByRole('radio', { name: 'a quote for' }).check();
    desk.claim(await form.getByLabel('It supports').inputValue() === '', 'nothing is chosen that is not named alone');
    await form.getByLabel('It supports').selectOption({ label: 'Downstream government' });
    await form.getByText(/^It has a quote: “The downstream/).waitFor();
    desk.claim(await form.getByRole('button', { name: 'Put this in its place' }).isVisible(),
        'a quote that is there is not replaced unsaid');
    await form.getByRole('button', { name: 'Leave it' }).click();
    desk.claim(await page.getByText(/^In the model: Downstream government; go to court/).isVisible(),
        'a paragraph says what it is the source of');
    const text = await currentText(page);
    const { result } = await desk.api('POST', 'run', { command: 'check', text, options: {}, wait_ms: 8000 });
    desk.claim(result.inputs.some(({ quote }) => quote === 'go to court') && text.includes('# ¶3 The downstream'),
        'with quotes, and the article stays');
    await place(page, 'Share');
    const brief = page.frameLocator('iframe');
    await brief.getByRole('heading', { level: 1 }).waitFor();
    desk.claim(/Downstream/.test(await brief.locator('body').innerText()), 'the brief is seen in the page');
    await page.getByRole('button', { name: 'Show the summary' }).click();
    desk.claim((await page.locator('pre.output').innerText()).length > 100, 'and its summary');
    const save = page.getByRole('button', { name: 'Save the summary' });
    const { name, text: html } = await saved(page, () => save.click());
    desk.claim(name.endsWith('-summary.html') && /<h1/.test(html), `which is a file too: ${name}`);
}

export async function an_example_is_one_click_away(desk) {
    const page = await desk.page();
    await page.goto(desk.at());
    await page.getByRole('button', { name: 'Begin your own' }).click();
    await page.getByLabel('The text of the article').waitFor();
    await page.getByRole('button', { name: /^Open an example/ }).click();
    const gallery = page.getByRole('region', { name: 'Open an example' });
    await gallery.getByText('begin here.').waitFor();
    desk.claim((await gallery.getByRole('list').count()) === 3, 'the examples stand in three groups');
    const count = async () => (await desk.api('GET', 'models')).length;
    const before = await count();
    const take = async (title, word) => {
        await gallery.getByRole('button', { name: title }).click();
        await page.locator('.title-button', { hasText: word }).waitFor();
    };
    await take(/^Open The tragedy/, 'tragedy');
    desk.claim((await count()) === before + 1, 'one that was not here is here');
    await page.getByRole('button', { name: 'Begin your own' }).click();
    await page.getByRole('button', { name: /^Open an example/ }).click();
    await take(/^Open Talks in Doha/, 'Doha');
    desk.claim((await count()) === before + 1, 'one that is here is opened, not made again');
}

export async function a_file_is_taken_in_with_its_errors(desk) {
    const page = await desk.page();
    await page.goto(desk.at('#model=1&view=welcome/file'));
    const file = (name, text) => page.getByLabel(/Drop a file here/).setInputFiles(
        { name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    await file('reply.json', '{"schema": "truce.reply.v1"}');
    await page.getByText('This is a reply to a brief').waitFor();
    await file('village well.yaml', well.replace('sue if pump', 'sue if pumps'));
    await page.getByText('village well has 1 error, marked in the text.').waitFor();
    const { id } = (await desk.api('GET', 'models')).findLast((model) => model.name === 'village well');
    desk.claim((await desk.api('GET', `models/${id}`)).text.includes('pumps'), 'it is here as it was');
}

/** The names of the files of a ZIP archive, by its list. */
function namesIn(bytes) {
    const names = [];
    for (let at = bytes.readUInt32LE(bytes.length - 6); bytes.readUInt32LE(at) === 0x02014b50;) {
        const length = bytes.readUInt16LE(at + 28);
        names.push(bytes.toString('utf8', at + 46, at + 46 + length));
        at += 46 + length;
    }
    return names;
}

export async function everything_is_taken_along(desk) {
    const page = await desk.open('a well', well);
    const { id } = await desk.api('POST', 'models', { name: 'south gives in', parent: page.model,
        text: well.replace('      - sue if pump\n', '') });
    await page.goto(desk.at(`#model=${id}&view=share/export`));
    await settled(page);
    const take = (name) => saved(page, () => page.getByRole('button', { name, exact: true }).click());
    const table = await take('CSV of What holds, situation by situation');
    desk.claim(table.name === 'south-gives-in-solve.csv' && table.text.split('\n').length > 4, 'all situations');
    desk.claim((await take('LaTeX of Deals')).text.includes('\\toprule'), 'a table for LaTeX');
    desk.claim((await take('YAML')).text === well.replace('      - sue if pump\n', ''),
        'the model, letter by letter');
    const archive = namesIn((await take('ZIP')).bytes);
    for (const name of ['model.yaml', 'brief.html', 'brief.txt', 'replies.json', 'solve.csv', 'solve.json',
        'deal.csv', 'paths.json', 'robust.svg'])
        desk.claim(archive.includes(name), `${name} goes with all of it: ${archive}`);
    const cells = await take('CSV table');
    desk.claim(cells.name === 'south-gives-in.csv' && cells.text.split('\n').length > 4,
        'a table for other programs');
    await page.goto(desk.at(`#model=${id}&view=welcome/file`));
    await page.getByLabel(/Drop a file here/).setInputFiles(
        { name: 'a table.csv', mimeType: 'text/csv', buffer: cells.bytes });
    await page.locator('.title-button', { hasText: 'a table' }).waitFor();
    await settled(page);
    await page.goto(desk.at(`#model=${id}&view=share/export`));
    await settled(page);
    const patch = await take('Diff');
    desk.claim(patch.text.startsWith('--- a well\n+++ south gives in\n@@ ') &&
        /^-\s+- sue if pump$/m.test(patch.text) &&
        patch.text.match(/^[-+](?![-+])/gm).length === 1, `the variant as a patch: ${patch.text}`);
    await page.goto(desk.at(`#model=${id}&view=share/compare`));
    const along = page.locator('.export').first();
    await along.getByText('Take along').click();
    const form = (name) => saved(page,
        () => along.getByRole('button', { name: `${name} of What holds in which` }).click());
    const csv = await form('CSV'), latex = await form('LaTeX'), markdown = await form('Markdown');
    const lines = csv.text.trim().split('\n');
    desk.claim(lines[0] === 'What,south gives in,Two neighbours and a well' &&
        lines.some((line) => /^Situations,4,4$/.test(line)),
        `a table of the page: ${csv.text}`);
    desk.claim(/^\\begin\{tabular\}\{lll\}\n\\toprule\nWhat & south gives in & Two neigh/.test(latex.text) &&
        markdown.text.split('\n')[1] === '| --- | --- | --- |', 'in every form');
}

export async function a_drawing_is_taken_along_with_its_legend(desk) {
    const page = await desk.open('a well', well);
    await page.goto(desk.at(`#model=${page.model}&view=situations/graph`));
    await settled(page);
    await page.locator('svg.graph').first().waitFor();
    const along = page.locator('.export').first();
    await along.getByText('Take along').click();
    const svg = await saved(page, () => along.getByRole('button', { name: /^SVG/ }).first().click());
    desk.claim(/<title>/.test(svg.text) && /fill="rgb/.test(svg.text) && !/class=/.test(svg.text),
        'a drawing carries its looks with it');
    desk.claim(/>South farm</.test(svg.text), 'and its legend');
    const { bytes } = await saved(page, () => along.getByRole('button', { name: /^PNG/ }).first().click());
    const box = await page.locator('svg.graph').first().boundingBox();
    desk.claim(bytes.subarray(1, 4).toString() === 'PNG' && bytes.readUInt32BE(16) === 2 * Math.ceil(box.width),
        'as a picture it is twice as sharp');
}

export async function variants_stand_side_by_side(desk) {
    const page = await desk.open('a well', well);
    const variant = (name, text) => desk.api('POST', 'models', { name, text, parent: page.model });
    await variant('south gives in', well.replace('      - sue if pump\n', ''));
    const { id } = await variant('south sues', well.replace('not sue\n`', 'sue\n').replace('- sue if pump', '- sue'));
    await page.goto(desk.at(`#model=${page.model}&view=share/compare`));
    await page.reload();
    const table = page.getByRole('region', { name: 'What holds in which' });
    await table.getByRole('columnheader', { name: 'south sues' }).waitFor();
    const heads = (await table.getByRole('columnheader').allInnerTexts()).join();
    desk.claim(heads === 'What,Two neighbours and a well,south gives in,south sues',
        'a model stands beside all its variants');
    desk.claim(await table.getByText('differs').count() > 0 && await table.locator('.mark').count() === 2,
        'what differs is said; variants have their marks');
    await page.getByRole('checkbox', { name: 'south gives in' }).uncheck();
    await table.getByRole('columnheader', { name: 'south gives in' }).waitFor({ state: 'detached' });
    await page.reload();
    await table.getByRole('columnheader', { name: 'south sues' }).waitFor();
    desk.claim(await table.getByRole('columnheader').count() === 3, 'the address holds what is compared');
    await page.goto(desk.at(`#model=${id}`));
    await settled(page);
    await menu(page, 'Versions');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Label of version 1').fill('as the south says');
    await page.keyboard.press('Enter');
    const name = dialog.getByRole('textbox', { name: 'Name of the model' });
    await name.fill('the south sues');
    await page.keyboard.press('Enter');
    await page.locator('.title-button', { hasText: 'the south sues' }).waitFor();
    desk.claim((await desk.api('GET', `models/${id}/versions`))[0].label === 'as the south says',
        'and a version the label that it is given');
}
