// SPDX-License-Identifier: Apache-2.0
// The interface of the workbench (docs/workbench.md) without a server: from a path to a function, as in
// workbench/router.c. Whatever the page sends to `truce serve` is answered here in the same words.
import { Refusal, refuse } from './answers.js';
import { routes as models } from './models.js';
import { routes as replies } from './replies.js';
import { routes as runs } from './runs.js';
import { StoreError } from './tables.js';

const HOUR = 3600000;
const FULL = 'the browser has no more room for this page: save everything as a file (Share, Export)';

const session = ({ facts, opening }) => ({ body: { ...facts.session, folder: null, store: null, listen: false,
                                               opening } });

const schema = ({ jobs }) => jobs.aside(async (engine) => {
    const { output } = await engine.run(['schema', '--', 'model'], {});
    return { body: JSON.parse(output) };
});

const NUMBER = '([1-9]\\d{0,15})';

const routes = [
    ['GET', 'session', session],
    ['GET', 'examples', ({ facts }) => ({ body: facts.examples })],
    ['GET', 'schema', schema],
    ...models, ...runs, ...replies,
].map(([method, path, answer]) => ({ method, answer, pattern: new RegExp(`^${path.replaceAll('#', NUMBER)}$`) }));

export class Router {
    /** `facts`: { session, examples, first } as the server tells them. */
    constructor(shelves, jobs, facts) {
        Object.assign(this, { shelves, jobs, facts });
    }

    /** A store without models gets the first of the examples. The bin is emptied, now and every hour. */
    async begin() {
        await this.shelves.addFirst([this.facts.first]);
        this.opening = (await this.shelves.models())[0].id;
        const empty = () => this.shelves.emptyBin().catch(() => {});
        empty();
        setInterval(empty, HOUR).unref?.();
    }

    /** Answers a request: { status, body, next }, in which `next` is the path of what follows in a list. */
    async answer(method, path, body) {
        try {
            const { status = 200, ...answer } = await this.find(method, path, body);
            return { status, ...answer };
        } catch (error) {
            if (error instanceof Refusal) return error.answer;
            if (!(error instanceof StoreError)) throw error;
            return error.isFull ? { status: 507, body: { error: FULL } }
                : { status: 500, body: { error: `the store: ${error.message}` } };
        }
    }

    find(method, address, body) {
        const [path, query] = address.split('?');
        const here = routes.filter(({ pattern }) => pattern.test(path));
        const route = here.find((one) => one.method === method);
        if (!here.length) refuse(404, 'there is nothing at this address');
        if (!route) refuse(405, `this address accepts only ${here.map((one) => one.method).join(', ')}`);
        const [id, number] = route.pattern.exec(path).slice(1).map(Number);
        const { shelves, jobs, facts, opening } = this;
        return route.answer({ shelves, jobs, facts, opening, body, id, number, query: new URLSearchParams(query) });
    }
}
