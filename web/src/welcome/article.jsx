// SPDX-License-Identifier: Apache-2.0
// From an article to a model: the text is pasted, the engine numbers its paragraphs and begins a model; then the
// paragraphs stand here, and what is marked in them becomes a party, something it can do, a wish, or a quote, with
// its paragraph as the source. The paragraphs are comments in the model's text, so they are there again later.
import { useId, useRef, useState } from 'preact/hooks';
import { call, edit } from '../api.js';
import { append, childOf, hasToday, set } from '../document.js';
import { Name, Refusal } from '../parts.jsx';
import { say } from '../say.js';
import { levelWord } from '../situations.js';
import { keysOf } from '../telling.js';
import { idFor, meant, paragraphsOf } from '../texts.js';
import { Choice } from '../ways/asking.jsx';
import { bench } from '../workbench.js';
import { freeName } from './models.jsx';

/** The parts of a new model that are only there as a pattern to follow. */
const PATTERN = ['parties', 'feasible', 'status_quo', 'outcomes', 'preferences'];

export function Article({ state, go }) {
    const paragraphs = paragraphsOf(state.text);
    return paragraphs.length ? <Desk state={state} paragraphs={paragraphs} />
        : <Paste models={state.models} go={go} />;
}

function Paste({ models, go }) {
    const [article, setArticle] = useState('');
    const id = useId();
    const n = article.split('\n').filter((line) => line.trim()).length;
    const begin = (event) => {
        event.preventDefault();
        bench.attempt(async () => {
            const made = await call('POST', 'run', { command: 'new', text: article, wait_ms: 10000 });
            const text = await edit(made.output, PATTERN.map((path) => ({ op: 'remove', path })));
            const title = article.split('\n').find((line) => line.trim()).trim().slice(0, 80);
            await bench.create(freeName(title, models), text);
            go('welcome', 'article', { side: 'forms' });
            bench.say(say('welcome.begun', { n }));
        });
    };
    return (
        <form class="card stack" onSubmit={begin}>
            <div class="field">
                <label for={id}>{say('welcome.paste')}</label>
                <textarea id={id} dir="auto" rows={12} value={article} placeholder={say('welcome.paste.hint')}
                          onInput={(event) => setArticle(event.currentTarget.value)} />
            </div>
            <p class="hint">{say('welcome.paste.see')}</p>
            <div class="row">
                <button type="submit" class="primary" disabled={!n}>{say('welcome.begin', { n })}</button>
            </div>
        </form>
    );
}

/** Where a selection lies: the number of its paragraph, and its words; null where it is none, or of several. */
function selected(list) {
    const selection = getSelection();
    const words = selection.toString().trim();
    const of = (node) =>
        (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.('[data-paragraph]');
    const at = of(selection.anchorNode);
    return words && at && at === of(selection.focusNode) && list.contains(at)
        ? { n: Number(at.dataset.paragraph), words } : null;
}

function Desk({ state, paragraphs }) {
    const [marked, setMarked] = useState(null);
    const list = useRef();
    const words = useRef();
    const { doc, check } = state;
    const source = doc?.sources[0]?.id ?? 'article';
    const cites = (n) => (check?.inputs ?? []).filter((input) =>
        input.sources.some((one) => one.source === source && one.paragraph === n));
    const take = () => {
        const found = selected(list.current);
        if (found) setMarked(found);
    };
    const whole = (paragraph) => {
        setMarked(paragraph);
        setTimeout(() => (words.current?.focus(), words.current?.select()));
    };
    /** Back to the paragraph, so that whoever uses the keyboard goes on from there. */
    const done = () => {
        const { n } = marked;
        setMarked(null);
        setTimeout(() => list.current?.querySelector(`[data-take="${n}"]`)?.focus());
    };
    return (
        <div class="desk">
            <header>
                <h1 tabIndex={-1}>{say('welcome.paragraphs')}</h1>
                <p class="see">{say('welcome.paragraphs.see')}</p>
            </header>
            <section class="card">
                <ol class="paragraphs" ref={list} onMouseUp={take} onKeyUp={take} onTouchEnd={take}>
                    {paragraphs.map((paragraph) => (
                        <li key={paragraph.n} class={marked?.n === paragraph.n ? 'chosen' : ''}>
                            <button type="button" data-take={paragraph.n}
                                    aria-label={say('welcome.mark', { n: paragraph.n })}
                                    onClick={() => whole(paragraph)}>
                                ¶{paragraph.n}
                            </button>
                            <div>
                                <p dir="auto" data-paragraph={paragraph.n} data-told>{paragraph.words}</p>
                                {cites(paragraph.n).length > 0 && (
                                    <p class="hint">
                                        {say('welcome.cited', { what: cites(paragraph.n).map((input, i) => (
                                            <span key={input.path}>{i > 0 && '; '}<Name>{input.text}</Name></span>
                                        )) })}
                                    </p>
                                )}
                            </div>
                        </li>
                    ))}
                </ol>
                <div class="row">
                    <button type="button" class="primary" onClick={() => bench.show({ place: 'findings' })}>
                        {say('welcome.findings')}
                    </button>
                    <button type="button" onClick={() => bench.show({ place: 'welcome', part: 'examples' })}>
                        {say('welcome.anew')}
                    </button>
                </div>
            </section>
            {doc && (
                <Marking key={marked ? `${marked.n} ${marked.words}` : ''} doc={doc} source={source} marked={marked}
                         field={words} inputs={check?.inputs ?? []} onDone={done} />
            )}
        </div>
    );
}

const KINDS = ['party', 'option', 'wish', 'today', 'quote'];
const QUOTED = new Set(['party', 'option', 'rule', 'outcome', 'preference', 'status_quo', 'fact']);

/** What the marked words become: a form with the few things that the text does not say by itself. */
function Marking({ doc, source, marked, field, inputs, onDone }) {
    const can = { party: true, option: doc.parties.length > 0, wish: doc.options.length > 0,
                  today: doc.options.length > 0, quote: inputs.length > 0 };
    const isMade = { party: can.option, option: can.wish, today: hasToday(doc), quote: false,
                     wish: doc.parties.every(({ id }) => doc.preferences[id].items.length) };
    const [kind, setKind] = useState(() => (can[lastKind] ? lastKind : 'party'));
    const [words, setWords] = useState(marked?.words ?? '');
    const [party, setParty] = useState('');
    const [wanted, setWanted] = useState('');
    const [path, setPath] = useState('');
    const [errors, setErrors] = useState(null);
    const id = useId();
    const about = (list, nameOf) => (list.length > 1 ? meant(list, nameOf, marked?.words ?? '') : list[0]);
    const whose = party || (about(doc.parties, (one) => one.name)?.id ?? '');
    const levels = doc.options.flatMap((option) => option.levels.map((level, i) => ({
        that: option.isPlain ? (i ? option.id : `not ${option.id}`) : `${option.id} = ${levelWord(level)}`,
        name: say('welcome.level', { option: option.name, level }), option: option.id, level,
    })));
    const wishes = [
        ...levels,
        ...doc.outcomes.flatMap(({ id: that, name }) => [
            { that, name }, { that: `not ${that}`, name: say('welcome.not', { name }) },
        ]),
    ];
    const choices = kind === 'today' ? levels : wishes;
    const { that = '', option, level } = choices.find((one) => one.that === wanted) ??
        about(choices, (one) => one.name) ?? {};
    const quotable = inputs.filter((input) => QUOTED.has(input.kind));
    const quoted = quotable.some((input) => input.path === path) ? path
        : about(quotable, (input) => input.text)?.path ?? '';
    const was = kind === 'quote' && quoted ? keysOf(quoted).reduce(childOf, doc.raw)?.quote : null;
    const isNamed = kind === 'party' || kind === 'option';
    const cited = `${source} ¶${marked?.n}`;
    const note = { source: cited, ...(marked && { quote: marked.words }) };
    const edits = () => {
        const name = words.trim();
        const fresh = () => idFor(name, doc.ids, kind);
        if (kind === 'party') return [append(doc, ['parties'], { id: fresh(), name, ...note })];
        if (kind === 'option')
            return [append(doc, ['parties', whose, 'options'], { id: fresh(), name, ...note })];
        if (kind === 'wish') return [append(doc, ['preferences', whose, 'order'], { that, ...note, quote: name })];
        if (kind === 'today') {
            const fact = { level, ...note, quote: name };
            return [hasToday(doc) ? set(doc, ['status_quo', option], fact)
                : { op: 'set', path: 'status_quo', value: { [option]: fact } }];
        }
        return quoting(doc, quoted, cited, name);
    };
    const add = async (event) => {
        event.preventDefault();
        const refused = await bench.edit(edits());
        setErrors(refused);
        if (refused) return;
        lastKind = kind;
        bench.say(say(`welcome.made.${kind}`, { n: marked.n }));
        getSelection().removeAllRanges();
        onDone();
    };
    return (
        <form class="card stack marking" onSubmit={add} aria-label={say('welcome.marking')}>
            <h2>{marked ? say('welcome.marked', { n: marked.n }) : say('welcome.marking')}</h2>
            {!marked ? <p class="hint">{say(`welcome.next.${KINDS.find((one) => !isMade[one])}`)}</p> : (
                <>
                    <fieldset class="kinds">
                        <legend>{say('welcome.becomes')}</legend>
                        {KINDS.map((one) => (
                            <label key={one}>
                                <input type="radio" name={`${id}-k`} checked={kind === one} disabled={!can[one]}
                                       onChange={() => setKind(one)} />{' '}
                                {say(`welcome.kind.${one}`)}
                            </label>
                        ))}
                    </fieldset>
                    <div class="field">
                        <label for={id}>{say(isNamed ? 'welcome.name' : 'welcome.quote')}</label>
                        <textarea id={id} ref={field} dir="auto" rows={words.length > 60 ? 4 : 2} required
                                  value={words}
                                  onInput={(event) => setWords(event.currentTarget.value)} />
                    </div>
                    {(kind === 'option' || kind === 'wish') && (
                        <Choice isTold isRequired label={say(`welcome.whose.${kind}`)} chosen={whose}
                                onChoose={setParty} choices={doc.parties} />
                    )}
                    {(kind === 'wish' || kind === 'today') && (
                        <Choice isTold isRequired label={say(`welcome.which.${kind}`)} chosen={that}
                                onChoose={setWanted}
                                choices={choices.map((one) => ({ id: one.that, name: one.name }))} />
                    )}
                    {kind === 'quote' && (
                        <Choice isTold isRequired label={say('welcome.quote.of')} chosen={quoted}
                                onChoose={setPath}
                                choices={quotable.map((input) => ({ id: input.path, name: input.text }))} />
                    )}
                    {was && <p class="problem">{say('welcome.quoted', { quote: <Name>{was}</Name> })}</p>}
                    {errors && <div class="error"><Refusal errors={errors} /></div>}
                    <div class="row">
                        <button type="submit" class="primary">
                            {say(was ? 'welcome.replace' : `welcome.make.${kind}`)}
                        </button>
                        <button type="button" onClick={onDone}>{say('welcome.cancel')}</button>
                    </div>
                </>
            )}
        </form>
    );
}
let lastKind = 'party'; // what was made last, for the next mark

/** Edits that give what stands at `path` a source and a quote. */
function quoting(doc, path, cited, quote) {
    const keys = keysOf(path);
    const old = keys.reduce(childOf, doc.raw);
    const was = typeof old?.source === 'string' && old.source !== cited ? `${old.source}, ` : '';
    const mark = was.startsWith(cited.split(' ¶')[0]) ? cited.slice(cited.indexOf('¶')) : cited;
    return [set(doc, [...keys, 'source'], was && !was.includes(`${mark},`) ? was + mark : (was ? old.source : cited)),
            set(doc, [...keys, 'quote'], quote)];
}
