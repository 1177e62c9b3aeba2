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
        const found = made.status === 0 ? faults(made.stdout) : [made.stderr];
        claims.claim(
            made.stdout.length > 5000 && found.length === 0,
            `the brief of ${name} is valid HTML: ${found.slice(0, 5).join('; ')}`,
        );
    }
}
