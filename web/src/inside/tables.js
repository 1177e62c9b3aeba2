// SPDX-License-Identifier: Apache-2.0
// What both ways to keep records have in common (memory.js, database.js): the tables, and what can be asked of one.
//
//     store.read(work), store.write(work)     work(t) in one transaction: all of it happens, or nothing
//     store.write(work, 'relaxed')            the same, without waiting for the disk: nobody would miss it
//     t.get(table, key)                       a record, or undefined
//     t.all(table, model?)                    records by their keys; of one model, where keys begin with it
//     t.put(table, record)                    gives its key; without one it gets a number that no other ever had
//     t.remove(table, key)
//
// A work waits for nothing but its transaction.

/** The parts of a record that are its key. Texts stand apart from what lists show of them. */
export const KEYS = {
    models: 'id',
    versions: ['model', 'version'],
    texts: ['model', 'version'],
    runs: 'id',
    answers: 'id',
    replies: 'id',
    notes: 'name',
};
export const NUMBERED = new Set(['models', 'replies']);

/** Why something could not be kept. */
export class StoreError extends Error {
    constructor(error) {
        super(error.message);
        this.isFull = error.name === 'QuotaExceededError';
    }
}
