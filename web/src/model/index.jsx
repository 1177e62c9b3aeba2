// SPDX-License-Identifier: Apache-2.0
// The model panel: who the parties are, what each can do, and what each wants. Each field makes one edit of the text,
// which can stand beside the cards.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import * as model from '../document.js';
import { say } from '../say.js';
import { idFor } from '../texts.js';
import { useAnswer } from '../ways/asking.jsx';
import { bench } from '../workbench.js';
import { change, choose } from './edits.js';
import { Adder } from './fields.jsx';
import { Head, Other } from './others.jsx';
import { Party } from './party.jsx';
import { Told, useTold } from './sentence.jsx';
import { useSchema } from './asked.js';
import { Text } from './text.jsx';

const FEW = 12; // options and wishes in all, up to which cards are open from the beginning

const FIRST = ['outcomes', 'feasible', 'sources', 'perceives'];
/** Parts of a model that are shown elsewhere. */
const SHOWN = ['truce', 'title', 'summary', 'date', 'leaves_out', 'parties', 'preferences', ...FIRST];

export function Model({ state }) {
    const { doc, check, goal, text, checked, open, shown } = state;
    const hasText = shown.side === 'text';
    const isFresh = checked === text;
    const wordless = useWordless(text, check);
    return (
        <div class={hasText ? 'model with-text' : 'model'}>
            <button type="button" class="text-beside" aria-pressed={hasText}
                    onClick={() => bench.show({ side: hasText ? 'forms' : 'text' })}>
                {say('model.text')}
                {check?.errors > 0 && <span class="badge">{say('model.errors', { n: check.errors })}</span>}
            </button>
            <Forms key={open.id} state={state} wordless={wordless} />
            {hasText && <Text text={text} check={check} wordless={wordless} isFresh={isFresh} doc={doc}
                              goal={goal} />}
        </div>
    );
}

/** Options without words of their own, as problems: each with what sentences then say. */
function useWordless(text, check) {
    const words = useAnswer('check', text, { words: true }, check?.ok === true)?.shown?.result?.words;
    return useMemo(() => {
        const paths = new Map(); // each once
        for (const { path, levels } of words?.missing ?? []) {
            const [, whose, kind, option] = path.split('.');
            if (kind !== 'options') continue;
            const move = words.moves.find((one) => one.option === option && levels.includes(one.to));
            const said = path.endsWith('.does') && move ? move.words : levels.join(', ');
            paths.set(`parties.${whose}.options.${option}`, said);
        }
        return [...paths].map(([path, words]) => ({
            path, severity: 'words', message: say('model.wordless', { words }), length: 1,
            ...check?.inputs.find((one) => one.path === path)?.position,
        }));
    }, [words, check]);
}

function Forms({ state, wordless }) {
    const { doc, check, goal } = state;
    const told = useTold(state, wordless);
    const size = useRef(null);
    useEffect(() => {
        if (typeof goal !== 'string' || !doc) return;
        const there = document.getElementById(goal);
        there?.closest('details')?.setAttribute('open', '');
        there?.focus();
        bench.set({ goal: null });
    }, [goal, doc]);
    const schema = useSchema();
    if (!doc) return <p class="notice">{say('model.unread')}</p>;
    const wishes = Object.values(doc.preferences).reduce((sum, { items }) => sum + items.length, 0);
    size.current ??= doc.options.length + wishes;
    const others = Object.keys(schema?.properties ?? {}).filter((key) => !SHOWN.includes(key));
    return (
        <Told.Provider value={told}>
            <div class="forms">
                <p class="hint">
                    {say('model.parties.count', { n: doc.parties.length })},{' '}
                    {say('model.options.count', { n: doc.options.length })},{' '}
                    {say('model.wishes.count', { n: wishes })}.
                </p>
                {check && !check.ok && <Wrong check={check} isNew={!state.view} />}
                <TakeOver doc={doc} />
                {doc.parties.map((party, i) => (
                    <Party key={party.id} party={party} at={i} isOpen={size.current <= FEW} />
                ))}
                <Adder
                    label={say('model.party.new')}
                    verb={say('model.party.add')}
                    onAdd={(name) =>
                        change(model.append(doc, ['parties'], { id: idFor(name, doc.ids, 'party'), name }))
                    }
                />
                {schema && FIRST.map((key) => <Other key={key} part={key} />)}
                <Head />
                <details class="fold" open>
                    <summary>{say('model.others')}</summary>
                    {others.map((key) => <Other key={key} part={key} />)}
                </details>
            </div>
        </Told.Provider>
    );
}

const Wrong = ({ check, isNew }) => (
    <p class={isNew ? 'notice' : 'notice bad'} role="status">
        {!isNew && say('model.wrong', { n: check.errors })}{' '}
        <span data-told>{check.diagnostics.find((diag) => diag.severity === 'error')?.message}</span>
    </p>
);

/** Where the model says nothing of where things stand today, one click says so of all options. */
function TakeOver({ doc }) {
    if (!doc.options.length || model.hasToday(doc)) return null;
    const firsts = Object.fromEntries(doc.options.map(({ id, levels }) => [id, levels[0]]));
    return (
        <p class="hint takeover">
            {say('findings.no-today')}{' '}
            <button type="button" onClick={() => choose(model.setFacts(doc, firsts))}>
                {say('model.take-over')}
            </button>
        </p>
    );
}
