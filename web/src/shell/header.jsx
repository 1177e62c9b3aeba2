// SPDX-License-Identifier: Apache-2.0
// The head of the page: the model's title with its menu, what is at work, undo and redo, find, theme, help; and below
// it the bar of places, which on a phone lies at the foot of the screen.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { bench, isRunning, titleOf } from '../workbench.js';
import { Icon } from './icon.jsx';
import { PLACES, placeOf } from './places.jsx';
import { THEMES, setTheme, themeNow } from './theme.js';

export function Header({ state, go }) {
    const { open, history } = state;
    const redo = useRef();
    const undo = useRef();
    // Where a button runs out under the focus, its counterpart has it.
    const step = (what, counterpart) => {
        bench[what]();
        if (!bench.state.history[what === 'undo' ? 'past' : 'future'].length)
            requestAnimationFrame(() => counterpart.current?.focus());
    };
    return (
        <header class="top">
            <button type="button" class="brand" title={say('shell.welcome')} onClick={() => go('welcome')}>
                <svg viewBox="0 0 32 20" aria-hidden="true">
                    <circle cx="10" cy="10" r="7" />
                    <circle cx="22" cy="10" r="7" />
                </svg>
                {say('shell.brand')}
            </button>
            <TitleMenu state={state} go={go} />
            <Work jobs={state.jobs} />
            <div class="tools" role="toolbar" aria-label={say('shell.tools')}>
                <button type="button" class="icon-button" ref={undo} disabled={!history.past.length}
                        aria-label={say('shell.undo')} title={say('shell.undo.key')}
                        onClick={() => step('undo', redo)}>
                    <Icon name="undo" />
                </button>
                <button type="button" class="icon-button" ref={redo} disabled={!history.future.length}
                        aria-label={say('shell.redo')} title={say('shell.redo.key')}
                        onClick={() => step('redo', undo)}>
                    <Icon name="redo" />
                </button>
                <button type="button" class="find" disabled={!open} onClick={() => bench.dialog({ kind: 'find' })}>
                    <Icon name="find" /> <span>{say('shell.find')}</span> <kbd>{say('shell.find.key')}</kbd>
                </button>
                <Theme />
                <button type="button" class="icon-button" aria-label={say('shell.help')}
                        title={say('shell.help.key')} onClick={() => bench.dialog({ kind: 'help' })}>
                    <Icon name="help" />
                </button>
            </div>
        </header>
    );
}

function TitleMenu({ state: { open, doc, models, saving }, go }) {
    const [isOpen, setOpen] = useState(false);
    const title = open ? titleOf({ ...open, title: doc?.title }, models) : say('shell.none');
    const box = useRef();
    const button = useRef();
    const close = () => setOpen(false);
    useEffect(() => {
        if (!isOpen) return;
        const away = (event) => box.current.contains(event.target) || close();
        addEventListener('pointerdown', away);
        return () => removeEventListener('pointerdown', away);
    }, [isOpen]);
    const keys = (event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (!isOpen) return;
        if (event.key === 'Escape') (event.stopPropagation(), close(), button.current.focus());
        if (!step) return;
        event.preventDefault();
        const all = [...box.current.querySelectorAll('button:enabled')];
        all.at((all.indexOf(document.activeElement) + step) % all.length).focus();
    };
    const leave = (event) => isOpen && !box.current.contains(event.relatedTarget) && event.relatedTarget && close();
    const item = (kind, isOff, work = () => bench.dialog({ kind })) => (
        <button type="button" disabled={isOff} onClick={() => (button.current.focus(), close(), work())}>
            {say(`shell.menu.${kind}`)}
        </button>
    );
    return (
        <div class="title" ref={box} onKeyDown={keys} onFocusOut={leave}>
            <button type="button" ref={button} class="title-button" aria-expanded={isOpen} aria-controls="title-menu"
                    onClick={() => setOpen(!isOpen)}>
                <b><Name>{title}</Name></b>
                {open && (
                    <span class="meta">
                        <span>
                            {title === open.name ? say('shell.version.only', { n: open.version })
                                : say('shell.version', { name: <Name>{open.name}</Name>, n: open.version })}
                        </span>
                        {' · '}
                        <span class={`saving ${saving}`}>{say(`shell.saving.${saving}`)}</span>
                    </span>
                )}
                <span aria-hidden="true" class="more">▾</span>
            </button>
            <div class="menu" id="title-menu" hidden={!isOpen}>
                {item('new')}
                {item('open')}
                {item('examples', false, () => go('welcome', 'examples'))}
                {item('variant', !open)}
                {item('versions', !open)}
                {item('compare', !open, () => bench.show({ place: 'share', part: 'compare', against: undefined }))}
                {item('jobs')}
            </div>
        </div>
    );
}

/** What is at work, while something is. */
function Work({ jobs }) {
    const running = jobs.filter(isRunning);
    if (!running.length) return null;
    return (
        <p class="work">
            <button type="button" class="link" onClick={() => bench.dialog({ kind: 'jobs' })}>
                {say('shell.running', { n: running.length })}
            </button>
            {' · '}
            <button type="button" class="link" onClick={() => running.forEach(({ job }) => bench.cancel(job))}>
                {say('shell.cancel', { n: running.length })}
            </button>
        </p>
    );
}

function Theme() {
    const theme = themeNow();
    const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    return (
        <button type="button" class="icon-button theme" aria-label={say(`shell.theme.${theme}`)}
                title={say(`shell.theme.${theme}`)} onClick={() => (setTheme(next), bench.set({}))}>
            <Icon name={theme} />
        </button>
    );
}

export function PlaceBar({ state }) {
    const { shown, open } = state;
    const here = placeOf(shown.place).id;
    return (
        <nav class="places" aria-label={say('shell.places')}>
            <button type="button" class="model-button" disabled={!open} aria-expanded={Boolean(shown.side)}
                    aria-label={say('shell.model')} onClick={toggleModel}>
                <Icon name="model" /> {say('shell.model')}
            </button>
            {PLACES.map(({ id }) => (
                <button key={id} type="button" class={`place ${id}`} aria-current={id === here ? 'page' : undefined}
                        aria-label={say(`shell.place.${id}`)} disabled={!open}
                        onClick={() => bench.show({ place: id, ...(isNarrow() && { side: '' }) })}>
                    <Icon name={id} />
                    <span class="long">{say(`shell.place.${id}`)}</span>
                    <span class="short">{say(`shell.short.${id}`)}</span>
                </button>
            ))}
        </nav>
    );
}

/** Whether the model takes the whole page, so that a place can only be seen without it. */
export const isNarrow = () => matchMedia('(max-width: 60rem)').matches;

let side = 'forms';
export function toggleModel() {
    const { shown } = bench.state;
    const isWithin = document.activeElement.closest('.side');
    if (shown.side) side = shown.side;
    bench.show({ side: shown.side ? '' : side });
    const to = isWithin ? '.model-button' : '#model-head';
    requestAnimationFrame(() => document.querySelector(to)?.focus());
}
