// SPDX-License-Identifier: Apache-2.0
// Answers that belong to what is shown: asked anew when the model or the question changes, given up when nobody
// looks.
import { useEffect, useId, useState } from 'preact/hooks';
import { run } from '../api.js';
import { Working } from '../command.jsx';
import { say } from '../say.js';
import { Told } from '../told.jsx';
import { bench, isRunning } from '../workbench.js';

/** The answer of a command, or the job that works on it; null: not asked yet. `isAsked` false: nothing is asked.
 *  While another text is solved, nothing is asked of this one, and what is under way is given up. */
export function useAnswer(command, text, options, isAsked = true) {
    const [answer, setAnswer] = useState(null);
    const [times, setTimes] = useState(0);
    const key = JSON.stringify([command, text, options, times]);
    const isOutdated = bench.state.isBusy && bench.state.text !== text;
    useEffect(() => {
        if (!isAsked || isOutdated || answer?.of === key) return;
        let isHere = true;
        let job = null;
        const hear = (said) => isHere && setAnswer((old) => ({
            ...said, again: () => setTimes(times + 1), shown: said.result || said.output ? said : old?.shown,
        }));
        const watch = (said) => ((job = said), bench.watchJobs(), hear(said));
        hear({ state: 'running' });
        run(command, text, options, { wait: 300, isWanted: () => isHere, onJob: watch }).then(
            (done) => ((job = null), hear({ state: 'done', ...done, of: key })),
            (error) => hear({ state: 'failed', error: error.message, of: key }),
        );
        return () => {
            isHere = false;
            if (job && isRunning(job)) bench.cancel(job.job);
        };
    }, [key, isAsked, isOutdated]);
    return answer;
}

/** Shows an answer by `children`, the one before while the next is worked on, and what is under way. */
export function Answered({ answer, children }) {
    const shown = answer?.shown;
    return (
        <>
            <Working answer={answer} />
            {answer?.state === 'cancelled' && (
                <button type="button" onClick={answer.again}>{say('ways.again')}</button>
            )}
            {shown && <div class="stack" aria-busy={answer.state !== 'done'}>{children(shown.result, shown)}</div>}
        </>
    );
}

/** Where the model does not say where things stand: so much, and the way to say it. */
export const NoToday = () => (
    <p class="answer">
        {say('findings.no-today')}{' '}
        <button type="button" class="link" onClick={() => bench.show({ place: 'situations', part: 'reasons' })}>
            {say('ways.no-today')}
        </button>
    </p>
);

/** Whether long work is done without being asked for. */
export const isSmall = (view) => view.result.states.feasible <= 1024;

/** A choice that outlives the view, by its name. */
export function useKept(name, initial) {
    const { kept } = bench.state;
    return [kept?.[name] ?? initial, (value) => keep({ [name]: value })];
}
export const keep = (values) => bench.set({ kept: { ...bench.state.kept, ...values } });

/** One of a few: buttons of which one is pressed. */
export const Segments = ({ label, choices, chosen, onChoose }) => (
    <div class="seg" role="group" aria-label={label}>
        {choices.map(({ id, name }) => (
            <button key={id} type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>{name}</button>
        ))}
    </div>
);

/** A labelled list to choose from; `isTold`: of names that are not the page's; `isRequired`: '' is no choice yet. */
export function Choice({ label, choices, chosen, onChoose, isTold, isRequired }) {
    const id = useId();
    return (
        <div class="field choice">
            <label for={id}>{label}</label>
            <select id={id} value={chosen} dir="auto" data-told={isTold} required={isRequired}
                    onChange={(event) => onChoose(event.currentTarget.value)}>
                {isRequired && !chosen && <option value="">{say('model.choose')}</option>}
                {choices.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </select>
        </div>
    );
}

/** A chart's bar from 0 to 1; the number stands beside it. */
export const Bar = ({ part, isFaint }) => (
    <svg class={`bar ${isFaint ? 'faint' : ''}`} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect width={100 * part} height="8" />
    </svg>
);

// How many states there are, and what concepts ask; that is known here.
const HEAD = /(?<=<\/h1>\n)<p>.*<\/p>\n(<p>.*<\/p>\n(<p class="term">.*<\/p>\n)+)?/;

/** What a question says, in its own words. */
export function Asked({ view, command, options, head }) {
    const answer = useAnswer(command, view.text, { format: 'html', ...options });
    return (
        <section class="card">
            {head && <h3>{say(head)}</h3>}
            <Answered answer={answer}>
                {(_, { output }) => <Told html={output.replace(HEAD, '')} view={view} />}
            </Answered>
        </section>
    );
}

/** What is made only when somebody opens it. */
export function Fold({ words, children, class: look }) {
    const [isOpen, setIsOpen] = useState(false);
    return (
        <details class={look} onToggle={() => setIsOpen(true)}>
            <summary>{say(words)}</summary>
            {isOpen && children}
        </details>
    );
}

/** Where a job has to be asked for: what it does, and the button. */
export const ToAsk = ({ words, onAsk }) => (
    <p class="to-ask">
        {words} <button type="button" class="primary" onClick={onAsk}>{say('ways.work-out')}</button>
    </p>
);
