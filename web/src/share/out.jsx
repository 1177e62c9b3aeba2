// SPDX-License-Identifier: Apache-2.0
// Export: what each question answers as a file in every form that the engine writes, and the model itself.
import { useState } from 'preact/hooks';
import { Keeping, Kept, all, call, run } from '../api.js';
import { Working } from '../command.jsx';
import { Name, messageOf } from '../parts.jsx';
import { say } from '../say.js';
import { lineDiff } from '../texts.js';
import { bench, isRunning } from '../workbench.js';
import { archiveOf } from './archive.js';
import { FORMS, fileName, patchOf, save } from './saving.js';

/** Forms that are files, with the ending and the type of each; the tables of the page have the first three. */
const KINDS = { ...FORMS, json: { ending: 'json', type: 'application/json' },
                svg: { ending: 'svg', type: 'image/svg+xml' } };

/** The forms in which a command writes its answer. Drawings made from dot need a program that is not here. */
function formsOf(command) {
    const written = command.options.find(({ name }) => name === 'format')?.value?.split('|') ?? [];
    const isDrawn = (form) => form !== 'svg' || !written.includes('dot');
    return Object.keys(KINDS).filter((form) => written.includes(form) && isDrawn(form));
}

/** What else is asked so that nothing is left out. */
const WHOLE = { solve: { rows: 'all' }, check: { inputs: true }, brief: { summary: true } };
/** Of each answer what goes with everything else. */
const ALONG = ['csv', 'json', 'svg'];
/** Questions that have a name here; others are told by what they answer. */
const NAMED = new Set(['check', 'states', 'solve', 'explain', 'paths', 'deal', 'ratify', 'ripe', 'audience', 'robust',
    'timeline', 'unlock', 'forecast']);
const nameOf = (name, summary) =>
    NAMED.has(name) ? say(`share.of.${name}`) : summary[0].toUpperCase() + summary.slice(1);
const ELSEWHERE = new Set(['diff', 'replies', 'brief']);

export function Out({ state }) {
    const { session, open, text, models } = state;
    const [answer, setAnswer] = useState(null);
    const parent = models.find((model) => model.id === open.parent);
    const named = (words, ending) => `${fileName(`${open.name} ${words}`)}.${ending}`;
    const saved = (file, content, type) => (save(file, content, type), bench.say(say('share.saved', { file })));
    /** What commands answer, each in a form, goes to `onFile`; the place with this name tells how far they are. */
    const ask = async (of, asked, onFile) => {
        const tell = (said) => setAnswer({ ...said, of });
        tell({ state: 'running' });
        try {
            for (const [command, form] of asked) {
                const done = await run(command, text, { format: form, ...WHOLE[command] },
                                       { wait: 150, model: open.id, onJob: tell });
                if (done.state === 'cancelled') return setAnswer(null);
                const content = form === 'json' ? done.result && JSON.stringify(done.result, null, 1) : done.output;
                if (content) onFile(content, command, form);
                else if (!asked[1]) return tell(done);
            }
            setAnswer(null);
            return true;
        } catch (error) {
            tell({ state: 'failed', error: error.message });
        }
    };
    const saveAll = async () => {
        await bench.saveNow();
        const [brief, replies] = await bench.attempt(() => Promise.all([
            call('GET', `models/${open.id}/brief/file`), all(`replies?model=${open.id}`)])) ?? [];
        if (!replies) return;
        const files = [['model.yaml', text], ['brief.html', brief],
                       ['replies.json', JSON.stringify(replies, null, 1)]];
        const asked = rows.flatMap(({ name, forms }) => ALONG.filter((form) => forms.includes(form))
            .map((form) => [name, form]));
        const add = (content, ...name) => files.push([name.join('.'), content]);
        if (await ask('all', [['brief', 'txt'], ...asked], add))
            saved(`${fileName(open.name)}.zip`, archiveOf(files));
    };
    const diff = async () => {
        const base = await bench.attempt(() => call('GET', `models/${parent.id}`));
        if (base) saved(named('changes', 'diff'), patchOf(parent.name, open.name, lineDiff(base.text, text)));
    };
    /** The model for another program; what that has no place for is told. */
    const convert = async (form) => {
        const done = await bench.attempt(() => call('POST', 'run', {
            command: 'convert', text, name: 'model.yaml', options: { to: form }, wait_ms: 10000,
        }));
        if (!done) return;
        setAnswer({ of: 'convert', said: done.diagnostics?.map(messageOf).join('; ') });
        if (done.output) saved(`${fileName(open.name)}.${form}`, done.output);
    };
    const rows = session.commands.filter(({ name, needs_model: isOf }) => isOf && !ELSEWHERE.has(name))
        .map((command) => ({ ...command, forms: formsOf(command) })).filter(({ forms }) => forms.length);
    return (
        <div class="halves">
            <section class="card">
                <h2>{say('share.results')}</h2>
                <p class="see">{say('share.results.see')}</p>
                <ul class="files">
                    <li>
                        <span>
                            <b>{say('share.all')}</b> <span class="hint">{say('share.all.see')}</span>
                        </span>
                        <button type="button" class="primary" disabled={answer !== null && isRunning(answer)}
                                onClick={saveAll}>
                            {say('share.form.zip')}
                        </button>
                        {answer?.of === 'all' && <Working answer={answer} />}
                    </li>
                    {rows.map(({ name, summary, forms }) => (
                        <li key={name}>
                            <span data-told>{nameOf(name, summary)}</span>
                            <span class="row">
                                {forms.map((form) => (
                                    <button key={form} type="button" disabled={answer !== null && isRunning(answer)}
                                            aria-label={say('share.form.of', { form: say(`share.form.${form}`),
                                                                              name: nameOf(name, summary) })}
                                            onClick={() => ask(name, [[name, form]], (content) => saved(
                                                named(name, KINDS[form].ending), content, KINDS[form].type))}>
                                        {say(`share.form.${form}`)}
                                    </button>
                                ))}
                            </span>
                            {answer?.of === name && <Working answer={answer} />}
                        </li>
                    ))}
                </ul>
            </section>
            <section class="card">
                <h2>{say('share.model')}</h2>
                <ul class="files">
                    <li>
                        <span>
                            <b>{say('share.model.text')}</b>{' '}
                            <span class="hint">{say('share.model.text.see')}</span>
                        </span>
                        <button type="button"
                                onClick={() => saved(`${fileName(open.name)}.yaml`, text, 'application/yaml')}>
                            {say('share.form.yaml')}
                        </button>
                    </li>
                    <li>
                        <span>
                            <b>{say('share.convert')}</b>{' '}
                            <span class="hint">{say('share.convert.see')}</span>
                        </span>
                        <span class="row">
                            {['gmcr', 'csv'].map((form) => (
                                <button key={form} type="button" onClick={() => convert(form)}>
                                    {say(`share.convert.${form}`)}
                                </button>
                            ))}
                        </span>
                        {answer?.of === 'convert' && <p class="hint" data-told>{answer.said}</p>}
                    </li>
                    {parent && (
                        <li>
                            <span>
                                <b>{say('share.model.diff')}</b>{' '}
                                <span class="hint">
                                    {say('share.model.diff.see', { name: <Name>{parent.name}</Name> })}
                                </span>
                            </span>
                            <button type="button" onClick={diff}>{say('share.form.diff')}</button>
                        </li>
                    )}
                    <li>
                        <span>
                            <b>{say('share.store')}</b>{' '}
                            <span class="hint">
                                <Kept file={<Name>{session.store}</Name>} />
                            </span>
                        </span>
                        {Keeping && <Keeping />}
                    </li>
                </ul>
            </section>
        </div>
    );
}
