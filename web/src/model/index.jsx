// SPDX-License-Identifier: Apache-2.0
// The model panel: who the parties are, what each can do, and what each wants. Each field makes one edit of the text,
// which can stand beside the cards.
import { useEffect, useRef } from 'preact/hooks';
import * as model from '../document.js';
import { say } from '../say.js';
import { idFor } from '../texts.js';
import { bench } from '../workbench.js';
import { change, choose } from './edits.js';
import { Adder } from './fields.jsx';
import { About, Outcomes, Rules, Sources, Views } from './others.jsx';
import { Party } from './party.jsx';
import { Told, useTold } from './sentence.jsx';
import { Text } from './text.jsx';

const FEW = 12; // options and wishes in all, up to which cards are open from the beginning

const SHOWN = new Set(['truce', 'title', 'summary', 'date', 'parties', 'preferences', 'status_quo', 'outcomes',
                       'feasible', 'sources', 'perceives']);

export function Model({ state }) {
    const { doc, check, goal, text, checked, open, shown } = state;
    const hasText = shown.side === 'text';
    const isFresh = checked === text;
    return (
        <div class={hasText ? 'model with-text' : 'model'}>
            <button type="button" class="text-beside" aria-pressed={hasText}
                    onClick={() => bench.show({ side: hasText ? 'forms' : 'text' })}>
                {say('model.text')}
                {check?.errors > 0 && <span class="badge">{say('model.errors', { n: check.errors })}</span>}
            </button>
            <Forms key={open.id} state={state} />
            {hasText && <Text text={text} check={check} isFresh={isFresh} doc={doc} goal={goal} />}
        </div>
    );
}

function Forms({ state }) {
    const { doc, check, goal } = state;
    const told = useTold(state);
    const size = useRef(null);
    useEffect(() => {
        if (typeof goal !== 'string' || !doc) return;
        document.getElementById(goal)?.focus();
        bench.set({ goal: null });
    }, [goal, doc]);
    if (!doc) return <p class="notice">{say('model.unread')}</p>;
    const wishes = Object.values(doc.preferences).reduce((sum, { items }) => sum + items.length, 0);
    size.current ??= doc.options.length + wishes;
    const others = Object.keys(doc.raw).filter((key) => !SHOWN.has(key));
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
                <Outcomes />
                <Rules states={check?.states} />
                <Sources />
                <Views />
                <About />
                {others.length > 0 && (
                    <p class="hint">
                        {say('model.others')}{' '}
                        {others.map((key, i) => (
                            <>
                                {i > 0 && ', '}
                                <button key={key} type="button" class="link" onClick={() => toKey(state.text, key)}>
                                    <code>{key}</code>
                                </button>
                            </>
                        ))}
                    </p>
                )}
            </div>
        </Told.Provider>
    );
}

/** Shows where a part of the model stands in the text. */
function toKey(text, key) {
    const line = text.split('\n').findIndex((one) => one.startsWith(`${key}:`)) + 1;
    bench.show({ side: 'text' });
    bench.set({ goal: { line: Math.max(line, 1), column: 1, length: key.length } });
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
