// SPDX-License-Identifier: Apache-2.0
// Work that may take long: a queue, a few engines, progress, cancelling; as workbench/jobs.c has it. A job whose
// starter stopped waiting is kept when it ends, so that it can be read later.
//
// Each engine is a worker of its own, so typed text is checked while long work goes on. Of the jobs about one model
// only a few run at a time: whatever one model does, others get an engine. Cancelling a job ends its worker.
import { refuse } from './answers.js';
import { timeNow } from './shelves.js';

const ENGINES = 4;
const OF_KIN = 3; // jobs about one model that run at a time
const MOST_UNDER_WAY = 64;
const LONGEST_WAIT = 10000; // milliseconds that a request may wait
const [CANCELLED, BUG] = [130, 70]; // exit statuses

const error = (message) => ({ severity: 'error', file: '', line: 0, column: 0, length: 0, message, hint: null });
const pause = (ms) => new Promise((wake) => setTimeout(wake, ms));

export class Jobs {
    list = []; // in order of arrival
    idle = [];
    engines = 0;
    numbers = { first: 1, count: 0 };

    /** `makeEngine`: gives a promise of an engine (wasm/client.js); one with a `failure` is of no use any more. */
    constructor(shelves, makeEngine) {
        this.shelves = shelves;
        this.makeEngine = makeEngine;
    }

    /* ------------------------------------------------------------ from outside */

    /**
     * Runs a task as a job, { name, isJson, work(engine, { progress, signal }) -> { status, output, diagnostics } },
     * and waits for its end, but not for long. `about`: { model, version, kin, options, tag }. Gives its description,
     * which is complete if it is over by then.
     */
    async run(task, about, wait) {
        const id = await this.number();
        if (about.tag)
            for (const job of [...this.list]) if (job.tag === about.tag) this.stop(job);
        if (this.list.length >= MOST_UNDER_WAY)
            refuse(503, 'too many runs are under way; cancel one or try again later');
        const job = {
            id, task, model: 0, version: 0, options: {}, ...about, state: 'queued',
            progress: { phase: '', done: 0, total: 0 }, started: timeNow(), start: performance.now(),
            canceller: new AbortController(), isAwaited: true, isOver: false,
        };
        job.gone = new Promise((resolve) => (job.end = resolve));
        this.list.push(job);
        this.next();
        await Promise.race([job.gone, pause(Math.min(wait, LONGEST_WAIT))]);
        job.isAwaited = false;
        if (!job.isOver) return describe(job);
        this.takeOut(job);
        return { ...describe(job), ...job.found };
    }

    /** Work that is done at once, beside all jobs: an engine that is free or another one. */
    async aside(work) {
        const engine = await this.engine();
        try {
            return await work(engine);
        } finally {
            this.release(engine);
        }
    }

    /** With its answer when it is over; undefined: there is no such job. */
    async describe(id) {
        const job = this.list.find((one) => one.id === id);
        if (job) return describe(job);
        const run = await this.shelves.run(id);
        return run && { ...head(run), status: run.status, ...answerOf(run) };
    }

    async all() {
        const here = this.list.filter(({ isAwaited }) => !isAwaited).map(describe);
        return [...here, ...(await this.shelves.runs()).map(head)];
    }

    async cancel(id) {
        const job = this.list.find((one) => one.id === id);
        if (!job) return;
        this.stop(job);
        await job.gone;
    }

    /** Makes engines before they are needed. */
    async warm(count) {
        const engines = await Promise.all(Array.from({ length: count }, () => this.engine()));
        engines.forEach((engine) => this.release(engine));
    }

    end() {
        for (const job of [...this.list]) this.stop(job);
        for (const engine of this.idle.splice(0)) engine.end();
    }

    /* ----------------------------------------------------------------- engines */

    async engine() {
        while (this.idle.length) {
            const free = this.idle.pop();
            if (!free.failure) return free;
            this.engines--;
        }
        this.engines++;
        try {
            return await this.makeEngine();
        } catch (reason) {
            this.engines--;
            throw reason;
        }
    }

    release(engine) {
        if (this.engines <= ENGINES && !engine.failure) this.idle.push(engine);
        else {
            this.engines--;
            engine.end();
        }
        this.next();
    }

    /* ----------------------------------------------------------------- the queue */

    /** Starts what may run: of the jobs that wait the one with the least company, and of these the oldest. */
    next() {
        const running = this.list.filter(({ state }) => state === 'running');
        if (running.length >= ENGINES) return;
        const company = ({ kin }) => running.filter((job) => job.kin === kin).length;
        const waiting = this.list.filter((job) => job.state === 'queued' && company(job) < OF_KIN);
        if (!waiting.length) return;
        const least = Math.min(...waiting.map(company));
        this.work(waiting.find((job) => company(job) === least));
        this.next();
    }

    async work(job) {
        job.state = 'running';
        const { signal } = job.canceller;
        const progress = (phase, done, total) => (job.progress = { phase, done, total });
        let engine, outcome;
        try {
            engine = await this.engine();
            signal.throwIfAborted();
            outcome = await job.task.work(engine, { progress, signal });
        } catch (reason) {
            outcome = signal.aborted ? { status: CANCELLED, diagnostics: [error('interrupted')] }
                : { status: BUG, diagnostics: [error(reason.message)] };
        }
        this.finish(job, outcome);
        if (engine) this.release(engine);
        else this.next();
    }

    stop(job) {
        if (job.canceller.signal.aborted || job.found) return;
        job.canceller.abort();
        if (job.state === 'queued') this.finish(job, { status: CANCELLED, diagnostics: [] });
    }

    finish(job, { status, output, diagnostics }) {
        const isWhole = Boolean(output) || status === 0;
        job.state = status === CANCELLED ? 'cancelled' : isWhole ? 'done' : 'failed';
        job.seconds = secondsSince(job.start);
        const text = isWhole ? output : null;
        job.found = {
            status,
            result: job.task.isJson && text !== null ? JSON.parse(text) : null,
            output: job.task.isJson ? null : text,
            diagnostics,
        };
        if (job.isAwaited) (job.isOver = true), job.end();
        else this.keep(job);
    }

    /** A store that is full loses the run, and nothing else. */
    async keep(job) {
        const { id, model, version, options, state, started, seconds, found, task } = job;
        const run = { id, command: task.name, model, version, options, state, started, seconds, ...found };
        await this.shelves.keepRun(run).catch(() => {});
        this.takeOut(job);
        job.end();
    }

    takeOut(job) {
        this.list = this.list.filter((one) => one !== job);
    }

    /** Numbers are fetched many at a time; those who come meanwhile wait for the same ones. Where the store is full,
     *  nothing will be kept either: any number is good. */
    async number() {
        while (!this.numbers.count) {
            this.fetching ??= this.shelves.reserve().catch(() => ({ ...this.numbers, count: 1 })).then((numbers) => {
                this.numbers = numbers;
                this.fetching = null;
            });
            await this.fetching;
        }
        this.numbers.count--;
        return this.numbers.first++;
    }
}

const secondsSince = (start) => Math.round(performance.now() - start) / 1000;

const head = ({ id, command, model, version, options, state, started, seconds }) => ({
    job: id, command, model: model || null, version: version || null, options, state, started, seconds,
});

const answerOf = ({ result, output, diagnostics }) => ({ result, output, diagnostics });

/** Until it can be read, a job counts as running. */
function describe(job) {
    const isEnding = job.found && !job.isOver;
    return {
        ...head({
            ...job, command: job.task.name, state: isEnding ? 'running' : job.state,
            seconds: job.isOver ? job.seconds : secondsSince(job.start),
        }),
        progress: job.progress,
    };
}
