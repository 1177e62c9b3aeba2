// SPDX-License-Identifier: Apache-2.0
// Doubts & outlook: how firm each conclusion is, and where the conflict may stand later.
import { Command } from '../command.jsx';
import { Parts } from '../parts.jsx';

const SHOWN = { robustness: 'robust', outlook: 'forecast' };
export const DOUBTS = Object.keys(SHOWN);

export function Doubts({ state: { session, view, text, open }, part }) {
    const one = (name) => () => (
        <Command key={name} command={session.commands.find((command) => command.name === name)} view={view}
                 text={text} model={open.id} />
    );
    return (
        <Parts place="doubts" part={part} parts={DOUBTS}>
            {Object.fromEntries(DOUBTS.map((id) => [id, one(SHOWN[id])]))}
        </Parts>
    );
}
