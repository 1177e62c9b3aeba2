// SPDX-License-Identifier: Apache-2.0
// Lists from which fields of the whole page complete.
import { say } from '../say.js';
import { levelWord } from '../situations.js';

const LISTED = 200; // states that a list offers

/** What statements may mention, for fields that complete; the states that hold, the events, and sources. */
export const Statements = ({ doc, view }) => (
    <>
        <datalist id="situations">
            {view?.rows.filter((row) => view.isWhole || row.names.length).slice(0, LISTED).map((row) => (
                <option value={row.state}>{[row.code, ...row.names].join(' ')}</option>
            ))}
        </datalist>
        <datalist id="events">
            {doc.events.map(({ id, name }) => (
                <option value={id}>{name}</option>
            ))}
        </datalist>
        <datalist id="parties">
            {doc.parties.map(({ name }) => (
                <option value={name} />
            ))}
        </datalist>
        <datalist id="sources">
            {doc.sources.map(({ id, title }) => (
                <option value={id}>{title}</option>
            ))}
        </datalist>
        <datalist id="statements">
            {doc.options.flatMap((option) =>
                option.isPlain
                    ? [
                          <option value={option.id}>{option.name}</option>,
                          <option value={`not ${option.id}`}>{say('model.not')}: {option.name}</option>,
                      ]
                    : option.levels.map((level) => (
                          <option value={`${option.id} = ${levelWord(level)}`}>
                              {option.name}: {level}
                          </option>
                      )),
            )}
            {doc.outcomes.map((outcome) => (
                <option value={outcome.id}>{outcome.name}</option>
            ))}
        </datalist>
    </>
);
