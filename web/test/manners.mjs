// SPDX-License-Identifier: Apache-2.0
// Manners: no rule of axe-core broken in any view, other scripts and directions, narrow screens, hostile names,
// print.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
    counted, currentText, menu, model, part, place, results, segments, settled, textbox, titled, views, well,
} from './harness.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** `part`: a selector, where the rest of the page has been looked at already. */
async function broken(page, part) {
    if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
    const { violations } = await page.evaluate(
        (where) => globalThis.axe.run(where ?? document, { resultTypes: ['violations'] }),
        part,
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target).join(' ')}`);
}

/** Whether every table and drawing of a view is offered to be taken along. */
async function takenAlong(desk, page, view) {
    if (view.startsWith('Share')) return;
    const shown = () => page.locator('main').evaluate((main) =>
        [...main.querySelectorAll('table, svg[role]')].filter((node) => node.getClientRects().length > 0).length);
    const along = page.locator('main .beside > .export');
    await along.locator('summary').click();
    const most = await shown();
    const offered = along.getByRole('button', { name: /^(?:CSV|SVG)/ });
    if (most) await offered.nth(most - 1).waitFor();
    desk.claim(await offered.count() === await shown(), `${view}: ${most} tables and drawings`);
    await page.keyboard.press('Escape');
    desk.claim(await along.evaluate((box) => !box.open), 'Escape closes what takes along');
}

export async function no_rule_of_axe_is_broken(desk) {
    const still = { reducedMotion: 'reduce' }; // colours on their way are no colours of ours
    for (const options of [{ colorScheme: 'light', ...still }, { colorScheme: 'dark', width: 390, ...still }]) {
        const page = await desk.open('well', well, options);
        await settled(page);
        const look = async (what, part) => {
            const found = await broken(page, part);
            desk.claim(found.length === 0, `${what}, ${JSON.stringify(options)}: ${found.join('; ')}`);
        };
        let isFirst = true;
        for await (const view of views(page)) {
            await page.waitForTimeout(100);
            await look(view, isFirst ? undefined : '#results');
            if (!options.width) await takenAlong(desk, page, view);
            isFirst = false;
        }
        await model(page);
        for (const part of ['Names for outcomes', 'Situations that cannot occur', 'Sources'])
            await page.getByText(part).click();
        await page.getByRole('button', { name: /^Wish 1: / }).first().click();
        await page.getByRole('button', { name: 'More of Pump at night' }).click();
        await look('forms', '.side');
        await page.getByText('As parties see it').click();
        await page.locator('.side .fold > summary', { hasText: 'South farm' }).last().click();
        await page.getByRole('button', { name: 'Not sure: add an alternative' }).first().click();
        await settled(page);
        await page.getByRole('button', { name: 'Use weights' }).last().click();
        await settled(page);
        await page.getByText('More not sue').last().click();
        await look('alternatives, weights and views', '.side');
        await model(page, 'Text');
        await page
            .getByRole('textbox', { name: 'The model as text' })
            .fill(well.replace('sue if pump', 'sue if pumps'));
        await page.getByRole('button', { name: /^Error, line 24/ }).waitFor();
        await look('text with an error', '.side');
        for (const name of ['New model', 'Open a model', 'Keep as variant', 'Versions']) {
            await menu(page, name);
            await page.getByRole('dialog').waitFor();
            await look(name, 'dialog');
            await page.keyboard.press('Escape');
        }
        await page.getByRole('button', { name: 'Undo' }).click();
        await settled(page);
        await place(page, 'Situations', 'Stability');
        await page.getByRole('button', { name: /^Peace.*: North farm, Nash/ }).click();
        await page.getByText('would move: one move is better.').waitFor();
        await look('a reason', '#results');
    }
}

export async function every_command_finds_its_place(desk) {
    const { commands } = await desk.api('GET', 'session');
    const page = await desk.page();
    await page.goto(desk.at());
    await page.getByText('Holds by every measure').waitFor();
    const known = ['check', 'states', 'solve', 'explain', 'brief', 'convert', 'diff', 'replies'];
    for (const { name } of commands.filter((command) => command.needs_model && !known.includes(command.name))) {
        await place(page, 'Ways & deals', 'More questions');
        await page.getByRole('combobox', { name: 'Question' }).selectOption(name);
        for (const [wanted, value] of [['To', 'pause_release'], ['Target', 'pause_release'], ['Variants', '50']]) {
            const field = results(page).getByLabel(wanted, { exact: true });
            if (await field.count()) await field.fill(value);
        }
        await results(page).getByRole('button', { name: 'Run' }).click();
        await page
            .locator(
                'main pre.output, main .lead + form ~ section, main .lead + form ~ .two, main .error',
            )
            .first()
            .waitFor({ timeout: 20000 });
        desk.claim(
            (await page.locator('main .error').count()) === 0,
            `${name} has an answer: ${await page.locator('main .error').allTextContents()}`,
        );
        const found = await broken(page, '#results');
        desk.claim(found.length === 0, `${name}: ${found.join('; ')}`);
    }
}

const arabic = `truce: 1
title: جاران وبئر
date: 2025-05-12
sources: {report: {title: تقرير القرية}}
parties:
  - id: north
    name: المزرعة الشمالية
    options:
      - {id: pump, name: ضخ المياه ليلاً}
      - {id: offer, name: عرض على الجنوب, levels: [لا شيء, ماء, أرض]}
  - id: south
    name: المزرعة الجنوبية
    options: [{id: sue, name: رفع دعوى}]
status_quo: {pump: yes}
outcomes:
  standoff: {that: pump and not sue, name: مواجهة}
  peace: {that: not pump and not sue, name: سلام}
preferences:
  north:
    order:
      - {that: not sue, because: المحاكم بطيئة, source: report ¶2, confidence: 0.8}
      - pump if offer = 'لا شيء'
      - not offer = أرض
  south:
    order:
      - not pump
      - {that: sue if pump, because: الماء أولاً, source: report ¶3, confidence: 0.6}
      - not sue
pain: {north: sue, south: pump}
`;

/** In the page: what of a view does not fit, or does not read from right to left where it should. */
const unturned = () => {
    const found = [];
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) found.push(`${wide} pixels too wide`);
    for (const one of document.querySelectorAll('main bdi, .side bdi'))
        if (/^[^A-Za-z]*\p{Script=Arabic}/u.test(one.textContent) && getComputedStyle(one).direction !== 'rtl')
            found.push(one.textContent);
    for (const one of document.querySelectorAll('main :is(h1, h2, h3, p, li, td, .card)')) {
        const { left, right, width } = one.getBoundingClientRect();
        if (width > 1 && (left < -1 || right > innerWidth + 1) && !one.closest('.scroll, .seg, iframe'))
            found.push(`${one.tagName} ${one.className} from ${left} to ${right}`);
    }
    // What stands first stands to the right of what stands second.
    for (const [first, second] of [['.side', 'main'], ['.set-up', '.set-up ~ div'], ['.rung .dot', '.rung > div'],
        ['.lead-of .standfirst', '.lead-of .facts'], ['.board legend ~ .owner .mark', '.board .owner bdi'],
        ['.places .model-button', '.places .place.share'], ['.stands .mark', '.stands bdi']]) {
        const [a, b] = [first, second].map((one) => document.querySelector(one)?.getBoundingClientRect());
        if (a?.width && b?.width && a.top < b.bottom && b.top < a.bottom && a.left < b.left)
            found.push(`${first} stands left of ${second}`);
    }
    return found.slice(0, 5);
};

/** An Arabic model on a page that is turned round, in every view, wide and narrow. */
export async function names_in_any_script(desk) {
    const page = await desk.open('بئر', arabic, { side: 'forms' });
    await settled(page);
    const heading = titled(page, 'جاران وبئر').locator('b bdi');
    desk.claim((await heading.evaluate((one) => getComputedStyle(one).direction)) === 'rtl',
        'a heading from right to left');
    await page.getByText('Name and source').first().click();
    const field = page.getByRole('textbox', { name: 'Name', exact: true }).first();
    desk.claim((await field.evaluate((one) => getComputedStyle(one).direction)) === 'rtl',
        'a field from right to left');
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    await model(page, 'Text');
    desk.claim((await textbox(page).evaluate((one) => getComputedStyle(one).direction)) === 'ltr',
        'the text of the model stays from left to right');
    desk.claim(!(await page.evaluate(unturned)).length, 'the model stands right of the page');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Model', exact: true }).click();
    for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        for await (const view of views(page)) {
            if (width === 1280) await page.waitForTimeout(120); // with its answers; without them on the phone
            const wrong = await page.evaluate(unturned);
            desk.claim(!wrong.length, `${view}, ${width} pixels: ${wrong}`);
        }
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    await place(page, 'Situations', 'List');
    await page.getByRole('button', { name: /^Show only situations with ضخ المياه ليلاً: / }).click();
    desk.claim(await page.getByText('6 of 12 situations').isVisible(), 'filters by its name');
    const rules = await broken(page);
    desk.claim(rules.length === 0, `and breaks no rule: ${rules}`);
    const tab = (name) => segments(page).getByRole('tab', { name });
    await tab('List').focus();
    await page.keyboard.press('ArrowLeft');
    desk.claim((await tab('Stability').getAttribute('aria-selected')) === 'true', 'arrow keys follow the direction');
}

export async function hostile_names_stay_text(desk) {
    const evil = `<img src=x onerror=alert(1)>"'&lt;`;
    const page = await desk.open(
        evil,
        well
            .replace('name: North farm', `name: ${JSON.stringify(evil)}`)
            .replace('Two neighbours and a well', JSON.stringify(evil)),
    );
    let alerts = 0;
    page.on('dialog', (dialog) => (alerts++, dialog.dismiss()));
    await settled(page);
    for await (const _ of views(page));
    await place(page, 'Situations', 'Stability');
    await page.locator('button.verdict').first().click();
    await page.locator('details.why').getByText(/stays|would move/).first().waitFor();
    desk.claim(alerts === 0 && await page.locator('img').count() === 0, 'nothing of a name becomes markup');
    desk.claim(await page.getByText(evil, { exact: false }).count() > 0, 'it is shown letter by letter');
}

export async function the_policy_forbids_what_is_not_ours(desk) {
    const page = await desk.page();
    const response = await page.goto(desk.at());
    const policy = response.headers()['content-security-policy'];
    desk.claim(/default-src 'self'/.test(policy) && !/unsafe|\*/.test(policy), `the policy is strict: ${policy}`);
    await page.getByText('Holds by every measure').waitFor();
    const ran = await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'globalThis.wasRun = true';
        document.body.append(script);
        return Boolean(globalThis.wasRun);
    });
    desk.claim(!ran, 'scripts put into the page do not run');
    desk.complaints = desk.complaints.filter((one) => !/Content Security Policy/.test(one));
}

export async function narrow_screens(desk) {
    const page = await desk.page({ width: 390, height: 800 });
    await page.goto(desk.at());
    await page.getByText('Holds by every measure').waitFor();
    const isWithin = async (what) => {
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        desk.claim(overflow <= 0, `${what} does not make a narrow page scroll sideways: ${overflow} pixels`);
    };
    // Work that does not end: what stands there until answers come is no wider.
    let isHeld = false;
    const job = { job: 99, state: 'running', seconds: 12, progress: { phase: 'all readings', total: 9 } };
    await page.route('**/api/run', (route) => {
        const isShort = /"command":"(?:check|solve)"/.test(route.request().postData());
        return isHeld && !isShort ? route.fulfill({ status: 202, json: job }) : route.fallback();
    });
    await page.route('**/api/jobs*', (route) => (isHeld ? route.fulfill({ json: [job, job] }) : route.fallback()));
    await page.route('**/api/jobs/99', (route) => route.fulfill({ json: job }));
    for (const direction of ['ltr', 'rtl']) {
        await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
        for await (const view of views(page)) await isWithin(`${view} (${direction})`);
        isHeld = direction === 'ltr';
        await page.keyboard.press('m');
        await page.locator('.side').waitFor();
        desk.claim(await results(page).isHidden(), 'the model takes the page');
        await isWithin(`the model (${direction})`);
        const unfold = () =>
            page.locator('.side details').evaluateAll((all) => all.forEach((one) => (one.open = true)));
        await unfold();
        await page.locator('.side .sentence').first().click();
        await unfold();
        await page.waitForTimeout(300);
        await isWithin(`the model, all open (${direction})`);
    }
}

const caseText = (name) => readFileSync(new URL(`../../cases/${name}/model.yaml`, import.meta.url), 'utf8');
/** In the page: what can be scrolled sideways. */
const wider = () => [...document.querySelectorAll('main .scroll')].filter((one) =>
    one.scrollWidth > one.clientWidth + 1).map((one) => one.getAttribute('aria-label'));

/** Tables of words stand row below row on a phone, and nothing is told by keys of the text. */
export async function tables_fit_a_phone(desk) {
    for (const [name, told] of [['elmira-1991', {
        Register: ['Situations that count as one, 1', 'Pending appeal, Insist on the original order: yes'],
        Deals: ['As good as no deal for everybody'],
        'Ready to talk?': ['How it came to today The model does not say.'],
    }], ['doha-2025', {
        Register: ['Who must agree at home, Israeli government', 'Who pays for backing down, 1'],
        'Ready to talk?': ['Military action against Hamas: campaign or truce'],
    }]]) {
        const page = await desk.open(name, caseText(name), { width: 390, height: 844 });
        await settled(page);
        for (const at of ['Findings', 'Situations: List', 'Situations: Stability', 'Situations: Tableau',
            'Ways & deals: Ways', 'Ways & deals: Deals', 'Ways & deals: Ready to talk?',
            'Doubts & outlook: Register']) {
            const [of, name] = at.split(': ');
            await place(page, of, name);
            for (const words of told[name] ?? [])
                await page.waitForFunction((wanted) => document.querySelector('main').textContent.replace(/\s+/g, ' ')
                    .includes(wanted), words).catch(() => desk.claim(false, `${at} says: ${words}`));
            const shown = { List: '.in-words', Stability: '.stability', Ways: '.ladder',
                            Findings: '.outcomes' }[name ?? of] ?? '.part-shown';
            await results(page).locator(shown).first().waitFor();
            if (name === 'Ways') await page.getByText('The way, option by option').click();
            if (name === 'Tableau') await page.locator('.tableau, .part-shown > .notice').first().waitFor();
            const wide = await page.evaluate(wider);
            desk.claim(!wide.length, `${at}: ${wide} is wider than the phone`);
        }
        await page.context().close();
    }
}

export async function paper(desk) {
    const page = await desk.page();
    await page.goto(desk.at());
    await page.getByText('Holds by every measure').waitFor();
    await page.emulateMedia({ media: 'print' });
    desk.claim(
        (await page.getByRole('navigation').isHidden()) &&
            (await page.getByText('Holds by every measure').isVisible()),
        'paper has the results and no buttons',
    );
}

export async function large_models_do_not_stop_the_page(desk) {
    const n = 18;
    const numbers = Array.from({ length: n / 2 }, (_, i) => i);
    const party = (p) => `  - {id: ${p}, options: [${numbers.map((i) => `{id: ${p}${i}}`).join(', ')}]}`;
    const text = `truce: 1\nparties:\n${party('a')}\n${party('b')}\npreferences:\n` +
        '  a: {order: [a0 iff b0, not a1, b2]}\n  b: {order: [b0 if a1, not b3, a2]}\n';
    const page = await desk.open('large', text);
    await counted(page, '262,144');
    for await (const _ of views(page));
    // What may take long shows that it goes on, and can be cancelled.
    const job = { job: 99, state: 'running', seconds: 2, progress: {} };
    await page.route('**/api/jobs/99', (route) => route.fulfill({ json: job }));
    await page.route('**/api/run', (route) => (/"(?:patterns|coalitions)":/.test(route.request().postData())
        ? route.fulfill({ status: 202, json: job }) : route.fallback()));
    for (const name of ['Patterns', 'Together']) {
        await place(page, 'Situations', name);
        if (name === 'Patterns') await results(page).getByRole('button', { name: 'Look for patterns' }).click();
        await results(page).getByRole('button', { name: 'Cancel' }).waitFor();
        desk.claim(await results(page).getByRole('progressbar').isVisible(), `${name} shows how far it is`);
    }
    await page.unroute('**/api/run');
    await place(page, 'Situations', 'Reasons');
    await place(page, 'Situations', 'Together');
    const together = await desk.api('POST', 'run', { command: 'solve', text, wait_ms: 9000,
        options: { coalitions: 'all', concepts: 'seq', rows: 'none', limit: 1 } });
    const { strong_count: strong, coalition_stable_counts: { seq: stable } } = together.result;
    for (const n of [strong, stable])
        await results(page).getByText(`${(n - 20).toLocaleString('en')} more`, { exact: true }).first().waitFor();
    desk.claim(stable > 200, 'what the lists leave out is counted by the engine');
    await place(page, 'Situations', 'List');
    const found = (words) => results(page).getByText(words).first().waitFor();
    await page.getByRole('button', { name: 'Option form' }).click();
    await found('262,144 of 262,144 situations');
    await page.getByRole('button', { name: /^Filter by b6/ }).click();
    await found('131,072 of 262,144 situations');
    await page.getByLabel('Search', { exact: true }).fill('a3 yes, a4 no');
    await found('32,768 of 262,144 situations');
    const table = page.getByRole('region', { name: 'Situations in option form' });
    await table.getByRole('button', { name: /^\d+: / }).first().click();
    await page.getByRole('region', { name: 'The situation on the board' }).getByText(/stays/).first().waitFor();
    desk.claim(/\?NNNYN/.test(page.url()), 'it is on the board');
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.getByRole('button', { name: /^Filter by holds under Nash/ }).click();
    const solved = await desk.api('POST', 'run', { command: 'solve', text, wait_ms: 9000 });
    const holds = solved.result.counts.nash;
    await found(`${holds.toLocaleString('en')} of 262,144 situations`);
    await page.getByRole('button', { name: /^Filter by holds under Nash/ }).click();
    await found(`${(262144 - holds).toLocaleString('en')} of 262,144 situations`);
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.getByLabel('Search', { exact: true }).fill('260000');
    await found('1 of 262,144 situations');
    const state = table.getByRole('button', { name: /^260000: / });
    desk.claim(await state.isVisible(), 'a state is found by its number');
    await page.getByLabel('Search', { exact: true }).fill('nowhere');
    await found('0 of 262,144 situations');
    await results(page).getByText('Nothing fits.', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.getByRole('button', { name: /^Sort by what a prefers/ }).click();
    await found('262,144 of 262,144 situations');
    const ranks = await page.getByRole('row', { name: /Payoff for: a/ }).getByRole('cell').allTextContents();
    desk.claim(Number(ranks[1]) === Math.max(...ranks.slice(1).map(Number)) && Number(ranks[1]) === 8,
        `the best states are those of the whole model: ${ranks.slice(0, 4)}`);
    await part(page, 'Graph');
    const boxes = page.getByRole('group', { name: /^Graph of \d+ boxes and [1-9]\d* arrows/ }).getByRole('button');
    await boxes.first().waitFor();
    const sizes = await boxes.evaluateAll((all) => all.map((box) =>
        Number(/of ([\d,]+)/.exec(box.ariaLabel)[1].replace(/,/g, ''))));
    desk.claim(sizes.reduce((sum, one) => sum + one, 0) === 262144, `its boxes have all situations: ${sizes}`);
    desk.claim((await currentText(page)) === text, 'the text is untouched');
}
