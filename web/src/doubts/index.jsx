// SPDX-License-Identifier: Apache-2.0
// Doubts & outlook: how firm each conclusion is, and where the conflict may stand later.
import { later } from '#later';
import { Parts } from '../parts.jsx';
import { Outlook } from './outlook.jsx';
import { Readings, Robustness } from './robustness.jsx';

const SHOWN = { robustness: Robustness, readings: Readings, outlook: Outlook, register: later('Register') };
export const DOUBTS = Object.keys(SHOWN);

export function Doubts({ state, part }) {
    return (
        <Parts place="doubts" part={part} parts={DOUBTS}>
            {Object.fromEntries(Object.entries(SHOWN).map(([id, Shown]) =>
                [id, () => <Shown view={state.view} check={state.check} />]))}
        </Parts>
    );
}
