// SPDX-License-Identifier: Apache-2.0
// What src/draw.js does to a document, without the workbench.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const made = await build({
    entryPoints: [fileURLToPath(new URL('../src/draw.js', import.meta.url))], bundle: true, write: false,
    format: 'iife', globalName: 'draw',
});

/** In the page: all claims, [is, sentence]. */
async function work() {
    const { h, Fragment, render, createContext, ...use } = globalThis.draw;
    const claims = [], claim = (is, sentence) => claims.push([is, sentence]);
    const host = document.body.appendChild(document.createElement('div'));
    const later = () => new Promise((done) => setTimeout(done, 100)), told = [];
    const told_ = (what) => told.splice(0).join() === what;
    let setList, setCount, setOn;

    const Item = ({ id }) => {
        const [, count] = use.useState(0);
        use.useEffect(() => (told.push(`+${id}`), () => told.push(`-${id}`)), [id]);
        return h('li', { id, onClick: () => count((n) => n + 1) }, id, h('input', { id: `in-${id}` }));
    };
    const List = () => {
        const [list, set] = use.useState(['a', 'b', 'c']);
        setList = set;
        return h('ul', null, false, list.map((id) => h(Item, { key: id, id })), null, h('li', null, 'end'));
    };
    render(h(List), host);
    await later();
    const words = () => [...host.querySelectorAll('li')].map((li) => li.textContent).join();
    claim(words() === 'a,b,c,end' && told_('+a,+b,+c'), 'effects run once it is shown, in order');
    const [a, b] = ['a', 'b'].map((id) => document.getElementById(id));
    document.getElementById('in-b').value = 'typed';
    for (const order of ['cab', 'bac', 'xbca', 'bc', 'cdeb', 'abcdef', 'fedcba', '', 'ab']) {
        setList([...order]);
        await later();
        claim(words() === [...order, 'end'].join(), `elements stand in the order ${order}: ${words()}`);
    }
    told.length = 0;
    setList(['b', 'a']);
    await later();
    claim(document.getElementById('b').nextSibling.id === 'a' && !told.length, 'what moves is not made anew');
    setList(['a']);
    await later();
    claim(told_('-b') && a !== document.getElementById('a') && !b.isConnected, 'what goes is ended');

    const Theme = createContext('none');
    const Reader = () => h('b', null, use.useContext(Theme));
    const still = h('p', null, h(Reader));
    const Counter = () => {
        const [n, set] = use.useState(0), [isOn, on] = use.useState(true), box = use.useRef(null);
        [setCount, setOn] = [set, on];
        use.useLayoutEffect(() => (told.push(`drawn ${n} ${box.current?.localName}`), () => told.push(`before ${n}`)),
                            [n]);
        return h(Theme.Provider, { value: `theme ${n}` }, still,
            isOn && h('input', { ref: box, value: n, list: 'x' }),
            h('svg', { viewBox: '0 0 1 1', tabIndex: 0 }, h('foreignObject', null, h('p', { class: `n${n}` }))),
            h('select', { value: `${n}` }, [0, 1, 2].map((one) => h('option', { key: one, value: one }, one))),
            h('progress', { value: n || undefined }), h(Fragment, null, 'x', ['y', n]));
    };
    render(h(Counter), host.appendChild(document.createElement('section')));
    claim(told_('drawn 0 input'), 'effects of the layout see what is drawn, at once');
    const shown = host.querySelector('section'), input = shown.querySelector('input');
    claim(shown.querySelector('progress').position === -1, 'progress without a number has none');
    input.value = 'typed';
    setCount(1);
    setCount((n) => n + 1);
    await later();
    claim(told_('before 0,drawn 2 input') && input.value === '2', 'two changes are drawn once, fields too');
    claim(shown.querySelector('b').textContent === 'theme 2', 'a context reaches what is not drawn again itself');
    claim(shown.querySelector('select').value === '2' && shown.querySelector('progress').value === 1, 'values');
    claim(shown.querySelector('p.n2')?.namespaceURI.endsWith('xhtml') && shown.textContent.endsWith('xy2'), 'names');
    const svg = shown.querySelector('svg');
    claim(svg.tabIndex === 0 && svg.viewBox.baseVal, 'attributes of drawings');
    setOn(false);
    setCount(3);
    await later();
    claim(told_('before 2,drawn 3 undefined'), 'a reference ends with its element');

    let heard = 0;
    const Late = () => {
        const [isOpen, open] = use.useState(false);
        return h('div', { onClick: isOpen ? () => heard++ : undefined },
            h('button', { type: 'button', 'aria-expanded': isOpen, disabled: false, onClick: () => open(true) }));
    };
    render(h(Late), host.appendChild(document.createElement('article')));
    const button = host.querySelector('article button');
    claim(button.outerHTML === '<button type="button" aria-expanded="false"></button>',
        'false stands where it says so');
    const click = () => button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    button.parentNode.addEventListener('click', () => 0);
    button.addEventListener('click', () => 0);
    click();
    await later();
    claim(heard === 0 && button.getAttribute('aria-expanded') === 'true', 'what is new does not hear what made it');
    click();
    claim(heard === 1, 'and hears what comes next');
    return claims;
}

export async function what_is_described_is_drawn(desk) {
    const page = await desk.page();
    await page.goto('about:blank');
    await page.evaluate(`${made.outputFiles[0].text};globalThis.draw = draw`);
    for (const [is, sentence] of await page.evaluate(work)) desk.claim(is, sentence);
}
