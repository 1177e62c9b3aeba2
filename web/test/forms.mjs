// SPDX-License-Identifier: Apache-2.0
// The forms that follow the schema of models: every part by keyboard alone, and what they leave as it was.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readDocument, set } from '../src/document.js';
import { nodesAt } from '../src/model/schema.js';
import { settled, tabTo, textbox, well } from './harness.mjs';

/** What is typed for each part that a model may have beside its parties: how something is added, changed and removed,
 *  and what then follows in the text. `a > b`: choose b; `a = b`: type b; else a button. */
const ACTS = {
    sources: [['New source', 'Title = Minutes', 'Add source'], '\n  minutes:\n    title: Minutes\n',
              ['Minutes', 'Author = Ann'], '\n  minutes:\n    title: Minutes\n    author: Ann\n', 'Remove Minutes'],
    feasible: [['New rule', 'Rule as text = not Go to court', 'Add rule'], '\n  - not sue\n',
               ['Rule 1: not Go to court', 'Rule 1 as text = pump or not Go to court'], '\n  - pump or not sue\n',
               'Remove Rule 1'],
    coalesce: [['New rule', 'Rule as text = pump', 'Add rule'], ' [pump]\n',
               ['Rule 1: Pump at night', 'As a clause = it pumps'], ' [{that: pump, says: it pumps}]\n',
               'Remove Rule 1'],
    no_deal: [['North farm', 'Statement as text = sue'], '\n  north: sue\n',
              ['Statement as text = Peace'], '\n  north: peace\n', 'Remove North farm'],
    pain: [['South farm', 'Statement as text = pump'], '\n  south: pump\n',
           ['As a clause = it hurts'], '\n  south:\n    that: pump\n    says: it hurts\n', 'Remove South farm'],
    utilities: [['North farm', 'Or type a wish of North farm = pump', 'Add'], '\n  north:\n    pump: 1\n',
                ['Weight of pump = 3'], '\n  north:\n    pump: 3\n', 'Remove North farm'],
    ratify: [['South farm', 'New actor', 'Kind > Wishes in order', 'Name = The sons', 'Add actor'],
             '\n  south:\n    actors:\n      - id: the_sons\n        name: The sons\n',
             ['Rule > majority'],
             '\n  south:\n    actors:\n      - id: the_sons\n        name: The sons\n    rule: majority\n',
             'Remove South farm'],
    expires: [['New expiry', 'When as text = pump', 'Go to court', 'Level > no', 'Add expiry'],
              '\n  - when: pump\n    becomes:\n      sue: no\n',
              ['Expiry 1: “Pump at night” becomes “Go to court” = no', 'How long it takes = 60 days'],
              '\n  - when: pump\n    becomes:\n      sue: no\n    after: "60 days"\n', 'Remove Expiry 1'],
    audience: [['New audience', 'Party > North farm', 'Where it has escalated as text = pump',
                'Where it backs down as text = not Pump at night', 'Add audience'],
               '\n  - party: north\n    escalated: pump\n    backs_down: not pump\n',
               ['Audience 1: North farm', 'Party > South farm'],
               '\n  - party: south\n    escalated: pump\n    backs_down: not pump\n', 'Remove Audience 1'],
    behaviour: [['all others', 'Judges by > Sequential stability'], '\n  rest: seq\n',
                ['Judges by > Nash stability (rationality)'], '\n  rest: nash\n', 'Remove all others'],
    perceives: [['North farm', 'New change', 'Kind > Remove',
                 'What it changes > what South farm wants, place 2: sue if pump', 'Add change'],
                '\n  north:\n    changes:\n      - remove: preferences.south.order.2\n',
                null, null, 'Remove North farm'], // what_a_party_misreads_is_edited changes it
    tempo: [['North farm', 'Decides once in = 7 days'], '\n  north: "7 days"\n',
            ['Decides once in = 1 week'], '\n  north: "1 week"\n', 'Remove North farm'],
    levers: [['New lever', 'Name = A fine', 'What it changes > where “Pump at night” stands today: yes',
              'To > no', 'Add lever'],
             '\n  - id: a_fine\n    name: A fine\n    changes:\n      - set: status_quo.pump\n        to: no\n',
             ['Lever 1: A fine', 'Who could do it = South farm'],
             '\n  - id: a_fine\n    name: A fine\n    changes:\n      - set: status_quo.pump\n        to: no\n' +
             '    who: south\n',
             'Remove Lever 1'],
    events: [['New event', 'Date = 05/01/2025', 'Name = It rains', 'Add event'],
             '\n  - id: it_rains\n    date: 2025-05-01\n    name: It rains\n',
             ['Event 1: It rains', 'Name = It pours'],
             '\n  - id: it_rains\n    date: 2025-05-01\n    name: It pours\n',
             'Remove Event 1'],
};
export async function every_part_by_keyboard(desk) {
    const { properties } = await desk.api('GET', 'schema');
    const parts = Object.keys(properties).filter((one) => one in ACTS);
    const page = await desk.open('by keyboard', well, { side: 'text', width: 1600 });
    await settled(page);
    const key = (name) => page.keyboard.press(name);
    const act = async (part, line) => {
        // a title has " = " in it
        const [, name, kind, words] = /^(.*?)(?: ([>=]) (.*))?$/.exec(line.startsWith('Expiry 1:') ? '' : line);
        const at = name || line;
        if (!(await tabTo(page, at, 60))) return desk.claim(false, `${part}: “${at}” is reached`);
        if (kind === '>') return void (await page.locator(':focus').selectOption({ label: words }));
        if (kind === '=') (await key('Control+a'), await page.keyboard.type(words));
        await key('Enter');
        await page.waitForFunction(() => { // what opens is there
            const at = document.activeElement;
            return at?.tagName !== 'SUMMARY' || !at.parentNode.open || at.nextElementSibling;
        });
    };
    const reads = (part, wanted) => page.waitForFunction((text) =>
        document.querySelector('.sheet textarea').value === text, wanted, { timeout: 30000 }).catch(async () =>
        desk.claim(false,
          `${part}: the text is ${JSON.stringify((await textbox(page).inputValue()).slice(well.length))}`));
    for (const part of parts) {
        const [add, added, change, changed, remove] = ACTS[part];
        const title = properties[part].title ?? part[0].toUpperCase() + part.slice(1);
        const card = page.locator('.forms details.card > summary', { hasText: new RegExp(`^${title}`) });
        const toggle = async (isOpen) => {
            await card.focus();
            await key('Enter');
            await card.locator('xpath=..').locator(':scope > :nth-child(2)').waitFor({
                state: isOpen ? 'visible' : 'hidden' });
        };
        await toggle(true);
        for (const line of add) await act(part, line);
        await reads(part, `${well}${part}:${added}`);
        if (changed) {
            await card.focus();
            for (const line of change) await act(part, line);
            await reads(part, `${well}${part}:${changed}`);
        }
        await card.focus();
        await act(part, remove);
        await reads(part, well);
        await toggle(false);
    }
    desk.claim(true, 'every part was added, changed and removed');
}

/** With all that a model says in short, and a plain graph; what the forms of these show is changed. */
const SHORT = `${well}date: 2025-05-01\nsummary: Two farms.\nleaves_out: [the weather, the mill]\n`;
const PLAIN = `truce: 1
parties: [{id: north, name: North}, {id: south, name: South}]
states: [calm, cold war, war]
moves:
  north: [[calm, cold war], [cold war, war]]
  south: [[cold war, calm], [cold war, war]]
status_quo: cold war
preferences:
  north: {rank: [calm, cold war, war]}
  south: {rank: [[calm, cold war], rest]}
`;
const FIELDS = 'select, input[type=checkbox], input[type=radio]:not(:checked), [data-draft]';

/** Of what stands in cards of another name. */
const TOGETHER = { about: ['title', 'summary', 'date', 'leaves_out'], party: ['parties', 'preferences'] };

/** Another value for a field, left by Tab. Gives 'changed', 'refused', or nothing if neither came. */
async function changeField(page, card, field, was) {
    const [kind, value, others] = await field.evaluate((one) => [one.type, one.value, [...one.options ?? []]
        .map((option) => option.value).filter((other) => other && other !== one.value)]);
    await field.focus();
    if (kind === 'select-one') {
        if (!others.length) return 'refused'; // there is nothing else to choose
        await field.selectOption(others.at(-1));
    } else if (kind === 'date') await field.fill('2024-02-03');
    else if (/checkbox|radio/.test(kind)) await page.keyboard.press('Space');
    else (await page.keyboard.press('Control+a'), await page.keyboard.type(`${value || '1'} 2`));
    if (kind !== 'radio') await page.keyboard.press(kind === 'date' ? 'Enter' : 'Tab'); // Tab leads to the month
    const isDone = ([was, card]) => (document.querySelector('.sheet textarea').value !== was ? 'changed'
        : card.querySelector('.error') && 'refused');
    return page.waitForFunction(isDone, [was, await card.elementHandle()], { timeout: 30000 })
        .then((one) => one.jsonValue(), () => undefined);
}

/** Each field of a card is changed and undone by keyboard. Gives how many there are. */
async function changeAndUndo(desk, page, card, title) {
    const text = () => textbox(page).inputValue();
    const was = await text();
    const isShort = page.locator(':not(:is(form, .fold:not([open])) *)'); // what is added has acts of its own
    const fields = card.locator(FIELDS).and(isShort).filter({ visible: true });
    for (let i = 0; i < await fields.count(); i++) {
        const field = fields.nth(i), done = await changeField(page, card, field, was);
        desk.claim(done, `${title}: field ${i + 1} is changed, or says why not`);
        await settled(page);
        if (done === 'refused') (await field.focus(), await page.keyboard.press('Escape'));
        await page.evaluate(() => document.activeElement.blur());
        for (let n = 0; n < 2 && (await text()) !== was; n++)
            (await page.keyboard.press('Control+z'), await settled(page));
        desk.claim((await text()) === was, `${title}: field ${i + 1} undone leaves the text as before`);
    }
    return fields.count();
}

/** Every key of the schema that no acts are written for has a form; what stands there is changed and undone. */
export async function every_other_form_is_undone(desk) {
    const { properties } = await desk.api('GET', 'schema');
    const left = new Set(Object.keys(properties).filter((one) => one !== 'truce' && !(one in ACTS)));
    const titleOf = (part) => properties[part].title ?? part[0].toUpperCase() + part.slice(1).replace(/_/g, ' ');
    for (const [name, model] of [['short', SHORT], ['plain', PLAIN]]) {
        const page = await desk.open(name, model, { side: 'text', width: 1600 });
        await settled(page);
        await page.locator('.forms details.card', { hasText: titleOf('events') }).waitFor(); // the last of all
        for (const card of await page.locator('.forms details.card').all()) {
            const title = (await card.locator('h3').first().textContent()).trim();
            if (Object.keys(ACTS).some((part) => titleOf(part) === title)) continue;
            await card.evaluate((one) => (one.open = true));
            await card.locator(':scope > :nth-child(2)').waitFor();
            await card.locator('.fold').evaluateAll((all) =>
                all.forEach((one) => (one.open = !/^New/.test(one.textContent))));
            const own = [...left].filter((part) => titleOf(part) === title);
            const isParty = await card.evaluate((one) => one.classList.contains('party'));
            if (await changeAndUndo(desk, page, card, `${name}, ${title}`))
                for (const part of own.length ? own : TOGETHER[isParty ? 'party' : 'about']) left.delete(part);
            await card.evaluate((one) => (one.open = false));
        }
        await page.context().close();
    }
    desk.claim(!left.size, `every key of the schema has a form, but: ${[...left]}`);
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every text of a value: its path, and what stands there. */
function* leavesOf(value, path = []) {
    if (value === null || typeof value !== 'object') return yield [path, value];
    for (const [i, one] of Object.entries(value))
        yield* leavesOf(one, [...path, Array.isArray(value) ? one?.id ?? String(Number(i) + 1) : i]);
}

/** What a form writes where nothing was changed, for every value of every model of `cases/`. */
export async function forms_leave_what_they_show(desk) {
    const schema = await desk.api('GET', 'schema');
    const all = readdirSync(`${root}cases`, { withFileTypes: true }).filter((one) => one.isDirectory());
    desk.claim(all.length >= 30, `there are ${all.length} cases`);
    for (const { name } of all) {
        const text = readFileSync(`${root}cases/${name}/model.yaml`, 'utf8');
        const { result } = await desk.api('POST', 'run', { command: 'check', text, options: { format: 'json',
          document: true },
            wait_ms: 20000 });
        const doc = readDocument(result.document);
        const edits = [...leavesOf(doc.raw)].map(([path, value]) => {
            const [node] = nodesAt(schema, doc, path);
            const isNumber = node && value && !Number.isNaN(Number(value)) &&
                ([].concat(node.type)[0] !== 'string' || node['x-names']?.includes('state'));
            return set(doc, path, isNumber ? Number(value) : value);
        });
        const made = await desk.api('POST', 'edit', { text, edits });
        desk.claim(edits.length > 5 && made.text === text, `${name}: ${edits.length} values committed as they stand`);
    }
}
