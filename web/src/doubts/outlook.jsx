// SPDX-License-Identifier: Apache-2.0
// Where the conflict may stand later, and everything that was put in: as the engine tells both.
import { useState } from 'preact/hooks';
import { say } from '../say.js';
import { Asked, Choice, ToAsk, isSmall, useKept } from '../ways/asking.jsx';

const SLIPS = ['undoable', 'step', 'any'];

export function Outlook({ view }) {
    const [concept, setConcept] = useKept('doubt-concept', view.concepts.at(-1).id);
    const [slips, setSlips] = useState(SLIPS[0]);
    const [isAsked, setIsAsked] = useState(isSmall(view));
    const id = view.concepts.some((one) => one.id === concept) ? concept : view.concepts[0].id;
    if (!view.today) return <p class="answer">{say('ways.no-today')}</p>;
    return (
        <>
            <div class="controls">
                <Choice isTold label={say('doubts.concept')} chosen={id} onChoose={setConcept}
                        choices={view.concepts.map(({ id, label }) => ({ id, name: label }))} />
                <Choice label={say('doubts.slips')} chosen={slips} onChoose={setSlips}
                        choices={SLIPS.map((id) => ({ id, name: say(`doubts.slips.${id}`) }))} />
            </div>
            {isAsked ? <Asked view={view} command="forecast" options={{ concept: id, slips }} />
                : <ToAsk words={say('doubts.large')} onAsk={() => setIsAsked(true)} />}
            <section class="card">
                <h3>{say('doubts.write-down')}</h3>
                <p>{say('doubts.write-down.see')}</p>
                <pre class="output" tabIndex={0} role="region" aria-label={say('doubts.command-line')}>
                    {'truce forecast model.yaml --register forecasts.sqlite\ntruce score forecasts.sqlite'}
                </pre>
            </section>
        </>
    );
}

export const Register = ({ view }) => <Asked view={view} command="check" options={{ inputs: true }} />;
