// SPDX-License-Identifier: Apache-2.0
// The words of a page that is built. A key that the code names whole, as say('shell.close'), becomes a number; only
// those that it puts together, as say(`shell.place.${id}`), keep their names. The texts stand in one string, in the
// order in which the code says them. Built so, the page is 6 kB smaller.
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

const piece = (text) => (typeof text === 'string' ? text : `${text.one ?? ''}^${text.other}`);

/** The bundled scripts with numbers for keys, one of them with the words. `own`: what this page says otherwise. */
export async function numbered(scripts, own) {
    if (!scripts.some((code) => code.includes('CATALOGUE'))) return scripts; // nothing is said
    const { WORDS } = await import('./src/words/index.js');
    const words = Object.assign({}, ...Object.values(WORDS), own), composed = patterns();
    const named = Object.keys(words).filter((key) => composed.some((one) => one.test(key)));
    const isNumbered = new Set(Object.keys(words).filter((key) => !named.includes(key)));
    const texts = ['']; // those that are alike once
    const numberOf = (text) => (texts.includes(text) ? texts.indexOf(text) : texts.push(text) - 1);
    const done = scripts.map((code) => code.replace(/"([a-z]+\.[\w. -]+)"/g, (all, key) =>
        (isNumbered.has(key) ? ` ${numberOf(piece(words[key]))}` : all)));
    const pieces = [...texts, ...named.map((key) => `${key}:${piece(words[key])}`)].join('|');
    const made = `\`${pieces.replace(/[\\`$]/g, '\\$&')}\`,${texts.length}`;
    return done.map((code) => code.replace('CATALOGUE', () => made));
}
