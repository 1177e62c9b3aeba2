// SPDX-License-Identifier: Apache-2.0
// How the sources of a page become one script and one style; build.mjs and page.mjs make pages of them. Names are
// made short by terser: it begins with the same few in each function, which gzip likes (4% of the page).
import { build } from 'esbuild';
import { minify } from 'terser';
import { fileURLToPath } from 'node:url';
import { numbered, wordsLater } from './words.mjs';

/** A path in web/. */
export const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Gives the files' bytes by their names. `conditions`: which of the #imports of package.json are meant. `isSplit`:
 *  what is imported later is a script of its own; what is there by then is in chunk.js. */
export async function bundle(entryPoints, conditions = [], isSplit = false) {
    const { outputFiles } = await build({
        absWorkingDir: here('.'),
        entryPoints,
        conditions,
        outdir: 'dist',
        write: false,
        bundle: true,
        minify: true,
        format: isSplit ? 'esm' : 'iife',
        splitting: isSplit,
        chunkNames: '[name]',
        target: ['es2022', 'chrome110', 'firefox110', 'safari16'],
        charset: 'utf8',
        jsx: 'transform', // its calls are shorter than those of the automatic one
        jsxFactory: 'h',
        jsxFragment: 'Fragment',
        inject: Object.values(entryPoints).some((path) => path.endsWith('x')) ? ['src/h.js'] : [], // of .jsx
        legalComments: 'eof',
        plugins: [wordsLater],
        logLevel: 'warning',
    });
    const { default: own } = await import(here(`src/words/${conditions[0] ?? 'server'}.js`));
    const named = outputFiles.map(({ path, text }) => [path.split('/').pop(), text])
        .filter(([name]) => name !== 'later.css'); // app.css has all styles
    const scripts = named.filter(([name]) => name.endsWith('.js'));
    const texts = await numbered(isSplit ? listed(scripts) : scripts.map(([, text]) => text), own);
    const done = await Promise.all(texts.map((text) => shortened(text, isSplit)));
    return new Map(named.map(([name, text]) => {
        const at = scripts.findIndex(([other]) => other === name);
        return [name, Buffer.from(at < 0 ? text : done[at])];
    }));
}

const pairsOf = (list) => list.split(',').map((one) => one.split(' as ')).map(([a, b = a]) => [a, b]);

/** The texts of scripts of which later.js has what it needs of chunk.js as one list: half a kB less than by names on
 *  both sides. (No variable that a source exports changes.) */
function listed(scripts) {
    const text = Object.fromEntries(scripts), imports = /import\{([^}]*)\}from"\.\/chunk\.js";/;
    const [all, names] = imports.exec(text['later.js']), [, first] = imports.exec(text['app.js']);
    const [whole, exported] = /export\{([^}]*)\};\s*$/.exec(text['chunk.js']);
    const wanted = pairsOf(names), localOf = new Map(pairsOf(exported).map(([local, name]) => [name, local]));
    const forFirst = pairsOf(first).map(([name]) => `${localOf.get(name)} as ${name}`);
    text['chunk.js'] = text['chunk.js'].replace(whole, () =>
        `const toLater=[${wanted.map(([name]) => localOf.get(name))}];export{${forFirst},toLater};`);
    text['later.js'] = text['later.js'].replace(all, () =>
        `import{toLater}from"./chunk.js";const[${wanted.map(([, local]) => local)}]=toLater;`);
    return scripts.map(([name]) => text[name]);
}

const shortened = async (code, isModule) => (await minify(code, {
    module: isModule,
    ecma: 2020, compress: { ecma: 2020, passes: 3, pure_getters: true, unsafe_arrows: true, unsafe: true },
    mangle: { toplevel: true },
    format: { ecma: 2020, comments: /^!/ },
})).code;
