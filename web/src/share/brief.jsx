// SPDX-License-Identifier: Apache-2.0
// The brief: seen here as its readers see it, opened beside the page, saved in its forms; its summary to copy.
import { useEffect, useRef, useState } from 'preact/hooks';
import { addressOfBrief, call, run } from '../api.js';
import { messageOf } from '../parts.jsx';
import { say } from '../say.js';
import { bench } from '../workbench.js';
import { copy } from './export.jsx';
import { fileName, save } from './saving.js';

/** Prints the page in a frame, or of a brief its summary alone. Frames of a page that is a file are shut: there the
 *  brief opens beside it. */
function printPage({ contentDocument, contentWindow: page, src }, isSummary) {
    if (!contentDocument) return open(src);
    const hide = (isHidden) => {
        for (const part of page.document.querySelectorAll('main > :not(#summary)')) part.hidden = isHidden;
    };
    hide(isSummary);
    page.onafterprint = () => hide();
    page.print();
}

/** Colours as here, also where they are not the system's; on paper they are light. */
function paint({ contentDocument }) {
    const rules = [...contentDocument?.styleSheets ?? []].flatMap(({ cssRules }) => [...cssRules]);
    const isDark = document.documentElement.dataset.theme === 'dark';
    for (const { media } of rules)
        if (/color/.test(media?.mediaText)) media.mediaText = `${isDark ? 'screen' : 'not all'} and (color)`;
}

const TEXTS = { md: 'text/markdown', txt: 'text/plain', html: 'text/html' };

export function Brief({ state }) {
    const { open, text, saving, check } = state;
    const [summary, setSummary] = useState(null);
    const [address, setAddress] = useState();
    const paper = useRef();
    useEffect(() => void bench.saveNow(), [open.id]);
    useEffect(() => { // the frame would be printed as far as it is seen
        const keys = (event) => {
            if (!(event.ctrlKey || event.metaKey) || event.key !== 'p' || !paper.current) return;
            event.preventDefault();
            printPage(paper.current);
        };
        addEventListener('keydown', keys);
        return () => removeEventListener('keydown', keys);
    }, []);
    useEffect(() => void (paper.current && paint(paper.current)));
    useEffect(() => setSummary(null), [text]);
    useEffect(() => {
        let isHere = true;
        (async () => {
            const found = await addressOfBrief(open.id);
            if (isHere) setAddress(found);
        })();
        return () => (isHere = false);
    }, [open.id, open.version]);
    const ask = (options) => bench.attempt(() => run('brief', text, options, { wait: 10000 }));
    const file = (ending, what = 'brief') => `${fileName(open.name)}-${what}.${ending}`;
    const saved = (name, content, type) => (save(name, content, type), bench.say(say('share.saved', { file: name })));
    const savePage = async () => {
        await bench.saveNow();
        const page = await bench.attempt(() => call('GET', `models/${open.id}/brief/file`));
        if (page !== undefined) saved(file('html'), page, TEXTS.html);
    };
    const saveText = async (form, more) => {
        const answer = await ask({ format: form, ...more });
        if (answer?.output) saved(file(form, more && 'summary'), answer.output, TEXTS[form]);
    };
    if (check && !check.ok) return <p role="status">{say('share.brief.wrong')}</p>;
    return (
        <div class="brief">
            {address === null ? (
                <p class="notice">{say('share.brief.token')}</p>
            ) : address && saving === 'saved' ? (
                <iframe key={open.version} ref={paper} class="paper" title={say('share.brief.preview')} src={address}
                        onLoad={() => paint(paper.current)} />
            ) : (
                <p role="status">{say('share.brief.saving')}</p>
            )}
            <div class="stack">
                <section class="card stack">
                    <h2>{say('share.hand')}</h2>
                    {address && (
                        <a class="button" href={address} target="_blank" rel="noopener">{say('share.brief.read')}</a>
                    )}
                    {address && saving === 'saved' && (
                        <span class="row">
                            {[false, true].map((isSummary) => (
                                <button key={isSummary} type="button"
                                        onClick={() => printPage(paper.current, isSummary)}>
                                    {say(isSummary ? 'share.print.summary' : 'share.print')}
                                </button>
                            ))}
                        </span>
                    )}
                    <button type="button" onClick={savePage}>{say('share.brief.save')}</button>
                    <span class="row">
                        {['md', 'txt'].map((form) => (
                            <button key={form} type="button" onClick={() => saveText(form)}>
                                {say(`share.brief.${form}`)}
                            </button>
                        ))}
                    </span>
                    <p class="hint">{say('share.brief.hint')}</p>
                </section>
                <section class="card stack">
                    <h2>{say('share.summary')}</h2>
                    <p class="hint">{say('share.summary.hint')}</p>
                    <button type="button" onClick={() => saveText('html', { summary: true })}>
                        {say('share.summary.save')}
                    </button>
                    {summary === null ? (
                        <button type="button"
                                onClick={async () => setSummary(await ask({ summary: true, format: 'txt' }) ?? null)}>
                            {say('share.summary.show')}
                        </button>
                    ) : summary.output ? (
                        <>
                            <pre class="output" tabIndex={0} role="region" aria-label={say('share.summary')}
                                 data-told>
                                {summary.output}
                            </pre>
                            <button type="button" onClick={() => copy(summary.output, say('share.copied'))}>
                                {say('share.copy')}
                            </button>
                        </>
                    ) : (
                        <p class="error" data-told>{summary.diagnostics?.map(messageOf).join('; ')}</p>
                    )}
                </section>
            </div>
        </div>
    );
}
