// SPDX-License-Identifier: Apache-2.0
// What the last edit changed of what holds, with a way back beside it.
import { calledOf } from '../called.js';
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { bench } from '../workbench.js';

const MOST = 8;
const listed = (concepts) => concepts.map((one) => one.label).join(', ');

/** Situations that hold now and did not, or no longer do. */
export const Flips = ({ view, flips }) => (
    <ul>
        {flips.slice(0, MOST).map(({ row, gained, lost }) => (
            <li key={row.state}>
                <button type="button" class="link"
                        onClick={() => bench.dialog({ kind: 'state', state: row.state })}>
                    <Name>{calledOf(view, row.state)}</Name>
                </button>{' '}
                {gained.length > 0 && say('shell.change.gained', { concepts: listed(gained) })}
                {gained.length > 0 && lost.length > 0 && '; '}
                {lost.length > 0 && say('shell.change.lost', { concepts: listed(lost) })}
            </li>
        ))}
        {flips.length > MOST && <li>{say('shell.change.more', { n: flips.length - MOST })}</li>}
    </ul>
);

export function Change({ view, flips }) {
    if (!flips?.length) return null;
    return (
        <section class="change" aria-label={say('shell.change')}>
            <p><b>{say('shell.change.flipped', { n: flips.length })}</b></p>
            <Flips view={view} flips={flips} />
            <div>
                <button type="button" disabled={!bench.state.history.past.length} onClick={() => bench.undo()}>
                    {say('shell.change.undo')}
                </button>
                <button type="button" class="quiet" onClick={() => bench.set({ flips: null })}>
                    {say('shell.dismiss')}
                </button>
            </div>
        </section>
    );
}
