// SPDX-License-Identifier: Apache-2.0
// Words of the field where they stand: what each means comes as a tip, by pointer or focus; Escape hides it.
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isSaid, keysOf, say } from '../say.js';
import { bench } from '../workbench.js';

const EDGE = 8; // pixels between the tip, its word and the edge of the screen

/** Every word that is explained: { id, word, meaning }. Of a concept without a plain meaning here the engine's. */
export const terms = () => keysOf('terms').map((key) => key.split('.')).filter((parts) => parts.length === 2)
    .map(([, id]) => ({ id, word: say(`terms.${id}`), meaning: meaningOf(id) }));

const meaningOf = (id) => (isSaid(`terms.${id}.means`) ? say(`terms.${id}.means`)
    : bench.state.session?.concepts.find((one) => one.id === id)?.definition);

/** A word with its meaning. `children`: the word as it stands there. */
export function Term({ id, children }) {
    const [isOpen, setOpen] = useState(false);
    const word = useRef();
    const tip = useRef();
    const tipId = useId();
    const meaning = meaningOf(id);
    useLayoutEffect(() => {
        if (!isOpen) return;
        const at = word.current.getBoundingClientRect();
        tip.current.showPopover?.();
        const { width, height } = tip.current.getBoundingClientRect();
        const isBelow = at.bottom + EDGE + height < innerHeight;
        tip.current.style.left = `${Math.max(EDGE, Math.min(at.left, innerWidth - width - EDGE))}px`;
        tip.current.style.top = `${isBelow ? at.bottom + EDGE : at.top - height - EDGE}px`;
    }, [isOpen]);
    if (!meaning) return children;
    const close = () => setOpen(false);
    const keys = (event) => {
        if (event.key === 'Escape' && isOpen) (event.stopPropagation(), event.preventDefault(), close());
    };
    return (
        <>
            <button type="button" class="gloss" ref={word} data-told={children ? true : undefined}
                    aria-describedby={isOpen ? tipId : undefined}
                    onMouseEnter={() => setOpen(true)} onMouseLeave={close} onFocus={() => setOpen(true)}
                    onBlur={close} onKeyDown={keys} onClick={() => setOpen(true)}>
                {children ?? say(`terms.${id}`)}
            </button>
            {isOpen && <span class="tip" role="tooltip" popover="manual" id={tipId} ref={tip}>{meaning}</span>}
        </>
    );
}
