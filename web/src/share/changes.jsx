// SPDX-License-Identifier: Apache-2.0
// What differs between two texts, and what follows from it, in words: each input by what it is, each with how many
// verdicts hang on it.
import { useState } from 'preact/hooks';
import { call, follow } from '../api.js';
import { Working } from '../command.jsx';
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { namesIn, sentence, tellPath } from '../telling.js';
import { bench } from '../workbench.js';

/** The ids in statements by the names that people know. */
function Known({ doc, statements }) {
    const names = doc ? statements.flatMap((one) => namesIn(doc, one)) : [];
    const known = [...new Map(names.map((one) => [one.id, one])).values()];
    if (!known.length) return null;
    return (
        <span class="hint">
            {' '}({known.map(({ id, name }, i) => (
                <>{i > 0 && '; '}<code>{id}</code>: <Name>{name}</Name></>
            ))})
        </span>
    );
}

/** A path or an edit in words, with the statement, and its ids by the names that people know. */
export function Said({ doc, words, stands, value }) {
    const shown = [stands, value].filter((one) => one !== null && one !== undefined);
    return (
        <>
            <Name>{words}</Name>
            {value !== null && value !== undefined && (
                <>
                    {' '}
                    <code><Name>{value}</Name></code>
                </>
            )}
            {stands !== null && (
                <>
                    {value === undefined || value === null ? ': ' : ` (${say('share.stands')} `}
                    <code><Name>{stands}</Name></code>
                    {value !== undefined && value !== null && ')'}
                </>
            )}
            <Known doc={doc} statements={shown} />
        </>
    );
}

const Value = ({ children }) => <code><Name>{children}</Name></code>;

/** The engine's account of two texts with names: a run, with the result of `diff`. */
export async function differ(base, changed) {
    const first = await call('POST', 'run', {
        command: 'diff', text: base.text, name: base.name, other: { text: changed.text, name: changed.name },
        wait_ms: 10000,
    });
    return first.job === undefined ? first : follow(first.job);
}

const weightOf = ({ idle, undone, flips }) =>
    idle ? say('share.change.idle') : undone ? say('share.change.flips', { n: flips }) : '';

/** The changes in the result of `diff`. */
export function Changes({ result, doc }) {
    if (!result.changes.length) return <p>{say('share.change.none')}</p>;
    return (
        <>
            <p>{say('share.change.total', { n: result.flip_total })}</p>
            <ul>
                {result.changes.map((one, i) => (
                    <li key={i}>
                        {say(`share.change.${one.kind}`, {
                            what: <Name>{sentence(tellPath(doc, one.to ?? one.from).words)}</Name>,
                            before: <Value>{one.before}</Value>, after: <Value>{one.after}</Value>,
                        })}
                        <Known doc={doc} statements={[one.before, one.after].filter(Boolean)} />
                        {' '}<span class="hint">{weightOf(one)}</span>
                    </li>
                ))}
            </ul>
        </>
    );
}

/** The same, if anybody asks. */
export function InWords({ base, changed, doc }) {
    const [answer, setAnswer] = useState(null);
    const ask = async () => setAnswer((await bench.attempt(() => differ(base, changed))) ?? null);
    return (
        <section aria-label={say('share.inwords')}>
            {!answer && <button type="button" onClick={ask}>{say('share.inwords')}</button>}
            <Working answer={answer} />
            {answer?.result && <Changes result={answer.result} doc={doc} />}
        </section>
    );
}
