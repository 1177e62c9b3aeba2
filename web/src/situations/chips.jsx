// SPDX-License-Identifier: Apache-2.0
// Options at their levels, and what differs from today.
import { calledOf } from '../called.js';
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { spoken } from '../situations.js';
import { Table } from '../ways/table.jsx';

/** An option at one or several of its levels, with the colour of its party. */
export function Chip({ view, option, levels }) {
    const at = view.parties.findIndex((party) => party.id === option.party);
    const isNot = option.isBinary && levels.length === 1 && levels[0] === 0;
    return [ // lines break between chips, not within them
        <span class={`chip party-${at % 6}`}>
            {isNot && <b class="not">{say('situations.not')} </b>}
            <Name>{option.name}</Name>
            {!option.isBinary && levels.length > 0 && (
                <>: <b><Name>
                    {levels.map((level) => spoken(option, level)).join(` ${say('situations.or')} `)}
                </Name></b></>
            )}
        </span>, ' ',
    ];
}

/** What the numbers of a drawing or a tableau stand for. */
export const Numbers = ({ view, rows }) => (
    <Table label={say('situations.numbers')} class="key-of"
           heads={[say('situations.number.head'), say('situations.situation')]}
           rows={[...rows].sort((a, b) => a.state - b.state).map(({ state }) => ({
               key: state, cells: [state, <Name>{calledOf(view, state)}</Name>] }))} />
);

/** What of a row differs from today. */
export function Differences({ view, row }) {
    const isOther = (option, i) => row.levels[i] !== null && option.levels[row.levels[i]] !== view.todayLevels?.[i];
    const others = view.options.filter(isOther);
    return others.length ? (
        <span class="chips-of">
            {others.map((option) => (
                <Chip key={option.id} view={view} option={option}
                      levels={[row.levels[view.options.indexOf(option)]]} />
            ))}
        </span>
    ) : <span class="badge today">{say('situations.today')}</span>;
}

/** The levels of a code, null where they are merged. */
export const levelsIn = (view, code) => view.options.map((option, i) =>
    code[i] === '-' ? null : option.isBinary ? 'NY'.indexOf(code[i]) : parseInt(code[i], 36));
