// SPDX-License-Identifier: Apache-2.0
// The result of `solve`, made ready to be shown: names, levels by option, filters and order.

const LETTER = /[0-9]/;

function levelOf(option, letter) {
    if (letter === '-') return null;
    if (letter === 'N') return 0;
    if (letter === 'Y') return 1;
    return LETTER.test(letter) ? Number(letter) : letter.charCodeAt(0) - 87;
}

const isBinary = (option) => option.levels.length === 2 && option.levels[0] === 'no' && option.levels[1] === 'yes';

/** Strictest first: who stays there stays under those behind. */
const ORDER = ['nash', 'seq', 'sseq', 'smr', 'gmr'];
const place = ({ id }) => (ORDER.includes(id) ? ORDER.indexOf(id) : ORDER.length);
const inOrder = (concepts) => [...concepts].sort((a, b) => place(a) - place(b));

/** `result`: solve's JSON; `doc`: readDocument's, for names. */
export function situations(result, doc, concepts) {
    const written = new Map(doc?.parties.map((party) => [party.id, party]));
    const named = new Map(doc?.options.map((option) => [option.id, option]));
    const outcomes = doc?.outcomes ?? [];
    const outcomeNames = new Map(outcomes.map((outcome) => [outcome.id, outcome.name]));
    const labels = new Map(concepts.map((concept) => [concept.id, concept]));
    const options = result.options.map((option) => ({
        ...option,
        name: named.get(option.id)?.name ?? option.id,
        own: named.get(option.id)?.own ?? option.id,
        isBinary: isBinary(option),
    }));
    const parties = result.parties.map((id) => ({
        id,
        name: written.get(id)?.name ?? id,
        isPlural: written.get(id)?.isPlural ?? false,
        options: options.filter((option) => option.party === id),
    }));
    const rows = result.table.map((row) => ({
        ...row,
        levels: options.map((option, i) => levelOf(option, row.code[i])),
        names: row.outcomes.map((id) => outcomeNames.get(id) ?? id),
        equilibrium: Object.fromEntries(result.concepts.map((id) => [id, row.stable[id].length === parties.length])),
        maybe: row.maybe ?? {},
        maybeEquilibrium: Object.fromEntries(
            result.concepts.map((id) => [id, (result.maybe_equilibria?.[id] ?? []).includes(row.state)]),
        ),
    }));
    const byState = new Map(rows.map((row) => [row.state, row]));
    return {
        result, doc, parties, options, rows, byState, outcomes: outcomes.map(({ id, name }) => ({ id, name })),
        concepts: inOrder(result.concepts.map((id) => labels.get(id) ?? { id, label: id.toUpperCase(), name: id })),
        hasDecimal: options.length > 0 && options.length <= 53 && options.every((option) => option.isBinary),
        isPlain: options.length === 0,
        today: result.status_quo,
        todayLevels: doc ? options.map((option) => doc.facts[option.id] ?? option.levels[0]) : null,
        isWhole: rows.length === result.states.feasible,
    };
}

export const decimal = (row) => row.levels.reduce((sum, level, i) => (level ? sum + 2 ** i : sum), 0);

/** "Y", "N", a level's name, "-" where the members of a coalesced state differ. */
export function levelText(option, level) {
    if (level === null) return '-';
    return option.isBinary ? (level ? 'Y' : 'N') : option.levels[level];
}

/** A level's name, also of an option whose levels differ within a coalesced state. */
export const spoken = (option, level) => (level === null ? 'either' : option.levels[level]);

/* ----------------------------------------------------------------- filters */

export const noFilter = { options: {}, outcomes: {}, concepts: {}, payoff: null, search: '', only: 'all',
                          where: null }; // { statement, words }: a pattern

export const isFiltering = (filter) =>
    filter.only !== 'all' || filter.where || filter.search.trim() !== '' ||
    [filter.options, filter.outcomes, filter.concepts].some((part) => Object.keys(part).length > 0);

/** The next of - Y N - (or - and each level in turn): what the button in the column "Filter" does. */
export function cycle(part, id, values) {
    const at = values.indexOf(part[id]);
    const { [id]: _, ...rest } = part;
    return at === values.length - 1 ? rest : { ...rest, [id]: values[at + 1] };
}

/** - > < -, one party at a time. */
export function cyclePayoff(payoff, party) {
    if (payoff?.party !== party) return { party, order: '>' };
    return payoff.order === '>' ? { party, order: '<' } : null;
}

/** What is searched for: each must be found. */
export const wordsOf = (search) =>
    search.toLowerCase().split(',').map((part) => part.trim().replace(/\s+/g, ' ')).filter(Boolean);

function keeps(view, filter, words) {
    const anyConcept = view.concepts.map((concept) => concept.id);
    return (row) =>
        (filter.only !== 'equilibria' || anyConcept.some((id) => row.equilibrium[id])) &&
        (filter.only !== 'today' || row.state === view.today) &&
        view.options.every(
            (option, i) => !(option.id in filter.options) || row.levels[i] === filter.options[option.id],
        ) &&
        Object.entries(filter.outcomes).every(([id, wanted]) => row.outcomes.includes(id) === (wanted === 'Y')) &&
        hasVerdicts(filter, row) &&
        words.every((word) => haystack(view, row).includes(word));
}

function haystack(view, row) {
    const levels = view.options.map((option, i) =>
        row.levels[i] === null ? '' : `${option.name} ${option.levels[row.levels[i]]}`,
    );
    return [row.state, row.code, ...row.names, ...row.outcomes, ...levels].join('\n').toLowerCase();
}

export function shownRows(view, filter) {
    return sorted(view.rows.filter(keeps(view, filter, wordsOf(filter.search))), filter);
}

/** Whether a row has the verdicts that are asked for. */
const hasVerdicts = (filter, row) =>
    Object.entries(filter.concepts).every(([id, wanted]) => row.equilibrium[id] === (wanted === 'Y'));

export function sorted(rows, filter) {
    if (!filter.payoff) return rows;
    const { party, order } = filter.payoff;
    const sign = order === '>' ? -1 : 1;
    return [...rows].sort((a, b) => sign * (a.rank[party] - b.rank[party]) || a.state - b.state);
}

/* ------------------------------------------------- filters, for the engine */

/** A code as a statement; null when it is none. */
export function codeStatement(view, code) {
    const letters = code.replace(/[ny]/g, (letter) => letter.toUpperCase());
    if (letters.length !== view.options.length) return null;
    const levels = view.options.map((option, i) => levelOf(option, letters[i]));
    if (!levels.every((level, i) => level === null || level in view.options[i].levels)) return null;
    const parts = view.options.flatMap((option, i) =>
        levels[i] === null ? [] : [`${option.id} = ${levelWord(option.levels[levels[i]])}`]);
    return parts.length ? `(${parts.join(' and ')})` : null;
}

/** The states in which a word is found; `codes`: state numbers with their codes. */
function wordStatement(view, word, codes) {
    const found = [
        ...view.outcomes.filter(({ id, name }) => `${id}\n${name}`.toLowerCase().includes(word)).map(({ id }) => id),
        ...view.options.flatMap((option) =>
            option.levels.filter((level) => `${option.name} ${level}`.toLowerCase().includes(word))
                .map((level) => `${option.id} = ${levelWord(level)}`)),
        ...[codeStatement(view, word), codes[word] && codeStatement(view, codes[word])].filter(Boolean),
    ];
    return found.length ? `(${found.join(' or ')})` : 'false';
}

/** The statement that a filter makes, without verdicts; null: every state. */
export function filterStatement(view, filter, codes = {}) {
    const parts = [
        ...view.options.filter(({ id }) => id in filter.options)
            .map(({ id, levels }) => `${id} = ${levelWord(levels[filter.options[id]])}`),
        ...Object.entries(filter.outcomes).map(([id, wanted]) => (wanted === 'Y' ? id : `not ${id}`)),
        ...wordsOf(filter.search).map((word) => wordStatement(view, word, codes)),
        ...(filter.where ? [`(${filter.where.statement})`] : []),
        ...(filter.only === 'today' && view.todayLevels
            ? view.options.map(({ id }, i) => `${id} = ${levelWord(view.todayLevels[i])}`) : []),
    ];
    return parts.length ? parts.join(' and ') : null;
}

/* ----------------------------------------------------------------- changes */

/** What the last edit did: states whose equilibria differ, by code; null when the two cannot be compared. */
export function flips(before, after) {
    if (!before || !after || before.isPlain !== after.isPlain) return null;
    const shape = (view) => JSON.stringify(view.options.map(({ id, levels }) => [id, levels]));
    if (shape(before) !== shape(after) || !before.isWhole || !after.isWhole) return null;
    const old = new Map(before.rows.map((row) => [row.code, row]));
    const both = after.concepts.filter((concept) => before.concepts.some((other) => other.id === concept.id));
    return after.rows.flatMap((row) => {
        const was = old.get(row.code);
        if (!was) return [];
        const gained = both.filter(({ id }) => row.equilibrium[id] && !was.equilibrium[id]);
        const lost = both.filter(({ id }) => !row.equilibrium[id] && was.equilibrium[id]);
        return gained.length || lost.length ? [{ row, was, gained, lost }] : [];
    });
}

/* ------------------------------------------------------------- as statements */

/** A level as statements name it: in quotes unless it is one word that is none of the language's. */
export const levelWord = (level) =>
    /^[\p{L}\p{N}_]+([.-][\p{L}\p{N}_]+)*$/u.test(level) &&
    !/^(not|and|or|implies|if|iff|in|true|false|rest)$/.test(level)
        ? level
        : `'${level.replace(/'/g, "''")}'`;

/** A statement that is true in these rows, and perhaps in states that they are coalesced with. */
export const statementFor = (view, rows) =>
    rows
        .map(
            (row) =>
                '(' +
                view.options
                    .flatMap((option, i) =>
                        row.levels[i] === null ? [] : `${option.id} = ${levelWord(option.levels[row.levels[i]])}`,
                    )
                    .join(' and ') +
                ')',
        )
        .join(' or ');

/** What a concept says of a state for one party: stable, maybe (it depends on what is open) or unstable. */
export function verdictOf(row, concept, party) {
    if (row.stable[concept].includes(party)) return 'stable';
    return row.maybe[concept]?.includes(party) ? 'maybe' : 'unstable';
}
