// SPDX-License-Identifier: Apache-2.0
// What differs between two texts, and what follows from it, in words: each input by what it is, each with how many
// verdicts hang on it.
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { work } from '../api.js';
import { Working } from '../command.jsx';
import { Sentence, Told } from '../model/sentence.jsx';
import { readTrees } from '../model/statement.js';
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { sentence, tellPath, withNames } from '../telling.js';
import { bench } from '../workbench.js';
import { Effects, effectsOf } from './trial.jsx';

/** Statements below it are read as the open model has them, or else as another one. */
export function Reading({ other, children }) {
    const { doc, check, view } = bench.state;
    const told = useMemo(() => {
        const trees = doc ? readTrees(check, doc, new Map()) : new Map();
        return { doc, view, trees: other?.doc ? readTrees(other.check, other.doc, trees) : trees };
    }, [doc, check, view]);
    return <Told.Provider value={told}>{children}</Told.Provider>;
}

/** What stands somewhere: a sentence where it is one of the model's statements, else its letters, with names for its
 *  ids. */
export function Statement({ text: written }) {
    const { doc, trees } = useContext(Told);
    const text = /^\{that: (.*?)(, [a-z]+: .*)?\}$/.exec(written)?.[1] ?? written; // its note stands in the text
    const tree = trees.get(text);
    return tree ? <Sentence tree={tree} /> : <span data-told><Name>{doc ? withNames(doc, text) : text}</Name></span>;
}

/** A path or an edit in words, with what stands there and what is to stand there. */
export const Said = ({ words, stands, value = null }) => (
    <>
        <Name>{words}</Name>
        {value !== null && <>{' '}<Statement text={value} /></>}
        {stands !== null && (
            <>
                {value === null ? ': ' : ` (${say('share.stands')} `}
                <Statement text={stands} />
                {value !== null && ')'}
            </>
        )}
    </>
);

/** The engine's account of two texts with names: a run, with the result of `diff`. */
export const differ = (base, changed) => work('run', {
    command: 'diff', text: base.text, name: base.name, other: { text: changed.text, name: changed.name },
    wait_ms: 10000,
});

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
                            before: <Statement text={one.before ?? ''} />,
                            after: <Statement text={one.after ?? ''} />,
                        })}
                        {' '}<span class="hint">{weightOf(one)}</span>
                    </li>
                ))}
            </ul>
        </>
    );
}

/** From one text to the other in words: what that does, then what was changed, and `children`. `isMatched`: their
 *  situations are the same, so it can be told what it does. */
export function InWords({ base, changed, view, other, isMatched, children }) {
    const [answer, setAnswer] = useState(null);
    const [effects, setEffects] = useState(null);
    useEffect(() => {
        bench.attempt(() => differ(base, changed)).then((found) => {
            setAnswer(found ?? null);
            if (found?.result) return effectsOf(view, base, changed, found.result).then(setEffects);
        });
    }, []);
    return (
        <section class="card" aria-label={say('share.inwords')}>
            <h2>{say('share.from-to', { a: <Name>{base.name}</Name>, b: <Name>{changed.name}</Name> })}</h2>
            <Working answer={answer} />
            {isMatched && effects && <Effects trial={effects} nothing={<p>{say('share.trial.nothing')}</p>} />}
            <details open={isMatched}>
                <summary>{say('share.changed')}</summary>
                <Reading other={other.view}>
                    {answer?.result && <Changes result={answer.result} doc={bench.state.doc} />}
                </Reading>
                {children}
            </details>
        </section>
    );
}
