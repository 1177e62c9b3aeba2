// SPDX-License-Identifier: Apache-2.0
// Everything that was put in: what it is, what it says, how sure it is, where it was read and why it stands there.
// What is least sure comes first.
import { childOf, statementOf } from '../document.js';
import { useSchema } from '../model/asked.js';
import { placeOf } from '../model/uses.js';
import { Rests } from '../model/why.jsx';
import { Mark, Name, Party } from '../parts.jsx';
import { say } from '../say.js';
import { Reading, Statement } from '../share/changes.jsx';
import { keysOf } from '../telling.js';
import { Table } from '../ways/table.jsx';

const sureness = ({ confidence }) => confidence ?? 2;

/** Its levels, or the statement that stands there. */
function Says({ doc, input: { kind, id, text }, stands }) {
    const option = kind === 'option' && doc.options.find((one) => one.id === id);
    const at = option && doc.parties.findIndex((party) => party.id === option.party);
    return option ? (
        <span class="chips-of">
            {option.levels.map((level) =>
                <span key={level} class={`piece party-${at % 6}`}><Name>{level}</Name></span>)}
        </span>
    ) : kind !== 'party' && <Statement text={stands ?? text} />;
}

function Input({ doc, input }) {
    const schema = useSchema();
    const at = doc.parties.findIndex(({ id }) => id === input.party);
    return (
        <>
            {at >= 0 && <Mark at={at} />}
            <span data-told>{schema && placeOf(doc, schema, input.path).words}</span>
        </>
    );
}

export function Register({ view: { doc }, check }) {
    const inputs = check.inputs.filter(({ kind, because }) => kind !== 'party' || because)
        .sort((a, b) => sureness(a) - sureness(b));
    return (
        <Reading>
            <Table label={say('doubts.part.register')}
                   heads={['what', 'says', 'sure', 'why'].map((head) => say(`doubts.register.${head}`))}
                   rows={inputs.map((input) => {
                       const raw = keysOf(input.path).reduce(childOf, doc.raw);
                       const note = { ...raw, source: raw?.source, confidence: input.confidence, because: null };
                       return { key: input.path, cells: [
                           <Input doc={doc} input={input} />,
                           <Says doc={doc} input={input} stands={statementOf(raw)?.that ?? null} />,
                           <Rests doc={doc} note={note} />, input.because && <Name>{input.because}</Name>,
                       ] };
                   })} />
        </Reading>
    );
}
