// SPDX-License-Identifier: Apache-2.0
// The places of the page, each with its key and its parts; what is not a place (the model, the welcome) stands beside
// them.
import { later } from '#later';
import { Doubts, DOUBTS } from '../doubts/index.jsx';
import { Findings } from '../places/findings.jsx';
import { SHARE } from '../share/parts.js';
import { SITUATIONS, Situations } from '../situations/index.jsx';
import { WAYS, Ways } from '../ways/index.jsx';
import { Welcome } from '../welcome/index.jsx';

/** `isAlways`: it needs no results. */
export const PLACES = [
    { id: 'findings', parts: [], Shown: Findings },
    { id: 'situations', parts: SITUATIONS, Shown: Situations },
    { id: 'ways', parts: WAYS, Shown: Ways },
    { id: 'doubts', parts: DOUBTS, Shown: Doubts },
    { id: 'share', parts: SHARE, Shown: later('Share'), isAlways: true },
];
const WELCOME = { id: 'welcome', parts: [], Shown: Welcome, isAlways: true };

/** The place of an address; the first one where there is no such place. */
export const placeOf = (id) => [...PLACES, WELCOME].find((place) => place.id === id) ?? PLACES[0];
