// SPDX-License-Identifier: Apache-2.0
// Answers that belong to what is shown: asked anew when the model or the question changes, given up when nobody
// looks.
import { useEffect, useState } from 'preact/hooks';
import { run } from '../api.js';
import { bench } from '../workbench.js';

/** The answer of a command, or the job that works on it, null before; `isAsked` false: nothing is asked. */
export function useAnswer(command, text, options, isAsked = true) {
    const [answer, setAnswer] = useState(null);
    const key = JSON.stringify([command, text, options]);
    useEffect(() => {
        if (!isAsked) return;
        let isHere = true;
        const hear = (said) => isHere && setAnswer((old) => ({
            ...said, key, shown: said.result || said.output ? said : old?.shown,
        }));
        const onJob = (job) => (bench.watchJobs(), hear(job));
        hear({ state: 'running' });
        run(command, text, options, { wait: 300, isWanted: () => isHere, onJob }).then(
            (done) => hear({ state: 'done', ...done }),
            (error) => hear({ state: 'failed', error: error.message }),
        );
        return () => (isHere = false);
    }, [key, isAsked]);
    return answer;
}
