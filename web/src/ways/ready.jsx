// SPDX-License-Identifier: Apache-2.0
// Whether it is ripe for talks, who has to say yes at home, what words spoken in public cost, how it came to today.
import { Name, Party } from '../parts.jsx';
import { say } from '../say.js';
import { Answered, Asked, useAnswer } from './asking.jsx';
import { Series, Situation, nearest, useRows } from './called.jsx';
import { Table } from './table.jsx';

const ROWS = 8;

/** What each home says to today, to the deals and to what holds for a while; the engine says why somebody refuses. */
function Home({ view, result: { homes, table, ratified } }) {
    const nameOf = (id) => homes.flatMap(({ actors }) => actors).find((actor) => actor.id === id)?.name ?? id;
    useRows(view, table.map(({ state }) => state));
    return (
        <section class="card">
            <h3>{say('ways.home')}</h3>
            {homes.map(({ party, actors, rule }) => (
                <p key={party}>{say(`ways.home.${rule}`, { who: <Party view={view} id={party} />,
                    actors: <Series items={actors.map(({ id, name }) => <Name key={id}>{name}</Name>)} /> })}{' '}
                {say('ways.home.ratifies', { n: ratified, total: view.result.states.feasible })}</p>
            ))}
            <Table label={say('ways.home')} heads={['situation', 'home', 'because'].map((head) =>
                say(`ways.head.${head}`))} rows={table.map((row) => ({
                key: row.state, class: row.state === view.today ? 'today' : '', cells: [
                    <><Situation view={view} state={row.state} />
                        {row.state === view.today && ` ${say('ways.is-today')}`}</>,
                    say(row.ratified ? 'ways.ratified' : 'ways.ratified-not'),
                    Object.values(row.homes).flatMap((vote) => vote.refuse.map((actor) => (
                        <p key={actor}><b><Name>{nameOf(actor)}</Name></b>{' '}
                            <Name>{vote.reasons.find((one) => one.actor === actor)?.because}</Name></p>
                    ))),
                ] }))} />
        </section>
    );
}

/** Another question in its own words, if the model says something about it. */
const Question = ({ view, command, member }) => (
    view.doc?.raw[member] ? <Asked view={view} command={command} head={`ways.${command}`} />
        : <p class="card">{say('ways.unsaid', { what: say(`ways.${command}`), member })}</p>
);

export function Ready({ view }) {
    const hasHome = Boolean(view.doc?.raw.ratify && view.today);
    const deal = useAnswer('deal', view.text, {}, hasHome);
    const found = deal?.shown?.result;
    const told = (list) => nearest(view, (list ?? []).map(({ state }) => state));
    const rows = found && [...new Set([view.today, ...told(found.deals), ...told(found.temporary)])].slice(0, ROWS);
    const home = useAnswer('ratify', view.text, { rows: rows?.join() }, Boolean(rows));
    if (!view.today) return <p class="answer">{say('ways.no-today')}</p>;
    return (
        <div class="two even">
            <Question view={view} command="ripe" member="pain" />
            <div class="stack">
                {hasHome && <Answered answer={home}>{(result) => <Home view={view} result={result} />}</Answered>}
                <Question view={view} command="audience" member="audience" />
                <Question view={view} command="timeline" member="events" />
            </div>
        </div>
    );
}
