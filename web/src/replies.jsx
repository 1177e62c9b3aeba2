// SPDX-License-Identifier: Apache-2.0
// The brief for readers, and what they answered: held until somebody approves or rejects it. A reply with a change is
// tried as a variant beside the model it answers to.
import { useEffect, useState } from 'preact/hooks';
import { ApiError, call, follow, needsToken, page } from './api.js';
import { when } from './compare.jsx';
import { Name, count } from './parts.jsx';
import { namesIn, tellClaim, tellEdit, tellPath } from './telling.js';
import { bench } from './workbench.js';

const STATES = { held: 'Held, nobody else sees it', approved: 'Approved, stands in the brief', rejected: 'Rejected' };

export function Replies({ open, doc, concepts, onCompare }) {
    const [replies, setReplies] = useState(null);
    const [next, setNext] = useState(null);
    /** All pages that are shown already, or the first; `more`: the one behind them. */
    const load = async (more) => {
        let found = more ? replies : [], at = more ? next : `replies?model=${open.id}`;
        do {
            const part = await bench.attempt(() => page(at));
            if (!part) break;
            found = [...found, ...part.list];
            at = part.next;
        } while (at && !more && found.length < (replies?.length ?? 0));
        setReplies(found);
        setNext(at ?? null);
    };
    useEffect(() => void load(), [open.id]);
    const save = async () => {
        await bench.saveNow();
        const brief = await bench.attempt(() => call('GET', `models/${open.id}/brief/file`));
        if (brief === undefined) return;
        const link = document.createElement('a');
        link.href = URL.createObjectURL(new Blob([brief], { type: 'text/html' }));
        link.download = `${open.name.replace(/[^\p{L}\p{N}_-]+/gu, '-')}-brief.html`;
        link.click();
        URL.revokeObjectURL(link.href);
        bench.say('The brief is saved.');
    };
    const waiting = replies?.filter((reply) => reply.state === 'held').length;
    return (
        <>
            <p class="lead">
                The brief tells the findings to readers who have nothing installed: one page that stands alone, works
                without scripts, and ends with a form for replies.
            </p>
            <p class="row">
                {!needsToken && (
                    <a class="button" href={`api/models/${open.id}/brief`} target="_blank" rel="noopener">
                        Read the brief
                    </a>
                )}
                <button type="button" onClick={save}>
                    Save it as a file
                </button>
            </p>
            <h3>Replies{waiting > 0 && <span class="badge">{waiting} held</span>}</h3>
            {!replies ? (
                <p role="status">Looking for replies …</p>
            ) : !replies.length ? (
                <p>
                    There are none. They come from the form at the end of the brief; nobody sees one before it is
                    approved here.
                </p>
            ) : (
                <ul class="jobs">
                    {replies.map((reply) => (
                        <Reply key={reply.id} reply={reply} open={open} doc={doc} concepts={concepts}
                               onChange={() => load()}
                               onCompare={onCompare} />
                    ))}
                </ul>
            )}
            {next && (
                <button type="button" onClick={() => load(true)}>
                    More replies
                </button>
            )}
        </>
    );
}

/** A path or an edit in words, with the statement, and its ids by the names that people know. */
function Told({ doc, words, stands, value }) {
    const shown = [stands, value].filter((one) => one !== null && one !== undefined);
    const names = doc ? shown.flatMap((one) => namesIn(doc, one)) : [];
    const known = [...new Map(names.map((one) => [one.id, one])).values()];
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
                    {value === undefined || value === null ? ': ' : ', today '}
                    <code><Name>{stands}</Name></code>
                </>
            )}
            {known.length > 0 && (
                <span class="hint">
                    {' '}({known.map(({ id, name }, i) => (
                        <>{i > 0 && '; '}{id}: <Name>{name}</Name></>
                    ))})
                </span>
            )}
        </>
    );
}

/** What a change does, where it was proposed. */
const Trial = ({ trial, concepts, onCompare }) => (
    <section class="card change" aria-label="What the change does">
        {trial.flips.length + trial.zone.length === 0 ? (
            <p>No conclusion changes: the same outcomes hold, and the same are among the deals.</p>
        ) : (
            <ul>
                {trial.flips.map((flip, i) => (
                    <li key={i}>
                        <Name>{flip.name ?? 'Today'}</Name>:{' '}
                        {flip.after ? 'holds now' : 'no longer holds'} under{' '}
                        {concepts.find(({ id }) => id === flip.concept)?.label ?? flip.concept}
                    </li>
                ))}
                {trial.zone.map((flip) => (
                    <li key={flip.outcome}>
                        <Name>{flip.name ?? flip.outcome}</Name>:{' '}
                        {flip.after ? 'is among the deals now' : 'is no longer among the deals'}
                    </li>
                ))}
            </ul>
        )}
        <p>
            The changed model is kept as a variant.{' '}
            <button type="button" onClick={onCompare}>Compare it with this one</button>
        </p>
    </section>
);

function Reply({ reply, open, doc, concepts, onChange, onCompare }) {
    const [error, setError] = useState(null);
    const [trial, setTrial] = useState(null);
    const compare = async () => {
        await bench.open(trial.model);
        onCompare(open.id);
    };
    const moderate = async (verb, said) => {
        if (!(await bench.attempt(() => call('POST', `replies/${reply.id}/${verb}`, {})))) return;
        bench.say(said);
        onChange();
    };
    const attempt = async () => {
        await bench.saveNow();
        try {
            const first = await call('POST', `replies/${reply.id}/apply`, {});
            const found = first.job === undefined ? first : (await follow(first.job)).result;
            if (!found?.model) return setError(found?.error ?? 'the work was cancelled');
            await bench.reload();
            setError(null);
            setTrial(found);
            bench.say('The change was tried.');
        } catch (error) {
            if (!(error instanceof ApiError)) throw error;
            setError(error.message);
        }
    };
    return (
        <li>
            <article aria-label={`Reply of ${reply.name}`}>
                <p>
                    <b>
                        <Name>{reply.name}</Name>
                    </b>
                    , {when(reply.date)}
                    {reply.version !== open.version && `, on version ${reply.version}`}{' '}
                    <span class="badge">{STATES[reply.state] ?? reply.state}</span>
                </p>
                {reply.claim ? (
                    <p class="hint">
                        On <Name>{tellClaim(doc, concepts, reply.claim)}</Name>
                    </p>
                ) : (
                    reply.input && (
                        <p class="hint">
                            On <Told doc={doc} {...tellPath(doc, reply.input)} />
                        </p>
                    )
                )}
                <p class="words">
                    <Name>{reply.comment}</Name>
                </p>
                {reply.change && (
                    <ul>
                        {reply.change.map((edit, i) => (
                            <li key={i}>
                                <Told doc={doc} {...tellEdit(doc, edit)} />
                            </li>
                        ))}
                    </ul>
                )}
                <p class="row">
                    {reply.state !== 'approved' && (
                        <button type="button" onClick={() => moderate('approve', 'Approved.')}>
                            Approve
                        </button>
                    )}
                    {reply.state !== 'rejected' && (
                        <button type="button" onClick={() => moderate('reject', 'Rejected.')}>
                            Reject
                        </button>
                    )}
                    {reply.change && (
                        <button type="button" onClick={attempt}>
                            Try {count(reply.change.length, 'change')} as a variant
                        </button>
                    )}
                </p>
                {error && (
                    <p class="error" role="alert">
                        It could not be tried: {error}
                    </p>
                )}
                {trial && <Trial trial={trial} concepts={concepts} onCompare={compare} />}
            </article>
        </li>
    );
}
