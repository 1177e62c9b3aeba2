// SPDX-License-Identifier: Apache-2.0
// What the browser tests share: a workbench of their own in an empty folder, a browser that can reach nothing else,
// claims.
import { chromium, firefox } from 'playwright-core';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
               '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];
/** The one without windows first: it works half as long. */
const CHROMIUM = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome'];
const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** What a console may say: a conflict of two tabs; Firefox seeks an icon for a brief, which shows none. */
const EXPECTED = /status of 409|img-src.*favicon\.ico/;

/** Where browsers put what is saved, if their driver does not hand it over. */
const folders = new WeakMap();

export const isFirefox = process.env.BROWSER === 'firefox';

/** Chromium, or with BROWSER=firefox the Firefox of the system, by WebDriver BiDi. */
export async function launch() {
    const executablePath = process.env.CHROMIUM || (isFirefox ? FIREFOX : CHROMIUM).find(existsSync);
    if (!executablePath)
        throw new Error(`no browser; on Debian: apt-get install ${isFirefox ? 'firefox-esr' : 'chromium'}`);
    if (!isFirefox) return chromium.launch({ executablePath, args: FLAGS });
    const downloadsPath = mkdtempSync(join(tmpdir(), 'truce-saved-'));
    const browser = await firefox.launch({ channel: 'moz-firefox', executablePath, downloadsPath });
    folders.set(browser, downloadsPath);
    await fillAtOnce(browser);
    browser.on('disconnected', () => rmSync(downloadsPath, { recursive: true, force: true }));
    return browser;
}

/** Firefox's driver fills fields key by key, which takes a minute for a model: as a script does, then. */
async function fillAtOnce(browser) {
    const page = await browser.newPage();
    const locators = Object.getPrototypeOf(page.locator('body'));
    locators.fill = function (text, options) {
        return this.evaluate((field, value) => {
            field.focus();
            Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, value);
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }, text, options);
    };
    await page.close();
}

/** What `act` saves as a file: its name, its bytes, and these as text. */
export async function saved(page, act) {
    const folder = folders.get(page.context().browser());
    const { name, bytes } = await (folder ? putIn(folder, act) : handedOver(page, act));
    return { name, bytes, text: bytes.toString() };
}

async function handedOver(page, act) {
    const [download] = await Promise.all([page.waitForEvent('download'), act()]);
    const pieces = [];
    for await (const piece of await download.createReadStream()) pieces.push(piece);
    return { name: download.suggestedFilename(), bytes: Buffer.concat(pieces) };
}

async function putIn(folder, act) {
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    await act();
    for (let turn = 0; turn < 200; turn++) {
        await sleep(50);
        const names = readdirSync(folder);
        if (names.length !== 1 || names[0].endsWith('.part')) continue;
        const bytes = readFileSync(join(folder, names[0]));
        if (bytes.length) return { name: names[0], bytes };
    }
    throw new Error('nothing was saved');
}

export class Claims {
    passed = 0;
    failed = 0;
    /** Of the test with this name. */
    constructor(name) {
        this.name = name;
    }
    claim(isTrue, sentence) {
        if (isTrue) this.passed++;
        else {
            this.failed++;
            console.log(`FAILED: ${this.name ? `${this.name}: ` : ''}${sentence}`);
        }
    }
}

/** What each test is given. */
export class Desk {
    constructor(browser, base, claims, truce) {
        Object.assign(this, { browser, base, claims, truce, foreign: [], complaints: [], contexts: [] });
    }
    /** A page of its own; whatever it asks for beyond the workbench is written down and refused. */
    async page(options) {
        return this.tab(await this.context(options));
    }
    async context({ width = 1280, height = 900, ...options } = {}) {
        const context = await this.browser.newContext({ viewport: { width, height }, ...options });
        this.contexts.push(context);
        return context;
    }
    /** The address of the page that shows this. */
    at(hash = '') {
        return `${this.base}/${hash}`;
    }
    isOwn(url) {
        return url.startsWith(`${this.base}/`);
    }
    async tab(context) {
        const page = await context.newPage();
        await page.route('**/*', (route) => {
            const url = route.request().url();
            if (this.isOwn(url)) return route.continue();
            this.foreign.push(url);
            return route.abort();
        });
        page.setDefaultTimeout(60000);
        page.on('pageerror', (error) => EXPECTED.test(error) || this.complaints.push(error.stack));
        page.on('console', (message) => {
            const isExpected = EXPECTED.test(message.text()) || page.expected?.test(message.text());
            if (message.type() === 'error' && !isExpected) this.complaints.push(message.text());
        });
        return page;
    }
    async api(method, path, body) {
        const response = await fetch(`${this.base}/api/${path}`, {
            method, headers: { 'X-Truce': '1', 'Content-Type': 'application/json' }, body: body &&
            JSON.stringify(body),
        });
        return response.json();
    }
    /** A model in the store, open in a page; `side`: 'forms' or 'text', with its panel. */
    async open(name, text, { side, ...options } = {}) {
        const { id } = await this.api('POST', 'models', { name, text });
        const page = await this.page(options);
        await page.goto(this.at(`#model=${id}${side ? `&side=${side}` : ''}`));
        await opened(page);
        return Object.assign(page, { model: id });
    }
    claim(isTrue, sentence) {
        this.claims.claim(isTrue, sentence);
    }
    /** What stands on its pages, and what these complained of: for whoever looks for why a test failed. */
    async state() {
        const pages = this.contexts.flatMap((context) => context.pages());
        const texts = pages.map((page) => page.evaluate(() =>
            `${location.hash}\n${document.body.innerText.slice(0, 3000)}`).catch((error) => error.message));
        return [...await Promise.all(texts), ...this.complaints].join('\n---\n');
    }
    async close() {
        for (const context of this.contexts) await context.close();
        this.claim(this.foreign.length === 0, `no request leaves the machine, but: ${this.foreign}`);
        this.claim(this.complaints.length === 0, `the page complains of nothing, but: ${this.complaints.join('\n')}`);
        Object.assign(this, { foreign: [], complaints: [], contexts: [] });
    }
}

/** The same with truce.html, opened as a file: what it keeps is its browser's, so the pages of a test share one. */
export class FileDesk extends Desk {
    constructor(browser, file, claims) {
        super(browser, pathToFileURL(file).href, claims);
    }
    at(hash = '') {
        return this.base + hash;
    }
    isOwn(url) {
        return url.split('#')[0] === this.base || url.startsWith('blob:');
    }
    async context(options) {
        return this.contexts[0] ?? super.context(options);
    }
    async api(...request) {
        const page = this.contexts[0]?.pages()[0] ?? (await this.page());
        if (!this.isOwn(page.url())) await page.goto(this.at());
        return page.evaluate(async (asked) => (await globalThis.truce.request(...asked)).body, request);
    }
    async open(name, text, { side, ...options } = {}) {
        await this.context(options);
        const { id } = await this.api('POST', 'models', { name, text });
        const [page] = this.contexts[0].pages();
        await page.goto(this.at(`#model=${id}${side ? `&side=${side}` : ''}`));
        await page.reload(); // another hash alone is no other page
        await opened(page);
        return Object.assign(page, { model: id });
    }
}

/** Waits until a model is open: till then the page is busy without saying so, and hears no keys. */
const opened = (page) => page.locator('.title-button .meta').waitFor({ state: 'attached' });

/** Goes to a place, and to one of its parts, by the names on the page. */
export async function place(page, name, partName) {
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name, exact: true }).click();
    if (partName) await part(page, partName);
}
/** Chooses a part of the place that is shown. */
export const part = (page, name) => segments(page).getByRole('tab', { name, exact: true }).click();
export const segments = (page) => page.locator('main .seg[role=tablist]').first();
/** Shows every part of every place, one after the other; gives their names. */
export async function* views(page) {
    const places = page.getByRole('navigation', { name: 'Places' }).locator('.place');
    for (const name of await places.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))) {
        await place(page, name);
        const parts = segments(page).getByRole('tab');
        const labels = await parts.allTextContents();
        if (!labels.length) yield name;
        for (const label of labels) {
            await part(page, label);
            yield `${name}: ${label}`;
        }
    }
}
/** Opens the panel of the model, with its 'Forms' alone or the 'Text' beside them. */
export async function model(page, name = 'Forms') {
    const button = page.getByRole('button', { name: 'Model', exact: true });
    if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
    const beside = page.getByRole('button', { name: 'Text beside' });
    if (((await beside.getAttribute('aria-pressed')) === 'true') !== (name === 'Text')) await beside.click();
}
/** The card of a party, and the sentences of what it wants. */
export const card = (page, name) => page.getByRole('group', { name, exact: true });
export const wishes = (group) => group.locator('.ordered .said').allTextContents();
/** Chooses from the menu of the title. */
export async function menu(page, name) {
    await page.locator('.title-button').click();
    await page.locator('.menu').getByRole('button', { name, exact: true }).click();
}
export const titled = (page, name) => page.locator('.title-button', { hasText: name });
/** Waits until so many situations can occur, as Findings counts them. */
export const counted = (page, n) =>
    results(page).locator('.facts div').first().getByText(n, { exact: true }).waitFor({ state: 'attached' });
export const results = (page) => page.locator('#results');
export const textbox = (page) => page.getByRole('textbox', { name: 'The model as text' });
export const currentText = async (page) => {
    await model(page, 'Text');
    return textbox(page).inputValue();
};
/** Waits until the results belong to the text: nothing is being read or solved. */
export const settled = async (page) => {
    await page.waitForTimeout(250);
    await page.locator('#results[aria-busy=false]').waitFor({ state: 'attached' });
};

/** Presses Tab (or another key) until the focus is on something with that accessible name, as without a mouse. */
export async function tabTo(page, name, most = 80, key = 'Tab') {
    const isThere = () => page.evaluate((wanted) => {
        const at = document.activeElement;
        const label = at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent;
        return label.trim() === wanted;
    }, name);
    for (let i = 0; i < most; i++) {
        if (await isThere()) return true;
        await page.keyboard.press(key);
    }
    return isThere();
}

export const well = `truce: 1
title: Two neighbours and a well
parties:
  - id: north
    name: North farm
    options:
      - {id: pump, name: Pump at night}   # the night is cheap
  - id: south
    name: South farm
    options:
      - {id: sue, name: Go to court}
status_quo: {pump: yes}
outcomes:
  standoff: pump and not sue
  peace: {that: not pump and not sue, name: Peace}
preferences:
  north:
    order:
      - pump
      - not sue
  south:
    order:
      - not pump   # water first
      - sue if pump
      - not sue
`;

/** 2^12 states in which everybody can get nearly everywhere: solved at once, but there is much to check. */
const few = [0, 1, 2, 3];
const order = ([p, q, r]) => few.flatMap((o) => [`${p}${o} iff ${q}${3 - o}`, `${r}${o} iff ${q}${o}`]).join(', ');
export const large = `truce: 1
title: Large
parties:
${[...'abc'].map((p) => `  - {id: ${p}, options: [${few.map((o) => `{id: ${p}${o}}`).join(', ')}]}`).join('\n')}
preferences:
${['abc', 'bca', 'cab'].map((parties) => `  ${parties[0]}: {order: [${order(parties)}]}`).join('\n')}
`;

/** The button for work that takes longest. */
export const verify = 'Check every verdict from the definitions';
