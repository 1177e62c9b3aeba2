// SPDX-License-Identifier: Apache-2.0
// Why a situation holds or does not: a card a party, in it a tree from the situation to each better move, to the
// answer that spoils it or to what nothing spoils. All of it is what `explain --words` says.
import { calledOf } from '../called.js';
import { useEffect, useState } from 'preact/hooks';
import { run } from '../api.js';
import { Why } from '../model/why.jsx';
import { Name, Party, series } from '../parts.jsx';
import { say } from '../say.js';
import { bench } from '../workbench.js';
import { setUpRow } from './board.js';
import { levelsIn } from './chips.jsx';

const MOST = 4; // branches of a tree before the rest is folded

/** { verdicts, error } of a state under a concept, by party. */
function useReasons(view, state, concept) {
    const [answer, setAnswer] = useState(null);
    const key = `${state} ${concept}`;
    useEffect(() => {
        let isHere = true;
        const options = { state: `${state}`, concepts: concept, words: true };
        run('explain', view.text, options, { isWanted: () => isHere }).then(
            ({ result, diagnostics }) => isHere &&
                setAnswer({ key, view, verdicts: result?.verdicts, error: diagnostics?.[0]?.message }),
            (error) => isHere && setAnswer({ key, view, error: error.message }));
        return () => (isHere = false);
    }, [view, key]);
    return answer?.key === key && answer.view === view ? answer : null;
}

/** `party`: whose reason is open first. */
export function Reasons({ view, row, concept, party, onParty }) {
    const answer = useReasons(view, row.state, concept.id);
    if (!answer) return <p role="status">{say('situations.why.wait')}</p>;
    if (!answer.verdicts) return <p class="error" role="alert">{answer.error ?? say('situations.why.none')}</p>;
    const mover = answer.verdicts.find((one) => !one.stable);
    const open = view.parties.some(({ id }) => id === party) ? party : (mover?.party ?? view.parties[0].id);
    return (
        <div class="reasons">
            {answer.verdicts.map((verdict) => (
                <Card key={`${row.state} ${concept.id} ${verdict.party}`} view={view} row={row} concept={concept}
                      verdict={verdict} isOpen={verdict.party === open} onOpen={() => onParty(verdict.party)} />
            ))}
            <Behaviour key={row.state} view={view} row={row} />
        </div>
    );
}

const SIGN = { stable: '✓', unstable: '✗', maybe: '?' };

function Card({ view, row, concept, verdict, isOpen, onOpen }) {
    const kind = verdict.maybe ? 'maybe' : verdict.stable ? 'stable' : 'unstable';
    const at = view.parties.findIndex(({ id }) => id === verdict.party);
    return (
        <details class={`card why party-${at % 6}`} open={isOpen} data-party={verdict.party}
                 onToggle={(event) => event.currentTarget.open && !isOpen && onOpen()}>
            <summary>
                <Party view={view} id={verdict.party} />{' '}
                <b class={{ stable: 'yes', unstable: 'no', maybe: 'partly' }[kind]}>
                    {SIGN[kind]}<span class="sr"> {say(`situations.kind.${kind}`)}:</span>
                </b>{' '}
                {headOf(verdict, kind, concept)}
            </summary>
            {verdict.completions ? verdict.completions.map((side) => (
                <section key={side.stable}>
                    <p>{say('situations.side', {
                        what: <b><Name>{series(side.alternatives.map((one) => one.text ?? one.path))}</Name></b>,
                    })}{' '}{headOf({ ...side, moves: verdict.moves }, side.stable ? 'stable' : 'unstable', concept)}
                    </p>
                    <Tree view={view} row={row} verdict={{ others: [], ...side, party: verdict.party }}
                          concept={concept} />
                </section>
            )) : <Tree view={view} row={row} verdict={verdict} concept={concept} />}
            <details>
                <summary>{say('situations.why.words')}</summary>
                {(verdict.completions ?? [verdict]).flatMap((one) => one.text.split('\n')).map((line) => (
                    <p key={line}><Name>{line}</Name></p>
                ))}
            </details>
        </details>
    );
}

function headOf(verdict, kind, concept) {
    const { improvements, moves } = verdict;
    const n = improvements.length;
    if (kind === 'maybe') return say(verdict.completions ? 'situations.head.open' : 'situations.head.tie');
    if (verdict.lines) return say(`situations.head.lines.${kind}`);
    if (!moves) return say('situations.head.stuck');
    if (!n) return say('situations.head.none', { n: moves });
    if (kind === 'stable') return say('situations.head.deterred', { n });
    return say(concept.id === 'nash' ? 'situations.head.pays' : 'situations.head.free', {
        n: improvements.filter((one) => !one.sanctioned).length,
    });
}

/* -------------------------------------------------------------------- tree */

function Tree({ view, row, verdict, concept }) {
    const better = [...verdict.improvements].sort((a, b) => a.sanctioned - b.sanctioned);
    const [first, rest] = [better.slice(0, MOST), better.slice(MOST)];
    const others = verdict.others ?? [];
    const branch = (one) => <Branch key={one.to} view={view} verdict={verdict} one={one} concept={concept} />;
    return (
        <div class="tree">
            {(better.length > 0 || verdict.lines) && (
                <Root view={view} row={row}>
                    {first.map(branch)}
                    {verdict.lines?.map((line, i) => <Line key={i} view={view} verdict={verdict} line={line} />)}
                </Root>
            )}
            {rest.length > 0 && (
                <details>
                    <summary>{say('situations.more', { n: rest.length })}</summary>
                    <Root view={view} row={row}>{rest.slice(0, 40).map(branch)}</Root>
                </details>
            )}
            {verdict.later?.length > 0 && (
                <details>
                    <summary>{say('situations.later', { n: verdict.later.length })}</summary>
                    {verdict.later.slice(0, 20).map(branch)}
                </details>
            )}
            {others.length > 0 && (
                <details open={!better.length}>
                    <summary>
                        {better.length ? say('situations.others', { n: verdict.moves - better.length })
                            : say('situations.others.all')}
                    </summary>
                    <Root view={view} row={row}>
                        {others.map((one) => (
                            <li key={one.to}>
                                <Move view={view} party={verdict.party} one={one} />
                                <Leads view={view} party={verdict.party} one={one} />
                            </li>
                        ))}
                    </Root>
                    {verdict.moves - better.length > others.length && (
                        <p class="hint">
                            {say('situations.others.rest', { n: verdict.moves - better.length - others.length })}
                        </p>
                    )}
                </details>
            )}
        </div>
    );
}

const Root = ({ view, row, children }) => (
    <div class="rooted">
        <div class="box root">
            <span class="hint">{say(row.state === view.today ? 'situations.at.today' : 'situations.at.here')}</span>
            <b><Name>{calledOf(view, row.state)}</Name></b>
        </div>
        <ul>{children}</ul>
    </div>
);

const boxOf = (view, party) => `box party-${view.parties.findIndex(({ id }) => id === party) % 6}`;

/** A box that says what a party does. */
const Move = ({ view, party, one, lead }) => (
    <div class={boxOf(view, party)}>
        {lead && <><span class="hint">{lead} </span><Party view={view} id={party} />{' '}</>}
        <Name>{one.does ?? say('situations.goes')}</Name>
    </div>
);

const GAIN = { better: '▲', worse: '▼', same: '=' };
const GOOD = { better: 'yes', worse: 'no', same: '' };

/** Where a move leads, what that is to the party, by which of its wishes, and what that rests on. */
function End({ view, party, one }) {
    return (
        <>
            <b class={GOOD[one.gain]}>{GAIN[one.gain]} {say(`situations.gain.${one.gain}`)}</b>{': '}
            <To view={view} one={one} />
            <Why view={view} party={party} words={one.why} place={one.decided_by} />
        </>
    );
}

const Leads = ({ view, party, one, children, kind = '' }) => (
    <div class={`box ${kind}`}>{children}<End view={view} party={party} one={one} /></div>
);

/** A situation that a move leads to: a button that puts it on the board. */
function To({ view, one }) {
    const state = one.to ?? one.state;
    const code = one.code ?? view.byState.get(state)?.code;
    const set = () => setUpRow(view, { state, levels: view.isPlain ? [] : levelsIn(view, code) });
    const row = view.byState.get(state);
    const name = row?.outcomes.length === 0 ? calledOf(view, state) : one.called ?? `${state}`;
    return code || view.isPlain
        ? <button type="button" class="link" onClick={set}><Name>{name}</Name></button>
        : <Name>{name}</Name>;
}

function Branch({ view, verdict, one, concept }) {
    const { replies } = one;
    const end = replies?.at(-1);
    return (
        <li>
            <div class={boxOf(view, verdict.party)}>
                <span class="hint">{say('situations.could')} </span><Name>{one.does ?? say('situations.goes')}</Name>
                <br />
                <End view={view} party={verdict.party} one={one} />
            </div>
            {replies ? (
                <>
                    <div class="box replies">
                        {replies.map((reply, i) => (
                            <div key={i}>
                                <span class="hint">{say(i ? 'situations.then' : 'situations.reply')} </span>
                                <Party view={view} id={reply.party} />{' '}
                                <Name>{reply.does ?? say('situations.goes')}</Name>
                            </div>
                        ))}
                    </div>
                    <Leads view={view} party={verdict.party} one={end} kind="deterred">
                        <b class="yes">✓ {say('situations.deterred')}</b>{' '}
                    </Leads>
                </>
            ) : (
                <div class="box free">
                    <b class="no">✗ {say(concept.id === 'nash' ? 'situations.enough' : 'situations.free')}</b>{' '}
                    {concept.id !== 'nash' && say(one.reach?.length ? 'situations.reach' : 'situations.reach.none',
                        { n: new Set(one.reach?.map(({ state }) => state)).size })}
                    {one.reach?.length > 0 && (
                        <details>
                            <summary>{say('situations.reach.list')}</summary>
                            <ul>
                                {one.reach.slice(0, 12).map((end, i) => (
                                    <li key={i}>
                                        <Party view={view} id={end.party} /> <Name>{end.does}</Name>:{' '}
                                        <To view={view} one={end} />{' '}
                                        <span class={GOOD[end.gain]}>
                                            {GAIN[end.gain]} {say(`situations.gain.${end.gain}`)}
                                        </span>
                                        {end.escape && <span class="hint"> {say('situations.escape')}</span>}
                                    </li>
                                ))}
                            </ul>
                            {one.reach.length > 12 && (
                                <p class="hint">{say('situations.more', { n: one.reach.length - 12 })}</p>
                            )}
                        </details>
                    )}
                </div>
            )}
        </li>
    );
}

/** How play goes on where a concept looks some moves ahead. */
const Line = ({ view, verdict, line }) => (
    <li>
        {line.moves.map((move, i) => (
            <Move key={i} view={view} party={move.party} one={move}
                  lead={say(i ? 'situations.then' : 'situations.could')} />
        ))}
        <Leads view={view} party={verdict.party} one={line.moves.at(-1)}
               kind={line.gains ? 'free' : 'deterred'} />
    </li>
);

/* --------------------------------------------------------------- behaviour */

/** The concepts under which each party would stay: which of them would explain that it does. */
function Behaviour({ view, row }) {
    const [answer, setAnswer] = useState(null);
    const ask = (event) => {
        if (!event.currentTarget.open || answer) return;
        run('solve', view.text, { 'behaviour-of': `${row.state}`, rows: 'none', concepts: 'all' }).then(
            ({ result, diagnostics }) => setAnswer(result ?? { error: diagnostics?.[0]?.message }),
            (error) => setAnswer({ error: error.message }));
    };
    const label = (id) => bench.state.session.concepts.find((one) => one.id === id)?.label ?? id.toUpperCase();
    const parties = answer?.behaviour?.parties;
    return (
        <details class="card why" onToggle={ask}>
            <summary>{say('situations.behaviour')}</summary>
            <p class="hint">{say('situations.behaviour.what')}</p>
            {answer?.error && <p class="error" role="alert">{answer.error}</p>}
            {!answer && <p role="status">{say('situations.wait')}</p>}
            {parties && (
                <ul class="plainly">
                    {view.parties.map(({ id }) => (
                        <li key={id}>
                            <Party view={view} id={id} />:{' '}
                            {parties[id].length ? series(parties[id].map(label)) : say('situations.behaviour.none')}
                        </li>
                    ))}
                </ul>
            )}
        </details>
    );
}
