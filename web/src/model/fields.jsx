// SPDX-License-Identifier: Apache-2.0
// What all cards of the model are made of: a field that adds, a button that takes away and says before what uses the
// thing, problems in place, and what an input rests on.
import { useContext, useId, useState } from 'preact/hooks';
import * as model from '../document.js';
import { Field, Name, Refusal, isEcho, messageOf, noteMove, useGrowing } from '../parts.jsx';
import { say } from '../say.js';
import { tellPath } from '../telling.js';
import { mended } from '../texts.js';
import { bench } from '../workbench.js';
import { change, choose } from './edits.js';
import { Sentence, Told } from './sentence.jsx';
import { treeAt } from './statement.js';
import { citing, problemsAt, removeAll, usesOf } from './uses.js';

/** A button that makes an edit. */
export const Act = ({ words, edit }) => (
    <button type="button" onClick={(event) => isEcho(event) || choose(edit())}>{words}</button>
);

/** One line and a button; Enter adds, and the field is ready for the next. */
export function Adder({ label, verb, onAdd, list, hint }) {
    const [value, setValue] = useState('');
    const [errors, setErrors] = useState(null);
    const id = useId();
    const add = useGrowing(async () => {
        if (!value.trim()) return null;
        const refused = await onAdd(value.trim());
        setErrors(refused);
        if (!refused) setValue('');
        return refused;
    });
    return (
        <form class="adder" onSubmit={add}>
            <label for={id}>{label}</label>
            <input
                id={id}
                dir="auto"
                value={value}
                list={list}
                autocomplete="off"
                aria-describedby={errors || hint ? `${id}-d` : undefined}
                aria-invalid={errors ? 'true' : undefined}
                onInput={(event) => setValue(event.currentTarget.value)}
            />
            <button type="submit">{verb}</button>
            {(errors || hint) && (
                <div id={`${id}-d`} class={errors ? 'error' : 'hint'}>
                    {errors ? <Refusal errors={errors} onMended={() => (setErrors(null), setValue(''))} /> : hint}
                </div>
            )}
        </form>
    );
}

/**
 * A button that takes `path` away, which is called `name`. Where other inputs mention what it is (`ids`; of a
 * source: cite it), these are told first; they can go with it. A notice brings all back.
 */
export function Remove({ name, path, ids = [], source, also = [] }) {
    const { doc, check, trees } = useContext(Told);
    const [errors, setErrors] = useState(null);
    const [asks, setAsks] = useState(null);
    const act = async (isForced, users = []) => {
        const refused = await change([...removeAll(users), ...also, model.remove(path)], isForced);
        setErrors(refused);
        setAsks(null);
        if (refused) return;
        noteMove();
        bench.notify(say('model.removed', { name }));
    };
    const ask = () => {
        const inputs = check?.inputs ?? [];
        const at = path.join('.');
        const users = source ? citing(inputs, source) : ids.length ? usesOf(inputs, ids, at) : [];
        if (users.length) setAsks(users);
        else act(false);
    };
    return (
        <>
            <button type="button" class="quiet" aria-label={say('model.remove.what', { name })}
                    aria-expanded={asks ? 'true' : undefined}
                    onClick={(event) => isEcho(event) || ask()}>
                {say('model.remove')}
            </button>
            {asks && (
                <div class="asks" role="alert">
                    <p>{say('model.used', { n: asks.length })}</p>
                    <ul>
                        {asks.map((input) => (
                            <li key={input.path}>
                                {tellPath(doc, input.path).words}:{' '}
                                <Sentence tree={input.parsed?.length && trees.size
                                    ? treeAt(trees, tellPath(doc, input.path).stands) : null} text={input.text} />
                            </li>
                        ))}
                    </ul>
                    {!source && (
                        <button type="button" onClick={() => act(false, asks)}>{say('model.used.all')}</button>
                    )}
                    <button type="button" onClick={() => setAsks(null)}>{say('model.used.keep')}</button>
                </div>
            )}
            {errors && <div class="error"><Refusal errors={errors} onForce={() => act(true)} /></div>}
        </>
    );
}

/** What is wrong or odd at a place of the text, and not below `not`; its repair is a button where there is one. */
export function Problems({ at, not }) {
    const { diagnostics, text } = useContext(Told);
    const below = not ? problemsAt(diagnostics, not) : [];
    return problemsAt(diagnostics, at).filter((diag) => !below.includes(diag)).map((diag) => {
        const repair = mended(text, diag);
        return (
            <p key={diag.message} class={`problem ${diag.severity}`}>
                <b aria-hidden="true">{diag.severity === 'error' ? '✗' : '▲'}</b>{' '}
                <span class="sr">{say(`model.severity.${diag.severity}`)}: </span>
                <span data-told>{repair ? diag.message : messageOf(diag)}</span>{' '}
                {repair && (
                    <button type="button" class="link" onClick={() => bench.write(repair.text)}>
                        {say('shell.mend', { word: repair.word })}
                    </button>
                )}
            </p>
        );
    });
}

/** How many errors there are at some places or, where none, how many warnings. */
export function Wrong({ at }) {
    const told = at.flatMap((place) => problemsAt(useContext(Told).diagnostics, place));
    const errors = told.filter(({ severity }) => severity === 'error').length;
    if (!told.length) return null;
    return errors ? <b class="no"> {say('model.errors', { n: errors })}</b>
        : <b class="warn"> {say('model.warnings', { n: told.length })}</b>;
}

/* ------------------------------------------------------------ what it rests on */

const asList = (source) => (Array.isArray(source) ? source : source ? [source] : []).map(String);

/** How sure the analyst is, as a ring and a share. */
const Dial = ({ sure }) => (
    <span class="dial">
        <svg viewBox="0 0 20 20" aria-hidden="true">
            <circle cx="10" cy="10" r="7" class="all" />
            <circle cx="10" cy="10" r="7" pathLength="100" stroke-dasharray={`${sure * 100} 100`} />
        </svg>
        <span class="sr">{say('model.sure')}</span>{Math.round(sure * 100)}%
    </span>
);

/** Confidence, paragraphs and strength of an input, in short. */
export const Grounds = ({ note }) => (
    <span class="grounds">
        {note?.strong && (
            <span class="badge">
                {note.strong === 'yes' ? say('model.strong') : say('model.stronger', { n: note.strong })}
            </span>
        )}
        {note?.confidence != null && Number(note.confidence) > 0 && <Dial sure={Number(note.confidence)} />}
        {asList(note?.source).flatMap((cite) => {
            const [id] = cite.split(/[\s,]/);
            const places = cite.match(/¶\d+/g) ?? [id];
            return places.map((place) => <span key={cite + place} class="cite" title={id}>{place}</span>);
        })}
    </span>
);

/** The same as a button that opens to the reason, the quote and the sources; nothing where there are none. */
export function Rests({ doc, note }) {
    const sources = asList(note?.source);
    if (note?.confidence == null && !sources.length) return null;
    const titleOf = (cite) => doc.sources.find(({ id }) => cite.startsWith(id))?.title;
    return (
        <details class="rests">
            <summary><Grounds note={note} /></summary>
            {note.because && <p><Name>{note.because}</Name></p>}
            {note.quote && <p><q><Name>{note.quote}</Name></q></p>}
            {sources.map((cite) => (
                <p key={cite} class="hint"><Name>{[titleOf(cite), cite].filter(Boolean).join(': ')}</Name></p>
            ))}
        </details>
    );
}

function Confidence({ value, onSet }) {
    const id = useId();
    const [draft, setDraft] = useState(null);
    const shown = draft ?? (value === undefined ? 1 : Number(value));
    const set = async (next) => (await onSet(next), setDraft(null));
    return (
        <div class="field sure">
            <label for={id}>{say('model.confidence')}</label>
            <input id={id} type="range" min="0.01" max="1" step="0.01" value={shown}
                   aria-valuetext={value === undefined && draft === null ? say('model.unsaid')
                                                                         : `${Math.round(shown * 100)}%`}
                   onInput={(event) => setDraft(event.currentTarget.valueAsNumber)}
                   onChange={(event) => set(event.currentTarget.valueAsNumber)} />
            <output for={id}>
                {value === undefined && draft === null ? say('model.unsaid') : `${Math.round(shown * 100)}%`}
            </output>
            {value !== undefined && (
                <button type="button" class="quiet" onClick={() => set('')}>{say('model.unsay')}</button>
            )}
        </div>
    );
}

/** Why an input stands there, what it rests on, how sure the analyst is. `set(part, value)` edits. */
export function Note({ note, set, hasStrength }) {
    const { doc } = useContext(Told);
    const id = useId();
    const put = async (part, value) => {
        const refused = await set(part, value);
        if (refused) bench.set({ failure: refused[0].message });
    };
    const text = (part, more) => (
        <Field key={part} label={say(`model.note.${part}`)} value={String(note?.[part] ?? '')} {...more}
               onCommit={(value, f) => set(part, value, f)} />
    );
    return (
        <>
            {text('because', { isLong: true, rows: 2 })}
            {text('quote', { isLong: true, rows: 2 })}
            <Field label={say('model.note.source')} value={asList(note?.source).join(', ')} list="sources"
                   hint={doc.sources.length ? undefined : say('model.note.sources')}
                   onCommit={(value, f) =>
                       set('source', value.includes(',') ? value.split(',').map((one) => one.trim()) : value, f)
                   } />
            <Confidence value={note?.confidence} onSet={(value) => put('confidence', value)} />
            {hasStrength && (
                <div class="field">
                    <label for={`${id}-s`}>{say('model.strength')}</label>
                    <select id={`${id}-s`} value={note?.strong ?? ''}
                            onChange={(event) => put('strong', event.currentTarget.value)}>
                        <option value="">{say('model.strength.no')}</option>
                        <option value="yes">{say('model.strength.yes')}</option>
                        {[3, 4, 5, 6, 7, 8, 9].filter((n) => n === 3 || n === Number(note?.strong)).map((n) => (
                            <option key={n} value={n}>{say('model.strength.more', { n })}</option>
                        ))}
                    </select>
                </div>
            )}
        </>
    );
}

/** Fields for parts of one thing that are texts: words for sentences, what a source is. */
export const Texts = ({ doc, path, of, parts, prefix }) => (
    <div class="texts">
        {parts.map((part) => (
            <Field key={part} label={say(`model.own.${prefix}.${part}`)} value={String(of[part] ?? '')}
                   onCommit={(value, f) => {
                       const at = [...path, part];
                       return change(value === '' ? model.remove(at) : model.set(doc, at, value), f);
                   }} />
        ))}
    </div>
);

/** A statement with all that belongs to it. `controls`: buttons that move it. */
export function Item({ path, item, i, noun, controls, hasStrength, renderForm }) {
    const { doc, trees } = useContext(Told);
    const [isOpen, setOpen] = useState(false);
    const stmt = model.statementOf(item);
    const isMark = !stmt && !Array.isArray(item) && !item.either && !item.any; // how strong what is above is
    const name = say('model.nth', { noun, n: i + 1 });
    const id = useId();
    const set = (part, value, f) => change(model.setPart(doc, path, part, value), f);
    const shownAs = (one) => ({ tree: treeAt(trees, one), text: model.statementOf(one)?.that ?? model.flow(one) });
    return (
        <>
            <div class="wish">
                <button type="button" class="sentence" data-control="field" aria-expanded={isOpen} aria-controls={id}
                        onClick={() => setOpen(!isOpen)}>
                    <span class="sr">{name}: </span>
                    {Array.isArray(item) // a tie of a ranking
                        ? item.map((one, k) => [k ? '; ' : '[', <Sentence {...shownAs(one)} />]).concat(']')
                        : <Sentence {...shownAs(item)} />}
                </button>
                <span class="beside">
                    <Grounds note={stmt ?? item} />
                    {controls}
                </span>
            </div>
            {stmt?.because && !isOpen && <p class="because"><Name>{stmt.because}</Name></p>}
            <Problems at={path.join('.')} />
            <div id={id} class="note">
                {isOpen && (
                    <>
                        {isMark ? <ToText path={path} isOnly />
                            : renderForm({ name, stmt, path, item, canOpen: hasStrength })}
                        {!isMark && !Array.isArray(item) &&
                            <Note note={stmt ?? item} set={set} hasStrength={hasStrength} />}
                        <Remove name={name} path={path} />
                        {!isMark && <ToText path={path} />}
                    </>
                )}
            </div>
        </>
    );
}

/** Leads to where something stands in the text. `isOnly`: it can be changed nowhere else. */
export function ToText({ path, isOnly }) {
    const { check } = useContext(Told);
    const place = path.join('.');
    const at = check?.inputs.find((input) => input.path === place) ??
        check?.inputs.find((input) => input.path.startsWith(place));
    const go = () => {
        bench.show({ side: 'text' });
        bench.set({ goal: { line: at?.position?.line ?? 1, column: at?.position?.column ?? 1, length: 0 } });
    };
    const button = <button type="button" class="link" onClick={go}>{say('model.to-text')}</button>;
    return isOnly ? <p class="hint">{say('model.only-text')} {button}</p> : button;
}
