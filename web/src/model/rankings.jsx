// SPDX-License-Identifier: Apache-2.0
// Each party's situations from best to worst: tied ones in brackets, and between two places the wish that splits
// them. Of few situations the order can be fixed in a variant and then be moved by hand.
import { useContext, useEffect, useState } from 'preact/hooks';
import { run } from '../api.js';
import * as model from '../document.js';
import { Mark, Name, Pager, Tabs } from '../parts.jsx';
import { say } from '../say.js';
import { filterStatement } from '../situations.js';
import { Situation } from '../ways/called.jsx';
import { Keep, edited } from '../share/trial.jsx';
import { bench } from '../workbench.js';
import { change, choose } from './edits.js';
import { Ordered } from './ordered.jsx';
import { Sentence, Told, useTold } from './sentence.jsx';
import { treeAt } from './statement.js';

const PAGE = 25; // places on a page
const FIXED = 200; // situations of which an order can be fixed
const ASKED = 4096; // situations that are ranked
const NAMED = 6; // tied situations that are named

/** { rankings } of the situations that the filter shows; null until they are there, { error } where none come. */
function useRankings(view, text, filter) {
    const [answer, setAnswer] = useState(null);
    const where = filterStatement(view, filter);
    useEffect(() => {
        let isHere = true;
        const asked = { rankings: true, limit: ASKED, ...(where && { where }) };
        run('states', text, asked, { isWanted: () => isHere }).then(
            ({ result, diagnostics }) =>
                isHere && setAnswer(result ?? { error: diagnostics?.[0]?.message ?? say('model.no-answer') }),
            (error) => isHere && setAnswer({ error: error.message }),
        );
        return () => (isHere = false);
    }, [view, where]);
    return answer;
}

/** Those that a party likes equally. */
const Group = ({ view, states }) => (
    <span class="tied">
        {states.length > 1 && <span class="sr">{say('model.tied', { n: states.length })}: </span>}
        {states.slice(0, NAMED).map((state) => (
            <span key={state} class="situation">
                <Situation view={view} state={state} />
                {state === view.today && ` (${say('model.is-today')})`}
            </span>
        ))}
        {states.length > NAMED && <span class="hint">{say('model.and-more', { n: states.length - NAMED })}</span>}
    </span>
);

/** What splits a place from the next: the wish, as a sentence. */
function Split({ decides, party }) {
    const { doc, trees } = useContext(Told);
    if (!decides) return null;
    const { items } = doc.preferences[party] ?? { items: [] };
    const item = decides.place ? items[decides.place - 1] : undefined;
    return (
        <p class="splits">
            {say('model.splits')}{' '}
            {decides.place && say('model.nth', { noun: say('model.wish').toLowerCase(), n: decides.place })}{' '}
            <Sentence tree={(item !== undefined && treeAt(trees, item)) || trees.get(decides.text)}
                      text={decides.text} />
        </p>
    );
}

export function Rankings({ state }) {
    const { view, text, filter, doc, open, shown } = state;
    const told = useTold(state);
    const answer = useRankings(view, text, filter);
    const party = doc.parties.find(({ id }) => id === shown.party) ?? doc.parties[0];
    const tabs = doc.parties.map(({ id, name }, i) => ({ id, label: <><Mark at={i} /><Name>{name}</Name></> }));
    if (!party) return null;
    return (
        <Told.Provider value={told}>
            <Tabs name={say('model.rankings.party')} tabs={tabs} chosen={party.id}
                  onChoose={(id) => bench.show({ party: id })}>
                {!answer ? <p role="status">{say('model.ranking')}</p>
                 : answer.error ? <p class="error" data-told>{answer.error}</p>
                 : <Ranking key={`${party.id} ${answer.matching}`} {...{ view, text, doc, open, party, answer }} />}
            </Tabs>
        </Told.Provider>
    );
}

function Ranking({ view, text, doc, open, party, answer }) {
    const { kind, items } = doc.preferences[party.id];
    const [from, setFrom] = useState(0);
    const groups = answer.rankings[party.id] ?? [];
    const isFixed = kind === 'rank' && items.every((item) => numbersOf(item));
    const total = answer.matching ?? answer.table.length;
    return (
        <>
            <p class="hint">
                {say('model.rankings.count', { n: groups.length, all: total })}
                {answer.truncated && ` ${say('model.rankings.cut', { n: answer.table.length })}`}
            </p>
            {isFixed ? <Fixed view={view} doc={doc} party={party} items={items} />
             : (
                <ol class="ranking" start={from + 1}>
                    {groups.slice(from, from + PAGE).map(({ rank, states, decides }) => (
                        <li key={rank}>
                            <Group view={view} states={states} />
                            <Split decides={decides} party={party.id} />
                        </li>
                    ))}
                </ol>
            )}
            {!isFixed && <Pager total={groups.length} size={PAGE} from={from} onGo={setFrom}
                                unit={say('model.rankings.unit')} />}
            {!isFixed && view.isWhole && view.rows.length <= FIXED && groups.length > 1 &&
                total === view.rows.length && <Fix key={party.id} {...{ doc, open, party, groups }} />}
        </>
    );
}

/** The order as a ranking of its own, in a variant. */
function Fix({ doc, open, party, groups }) {
    const rank = groups.map(({ states }) => (states.length > 1 ? states : states[0]));
    return (
        <div>
            <Keep label={say('model.fix')} words={say('model.fixed.name', { model: open.name, party: party.name })}
                  textOf={edited([model.set(doc, ['preferences', party.id], { rank })])} />{' '}
            <span class="hint">{say('model.fix.hint')}</span>
        </div>
    );
}

/** The states of a place of a ranking; null where it has others than numbers. */
const numbersOf = (item) => {
    const list = [item].flat().map((one) => Number(one));
    return list.every((one) => Number.isInteger(one) && one > 0) ? list : null;
};

/** A ranking by numbers, moved by hand; neighbours can be tied and ties be split. */
function Fixed({ view, doc, party, items }) {
    const path = ['preferences', party.id, 'rank'];
    const at = (i) => [...path, String(i + 1)];
    const tie = (i) => choose([
        model.set(doc, at(i), [...numbersOf(items[i]), ...numbersOf(items[i + 1])]),
        model.remove(at(i + 1)),
    ]);
    const split = (i) => {
        const [first, ...rest] = numbersOf(items[i]);
        return choose([
            model.set(doc, at(i), first),
            { op: 'insert', path: at(i + 1).join('.'), value: rest.length > 1 ? rest : rest[0] },
        ]);
    };
    return (
        <Ordered noun={say('model.rank')} items={items} onMove={(from, to) => change(model.move(path, from, to))}>
            {(item, i, controls) => (
                <div class="wish">
                    <Group view={view} states={numbersOf(item)} />
                    <span class="beside">
                        {controls}
                        {i + 1 < items.length && (
                            <button type="button" class="quiet" aria-label={say('model.tie.nth', { n: i + 1 })}
                                    onClick={() => tie(i)}>
                                {say('model.tie')}
                            </button>
                        )}
                        {numbersOf(item).length > 1 && (
                            <button type="button" class="quiet" aria-label={say('model.split.nth', { n: i + 1 })}
                                    onClick={() => split(i)}>
                                {say('model.split')}
                            </button>
                        )}
                    </span>
                </div>
            )}
        </Ordered>
    );
}
