// SPDX-License-Identifier: Apache-2.0
// Two models side by side: which situations hold in one and not in the other, and which lines of text differ. States
// are matched by the levels of the options that both have.
import { useEffect, useId, useState } from 'preact/hooks';
import { all, call, run } from './api.js';
import { Output, Working } from './command.jsx';
import { readDocument } from './document.js';
import { Name, count, series } from './parts.jsx';
import { situations } from './situations.js';
import { lineDiff } from './texts.js';
import { bench } from './workbench.js';

async function solved(text, session) {
    const [check, solve] = await Promise.all([
        run('check', text, { document: true }),
        run('solve', text, { limit: 4096 }),
    ]);
    if (!check.result?.ok || !solve.result) return null;
    return situations(solve.result, readDocument(check.result.document), session.concepts);
}

const keyOf = (view, ids) => (row) =>
    view.isPlain ? row.code : ids.map((id) => {
        const at = view.options.findIndex((option) => option.id === id);
        return row.levels[at] === null ? '-' : view.options[at].levels[row.levels[at]];
    }).join('\n');

/** [{ a, b, only: [concept] ... }] of the states that both have and that differ. */
function differences(a, b) {
    const ids = a.options.map((option) => option.id);
    const isSame =
        ids.length === b.options.length &&
        ids.every((id) => b.options.some((option) => option.id === id)) &&
        a.isPlain === b.isPlain;
    if (!isSame) return null;
    const keyA = keyOf(a, ids);
    const keyB = keyOf(b, ids);
    const others = new Map(b.rows.map((row) => [keyB(row), row]));
    const concepts = a.concepts.filter((concept) => b.concepts.some((other) => other.id === concept.id));
    const rows = [];
    let both = 0;
    for (const row of a.rows) {
        const other = others.get(keyA(row));
        if (!other) continue;
        both++;
        const gained = concepts.filter(({ id }) => other.equilibrium[id] && !row.equilibrium[id]);
        const lost = concepts.filter(({ id }) => !other.equilibrium[id] && row.equilibrium[id]);
        if (gained.length || lost.length) rows.push({ row, other, gained, lost });
    }
    return { rows, both, concepts };
}

const MOST = 100;

export function Compare({ shown, view, text, open, models, session }) {
    const isThere = (id) => models.some((model) => model.id === Number(id));
    const chosen = [shown.against, open.parent && `${open.parent}`].find((id) => id && isThere(id)) ?? '';
    const version = shown.version ?? '';
    const [versions, setVersions] = useState([]);
    const [other, setOther] = useState(null);
    const id = useId();
    useEffect(() => {
        if (!chosen) return;
        setVersions([]);
        bench.attempt(() => all(`models/${chosen}/versions`)).then((found) => setVersions(found ?? []));
    }, [chosen]);
    useEffect(() => {
        let isHere = true;
        setOther(null);
        if (chosen) bench.attempt(async () => {
            const { text: theirs } = await call(
                'GET',
                version ? `models/${chosen}/versions/${version}` : `models/${chosen}`,
            );
            const theirView = await solved(theirs, session);
            if (isHere)
                setOther({
                    isVariant: models.find((model) => model.id === Number(chosen))?.parent === open.id,
                    text: theirs,
                    view: theirView,
                    name:
                        models.find((model) => model.id === Number(chosen))?.name +
                        (version ? `, version ${version}` : ''),
                });
        });
        return () => (isHere = false);
    }, [chosen, version]);
    return (
        <>
            <div class="finder">
                <div class="field">
                    <label for={`${id}-m`}>Compare with</label>
                    <select id={`${id}-m`} value={chosen}
                            onChange={(event) => bench.show({ against: event.currentTarget.value, version: '' })}>
                        <option value="">Choose a model …</option>
                        {models
                            .filter((model) => model.id !== open.id || open.version > 1)
                            .map((model) => (
                                <option key={model.id} value={model.id}>
                                    {model.name}
                                    {model.id === open.id ? ' (an earlier version)' : ''}
                                </option>
                            ))}
                    </select>
                </div>
                {versions.length > 1 && (
                    <div class="field">
                        <label for={`${id}-v`}>Version</label>
                        <select
                            id={`${id}-v`}
                            value={version}
                            onChange={(event) => bench.show({ version: event.currentTarget.value })}
                        >
                            <option value="">latest</option>
                            {[...versions]
                                .sort((a, b) => b.version - a.version)
                                .map((one) => (
                                    <option key={one.version} value={one.version}>
                                        {one.version}, {when(one.saved)}
                                    </option>
                                ))}
                        </select>
                    </div>
                )}
            </div>
            {chosen && !other && <p role="status">Solving both …</p>}
            {other && <Difference a={{ name: open.name, view, text }} b={other} />}
            {other && session.commands.some((command) => command.name === 'diff') && (
                <Told key={other.text} text={text} open={open} other={other} />
            )}
        </>
    );
}

/** What the command `diff` says of the two, if anybody asks. */
function Told({ text, open, other }) {
    const [answer, setAnswer] = useState(null);
    const [base, changed] = inOrder({ text, name: open.name }, other);
    const ask = async () =>
        setAnswer(
            (await bench.attempt(() =>
                call('POST', 'run', {
                    command: 'diff',
                    text: base.text,
                    name: base.name,
                    other: { text: changed.text, name: changed.name },
                    options: { format: 'html' },
                    wait_ms: 10000,
                }),
            )) ?? null,
        );
    return (
        <section>
            <button type="button" onClick={ask}>Compare inputs and verdicts in words</button>
            <Working answer={answer} />
            <Output answer={answer} />
        </section>
    );
}

export const when = (saved) => new Date(saved).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

function Difference({ a, b }) {
    if (!b.view)
        return (
            <>
                <p class="notice">The other model has errors; only the texts are compared.</p>
                <Lines a={a} b={b} />
            </>
        );
    const found = differences(a.view, b.view);
    const sizes = (view) => view.concepts.map(({ id, label }) => `${label} ${view.result.counts[id]}`).join(', ');
    return (
        <>
            <table class="plain numbers">
                <thead>
                    <tr>
                        <th scope="col">Model</th>
                        <th scope="col">Situations</th>
                        <th scope="col">How many hold</th>
                    </tr>
                </thead>
                <tbody>
                    {[a, b].map((one, i) => (
                        <tr key={i}>
                            <th scope="row">
                                <Name>{one.name}</Name>
                            </th>
                            <td>{one.view.result.states.feasible}</td>
                            <td>{sizes(one.view)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
            {!found ? (
                <p class="notice">
                    The two do not have the same options, so their situations cannot be matched one by one.
                </p>
            ) : !found.rows.length ? (
                <p class="notice">
                    ✓ Of the {count(found.both, 'situation')} that both have, the same hold under every concept.
                </p>
            ) : (
                <Verdicts a={a} b={b} found={found} />
            )}
            {(!a.view.isWhole || !b.view.isWhole) && (
                <p class="hint">Large models: only situations that hold in both are at hand here.</p>
            )}
            <Lines a={a} b={b} />
        </>
    );
}

const Verdicts = ({ a, b, found }) => (
    <section>
        <h3>
            {count(found.rows.length, 'situation')} of {found.both} that hold in one and not in the other
        </h3>
        <div class="scroll" role="region" aria-label="Verdicts that differ" tabIndex={0}>
            <table class="plain compare">
                <thead>
                    <tr>
                        <th scope="col">Situation</th>
                        <th scope="col">
                            <Name>{a.name}</Name>
                        </th>
                        <th scope="col">
                            <Name>{b.name}</Name>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {found.rows.slice(0, MOST).map(({ row, other, gained, lost }) => (
                        <tr key={row.state}>
                            <th scope="row">
                                {row.state} <span class="code">{row.code}</span> <Name>{row.names.join(', ')}</Name>
                                {other.state !== row.state && ` (there ${other.state})`}
                            </th>
                            <td class={lost.length ? 'yes' : 'no'}>
                                {lost.length > 0 && <>✓ holds under {series(lost.map((c) => c.label))}. </>}
                                {gained.length > 0 && (
                                    <>✗ does not hold under {series(gained.map((c) => c.label))}.</>
                                )}
                            </td>
                            <td class={gained.length ? 'yes' : 'no'}>
                                {gained.length > 0 && <>✓ holds under {series(gained.map((c) => c.label))}. </>}
                                {lost.length > 0 && <>✗ does not hold under {series(lost.map((c) => c.label))}.</>}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
        {found.rows.length > MOST && <p>and {found.rows.length - MOST} more.</p>}
    </section>
);

/** What the change goes from and to: from a base to its variant, from an earlier version to this one. */
const inOrder = (a, b) => (b.isVariant ? [a, b] : [b, a]);

function Lines({ a, b }) {
    const [base, changed] = inOrder(a, b);
    const lines = lineDiff(base.text, changed.text);
    const isNear = (i) => lines.slice(Math.max(0, i - 2), i + 3).some((line) => line.kind !== '=');
    const words = { '-': 'removed', '+': 'added', '=': '' };
    if (a.text === b.text) return <p>The texts are the same.</p>;
    return (
        <section>
            <h3>The texts</h3>
            <p class="hint">
                From <Name>{base.name}</Name> to <Name>{changed.name}</Name>: − removed, + added.
            </p>
            <div class="scroll diff" role="region" aria-label="Lines that differ" tabIndex={0}>
                <table class="plain">
                    <thead>
                        <tr>
                            <th scope="col">Change</th>
                            <th scope="col">Line</th>
                        </tr>
                    </thead>
                    <tbody>
                        {lines.map(
                            (line, i) =>
                                isNear(i) && (
                                    <tr key={i} class={{ '-': 'less', '+': 'more', '=': '' }[line.kind]}>
                                        <td>{words[line.kind]}</td>
                                        <td>
                                            <code>
                                                <Name>
                                                    {line.kind} {line.text}
                                                </Name>
                                            </code>
                                        </td>
                                    </tr>
                                ),
                        )}
                    </tbody>
                </table>
            </div>
        </section>
    );
}
