// SPDX-License-Identifier: Apache-2.0
// One situation wherever it is named: what differs from today, whether it holds, and why.
import { calledOf } from '../called.js';
import { useState } from 'preact/hooks';
import { useRow } from '../finding.js';
import { Dialog } from '../parts.jsx';
import { say } from '../say.js';
import { bench } from '../workbench.js';
import { setUpRow } from './board.js';
import { Holds } from './board.jsx';
import { Differences } from './chips.jsx';
import { Choice, conceptOf } from './concepts.jsx';
import { Reasons } from './reasons.jsx';

export function StateDialog({ view, state, party, concept }) {
    const [whose, setWhose] = useState(party);
    const [by, setBy] = useState(concept ?? bench.state.shown.concept);
    const row = useRow(view, state);
    const chosen = conceptOf(view, by);
    const leave = () => {
        bench.dialog(null);
        setUpRow(view, row, { place: 'situations', part: 'reasons', whose, concept: chosen.id });
    };
    return (
        <Dialog title={calledOf(view, state)} isWide
                onClose={() => bench.dialog(null)}>
            {row && (
                <>
                    {!view.isPlain && view.today && <p><Differences view={view} row={row} /></p>}
                    <p><Holds view={view} row={row} /></p>
                    <Choice view={view} concept={chosen} onChoose={setBy} />
                    <Reasons key={chosen.id} view={view} row={row} concept={chosen} party={whose}
                             onParty={setWhose} />
                    <button type="button" onClick={leave}>{say('situations.set')}</button>
                </>
            )}
        </Dialog>
    );
}
