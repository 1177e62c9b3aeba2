// SPDX-License-Identifier: Apache-2.0
// The frame of the page: places, keys, find, tour, words, colours, addresses; and what Findings says.
import { card, currentText, isFirefox, place, results, segments, settled, textbox, well } from './harness.mjs';

const head = (page) => page.locator('main h1');
const isFocused = (locator) => locator.evaluate((one) => one === document.activeElement);

export async function keys_lead_everywhere(desk) {
    const page = await desk.open('well', well);
    await settled(page);
    const places = { 2: 'Situations', 3: 'Ways & deals', 4: 'Doubts & outlook', 5: 'Share' };
    for (const [key, name] of Object.entries(places)) {
        await page.keyboard.press(key);
        await page.getByRole('heading', { level: 1, name }).and(page.locator(':focus')).waitFor();
    }
    desk.claim(/view=share/.test(page.url()), `the address holds the place: ${page.url()}`);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Doubts & outlook' }).waitFor();
    desk.claim(true, 'and Back leads to the place before');
    await page.keyboard.press('m');
    await page.getByRole('region', { name: 'The model', exact: true }).waitFor();
    await page.keyboard.press('m');
    await page.getByRole('region', { name: 'The model', exact: true }).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find or do' }).waitFor();
    await page.keyboard.type('peace');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Situations' }).waitFor();
    desk.claim(/peace/.test(decodeURIComponent(page.url())), 'an outcome is found, with its situations');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Words and keys' }).waitFor();
    await page.getByRole('button', { name: 'A tour of five steps' }).click();
    const tour = page.getByRole('complementary', { name: /^1 of 5/ });
    await tour.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('heading', { name: '2 of 5: Situations' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Escape');
    desk.claim((await page.locator('.tour').count()) === 0, 'the tour can be left');
}

export async function what_comes_later_is_asked_for_again(desk) {
    const page = await desk.page();
    page.expected = /Failed to load resource/;
    let isThere = false, asked = 0;
    await page.route('**/later.js*', (route) => (asked++, isThere ? route.continue() : route.abort()));
    await page.goto(desk.at());
    await settled(page);
    desk.claim(await head(page).isVisible(), 'the findings stand without what comes later');
    await page.keyboard.press('m');
    await page.getByRole('alert').waitFor();
    desk.claim(asked > 0, 'that it did not come is told');
    isThere = true;
    await page.keyboard.press('m');
    await page.keyboard.press('m');
    await page.getByRole('button', { name: 'Text beside' }).waitFor();
    desk.claim(true, 'and it comes when it is asked for again');
}

export async function addresses_and_colours(desk) {
    const page = await desk.open('well', well, { colorScheme: 'dark' });
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    desk.claim(isDark || isFirefox, 'the system is dark'); // as Firefox's driver cannot have it
    desk.claim((await theme()) === (isDark ? 'dark' : 'light'), 'colours are those of the system');
    await page.getByRole('button', { name: /^Colours/ }).click();
    desk.claim((await theme()) === 'light', 'or those that were chosen');
    await page.goto(desk.at(`#model=${page.model}&view=situations/tableau`));
    await segments(page).getByRole('tab', { name: 'Tableau', selected: true }).waitFor();
    desk.claim((await theme()) === 'light', 'which are kept');
    const text = await currentText(page);
    await textbox(page).fill(text.replace('Two neighbours', 'Three neighbours'));
    await page.getByRole('button', { name: 'Undo' }).click();
    desk.claim(await isFocused(page.getByRole('button', { name: 'Redo' })),
        'where undo runs out, the focus goes to redo');
}

export async function findings_say_what_the_brief_says(desk) {
    const page = await desk.page({ width: 1440, height: 900 });
    await page.goto(desk.at());
    await settled(page);
    const brief = { command: 'brief', model: 1, options: { summary: true, format: 'txt' }, wait_ms: 9000 };
    const { output } = await desk.api('POST', 'run', brief);
    const plain = (words) => words.replace(/\s+/g, ' ');
    const [, headline] = output.split('\n\n');
    await head(page).getByText(plain(headline.replace(/\n=+\s*$/, ''))).waitFor();
    desk.claim(true, 'the lead is the headline of the brief');
    const hangs = page.getByRole('region', { name: 'What does it hang on?' });
    const found = hangs.locator('.found-one');
    await found.first().waitFor();
    const { y, height } = await page.locator('.story').boundingBox();
    desk.claim(y + height <= 900, `all of it stands on one screen: ${y + height} of 900 pixels`);
    desk.claim(await hangs.getByText(/Finding 2 \(◆\) depends most on whether/).isVisible() &&
        !(await hangs.getByText(/^The first step to /).isVisible()), 'what it hangs on is told, a way is folded');
    const said = await found.allInnerTexts();
    for (const one of await found.all()) await one.locator('summary').click();
    const reasons = await found.locator('p').allInnerTexts();
    desk.claim(said.length === 3 && said.every((one) => plain(output).includes(`${/(\d+)%/.exec(one)[1]} of 100`)) &&
        reasons.length === 6 && reasons.every((one) => plain(output).includes(plain(one))),
        `three findings, how sure they are, and a click away why: ${said} ${reasons}`);
    const agreed = page.getByRole('region', { name: 'What could be agreed?' });
    await agreed.getByRole('row', { name: /^Settlement with all hostages free/ }).getByText('ratified').waitFor();
    const step = page.getByRole('region', { name: 'Who would move?' }).locator('summary').first();
    await step.click();
    desk.claim(/by the wish that/.test(await step.locator('..').innerText()), 'a step says why it costs or pays');
    const term = page.getByRole('button', { name: 'Nash', exact: true }).first();
    await term.focus();
    await page.getByRole('tooltip').getByText('no better move at all').waitFor();
    await page.keyboard.press('Escape');
    desk.claim((await page.getByRole('tooltip').count()) === 0, 'a word explains itself, Escape hides it');
    await page.getByRole('button', { name: 'Hamas, SEQ: stays. Why?' }).click();
    await page.getByRole('dialog').locator('details[data-party=hamas][open]').waitFor();
    await page.keyboard.press('Escape');
    await place(page, 'Findings');
    await results(page).getByRole('button', { name: 'Stalemate: 2 hold under Nash' }).click();
    await results(page).getByText('2 of 768', { exact: false }).first().waitFor();
}

export async function a_place_begins_at_its_top_and_nothing_lies_on_what_is_told(desk) {
    const page = await desk.open('well', well, { side: 'forms', width: 1440, height: 500 });
    await settled(page);
    const scrolled = () => page.evaluate(() => new Promise((told) => requestAnimationFrame(() =>
        requestAnimationFrame(() => told(scrollY)))));
    const to = (y) => page.evaluate((at) => scrollTo(0, at), y);
    await page.getByRole('region', { name: 'What does it hang on?' }).waitFor();
    await to(300);
    await page.keyboard.press('4'); // Firefox's driver scrolls to what it clicks
    await page.getByRole('heading', { level: 1, name: 'Doubts & outlook' }).waitFor();
    desk.claim((await scrolled()) === 0, 'another place is seen from its top');
    await to(40);
    await page.goBack();
    await page.waitForFunction(() => scrollY === 300);
    desk.claim(true, 'and Back leads to how far one had read');
    await to(0);
    await card(page, 'South farm').getByRole('button', { name: 'Wish 3 up' }).press('Enter');
    const bar = page.getByRole('status', { name: 'What the last change did' });
    for (const name of ['Dismiss', 'Take it back']) {
        const isFree = await bar.getByRole('button', { name }).evaluate((button) => {
            const { left, top, width, height } = button.getBoundingClientRect();
            return document.elementFromPoint(left + width / 2, top + height / 2) === button;
        });
        desk.claim(isFree, `nothing lies on ${name}`);
    }
}

export async function the_brief_is_printed_from_its_own_page(desk) {
    const page = await desk.page();
    await page.addInitScript(() => (globalThis.print = () => {
        const isSeen = (part) => part.getClientRects().length > 0;
        top.printed = [...document.querySelectorAll('main > [id]')].filter(isSeen).map(({ id }) => id).join(' ');
        dispatchEvent(new Event('afterprint'));
    }));
    await page.goto(desk.at('#model=1&view=share/brief'));
    await page.frameLocator('.paper').locator('#annex').waitFor();
    const printed = () => page.evaluate(() => globalThis.printed);
    await page.getByRole('button', { name: 'Print its summary' }).click();
    desk.claim((await printed()) === 'summary', `the summary alone: ${await printed()}`);
    await page.getByRole('button', { name: 'Print', exact: true }).focus();
    await page.keyboard.press('Control+p');
    desk.claim((await printed()) === 'summary article annex', `the whole of it by key: ${await printed()}`);
}

export async function the_focus_follows_the_panel_and_its_rows(desk) {
    const page = await desk.open('focus', well);
    await settled(page);
    await page.keyboard.press('m');
    await page.locator('#model-head:focus').waitFor();
    const row = card(page, 'South farm').locator('.sentence').nth(1);
    await row.press('Enter');
    const form = card(page, 'South farm').locator('.note .composer');
    await form.getByRole('combobox', { name: 'Form of the sentence' }).selectOption('wants');
    await form.getByRole('button', { name: 'Change it' }).press('Enter');
    await card(page, 'South farm').locator('.sentence:focus').waitFor();
    desk.claim(await isFocused(row), 'after a change the row that was changed has the focus');
    await page.keyboard.press('Control+z');
    await page.getByText('Undone.').waitFor({ state: 'attached' });
    await settled(page);
    desk.claim(await page.evaluate(() => document.activeElement !== document.body),
        'and after undoing something has');
}

/** What comes later may come between drawing its place and the effects of that: these are held back here. */
export async function the_panel_that_comes_while_it_is_drawn_is_shown(desk) {
    const { id } = await desk.api('POST', 'models', { name: 'late', text: well });
    const page = await desk.page();
    await page.addInitScript(() => {
        const held = [];
        for (const name of ['requestAnimationFrame', 'setTimeout']) {
            const own = globalThis[name].bind(globalThis);
            globalThis[name] = (act, ...rest) => own(() => (globalThis.isHeld ? held.push(act) : act()), ...rest);
        }
        globalThis.letGo = () => {
            globalThis.isHeld = false;
            held.splice(0).forEach((act) => act());
        };
    });
    let send;
    const sent = new Promise((done) => (send = done));
    const asked = page.waitForRequest(/later\.js/);
    await page.route(/later\.js/, (route) => sent.then(() => route.continue()));
    await page.goto(desk.at(`#model=${id}`));
    await settled(page);
    await asked;
    await page.evaluate(() => (globalThis.isHeld = true));
    await page.keyboard.press('m');
    await page.locator('.of-model [role=status]').waitFor();
    const came = page.waitForResponse(/later\.js/);
    send();
    await (await came).finished();
    await page.evaluate(() => import('./later.js'));
    await page.evaluate(() => globalThis.letGo());
    await card(page, 'South farm').locator('.sentence').nth(1).waitFor({ timeout: 10000 });
    desk.claim(true, 'it is shown');
}

export async function parties_and_examples_are_found(desk) {
    const page = await desk.open('to find', well);
    await settled(page);
    const find = async (words, name) => {
        await page.keyboard.press('Control+k');
        await page.getByRole('combobox', { name: 'Find or do' }).fill(words);
        await page.getByRole('option', { name }).first().click();
    };
    await find('South', /^South farm party/);
    await card(page, 'South farm').locator('summary:focus').first().waitFor();
    desk.claim(await card(page, 'South farm').evaluate((one) => one.open),
        'a party leads to its card, which is open');
    await page.locator('.title-button').click();
    await page.locator('#title-menu').getByRole('button', { name: 'Examples' }).click();
    await page.getByRole('region', { name: 'Open an example' }).waitFor();
    await find('chicken', /example$/);
    await page.locator('.title-button', { hasText: /chicken/i }).waitFor();
}
