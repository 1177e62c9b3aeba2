// SPDX-License-Identifier: Apache-2.0
// The brief for readers, and what they answered: held until somebody approves or rejects it. A reply with a change is
// tried as a variant beside the model it answers to.
import { useEffect, useState } from 'preact/hooks';
import { ApiError, call, needsToken, page } from './api.js';
import { when } from './compare.jsx';
import { flow } from './document.js';
import { Name, count } from './parts.jsx';
import { bench } from './workbench.js';

const STATES = { held: 'Held, nobody else sees it', approved: 'Approved, stands in the brief', rejected: 'Rejected' };

export function Replies({ open, onCompare }) {
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
                        <Reply key={reply.id} reply={reply} open={open} onChange={() => load()}
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

function Reply({ reply, open, onChange, onCompare }) {
    const [error, setError] = useState(null);
    const moderate = async (verb, said) => {
        if (!(await bench.attempt(() => call('POST', `replies/${reply.id}/${verb}`, {})))) return;
        bench.say(said);
        onChange();
    };
    const attempt = async () => {
        await bench.saveNow();
        try {
            const { model } = await call('POST', `replies/${reply.id}/apply`, {});
            await bench.reload();
            await bench.open(model);
            onCompare(open.id);
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
                    , {when(reply.date)} <span class="badge">{STATES[reply.state] ?? reply.state}</span>
                </p>
                {(reply.claim || reply.input) && (
                    <p class="hint">
                        On: <Name>{reply.claim || reply.input}</Name>
                    </p>
                )}
                <p class="words">
                    <Name>{reply.comment}</Name>
                </p>
                {reply.change && (
                    <ul>
                        {reply.change.map((edit, i) => (
                            <li key={i}>
                                {edit.op}{' '}
                                <code>
                                    <Name>{edit.path}</Name>
                                </code>
                                {edit.value !== undefined && (
                                    <>
                                        :{' '}
                                        <code>
                                            <Name>{flow(edit.value)}</Name>
                                        </code>
                                    </>
                                )}
                                {edit.to && ` to place ${edit.to}`}
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
            </article>
        </li>
    );
}
