// SPDX-License-Identifier: Apache-2.0
// What all cards of the model are made of: a field that adds, a button that takes away and says before what uses the
// thing, problems in place, and fields for one value.
import { useContext, useId, useState } from 'preact/hooks';
import * as model from '../document.js';
import { Field, Name, Refusal, isEcho, messageOf, noteMove, useGrowing } from '../parts.jsx';
import { say } from '../say.js';
import { mended } from '../texts.js';
import { Choice } from '../ways/asking.jsx';
import { bench } from '../workbench.js';
import { useSchema } from './asked.js';
import { choose } from './edits.js';
import { Sentence, Told } from './sentence.jsx';
import { treeAt } from './statement.js';
import { closeUp, placeOf, problemsAt, removeAll, usesOf } from './uses.js';
import { Grounds } from './why.jsx';

/** A button that makes an edit. */
export function Act({ words, edit: made }) {
    const { edit } = useContext(Told);
    return <button type="button" onClick={(event) => isEcho(event) || choose(made(), edit)}>{words}</button>;
}

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
                    {errors ? <Refusal errors={errors} onMended={(left, mend) => (
                        setErrors(left), setValue(left ? mend(value) : ''))} /> : hint}
                </div>
            )}
        </form>
    );
}

const OWN = /^(preferences|status_quo)(\.\w+)?$/; // what goes with a party or an option

/**
 * A button that takes `path` away, which is called `name`. Where other places name what it is, these are told first;
 * they can go with it. Where things stand today and what a party wants goes without a word. A notice brings all back.
 */
export function Remove({ name, path }) {
    const { doc, check, trees, edit, isDraft } = useContext(Told);
    const schema = useSchema();
    const [errors, setErrors] = useState(null);
    const [asks, setAsks] = useState(null);
    const act = async (isForced, users = []) => {
        const refused = await edit([...closeUp(doc, path), ...removeAll(users),
                                    model.remove(model.wholeOf(doc, path))], isForced);
        setErrors(refused);
        setAsks(null);
        if (refused || isDraft) return;
        noteMove();
        bench.notify(say('model.removed', { name }));
    };
    const ask = () => {
        const users = schema && !isDraft ? usesOf(schema, doc, path) : [];
        if (users.every((one) => OWN.test(one))) act(false, users);
        else setAsks(users);
    };
    const told = asks?.filter((one) => !OWN.test(one));
    return (
        <>
            <button type="button" class="quiet" aria-label={say('model.remove.what', { name })}
                    aria-expanded={asks ? 'true' : undefined}
                    onClick={(event) => isEcho(event) || ask()}>
                {say('model.remove')}
            </button>
            {asks && (
                <div class="asks" role="alert">
                    <p>{say('model.used', { n: told.length })}</p>
                    <ul>
                        {told.map((one) => {
                            const { words, stands } = placeOf(doc, schema, one);
                            const text = check?.inputs.find((input) => input.path === one)?.text;
                            return (
                                <li key={one}>
                                    {words}:{' '}
                                    <Sentence tree={treeAt(trees, stands)} text={text ?? model.flow(stands)} />
                                </li>
                            );
                        })}
                    </ul>
                    <button type="button" onClick={() => act(false, asks)}>{say('model.used.all')}</button>
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
                <span data-told>{messageOf(repair ? { ...diag, hint: null } : diag)}</span>{' '}
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
    const told = at.flatMap((place) => problemsAt(useContext(Told).diagnostics, place))
        .filter(({ severity }) => severity !== 'words');
    const errors = told.filter(({ severity }) => severity === 'error').length;
    if (!told.length) return null;
    return errors ? <b class="no"> {say('model.errors', { n: errors })}</b>
        : <b class="warn"> {say('model.warnings', { n: told.length })}</b>;
}

/** `onSet(share)` gives what speaks against it; '' says nothing. */
export function Confidence({ value, onSet }) {
    const id = useId();
    const [draft, setDraft] = useState(null);
    const shown = draft ?? (value === undefined ? 1 : Number(value));
    const set = async (next) => {
        await choose(next, onSet);
        setDraft(null);
    };
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

/**
 * A thing of a list as a button that opens what it is made of (`children`). `controls`: buttons that move it;
 * `title`: what it is called, where it is no statement.
 */
export function Item({ path, item, i, noun, controls, title, children }) {
    const { trees } = useContext(Told);
    const [isOpen, setOpen] = useState(false);
    const stmt = model.statementOf(item);
    const name = say('model.nth', { noun, n: i + 1 });
    const id = useId();
    const shownAs = (one) => ({ tree: treeAt(trees, one), text: model.statementOf(one)?.that ?? model.flow(one) });
    return (
        <>
            <div class="wish">
                <button type="button" class="sentence" data-control="field" aria-expanded={isOpen} aria-controls={id}
                        onClick={() => setOpen(!isOpen)}>
                    <span class="sr">{name}: </span>
                    {title ?? (Array.isArray(item) // a tie of a ranking
                        ? item.map((one, k) => [k ? '; ' : '[', <Sentence {...shownAs(one)} />]).concat(']')
                        : <Sentence {...shownAs(item)} />)}
                </button>
                <span class="beside">
                    <Grounds note={stmt ?? item} />
                    {controls}
                </span>
            </div>
            {(stmt ?? item).because && !isOpen && <p class="because"><Name>{(stmt ?? item).because}</Name></p>}
            <Problems at={path.join('.')} />
            <div id={id} class="note">
                {isOpen && (
                    <>
                        {children}
                        <Remove name={name} path={path} />
                        <ToText path={path} />
                    </>
                )}
            </div>
        </>
    );
}

/** Leads to where something stands in the text. */
export function ToText({ path }) {
    const { check } = useContext(Told);
    const place = path.join('.');
    const at = check?.inputs.find((input) => input.path === place) ??
        check?.inputs.find((input) => input.path.startsWith(place));
    const go = () => {
        bench.show({ side: 'text' });
        bench.set({ goal: { line: at?.position?.line ?? 1, column: at?.position?.column ?? 1, length: 0 } });
    };
    return at && <button type="button" class="link" onClick={go}>{say('model.to-text')}</button>;
}

/* --------------------------------------------------------------- one value */

export const numberOf = (draft) => (draft === '' || Number.isNaN(Number(draft)) ? draft : Number(draft));

/** One of some words; what speaks against it stands below. */
export function Pick({ label, hint, choices, value, set, isRequired }) {
    const [errors, setErrors] = useState(null);
    const all = [...choices];
    if (!all.some(({ id }) => id === ''))
        all.unshift({ id: '', name: say(isRequired ? 'model.choose' : 'model.unsaid') });
    if (!all.some(({ id }) => id === value)) all.push({ id: value, name: value });
    return (
        <>
            <Choice label={<Name>{label}</Name>} choices={all} chosen={value} isTold
                    onChoose={async (to) => (to || !isRequired) && setErrors(await set(to))} />
            {errors ? <div class="error"><Refusal errors={errors} /></div> : hint && <p class="hint">{hint}</p>}
        </>
    );
}

/** How strong a preference is: the marks that are offered, and the one that stands. */
export const strengths = (value) => [...new Set(['', 'yes', '3', value])].map((id) => ({
    id, name: say(id === '' ? 'model.strength.no' : id === 'yes' ? 'model.strength.yes' : 'model.strength.more',
                  { n: id }),
}));

/** Texts or numbers with commas between them. */
export const Commas = ({ label, hint, value, set }) => (
    <Field label={<Name>{label}</Name>} hint={hint} value={model.itemsAt(value).join(', ')} class="short"
           onCommit={(draft, f) => {
        const list = draft.split(',').map((one) => numberOf(one.trim())).filter((one) => one !== '');
        return set(list.length < 2 ? (list[0] ?? '') : list, f);
    }} />
);

/** Which of some that have names. */
export function Ticks({ label, hint, choices, value, set }) {
    const chosen = model.itemsAt(value);
    if (!choices.length) return null;
    return (
        <fieldset>
            <legend><Name>{label}</Name></legend>
            {choices.map(({ id, name }) => (
                <p key={id}><label>
                    <input type="checkbox" checked={chosen.includes(id)} onChange={(event) => {
                        const list = chosen.filter((one) => one !== id);
                        if (event.currentTarget.checked) list.push(id);
                        choose(list.length ? list : '', set);
                    }} /> <Name>{name}</Name>
                </label></p>
            ))}
            <p class="hint">{hint}</p>
        </fieldset>
    );
}

/** What a text can be a name of: [{ id, name }]. */
export function namedBy(names, { doc }) {
    const called = (list) => model.itemsAt(list).map((one) => ({ id: one.id, name: one.name ?? one.id }));
    const lists = { party: doc.parties, option: doc.options, outcome: doc.outcomes,
                    concept: bench.state.session.concepts, lever: called(doc.raw.levers) };
    return names.flatMap((name) => lists[name] ?? []);
}
