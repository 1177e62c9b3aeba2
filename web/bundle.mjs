// SPDX-License-Identifier: Apache-2.0
// How the sources of a page become one script and one style; build.mjs and page.mjs make pages of them. Names are
// made short by terser: it begins with the same few in each function, which gzip likes (4% of the page).
import { build } from 'esbuild';
import { minify } from 'terser';
import { fileURLToPath } from 'node:url';
import { numbered, wordsLater } from './words.mjs';

/** A path in web/. */
export const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Gives the files' bytes by their names. `conditions`: which of the #imports of package.json are meant. */
export async function bundle(entryPoints, conditions = []) {
    const { outputFiles } = await build({
        absWorkingDir: here('.'),
        entryPoints,
        conditions,
        outdir: 'dist',
        write: false,
        bundle: true,
        minify: true,
        format: 'iife',
        target: ['es2022', 'chrome110', 'firefox110', 'safari16'],
        charset: 'utf8',
        jsx: 'transform', // its calls are shorter than those of the automatic one
        jsxFactory: 'h',
        jsxFragment: 'Fragment',
        inject: ['src/h.js'],
        legalComments: 'eof',
        plugins: [wordsLater],
        logLevel: 'warning',
    });
    const { default: own } = await import(here(`src/words/${conditions[0] ?? 'server'}.js`));
    const made = outputFiles.map(async ({ path, text }) => [path.split('/').pop(),
        Buffer.from(path.endsWith('.js') ? await shortened(await numbered(text, own)) : text)]);
    return new Map(await Promise.all(made));
}

const shortened = async (code) => (await minify(code, {
    ecma: 2020, compress: { ecma: 2020, passes: 3, pure_getters: true, unsafe_arrows: true, unsafe: true },
    mangle: { toplevel: true },
    format: { ecma: 2020, comments: /^!/ },
})).code;
