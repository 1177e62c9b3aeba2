// SPDX-License-Identifier: Apache-2.0
// What readers answered: held until somebody approves or rejects it. A reply with a change is tried as a variant
// beside the model it answers to. Reply files are opened here.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { ApiError, call, page, work } from '../api.js';
import { flow } from '../document.js';
import { Name, messageOf } from '../parts.jsx';
import { say } from '../say.js';
import { bench } from '../workbench.js';
import { Said } from './changes.jsx';
import { when } from './lines.jsx';
import { Trial } from './trial.jsx';
import { tellClaim, tellEdit, tellPath } from '../telling.js';
import { make } from '../ways/tried.jsx';

export function Replies({ open, doc, concepts }) {
    const [replies, setReplies] = useState(null);
    const [next, setNext] = useState(null);
    const [refused, setRefused] = useState(null);
    const id = useId();
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
    const take = async (file) => {
        if (!file) return;
        let reply;
        try {
            reply = JSON.parse(await file.text());
        } catch {
            return setRefused({ why: say('share.file.unread', { name: file.name }) });
        }
        post(reply);
    };
    const post = async ({ name, email, input, claim, change, comment }) => {
        try {
            await call('POST', 'replies', { model: open.id, name, email, input, claim, change, comment });
            setRefused(null);
            bench.say(say('share.file.taken'));
            load();
        } catch (error) {
            if (!(error instanceof ApiError)) throw error;
            const proposed = [change].flat().map((one) => flow(one?.value ?? one)).join('; ');
            setRefused({ why: error.message, bare: error.body.member === 'change' && { name, email, input, claim,
                comment: `${comment ?? ''}\n\n${say('share.proposes')}: ${proposed}` } });
        }
    };
    const waiting = replies?.filter((reply) => reply.state === 'held').length;
    return (
        <>
            {waiting > 0 && <p><span class="badge">{say('share.waiting', { n: waiting })}</span></p>}
            {!replies ? (
                <p role="status">{say('share.replies.looking')}</p>
            ) : !replies.length ? (
                <p>{say('share.replies.none')}</p>
            ) : (
                <ul class="replies">
                    {replies.map((reply) => (
                        <Reply key={reply.id} reply={reply} open={open} doc={doc} concepts={concepts}
                               onChange={() => load()} />
                    ))}
                </ul>
            )}
            {next && (
                <button type="button" onClick={() => load(true)}>
                    {say('share.replies.more')}
                </button>
            )}
            <p class="row">
                <label class="button-like" for={id}>{say('share.file')}</label>
                <input id={id} class="sr" type="file" accept=".json,application/json"
                       onChange={(event) => (take(event.currentTarget.files[0]), (event.currentTarget.value = ''))} />
            </p>
            {refused && (
                <p class="error" role="alert">
                    <span data-told>{refused.why}</span>{' '}
                    {refused.bare && (
                        <button type="button" onClick={() => post(refused.bare)}>{say('share.file.bare')}</button>
                    )}
                </p>
            )}
        </>
    );
}

function Reply({ reply, open, doc, concepts, onChange }) {
    const [error, setError] = useState(null);
    const [trial, setTrial] = useState(null);
    const box = useRef();
    const takeOver = async () => {
        const refused = await make(reply.change, reply.change.map((one) => tellEdit(doc, one).words).join('; '));
        setError(refused && refused.map(messageOf).join('; '));
    };
    const moderate = async (verb, said) => {
        if (!(await bench.attempt(() => call('POST', `replies/${reply.id}/${verb}`, {})))) return;
        bench.say(said);
        box.current.focus(); // its button goes away
        onChange();
    };
    const attempt = async () => {
        await bench.saveNow();
        try {
            const done = await work(`replies/${reply.id}/apply`, {});
            const found = done.job === undefined ? done : done.result;
            if (!found?.model) return setError(found?.error ?? say('share.cancelled'));
            await bench.reload();
            setError(null);
            setTrial(found);
            bench.say(say('share.tried'));
        } catch (error) {
            if (!(error instanceof ApiError)) throw error;
            setError(error.message);
        }
    };
    return (
        <li>
            <article class="card" ref={box} tabIndex={-1} aria-label={say('share.reply.of', { name: reply.name })}>
                <p class="who">
                    <b>
                        <Name>{reply.name}</Name>
                    </b>{' '}
                    <span class="hint">
                        {when(reply.date)}
                        {reply.version !== open.version && `, ${say('share.on.version', { n: reply.version })}`}
                    </span>{' '}
                    <span class="badge">{say(`share.state.${reply.state}`)}</span>
                </p>
                {reply.claim ? (
                    <p class="hint">
                        {say('share.on', { what: <Name>{tellClaim(doc, concepts, reply.claim)}</Name> })}
                    </p>
                ) : (
                    reply.input && (
                        <p class="hint">
                            {say('share.on', { what: <Said {...tellPath(doc, reply.input)} /> })}
                        </p>
                    )
                )}
                <blockquote class="words">
                    <Name>{reply.comment}</Name>
                </blockquote>
                {reply.change && (
                    <ul class="proposes" aria-label={say('share.proposes')}>
                        {reply.change.map((edit, i) => (
                            <li key={i}>
                                <Said {...tellEdit(doc, edit)} />
                            </li>
                        ))}
                    </ul>
                )}
                <p class="row">
                    {reply.state !== 'approved' && (
                        <button type="button" onClick={() => moderate('approve', say('share.approved'))}>
                            {say('share.approve')}
                        </button>
                    )}
                    {reply.state !== 'rejected' && (
                        <button type="button" onClick={() => moderate('reject', say('share.rejected'))}>
                            {say('share.reject')}
                        </button>
                    )}
                    {reply.change && (
                        <button type="button" onClick={attempt}>
                            {say('share.try', { n: reply.change.length })}
                        </button>
                    )}
                    {reply.change && reply.state !== 'rejected' && (
                        <button type="button" onClick={takeOver}>
                            {say('share.take', { n: reply.change.length })}
                        </button>
                    )}
                </p>
                {error && (
                    <p class="error" role="alert">
                        {say('share.untried', { error: <span data-told>{error}</span> })}
                    </p>
                )}
                {trial && <Trial trial={trial} concepts={concepts} />}
            </article>
        </li>
    );
}
