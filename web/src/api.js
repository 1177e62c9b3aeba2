// SPDX-License-Identifier: Apache-2.0
// The page's only way to what keeps models and asks the engine: a server, or both inside the page (#transport).
import { request } from '#transport';

export { Keeping, Kept, KeptNotice, addressOfBrief } from '#transport';

export class ApiError extends Error {
    constructor(status, body) {
        super(body?.error || `The server answered with status ${status}.`);
        this.status = status;
        this.body = body ?? {};
    }
}

/** Sends a request; gives the answer, or throws what speaks against it. */
async function send(method, path, body) {
    const answer = await request(method, path, body);
    if (answer.status < 200 || answer.status > 299) throw new ApiError(answer.status, answer.body);
    return answer;
}

export const call = async (method, path, body) => (await send(method, path, body)).body;

/** A page of a list: { list, next }; `next` is the path of the following page, if there is one. */
export async function page(path) {
    const { body, next } = await send('GET', path);
    return { list: body, next };
}

/** A list with all its pages. */
export async function all(path) {
    const found = [];
    for (let at = path; at;) {
        const { list, next } = await page(at);
        found.push(...list);
        at = next;
    }
    return found;
}

const pause = (ms) => new Promise((wake) => setTimeout(wake, ms));

/** Asks for work: its answer, where it is a job that of the job once it has ended. `onJob` hears of the job, again
 *  and again while it runs. A job that `isWanted` no longer asks for is cancelled. */
export async function work(path, body, onJob, isWanted = () => true) {
    const first = await call('POST', path, body);
    return first.job === undefined ? first : follow(first.job, onJob, isWanted);
}

/** Runs a command on a text. Gives { status, result, output, diagnostics }. `model`: the model that it belongs to. */
export const run = (command, text, options = {}, { wait = 1000, tag, model, onJob, isWanted } = {}) =>
    work('run', { command, text, model, options: { format: 'json', ...options }, wait_ms: wait, tag },
         onJob, isWanted);

export async function follow(id, onJob, isWanted = () => true) {
    for (let ms = 100; ; ms = Math.min(ms * 1.5, 1000)) {
        const job = await call('GET', `jobs/${id}`);
        onJob?.(job);
        if (job.state !== 'queued' && job.state !== 'running') return job;
        if (!isWanted()) {
            await call('DELETE', `jobs/${id}`);
            return { ...job, state: 'cancelled' };
        }
        await pause(ms);
    }
}

/** The text with the edits made. Many edits of a long text are a job. */
export async function edit(text, edits) {
    const done = await work('edit', { text, edits });
    const edited = done.text ?? done.result?.text;
    if (edited !== undefined) return edited;
    throw new ApiError(400, { error: done.diagnostics?.[0]?.message ?? 'The edits were not made.', ...done });
}
