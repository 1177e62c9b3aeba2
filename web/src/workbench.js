// SPDX-License-Identifier: Apache-2.0
// What the page knows and does: the open model, its history, its results. Components read `state` and call methods;
// every change goes through set(), which redraws. Answers that come late for a text that has changed meanwhile are
// dropped.
import { readAddress, writeAddress } from './address.js';
import { ApiError, call, edit, run } from './api.js';
import { readDocument } from './document.js';
import { say } from './say.js';
import { flips, noFilter, situations } from './situations.js';
import { history } from './texts.js';

const TYPING_PAUSE = 150; // ms until a text is looked at
const SAVING_PAUSE = 1500; // ms until it is saved
const TRYING_PAUSE = 3000; // ms until saving is tried again

export const bench = {
    state: {
        session: null, models: [], jobs: [], failure: null,
        open: null, text: '', saved: '', saving: 'saved', conflict: null, history: history.new(),
        check: null, checked: null, doc: null, isBusy: false, progress: null, isStale: false,
        view: null, was: null, flips: null, filter: noFilter, stopped: null,
        said: '', dialog: null, goal: null, notice: null,
        shown: readAddress(),
    },
    listeners: new Set(),
    set(patch) {
        this.state = { ...this.state, ...patch };
        for (const listener of this.listeners) listener();
    },
    /** For those who do not see the page: read out when there is a pause. */
    say(said) {
        this.set({ said: said === this.state.said ? said + '\u00a0' : said });
    },
    dialog(dialog) {
        this.set({ dialog });
    },
    /** What is looked at: { place, part, board, to, side, against, version, question }. The address holds it, and the
     *  filter. A place that is shown without a part shows the part that was last looked at. */
    show(patch) {
        const was = this.state.shown;
        const shown = { ...was, ...patch };
        if (patch.place && !patch.part) shown.part = this.parts[patch.place];
        this.parts[shown.place] = shown.part;
        const isElsewhere = was.place !== shown.place;
        this.set({ shown });
        this.keepAddress(isElsewhere || was.part !== shown.part);
        if (isElsewhere) scrollTo(0, 0);
        else if (was.part !== shown.part)
            document.querySelector('main [role=tablist]')?.scrollIntoView({ block: 'nearest' });
    },
    parts: {},
    keepAddress(isStep) {
        const { open, shown, filter } = this.state;
        if (open) writeAddress({ ...shown, model: open.id, filter }, isStep);
    },
    filter(filter) {
        this.set({ filter });
        this.keepAddress();
    },
    /** Says what was taken away, with a way to have it back. */
    notify(notice) {
        this.say(notice);
        this.set({ notice: { words: notice, past: this.state.history.past.length } });
    },
    /** Somebody wrote another address. At the beginning nothing needs to be done: it is read later. */
    async readdress() {
        if (!this.state.session) return;
        const { model, filter, ...shown } = readAddress();
        this.set({ shown });
        if (model && model !== this.state.open?.id) await this.open(model, filter ?? noFilter);
        else if (filter) this.set({ filter });
        returnTo(globalThis.history.state?.scrollY ?? 0, performance.now() + 10000);
    },

    /* -------------------------------------------------------------- beginning */

    async begin() {
        try {
            const [session, all, jobs] = await Promise.all([
                call('GET', 'session'),
                call('GET', 'models'),
                call('GET', 'jobs'),
            ]);
            const models = all.filter(isThere);
            this.set({ session, models, jobs });
            const { model: wanted, filter, ...shown } = readAddress();
            const asked = models.find((model) => model.id === wanted);
            const first = asked ?? models.find((model) => model.id === session.opening) ?? models[0];
            this.set({ shown: asked ? shown : { lang: shown.lang } });
            if (first) await this.open(first.id, (asked && filter) ?? noFilter);
            if (jobs.some(isRunning)) this.watchJobs();
        } catch (error) {
            this.fail(error);
        }
    },
    fail(error) {
        if (!(error instanceof ApiError)) throw error;
        this.set({ failure: error.message });
    },
    /** Runs `work`; what the server refuses is shown, not thrown. Gives undefined then. */
    async attempt(work) {
        try {
            return await work();
        } catch (error) {
            this.fail(error);
        }
    },

    /* ----------------------------------------------------------------- models */

    /** `filter`: where the address says it; else somebody chose the model, and Back leads to the one before. `more`:
     *  what of it is shown. */
    async open(id, filter, more) {
        await this.saveNow();
        const isStep = !filter && Boolean(this.state.open);
        const model = await this.attempt(() => call('GET', `models/${id}`));
        if (!model) return;
        const { text, ...open } = model;
        document.title = `${titleOf(open, this.state.models)} – truce workbench`;
        const { against, version, board, concepts, whose, to, ...shown } = this.state.shown;
        this.set({
            shown: { ...(this.state.open ? shown : this.state.shown), ...more },
            notice: null,
            open,
            text,
            saved: text,
            saving: 'saved',
            conflict: null,
            history: history.new(),
            filter: filter ?? noFilter,
            view: null,
            flips: null,
            doc: null,
            check: null,
            checked: null,
            failure: null,
        });
        this.keepAddress(isStep);
        if (more) scrollTo(0, 0);
        await this.look();
    },
    async reload() {
        const models = await this.attempt(() => call('GET', 'models'));
        if (models) this.set({ models: models.filter(isThere) });
    },
    /** `goal`: the part of the forms to go on with. */
    async create(name, text, parent = null, goal = null) {
        const made = await this.attempt(() => call('POST', 'models', { name, text, parent }));
        if (!made) return;
        await this.reload();
        await this.open(made.id, null, goal && { place: 'findings', side: 'forms' });
        this.set({ goal });
    },

    /* ------------------------------------------------------------------- text */

    /** `kind`: 'typing' lets what is typed in one go be one step of undo. */
    write(text, kind = 'edit') {
        const before = this.state.text;
        if (text === before) return;
        this.set({ text, notice: null, history: history.push(this.state.history, before, kind, Date.now()) });
        this.changed(kind === 'typing' ? TYPING_PAUSE : 0);
    },
    undo() {
        this.step(history.undo(this.state.history, this.state.text), say('shell.undone'));
    },
    redo() {
        this.step(history.redo(this.state.history, this.state.text), say('shell.redone'));
    },
    step(step, said) {
        if (!step) return;
        this.stepped = step.text; // what is undone needs no telling
        this.set({ text: step.text, history: step.h, notice: null });
        this.say(said);
        this.changed(0);
    },
    changed(wait) {
        this.set({ saving: 'unsaved' });
        clearTimeout(this.looking);
        clearTimeout(this.saver);
        if (wait) this.looking = setTimeout(() => this.look(), wait);
        else this.look();
        this.saver = setTimeout(() => this.saveNow(), SAVING_PAUSE);
    },

    /**
     * Edits by a form. Gives null when they were made, or the diagnostics that speak against them: an edit that would
     * make a right model wrong is not taken over unless `isForced`.
     */
    async edit(edits, isForced = false) {
        if (!edits.length) return null;
        this.set({ isBusy: true });
        const refused = await this.tryEdit(edits, isForced);
        if (refused) this.set({ isBusy: false });
        return refused;
    },
    async tryEdit(edits, isForced) {
        const text = this.state.text;
        try {
            return await this.tryText(text, await edit(text, edits), isForced);
        } catch (error) {
            if (!(error instanceof ApiError)) throw error;
            return error.body.diagnostics?.length ? error.body.diagnostics : [{ message: error.message }];
        }
    },
    /** The text with a repair that a problem proposes, as an edit. */
    mend(edited) {
        return this.tryText(this.state.text, edited, false);
    },
    /** Takes a text over in place of `text`, or gives what speaks against it: each error with its text. */
    async tryText(text, edited, isForced) {
        // What is being solved of the text as it is goes on until the edit is known to be good.
        this.begun = this.under?.text === text ? null : { text: edited, solving: this.solve(edited) };
        const check = await inspect(edited);
        const errors = check.result.diagnostics.filter((diag) => diag.severity === 'error');
        if (errors.length && this.state.check?.ok && !isForced) {
            this.begun = null;
            return errors.map((diag) => ({ ...diag, text: edited }));
        }
        if (this.state.text !== text) return [{ message: 'the text changed meanwhile; please try again' }];
        this.known = { text: edited, result: check.result }; // need not be asked again
        if (edited === text) this.set({ isBusy: false });
        else this.write(edited);
        return null;
    },

    /* ---------------------------------------------------------------- results */

    /** Begins to solve a text: that of the page, or one that is still being checked. */
    solve(text) {
        const isWanted = () => this.state.text === text;
        const solving = run('solve', text, {
            limit: 4096, concepts: this.state.shown.concepts, 'no-patterns': true, // asked for where they stand
        }, {
            isWanted: () => isWanted() || this.begun?.text === text, tag: `solve ${PAGE}`,
            onJob: (job) => isWanted() && this.set({ progress: job }),
        });
        const under = (this.under = { text });
        const forget = () => this.under === under && (this.under = null);
        solving.then(forget, forget);
        return solving;
    },
    /** Checks the text and, when it is right, solves it. */
    async look() {
        const { text } = this.state;
        const isWanted = () => this.state.text === text;
        const { begun } = this;
        this.begun = null;
        this.set({ isBusy: true, stopped: null });
        try {
            const { concepts } = this.state.shown;
            const solving = begun?.text === text ? begun.solving : this.solve(text);
            const { result: check } = this.known?.text === text ? this.known : await inspect(text, 'check');
            if (!isWanted() || !check) return;
            const doc = readDocument(check.document) ?? this.state.doc;
            this.announce(check);
            this.set({ check, checked: text, doc });
            const solved = await solving;
            if (!isWanted()) return;
            if (concepts && check.ok && !solved.result && solved.state !== 'cancelled')
                return this.solveBy(undefined); // this model cannot have one of them
            if (!solved.result || !check.ok) {
                const stopped = !check.ok
                    ? null
                    : solved.state === 'cancelled'
                      ? say('shell.cancelled')
                      : (solved.diagnostics?.[0]?.message ?? say('shell.no-result'));
                return this.set({ isBusy: false, progress: null, isStale: this.state.view !== null, stopped });
            }
            const view = { ...situations(solved.result, doc, this.state.session.concepts), text };
            this.set({
                view,
                was: this.state.view?.text, // what it is held against
                flips: text === this.stepped ? null : flips(this.state.view, view),
                isBusy: false,
                progress: null,
                isStale: false,
                stopped: null,
            });
        } catch (error) {
            if (isWanted()) this.set({ isBusy: false, progress: null });
            this.fail(error);
        }
    },
    /** Solves by these concepts, with commas, from now on. */
    solveBy(concepts) {
        this.show({ concepts });
        return this.look();
    },
    announce(check) {
        const was = this.state.check;
        if (check.errors && check.errors !== was?.errors)
            this.say(say('shell.errors', { n: check.errors }));
        else if (!check.errors && was?.errors) this.say(say('shell.well-formed'));
    },

    /* ----------------------------------------------------------------- saving */

    async saveNow() {
        clearTimeout(this.saver);
        const { open, text, saved, conflict } = this.state;
        if (!open || conflict || this.state.saving === 'saving') return;
        if (text === saved) return this.set({ saving: 'saved' }); // undone before it was saved
        this.set({ saving: 'saving' });
        try {
            const { version } = await call('PUT', `models/${open.id}`, { text, base_version: open.version });
            if (this.state.open?.id !== open.id) return;
            this.set({
                open: { ...this.state.open, version },
                saved: text,
                saving: this.state.text === text ? 'saved' : 'unsaved',
                failure: null,
            });
            if (this.state.text !== text) this.saver = setTimeout(() => this.saveNow(), SAVING_PAUSE);
        } catch (error) {
            if (error.status === 409) this.set({ saving: 'conflict', conflict: { ...error.body, mine: text } });
            else {
                this.set({ saving: 'unsaved' });
                this.fail(error);
                this.saver = setTimeout(() => this.saveNow(), TRYING_PAUSE);
            }
        }
    },
    async resolve(choice) {
        const { open, conflict, text } = this.state;
        if (choice === 'mine') {
            this.set({ open: { ...open, version: conflict.version }, conflict: null, saving: 'unsaved' });
            return this.saveNow();
        }
        this.set({
            conflict: null,
            saving: 'saved',
            open: { ...open, version: conflict.version },
            saved: conflict.text,
            history: history.push(this.state.history, text, 'edit', Date.now()),
            text: conflict.text,
        });
        if (choice === 'variant') return this.create(`${open.name}, my changes`, text, open.id);
        return this.look();
    },

    /* ------------------------------------------------------------------- jobs */

    async watchJobs() {
        if (this.isWatching) return;
        this.isWatching = true;
        try {
            for (;;) {
                const jobs = await call('GET', 'jobs');
                for (const job of jobs) {
                    const was = this.state.jobs.find((old) => old.job === job.job);
                    // What was asked for by name is told; what a view asks for by itself names no model.
                    if (job.model && was && isRunning(was) && !isRunning(job))
                        this.say(say(`shell.job.${job.state}.said`, { command: job.command }));
                }
                this.set({ jobs });
                if (!jobs.some(isRunning)) break;
                await new Promise((wake) => setTimeout(wake, 500));
            }
        } catch (error) {
            this.fail(error);
        } finally {
            this.isWatching = false;
        }
    },
    async cancel(id) {
        await this.attempt(() => call('DELETE', `jobs/${id}`));
        this.watchJobs();
    },
};

/** Scrolls to where somebody was. What stands above comes piece by piece, so it is tried until there is room, or
 *  somebody goes up. */
const returnTo = (y, until, last = 0) => requestAnimationFrame((now) => {
    if (scrollY < last) return;
    scrollTo(0, y);
    if (scrollY < y - 1 && now < until) returnTo(y, until, scrollY);
});

const isThere = (model) => !model.deleted;

/** A model's title. A variant bears that of its base, so it is known by its name. */
export function titleOf(model, models) {
    const parent = models.find((one) => one.id === model.parent);
    const title = model.title || model.name;
    return parent && title === (parent.title || parent.name) ? model.name : title;
}

export const isRunning = (job) => job.state === 'queued' || job.state === 'running';

const PAGE = crypto.getRandomValues(new Uint32Array(2)).join('-'); // of several tabs, this one

const inspect = (text, tag) => run('check', text, { document: true }, { tag: tag && `${tag} ${PAGE}` });
