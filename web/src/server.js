// SPDX-License-Identifier: Apache-2.0
// The transport of the page of `truce serve`: requests go to the server. inside/index.js is the other one; which is
// meant by #transport, package.json says. Every request carries X-Truce, which no foreign page can send.
import { say } from './say.js';

const KEPT = 'truce.token';
/** The answer where there is none. */
export const AWAY = { status: 0, body: { error: 'truce serve does not answer. Is it still running?' } };

/** The token stands behind # in the address that `truce serve --listen` prints; it does not stay there to be seen. */
function takeToken() {
    const found = /(?:^|&)token=([^&]*)/.exec(location.hash.slice(1));
    if (!found) return sessionStorage.getItem(KEPT);
    sessionStorage.setItem(KEPT, decodeURIComponent(found[1]));
    history.replaceState(null, '', location.pathname);
    return sessionStorage.getItem(KEPT);
}
const token = takeToken();

/** Where a brief can be read; null: nowhere, because a link cannot carry the token. */
export const addressOfBrief = (model) => (token ? null : `api/models/${model}/brief`);

/** Sends a request. Gives { status, body, next }: `next` leads on in a list. Status 0: nobody answers. */
export async function request(method, path, body) {
    const headers = { 'X-Truce': '1' };
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    let response;
    try {
        response = await fetch(`/api/${path}`, {
            method,
            headers,
            body: body === undefined ? undefined : JSON.stringify(body),
        });
    } catch {
        return AWAY;
    }
    const { status } = response;
    if (!response.ok) return { status, body: await response.json().catch(() => null) };
    const isPage = response.headers.get('Content-Type')?.startsWith('text/html');
    const next = /^<\/api\/([^>]+)>; rel="next"$/.exec(response.headers.get('Link') ?? '')?.[1];
    return { status, body: await (isPage ? response.text() : response.json()), next };
}

/** Where everything is kept; nothing need be done about it. */
export const Kept = ({ file }) => say('share.store.see', { file });
export const Keeping = null;
export const KeptNotice = null;
