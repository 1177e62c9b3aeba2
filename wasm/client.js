// SPDX-License-Identifier: Apache-2.0
// The engine in a worker, for pages: the calls of engine.js, as promises. They are answered in their order; one that
// is aborted ends the worker, and another goes on with those that wait. When a worker fails, so does every call.
const BUG = 70; // exit status

/**
 * `makeWorker` gives a new Worker of worker.js; `source`: the bytes of truce.wasm, or its compiled module. Where that
 * lacks functions, `whole()` gives a promise of a module with all: what needs one of them begins again with it.
 */
export async function start(makeWorker, source, whole) {
    const isModule = source instanceof WebAssembly.Module;
    const client = new Client(makeWorker, isModule ? source : await WebAssembly.compile(source), whole);
    await client.begin();
    return client;
}

class Client {
    constructor(makeWorker, module, whole) {
        this.makeWorker = makeWorker;
        this.module = module;
        this.whole = whole; // until it was asked for
        this.worker = null; // while it is waited for
        this.calls = new Map(); // by their ids, in their order
        this.last = 0;
        this.failure = null; // why there will be no more answers
    }

    /** Gives { status, output, diagnostics }. `progress(phase, done, total)` hears how far it is. */
    run(words, files, { progress, signal, ...options } = {}) {
        return this.call('run', [words, files, options], progress, signal);
    }

    /** Gives { status, text, diagnostics }. */
    edit(text, edits, { signal } = {}) {
        return this.call('edit', [text, edits], undefined, signal);
    }

    /** Tries a change of a model. Gives { status, output, diagnostics }. */
    compare(before, after, { signal } = {}) {
        return this.call('compare', [before, after], undefined, signal);
    }

    /** Reads a reply to a brief. Gives { status, diagnostics }. */
    readReply(text, { signal } = {}) {
        return this.call('readReply', [text], undefined, signal);
    }

    end() {
        this.fail(new DOMException('The engine was ended.', 'AbortError'));
    }

    fail(failure) {
        this.failure ??= failure;
        this.worker?.terminate();
        for (const { reject, forget } of this.calls.values()) forget(), reject(failure);
        this.calls.clear();
    }

    begin() {
        return new Promise((resolve, reject) => {
            const fail = (message) => {
                const failure = new Error(message);
                this.fail(failure);
                reject(failure);
            };
            const worker = (this.worker = this.makeWorker());
            worker.onmessage = ({ data }) => {
                if (worker !== this.worker) return; // said before it was ended
                if (data.ready) resolve();
                else if (data.id === undefined) fail(data.failed);
                else this.hear(data);
            };
            worker.onerror = (event) => fail(event.message);
            worker.postMessage({ module: this.module });
        });
    }

    call(call, args, progress, signal) {
        return new Promise((resolve, reject) => {
            signal?.throwIfAborted();
            if (this.failure) throw this.failure;
            const id = ++this.last;
            const message = { id, call, args };
            const stop = () => this.abort(id, signal.reason);
            signal?.addEventListener('abort', stop, { once: true });
            const forget = () => signal?.removeEventListener('abort', stop);
            this.calls.set(id, { message, progress, resolve, reject, forget });
            this.worker?.postMessage(message);
        });
    }

    hear({ id, progress, result, failed }) {
        const call = this.calls.get(id);
        if (!call) return;
        if (progress) return call.progress?.(...progress);
        if (result?.status === BUG && this.whole) return this.takeWhole();
        this.calls.delete(id);
        call.forget();
        if (failed === undefined) call.resolve(result);
        else call.reject(new Error(failed));
    }

    abort(id, reason) {
        const { reject } = this.calls.get(id);
        this.calls.delete(id);
        reject(reason);
        if (!this.worker) return;
        this.worker.terminate();
        this.beginAgain();
    }

    beginAgain() {
        this.begin().catch((failure) => this.fail(failure));
        for (const { message } of this.calls.values()) this.worker.postMessage(message);
    }

    async takeWhole() {
        const { whole } = this;
        this.whole = undefined;
        this.worker.terminate();
        this.worker = null;
        try {
            this.module = await whole();
            if (!this.failure) this.beginAgain();
        } catch (failure) {
            this.fail(failure);
        }
    }
}
