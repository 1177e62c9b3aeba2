// SPDX-License-Identifier: Apache-2.0
// Find or do: one field that leads to every place and part, every model and example, the parties' cards, the
// situations of an outcome, and what can be done.
import { useId, useState } from 'preact/hooks';
import { Dialog, Name } from '../parts.jsx';
import { noFilter } from '../situations.js';
import { say } from '../say.js';
import { bench, titleOf } from '../workbench.js';
import { PLACES } from './places.jsx';
import { toggleModel } from './header.jsx';
import { beginTour } from './tour.jsx';
import { openExample, useExamples } from '../welcome/index.jsx';

const MOST = 60;
/** Other words by which something is looked for: those of the command line, and those of models. */
const also = (id) => new RegExp(`\\b${id}: ([^;]*)`).exec(say('shell.also'))?.[1];
const ACTIONS = {
    new: () => bench.dialog({ kind: 'new' }),
    open: () => bench.dialog({ kind: 'open' }),
    variant: () => bench.dialog({ kind: 'variant' }),
    versions: () => bench.dialog({ kind: 'versions' }),
    jobs: () => bench.dialog({ kind: 'jobs' }),
    save: () => bench.saveNow(),
    undo: () => bench.undo(),
    redo: () => bench.redo(),
    help: () => bench.dialog({ kind: 'help' }),
    model: toggleModel,
    tour: beginTour,
    theme: () => document.querySelector('.tools .theme').click(),
};

/** All that can be found: { kind, words, run }. */
function things({ models, view, doc }, go, cases) {
    const places = PLACES.flatMap(({ id, parts }) => [
        { kind: 'place', words: say(`shell.place.${id}`), run: () => go(id) },
        ...parts.map((part) => ({
            kind: 'place',
            words: `${say(`shell.place.${id}`)}: ${say(`${id}.part.${part}`)}`,
            more: also(part),
            run: () => go(id, part),
        })),
    ]);
    const actions = Object.entries(ACTIONS).map(([id, run]) => ({
        kind: 'do', words: say(`shell.menu.${id}`), more: also(id), run,
    }));
    const outcomes = (view?.outcomes ?? []).map((outcome) => ({
        kind: 'outcome',
        words: outcome.name,
        run: () => {
            bench.filter({ ...noFilter, outcomes: { [outcome.id]: 'Y' } });
            go('situations', 'list');
        },
    }));
    const opened = models.map((model) => ({
        kind: 'model', words: titleOf(model, models), more: model.name, run: () => bench.open(model.id),
    }));
    const parties = (doc?.parties ?? []).map(({ id, name }) => ({
        kind: 'party', words: name, run: () => (bench.show({ side: 'forms' }), bench.set({ goal: `card-${id}` })),
    }));
    const examples = cases.map(({ name, title }) => ({
        kind: 'example', words: title, more: name, run: () => openExample(name, go),
    }));
    return [...places, ...outcomes, ...parties, ...opened, ...actions, ...examples];
}

export function Palette({ state, go }) {
    const [words, setWords] = useState('');
    const [at, setAt] = useState(0);
    const cases = useExamples() ?? [];
    const id = useId();
    const wanted = words.toLowerCase().split(/\s+/);
    const found = things(state, go, cases)
        .filter((one) => wanted.every((word) => `${one.words} ${one.more ?? ''}`.toLowerCase().includes(word)))
        .slice(0, MOST);
    const choose = (one) => {
        bench.dialog(null);
        if (one) requestAnimationFrame(one.run); // the dialog gives the focus back first
    };
    const keys = (event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step && found.length) {
            event.preventDefault();
            const next = (at + step + found.length) % found.length;
            setAt(next);
            document.getElementById(`${id}-${next}`).scrollIntoView({ block: 'nearest' });
        } else if (event.key === 'Enter') (event.preventDefault(), choose(found[at]));
    };
    return (
        <Dialog title={say('shell.find')} onClose={() => bench.dialog(null)}>
            <label class="sr" for={`${id}-f`}>{say('shell.find')}</label>
            <input id={`${id}-f`} data-first dir="auto" role="combobox" autocomplete="off" aria-expanded="true"
                   aria-controls={`${id}-l`} aria-activedescendant={found.length ? `${id}-${at}` : undefined}
                   value={words} placeholder={say('shell.find.hint')} onKeyDown={keys}
                   onInput={(event) => (setWords(event.currentTarget.value), setAt(0))} />
            <ul class="found" role="listbox" id={`${id}-l`} aria-label={say('shell.find.found')}>
                {found.map((one, i) => (
                    <li key={i} role="option" id={`${id}-${i}`} aria-selected={i === at} onClick={() => choose(one)}
                        onPointerMove={() => setAt(i)}>
                        <Name>{one.words}</Name> <span class="kind">{say(`shell.kind.${one.kind}`)}</span>
                    </li>
                ))}
            </ul>
            {!found.length && <p role="status">{say('shell.find.none')}</p>}
        </Dialog>
    );
}
