// SPDX-License-Identifier: Apache-2.0
// The frame of the page: head, places, the panel of the model, what is told above all of them, dialogs and keys.
import { useEffect, useRef } from 'preact/hooks';
import { KeptNotice } from './api.js';
import { Progress } from './command.jsx';
import { focusHead, refocus, useBench } from './parts.jsx';
import { StateDialog } from './situations/reason.jsx';
import { say } from './say.js';
import { Change } from './shell/change.jsx';
import { Header, PlaceBar, isNarrow, toggleModel } from './shell/header.jsx';
import { Help } from './shell/help.jsx';
import { Jobs } from './shell/jobs.jsx';
import { Statements } from './shell/lists.jsx';
import { Palette } from './shell/palette.jsx';
import { Panel } from './shell/panel.jsx';
import { Export } from './share/export.jsx';
import { VariantDialog, VersionsDialog } from './share/versions.jsx';
import { PLACES, placeOf } from './shell/places.jsx';
import { BeginOwn, Welcome } from './welcome/index.jsx';
import { Tour } from './shell/tour.jsx';
import { Trial } from './share/trial.jsx';
import { isTried } from './ways/tried.jsx';
import { NewDialog, OpenDialog } from './welcome/models.jsx';
import { bench } from './workbench.js';

/** Leads to a place: the address changes, and the focus goes to the place's heading. `more`: what else is shown, as
 *  `board`, the code of a situation. */
export function go(place, part, more) {
    bench.show({ place, part, ...more, ...(isNarrow() && { side: '' }) });
    requestAnimationFrame(() => focusHead());
}

export function App() {
    const state = useBench();
    useEffect(() => {
        bench.begin();
        const leave = (event) => {
            if (bench.state.text !== bench.state.saved && bench.state.open) event.preventDefault();
        };
        const hide = () => document.visibilityState === 'hidden' && bench.saveNow();
        const readdress = () => bench.readdress();
        const heard = { beforeunload: leave, hashchange: readdress, keydown: keys };
        for (const [name, hear] of Object.entries(heard)) addEventListener(name, hear);
        document.addEventListener('visibilitychange', hide);
        return () => {
            for (const [name, hear] of Object.entries(heard)) removeEventListener(name, hear);
            document.removeEventListener('visibilitychange', hide);
        };
    }, []);
    const { open, shown, view } = state;
    const box = useRef();
    // What had the focus may be gone with the place or the model that it stood in.
    const isBegun = useRef();
    useEffect(() => {
        if (isBegun.current) refocus();
        isBegun.current ||= view;
    }, [open?.id, shown.place, shown.part, !view]);
    return (
        <div class="page">
            <a class="skip" href="#results" onClick={(event) => (event.preventDefault(), focusHead())}>
                {say('shell.skip')}
            </a>
            <Header state={state} go={go} />
            <PlaceBar state={state} />
            <div class={shown.side && open ? 'work-area with-side' : 'work-area'}>
                {shown.side && open && <Panel state={state} />}
                <main id="results" ref={box} aria-busy={state.isBusy}>
                    <Notices state={state} />
                    {open ? <><Place state={state} box={box} /><Below state={state} /></> : <Nothing state={state} />}
                </main>
            </div>
            <footer><p>{say('shell.foot', { version: state.session?.version ?? '' })}</p></footer>
            <div role="status" aria-live="polite" class="sr" id="said">
                {state.said}
            </div>
            {state.notice && <Removed notice={state.notice} />}
            {state.doc && <Statements doc={state.doc} view={state.view} />}
            <Tour at={state.tour} />
            <Dialogs state={state} />
        </div>
    );
}

/** Whether a field has text that the model does not have yet: then undoing is the field's own. */
const hasOwnUndo = (field) => (field.dataset.draft ? field.dataset.draft === 'yes' : field.value !== '');

/** Keys of the whole page. Letters and digits mean a place only where nothing is typed. */
function keys(event) {
    const { dialog, open, shown } = bench.state;
    if (event.altKey || event.defaultPrevented) return;
    const key = event.key.toLowerCase();
    const isField = Boolean(event.target.closest?.('input, textarea, select, [contenteditable]'));
    const act = (work) => (event.preventDefault(), work());
    if (event.ctrlKey || event.metaKey) {
        const isTyping = isField && event.target.matches('input, textarea') && hasOwnUndo(event.target);
        if (key === 's') act(() => bench.saveNow());
        else if (key === 'k' && open) act(() => bench.dialog(dialog?.kind === 'find' ? null : { kind: 'find' }));
        else if (!isTyping && !dialog && key === 'z') act(() => (event.shiftKey ? bench.redo() : bench.undo()));
        else if (!isTyping && !dialog && key === 'y') act(() => bench.redo());
    } else if (!isField && !dialog && open) {
        if (/^[1-5]$/.test(key)) act(() => go(PLACES[key - 1].id));
        else if (key === 'm') act(toggleModel);
        else if (key === 't') act(() => (bench.show({ board: undefined }), bench.say(say('shell.today'))));
        else if (key === '?') act(() => bench.dialog({ kind: 'help' }));
        else if (key === 'escape' && shown.side && isNarrow()) act(toggleModel);
    }
}

/** What was taken away, until something else is changed. It stands above the page and moves nothing. */
const Removed = ({ notice }) => (
    <aside class="removed" aria-label={say('shell.removed')}>
        {notice.words}{' '}
        <button type="button" onClick={() => bench.undo()}>
            {say('shell.bring')}
        </button>
        <button type="button" class="quiet" onClick={() => bench.set({ notice: null })}>
            {say('shell.dismiss')}
        </button>
    </aside>
);

const Notices = ({ state }) => (
    <>
        {KeptNotice && <KeptNotice />}
        {state.failure && (
            <p class="notice bad" role="alert">
                <span data-told>{state.failure}</span>{' '}
                <button type="button" onClick={() => bench.set({ failure: null })}>
                    {say('shell.dismiss')}
                </button>
            </p>
        )}
        {state.conflict && (
            <section class="notice bad" role="alert" aria-label={say('shell.conflict')}>
                <p>
                    {say('shell.conflict.what', {
                        bold: <b>{say('shell.conflict.bold')}</b>, n: state.conflict.version,
                    })}
                </p>
                {['both', 'theirs', 'mine'].map((choice) => (
                    <button key={choice} type="button"
                            onClick={() => bench.resolve(choice === 'both' ? 'variant' : choice)}>
                        {say(`shell.conflict.${choice}`)}
                    </button>
                ))}
            </section>
        )}
        {state.stopped && (
            <p class="notice" role="status">
                <span data-told>{state.stopped}</span>{' '}
                <button type="button" onClick={() => bench.look()}>
                    {say('shell.again')}
                </button>
            </p>
        )}
        {state.isStale && (
            <p class="notice" role="status">{say(state.stopped ? 'shell.stale.stopped' : 'shell.stale')}</p>
        )}
        {state.progress && <Progress job={state.progress} />}
    </>
);

/** What the last change did, or a variant that was kept, below what is shown. */
const Below = ({ state }) => state.shown.place !== 'welcome' && (
    <div class="below">
        {state.made?.of && state.made.of === state.open.id && !isTried(state)
            ? <Trial trial={state.made} onClose={() => bench.set({ made: null })} /> : <Change state={state} />}
    </div>
);

/** Before a model is open: it is coming, or there is none. */
function Nothing({ state }) {
    if (state.session && !state.models.length) return <Welcome state={state} go={go} part={state.shown.part} />;
    return !state.failure && <p class="notice">{say('shell.opening')}</p>;
}

function Place({ state, box }) {
    const { view, check, stopped, shown } = state;
    const { id, Shown, isAlways } = placeOf(shown.place);
    if (view || isAlways)
        return (
            <div class="shown">
                {!isAlways && (
                    <div class="beside">
                        <Export of={box} name={say(`shell.place.${id}`)} />
                        {id === 'findings' && <BeginOwn state={state} go={go} />}
                    </div>
                )}
                <Shown state={state} go={go} part={shown.part} />
            </div>
        );
    const why = check && !check.ok ? 'shell.wrong' : stopped ? 'shell.no-result' : 'shell.solving';
    return (
        <>
            <h1 tabIndex={-1}>{say(`shell.place.${id}`)}</h1>
            <p role="status">{say(why)}</p>
        </>
    );
}

function Dialogs({ state }) {
    const { dialog, view, text, models, open, jobs } = state;
    if (!dialog) return null;
    switch (dialog.kind) {
        case 'new':
            return <NewDialog />;
        case 'open':
            return <OpenDialog models={models} open={open} />;
        case 'variant':
            return <VariantDialog open={open} text={text} models={models} />;
        case 'versions':
            return <VersionsDialog open={open} models={models} />;
        case 'find':
            return <Palette state={state} go={go} />;
        case 'help':
            return <Help />;
        case 'jobs':
            return <Jobs jobs={jobs} models={models} />;
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
