// SPDX-License-Identifier: Apache-2.0
// Records that last as long as the page: for tests, and where a browser keeps nothing.
import { KEYS, NUMBERED } from './tables.js';

const isBefore = (one, other) => {
    const i = one.findIndex((part, at) => part !== other[at]);
    return i >= 0 && one[i] < other[i];
};

export class Memory {
    tables = Object.fromEntries(Object.keys(KEYS).map((table) => [table, new Map()]));
    last = Object.fromEntries([...NUMBERED].map((table) => [table, 0]));
    turn = Promise.resolve();

    read(work) {
        return this.write(work);
    }

    /** One transaction after the other. What a work that fails has done is undone. */
    write(work) {
        const done = this.turn.then(async () => {
            const t = new Work(this);
            try {
                return await work(t);
            } catch (error) {
                for (const undo of t.undone.reverse()) undo();
                throw error;
            }
        });
        this.turn = done.catch(() => {});
        return done;
    }
}

class Work {
    undone = [];

    constructor(store) {
        this.store = store;
    }

    async get(table, key) {
        const found = this.store.tables[table].get(String(key));
        return found && structuredClone(found.record);
    }

    async all(table, model) {
        const rows = [...this.store.tables[table].values()];
        return rows.filter(({ key }) => model === undefined || key[0] === model)
            .sort((one, other) => (isBefore(one.key, other.key) ? -1 : 1))
            .map(({ record }) => structuredClone(record));
    }

    async put(table, record) {
        const kept = structuredClone(record);
        if (NUMBERED.has(table)) kept.id ??= ++this.store.last[table];
        const key = [KEYS[table]].flat().map((part) => kept[part]);
        this.change(table, String(key), { key, record: kept });
        return key.length > 1 ? key : key[0];
    }

    async remove(table, key) {
        this.change(table, String(key));
    }

    change(table, name, entry) {
        const rows = this.store.tables[table];
        const was = rows.get(name);
        this.undone.push(() => (was ? rows.set(name, was) : rows.delete(name)));
        if (entry) rows.set(name, entry);
        else rows.delete(name);
    }
}
