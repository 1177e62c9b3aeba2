// SPDX-License-Identifier: Apache-2.0
// What a party wants: statements in order as sentences, a ranking, weights, or alternatives, of which each is again
// one of these.
import { useContext, useEffect, useRef } from 'preact/hooks';
import * as model from '../document.js';
import { Field, Name } from '../parts.jsx';
import { say } from '../say.js';
import { bench } from '../workbench.js';
import { Composer } from './composer.jsx';
import { change, changeSaid } from './edits.js';
import { Act, Adder, Grounds, Item, Note, Problems, Remove, ToText } from './fields.jsx';
import { Ordered } from './ordered.jsx';
import { Sentence, Told } from './sentence.jsx';
import { partsOf, treeAt } from './statement.js';

/** `of`: what the preference at `path` is an alternative of, for labels. */
export function Wishes({ party, path = ['preferences', party.id], of }) {
    const { doc } = useContext(Told);
    const raw = path.reduce(model.childOf, doc.raw);
    const { kind, items } = model.readPreference(raw);
    const own = { party, items, of, path: [...path, kind ?? 'order'] };
    if (kind === 'either') return <><p class="hint">{say('model.either.hint')}</p><Alternatives {...own} /></>;
    return (
        <>
            {kind === 'weigh' ? <Weights {...own} /> : <Order {...own} isRank={kind === 'rank'} />}
            {kind && !of && (
                <p>
                    <Act words={say('model.unsure')}
                         edit={() => model.set(doc, path, { either: [raw, raw].map(model.again) })} />{' '}
                    {kind === 'order' && items.every(model.statementOf) && (
                        <Act words={say('model.weigh')}
                             edit={() => model.set(doc, path, { weigh: weighed(items) })} />
                    )}
                </p>
            )}
        </>
    );
}

/** Weights that order situations as the list does. */
const weighed = (items) => Object.fromEntries(items.map((item, i) => {
    const { that, isPlain, ...note } = model.statementOf(item);
    const weight = 2 ** (items.length - 1 - i);
    return [that, isPlain ? weight : { weight, ...model.again(note) }];
}));

/** An item: a statement by choices, where it is as simple as they are, and as text; or what it is made of. */
const renderForm = (doc, trees, party) => ({ name, stmt, path, item, canOpen }) => {
    if (item.either)
        return <Alternatives party={party} path={[...path, 'either']} items={item.either} of={name} isItem />;
    if (!stmt) return <Order party={party} path={item.any ? [...path, 'any'] : path} of={name} isPart />;
    const start = partsOf(trees.get(stmt.that), doc);
    const put = (value, f) => changeSaid(doc, value, (said) => model.setPart(doc, path, 'that', said), f);
    const either = [stmt.that, 'true'];
    return (
        <>
            {start && <Composer key={stmt.that} doc={doc} label={name} start={start} verb={say('model.put')}
                                onSay={put} />}
            <Field label={say('model.as-text', { name })} value={stmt.that} list="statements" dir="ltr"
                   onCommit={(value, f) => (value ? put(value, f) : change(model.remove(path), f))} />
            {canOpen && (
                <Act words={say('model.unsure')} edit={() => (stmt.isPlain ? model.set(doc, path, { either })
                    : [model.set(doc, [...path, 'either'], either), model.remove([...path, 'that'])])} />
            )}
        </>
    );
};

/** Rules, and whatever else is a statement without an order. */
export function Statement({ party, ...props }) {
    const { doc, trees } = useContext(Told);
    return <Item {...props} renderForm={renderForm(doc, trees, party)} />;
}

/** What adds a statement: by choices, and as text. */
const Adding = ({ party, of, append, onKeys }) => {
    const { doc } = useContext(Told);
    const labelled = (words) => (of ? `${of}: ${words}` : words);
    return (
        <>
            <Composer doc={doc} verb={say('model.add')} onKeys={onKeys}
                      label={labelled(say(party.isPlural ? 'model.next.many' : 'model.next', { name: party.name }))}
                      onSay={async (said) => {
                          const refused = await change(append(said));
                          if (!refused) bench.say(say('model.added'));
                          return refused;
                      }} />
            <Adder label={labelled(say('model.add.wish', { name: party.name }))} verb={say('model.add')}
                   list="statements" hint={say('model.add.hint')} onAdd={(value) => changeSaid(doc, value, append)} />
        </>
    );
};

/** A list of statements at `path`. `isPart`: of one item, so its own are not open. */
function Order({ party, path, of, isRank, isPart }) {
    const { doc } = useContext(Told);
    const raw = path.reduce(model.childOf, doc.raw);
    const items = model.itemsAt(raw);
    const box = useRef();
    const isFollowing = useRef(false);
    const own = say(isRank ? 'model.rank' : 'model.wish');
    const noun = of ? `${of}, ${own}` : own;
    useEffect(() => {
        const fields = box.current.querySelectorAll('.ordered [data-control=field]');
        if (isFollowing.current) [...fields].at(-1)?.focus();
        isFollowing.current = false;
    }, [items.length]);
    const append = (said) => model.append(doc, path, said);
    return (
        <div ref={box}>
            {isRank && <p class="hint">{say('model.rank.hint')}</p>}
            {!items.length && <p class="hint">{say('model.no-wish')}</p>}
            <Ordered noun={noun} items={items} onMove={(from, to) => change(model.move(path, from, to))}>
                {(item, i, controls) => (
                    <Statement path={Array.isArray(raw) ? [...path, String(i + 1)] : path} item={item} i={i}
                               noun={noun} controls={controls} hasStrength={!isRank && !isPart} party={party} />
                )}
            </Ordered>
            {!of && <Problems at={path.slice(0, 2).join('.')} not={path.join('.')} />}
            {isRank ? (
                <Adder label={say('model.add.rank')} verb={say('model.add')} list="statements"
                       onAdd={(value) => changeSaid(doc, value, append)} />
            ) : <Adding party={party} of={of} append={append} onKeys={() => (isFollowing.current = true)} />}
        </div>
    );
}

/** It is not known which of them the party has. `isItem`: in one place of its order. */
function Alternatives({ party, path, items, of, isItem }) {
    const { doc } = useContext(Told);
    const above = path.slice(0, -1);
    const take = (alternative) => {
        const [first, ...others] = model.again(isItem ? model.itemsAt(alternative) : [alternative]);
        if (first === undefined) return model.remove(above);
        return [model.set(doc, above, first),
                ...others.map((one, i) => model.insert(above.slice(0, -1), Number(above.at(-1)) + 1 + i, one))];
    };
    return (
        <>
            <ol class="ordered alternatives">
                {items.map((alternative, i) => {
                    const name = [of, say('model.alternative', { n: i + 1 })].filter(Boolean).join(', ');
                    const own = { party, of: name, path: [...path, String(i + 1)] };
                    return (
                        <li key={i}>
                            <b>{name}</b>
                            {isItem ? <Order {...own} isPart /> : <Wishes {...own} />}
                            <Act words={say('model.known', { name })} edit={() => take(alternative)} />{' '}
                            <Remove name={name} path={own.path} />
                        </li>
                    );
                })}
            </ol>
            <Act words={say('model.unsure')}
                 edit={() => model.append(doc, path, isItem ? 'true' : model.again(items.at(-1)))} />
            {!isItem && <Grounds note={above.reduce(model.childOf, doc.raw)} />}
        </>
    );
}

const numberOf = (draft) => (draft === '' || Number.isNaN(Number(draft)) ? draft : Number(draft));

function Weights({ party, path, items, of }) {
    const { doc, trees } = useContext(Told);
    return (
        <>
            <table class="plain">
                <caption>{say('model.weights')}</caption>
                <thead>
                    <tr><th scope="col">{say('model.statement')}</th><th scope="col">{say('model.weight')}</th></tr>
                </thead>
                <tbody>
                    {items.map(([statement, value]) => {
                        const note = value && typeof value === 'object' ? value : null;
                        const at = [...path, statement];
                        const set = (part, draft, f) => change(model.setPart(doc, at, part, draft, 'weight'), f);
                        return (
                            <tr key={statement}>
                                <th scope="row">
                                    <Sentence tree={trees.get(statement)} text={statement} />
                                    <details class="fold">
                                        <summary>
                                            {say('model.more-of')} <span class="sr"><Name>{statement}</Name></span>
                                            <Grounds note={note} />
                                        </summary>
                                        <Note note={note} set={set} />
                                        <Remove name={statement} path={at} />
                                    </details>
                                </th>
                                <td>
                                    <Field label={say('model.weight.of', { statement })} isHidden class="short"
                                           value={String((note ? note.weight : value) ?? '')} inputMode="decimal"
                                           onCommit={(draft, f) => set('weight', numberOf(draft), f)} />
                                </td>
                            </tr>
                        );
                    })}
                </tbody>
            </table>
            <Adding party={party} of={of} append={(said) => model.set(doc, [...path, said], 1)} />
        </>
    );
}
