// SPDX-License-Identifier: Apache-2.0
// The model as text: a textarea, for everything that people and their tools can do with one, above a drawn copy that
// underlines what is wrong, beside the line numbers.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { count, messageOf } from './parts.jsx';
import { lineStarts, rangeOf } from './texts.js';
import { bench } from './workbench.js';

const NONE = [];

/** The text in pieces, those in `ranges` marked. */
function pieces(text, diagnostics) {
    const starts = lineStarts(text);
    const ranges = diagnostics.filter((diag) => diag.line > 0)
        .map((diag) => [...rangeOf(text, starts, diag), diag.severity]).sort((a, b) => a[0] - b[0]);
    const parts = [];
    let at = 0;
    for (const [from, to, severity] of ranges) {
        if (from < at) continue;
        parts.push(text.slice(at, from));
        const end = Math.max(to, from + 1);
        parts.push(<mark class={severity}>{text.slice(from, end) || ' '}</mark>);
        at = end;
    }
    parts.push(text.slice(at), '\n');
    return parts;
}

export function Editor({ text, check, isFresh }) {
    const area = useRef();
    const copy = useRef();
    const gutter = useRef();
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
    const goTo = (diag) => {
        const [from, to] = rangeOf(text, lineStarts(text), diag);
        area.current.focus();
        area.current.setSelectionRange(from, to);
        const height = area.current.scrollHeight / lines;
        area.current.scrollTop = Math.max(0, (diag.line - 6) * height);
    };
    const keys = (event) => {
        if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
        const key = event.key.toLowerCase();
        if (key === 'z' && !event.shiftKey) event.preventDefault(), event.stopPropagation(), bench.undo();
        if (key === 'y' || (key === 'z' && event.shiftKey))
            (event.preventDefault(), event.stopPropagation(), bench.redo());
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
                        aria-label="The model as text"
                        aria-describedby="problems"
                        aria-invalid={diagnostics.some((d) => d.severity === 'error')}
                        onInput={(event) => bench.write(event.currentTarget.value, 'typing')}
                        onScroll={scroll}
                        onKeyDown={keys}
                    />
                </div>
            </div>
            <Problems diagnostics={diagnostics} onGo={goTo} isRead={check !== null} />
        </div>
    );
}

function Problems({ diagnostics, onGo, isRead }) {
    const errors = diagnostics.filter((diag) => diag.severity === 'error').length;
    const warnings = diagnostics.length - errors;
    return (
        <section id="problems" class="problems" aria-label="Errors and warnings">
            <p class={errors ? 'bad' : 'good'}>
                {!isRead
                    ? 'Reading …'
                    : errors || warnings
                      ? [errors && count(errors, 'error'), warnings && count(warnings, 'warning')]
                            .filter(Boolean)
                            .join(', ')
                      : '✓ Well formed, no warnings'}
            </p>
            <ul>
                {diagnostics.map((diag) => (
                    <li key={`${diag.line}:${diag.column}:${diag.message}`} class={diag.severity}>
                        <button type="button" onClick={() => onGo(diag)}>
                            <b>{diag.severity === 'error' ? 'Error' : 'Warning'}</b>
                            {diag.line > 0 && `, line ${diag.line}`}: <bdi>{messageOf(diag)}</bdi>
                        </button>
                    </li>
                ))}
            </ul>
        </section>
    );
}
