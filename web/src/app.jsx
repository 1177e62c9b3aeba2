// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from 'preact/hooks';
import { Command, Commands, Jobs, Progress } from './command.jsx';
import { Compare } from './compare.jsx';
import { NewDialog, OpenDialog, VariantDialog, VersionsDialog } from './dialogs.jsx';
import { Editor } from './editor.jsx';
import { Forms, Statements } from './forms.jsx';
import { Graph } from './graph.jsx';
import { Overview } from './overview.jsx';
import { Name, Tabs, useBench } from './parts.jsx';
import { Replies } from './replies.jsx';
import { StateDialog } from './reason.jsx';
import { OptionTable, Stability } from './tables.jsx';
import { Tableau } from './tableau.jsx';
import { bench, isRunning, titleOf } from './workbench.js';

const SHOWN_ELSEWHERE = new Set([
    'check',
    'states',
    'explain',
    'version',
    'help',
    'serve',
    'brief',
    'replies',
    'convert',
    'diff',
]);
const OWN_TAB = { paths: 'Paths', deal: 'Agreement' }; // the other commands share one

export function App() {
    const state = useBench();
    useEffect(() => {
        bench.begin();
        const leave = (event) => {
            if (bench.state.text !== bench.state.saved && bench.state.open) event.preventDefault();
        };
        const hide = () => document.visibilityState === 'hidden' && bench.saveNow();
        const readdress = () => bench.readdress();
        addEventListener('beforeunload', leave);
        addEventListener('hashchange', readdress);
        document.addEventListener('visibilitychange', hide);
        return () => (
            removeEventListener('beforeunload', leave),
            removeEventListener('hashchange', readdress),
            document.removeEventListener('visibilitychange', hide)
        );
    }, []);
    const keys = (event) => {
        if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
        const key = event.key.toLowerCase();
        const isTyping = event.target.matches?.('input, textarea') && hasOwnUndo(event.target);
        if (key === 's') (event.preventDefault(), bench.saveNow());
        else if (!isTyping && !state.dialog && key === 'z')
            (event.preventDefault(), event.shiftKey ? bench.redo() : bench.undo());
        else if (!isTyping && !state.dialog && key === 'y') (event.preventDefault(), bench.redo());
    };
    return (
        <div class="page" onKeyDown={keys}>
            <a
                class="skip"
                href="#results"
                onClick={(event) => (event.preventDefault(), document.getElementById('results-head')?.focus())}
            >
                Skip to the results
            </a>
            <Head state={state} />
            <Notices state={state} />
            <main>
                {state.open ? (
                    <>
                        <Model state={state} />
                        <Results state={state} />
                    </>
                ) : (
                    !state.failure && <p class="notice">Opening …</p>
                )}
            </main>
            <footer>
                <p>
                    truce {state.session?.version}. What you see is computed on this machine; no request leaves it.
                    Ranks and verdicts follow from the model’s inputs, which are readings, not facts.
                </p>
            </footer>
            <div role="status" aria-live="polite" class="sr" id="said">
                {state.said}
            </div>
            {state.notice && <Removed notice={state.notice} />}
            {state.doc && <Statements doc={state.doc} view={state.view} />}
            <Dialogs state={state} />
        </div>
    );
}

/** Whether a field has text that the model does not have yet: then undoing is the field's own. */
const hasOwnUndo = (field) => (field.dataset.draft ? field.dataset.draft === 'yes' : field.value !== '');

const SAVING = { saved: 'Saved', saving: 'Saving …', unsaved: 'Not saved yet', conflict: 'Changed elsewhere' };

function Head({ state }) {
    const { open, jobs } = state;
    const running = jobs.filter(isRunning).length;
    return (
        <header class="top">
            <p class="brand">truce</p>
            <div class="title">
                <h1>
                    <Name>{open ? titleOf({ ...open, title: state.doc?.title }, state.models) : 'Workbench'}</Name>
                </h1>
                {open && (
                    <p class="meta">
                        <Name>{open.name}</Name>, version {open.version}{' '}
                        <span class={`saving ${state.saving}`}>{SAVING[state.saving]}</span>
                        {running > 0 && <span class="badge">{running} at work</span>}
                    </p>
                )}
            </div>
            <div class="tools" role="toolbar" aria-label="Model">
                <button type="button" class="primary" onClick={() => bench.dialog({ kind: 'new' })}>
                    New model
                </button>
                <button type="button" onClick={() => bench.dialog({ kind: 'open' })}>
                    Open example
                </button>
                <button type="button" disabled={!open} onClick={() => bench.dialog({ kind: 'variant' })}>
                    Keep as variant
                </button>
                <button type="button" disabled={!open} onClick={() => bench.dialog({ kind: 'versions' })}>
                    Versions
                </button>
                <button
                    type="button"
                    disabled={!state.history.past.length}
                    onClick={() => bench.undo()}
                    title="Ctrl+Z"
                >
                    Undo
                </button>
                <button
                    type="button"
                    disabled={!state.history.future.length}
                    onClick={() => bench.redo()}
                    title="Ctrl+Shift+Z"
                >
                    Redo
                </button>
            </div>
        </header>
    );
}

/** What was taken away, until something else is changed. It stands above the page and moves nothing. */
const Removed = ({ notice }) => (
    <aside class="removed" aria-label="What was removed">
        {notice.words}{' '}
        <button type="button" onClick={() => bench.undo()}>
            Bring it back
        </button>
        <button type="button" class="quiet" onClick={() => bench.set({ notice: null })}>
            Dismiss
        </button>
    </aside>
);

const Notices = ({ state }) => (
    <>
        {state.failure && (
            <p class="notice bad" role="alert">
                {state.failure}{' '}
                <button type="button" onClick={() => bench.set({ failure: null })}>
                    Dismiss
                </button>
            </p>
        )}
        {state.conflict && (
            <section class="notice bad" role="alert" aria-label="Changed elsewhere">
                <p>
                    <b>This model was changed elsewhere</b>, in another tab perhaps: version{' '}
                    {state.conflict.version}{' '}
                    was saved meanwhile. Nothing is lost; which text should stay?
                </p>
                <button type="button" onClick={() => bench.resolve('variant')}>
                    Keep both: mine as a variant
                </button>
                <button type="button" onClick={() => bench.resolve('theirs')}>
                    Take the other
                </button>
                <button type="button" onClick={() => bench.resolve('mine')}>
                    Take mine
                </button>
            </section>
        )}
    </>
);

function Model({ state }) {
    const chosen = state.shown.side === 'text' ? 'text' : 'forms';
    const errors = state.check?.errors ?? 0;
    const tabs = [
        { id: 'forms', label: 'Forms' },
        { id: 'text', label: 'Text', note: errors ? `${errors} ${errors === 1 ? 'error' : 'errors'}` : null },
    ];
    return (
        <section class="side" aria-labelledby="model-head">
            <h2 id="model-head">The model</h2>
            <p class="intro">Who the parties are, what each can do, and what each wants.</p>
            <Tabs name="Views of the model" tabs={tabs} chosen={chosen}
                  onChoose={(side) => bench.show({ side })}>
                {chosen === 'forms' ? (
                    <Forms key={state.open.id} doc={state.doc} check={state.check} goal={state.goal} />
                ) : (
                    <Editor text={state.text} check={state.check} isFresh={state.checked === state.text} />
                )}
            </Tabs>
        </section>
    );
}

function Results({ state }) {
    const heading = useRef();
    const { view, text, filter, session, models, open, jobs } = state;
    const commands = session.commands.filter((command) => command.needs_model && !SHOWN_ELSEWHERE.has(command.name));
    const others = commands.filter(({ name }) => !(name in OWN_TAB));
    const tabs = [
        { id: 'holds', label: 'What holds' },
        { id: 'states', label: 'States' },
        { id: 'stability', label: 'Stability' },
        { id: 'tableau', label: 'Tableau' },
        { id: 'graph', label: 'Graph' },
        ...commands.filter(({ name }) => name in OWN_TAB).map(({ name }) => ({ id: name, label: OWN_TAB[name] })),
        ...(others.length ? [{ id: 'more', label: 'More questions' }] : []),
        { id: 'compare', label: 'Compare' },
        ...(session.commands.some((command) => command.name === 'brief') ? [{ id: 'brief', label: 'Brief' }] : []),
        { id: 'jobs', label: 'Work', note: jobs.filter(isRunning).length || null },
    ];
    const wanted = state.shown.view ?? 'holds';
    const chosen = tabs.some(({ id }) => id === wanted) ? wanted : 'holds';
    const command = commands.find((one) => one.name === chosen);
    const show = (view, more) => (bench.show({ view, ...more }), heading.current.focus());
    return (
        <section class="results" id="results" aria-labelledby="results-head" aria-busy={state.isBusy}>
            <h2 id="results-head" ref={heading} tabIndex={-1}>
                What follows from it
            </h2>
            <p class="intro">Which situations would last, and why. Every verdict can be asked for its reason.</p>
            {state.stopped && (
                <p class="notice" role="status">
                    {state.stopped}{' '}
                    <button type="button" onClick={() => bench.look()}>
                        Solve again
                    </button>
                </p>
            )}
            {state.isStale && (
                <p class="notice" role="status">
                    {state.stopped
                        ? 'These are the results from before.'
                        : 'These are the results of the last model without errors.'}
                </p>
            )}
            {state.progress && <Progress job={state.progress} />}
            <Tabs name="Results" tabs={tabs} chosen={chosen} onChoose={(view) => bench.show({ view })}>
                {chosen === 'jobs' ? (
                    <Jobs jobs={jobs} models={models} />
                ) : chosen === 'brief' ? (
                    <Replies open={open} doc={state.doc} concepts={session.concepts}
                             onCompare={(id) => show('compare', { against: String(id) })} />
                ) : !view ? (
                    <p role="status">
                        {state.check && !state.check.ok
                            ? 'There are no results before the errors in the model are mended.'
                            : state.stopped
                              ? 'There is no result.'
                              : 'Solving …'}
                    </p>
                ) : chosen === 'holds' ? (
                    <Overview view={view} text={text} model={open.id} flips={state.flips} onShow={show} />
                ) : chosen === 'states' ? (
                    <OptionTable view={view} filter={filter} />
                ) : chosen === 'stability' ? (
                    <Stability view={view} filter={filter} />
                ) : chosen === 'tableau' ? (
                    <Tableau view={view} text={text} filter={filter} />
                ) : chosen === 'graph' ? (
                    <Graph view={view} text={text} filter={filter} />
                ) : chosen === 'compare' ? (
                    <Compare
                        key={open.id}
                        shown={state.shown}
                        view={view}
                        text={text}
                        open={open}
                        models={models}
                        session={session}
                    />
                ) : chosen === 'more' ? (
                    <Commands commands={others} view={view} text={text} model={open.id} />
                ) : (
                    command && (
                        <Command key={command.name} command={command} view={view} text={text} model={open.id} />
                    )
                )}
            </Tabs>
        </section>
    );
}

function Dialogs({ state: { dialog, view, text, models, open } }) {
    if (!dialog) return null;
    switch (dialog.kind) {
        case 'new':
            return <NewDialog />;
        case 'open':
            return <OpenDialog models={models} open={open} />;
        case 'variant':
            return <VariantDialog open={open} text={text} models={models} />;
        case 'versions':
            return <VersionsDialog open={open} />;
        default:
            return (
                view && (
                    <StateDialog
                        key={`${dialog.state} ${dialog.party} ${dialog.concept}`}
                        view={view}
                        text={text}
                        {...dialog}
                    />
                )
            );
    }
}
