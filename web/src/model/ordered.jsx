// SPDX-License-Identifier: Apache-2.0
// A list whose order matters. Buttons Up, Down and To…, Alt with the arrow keys, and the pointer do the same; what
// happened is said, and focus stays with the item. `children` draws an item and puts the buttons where they fit.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { say } from '../say.js';
import { bench } from '../workbench.js';

const ROOM = 4; // pixels the pointer moves before it is a drag

export function Ordered({ noun, items, onMove, children }) {
    const list = useRef();
    const follow = useRef(null);
    const [asks, setAsks] = useState(-1);
    const [drag, setDrag] = useState(null);

    useEffect(() => {
        if (!follow.current) return;
        const { to, control } = follow.current;
        follow.current = null;
        const item = list.current.children[to];
        const target =
            item?.querySelector(`[data-control="${control}"]:not(:disabled)`) ??
            item?.querySelector('button:not(:disabled), input');
        target?.focus();
    }, [items]);

    const moveTo = async (from, to, control) => {
        setAsks(-1);
        if (to < 0 || to >= items.length || to === from) return;
        follow.current = { to, control };
        const refused = await onMove(from, to);
        if (refused) {
            follow.current = null;
            bench.say(say('model.not-moved', { noun, n: from + 1, why: refused[0].message }));
        } else bench.say(say('model.moved', { noun, n: from + 1, to: to + 1, all: items.length }));
    };
    const keys = (event, i) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!step || !event.altKey) return;
        event.preventDefault();
        moveTo(i, i + step, event.target.dataset.control ?? 'up');
    };
    const grab = (event, from) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from, to: from, y: event.clientY, isMoving: false });
    };
    const pull = (event) => {
        if (!drag) return;
        const boxes = [...list.current.children].map((item) => item.getBoundingClientRect());
        const to = boxes.reduce(
            (best, box, i) =>
                event.clientY > box.top + (i > drag.from ? box.height / 2 : 0) && i > drag.from ? i : best,
            drag.from,
        );
        const up = boxes.findIndex((box, i) => i < drag.from && event.clientY < box.top + box.height / 2);
        setDrag({
            ...drag,
            to: up >= 0 ? up : to,
            isMoving: drag.isMoving || Math.abs(event.clientY - drag.y) > ROOM,
        });
    };
    const drop = () => {
        if (drag?.isMoving) moveTo(drag.from, drag.to, 'up');
        setDrag(null);
    };
    const marks = (i) => {
        if (!drag?.isMoving) return '';
        if (i === drag.from) return 'dragged';
        return i === drag.to ? (drag.to < drag.from ? 'before' : 'after') : '';
    };
    const controls = (i) => (
        <span class="moves" role="group" aria-label={say('model.move.nth', { noun: noun.toLowerCase(), n: i + 1 })}>
            <button
                type="button"
                data-control="up"
                disabled={i === 0}
                onClick={() => moveTo(i, i - 1, 'up')}
                aria-label={say('model.up.nth', { noun, n: i + 1 })}
                title={say('model.up')}
            >
                ↑
            </button>
            <button
                type="button"
                data-control="down"
                disabled={i === items.length - 1}
                onClick={() => moveTo(i, i + 1, 'down')}
                aria-label={say('model.down.nth', { noun, n: i + 1 })}
                title={say('model.down')}
            >
                ↓
            </button>
            <button
                type="button"
                data-control="to"
                disabled={items.length < 2}
                aria-expanded={asks === i}
                onClick={() => setAsks(asks === i ? -1 : i)}
                aria-label={say('model.to.nth', { noun, n: i + 1 })}
            >
                {say('model.to')}
            </button>
        </span>
    );
    return (
        <ol class="ordered" ref={list}>
            {items.map((item, i) => (
                <li key={i} class={marks(i)} onKeyDown={(event) => keys(event, i)}>
                    <div class="row">
                        <span
                            class="handle"
                            aria-hidden="true"
                            title={say('model.drag')}
                            onPointerDown={(event) => grab(event, i)}
                            onPointerMove={pull}
                            onPointerUp={drop}
                            onPointerCancel={() => setDrag(null)}
                        >
                            ⠿
                        </span>
                        <span class="place" aria-hidden="true">
                            {i + 1}
                        </span>
                        <div class="what">{children(item, i, controls(i))}</div>
                    </div>
                    {asks === i && (
                        <Ask
                            noun={noun}
                            i={i}
                            total={items.length}
                            onGo={(to) => moveTo(i, to, 'to')}
                            onLeave={() => setAsks(-1)}
                        />
                    )}
                </li>
            ))}
        </ol>
    );
}

function Ask({ noun, i, total, onGo, onLeave }) {
    const field = useRef();
    useLayoutEffect(() => field.current.select(), []);
    const go = (event) => {
        event.preventDefault();
        onGo(Math.min(total, Math.max(1, Math.round(field.current.valueAsNumber || i + 1))) - 1);
    };
    return (
        <form class="ask" onSubmit={go} onKeyDown={(event) => event.key === 'Escape' && onLeave()}>
            <label>
                {say('model.place', {
                    noun, n: i + 1, total,
                    field: <input ref={field} type="number" min="1" max={total} value={i + 1} />,
                })}
            </label>
            <button type="submit">{say('model.move')}</button>
        </form>
    );
}
