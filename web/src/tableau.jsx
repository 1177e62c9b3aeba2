// SPDX-License-Identifier: Apache-2.0
// The tableau of Fraser and Hipel: for each party its states from best to worst, how each is stable, and the
// improvements below.
import { useId, useMemo, useState } from 'preact/hooks';
import { useFound } from './finding.js';
import { useMoves } from './moves.js';
import { Name, rove } from './parts.jsx';
import { Finder } from './tables.jsx';
import { label, verdictOf } from './situations.js';
import { bench } from './workbench.js';

const MOST = 60;
const MOST_DOWN = 8;

export function Tableau({ view, text, filter }) {
    const found = useFound(view, useMemo(() => ({ ...filter, payoff: null }), [filter]));
    const { rows } = found;
    const [chosen, setChosen] = useState(view.concepts.find((one) => one.id === 'seq')?.id ?? view.concepts[0].id);
    const shown = rows.length <= MOST ? rows : [];
    const answer = useMoves(view, text, shown);
    const id = useId();
    return (
        <>
            <Finder view={view} filter={filter} found={found} />
            <div class="field short">
                <label for={id}>Concept</label>
                <select id={id} value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
                    {view.concepts.map((concept) => (
                        <option key={concept.id} value={concept.id}>
                            {concept.label}, {concept.name}
                        </option>
                    ))}
                </select>
            </div>
            <p class="hint">
                r: no improvement; s: every improvement is sanctioned; u: unstable. E: an equilibrium, x: none. From
                best to worst; tied states between brackets.
            </p>
            {rows.length > MOST ? (
                <p class="notice">
                    A tableau is drawn for up to {MOST} states. Search, or filter in “States”, until no more are left.
                </p>
            ) : answer?.error ? (
                <p class="error" role="alert">
                    {answer.error}
                </p>
            ) : !answer?.moves ? (
                <p role="status">{rows.length ? 'Looking for the moves …' : 'No state matches.'}</p>
            ) : (
                view.parties.map((party, i) => (
                    <Block
                        key={party.id}
                        view={view}
                        party={party}
                        rows={shown}
                        moves={answer.moves}
                        concept={chosen}
                        hasOverall={i === 0}
                    />
                ))
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
    const open = (state) => bench.dialog({ kind: 'state', state, party: party.id, concept });
    return (
        <div class="scroll" role="region" aria-label={`Tableau of ${party.name}`} tabIndex={0} onKeyDown={rove}>
            <table class="grid tableau">
                <caption>
                    <Name>{party.name}</Name>
                </caption>
                <tbody>
                    {hasOverall && (
                        <tr>
                            <th scope="row">Overall</th>
                            {sorted.map((row) => (
                                <td key={row.state} class={row.equilibrium[concept] ? 'yes' : 'none'}>
                                    {row.equilibrium[concept] ? 'E' : row.maybeEquilibrium[concept] ? '?' : 'x'}
                                </td>
                            ))}
                        </tr>
                    )}
                    <tr>
                        <th scope="row">Stability</th>
                        {sorted.map((row) => (
                            <td key={row.state} class={`kind-${kind(row)}`}>
                                {kind(row)}
                            </td>
                        ))}
                    </tr>
                    <tr class="sum">
                        <th scope="row">State</th>
                        {sorted.map((row, i) => (
                            <td key={row.state}>
                                {ties(i, 1) && !ties(i, -1) && '['}
                                <button
                                    type="button"
                                    class="state"
                                    data-rove
                                    data-state={row.state}
                                    tabIndex={i ? -1 : 0}
                                    aria-label={`State ${label(view, row.state)}. Why?`}
                                    onClick={() => open(row.state)}
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
                                    Improvements
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
