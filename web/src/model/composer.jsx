// SPDX-License-Identifier: Apache-2.0
// A statement put together by choices instead of typed: its shape, and for each part what is to stand how.
import { useContext, useEffect, useId, useRef, useState } from 'preact/hooks';
import { edit, run } from '../api.js';
import { set } from '../document.js';
import { Name, Refusal, useGrowing } from '../parts.jsx';
import { say } from '../say.js';
import { idFor } from '../texts.js';
import { bench } from '../workbench.js';
import { Sentence, Told } from './sentence.jsx';
import { textOf, treeOf, waysOf } from './statement.js';

const PAUSE = 150; // ms between a choice and the question how it reads

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
            <label class={isShown ? '' : 'sr'} for={id}><Name>{label}</Name></label>
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

/** The tree of a statement as the engine reads it: as a name for an outcome, in a text that nobody keeps. */
async function treeFrom(said) {
    const { text, doc } = bench.state;
    const id = idFor('', doc.ids, 'said');
    const { result } = await run('check', await edit(text, [set(doc, ['outcomes', id], said)]), { document: true });
    return treeOf(result.inputs?.find(({ path }) => path === `outcomes.${id}`)?.parsed ?? []);
}

/** The tree of a statement: as it is known, or else as the engine reads it; null until then. */
export function useTree(said) {
    const { trees } = useContext(Told);
    const [read, setRead] = useState(null);
    const known = trees.get(said);
    useEffect(() => {
        if (!said || known) return;
        let isHere = true;
        const hear = (tree) => isHere && setRead({ said, tree });
        const later = setTimeout(() => treeFrom(said).then(hear, () => {}), PAUSE);
        return () => ((isHere = false), clearTimeout(later));
    }, [said, known]);
    return known ?? (read?.said === said ? read.tree : null);
}

/** How what is put together reads; nothing until it is whole. */
function Preview({ said }) {
    const tree = useTree(said);
    return <p role="status">{tree && <>{say('model.reads')} <Sentence tree={tree} /></>}</p>;
}

/**
 * `label`: what is put together, for the first choice; shown where that is new or `isNamed`; `start`: parts to begin
 * with; `verb`: of the button. `onSay(text)` gives what speaks against it; `onKeys`: it comes by keyboard,
 * so the focus is to follow it. `isLive`: it is said as soon as it is whole, without a button.
 */
export function Composer({ label, isNamed, start, verb, onSay, onKeys, isLive }) {
    const { doc } = useContext(Told);
    const [state, setState] = useState(start ?? EMPTY);
    const [errors, setErrors] = useState(null);
    const byKeys = useRef(true);
    const form = useRef();
    const { shape, parts } = state;
    const isWholeOf = (made) => made.parts.every(({ terms }) => terms.every((term) => term.id));
    const put = (next) => {
        setState(next);
        if (isLive && isWholeOf(next)) onSay(textOf(next));
    };
    const setShape = (next) =>
        put({ shape: next, parts: next === 'wants' ? parts.slice(0, 1) : [parts[0], parts[1] ?? newPart()] });
    const isWhole = isWholeOf(state);
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
                    <Part doc={doc} part={part} isShown={(isNamed || !start) && i === 0}
                          label={words[i] ? `${label}: ${say(words[i])}` : label}
                          onChange={(next) => put({ shape, parts: replaced(parts, i, next) })} />
                </div>
            ))}
            <div class="row">
                <select aria-label={say('model.shape')} value={shape}
                        onChange={(event) => setShape(event.currentTarget.value)}>
                    {SHAPES.map((one) => <option key={one} value={one}>{say(`model.shape.${one}`)}</option>)}
                </select>
                {!isLive && (
                    <button type="submit" disabled={!isWhole}
                            onClick={(event) => (byKeys.current = event.detail === 0)}>
                        {verb}
                    </button>
                )}
            </div>
            <Preview said={isWhole && (!start || textOf(start) !== textOf(state)) ? textOf(state) : null} />
            {errors && <div class="error"><Refusal errors={errors} /></div>}
        </form>
    );
}
