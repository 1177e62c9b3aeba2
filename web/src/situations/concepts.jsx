// SPDX-License-Identifier: Apache-2.0
// The concept by which the place judges, chosen once, with a plain line. Others than the usual ones are added to what
// is solved.
import { useId, useState } from 'preact/hooks';
import { run } from '../api.js';
import { say } from '../say.js';
import { keep } from '../ways/asking.jsx';
import { bench } from '../workbench.js';

/** The concept of the place: the one that was chosen, else SEQ, else the first. */
export const conceptOf = (view, chosen) =>
    view.concepts.find(({ id }) => id === chosen) ?? view.concepts.find(({ id }) => id === 'seq') ?? view.concepts[0];

/** Concepts with a number: of these the list has the one of number 1. */
const FAMILY = /^(mr|cmr|l)\d+$/;
const familyOf = (id) => FAMILY.exec(id)?.[1];
const USUAL = ['nash', 'seq', 'smr', 'gmr'];

/** What a concept says, in a plain line. */
function lineOf({ id, definition }) {
    if (USUAL.includes(id)) return say(`terms.${id}.means`);
    if (id === 'mixed') return say('situations.line.mixed');
    const family = familyOf(id);
    const all = bench.state.session.concepts;
    return definition ?? all.find((one) => family && familyOf(one.id) === family)?.definition;
}

/** Chosen for the place: the list then shows what holds under it. */
function choose(concept) {
    const { filter } = bench.state;
    keep({ isListWhole: false });
    bench.show({ concept });
    if (Object.keys(filter.concepts).length) bench.filter({ ...filter, concepts: {} });
}

export const Concepts = ({ view, concept }) => (
    <div class="concepts">
        <Choice view={view} concept={concept} onChoose={choose} />
        <Others view={view} />
    </div>
);

export function Choice({ view, concept, onChoose }) {
    return (
        <>
            <div class="seg" role="radiogroup" aria-label={say('situations.concept')} onKeyDown={step}>
                {view.concepts.map(({ id, label }) => (
                    <button key={id} type="button" role="radio" aria-checked={id === concept.id}
                            tabIndex={id === concept.id ? 0 : -1} onClick={() => onChoose(id)}>
                        <bdi>{label}</bdi>{USUAL.includes(id) && ` · ${say(`situations.concept.${id}`)}`}
                    </button>
                ))}
            </div>
            <p class="hint" data-told={concept.definition}><bdi>{concept.label}</bdi> · {lineOf(concept)}</p>
        </>
    );
}

function step(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const buttons = [...event.currentTarget.children];
    const next = buttons[buttons.indexOf(event.target) + (isRtl ? -by : by)];
    next?.focus();
    next?.click();
}

/** A concept is solved with the others where the model can have it; else it is said why not. */
function Others({ view }) {
    const [told, setTold] = useState(null);
    const all = bench.state.session.concepts;
    const has = (id) => view.result.concepts.find((one) =>
        one === id || (familyOf(id) && familyOf(one) === familyOf(id)));
    const choose = async (ids) => {
        const concepts = ids.join();
        setTold(say('situations.wait'));
        const { result, diagnostics } = await run('solve', view.text, { concepts, rows: 'none' })
            .catch((error) => ({ diagnostics: [error] }));
        setTold(result ? null : (diagnostics?.[0]?.message ?? say('situations.wait.none')));
        if (result) bench.solveBy(concepts);
    };
    const without = (id) => view.result.concepts.filter((one) => one !== id);
    return (
        <details class="more-concepts">
            <summary>{say('situations.concepts.more')}</summary>
            <p class="hint">{say('situations.concepts.what')}</p>
            {told && <p role="status" class="notice"><span data-told>{told}</span></p>}
            <ul class="plainly">
                {all.map((one) => {
                    const there = has(one.id);
                    const toggle = () => choose(there ? without(there) : [...view.result.concepts, one.id]);
                    return (
                        <li key={one.id}>
                            <label>
                                <input type="checkbox" checked={Boolean(there)} onChange={toggle}
                                       disabled={there && view.result.concepts.length === 1} />{' '}
                                <bdi><b>{one.label.replace(/1$/, 'ₕ')}</b> {one.name}</bdi>
                            </label>
                            {familyOf(one.id) && there && (
                                <Depth value={Number(/\d+$/.exec(there)[0])}
                                       onCommit={(n) => choose([...without(there), familyOf(one.id) + n])} />
                            )}
                            <p class="hint" data-told>{one.definition}</p>
                        </li>
                    );
                })}
            </ul>
        </details>
    );
}

function Depth({ value, onCommit }) {
    const id = useId();
    return (
        <span class="depth">
            {' '}<label for={id}>{say('situations.depth')}</label>{' '}
            <input id={id} type="number" min="1" max="99" value={value}
                   onChange={(event) => event.currentTarget.valueAsNumber >= 1 &&
                       onCommit(Math.round(event.currentTarget.valueAsNumber))} />
        </span>
    );
}
