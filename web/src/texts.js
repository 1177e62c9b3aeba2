// SPDX-License-Identifier: Apache-2.0
// Texts and places in them: undo history, offsets of diagnostics, ids made from names, what words are about.

/** Undo: `past` and `future` are texts; typing that goes on within a second is one step. */
export const history = {
    new: () => ({ past: [], future: [], at: 0, kind: '' }),
    push(h, before, kind, now) {
        const isSame = kind === 'typing' && h.kind === 'typing' && now - h.at < 1000 && h.past.length > 0;
        return { past: isSame ? h.past : [...h.past.slice(-199), before], future: [], at: now, kind };
    },
    undo: (h, text) =>
        h.past.length && {
            h: { past: h.past.slice(0, -1), future: [text, ...h.future], at: 0, kind: '' },
            text: h.past.at(-1),
        },
    redo: (h, text) =>
        h.future.length && {
            h: { past: [...h.past, text], future: h.future.slice(1), at: 0, kind: '' },
            text: h.future[0],
        },
};

/** Where each line begins. */
export function lineStarts(text) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
}

/** The UTF-16 offset of a column that counts code points from 1. */
export function offsetOf(text, starts, line, column) {
    if (!line) return 0;
    let at = starts[Math.min(line, starts.length) - 1];
    const end = line < starts.length ? starts[line] - 1 : text.length;
    for (let i = 1; i < column && at < end; i++) at += text.codePointAt(at) > 0xffff ? 2 : 1;
    return at;
}

/** [from, to) of what a diagnostic underlines: at least one letter where there is one. */
export function rangeOf(text, starts, { line, column, length }) {
    const from = offsetOf(text, starts, line, column);
    const to = offsetOf(text, starts, line, column + Math.max(length, 1));
    return [from, to];
}

/** The text with the repair that a hint proposes: “did you mean 'pump'?” in place of what is wrong; else null. */
export function mended(text, diag) {
    const found = /^did you mean '(.*)'\?$/.exec(diag.hint ?? '');
    if (!found || !diag.line || text === undefined) return null;
    const [from, to] = rangeOf(text, lineStarts(text), diag);
    const wrong = text.slice(from, to).replace(/^(["'])(.*)\1$/, '$2');
    if (!wrong || !diag.message.includes(`'${wrong}'`)) return null;
    return { wrong, word: found[1], text: text.slice(0, from) + found[1] + text.slice(to) };
}

const RESERVED = new Set(['not', 'and', 'or', 'implies', 'if', 'iff', 'in', 'true', 'false', 'rest']);

/** An id for a name: its Latin letters and digits, else `fallback` and a number; never one of `taken`. */
export function idFor(name, taken, fallback) {
    const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const words = plain.replace(/[^a-z0-9]+/g, '_').replace(/^[_0-9]+|_+$/g, '');
    const base = words.length > 24 ? words.slice(0, 24).replace(/_[^_]*$/, '') : words;
    const isFit = base && !RESERVED.has(base);
    if (isFit && !taken.has(base)) return base;
    for (let n = isFit ? 2 : 1; ; n++) {
        const id = `${isFit ? base + '_' : fallback}${n}`;
        if (!taken.has(id)) return id;
    }
}

/** What the command line's help says of an option, for a page: without what only a terminal has, and only about this
 *  command. */
export function hintOf(help, command, concepts) {
    const ids = concepts.map(({ id }) => id).join(', ');
    return help
        .replace(/; exit status.*$/, '')
        .replace(/; --\S+ is the same$/, '')
        .replace(' (default: see below)', `: ${ids}`)
        .replace(/(\(default: \w+); 'truce [^)]*\)/, `$1), one of ${ids}`)
        .replace(
            /\(default: ([^;)]*); (\w+): ([^)]*)\)/,
            (_, usual, name, own) => `(default: ${name === command ? own : usual})`,
        )
        .replace(/; (\w+(?: and \w+)*): (.*)$/, (_, names, words) =>
            names.split(' and ').includes(command) ? `; ${words}` : '',
        )
        .replace(/--(\w)([\w-]*)/g, (_, first, rest) => `“${first.toUpperCase()}${rest.replace(/-/g, ' ')}”`);
}

/** Lines of a and b as [{ kind: '=' | '-' | '+', text }], by longest common subsequence; both ends that agree are cut
 *  off first. */
export function lineDiff(a, b) {
    const x = a.split('\n');
    const y = b.split('\n');
    let head = 0;
    while (head < x.length && head < y.length && x[head] === y[head]) head++;
    let tail = 0;
    while (tail < x.length - head && tail < y.length - head && x[x.length - 1 - tail] === y[y.length - 1 - tail])
        tail++;
    const m = x.slice(head, x.length - tail);
    const n = y.slice(head, y.length - tail);
    const keep = (list) => list.map((text) => ({ kind: '=', text }));
    if (m.length * n.length > 4e6)
        return [
            ...keep(x.slice(0, head)),
            ...m.map((text) => ({ kind: '-', text })),
            ...n.map((text) => ({ kind: '+', text })),
            ...keep(x.slice(x.length - tail)),
        ];
    const best = Array.from({ length: m.length + 1 }, () => new Uint32Array(n.length + 1));
    for (let i = m.length - 1; i >= 0; i--)
        for (let j = n.length - 1; j >= 0; j--)
            best[i][j] = m[i] === n[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
    const lines = keep(x.slice(0, head));
    let i = 0;
    let j = 0;
    while (i < m.length || j < n.length) {
        if (i < m.length && j < n.length && m[i] === n[j]) (lines.push({ kind: '=', text: m[i] }), i++, j++);
        else if (j >= n.length || (i < m.length && best[i + 1][j] >= best[i][j + 1]))
            lines.push({ kind: '-', text: m[i++] });
        else lines.push({ kind: '+', text: n[j++] });
    }
    return [...lines, ...keep(x.slice(x.length - tail))];
}

/** [{ n, words }]: the numbered paragraphs in a model's text. */
export const paragraphsOf = (text) =>
    [...text.matchAll(/^# ¶(\d+) (.*)$/gm)].map(([, n, words]) => ({ n: Number(n), words }));

/** The first letters of its longer words, so that “pumps” is “pump”. */
const stems = (text) => (text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []).map((word) => word.slice(0, 4));

/** The one of a list that marked words are about: more of its name stands in them than of any other's; else none. */
export function meant(list, nameOf, marked) {
    const there = new Set(stems(marked));
    const share = (one) => {
        const own = stems(nameOf(one));
        return own.length && own.filter((stem) => there.has(stem)).length / own.length;
    };
    const [best, next] = list.map((one) => ({ one, share: share(one) })).sort((a, b) => b.share - a.share);
    return best.share > next.share && best.share >= .5 ? best.one : undefined;
}
