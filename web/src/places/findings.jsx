// SPDX-License-Identifier: Apache-2.0
// Findings: what stands today, whether it holds, who would move, what could be agreed, what it hangs on.
import { Overview } from '../overview.jsx';
import { say } from '../say.js';

export function Findings({ state: { view, text, open, flips }, go }) {
    return (
        <>
            <h1 tabIndex={-1}>{say('findings.head')}</h1>
            <h2 class="sr">{say('findings.outcomes')}</h2>
            <Overview view={view} text={text} model={open.id} flips={flips} onShow={() => go('situations', 'list')} />
        </>
    );
}
