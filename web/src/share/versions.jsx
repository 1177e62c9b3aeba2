// SPDX-License-Identifier: Apache-2.0
// A model's name, versions and variants: kept, labelled, compared, brought back.
import { useEffect, useId, useState } from 'preact/hooks';
import { all, call } from '../api.js';
import { Dialog, Field, Name } from '../parts.jsx';
import { say } from '../say.js';
import { freeName } from '../welcome/models.jsx';
import { bench } from '../workbench.js';
import { Changes, Reading, differ } from './changes.jsx';
import { Called } from './kin.jsx';
import { Lines, when } from './lines.jsx';

const close = () => bench.dialog(null);

export function VariantDialog({ open, text, models }) {
    const [name, setName] = useState(() =>
        freeName(say('share.variant.of', { name: open.name }).slice(0, 180), models));
    const id = useId();
    const create = (event) => {
        event.preventDefault();
        close();
        bench.create(name.trim(), text, open.id);
    };
    return (
        <Dialog title={say('share.variant.keep')} onClose={close}>
            <form onSubmit={create} class="stack">
                <p>{say('share.variant.what', { name: <Name>{open.name}</Name> })}</p>
                <div class="field">
                    <label for={id}>{say('share.variant.name')}</label>
                    <input id={id} dir="auto" data-first required value={name} autocomplete="off"
                           onFocus={(event) => event.currentTarget.select()}
                           onInput={(event) => setName(event.currentTarget.value)} />
                </div>
                <div class="row">
                    <button type="submit" class="primary">{say('share.variant.make')}</button>
                </div>
            </form>
        </Dialog>
    );
}

const FIRST = 20; // versions that are shown before all are asked for

export function VersionsDialog({ open, models }) {
    const [versions, setVersions] = useState(null);
    const [isAll, setAll] = useState(false);
    const load = async () => setVersions((await bench.attempt(() => all(`models/${open.id}/versions`))) ?? []);
    useEffect(() => void bench.saveNow().then(load), []);
    const rename = async (name) => {
        if (!name.trim()) return [{ message: say('share.name.blank') }];
        const found = await bench.attempt(() => call('PATCH', `models/${open.id}`, { name: name.trim() }));
        if (!found) return [{ message: say('share.refused') }];
        bench.set({ open: { ...bench.state.open, name: found.name } });
        bench.reload();
        bench.say(say('share.renamed'));
        return null;
    };
    const label = async (version, words) => {
        await bench.attempt(() => call('PATCH', `models/${open.id}/versions/${version}`, { label: words.trim() }));
        await load();
        return null;
    };
    const restore = async (version) => {
        const found = await bench.attempt(() => call('GET', `models/${open.id}/versions/${version}`));
        if (!found) return;
        close();
        bench.write(found.text);
        bench.say(say('share.version.back', { n: version }));
    };
    const own = models.filter((model) => model.parent === open.id);
    const compare = (id) => (close(), bench.show({ place: 'share', part: 'compare', against: String(id) }));
    const list = [...(versions ?? [])].sort((a, b) => b.version - a.version);
    return (
        <Dialog title={say('share.versions.title')} onClose={close} isWide>
            <Field label={say('share.name')} value={open.name} onCommit={rename} />
            <h3>{say('share.versions')}</h3>
            <p class="hint">{say('share.versions.hint')}</p>
            <ul class="versions">
                {list.slice(0, isAll ? list.length : FIRST).map((one, i) => (
                    <li key={one.version}>
                        <p>
                            {say('share.version.saved', { n: one.version, date: when(one.saved) })}
                            {i === 0 && <span class="badge">{say('share.version.now')}</span>}
                        </p>
                        <Field label={say('share.label', { n: one.version })} value={one.label ?? ''} isHidden
                               placeholder={say('share.label.hint')} maxLength={180}
                               onCommit={(words) => label(one.version, words)} />
                        {i > 0 && (
                            <button type="button" onClick={() => restore(one.version)}>
                                {say('share.version.restore', { n: one.version })}
                            </button>
                        )}
                        {i + 1 < list.length && (
                            <Changed model={open.id} from={list[i + 1].version} to={one.version} />
                        )}
                    </li>
                ))}
            </ul>
            {!isAll && list.length > FIRST && (
                <button type="button" onClick={() => setAll(true)}>
                    {say('share.versions.all', { n: list.length })}
                </button>
            )}
            <h3>{say('share.variants')}</h3>
            {own.length === 0 && <p class="hint">{say('share.variants.none')}</p>}
            <ul class="models">
                {own.map((model) => (
                    <li key={model.id}>
                        <button type="button" class="pick" onClick={() => (close(), bench.open(model.id))}>
                            <b><Called model={model} models={models} /></b>
                        </button>
                        <button type="button" aria-label={say('share.compare.with', { name: model.name })}
                                onClick={() => compare(model.id)}>
                            {say('share.part.compare')}
                        </button>
                    </li>
                ))}
            </ul>
            <div class="row">
                <button type="button" class="primary" onClick={() => bench.dialog({ kind: 'variant' })}>
                    {say('share.variant.keep')}
                </button>
            </div>
        </Dialog>
    );
}

/** What a version changed, in the engine's words; of texts that are no models the lines. */
function Changed({ model, from, to }) {
    const [found, setFound] = useState(null);
    const look = async () => {
        const [a, b] = await Promise.all([from, to].map((version) =>
            call('GET', `models/${model}/versions/${version}`)
                .then(({ text }) => ({ text, name: say('share.version', { n: version }) }))));
        const answer = await differ(a, b);
        setFound({ a, b, result: answer.result });
    };
    return (
        <details onToggle={(event) => event.currentTarget.open && !found && bench.attempt(look)}>
            <summary>{say('share.version.changed', { n: from })}</summary>
            {!found ? <p role="status">{say('share.compare.solving')}</p>
                : found.result ? <Reading><Changes result={found.result} doc={bench.state.doc} /></Reading>
                    : <Lines a={found.b} b={found.a} />}
        </details>
    );
}
