// SPDX-License-Identifier: Apache-2.0
// The tableau of Fraser and Hipel: for each party its states from best to worst, how each is stable, and the
// improvements below.
import { calledOf } from '../called.js';
import { useMemo } from 'preact/hooks';
import { useFound } from '../finding.js';
import { useMoves } from '../moves.js';
import { Name, rove } from '../parts.jsx';
import { Finder } from './tables.jsx';
import { verdictOf } from '../situations.js';
import { say } from '../say.js';
import { setUpRow } from './board.js';
import { Numbers } from './chips.jsx';

const MOST = 60;
const MOST_DOWN = 8;

export function Tableau({ view, text, filter, concept }) {
    const found = useFound(view, useMemo(() => ({ ...filter, payoff: null }), [filter]));
    const { rows } = found;
    const shown = rows.length <= MOST ? rows : [];
    const answer = useMoves(view, text, shown);
    return (
        <>
            <Finder view={view} filter={filter} found={found} />
            <p class="hint">{say('situations.tableau.key')}</p>
            {rows.length > MOST ? (
                <p class="notice">
                    {say('situations.tableau.many', { n: MOST })}
                </p>
            ) : answer?.error ? (
                <p class="error" role="alert">
                    {answer.error}
                </p>
            ) : !answer?.moves ? (
                <p role="status">{say(rows.length ? 'situations.moves.wait' : 'situations.nothing')}</p>
            ) : (
                [...view.parties.map((party, i) => (
                    <Block
                        key={party.id}
                        view={view}
                        party={party}
                        rows={shown}
                        moves={answer.moves}
                        concept={concept.id}
                        hasOverall={i === 0}
                    />
                )), <Numbers key="" view={view} rows={shown} />]
            )}
        </>
    );
}

function Block({ view, party, rows, moves, concept, hasOverall }) {
    const sorted = [...rows].sort((a, b) => b.rank[party.id] - a.rank[party.id] || a.state - b.state);
    const improvements = new Map(sorted.map((row) => [row.state, []]));
    for (const move of moves)
        if (move.party === party.id && move.improvement) improvements.get(move.from).push(move.to);
    const rank = (state) => view.byState.get(state)?.rank[party.id] ?? 0;
    for (const list of improvements.values()) list.sort((a, b) => rank(b) - rank(a) || a - b);
    const kind = (row) =>
        verdictOf(row, concept, party.id) === 'maybe'
            ? '?'
            : !improvements.get(row.state).length
              ? 'r'
              : { stable: 's', unstable: 'u' }[verdictOf(row, concept, party.id)];
    const ties = (at, by) => sorted[at + by]?.rank[party.id] === sorted[at].rank[party.id];
    const depth = Math.min(MOST_DOWN, Math.max(0, ...[...improvements.values()].map((list) => list.length)));
    const open = (row) => setUpRow(view, row, { place: 'situations', part: 'reasons', whose: party.id });
    return (
        <div class="scroll" role="region" aria-label={say('situations.tableau.of', { party: party.name })}
             tabIndex={0} onKeyDown={rove}>
            <table class="grid tableau stacks" style={{ '--of': sorted.length + 1, '--deep': depth }}>
                <caption>
                    <Name>{party.name}</Name>
                </caption>
                <tbody>
                    {hasOverall && (
                        <tr>
                            <th scope="row">{say('situations.tableau.all')}</th>
                            {sorted.map((row) => (
                                <td key={row.state} class={row.equilibrium[concept] ? 'yes' : 'none'}>
                                    {row.equilibrium[concept] ? 'E' : row.maybeEquilibrium[concept] ? '?' : 'x'}
                                </td>
                            ))}
                        </tr>
                    )}
                    <tr>
                        <th scope="row">{say('situations.part.stability')}</th>
                        {sorted.map((row) => (
                            <td key={row.state} class={`kind-${kind(row)}`}>
                                {kind(row)}
                            </td>
                        ))}
                    </tr>
                    <tr class="sum">
                        <th scope="row">{say('situations.situation')}</th>
                        {sorted.map((row, i) => (
                            <td key={row.state}>
                                {ties(i, 1) && !ties(i, -1) && '['}
                                <button
                                    type="button"
                                    class="state"
                                    data-rove
                                    data-state={row.state}
                                    tabIndex={i ? -1 : 0}
                                    aria-label={say('situations.why.row', { n: `${row.state}`,
                                                                              what: calledOf(view, row.state) })}
                                    onClick={() => open(row)}
                                >
                                    {row.state}
                                </button>
                                {ties(i, -1) && !ties(i, 1) && ']'}
                            </td>
                        ))}
                    </tr>
                    {Array.from({ length: depth }, (_, d) => (
                        <tr key={d}>
                            {d === 0 && (
                                <th scope="rowgroup" rowSpan={depth}>
                                    {say('situations.tableau.improvements')}
                                </th>
                            )}
                            {sorted.map((row) => {
                                const list = improvements.get(row.state);
                                return (
                                    <td key={row.state}>
                                        {d === MOST_DOWN - 1 && list.length > MOST_DOWN
                                            ? `+${list.length - d}`
                                            : (list[d] ?? '')}
                                    </td>
                                );
                            })}
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
