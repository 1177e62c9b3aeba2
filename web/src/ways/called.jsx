// SPDX-License-Identifier: Apache-2.0
// Situations by name, as links; gains, and lists of names.
import { useEffect, useReducer } from 'preact/hooks';
import { addressOf } from '../address.js';
import { run } from '../api.js';
import { calledOf } from '../called.js';
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { situations } from '../situations.js';
import { bench } from '../workbench.js';

/** The name as a link: it opens the situation, and its address is that of the situation on the board. */
export function Situation({ view, state, party, concept }) {
    const { shown, open } = bench.state;
    const board = view.byState.get(state)?.code;
    const show = (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        bench.dialog({ kind: 'state', state, party, concept });
    };
    return (
        <a class="called" onClick={show}
           href={addressOf({ ...shown, model: open.id, place: 'situations', part: 'board', board })}>
            <Name>{calledOf(view, state)}</Name>
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
