// SPDX-License-Identifier: Apache-2.0
// Words and keys.
import { Dialog } from '../parts.jsx';
import { say } from '../say.js';
import { bench } from '../workbench.js';
import { terms } from './terms.jsx';
import { beginTour } from './tour.jsx';

const KEYS = ['places', 'model', 'today', 'find', 'help', 'save', 'undo', 'tabs', 'rows'];

export const Help = () => (
    <Dialog title={say('shell.help')} onClose={() => bench.dialog(null)}>
        <button type="button" class="primary" onClick={beginTour}>{say('shell.menu.tour')}</button>
        <h3>{say('shell.keys')}</h3>
        <dl class="keys">
            {KEYS.map((key) => (
                <div key={key}>
                    <dt><kbd>{say(`shell.key.${key}`)}</kbd></dt>
                    <dd>{say(`shell.key.${key}.does`)}</dd>
                </div>
            ))}
        </dl>
        <h3>{say('shell.words')}</h3>
        <dl class="keys">
            {terms().map(({ id, word, meaning }) => (
                <div key={id}>
                    <dt><b>{word}</b></dt>
                    <dd>{meaning}</dd>
                </div>
            ))}
        </dl>
    </Dialog>
);
