// SPDX-License-Identifier: Apache-2.0
// The board: a row of level chips for each option. Below it what the situation is, whether it holds, and how firmly
// each party stays.
import { calledOf } from '../called.js';
import { useId, useState } from 'preact/hooks';
import { run } from '../api.js';
import { Mark, Name, Party, series } from '../parts.jsx';
import { say } from '../say.js';
import { spoken, verdictOf } from '../situations.js';
import { Choice } from '../ways/asking.jsx';
import { showWay } from '../ways/paths.jsx';
import { bench } from '../workbench.js';
import { setToday, setUp, setUpRow } from './board.js';
import { Differences, levelsIn } from './chips.jsx';

export function Board({ view, board, filter }) {
    const { levels } = board;
    const pinned = Object.keys(filter.options).length;
    const [told, setTold] = useState(null);
    const today = view.byState.get(view.today);
    const toDeal = async () => {
        setTold(say('situations.deal.wait'));
        const { result } = await run('deal', view.text, { limit: 100 }).catch(() => ({}));
        const deal = result?.deals?.[0];
        setTold(deal ? null : say('situations.deal.none'));
        if (deal) setUpRow(view, { state: deal.state, levels: levelsIn(view, deal.code) });
    };
    return (
        <div class="board" role="group" aria-label={say('situations.board')} onKeyDown={steer}>
            {view.isPlain ? <States view={view} row={board.row} /> : view.parties
                .filter((party) => party.options.length)
                .map((party) => <Rows key={party.id} view={view} party={party} levels={levels} filter={filter} />)}
            <div class="row">
                <button type="button" disabled={!view.today}
                        onClick={() => (today ? setUpRow(view, today) : bench.show({ board: undefined }))}>
                    {say('situations.today.back')}
                </button>
                <button type="button" disabled={!view.today && !view.doc?.raw.no_deal} onClick={toDeal}>
                    {say('situations.deal')}
                </button>
                {!view.isPlain && (
                    <button type="button" class="quiet" disabled={!pinned}
                            onClick={() => bench.filter({ ...filter, options: {} })}>
                        {pinned ? say('situations.unpin', { n: pinned }) : say('situations.unpinned')}
                    </button>
                )}
            </div>
            {told && <p class="hint" role="status">{told}</p>}
            {!view.today && <p class="hint">{say('situations.today.none')}</p>}
        </div>
    );
}

function Rows({ view, party, levels, filter }) {
    const at = view.parties.indexOf(party);
    return (
        <fieldset class={`party-${at % 6}`}>
            <legend class="sr"><Name>{party.name}</Name></legend>
            <p class="owner" aria-hidden="true"><Mark at={at} /><Name>{party.name}</Name></p>
            {party.options.map((option) => (
                <Levels key={option.id} view={view} option={option} levels={levels} filter={filter} />
            ))}
        </fieldset>
    );
}

function Levels({ view, option, levels, filter }) {
    const id = useId();
    const at = view.options.indexOf(option);
    const chosen = levels[at];
    const today = view.today ? option.levels.indexOf(view.todayLevels?.[at]) : -1;
    const isOther = today >= 0 && today !== chosen;
    const choose = (level) => setUp(view, levels.map((old, i) => (i === at ? level : old)));
    const isPinned = option.id in filter.options;
    const pin = () => {
        const { [option.id]: _, ...rest } = filter.options;
        bench.filter({ ...filter, options: isPinned ? rest : { ...rest, [option.id]: chosen } });
    };
    const turns = { up: 'situations.up', down: 'situations.down', none: 'situations.fixed' }[option.moves];
    return (
        <div class={`levels-of ${isOther ? 'other' : ''}`}>
            <span class="what" id={id}>
                {isOther && <span class="differs" title={say('situations.differs')}>≠<span class="sr">
                    {say('situations.differs')}</span></span>}
                <Name>{option.own}</Name>
                {turns && <span class="hint" title={say(turns)}> {{ up: '↑', down: '↓', none: '·' }[option.moves]}
                    <span class="sr">{say(turns)}</span></span>}
            </span>
            <span class="chips">
                <span role="radiogroup" aria-labelledby={id} data-row>
                    {option.levels.map((name, level) => (
                        <button key={name} type="button" role="radio" aria-checked={level === chosen}
                                tabIndex={level === chosen ? 0 : -1}
                                class={level === today && level !== chosen ? 'now' : ''}
                                onClick={() => choose(level)}>
                            {level === chosen && <span aria-hidden="true">✓ </span>}
                            <Name>{name}</Name>
                            {level === today && (level === chosen
                                ? <span class="sr"> {say('situations.today')}</span>
                                : <small> · {say('situations.today')}</small>)}
                        </button>
                    ))}
                </span>
                <button type="button" class="pin" aria-pressed={isPinned} onClick={pin}
                        aria-label={say('situations.pin', { what: `${option.name}: ${option.levels[chosen]}` })}
                        title={say('situations.pin.title')}>
                    <svg viewBox="0 0 16 16" aria-hidden="true">
                        <path d="M5 2h6l-1 5 2.5 2.5h-9L6 7zM8 9.5V15" />
                    </svg>
                </button>
            </span>
        </div>
    );
}

/** Arrow keys: a level to the side, a row up or down. */
function steer(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chip = event.target.closest('[role=radio]');
    if (!step || !chip) return;
    event.preventDefault();
    const group = chip.parentElement;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        const groups = [...event.currentTarget.querySelectorAll('[data-row]')];
        const next = groups[groups.indexOf(group) + step];
        return next?.querySelector('[aria-checked=true]').focus();
    }
    const isRtl = getComputedStyle(group).direction === 'rtl';
    const chips = [...group.children];
    const next = chips[chips.indexOf(chip) + (isRtl ? -step : step)];
    next?.focus();
    next?.click();
}

/** Of a model without options its situations are named. */
const States = ({ view, row }) => (
    <Choice isTold label={say('situations.situation')} chosen={row.state} onChoose={(board) => bench.show({ board })}
            choices={view.rows.map((one) => ({ id: one.state, name: calledOf(view, one.state) }))} />
);

/* ----------------------------------------------------------------- summary */

/** How firmly a party stays: 4 no better move, 3 sensible answers, 2 others would harm themselves, 0 it would move;
 *  null: the concepts that tell this are not asked for. */
export function standing(view, row, party) {
    const has = (id) => view.result.concepts.includes(id);
    const is = (id) => verdictOf(row, id, party) === 'stable';
    if (!has('nash') || !has('seq') || !has('gmr')) return null;
    if (view.concepts.some(({ id }) => verdictOf(row, id, party) === 'maybe')) return null;
    return is('nash') ? 4 : is('seq') ? 3 : is('gmr') ? 2 : 0;
}

/** By which concept somebody stays so firmly. */
const BY = { 4: 'nash', 3: 'seq', 2: 'gmr' };

const Scale = ({ step }) => (
    <span class={`scale step-${step}`} aria-hidden="true">
        {[1, 2, 3, 4].map((one) => <i key={one} class={one <= step ? 'full' : ''} />)}
    </span>
);

export function Summary({ view, board, concept, go, onWhy }) {
    const { row } = board;
    if (board.isWaiting || board.error)
        return <section class="card"><p role="status">{board.error ?? say('situations.wait')}</p></section>;
    if (!row) return <Impossible view={view} board={board} />;
    const isToday = row.state === view.today;
    return (
        <section class="card summary" aria-label={say('situations.this')} aria-live="polite">
            <p class="row between">
                <b class="situation"><Name>{calledOf(view, row.state)}</Name></b>
                {isToday && <span class="badge today">{say('situations.today')}</span>}
            </p>
            <p><Holds view={view} row={row} /></p>
            {!isToday && !view.isPlain && view.today && <p><Differences view={view} row={row} /></p>}
            <ul class="standings">
                {view.parties.map(({ id }) => {
                    const step = standing(view, row, id);
                    const words = step === null
                        ? say(`situations.verdict.${verdictOf(row, concept.id, id)}`, { concept: concept.label })
                        : say(`situations.stand.${step}`);
                    return (
                        <li key={id}>
                            <Party view={view} id={id} />
                            <span>
                                {step !== null && <Scale step={step} />}
                                <button type="button" class="link" onClick={() => onWhy(id, BY[step])}>
                                    {words}
                                </button>
                            </span>
                        </li>
                    );
                })}
            </ul>
            <p class="hint">
                {isToday ? say('situations.is-today') : view.today && !view.isPlain && (
                    <button type="button" class="link" onClick={() => showWay(row.code)}>
                        {say('situations.way')}
                    </button>
                )}
                {!isToday && view.doc && (
                    <> <button type="button" class="link" onClick={() => setToday(view, board)}>
                        {say('situations.make-today')}
                    </button></>
                )}
            </p>
        </section>
    );
}

/** "Holds under SMR and GMR, not under Nash and SEQ" */
export function Holds({ view, row }) {
    const labels = (isMeant) => series(view.concepts.filter(({ id }) => isMeant(id)).map(({ label }) => label));
    const holds = (id) => row.equilibrium[id];
    const may = (id) => row.maybeEquilibrium[id];
    const [yes, maybe] = [labels(holds), labels(may)];
    const no = labels((id) => !holds(id) && !may(id));
    return (
        <>
            {!no && !maybe ? <b class="yes">✓ {say('situations.holds.all')}</b>
                : yes ? <b class="partly">◐ {say('situations.holds.some', { yes })}</b>
                    : !maybe && <b class="no">✗ {say('situations.holds.none')}</b>}
            {yes && no && <>, {say('situations.holds.not', { no })}</>}
            {maybe && <> <b class="partly">? {say('situations.holds.maybe', { maybe })}</b></>}
        </>
    );
}

function Impossible({ view, board }) {
    return (
        <section class="card summary" aria-label={say('situations.this')} aria-live="polite">
            <p><b class="situation no">✗ {say('situations.impossible')}</b></p>
            {board.broken?.map((rule) => (
                <p key={rule.number}>
                    {say('situations.breaks', { rule: <b><Name>{rule.text}</Name></b> })}{' '}
                    {rule.because && <span class="hint"><Name>{rule.because}</Name></span>}
                </p>
            ))}
            <p>{say('situations.nearest')}</p>
            <ul class="plainly">
                {board.near?.map((row) => (
                    <li key={row.state}>
                        <button type="button" class="link" onClick={() => setUpRow(view, row)}>
                            <Name>{changes(view, board.levels, row)}</Name>
                        </button>{' '}
                        (<Name>{calledOf(view, row.state)}</Name>)
                    </li>
                ))}
            </ul>
        </section>
    );
}

const changes = (view, levels, row) =>
    view.options.filter((_, i) => row.levels[i] !== null && row.levels[i] !== levels[i])
        .map((option) => `${option.name}: ${spoken(option, row.levels[view.options.indexOf(option)])}`).join(', ');
