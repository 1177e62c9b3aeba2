// SPDX-License-Identifier: Apache-2.0
// One form for whatever a model may say: which parts a thing has, what each may be and what it is about stand in the
// engine's schema of models. What is new is put together aside and comes into the text as a whole.
import { useContext, useRef, useState } from 'preact/hooks';
import * as model from '../document.js';
import { Field, Name, Refusal } from '../parts.jsx';
import { say } from '../say.js';
import { Said } from '../share/changes.jsx';
import { keysOf, tellEdit, tellPath, withNames } from '../telling.js';
import { idFor } from '../texts.js';
import { Choice } from '../ways/asking.jsx';
import { bench } from '../workbench.js';
import { useSchema } from './asked.js';
import { Composer, useTree } from './composer.jsx';
import { changeSaid } from './edits.js';
import {
    Act, Commas, Confidence, Item, Pick, Problems, Remove, Ticks, namedBy, numberOf, strengths,
} from './fields.jsx';
import { Ordered } from './ordered.jsx';
import { Sentence, Told } from './sentence.jsx';
import { blank, caseKey, isScalar, namesOf, nodesAt, recordOf, withIdsIn } from './schema.js';
import { partsOf, treeAt } from './statement.js';
import { OPS, editOf, moved, nounOf, placesOf, titleOf, titled } from './uses.js';
import { Grounds } from './why.jsx';
import { Weights, Wishes } from './wishes.jsx';

/** What any input may rest on. */
export const NOTE = ['because', 'source', 'quote', 'confidence'];
const RESTS = NOTE.slice(0, 3);
const LONG = ['summary', 'because', 'quote', 'note'];
const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const at = (doc, path) => path.reduce(model.childOf, doc.raw);

/** What is known of a path: what cards share, what may stand there, and what does. */
function useAt(path) {
    const told = useContext(Told);
    const schema = useSchema();
    return { ...told, schema, nodes: schema ? nodesAt(schema, told.doc, path) : [], value: at(told.doc, path) };
}

/** What the schema says of it. */
export const About = ({ path }) => <p class="hint"><Name>{useAt(path).nodes[0]?.description}</Name></p>;

/* ------------------------------------------------------------ one value */

/** By choices, where it is as simple as they are, and as text. */
function Statement({ part, label, hint, value, set }) {
    const told = useContext(Told);
    const { doc, isDraft } = told;
    const start = partsOf(useTree(isDraft ? '' : value), doc);
    const put = (said, f) => changeSaid(told, said, set, f);
    return (
        <>
            {(isDraft || start || !value) && (
                <Composer key={isDraft ? '' : value} label={label} isNamed={isNaN(part)} start={start}
                          verb={say('model.put')} onSay={put} isLive={isDraft} />
            )}
            <Field label={say('model.as-text', { name: label })} value={value} list="statements" dir="ltr" hint={hint}
                   onCommit={put} />
        </>
    );
}

/** A text, a number, a word: `set(value, isForced)` gives what speaks against it. */
function Scalar({ part, label, hint, nodes, value, set, isRequired, isHidden }) {
    const told = useContext(Told);
    const [node] = nodes;
    const names = nodes.flatMap(namesOf);
    const text = model.itemsAt(value).join(', ');
    const own = { part, label, hint, value: text, set, isRequired };
    if (nodes.some((one) => one.maximum === 9))
        return <Pick {...own} label={say('model.strength')} choices={strengths(text)} />;
    if (node.maximum === 1) return <Confidence value={value} onSet={set} />;
    if (node.enum)
        return <Pick {...own} choices={node.enum.filter((one) => one !== null).map((one) =>
            ({ id: one, name: node.enum[0] === 'both' ? say(`model.moves.${one}`) : one }))} />;
    if ((node.pattern && names.length) || names.includes('concept'))
        return <Pick {...own} choices={namedBy(names, told)} />;
    if (names.includes('statement')) return <Statement {...own} />;
    const others = namedBy(names, told); // whom a text may name, or else anybody
    const isNumber = [].concat(node.type)[0] !== 'string' && !names.includes('state');
    const isDate = node.pattern?.startsWith('^[0-9]{4}-');
    return (
        <Field label={<Name>{label}</Name>} hint={hint} isHidden={isHidden}
               value={others.find(({ id }) => id === text)?.name ?? text} isLong={LONG.includes(part)}
               list={names.includes('citation') ? 'sources' : others.length ? 'parties' : undefined}
               type={isDate ? 'date' : 'text'} inputMode={isNumber ? 'decimal' : undefined}
               class={isDate || isNumber ? 'short' : ''}
               onCommit={(draft, f) => set(isNumber || names.includes('state') ? numberOf(draft)
                   : others.find(({ name }) => name === draft.trim())?.id ?? draft, f)} />
    );
}

/* -------------------------------------------------------- whatever it is */

/** What stands at a path. */
export function Value({ path, label, hint, isRequired, ...rest }) {
    const told = useAt(path);
    const { doc, edit, nodes, value } = told;
    const part = path.at(-1);
    const set = (to, f) => edit(to === '' && !told.isDraft ? model.remove(path) : model.set(doc, path, to), f);
    const own = { path, part, label: label ?? titled(part), hint: hint && <Name>{hint}</Name>, value, set, isRequired,
                  ...rest };
    const scalars = nodes.filter(isScalar);
    const list = nodes.find((node) => node.items);
    const records = nodes.filter((node) => node.properties);
    const names = list ? namesOf(list.items) : [];
    const holder = at(doc, path.slice(0, -1));
    const party = doc.parties.find(({ id }) => id === part) ?? { name: holder?.name ?? holder?.id ?? own.label };
    const of = party.name;
    if (!nodes.length) return null;
    if (part === 'order' || part === 'rank' || part === 'weigh')
        return <Wishes party={party} path={path.slice(0, -1)} of={of} />;
    if (records.length)
        return scalars.length ? <Noted {...own} nodes={scalars} /> : <Whole {...own} records={records} />;
    const map = nodes.find((node) => !isScalar(node) && !node.items);
    if (map ? !map.propertyNames : list?.items.type?.includes('null')) return <ByLevel {...own} isList={list} />;
    if (map && !(scalars.length && doc.states.length)) {
        const [named] = namesOf(map.propertyNames);
        return named === 'statement' ? <Weights party={party} path={path} items={Object.entries(value ?? {})}
                                                of={of} /> : <ByKey {...own} named={named} />;
    }
    if (list && names.includes('citation')) return <Scalar {...own} nodes={scalars} />;
    if (list && (scalars.length || list.maxItems)) return <Commas {...own} />;
    if (list && names.length && !names.includes('statement') && !names.includes('path'))
        return <Ticks {...own} choices={namedBy(names, told).filter(({ id }) => !path.includes(id))} />;
    return list ? <Listing {...own} items={list.items} /> : <Scalar {...own} nodes={scalars} />;
}

/** Parts of the mapping at a path: `only` these, or all but `not`. */
export function Parts({ path, only, not = ['id'] }) {
    const { nodes, value } = useAt(path);
    const record = recordOf(nodes, value);
    const all = record?.properties ?? {};
    const wanted = Object.keys(all).filter((part) => (!only || only.includes(part)) && !not.includes(part));
    const rests = only ? [] : wanted.filter((part) => RESTS.includes(part));
    const show = (part) => (
        <Value key={part} path={[...path, part]} label={titleOf(all, part)}
               isRequired={record.required.includes(part)}
               hint={LONG.includes(part) ? undefined : all[part].description} />
    );
    return (
        <>
            {wanted.filter((part) => !rests.includes(part)).map(show)}
            {rests.length > 0 && <Rests note={value}>{rests.map(show)}</Rests>}
        </>
    );
}

/** Why something is so: open where that is said. */
function Rests({ note, children }) {
    const [isOpen] = useState(() => RESTS.some((part) => note?.[part]));
    return (
        <details class="fold" open={isOpen}>
            <summary>{say('model.rests')}</summary>
            {children}
        </details>
    );
}

/** A text alone, or with more about it. */
function Noted({ path, nodes, label, hint, value, isBare, ...own }) {
    const { doc, edit, isDraft, nodes: all } = useAt(path);
    const record = recordOf(all, value);
    const [key] = record.required;
    const set = (to, f) => edit(to === '' ? model.remove(path)
        : model.set(doc, isMap(value) ? [...path, key] : path, to), f);
    if (isDraft && isMap(value)) return <Parts path={path} only={Object.keys(value)} />;
    return (
        <>
            <Scalar {...own} label={label} hint={hint} nodes={nodes} set={set}
                    value={isMap(value) ? value[key] : value} />
            {!isDraft && !isBare && value != null && <Parts path={path} not={[key]} />}
        </>
    );
}

/** A mapping with parts; of one that is put together, those that it must have. */
function Whole({ path, records, value }) {
    const { doc, edit, isDraft, schema } = useAt(path);
    const record = recordOf(records, value);
    const key = caseKey(records, record);
    const isChange = namesOf(record.properties[key]).includes('path');
    if (isChange && !isDraft)
        return <Draft key={model.flow(value)} path={path} start={model.again(value)}
                      editOf={(to) => model.set(doc, path, to)} />;
    const switchTo = (name) => {
        const other = records.find((one) => caseKey(records, one) === name);
        edit(model.set(doc, path, { [name]: '', ...blank(schema, [other]) }));
    };
    return (
        <>
            {isDraft && records.length > 1 && (
                <Choice label={say('model.kind')} chosen={key} onChoose={switchTo} isTold
                        choices={records.map((one) => [one, caseKey(records, one)]).map(([one, id]) =>
                            ({ id, name: titleOf(one.properties, id) }))} />
            )}
            {isChange ? <Change path={path} op={key} value={value} />
                : <Parts path={path} only={isDraft && Object.keys(value)} />}
        </>
    );
}

/* -------------------------------------------------------------- changes */

function Change({ path, op, value }) {
    const told = useAt(path);
    const { doc, edit } = told;
    const chosen = String(value[op] ?? '');
    const part = { set: 'to', insert: 'value', move: 'to' }[op];
    const choices = placesOf(told, op, path).map((id) => {
        const { words, stands } = tellPath(doc, id);
        return { id, name: stands ? `${words}: ${stands}` : words };
    });
    const go = (place) => {
        const stands = op === 'set' ? at(doc, keysOf(place)) ?? '' : '';
        const start = model.again(model.statementOf(stands)?.that ?? stands);
        return edit(model.set(doc, path, { [op]: place, ...(part && { [part]: start }) }));
    };
    return (
        <>
            <Pick label={say('model.change.what')} value={chosen} choices={choices} set={go} isRequired />
            {part && chosen && <Value path={[...path, part]} isRequired />}
        </>
    );
}

/* -------------------------------------------------- lists and what has keys */

/** What an element is called, in words. */
function Title({ path, item }) {
    const { doc, check } = useContext(Told);
    if (OPS.some((op) => op in Object(item))) return <Said {...tellEdit(doc, editOf(item))} />;
    const party = doc.parties.find(({ id }) => id === item.party)?.name;
    const text = check?.inputs.find((input) => input.path === path.join('.'))?.text;
    return <Name>{item.name ?? item.id ?? item.called ?? party ?? withNames(doc, text ?? model.flow(item))}</Name>;
}

/** Elements in order: texts and what is put together stand open, other things open on demand. */
function Listing({ path, label, items: of, hint, value }) {
    const { doc, edit, isDraft, schema, nodes } = useAt([...path, '1']);
    const items = model.itemsAt(value);
    const noun = nounOf(of);
    const isText = nodes.every((node) => node.items || (isScalar(node) && !namesOf(node).length));
    const append = (value) => model.append(doc, path, value);
    return (
        <>
            {hint && <><b><Name>{label}</Name></b><p class="hint">{hint}</p></>}
            <Ordered noun={noun} items={items} onMove={(from, to) => edit(moved(doc, path, from, to))}>
                {(item, i, controls) => {
                    const own = { path: [...path, item?.id || String(i + 1)] };
                    const name = say('model.nth', { noun, n: i + 1 });
                    const form = <Value {...own} label={name} />;
                    if (isText || isDraft)
                        return <>{form}<span class="beside">{controls}<Remove {...own} name={name} /></span></>;
                    return (
                        <Item {...own} item={item} i={i} noun={noun} controls={controls}
                              title={model.statementOf(item) ? undefined : <Title {...own} item={item} />}>
                            {form}
                        </Item>
                    );
                }}
            </Ordered>
            {isDraft ? <Act words={say('model.new', { noun: noun.toLowerCase() })}
                            edit={() => append(blank(schema, nodes))} />
                : <Fresh path={[...path, String(items.length + 1)]} noun={noun} editOf={append} />}
        </>
    );
}

const EXAMPLES = ['says', 'does'];

/** A text for each level of an option: in a list, or under the level. */
function ByLevel({ path, label, hint, value, isList }) {
    const { doc, edit } = useContext(Told);
    const { levels } = doc.options.find(({ id }) => id === path.at(-2));
    const part = path.at(-1);
    const put = (at, to) => {
        const filled = levels.map((_, i) => (i === at ? to : value?.[i]) || null);
        return edit(filled.some(Boolean) ? model.set(doc, path, filled) : model.remove(path));
    };
    return (
        <fieldset>
            <legend><Name>{label}</Name></legend>
            <p class="hint">{hint}</p>
            {levels.map((level, i) => (isList
                ? <Field key={level} label={<Name>{level}</Name>} value={value?.[i] ?? ''}
                         placeholder={EXAMPLES.includes(part) ? say(`model.example.${part}`) : undefined}
                         onCommit={(to) => put(i, to)} />
                : <Value key={level} path={[...path, level]} label={level} />))}
        </fieldset>
    );
}

/** For each party or option what the model says of it, or what else has ids. */
function ByKey({ path, value, named }) {
    const { doc, trees, schema, nodes } = useAt([...path, '']);
    const there = Object.keys(value ?? {});
    const known = { party: doc.parties, option: doc.options }[named];
    const record = nodes.find((node) => node.required?.length);
    const rest = nodes.some((node) => namesOf(node).includes('concept')) ? ['rest'] : [];
    const all = known ? [...known, ...rest.map((id) => ({ id, name: say('model.op.rest') }))]
        : there.map((id) => ({ id, name: value[id]?.name ?? value[id]?.title ?? id }));
    return (
        <>
            {all.map(({ id, name }) => {
                const own = [...path, id];
                const stands = value?.[id];
                return (
                    <details key={id} class="fold" open={named === 'party' && stands != null}>
                        <summary>
                            <Name>{name}</Name>{' '}
                            {named === 'outcome' &&
                                <Sentence tree={treeAt(trees, stands)} text={model.flow(stands)} />}
                            {named === 'option' && <b><Name>{stands?.level ?? stands}</Name></b>}
                            <Grounds note={isMap(stands) ? stands : null} />
                        </summary>
                        {!known && <p>{say('model.id')} <code>{id}</code></p>}
                        <Value path={own} label={record ? titleOf(record.properties, record.required[0]) : name} />
                        <Problems at={own.join('.')} />
                        {stands != null && <Remove name={name} path={own} />}
                    </details>
                );
            })}
            {!known && <Fresh path={[...path, '-']} noun={titled(named)}
                              start={blank(schema, nodes.filter((node) => node.properties))} editOf={(made) =>
                model.set(doc, [...path, idFor(made.name || made.title || made.that || '',
                                               new Set([...doc.ids, ...there]), named)], made)} />}
        </>
    );
}

/* ---------------------------------------------------- what is put together */

/** A value for `path` that is put together by the same form before it comes into the text: its edits are its own. */
function Draft({ path, start, editOf: putIn, noun, onDone }) {
    const { schema, nodes, ...told } = useAt(path);
    const { doc } = told;
    const fresh = () => start ?? blank(schema, nodes);
    const value = useRef();
    const [, redraw] = useState(0);
    const [errors, setErrors] = useState(null);
    value.current ??= fresh();
    const rawOf = () => model.applied(doc.raw, model.set(doc, path, value.current));
    const edit = async (edits) => {
        const raw = [edits].flat().reduce(model.applied, rawOf());
        value.current = path.reduce(model.childOf, raw) ?? fresh();
        redraw((n) => n + 1);
        return null;
    };
    const add = async (isForced) => {
        const made = value.current;
        const id = made.id === '' && idFor(made.name ?? '', new Set([...doc.ids,
            ...model.itemsAt(at(doc, path.slice(0, -1))).map((one) => one.id)]), noun.toLowerCase());
        const parts = isMap(made) ? Object.fromEntries(Object.entries(id ? { ...made, id } : made)
            .filter(([, one]) => one !== '')) : made;
        const refused = await changeSaid(told, parts, putIn, isForced, (said) =>
            withIdsIn(schema, { ...doc, raw: rawOf() }, path, said));
        setErrors(refused);
        if (refused) return;
        value.current = fresh();
        redraw((n) => n + 1);
        onDone?.();
    };
    return (
        <>
            <Told.Provider value={{ ...told, doc: { ...doc, raw: rawOf() }, diagnostics: [], edit, isDraft: true }}>
                <Value path={path} label={noun} />
            </Told.Provider>
            {/* A field that is left commits, and what then grows would take the button from under the pointer. */}
            <button type="button" onMouseDown={(event) => event.preventDefault()}
                    onClick={(event) => (event.currentTarget.focus(), add())}>
                {noun ? say('model.add-it', { noun: noun.toLowerCase() }) : say('model.put')}
            </button>
            {errors && <div class="error"><Refusal errors={errors} onForce={() => add(true)} /></div>}
        </>
    );
}

/** What adds to a list: closed until somebody wants it, and again when it is done. */
function Fresh({ noun, onDone, ...own }) {
    const [isOpen, setOpen] = useState(false);
    const box = useRef();
    return (
        <details class="fold" ref={box} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{say('model.new', { noun: noun.toLowerCase() })}</summary>
            {isOpen && (
                <Draft {...own} noun={noun} onDone={() => {
                    setOpen(false);
                    bench.say(say('model.added'));
                    box.current.querySelector('summary').focus();
                }} />
            )}
        </details>
    );
}
