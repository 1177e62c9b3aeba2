// SPDX-License-Identifier: Apache-2.0
// Claims that need no browser.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { load } from '../../wasm/engine.js';
import { addressOf, readAddress } from '../src/address.js';
import { calledOf } from '../src/called.js';
import { append, applied, flow, newText, readDocument, set } from '../src/document.js';
import { say } from '../src/say.js';
import { WORDS } from '../src/words/index.js';
import { catalogueOf } from '../src/words/lines.js';
import inside from '../src/words/inside.js';
import { FORMS, patchOf } from '../src/share/saving.js';
import { cycle, cyclePayoff, flips, levelWord, noFilter, shownRows, situations } from '../src/situations.js';
import { completions } from '../src/model/complete.js';
import { blank, nodesAt } from '../src/model/schema.js';
import { partsOf, textOf, treeOf } from '../src/model/statement.js';
import { closeUp, moved, removeAll, usesOf } from '../src/model/uses.js';
import { archiveOf } from '../src/share/archive.js';
import { inWords, tellClaim, tellEdit, tellPath, withIds } from '../src/telling.js';
import { numbered } from '../words.mjs';
import { emptyModule } from './engine.mjs';
import { hintOf, history, idFor, lineDiff, lineStarts, meant, mended, offsetOf, rangeOf } from '../src/texts.js';

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

export function undo_takes_back_what_was_typed_in_one_go(claims) {
    let h = history.new();
    h = history.push(h, 'a', 'typing', 1000);
    h = history.push(h, 'ab', 'typing', 1200);
    h = history.push(h, 'abc', 'edit', 1300);
    const one = history.undo(h, 'abcd');
    const two = history.undo(one.h, one.text);
    claims.claim(one.text === 'abc' && two.text === 'a', 'typing within a second is one step, an edit another');
    claims.claim(history.redo(two.h, two.text).text === 'abc', 'redo goes forward again');
    claims.claim(!history.undo(history.new(), 'x'), 'nothing to undo at the beginning');
}

export function columns_count_characters(claims) {
    const text = 'a: "𝔘ñ" # x\n  b: ¶';
    const starts = lineStarts(text);
    claims.claim(
        text.slice(...rangeOf(text, starts, { line: 1, column: 5, length: 2 })) === '𝔘ñ',
        'a character beyond 16 bits is one column',
    );
    claims.claim(offsetOf(text, starts, 2, 6) === text.indexOf('¶'), 'the second line counts from its own start');
    claims.claim(offsetOf(text, starts, 9, 99) === text.length, 'a place behind the end is the end');
}

export function ids_come_from_names(claims) {
    claims.claim(idFor('Go to court', new Set(), 'option') === 'go_to_court', 'words joined');
    claims.claim(idFor('Élan vital!', new Set(), 'o') === 'elan_vital', 'accents dropped');
    claims.claim(
        idFor('الإفراج', new Set(['option1']), 'option') === 'option2',
        'other scripts get a number that is free',
    );
    claims.claim(idFor('Not', new Set(), 'o') === 'o1', 'words of the language are no ids');
    claims.claim(idFor('2 farms', new Set(['farms']), 'o') === 'farms_2', 'no digit first, none twice');
}

export function marked_words_are_about_what_they_name(claims) {
    const [dam, farms] = [{ name: 'Upstream dam' }, { name: 'Downstream farms' }];
    const about = (words) => meant([dam, farms], (one) => one.name, words);
    claims.claim(about('the farmers downstream would sue') === farms, 'of two parties the one that is named');
    claims.claim(!about('nobody knows') && !about('upstream and the downstream farms'), 'else none');
}

export function levels_are_quoted_where_the_language_wants_it(claims) {
    const wanted = {
        land: 'land',
        'a third': "'a third'",
        "it's": "'it''s'",
        '3%': "'3%'",
        not: "'not'",
        'v1.5': 'v1.5',
        الماء: 'الماء',
        '-1': "'-1'",
    };
    for (const [level, words] of Object.entries(wanted))
        claims.claim(levelWord(level) === words, `${level} is written ${levelWord(level)}`);
}

export function help_is_told_for_a_page(claims) {
    const hint = (help, command) => hintOf(help, command, [{ id: 'nash' }, { id: 'seq' }]);
    claims.claim(
        hint("concepts, or 'all' (default: see below); --concept is the same", 'deal') ===
            "concepts, or 'all': nash, seq",
        'concepts are listed',
    );
    claims.claim(
        hint('check it; the rest in any case; exit status 70 if that fails', 'paths') ===
            'check it; the rest in any case',
        'a page has no exit status',
    );
    claims.claim(
        hint(
            "by the sanctions of --by unsanctioned (default: seq; 'truce solve --help' lists the concepts)",
            'paths',
        ) === 'by the sanctions of “By” unsanctioned (default: seq), one of nash, seq',
        'options are called as the page calls them',
    );
    const own = "ids (default: every party; ripe: those that declare 'pain')";
    claims.claim(
        hint(own, 'ripe') === "ids (default: those that declare 'pain')" &&
            hint(own, 'explain') === 'ids (default: every party)',
        'only the default of this command',
    );
    const where = 'show only these; timeline and diff: compare in them too';
    claims.claim(
        hint(where, 'diff') === 'show only these; compare in them too' && hint(where, 'solve') === 'show only these',
        'only what is about this command',
    );
    claims.claim(hint('as before --no-deal', 'deal') === 'as before “No deal”', 'dashes within a name are blanks');
}

export function edits_name_their_place(claims) {
    const doc = readDocument({
        truce: '1',
        parties: [{ id: 'a', options: [{ id: 'x' }] }],
        preferences: { a: { order: ['x', { that: 'not x' }] } },
    });
    claims.claim(
        same(append(doc, ['preferences', 'a', 'order'], 'x'), {
            op: 'insert',
            path: 'preferences.a.order.3',
            value: 'x',
        }),
        'appending is inserting behind the last',
    );
    claims.claim(
        same(set(doc, ['status_quo', 'x'], 'yes'), { op: 'set', path: 'status_quo', value: { x: 'yes' } }),
        'a missing mapping is made',
    );
    claims.claim(
        same(set(doc, ['parties', 'a', 'options', 'x', 'moves'], 'up'), {
            op: 'set',
            path: 'parties.a.options.x.moves',
            value: 'up',
        }),
        'parties and options go by their ids',
    );
    claims.claim(
        set(doc, ['preferences', 'a', 'weigh', 'x = 3.5 "x"'], 1).path === 'preferences.a.weigh',
        'missing parts are made whole',
    );
    claims.claim(
        set(doc, ['outcomes'], 1).path === 'outcomes' &&
            append({ raw: { 'a.b': [1] } }, ['a.b'], 2).path === '"a.b".2',
        'keys with dots are quoted',
    );
    claims.claim(
        same(set(doc, ['preferences', 'a', 'order', '1', 'because'], 'so'), {
            op: 'set',
            path: 'preferences.a.order.1.because',
            value: 'so',
        }),
        'what stands beside a plain statement is one edit',
    );
    claims.claim(
        flow(['a', { any: ['b', 'c = d'] }, '1']) === '[a, {any: [b, c = d]}, 1]',
        'items are shown as one writes them',
    );
    claims.claim(
        readDocument(['odd']) === null && readDocument({ parties: 'odd', outcomes: [1] }).parties.length === 0,
        'odd structures are survived',
    );
    claims.claim(
        newText('T "x"', [{ name: 'North', options: ['Pump', 'Pump'] }], idFor).includes(
            '{id: pump_2, name: "Pump"}',
        ),
        'new models quote names and tell ids apart',
    );
}

const solved = (verdicts) =>
    situations(
        {
            concepts: ['nash'],
            parties: ['a'],
            options: [{ id: 'x', party: 'a', levels: ['no', 'yes'], moves: 'both' }],
            states: { combinations: 2, feasible: 2 },
            status_quo: 1,
            truncated: false,
            table: ['N', 'Y'].map((code, i) => ({
                state: i + 1,
                code,
                outcomes: [],
                rank: { a: i + 1 },
                stable: { nash: verdicts[i] ? ['a'] : [] },
            })),
        },
        null,
        [{ id: 'nash', label: 'Nash' }],
    );

export function filters_cycle_as_in_the_literature(claims) {
    let part = {};
    const seen = [0, 1, 2].map(() => (part = cycle(part, 'x', [1, 0])).x);
    claims.claim(same(seen, [1, 0, null].map((v) => v ?? undefined)), '- Y N -');
    let payoff = null;
    const orders = [0, 1, 2].map(() => (payoff = cyclePayoff(payoff, 'a'))?.order);
    claims.claim(same(orders, ['>', '<', undefined]), '- > < -');
    const view = solved([true, false]);
    claims.claim(
        same(
            shownRows(view, { ...noFilter, payoff: { party: 'a', order: '>' } }).map((row) => row.state),
            [2, 1],
        ),
        '> is best first',
    );
    claims.claim(
        same(
            shownRows(view, { ...noFilter, concepts: { nash: 'N' } }).map((row) => row.state),
            [2],
        ),
        'N hides equilibria',
    );
    claims.claim(
        same(
            flips(view, solved([true, true])).map((flip) => [flip.row.state, flip.gained[0].id]),
            [[2, 'nash']],
        ),
        'a flip is found by code',
    );
}

/** A model of two parties as the page has it: `codes` are its situations, `names` their outcomes. */
function named(doc, { codes = ['NN', 'YN', 'NY', 'YY'], names = {}, today = null } = {}) {
    const read = readDocument(doc);
    const options = read.options.map(({ id, party }) => ({ id, party, levels: ['no', 'yes'], moves: 'both' }));
    const table = codes.map((code, i) => ({ state: i + 1, code, outcomes: names[code] ?? [], stable: { nash: [] },
                                            rank: {} }));
    const result = { concepts: ['gmr', 'nash', 'seq'], parties: read.parties.map(({ id }) => id), options, table,
                     states: { feasible: codes.length }, status_quo: today, counts: {} };
    for (const row of table) row.stable = { gmr: [], nash: [], seq: [] };
    return situations(result, read, []);
}

const chicken = {
    parties: [{ id: 'row', name: 'Row', options: [{ id: 'swerve', name: 'Swerve' }] },
              { id: 'column', name: 'Column', options: [{ id: 'swerve_2', name: 'Swerve' }] }],
};

export function every_situation_has_a_name_of_its_own(claims) {
    const all = (view) => view.rows.map(({ state }) => calledOf(view, state));
    const game = all(named(chicken));
    claims.claim(new Set(game).size === 4 && game[1] === 'Swerve of Row: yes, Swerve of Column: no',
        `without outcomes and today by how the options stand: ${game}`);
    const told = all(named({ ...chicken, status_quo: { swerve: 'no', swerve_2: 'yes' } }, { today: 3 }));
    claims.claim(told[2] === 'Today’s situation' && told[0] === 'Swerve of Column: no' && new Set(told).size === 4,
        `else by what differs from today: ${told}`);
    const outcomes = { crash: { that: 'not swerve', called: 'a crash' }, calm: { that: 'swerve' },
                       both: { that: 'swerve', name: 'Both calm' } };
    const short = all(named({ ...chicken, outcomes, status_quo: { swerve: 'no' } }, { today: 1,
        names: { NN: ['crash'], NY: ['crash'], YN: ['calm'], YY: ['calm', 'both'] } }));
    claims.claim(short.join() === 'Crash,calm,Crash, Swerve of Column: yes,Both calm',
        `outcomes by name, else as sentences call them, else by id; the nearest has the name alone: ${short}`);
    const many = { parties: [{ id: 'a', options: ['p', 'q', 'r', 's', 't'] }], status_quo: { p: 'no' } };
    const codes = [...Array(32).keys()].map((n) => [0, 1, 2, 3, 4].map((i) => 'NY'[(n >> i) & 1]).join(''));
    claims.claim(new Set(all(named(many, { codes, today: 1 }))).size === 32, 'also where many options differ');
}

export function options_are_told_apart_by_their_party(claims) {
    const { parties: [row], options } = readDocument(chicken);
    claims.claim(same(options.map(({ name }) => name), ['Swerve of Row', 'Swerve of Column']),
        'a name that two parties have has the party with it');
    claims.claim(row.options[0].own === 'Swerve', 'but not where it is written');
    claims.claim(same(named(chicken).concepts.map(({ id }) => id), ['nash', 'seq', 'gmr']),
        'concepts stand in one order, the strictest first');
}

export function options_may_be_ids_alone(claims) {
    const doc = readDocument({
        parties: [
            { id: 'a', name: 'Mediators', plural: 'yes', options: ['x', { id: 'y', levels: ['1', '2'] }] },
            { id: 'b', plural: 'no', options: ['z'] },
        ],
        preferences: { a: { rank: ['2', '1', 'rest'] } },
    });
    const [a, b] = doc.parties;
    claims.claim(
        same(a.options.map((option) => [option.id, option.name]), [['x', 'x'], ['y', 'y']]) && b.options[0].isPlain,
        'a bare id is an option',
    );
    claims.claim(
        same(set(doc, ['parties', 'a', 'options', 'x', 'name'], 'X'),
             { op: 'set', path: 'parties.a.options.x.name', value: 'X' }),
        'its parts are set below it',
    );
    claims.claim(
        same(set(doc, ['preferences', 'a', 'rank', '1'], '3'),
             { op: 'set', path: 'preferences.a.rank.1', value: '3' }),
        'a place is no state of that number',
    );
    claims.claim(a.isPlural && !b.isPlural, 'a name is a plural where the model says so');
    claims.claim(
        tellPath(doc, 'preferences.a.order.2').words === 'what Mediators want, place 2',
        'verbs agree with it',
    );
}

export function differing_lines_are_the_fewest(claims) {
    const kinds = (a, b) => lineDiff(a, b).map((line) => line.kind + line.text).join(' ');
    claims.claim(kinds('a\nb\nc', 'a\nx\nc\nd') === '=a -b +x =c +d', 'one changed, one new');
    claims.claim(kinds('a', 'a') === '=a', 'nothing differs');
}

export function paths_are_told_in_words(claims) {
    const doc = readDocument({
        parties: [{ id: 'us', name: 'United States', options: [{ id: 'push', name: 'Push' }] }],
        outcomes: { deal: { that: 'push', name: 'Deal' } },
        feasible: ['not push'],
        status_quo: { push: 'no' },
        preferences: { us: { order: ['push', { that: 'not deal', because: 'x' }], weigh: null } },
        sources: { 'a.b': { title: 'An article' } },
    });
    const told = {
        'preferences.us.order.2': 'what United States wants, place 2|not deal',
        'preferences.us.order.2.because': 'the reason of what United States wants, place 2|not deal',
        'parties.us.options.push': 'the option “Push” of United States|null',
        'parties.us.options.push.moves': 'how one can change the option “Push” of United States|null',
        'parties.us.name': 'the name of the party United States|null',
        'outcomes.deal': 'the outcome “Deal”|push',
        'feasible.1': 'rule 1|not push',
        'status_quo.push': 'where “Push” stands today|no',
        'sources."a.b"': 'the source “An article”|null',
        title: 'the title|null',
        'ratify.us': 'ratify.us|null',
        '': '|null',
    };
    for (const [path, wanted] of Object.entries(told)) {
        const { words, stands } = tellPath(doc, path);
        claims.claim(`${words}|${stands}` === wanted, `${path} is told as ${words}|${stands}`);
    }
    const edits = [
        [{ op: 'set', path: 'feasible.1', value: 'push' }, 'Rule 1: to be|not push|push'],
        [{ op: 'insert', path: 'feasible.2', value: { that: 'deal' } }, 'New at: rule 2|null|deal'],
        [{ op: 'remove', path: 'outcomes.deal' }, 'The outcome “Deal”: removed|push|null'],
    ];
    for (const [edit, wanted] of edits) {
        const { words, stands, value } = tellEdit(doc, edit);
        claims.claim(`${words}|${stands}|${value}` === wanted, `told as ${words}|${stands}|${value}`);
    }
    claims.claim(tellClaim(doc, [{ id: 'nash', label: 'Nash' }], '2 us nash') ===
        'the verdict on state 2 for United States under Nash', 'a verdict too');
    claims.claim(tellClaim(null, [], 'anything else') === 'anything else', 'what is not understood stays');
}

export function names_are_taken_for_ids(claims) {
    const doc = readDocument({
        parties: [{ id: 'a', name: 'Ann', options: [{ id: 'sue', name: 'Go to court' },
            { id: 'offer', name: 'Offer', levels: ['none', 'some land'] }] },
        { id: 'b', options: ['no_talk Go', 'sue2 Twice', 'sue3 Twice'].map((one) => {
            const [id, name] = one.split(' ');
            return { id, name };
        }) }],
        outcomes: { full: { that: 'sue', name: 'Full (real) deal' } },
    });
    for (const [words, wanted] of Object.entries({
        'not Go to court': 'not sue',
        '“Go to court” and not "Full (real) deal"': 'sue and not full',
        'go or GO TO COURT': 'no_talk or sue',
        'Offer: some land': "offer = 'some land'",
        'Twice or sue': 'Twice or sue',
        'Goat': 'Goat',
        'Go exactly when Go to court': 'no_talk iff sue',
        'Go if and only if Go to court': 'no_talk iff sue',
        'GO only if not go to court': 'no_talk implies not sue',
        'If Go, then Go to court': 'no_talk implies sue',
        'Go, if Go to court': 'no_talk if sue',
        'Go unless go to court and sue2': 'no_talk if not (sue and sue2)',
        'Go unless sue if sue2': 'no_talk unless sue if sue2',
    })) claims.claim(withIds(doc, words) === wanted, `${words}: ${withIds(doc, words)}`);
}

export async function an_archive_has_its_files_letter_by_letter(claims) {
    const files = [['модель.yaml', 'truce: 1\n# ä\n'], ['empty.txt', '']];
    const bytes = Buffer.from(await archiveOf(files).arrayBuffer());
    const list = bytes.readUInt32LE(bytes.length - 6);
    let at = 0;
    for (const [name, text] of files) {
        const [sum, size, length] = [bytes.readUInt32LE(at + 14), bytes.readUInt32LE(at + 18),
                                     bytes.readUInt16LE(at + 26)];
        const content = bytes.subarray(at + 30 + length, at + 30 + length + size);
        claims.claim(bytes.readUInt32LE(at) === 0x04034b50 && content.toString() === text &&
            bytes.toString('utf8', at + 30, at + 30 + length) === name && sum === crcOf(content), `${name} is there`);
        at += 30 + length + size;
    }
    claims.claim(at === list && bytes.readUInt32LE(at) === 0x02014b50, 'and behind them their list');
}

/** The sum of ZIP, bit by bit. */
function crcOf(bytes) {
    let crc = -1;
    for (const byte of bytes) {
        crc ^= byte;
        for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc >>> 0;
}

export function messages_name_what_they_quote(claims) {
    const doc = readDocument({
        parties: [{ id: 'the_mill', name: 'The mill', options: [{ id: 'lock_out', name: 'Lock out' }] }],
        outcomes: { all_out: { that: 'lock_out', name: 'All out' } },
    });
    const is = (message, forms, text) => [forms, text].forEach((wanted, isText) =>
        claims.claim(inWords(doc, message, Boolean(isText)) === wanted, inWords(doc, message, Boolean(isText))));
    is("party 'the_mill' has no preferences", 'party “The mill” has no preferences',
        'party “The mill” (the_mill) has no preferences');
    is("'not lock_out' is true where 'all_out' is", 'not “Lock out” is true where “All out” is',
        "'not lock_out' is true where “All out” (all_out) is");
    is("the party's option 'lockout' (did you mean 'lock_out'?)",
        "the party's option 'lockout' (did you mean “Lock out”?)",
        "the party's option 'lockout' (did you mean “Lock out” (lock_out)?)");
    claims.claim(inWords(null, "party 'the_mill'", false) === "party 'the_mill'", 'nothing is known without a model');
}

export function texts_come_from_the_catalogue(claims) {
    const is = (found, wanted, words) => claims.claim(same(found, wanted), `${words}: ${JSON.stringify(found)}`);
    is(say('shell.skip'), 'Skip to the results', 'a text by its key');
    is(say('shell.situations', { n: 1 }), '1 situation', 'one has its own form');
    is(say('shell.situations', { n: 1200 }), '1,200 situations', 'more have theirs, and numbers their commas');
    const name = { type: 'bdi' };
    is(say('shell.situations', { n: name }), [name, ' situations'], 'a piece of page stays one');
    is(say('shell.situations', { n: 2 }, true), '⟦2 situations⟧', 'the language of the test marks it');
    const src = new URL('../src/', import.meta.url);
    const text = readdirSync(src, { recursive: true }).filter((name) => /\.jsx?$/.test(name))
        .map((name) => readFileSync(new URL(name, src), 'utf8')).join('\n');
    const keys = Object.entries(WORDS).flatMap(([name, words]) => {
        for (const key of Object.keys(words)) claims.claim(key.startsWith(`${name}.`), `${key} stands in ${name}.js`);
        return Object.keys(words);
    });
    keys.push(...Object.keys(inside)); // which also says otherwise what stands elsewhere
    claims.claim(!text.includes('export let'), 'what a source exports stays what it is (bundle.mjs)');
    for (const [, key] of text.matchAll(/(?<![.\w])say\('([^']+)'/g))
        claims.claim(keys.includes(key), `${key} has a text`);
}

export async function a_built_page_says_the_same(claims) {
    const [code] = await numbered(
        ['say("shell.skip");say(`shell.place.${id}`);say(`ways.see.${id}`);return"shell.situations";x(CATALOGUE)'],
        { 'shell.skip': 'Skip `this`' });
    const [, at] = /^say\( 1\);say\(`(\d+\.)\$\{id\}`\);say\(`ways\.see\.\$/.exec(code);
    claims.claim(at, 'whole keys are numbers, and so are heads');
    const made = new Function('x', code.replace(/^[^]*return 2;/, 'return '))(catalogueOf);
    claims.claim(made[1] === 'Skip `this`', 'this page says otherwise what it says otherwise');
    claims.claim(same(made[2], { one: '{n} situation', other: '{n} situations' }), 'texts have their forms');
    claims.claim(made[`${at}ways`] === 'Ways & deals', 'what is put together of a head is found');
    claims.claim(made['ways.see.deals'], 'keys that are put together in several ways keep their names');
    claims.claim(!('shell.close' in made), 'what the code does not say is not there');
}

/** What the page says and how it looks, as far as nothing in it asks for that any more. */
export function nothing_of_the_catalogue_or_the_style_is_left_over(claims) {
    const src = new URL('../src/', import.meta.url), names = readdirSync(src, { recursive: true });
    const read = (ending) => names.filter((name) => ending.test(name) && !/^(words|inside)\//.test(name))
        .map((name) => readFileSync(new URL(name, src), 'utf8')).join('\n');
    const code = read(/\.jsx?$/), style = read(/\.css$/).replace(/\/\*[^]*?\*\//g, '').replace(/\{[^{}]*\}/g, '{}');
    const literals = new Set([...code.matchAll(/'([^'\n]*)'|"([^"\n]*)"/g)].map(([, a, b]) => a ?? b));
    const words = new Set(code.match(/[A-Za-z][\w-]*/g));
    // `ways.by.${id}`: whatever may stand in the gaps is a word of the code, or of what the engine tells.
    const patterns = [/`([^`\s]*\$\{[^`\s]*)`/g, /`((?:[^`\s$]|\$\{[^}]*\})*)`/g]
        .flatMap((one) => [...code.matchAll(one)]).map(([, one]) => one.split(/\$\{[^}]*\}/))
        .filter((parts) => /^[a-z]+\.[a-z]/.test(parts[0]) || parts.join('').length > 8)
        .map((parts) => new RegExp(`^${parts.map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')).join('.+')}$`));
    const told = new Set(['warning']); // what the engine calls a diagnostic
    const isKnown = (one) => words.has(one) || literals.has(one) || told.has(one);
    const isPart = (key) => { // Parts says PLACE.part.PART, PLACE.see.PART; `model.op.${op}` names what it stands for
        const [place, ...rest] = key.split('.');
        const isSaid = rest.length === 1 || ['see', 'part'].includes(rest[0]) || code.includes(`\`${place}.\${`);
        return isSaid && rest.every(isKnown);
    };
    const keys = Object.values(WORDS).flatMap(Object.keys).filter((key) => !key.startsWith('terms.'));
    const left = keys.filter((key) => !literals.has(key) && !isPart(key) && !patterns.some((one) => one.test(key)));
    claims.claim(!left.length, `words that nothing says: ${left}`);
    const classes = new Set([...style.matchAll(/\.([a-z][\w-]*)/gi)].map(([, one]) => one));
    const isMade = (one) => isKnown(one) || [...one.matchAll(/-/g)].some(({ index }) =>
        code.includes(`${one.slice(0, index + 1)}\${`)); // card-${id}
    const bare = [...classes].filter((one) => !isMade(one));
    claims.claim(!bare.length, `classes that nothing has: ${bare}`);
}

export function an_address_leads_back(claims) {
    const shown = { model: 7, place: 'situations', part: 'list', board: '0YN2NN1N', side: 'text' };
    const address = addressOf(shown);
    claims.claim(address === '#model=7&view=situations/list?0YN2NN1N&side=text', `an address to read: ${address}`);
    claims.claim(same(Object.entries(readAddress(address)).sort(), Object.entries(shown).sort()), 'and back');
}

export function files_of_tables_say_what_the_tables_say(claims) {
    const table = { head: [['What', 'a, b']], rows: [['50% & "more"', 'x|y'], ['✓ holds', '']] };
    claims.claim(FORMS.csv.write(table) === 'What,"a, b"\n"50% & ""more""",x|y\n✓ holds,\n', 'as CSV');
    claims.claim(FORMS.markdown.write(table).split('\n')[2] === '| 50% & "more" | x\\|y |', 'as Markdown');
    claims.claim(FORMS.latex.write(table).includes('50\\% \\& "more" & x|y \\\\\n$\\checkmark$ holds &  \\\\'),
        'as LaTeX');
}

export function a_patch_makes_one_text_of_the_other(claims) {
    const patched = (text, patch) => {
        const lines = text.split('\n'), made = [];
        let at = 0;
        for (const line of patch.split('\n').slice(2, -1)) {
            const hunk = /^@@ -(\d+),/.exec(line);
            if (hunk) while (at < Number(hunk[1]) - 1) made.push(lines[at++]);
            else if (line[0] === '+') made.push(line.slice(1));
            else if (lines[at++] !== line.slice(1)) return null;
            else if (line[0] === ' ') made.push(line.slice(1));
        }
        return [...made, ...lines.slice(at)].join('\n');
    };
    const a = Array.from({ length: 40 }, (_, i) => `line ${i}`).join('\n');
    for (const b of [a, a.replace('line 3\n', ''), `new\n${a}`, `${a}\nnew`, a.replace('line 1\n', 'x\ny\n').replace(
        'line 30', 'z'), a.replace(/line (\d)\n/g, 'word $1\n')]) {
        const patch = patchOf('a', 'b', lineDiff(a, b));
        claims.claim(patched(a, patch) === b, `a patch that fits: ${patch}`);
    }
}

export function statements_are_sentences_and_choices(claims) {
    const doc = readDocument({
        parties: [{ id: 'a', options: ['x', 'y', { id: 'o', levels: ['none', 'some land', 'all'] }] }],
        outcomes: { deal: 'x' },
    });
    const atom = (option, relation, ...levels) => ({ op: 'option', option, relation, levels });
    const x = atom('x', 'taken', 'yes');
    const y = atom('y', 'taken', 'yes');
    const and = { op: 'and', operands: 2 };
    claims.claim(treeOf([x, y, and, { op: 'outcome', outcome: 'deal' }, and]).of.length === 3, 'a chain is one node');
    const texts = {
        'x and not deal': [x, { op: 'outcome', outcome: 'deal' }, { op: 'not', operands: 1 }, and],
        "o >= 'some land' if x": [atom('o', '>', 'some land', 'all'), x, { op: 'if', operands: 2 }],
        "(x and y) implies o <= 'some land'":
            [x, y, and, atom('o', '<', 'none', 'some land'), { op: 'implies', operands: 2 }],
        'not x': [atom('x', '=', 'no')],
    };
    for (const [wanted, nodes] of Object.entries(texts)) {
        const found = textOf(partsOf(treeOf(nodes), doc));
        claims.claim(found === wanted, `the choices of ${wanted} write ${found}`);
    }
    claims.claim(partsOf(treeOf([x, y, and, { op: 'not', operands: 1 }]), doc) === null, 'more is left to the text');
}

/** The schema of models, as the engine gives it. */
const schemaOf = (truce) => JSON.parse(execFileSync(truce, ['schema', 'model'], { encoding: 'utf8' }));

export function what_uses_a_thing_is_found(claims, truce) {
    const schema = schemaOf(truce);
    const doc = readDocument({
        sources: { note: {} },
        parties: [{ id: 'a', options: [{ id: 'x', because: 'x' }, 'z'] }, { id: 'b', options: [{ id: 'y' }] }],
        feasible: ['not (x and y)', { that: 'y = x', source: ['note ¶1', 'else'] }],
        status_quo: { x: 'yes', y: 'yes' },
        outcomes: { deal: 'x', end: 'y' },
        preferences: { a: { order: ['x'] }, b: { weigh: { deal: '2', y: '1' } } },
        ratify: { b: { actors: [{ party: 'a' }] },
                  a: { actors: [{ party: 'b' }, { id: 'son', order: ['z', 'deal'] }] } },
        expires: [{ when: 'y', becomes: { x: 'no', y: 'no' } }, { when: 'z', becomes: { x: 'no' } }],
        audience: [{ party: 'a', escalated: 'y', backs_down: 'not y' }],
        behaviour: { a: 'nash', rest: 'seq' },
        perceives: { b: { changes: [{ remove: 'preferences.a.order.1' }, { set: 'status_quo.y', to: 'no' }] } },
        tempo: { a: '1 day' },
        levers: [{ id: 'loan', who: 'a', changes: [{ remove: 'feasible.1' }, { remove: 'feasible.2' }] },
                 { id: 'meter', needs: ['loan'], excludes: ['judge', 'loan'], changes: [{ remove: 'feasible.12' }] },
                 { id: 'judge', changes: [{ set: 'parties.a.options.x.moves', to: 'up' }] }],
    });
    for (const [path, wanted] of Object.entries({
        'parties.a.options.x': ['feasible.1', 'status_quo.x', 'outcomes.deal', 'preferences.a.order.1',
                                'preferences.b.weigh.deal', 'ratify.a.actors.son.order.2', 'expires.1.becomes.x',
                                'expires.2', 'perceives.b.changes.1', 'levers.loan.changes.1',
                                'levers.meter.excludes.1', 'levers.judge'],
        'parties.b': ['feasible.1', 'feasible.2', 'status_quo.y', 'outcomes.end', 'preferences.b', 'ratify.b',
                      'ratify.a.actors.1', 'expires.1', 'audience.1', 'perceives', 'levers.loan',
                      'levers.meter.needs.1', 'levers.meter.excludes.2'],
        'levers.loan': ['levers.meter.needs.1', 'levers.meter.excludes.2'],
        'feasible.1': ['levers.loan.changes.1'],
        'sources.note': ['feasible.2.source.1'],
        'outcomes.end': [],
        'levers.meter': [],
        'perceives.b': [],
        tempo: [],
    })) {
        const found = usesOf(schema, doc, path.split('.'));
        claims.claim(same(found, wanted), `what goes with ${path}: ${found}`);
    }
    claims.claim(same(removeAll(['outcomes.deal', 'feasible.1']).map(({ path }) => path),
                      ['feasible.1', 'outcomes.deal']), 'the last first');
    const diag = { line: 1, column: 4, length: 4, message: "option 'pmup' is not known",
                   hint: "did you mean 'pump'?" };
    claims.claim(mended('a: pmup', diag)?.text === 'a: pump', 'a hint is made by a button');
    claims.claim(mended('a: pmup', { ...diag, hint: 'choose another id' }) === null, 'no other hint is');
}

export function changes_follow_what_they_are_about(claims) {
    const order = 'preferences.a.order';
    const doc = readDocument({
        parties: [{ id: 'a' }],
        preferences: { a: { order: ['p', 'q', 'r', 's'] } },
        perceives: { b: { changes: [{ remove: `${order}.1` }, { set: `${order}.2.confidence`, to: 0.5 }] } },
        levers: [{ id: 'l', changes: [{ move: `${order}.4`, to: 2 }, { insert: `${order}.5`, value: 'x' }] }],
        events: [{ id: 'e', changes: [{ remove: `${order}.2` }] },
                 { id: 'f', changes: [{ set: `${order}.2`, to: 'y' }] }],
    });
    const told = (edits) => edits.map(({ path, value }) => `${path}: ${value}`);
    const without = (n) => told(closeUp(doc, [...order.split('.'), n]));
    claims.claim(same(without('2'), [`perceives.b.changes.2.set: ${order}.1.confidence`,
        `levers.l.changes.1.move: ${order}.3`, `levers.l.changes.2.insert: ${order}.4`]),
        `where the second wish goes: ${without('2')}`);
    claims.claim(same(without('1'), [`levers.l.changes.1.move: ${order}.3`, 'levers.l.changes.1.to: 1',
        `levers.l.changes.2.insert: ${order}.4`, `events.e.changes.1.remove: ${order}.1`,
        `events.f.changes.1.set: ${order}.1`]), `where the first goes: ${without('1')}`);
    claims.claim(told(moved(doc, order.split('.'), 3, 0))[2] === `levers.l.changes.1.move: ${order}.1`,
        `where the last becomes the first: ${told(moved(doc, order.split('.'), 3, 0))}`);
    claims.claim(!closeUp(doc, ['levers', 'l']).length, 'what has an id has no place');
}

export function the_text_is_completed_by_the_schema(claims) {
    const schema = {
        properties: {
            parties: { type: 'array', items: { $ref: '#/$defs/party' } },
            feasible: { type: 'array' },
        },
        $defs: { party: { properties: { options: { items: { anyOf: [{ $ref: '#/$defs/option' }, {}] } } } },
                 option: { properties: { moves: { enum: ['both', 'up', null] }, name: { description: 'It' } } } },
    };
    const doc = { options: [{ id: 'pump', name: 'Pump' }], outcomes: [] };
    const offered = (text) => completions(schema, doc, text, text.length).list.map((one) => one.text);
    claims.claim(same(offered('pa'), ['parties: ']), `keys of the whole: ${offered('pa')}`);
    const option = 'parties:\n  - id: a\n    options:\n      - id: x\n        ';
    claims.claim(same(offered(`${option}n`), ['name: ']), `keys of an element: ${offered(`${option}n`)}`);
    claims.claim(same(offered(`${option}moves: u`), ['up']), 'words that a key may have');
    claims.claim(same(offered('parties:\n  - options: [{id: x, mo'), ['moves: ']), 'within braces');
    claims.claim(same(offered('feasible: [not pu'), ['pump']), 'ids of the model in statements');
}

export function forms_follow_the_schema(claims) {
    const text = { type: ['string', 'null'] };
    const change = { anyOf: [
        { type: 'object', required: ['set', 'to'], properties: { set: { type: 'string', 'x-names': ['path'] },
            to: { type: ['string', 'array', 'object'], additionalProperties: true } } },
        { type: 'object', required: ['move', 'to'], properties: { move: { type: 'string', 'x-names': ['path'] },
            to: { type: 'integer' } } },
    ] };
    const schema = { properties: {
        title: text,
        status_quo: { type: 'object', propertyNames: { 'x-names': ['option'] }, additionalProperties: text },
        levers: { type: 'array', items: { $ref: '#/$defs/lever' } },
    }, $defs: { change, lever: { type: 'object', required: ['id', 'changes'], properties: {
        id: { type: 'string' }, name: text, changes: { type: 'array', items: { $ref: '#/$defs/change' } } } } } };
    const doc = { options: [{ id: 'pump', levels: ['no', 'yes'] }], raw: { levers: [
        { id: 'a', changes: [{ set: 'status_quo.pump', to: 'no' }, { move: 'levers.1', to: '2' }] }] } };
    const to = (n) => nodesAt(schema, doc, ['levers', 'a', 'changes', n, 'to']);
    claims.claim(same(to('1').map((node) => node.enum), [['no', 'yes']]),
        'a change writes what may stand where it writes: a level of that option');
    claims.claim(same(to('2'), [{ type: 'integer' }]), 'of several kinds of change the one that stands there');
    claims.claim(same(blank(schema, nodesAt(schema, doc, ['levers', '2'])),
        { id: '', name: '', changes: [{ set: '', to: '' }] }), 'what is new begins with what it must have');
    const raw = { levers: ['a', 'b', 'c'] };
    const after = (edit) => applied(raw, edit).levers.join('');
    claims.claim(after({ op: 'move', path: 'levers.3', to: 1 }) === 'cab' &&
        after({ op: 'insert', path: 'levers.2', value: 'x' }) === 'axbc' &&
        after({ op: 'remove', path: 'levers.2' }) === 'ac' && after({ op: 'set', path: 'levers.4', value: 'd' }) ===
        'abcd', 'edits of what is put together aside');
}

/** Places from 2 GiB on are negative numbers when they come from the module. */
export async function all_memory_of_the_engine_can_be_used(claims) {
    const engine = await load(emptyModule()), { truce } = engine.imports();
    const memory = new WebAssembly.Memory({ initial: 32768 + 2 }), half = -(2 ** 31);
    const bytes = new Uint8Array(memory.buffer, 2 ** 31), texts = new TextEncoder();
    const put = (at, text) => (bytes.set(texts.encode(text), at), half + at);
    let last = 4096;
    engine.exports = {
        memory,
        allocate: (size) => half + (last += size),
        release: () => {},
        run: (at) => {
            put(0, 'model\0'), put(64, '\ufeffout'), put(128, 'wrong\0');
            const from = truce.read(half, half + 32) >>> 0;
            const length = new DataView(memory.buffer).getUint32(2 ** 31 + 32, true);
            truce.diagnose(1, half, 1, 2, 3, half + 128, 0);
            truce.write(half + 64, 6);
            truce.write(from, length);
            truce.write(at, 5);
            truce.finish();
            return 0;
        },
    };
    const { status, output, diagnostics: [{ message, file }] } = engine.run(['check'], { model: 'a text' });
    claims.claim(status === 0 && message === 'wrong' && file === 'model', `names and findings: ${message}`);
    claims.claim(output === '\ufeffouta textcheck', `texts, with a mark at the beginning: ${JSON.stringify(output)}`);
}

export async function a_refused_edit_ends_no_work(claims) {
    const asked = [], was = { ...Object.getOwnPropertyDescriptors(globalThis) };
    const held = {}, found = (isRight) => ({
        status: 0, result: { ok: isRight, diagnostics: isRight ? [] : [{ severity: 'error', message: 'no' }] },
    });
    const answer = async (path, { command, text, tag }) => {
        asked.push(`${command} ${text}`);
        if (command === 'check') return found(text !== 'wrong');
        return new Promise((resolve) => (held[text] = resolve));
    };
    const fakes = {
        location: { hash: '', pathname: '/' },
        sessionStorage: { getItem: () => null },
        fetch: async (path, { body }) => {
            const json = await answer(path, JSON.parse(body));
            return { ok: true, status: 200, headers: new Map(), json: async () => json };
        },
    };
    for (const [name, value] of Object.entries(fakes))
        Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    try {
        const { bench } = await import('../src/workbench.js');
        bench.set({ session: { concepts: [] }, text: 'right', saved: 'right' });
        const looking = bench.look();
        for (let i = 0; i < 100 && !bench.state.check; i++) await new Promise((wake) => setTimeout(wake, 1));
        const refused = await bench.mend('wrong');
        claims.claim(refused?.[0].message === 'no' && !asked.includes('solve wrong'),
            `work on the text as it is goes on: ${asked}`);
        held.right({ status: 130, state: 'cancelled', diagnostics: [] });
        await looking;
        bench.mend('wrong');
        claims.claim(asked.at(-1) === 'check wrong' && asked.includes('solve wrong'),
            `when there is none, an edit is solved while it is checked: ${asked}`);
    } finally {
        for (const name of Object.keys(fakes)) {
            if (was[name]) Object.defineProperty(globalThis, name, was[name]);
            else delete globalThis[name];
        }
    }
}
