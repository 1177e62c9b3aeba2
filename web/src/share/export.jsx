// SPDX-License-Identifier: Apache-2.0
// What stands beside a table or a drawing to take it along: files in every form, and a link to what is shown.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { bench } from '../workbench.js';
import { FORMS, cellsOf, fileName, pngOf, save, svgOf } from './saving.js';

const nameOf = (node) => node.getAttribute('aria-label')
    || node.closest('[role=region][aria-label]')?.getAttribute('aria-label')
    || node.querySelector(':scope > caption, :scope > title')?.textContent.trim()
    || node.closest('figure')?.querySelector('figcaption')?.textContent.trim()
    || node.closest('section, article, .card')?.querySelector('h2, h3, h4')?.textContent.trim();

/** The tables and drawings within an element; of drawings those that say something by themselves. */
function found(box) {
    const isShown = (node) => node.getClientRects().length > 0 && !node.closest('.export, dialog:not([open])');
    const tables = [...box.querySelectorAll('table, [data-rows]')].filter(isShown);
    const drawings = [...box.querySelectorAll('svg[role], svg.graph')].filter(isShown)
        .filter((one) => !one.parentElement.closest('svg'));
    return [...tables.map((node) => ({ node, isTable: true })), ...drawings.map((node) => ({ node }))]
        .map((one) => ({ ...one, name: nameOf(one.node) }));
}

/** The address copied; where the browser does not allow that, it is shown to be copied by hand. */
export async function copy(text, said) {
    try {
        await navigator.clipboard.writeText(text);
        bench.say(said);
    } catch {
        prompt(said, text);
    }
}

/**
 * `of`: a ref to what holds tables and drawings, all of which are offered; `name`: what they are called in the names
 * of files where they have no names of their own.
 */
export function Export({ of, name }) {
    const [things, setThings] = useState([]);
    const box = useRef();
    const close = () => (box.current.open = false);
    useEffect(() => {
        const away = (event) => box.current.contains(event.target) || close();
        addEventListener('pointerdown', away);
        return () => removeEventListener('pointerdown', away);
    }, []);
    const keys = (event) => {
        if (event.key !== 'Escape' || !box.current.open) return;
        event.stopPropagation();
        close();
        box.current.firstChild.focus();
    };
    const file = (thing, ending) => `${fileName(`${bench.state.open?.name ?? ''} ${thing.name ?? name}`)}.${ending}`;
    const saved = (file, content, type) => (save(file, content, type), bench.say(say('share.saved', { file })));
    const table = (thing, form) =>
        saved(file(thing, FORMS[form].ending), FORMS[form].write(cellsOf(thing.node)), FORMS[form].type);
    const drawing = async (thing, ending) => {
        const svg = svgOf(thing.node, thing.name ?? name);
        saved(file(thing, ending), ending === 'svg' ? svg : await pngOf(svg), 'image/svg+xml');
    };
    return (
        <details class="export" ref={box} onKeyDown={keys}
                 onToggle={(event) => setThings(event.currentTarget.open ? found(of.current) : [])}>
            <summary>{say('share.export.take')}</summary>
            <ul>
                {things.map((thing, i) => (
                    <li key={i}>
                        <span><Name>{thing.name ?? name}</Name></span>{' '}
                        {(thing.isTable ? Object.keys(FORMS) : ['svg', 'png']).map((form) => (
                            <button key={form} type="button"
                                    aria-label={say('share.form.of', { form: say(`share.form.${form}`),
                                                                      name: thing.name ?? name })}
                                    onClick={() => (thing.isTable ? table(thing, form) : drawing(thing, form))}>
                                {say(`share.form.${form}`)}
                            </button>
                        ))}
                    </li>
                ))}
                <li>
                    <span>{say('share.link.here')}</span>{' '}
                    <button type="button" onClick={() => copy(location.href, say('share.link.copied'))}>
                        {say('share.link.copy')}
                    </button>
                </li>
                {things.some((thing) => thing.isTable) && (
                    <li>
                        <span>{say('share.export.whole')}</span>
                        <button type="button" onClick={() => bench.show({ place: 'share', part: 'export' })}>
                            {say('share.export.all')}
                        </button>
                    </li>
                )}
            </ul>
        </details>
    );
}
