// SPDX-License-Identifier: Apache-2.0
// How the page is drawn. JSX makes descriptions, { type, props, key, ref }. What is drawn is a tree of nodes; a new
// description is compared with the node's last one, and only what differs is done to the document. A type is the name
// of an element, '' for a text, or a function from props to descriptions, which may use what stands under "State".
// Names and meanings are Preact's; there are no classes, no portals, and no hydration.

const SVG = 'http://www.w3.org/2000/svg';
const HTML = 'http://www.w3.org/1999/xhtml';

export const Fragment = ({ children }) => children;

export function h(type, given, ...children) {
    const { key, ref, ...props } = given ?? {};
    if (children.length) props.children = children.length > 1 ? children : children[0];
    return { type, props, key, ref };
}

/* ------------------------------------------------------------------- nodes */

/* A node: `is` (its description), `up`, `depth`, `kids` (null: nothing is drawn there), `space` (of its kids' names),
   `isGone`. Of an element or text: `dom`, `heard` (who hears which event). Of a function: `hooks`, `isDue` (to be
   drawn again), effects to begin `soon` and `later`; of a context's provider: its `users`. */

const described = (one) => {
    if (one === null || one === undefined || typeof one === 'boolean') return null;
    if (Array.isArray(one)) return { type: Fragment, props: { children: one } };
    return typeof one === 'object' ? one : { type: '', props: `${one}` };
};

/** Draws what stands below a node. Nodes stay with what is at the same place, or else with the first that has their
 *  type and key. */
function drawKids(node, children) {
    const list = (Array.isArray(children) ? children : [children]).map(described);
    const left = new Set(node.kids);
    const take = (kid, is) => is && left.has(kid) && kid?.is.type === is.type && kid.is.key === is.key
        && left.delete(kid) && kid;
    const found = list.map((is, i) => take(node.kids[i], is));
    list.forEach((is, i) => {
        for (const kid of is && !found[i] ? left : []) if ((found[i] = take(kid, is))) break;
    });
    for (const kid of left) if (kid) drop(kid);
    node.kids = list.map((is, i) => is && draw(
        found[i] || { up: node, depth: node.depth + 1, space: node.space, kids: [], hooks: [] }, is));
}

function draw(node, is) {
    const was = node.is;
    if (was === is && !node.isDue) return node;
    node.is = is;
    if (is.type === '') {
        node.dom ??= document.createTextNode(is.props);
        if (was?.props !== is.props) node.dom.data = is.props;
    } else if (is.type.call) drawFunction(node, is);
    else drawElement(node, is, was?.props);
    return node;
}

function drawElement(node, { type, props, ref }, before) {
    const space = type === 'svg' ? SVG : node.up.space;
    node.space = type === 'foreignObject' ? HTML : space;
    const dom = node.dom ??= document.createElementNS(space, type);
    for (const name in { ...before, ...props })
        if (!LATER.has(name) && before?.[name] !== props[name]) put(node, name, props[name], space);
    drawKids(node, props.children);
    settle(node);
    for (const name of ['value', 'checked']) { // people change them too, and a choice needs its options
        const value = props[name] ?? null;
        if (value !== null && (dom[name] !== value || type === 'progress')) dom[name] = value;
        else if (type === 'progress') dom.removeAttribute(name);
    }
    if (ref) ref.current = dom;
}
const LATER = new Set(['children', 'value', 'checked']);

/** Has the elements of a node's kids stand in it, in their order. */
function settle({ dom, kids }) {
    let next = dom.firstChild;
    const go = (list) => {
        for (const kid of list)
            if (kid && !kid.dom) go(kid.kids);
            else if (kid && (kid.dom === next || kid.dom === next?.nextSibling)) next = kid.dom.nextSibling;
            else if (kid) dom[dom.moveBefore && kid.dom.parentNode === dom ? 'moveBefore' : 'insertBefore'](kid.dom,
                next);
    };
    go(kids);
}

function drop(node, isInside) {
    node.isGone = true;
    for (const hook of node.hooks) end(hook);
    const { ref } = node.is;
    if (ref && ref.current === node.dom) ref.current = null;
    for (const kid of node.kids) if (kid) drop(kid, isInside || node.dom);
    if (!isInside) node.dom?.remove();
}

/* -------------------------------------------------------------- properties */

const ATTRIBUTES = new Set(['width', 'height', 'href', 'list', 'form', 'tabIndex', 'download', 'rowSpan', 'colSpan',
    'role', 'popover']); // as properties they would not take all that may stand there

function put(node, name, value, space) {
    const { dom } = node;
    if (name.startsWith('on')) {
        const event = name.slice(2).toLowerCase();
        node.heard ??= {};
        if (!node.heard[event]) dom.addEventListener(event, (one) => hear(node.heard[event], one));
        node.heard[event] = { run: value, since: node.heard[event]?.run ? node.heard[event].since : clock++ };
    } else if (space === HTML && name in dom && !ATTRIBUTES.has(name)) dom[name] = value ?? '';
    else if (value === null || value === undefined || (value === false && name[4] !== '-')) dom.removeAttribute(name);
    else dom.setAttribute(ATTRIBUTES.has(name) ? name.toLowerCase() : name, value); // in SVG case matters
}

let clock = 0;
const times = new WeakMap();
/** What began to listen while an event was on its way up does not hear it. */
function hear({ run, since }, event) {
    if (!times.has(event)) times.set(event, clock++);
    if (times.get(event) > since) run?.(event);
}

/* ------------------------------------------------------------------- State */

let current; // the node whose function runs
let at; // how many hooks it has asked for

function drawFunction(node, { type, props }) {
    perform(node); // effects of the time before
    node.isDue = false;
    node.later = [];
    node.soon = [];
    [current, at] = [node, 0];
    const made = type(props);
    drawKids(node, made);
    if (node.soon.length) drawn.push(node);
    if (node.later.length && waiting.push(node) === 1) afterPaint(() => waiting.splice(0).forEach(perform));
}

const due = new Set();
let drawn = []; // those with effects that follow at once
const waiting = []; // those with effects that follow when it is shown

function redraw(node) {
    if (node.isGone || node.isDue) return;
    node.isDue = true;
    if (due.add(node).size === 1) queueMicrotask(drawDue);
}

function drawDue() {
    try {
        while (due.size) {
            const node = [...due].reduce((a, b) => (b.depth < a.depth ? b : a));
            due.delete(node);
            if (node.isGone || !node.isDue) continue;
            draw(node, node.is);
            let host = node.up;
            while (!host.dom) host = host.up;
            settle(host);
        }
        finish();
    } finally {
        if (due.size) queueMicrotask(drawDue); // one that failed does not stop the others
    }
}

function finish() {
    const nodes = drawn;
    drawn = [];
    for (const node of nodes) if (!node.isGone) begin(node.soon);
}

const FRAME = 35; // ms after which a page that is not shown goes on as well
function afterPaint(work) {
    const done = () => (clearTimeout(timer), cancelAnimationFrame(frame), setTimeout(work));
    const timer = setTimeout(done, FRAME);
    const frame = requestAnimationFrame(done);
}

function perform(node) {
    if (!node.isGone && node.later) begin(node.later.splice(0));
}

const end = (hook) => {
    const { clean } = hook;
    hook.clean = null;
    clean?.();
};
function begin(hooks) {
    hooks.forEach(end);
    for (const hook of hooks) {
        const clean = hook.run();
        hook.clean = typeof clean === 'function' ? clean : null;
    }
}

const hookOf = () => (current.hooks[at++] ??= {});
const differs = (a, b) => !a || !b || a.length !== b.length || a.some((one, i) => !Object.is(one, b[i]));

const effect = (when) => (run, on) => {
    const hook = hookOf();
    if (!differs(hook.on, on)) return;
    Object.assign(hook, { run, on });
    current[when].push(hook);
};
export const useEffect = effect('later');
export const useLayoutEffect = effect('soon');

export function useMemo(make, on) {
    const hook = hookOf();
    if (differs(hook.on, on)) Object.assign(hook, { value: make(), on });
    return hook.value;
}
export const useRef = (first) => useMemo(() => ({ current: first }), []);

let ids = 0;
export const useId = () => useMemo(() => `id-${ids++}`, []);

export function useReducer(reduce, first) {
    const node = current, hook = hookOf();
    if (!hook.send) {
        hook.value = first?.call ? first() : first;
        hook.send = (action) => {
            const value = hook.reduce(hook.value, action);
            if (Object.is(value, hook.value)) return;
            hook.value = value;
            redraw(node);
        };
    }
    hook.reduce = reduce;
    return [hook.value, hook.send];
}
const replaced = (value, action) => (action?.call ? action(value) : action);
export const useState = (first) => useReducer(replaced, first);

export function createContext(first) {
    const Provider = ({ value, children }) => {
        const last = useRef(value);
        if (last.current !== value) current.users?.forEach(redraw);
        last.current = value;
        return children;
    };
    return { first, Provider };
}
export function useContext({ first, Provider }) {
    let node = current;
    while (node && node.is?.type !== Provider) node = node.up;
    if (!node) return first;
    (node.users ??= new Set()).add(current);
    return node.is.props.value;
}

/** Draws it into an element of the document. */
export function render(description, dom) {
    const root = { dom, depth: 0, space: HTML, kids: [], hooks: [] };
    drawKids(root, description);
    settle(root);
    finish();
}
