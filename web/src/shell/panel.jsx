// SPDX-License-Identifier: Apache-2.0
// The panel of the model at the left, and the splitter between it and the place: dragged, or moved by arrow keys. On
// narrow screens the panel takes the page.
import { later } from '#later';
import { useEffect, useRef, useState } from 'preact/hooks';
import { say } from '../say.js';
import { Icon } from './icon.jsx';
import { toggleModel } from './header.jsx';

const Model = later('Model');

const KEPT = 'truce.panel';
const USUAL = { forms: 25, text: 42 }; // rem
const LEAST = 20;
const most = () => (innerWidth / 16) * 0.7;
const within = (width) => Math.min(Math.max(width, LEAST), Math.max(most(), LEAST));

export function Panel({ state }) {
    const { side } = state.shown;
    const [widths, setWidths] = useState(() => ({ ...USUAL, ...JSON.parse(localStorage.getItem(KEPT) ?? '{}') }));
    const width = within(widths[side] ?? USUAL.forms);
    const box = useRef();
    const trail = useRef([]);
    // What had the focus may be gone with a change: then what it stood in has it, or the heading.
    useEffect(() => {
        if (document.activeElement !== document.body || !trail.current[0]) return;
        const rows = trail.current.map((one) => one.isConnected && one.querySelector('.sentence, h2'));
        rows.find(Boolean)?.focus();
    }, [state.doc]);
    const set = (value) => setWidths((old) => {
        const kept = { ...old, [side]: within(value) };
        localStorage.setItem(KEPT, JSON.stringify(kept));
        return kept;
    });
    // A length that the reader sets cannot stand in a style sheet; a script may set it on the element.
    useEffect(() => document.documentElement.style.setProperty('--panel', `${width}rem`), [width]);
    const isRtl = () => getComputedStyle(box.current).direction === 'rtl';
    const keys = (event) => {
        const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (!step) return;
        event.preventDefault();
        set(width + (isRtl() ? -step : step) * 2);
    };
    const mark = ({ target, currentTarget }) => {
        trail.current = [];
        for (let one = target; one !== currentTarget.parentElement; one = one.parentElement) trail.current.push(one);
    };
    const drag = (event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const { left, right } = box.current.getBoundingClientRect();
        set((isRtl() ? right - event.clientX : event.clientX - left) / 16);
    };
    return (
        <section class="of-model" aria-labelledby="model-head">
            <div class="side" ref={box} onFocusIn={mark}>
                <header>
                    <h2 id="model-head" tabIndex={-1}>{say('shell.panel')}</h2>
                    <button type="button" class="icon-button quiet" aria-label={say('shell.panel.close')}
                            onClick={toggleModel}>
                        <Icon name="close" />
                    </button>
                </header>
                <p class="see">{say('shell.panel.see')}</p>
                <Model state={state} />
            </div>
            <div class="split" role="separator" tabIndex={0} aria-orientation="vertical"
                 aria-label={say('shell.split')} aria-valuenow={Math.round(width)} aria-valuemin={LEAST}
                 aria-valuemax={Math.round(most())} onKeyDown={keys}
                 onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
                 onPointerMove={drag} />
        </section>
    );
}
