// SPDX-License-Identifier: Apache-2.0
// Welcome: four doors (an example, an article, a file, nothing at all), and the models that are here already.
import { later } from '#later';
import '../style/welcome.css';
import { useEffect, useId, useState } from 'preact/hooks';
import { call } from '../api.js';
import { Mark, Name, messageOf } from '../parts.jsx';
import { say } from '../say.js';
import { paragraphsOf } from '../texts.js';
import { bench } from '../workbench.js';
import { Models, freeName } from './models.jsx';

const Article = later('Article');

const DOORS = ['examples', 'article', 'file'];

export function Welcome({ state, go, part }) {
    const chosen = DOORS.includes(part) ? part : DOORS[0];
    const Shown = { examples: Examples, article: Article, file: File }[chosen];
    if (chosen === 'article' && paragraphsOf(state.text).length) return <Article state={state} go={go} />;
    const shown = <Shown key="shown" state={state} go={go} />;
    const own = (
        <section key="own" aria-labelledby="own-models">
            <h2 id="own-models">{say('welcome.models')}</h2>
            <Models models={state.models} open={state.open}
                    onChoose={async (id) => (await bench.open(id, null, { place: 'findings' }), go('findings'))} />
        </section>
    );
    return (
        <div class="welcome">
            <h1 tabIndex={-1}>{say('welcome.head')}</h1>
            <p class="see">{say('welcome.see')}</p>
            <div class="doors" role="group" aria-label={say('welcome.doors')}>
                {DOORS.map((door) => (
                    <button key={door} type="button" class="door" aria-pressed={door === chosen}
                            onClick={() => bench.show({ place: 'welcome', part: door })}>
                        <b>{say(`welcome.door.${door}`)}</b>
                        <span>{say(`welcome.door.${door}.see`)}</span>
                    </button>
                ))}
                <button type="button" class="door" onClick={() => bench.dialog({ kind: 'new' })}>
                    <b>{say('welcome.new')}</b>
                    <span>{say('welcome.new.see')}</span>
                </button>
            </div>
            {chosen === 'examples' ? [own, shown] : [shown, own]}
        </div>
    );
}

/** Whether a model is one of these examples that nobody has changed. */
const isExample = ({ name, version, file, parent }, names) =>
    version === 1 && !file && !parent && names.includes(name);

/** The way from an example to a model of one's own. */
export const BeginOwn = ({ state, go }) => isExample(state.open, state.session.cases) && (
    <button type="button" class="begin" onClick={() => go('welcome', 'article')}>{say('welcome.own')}</button>
);

const textOf = async (name) =>
    (await call('POST', 'run', { command: 'cases', words: [name], wait_ms: 10000 })).result.cases[0].text;

/** The number of an example among the models: of one that is here already, as it is. */
export async function exampleHere(name) {
    const here = bench.state.models.find((model) => model.name === name && !model.file && !model.parent);
    const made = here ?? await bench.attempt(async () => call('POST', 'models', { name, text: await textOf(name) }));
    if (made && !here) await bench.reload();
    return made?.id;
}

export async function openExample(name, go) {
    const id = await exampleHere(name);
    if (!id) return;
    await bench.open(id);
    go('findings');
}

/** The gallery's examples; null: not here yet. */
export function useExamples() {
    const [examples, setExamples] = useState(null);
    useEffect(() => void bench.attempt(() => call('GET', 'examples')).then((found) => setExamples(found ?? [])), []);
    return examples;
}

function Examples({ go }) {
    const examples = useExamples();
    if (!examples) return <p role="status">{say('welcome.looking')}</p>;
    const groups = [...new Set(examples.map(({ group }) => group))];
    return (
        <section aria-label={say('welcome.door.examples')}>
            {groups.map((group) => (
                <section key={group} aria-labelledby={`examples-${group}`}>
                    <h2 id={`examples-${group}`}>{say(`welcome.group.${group}`)}</h2>
                    <ul class="gallery">
                        {examples.filter((example) => example.group === group).map((example) => (
                            <Example key={example.name} example={example}
                                     onOpen={() => openExample(example.name, go)} />
                        ))}
                    </ul>
                </section>
            ))}
        </section>
    );
}

const Example = ({ example, onOpen }) => (
    <li class="card">
        <h3><Name>{example.title}</Name></h3>
        <p>{example.teaches}</p>
        <p class="hint">
            {example.parties.map((name, i) => (
                <span key={i} class="party-name"><Mark at={i} /><Name>{name}</Name></span>
            ))}
        </p>
        <button type="button" aria-label={say('welcome.open.what', { title: example.title })}
                onClick={onOpen}>
            {say('welcome.open')}
        </button>
    </li>
);

const OTHER = /\.(?:gmcr|csv)$/i; // formats of other programs

/** The model in another program's file, by the engine; null where it cannot be read. `tell`: hears why, and what the
 *  model has no place for. */
async function converted(name, text, tell) {
    const done = await bench.attempt(() =>
        call('POST', 'run', { command: 'convert', text, name, options: { to: 'yaml' }, wait_ms: 10000 }));
    const said = done?.diagnostics?.map(messageOf).join('; ');
    tell(said || null);
    return done?.status === 0 ? done.output : null;
}

/** A file is read in the page and checked by the engine; one with errors is taken in all the same. */
function File({ state, go }) {
    const [refused, setRefused] = useState(null);
    const id = useId();
    const take = async (file) => {
        if (!file) return;
        const text = await file.text();
        if (text.includes('\uFFFD') || text.includes('\0'))
            return setRefused(say('welcome.file.unread', { name: file.name }));
        if (/"truce\.reply\.v\d/.test(text.slice(0, 300))) return setRefused(say('welcome.file.reply'));
        setRefused(null);
        const model = OTHER.test(file.name) ? await converted(file.name, text, setRefused) : text;
        if (!model) return;
        await bench.create(freeName(file.name.replace(/\.[^.]*$/, '').slice(0, 180), state.models), model);
        const { check } = bench.state;
        if (check?.ok) go('findings');
        else bench.show({ place: 'welcome', part: 'file', side: 'text' });
        bench.say(say(check?.ok ? 'welcome.file.taken' : 'welcome.file.wrong', { n: check?.errors ?? 0 }));
    };
    const drop = (event) => (event.preventDefault(), take(event.dataTransfer.files[0]));
    const { check, open } = state;
    return (
        <section class="card">
            <label class="drop" for={id} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
                <b>{say('welcome.file.choose')}</b>
                <span class="hint">{say('welcome.file.hint')}</span>
                <input id={id} type="file" accept=".yaml,.yml,.json,.gmcr,.csv"
                       onChange={(event) => (take(event.currentTarget.files[0]), (event.currentTarget.value = ''))} />
            </label>
            {refused && <p class="error" role="alert" data-told>{refused}</p>}
            {check && !check.ok && open && (
                <p class="notice">
                    {say('welcome.file.problems', { n: check.errors, name: <Name>{open.name}</Name> })}
                </p>
            )}
        </section>
    );
}
