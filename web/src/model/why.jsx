// SPDX-License-Identifier: Apache-2.0
// What decides, and what an input rests on.
import { statementOf } from '../document.js';
import { Name } from '../parts.jsx';
import { say } from '../say.js';

/** What decides for a party, in the engine's words, and what it rests on. `place`: that of the wish in its order. */
export function Why({ view, party, words, place }) {
    const wish = place && view.doc?.preferences[party]?.items[place - 1];
    return (
        <>
            {words && <span class="hint because"><Name>{words}</Name></span>}
            {wish && <Rests doc={view.doc} note={statementOf(wish)} />}
        </>
    );
}

const asList = (source) => (Array.isArray(source) ? source : source ? [source] : []).map(String);

/** How sure the analyst is, as a ring and a share. */
const Dial = ({ sure }) => (
    <span class="dial">
        <svg viewBox="0 0 20 20" aria-hidden="true">
            <circle cx="10" cy="10" r="7" class="all" />
            <circle cx="10" cy="10" r="7" pathLength="100" stroke-dasharray={`${sure * 100} 100`} />
        </svg>
        <span class="sr">{say('model.sure')}</span>{Math.round(sure * 100)}%
    </span>
);

/** Confidence, paragraphs and strength of an input, in short. */
export const Grounds = ({ note }) => (
    <span class="grounds">
        {note?.strong && (
            <span class="badge">
                {note.strong === 'yes' ? say('model.strong') : say('model.stronger', { n: note.strong })}
            </span>
        )}
        {note?.confidence != null && Number(note.confidence) > 0 && <Dial sure={Number(note.confidence)} />}
        {asList(note?.source).flatMap((cite) => {
            const [id] = cite.split(/[\s,]/);
            const places = cite.match(/¶\d+/g) ?? [id];
            return places.map((place) => <span key={cite + place} class="cite" title={id}>{place}</span>);
        })}
    </span>
);

/** The same as a button that opens to the reason, the quote and the sources; nothing where there are none. */
export function Rests({ doc, note }) {
    const sources = asList(note?.source);
    if (note?.confidence == null && !sources.length) return null;
    const titleOf = (cite) => doc.sources.find(({ id }) => cite.startsWith(id))?.title;
    return (
        <details class="rests">
            <summary><Grounds note={note} /></summary>
            {note.because && <p><Name>{note.because}</Name></p>}
            {note.quote && <p><q><Name>{note.quote}</Name></q></p>}
            {sources.map((cite) => (
                <p key={cite} class="hint"><Name>{[titleOf(cite), cite].filter(Boolean).join(': ')}</Name></p>
            ))}
        </details>
    );
}
