// SPDX-License-Identifier: Apache-2.0
// The integrated graph of small models: circles are states, arcs are moves. The table below says the same.
import { calledOf } from '../called.js';
import { placed } from './place.js';
import { useMemo, useState } from 'preact/hooks';
import { useFound } from '../finding.js';
import { Groups } from './groups.jsx';
import { useMoves } from '../moves.js';
import { Name, PartySample, marksOf } from '../parts.jsx';
import { Drawing } from '../drawing.jsx';
import { say } from '../say.js';
import { Finder } from './tables.jsx';
import { Table } from '../ways/table.jsx';
import { setUpRow } from './board.js';
import { Numbers } from './chips.jsx';

const MOST = 60;
const ROOM = { wide: 48, high: 48 };

const place = (rows, arcs) =>
    placed(rows.map(({ state }) => ({ id: state })), arcs, 40 + 280 / Math.sqrt(rows.length + 3), ROOM);

export function Graph({ view, text, filter, concept }) {
    const found = useFound(view, useMemo(() => ({ ...filter, payoff: null }), [filter]));
    const { rows } = found;
    const shown = rows.length <= MOST ? rows : [];
    const answer = useMoves(view, text, shown);
    const [only, setOnly] = useState(false);
    const [hidden, setHidden] = useState(new Set());
    const marks = useMemo(() => marksOf(view.parties), [view]);
    const inside = useMemo(() => {
        const states = new Set(shown.map((row) => row.state));
        return answer?.moves?.filter((move) => states.has(move.to)) ?? [];
    }, [answer]);
    const nodes = useMemo(() => place(shown, inside), [inside]);
    const arcs = inside.filter((move) => (!only || move.improvement) && !hidden.has(move.party));
    const toggle = (id) =>
        setHidden(new Set(hidden.has(id) ? [...hidden].filter((one) => one !== id) : [...hidden, id]));
    const isDrawn = rows.length <= MOST;
    return (
        <>
            <Finder view={view} filter={filter} found={found} />
            {answer?.error && (
                <p class="error" role="alert">
                    {answer.error}
                </p>
            )}
            <fieldset class="legend">
                <legend>{say('situations.arcs')}</legend>
                <label>
                    <input type="checkbox" checked={only} onChange={() => setOnly(!only)} />{' '}
                    {say('situations.arcs.better')}
                </label>
                {view.parties.map((party) => (
                    <label key={party.id}>
                        <input
                            type="checkbox"
                            checked={!hidden.has(party.id)}
                            onChange={() => toggle(party.id)}
                        />{' '}
                        <PartySample mark={marks.get(party.id)} /> <Name>{party.name}</Name>
                    </label>
                ))}
            </fieldset>
            {!isDrawn && (
                <Groups view={view} only={only} hidden={hidden} marks={marks} filter={filter} concept={concept}
                        found={found} />
            )}
            {isDrawn && rows.length > 0 && (
                <States view={view} rows={shown} nodes={nodes} arcs={arcs} marks={marks} concept={concept} />
            )}
            {!rows.length && !found.isSearching && <p class="notice">{say('situations.nothing')}</p>}
        </>
    );
}

const States = ({ view, rows, nodes, arcs, marks, concept }) => (
    <>
        <p class="hint">
            {say('situations.graph.key', { concept: concept.label })}
        </p>
        <Drawing
            view={view}
            nodes={nodes}
            arcs={arcs}
            marks={marks}
            concept={concept}
            onOpen={(state) => setUpRow(view, view.byState.get(state))}
            title={say('situations.graph.title', {
                nodes: say('shell.situations', { n: rows.length }), arcs: say('situations.moves', { n: arcs.length }),
            })}
        />
        <Numbers view={view} rows={rows} />
        <details>
            <summary>{say('situations.as-table', { what: say('situations.moves', { n: arcs.length }) })}</summary>
            <Table label={say('situations.moves.head')}
                   heads={['from', 'party', 'to', 'better'].map((head) => say(`situations.moves.${head}`))}
                   rows={arcs.map((arc) => ({ key: `${arc.from} ${arc.to} ${arc.party}`, cells: [
                       <Name>{calledOf(view, arc.from)}</Name>, <Name>{marks.get(arc.party).name}</Name>,
                       <Name>{calledOf(view, arc.to)}</Name>,
                       say(arc.improvement ? 'situations.yes' : 'situations.no')] }))} />
        </details>
    </>
);
