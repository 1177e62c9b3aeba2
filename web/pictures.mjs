// SPDX-License-Identifier: Apache-2.0
// Takes the pictures of docs/workbench.md anew: every place at 1440, 1024 and 390 pixels, light and dark.
//     node web/pictures.mjs TRUCE [WORD ...]     with words: only those whose name has one of them
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';
import { Claims, Desk, launch } from './test/harness.mjs';
import { serve } from './test/serve.mjs';

const WIDE = { width: 1440, height: 900 }, MIDDLE = { width: 1024, height: 768 }, PHONE = { width: 390, height: 844 };
const dark = { colorScheme: 'dark' };
/** name: [view, screen, what is clicked] */
const PICTURES = {
    workbench: ['findings', WIDE],
    'workbench-dark': ['findings', { ...WIDE, ...dark }],
    'workbench-1024': ['findings', MIDDLE],
    'workbench-390': ['findings', PHONE],
    'workbench-situations': ['situations', WIDE],
    'workbench-situations-390': ['situations', { ...PHONE, ...dark }],
    'workbench-ways': ['ways', WIDE],
    'workbench-doubts': ['doubts', { ...MIDDLE, ...dark }],
    'workbench-share': ['share', MIDDLE],
    'workbench-model': ['findings&side=forms', WIDE, '.side summary'],
    'workbench-model-390': ['findings&side=forms', PHONE, '.side summary'],
    'workbench-begin': ['welcome', MIDDLE],
};
const COLORS = 200;

/** The most frequent colours, of those that are alike the first: so marks keep theirs. */
function paletteOf(colors, away) {
    for (let apart = 0; ; apart += 16) {
        const palette = [];
        for (const color of colors)
            if (palette.every((other) => away(other, color) > apart)) palette.push(color);
        if (palette.length <= COLORS) return palette;
    }
}

/** A PNG with few colours, the others as the nearest of these. */
function png({ width, height, data }) {
    const counts = new Map();
    const pixels = new Uint32Array(width * height);
    for (let i = 0; i < pixels.length; i++) {
        pixels[i] = (data[4 * i] << 16) | (data[4 * i + 1] << 8) | data[4 * i + 2];
        counts.set(pixels[i], (counts.get(pixels[i]) ?? 0) + 1);
    }
    const parts = (color) => [color >> 16, (color >> 8) & 255, color & 255];
    const away = (a, b) => parts(a).reduce((sum, part, i) => sum + (part - parts(b)[i]) ** 2, 0);
    const palette = paletteOf([...counts].sort((a, b) => b[1] - a[1]).map(([color]) => color), away);
    const nearest = (color) => palette.reduce((best, _, i) =>
        (away(palette[i], color) < away(palette[best], color) ? i : best), 0);
    const places = new Map([...counts.keys()].map((color) => [color, nearest(color)]));
    const rows = Buffer.alloc((width + 1) * height);
    for (let i = 0; i < pixels.length; i++)
        rows[Math.floor(i / width) * (width + 1) + 1 + (i % width)] = places.get(pixels[i]);
    const chunk = (kind, bytes) => {
        const body = Buffer.concat([Buffer.from(kind), bytes]), size = Buffer.alloc(4), sum = Buffer.alloc(4);
        size.writeUInt32BE(bytes.length);
        sum.writeUInt32BE(crc32(body));
        return Buffer.concat([size, body, sum]);
    };
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 3, 0, 0, 0], 8);
    return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head),
        chunk('PLTE', Buffer.from(palette.flatMap(parts))), chunk('IDAT', deflateSync(rows, { level: 9 })),
        chunk('IEND', Buffer.alloc(0))]);
}

/** In a page of nothing: the pixels of a picture. */
const pixelsOf = async (page, picture) => {
    const { width, height, text } = await page.evaluate(async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes]));
        const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext('2d');
        pen.drawImage(image, 0, 0);
        const { data } = pen.getImageData(0, 0, image.width, image.height);
        let text = '';
        for (let i = 0; i < data.length; i += 32768) text += String.fromCharCode(...data.subarray(i, i + 32768));
        return { width: image.width, height: image.height, text: btoa(text) };
    }, picture.toString('base64'));
    return { width, height, data: Buffer.from(text, 'base64') };
};

const [truce = 'build/truce', ...words] = process.argv.slice(2);
const { base, stop } = await serve(truce);
const browser = await launch();
const desk = new Desk(browser, base, new Claims());
const blank = await browser.newPage();
try {
    for (const [name, [view, screen, clicked]] of Object.entries(PICTURES)) {
        if (words.length && !words.some((word) => name.includes(word))) continue;
        const page = await desk.page(screen);
        await page.goto(`${base}/#model=1&view=${view}`);
        await page.locator('#results[aria-busy=false]').waitFor({ state: 'attached' });
        if (clicked) await page.locator(clicked).first().click();
        for (let quiet = 0; quiet < 2;) { // what a view asks for may lead to further questions
            await page.waitForLoadState('networkidle');
            await page.waitForTimeout(1000);
            const isWorking = (await desk.api('GET', 'jobs')).some(({ state }) => /queued|running/.test(state));
            quiet = isWorking ? 0 : quiet + 1;
        }
        const file = fileURLToPath(new URL(`../docs/images/${name}.png`, import.meta.url));
        const bytes = png(await pixelsOf(blank, await page.screenshot()));
        writeFileSync(file, bytes);
        console.log(`${name}: ${bytes.length} bytes`);
        await page.context().close();
    }
} finally {
    await browser.close();
    stop();
}
