// SPDX-License-Identifier: Apache-2.0
// The words of a page that is built. A key that the code names whole, as say('shell.close'), becomes a number. Of
// those that it puts together, as say(`shell.place.${id}`), the head becomes one, if no key below it is put together
// otherwise too. The texts stand in one string, in the order in which the code says them.
import { readFileSync, readdirSync } from 'node:fs';

const SOURCES = new URL('./src/', import.meta.url);

/** All patterns of keys that the sources put together, each with its head: what stands before the first hole. */
function patterns() {
    const code = readdirSync(SOURCES, { recursive: true }).filter((name) => /(?<!words\/.*)\.jsx?$/.test(name))
        .map((name) => readFileSync(new URL(name, SOURCES), 'utf8')).join('\n');
    const found = [/`([a-z]+\.[^`\s]*\$\{[^`\s]*)`/g, /`([a-z]+\.(?:[^`\s$]|\$\{[^}]*\})*)`/g, /say\(`(\$\{[^`]*)`/g]
        .flatMap((one) => [...code.matchAll(one)]).map(([, one]) => one.split(/\$\{[^}]*\}/))
        .filter((parts) => parts.length > 1)
        .concat([...code.matchAll(/keysOf\('(\w+)'\)/g)].map(([, place]) => ['', `${place}.`, '']));
    return found.map((parts) => ({
        head: parts[0],
        test: new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`),
    }));
}

/** Heads that can be told by a number, with their keys: no key of theirs is also put together in another way. */
function headsOf(keys, composed) {
    const known = new Map(keys.map((key) =>
        [key, new Set(composed.filter(({ test }) => test.test(key)).map(({ head }) => head))]));
    const heads = [...new Set(composed.map(({ head }) => head).filter(Boolean))];
    return heads.map((head) => ({ head, keys: keys.filter((key) => known.get(key).has(head)) }))
        .filter((one) => one.keys.length && one.keys.every((key) => known.get(key).size === 1));
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
    const named = Object.keys(words).filter((key) => composed.some(({ test }) => test.test(key)));
    const isNumbered = new Set(Object.keys(words).filter((key) => !named.includes(key)));
    const heads = headsOf(named, composed);
    const texts = ['']; // those that are alike once
    const numberOf = (text) => (texts.includes(text) ? texts.indexOf(text) : texts.push(text) - 1);
    const shortOf = new Map(heads.flatMap(({ head, keys }, i) =>
        keys.map((key) => [key, `"${i}.${key.slice(head.length)}"`])));
    const shorter = (code) => heads.reduce((all, { head }, i) => all.replaceAll(`\`${head}\${`, `\`${i}.\${`), code);
    const done = scripts.map((code) => shorter(code).replace(/"([a-z]+\.[\w. -]+)"/g, (all, key) =>
        (isNumbered.has(key) ? ` ${numberOf(piece(words[key]))}` : shortOf.get(key) ?? all)));
    const left = heads.find(({ head }) => done.some((code) => ['`', '"'].some((mark) => code.includes(mark + head))));
    if (left) throw new Error(`${left.head} is put together in a way that is not known here`);
    const keyed = (keys, from = 0) => keys.map((key) => `${key.slice(from)}:${piece(words[key])}`);
    const pieces = [...texts, ...keyed(named.filter((key) => !shortOf.has(key))),
        ...heads.flatMap(({ head, keys }) => ['', ...keyed(keys, head.length)])].join('|');
    const made = `\`${pieces.replace(/[\\`$]/g, '\\$&')}\`,${texts.length}`;
    return done.map((code) => code.replace('CATALOGUE', () => made));
}
