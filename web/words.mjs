// SPDX-License-Identifier: Apache-2.0
// The words of a page that is built. A key that the code names whole, as say('shell.close'), becomes a number; only
// those that it puts together, as say(`shell.place.${id}`), keep their names. Texts stand in one piece, line by line
// in the order in which the code says them.
import { readFileSync, readdirSync } from 'node:fs';

const SOURCES = new URL('./src/', import.meta.url);

/** All patterns of keys that the sources put together. */
function patterns() {
    const code = readdirSync(SOURCES, { recursive: true }).filter((name) => /(?<!words\/.*)\.jsx?$/.test(name))
        .map((name) => readFileSync(new URL(name, SOURCES), 'utf8')).join('\n');
    const found = [/`([a-z]+\.[^`\s]*\$\{[^`\s]*)`/g, /`([a-z]+\.(?:[^`\s$]|\$\{[^}]*\})*)`/g, /say\(`(\$\{[^`]*)`/g]
        .flatMap((one) => [...code.matchAll(one)]).map(([, one]) => one.split(/\$\{[^}]*\}/)
            .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+'));
    return [...new Set(found)].map((one) => new RegExp(`^${one}$`));
}

/** For esbuild: the catalogue is put in later, by numbered(). */
export const wordsLater = {
    name: 'words',
    setup: (build) => build.onLoad({ filter: /words\/index\.js$/ }, () => ({
        contents: "import { catalogueOf } from './lines.js'; export const catalogue = catalogueOf(CATALOGUE);",
        resolveDir: new URL('words', SOURCES).pathname,
    })),
};

const line = (text) => (typeof text === 'string' ? text : `${text.one ?? ''}\t${text.other}`);

/** The bundled code with numbers for keys, and with its words. `own`: what this page says otherwise. */
export async function numbered(code, own) {
    if (!code.includes('CATALOGUE')) return code; // a script that says nothing
    const { WORDS } = await import('./src/words/index.js');
    const words = Object.assign({}, ...Object.values(WORDS), own), composed = patterns();
    const named = Object.keys(words).filter((key) => composed.some((one) => one.test(key)));
    const numbers = new Map();
    const isNumbered = new Set(Object.keys(words).filter((key) => !named.includes(key)));
    const done = code.replace(/"([a-z]+\.[\w. -]+)"/g, (all, key) => {
        if (!isNumbered.has(key)) return all;
        if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
        return ` ${numbers.get(key)}`;
    });
    const lines = ['', ...[...numbers.keys()].map((key) => line(words[key])),
        ...named.map((key) => `${key}:${line(words[key])}`)].join('\n');
    return done.replace('CATALOGUE', () => `\`${lines.replace(/[\\`$]/g, '\\$&')}\`,${numbers.size + 1}`);
}
