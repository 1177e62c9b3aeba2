// SPDX-License-Identifier: Apache-2.0
// Ways & deals: how the conflict can go on, and what all could accept.
import { Command, Commands } from '../command.jsx';
import { Parts } from '../parts.jsx';

export const WAYS = ['ways', 'deals', 'more'];
const ELSEWHERE = new Set(['check', 'states', 'explain', 'version', 'help', 'serve', 'brief', 'replies', 'convert',
    'diff', 'paths', 'deal']);

export function Ways({ state: { session, view, text, open }, part }) {
    const commands = session.commands.filter((command) => command.needs_model);
    const one = (name) => () => (
        <Command key={name} command={commands.find((command) => command.name === name)} view={view} text={text}
                 model={open.id} />
    );
    return (
        <Parts place="ways" part={part} parts={WAYS}>
            {{
                ways: one('paths'),
                deals: one('deal'),
                more: () => (
                    <Commands commands={commands.filter(({ name }) => !ELSEWHERE.has(name))} view={view} text={text}
                              model={open.id} />
                ),
            }}
        </Parts>
    );
}
