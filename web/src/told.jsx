// SPDX-License-Identifier: Apache-2.0
// What a command tells as HTML, as part of the page: only known elements are taken, and no attribute that could do
// anything. States can be opened.
import { calledOf } from './called.js';
import { useMemo, useState } from 'preact/hooks';
import { Name } from './parts.jsx';
import { say } from './say.js';
import { bench } from './workbench.js';

const TAGS = new Set(['p', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'b', 'i', 'em', 'strong', 'code', 'pre', 'br', 'thead',
    'tbody', 'tfoot', 'tr', 'caption', 'section', 'div']);
const HEADINGS = { h1: null, h2: 'h3', h3: 'h4', h4: 'h5' }; // the model's title stands above the page already
const CLASSES = new Set(['good', 'bad', 'below', 'inset', 'point', 'numbered', 'number']);

// Charts: shapes and words, with what only says where they stand and how they look.
const SHAPES = new Set(['svg', 'g', 'path', 'rect', 'circle', 'line', 'text', 'tspan', 'title', 'desc']);
const LOOKS = new RegExp('^(?:[xydr]|[xy][12]|[cr][xy]|width|height|viewBox|transform|role|id|text-anchor|' +
    'aria-(?:hidden|labelledby)|fill|stroke|(?:fill|stroke)-opacity|stroke-(?:width|dasharray)|' +
    'font-(?:size|weight|family))$');

const number = (text) => (/^\d{1,3}$/.test(text ?? '') ? Number(text) : undefined);
const classOf = (node) => [...node.classList].filter((one) => CLASSES.has(one)).join(' ') || undefined;

function cell(node) {
    const Tag = node.localName === 'th' && node.textContent.trim() ? 'th' : 'td'; // an empty heading heads nothing
    const scope = ['col', 'row', 'colgroup', 'rowgroup'].find((one) => one === node.getAttribute('scope'));
    return (
        <Tag scope={Tag === 'th' ? scope : undefined} colSpan={number(node.getAttribute('colspan'))}
             rowSpan={number(node.getAttribute('rowspan'))} class={classOf(node)}>
            {all(node)}
        </Tag>
    );
}

/** "138 (0YN1NN1N: Stalemate)" */
function state(node) {
    const found = node.dataset.state ?? /^\s*(\d+)/.exec(node.textContent)?.[1];
    if (!found) return <Name>{node.textContent}</Name>;
    return (
        <button type="button" class="link" onClick={() => bench.dialog({ kind: 'state', state: Number(found) })}>
            <Name>{node.textContent}</Name>
        </button>
    );
}

/** What a table is called: by its caption, or by what stands before it. */
function captionOf(node) {
    const caption = node.querySelector('caption') ?? node.previousElementSibling;
    return (caption?.localName !== 'table' && caption?.textContent.trim()) || say('ways.table');
}

/** Of those called alike all but the first have a number, so that a screen reader's list tells them apart. */
function nameOf(node) {
    const before = [...node.ownerDocument.querySelectorAll('table')];
    const alike = before.slice(0, before.indexOf(node)).filter((one) => captionOf(one) === captionOf(node)).length;
    return alike ? `${captionOf(node)} (${alike + 1})` : captionOf(node);
}

/** Whether its cells are text: they begin where it is read from, numbers end under one another. */
const isText = (node) => [...node.querySelectorAll('td')].some((cell) => /\p{L}{3,} \p{L}/u.test(cell.textContent));

const MANY = 500; // rows; ten thousand keep a browser busy for seconds

/** A table; of a long one its first rows, and the others when they are asked for. */
function Table({ node }) {
    const [isWhole, setWhole] = useState(false);
    const left = isWhole ? 0 : Math.max(node.rows.length - MANY, 0);
    const shown = useMemo(() => {
        const part = node.cloneNode(true);
        while (left && part.rows.length > MANY) part.deleteRow(MANY);
        return all(part);
    }, [node, left]);
    return (
        <>
            <div class="scroll" role="region" aria-label={nameOf(node)} tabIndex={0}>
                <table class={`plain ${isText(node) ? '' : 'numbers'}`}>{shown}</table>
            </div>
            {left > 0 && (
                <button type="button" class="link" onClick={() => setWhole(true)}>
                    {say('ways.and-more', { n: left })}
                </button>
            )}
        </>
    );
}

function shape(node) {
    const Tag = node.localName;
    const looks = [...node.attributes].filter(({ name, value }) => LOOKS.test(name) && !/[:;]|url/i.test(value));
    const parts = [...node.childNodes].filter(
        (part) => part.nodeType === Node.TEXT_NODE || SHAPES.has(part.localName));
    return (
        <Tag {...Object.fromEntries(looks.map(({ name, value }) => [name, value]))}>
            {parts.map((part) => (part.nodeType === Node.TEXT_NODE ? part.data : shape(part)))}
        </Tag>
    );
}

function one(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE) return null;
    const tag = node.localName;
    if (tag === 'script' || tag === 'style') return null;
    if (tag === 'svg') return shape(node);
    if (tag in HEADINGS) {
        const Heading = HEADINGS[tag];
        return Heading && <Heading class={classOf(node)}>{all(node)}</Heading>;
    }
    if (tag === 'table') return <Table node={node} />;
    if (tag === 'th' || tag === 'td') return cell(node);
    if (tag === 'span' && node.classList.contains('state')) return state(node);
    const Tag = TAGS.has(tag) ? tag : 'span';
    return <Tag class={classOf(node)}>{all(node)}</Tag>;
}

const all = (node) => [...node.childNodes].map(one);

/** Whether an answer is what Told shows. */
export const isTold = (output) => /^\s*<section class="truce"/.test(output ?? '');

/** Calls the states by their names, as far as they are at hand. */
function rename(body, view) {
    for (const node of body.querySelectorAll('span.state')) {
        const state = parseInt(node.textContent, 10);
        if (!view.byState.has(state)) continue;
        node.dataset.state = state;
        node.textContent = calledOf(view, state);
    }
    return body;
}

/** `view`: whose states are called by name; without it by number, as the command writes them. */
export function Told({ html, view }) {
    const shown = useMemo(() => {
        const { body } = new DOMParser().parseFromString(html, 'text/html');
        return all(view ? rename(body, view) : body);
    }, [html, view]);
    return <section class="told" aria-label={say('ways.answer')} data-told>{shown}</section>;
}
