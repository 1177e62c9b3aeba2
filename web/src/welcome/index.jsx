// SPDX-License-Identifier: Apache-2.0
// Welcome: how to begin.
import { say } from '../say.js';
import { bench } from '../workbench.js';

export function Welcome() {
    return (
        <>
            <h1 tabIndex={-1}>{say('welcome.head')}</h1>
            <p class="see">{say('welcome.see')}</p>
            <div class="row">
                <button type="button" onClick={() => bench.dialog({ kind: 'open' })}>{say('welcome.open')}</button>
                <button type="button" onClick={() => bench.dialog({ kind: 'new' })}>{say('welcome.new')}</button>
            </div>
        </>
    );
}
