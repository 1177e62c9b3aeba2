// SPDX-License-Identifier: Apache-2.0
// Where everything is kept, and everything as one file: saved, and taken in again.
import { useEffect, useRef, useState } from 'preact/hooks';
import { say } from '../say.js';
import { save } from '../share/saving.js';
import { bench } from '../workbench.js';
import { kept } from './index.js';
import { StoreError } from './tables.js';

const SCHEMA = 'truce.workbench.v1';

async function saveAll() {
    await bench.saveNow(); // which may not be possible: the file has the text all the same
    const { shelves, router } = await kept();
    const { version } = router.facts.session;
    const all = { schema: SCHEMA, version, ...(await shelves.everything(bench.state)) };
    const name = `truce-${new Date().toISOString().slice(0, 10)}.json`;
    save(name, JSON.stringify(all), 'application/json');
    bench.say(say('share.saved', { file: name }));
}

const isList = (value) => Array.isArray(value);
const isWhole = ({ schema, models, replies, runs }) => schema === SCHEMA && isList(replies) && isList(runs) &&
    isList(models) && models.every(({ name, versions }) => typeof name === 'string' && isList(versions) &&
        versions.length && versions.every(({ text }) => typeof text === 'string'));

/** What came with a file, to be told. */
function tellTaken(taken) {
    const told = Object.entries(taken).filter(([, n]) => n).map(([what, n]) => say(`inside.taken.${what}`, { n }));
    return told.join(' ') || say('inside.known');
}

/** What became of a file, to be told. */
async function takeAll(file) {
    let all;
    try {
        all = JSON.parse(await file.text());
        if (!isWhole(all)) throw new TypeError();
    } catch {
        return say('inside.unread', { name: file.name });
    }
    try {
        const { shelves } = await kept();
        const taken = await shelves.takeIn(all);
        await bench.reload();
        return tellTaken(taken);
    } catch (error) {
        if (error instanceof StoreError) return error.message;
        throw error;
    }
}

const SaveAll = () => <button type="button" onClick={saveAll}>{say('inside.save')}</button>;

function useIsKept() {
    const [isKept, setKept] = useState(true);
    useEffect(() => void kept().then((inside) => setKept(inside.isKept)), []);
    return isKept;
}

/** Where everything is. */
export const Kept = () => say(useIsKept() ? 'inside.kept' : 'inside.lost');

/** What can be done about it. */
export function Keeping() {
    const [told, setTold] = useState(null);
    const chooser = useRef();
    const take = async (input) => {
        const [file] = input.files;
        if (file) setTold(await takeAll(file));
        input.value = '';
    };
    return (
        <>
            <span class="row">
                <SaveAll />
                <button type="button" onClick={() => chooser.current.click()}>{say('inside.open')}</button>
                <input ref={chooser} hidden type="file" aria-label={say('inside.open')}
                       accept=".json,application/json" onChange={(event) => take(event.currentTarget)} />
            </span>
            {told && <span role="status" class="hint">{told}</span>}
        </>
    );
}

/** Above every place, where nothing outlasts the page. */
export function KeptNotice() {
    return !useIsKept() && <p class="notice bad" role="alert">{say('inside.lost')} <SaveAll /></p>;
}
