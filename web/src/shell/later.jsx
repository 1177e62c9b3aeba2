// SPDX-License-Identifier: Apache-2.0
// Parts of the page that the first findings do not need. They are a script of their own, which comes when the page
// stands, or when one of them is opened before.
import { ApiError } from '../api.js';
import { useEffect, useReducer } from 'preact/hooks';
import { refocus } from '../parts.jsx';
import { say } from '../say.js';
import { AWAY } from '../server.js';
import { bench } from '../workbench.js';

let parts; // what later.js has
let coming;
const AGAIN = './later.js?'; // a browser keeps what failed under its name
let failed = 0;
const come = () => (coming ??= (failed ? import(AGAIN + failed) : import('../later.js')).then((found) =>
    (parts = found), () => {
    coming = null; // it may be asked for again
    failed++;
    throw new ApiError(AWAY.status, AWAY.body);
}));

const SOON = 500; // ms after the page is loaded
addEventListener('load', () => setTimeout(() => come().catch(() => {}), SOON));

/** The part of that name. Where nothing else has the focus, its heading has it when it comes. */
export const later = (name) => (props) => {
    const [, redraw] = useReducer((n) => n + 1, 0);
    const Part = parts?.[name];
    useEffect(() => void (Part ?? bench.attempt(come).then(redraw)), []); // may have come since it was drawn
    useEffect(() => {
        if (Part) refocus();
    }, [!Part]);
    return Part ? <Part {...props} /> : <p role="status">{say('findings.loading')}</p>;
};
