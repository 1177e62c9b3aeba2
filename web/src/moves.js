// SPDX-License-Identifier: Apache-2.0
// Who can move between the states that are shown: asked of `states --moves`, and kept for the text it was asked for.
import { useEffect, useState } from 'preact/hooks';
import { run } from './api.js';
import { statementFor } from './situations.js';

const MANY = 60; // states that a statement can name one by one

/** [{ from, to, party, improvement }] of the moves out of `rows`; null until they are there, { error } when they do
 *  not come. */
export function useMoves(view, text, rows) {
    const [answer, setAnswer] = useState(null);
    const key = rows.map((row) => row.state).join();
    useEffect(() => {
        let isHere = true;
        setAnswer(null);
        if (!rows.length) return;
        const isAll = view.isPlain || (view.isWhole && rows.length === view.rows.length);
        const statement = rows.length > MANY ? null : statementFor(view, rows);
        const where = isAll || !statement ? {} : { where: statement };
        run('states', text, { moves: true, limit: 20000, ...where }, { isWanted: () => isHere }).then(
            (done) =>
                isHere &&
                setAnswer(
                    done.result ? { moves: only(done.result.table, rows) } : { error: 'The model has errors.' },
                ),
            (error) => isHere && setAnswer({ error: error.message }),
        );
        return () => (isHere = false);
    }, [view, key]);
    return answer;
}

function only(table, rows) {
    const states = new Set(rows.map((row) => row.state));
    return table.filter((row) => states.has(row.state)).flatMap((row) =>
        Object.entries(row.moves).flatMap(([party, list]) =>
            list.map((to) => ({ from: row.state, to, party, improvement: row.improvements[party].includes(to) }))));
}
