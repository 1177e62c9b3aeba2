// SPDX-License-Identifier: Apache-2.0
// Situations by name: the narrowest outcomes that are true there and, where several situations share them, how it
// differs from the one of these that is nearest to today. Never a number or a code.
import { useEffect, useReducer } from 'preact/hooks';
import { addressOf } from '../address.js';
import { run } from '../api.js';
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { situations } from '../situations.js';
import { bench } from '../workbench.js';

const MOST = 3; // differences that are told

const known = new WeakMap(); // view -> { narrow, bases }

const distance = (view, row) =>
    view.todayLevels ? view.options.filter((option, i) => option.levels[row.levels[i]] !== view.todayLevels[i]).length
        : 0;

/** Which outcomes lie within which, and of the situations that share their outcomes the one nearest to today. */
function learn(view) {
    if (known.has(view)) return known.get(view);
    const sizes = new Map();
    const both = new Map();
    const bases = new Map();
    for (const row of view.rows) {
        for (const a of row.outcomes) {
            sizes.set(a, (sizes.get(a) ?? 0) + 1);
            for (const b of row.outcomes) both.set(`${a} ${b}`, (both.get(`${a} ${b}`) ?? 0) + 1);
        }
        const base = bases.get(`${row.outcomes}`);
        if (!base || distance(view, row) < distance(view, base)) bases.set(`${row.outcomes}`, row);
    }
    const isWider = (a, b) => both.get(`${a} ${b}`) === sizes.get(b) && sizes.get(a) > sizes.get(b);
    const narrow = (row) => row.outcomes.map((id, i) => ({ id, name: row.names[i] }))
        .filter(({ id }) => !row.outcomes.some((other) => isWider(id, other)))
        .sort((a, b) => sizes.get(a.id) - sizes.get(b.id));
    known.set(view, { narrow, bases });
    return known.get(view);
}

const levelOf = (view, i, level) => say('ways.level', { option: view.options[i].name,
    level: level === null ? '–' : view.options[i].levels[level] });

/** "Truce with release, Lay down its arms: yes"; `isShort`: the outcome alone, where there is one. */
export function calledOf(view, state, isShort) {
    const row = view.byState.get(state);
    if (!row || view.isPlain) return row?.names.join(' · ') || say('ways.number', { n: `${state}` });
    const { narrow, bases } = learn(view);
    const head = narrow(row).map((one) => one.name).join(' · ');
    if (isShort && head) return head;
    const base = row.names.length ? bases.get(`${row.outcomes}`) ?? row : view.byState.get(view.today);
    const others = view.options.map((option, i) => i)
        .filter((i) => (base ? row.levels[i] !== base.levels[i] : row.levels[i])).map((i) =>
            levelOf(view, i, row.levels[i]));
    const told = others.length > MOST ? [...others.slice(0, MOST), say('ways.and-more', { n: others.length - MOST })]
        : others;
    return [head || (others.length ? null : say('ways.unnamed')), ...told].filter(Boolean).join(', ');
}

/** The narrowest outcome that is true there; undefined: none. */
export const headOf = (view, state) => view.byState.has(state)
    ? learn(view).narrow(view.byState.get(state))[0]?.id : undefined;

/** How many options stand otherwise than today. */
export const changed = (view, state) => view.byState.has(state) ? distance(view, view.byState.get(state)) : Infinity;

/** Of several situations the nearest to today for each narrowest outcome. */
export function nearest(view, states) {
    const heads = new Map();
    for (const state of states) {
        const head = headOf(view, state) ?? state;
        if (!heads.has(head) || changed(view, state) < changed(view, heads.get(head))) heads.set(head, state);
    }
    return [...heads.values()];
}

/** The name as a link: it opens the situation, and its address is that of the situation on the board. */
export function Situation({ view, state, party, concept, isShort }) {
    const { shown, open } = bench.state;
    const board = view.byState.get(state)?.code;
    const show = (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        bench.dialog({ kind: 'state', state, party, concept });
    };
    return (
        <a class="called" onClick={show} title={isShort ? calledOf(view, state) : undefined}
           href={addressOf({ ...shown, model: open.id, place: 'situations', part: 'board', board })}>
            <Name>{calledOf(view, state, isShort)}</Name>
        </a>
    );
}

/** Has these situations at hand, wherever they are. */
export function useRows(view, states) {
    const [, redraw] = useReducer((n) => n + 1, 0);
    const missing = states.filter((state) => !view.byState.has(state)).slice(0, 200).join();
    useEffect(() => {
        if (!missing) return;
        let isHere = true;
        run('solve', view.text, { rows: missing }, { isWanted: () => isHere }).then(({ result }) => {
            if (!result || !isHere) return;
            for (const row of situations(result, view.doc, view.concepts).rows) view.byState.set(row.state, row);
            redraw();
        }, () => {});
        return () => (isHere = false);
    }, [view, missing]);
}

/** Pieces of page as a list: "a, b and c". */
export const Series = ({ items, last = 'and' }) => items.map((item, i) => [
    i > 0 && (i === items.length - 1 ? say(`ways.last.${last}`) : ', '), item]);

const SIGNS = { better: '▲', worse: '▼', same: '=' };
/** How something leaves somebody: a sign and a word. `isShort`: the word is there to be heard alone. */
export const Gain = ({ gain, isShort }) => (
    <span class={`gain ${gain}`}>
        <span aria-hidden="true">{SIGNS[gain]}</span>
        {isShort ? <span class="sr"> {say(`ways.gain.${gain}`)}</span> : ` ${say(`ways.gain.${gain}`)}`}
    </span>
);

/** The gain of a party between two situations; null where their rows are not at hand. */
export function gainOf(view, party, from, to) {
    const [a, b] = [view.byState.get(from)?.rank[party], view.byState.get(to)?.rank[party]];
    return a === undefined || b === undefined ? null : b > a ? 'better' : b < a ? 'worse' : 'same';
}

/** "It holds under Nash and SEQ.", and the like. */
export function holdsWords(view, state) {
    const row = view.byState.get(state);
    if (!row) return null;
    const under = view.concepts.filter(({ id }) => row.equilibrium[id]).map(({ label }) => label);
    if (under.length === view.concepts.length) return say('ways.holds.all');
    if (!under.length) return say('ways.holds.none');
    return say('ways.holds.some', { concepts: <Series items={under} /> });
}
