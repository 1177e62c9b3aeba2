// SPDX-License-Identifier: Apache-2.0
// Questions that are commands: a form made from the command's own table, its work as a job, its answer.
import { useId, useRef, useState } from 'preact/hooks';
import { run } from './api.js';
import { Name, messageOf } from './parts.jsx';
import { say } from './say.js';
import { withIds } from './telling.js';
import { hintOf } from './texts.js';
import { Told, isTold } from './told.jsx';
import { bench, isRunning } from './workbench.js';

const HIDDEN = new Set([
    'format',
    'output',
    'threads',
    'memory',
    'scratch',
    'color',
    'quiet',
    'verbose',
    'help',
    'man',
    'limit',
    'bom',
]);

/** Sends a question; the answer, or the job that works on it, comes back by `onAnswer`. */
export async function ask(command, text, options, model, onAnswer) {
    onAnswer({ state: 'running' });
    const hear = (job) => (bench.watchJobs(), onAnswer(job));
    try {
        onAnswer({ state: 'done', ...await run(command, text, options, { wait: 150, model, onJob: hear }) });
    } catch (error) {
        onAnswer({ state: 'failed', error: error.message });
    }
}

export function Working({ answer }) {
    if (!answer) return null;
    if (answer.error) return <p class="error" role="alert" data-told>{answer.error}</p>;
    if (isRunning(answer)) return <div role="status"><Progress job={answer} /></div>;
    if (answer.state === 'cancelled') return <p role="status">{say('ways.cancelled')}</p>;
    const errors = answer.diagnostics?.filter((diag) => diag.severity === 'error') ?? [];
    if (errors.length)
        return (
            <div class="error" role="alert">
                {errors.map((diag) => (
                    <p key={diag.message} data-told>{messageOf(diag)}</p>
                ))}
            </div>
        );
    return null;
}

export function Progress({ job }) {
    const { phase, done, total } = job.progress ?? {};
    const id = useId();
    return (
        <div class="progress">
            <label for={id}>
                {job.state === 'queued' ? say('ways.queued')
                    : phase ? <span data-told>{phase}</span> : say('ways.working')}
                {job.seconds >= 1 && say('ways.seconds', { n: Math.round(job.seconds) })}
            </label>
            <progress id={id} value={total ? done : undefined} max={total || undefined} />
            {job.job !== undefined && (
                <button type="button" onClick={() => bench.cancel(job.job)}>
                    {say('ways.cancel')}
                </button>
            )}
        </div>
    );
}

/** `command`: an entry of the session's table. */
export function Command({ command, view, text, model }) {
    const [draft, setDraft] = useState({});
    const [answer, setAnswer] = useState(null);
    const asked = useRef({ count: 0, text: null });
    const options = command.options
        .map((option) => ({
            ...option,
            key: option.name.replace(/^--/, ''),
            help: hintOf(option.help, command.name, bench.state.session.concepts),
        }))
        .filter((option) => !HIDDEN.has(option.key));
    const formats = command.options.find(({ name }) => name.replace(/^--/, '') === 'format');
    const send = (given) => {
        const mine = asked.current.count + 1;
        const format = /html/.test(formats?.value) ? 'html' : 'table';
        asked.current = { count: mine, text };
        const put = (values, onAnswer) => ask(command.name, text, { format, ...values }, model, onAnswer);
        const show = (said) => mine === asked.current.count && setAnswer(said);
        put(given, (said) => {
            // Names that people know are tried as ids where the words as they are were not understood.
            const named = said.status === 2 ? inIds(view.doc, command, given) : null;
            if (named) put(named, (second) => show(second.status === 2 ? said : second));
            else show(said);
        });
    };
    const submit = (event) => {
        event.preventDefault();
        send(Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== '' && value !== false)));
    };
    return (
        <>
            <p class="lead"><Name>{sentence(command.summary)}</Name></p>
            <form class="command" onSubmit={submit}>
                {options.map((option) => (
                    <Option
                        key={option.key}
                        option={option}
                        view={view}
                        value={draft[option.key]}
                        onChange={(value) => setDraft((old) => ({ ...old, [option.key]: value }))}
                    />
                ))}
                <button type="submit" class="primary">
                    {say('ways.run')}
                </button>
            </form>
            {answer && asked.current.text !== text && (
                <p class="notice" role="status">
                    {say('ways.changed')}
                </p>
            )}
            <Working answer={answer} />
            <Output answer={answer} />
        </>
    );
}

/** All commands without a tab of their own, one at a time. */
export function Commands({ commands, ...rest }) {
    const [chosen, setChosen] = useState(commands[0].name);
    const id = useId();
    return (
        <>
            <div class="field">
                <label for={id}>{say('ways.question')}</label>
                <select id={id} value={chosen} data-told onChange={(event) => setChosen(event.currentTarget.value)}>
                    {commands.map(({ name, summary }) => <option key={name} value={name}>{name}: {summary}</option>)}
                </select>
            </div>
            <Command key={chosen} command={commands.find(({ name }) => name === chosen)} {...rest} />
        </>
    );
}

const sentence = (words) => words[0].toUpperCase() + words.slice(1) + '.';

const SAID = new Set(['statement', 'either', 'rows', 'state']);

/** The values with the names in them written as ids; null where that changes nothing. */
function inIds(doc, command, given) {
    const kinds = new Map(command.options.map(({ name, kind }) => [name.replace(/^--/, ''), kind]));
    const named = Object.fromEntries(Object.entries(given).map(([key, value]) =>
        [key, doc && SAID.has(kinds.get(key)) ? withIds(doc, value) : value]));
    return Object.keys(given).some((key) => named[key] !== given[key]) ? named : null;
}

/** What can be chosen for an option, as { id, name }; null: it is written. */
function choicesOf(option, view) {
    if (option.kind === 'party' || option.kind === 'parties') return view.parties;
    if (option.kind !== 'names') return null;
    const concepts = new Map(bench.state.session.concepts.map((one) => [one.id, one]));
    return option.names?.map((id) => ({ id, name: concepts.get(id)?.label ?? id.replace(/[-_]/g, ' ') })) ?? null;
}

/** Several of a few things. */
function Several({ id, label, choices, value, onChange, help }) {
    const chosen = (value ?? '').split(',').filter(Boolean);
    const toggle = (one) => onChange(choices.map((choice) => choice.id)
        .filter((other) => (other === one) !== chosen.includes(other)).join(','));
    return (
        <fieldset class="field several" aria-describedby={id}>
            <legend>{label}</legend>
            {choices.map((choice) => (
                <label key={choice.id}>
                    <input
                        type="checkbox"
                        checked={chosen.includes(choice.id)}
                        onChange={() => toggle(choice.id)}
                    />{' '}
                    <Name>{choice.name}</Name>
                </label>
            ))}
            <span id={id} class="hint"><Name>{help}</Name></span>
        </fieldset>
    );
}

const WRITTEN = ['state', 'statement', 'either', 'rows'];
const LISTED = { state: 'situations', statement: 'statements', either: 'statements', rows: 'statements' };

function Option({ option, view, value, onChange }) {
    const id = useId();
    const words = option.key.replace(/-/g, ' ');
    const label = <Name>{words[0].toUpperCase() + words.slice(1)}</Name>;
    const help = <span id={id} class="hint"><Name>{option.help}</Name></span>;
    if (!option.value)
        return (
            <div class="field check">
                <label>
                    <input type="checkbox" checked={value ?? false} aria-describedby={id}
                           onChange={(event) => onChange(event.currentTarget.checked)} /> {label}
                </label>
                {help}
            </div>
        );
    const written = /^[a-z_]+(\|[a-z_]+)+$/.test(option.value) ? option.value.split('|') : null;
    const things = choicesOf(option, view) ?? written?.map((one) => ({ id: one, name: one }));
    if (things && !written && option.kind !== 'party' && option.value !== 'CONCEPT')
        return (
            <Several id={id} label={label} choices={things} value={value} onChange={onChange} help={option.help} />
        );
    const shared = { id: `${id}-i`, value: value ?? '', 'aria-describedby': id, 'data-told': true };
    return (
        <div class="field">
            <label for={`${id}-i`}>{label}</label>
            {things ? (
                <select {...shared} onChange={(event) => onChange(event.currentTarget.value)}>
                    <option value="">{say('ways.as-usual')}</option>
                    {things.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
                </select>
            ) : (
                <input
                    {...shared}
                    dir="auto"
                    placeholder={WRITTEN.includes(option.kind) ? say(`ways.written.${option.kind}`) : option.value}
                    autocomplete="off"
                    list={LISTED[option.kind] ?? (option.value === 'DATE|EVENT' ? 'events' : undefined)}
                    onInput={(event) => onChange(event.currentTarget.value)}
                />
            )}
            {help}
        </div>
    );
}

/** As the command writes it: told in words, or its text. */
export function Output({ answer }) {
    if (!answer || isRunning(answer)) return null;
    if (isTold(answer.output)) return <Told html={answer.output} />;
    if (answer.output) return <Written text={answer.output} />;
    return answer.result ? <Written text={JSON.stringify(answer.result, null, 1)} /> : null;
}

const Written = ({ text }) => (
    <pre class="output" tabIndex={0} role="region" aria-label={say('ways.answer')} data-told>{text}</pre>
);
