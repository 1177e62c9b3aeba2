// SPDX-License-Identifier: Apache-2.0
// The one room that names situations: by the narrowest outcomes that are true there. Of situations with the same
// outcomes the one nearest to today has their name alone, the others have besides what differs from it; without
// outcomes what differs from today. No two have one name; a number stands only where nothing else is known.
import { say } from './say.js';
import { spoken } from './situations.js';

const MOST = 3; // differences that are told where that is enough

const known = new WeakMap(); // view -> what learn() gives

/** How many options stand otherwise than today. */
const distance = (view, row) =>
    view.todayLevels ? view.options.filter((option, i) => option.levels[row.levels[i]] !== view.todayLevels[i]).length
        : 0;

/** Today's levels, each as a number; null where the model does not say where things stand. */
const todayOf = (view) => view.byState.get(view.today)?.levels ??
    (view.today ? view.options.map((option, i) => option.levels.indexOf(view.todayLevels?.[i])) : null);

/** Which outcomes lie within which, by what name each situation begins, and which has that name alone. */
function learn(view) {
    if (known.has(view)) return known.get(view);
    const sizes = new Map();
    const both = new Map();
    for (const row of view.rows)
        for (const a of row.outcomes) {
            sizes.set(a, (sizes.get(a) ?? 0) + 1);
            for (const b of row.outcomes) both.set(`${a} ${b}`, (both.get(`${a} ${b}`) ?? 0) + 1);
        }
    const isWider = (a, b) => both.get(`${a} ${b}`) === sizes.get(b) && sizes.get(a) > sizes.get(b);
    const narrow = (row) => row.outcomes.map((id, i) => ({ id, name: row.names[i] }))
        .filter(({ id }) => !row.outcomes.some((other) => isWider(id, other)))
        .sort((a, b) => sizes.get(a.id) - sizes.get(b.id));
    const head = (row) => narrow(row).map(({ name }) => name).join(' · ');
    const bases = new Map();
    for (const row of view.rows) {
        const name = head(row), base = bases.get(name);
        if (!base || distance(view, row) < distance(view, base)) bases.set(name, row);
    }
    const found = { narrow, head, bases };
    known.set(view, found);
    return found;
}

const joined = (list) => list.filter(Boolean).join(', ');

/** What tells a situation from the one whose name it shares: { head, others }. */
function parts(view, row) {
    const { head: headOf, bases } = learn(view);
    const head = headOf(row);
    if (head && !bases.has(head)) bases.set(head, row);
    const base = head ? bases.get(head).levels : todayOf(view);
    const isAll = !base && view.options.length <= MOST;
    const others = view.options.map((option, i) => i)
        .filter((i) => isAll || (base ? row.levels[i] !== base[i] : row.levels[i]))
        .map((i) => say('situations.level', { option: view.options[i].name,
                                              level: spoken(view.options[i], row.levels[i]) }));
    return { head, others };
}

const shortened = ({ head, others }) => joined([head, ...others.slice(0, MOST),
    others.length > MOST && say('situations.and-more', { n: others.length - MOST })]);

/** "Truce with release, Lay down its arms: yes" */
export function calledOf(view, state) {
    const row = view.byState.get(state);
    if (!row || view.isPlain)
        return row?.names.join(' · ') || row?.code || say('situations.number', { n: `${state}` });
    const { head, others } = parts(view, row);
    if (!head && !others.length) return say(view.today ? 'situations.todays' : 'situations.nothing-done');
    if (others.length <= MOST) return joined([head, ...others]);
    const learned = learn(view);
    if (!learned.times) {
        learned.times = new Map();
        for (const one of view.rows.map((row) => shortened(parts(view, row))))
            learned.times.set(one, (learned.times.get(one) ?? 0) + 1);
    }
    const short = shortened({ head, others });
    return learned.times.get(short) === 1 ? short : joined([head, ...others]);
}

/** The outcomes that head the name of a situation, without what tells it from others. */
export const headName = (view, row) => learn(view).head(row);

/** The narrowest outcome that is true there; undefined: none. */
const headOf = (view, state) => view.byState.has(state)
    ? learn(view).narrow(view.byState.get(state))[0]?.id : undefined;

/** Under how many concepts it holds. */
export const held = (view, state) =>
    Object.values(view.byState.get(state)?.equilibrium ?? {}).filter(Boolean).length;

/** Of several situations one for each narrowest outcome: what holds before what does not, then the nearest. */
export function nearest(view, states) {
    const away = (state) => (view.byState.has(state) ? distance(view, view.byState.get(state)) : Infinity);
    const isBetter = (a, b) => held(view, a) - held(view, b) || away(b) - away(a);
    const heads = new Map();
    for (const state of states) {
        const head = headOf(view, state) ?? state;
        if (!heads.has(head) || isBetter(state, heads.get(head)) > 0) heads.set(head, state);
    }
    return [...heads.values()];
}
