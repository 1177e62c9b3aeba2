// SPDX-License-Identifier: Apache-2.0
// A statement put together by choices instead of typed: its shape, and for each part what is to stand how.
import { useId, useRef, useState } from 'preact/hooks';
import { Refusal, useGrowing } from '../parts.jsx';
import { say } from '../say.js';
import { textOf, waysOf } from './statement.js';

const SHAPES = ['wants', 'implies', 'if', 'iff'];
const EMPTY = { shape: 'wants', parts: [{ terms: [{ id: '', how: '' }], join: 'and' }] };
const newPart = () => EMPTY.parts[0];
const replaced = (list, at, value) => list.map((old, i) => (i === at ? value : old));

function Term({ doc, label, isShown, term, onChange }) {
    const id = useId();
    const option = doc.options.find((one) => one.id === term.id);
    const ways = waysOf(option);
    const pick = (chosen) => onChange({ id: chosen, how: waysOf(doc.options.find((o) => o.id === chosen))[0][0] });
    return (
        <span class="term">
            <label class={isShown ? '' : 'sr'} for={id}>{label}</label>
            <select id={id} data-first value={term.id} onChange={(event) => pick(event.currentTarget.value)}>
                <option value="">{say('model.choose')}</option>
                {doc.parties.filter((one) => one.options.length).map((one) => (
                    <optgroup key={one.id} label={one.name}>
                        {one.options.map((o) => <option key={o.id} value={o.id}>{o.name}</option>)}
                    </optgroup>
                ))}
                {doc.outcomes.length > 0 && (
                    <optgroup label={say('model.outcomes')}>
                        {doc.outcomes.map((o) => <option key={o.id} value={o.id}>{o.name}</option>)}
                    </optgroup>
                )}
            </select>
            <label class="sr" for={`${id}-l`}>{say('model.how')}</label>
            <select id={`${id}-l`} value={term.how}
                    onChange={(event) => onChange({ ...term, how: event.currentTarget.value })}>
                {ways.map(([value, key, level]) => (
                    <option key={value} value={value}>{say(`model.how.${key}`, { level })}</option>
                ))}
            </select>
        </span>
    );
}

function Part({ doc, label, isShown, part, onChange }) {
    const { terms, join } = part;
    const put = (i, term) => onChange({ ...part, terms: replaced(terms, i, term) });
    return (
        <>
            {terms.map((term, i) => (
                <>
                    {i > 0 && (
                        <select class="join" aria-label={say('model.join')} value={join}
                                onChange={(event) => onChange({ ...part, join: event.currentTarget.value })}>
                            <option value="and">{say('model.op.and')}</option>
                            <option value="or">{say('model.op.or')}</option>
                        </select>
                    )}
                    <Term doc={doc} term={term} isShown={isShown && i === 0} onChange={(next) => put(i, next)}
                          label={i ? say('model.more', { label, n: i + 1 }) : label} />
                </>
            ))}
            <button type="button" class="quiet" aria-label={say('model.term', { label })}
                    onClick={() => onChange({ ...part, terms: [...terms, { id: '', how: '' }] })}>
                +
            </button>
            {terms.length > 1 && (
                <button type="button" class="quiet" aria-label={say('model.term.less', { label })}
                        onClick={() => onChange({ ...part, terms: terms.slice(0, -1) })}>
                    −
                </button>
            )}
        </>
    );
}

/**
 * `label`: what is put together, for the first choice; `start`: parts to begin with; `verb`: of the button.
 * `onSay(text)` gives what speaks against it; `onKeys`: it comes by keyboard, so the focus is to follow it.
 */
export function Composer({ doc, label, start, verb, onSay, onKeys }) {
    const [state, setState] = useState(start ?? EMPTY);
    const [errors, setErrors] = useState(null);
    const byKeys = useRef(true);
    const form = useRef();
    const { shape, parts } = state;
    const setShape = (next) =>
        setState({ shape: next, parts: next === 'wants' ? parts.slice(0, 1) : [parts[0], parts[1] ?? newPart()] });
    const isWhole = parts.every(({ terms }) => terms.every((term) => term.id));
    const add = useGrowing(async () => {
        if (!isWhole) return null;
        if (byKeys.current) onKeys?.();
        const refused = await onSay(textOf(state));
        setErrors(refused);
        if (refused) return refused;
        if (!start) setState(EMPTY);
        if (!start && !byKeys.current)
            form.current.querySelector('[data-first]').focus({ preventScroll: true });
        return null;
    });
    const words = { implies: ['model.part.if', 'model.part.then'], if: [null, 'model.part.if'],
                    iff: [null, 'model.part.when'] }[shape] ?? [];
    return (
        <form class="composer" onSubmit={add} ref={form}>
            {parts.map((part, i) => (
                <div key={i} class="part">
                    {words[i] && <span class="word">{say(words[i])}</span>}
                    <Part doc={doc} part={part} isShown={!start && i === 0}
                          label={words[i] ? `${label}: ${say(words[i])}` : label}
                          onChange={(next) => setState({ shape, parts: replaced(parts, i, next) })} />
                </div>
            ))}
            <div class="row">
                <select aria-label={say('model.shape')} value={shape}
                        onChange={(event) => setShape(event.currentTarget.value)}>
                    {SHAPES.map((one) => <option key={one} value={one}>{say(`model.shape.${one}`)}</option>)}
                </select>
                <button type="submit" disabled={!isWhole} onClick={(event) => (byKeys.current = event.detail === 0)}>
                    {verb}
                </button>
            </div>
            {errors && <div class="error"><Refusal errors={errors} /></div>}
        </form>
    );
}
