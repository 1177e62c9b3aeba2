// SPDX-License-Identifier: Apache-2.0
// A party's card: its name, what it can do as a table, and what it wants.
import { useContext, useId, useState } from 'preact/hooks';
import * as model from '../document.js';
import { Field, Mark, Name } from '../parts.jsx';
import { say } from '../say.js';
import { idFor } from '../texts.js';
import { change, choose } from './edits.js';
import { Adder, Problems, Remove, Wrong } from './fields.jsx';
import { NOTE, Parts } from './form.jsx';
import { Told } from './sentence.jsx';
import { problemsAt } from './uses.js';
import { Grounds } from './why.jsx';
import { Wishes } from './wishes.jsx';

const MOVES = { both: '↕', up: '↑', down: '↓', none: '–' };

export function Party({ party, at, isOpen }) {
    const { doc } = useContext(Told);
    const [isShown, setShown] = useState(isOpen);
    const path = ['parties', party.id];
    const id = useId();
    const { items } = doc.preferences[party.id];
    return (
        <details class={`card party party-${at % 6}`} role="group" aria-labelledby={id} open={isOpen}
                 onToggle={(event) => setShown(event.currentTarget.open)}>
            <summary id={`card-${party.id}`}>
                <h3><Mark at={at} /><span id={id}><Name>{party.name}</Name></span></h3>
                <span class="hint">
                    {say('model.options.count', { n: party.options.length })},{' '}
                    {say('model.wishes.count', { n: items.length })}
                    <Wrong at={[path.join('.'), `preferences.${party.id}`]} />
                </span>
            </summary>
            {isShown && <Body party={party} path={path} isFirst={at === 0} />}
        </details>
    );
}

function Body({ party, path, isFirst }) {
    const { doc } = useContext(Told);
    const raw = path.reduce(model.childOf, doc.raw);
    const [added, setAdded] = useState(null);
    const add = (name) => {
        const id = idFor(name, doc.ids, 'option');
        setAdded(id);
        return change(model.append(doc, [...path, 'options'], { id, name }));
    };
    return (
        <>
            {raw.because && <p class="because"><Name>{raw.because}</Name></p>}
            <h4>{say('model.can')}</h4>
            {party.options.length > 0 && (
                <table class="options">
                    <thead>
                        <tr>
                            <th scope="col">{say('model.option')}</th>
                            <th scope="col">{say('model.levels')}</th>
                            <th scope="col"><span class="sr">{say('model.moves')}</span></th>
                            <th><span class="sr">{say('model.more-of')}</span></th>
                        </tr>
                    </thead>
                    {party.options.map((option) => (
                        <Option key={option.id} path={[...path, 'options', option.id]} option={option}
                                isNew={option.id === added} />
                    ))}
                </table>
            )}
            {party.options.length > 0 && <p class="hint">{say('model.levels.hint')}</p>}
            <Adder
                label={say('model.new-option', { name: party.name })}
                verb={say('model.add-option')}
                hint={party.options.length ? undefined : say('model.new-option.hint')}
                onAdd={add}
            />
            <h4 id={isFirst ? 'wants' : undefined} tabIndex={-1}>{say('model.wants')}</h4>
            <Wishes party={party} />
            <details class="fold">
                <summary>{say('model.party.more')} <Grounds note={raw} /></summary>
                <Parts path={path} only={['name', 'plural', 'called', 'short', 'its', ...NOTE]} />
                <Remove name={party.name} path={path} />
            </details>
            <Problems at={path.join('.')} not={`${path.join('.')}.options`} />
        </>
    );
}

/* ----------------------------------------------------------------- options */

/** Its levels; the one where it stands today is chosen. */
function Levels({ option }) {
    const { doc } = useContext(Told);
    const today = doc.facts[option.id];
    if (doc.hasStateNumber) return option.levels.join(', ');
    return (
        <fieldset class="levels-of">
            <legend class="sr">{say('model.today', { name: option.own })}</legend>
            {option.levels.map((level) => (
                <label key={level} class={level === today ? 'level today' : 'level'}>
                    <input type="radio" class="sr" name={`today-${option.id}`} checked={level === today}
                           onChange={() => choose(model.setFact(doc, option.id, level))} />
                    <Name>{level}</Name>
                    {level === today && <span class="sr">, {say('model.is-today')}</span>}
                </label>
            ))}
            {today === undefined && (
                <span class="hint">
                    {model.hasToday(doc) ? say('model.unset.counts', { level: option.levels[0] })
                                         : say('model.unset')}
                </span>
            )}
        </fieldset>
    );
}

function Option({ path, option, isNew }) {
    const { doc, diagnostics } = useContext(Told);
    const [isAsked, setAsked] = useState(isNew);
    const lacks = problemsAt(diagnostics, path.join('.')).some(({ severity }) => severity === 'words');
    const [isOpen, setOpen] = useState(false);
    const id = useId();
    const raw = path.reduce(model.childOf, doc.raw);
    const of = typeof raw === 'object' ? raw : {};
    const { own: name } = option;
    return (
        <tbody>
            <tr>
                <th scope="row"><Name>{name}</Name> <Grounds note={of} /></th>
                <td><Levels option={option} /></td>
                <td title={say(`model.moves.${option.moves}`)}>
                    <span aria-hidden="true">{MOVES[option.moves]}</span>
                    <span class="sr">{say(`model.moves.${option.moves}`)}</span>
                </td>
                <td>
                    <button type="button" class="quiet" aria-expanded={isOpen} aria-controls={id}
                            aria-label={say('model.more-of.option', { name })} onClick={() => setOpen(!isOpen)}>
                        ⋯
                    </button>
                </td>
            </tr>
            <tr>
                <td colSpan={4}>
                    <Problems at={path.join('.')} />
                    {(lacks || isAsked) && (
                        <details class="fold" open={isAsked} onToggle={(event) =>
                            setAsked(event.currentTarget.open)}>
                            <summary>{say('model.word-it')}</summary>
                            {isAsked && <Parts path={path} only={['says', 'does']} />}
                        </details>
                    )}
                </td>
            </tr>
            <tr id={id} hidden={!isOpen}>
                <td colSpan={4} class="note">
                    {isOpen && <OptionDetail path={path} option={option} />}
                </td>
            </tr>
        </tbody>
    );
}

function OptionDetail({ path, option }) {
    return (
        <>
            <p class="hint">{say('model.id')} <code class="id">{option.id}</code></p>
            <Parts path={path} only={['name', 'levels', 'moves', 'step', ...NOTE]} />
            <details class="fold">
                <summary>{say('model.clauses')}</summary>
                <Parts path={path} only={['topic', 'says', 'does', 'from', 'below', 'back']} />
            </details>
            <Remove name={option.name} path={path} />
        </>
    );
}
