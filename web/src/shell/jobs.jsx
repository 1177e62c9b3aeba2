// SPDX-License-Identifier: Apache-2.0
// What the server works on or has worked on; the work goes on when the page is closed.
import { useState } from 'preact/hooks';
import { follow } from '../api.js';
import { Output, Progress } from '../command.jsx';
import { Dialog, Name } from '../parts.jsx';
import { say } from '../say.js';
import { bench, isRunning } from '../workbench.js';

export function Jobs({ jobs, models }) {
    const [opened, setOpened] = useState(null);
    const show = async (job) => setOpened(await bench.attempt(() => follow(job.job)));
    const ordered = [...jobs].sort((a, b) => isRunning(b) - isRunning(a) || b.job - a.job);
    return (
        <Dialog title={say('shell.jobs')} onClose={() => bench.dialog(null)} isWide>
            <p class="see">{say('shell.jobs.see')}</p>
            <ul class="jobs">
                {ordered.map((job) => (
                    <li key={job.job} id={`job-${job.job}`}>
                        <b data-told>{job.command}</b>{' '}
                        <Name>{models.find((model) => model.id === job.model)?.name ?? ''}</Name>{' '}
                        {isRunning(job) ? <Progress job={job} /> : (
                            <>
                                {say(`shell.job.${job.state}`, { seconds: (job.seconds ?? 0).toFixed(1) })}{' '}
                                {job.state === 'done' && (
                                    <button type="button" onClick={() => show(job)}>{say('shell.job.show')}</button>
                                )}
                            </>
                        )}
                    </li>
                ))}
            </ul>
            {opened && (
                <section aria-label={say('shell.job.answer')} aria-live="polite">
                    <h3 data-told>{opened.command}</h3>
                    <Output answer={opened} />
                </section>
            )}
        </Dialog>
    );
}
