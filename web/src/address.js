// SPDX-License-Identifier: Apache-2.0
// The part of the address behind #: the model and what is looked at, so that a page that is loaded again shows the
// same. It never holds text of a model.
import { noFilter } from './situations.js';

const WORDS = ['view', 'side', 'against', 'version', 'question'];

/** { model, filter, view, side, ... }; what the address does not say is left out. */
export function readAddress() {
    const parts = new URLSearchParams(location.hash.slice(1));
    const found = {};
    for (const word of WORDS) if (parts.get(word)) found[word] = parts.get(word);
    if (/^[1-9]\d*$/.test(parts.get('model') ?? '')) found.model = Number(parts.get('model'));
    try {
        const filter = JSON.parse(parts.get('filter'));
        if (filter && typeof filter === 'object') found.filter = readFilter(filter);
    } catch {
        // an address that somebody mistyped: everything is shown
    }
    return found;
}

const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

function readFilter(filter) {
    const { search, only, payoff } = filter;
    const part = (name) => (isMap(filter[name]) ? filter[name] : {});
    return {
        options: part('options'), outcomes: part('outcomes'), concepts: part('concepts'),
        search: typeof search === 'string' ? search : '',
        only: ['equilibria', 'today'].includes(only) ? only : 'all',
        payoff: isMap(payoff) && typeof payoff.party === 'string' ? payoff : null,
    };
}

export function writeAddress({ model, filter, ...shown }) {
    const parts = new URLSearchParams({ model });
    for (const word of WORDS) if (shown[word]) parts.set(word, shown[word]);
    if (filter && filter !== noFilter && JSON.stringify(filter) !== JSON.stringify(noFilter))
        parts.set('filter', JSON.stringify(filter));
    globalThis.history.replaceState(null, '', `#${parts}`);
}
