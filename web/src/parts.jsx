// SPDX-License-Identifier: Apache-2.0
// Small things that all parts of the page share.
import { useEffect, useId, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import { say } from './say.js';
import { inWords } from './telling.js';
import { mended } from './texts.js';
import { bench } from './workbench.js';

export function useBench() {
    const [, redraw] = useReducer((n) => n + 1, 0);
    useEffect(() => {
        bench.listeners.add(redraw);
        return () => bench.listeners.delete(redraw);
    }, []);
    return bench.state;
}

/** A label in whatever script. */
export const Name = ({ children }) => <bdi dir="auto">{children}</bdi>;

export const count = (n, one, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** "a, b and c" */
export const series = (words, last = 'and') =>
    words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;

/** Arrow keys move between tabs, the panel belongs to the one that is chosen. */
export function Tabs({ name, tabs, chosen, onChoose, children }) {
    const id = useId();
    const bar = useRef();
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const go = (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        const isRtl = step && getComputedStyle(bar.current).direction === 'rtl';
        const to =
            event.key === 'Home'
                ? 0
                : event.key === 'End'
                  ? tabs.length - 1
                  : step
                    ? at + (isRtl ? -step : step)
                    : -1;
        if (to < 0 || to >= tabs.length) return;
        event.preventDefault();
        onChoose(tabs[to].id);
        bar.current.children[to].focus();
    };
    return (
        <>
            <div class="seg" role="tablist" aria-label={name} ref={bar} onKeyDown={go}>
                {tabs.map((tab) => (
                    <button key={tab.id} type="button" role="tab" id={`${id}-${tab.id}`} aria-controls={`${id}-panel`}
                            aria-selected={tab.id === chosen} tabIndex={tab.id === chosen ? 0 : -1}
                            onClick={() => onChoose(tab.id)}>
                        {tab.label}
                    </button>
                ))}
            </div>
            <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`}
                 class="part-shown">
                {children}
            </div>
        </>
    );
}

/**
 * A place with its parts: its heading, segments to choose a part, what there is to see in one line, and the part.
 * `children`: what each part shows, a function of nothing under the part's name. The words are those of the place:
 * PLACE.head, PLACE.PART and PLACE.see.PART.
 */
export function Parts({ place, part, parts, children }) {
    const chosen = parts.includes(part) ? part : parts[0];
    const tabs = parts.map((id) => ({ id, label: say(`${place}.part.${id}`) }));
    return (
        <>
            <h1 tabIndex={-1}>{say(`${place}.head`)}</h1>
            <Tabs name={say(`${place}.head`)} tabs={tabs} chosen={chosen}
                  onChoose={(id) => bench.show({ place, part: id })}>
                <h2 class="sr">{say(`${place}.part.${chosen}`)}</h2>
                <p class="see">{say(`${place}.see.${chosen}`)}</p>
                {children[chosen]()}
            </Tabs>
        </>
    );
}

/** A modal dialog; Escape and the button close it, focus goes back to where it was. It begins at the field
 *  marked data-first, or else at its title. */
export function Dialog({ title, onClose, children, isWide }) {
    const box = useRef();
    const id = useId();
    useLayoutEffect(() => {
        const before = document.activeElement;
        const dialog = box.current;
        dialog.showModal();
        (dialog.querySelector('[data-first]') ?? dialog.querySelector('h2')).focus();
        return () => (dialog.close(), before?.isConnected && before.focus());
    }, []);
    return (
        <dialog ref={box} class={isWide ? 'wide' : ''} aria-labelledby={id}
                onCancel={(event) => (event.preventDefault(), onClose())}>
            <header>
                <h2 id={id} tabIndex={-1}><Name>{title}</Name></h2>
                <button type="button" class="quiet" onClick={onClose}>{say('shell.close')}</button>
            </header>
            {children}
        </dialog>
    );
}

/** Gives the focus to the heading of what is shown; `refocus`: if nothing else has it, and nothing moves. */
export const focusHead = (how) => document.querySelector('main h1')?.focus(how);
export const refocus = () => void (document.activeElement === document.body && focusHead({ preventScroll: true }));

/** A field that reports its value when it is left or Enter is pressed. `onCommit` may give what speaks against it. */
export function Field({
    label,
    value,
    onCommit,
    onRemove,
    isLong,
    isHidden,
    list,
    type = 'text',
    hint,
    class: extra = '',
    ...rest
}) {
    const [draft, setDraft] = useState(null);
    const [errors, setErrors] = useState(null);
    const id = useId();
    const shown = draft ?? value;
    // Before it is painted: an effect that comes later would take letters typed meanwhile.
    useLayoutEffect(() => {
        setDraft(null);
        setErrors(null);
    }, [value]);
    const leave = () => (setErrors(null), setDraft(null));
    const commit = async (isForced) => {
        if (shown === value && !isForced) return leave();
        const refused = await onCommit(shown, isForced);
        setErrors(refused);
        if (!refused) setDraft(null);
    };
    const keys = (event) => {
        if (event.key === 'Enter' && !isLong) commit();
        if (event.key === 'Escape' && draft !== null) {
            event.stopPropagation();
            setDraft(null);
            setErrors(null);
        }
    };
    const Control = isLong ? 'textarea' : 'input';
    return (
        <div class={`field ${extra}`}>
            <label for={id} class={isHidden ? 'sr' : ''}>
                {label}
            </label>
            <Control
                id={id}
                dir="auto"
                type={isLong ? undefined : type}
                list={list}
                value={shown}
                autocomplete="off"
                spellcheck={isLong}
                data-draft={draft !== null && draft !== value ? 'yes' : 'no'}
                aria-invalid={errors ? 'true' : undefined}
                aria-describedby={errors || hint ? `${id}-d` : undefined}
                onInput={(event) => setDraft(event.currentTarget.value)}
                onBlur={() => commit()}
                onKeyDown={keys}
                {...rest}
            />
            {(errors || hint) && (
                <div id={`${id}-d`} class={errors ? 'error' : 'hint'}>
                    {errors ? <Refusal errors={errors} onForce={() => commit(true)} onMended={(left, mend) => {
                        if (!left) return leave();
                        setDraft(mend(shown));
                        setErrors(left);
                    }} /> : hint}
                </div>
            )}
        </div>
    );
}

export const messageOf = ({ message, hint }) =>
    inWords(bench.state.doc, message + (hint ? ` (${hint})` : ''), bench.state.shown.side === 'text');

/** Why an edit was not taken over; its repair where a hint proposes one, and the way to make it all the same.
 *  `onMended(left, mend)` hears what speaks against it then, if anything, and how the words change. */
export function Refusal({ errors, onForce, onMended }) {
    const reasons = [...new Set(errors.map(messageOf))];
    const repair = errors.length === 1 ? mended(errors[0].text, errors[0]) : null;
    const mend = async () => {
        const left = await bench.mend(repair.text);
        onMended?.(left, (words) => words.replace(repair.wrong, repair.word));
    };
    const hold = (event) => event.preventDefault(); // the field keeps the focus, and so its draft
    return (
        <div role="alert">
            {say('shell.refused')}{' '}
            <span data-told>{reasons.slice(0, 3).join('; ')}</span>
            {reasons.length > 3 && ` ${say('shell.refused.more', { n: reasons.length - 3 })}`}.{' '}
            {repair && (
                <button type="button" class="link" onMouseDown={hold} onClick={mend}>
                    {say('shell.mend', { word: repair.word })}
                </button>
            )}{' '}
            {onForce && (
                <button type="button" class="link" onMouseDown={hold} onClick={onForce}>{say('shell.force')}</button>
            )}
        </div>
    );
}

const DOUBLE = 700; // ms between the clicks of a slow double click
const NEAR = 12; // pixels that the pointer may move between them
let click = { x: NaN, y: NaN }; // the last one by pointer
let moved = { x: NaN, y: NaN, at: -Infinity }; // the last one that made things move
addEventListener(
    'click',
    ({ detail, clientX: x, clientY: y }) => (click = detail ? { x, y } : { x: NaN, y: NaN }),
    true,
);

/** After an edit that moves what lies under the pointer. */
export const noteMove = (at = click) => (moved = { ...at, at: performance.now() });

/** Whether a click is the second one of a double click whose first moved something else here: it means nothing. */
export const isEcho = (event) =>
    event.detail > 1 ||
    (performance.now() - moved.at < DOUBLE && Math.hypot(event.clientX - moved.x, event.clientY - moved.y) < NEAR);

/** What scrolls when `element` moves: the panel it stands in where that scrolls by itself, else the page. */
const scrollerOf = (element) => {
    const side = element.closest('.side');
    return side && side.scrollHeight > side.clientHeight ? side : globalThis;
};

/** For a list that grows above the button that makes it grow: the button stays under the pointer, and a second click
 *  there does nothing. `work` gives what speaks against it; the answer is the handler of a form. */
export function useGrowing(work) {
    const isBusy = useRef(false);
    return async (event, ...rest) => {
        event.preventDefault();
        if (isBusy.current) return;
        isBusy.current = true;
        const form = event.currentTarget;
        const top = form.getBoundingClientRect().top;
        const at = click;
        try {
            const refused = await work(...rest);
            if (refused) return;
            noteMove(at);
            requestAnimationFrame(() =>
                form.isConnected && scrollerOf(form).scrollBy(0, form.getBoundingClientRect().top - top));
        } finally {
            isBusy.current = false;
        }
    };
}

/** Pages of a long list. */
export function Pager({ total, size, from, onGo, unit }) {
    if (total <= size) return null;
    return (
        <nav class="pager" aria-label={say('shell.pages', { unit })}>
            <button type="button" disabled={from === 0} onClick={() => onGo(Math.max(0, from - size))}>
                {say('shell.previous')}
            </button>
            <span>
                {say('shell.page', { from: from + 1, to: Math.min(total, from + size), n: total, unit })}
            </span>
            <button type="button" disabled={from + size >= total} onClick={() => onGo(from + size)}>
                {say('shell.next')}
            </button>
        </nav>
    );
}

/** One tab stop for a table full of buttons: arrow keys move among them. */
export function rove(event) {
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    const button = event.target.closest('button[data-rove]');
    if (!step || !button) return;
    const rows = [...event.currentTarget.querySelectorAll('tr')]
        .map((row) => [...row.querySelectorAll('button[data-rove]')]).filter((row) => row.length);
    const y = rows.findIndex((row) => row.includes(button));
    const x = rows[y].indexOf(button);
    const isRtl = getComputedStyle(button).direction === 'rtl';
    const row = rows[y + step[0]];
    const next = row?.[Math.min(step[0] ? x : x + (isRtl ? -step[1] : step[1]), step[0] ? row.length - 1 : Infinity)];
    event.preventDefault();
    if (!next) return;
    for (const other of event.currentTarget.querySelectorAll('button[data-rove]')) other.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
}

/** What tells parties apart beside their names: a colour and a shape (from the seventh on with a ring), in drawings
 *  also a dash. */
const SHAPES = [
    'M8 1.5a6.5 6.5 0 1 0 .01 0z', 'M8 1l7 13H1z', 'M2 2h12v12H2z', 'M8 .5L15.5 8 8 15.5.5 8z',
    'M8 .8l7.2 5.4-2.8 8.6H3.6L.8 6.2z', 'M5.5 1h5v4.5H15v5h-4.5V15h-5v-4.5H1v-5h4.5z',
];
export const Mark = ({ at }) => (
    <svg class={`mark party-${at % 6}`} viewBox="-2 -2 20 20" aria-hidden="true">
        <path d={SHAPES[at % 6]} />
        {at > 5 && <circle cx="8" cy="8" r="9.2" class="ring" />}
    </svg>
);
/** A party of the model with its mark. */
export const Party = ({ view, id }) => {
    const at = view.parties.findIndex((party) => party.id === id);
    return <span class="party-name"><Mark at={at} /><Name>{view.parties[at]?.name ?? id}</Name></span>;
};

const DASHES = ['', '2 3', '8 4', '8 3 2 3', '12 3', '2 2 6 2'];
export const marksOf = (parties) =>
    new Map(
        parties.map((party, i) => [party.id, { className: `party-${i % 6}`, dash: DASHES[i % 6], name: party.name }]),
    );

export const PartySample = ({ mark }) => (
    <svg class="sample" viewBox="0 0 36 8" aria-hidden="true">
        <path d="M1 4H35" class={`arc ${mark.className}`} stroke-dasharray={mark.dash} />
    </svg>
);
