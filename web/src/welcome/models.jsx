// SPDX-License-Identifier: Apache-2.0
// The models that are here: opened, moved to the bin, brought back; and a new one, from who can do what.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { call } from '../api.js';
import { newText } from '../document.js';
import { Dialog, Name } from '../parts.jsx';
import { say } from '../say.js';
import { Called } from '../share/kin.jsx';
import { when } from '../share/lines.jsx';
import { idFor } from '../texts.js';
import { bench, titleOf } from '../workbench.js';

const close = () => bench.dialog(null);
const lines = (value) => value.split('\n').map((line) => line.trim()).filter(Boolean);

/** A name, or the first with a number behind it that no model has. */
export function freeName(base, models) {
    const taken = new Set(models.map((model) => model.name));
    for (let n = 1; ; n++) {
        const name = n > 1 ? `${base}, ${n}` : base;
        if (!taken.has(name)) return name;
    }
}

export function NewDialog() {
    const [title, setTitle] = useState('');
    const [parties, setParties] = useState([{ name: '', options: '' }, { name: '', options: '' }]);
    const last = useRef();
    const id = useId();
    const put = (i, patch) => setParties(parties.map((party, at) => (at === i ? { ...party, ...patch } : party)));
    const create = (event) => {
        event.preventDefault();
        const named = parties
            .filter((party) => party.name.trim())
            .map((party) => ({ name: party.name.trim(), options: lines(party.options) }));
        close();
        bench.create(title.trim(), newText(title.trim(), named, idFor), null, 'wants');
        bench.say(say('welcome.new.made'));
    };
    return (
        <Dialog title={say('welcome.new')} onClose={close}>
            <form onSubmit={create} class="stack">
                <p>{say('welcome.new.see')}</p>
                <div class="field">
                    <label for={`${id}-t`}>{say('welcome.new.title')}</label>
                    <input id={`${id}-t`} dir="auto" data-first required value={title} autocomplete="off"
                           onInput={(event) => setTitle(event.currentTarget.value)} />
                </div>
                {parties.map((party, i) => (
                    <fieldset key={i} class="party">
                        <legend>{say('welcome.new.party', { n: i + 1 })}</legend>
                        <div class="field">
                            <label for={`${id}-n${i}`}>{say('welcome.new.name', { n: i + 1 })}</label>
                            <input
                                id={`${id}-n${i}`}
                                ref={i === parties.length - 1 ? last : undefined}
                                dir="auto"
                                required={i < 1}
                                value={party.name}
                                autocomplete="off"
                                onInput={(event) => put(i, { name: event.currentTarget.value })}
                            />
                        </div>
                        <div class="field">
                            <label for={`${id}-o${i}`}>{say('welcome.new.options')}</label>
                            <textarea
                                id={`${id}-o${i}`}
                                dir="auto"
                                rows={3}
                                value={party.options}
                                placeholder={say(i ? 'welcome.new.second' : 'welcome.new.first')}
                                onInput={(event) => put(i, { options: event.currentTarget.value })}
                            />
                        </div>
                    </fieldset>
                ))}
                <div class="row">
                    <button
                        type="button"
                        onClick={() => (
                            setParties([...parties, { name: '', options: '' }]),
                            setTimeout(() => last.current?.focus())
                        )}
                    >
                        {say('welcome.new.more')}
                    </button>
                    <button type="submit" class="primary">{say('welcome.new.make')}</button>
                </div>
            </form>
        </Dialog>
    );
}

/** Models with their variants below them. */
function tree(models, parent = null, depth = 0) {
    const ids = new Set(models.map((model) => model.id));
    const own = models.filter((model) =>
        parent === null ? model.parent == null || !ids.has(model.parent) : model.parent === parent,
    );
    return own.flatMap((model) => [{ model, depth }, ...tree(models, model.id, depth + 1)]);
}

export const OpenDialog = ({ models, open }) => (
    <Dialog title={say('welcome.open.title')} onClose={close} isWide>
        <Models models={models} open={open} onChoose={(id) => (close(), bench.open(id))} />
    </Dialog>
);

export function Models({ models, open, onChoose }) {
    const [removed, setRemoved] = useState(null);
    const back = useRef();
    useEffect(() => void (removed && back.current.focus()), [removed]);
    const [bin, setBin] = useState([]);
    const reload = async () => {
        bench.reload();
        setBin((await bench.attempt(() => call('GET', 'bin'))) ?? []);
    };
    useEffect(() => void reload(), []);
    const remove = async (model) => {
        if (!(await bench.attempt(() => call('DELETE', `models/${model.id}`)))) return;
        setRemoved(model);
        reload();
    };
    const restore = async (model) => {
        await bench.attempt(() => call('POST', `models/${model.id}/restore`, {}));
        bench.say(say('welcome.restored', { name: model.name }));
        setRemoved(null);
        reload();
    };
    return (
        <>
            {removed && (
                <p class="notice" role="status">
                    {say('welcome.removed', { name: <Name>{removed.name}</Name> })}{' '}
                    <button type="button" ref={back} onClick={() => restore(removed)}>
                        {say('welcome.restore.it')}
                    </button>
                </p>
            )}
            <ul class="models">
                {tree(models).map(({ model, depth }) => (
                    <li key={model.id} class={`depth-${Math.min(depth, 4)}`}>
                        <button
                            type="button"
                            class="pick"
                            aria-current={model.id === open?.id ? 'true' : undefined}
                            onClick={() => onChoose(model.id)}
                        >
                            <b>
                                {depth > 0 ? <Called model={model} models={models} />
                                    : <Name>{titleOf(model, models)}</Name>}
                            </b>
                            <span>
                                {say(depth > 0 ? 'welcome.variant' : 'welcome.version', {
                                    name: <Name>{model.name}</Name>, n: model.version, date: when(model.updated),
                                })}
                            </span>
                        </button>
                        {model.id !== open?.id && (
                            <button type="button" class="quiet" aria-label={say('welcome.remove.what',
                                                                                 { name: model.name })}
                                    onClick={() => remove(model)}>
                                {say('welcome.remove')}
                            </button>
                        )}
                    </li>
                ))}
            </ul>
            {bin.length > 0 && <Bin bin={bin} onRestore={restore} />}
        </>
    );
}

const DAYS = 30;

const Bin = ({ bin, onRestore }) => (
    <details>
        <summary>{say('welcome.bin', { n: bin.length })}</summary>
        <p class="hint">{say('welcome.bin.see', { n: DAYS })}</p>
        <ul class="models">
            {bin.map((model) => (
                <li key={model.id}>
                    <span class="pick">
                        <b><Name>{model.title || model.name}</Name></b>
                        <span>
                            {say('welcome.bin.until', {
                                name: <Name>{model.name}</Name>, removed: when(model.removed),
                                until: when(new Date(model.removed).getTime() + DAYS * 86400000),
                            })}
                        </span>
                    </span>
                    <button type="button" aria-label={say('welcome.restore.what', { name: model.name })}
                            onClick={() => onRestore(model)}>
                        {say('welcome.restore')}
                    </button>
                </li>
            ))}
        </ul>
    </details>
);
