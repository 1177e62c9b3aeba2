// SPDX-License-Identifier: Apache-2.0
// Ways & deals: how the conflict can go on, what all could accept, and what would have to change.
import { later } from '#later';
import { Commands } from '../command.jsx';
import { Parts } from '../parts.jsx';
import '../style/ways.css';
import { DealsPart } from './deals.jsx';
import { Ways as Ladders } from './paths.jsx';
import { Unlock } from './unlock.jsx';

const Ready = later('Ready');
export const WAYS = ['ways', 'deals', 'ready', 'unlock', 'more'];
const ELSEWHERE = new Set(['check', 'states', 'explain', 'version', 'help', 'serve', 'brief', 'replies', 'convert',
    'diff']);

export function Ways({ state, part }) {
    const { session, view, text, open, shown } = state;
    return (
        <Parts place="ways" part={part} parts={WAYS}>
            {{
                ways: () => <Ladders view={view} shown={shown} />,
                deals: () => <DealsPart view={view} />,
                ready: () => <Ready view={view} />,
                unlock: () => <Unlock view={view} shown={shown} />,
                more: () => (
                    <Commands view={view} text={text} model={open.id} commands={session.commands.filter((command) =>
                        command.needs_model && !ELSEWHERE.has(command.name))} />
                ),
            }}
        </Parts>
    );
}
