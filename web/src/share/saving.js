// SPDX-License-Identifier: Apache-2.0
// What is on the page as files: tables as CSV, LaTeX and Markdown, drawings as SVG and PNG with their legends.

/** Hands a file to the browser. `content`: a text or a Blob. */
export function save(name, content, type = 'text/plain') {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
}

/** A name as part of a file's name. */
export const fileName = (name) =>
    name.replace(/[^\p{L}\p{N}_-]+/gu, '-').slice(0, 60).replace(/^-|-$/g, '') || 'truce';

/* ------------------------------------------------------------------- tables */

const UNSEEN = '.sr, svg, script, [aria-hidden=true], .export, [type=checkbox], [type=radio]';
const OWN = 'input, select, textarea';

/** What a cell says to those who see it; of a cell that shows only signs, its label. */
function said(cell) {
    if (cell.nodeType === Node.TEXT_NODE) return cell.data;
    if (cell.nodeType !== Node.ELEMENT_NODE || cell.matches(UNSEEN)) return '';
    if (cell.matches(OWN)) return cell.selectedOptions?.[0]?.text ?? cell.value;
    const gap = getComputedStyle(cell).display === 'inline' ? '' : ' ';
    return gap + [...cell.childNodes].map(said).join('') + gap;
}
const textOf = (cell) => said(cell).replace(/\s+/g, ' ').trim()
    || (cell.querySelector('[aria-label]') ?? cell).getAttribute('aria-label') || '';

/** { head, rows } of a table: every row has a cell for each column, also where cells span several. What is no table
 *  has them as `cells`. */
export function cellsOf(table) {
    if (table.cells) return table.cells;
    const grid = [];
    const heads = [...(table.tHead?.rows ?? [])].length;
    [...table.rows].forEach((row, y) => {
        let x = 0;
        for (const cell of row.cells) {
            while (grid[y]?.[x] !== undefined) x++;
            const text = textOf(cell);
            for (let dy = 0; dy < cell.rowSpan; dy++)
                for (let dx = 0; dx < cell.colSpan; dx++)
                    ((grid[y + dy] ??= [])[x + dx] = dx || dy ? '' : text);
        }
    });
    const rows = grid.slice(0, table.rows.length).map((row) => Array.from(row, (text) => text ?? ''));
    return { head: rows.slice(0, heads), rows: rows.slice(heads) };
}

const TEX = { '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}', '✓': '$\\checkmark$',
              '✗': '$\\times$', '−': '$-$', '→': '$\\rightarrow$' };
/** Behind the end of a row a bracket would be an argument, and a star a part of the command. */
const tex = (text) => text.replace(/[\\~^✓✗−→]|[&%$#_{}]/g, (sign) => TEX[sign] ?? `\\${sign}`)
    .replace(/^[[*]/, '{}$&');

export const FORMS = {
    csv: {
        ending: 'csv', type: 'text/csv',
        write: ({ head, rows }) => {
            const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
            return [...head, ...rows].map((row) => `${row.map(quoted).join(',')}\n`).join('');
        },
    },
    latex: {
        ending: 'tex', type: 'application/x-tex',
        write: ({ head, rows }) => {
            const line = (row) => `${row.map(tex).join(' & ')} \\\\`;
            const width = Math.max(...[...head, ...rows].map((row) => row.length));
            return [`\\begin{tabular}{${'l'.repeat(width)}}`, '\\toprule', ...head.map(line),
                    ...(head.length ? ['\\midrule'] : []), ...rows.map(line), '\\bottomrule', '\\end{tabular}', '',
            ].join('\n');
        },
    },
    markdown: {
        ending: 'md', type: 'text/markdown',
        write: ({ head, rows }) => {
            const line = (row) => `| ${row.map((text) => text.replace(/\|/g, '\\|')).join(' | ')} |`;
            const [first = rows[0]?.map(() => '') ?? [], ...more] = head;
            return [line(first), `|${first.map(() => ' --- |').join('')}`, ...[...more, ...rows].map(line), '']
                .join('\n');
        },
    },
};

/* ----------------------------------------------------------------- drawings */

const LOOKS = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap',
               'stroke-linejoin', 'stroke-opacity', 'opacity', 'font-family', 'font-size', 'font-weight',
               'text-anchor', 'dominant-baseline', 'display', 'visibility'];
const SVG = 'http://www.w3.org/2000/svg';
const place = (node, attributes) => {
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
};
const make = (name, attributes) => place(document.createElementNS(SVG, name), attributes);

/** A copy that carries its looks with it: no style sheet is where it goes. */
function looking(from) {
    const copy = from.cloneNode(false);
    const style = getComputedStyle(from);
    for (const look of LOOKS) {
        const value = style.getPropertyValue(look);
        if (value) copy.setAttribute(look, value);
    }
    for (const name of ['class', 'style', 'role', 'tabindex']) copy.removeAttribute(name);
    for (const child of from.childNodes)
        copy.append(child.nodeType === Node.ELEMENT_NODE ? looking(child) : child.cloneNode());
    return copy;
}

const ROW = 22;
const NEAR = 'figure, section, [role=tabpanel], main';

/** The entries of the legend beside a drawing: a sample, if there is one, and words. */
export function legendOf(drawing) {
    const near = drawing.closest(NEAR);
    const legend = near?.querySelector('.legend');
    const parts = [...(legend?.querySelectorAll('li, label, dt, .entry') ?? [])];
    const numbers = [...(near?.querySelectorAll('.key-of tbody tr') ?? [])].map((row) => ({ words: textOf(row) }));
    const entries = (parts.length || !legend ? parts : [legend])
        .map((part) => ({ sample: part.querySelector('svg'), words: textOf(part) })).filter(({ words }) => words);
    const sampled = entries.filter(({ sample }) => sample); // beside them stand controls of the drawing
    return [...(sampled.length ? sampled : entries), ...numbers];
}

/** A drawing of the page that stands alone: on the page's ground, its legend below it. */
export function svgOf(drawing, title) {
    const page = getComputedStyle(document.documentElement);
    const ground = getComputedStyle(drawing.closest('.card, .panel, main') ?? drawing).backgroundColor;
    const box = drawing.getBoundingClientRect();
    const entries = legendOf(drawing);
    const [width, height] = [Math.ceil(box.width) || 600, Math.ceil(box.height) || 400];
    const whole = make('svg', { xmlns: SVG, width, height: height + entries.length * ROW + (entries.length && 8) });
    whole.setAttribute('viewBox', `0 0 ${width} ${whole.getAttribute('height')}`);
    const named = make('title', {});
    named.textContent = title;
    const isClear = /^rgba\(.*, 0\)$|^transparent$/.test(ground);
    const inner = looking(drawing);
    place(inner, { x: 0, y: 0, width, height });
    whole.append(named, make('rect', { width: '100%', height: '100%',
                                       fill: isClear ? page.getPropertyValue('--sheet').trim() : ground }), inner);
    entries.forEach(({ sample, words }, i) => {
        const y = height + 8 + i * ROW;
        if (sample) {
            const shown = looking(sample);
            place(shown, { x: 8, y, width: 36, height: 16 });
            whole.append(shown);
        }
        const text = make('text', { x: sample ? 52 : 8, y: y + 13, 'font-size': 13, 'font-family': 'sans-serif',
                                    fill: page.getPropertyValue('--ink').trim() });
        text.textContent = words;
        whole.append(text);
    });
    return new XMLSerializer().serializeToString(whole);
}

const SHARP = 2; // pixels of the picture for one of the page

export async function pngOf(svg) {
    const picture = new Image();
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await picture.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [picture.width * SHARP, picture.height * SHARP];
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, 'image/png'));
}

/* -------------------------------------------------------------------- texts */

const AROUND = 3;

/** The lines that differ as a patch: `lines` as lineDiff() gives them. */
export function patchOf(from, to, lines) {
    const hunks = [];
    let [a, b] = [1, 1];
    lines.forEach((line, i) => {
        const isNear = lines.slice(Math.max(0, i - AROUND), i + AROUND + 1).some(({ kind }) => kind !== '=');
        if (isNear) {
            const open = hunks.at(-1)?.end === i ? hunks.at(-1) : null;
            const hunk = open ?? { a, b, lines: [] };
            if (!open) hunks.push(hunk);
            hunk.lines.push((line.kind === '=' ? ' ' : line.kind) + line.text);
            hunk.end = i + 1;
        }
        if (line.kind !== '+') a++;
        if (line.kind !== '-') b++;
    });
    const size = (hunk, sign) => hunk.lines.filter((line) => line[0] !== sign).length;
    return [`--- ${from}`, `+++ ${to}`, ...hunks.flatMap((hunk) => [
        `@@ -${hunk.a},${size(hunk, '+')} +${hunk.b},${size(hunk, '-')} @@`, ...hunk.lines,
    ]), ''].join('\n');
}
