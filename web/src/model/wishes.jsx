// SPDX-License-Identifier: Apache-2.0
// What a party wants: statements in order as sentences, a ranking, weights, or alternatives.
import { useContext, useEffect, useRef } from 'preact/hooks';
import * as model from '../document.js';
import { Field } from '../parts.jsx';
import { say } from '../say.js';
import { bench } from '../workbench.js';
import { Composer } from './composer.jsx';
import { change, changeSaid } from './edits.js';
import { Adder, Grounds, Item, Problems, ToText } from './fields.jsx';
import { Ordered } from './ordered.jsx';
import { Sentence, Told } from './sentence.jsx';
import { partsOf, treeAt } from './statement.js';

export function Wishes({ party }) {
    const { doc } = useContext(Told);
    const { kind, items } = doc.preferences[party.id];
    if (kind === 'weigh') return <Weights party={party} items={items} />;
    if (kind === 'either') return <Alternatives party={party} items={items} />;
    return <Order party={party} kind={kind ?? 'order'} items={items} />;
}

/** The statement by choices, where it is as simple as they are, and as text. */
const renderForm = (doc, trees) => ({ name, stmt, path }) => {
    const start = partsOf(trees.get(stmt.that), doc);
    const put = (value, f) => changeSaid(doc, value, (said) => model.setPart(doc, path, 'that', said), f);
    return (
        <>
            {start && <Composer key={stmt.that} doc={doc} label={name} start={start} verb={say('model.put')}
                                onSay={put} />}
            <Field label={say('model.as-text', { name })} value={stmt.that} list="statements" dir="ltr"
                   onCommit={(value, f) => (value ? put(value, f) : change(model.remove(path), f))} />
        </>
    );
};

/** Rules, and whatever else is a statement without an order. */
export function Statement(props) {
    const { doc, trees } = useContext(Told);
    return <Item {...props} renderForm={renderForm(doc, trees)} />;
}

function Order({ party, kind, items }) {
    const { doc } = useContext(Told);
    const path = ['preferences', party.id, kind];
    const box = useRef();
    const isFollowing = useRef(false);
    const isRank = kind === 'rank';
    const noun = say(isRank ? 'model.rank' : 'model.wish');
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
                    <Statement path={[...path, String(i + 1)]} item={item} i={i} noun={noun} controls={controls}
                               hasStrength={!isRank} />
                )}
            </Ordered>
            <Problems at={path.slice(0, 2).join('.')} not={path.join('.')} />
            {!isRank && (
                <Composer doc={doc} verb={say('model.add')} onKeys={() => (isFollowing.current = true)}
                          label={say(party.isPlural ? 'model.next.many' : 'model.next', { name: party.name })}
                          onSay={async (said) => {
                              const refused = await change(append(said));
                              if (!refused) bench.say(say('model.added'));
                              return refused;
                          }} />
            )}
            <Adder
                label={isRank ? say('model.add.rank') : say('model.add.wish', { name: party.name })}
                verb={say('model.add')}
                list="statements"
                hint={isRank ? undefined : say('model.add.hint')}
                onAdd={(value) => changeSaid(doc, value, append)}
            />
        </div>
    );
}

/** It is not known which of them the party has: each can be read here and is changed in the text. */
function Alternatives({ party, items }) {
    const { doc, trees } = useContext(Told);
    const path = ['preferences', party.id, 'either'];
    return (
        <>
            <p class="hint">{say('model.either.hint')}</p>
            <ol class="ordered alternatives">
                {items.map((alternative, i) => (
                    <li key={i}>
                        <b>{say('model.alternative', { n: i + 1 })}</b>
                        <ol>
                            {listOf(alternative).map(([item, more]) => (
                                <li key={model.flow(item)}>
                                    <Sentence tree={treeAt(trees, item)}
                                              text={model.statementOf(item)?.that ?? model.flow(item)} />
                                    {more !== undefined && ` (${more})`} <Grounds note={model.statementOf(item)} />
                                </li>
                            ))}
                        </ol>
                    </li>
                ))}
            </ol>
            <Grounds note={doc.raw.preferences[party.id]} />
            <ToText path={path} isOnly />
        </>
    );
}

/** The statements of an alternative: an order, a ranking or weights. */
function listOf(alternative) {
    const found = alternative?.order ?? alternative?.rank ?? alternative;
    if (alternative?.weigh)
        return Object.entries(alternative.weigh).map(([that, value]) => [that, value?.weight ?? value]);
    return (Array.isArray(found) ? found : [found]).map((item) => [item]);
}

function Weights({ party, items }) {
    const { doc, trees } = useContext(Told);
    const path = ['preferences', party.id, 'weigh'];
    return (
        <>
            <table class="plain">
                <caption>{say('model.weights')}</caption>
                <thead>
                    <tr><th scope="col">{say('model.statement')}</th><th scope="col">{say('model.weight')}</th></tr>
                </thead>
                <tbody>
                    {items.map(([statement, value]) => {
                        const isMap = value && typeof value === 'object';
                        const weight = isMap ? (value.weight ?? '') : (value ?? '');
                        const at = isMap ? [...path, statement, 'weight'] : [...path, statement];
                        const numberOf = (draft) =>
                            (draft === '' || Number.isNaN(Number(draft)) ? draft : Number(draft));
                        const set = (draft, f) => change(model.set(doc, at, numberOf(draft)), f);
                        return (
                            <tr key={statement}>
                                <th scope="row">
                                    <Sentence tree={trees.get(statement)} text={statement} />{' '}
                                    <Grounds note={isMap ? value : null} />
                                </th>
                                <td>
                                    <Field label={say('model.weight.of', { statement })} isHidden class="short"
                                           value={String(weight)} inputMode="decimal" onCommit={set} />
                                </td>
                            </tr>
                        );
                    })}
                </tbody>
            </table>
            <ToText path={path} isOnly />
        </>
    );
}
