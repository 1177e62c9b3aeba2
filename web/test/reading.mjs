// SPDX-License-Identifier: Apache-2.0
// Reading results: the first start, tables, reasons, drawings, comparing, jobs.
import {
    counted, currentText, large, menu, model, part, place, results, settled, tabTo, textbox, titled, verify, well,
} from './harness.mjs';

export async function first_start_shows_a_result(desk) {
    const page = await desk.page();
    await page.goto(desk.at());
    await titled(page, /Doha/).waitFor();
    await results(page).locator('.facts').getByText('22', { exact: true }).waitFor();
    desk.claim(await page.getByText('Holds by every measure').isVisible(), 'what today is stands at once');
    desk.claim(await page.getByRole('cell', { name: 'none' }).count() > 0, 'outcomes that nowhere hold say so');
    const places = page.getByRole('navigation', { name: 'Places' }).getByRole('button');
    desk.claim((await places.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))).join() ===
        'Model,Findings,Situations,Ways & deals,Doubts & outlook,Share', 'the model and five places');
    await page.reload();
    await page.getByText('Holds by every measure').waitFor();
}

const chicken = `truce: 1
title: Chicken
parties:
  - {id: row, name: Row, options: [{id: swerve, name: Swerve}]}
  - {id: column, name: Column, options: [{id: swerve_2, name: Swerve}]}
status_quo: {swerve: no, swerve_2: no}
preferences:
  row: {order: [swerve_2, swerve iff not swerve_2]}
  column: {order: [swerve, not (swerve iff swerve_2)]}
`;

export async function a_game_without_outcomes_is_told_in_words(desk) {
    const page = await desk.open('chicken', chicken);
    await settled(page);
    const shown = results(page);
    await shown.getByText('would move: no answer deters it.').waitFor();
    await shown.getByRole('list', { name: 'A way, step by step' }).nth(1).waitFor();
    const links = await shown.locator('.card-moves .called').allInnerTexts();
    desk.claim(links.join() === 'Swerve of Row: yes,Swerve of Column: yes', `both ways are told: ${links}`);
    await shown.getByRole('button', { name: 'What would unlock it?' }).click();
    await shown.getByText(/It is so already|changes do it|One change does it/).waitFor();
    await place(page, 'Ways & deals', 'Ways');
    await shown.getByText('1 step, and each one pays.').waitFor();
    await place(page, 'Situations', 'Graph');
    const key = shown.getByRole('region', { name: 'What the numbers stand for' });
    await key.getByText('Swerve of Row: yes, Swerve of Column: yes').waitFor();
    await shown.getByRole('button', { name: '2: Swerve of Row: yes', exact: true }).waitFor();
    const timeless = await desk.open('no today', chicken.replace(/status_quo.*\n/, ''));
    await settled(timeless);
    await results(timeless).getByRole('region', { name: 'What would hold?' }).first()
        .getByText('Swerve of Row: yes, Swerve of Column: no').waitFor();
}

export async function a_verdict_gives_its_reason(desk) {
    const page = await desk.open('well', well);
    await place(page, 'Situations', 'Stability');
    await page.getByRole('button', { name: /^Peace: North farm, Nash: would move/ }).click();
    const card = (party) => page.locator(`details[data-party=${party}]`);
    await card('north').getByText('would move: one move is better.').waitFor();
    await card('north').getByText('set “Pump at night” to yes', { exact: true }).waitFor();
    desk.claim(await card('north').getByText('That is enough').isVisible(), 'answers play no part under Nash');
    await page.getByRole('radio', { name: /^SEQ/ }).click();
    await card('south').locator('summary').first().click();
    await card('south').getByText(/stays:|would move:/).first().waitFor();
    await card('north').locator('summary').first().click();
    await card('north').getByText('In words, with numbers and codes').click();
    await card('north').getByText(/^State 1 .* for North farm under SEQ/).waitFor();
}

/** The board: any situation, possible or not, by keyboard alone; its address; what is pinned. */
export async function a_situation_is_set_up_on_the_board(desk) {
    const page = await desk.page();
    await page.goto(desk.at());
    await place(page, 'Situations', 'Reasons');
    const group = (name) => page.getByRole('radiogroup', { name: new RegExp(name) });
    const here = page.getByRole('region', { name: 'The situation on the board' });
    await here.getByText('Stalemate').waitFor();
    desk.claim(await here.getByText('Holds by every measure').isVisible(), 'it begins with today');
    const chosen = (name) => group(name).getByRole('radio', { checked: true });
    await chosen('Military').focus();
    await page.keyboard.press('ArrowRight');
    await here.getByText('Truce without release').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    await here.getByText('This situation cannot occur.').waitFor();
    desk.claim(await here.getByText('the campaign is halted only if the Israeli government has negotiators in Doha')
        .isVisible(), 'the rule that it breaks is told in words');
    await here.getByRole('button', { name: 'Military action against Hamas: campaign', exact: true }).click();
    await here.getByText('Stalemate').waitFor();
    desk.claim(page.url().includes('?0NN1NN1N'), `the address has it: ${page.url()}`);
    await page.getByRole('button', { name: 'Back to today' }).click();
    await group('Release').getByRole('radio', { name: 'more' }).click();
    desk.claim(await page.locator('.levels-of.other').count() === 1, 'a row that differs from today is marked');
    await here.getByRole('button', { name: /stays only if others would answer to their own harm/ }).click();
    await page.getByRole('radio', { name: /^GMR/ }).click();
    const why = page.locator('details[data-party=israel]');
    await why.getByText('stays: its one better move is deterred.').waitFor();
    for (const words of ['agree to a temporary truce', 'leave the governing coalition', 'Deterred:', 'worse for it'])
        desk.claim(await why.getByText(words).first().isVisible(), `the tree has “${words}”`);
    const rests = why.locator('.rests').first();
    desk.claim(/60%\s*¶/.test(await rests.innerText()), `what its wish rests on: ${await rests.innerText()}`);
    await rests.locator('summary').click();
    desk.claim(/article ¶/.test(await rests.innerText()), 'opens to the reason and the source');
    await page.getByRole('button', { name: /^Show only situations with Release hostages: more/ }).click();
    await part(page, 'List');
    await page.getByLabel('Show', { exact: true }).selectOption('all'); // not only what holds under GMR
    await page.getByText('192 of 768 situations').waitFor();
    await group('Release').getByRole('radio', { name: 'all' }).click();
    await page.reload();
    await page.getByLabel('Show', { exact: true }).selectOption('all');
    await page.getByText('192 of 768 situations; Release hostages: all').waitFor();
    desk.claim(await here.getByText('Release during the campaign').isVisible(), 'a link shows the same');
    await page.getByRole('button', { name: 'Unpin 1' }).click();
    await page.getByRole('button', { name: 'To the deal' }).click();
    await here.getByText(/Settlement with all hostages free/).waitFor();
    await part(page, 'Patterns');
    await page.getByRole('radio', { name: /^SEQ/ }).click();
    await page.getByText('22 situations hold, in 5 patterns.').waitFor();
    await page.getByRole('button', { name: /^Set it up ?: C/ }).click();
    await here.getByText('Truce with release').waitFor();
    await part(page, 'Together');
    await page.getByRole('heading', { name: /^What holds under SEQ and no/ }).waitFor();
}

/** What parties misread, what is open, what is strongly preferred, and concepts that look further ahead. */
export async function every_concept_has_its_place(desk) {
    const page = await desk.open('everything', `${well.replace('preferences:', `perceives:
  south: {changes: [{set: feasible, to: [not (sue and pump)]}]}
behaviour: {north: seq, south: nash}
preferences:`).replace('- pump\n', '- {that: pump, strong: yes}\n')
        .replace('- sue if pump', '- either: [sue if pump, not sue]')}`);
    await settled(page);
    await place(page, 'Situations', 'Reasons');
    await page.getByText('Other concepts').click();
    await page.getByRole('checkbox', { name: /^MR/ }).first().click();
    await page.getByRole('radio', { name: 'MR1' }).click();
    await page.getByRole('spinbutton', { name: 'rounds ahead' }).fill('3');
    await page.getByRole('spinbutton', { name: 'rounds ahead' }).press('Enter');
    await page.getByRole('radio', { name: 'MR3' }).waitFor();
    await page.getByRole('checkbox', { name: /^GMR-strong/i }).click();
    await page.getByRole('radio', { name: /GMR-strong/i }).waitFor();
    await page.getByText('Other concepts').click();
    await page.getByRole('radio', { name: /^Nash/ }).click();
    await page.getByRole('button', { name: 'may stay under Nash', exact: true }).click();
    const open = page.locator('details.why', { hasText: 'may stay: a preference is open' });
    for (const verdict of ['stays', 'would move'])
        await open.getByText(new RegExp(`^Read by .*, it ${verdict}`)).waitFor();
    await part(page, 'Views');
    await page.getByRole('heading', { name: /if each judges by what it sees/ }).waitFor();
    desk.claim(await page.getByRole('heading', { name: 'South farm' }).isVisible(), 'whose view it is');
    await part(page, 'Reasons');
    await page.getByText('By which concept does each stay?').click();
    await page.getByText(/North farm: .*Nash|North farm: none/).first().waitFor();
    await page.goto(desk.at('#model=1&view=situations/reasons&concepts=nash,l2'));
    await page.locator('details[data-party=hamas]').waitFor();
    desk.claim(await page.getByRole('radio', { name: /^SEQ/ }).isVisible(),
        'a model that cannot have a concept is solved by the usual ones');
}

export async function states_are_filtered_and_sorted(desk) {
    const page = await desk.open('well', well);
    await place(page, 'Situations', 'List');
    const rows = () =>
        page.locator('tbody button[data-state]').evaluateAll((all) => all.map((one) => one.dataset.state).join());
    const best = page.getByRole('button', { name: /^Sort by what South farm/ });
    await best.click();
    desk.claim((await rows()) === '1,3,4,2', `the list in words is sorted too: ${await rows()}`);
    await page.getByRole('button', { name: 'Filter by Peace: any' }).click();
    desk.claim((await rows()) === '1', 'and filtered by an outcome');
    await page.getByRole('button', { name: 'Show everything' }).click();
    const showing = page.getByLabel('Show', { exact: true });
    await page.getByRole('radio', { name: /^Nash/ }).click();
    await page.getByText(/^\d of 4 situations/).waitFor();
    const held = await rows();
    desk.claim(held !== '1,2,3,4' && await showing.inputValue() === 'under',
        `the concept that is chosen filters: ${held}`);
    await showing.selectOption('all');
    desk.claim((await rows()) === '1,2,3,4', 'and all can be seen');
    await page.getByRole('button', { name: 'Option form' }).click();
    const states = () =>
        page.locator('thead button[data-state]').evaluateAll((all) => all.map((one) => one.dataset.state).join());
    desk.claim((await states()) === '1,2,3,4', 'all states');
    const pump = page.getByRole('button', { name: /^Filter by Pump at night/ });
    const shown = [];
    for (let i = 0; i < 3; i++) {
        await pump.click();
        shown.push(`${await pump.textContent()} ${await states()}`);
    }
    desk.claim(
        shown.join(' | ') === 'Y 2,4 | N 1,3 | any 1,2,3,4',
        `the button cycles any Y N any and hides: ${shown.join(' | ')}`,
    );
    const sort = page.getByRole('button', { name: /^Sort by what South farm/ });
    const sorted = [];
    for (let i = 0; i < 3; i++) {
        await sort.click();
        sorted.push(`${await sort.textContent()} ${await states()}`);
    }
    desk.claim(
        sorted.join(' | ') === '> 1,3,4,2 | < 2,4,3,1 | - 1,2,3,4',
        `the sort button cycles - > < -: ${sorted.join(' | ')}`,
    );
    await page.getByLabel('Search', { exact: true }).fill('Peace');
    desk.claim(
        (await states()) === '1' && (await page.getByText('1 of 4 situations').isVisible()),
        'search by an outcome, with a count',
    );
    await page.getByRole('button', { name: 'Show everything' }).click();
    desk.claim((await states()) === '1,2,3,4', 'all again');
    const row = page.getByRole('row', { name: /^Decimal/ });
    desk.claim(
        (await row.getByRole('cell').allTextContents()).join() === ',0,1,2,3',
        'decimal codes, the first option lowest',
    );
}

export async function tableau_and_graph_are_those_of_the_literature(desk) {
    const { result } = await desk.api('POST', 'run', { command: 'cases', words: ['syria'], wait_ms: 10000 });
    const page = await desk.open('syria-iraq-1975', result.cases[0].text);
    await place(page, 'Situations', 'Tableau');
    const block = page.getByRole('region', { name: 'Tableau of Syria' });
    const lines = async (box) =>
        (await box.getByRole('row').allTextContents()).map((line) => line.replace(/\s/g, ''));
    await block.waitFor();
    desk.claim(
        (await lines(block)).join() === 'OverallxxExxx,Stabilityrsruuu,Situation136245,Bettermoves1166,34',
        `Syria's tableau: ${await lines(block)}`,
    );
    desk.claim(
        (await lines(page.getByRole('region', { name: 'Tableau of Iraq' }))).join() ===
            'Stabilityrrrusu,Situation246153,Bettermoves426',
        "Iraq's tableau",
    );
    await place(page, 'Situations', 'Graph');
    const graph = page.getByRole('group', { name: /^Graph of 6 situations and 18 moves/ });
    await graph.waitFor();
    const places = () =>
        graph.locator('.node').evaluateAll((all) => all.map((one) => one.getAttribute('transform')).join());
    const before = await places();
    const names = await graph.locator('.called').evaluateAll((all) => all.map((one) => {
        const [own, whole] = [one, one.ownerSVGElement].map((node) => node.getBoundingClientRect());
        return own.width > 20 && own.left >= whole.left && own.right <= whole.right;
    }));
    desk.claim(names.length === 6 && names.every(Boolean), `nodes have their names, uncut by the edge: ${names}`);
    await page.getByLabel('Only better moves').check();
    await page.getByText('The same as a table: 9 moves').waitFor();
    await page.getByLabel('Only better moves').uncheck();
    await place(page, 'Situations', 'List');
    await place(page, 'Situations', 'Graph');
    await graph.waitFor();
    desk.claim(before === (await places()), 'the drawing is the same each time');
    const shown = () => graph.getAttribute('viewBox');
    const whole = await shown();
    await page.getByRole('button', { name: 'Closer (+)' }).click();
    const closer = (await shown()).split(' ').map(Number);
    desk.claim(closer[2] < Number(whole.split(' ')[2]), 'a button shows it closer');
    await graph.getByRole('button', { name: /^6: / }).focus();
    await page.keyboard.press('ArrowRight');
    desk.claim(Number((await shown()).split(' ')[0]) > closer[0], 'a key another part of it');
    await graph.hover();
    await page.mouse.wheel(0, -100);
    await page.waitForFunction((wide) => Number(document.querySelector('svg.graph').getAttribute('viewBox')
        .split(' ')[2]) < wide, closer[2]);
    await page.getByRole('button', { name: 'Fit' }).click();
    desk.claim((await shown()) === whole, 'and all of it again');
    await graph.getByRole('button', { name: /^6: / }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /graph\?\w/.test(location.hash));
    desk.claim(await page.locator('.levels-of').count() > 0, 'it is on the board, and in the address');
}

export async function variants_are_compared_with_words(desk) {
    const page = await desk.open('a well', well);
    await settled(page);
    await menu(page, 'Keep as variant');
    desk.claim((await page.getByLabel('Name of the variant').inputValue()) === 'Variant of a well',
        'a variant is called what it is');
    await page.getByLabel('Name of the variant').fill('south gives in');
    await page.keyboard.press('Enter');
    await titled(page, 'south gives in').waitFor();
    const variant = (await desk.api('GET', 'models')).find((model) => model.name === 'south gives in');
    desk.claim(variant.parent === page.model, 'the store knows what it is a variant of');
    await model(page, 'Text');
    await page
        .getByRole('textbox', { name: 'The model as text' })
        .fill(well.replace('- sue if pump\n', '- not sue\n').replace('      - not sue\n`', ''));
    await settled(page);
    await place(page, 'Share', 'Compare');
    desk.claim(
        await page.getByRole('checkbox', { name: 'Two neighbours and a well', exact: true }).isChecked(),
        'it is compared with its parent without being asked',
    );
    const table = page.getByRole('region', { name: 'Verdicts that differ' });
    await table.waitFor();
    desk.claim(
        (await table.getByText('✓ holds').count()) > 0 && (await table.getByText('✗ does not hold').count()) > 0,
        'what holds where, in words',
    );
    const words = page.getByRole('region', { name: 'What differs, in words' });
    await words.getByText(/What South farm wants/).first().waitFor();
    await words.getByText(/holds now under|no longer holds under/).first().waitFor();
    await page.getByText('The texts', { exact: true }).click();
    const lines = page.getByRole('region', { name: 'Lines that differ' });
    const line = (word) => lines.locator('tr', { hasText: word });
    desk.claim(/^removed\s*- +- sue if pump$/.test(await line('removed').innerText()) &&
        /^added\s*\+ +- not sue$/.test(await line('added').innerText()),
        `what the parent had is removed, what it has not is added: ${await lines.innerText()}`);
    const red = async (word) => {
        const [r, g] = (await line(word).evaluate((one) => getComputedStyle(one).backgroundColor)).match(/\d+/g);
        return r - g;
    };
    desk.claim((await red('removed')) > 0 && (await red('added')) < 0, 'removed is red, added is green');
    await page.keyboard.press('Control+s');
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    await table.waitFor();
    desk.claim(await page.getByRole('tab', { name: 'Compare', selected: true }).isVisible() &&
        await titled(page, 'south gives in').isVisible(),
        'the address holds the view');
    await place(page, 'Situations', 'List');
    await page.getByRole('button', { name: /^Show only situations with Pump at night: yes/ }).click();
    await page.getByLabel('Search', { exact: true }).fill('no');
    await page.reload();
    await page.getByText('1 of 4 situations').waitFor();
    desk.claim((await page.getByLabel('Search', { exact: true }).inputValue()) === 'no' &&
        await page.getByRole('button', { name: 'Unpin 1' }).isVisible(), 'and the filter');
}

export async function an_agreement_names_each_party_that_could_be_set_aside(desk) {
    const page = await desk.open('one or the other', `truce: 1
parties: [{id: a, name: Ann, options: [{id: x}]}, {id: b, name: Ben, options: [{id: y}]}]
feasible: [not (x and y)]
status_quo: {}
preferences: {a: {order: [x]}, b: {order: [y]}}
`);
    await settled(page);
    await place(page, 'Ways & deals', 'Deals');
    await results(page).getByText('Without the condition of Ann or Ben there would be something.').waitFor();
    desk.claim(true, 'either is enough, as truce deal says, and that is there without being asked for');
    await model(page, 'Text');
    await textbox(page).fill((await textbox(page).inputValue()).replace('feasible: [not (x and y)]\n', ''));
    await results(page).getByText('Better than no deal for everybody').waitFor();
    desk.claim(true, 'the answer follows the model');
}

/** Asks a question by its form. */
async function question(page, name, fields = {}) {
    await place(page, 'Ways & deals', 'More questions');
    await page.getByRole('combobox', { name: 'Question' }).selectOption(name);
    for (const [label, value] of Object.entries(fields))
        await results(page).getByLabel(label, { exact: true }).fill(value);
    await results(page).getByRole('button', { name: 'Run' }).click();
}

export async function an_agreement_is_told_with_what_is_left_of_it_and_who_ratifies(desk) {
    const page = await desk.page();
    await page.goto(desk.at());
    await settled(page);
    await place(page, 'Ways & deals', 'Deals');
    const deal = results(page).locator('.card', { has: page.locator('.checks') });
    await deal.getByText('A way leads there, but not every step pays.').waitFor();
    for (const words of ['Better than no deal for everybody', 'It holds under Nash, SEQ, SMR and GMR.',
        'Nothing in it lapses.', 'It would be ratified at home.'])
        desk.claim(await deal.getByText(words).isVisible(), `the deal: “${words}”`);
    const rows = (name) => results(page).getByRole('region', { name }).locator('tbody tr');
    const temporary = await rows('Temporary arrangements').allInnerTexts();
    const now = /^Truce with release, Vouch[^]*Israeli government ▲\s*better\s*Coalition partners ▼\s*worse/;
    desk.claim(now.test(temporary[0]) &&
        /Release during the campaign[^]*Hamas ▼\s*worse[^]*✗ not ratified/.test(temporary[0]),
        `what the truce leaves: ${temporary[0]}`);
    await deal.getByRole('button', { name: 'The steps to it' }).click();
    const rungs = results(page).locator('.ladder .rung');
    await rungs.first().waitFor();
    const lead = await results(page).locator('.answer').first().innerText();
    desk.claim(/Hamas[^]*would have to begin at a loss/.test(lead),
        'the ladder leads to the situation on the board, and says who would have to begin');
    desk.claim(/Hamas: release all hostages, .*▼ a sacrifice\s*worse by the wish that[^]*leads to/.test(
        await rungs.nth(1).innerText()), `a rung: who, what, why, where it leads: ${await rungs.nth(1).innerText()}`);
    await page.getByRole('button', { name: 'only those that pay' }).click();
    await page.getByRole('button', { name: 'Show the way that costs least' }).click();
    await rungs.first().waitFor();
    await place(page, 'Ways & deals', 'Ready to talk?');
    await results(page).getByText('There is a way out').waitFor();
    const ready = results(page).locator('.card', { hasText: 'Ripe for talks between' });
    const told = await ready.innerText();
    desk.claim(/Hamas: "the campaign goes on"[^]*70%\s*¶8/.test(told) && /way there: Hamas, then Israeli/.test(told)
        && !/\d{3}/.test(told), `ripeness is told in words, with what it rests on: ${told}`);
    await ready.getByText('In numbers').click();
    await ready.getByRole('heading', { name: /Is there a way out\? Yes/ }).waitFor();
    const refuses = results(page).locator('td', { hasText: 'by the wish that "as long as Hamas is armed' });
    await refuses.locator('.rests > summary').click();
    await refuses.getByText(/they are told that the war will not end before that/).waitFor();
    await question(page, 'deal', { Where: '531' });
    const asked = await results(page).getByRole('region', { name: 'Answer' }).innerText();
    for (const words of ['531', 'worse for the coalition partners', '636', 'Nash', '530'])
        desk.claim(asked.includes(words), `531 is told with “${words}”: ${asked.slice(0, 2000)}`);
}

export async function what_lapses_by_itself_has_no_mover(desk) {
    const page = await desk.open('an offer', `truce: 1
parties:
  - {id: a, name: Ann, options: [{id: offer, moves: up}]}
  - {id: b, name: Ben, options: [{id: protest}]}
status_quo: {offer: yes}
outcomes: {withdrawn: not offer}
preferences: {a: {order: [not offer]}, b: {order: [not offer, protest]}}
expires: [{when: offer, becomes: {offer: no}}]
`);
    await settled(page);
    await place(page, 'Ways & deals', 'Ways');
    await results(page).getByLabel('From today to').selectOption('withdrawn');
    const ends = results(page).getByLabel(/^Where it ends/);
    const rungs = results(page).locator('.ladder .rung');
    await ends.selectOption({ index: 1 });
    await rungs.nth(2).waitFor({ state: 'detached' });
    const alone = await rungs.last().innerText();
    desk.claim(/lapses by itself/.test(alone) && !/Ann|Ben/.test(alone.split('\n')[0]), `nobody moves: ${alone}`);
    await ends.selectOption({ index: 0 });
    await rungs.nth(2).waitFor();
    const told = (await rungs.allInnerTexts()).join('\n');
    desk.claim(/lapses by itself/.test(told) && /Ben: /.test(told), `it stands where a mover would: ${told}`);
    await results(page).getByText('The way, option by option').click();
    const heads = await results(page).locator('.evolution thead th').allInnerTexts();
    desk.claim(heads.includes('lapses by itself') && heads.some((head) => head.includes('Ben')), `columns: ${heads}`);
    await results(page).locator('summary', { hasText: 'These ways in one drawing' }).click();
    desk.claim(await results(page).locator('.arc.lapse').count() > 0, 'an arc of its own kind');
    await place(page, 'Ways & deals', 'Deals');
    await results(page).getByText('Step by step to it').first().click();
    const steps = results(page).getByRole('region', { name: 'From today to the deal' });
    await steps.first().getByText('lapses by itself').waitFor();
}

/** In a model of which not all situations are at hand. */
export async function unlocking_a_large_model_is_asked_for(desk) {
    const options = (p) => Array.from({ length: 7 }, (_, i) => `{id: ${p}${i}}`).join(', ');
    const page = await desk.open('large', `truce: 1
parties: [{id: a, options: [${options('a')}]}, {id: b, options: [${options('b')}]}]
status_quo: {a1: yes}
outcomes: {peace: a0}
preferences: {a: {order: [not a0, a1]}, b: {order: [b0 iff a0, b1]}}
`);
    await counted(page, '16,384');
    await place(page, 'Ways & deals', 'Unlock');
    await results(page).getByLabel('It holds').selectOption({ label: 'peace' });
    await results(page).getByRole('button', { name: 'Work it out' }).click();
    await results(page).locator('.answers').getByRole('button', { name: /^Try it/ }).first().click();
    const bar = page.getByRole('status', { name: 'What was tried' });
    await bar.getByRole('button', { name: 'Take it back' }).waitFor();
    await settled(page);
    await bar.getByRole('button', { name: 'Take it back' }).click();
    await results(page).locator('.answers').getByRole('button', { name: /^Try it/ }).first().waitFor();
    desk.claim(await results(page).getByRole('button', { name: 'Work it out' }).isHidden(),
        'it is asked for once: after what was tried is taken back, the answer stands');
}

export async function the_least_that_unlocks_is_tried_undone_and_kept(desk) {
    const page = await desk.page();
    await page.goto(desk.at());
    await settled(page);
    await place(page, 'Ways & deals', 'Unlock');
    await results(page).getByRole('heading', { name: /^Hamas would have to see something differently/ }).waitFor();
    await results(page).getByText('One change does it. 2 ways:').waitFor(); // the brief’s, unasked
    for (const words of ['Hamas comes to want the opposite, that further hostages are free while the campaign',
        'The Israeli government comes to want the opposite, that a temporary truce is observed'])
        await results(page).locator('.answers').getByText(words).first().waitFor();
    await results(page).getByLabel('a wish becomes its opposite').click();
    await results(page).getByText('2 changes do it, and no fewer.').waitFor();
    const concept = await results(page).getByLabel('under', { exact: true }).inputValue();
    const first = results(page).locator('.answers > li').first();
    await first.getByRole('button', { name: /^Try it/ }).click();
    const tried = results(page).getByRole('status', { name: 'What was tried' });
    await tried.getByText(/Stalemate.*no longer holds under/).first().waitFor();
    await results(page).getByText('It is so already.').waitFor();
    desk.claim(await results(page).getByLabel('under', { exact: true }).inputValue() === concept,
        'what is tried changes no question');
    desk.claim(await page.evaluate(() => document.activeElement.matches('.change')), 'the focus goes to what it did');
    desk.claim(await page.getByRole('status', { name: 'What the last change did' }).count() === 0,
        'what flips is told once');
    const before = (await desk.api('GET', 'models')).length;
    await tried.getByRole('button', { name: 'Take it back' }).click();
    await tried.waitFor({ state: 'detached' });
    await settled(page);
    await first.getByRole('button', { name: /^Try it/ }).click();
    await tried.getByText(/Truce with release: steps that pay lead there now/).waitFor();
    await tried.getByRole('button', { name: 'Keep as variant' }).click();
    const kept = page.getByRole('region', { name: 'What the change does' });
    await kept.getByText(/Stalemate: no longer holds under Nash and SEQ/).waitFor();
    desk.claim(/#model=1\b/.test(page.url()), 'the model stays open, and what the variant does is told');
    await kept.getByLabel('Kept as variant, named').fill('arms and hostages');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(500);
    const models = await desk.api('GET', 'models');
    const variant = models.find(({ name }) => name === 'arms and hostages');
    desk.claim(variant !== undefined, 'its name is given there');
    const { text } = await desk.api('GET', `models/${variant.id}`);
    const { text: own } = await desk.api('GET', `models/${variant.parent}`);
    desk.claim(models.length === before + 1 && text !== own && /release >= more\n/.test(text),
        'the variant has the changes, its parent has not');
    await page.getByRole('status', { name: 'What was tried' }).waitFor({ state: 'detached' });
}

export async function doubts_are_drawn_told_and_cancelled(desk) {
    const page = await desk.page();
    await page.goto(desk.at());
    await settled(page);
    await place(page, 'Doubts & outlook', 'Robustness');
    await results(page).getByText(/^2\. A truce with further releases .* holds until it ends/).waitFor();
    desk.claim(await results(page).locator('.found-one').count() === 3, 'the findings stand first');
    const truce = results(page).locator('.conclusion', { hasText: '“Truce with release” can hold' });
    await truce.getByText('in most readings').waitFor();
    await truce.locator('summary').click();
    const hangs = truce.getByRole('row', { name: /whether the Israeli government cares as much/ }).first();
    desk.claim(/\d+% … \d+%/.test(await hangs.innerText()), `without and with: ${await hangs.innerText()}`);
    await results(page).getByText('in every reading, however the aims are ordered').waitFor();
    await results(page).getByText('16 situations hold whatever is left out').waitFor();
    await place(page, 'Doubts & outlook', 'Readings');
    await results(page).getByRole('button', { name: /^Turn round: .* a full ceasefire is in force/ }).first().click();
    await place(page, 'Findings');
    await results(page).getByRole('status', { name: 'What was tried' }).getByText(/Stalemate/).first().waitFor();
    await results(page).getByRole('button', { name: 'Take it back' }).click();
    await place(page, 'Doubts & outlook', 'Outlook');
    await results(page).getByText(/^Most likely: Stalemate, 9\d% after 4 rounds, 9\d% after 26/).waitFor();
    await results(page).getByText('In numbers').click();
    await results(page).locator('tr', { hasText: /✓100%.*Stalemate/ }).first().waitFor();
    desk.claim(await results(page).locator('svg[role=img] path').count() > 8, 'the outlook is drawn');
    await place(page, 'Doubts & outlook', 'Register');
    const input = results(page).locator('tr', { hasText: /60%/ }).first();
    desk.claim((await input.locator('td').first().evaluate((cell) => getComputedStyle(cell).textAlign)) === 'start',
        'text begins where one reads from');
    const slow = await desk.open('large', large.replace(/\w+ iff \w+/g, '{that: $&, confidence: 0.6}'));
    await settled(slow);
    await place(slow, 'Doubts & outlook', 'Robustness');
    await results(slow).getByRole('button', { name: 'Draw 100,000 readings' }).click();
    await results(slow).getByRole('button', { name: 'Work it out' }).click();
    await results(slow).getByRole('progressbar').waitFor();
    await slow.locator('header').getByText('1 running').waitFor();
    await results(slow).getByRole('button', { name: 'Cancel' }).click();
    await results(slow).getByText('Cancelled.').waitFor();
    desk.claim(!(await desk.api('GET', 'jobs')).some((job) => job.state === 'running' && job.command === 'robust'),
        'it runs on nowhere');
}

export async function verdicts_are_checked_on_demand(desk) {
    const page = await desk.open('well', well);
    await page.getByRole('button', { name: verify }).click();
    await page.getByText('✓ 32 verdicts checked').waitFor();
    desk.claim(true, '4 states, 2 parties, 4 concepts');
}

export async function long_work_is_a_job_that_can_be_cancelled(desk) {
    const page = await desk.open('large', large);
    await page.getByRole('button', { name: verify }).click();
    await results(page).locator('.verify').getByRole('progressbar').waitFor();
    await page.getByRole('button', { name: /^\d running/ }).waitFor();
    const isRunning = (job) => job.state === 'running' || job.state === 'queued';
    const isVerifying = (job) => isRunning(job) && job.command === 'solve' && job.options.verify;
    const { job: id } = (await desk.api('GET', 'jobs')).find(isVerifying);
    await page.context().close();
    const again = await desk.page();
    await again.goto(desk.at());
    await menu(again, 'Work, running and done');
    const job = again.locator(`#job-${id}`); /* not the first: this page asks for work of its own */
    await job.getByText('solve').waitFor();
    desk.claim(await job.getByRole('progressbar').isVisible(), 'the work went on when its page was closed');
    await job.getByRole('button', { name: 'Cancel' }).click();
    await job.getByText('cancelled').waitFor();
    const jobs = await desk.api('GET', 'jobs');
    desk.claim(!jobs.some((one) => one.job === id && isRunning(one)), 'it runs on nowhere');
}

export async function the_graph_of_a_large_model_is_told_by_outcomes(desk) {
    const page = await desk.page();
    await page.goto(desk.at());
    await settled(page);
    await place(page, 'Situations', 'Graph');
    const graph = page.getByRole('group', { name: /^Graph of \d+ boxes and \d+ arrows/ });
    await graph.waitFor();
    const solved = await desk.api('POST', 'run', { command: 'solve', model: 1, wait_ms: 9000 });
    const { table } = solved.result;
    const key = (row) => `${row.outcomes} ${row.code[0]}`; /* its columns are military action */
    const groups = new Set(table.map(key));
    const boxes = graph.getByRole('button');
    desk.claim((await boxes.count()) === groups.size, `a box for each outcome: ${await boxes.count()}`);
    const stalemate = graph.getByRole('button', { name: /^Stalemate: / });
    const own = table.filter((row) => `${row.outcomes}` === 'stalemate');
    const holding = own.filter((row) => row.stable.seq.length === solved.result.parties.length);
    const holds = holding.length;
    desk.claim((await stalemate.getAttribute('aria-label')) ===
        `Stalemate: ${holds} of ${own.length} ${holds === 1 ? 'holds' : 'hold'} today. Open`,
        `with what holds in it: ${await stalemate.getAttribute('aria-label')}`);
    await page.getByText(/^The same as a table: [1-9]\d* arrows/).waitFor();
    await page.getByLabel('Each box is').selectOption({ label: 'a level of Release hostages' });
    await page.getByLabel('Columns by').selectOption({ label: 'nothing' });
    await page.getByRole('group', { name: /^Graph of 4 boxes/ }).waitFor();
    await page.getByLabel('Each box is').selectOption({ label: 'one outcome' });
    await stalemate.focus();
    await page.keyboard.press('Enter');
    const squares = page.getByRole('group', { name: 'Situations of this box' }).getByRole('button');
    await page.getByRole('heading', { name: `Stalemate: ${own.length} situations` }).waitFor();
    desk.claim((await squares.count()) === own.length, `a square for each: ${await squares.count()}`);
    desk.claim((await squares.filter({ hasText: '✓' }).count()) === holds, 'with what holds');
    await squares.first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.hash.includes(own[1].code));
    await page.getByRole('button', { name: 'Draw only these' }).click();
    await page.getByText(`${own.length} of 768 situations`).waitFor();
    await page.getByRole('group', { name: new RegExp(`^Graph of ${own.length} situations`) }).waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await graph.waitFor();
    desk.claim(await graph.isVisible(), 'and back');
}

export async function the_graph_is_told_by_patterns_and_obeys_the_filter_of_verdicts_by_keyboard(desk) {
    const page = await desk.page();
    await page.goto(desk.at());
    await settled(page);
    await place(page, 'Situations', 'Graph');
    const ask = (options) => desk.api('POST', 'run', { command: 'solve', model: 1, wait_ms: 9000, options: {
        groups: 'patterns', concepts: 'seq', ...options } });
    const graph = page.getByRole('group', { name: /^Graph of \d+ boxes/ });
    const boxes = graph.getByRole('button');
    desk.claim(await tabTo(page, 'Columns by'), 'what makes columns is reached');
    await page.keyboard.press('Home');
    await graph.waitFor();
    desk.claim(await tabTo(page, 'Each box is', 5, 'Shift+Tab'), 'and what makes a box');
    await page.keyboard.type('one pattern');
    const { result: { groups } } = await ask();
    await page.getByRole('group', { name: new RegExp(`^Graph of ${groups.length} boxes`) }).waitFor();
    const one = groups.find((group) => group.equilibria.seq && !group.status_quo);
    const found = graph.getByRole('button', { name: `${one.text}: ${one.states} of ${one.states} hold . Open` });
    desk.claim(await tabTo(page, `${one.text}: ${one.states} of ${one.states} hold . Open`), 'a box is reached');
    await page.keyboard.press('Enter');
    const squares = page.getByRole('group', { name: 'Situations of this box' }).getByRole('button');
    await squares.first().waitFor();
    desk.claim((await squares.count()) === one.states, `it opens to its ${one.states}: ${await squares.count()}`);
    desk.claim((await squares.filter({ hasText: '✓' }).count()) === one.states, 'all of which hold');
    desk.claim(await found.getAttribute('aria-expanded') === 'true', 'and says that it is open');
    desk.claim(await tabTo(page, 'Draw only these'), 'these alone are reached');
    await page.keyboard.press('Enter');
    await page.getByText(`${one.states} of 768 situations; ${one.text}`).waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.goto(desk.at(`#model=1&view=situations/graph&filter=${
        encodeURIComponent(JSON.stringify({ concepts: { seq: 'N' } }))}`));
    await page.reload();
    await graph.waitFor();
    const outcomes = (await ask({ groups: 'outcomes,military', fails: 'seq' })).result.groups;
    await page.getByRole('group', { name: new RegExp(`^Graph of ${outcomes.length} boxes`) }).waitFor();
    const counts = await boxes.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    desk.claim(counts.every((words) => /none of \d+ holds/.test(words)), `the boxes obey it: ${counts}`);
}

export async function what_backing_down_costs_is_told_in_words(desk) {
    const page = await desk.open('public', `${well}audience:\n  - {party: north, escalated: pump, ` +
        'backs_down: not pump}\n  - {party: south, escalated: sue, backs_down: not sue}\n');
    await settled(page);
    await place(page, 'Ways & deals', 'Ready to talk?');
    const { result } = await desk.api('POST', 'run', { command: 'audience', model: page.model, wait_ms: 9000 });
    const [north, south] = result.audience;
    desk.claim(north.tempted === 0 && south.tempted > 0, 'one has its hands tied, the other not');
    await page.getByText(`backing down pays from none of ${north.on_the_line} situations`).waitFor();
    await page.getByText(`Backing down pays from ${south.tempted} of ${south.on_the_line} situations; if it costs ` +
        `${south.ties_hands === 1 ? 'one' : south.ties_hands} rank`).waitFor();
    const rows = page.getByRole('region', { name: 'Words spoken in public' }).last().locator('tbody tr');
    desk.claim((await rows.count()) === south.sweep.length, `a row for each cost: ${await rows.count()}`);
    desk.claim((await results(page).locator('pre').count()) === 0, 'and nothing as a terminal has it');
}

export async function questions_are_asked_and_answered_in_words(desk) {
    const page = await desk.page();
    await page.goto(desk.at());
    await settled(page);
    await place(page, 'Ways & deals', 'More questions');
    const ask = async (name) => {
        await page.getByRole('combobox', { name: 'Question' }).selectOption(name);
        return { run: () => results(page).getByRole('button', { name: 'Run' }).click(),
                 answer: results(page).getByRole('region', { name: 'Answer' }) };
    };
    const ratify = await ask('ratify');
    await results(page).getByRole('checkbox', { name: 'Nash', exact: true }).check();
    await results(page).getByRole('combobox', { name: 'Where' }).fill('Truce with release and not “Full ceasefire”');
    await ratify.run();
    await ratify.answer.getByRole('table').first().waitFor();
    const heads = await ratify.answer.getByRole('columnheader').allTextContents();
    desk.claim(heads.includes('Nash') && !heads.includes('GMR'), `a concept is ticked: ${heads}`);
    const rows = await ratify.answer.getByRole('row').allTextContents();
    desk.claim(rows.length > 2 && rows.slice(2).every((row) => /Truce with release/.test(row)),
        `names of outcomes are understood: ${rows.slice(0, 4)}`);
    await results(page).getByRole('combobox', { name: 'Where' }).fill('no such name');
    await ratify.run();
    await results(page).getByRole('alert').waitFor();
    const ripe = await ask('ripe');
    await results(page).getByRole('checkbox', { name: 'Hamas' }).check();
    await results(page).getByRole('checkbox', { name: 'Israeli government' }).check();
    await ripe.run();
    await ripe.answer.getByRole('heading', { name: /Does it hurt/ }).waitFor();
    await ripe.answer.getByRole('button', { name: /^138 / }).first().click();
    await page.getByRole('dialog', { name: /^Stalemate/ }).waitFor();
    await page.keyboard.press('Escape');
    const solve = await ask('solve');
    await results(page).getByLabel('Coalitions').fill('all');
    await results(page).getByLabel('Behaviour of').fill('138');
    await solve.run();
    for (const said of [/^Coalitions: all 15/, /^Who would stay in/])
        await solve.answer.getByText(said).first().waitFor();
    const lines = solve.answer.locator('tr');
    desk.claim((await lines.count()) === 1500, `of tables with thousands of rows the first: ${await lines.count()}`);
    await solve.answer.getByRole('button', { name: /^and \d+ more$/ }).first().click(); // 768 and their heads
    await lines.nth(1600).waitFor();
    for (const name of ['audience', 'timeline']) {
        const one = await ask(name);
        await one.run();
        await one.answer.locator('p, table').first().waitFor();
        desk.claim((await results(page).locator('pre.output').count()) === 0, `${name} is no text of a terminal`);
    }
    await model(page);
    await page.getByText('Situations that cannot occur').click();
    await page.locator('summary', { hasText: 'New rule' }).click();
    await page.getByRole('combobox', { name: 'Rule as text' })
        .fill('Full ceasefire implies Have negotiators in Doha');
    await page.getByRole('button', { name: 'Add rule' }).click();
    await page.getByRole('button', { name: 'Undo' }).and(page.locator(':enabled')).waitFor();
    await settled(page);
    const text = await currentText(page);
    desk.claim(text.includes('full_truce implies delegation'), 'names become ids in a statement');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
}

export async function charts_of_doubts_and_forecasts_stand_above_their_tables(desk) {
    const page = await desk.page();
    await page.goto(desk.at());
    await settled(page);
    await place(page, 'Ways & deals', 'More questions');
    const answer = results(page).getByRole('region', { name: 'Answer' });
    for (const [question, shape] of [['forecast', 'svg[role=img] path'], ['robust', 'svg circle']]) {
        await page.getByRole('combobox', { name: 'Question' }).selectOption(question);
        await results(page).getByLabel('Variants', { exact: true }).fill('50');
        await results(page).getByRole('button', { name: 'Run' }).click();
        await answer.locator(shape).first().waitFor();
        const { width, height } = await answer.locator('svg').first().boundingBox();
        desk.claim(width > 20 && height > 5, `${question}: a chart is drawn, ${width} by ${height}`);
        desk.claim((await answer.locator('svg [style], svg [onload], svg a, svg style').count()) === 0,
            `${question}: of shapes and words only`);
    }
}
