// SPDX-License-Identifier: Apache-2.0
// Records in the browser's database (IndexedDB). A write is done when it is on the disk, unless it is 'relaxed'.
import { KEYS, NUMBERED, StoreError } from './tables.js';

const LAYOUT = 1;

const settled = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
});

/** Rejects where the browser has none, or does not open it. */
export async function openDatabase(name) {
    const opening = indexedDB.open(name, LAYOUT);
    opening.onupgradeneeded = () => {
        for (const [table, keyPath] of Object.entries(KEYS))
            opening.result.createObjectStore(table, { keyPath, autoIncrement: NUMBERED.has(table) });
    };
    const base = await settled(opening);
    base.onversionchange = () => base.close(); // a page with a newer layout need not wait for this one
    return new Database(base);
}

class Database {
    constructor(base) {
        this.base = base;
    }

    read(work) {
        return this.transact('readonly', work);
    }

    write(work, durability = 'strict') {
        return this.transact('readwrite', work, durability);
    }

    async transact(mode, work, durability) {
        try {
            const transaction = this.base.transaction(Object.keys(KEYS), mode, { durability });
            const end = new Promise((resolve, reject) => {
                transaction.oncomplete = resolve;
                transaction.onabort = () => reject(transaction.error);
            });
            end.catch(() => {}); // where the work fails first, that is what is told
            const done = await this.work(transaction, work);
            await end;
            return done;
        } catch (error) {
            throw error instanceof DOMException ? new StoreError(error) : error;
        }
    }

    async work(transaction, work) {
        try {
            return await work(new Work(transaction));
        } catch (error) {
            if (error?.name !== 'AbortError') transaction.abort();
            throw error;
        }
    }
}

class Work {
    constructor(transaction) {
        this.transaction = transaction;
    }

    get(table, key) {
        return settled(this.transaction.objectStore(table).get(key));
    }

    all(table, model) {
        const range = model === undefined ? undefined : IDBKeyRange.bound([model], [model, []]);
        return settled(this.transaction.objectStore(table).getAll(range));
    }

    put(table, record) {
        return settled(this.transaction.objectStore(table).put(record));
    }

    remove(table, key) {
        return settled(this.transaction.objectStore(table).delete(key));
    }
}
