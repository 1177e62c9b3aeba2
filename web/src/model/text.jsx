// SPDX-License-Identifier: Apache-2.0
// The model as text: a textarea, for everything that people and their tools can do with one, over a drawn copy with
// colours, in which what is wrong is underlined; line numbers beside it; and what can be written at the caret.
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { messageOf } from '../parts.jsx';
import { say } from '../say.js';
import { lineStarts, mended, rangeOf } from '../texts.js';
import { bench } from '../workbench.js';
import { completions } from './complete.js';
import { askSchema } from './asked.js';

const NONE = [];
const COLOURED = 200_000; // letters of a text that is drawn in colours

const TOKENS = /(^|\s)(#[^\n]*)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*')|((?:^|[{,]|- ) *)(\w+)(?=:(?:\s|$))/gm;

/** A piece of the text in colours. */
function coloured(text, isPlain) {
    if (isPlain) return [text];
    const parts = [];
    let at = 0;
    for (const found of text.matchAll(TOKENS)) {
        const [whole, space, comment, quoted, before, key] = found;
        const from = found.index + (space ?? before ?? '').length;
        parts.push(text.slice(at, from), <span class={comment ? 't-comment' : quoted ? 't-quoted' : 't-key'}>
            {comment ?? quoted ?? key}
        </span>);
        at = found.index + whole.length;
    }
    return [...parts, text.slice(at)];
}

/** The text in pieces, those in `ranges` marked. */
function pieces(text, diagnostics) {
    const starts = lineStarts(text);
    const isPlain = text.length > COLOURED;
    const ranges = diagnostics.filter((diag) => diag.line > 0)
        .map((diag) => [...rangeOf(text, starts, diag), diag.severity]).sort((a, b) => a[0] - b[0]);
    const parts = [];
    let at = 0;
    for (const [from, to, severity] of ranges) {
        if (from < at) continue;
        parts.push(coloured(text.slice(at, from), isPlain));
        const end = Math.max(to, from + 1);
        parts.push(<mark class={severity}>{text.slice(from, end) || ' '}</mark>);
        at = end;
    }
    parts.push(coloured(text.slice(at), isPlain), '\n');
    return parts;
}

export function Text({ text, check, wordless, isFresh, doc, goal }) {
    const area = useRef();
    const copy = useRef();
    const gutter = useRef();
    const id = useId();
    const [offer, setOffer] = useState(null); // { from, list, at, line, column }
    const diagnostics = check?.diagnostics ?? [];
    const marked = isFresh ? diagnostics : NONE;
    const lines = useMemo(() => lineStarts(text).length, [text]);
    const drawn = useMemo(() => pieces(text, marked), [text, marked]);
    const worst = useMemo(() => {
        const found = new Map();
        for (const diag of marked) if (found.get(diag.line) !== 'error') found.set(diag.line, diag.severity);
        return found;
    }, [marked]);

    const scroll = () => {
        copy.current.scrollTop = gutter.current.scrollTop = area.current.scrollTop;
        copy.current.scrollLeft = area.current.scrollLeft;
    };
    useEffect(scroll, [text]);
    useEffect(() => {
        if (!goal?.line) return;
        goTo(goal);
        bench.set({ goal: null });
    }, [goal]);
    const goTo = (diag) => {
        const [from, to] = rangeOf(text, lineStarts(text), diag);
        area.current.focus();
        area.current.setSelectionRange(from, to);
        const height = area.current.scrollHeight / lines;
        area.current.scrollTop = Math.max(0, (diag.line - 6) * height);
    };

    /** Offers what fits at the caret; nothing where there is no word yet, unless it is asked for. */
    const propose = async (isAsked) => {
        const { value, selectionStart: caret } = area.current;
        const known = await askSchema();
        if (!known || area.current?.value !== value) return;
        const { from, list } = completions(known, doc, value, caret);
        if (!list.length || (!isAsked && from === caret)) return setOffer(null);
        const before = value.slice(0, from);
        const start = before.lastIndexOf('\n') + 1;
        setOffer({ from, list, at: isAsked ? 0 : -1, line: before.split('\n').length, column: from - start });
        if (isAsked) bench.say(say('model.offers', { n: list.length }));
    };
    const take = (chosen) => {
        const { selectionStart: caret } = area.current;
        area.current.setRangeText(chosen.text, offer.from, caret, 'end');
        setOffer(null);
        bench.write(area.current.value, 'typing');
        area.current.focus();
    };
    const keys = (event) => {
        const act = (work) => (event.preventDefault(), event.stopPropagation(), work());
        const isControl = (event.ctrlKey || event.metaKey) && !event.altKey;
        const key = event.key.toLowerCase();
        if (isControl && key === ' ') return act(() => propose(true));
        if (isControl && key === 'z') return act(() => (event.shiftKey ? bench.redo() : bench.undo()));
        if (isControl && key === 'y') return act(() => bench.redo());
        if (!offer) return;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (event.key === 'Escape') act(() => setOffer(null));
        else if (step && (offer.at >= 0 || step > 0))
            act(() => setOffer({ ...offer, at: Math.min(offer.at + step, offer.list.length - 1) }));
        else if (offer.at >= 0 && ['Enter', 'Tab'].includes(event.key)) act(() => take(offer.list[offer.at]));
        else if (/^(Arrow|Home|End|Page)/.test(event.key)) setOffer(null);
    };
    const type = (event) => {
        bench.write(event.currentTarget.value, 'typing');
        propose(false);
    };
    return (
        <div class="editor">
            <div class="paper">
                <div class="gutter" ref={gutter} aria-hidden="true">
                    {Array.from({ length: lines }, (_, i) => (
                        <div key={i} class={worst.get(i + 1) ?? ''}>
                            {i + 1}
                        </div>
                    ))}
                </div>
                <div class="sheet">
                    <pre class="copy" ref={copy} aria-hidden="true">
                        {drawn}
                    </pre>
                    <textarea
                        ref={area}
                        value={text}
                        spellcheck={false}
                        wrap="off"
                        autocomplete="off"
                        autocapitalize="off"
                        dir="ltr"
                        aria-label={say('model.as-text.label')}
                        aria-describedby={`problems ${id}-h`}
                        aria-autocomplete="list"
                        aria-controls={offer ? `${id}-o` : undefined}
                        aria-activedescendant={offer?.at >= 0 ? `${id}-${offer.at}` : undefined}
                        aria-invalid={diagnostics.some((d) => d.severity === 'error')}
                        onInput={type}
                        onScroll={() => (scroll(), setOffer(null))}
                        onBlur={() => setOffer(null)}
                        onKeyDown={keys}
                    />
                    {offer && <Offers id={id} offer={offer} area={area.current} lines={lines} onTake={take} />}
                </div>
            </div>
            <p class="hint" id={`${id}-h`}>{say('model.text.hint')}</p>
            <Diagnostics diagnostics={[...diagnostics, ...wordless]} text={isFresh ? text : undefined} onGo={goTo}
                         isRead={check !== null} />
        </div>
    );
}

/** Beneath the word, or above it where there is more room. */
function Offers({ id, offer, area, lines, onTake }) {
    const box = useRef();
    useEffect(() => {
        const style = getComputedStyle(area);
        const high = (area.scrollHeight - 2 * parseFloat(style.paddingTop)) / lines;
        const top = (offer.line - 1) * high + parseFloat(style.paddingTop) - area.scrollTop;
        const isBelow = top < area.clientHeight / 2;
        Object.assign(box.current.style, {
            left: `min(${offer.column}ch, 40%)`,
            top: isBelow ? `${top + high}px` : 'auto',
            bottom: isBelow ? 'auto' : `${area.clientHeight - top}px`,
        });
    }, [offer]);
    return (
        <ul class="offers" ref={box} role="listbox" id={`${id}-o`} aria-label={say('model.offers.label')}>
            {offer.list.map((one, i) => (
                <li key={one.text} id={`${id}-${i}`} role="option" aria-selected={i === offer.at}
                    onPointerDown={(event) => (event.preventDefault(), onTake(one))}>
                    <code>{one.text}</code> <span data-told>{one.about}</span>
                </li>
            ))}
        </ul>
    );
}

function Diagnostics({ diagnostics, text, onGo, isRead }) {
    const [errors, warnings] = ['error', 'warning'].map((severity) =>
        diagnostics.filter((diag) => diag.severity === severity).length);
    const counted = [errors && say('model.errors', { n: errors }),
                     warnings && say('model.warnings', { n: warnings })];
    return (
        <section id="problems" class="problems" aria-label={say('model.diagnostics')}>
            <p class={errors ? 'bad' : 'good'}>
                {!isRead ? say('model.reading') : counted.filter(Boolean).join(', ') || say('model.well')}
            </p>
            <ul>
                {diagnostics.map((diag) => {
                    const repair = mended(text, diag);
                    return (
                        <li key={`${diag.line}:${diag.column}:${diag.message}`} class={diag.severity}>
                            <button type="button" onClick={() => onGo(diag)}>
                                <b>{say(`model.severity.${diag.severity}`)}</b>
                                {diag.line > 0 && say('model.line', { n: diag.line })}:{' '}
                                <bdi data-told>{messageOf(diag)}</bdi>
                            </button>
                            {repair && (
                                <button type="button" class="link" onClick={() => bench.write(repair.text)}>
                                    {say('shell.mend', { word: repair.word })}
                                </button>
                            )}
                        </li>
                    );
                })}
            </ul>
        </section>
    );
}
