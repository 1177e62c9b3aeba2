// SPDX-License-Identifier: Apache-2.0
// What holds, told as few patterns: products of levels that together are exactly these situations.
import { useState } from 'preact/hooks';
import { run } from '../api.js';
import { calledOf, headName } from '../called.js';
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { situations } from '../situations.js';
import { Answered, useAnswer } from '../ways/asking.jsx';
import { codeOf, levelsOf, setUpRow } from './board.js';
import { Chip } from './chips.jsx';

const MOST = 3;
const FEW = 10000; // of more the engine looks for patterns only where that is said

/** How the situations of a pattern are called, where all are at hand. */
function namesOf(view, { fixed }) {
    const isIn = (row) => view.options.every(({ id, levels }, i) =>
        !fixed[id] || row.levels[i] === null || fixed[id].includes(levels[row.levels[i]]));
    const rows = view.isWhole ? view.rows.filter(isIn) : [];
    const names = [...new Set(rows.map((row) => headName(view, row)).filter(Boolean))];
    return (rows.length === 1 ? calledOf(view, rows[0].state) : names.slice(0, MOST).join(', ')) +
        (names.length > MOST ? ` ${say('situations.and-more', { n: names.length - MOST })}` : '');
}

const letter = (i) => (i < 26 ? String.fromCharCode(65 + i) : `${i + 1}`);

export function Patterns({ view, concept: { id, label } }) {
    const [asked, setAsked] = useState(null);
    const n = view.result.counts[id];
    const isAsked = n <= FEW || asked === id;
    const answer = useAnswer('solve', view.text, { concepts: id, rows: 'none', patterns: true }, isAsked);
    const found = answer?.shown?.result?.patterns?.[id];
    if (!n) return <p class="notice">{say('situations.patterns.none', { concept: label })}</p>;
    if (!found) // of many situations they are asked for
        return (
            <div class="notice">
                {n > FEW && say('situations.patterns.many', { n })}{' '}
                {isAsked ? <Answered answer={answer}>{() => null}</Answered> : (
                    <button type="button" onClick={() => setAsked(id)}>{say('situations.patterns.ask')}</button>
                )}
            </div>
        );
    if (view.isPlain)
        return (
            <ul class="plainly">
                {found.map((one, i) => <li key={i}><Name>{one.text}</Name></li>)}
            </ul>
        );
    const shared = view.options.filter(({ id }) => {
        const [first, ...rest] = found.map((one) => JSON.stringify(one.fixed[id] ?? null));
        return found.length > 1 && rest.every((one) => one === first);
    });
    const set = async (pattern) => {
        const near = codeOf(view, levelsOf(view));
        const { result } = await run('solve', view.text,
            { near, where: pattern.statement, rows: 'all', limit: 1, concepts: id });
        if (result?.table.length) setUpRow(view, situations(result, view.doc, view.concepts).rows[0]);
    };
    return (
        <>
            <p>
                {say('situations.patterns.count', { n, patterns: say('situations.patterns.n', { n: found.length }) })}
            </p>
            {shared.length > 0 && (
                <p class="card flat">
                    {say('situations.patterns.all')} <Chips view={view} pattern={found[0]} options={shared} />
                </p>
            )}
            <ol class="patterns">
                {found.map((one, i) => (
                    <li key={i}>
                        <div class="row between">
                            <b>{letter(i)}. <Name>{namesOf(view, one)}</Name>{' '}
                                <span class="none">{say('shell.situations', { n: one.states })}</span></b>
                            <button type="button" class="link" onClick={() => set(one)}>
                                {say('situations.set')}<span class="sr">: {letter(i)}</span>
                            </button>
                        </div>
                        <Chips view={view} pattern={one}
                               options={view.options.filter((option) => !shared.includes(option))} />
                        <p class="hint"><Name>{one.text}</Name></p>
                    </li>
                ))}
            </ol>
        </>
    );
}

/** An option that may stand anywhere is told as such. */
function Chips({ view, pattern, options }) {
    const fixed = options.filter(({ id }) => pattern.fixed[id]);
    const free = options.filter(({ id }) => !pattern.fixed[id]);
    return (
        <span class="chips-of">
            {fixed.map((option) => (
                <Chip key={option.id} view={view} option={option}
                      levels={pattern.fixed[option.id].map((name) => option.levels.indexOf(name))} />
            ))}
            {free.length > 0 && <b>{say('situations.either')} </b>}
            {free.map((option) => <Chip key={option.id} view={view} option={option} levels={[]} />)}
        </span>
    );
}
