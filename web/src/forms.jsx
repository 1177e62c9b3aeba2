// SPDX-License-Identifier: Apache-2.0
// The model as forms. Each field makes one edit of the text; what it shows comes from the text's structure.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import * as model from './document.js';
import { Ordered } from './ordered.jsx';
import { Field, Name, Refusal, count, isEcho, noteMove, useGrowing } from './parts.jsx';
import { levelWord } from './situations.js';
import { withIds } from './telling.js';
import { idFor } from './texts.js';
import { bench } from './workbench.js';

const change = (edit, isForced) => bench.edit(Array.isArray(edit) ? edit : [edit], isForced);

/** For edits with a statement: names that people know are taken for ids where the words as they are do not fit. */
async function changeSaid(doc, statement, editOf, isForced) {
    const refused = await change(editOf(statement), isForced);
    const named = refused ? withIds(doc, statement) : statement;
    if (named === statement) return refused;
    return (await change(editOf(named))) ? refused : null;
}

const SHOWN = new Set([
    'truce',
    'title',
    'summary',
    'date',
    'parties',
    'preferences',
    'status_quo',
    'outcomes',
    'feasible',
    'sources',
]);

export function Forms({ doc, check, goal }) {
    useEffect(() => {
        if (!goal || !doc) return;
        document.getElementById(goal)?.focus();
        bench.set({ goal: null });
    }, [goal, doc]);
    const others = Object.keys(doc?.raw ?? {}).filter((key) => !SHOWN.has(key));
    if (!doc) return <p class="notice">The text cannot be read yet. The view “Text” shows where it goes wrong.</p>;
    return (
        <div class="forms">
            {check && !check.ok && (
                <p class="notice" role="status">
                    {count(check.errors, 'error')} in the model; the results are those from before. First:{' '}
                    {check.diagnostics.find((d) => d.severity === 'error')?.message}
                </p>
            )}
            <Part title="What it is about" isOpen>
                <Field
                    label="Title"
                    value={doc.title}
                    onCommit={(value, f) => change(model.set(doc, ['title'], value), f)}
                />
                <Field
                    label="In short"
                    isLong
                    value={doc.summary}
                    rows={3}
                    onCommit={(value, f) => change(model.set(doc, ['summary'], value), f)}
                />
                <Field
                    label="Day it speaks of"
                    value={doc.date}
                    type="date"
                    class="short"
                    onCommit={(value, f) =>
                        change(value ? model.set(doc, ['date'], value) : model.remove(['date']), f)
                    }
                />
            </Part>
            <Part title="Parties and what each can do" isOpen>
                <TakeOver doc={doc} />
                {doc.parties.map((party) => (
                    <Party key={party.id} doc={doc} party={party} />
                ))}
                <Adder
                    label="New party"
                    verb="Add party"
                    onAdd={(name) =>
                        change(model.append(doc, ['parties'], { id: idFor(name, doc.ids, 'party'), name }))
                    }
                />
            </Part>
            <Part title="What each party wants" id="wants" isOpen>
                <p class="hint">
                    Most important first: of two situations a party prefers the one that satisfies the first statement
                    on which they differ.
                </p>
                {doc.parties.map((party) => (
                    <Preference key={party.id} doc={doc} party={party} />
                ))}
            </Part>
            <Part title="Names for outcomes" note={doc.outcomes.length}>
                <Outcomes doc={doc} />
            </Part>
            <Part title="Situations that cannot occur" note={doc.rules.length}>
                <Rules doc={doc} states={check?.states} />
            </Part>
            <Part title="Sources" note={doc.sources.length}>
                <Sources doc={doc} />
            </Part>
            {others.length > 0 && (
                <p class="hint">What else the model says is changed in the text: {others.join(', ')}.</p>
            )}
        </div>
    );
}

const Part = ({ title, note, id, isOpen, children }) => (
    <details class="part" open={isOpen}>
        <summary id={id}><h3>{title}{note !== undefined && <span class="badge">{note}</span>}</h3></summary>
        {children}
    </details>
);

/** One line and a button; Enter adds, and the field is ready for the next. */
function Adder({ label, verb, onAdd, list, hint }) {
    const [value, setValue] = useState('');
    const [errors, setErrors] = useState(null);
    const id = useId();
    const add = useGrowing(async () => {
        if (!value.trim()) return null;
        const refused = await onAdd(value.trim());
        setErrors(refused);
        if (!refused) setValue('');
        return refused;
    });
    return (
        <form class="adder" onSubmit={add}>
            <label for={id}>{label}</label>
            <input
                id={id}
                dir="auto"
                value={value}
                list={list}
                autocomplete="off"
                aria-describedby={errors || hint ? `${id}-d` : undefined}
                aria-invalid={errors ? 'true' : undefined}
                onInput={(event) => setValue(event.currentTarget.value)}
            />
            <button type="submit">{verb}</button>
            {(errors || hint) && (
                <div id={`${id}-d`} class={errors ? 'error' : 'hint'}>
                    {errors ? <Refusal errors={errors} /> : hint}
                </div>
            )}
        </form>
    );
}

/** A button that takes something away, with what speaks against it; a notice brings the thing back. */
function Act({ label, name, edit, said }) {
    const [errors, setErrors] = useState(null);
    const act = async (isForced) => {
        const refused = await change(edit(), isForced);
        setErrors(refused);
        if (refused) return;
        noteMove();
        bench.notify(said);
    };
    return (
        <>
            <button type="button" class="quiet" aria-label={name} onClick={(event) => isEcho(event) || act(false)}>
                {label}
            </button>
            {errors && <div class="error"><Refusal errors={errors} onForce={() => act(true)} /></div>}
        </>
    );
}

const LISTED = 200; // states that a list offers

/** What statements may mention, for fields that complete; the states that hold, and the events. */
export const Statements = ({ doc, view }) => (
    <>
        <datalist id="situations">
            {view?.rows.filter((row) => view.isWhole || row.names.length).slice(0, LISTED).map((row) => (
                <option value={row.state}>{[row.code, ...row.names].join(' ')}</option>
            ))}
        </datalist>
        <datalist id="events">
            {doc.events.map(({ id, name }) => (
                <option value={id}>{name}</option>
            ))}
        </datalist>
        <datalist id="statements">
            {doc.options.flatMap((option) =>
                option.isPlain
                    ? [
                          <option value={option.id}>{option.name}</option>,
                          <option value={`not ${option.id}`}>not: {option.name}</option>,
                      ]
                    : option.levels.map((level) => (
                          <option value={`${option.id} = ${levelWord(level)}`}>
                              {option.name}: {level}
                          </option>
                      )),
            )}
            {doc.outcomes.map((outcome) => (
                <option value={outcome.id}>{outcome.name}</option>
            ))}
        </datalist>
    </>
);

/* ---------------------------------------------------------------- parties */

const MOVES = [
    ['both', 'N ⟷ Y', 'both ways'],
    ['up', 'N → Y only', 'only up'],
    ['down', 'Y → N only', 'only down'],
    ['none', 'not at all', 'not at all'],
];

function Party({ doc, party }) {
    const path = ['parties', party.id];
    const id = useId();
    const setPlural = (value) => change(value ? model.set(doc, [...path, 'plural'], value)
                                              : model.remove([...path, 'plural']));
    return (
        <fieldset class="party">
            <legend>
                <Name>{party.name}</Name>
            </legend>
            <div class="row">
                <Field
                    label="Name of the party"
                    value={party.name}
                    onCommit={(value, f) => change(model.set(doc, [...path, 'name'], value), f)}
                />
                <div class="field short">
                    <label for={`${id}-p`}>The name is</label>
                    <select id={`${id}-p`} value={party.plural} class={party.plural ? '' : 'unset'}
                            onChange={(event) => setPlural(event.currentTarget.value)}>
                        <option value="">not said</option>
                        <option value="no">singular</option>
                        <option value="yes">plural</option>
                    </select>
                </div>
                <Act
                    label="Remove"
                    name={`Remove party ${party.name}`}
                    said="Party removed."
                    edit={() => [
                        ...(doc.raw.preferences?.[party.id] ? [model.remove(['preferences', party.id])] : []),
                        model.remove(path),
                    ]}
                />
            </div>
            {party.options.map((option) => (
                <Option key={option.id} doc={doc} path={[...path, 'options', option.id]} option={option} />
            ))}
            <Adder
                label={`New option of ${party.name}`}
                verb="Add option"
                hint="Something this party alone decides: “Release water”, “Go to court”."
                onAdd={(name) =>
                    change(model.append(doc, [...path, 'options'], { id: idFor(name, doc.ids, 'option'), name }))
                }
            />
        </fieldset>
    );
}

function Option({ doc, path, option }) {
    const id = useId();
    const today = doc.facts[option.id];
    const levels = (value) => value.split(',').map((level) => level.trim()).filter(Boolean);
    return (
        <div class="option">
            <Field
                label="Option"
                value={option.name}
                onCommit={(value, f) => change(model.set(doc, [...path, 'name'], value), f)}
            />
            <Field
                label="Levels, lowest first"
                value={option.levels.join(', ')}
                class="medium"
                onCommit={(value, f) =>
                    change(
                        levels(value).join() === 'no,yes' && option.isPlain
                            ? []
                            : model.set(doc, [...path, 'levels'], levels(value)),
                        f,
                    )
                }
            />
            <div class="field short">
                <label for={`${id}-m`}>Can change</label>
                <select
                    id={`${id}-m`}
                    value={option.moves}
                    onChange={(event) => change(model.set(doc, [...path, 'moves'], event.currentTarget.value))}
                >
                    {MOVES.map(([value, letters, words]) => (
                        <option key={value} value={value}>
                            {option.isPlain ? letters : words}
                        </option>
                    ))}
                </select>
            </div>
            {!doc.hasStateNumber && (
                <div class="field short">
                    <label for={`${id}-t`}>Today</label>
                    <select
                        id={`${id}-t`}
                        value={today ?? ''}
                        class={today === undefined ? 'unset' : ''}
                        onChange={(event) => change(model.setFact(doc, option.id, event.currentTarget.value))}
                    >
                        {today === undefined && (
                            <option value="">not set{model.hasToday(doc) && `: ${option.levels[0]}`}</option>
                        )}
                        {option.levels.map((level) => (
                            <option key={level} value={level}>
                                {level}
                            </option>
                        ))}
                    </select>
                </div>
            )}
            <code class="id" title="Its id in statements">
                {option.id}
            </code>
            <Act
                label="Remove"
                name={`Remove option ${option.name}`}
                said="Option removed."
                edit={() => [
                    ...(option.id in doc.facts ? [model.remove(['status_quo', option.id])] : []),
                    model.remove(path),
                ]}
            />
        </div>
    );
}

/** Options of which the model does not say where they stand today; one click says so of all. */
export function TakeOver({ doc }) {
    const unset = doc && !doc.hasStateNumber ? doc.options.filter(({ id }) => !(id in doc.facts)) : [];
    if (!unset.length) return null;
    const firsts = Object.fromEntries(unset.map(({ id, levels }) => [id, levels[0]]));
    return (
        <p class="hint takeover">
            Today is not set for {count(unset.length, 'option')}.{' '}
            <button type="button" onClick={() => change(model.setFacts(doc, firsts))}>
                Take over: {unset.length > 1 ? 'each at its first level' : `“${unset[0].levels[0]}”`}
            </button>
        </p>
    );
}

/* ------------------------------------------------------------- preferences */

function Preference({ doc, party }) {
    const { kind, items } = doc.preferences[party.id];
    return (
        <fieldset class="party">
            <legend>
                <Name>{party.name}</Name>
            </legend>
            {kind === 'weigh' ? (
                <Weights doc={doc} party={party} items={items} />
            ) : (
                <Order doc={doc} party={party} kind={kind ?? 'order'} items={items} />
            )}
        </fieldset>
    );
}

const NOUN = { order: 'Statement', rank: 'Rank', either: 'Alternative' };

function Order({ doc, party, kind, items }) {
    const path = ['preferences', party.id, kind];
    const box = useRef();
    const isFollowing = useRef(false);
    useEffect(() => {
        const fields = box.current.querySelectorAll('.ordered [data-control=field]');
        if (isFollowing.current) [...fields].at(-1)?.focus();
        isFollowing.current = false;
    }, [items.length]);
    return (
        <div ref={box}>
            {kind === 'rank' && (
                <p class="hint">
                    A ranking of situations, best first: state numbers or statements, tied ones in brackets, “rest”
                    for all others.
                </p>
            )}
            {kind === 'either' && (
                <p class="hint">It is not known which of these the party has. Orders of states use the first.</p>
            )}
            {!items.length && <p class="hint">Nothing yet: the party does not mind what happens.</p>}
            <Ordered
                noun={NOUN[kind]}
                items={items}
                onMove={(from, to) => change(model.move(path, from, to))}
            >
                {(item, i, controls) => (
                    <Item
                        doc={doc}
                        path={[...path, String(i + 1)]}
                        item={item}
                        i={i}
                        noun={NOUN[kind]}
                        controls={controls}
                    />
                )}
            </Ordered>
            {kind === 'order' && (
                <Builder doc={doc} party={party} path={path} onKeys={() => (isFollowing.current = true)} />
            )}
            {kind !== 'either' && (
                <Adder
                    label={kind === 'rank' ? 'Add a rank' : `Add a statement for ${party.name}`}
                    verb="Add"
                    list="statements"
                    hint={kind === 'order' ? 'Such as: not sue, offer >= water, pump if offer = none.' : undefined}
                    onAdd={(value) => changeSaid(doc, value, (said) => model.append(doc, path, said))}
                />
            )}
        </div>
    );
}

function Item({ doc, path, item, i, noun, controls }) {
    const [isOpen, setOpen] = useState(false);
    const stmt = model.statementOf(item);
    const name = `${noun} ${i + 1}`;
    const id = useId();
    return (
        <>
            {stmt ? (
                <Field
                    label={name}
                    isHidden
                    value={stmt.that}
                    list="statements"
                    data-control="field"
                    onCommit={(value, f) =>
                        value
                            ? changeSaid(doc, value, (said) => model.setPart(doc, path, 'that', said), f)
                            : change(model.remove(path), f)
                    }
                />
            ) : (
                <code>
                    <Name>{model.flow(item)}</Name>
                </code>
            )}
            <div class="below">
                {stmt && (
                    <button
                        type="button"
                        class="reason-of"
                        aria-expanded={isOpen}
                        aria-controls={id}
                        onClick={() => setOpen(!isOpen)}
                    >
                        {isOpen ? '▾' : '▸'} <Because stmt={stmt} name={name} />
                    </button>
                )}
                {stmt?.strong && (
                    <span class="hint">marked strong{stmt.strong === 'yes' ? '' : `, degree ${stmt.strong}`}</span>
                )}
                {controls}
                <Act
                    label="Remove"
                    name={`Remove ${name.toLowerCase()}`}
                    said={`${name} removed.`}
                    edit={() => model.remove(path)}
                />
            </div>
            <div id={id} class="note">
                {isOpen && <Note doc={doc} path={path} stmt={stmt} />}
            </div>
        </>
    );
}

const Because = ({ stmt, name }) => (stmt.because || stmt.confidence
    ? <><Name>{stmt.because || 'Sure'}</Name>{stmt.confidence && ` (confidence ${stmt.confidence})`}</>
    : <>Reason and source<span class="sr"> of {name.toLowerCase()}</span></>);

/** Why an input stands there, what it rests on, how sure the analyst is. */
const Note = ({ doc, path, stmt }) => (
    <>
        <Field
            label="Because"
            isLong
            rows={2}
            value={stmt.because ?? ''}
            onCommit={(value, f) => change(model.setPart(doc, path, 'because', value), f)}
        />
        <Field
            label="Quote"
            isLong
            rows={2}
            value={stmt.quote ?? ''}
            onCommit={(value, f) => change(model.setPart(doc, path, 'quote', value), f)}
        />
        <div class="row">
            <Field
                label="Source"
                value={Array.isArray(stmt.source) ? stmt.source.join(', ') : (stmt.source ?? '')}
                class="grow"
                onCommit={(value, f) =>
                    change(
                        model.setPart(
                            doc,
                            path,
                            'source',
                            value.includes(',') ? value.split(',').map((one) => one.trim()) : value,
                        ),
                        f,
                    )
                }
            />
            <Field
                label="Confidence, 0 to 1"
                value={stmt.confidence ?? ''}
                inputMode="decimal"
                class="short"
                onCommit={(value, f) =>
                    change(
                        model.setPart(
                            doc,
                            path,
                            'confidence',
                            value === '' || Number.isNaN(Number(value)) ? value : Number(value),
                        ),
                        f,
                    )
                }
            />
        </div>
    </>
);

/** A statement chosen instead of typed. `onKeys`: it is added by keyboard, so the focus is to follow it. */
function Builder({ doc, party, path, onKeys }) {
    const [chosen, setChosen] = useState('');
    const [level, setLevel] = useState('');
    const [errors, setErrors] = useState(null);
    const id = useId();
    const option = doc.options.find((one) => one.id === chosen);
    const plain = [['', 'holds'], ['not', 'does not hold']];
    const levels =
        option && !option.isPlain
            ? option.levels.flatMap((one) => [
                  [`= ${levelWord(one)}`, `is ${one}`],
                  [`!= ${levelWord(one)}`, `is not ${one}`],
              ])
            : plain;
    const pick = (value) => (setChosen(value), setLevel(''));
    const statement = () => {
        if (!option || option.isPlain) return level === 'not' ? `not ${chosen}` : chosen;
        return `${chosen} ${level || levels[0][0]}`;
    };
    const select = useRef();
    const byKeys = useRef(true);
    const add = useGrowing(async () => {
        if (!chosen) return null;
        if (byKeys.current) onKeys();
        const refused = await change(model.append(doc, path, statement()));
        setErrors(refused);
        if (refused) return refused;
        pick('');
        if (!byKeys.current) select.current.focus({ preventScroll: true });
        bench.say('Statement added at the end.');
        return null;
    });
    return (
        <form class="adder" onSubmit={add}>
            <label for={`${id}-o`}>{`What ${party.name} ${party.isPlural ? 'want' : 'wants'} next`}</label>
            <select id={`${id}-o`} ref={select} value={chosen} onChange={(event) => pick(event.currentTarget.value)}>
                <option value="">Choose …</option>
                {doc.parties
                    .filter((one) => one.options.length)
                    .map((one) => (
                        <optgroup key={one.id} label={one.name}>
                            {one.options.map((o) => (
                                <option key={o.id} value={o.id}>
                                    {o.name}
                                </option>
                            ))}
                        </optgroup>
                    ))}
                {doc.outcomes.length > 0 && (
                    <optgroup label="Outcomes">
                        {doc.outcomes.map((o) => (
                            <option key={o.id} value={o.id}>
                                {o.name}
                            </option>
                        ))}
                    </optgroup>
                )}
            </select>
            <label class="sr" for={`${id}-l`}>
                How it should stand
            </label>
            <select
                id={`${id}-l`}
                value={level || levels[0][0]}
                onChange={(event) => setLevel(event.currentTarget.value)}
            >
                {levels.map(([value, words]) => (
                    <option key={value} value={value}>
                        {words}
                    </option>
                ))}
            </select>
            <button
                type="submit"
                disabled={!chosen}
                onClick={(event) => (byKeys.current = event.detail === 0)}
            >
                Add
            </button>
            {errors && (
                <div class="error">
                    <Refusal errors={errors} />
                </div>
            )}
        </form>
    );
}

function Weights({ doc, party, items }) {
    const path = ['preferences', party.id, 'weigh'];
    return (
        <table class="plain">
            <caption>
                Weights; a situation is worth the sum of those that hold in it. Statements are changed in the text.
            </caption>
            <thead>
                <tr>
                    <th scope="col">Statement</th>
                    <th scope="col">Weight</th>
                </tr>
            </thead>
            <tbody>
                {items.map(([statement, value]) => {
                    const isMap = value && typeof value === 'object';
                    const weight = isMap ? (value.weight ?? '') : (value ?? '');
                    const at = isMap ? [...path, statement, 'weight'] : [...path, statement];
                    return (
                        <tr key={statement}>
                            <th scope="row">
                                <code>
                                    <Name>{statement}</Name>
                                </code>
                            </th>
                            <td>
                                <Field
                                    label={`Weight of ${statement}`}
                                    isHidden
                                    value={String(weight)}
                                    inputMode="decimal"
                                    class="short"
                                    onCommit={(draft, f) =>
                                        change(
                                            model.set(
                                                doc,
                                                at,
                                                Number.isNaN(Number(draft)) || draft === '' ? draft : Number(draft),
                                            ),
                                            f,
                                        )
                                    }
                                />
                            </td>
                        </tr>
                    );
                })}
            </tbody>
        </table>
    );
}

/* -------------------------------------------------------------- the rest */

function Outcomes({ doc }) {
    const setName = (outcome, value) => {
        const path = ['outcomes', outcome.id];
        return outcome.isPlain
            ? model.set(doc, path, { that: outcome.that, name: value })
            : model.set(doc, [...path, 'name'], value);
    };
    return (
        <>
            <p class="hint">A name for all situations in which a statement is true.</p>
            {doc.outcomes.map((outcome) => (
                <div class="option" key={outcome.id}>
                    <Field
                        label="Name"
                        value={outcome.name}
                        class="medium"
                        onCommit={(value, f) => change(setName(outcome, value), f)}
                    />
                    <Field
                        label="Holds when"
                        value={outcome.that}
                        list="statements"
                        class="grow"
                        onCommit={(value, f) =>
                            changeSaid(doc, value, (said) =>
                                model.setPart(doc, ['outcomes', outcome.id], 'that', said), f)
                        }
                    />
                    <code class="id">{outcome.id}</code>
                    <Act
                        label="Remove"
                        name={`Remove outcome ${outcome.name}`}
                        said="Outcome removed."
                        edit={() => model.remove(['outcomes', outcome.id])}
                    />
                </div>
            ))}
            <NewOutcome doc={doc} />
        </>
    );
}

function NewOutcome({ doc }) {
    const [name, setName] = useState('');
    const id = useId();
    return (
        <div class="pair">
            <div class="field">
                <label for={id}>Name of a new outcome</label>
                <input
                    id={id}
                    dir="auto"
                    value={name}
                    autocomplete="off"
                    onInput={(event) => setName(event.currentTarget.value)}
                />
            </div>
            <Adder
                label="It holds when"
                verb="Add outcome"
                list="statements"
                onAdd={async (that) => {
                    const path = ['outcomes', idFor(name || that, doc.ids, 'outcome')];
                    const refused = await changeSaid(doc, that, (said) =>
                        model.set(doc, path, name ? { that: said, name } : said));
                    if (!refused) setName('');
                    return refused;
                }}
            />
        </div>
    );
}

const Rules = ({ doc, states }) => (
    <>
        {states && (
            <p class="count">
                {count(states.combinations, 'combination')},{' '}
                {(states.combinations - states.feasible).toLocaleString('en')} removed,{' '}
                {states.feasible.toLocaleString('en')} remaining.
            </p>
        )}
        <p class="hint">
            A rule is a statement that is true in every situation that can occur, such as: pump implies offer = none.
        </p>
        {doc.rules.map((rule, i) => (
            <Item
                key={`${i} ${model.flow(rule)}`}
                doc={doc}
                path={['feasible', String(i + 1)]}
                item={rule}
                i={i}
                noun="Rule"
            />
        ))}
        <Adder
            label="New rule"
            verb="Add rule"
            list="statements"
            onAdd={(value) => changeSaid(doc, value, (said) => model.append(doc, ['feasible'], said))}
        />
    </>
);

const Sources = ({ doc }) => (
    <>
        <dl class="sources">
            {doc.sources.map((source) => (
                <div key={source.id}>
                    <dt>
                        <code>{source.id}</code> <Name>{source.title}</Name>
                    </dt>
                    <dd>
                        {[source.author, source.publisher, source.date].filter(Boolean).join(', ')}
                        {source.note && (
                            <>
                                {' '}
                                <Name>{source.note}</Name>
                            </>
                        )}
                    </dd>
                </div>
            ))}
        </dl>
        <Adder
            label="Title of a new source"
            verb="Add source"
            onAdd={(title) =>
                change(
                    model.set(doc, ['sources', idFor(title, new Set(doc.sources.map((s) => s.id)), 'source')], {
                        title,
                    }),
                )
            }
        />
    </>
);
