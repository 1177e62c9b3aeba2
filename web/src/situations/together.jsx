// SPDX-License-Identifier: Apache-2.0
// Coalitions: who could leave what holds together, and what nobody can leave with anybody. And views: what parties
// that misread the conflict do not see.
import { calledOf } from '../called.js';
import { Name, Party } from '../parts.jsx';
import { say } from '../say.js';
import { useRow } from '../finding.js';
import { Answered, useAnswer } from '../ways/asking.jsx';
import { Table } from '../ways/table.jsx';
import { setUpRow } from './board.js';

const MOST = 20;

/** A situation by its number: a button that puts it on the board. */
export function Situation({ view, state }) {
    const row = useRow(view, state);
    if (!row) return `${state}`;
    return (
        <button type="button" class="link" onClick={() => setUpRow(view, row)}>
            <Name>{calledOf(view, row.state)}</Name>{row.state === view.today && ` (${say('situations.today')})`}
        </button>
    );
}

/** Situations, the first of `count`. */
const Some = ({ view, states, count = states.length }) => (
    <>
        <ul class="plainly">
            {states.slice(0, MOST).map((state) => <li key={state}><Situation view={view} state={state} /></li>)}
        </ul>
        {count > MOST && <p class="hint">{say('situations.more', { n: count - MOST })}</p>}
    </>
);

const Members = ({ view, members }) =>
    members.map((id, i) => [i > 0 && ' + ', <Party key={id} view={view} id={id} />]);

export function Together({ view, concept }) {
    const answer = useAnswer('solve', view.text, { coalitions: 'all', concepts: concept.id, rows: 'none',
        limit: MOST + 1 });
    return (
        <Answered answer={answer}>
            {({ coalition_reading: isFirst, strong, strong_count: n, coalition_stable: stable,
                coalition_stable_counts: counts, jumps = [] }) => (
                <>
                    {isFirst && <p class="hint">{say('situations.together.first')}</p>}
                    <section class="card">
                        <h3>{say('situations.together.strong')}</h3>
                        {strong === null ? <p>{say('situations.together.long')}</p>
                            : strong.length ? <Some view={view} states={strong} count={n} />
                                : <p>{say('situations.together.weak')}</p>}
                    </section>
                    <section class="card">
                        <h3>{say('situations.together.stable', { concept: concept.label })}</h3>
                        {stable?.[concept.id]?.length
                            ? <Some view={view} states={stable[concept.id]} count={counts[concept.id]} />
                            : <p>{say('situations.together.none')}</p>}
                    </section>
                    <Jumps view={view} jumps={jumps} />
                </>
            )}
        </Answered>
    );
}

const Jumps = ({ view, jumps }) => (
    <section class="card">
        <h3>{say('situations.jumps')}</h3>
        {!jumps.length ? <p>{say('situations.jumps.none')}</p> : (
            <Table label={say('situations.jumps')}
                   heads={['who', 'from', 'to', 'steps'].map((head) => say(`situations.jumps.${head}`))}
                   rows={jumps.slice(0, MOST).map((jump, i) => ({ key: i, cells: [
                       <Members view={view} members={jump.members} />, <Situation view={view} state={jump.from} />,
                       <Situation view={view} state={jump.to} />, jump.path.map((step, k) => [k > 0 && ' → ',
                           <Party key={k} view={view} id={step.party} />])] }))} />
        )}
        {jumps.length > MOST && <p class="hint">{say('situations.jumps.more')}</p>}
    </section>
);

/* ------------------------------------------------------------------- views */

const temptingFirst = (moves) => [...moves].sort((a, b) => b.tempting - a.tempting);

export function Views({ view, concept }) {
    const { views, hypergame_equilibria: hold, maybe_hypergame_equilibria: open } = view.result;
    return (
        <>
            {hold?.[concept.id] && (
                <section class="card">
                    <h3>{say('situations.views.hold', { concept: concept.label })}</h3>
                    {hold[concept.id].length ? <Some view={view} states={hold[concept.id]} />
                        : <p>{say('situations.views.none')}</p>}
                    {open?.[concept.id]?.length > 0 && (
                        <>
                            <p>{say('situations.views.maybe')}</p>
                            <Some view={view} states={open[concept.id]} />
                        </>
                    )}
                </section>
            )}
            {views.map((one) => (
                <section key={one.party} class="card">
                    <h3><Party view={view} id={one.party} /></h3>
                    <ul class="plainly">
                        {['unseen', 'imagined', 'phantoms'].filter((part) => one[part].length).map((part) => (
                            <li key={part}>{say(`situations.views.${part}`, { n: one[part].length })}</li>
                        ))}
                    </ul>
                    {['surprises', 'unforeseen'].map((part) => one[part].length > 0 && (
                        <details key={part}>
                            <summary>
                                {say(`situations.views.${part}`, {
                                    n: one[part].length,
                                    tempting: one[part].filter((move) => move.tempting).length,
                                })}
                            </summary>
                            <ul class="plainly">
                                {temptingFirst(one[part]).slice(0, MOST).map((move, i) => (
                                    <li key={i}>
                                        <Party view={view} id={move.party} />:{' '}
                                        <Situation view={view} state={move.from} /> →{' '}
                                        <Situation view={view} state={move.to} />
                                        {move.tempting && ` (${say('situations.views.tempting')})`}
                                    </li>
                                ))}
                            </ul>
                            {one[part].length > MOST && (
                                <p class="hint">{say('situations.more', { n: one[part].length - MOST })}</p>
                            )}
                        </details>
                    ))}
                </section>
            ))}
        </>
    );
}
