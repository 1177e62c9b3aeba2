// SPDX-License-Identifier: Apache-2.0
// A tour of five steps that can be left at each of them: it goes to a place and says what to look at.
import { useEffect, useRef } from 'preact/hooks';
import { say } from '../say.js';
import { bench } from '../workbench.js';

const STEPS = ['findings', 'situations', 'ways', 'doubts', 'share'];
const show = (tour) => bench.set({ tour });

export const beginTour = () => (bench.dialog(null), show(0));

export function Tour({ at }) {
    const head = useRef();
    useEffect(() => {
        if (at === undefined) return;
        bench.show({ place: STEPS[at] });
        head.current.focus();
    }, [at]);
    if (at === undefined) return null;
    const leave = () => show(undefined);
    const isLast = at === STEPS.length - 1;
    return (
        <aside class="tour" aria-labelledby="tour-head"
               onKeyDown={(event) => event.key === 'Escape' && (event.preventDefault(), leave())}>
            <h2 id="tour-head" ref={head} tabIndex={-1}>
                {say('shell.tour.step', { n: at + 1, of: STEPS.length, place: say(`shell.place.${STEPS[at]}`) })}
            </h2>
            <p>{say(`shell.tour.${STEPS[at]}`)}</p>
            <div class="row">
                {at > 0 && <button type="button" onClick={() => show(at - 1)}>{say('shell.tour.back')}</button>}
                <button type="button" class="primary" onClick={() => (isLast ? leave() : show(at + 1))}>
                    {say(isLast ? 'shell.tour.end' : 'shell.tour.next')}
                </button>
                {!isLast && <button type="button" class="quiet" onClick={leave}>{say('shell.tour.leave')}</button>}
            </div>
        </aside>
    );
}
