// SPDX-License-Identifier: Apache-2.0
// Loads truce.wasm in a page, a worker or node, and is the host of its commands: it hands over texts by their names
// and takes what comes. Calls are synchronous; client.js asks the same of a worker.
//
// Numbers of the module arrive with a sign. Its memory may have 4 GiB, so places are read without one (>>> 0).

/** The kinds of edits, by their numbers. */
export const OPS = ['set', 'remove', 'insert', 'move'];
const MOST_MEMORY = 3840 * 2 ** 20; // of the 4 GiB that a module can have, a sixteenth stays for small pieces
const KEPT_MEMORY = 256 * 2 ** 20; // memory never shrinks: an instance that has more is replaced
const [LIMIT, BUG] = [3, 70]; // exit statuses
const NO_FILE = 8; // EBADF: to WASI's questions about files, all of which libfyaml asks only when something is wrong

const encoder = /* @__PURE__ */ new TextEncoder();
// A mark at the beginning is part of the text.
const decoder = /* @__PURE__ */ new TextDecoder('utf-8', { ignoreBOM: true });

/** `source`: the bytes of truce.wasm, or its compiled module. */
export async function load(source) {
    const engine = new Engine(source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source));
    engine.begin(await WebAssembly.instantiate(engine.module, engine.imports()));
    return engine;
}

/** What ends a call from within. */
class Stopped extends Error {
    constructor(status, message) {
        super(message);
        this.status = status;
    }
}

const TRAPS = [WebAssembly.RuntimeError, RangeError /* no stack is left */, Stopped];

class Engine {
    constructor(module) {
        this.module = module;
    }

    /**
     * Runs a command. `words`: its command line, the command first. `files`: the texts it may read, { name: text }.
     * `memory`: the bytes it may take. Gives { status, output, diagnostics }; what is not whole is no output.
     */
    run(words, files = {}, { progress, width = 100, memory = MOST_MEMORY, asBytes = false } = {}) {
        const names = new Map(Object.entries(files));
        const { output, ...rest } = this.call({ names, progress }, (exports) =>
            exports.run(...this.lend(texts(words)), width, memory));
        return { ...rest, output: asBytes ? output : decoder.decode(output) };
    }

    /** Makes edits, [{ op, path, value, to }], to the text of a model. Gives { status, text, diagnostics }. */
    edit(text, edits) {
        const { output, ...rest } = this.call({ names: new Map() }, (exports) =>
            exports.edit(...this.lend(encoder.encode(text)), ...this.lend(texts(parts(edits))), MOST_MEMORY));
        return { ...rest, text: rest.status === 0 ? decoder.decode(output) : null };
    }

    /** Of live.wasm: which conclusions edits to a model flip: { status, flips: [{ outcome, concept, holds }] }. */
    attempt(text, edits) {
        const flips = [];
        const { output, ...rest } = this.call({ names: new Map(), flips }, (exports) =>
            exports.attempt(...this.lend(encoder.encode(text)), ...this.lend(texts(parts(edits))), MOST_MEMORY));
        return { ...rest, flips };
    }

    /** Tries a change of a model. Gives as run() does, the output as `truce schema trial` has it. */
    compare(before, after) {
        const { output, ...rest } = this.call({ names: new Map() }, (exports) =>
            exports.compare(...this.lend(encoder.encode(before)), ...this.lend(encoder.encode(after)), MOST_MEMORY));
        return { ...rest, output: decoder.decode(output) };
    }

    /** Reads what the form of a brief makes: gives { status, diagnostics }. */
    readReply(text) {
        const { status, diagnostics } = this.call({ names: new Map() }, (exports) =>
            exports.read_reply(...this.lend(encoder.encode(text)), MOST_MEMORY));
        return { status, diagnostics };
    }

    call(asked, work) {
        if (!this.exports) this.begin(new WebAssembly.Instance(this.module, this.imports()));
        this.task = { ...asked, lent: [], pieces: [], isWhole: false, diagnostics: [] };
        const status = this.guard(work);
        const { pieces, isWhole, diagnostics } = this.task;
        return { status, output: joined(isWhole ? pieces : []), diagnostics };
    }

    guard(work) {
        const { exports, task } = this;
        try {
            const status = work(exports);
            for (const at of task.lent) exports.release(at);
            if (exports.memory.buffer.byteLength > KEPT_MEMORY) this.exports = null;
            return status;
        } catch (error) {
            this.exports = null; // nobody knows what it was in the middle of
            if (!TRAPS.some((kind) => error instanceof kind)) throw error;
            task.isWhole = false;
            task.diagnostics.push(finding(true, `the engine stopped: ${error.message}`));
            return error.status ?? BUG;
        }
    }

    begin(instance) {
        this.exports = instance.exports;
        this.exports._initialize();
    }

    /** Copies bytes into the module; gives their place and number. They are its own until the call ends. */
    lend(bytes) {
        const at = this.exports.allocate(bytes.length) >>> 0;
        if (!at) throw new Stopped(LIMIT, 'out of memory');
        this.task.lent.push(at);
        this.bytes(at, bytes.length).set(bytes);
        return [at, bytes.length];
    }

    bytes(at, length) {
        return new Uint8Array(this.exports.memory.buffer, at >>> 0, length >>> 0);
    }

    number(at, value) {
        new DataView(this.exports.memory.buffer).setUint32(at >>> 0, value, true);
    }

    /** The text at that place, up to its zero; null for no place. */
    text(at) {
        if (!at) return null;
        const all = new Uint8Array(this.exports.memory.buffer), from = at >>> 0;
        return decoder.decode(all.subarray(from, all.indexOf(0, from)));
    }

    /** What the module is given: our side of module.c, and of WASI what it names. */
    imports() {
        const truce = {
            read: (name, length) => {
                const text = this.task.names.get(this.text(name));
                if (text === undefined) return 0;
                const [at, size] = this.lend(typeof text === 'string' ? encoder.encode(text) : text);
                this.number(length, size);
                return at;
            },
            write: (at, length) => this.task.pieces.push(this.bytes(at, length).slice()),
            finish: () => (this.task.isWhole = true),
            diagnose: (isError, file, line, column, length, message, hint) =>
                this.task.diagnostics.push(
                    finding(Boolean(isError), this.text(message), {
                        file: this.text(file), line: line >>> 0, column: column >>> 0, length: length >>> 0,
                        hint: this.text(hint),
                    })),
            flip: (outcome, concept, holds) =>
                this.task.flips.push({
                    outcome: this.text(outcome), concept: this.text(concept), holds: Boolean(holds),
                }),
            progress: (phase, done, total) => this.task.progress?.(this.text(phase), done, total),
        };
        const known = {
            environ_sizes_get: (count, size) => (this.number(count, 0), this.number(size, 0), 0),
            environ_get: () => 0,
            proc_exit: (status) => { throw new Stopped(BUG, `exit ${status}`); },
        };
        const wasi = {};
        for (const { module, name } of WebAssembly.Module.imports(this.module))
            if (module === 'wasi_snapshot_preview1') wasi[name] = known[name] ?? (() => NO_FILE);
        return { truce, wasi_snapshot_preview1: wasi };
    }
}

const finding = (isError, message, place) => ({
    severity: isError ? 'error' : 'warning', file: '', line: 0, column: 0, length: 0, message, hint: null, ...place,
});

/** Edits as texts, four each. */
function parts(edits) {
    return edits.flatMap(({ op, path, value, to }) => {
        if (!OPS.includes(op)) throw new TypeError(`there is no edit '${op}': ${OPS.join(', ')}`);
        return [OPS.indexOf(op), path, value === undefined ? '' : JSON.stringify(value), to ?? 0];
    });
}

/** Texts as one block, each with its zero. */
function texts(list) {
    return encoder.encode(list.map((text) => `${String(text).replaceAll('\0', '\ufffd')}\0`).join(''));
}

/** Bytes, or lists of them, one behind another. */
export function joined(pieces) {
    const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
        all.set(piece, at);
        at += piece.length;
    }
    return all;
}

/**
 * The words of a command as POST /api/run makes them: `options` that are true are given without a value, those that
 * are false or null are left out; whatever a value contains, it never becomes another option. `names`: of its texts;
 * `operands`: words behind them.
 */
export function wordsOf({ command, options = {}, names = ['model'], operands = [] }) {
    const given = Object.entries(options).filter(([, value]) => value !== false && value != null);
    const words = given.map(([name, value]) =>
        `--${name.replace(/^--/, '')}${value === true ? '' : `=${value}`}`);
    return [command, ...words, '--', ...names, ...operands];
}
