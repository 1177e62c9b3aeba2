// SPDX-License-Identifier: Apache-2.0
// Models side by side, two or many: what holds in which, which situations differ, which lines of text. Situations are
// matched by the levels of the options that both have.
import { useEffect, useRef, useState } from 'preact/hooks';
import { all, call, run } from '../api.js';
import { calledOf } from '../called.js';
import { readDocument } from '../document.js';
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { situations } from '../situations.js';
import { conceptOf } from '../situations/concepts.jsx';
import { Choice } from '../ways/asking.jsx';
import { Table } from '../ways/table.jsx';
import { exampleHere, useExamples } from '../welcome/index.jsx';
import { bench, titleOf } from '../workbench.js';
import { InWords } from './changes.jsx';
import { Export } from './export.jsx';
import { Called, kinOf } from './kin.jsx';
import { Lines, inOrder, when } from './lines.jsx';

async function solved(text, session) {
    const [check, solve] = await Promise.all([
        run('check', text, { document: true }),
        run('solve', text, { limit: 4096 }),
    ]);
    if (!check.result?.ok || !solve.result) return null;
    const doc = readDocument(check.result.document);
    return { ...situations(solve.result, doc, session.concepts), check: check.result };
}

const keyOf = (view, ids) => (row) =>
    view.isPlain ? row.code : ids.map((id) => {
        const at = view.options.findIndex((option) => option.id === id);
        return row.levels[at] === null ? '-' : view.options[at].levels[row.levels[at]];
    }).join('\n');

/** { rows, both }: of the situations that both have those that hold in one alone under the concept; null where they
 *  cannot be matched. */
function differences(a, b, concept) {
    const ids = a.options.map((option) => option.id);
    const isSame =
        ids.length === b.options.length &&
        ids.every((id) => b.options.some((option) => option.id === id)) &&
        a.isPlain === b.isPlain;
    if (!isSame) return null;
    const keyA = keyOf(a, ids);
    const keyB = keyOf(b, ids);
    const others = new Map(b.rows.map((row) => [keyB(row), row]));
    const rows = [];
    let both = 0;
    for (const row of a.rows) {
        const other = others.get(keyA(row));
        if (!other) continue;
        both++;
        const holds = Boolean(other.equilibrium[concept]);
        if (holds !== Boolean(row.equilibrium[concept])) rows.push({ row, holds });
    }
    return { rows, both };
}

/** "3,5.2": model 3 as it is, and version 2 of model 5. */
const readAgainst = (words, models) => (words ?? '').split(',').map((word) => word.split('.').map(Number))
    .filter(([id]) => models.some((model) => model.id === id))
    .map(([id, version]) => ({ id, version: version || 0 }));
const wordOf = ({ id, version }) => (version ? `${id}.${version}` : `${id}`);

const MOST = 100;
const FEW = 3;

export function Compare({ shown, view, text, open, models, session }) {
    const kin = kinOf(open, models);
    const usual = open.parent ? kin.filter(({ id }) => id === open.parent) : kin;
    const chosen = shown.against === undefined ? usual.map(({ id }) => ({ id, version: 0 }))
        : readAgainst(shown.against, models);
    const words = chosen.map(wordOf);
    const concept = conceptOf(view, shown.concept);
    const box = useRef();
    const [loaded, setLoaded] = useState({});
    useEffect(() => {
        let isHere = true;
        for (const one of chosen) if (!loaded[wordOf(one)]) bench.attempt(async () => {
            const at = one.version ? `models/${one.id}/versions/${one.version}` : `models/${one.id}`;
            const { text: theirs } = await call('GET', at);
            const found = { text: theirs, view: await solved(theirs, session) };
            if (isHere) setLoaded((old) => ({ ...old, [wordOf(one)]: found }));
        });
        return () => (isHere = false);
    }, [words.join()]);
    const choose = (list) => bench.show({ against: list.map(wordOf).join(',') || 'none' });
    const without = (one) => chosen.filter((other) => wordOf(other) !== wordOf(one));
    const toggle = (one) => choose(words.includes(wordOf(one)) ? without(one) : [...chosen, one]);
    const others = chosen.map((one) => {
        const model = models.find(({ id }) => id === one.id);
        const version = one.version ? `, ${say('share.version', { n: one.version })}` : '';
        return { ...loaded[wordOf(one)], ...one, model, name: titleOf(model, models) + version,
                 isVariant: model.parent === open.id };
    });
    const ready = others.filter((other) => other.text !== undefined);
    const here = { name: titleOf(open, models), model: open, text, view };
    const listed = [...kin.map(({ id }) => ({ id, version: 0 })),
                    ...chosen.filter((one) => one.version || !kin.some(({ id }) => id === one.id))];
    return (
        <>
            <fieldset class="kin">
                <legend>{say('share.against')}</legend>
                {listed.map((one) => (
                    <label key={wordOf(one)}>
                        <input type="checkbox" checked={words.includes(wordOf(one))}
                               onChange={() => toggle(one)} />{' '}
                        <Called model={models.find(({ id }) => id === one.id)} models={models} />
                        {one.version > 0 && `, ${say('share.version', { n: one.version })}`}
                    </label>
                ))}
                <Another open={open} models={models} words={words} onChoose={toggle} />
            </fieldset>
            {!chosen.length && <p>{say(kin.length ? 'share.compare.none' : 'share.compare.alone')}</p>}
            {!chosen.length && !kin.length && (
                <button type="button" onClick={() => bench.dialog({ kind: 'variant' })}>{say('ways.keep')}</button>
            )}
            {ready.length < others.length && <p role="status">{say('share.compare.solving')}</p>}
            {ready.length > 0 && (
                <div class="stack" ref={box}>
                    <WhatHolds here={here} others={ready} models={models} concept={concept} of={box} />
                    {ready.map((other) => (
                        <details key={wordOf(other)} class="against" open={ready.length === 1}>
                            <summary>{say('share.compare.one', { name: <Name>{other.name}</Name> })}</summary>
                            <Difference key={`${text} ${other.text}`} a={here} b={other} concept={concept} />
                        </details>
                    ))}
                </div>
            )}
        </>
    );
}

/** Any other model, an earlier version of any, or an example, which then is one of the models. */
function Another({ open, models, words, onChoose }) {
    const examples = (useExamples() ?? []).filter(({ name }) => !models.some((one) => one.name === name));
    const [model, setModel] = useState('');
    const [versions, setVersions] = useState([]);
    const [version, setVersion] = useState('0');
    useEffect(() => {
        setVersions([]);
        setVersion('0');
        if (Number(model))
            bench.attempt(() => all(`models/${model}/versions`)).then((found) => setVersions(found ?? []));
    }, [model]);
    const isSelf = Number(model) === open.id;
    const one = { id: Number(model), version: Number(version) };
    const isFit = model && !(isSelf && !one.version) && !words.includes(wordOf(one));
    const add = async () => {
        const id = one.id || await exampleHere(model);
        if (id) onChoose({ ...one, id });
        setModel('');
    };
    return (
        <div class="finder">
            <Choice isTold label={say('share.another')} chosen={model} onChoose={setModel}
                    choices={[{ id: '', name: say('share.another.choose') },
                        ...models.filter(({ id }) => id !== open.id || open.version > 1).map(({ id, name }) => ({
                            id, name: id === open.id ? say('share.another.self', { name }) : name })),
                        ...examples.map(({ name: id, title: name }) => ({ id, name }))]} />
            {versions.length > 1 && (
                <Choice isTold label={say('share.another.version')} chosen={version} onChoose={setVersion}
                        choices={[{ id: '0', name: say('share.another.latest') },
                            ...versions.filter((one) => !(isSelf && one.version === open.version)).map((one) => ({
                                id: one.version,
                                name: [one.version, one.label, when(one.saved)].filter(Boolean).join(', ') }))]} />
            )}
            <button type="button" disabled={!isFit} onClick={add}>
                {say('share.another.add')}
            </button>
        </div>
    );
}

const number = (n) => n.toLocaleString('en');

const isSame = ({ cells }) => cells.every((words) => words === cells[0]);

/** Some situations by name. */
const which = (view, rows) => [...rows.slice(0, FEW).map(({ state }) => calledOf(view, state)),
    rows.length > FEW && say('situations.and-more', { n: rows.length - FEW })].filter(Boolean).join('; ') || '–';

/** What is told of each model, first what differs: { head, cells }; null in a cell: the model has errors. */
function tellings(all, concept) {
    const names = new Map(all.flatMap(({ view }) => view?.outcomes ?? []).map(({ id, name }) => [id, name]));
    const known = (view) => view.concepts.some(({ id }) => id === concept);
    const holds = (row) => row.equilibrium[concept];
    const isCounted = (view) => view.isWhole || view.result.matching === undefined;
    const cell = (work) => all.map(({ view }) => (view && known(view) ? work(view) : null));
    const today = (view) => {
        const row = view.byState.get(view.today);
        return row ? say(holds(row) ? 'share.holds' : 'share.holds.not') : say('share.unknown');
    };
    const outcome = (id) => (view) => {
        if (!view.outcomes.some((one) => one.id === id)) return say('share.unnamed');
        if (!isCounted(view)) return say('share.uncounted');
        const n = view.rows.filter((row) => row.outcomes.includes(id) && holds(row)).length;
        return n ? say('share.holds.in', { n }) : say('share.holds.nowhere');
    };
    return [
        { head: say('share.row.situations'), cells: cell((view) => number(view.result.states.feasible)) },
        { head: say('share.row.hold'), cells: cell((view) => number(view.result.counts[concept])) },
        { head: say('share.row.today'), cells: cell(today) },
        { head: say('share.row.which'), cells: cell((view) => which(view, view.rows.filter(holds))) },
        ...[...names].map(([id, name]) => ({ head: <Name>{name}</Name>, cells: cell(outcome(id)) })),
    ].sort((a, b) => isSame(a) - isSame(b));
}

function WhatHolds({ here, others, models, concept: { id: concept }, of }) {
    const columns = [here, ...others];
    const { concepts } = here.view;
    return (
        <section>
            <div class="row">
                <h2>{say('share.which')}</h2>
                <Choice isTold label={say('share.concept')} chosen={concept}
                        onChoose={(id) => bench.show({ concept: id })}
                        choices={concepts.map(({ id, label }) => ({ id, name: label }))} />
                <Export of={of} name={say('share.part.compare')} />
            </div>
            <Table label={say('share.which')} class="which" heads={[say('share.row'), ...columns.map((one) => (
                <Called model={{ ...one.model, title: one.name }} models={models} />))]}
                   rows={tellings(columns, concept).map(({ head, cells }, i) => ({ key: i, cells: [head,
                       ...cells.map((words) => (
                           <span class={/^\S*✓/.test(words) ? 'yes' : /^\S*✗/.test(words) ? 'no' : ''}>
                               {words ?? say('share.wrong')}
                               {words !== null && words !== cells[0] && (
                                   <span class="badge">{say('share.differs')}</span>
                               )}
                           </span>
                       ))] }))} />
        </section>
    );
}

function Difference({ a, b, concept }) {
    const found = b.view && differences(a.view, b.view, concept.id);
    return (
        <>
            {!b.view || !found ? (
                <p class="notice">{say(b.view ? 'share.compare.unlike' : 'share.compare.errors')}</p>
            ) : !found.rows.length ? (
                <p class="notice">{say('share.compare.same', { n: found.both, concept: concept.label })}</p>
            ) : (
                <Verdicts a={a} b={b} found={found} concept={concept} />
            )}
            {found && (!a.view.isWhole || !b.view.isWhole) && <p class="hint">{say('share.compare.large')}</p>}
            <InWords view={a.view} other={b} isMatched={Boolean(found)} {...asBase(a, b)}>
                <details>
                    <summary>{say('share.texts')}</summary>
                    <Lines a={a} b={b} />
                </details>
            </InWords>
        </>
    );
}

const Verdict = ({ holds }) => (
    <span class={holds ? 'yes' : 'no'}>{say(holds ? 'share.holds' : 'share.holds.not')}</span>
);

function Verdicts({ a, b, found: { rows, both }, concept }) {
    return (
        <section>
            <h3>{say('share.verdicts', { n: rows.length, all: both, concept: concept.label })}</h3>
            <Table label={say('share.verdicts.name')} class="compare"
                   heads={[say('share.situation'), <Name>{a.name}</Name>, <Name>{b.name}</Name>]}
                   rows={rows.slice(0, MOST).map(({ row, holds }) => ({ key: row.state, cells: [
                       <Name>{calledOf(a.view, row.state)}</Name>,
                       <Verdict holds={!holds} />, <Verdict holds={holds} />] }))} />
            {rows.length > MOST && <p>{say('share.more', { n: rows.length - MOST })}</p>}
        </section>
    );
}

const asBase = (a, b) => {
    const [base, changed] = inOrder(a, b);
    return { base, changed };
};
