// SPDX-License-Identifier: Apache-2.0
// The part of the address behind #: the model and what is looked at, so that a page that is loaded again, or a link,
// shows the same. It never holds text of a model.
//     #model=1&view=situations/list?0YN2NN1N&side=text
// `view` is a place, its part, and after a question mark the code of the situation on the board.
import { noFilter } from './situations.js';

const WORDS = ['side', 'party', 'against', 'version', 'question', 'lang', 'concept', 'concepts', 'to'];

/** { model, filter, place, part, board, side, ... }; what the address does not say is left out. */
export function readAddress(hash = location.hash) {
    const parts = new URLSearchParams(hash.slice(1));
    const found = {};
    for (const word of WORDS) if (parts.get(word)) found[word] = parts.get(word);
    const view = parts.get('view');
    if (view) {
        const [path, board] = view.split('?');
        const [place, part] = path.split('/');
        Object.assign(found, { place }, part && { part }, board && { board });
    }
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
        where: isMap(filter.where) ? filter.where : null,
        payoff: isMap(payoff) && typeof payoff.party === 'string' ? payoff : null,
    };
}

export function addressOf({ model, filter, place, part, board, ...shown }) {
    const parts = new URLSearchParams({ model });
    const view = [place, part].filter(Boolean).join('/') + (board ? `?${board}` : '');
    if (view) parts.set('view', view);
    for (const word of WORDS) if (shown[word]) parts.set(word, shown[word]);
    if (filter && filter !== noFilter && JSON.stringify(filter) !== JSON.stringify(noFilter))
        parts.set('filter', JSON.stringify(filter));
    return `#${parts}`.replace(/%2F/g, '/').replace(/%3F/g, '?');
}

/** `isStep`: the browser's Back leads to what was shown before, and to how far it was scrolled. */
export function writeAddress(shown, isStep) {
    const { history, scrollY } = globalThis;
    const address = addressOf(shown);
    if (address === location.hash) return;
    if (isStep) history.replaceState({ scrollY }, '');
    history[isStep ? 'pushState' : 'replaceState'](isStep ? null : history.state, '', address);
}
