// SPDX-License-Identifier: Apache-2.0
// The first thing that is seen of a result: today, the named outcomes, what the last edit changed.
import { useState } from 'preact/hooks';
import { Working, ask } from './command.jsx';
import { useRow, useSizes } from './finding.js';
import { TakeOver } from './model/index.jsx';
import { Name, count, series } from './parts.jsx';
import { label, noFilter, verdictOf } from './situations.js';
import { bench } from './workbench.js';

export function Overview({ view, text, model, flips, onShow }) {
    const { result } = view;
    return (
        <>
            <p class="lead">
                A situation <b>holds</b> when no party has a move that pays off for it, once the others have answered.
                Of {count(result.states.feasible, 'situation')} that can occur,{' '}
                {series(
                    view.concepts.map(
                        (concept) =>
                            `${result.counts[concept.id].toLocaleString('en')} ` +
                            `${result.counts[concept.id] === 1 ? 'holds' : 'hold'} under ${concept.label}`,
                    ),
                )}
                .
            </p>
            {flips?.length > 0 && <Flips view={view} flips={flips} />}
            <Today view={view} />
            {view.outcomes.length > 0 && <Outcomes view={view} onShow={onShow} />}
            <Concepts view={view} />
            <Verify key={text} view={view} text={text} model={model} />
        </>
    );
}

function Today({ view }) {
    const row = useRow(view, view.today);
    if (!row)
        return view.today ? (
            <p>Today is state {view.today}.</p>
        ) : (
            <p>The model does not say where things stand today. <TakeOver doc={view.doc} /></p>
        );
    const holds = view.concepts.filter((concept) => row.equilibrium[concept.id]);
    const leaves = view.parties.filter((party) => verdictOf(row, view.concepts[0].id, party.id) === 'unstable');
    return (
        <section class="card">
            <h3>
                Today: {row.names.length ? <Name>{row.names.join(', ')}</Name> : 'state'}{' '}
                <span class="code">
                    {row.state} ({row.code})
                </span>
            </h3>
            <p>
                {holds.length === view.concepts.length ? (
                    <>
                        <b class="yes">✓ It holds</b> under every concept asked for.
                    </>
                ) : holds.length ? (
                    <>
                        <b class="yes">✓ It holds</b> under {series(holds.map((concept) => concept.label))}, and not
                        under {series(view.concepts.filter((c) => !holds.includes(c)).map((c) => c.label))}.
                    </>
                ) : (
                    <>
                        <b class="no">✗ It does not hold</b> under any concept asked for.
                    </>
                )}
                {leaves.length > 0 && (
                    <>
                        {' '}
                        By their next move alone,{' '}
                        {leaves.map((party, i) => (
                            <>
                                {i > 0 && (i === leaves.length - 1 ? ' and ' : ', ')}
                                <Name>{party.name}</Name>
                            </>
                        ))}{' '}
                        would improve on it.
                    </>
                )}{' '}
                <button type="button" class="link" onClick={() => bench.dialog({ kind: 'state', state: row.state })}>
                    Why?
                </button>
            </p>
            {!view.isPlain && (
                <dl class="levels">
                    {view.parties
                        .filter((party) => party.options.length)
                        .map((party) => (
                            <div key={party.id}>
                                <dt>
                                    <Name>{party.name}</Name>
                                </dt>
                                {party.options.map((option) => (
                                    <dd key={option.id}>
                                        <Name>{option.name}</Name>:{' '}
                                        <b>
                                            <Name>{spoken(option, row.levels[view.options.indexOf(option)])}</Name>
                                        </b>
                                    </dd>
                                ))}
                            </div>
                        ))}
                </dl>
            )}
        </section>
    );
}

export const spoken = (option, level) => (level === null ? 'either' : option.levels[level]);

function Outcomes({ view, onShow }) {
    const sizes = useSizes(view);
    const rowsOf = (id) => view.rows.filter((row) => row.outcomes.includes(id));
    const isCounted = view.isWhole || view.result.matching === undefined; // all that hold are at hand
    return (
        <section>
            <h3>Named outcomes, and how many of their situations hold</h3>
            <div class="scroll" tabIndex={0} role="region" aria-label="Named outcomes">
                <table class="plain numbers">
                    <thead>
                        <tr>
                            <th scope="col">Outcome</th>
                            <th scope="col">Situations</th>
                            {view.concepts.map((concept) => (
                                <th key={concept.id} scope="col">
                                    {concept.label}
                                </th>
                            ))}
                        </tr>
                    </thead>
                    <tbody>
                        {view.outcomes.map((outcome) => {
                            const rows = rowsOf(outcome.id);
                            return (
                                <tr key={outcome.id}>
                                    <th scope="row">
                                        <button
                                            type="button"
                                            class="link"
                                            onClick={() => {
                                                bench.filter({ ...noFilter, outcomes: { [outcome.id]: 'Y' } });
                                                onShow('states');
                                            }}
                                        >
                                            <Name>{outcome.name}</Name>
                                        </button>
                                    </th>
                                    <td>{sizes(outcome.id, rows.length)}</td>
                                    {view.concepts.map(({ id }) => {
                                        if (!isCounted) return <td key={id}>not counted</td>;
                                        const n = rows.filter((row) => row.equilibrium[id]).length;
                                        return (
                                            <td key={id} class={n ? 'yes' : 'none'}>
                                                {n || 'none'}
                                            </td>
                                        );
                                    })}
                                </tr>
                            );
                        })}
                    </tbody>
                </table>
            </div>
            {!isCounted && (
                <p class="hint">
                    More than {view.rows.length.toLocaleString('en')} situations hold. How many of an outcome do is
                    counted in “States”: choose the outcome and a concept in the column “Filter”.
                </p>
            )}
        </section>
    );
}

const MOST = 8;

function Flips({ view, flips }) {
    const words = ({ gained, lost }) => [
        gained.length && `now holds under ${series(gained.map((c) => c.label))}`,
        lost.length && `no longer holds under ${series(lost.map((c) => c.label))}`,
    ].filter(Boolean).join(', ');
    return (
        <section class="card change" aria-label="What the last change did">
            <h3>The last change flipped {count(flips.length, 'verdict')}</h3>
            <ul>
                {flips.slice(0, MOST).map((flip) => (
                    <li key={flip.row.state}>
                        <button
                            type="button"
                            class="link"
                            onClick={() => bench.dialog({ kind: 'state', state: flip.row.state })}
                        >
                            State <Name>{label(view, flip.row.state)}</Name>
                        </button>{' '}
                        {words(flip)}
                    </li>
                ))}
                {flips.length > MOST && <li>and {flips.length - MOST} more</li>}
            </ul>
        </section>
    );
}

/** Every verdict again, by code that shares nothing with the solver: long work, so a job. */
function Verify({ view, text, model }) {
    const [answer, setAnswer] = useState(null);
    const verified = answer?.result?.verified;
    return (
        <section class="verify">
            <p>
                Nothing here has to be believed:{' '}
                <button
                    type="button"
                    onClick={() =>
                        ask(
                            'solve',
                            text,
                            { verify: true, rows: view.isWhole ? 'all' : 'equilibria', limit: 4096 },
                            model,
                            setAnswer,
                        )
                    }
                >
                    Check every verdict from the definitions
                </button>
            </p>
            <Working answer={answer} />
            {verified !== undefined && (
                <p role="status" class="good">
                    ✓ {count(verified, 'verdict')} checked, one by one, by code that the solver does not share.
                </p>
            )}
        </section>
    );
}

const Concepts = ({ view }) => (
    <details>
        <summary>What the concepts mean</summary>
        <dl>
            {view.concepts.map((concept) => (
                <div key={concept.id}>
                    <dt>
                        <b>{concept.label}</b>, {concept.name}
                    </dt>
                    <dd>{concept.definition}</dd>
                </div>
            ))}
        </dl>
        <p class="hint">
            No party moves twice in a row, sequences may have any length; a reply to an indifferent state sanctions; a
            return to the start sanctions.
        </p>
    </details>
);

