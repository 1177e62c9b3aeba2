// SPDX-License-Identifier: Apache-2.0
// What else a model says: what it is about, names for outcomes, rules, sources, how parties see it.
import { useContext, useId, useState } from 'preact/hooks';
import * as model from '../document.js';
import { Field, Name } from '../parts.jsx';
import { say } from '../say.js';
import { Said } from '../share/changes.jsx';
import { tellEdit, tellPath } from '../telling.js';
import { idFor } from '../texts.js';
import { Choice } from '../ways/asking.jsx';
import { change, changeSaid } from './edits.js';
import { Act, Adder, Grounds, Note, Problems, Remove, Texts, Wrong } from './fields.jsx';
import { Sentence, Told } from './sentence.jsx';
import { treeAt } from './statement.js';
import { Statement } from './wishes.jsx';

/** A card that is closed until somebody wants it. `at`: the key of the text that it shows. */
export function Fold({ title, note, at, children }) {
    const [isShown, setShown] = useState(false);
    return (
        <details class="card" onToggle={(event) => setShown(event.currentTarget.open)}>
            <summary>
                <h3>{title}</h3>
                <span class="hint">{note}<Wrong at={[at]} /></span>
            </summary>
            {isShown && children}
        </details>
    );
}

export function About() {
    const { doc } = useContext(Told);
    return (
        <Fold title={say('model.about')} note={doc.date} at="title">
            <Field label={say('model.title')} value={doc.title}
                   onCommit={(value, f) => change(model.set(doc, ['title'], value), f)} />
            <Field label={say('model.summary')} isLong value={doc.summary} rows={3}
                   onCommit={(value, f) => change(model.set(doc, ['summary'], value), f)} />
            <Field
                label={say('model.date')}
                value={doc.date}
                type="date"
                class="short"
                onCommit={(value, f) => change(value ? model.set(doc, ['date'], value) : model.remove(['date']), f)}
            />
        </Fold>
    );
}

/** An outcome as a mapping, so that a part can be set. */
const setPart = (doc, outcome, part, value) => {
    const path = ['outcomes', outcome.id];
    if (part === 'that' || !outcome.isPlain) return model.setPart(doc, path, part, value);
    return model.set(doc, path, { that: outcome.that, [part]: value });
};

function Outcome({ outcome }) {
    const { doc, trees } = useContext(Told);
    const [isOpen, setOpen] = useState(false);
    const id = useId();
    const set = (part, value, f) => change(setPart(doc, outcome, part, value), f);
    return (
        <li>
            <div class="wish">
                <button type="button" class="sentence" aria-expanded={isOpen} aria-controls={id}
                        onClick={() => setOpen(!isOpen)}>
                    <span class="piece outcome"><Name>{outcome.name}</Name></span>{' '}
                    <Sentence tree={treeAt(trees, outcome)} text={outcome.that} />
                </button>
                <Grounds note={outcome} />
            </div>
            <Problems at={`outcomes.${outcome.id}`} />
            <div id={id} class="note">
                {isOpen && (
                    <>
                        <Field label={say('model.outcome.name')} value={outcome.name}
                               onCommit={(value, f) => set('name', value, f)} />
                        <Field
                            label={say('model.outcome.that')}
                            value={outcome.that}
                            list="statements"
                            onCommit={(value, f) =>
                                changeSaid(doc, value, (said) => setPart(doc, outcome, 'that', said), f)
                            }
                        />
                        <p class="hint">{say('model.id')} <code class="id">{outcome.id}</code></p>
                        <details class="fold">
                            <summary>{say('model.clauses')}</summary>
                            {['called', 'short', 'says', 'denies'].map((part) => (
                                <Field key={part} label={say(`model.outcome.${part}`)} value={outcome[part] ?? ''}
                                       onCommit={(value, f) => set(part, value, f)} />
                            ))}
                        </details>
                        <Note note={outcome} set={set} />
                        <Remove name={outcome.name} ids={[outcome.id]} path={['outcomes', outcome.id]} />
                    </>
                )}
            </div>
        </li>
    );
}

export function Outcomes() {
    const { doc } = useContext(Told);
    return (
        <Fold title={say('model.outcome.head')} note={doc.outcomes.length} at="outcomes">
            <p class="hint">{say('model.outcome.hint')}</p>
            <ul class="plain-list">{doc.outcomes.map((one) => <Outcome key={one.id} outcome={one} />)}</ul>
            <NewOutcome doc={doc} />
        </Fold>
    );
}

function NewOutcome({ doc }) {
    const [name, setName] = useState('');
    const id = useId();
    return (
        <div class="pair">
            <div class="field">
                <label for={id}>{say('model.outcome.new')}</label>
                <input
                    id={id}
                    dir="auto"
                    value={name}
                    autocomplete="off"
                    onInput={(event) => setName(event.currentTarget.value)}
                />
            </div>
            <Adder
                label={say('model.outcome.when')}
                verb={say('model.outcome.add')}
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

export function Rules({ states }) {
    const { doc } = useContext(Told);
    return (
        <Fold title={say('model.rules')} note={doc.rules.length} at="feasible">
            {states && (
                <p class="hint">
                    {say('model.rules.count', { all: states.combinations, n: states.combinations - states.feasible,
                                                left: states.feasible })}
                </p>
            )}
            <p class="hint">{say('model.rules.hint')}</p>
            {doc.rules.map((rule, i) => (
                <Statement key={`${i} ${model.flow(rule)}`} path={['feasible', String(i + 1)]} item={rule} i={i}
                           noun={say('model.rule')} />
            ))}
            <Adder
                label={say('model.rule.new')}
                verb={say('model.rule.add')}
                list="statements"
                onAdd={(value) => changeSaid(doc, value, (said) => model.append(doc, ['feasible'], said))}
            />
        </Fold>
    );
}

const SOURCE = ['title', 'author', 'publisher', 'date', 'url', 'file', 'called', 'note'];

export function Sources() {
    const { doc } = useContext(Told);
    const ids = new Set(doc.sources.map((source) => source.id));
    return (
        <Fold title={say('model.sources')} note={doc.sources.length} at="sources">
            {doc.sources.map((source) => (
                <details key={source.id} class="fold">
                    <summary><Name>{source.title ?? source.id}</Name> <code class="id">{source.id}</code></summary>
                    <Texts doc={doc} path={['sources', source.id]} of={source} parts={SOURCE} prefix="source" />
                    <p class="hint">{say('model.source.hint')}</p>
                    <Remove name={source.title ?? source.id} source={source.id} path={['sources', source.id]} />
                    <Problems at={`sources.${source.id}`} />
                </details>
            ))}
            <Adder
                label={say('model.source.new')}
                verb={say('model.source.add')}
                onAdd={(title) => change(model.set(doc, ['sources', idFor(title, ids, 'source')], { title }))}
            />
        </Fold>
    );
}

const OPS = ['set', 'insert', 'remove', 'move'];
/** A change as the model has it, as an edit. */
const editOf = (change) => {
    const op = OPS.find((one) => one in change);
    return { op, path: String(change[op]), value: op === 'set' ? change.to : change.value, to: change.to };
};

/** What `party` can misread: rules, what others want, how they can change their options. */
function subjects(doc, party) {
    const places = (above, { length }) => Array.from({ length: length + 1 }, (_, i) =>
        ({ id: `${above}.${i + 1}`, isNew: i === length }));
    return [
        ...places('feasible', doc.rules),
        ...doc.parties.filter(({ id }) => id !== party).flatMap(({ id, options }) => {
            const { kind, items } = doc.preferences[id];
            return [
                ...(kind === 'order' ? places(`preferences.${id}.order`, items) : []),
                ...options.map((option) => ({ id: `parties.${id}.options.${option.id}.moves` })),
            ];
        }),
    ].map((one) => {
        const { words, stands } = tellPath(doc, one.id);
        return { ...one, name: one.isNew ? say('share.edit.insert', { what: words })
            : stands ? `${words}: ${stands}` : words };
    });
}

/** Changes of the model at `path`: each told, and a form for one more. */
function Changes({ path, changes, party }) {
    const { doc } = useContext(Told);
    const choices = subjects(doc, party);
    const [wanted, setChosen] = useState(null);
    const { id, isNew } = choices.find((one) => one.id === wanted) ?? choices[0];
    const add = (to) => model.append(doc, path, isNew ? { insert: id, value: to } : { set: id, to });
    const whole = changes.length > 1 ? null
        : Object.keys(doc.raw.perceives ?? {}).length > 1 ? path.slice(0, -1) : ['perceives'];
    return (
        <>
            <ul class="plain-list">
                {changes.map((one, i) => (
                    <li key={i}>
                        <Said {...tellEdit(doc, editOf(one))} />{' '}
                        <Remove name={say('model.nth', { noun: say('model.change'), n: i + 1 })}
                                path={whole ?? [...path, String(i + 1)]} />
                    </li>
                ))}
            </ul>
            <Problems at={path.slice(0, -1).join('.')} />
            <Choice label={say('model.change.what')} isTold chosen={id} onChoose={setChosen} choices={choices} />
            {!isNew && (
                <Act words={say('model.change.not')} edit={() => model.append(doc, path, { remove: id })} />
            )}
            <Adder label={say('model.change.to')} verb={say('model.add')} list="statements"
                   hint={say('model.change.hint')} onAdd={(to) => changeSaid(doc, to, add)} />
        </>
    );
}

/** How parties see the conflict otherwise. */
export function Views() {
    const { doc } = useContext(Told);
    const views = doc.raw.perceives ?? {};
    return (
        <Fold title={say('model.views-of')} note={Object.keys(views).length} at="perceives">
            {doc.parties.map(({ id, name }) => {
                const path = ['perceives', id];
                return (
                    <details key={id} class="fold" open={id in views}>
                        <summary><Name>{name}</Name> <Grounds note={views[id]} /></summary>
                        <Changes path={[...path, 'changes']} changes={views[id]?.changes ?? []} party={id} />
                        {id in views && <Note note={views[id]}
                                              set={(part, to, f) => change(model.setPart(doc, path, part, to), f)} />}
                    </details>
                );
            })}
        </Fold>
    );
}
