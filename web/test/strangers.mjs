// SPDX-License-Identifier: Apache-2.0
// What made strangers hesitate: claims about a today that nobody told, reasons of something else, ids, what moves
// under the pointer, what is hard to find.
import { card, currentText, model, place, results, saved, settled, views, well } from './harness.mjs';

const timeless = well.replace('status_quo: {pump: yes}\n', '');
const tops = (page) => page.locator('main :is(h1, [role=tablist])').evaluateAll((all) =>
    all.map((one) => Math.round(one.getBoundingClientRect().top + scrollY))); // a driver may scroll

export async function without_a_today_none_is_claimed_and_the_board_says_one(desk) {
    const page = await desk.open('no today', timeless, { width: 1440, height: 900 });
    await settled(page);
    const width = async (name) => (await page.locator(name).boundingBox()).width;
    desk.claim(await width('.card-hangs') > await width('.card-today') + await width('.card-which'),
        'cards take the room of those that are not there');
    for (const name of ['List', 'Stability']) {
        await place(page, 'Situations', name);
        await settled(page);
        const shown = await results(page).innerText();
        desk.claim(!/against today/i.test(shown) && await page.locator('.badge.today').count() === 0,
            `${name} claims no today`);
    }
    desk.claim(await page.getByRole('button', { name: 'To the deal' }).isDisabled(), 'nor a deal');
    await place(page, 'Ways & deals', 'Ways');
    await page.getByRole('button', { name: 'Set up on the board where things stand today' }).click();
    await page.getByRole('radiogroup', { name: 'Go to court' }).getByRole('radio', { name: 'yes' }).click();
    await page.getByRole('button', { name: 'Make this today' }).click();
    await page.locator('.summary .badge.today').waitFor();
    desk.claim(/status_quo:\s*\{?\s*pump: no,?\s*sue: yes/.test(await currentText(page)), 'it stands in the text');
    await place(page, 'Ways & deals', 'Ways');
    await results(page).locator('.ladder, .answer').first().waitFor();
}

const chicken = `truce: 1
title: Chicken
parties:
  - {id: first, name: First driver, options: [{id: course_1, name: Its course, levels: [swerve, straight]}]}
  - {id: second, name: Second driver, options: [{id: course_2, name: Its course, levels: [swerve, straight]}]}
outcomes: {both_swerve: {that: course_1 = swerve and course_2 = swerve, called: a draw}}
preferences:
  first: {order: [course_2 = swerve, course_1 = straight iff course_2 = swerve]}
  second: {order: [course_1 = swerve, course_2 = straight iff course_1 = swerve]}
`;

export async function what_the_board_says_is_what_its_reason_says(desk) {
    const page = await desk.open('chicken', chicken);
    const others = results(page).getByRole('row', { name: /^Other situations/ });
    const row = (await others.innerText()).replace(/\s+/g, ' ');
    desk.claim(row === 'Other situations 3 2 2 2 2', `what has no name is counted too: ${row}`);
    await others.getByRole('button', { name: 'Other situations', exact: true }).click();
    await page.getByText('3 of 4 situations').waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await place(page, 'Situations', 'Reasons');
    await page.getByRole('button', { name: 'stays only if others would answer to their own harm' }).first().click();
    const why = page.locator('details[data-party=first] > summary');
    await why.getByText('stays: its one better move is deterred.').waitFor();
    desk.claim(await page.getByRole('radio', { name: /^GMR/, checked: true }).count() === 1, 'the concept is told');
    await page.getByRole('radio', { name: /^SEQ/ }).click();
    await why.getByText('would move').waitFor();
    const tree = await page.locator('details[data-party=first] .tree').innerText();
    desk.claim(/Its course of First driver: straight/.test(tree) && !/state \d/.test(tree), `by name: ${tree}`);
}

export async function a_change_tells_its_conclusions_and_moves_nothing(desk) {
    const page = await desk.page({ width: 1440, height: 900 });
    await page.goto(desk.at());
    await place(page, 'Doubts & outlook', 'Readings');
    const leave = page.getByRole('button', { name: /^Leave out: .*once a further group of hostages/ });
    await leave.first().waitFor();
    const before = await tops(page);
    await leave.first().click();
    const bar = page.getByRole('status', { name: 'What was tried' });
    await bar.getByText('Truce with release: no longer holds under Nash and SEQ').waitFor();
    desk.claim((await tops(page)).join() === before.join(), `nothing moves: ${before} ${await tops(page)}`);
    const { y, height } = await bar.boundingBox();
    desk.claim(y + height <= 900 && height < 200, `it is small, and in sight: ${y} ${height}`);
    desk.claim(!(await bar.getByRole('listitem').filter({ hasText: 'Partners gone' }).first().isVisible()),
        'situation by situation on demand');
    await bar.getByText('situations hold otherwise').click();
    await bar.getByRole('listitem').filter({ hasText: 'Partners gone' }).first().waitFor();
    await bar.getByRole('button', { name: 'Keep as variant' }).click();
    const kept = page.getByRole('region', { name: 'What the change does' });
    await kept.getByRole('button', { name: 'Compare it with this one' }).click();
    await results(page).getByRole('tab', { name: 'Compare', selected: true }).waitFor();
    await page.goBack();
    await results(page).getByRole('tab', { name: 'Readings', selected: true }).waitFor();
    desk.claim(/#model=1\b/.test(page.url()), `Back leads to what was seen before: ${page.url()}`);
    await settled(page);
    desk.claim(await page.getByRole('status', { name: /^What (was tried|the last)/ }).count() === 0,
        'what was taken back is not told as a change');
}

export async function welcome_has_ones_own_models_and_an_empty_one_in_sight(desk) {
    for (const size of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
        const page = await desk.page(size);
        await page.goto(desk.at('#model=1&view=welcome'));
        const examples = await page.getByRole('heading', { name: 'Conflicts' }).boundingBox();
        const own = await page.getByRole('heading', { name: 'Models that are here' }).boundingBox();
        desk.claim(own.y < examples.y, `one's own models come first at ${size.width}`);
        const door = page.locator('.doors').getByRole('button', { name: /^New model/ });
        const { y, height } = await door.boundingBox();
        desk.claim(y + height < size.height, `an empty model is in sight at ${size.width}`);
        await door.click();
        await page.getByRole('dialog', { name: 'New model' }).waitFor();
    }
}

export async function the_register_shows_levels_and_how_sure_each_is(desk) {
    const page = await desk.page();
    await page.goto(desk.at('#model=1&view=doubts/register'));
    const table = page.getByRole('region', { name: 'Register' });
    const rows = table.locator('tbody tr');
    await rows.first().waitFor();
    const sure = (await table.locator('.dial').allInnerTexts()).map((one) => Number(/(\d+)%/.exec(one)[1]));
    desk.claim(sure.length > 30 && sure.every((one, i) => !i || one >= sure[i - 1]), `the least sure first: ${sure}`);
    const option = rows.filter({ hasText: 'The option “Military action against Hamas”' });
    desk.claim((await option.locator('.piece').allInnerTexts()).join() === 'campaign,truce,ceasefire', 'its levels');
    const wish = rows.filter({ hasText: 'What Israeli government wants, place 7' });
    desk.claim(await wish.locator('.piece').count() === 3, 'a wish as a sentence of chips');
    await wish.locator('.rests > summary').click();
    await wish.getByText(/Netanyahu Assures Coalition Partners: article ¶/).first().waitFor();
}

/** What an option is called in sentences is asked for when it is added. */
export async function a_new_option_is_asked_for_its_words(desk) {
    const page = await desk.open('words', well, { side: 'text', width: 1600 });
    await settled(page);
    const north = card(page, 'North farm');
    await north.getByLabel('New option of North farm').fill('Dam the river');
    await page.keyboard.press('Enter');
    const wordless = page.locator('#problems li.words').getByText('set “Dam the river” to yes');
    await wordless.waitFor();
    const field = north.getByRole('group', { name: 'Each move, as what is done' }).getByLabel('yes');
    desk.claim(await field.getAttribute('placeholder') === 'such as: pump at night', 'with an example');
    await field.fill('dam the river');
    await page.keyboard.press('Tab');
    await wordless.waitFor({ state: 'detached' });
    desk.claim(/does: .*dam the river/s.test(await currentText(page)), 'what was said is in the text');
    desk.claim(await north.locator('details.fold[open]', { hasText: 'Say it in your words' }).count() === 1,
        'options that were there are not asked for theirs');
}

/** Ways and Unlock begin today and with what is usual, whatever lies on the board, unless the address says more. */
export async function ways_begin_from_today(desk) {
    const page = await desk.open('ways', well);
    const ended = { answers: [], cost: null, at_least: 3, ended_by: 'effort', impossible: null };
    await page.route('**/api/run', (route) => (/"command":"unlock"/.test(route.request().postData())
        ? route.fulfill({ json: { status: 0, diagnostics: [], result: ended } }) : route.fallback()));
    const go = async (view) => {
        await page.goto(desk.at(`#model=${page.model}&view=${view}`));
        await page.reload();
        await settled(page);
    };
    await go('ways/ways?NY');
    const to = results(page).getByLabel('From today to');
    desk.claim(await to.inputValue() !== 'NY', 'what lies on the board is not where it goes');
    await go('ways/ways?NY&to=NY');
    desk.claim(await to.inputValue() === 'NY', 'but for a link that says so');
    await go('ways/unlock?NY&concept=gmr');
    await results(page).getByText(/^From today \(standoff\), so that “.*” is reached and holds under GMR/)
        .waitFor();
    desk.claim(await results(page).getByLabel('under', { exact: true }).inputValue() === 'gmr', 'the concept stays');
    await results(page).getByText('the search reached its limit of effort').waitFor();
}

/** A game beside another: what holds in which comes first, what was changed on demand; examples need not be open. */
export async function games_are_compared_by_what_holds(desk) {
    const page = await desk.open('a game', chicken);
    await settled(page);
    await place(page, 'Share', 'Compare');
    await page.getByLabel('Another model or version').selectOption({ label: 'The prisoner\'s dilemma' });
    await page.getByRole('button', { name: 'Set it beside' }).click();
    const table = page.getByRole('region', { name: 'What holds in which' });
    await table.getByRole('columnheader', { name: 'The prisoner\'s dilemma' }).waitFor();
    const rows = (await table.getByRole('row').allInnerTexts()).map((row) => row.replace(/\s+/g, ' '));
    desk.claim(/^What holds .*straight.*; .*straight.* Mutual betrayal; Mutual silence/.test(rows[1]), `${rows}`);
    desk.claim(/differs/.test(rows[2]) && !/differs/.test(rows.at(-1)), `first what differs: ${rows}`);
    await page.getByText('What was changed', { exact: true }).waitFor();
    desk.claim(await page.getByText('The texts', { exact: true }).isHidden(), 'lines are folded');
    await page.getByText('situations cannot be matched').waitFor();
    desk.claim(await page.getByText(/holds now under/).count() === 0, 'and no game is told as a change of another');
}

export async function warnings_name_things_by_their_words(desk) {
    const odd = well.replace('name: Go to court}', 'name: Go to court}\n      - {id: fence_off, name: Fence it off}');
    const page = await desk.open('odd', odd, { side: 'forms' });
    const warned = page.locator('.problem.warning');
    await warned.getByText('option “Fence it off” is mentioned nowhere').waitFor();
    desk.claim(!/'[a-z_]+'/.test(await warned.allInnerTexts()), 'the forms name no ids');
    const { width } = await warned.first().boundingBox();
    desk.claim(width > 250, `a warning about an option is as wide as its table: ${width}`);
    await model(page, 'Text');
    await page.locator('#problems').getByText('option “Fence it off” (fence_off) is mentioned nowhere').waitFor();
}

export async function tables_of_words_stand_below_each_other_on_a_phone(desk) {
    for (const width of [390, 320]) {
        const page = await desk.page({ width, height: 844 });
        for (const [at, name] of [['doubts/register', 'Register'], ['ways/deals', 'Temporary arrangements'],
            ['ways/ways', 'How each stands, against the beginning']]) {
            await page.goto(desk.at(`#model=1&view=${at}`));
            const table = page.getByRole('region', { name });
            await table.locator('tbody tr').nth(2).waitFor();
            const over = await table.evaluate((one) => one.scrollWidth - one.clientWidth);
            desk.claim(over <= 0, `${name} does not scroll sideways at ${width}: ${over} pixels`);
            const head = await table.locator('td').first().evaluate((one) =>
                getComputedStyle(one, '::before').content);
            desk.claim(/\w/.test(head) && head !== 'none', `and each cell has its head: ${head}`);
        }
    }
}

/** The ids of a model that are no words of its: with an underscore, or found in no name and no sentence of it. */
function oddIds({ parties = [], outcomes = {}, ...doc }) {
    const options = parties.flatMap((party) => party.options ?? []);
    const ids = [...parties, ...options].map((one) => one.id ?? one).concat(Object.keys(outcomes));
    const said = [];
    const walk = (value, key) => {
        if (typeof value === 'string' && !['id', 'that'].includes(key)) said.push(value);
        else if (typeof value === 'object')
            for (const [name, one] of Object.entries(value ?? {})) walk(one, Array.isArray(value) ? key : name);
    };
    walk([parties, Object.values(outcomes), doc.title, doc.summary, doc.preferences, doc.sources]);
    const words = said.join(' ').toLowerCase();
    return ids.filter((id) => id.includes('_') || !new RegExp(`\\b${id}\\b`).test(words));
}

/** Words of the page without what is meant to have ids: texts of models, and what says that it has codes. */
const wordsOf = (main) => {
    const copy = main.cloneNode(true);
    for (const one of copy.querySelectorAll('pre, textarea, iframe')) one.remove();
    for (const one of copy.querySelectorAll('details')) if (/codes$/.test(one.firstChild.textContent)) one.remove();
    return copy.textContent;
};

export async function no_view_shows_ids(desk) {
    for (const name of ['doha-2025', 'cuba-1962-chicken']) {
        const asked = (command, more) => desk.api('POST', 'run', { command, wait_ms: 10000, ...more });
        const [{ text }] = (await asked('cases', { words: [name] })).result.cases;
        const { result } = await asked('check', { text, options: { document: true } });
        const odd = oddIds(result.document).map((id) => new RegExp(`(?<![\\w“])${id}(?!\\w)`));
        const page = await desk.open(`ids of ${name}`, text);
        await settled(page);
        for await (const view of views(page)) {
            if (/More questions/.test(view)) continue; // has the command's own words
            await settled(page);
            const words = await results(page).evaluate(wordsOf);
            const found = odd.filter((id) => id.test(words)).map((id) => `${id}`);
            desk.claim(found.length === 0, `${view} of ${name} has ids: ${found}`);
        }
    }
}

export async function printed_reasons_say_by_which_concept_and_how_sure(desk) {
    const page = await desk.page();
    await page.goto(desk.at('#model=1&view=situations/reasons'));
    await page.getByText('Its moves, and why none is better').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    desk.claim(await page.getByText('SEQ · Sensible answers:').isVisible(), 'the concept is printed');
    desk.claim(await page.locator('.why .dial').first().isVisible(), 'and how sure the wish is');
}

export async function without_variants_one_is_kept_where_they_are_compared(desk) {
    const page = await desk.open('well', well);
    await settled(page);
    await place(page, 'Share', 'Compare');
    await results(page).getByRole('button', { name: 'Keep as variant' }).click();
    await page.getByRole('dialog', { name: 'Keep as variant' }).waitFor();
}

export async function reasons_stand_whole_on_a_phone(desk) {
    const far = `that ${'the water of the well is shared by all who live near it and '.repeat(3)}nobody pumps`;
    const text = well.replace('- pump\n', `- {that: pump, says: ${far}, because: ${far}}\n`);
    const page = await desk.open('long reasons', text, { width: 390, height: 800 });
    await settled(page);
    const cut = () => results(page).evaluate((main) => [...main.querySelectorAll('.because, .hint, .why, q')]
        .filter((one) => one.getClientRects().length && getComputedStyle(one).display !== 'inline' &&
            (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2) && !one.closest('.sr'))
        .map((one) => one.textContent));
    for (const [name, part, shown] of [['Ways & deals', 'Ways', '.ladder .because'],
                                       ['Situations', 'Reasons', '.box']]) {
        await place(page, name, part);
        await results(page).locator(shown).first().waitFor({ state: 'attached' });
        for (const one of await results(page).locator('details.why:not([open]) > summary').all()) await one.click();
        const found = await cut();
        desk.claim(found.length === 0, `${part}: nothing is cut, but: ${found.join('; ')}`);
    }
}

export async function shares_are_taken_along_by_name_and_concept(desk) {
    const text = well.replace('- pump\n', '- {that: pump, confidence: 0.6}\n');
    const page = await desk.open('unsure', text);
    await settled(page);
    await place(page, 'Doubts & outlook', 'Robustness');
    const all = results(page).locator('.conclusion');
    await all.first().waitFor();
    await results(page).getByRole('heading', { name: /^Under / }).waitFor();
    for (const one of await all.all()) await one.locator('summary').click();
    await results(page).locator('.beside').getByText('Take along').click();
    const names = await page.locator('.export[open] li > span').allTextContents();
    desk.claim(new Set(names).size === names.length, `each entry has a name of its own: ${names.join('; ')}`);
    const csv = page.getByRole('button', { name: /^CSV.*How sure each conclusion is/ });
    const { text: file } = await saved(page, () => csv.click());
    const words = await all.first().locator('b').innerText();
    desk.claim(file.startsWith('Conclusion,Holds under,Share') && file.includes(words.replace(/^[▸▾] /, '')),
        `the shares are a table: ${file}`);
}
