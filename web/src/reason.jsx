// SPDX-License-Identifier: Apache-2.0
// One state: what it is, its verdicts, and the reason of the one that is chosen, in words and as moves from column to
// column.
import { useEffect, useState } from 'preact/hooks';
import { run } from './api.js';
import { Evolution } from './evolution.jsx';
import { useRow } from './finding.js';
import { Dialog, Name } from './parts.jsx';
import { spoken } from './overview.jsx';
import { label, verdictOf } from './situations.js';
import { bench } from './workbench.js';

export function StateDialog({ view, text, state, party, concept }) {
    const [chosen, setChosen] = useState({ party: party ?? null, concept: concept ?? null });
    const row = useRow(view, state);
    return (
        <Dialog title={`State ${label(view, state)}`} isWide onClose={() => bench.dialog(null)}>
            {row && !view.isPlain && <Levels view={view} row={row} />}
            {row && <Verdicts view={view} row={row} chosen={chosen} onChoose={setChosen} />}
            {chosen.party ? (
                <Reason key={`${chosen.party} ${chosen.concept}`} view={view} text={text} state={state} {...chosen} />
            ) : (
                <p class="hint">Choose a verdict for its reason.</p>
            )}
        </Dialog>
    );
}

const Levels = ({ view, row }) => (
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
);

const Verdicts = ({ view, row, chosen, onChoose }) => (
    <div class="scroll" role="region" aria-label="Verdicts" tabIndex={0}>
        <table class="plain verdicts">
            <thead>
                <tr>
                    <th scope="col">Party</th>
                    {view.concepts.map((concept) => (
                        <th key={concept.id} scope="col">
                            {concept.label}
                        </th>
                    ))}
                </tr>
            </thead>
            <tbody>
                {view.parties.map((party) => (
                    <tr key={party.id}>
                        <th scope="row">
                            <Name>{party.name}</Name>
                        </th>
                        {view.concepts.map((concept) => {
                            const verdict = verdictOf(row, concept.id, party.id);
                            const isChosen = chosen.party === party.id && chosen.concept === concept.id;
                            return (
                                <td key={concept.id}>
                                    <button
                                        type="button"
                                        class={`verdict ${verdict}`}
                                        aria-pressed={isChosen}
                                        aria-label={
                                            `${party.name}, ${concept.label}: ` +
                                            `${verdict === 'maybe' ? 'maybe stable' : verdict}. Why?`
                                        }
                                        onClick={() => onChoose({ party: party.id, concept: concept.id })}
                                    >
                                        {{ stable: '✓ stable', maybe: '? maybe', unstable: '✗ unstable' }[verdict]}
                                    </button>
                                </td>
                            );
                        })}
                    </tr>
                ))}
                <tr class="sum">
                    <th scope="row">All together</th>
                    {view.concepts.map((concept) => (
                        <td key={concept.id}>
                            {row.equilibrium[concept.id] ? (
                                <b class="yes">✓ holds</b>
                            ) : row.maybeEquilibrium[concept.id] ? (
                                'may hold'
                            ) : (
                                'does not hold'
                            )}
                        </td>
                    ))}
                </tr>
            </tbody>
        </table>
    </div>
);

function Reason({ view, text, state, party, concept }) {
    const [answer, setAnswer] = useState(null);
    useEffect(() => {
        let isHere = true;
        run('explain', text, { state: String(state), party, concepts: concept })
            .then((done) => isHere && setAnswer(done), (error) => isHere && setAnswer({ error: error.message }));
        return () => (isHere = false);
    }, []);
    const verdict = answer?.result?.verdicts?.[0];
    if (!answer) return <p role="status">Looking for the reason …</p>;
    if (!verdict)
        return (
            <p class="error" role="alert">
                {answer.error ?? 'No reason could be found: the model has changed.'}
            </p>
        );
    const [head, ...moves] = verdict.text.split('\n');
    return (
        <section class="reason" aria-live="polite">
            <h3 tabIndex={-1}>
                <Name>{head}</Name>
            </h3>
            {moves.length > 0 && (
                <ol>
                    {moves.map((line, i) => (
                        <li key={i}>
                            <Name>{line.replace(/^\d+\. /, '')}</Name>
                        </li>
                    ))}
                </ol>
            )}
            {verdict.completions?.map((side) => (
                <div key={side.stable}>
                    <p>
                        Where the model is read by{' '}
                        <Name>{side.alternatives.map((one) => one.text ?? one.path).join(' and ')}</Name>:
                    </p>
                    {side.text.split('\n').map((line) => (
                        <p key={line}>
                            <Name>{line}</Name>
                        </p>
                    ))}
                </div>
            ))}
            <Moves view={view} state={state} verdict={verdict} />
            <details>
                <summary>What the concept asks</summary>
                <p>{view.concepts.find((one) => one.id === concept)?.definition}</p>
            </details>
        </section>
    );
}

const MOST = 6;

/** Each improvement as columns: the state, the improvement, the replies that follow. */
function Moves({ view, state, verdict }) {
    const shown = [...verdict.improvements].sort((a, b) => a.sanctioned - b.sanctioned).slice(0, MOST);
    if (!shown.length || view.isPlain) return null;
    return (
        <details>
            <summary>The moves, option by option</summary>
            {shown.map((improvement) => {
                const replies = improvement.replies ?? [];
                const steps = [{ party: verdict.party, to: improvement.to, improvement: true }, ...replies];
                return (
                    <Evolution
                        key={improvement.to}
                        view={view}
                        from={state}
                        path={steps}
                        caption={
                            improvement.sanctioned
                                ? 'An improvement, and how it is sanctioned'
                                : 'An improvement that nothing sanctions'
                        }
                    />
                );
            })}
            {verdict.improvements.length > MOST && (
                <p class="hint">{verdict.improvements.length - MOST} more improvements are in the words above.</p>
            )}
        </details>
    );
}
