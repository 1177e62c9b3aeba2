// SPDX-License-Identifier: Apache-2.0
// What else a model says: what it is about, and whatever the schema has.
import { useContext, useState } from 'preact/hooks';
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { useSchema } from './asked.js';
import { Wrong } from './fields.jsx';
import { Parts, Value } from './form.jsx';
import { Told } from './sentence.jsx';
import { titleOf } from './uses.js';

/** A card that is closed until somebody wants it. `at`: the key of the text that it shows. */
function Fold({ title, note, at, children }) {
    const [isShown, setShown] = useState(false);
    return (
        <details class="card" onToggle={(event) => setShown(event.currentTarget.open)}>
            <summary>
                <h3>{title}</h3>
                <span class="hint">{note}<Wrong at={[at]} /></span>
            </summary>
            {isShown && children}
        </details>
    );
}

export const Head = () => (
    <Fold title={say('model.about')} at="title">
        <Parts path={[]} only={['title', 'summary', 'date', 'leaves_out']} />
    </Fold>
);

/** A part of a model. */
export function Other({ part }) {
    const { doc, check } = useContext(Told);
    const { properties } = useSchema();
    const title = <Name>{titleOf(properties, part)}</Name>;
    const stands = doc.raw[part];
    const { combinations: all, feasible: left } = check?.states ?? {};
    return (
        <Fold title={title} note={typeof stands === 'object' && Object.keys(stands ?? {}).length} at={part}>
            <p class="hint"><Name>{properties[part].description}</Name></p>
            {part === 'feasible' && all && (
                <p class="hint">{say('model.rules.count', { all, left, n: all - left })}</p>
            )}
            <Value path={[part]} />
        </Fold>
    );
}
