// SPDX-License-Identifier: Apache-2.0
// Where the conflict may stand later: what is likely by when, how that is reckoned, and all of it in numbers; and
// everything that was put in, as the engine tells it.
import { calledOf } from '../called.js';
import { useState } from 'preact/hooks';
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { conceptOf } from '../situations/concepts.jsx';
import { bench } from '../workbench.js';
import { Answered, Asked, Choice, Fold, NoToday, ToAsk, isSmall, useAnswer, useKept } from '../ways/asking.jsx';
import { useRows } from '../ways/called.jsx';
import { Table } from '../ways/table.jsx';
import { Dots, interval, percent } from './shares.jsx';

const SLIPS = ['undoable', 'step', 'any'];
const MOST = 12;

/** { key, name, shares }: outcomes by how likely they are in the end; without named outcomes the likeliest states. */
function rowsOf(view, horizons) {
    const [id, kind, nameOf] = view.outcomes.length
        ? ['outcome', 'outcomes', (key) => view.outcomes.find((one) => one.id === key)?.name ?? key]
        : ['state', 'states', (key) => calledOf(view, key)];
    return [...horizons.at(-1)[kind]].sort((a, b) => b.p - a.p).slice(0, MOST).map((last) => ({
        key: last[id], name: nameOf(last[id]),
        shares: horizons.map((one) => one[kind].find((other) => other[id] === last[id]) ?? { p: 0 }),
    }));
}

function Forecast({ view, result: { horizons, assumptions, first_agreement: deal } }) {
    const { unit, concept, slip, slips } = assumptions;
    const when = ({ at, date }) => say(`doubts.after.${unit}`, { n: at }) + (date ? ` (${date})` : '');
    useRows(view, horizons.flatMap(({ states }) => states.map(({ state }) => state)));
    const rows = rowsOf(view, horizons);
    const [first, last] = [horizons[0], horizons.at(-1)];
    const of = (share) => percent(share);
    return (
        <div class="two">
            <section class="card">
                <p class="answer">{say('doubts.likely', { what: <Name>{rows[0].name}</Name>, when: when(first),
                    of: of(rows[0].shares[0].p), later: when(last), then: of(rows[0].shares.at(-1).p) })}</p>
                <Table label={say('doubts.part.outlook')} heads={[say('ways.outcomes'), ...horizons.map(when)]}
                       rows={rows.map(({ key, name, shares }) => ({ key, cells: [<Name>{name}</Name>,
                           ...shares.map(({ p, low, high }) => (
                               <>
                                   <Dots share={p} low={low ?? p} high={high ?? p} /><br />
                                   <b class="num">{percent(p)}%</b>{' '}
                                   <span class="hint num">{low != null && interval(low, high)}</span>
                               </>
                           ))] }))} />
                {deal?.ever != null && <p>{say('doubts.agreement', { when: when(last), of: of(deal.within.at(-1)),
                    ever: of(deal.ever) })}</p>}
            </section>
            <section class="card">
                <h3>{say('doubts.reckoned')}</h3>
                <ol>
                    <li>{say(`doubts.reckoned.${unit}`)}</li>
                    <li>{say('doubts.reckoned.move', { concept: view.concepts.find(({ id }) =>
                        id === concept)?.label ?? concept })}</li>
                    <li>{say('doubts.reckoned.slip', { of: percent(slip), what: say(`doubts.slips.${slips}`) })}</li>
                </ol>
                <p class="hint">{say('doubts.bands')}</p>
            </section>
        </div>
    );
}

export function Outlook({ view }) {
    const [concept, setConcept] = useKept('doubt-concept', bench.state.shown.concept);
    const [slips, setSlips] = useState(SLIPS[0]);
    const [isAsked, setIsAsked] = useState(isSmall(view));
    const { id } = conceptOf(view, concept);
    const options = { concept: id, slips };
    const answer = useAnswer('forecast', view.text, options, isAsked && Boolean(view.today));
    if (!view.today) return <NoToday />;
    return (
        <>
            <div class="controls">
                <Choice isTold label={say('doubts.concept')} chosen={id} onChoose={setConcept}
                        choices={view.concepts.map(({ id, label }) => ({ id, name: label }))} />
                <Choice label={say('doubts.slips')} chosen={slips} onChoose={setSlips}
                        choices={SLIPS.map((id) => ({ id, name: say(`doubts.slips.${id}`) }))} />
            </div>
            {!isAsked && <ToAsk words={say('doubts.large')} onAsk={() => setIsAsked(true)} />}
            <Answered answer={answer}>
                {(result) => (
                    <>
                        <Forecast view={view} result={result} />
                        <Fold class="card" words="ways.numbers">
                            <Asked view={view} command="forecast" options={options} />
                        </Fold>
                    </>
                )}
            </Answered>
        </>
    );
}
