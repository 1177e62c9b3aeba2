// SPDX-License-Identifier: Apache-2.0
// Preact without what this page does not use, made of its sources as they are: its components are functions with
// hooks; it waits for nothing while it draws, continues no page that a server drew, draws into one element and asks
// Preact for no events of its own. Each line must find its place, so another version of Preact cannot go unnoticed.
import { readFileSync, readdirSync } from 'node:fs';

const HOME = new URL('./node_modules/preact/', import.meta.url);
const FILES = ['src/', 'hooks/src/'].flatMap((folder) => readdirSync(new URL(folder, HOME), { recursive: true })
    .filter((name) => name.endsWith('.js')).map((name) => folder + name));

/** What is left out: a file, and there what becomes what. */
const UNUSED = [
    // Classes and boundaries for errors.
    ['src/diff/index.js', /(const isClassComponent) = [^;]*/, '$1 = false'],
    ['src/diff/index.js', /tmp = newType\.contextType;\s*const provider = [^;]*;\s*(const componentContext) = [^;]*/,
        '$1 = globalContext'],
    ['src/diff/index.js', /if \(provider\) provider\.sub\(c\);/, ''],
    ['src/diff/index.js', /c\.componentWillUpdate\b/, 'void 0'],
    ['src/diff/index.js', /\w+\._stateCallbacks = \[\];|EMPTY_ARR\.push\.apply\([^;]*;/g, ''],
    ['src/diff/catch-error.js', /(?<=handled = )ctor && \S*[a-z]|component\.componentDidCatch/g, 'void 0'],
    ['src/component.js', /if \((typeof update == 'function'|callback)\) \{[\s\S]*?\n\t+\}/g, ''],
    ['src/component.js', /\w+\.prototype\.forceUpdate = [\s\S]*?\n\};/, ''],
    ['src/create-context.js', /Context\.Consumer = \([\s\S]*?\n\t\};|(?<=Context\.Provider = )Context\S* = /g, ''],
    ['hooks/src/index.js', /const prevScu = [^;]*;|if \(prevScu\) \{[\s\S]*?\n\t{4}\}/g, ''],
    // Pages of a server.
    ['src/diff/index.js', /if \(\s*oldVNode\._flags & MODE_SUSPENDED[\s\S]*?\n\t\}/, ''],
    ['src/diff/index.js', /if \(isHydrating \|\| excessDomChildren\) [\s\S]*?\n\t{3}\} else/, ''],
    ['src/diff/index.js', /newVNode\._flags &= RESET_MODE;|if \(resumed\) [^;]*;|if \(!\(e && e\.then\)\)/g, ''],
    ['src/diff/index.js', /if \(\s*!skipRemove &&\s*\(r = [\s\S]*?\n\t\}/, ''],
    ['src/diff/index.js', /(isHydrating = )?excessDomChildren =\s[^;]*;|isHydrating = false;/g, ''],
    ['src/render.js', /let isHydrating = [^;]*;|,\s*oldVNode\s*\? NULL[\s\S]*?: NULL(?=,)/g, ''],
    ['src/component.js', /oldVNode\._flags & MODE_HYDRATE( \? \[oldDom\] : NULL)?,/g, ''],
    ['src/(diff/.*|render.js)', /^\t+(isHydrating|excessDomChildren),$/gm, ''],
    ['src/(diff/.*|render.js)', /\bisHydrating\b/g, 'false'],
    ['src/diff/.*', /\bexcessDomChildren\b/g, 'null'],
    ['src/diff/children.js', /while \(next && next\.nodeType == 8\)[^;]*;/, ''],
    ['src/diff/children.js', /while \(\s*\((oldDom = oldDom && oldDom\.nextSibling)\)[\s\S]*?\n\t\);/, '$1;'],
    // Other places to draw, other languages than HTML and SVG.
    ['src/.*', /\w+\.props\._parentDom|newProps\._parentDom/g, 'void 0'],
    ['src/render.js', /if \(parentDom\.nodeType == 9\) \{[\s\S]*?\n\t\}/, ''],
    ['src/diff/index.js', /else if \(nodeType == 'math'\)[^;]*;|\(nodeType == 'template' && [^)]*\) \|\| /g, ''],
    ['src/diff/index.js', /namespace == MATH_NAMESPACE/, 'false'],
    ['src/diff/index.js', /if \(i == 'dangerouslySetInnerHTML'\) \{[^}]*\} else/g, ''],
    ['src/diff/index.js', /if \((newHtml|oldHtml)\)/g, 'if (false)'],
    ['src/diff/props.js', /name = name\.replace\(\/xlink[^;]*;/, ''],
    // Options, and what was there before the hooks set theirs.
    ['.*', /\boptions\.(vnode|event|debounceRendering|requestAnimationFrame)\b/g, 'void 0'],
    ['.*', /\boptions\.(_hook|_skipEffects|_hydrationMismatch)\b/g, 'void 0'],
    ['(src/component|hooks/src/index).js', /let prevRaf;|prevDebounce,|\bprev(Debounce|Raf) = [^;]*;/g, ''],
    ['(src/component|hooks/src/index).js', /\bprev(Debounce|Raf)\b/g, 'void 0'],
    ['hooks/src/index.js', /\bcurrentHook = \d+;|let currentHook = 0;/g, ''],
    ['hooks/src/index.js', /let old\w+ = [^;]*;|if \(old[A-Z]\w+\) [^;]*;/g, ''],
];

/** The sources by their paths, with short names for what is Preact's own, of which each begins with `_`. */
function sources() {
    const texts = new Map(FILES.map((path) => [path, readFileSync(new URL(path, HOME), 'utf8')]));
    for (const [file, what, by] of UNUSED) {
        const paths = FILES.filter((path) => new RegExp(`^${file}$`).test(path));
        if (!paths.some((path) => texts.get(path).search(what) >= 0))
            throw new Error(`${file} of Preact has no ${what}`);
        for (const path of paths) texts.set(path, texts.get(path).replace(what, by));
    }
    const own = /\b__?([a-z]\w+)\b/g, names = [...new Set([...texts.values()].join().match(own))];
    for (const [path, text] of texts)
        texts.set(path, text.replace(own, (name) => `_${names.indexOf(name).toString(36)}`));
    return texts;
}

/** For esbuild. */
export const preactUsed = {
    name: 'preact',
    setup(build) {
        const texts = sources();
        build.onResolve({ filter: /^preact(\/hooks)?$/ }, ({ path }) =>
            ({ path: new URL(`${path.slice(7)}${path.endsWith('s') ? '/' : ''}src/index.js`, HOME).pathname,
               sideEffects: path.endsWith('s') }));
        build.onLoad({ filter: /\/preact\/(hooks\/)?src\/.*\.js$/ }, ({ path }) =>
            ({ contents: texts.get(path.slice(HOME.pathname.length)) }));
    },
};
