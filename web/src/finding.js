// SPDX-License-Identifier: Apache-2.0
// The states that the filter lets through. Where all states of the model are at hand they are chosen here; else the
// engine chooses among all, so that nothing is lost and every count is true.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { run } from './api.js';
import { codeStatement, filterStatement, shownRows, situations, sorted, wordsOf } from './situations.js';

const MOST = 4096; // rows of an answer: about a megabyte
const PAUSE = 200; // ms of typing

const solve = async (text, options, isWanted) => {
    const done = await run('solve', text, options, { isWanted });
    if (!done.result) throw new Error(done.diagnostics?.[0]?.message ?? 'There is no result.');
    return done.result;
};

/** The codes of the states whose numbers are searched for. */
async function codesOf(view, search, isWanted) {
    const numbers = wordsOf(search).filter((word) => /^[1-9]\d*$/.test(word) && word <= view.result.states.feasible);
    const found = await Promise.all(numbers.map(async (state) => {
        const options = { state, party: view.parties[0].id, concepts: view.concepts[0].id };
        return [state, (await run('explain', view.text, options, { isWanted })).result?.verdicts[0]?.code];
    }));
    return Object.fromEntries(found);
}

/** What of a filter is about verdicts, as options of `solve`. */
export function verdictsOf({ only, concepts }) {
    const those = (wanted) => Object.keys(concepts).filter((id) => concepts[id] === wanted).join() || undefined;
    return { rows: only === 'equilibria' ? only : 'all', holds: those('Y'), fails: those('N') };
}

/** { rows, total }: at most MOST of the states that match, and how many match in all. */
async function ask(view, filter, isWanted) {
    const where = filterStatement(view, filter, await codesOf(view, filter.search, isWanted)) ?? undefined;
    const result = await solve(view.text, {
        limit: MOST, concepts: view.result.concepts.join(), where, ...verdictsOf(filter),
        ...(filter.payoff && { sort: filter.payoff.party, 'worst-first': filter.payoff.order === '<' || undefined }),
    }, isWanted);
    const rows = situations(result, view.doc, view.concepts).rows
        .filter((row) => filter.only !== 'today' || row.state === view.today);
    return { rows: sorted(rows, filter), total: result.matching ?? rows.length };
}

/** How many states there are of each of `all`: { id, where? }, a statement that else is the id. A function of its id
 *  and of the number that is at hand. */
export function useSizes(view, all) {
    const [sizes, setSizes] = useState({});
    useEffect(() => {
        if (view.isWhole) return;
        let isHere = true;
        for (const { id, where = id } of all)
            run('states', view.text, { where, limit: 1 }, { isWanted: () => isHere }).then(
                ({ result }) =>
                    isHere && result && setSizes((old) => ({ ...old, [id]: result.matching ?? result.table.length })),
                () => {},
            );
        return () => (isHere = false);
    }, [view]);
    return (id, here) => (view.isWhole ? here.toLocaleString('en') : (sizes[id]?.toLocaleString('en') ?? '…'));
}

/** The row of one state, wherever it is; null when there is none. */
export function useRow(view, state) {
    const [, setRow] = useState(null);
    useEffect(() => {
        if (!state || view.byState.has(state) || view.isPlain) return;
        let isHere = true;
        const find = async () => {
            const codes = await codesOf(view, `${state}`, () => isHere);
            const where = codes[state] && codeStatement(view, codes[state]);
            if (!where) return;
            const concepts = view.result.concepts.join();
            const result = await solve(view.text, { rows: 'all', where, concepts }, () => isHere);
            const row = situations(result, view.doc, view.concepts).rows.find((one) => one.state === state);
            if (!isHere || !row) return;
            view.byState.set(state, row);
            setRow(row);
        };
        find().catch(() => {}); // the reason is asked for all the same, and says what is wrong
        return () => (isHere = false);
    }, [view, state]);
    return view.byState.get(state) ?? null;
}

/** { rows, total, isSearching, error } */
export function useFound(view, filter) {
    const local = useMemo(() => view.isWhole && !filter.where && shownRows(view, filter), [view, filter]);
    const [found, setFound] = useState(null);
    useEffect(() => {
        if (local) return;
        let isHere = true;
        setFound((before) => before && { ...before, isSearching: true });
        const timer = setTimeout(() => ask(view, filter, () => isHere).then(
            (answer) => {
                if (!isHere) return;
                for (const row of answer.rows)
                    if (!view.byState.has(row.state)) view.byState.set(row.state, row);
                setFound(answer);
            },
            (error) => isHere && setFound({ rows: [], total: 0, error: error.message }),
        ), found ? PAUSE : 0);
        return () => ((isHere = false), clearTimeout(timer));
    }, [view, filter]);
    if (local) return { rows: local, total: local.length };
    return found ?? { rows: [], total: 0, isSearching: true };
}
