// SPDX-License-Identifier: Apache-2.0
// The model panel: who the parties are, what each can do, and what each wants, as forms and as text.
import { Editor } from '../editor.jsx';
import { Forms } from '../forms.jsx';
import { Tabs } from '../parts.jsx';
import { say } from '../say.js';
import { bench } from '../workbench.js';

export function Model({ state }) {
    const { doc, check, goal, text, checked, open } = state;
    const chosen = state.shown.side === 'text' ? 'text' : 'forms';
    const errors = check?.errors ?? 0;
    const tabs = [
        { id: 'forms', label: say('model.forms') },
        { id: 'text', label: say('model.text'), note: errors ? say('model.errors', { n: errors }) : null },
    ];
    return (
        <Tabs name={say('model.views')} tabs={tabs} chosen={chosen} onChoose={(side) => bench.show({ side })}>
            {chosen === 'forms' ? (
                <Forms key={open.id} doc={doc} check={check} goal={goal} />
            ) : (
                <Editor text={text} check={check} isFresh={checked === text} />
            )}
        </Tabs>
    );
}
