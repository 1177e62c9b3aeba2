// SPDX-License-Identifier: Apache-2.0
// Two texts, line by line; and when a version was saved.
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { lineDiff } from '../texts.js';

export const when = (saved) => new Date(saved).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** What the change goes from and to: from a base to its variant, from an earlier version to this one. */
export const inOrder = (a, b) => (b.isVariant ? [a, b] : [b, a]);

export function Lines({ a, b }) {
    const [base, changed] = inOrder(a, b);
    const lines = lineDiff(base.text, changed.text);
    const isNear = (i) => lines.slice(Math.max(0, i - 2), i + 3).some((line) => line.kind !== '=');
    if (a.text === b.text) return <p>{say('share.texts.same')}</p>;
    return (
        <section>
            <p class="hint">
                {say('share.texts.from', { a: <Name>{base.name}</Name>, b: <Name>{changed.name}</Name> })}
            </p>
            <div class="scroll diff" role="region" aria-label={say('share.lines')} tabIndex={0}>
                <table class="plain">
                    <thead>
                        <tr>
                            <th scope="col">{say('share.change')}</th>
                            <th scope="col">{say('share.line')}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {lines.map(
                            (line, i) =>
                                isNear(i) && (
                                    <tr key={i} class={{ '-': 'less', '+': 'more', '=': '' }[line.kind]}>
                                        <td>{line.kind === '=' ? '' : say(`share.line.${line.kind}`)}</td>
                                        <td><code><Name>{line.kind} {line.text}</Name></code></td>
                                    </tr>
                                ),
                        )}
                    </tbody>
                </table>
            </div>
        </section>
    );
}
