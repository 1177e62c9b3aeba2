// SPDX-License-Identifier: Apache-2.0
// The situation on the board: a level for each option, possible or not. The address holds it as a code.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { run } from '../api.js';
import { setFacts } from '../document.js';
import { situations } from '../situations.js';
import { bench } from '../workbench.js';

const NEAR = 6; // situations that are told where the board's cannot occur

const letterOf = (option, level) =>
    level === null ? '-' : option.isBinary ? 'NY'[level] : level < 10 ? `${level}` : String.fromCharCode(87 + level);
export const codeOf = (view, levels) => view.options.map((option, i) => letterOf(option, levels[i])).join('');

const levelOf = (option, letter) => option.levels.findIndex((_, level) => letterOf(option, level) === letter);

/** The levels on the board: those of the address where it fits the model, else today's. Of a plain graph: none. */
export function levelsOf(view, board) {
    const read = board?.length === view.options.length && view.options.map((one, i) => levelOf(one, board[i]));
    if (read && !read.includes(-1)) return read;
    const today = view.byState.get(view.today)?.levels;
    return view.options.map((option, i) => {
        if (today?.[i] >= 0 && today[i] !== null) return today[i];
        return Math.max(0, option.levels.indexOf(view.todayLevels?.[i]));
    });
}

/** Whether the row is the situation with these levels; merged levels fit any. */
const isOf = (row, levels) => row.levels.every((level, i) => level === null || level === levels[i]);

/** Puts a situation on the board. Rows that are pinned keep to it. */
export function setUp(view, levels, more = {}) {
    const { filter } = bench.state;
    const options = Object.fromEntries(Object.entries(filter.options).map(([id, level]) => {
        const at = view.options.findIndex((option) => option.id === id);
        return [id, at < 0 ? level : levels[at]];
    }));
    bench.show({ board: codeOf(view, levels), ...more });
    if (JSON.stringify(options) !== JSON.stringify(filter.options)) bench.filter({ ...filter, options });
}

/** Puts a row on the board; levels that are merged in it are those of the board, as far as it says. */
export const setUpRow = (view, row, more) =>
    view.isPlain
        ? bench.show({ board: `${row.state}`, ...more })
        : setUp(view, row.levels.map((level, i) => level ?? levelsOf(view, bench.state.shown.board)[i]), more);

/** Writes into the model that things stand today as they do on the board. */
export const setToday = (view, { levels, row }) => bench.edit(view.isPlain
    ? [{ op: 'set', path: 'status_quo', value: row.state }]
    : setFacts(view.doc, Object.fromEntries(view.options.map(({ id, levels: all }, i) => [id, all[levels[i]]]))));

/**
 * The board: { levels, row, near, broken, isWaiting }. `row` is null where the situation cannot occur; `near` are
 * then the rows that differ least, `broken` the rules that it breaks.
 */
export function useBoard(view, board) {
    const levels = useMemo(() => levelsOf(view, board), [view, board]);
    const code = codeOf(view, levels);
    const here = useMemo(() => {
        if (view.isPlain) return view.byState.get(Number(board)) ?? view.byState.get(view.today) ?? view.rows[0];
        const isHere = (row) => isOf(row, levels);
        return (view.boards ??= new Map()).get(code) ?? view.rows.find((row) => row.code === code) ??
            (view.isWhole ? view.rows.find(isHere) : null);
    }, [view, code, board]);
    const [asked, setAsked] = useState(null);
    useEffect(() => {
        if (here || view.isPlain) return;
        let isHere = true;
        const options = { near: code, rows: 'all', limit: NEAR, concepts: view.result.concepts.join() };
        run('solve', view.text, options, { isWanted: () => isHere }).then(({ result, diagnostics }) => {
            if (!isHere) return;
            if (!result) return setAsked({ view, code, error: diagnostics?.[0]?.message });
            const near = situations(result, view.doc, view.concepts).rows;
            for (const row of near) view.byState.set(row.state, row);
            const row = near.find((one) => isOf(one, levels)) ?? null;
            if (row) view.boards.set(code, row);
            setAsked({ view, code, row, near, broken: result.broken });
        }, (error) => isHere && setAsked({ view, code, error: error.message }));
        return () => (isHere = false);
    }, [view, code, here]);
    if (here) return { levels, row: here };
    return asked?.view === view && asked.code === code ? { levels, ...asked } : { levels, isWaiting: true };
}
