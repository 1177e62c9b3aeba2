// SPDX-License-Identifier: Apache-2.0
// A statement as a sentence: its options and outcomes are chips, the words between them say how they go together.
import { calledOf } from '../called.js';
import { createContext } from 'preact';
import { useContext, useMemo, useRef } from 'preact/hooks';
import { Name } from '../parts.jsx';
import { say } from '../say.js';
import { change } from './edits.js';
import { readTrees } from './statement.js';

/** What cards and sentences share: { doc, check, view, trees, diagnostics, text, edit }; of what is put together
 *  aside also { isDraft }. */
export const Told = createContext(null);

const NONE = [];

/** That of the page's state. Statements stay known while the model is wrong. `more`: problems beside the engine's. */
export function useTold({ doc, check, view, text, checked }, more = NONE) {
    const trees = useRef(new Map());
    const isFresh = checked === text;
    return useMemo(() => ({
        doc, check, view, text: isFresh ? text : undefined, edit: change,
        diagnostics: [...(isFresh && check?.diagnostics || []), ...more],
        trees: doc ? readTrees(check, doc, trees.current) : trees.current,
    }), [doc, check, view, isFresh && text, more]);
}

const between = (pieces, word) => pieces.flatMap((piece, i) => (i ? [word, piece] : [piece]));
const joined = (pieces, key) =>
    between(pieces.slice(0, -1), ', ').concat(pieces.length > 1 ? [` ${say(key)} `] : [], pieces.slice(-1));

function Chip({ option, levels, relation, isNot }) {
    const { doc } = useContext(Told);
    const known = doc.options.find((one) => one.id === option);
    if (!known) return <code>{option}</code>;
    const at = doc.parties.findIndex((party) => party.id === known.party);
    const others = known.levels.filter((level) => !levels.includes(level));
    const isExcept = relation === '!=' && others.length === 1;
    const isOff = known.isPlain && levels[0] === 'no';
    return (
        <span class={`piece party-${at % 6}`}>
            {isNot !== isOff && <i>{say('model.not')} </i>}
            <Name>{known.name}</Name>
            {!known.isPlain && (
                <>: {isExcept && <i>{say('model.not')} </i>}
                    <b><Name>{(isExcept ? others : levels).join(` ${say('model.op.or')} `)}</Name></b></>
            )}
        </span>
    );
}

function Outcome({ id }) {
    const { doc } = useContext(Told);
    return <span class="piece outcome"><Name>{doc.outcomes.find((one) => one.id === id)?.name ?? id}</Name></span>;
}

function Called({ state }) {
    const { view } = useContext(Told);
    return view ? <Name>{calledOf(view, state)}</Name> : say('model.state', { n: state });
}

/** `isInner`: stands within another, so what has several parts is in brackets. */
function Words({ tree, isInner }) {
    const { op, of } = tree;
    const isList = (one) => one.op === 'and' || one.op === 'or';
    const isTwo = ['implies', 'if', 'iff'].includes(op); // its words and commas set a list apart
    const inner = of.map((one, i) => <Words key={i} tree={one} isInner={!(isTwo && isList(one))} />);
    const wrap = (shown) => (isInner && of.length > 1 ? ['(', shown, ')'] : shown);
    const two = () => ({ a: inner[0], b: inner[1] });
    switch (op) {
        case 'option':
            return <Chip {...tree} isNot={false} />;
        case 'outcome':
            return <Outcome id={tree.outcome} />;
        case 'state':
            return <b><Called state={tree.state} /></b>;
        case 'not': {
            const [below] = of;
            if (below.op === 'option' && below.levels.length === 1) return <Chip {...below} isNot />;
            if (below.op === 'or') {
                const parts = below.of.map((one, i) => <Words key={i} tree={one} isInner />);
                return [say('model.neither'), ' ', between(parts, ` ${say('model.nor')} `)];
            }
            return [<i class="no">{say('model.not')}</i>, ' ', inner];
        }
        case 'and':
        case 'or':
            return wrap(joined(inner, `model.op.${op}`));
        case 'implies':
        case 'if':
        case 'iff':
            return wrap(say(`model.op.${op}`, two()));
        case 'then':
            return wrap(joined(inner, 'model.then'));
        case 'either':
            return [say('model.either'), ' ', between(inner, `${say('model.or-else')} `)];
        case 'exactly':
        case 'at most':
        case 'at least':
            return [say(`model.op.${op}`, { number: tree.number }), ' (', between(inner, ', '), ')'];
        default:
            return say(`model.op.${op}`);
    }
}

/** `text`: what stands there, shown where it has not been parsed. */
export const Sentence = ({ tree, text }) =>
    tree ? <span class="said"><Words tree={tree} isInner={false} /></span> : <code><Name>{text}</Name></code>;
