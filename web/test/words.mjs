// SPDX-License-Identifier: Apache-2.0
// The page in the language of the test: what is in no catalogue stands outside of its marks.
import { settled, views } from './harness.mjs';

/** All names of this model have ¤, so that they are told from words of the page. */
const named = `truce: 1
title: ¤ water
parties:
  - {id: north, name: ¤ North, options: [{id: pump, name: ¤ Pump, levels: [¤ none, ¤ some]}]}
  - {id: south, name: ¤ South, options: [{id: sue, name: ¤ Sue}]}
status_quo: {pump: ¤ some}
outcomes: {standoff: {that: pump = '¤ some' and not sue, name: ¤ Standoff}}
preferences:
  north: {order: [{that: pump = '¤ some', confidence: 0.8}, not sue]}
  south: {order: [not pump = '¤ some', sue if pump = '¤ some', not sue]}
audience: [{party: north, escalated: pump = '¤ some', backs_down: pump = '¤ none'}]
`;

/** In the page: words that people see or hear and that stand neither between marks nor in what the engine or the
 *  model says. */
const strangers = (names) => {
    const TOLD = 'bdi, [data-told], code, pre, textarea, noscript, script, style, datalist, [popover]';
    const found = new Set();
    const check = (words) => {
        const rest = words.replace(/⟦[^]*⟧/g, '');
        for (const [key] of words.matchAll(/⟦[a-z]+(\.[\w -]+)+⟧/g)) found.add(key); // it has no text
        const isKnown = words.includes('¤') || names.includes(words.trim());
        if (/\p{L}{2,}/u.test(rest) && !isKnown) found.add(rest.trim().slice(0, 60));
    };
    let depth = 0;
    const walk = (node) => {
        if (node.nodeType === Node.TEXT_NODE) {
            let outside = '';
            for (const letter of node.data) {
                if (letter === '⟦') depth++;
                else if (letter === '⟧') depth--;
                else if (!depth) outside += letter;
            }
            check(outside);
        } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(TOLD)) {
            for (const name of ['aria-label', 'title', 'placeholder']) check(node.getAttribute(name) ?? '');
            node.childNodes.forEach(walk);
        }
    };
    walk(document.body);
    return [...found];
};

export async function every_word_is_in_the_catalogue(desk) {
    const { id } = await desk.api('POST', 'models', { name: '¤ water', text: named });
    const page = await desk.page();
    await page.goto(desk.at(`#model=${id}&lang=pseudo`));
    await settled(page);
    const names = (await desk.api('GET', 'models')).map(({ name }) => name);
    const look = async (what) => {
        const found = await page.evaluate(strangers, names);
        const told = found.slice(0, 8).join(' | ');
        desk.claim(found.length === 0, `${what} has words that are in no catalogue: ${told}`);
    };
    for await (const view of views(page)) {
        await page.waitForTimeout(300);
        await look(view.replace(/[⟦⟧]/g, ''));
    }
    for (const [key, what] of [['?', 'help'], ['Control+k', 'find']]) {
        await page.keyboard.press(key);
        await page.getByRole('dialog').waitFor();
        await look(what);
        await page.keyboard.press('Escape');
    }
    await page.locator('.title-button').click();
    await look('the menu');
    await page.locator('.menu button').last().click();
    await look('work');
    await page.keyboard.press('Escape');
    await page.keyboard.press('m');
    await page.locator('.side').waitFor();
    await look('the model');
    const side = page.locator('.side');
    const press = async (name) => {
        await side.getByRole('button', { name }).first().click();
        await settled(page);
    };
    await side.getByText('As parties see it').click();
    await side.locator('.sentence').first().click();
    await press('Not sure: add an alternative');
    await press('Use weights');
    await side.locator('details').evaluateAll((all) => all.forEach((one) => (one.open = true)));
    await page.waitForTimeout(300);
    await look('alternatives, weights and views');
}
