// SPDX-License-Identifier: Apache-2.0
// What a party wants: statements in order as sentences, a ranking, weights, or alternatives, of which each is again
// one of these.
import { useContext, useEffect, useRef } from 'preact/hooks';
import * as model from '../document.js';
import { Field, Name } from '../parts.jsx';
import { say } from '../say.js';
import { bench } from '../workbench.js';
import { Composer } from './composer.jsx';
import { changeSaid } from './edits.js';
import { Act, Adder, Item, Problems, Remove } from './fields.jsx';
import { About, Parts, Value } from './form.jsx';
import { Ordered } from './ordered.jsx';
import { Sentence, Told } from './sentence.jsx';
import { moved } from './uses.js';
import { Grounds } from './why.jsx';

/** `of`: what the preference at `path` is an alternative of, for labels. */
export function Wishes({ party, path = ['preferences', party.id], of }) {
    const { doc } = useContext(Told);
    const raw = path.reduce(model.childOf, doc.raw);
    const { kind, items } = model.readPreference(raw);
    const own = { party, items, of, path: [...path, kind ?? 'order'] };
    if (kind === 'either') return <><About path={own.path} /><Alternatives {...own} /></>;
    return (
        <>
            {kind === 'weigh' ? (
                <>
                    <Weights {...own} />
                    <Parts path={path} only={['strong']} />
                </>
            ) : <Order {...own} isRank={kind === 'rank'} />}
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

/** A statement of a list, or what stands for one; `canOpen`: it may be one of several. */
function Statement({ party, canOpen, isPart, ...props }) {
    const { doc } = useContext(Told);
    const { path, item, noun, i } = props;
    const stmt = model.statementOf(item);
    const name = say('model.nth', { noun, n: i + 1 });
    const either = [stmt?.that, 'true'];
    const isMark = !stmt && 'strong' in item && !item.either && !item.any;
    return (
        <Item {...props} title={isMark ? say('model.strong') : undefined}>
            {stmt ? <Value path={path} label={name} isBare={isPart} />
                : item.either
                    ? <Alternatives party={party} path={[...path, 'either']} items={item.either} of={name} isItem />
                : item.any || Array.isArray(item)
                    ? <Order party={party} path={item.any ? [...path, 'any'] : path} of={name} isPart /> : null}
            {stmt && canOpen && (
                <Act words={say('model.unsure')} edit={() => (stmt.isPlain ? model.set(doc, path, { either })
                    : [model.set(doc, [...path, 'either'], either), model.remove([...path, 'that'])])} />
            )}
            {!stmt && !Array.isArray(item) && !isPart && <Parts path={path} not={['either', 'any']} />}
        </Item>
    );
}

/** What adds a statement: by choices, and as text. */
const Adding = ({ party, of, append, onKeys }) => {
    const told = useContext(Told);
    const { doc, edit } = told;
    const labelled = (words) => (of && of !== party.name ? `${of}: ${words}` : words);
    return (
        <>
            <Composer verb={say('model.add')} onKeys={onKeys}
                      label={labelled(say(party.isPlural ? 'model.next.many' : 'model.next', { name: party.name }))}
                      onSay={async (said) => {
                          const refused = await edit(append(said));
                          if (!refused) bench.say(say('model.added'));
                          return refused;
                      }} />
            <Adder label={labelled(say('model.add.wish', { name: party.name }))} verb={say('model.add')}
                   list="statements" hint={say('model.add.hint')}
                   onAdd={(value) => changeSaid(told, value, append)} />
        </>
    );
};

/** A list of statements at `path`. `isPart`: of one item, so its own are not open. */
function Order({ party, path, of, isRank, isPart }) {
    const told = useContext(Told);
    const { doc, edit } = told;
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
            {isRank && <About path={path} />}
            {!items.length && <p class="hint">{say('model.no-wish')}</p>}
            <Ordered noun={noun} items={items} onMove={(from, to) => edit(moved(doc, path, from, to))}>
                {(item, i, controls) => (
                    <Statement path={Array.isArray(raw) ? [...path, String(i + 1)] : path} item={item} i={i}
                               noun={noun} controls={controls} canOpen={!isRank && !isPart} isPart={isPart}
                               party={party} />
                )}
            </Ordered>
            {!of && <Problems at={path.slice(0, 2).join('.')} not={path.join('.')} />}
            {isRank ? (
                <>
                    <Adder label={say('model.add.rank')} verb={say('model.add')} list="statements"
                           onAdd={(value) => changeSaid(told, value, append)} />
                    <Act words={say('model.mark.add')} edit={() => append({ strong: 'yes' })} />
                </>
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

export function Weights({ party, path, items, of }) {
    const { doc, trees } = useContext(Told);
    return (
        <>
            <table class="plain">
                <caption><About path={path} /></caption>
                <thead hidden={!items.length}>
                    <tr><th scope="col">{say('model.statement')}</th><th scope="col">{say('model.weight')}</th></tr>
                </thead>
                <tbody>
                    {items.map(([statement, value]) => {
                        const note = value && typeof value === 'object' ? value : null;
                        const at = [...path, statement];
                        return (
                            <tr key={statement}>
                                <th scope="row">
                                    <Sentence tree={trees.get(statement)} text={statement} />
                                    <details class="fold">
                                        <summary>
                                            {say('model.more-of')} <span class="sr"><Name>{statement}</Name></span>
                                            <Grounds note={note} />
                                        </summary>
                                        <Parts path={at} not={['weight']} />
                                        <Remove name={statement} path={at} />
                                    </details>
                                </th>
                                <td>
                                    <Value path={at} label={say('model.weight.of', { statement })} isBare isHidden />
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
