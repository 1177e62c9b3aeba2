// SPDX-License-Identifier: Apache-2.0
// The brief's summary, which the engine writes: its sentences, and its findings with how sure each is.
import { useMemo } from 'preact/hooks';
import { Dots, percent } from './doubts/shares.jsx';
import { say } from './say.js';
import { useAnswer } from './ways/asking.jsx';

/** { told, answer }: `told` is null until it is there. */
export function useSummary(view) {
    const answer = useAnswer('brief', view.text, { summary: true, format: 'html' });
    const told = useMemo(() => readSummary(answer?.shown?.output), [answer?.shown?.output]);
    return { told, answer };
}

/** { headline, standfirst, found: [{ head, words, sure, share }], change: [...] } of a brief's summary. */
function readSummary(html) {
    if (!html) return null;
    const page = new DOMParser().parseFromString(html.slice(html.indexOf('<body')), 'text/html');
    const textOf = (node) => node?.textContent.trim().replace(/\s+/g, ' ') ?? '';
    const found = [...page.querySelectorAll('.findings h3')].map((head) => {
        const next = head.nextElementSibling;
        const sure = next?.matches('.sure') ? next : null;
        const words = sure ? sure.nextElementSibling : next;
        const share = /\((\d+)\D+(\d+)/.exec(textOf(sure));
        return { head: textOf(head).replace(/^\d+\.\s*/, ''), words: textOf(words), sure: textOf(sure),
                 share: share && share[1] / share[2] };
    });
    // Of two headings beside the findings the first is over what would change them; where nothing is known to, there
    // is one, and its second paragraph says why no shares are told.
    const heads = page.querySelectorAll('aside h2');
    const under = [...page.querySelectorAll('aside h2:first-of-type ~ p')];
    const end = under.findIndex((one) => one.previousElementSibling === heads[1]);
    const change = (heads.length > 1 ? under.slice(0, end) : under.slice(1, 2)).map(textOf);
    return { headline: textOf(page.querySelector('#headline')),
             standfirst: textOf(page.querySelector('.standfirst')), found, change };
}

/** The findings, numbered as the brief numbers them, each on a line from no reading to all. */
export const Found = ({ found }) => (
    <>
        {found.map(({ head, words, sure, share }, i) => (
            <details key={head} class="found-one" data-told>
                <summary>
                    <span>{i + 1}. {head}</span>
                    {share !== null && <><Dots share={share} /><b class="num">{percent(share)}%</b></>}
                </summary>
                <p>{words}</p>
                <p class="hint">{sure}</p>
            </details>
        ))}
        {found.some(({ share }) => share !== null) && <p class="hint">{say('doubts.axis')}</p>}
    </>
);
