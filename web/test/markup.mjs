// SPDX-License-Identifier: Apache-2.0
// Is the markup valid HTML? Another program's judgement: html-validate's rules of the standard, for briefs and for
// the page's shell.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HtmlValidate } from 'html-validate';

const root = fileURLToPath(new URL('../..', import.meta.url));
const judge = new HtmlValidate({ extends: ['html-validate:standard'] });
const faults = (html) => judge.validateStringSync(html).results.flatMap((r) => r.messages)
    .map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`);

/** What may be left open, and what ends it beside the end of what is around it. */
const OPEN_ENDED = { li: 'li', td: 'td th tr tbody', th: 'td th tr tbody', tr: 'tr tbody', thead: 'tbody', tbody: '',
                     dt: 'dt dd', dd: 'dt dd' };

/** The page with the end tags that HTML lets be left out, which the judge wants to see. */
function whole(html) {
    const opened = []; // and not closed; null: what needs its end tag
    const close = (isOver) => {
        let ends = '';
        while (opened.at(-1) && isOver(opened.at(-1))) ends += `</${opened.pop()}>`;
        return ends;
    };
    return html.replace(/<(style|script)\b.*?<\/\1>|<(\/?)([a-z][a-z0-9]*)\b[^>]*>/gs, (tag, raw, end, name) => {
        if (raw || /^(area|br|col|hr|img|input|link|meta|wbr)$/.test(name) || tag.endsWith('/>')) return tag;
        if (end && name in OPEN_ENDED) return close((one) => one !== name) + (opened.pop(), tag);
        if (end) return close(() => true) + (opened.pop(), tag);
        const ends = close((one) => OPEN_ENDED[one].split(' ').includes(name));
        opened.push(name in OPEN_ENDED ? name : null);
        return ends + tag;
    });
}

const hostile = `truce: 1
title: "</title><script>alert(1)</script> & \\"quoted\\""
parties:
  - {id: a, name: "<img src=x onerror=alert(1)>", options: [{id: o, name: "'\\">"}]}
  - {id: b, name: "شمال", options: [{id: p, name: "a < b && c"}]}
status_quo: {o: yes}
preferences: {a: {order: [{that: not o, because: "<b>"}, p]}, b: {order: [o, not p]}}
`;

export function markup_is_valid(claims, truce) {
    claims.claim(faults('<p><table></p><a href=x id="1">').length > 0, 'the judge finds faults where there are some');
    const shell = faults(readFileSync(`${root}/web/dist/index.html`, 'utf8'));
    claims.claim(shell.length === 0, `the page's shell is valid: ${shell.slice(0, 5).join('; ')}`);
    const models = ['doha-2025', 'elmira-1991', 'syria-iraq-1975', 'prisoners-dilemma'].map((name) => [
        name,
        `${root}/cases/${name}/model.yaml`,
    ]);
    for (const [name, file] of [...models, ['hostile names', '-']]) {
        const made = spawnSync(truce, ['brief', file, '--output', '-'], {
            input: file === '-' ? hostile : '',
            encoding: 'utf8',
        });
        const found = made.status === 0 ? faults(whole(made.stdout)) : [made.stderr];
        claims.claim(
            made.stdout.length > 5000 && found.length === 0,
            `the brief of ${name} is valid HTML: ${found.slice(0, 5).join('; ')}`,
        );
    }
}
