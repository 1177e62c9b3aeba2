// SPDX-License-Identifier: Apache-2.0
// What the last change did, an edit or something tried: what it means for today, outcomes, deals and ways, which
// situations hold otherwise, and the way back. It stands at the foot of what is seen, so nothing moves.
import { calledOf } from '../called.js';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { Effects, effectsOf, keepVariant } from '../share/trial.jsx';
import { isTried } from '../ways/tried.jsx';
import { bench } from '../workbench.js';

const MOST = 8;
const listed = (concepts) => concepts.map((one) => one.label).join(', ');

/** Situations that hold now and did not, or no longer do. */
const Flips = ({ view, flips }) => (
    <details>
        <summary>{say('shell.change.flipped', { n: flips.length })}</summary>
        <ul>
            {flips.slice(0, MOST).map(({ row, gained, lost }) => (
                <li key={row.state}>
                    <button type="button" class="link"
                            onClick={() => bench.dialog({ kind: 'state', state: row.state })}>
                        <Name>{calledOf(view, row.state)}</Name>
                    </button>{' '}
                    {gained.length > 0 && say('shell.change.gained', { concepts: listed(gained) })}
                    {gained.length > 0 && lost.length > 0 && '; '}
                    {lost.length > 0 && say('shell.change.lost', { concepts: listed(lost) })}
                </li>
            ))}
            {flips.length > MOST && <li>{say('shell.change.more', { n: flips.length - MOST })}</li>}
        </ul>
    </details>
);

/** What a view differs in from the one before; null until that is known, or where there is none. */
function useEffects({ view, was, open, isBusy }, isAsked) {
    const [effects, setEffects] = useState(null);
    const isReady = isAsked && !isBusy && Boolean(was);
    useEffect(() => {
        let isHere = true;
        setEffects(null);
        if (isReady) effectsOf(view, { text: was, name: open.name }, { text: view.text, name: open.name })
            .then((found) => isHere && setEffects(found), () => {});
        return () => (isHere = false);
    }, [view, isReady]);
    return effects;
}

export function Change({ state }) {
    const { view, flips, history, open } = state;
    const tried = isTried(state) && state.tried;
    const isShown = Boolean(view && (tried || flips?.length));
    const effects = useEffects(state, isShown);
    const box = useRef();
    useEffect(() => void (tried && box.current?.focus()), [tried]); // what was pressed may be answered, and go
    if (!isShown) return null;
    const dismiss = () => bench.set({ tried: null, flips: null });
    const keepIt = async () => {
        bench.undo();
        dismiss();
        bench.set({ made: { ...await keepVariant(tried.text, tried.words), of: open.id } });
    };
    return (
        <section class="change" role="status" aria-label={say(tried ? 'ways.tried.head' : 'shell.change')}
                 tabIndex={-1} ref={box}>
            <p><b>{tried ? say('ways.tried', { words: <Name>{tried.words}</Name> }) : say('shell.change')}</b></p>
            <p class="tries">
                <button type="button" disabled={!history.past.length} onClick={() => (bench.undo(), dismiss())}>
                    {say('shell.change.undo')}
                </button>
                {tried && <button type="button" onClick={keepIt}>{say('ways.keep')}</button>}
                <button type="button" class="quiet" onClick={dismiss}>{say('shell.dismiss')}</button>
            </p>
            {effects && <Effects trial={effects} nothing={<p>{say('share.trial.nothing')}</p>} />}
            {flips?.length > 0 && <Flips view={view} flips={flips} />}
        </section>
    );
}
