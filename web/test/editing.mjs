// SPDX-License-Identifier: Apache-2.0
// Writing models: from nothing by keyboard, in text with errors, by forms, in two tabs.
import {
    card, counted, currentText, menu, model, place, results, settled, tabTo, textbox, titled, well, wishes,
} from './harness.mjs';

export async function a_model_from_nothing_by_keyboard(desk) {
    const page = await desk.page();
    await page.goto(desk.at());
    await page.getByText('Holds by every measure').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find or do' }).waitFor();
    await page.keyboard.type('new model');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'New model' }).waitFor();
    await page.keyboard.type('Two neighbours');
    for (const words of ['North farm', 'Pump at night', 'South farm', 'Go to court']) {
        await page.keyboard.press('Tab');
        await page.keyboard.type(words);
    }
    desk.claim(await tabTo(page, 'Make the model', 5), 'the button is next');
    await page.keyboard.press('Enter');
    await titled(page, 'Two neighbours').waitFor();
    await page.locator('#wants:focus').waitFor();
    desk.claim(true, 'the focus goes to what comes next: what each party wants');
    const want = async (party, option, level) => {
        desk.claim(await tabTo(page, `What ${party} wants next`), `the next statement of ${party}`);
        await page.keyboard.type(option);
        await page.keyboard.press('Tab');
        if (level) await page.keyboard.press('ArrowDown');
        desk.claim(await tabTo(page, 'Add', 5), 'the button comes soon');
        await page.keyboard.press('Enter');
        await settled(page);
    };
    await want('North farm', 'Pump at night', 0);
    await want('South farm', 'Pump at night', 1);
    await counted(page, '4');
    const key = (name) => page.keyboard.press(name);
    await key('Enter'); // the focus is on the wish that was added
    desk.claim(await tabTo(page, 'How sure you are', 20), 'its dial is reached');
    for (let i = 0; i < 2; i++) (await key('ArrowLeft'), await settled(page));
    desk.claim(await tabTo(page, 'New option of South farm', 90, 'Shift+Tab'), 'back to the options');
    await page.keyboard.type('Share');
    await key('Enter');
    await counted(page, '8');
    desk.claim(await tabTo(page, 'Text beside', 60, 'Shift+Tab'), 'the text is opened');
    await key('Enter');
    desk.claim(await tabTo(page, 'The model as text', 120), 'and reached');
    await key('Control+End');
    await page.keyboard.type('fea');
    await page.getByRole('option', { name: /feasible:/ }).waitFor();
    for (const name of ['ArrowDown', 'Enter']) await key(name);
    await page.keyboard.type('[not (share and go_');
    await key('Control+Space');
    await page.getByRole('option', { name: /go_to_court/ }).waitFor();
    await key('Enter');
    await page.keyboard.type(')]');
    await counted(page, '6');
    const whole = await textbox(page).inputValue();
    for (const part of ['  north_farm:\n    order:\n      - pump_at_night\n',
                        '- that: not pump_at_night\n        confidence: 0.98\n',
                        'id: share', 'feasible: [not (share and go_to_court)]'])
        desk.claim(whole.includes(part), `${part} is in the text: ${whole}`);
    await page.getByText('Saved', { exact: true }).waitFor();
}

export async function an_error_while_typing_and_its_repair(desk) {
    const page = await desk.open('well', well, { side: 'forms' });
    await settled(page);
    await model(page, 'Text');
    await textbox(page).fill(well.replace('sue if pump', 'sue if pumps'));
    const problem = page.getByRole('button', {
        name: /line 24: option 'pumps' is not known \(did you mean “Pump at night” \(pump\)\?\)/,
    });
    await problem.waitFor();
    desk.claim((await page.locator('.copy mark').textContent()) === 'pumps', 'underlined at its place');
    desk.claim(await page.locator('.gutter .error').textContent() === '24', 'the line is marked');
    desk.claim(await page.getByRole('button', { name: 'Text beside 1 error' }).isVisible(), 'the panel says so');
    await page.locator('#said', { hasText: '1 error in the model.' }).waitFor();
    desk.claim(
        await page.getByText('results of the last model without errors').isVisible(),
        'results say that they are old',
    );
    await problem.click();
    desk.claim(
        (await textbox(page).evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd))) ===
            'pumps',
        'the message leads to the place',
    );
    await card(page, 'South farm').getByRole('button', { name: 'Use “pump”' }).click(); // in its place, repaired
    await page.getByText('✓ Well formed').waitFor();
    await page.locator('#said', { hasText: 'well formed again' }).waitFor();
    desk.claim(await page.getByText('results of the last model without errors').isHidden(), 'results are new again');
    await page.keyboard.press('Control+z');
    desk.claim((await textbox(page).inputValue()).includes('pumps'), 'undo by keyboard');
    await page.keyboard.press('Control+Shift+z');
    desk.claim(!(await textbox(page).inputValue()).includes('pumps'), 'redo by keyboard');
}

export async function reordering_flips_a_verdict(desk) {
    const page = await desk.open('well', well, { side: 'forms' });
    await settled(page);
    const south = card(page, 'South farm');
    const values = async () => (await wishes(south)).join('; ');
    const [water, court, peace] = ['not Pump at night', 'Go to court, if Pump at night', 'not Go to court'];
    const whole = [water, court, peace].join('; ');
    desk.claim((await values()) === whole, `three wishes as sentences: ${await values()}`);
    await south.getByRole('button', { name: 'Wish 3 up', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.locator('#said', { hasText: 'Wish 3 moved to 2 of 3' }).waitFor();
    await settled(page);
    desk.claim((await values()) === [water, peace, court].join('; '), 'moved by its button');
    desk.claim(
        await south
            .getByRole('button', { name: 'Wish 2 up', exact: true })
            .evaluate((one) => one === document.activeElement),
        'focus follows',
    );
    const change = page.getByRole('status', { name: 'What the last change did' });
    desk.claim(
        /now holds under Nash/.test(await change.textContent()) &&
            /no longer holds under Nash/.test(await change.textContent()),
        'what flipped is said',
    );
    await page.keyboard.press('Alt+ArrowDown');
    await page.locator('#said', { hasText: 'Wish 2 moved to 3 of 3' }).waitFor();
    await settled(page);
    desk.claim((await values()) === whole, 'moved back by Alt and arrow');
    await south.getByRole('button', { name: 'Wish 1 to another place' }).click();
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    await page.locator('#said', { hasText: 'Wish 1 moved to 3 of 3' }).waitFor();
    await settled(page);
    desk.claim((await values()) === [court, peace, water].join('; '), 'moved by its new place');
    const from = await south.locator('.handle').nth(2).boundingBox();
    const to = await south.locator('.handle').nth(0).boundingBox();
    await page.mouse.move(from.x + 4, from.y + 6);
    await page.mouse.down();
    await page.mouse.move(to.x + 4, to.y + 20, { steps: 5 });
    await page.mouse.move(to.x + 4, to.y - 4, { steps: 5 });
    await page.mouse.up();
    await settled(page);
    desk.claim((await values()) === whole, `dragged back: ${await values()}`);
    const text = await currentText(page);
    desk.claim(text.includes('# the night is cheap'), 'comments are kept');
    for (let i = 0; i < 4; i++) await page.getByRole('button', { name: 'Undo' }).click();
    desk.claim((await currentText(page)) === well, 'undone to the first letter');
}

export async function underlines_stand_under_what_is_wrong(desk) {
    const wrong = Array.from({ length: 20 }, (_, i) => `  o${i}: pumps${i} and suez${i}\n`).join('');
    const page = await desk.open('well', well.replace('outcomes:\n', `outcomes:\n${wrong}`), { side: 'forms' });
    await settled(page);
    await model(page, 'Text');
    await page.locator('.copy mark').nth(39).waitFor();
    const found = await page.evaluate(() => {
        const copy = document.querySelector('.copy'), area = document.querySelector('.sheet textarea');
        const style = getComputedStyle(area),
            line = parseFloat(style.lineHeight),
            from = area.getBoundingClientRect();
        const pen = document.createElement('canvas').getContext('2d');
        pen.font = style.font;
        const wide = pen.measureText('m').width;
        const lines = area.value.split('\n'), first = lines.findIndex((one) => one.includes('pumps'));
        const away = [...copy.querySelectorAll('mark')].map((mark, i) => {
            const box = mark.getBoundingClientRect(), at = first + Math.floor(i / 2);
            const top = from.top + parseFloat(style.paddingTop) + at * line - area.scrollTop;
            const left = from.left + parseFloat(style.paddingLeft) + lines[at].indexOf(mark.textContent) * wide;
            return Math.max(Math.abs(box.top + box.height / 2 - top - line / 2), Math.abs(box.left - left));
        });
        return { most: Math.max(...away), isSeen: style.color };
    });
    desk.claim(found.most < 2, `every underline is where its word is, none more than ${found.most} pixels away`);
    desk.claim(
        found.isSeen === 'rgba(0, 0, 0, 0)',
        `the words of the text are not drawn over those of the copy: ${found.isSeen}`,
    );
}

export async function levels_of_several_words_are_chosen(desk) {
    const page = await desk.open('dam', `truce: 1
parties:
  - {id: up, name: Upstream, options: [{id: fill, name: Fill the dam, levels: [slowly, at normal pace, "100%"]}]}
  - {id: down, name: Downstream, options: [{id: sue}]}
status_quo: {fill: at normal pace}
preferences:
  up: {order: [not sue]}
  down: {order: [fill = slowly]}
`, { side: 'forms' });
    await settled(page);
    const wants = page.getByRole('combobox', { name: 'What Upstream wants next' });
    const up = page.locator('form.composer').filter({ has: wants });
    for (const level of ['is at normal pace', 'is not 100%']) {
        await wants.selectOption('fill');
        await up.getByRole('combobox', { name: 'How it should stand' }).selectOption({ label: level });
        await up.getByRole('button', { name: 'Add', exact: true }).click();
        await settled(page);
    }
    const down = card(page, 'Downstream');
    await down.getByRole('button', { name: 'Wish 1: Fill the dam: slowly' }).click();
    const how = down.getByRole('combobox', { name: 'How it should stand' }).first();
    await how.selectOption({ label: 'is not slowly' });
    await down.getByRole('button', { name: 'Change it' }).click();
    await down.getByRole('button', { name: 'Wish 1: Fill the dam: not slowly' }).waitFor();
    const offered = await page.locator('#statements option').evaluateAll((all) => all.map((one) => one.value));
    desk.claim(
        offered.includes("fill = 'at normal pace'") && offered.includes("fill = '100%'"),
        `statements that are offered can be read: ${offered}`,
    );
    const text = await currentText(page);
    desk.claim(
        text.includes("fill = 'at normal pace'") && text.includes("fill != '100%'"),
        `levels are quoted in the text: ${text}`,
    );
    await page.getByText('✓ Well formed').waitFor();
}

export async function forms_edit_the_same_text(desk) {
    const page = await desk.open('well', well, { side: 'forms' });
    await settled(page);
    await page.getByText('Name and source').first().click();
    const name = page.getByRole('textbox', { name: 'Name', exact: true }).first();
    await name.fill('The northern farm');
    await name.press('Enter');
    await card(page, 'The northern farm').waitFor();
    await page.getByLabel('Plural').first().selectOption('yes');
    await page.getByRole('combobox', { name: 'What The northern farm want next' }).waitFor();
    await page.getByLabel('Plural').first().selectOption('not said');
    await page.getByRole('combobox', { name: 'What The northern farm wants next' }).waitFor();
    await page.getByRole('group', { name: 'Today: Pump at night' }).getByText('no', { exact: true }).click();
    await settled(page);
    await results(page).locator('.card-today').getByText('Peace').waitFor();
    await page.getByRole('textbox', { name: 'New option of South farm' }).fill('Share the well');
    await page.keyboard.press('Enter');
    await counted(page, '8');
    const rule = page.getByText('Situations that cannot occur');
    await rule.click();
    await page.locator('summary', { hasText: 'New rule' }).click();
    const added = async (words) => {
        await page.getByRole('combobox', { name: 'Rule as text' }).fill(words);
        await page.getByRole('button', { name: 'Add rule' }).click();
    };
    await added('not (sue and shar)');
    await page.getByText(/option 'shar' is not known/).waitFor();
    await added('not (sue and share_the_wel)');
    await page.getByRole('button', { name: 'Use “share_the_well”' }).click();
    await counted(page, '6');
    await page.getByRole('button', { name: 'More of Share the well' }).click();
    await page.getByRole('button', { name: 'Remove Share the well' }).click();
    const asks = page.getByRole('alert').filter({ hasText: 'It is used in 1 place' });
    await asks.getByText('Rule 1', { exact: false }).waitFor();
    await asks.getByRole('button', { name: 'Keep it' }).click();
    desk.claim((await asks.count()) === 0, 'what uses an option is told before it is removed');
    await page.getByRole('button', { name: 'Remove Share the well' }).click();
    await asks.getByRole('button', { name: 'Remove it and these' }).click();
    await counted(page, '4');
    await page.getByRole('button', { name: 'Bring it back' }).click();
    await counted(page, '6');
    const text = await currentText(page);
    for (const part of [
        'The northern farm',
        'share_the_well',
        'not (sue and share_the_well)',
        '# the night is cheap',
        '# water first',
    ])
        desk.claim(text.includes(part), `the text has ${part}: ${text}`);
}

export async function two_tabs_do_not_overwrite_each_other(desk) {
    const page = await desk.open('well', well, { side: 'forms' });
    await settled(page);
    const other = await desk.tab(page.context());
    await other.goto(desk.at(`#model=${page.model}`));
    await settled(other);
    const write = async (where, words) => {
        await model(where, 'Text');
        await textbox(where).fill(`${well}# ${words}\n`);
        await where.keyboard.press('Control+s');
    };
    await write(page, 'from the first tab');
    await page.getByText('Saved', { exact: true }).waitFor();
    await write(other, 'from the second tab');
    await other.getByText('This model was changed elsewhere').waitFor();
    desk.claim(
        (await textbox(other).inputValue()).includes('from the second tab'),
        'what was written stays in the field',
    );
    await other.getByRole('button', { name: 'Keep both: mine as a variant' }).click();
    await titled(other, 'well, my changes').waitFor();
    const { text } = await desk.api('GET', `models/${page.model}`);
    desk.claim(text.includes('from the first tab'), 'the first is as it was saved');
    const mine = (await desk.api('GET', 'models')).findLast((model) => model.name === 'well, my changes');
    desk.claim(
        (await desk.api('GET', `models/${mine.id}`)).text.includes('from the second tab'),
        'the second is a variant',
    );
}

export async function every_version_can_be_had_back(desk) {
    const page = await desk.open('well', well, { side: 'forms' });
    await settled(page);
    await model(page, 'Text');
    await textbox(page).fill(well.replace('neighbours', 'cousins'));
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.getByText('well, version 2').waitFor();
    await menu(page, 'Versions');
    await page.getByText('What it changed in version 1').click();
    await page.getByText('The title: from Two neighbours and a well to Two cousins and a well').waitFor();
    await page.getByRole('button', { name: 'Bring back version 1' }).click();
    await page.getByText('well, version 3').waitFor();
    desk.claim((await currentText(page)) === well, 'version 1 is back');
}

export async function a_server_that_is_away_loses_nothing(desk) {
    const page = await desk.open('well', well, { side: 'forms' });
    await settled(page);
    await model(page, 'Text');
    await page.context().setOffline(true);
    await textbox(page).fill(`${well}# written without a server\n`);
    await page.getByText('truce serve does not answer').waitFor();
    await page.getByText('Not saved yet').waitFor();
    await page.context().setOffline(false);
    await page.getByText('Saved', { exact: true }).waitFor();
    desk.claim(
        (await desk.api('GET', `models/${page.model}`)).text.includes('written without a server'),
        'saved when it is back',
    );
    desk.complaints = desk.complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one));
}

export async function today_is_not_said_before_it_is(desk) {
    const page = await desk.open('well', well.replace('status_quo: {pump: yes}\n', ''), { side: 'forms' });
    await settled(page);
    const shown = () => page.getByRole('group', { name: /^Today:/ }).evaluateAll((all) => all.map((one) =>
        one.querySelector(':checked')?.parentNode.querySelector('bdi').textContent ??
            one.querySelector('.hint').textContent));
    desk.claim((await shown()).join() === 'not set,not set', `unset looks unset: ${await shown()}`);
    await results(page).getByText('does not say where things stand today').first().waitFor();
    await page.locator('.side').getByRole('button', { name: /^Take over/ }).click();
    await results(page).locator('.card-today').getByText('Peace').waitFor();
    desk.claim((await shown()).join() === 'no,no', `one click takes it over: ${await shown()}`);
    desk.claim(/status_quo:\s*\{?\s*pump: no,?\s*sue: no/.test(await currentText(page)), 'and the text says so');
    desk.claim(await page.getByRole('button', { name: /^Take over/ }).count() === 0, 'nothing is left to take over');
    await textbox(page).fill(well);
    await settled(page);
    await model(page, 'Forms');
    desk.claim((await shown()).join() === 'yes,not set: no', `what is left out says how it counts: ${await shown()}`);
}

export async function a_double_click_on_add_deletes_nothing(desk) {
    const page = await desk.open('well', well, { side: 'forms' });
    await settled(page);
    const group = card(page, 'North farm');
    const values = async () => (await wishes(group)).join();
    const button = group.locator('form.composer').getByRole('button', { name: 'Add', exact: true });
    for (const pause of [0, 60, 250, 450]) {
        await group.getByRole('combobox', { name: 'What North farm wants next' }).selectOption('sue');
        await button.scrollIntoViewIfNeeded();
        const box = await button.boundingBox();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        const before = await values();
        await page.mouse.click(x, y);
        await page.waitForTimeout(pause);
        await page.mouse.click(x, y);
        await settled(page);
        desk.claim((await values()) === `${before},Go to court`,
            `clicked twice within ${pause} ms, added once: ${await values()}`);
        const now = await button.boundingBox();
        desk.claim(Math.abs(now.y - box.y) < 2, `the button stays under the pointer: ${now.y - box.y} away`);
        await page.waitForTimeout(800);
    }
}

export async function what_is_removed_is_brought_back(desk) {
    const page = await desk.open('well', well, { side: 'forms' });
    await settled(page);
    const south = card(page, 'South farm');
    const fields = south.locator('.ordered .sentence');
    await fields.first().click();
    const remove = south.getByRole('button', { name: 'Remove wish 1' });
    await remove.dblclick();
    await settled(page);
    const text = () => desk.api('GET', `models/${page.model}`).then((model) => model.text);
    await page.getByText('Wish 1 removed.').last().waitFor();
    desk.claim((await fields.count()) === 2, 'a double click on Remove removes one');
    await page.getByRole('complementary', { name: 'What was removed' }).getByRole('button', { name: 'Bring it back' })
        .click();
    await settled(page);
    desk.claim((await fields.count()) === 3 && (await wishes(south))[0] === 'not Pump at night', 'it is back');
    const notice = page.getByRole('complementary', { name: 'What was removed' });
    desk.claim((await notice.count()) === 0, 'and the notice gone');
    await page.keyboard.press('Control+s');
    await page.getByText('Saved', { exact: true }).waitFor();
    desk.claim((await text()) === well, 'to the last letter');
}

export async function one_undo_for_everything(desk) {
    const page = await desk.open('well', well, { side: 'forms' });
    await settled(page);
    const south = card(page, 'South farm');
    const fields = south.locator('.ordered .sentence');
    const values = async () => (await wishes(south)).join('; ');
    const [water, court, peace] = ['not Pump at night', 'Go to court, if Pump at night', 'not Go to court'];
    await fields.nth(2).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await page.locator('#said', { hasText: 'Wish 3 moved to 2 of 3' }).waitFor();
    await settled(page);
    desk.claim(await fields.nth(1).evaluate((one) => one === document.activeElement), 'the focus goes with it');
    await page.keyboard.press('Control+z');
    await settled(page);
    desk.claim((await values()) === [water, court, peace].join('; '), `undone in the field: ${await values()}`);
    await page.keyboard.press('Control+Shift+z');
    await settled(page);
    desk.claim((await values()) === [water, peace, court].join('; '), 'and done again');
    await page.keyboard.press('Control+z');
    await settled(page);
    await fields.nth(0).focus();
    await page.keyboard.press('Enter');
    const typed = south.getByRole('combobox', { name: 'Wish 1 as text' });
    await typed.focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' or sue');
    await page.keyboard.press('Control+z');
    desk.claim((await typed.inputValue()) !== 'not pump or sue' &&
        (await values()) === [water, court, peace].join('; '),
        `what is being typed is undone first: ${await values()}`);
    await page.keyboard.press('Escape');
    await fields.nth(0).click();
    const wants = page.getByRole('combobox', { name: 'What South farm wants next' });
    await wants.focus();
    await page.keyboard.type('Go to court');
    await tabTo(page, 'Add', 5);
    await page.keyboard.press('Enter');
    await settled(page);
    desk.claim((await fields.count()) === 4 && await fields.nth(3).evaluate((one) => one === document.activeElement),
        'after Add by keyboard the focus is on what was added');
    await page.keyboard.press('Control+z');
    await settled(page);
    desk.claim((await fields.count()) === 3, 'which Ctrl+Z takes away');
}

export async function removed_models_lie_in_a_bin(desk) {
    const { id } = await desk.api('POST', 'models', { name: 'to be removed', text: well });
    const page = await desk.open('another', well, { side: 'forms' });
    await settled(page);
    await menu(page, 'Open a model');
    await page.getByRole('button', { name: 'Remove to be removed' }).click();
    await page.getByRole('dialog').getByText('“to be removed” was removed').waitFor();
    await page.keyboard.press('Escape');
    await menu(page, 'Open a model');
    await page.getByText(/^Bin: \d+ removed model/).click();
    await page.getByRole('button', { name: 'Bring back to be removed' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove to be removed' }).waitFor();
    desk.claim((await desk.api('GET', `models/${id}`)).deleted === false, 'it is back');
}

export async function an_order_is_fixed_and_moved_by_hand(desk) {
    const page = await desk.open('well', well);
    await settled(page);
    await place(page, 'Situations', 'Rankings');
    await results(page).getByRole('tab', { name: 'South farm' }).click();
    const ranked = (list) => results(page).locator(`${list} > li`).evaluateAll((all) => all.map((one) =>
        [...one.querySelectorAll('.situation')].map((called) => called.textContent).join(' = ')));
    await results(page).locator('.ranking > li').nth(3).waitFor();
    desk.claim((await ranked('.ranking')).join(' > ').startsWith('Peace > Pump at night: no, Go to court: yes'),
        `best first, in words: ${await ranked('.ranking')}`);
    const splits = await results(page).locator('.splits').allTextContents();
    desk.claim(splits.length === 3 && /wish 3 not Go to court$/.test(splits[0]) && /wish 1 /.test(splits[1]),
        `what splits two places is told: ${splits}`);
    await results(page).getByRole('button', { name: 'Fix this order in a variant' }).click();
    await results(page).getByRole('button', { name: 'Open it' }).click();
    await results(page).getByRole('button', { name: 'Rank 2 up' }).click();
    await page.locator('#said', { hasText: 'Rank 2 moved to 1 of 4' }).waitFor();
    await results(page).getByRole('button', { name: 'Tie rank 3 with the next' }).click();
    await results(page).getByRole('button', { name: 'Split rank 3' }).waitFor();
    const text = await currentText(page);
    desk.claim(/south:\s*rank:\s*- 3\s*- 1\s*- \[4, 2\]/.test(text) &&
        text.includes('# the night is cheap'), `kept as a ranking: ${text}`);
    await results(page).getByRole('button', { name: 'Split rank 3' }).click();
    await page.waitForFunction(() => /- 3\s*- 1\s*- 4\s*- 2/.test(document.querySelector('.sheet textarea').value));
    desk.claim((await desk.api('GET', `models/${page.model}`)).text === well, 'the model itself stays as it was');
}

export async function what_a_wish_rests_on_and_what_is_open(desk) {
    const open = well.replace('      - not pump   # water first\n', '      - {either: [not pump, [sue, pump]]}\n') +
        'perceives:\n  north: {changes: [{remove: preferences.south.order.3}]}\n';
    const page = await desk.open('well', open, { side: 'forms' });
    await settled(page);
    const south = card(page, 'South farm');
    await south.getByText('either not Pump at night; or else (Go to court and after it Pump at night)').waitFor();
    await page.getByText('As parties see it').click();
    await page.getByText('What South farm wants, place 3: removed').waitFor();
    await page.getByText('Sources', { exact: true }).click();
    await page.locator('summary', { hasText: 'New source' }).click();
    await page.locator('.fold[open]').getByLabel('Title').last().fill('Minutes');
    await page.getByRole('button', { name: 'Add source' }).click();
    await page.locator('.fold > summary', { hasText: 'Minutes' }).click();
    await page.getByLabel('File', { exact: true }).fill('minutes.txt');
    await page.keyboard.press('Enter');
    await settled(page);
    await south.getByRole('button', { name: 'Wish 3: not Go to court' }).click();
    await south.getByText('Reason and source').click();
    await south.getByRole('combobox', { name: 'Source', exact: true }).fill('minutes ¶2');
    await page.keyboard.press('Enter');
    await south.getByText('¶2', { exact: true }).waitFor();
    await settled(page);
    await south.getByLabel('How much it matters').selectOption('strongly: to lose it is a great loss');
    await south.getByText('strong', { exact: true }).waitFor();
    await south.getByRole('button', { name: 'Show in the text' }).click();
    await page.locator('.sheet textarea:focus').waitFor();
    const { value, selectionStart: at } = await textbox(page).evaluate(({ value, selectionStart }) =>
        ({ value, selectionStart }));
    desk.claim(/^\{that: not sue, source: minutes ¶2, strong: "?yes"?\}/.test(value.slice(at)) &&
        /minutes:\s*\{?\s*title: Minutes,?\s*file: minutes\.txt/.test(value),
    `each is one edit of the text: ${value}`);
}

/** Alternatives by keyboard alone, weights, and what they rest on; each act can be taken back. */
export async function what_is_not_known_and_weights_are_edited_by_keyboard(desk) {
    const page = await desk.open('unsure', well, { side: 'forms' });
    await settled(page);
    const south = card(page, 'South farm');
    const press = async (name) => {
        desk.claim(await tabTo(page, name, 200), `“${name}” is reached`);
        await page.keyboard.press('Enter');
        await settled(page);
    };
    const type = async (name, words) => {
        desk.claim(await tabTo(page, name, 200), `“${name}” is reached`);
        await page.keyboard.press('Control+a');
        await page.keyboard.type(words);
        await page.keyboard.press(name === 'Because' ? 'Tab' : 'Enter'); // of several lines
        await settled(page);
    };
    const has = async (words) => {
        await settled(page);
        await page.keyboard.press('Control+s'); // not a moment later
        await page.getByText('Saved', { exact: true }).waitFor();
        const { text } = await desk.api('GET', `models/${page.model}`);
        desk.claim(text.includes(words), `the text has ${words}: ${text}`);
    };
    await south.getByRole('button', { name: /^Wish 1: / }).focus();
    await page.keyboard.press('Enter');
    await press('Not sure: add an alternative');
    await has('- {either: [not pump, true]}   # water first');
    desk.claim((await wishes(south))[0] === 'either not Pump at night; or else anything',
        `in words: ${(await wishes(south))[0]}`);
    await type('Wish 1, Alternative 2: Or type a wish of South farm', 'not sue');
    await press('Not sure: add an alternative');
    await type('Wish 1, Alternative 3: Or type a wish of South farm', 'pump and sue');
    await has('- {either: [not pump, [not sue], [pump and sue]]}   # water first');
    await press('Reason and source');
    await type('Because', 'nobody asked');
    await has('because: nobody asked');
    await press('Remove Wish 1, Alternative 2');
    await press('It is Wish 1, Alternative 1');
    await has('- not pump   # water first');
    await page.keyboard.press('Control+z');
    await has('[pump and sue]');
    await page.keyboard.press('Control+Shift+z');
    await settled(page);
    await south.getByRole('button', { name: 'Use weights' }).click();
    const weighs = (...lines) => has(['    weigh:', ...lines].join('\n      ') + '\n');
    await weighs('not pump: 4   # water first', 'sue if pump: 2', 'not sue: 1');
    const fill = async (field, words) => {
        await field.fill(words);
        await field.press(words === 'cheap' ? 'Tab' : 'Enter');
        await settled(page);
    };
    await fill(south.getByLabel('Weight of sue if pump'), '2.5');
    await fill(south.getByLabel('Or type a wish of South farm'), 'peace');
    await weighs('not pump: 4   # water first', 'sue if pump: 2.5', 'not sue: 1', 'peace: 1');
    await south.getByText('More not sue').click();
    await south.locator('.fold[open]').getByText('Reason and source').click();
    await fill(south.locator('.fold[open] .fold[open]').getByLabel('Because'), 'cheap');
    await has('\n      not sue:\n        weight: 1\n        because: cheap\n      peace: 1\n');
    await south.getByRole('button', { name: 'Remove not sue' }).click();
    await weighs('not pump: 4   # water first', 'sue if pump: 2.5', 'peace: 1');
    const north = card(page, 'North farm');
    await north.getByRole('button', { name: 'Not sure: add an alternative' }).last().click();
    await settled(page);
    await north.getByRole('button', { name: 'Alternative 2, Wish 2 up', exact: true }).click();
    await settled(page);
    await has('    either:\n      - order:\n          - pump\n          - not sue\n' +
        '      - order:\n          - not sue\n          - pump\n');
    await north.getByRole('button', { name: 'It is Alternative 2' }).click();
    await settled(page);
    await page.getByText('Saved', { exact: true }).waitFor();
    const { text } = await desk.api('GET', `models/${page.model}`);
    desk.claim(!text.includes('either') && text.includes('  north:\n    order:\n      - not sue\n      - pump\n'),
        `the second is taken: ${text}`);
}

export async function what_a_party_misreads_is_edited(desk) {
    const page = await desk.open('misread', well, { side: 'forms' });
    await settled(page);
    const { text } = await desk.api('GET', `models/${page.model}`);
    const has = async (words) => {
        await page.getByText('Saved', { exact: true }).waitFor();
        const { text: now } = await desk.api('GET', `models/${page.model}`);
        desk.claim(now === text + words, `the text goes on with ${words}: ${now.slice(text.length)}`);
    };
    await page.getByText('As parties see it').click();
    const card = page.locator('.forms details.card', { hasText: 'As parties see it' });
    const view = card.locator('details.fold', { has: page.locator('summary', { hasText: 'North farm' }) }).first();
    await view.locator('> summary').click();
    const add = async (kind, place, more = async () => {}) => {
        await view.locator('summary', { hasText: 'New change' }).click();
        await view.getByLabel('Kind').selectOption(kind);
        await view.getByLabel('What it changes').selectOption({ label: place });
        await more();
        await view.getByRole('button', { name: 'Add change' }).click();
        await settled(page);
    };
    await add('Remove', 'what South farm wants, place 2: sue if pump');
    await view.getByText('What South farm wants, place 2: removed').waitFor();
    const removed = 'perceives:\n  north:\n    changes:\n      - remove: preferences.south.order.2\n';
    await has(removed);
    await add('Insert', 'what South farm wants, place 1: not pump', async () => {
        await view.getByRole('combobox', { name: 'Value as text' }).fill('suez');
    });
    await view.getByRole('alert').waitFor();
    desk.claim(true, 'what is wrong is told in its place');
    await view.locator('summary', { hasText: 'New change' }).click();
    await add('Set', 'how one can change the option “Go to court” of South farm', () =>
        view.getByLabel('To', { exact: true }).selectOption('only up: it cannot be taken back'));
    await view.getByText('Reason and source').click();
    await view.getByLabel('Because').fill('nobody told it');
    await page.keyboard.press('Tab');
    await settled(page);
    await has(removed + '      - set: parties.south.options.sue.moves\n        to: up\n' +
        '    because: nobody told it\n');
    for (const n of [2, 1]) {
        await view.locator('button.sentence').nth(n - 1).click();
        await view.getByRole('button', { name: `Remove change ${n}` }).click();
        await settled(page);
    }
    await view.getByRole('button', { name: 'Remove North farm' }).click();
    await settled(page);
    await has('');
}

/** Each part that a model may have, by keyboard: put together, added, changed, ordered, removed, and undone. */
export async function every_part_of_a_model_has_a_form(desk) {
    const page = await desk.open('all parts', well, { side: 'forms' });
    await settled(page);
    const { text } = await desk.api('GET', `models/${page.model}`);
    const key = (name) => page.keyboard.press(name);
    const to = async (name, most = 60) => desk.claim(await tabTo(page, name, most), `“${name}” is reached`);
    const fill = async (name, words) => {
        await to(name);
        await page.keyboard.type(words);
    };
    const press = async (name) => {
        await to(name);
        await key('Enter');
        await settled(page);
    };
    const choose = async (name, label) => {
        await to(name);
        await page.locator(':focus').selectOption({ label });
        await settled(page);
    };
    const card = async (title) => {
        await page.locator('.forms details.card > summary', { hasText: new RegExp(`^${title}`) }).focus();
        await key('Enter');
        await page.waitForFunction(() => document.activeElement.nextElementSibling);
    };
    const has = async (words) => {
        await settled(page);
        await page.keyboard.press('Control+s');
        await page.getByText('Saved', { exact: true }).waitFor();
        const { text: now } = await desk.api('GET', `models/${page.model}`);
        desk.claim(now === text + words, `the text goes on with ${words}: ${now.slice(text.length)}`);
    };
    await card('What could be changed');
    await press('New lever');
    await fill('Name', 'The court rules');
    await choose('What it changes', 'how one can change the option “Go to court” of South farm');
    await choose('To', 'only up: it cannot be taken back');
    await press('Add lever');
    let levers = '  - id: the_court_rules\n    name: The court rules\n    changes:\n' +
        '      - set: parties.south.options.sue.moves\n        to: up\n';
    await has(`levers:\n${levers}`);
    await press('New lever');
    await fill('Name', 'A fine');
    await choose('Kind', 'Move');
    await choose('What it changes', 'what North farm wants, place 2: not sue');
    await fill('To', '1');
    await press('Add lever');
    const fine = '  - id: a_fine\n    name: A fine\n    changes:\n' +
        '      - move: preferences.north.order.2\n        to: 1\n';
    await has(`levers:\n${levers}${fine}`);
    await page.getByRole('button', { name: 'Lever 2: A fine' }).focus();
    await key('Enter');
    await fill('Cost', '0');
    await key('Enter');
    await page.getByRole('alert').waitFor();
    desk.claim(true, 'a number beyond its limits is refused in its place');
    await key('Control+a');
    await page.keyboard.type('2');
    await key('Enter');
    await settled(page);
    const looks = await page.locator('.forms fieldset').evaluateAll((all) =>
        all.map((one) => getComputedStyle(one).borderStyle));
    desk.claim(looks.length && !looks.includes('groove'), `no group looks as the browser draws it: ${looks}`);
    await to('The court rules');
    await key('Space');
    await has(`levers:\n${levers}${fine}    cost: 2\n    needs: [the_court_rules]\n`);
    await page.getByRole('button', { name: 'Lever 2 up' }).focus();
    await key('Enter');
    await has(`levers:\n${fine}    cost: 2\n    needs: [the_court_rules]\n${levers}`);
    await page.getByRole('button', { name: 'Remove Lever 2' }).focus();
    await key('Enter');
    await page.getByRole('alert').filter({ hasText: 'It is used in 1 place' }).getByText('A fine').first().waitFor();
    await press('Keep it');
    await has(`levers:\n${fine}    cost: 2\n    needs: [the_court_rules]\n${levers}`);
    for (let i = 0; i < 5; i++) (await key('Control+z'), await settled(page));
    await has('');
    await card('How often parties decide');
    await press('North farm');
    await fill('Decides once in', '7 days');
    await key('Enter');
    await has('tempo:\n  north: "7 days"\n');
    await press('Remove North farm');
    await card('What ends by itself');
    await press('New expiry');
    await fill('When as text', 'pump and sue');
    await press('Go to court');
    await choose('Level', 'no');
    await press('Add expiry');
    await has('expires:\n  - when: pump and sue\n    becomes:\n      sue: no\n');
}

export async function a_wish_is_typed_as_the_page_shows_it(desk) {
    const page = await desk.open('typed', well, { side: 'forms' });
    await settled(page);
    const south = card(page, 'South farm');
    const field = south.getByLabel('Or type a wish of South farm');
    for (const [typed, shown] of [
        ['go to court exactly when Pump at night', 'Go to court exactly when Pump at night'],
                                  ['Peace unless PUMP AT NIGHT', 'Peace, if not Pump at night'],
                                  ['if Peace, then not Go to court', 'if Peace, then not Go to court']]) {
        await field.fill(typed);
        await field.press('Enter');
        await south.locator('.ordered .said').getByText(shown, { exact: true }).first().waitFor();
    }
    await field.fill('pmup sue');
    await field.press('Enter');
    const use = south.getByRole('button', { name: 'Use “pump”' });
    await use.click();
    await use.waitFor({ state: 'detached' });
    desk.claim(await field.inputValue() === 'pump sue', `what is mended stands there: ${await field.inputValue()}`);
    desk.claim(!/pmup/.test(await south.getByRole('alert').innerText()), 'and why it is not taken yet');
}
