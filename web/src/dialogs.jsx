// SPDX-License-Identifier: Apache-2.0
// New model, open, versions.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { all, call } from './api.js';
import { when } from './compare.jsx';
import { newText } from './document.js';
import { Dialog, Name, count } from './parts.jsx';
import { idFor } from './texts.js';
import { bench, titleOf } from './workbench.js';

const close = () => bench.dialog(null);
const words = (value) => value.split('\n').map((line) => line.trim()).filter(Boolean);

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
            .map((party) => ({ name: party.name.trim(), options: words(party.options) }));
        close();
        bench.create(title.trim(), newText(title.trim(), named, idFor), null, 'wants');
        bench.say('The model is made. Next: what each party wants.');
    };
    return (
        <Dialog title="New model" onClose={close}>
            <form onSubmit={create} class="stack">
                <p>Who are the parties, and what can each of them do? Everything can be changed later.</p>
                <div class="field">
                    <label for={`${id}-t`}>Title</label>
                    <input
                        id={`${id}-t`}
                        dir="auto"
                        data-first
                        required
                        value={title}
                        autocomplete="off"
                        onInput={(event) => setTitle(event.currentTarget.value)}
                    />
                </div>
                {parties.map((party, i) => (
                    <fieldset key={i} class="party">
                        <legend>Party {i + 1}</legend>
                        <div class="field">
                            <label for={`${id}-n${i}`}>Name of party {i + 1}</label>
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
                            <label for={`${id}-o${i}`}>What it can do, one option a line</label>
                            <textarea
                                id={`${id}-o${i}`}
                                dir="auto"
                                rows={3}
                                value={party.options}
                                placeholder={i ? 'Go to court' : 'Pump at night'}
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
                        One more party
                    </button>
                    <button type="submit" class="primary">
                        Make the model
                    </button>
                </div>
            </form>
        </Dialog>
    );
}

/** "Variant of well", "Variant of well, 2": the first that is free. */
function freeName(base, models) {
    const taken = new Set(models.map((model) => model.name));
    for (let n = 1; ; n++) {
        const name = n > 1 ? `${base}, ${n}` : base;
        if (!taken.has(name)) return name;
    }
}

export function VariantDialog({ open, text, models }) {
    const [name, setName] = useState(() => freeName(`Variant of ${open.name}`.slice(0, 180), models));
    const id = useId();
    const create = (event) => {
        event.preventDefault();
        close();
        bench.create(name.trim(), text, open.id);
    };
    return (
        <Dialog title="Keep as a variant" onClose={close}>
            <form onSubmit={create} class="stack">
                <p>
                    A variant is a copy with a name of its own. What you change in it leaves “<Name>{open.name}</Name>
                    ” alone, and “Compare” shows what flips.
                </p>
                <div class="field">
                    <label for={id}>Name of the variant</label>
                    <input
                        id={id}
                        dir="auto"
                        data-first
                        required
                        value={name}
                        autocomplete="off"
                        onInput={(event) => setName(event.currentTarget.value)}
                    />
                </div>
                <div class="row">
                    <button type="submit" class="primary">
                        Make the variant
                    </button>
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

export function OpenDialog({ models, open }) {
    const [removed, setRemoved] = useState(null);
    const [bin, setBin] = useState([]);
    const reload = async () => {
        bench.reload();
        setBin((await bench.attempt(() => call('GET', 'bin'))) ?? []);
    };
    useEffect(() => void reload(), []);
    const choose = (id) => (close(), bench.open(id));
    const remove = async (model) => {
        if (!(await bench.attempt(() => call('DELETE', `models/${model.id}`)))) return;
        setRemoved(model);
        reload();
    };
    const restore = async (model) => {
        await bench.attempt(() => call('POST', `models/${model.id}/restore`, {}));
        bench.say(`${model.name} is back.`);
        setRemoved(null);
        reload();
    };
    return (
        <Dialog title="Open a model or an example" onClose={close} isWide>
            {removed && (
                <p class="notice" role="status">
                    “<Name>{removed.name}</Name>” was removed.{' '}
                    <button type="button" onClick={() => restore(removed)}>
                        Bring it back
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
                            onClick={() => choose(model.id)}
                        >
                            <b>
                                <Name>{titleOf(model, models)}</Name>
                            </b>
                            <span>
                                <Name>{model.name}</Name>
                                {depth > 0 && ', a variant'}, version {model.version}, {when(model.updated)}
                            </span>
                        </button>
                        {model.id !== open?.id && (
                            <button
                                type="button"
                                class="quiet"
                                aria-label={`Remove ${model.name}`}
                                onClick={() => remove(model)}
                            >
                                Remove
                            </button>
                        )}
                    </li>
                ))}
            </ul>
            {bin.length > 0 && <Bin bin={bin} onRestore={restore} />}
        </Dialog>
    );
}

const DAYS = 30;

const Bin = ({ bin, onRestore }) => (
    <details>
        <summary>Bin: {count(bin.length, 'removed model')}</summary>
        <p class="hint">What was removed is kept for {DAYS} days, with all its versions.</p>
        <ul class="models">
            {bin.map((model) => (
                <li key={model.id}>
                    <span class="pick">
                        <b><Name>{model.title || model.name}</Name></b>
                        <span>
                            <Name>{model.name}</Name>, removed {when(model.removed)}, kept until{' '}
                            {when(new Date(model.removed).getTime() + DAYS * 86400000)}
                        </span>
                    </span>
                    <button type="button" aria-label={`Bring back ${model.name}`} onClick={() => onRestore(model)}>
                        Bring back
                    </button>
                </li>
            ))}
        </ul>
    </details>
);

export function VersionsDialog({ open }) {
    const [versions, setVersions] = useState(null);
    const [name, setName] = useState(open.name);
    const id = useId();
    useEffect(() => {
        bench
            .saveNow()
            .then(() => bench.attempt(() => all(`models/${open.id}/versions`)))
            .then((found) => setVersions(found ?? []));
    }, []);
    const restore = async (version) => {
        const found = await bench.attempt(() => call('GET', `models/${open.id}/versions/${version}`));
        if (!found) return;
        close();
        bench.write(found.text);
        bench.say(`Version ${version} is back, as the newest.`);
    };
    const rename = async (event) => {
        event.preventDefault();
        if (!(await bench.attempt(() => call('PATCH', `models/${open.id}`, { name: name.trim() })))) return;
        bench.set({ open: { ...bench.state.open, name: name.trim() } });
        bench.reload();
        bench.say('Renamed.');
    };
    return (
        <Dialog title={`Versions of ${open.name}`} onClose={close}>
            <form class="adder" onSubmit={rename}>
                <label for={id}>Name of the model</label>
                <input
                    id={id}
                    dir="auto"
                    required
                    value={name}
                    autocomplete="off"
                    onInput={(event) => setName(event.currentTarget.value)}
                />
                <button type="submit">Rename</button>
            </form>
            <p class="hint">Every save is kept. Bringing one back makes it the newest; nothing is lost.</p>
            <ul class="jobs">
                {[...(versions ?? [])]
                    .sort((a, b) => b.version - a.version)
                    .map((one, i) => (
                        <li key={one.version}>
                            Version {one.version}, {when(one.saved)}, {one.bytes.toLocaleString('en')} bytes{' '}
                            {i > 0 && (
                                <button type="button" onClick={() => restore(one.version)}>
                                    Bring back version {one.version}
                                </button>
                            )}
                        </li>
                    ))}
            </ul>
        </Dialog>
    );
}
