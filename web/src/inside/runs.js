// SPDX-License-Identifier: Apache-2.0
// The routes that ask the engine: commands, edits, jobs, the brief; as workbench/routes_run.c and routes_edit.c
// answer them.
import { bodyOf, cut, editsIn, found, isLonger, mapIn, numberIn, optionalText, refuse, textIn } from './answers.js';
import { wordsOf } from '../../../wasm/engine.js';
import { MOST_TEXT } from './models.js';

const USUAL_WAIT = 300, LONGEST_WAIT = 10000; // milliseconds
const MOST_VALUE = 1 << 16, MOST_OPTIONS = 40, MOST_WORDS = 2;
const ARTICLE = '<article>'; // it has no file, so its name says that
const REPLIES = '<replies>\n'; // no model has that name: its name is one line
const CANCELLED = 130;

/** Commands that the session does not tell: those that ask no question about a model. */
const OTHERS = {
    new: { name: 'new', reads: 'article' },
    convert: { name: 'convert' },
    rename: { name: 'rename' },
    concepts: { name: 'concepts', reads: null, isJson: true },
    cases: { name: 'cases', reads: null, isJson: true },
    schema: { name: 'schema', reads: null, isJson: true },
};
const OF_TERMINALS = new Set(['score', 'version', 'help', 'serve', 'mcp', 'replies']);
/** The same options by their other names. */
const ALSO = { concept: 'concepts', coalitions: 'coalition' };
/** What only a terminal gives a command. */
const TERMINAL = new Set(['output', 'threads', 'memory', 'scratch', 'color', 'quiet', 'verbose', 'help', 'man']);

const waitIn = (body, usual) => (body.wait_ms == null ? usual : numberIn(body, 'wait_ms'));

/* ------------------------------------------------------------------ what to run */

/** The command as the session's table has it; `options` undefined: the engine itself says which there are. */
function commandIn(body, { commands }) {
    const name = textIn(body, 'command', 64);
    return commands.find((command) => command.name === name) ?? OTHERS[name] ??
        refuse(400, `command '${name}': ${OF_TERMINALS.has(name) ? 'this command is for the command line only'
            : 'there is no such command'}`);
}

/** Why an option cannot be given; null: it can. */
function wrongWith(command, name, value) {
    const isText = typeof value === 'string';
    if (!isText && value !== true && !Number.isInteger(value))
        return 'its value has to be a text, a whole number, true or false';
    if (isText && (isLonger(value, MOST_VALUE) || value.includes('\0')))
        return 'its value is too long or contains a zero byte';
    const plain = name.replace(/^--/, '');
    if (TERMINAL.has(plain)) return 'this option is for the command line only';
    const has = (wanted) => command.options.some((option) => option.name === wanted);
    return !command.options || has(plain) || has(ALSO[plain]) ? null : 'this command has no such option';
}

function optionsIn(body, command) {
    const options = mapIn(body, 'options') ?? {};
    const given = Object.entries(options).filter(([, value]) => value != null && value !== false);
    for (const [name, value] of given) {
        const wrong = wrongWith(command, name, value);
        if (wrong) refuse(400, `option '${cut(name, 60)}': ${wrong}`);
    }
    if (given.length > MOST_OPTIONS) refuse(400, 'there are too many options');
    const read = Object.fromEntries(given.map(([name, value]) => [name.replace(/^--/, ''), value]));
    const hasJson = command.isJson ??
        command.options?.some(({ name, value }) => name === 'format' && value.includes('json'));
    return hasJson && options.format == null ? { ...read, format: 'json' } : read;
}

/** A model as sent, { text, name? }, or as kept, { model, version? }: { name, text, model, version }. */
async function modelIn(body, usualName, shelves) {
    const text = optionalText(body, 'text', MOST_TEXT), name = optionalText(body, 'name', 200);
    const model = numberIn(body, 'model'), version = numberIn(body, 'version');
    if (text !== null) return { name: name ?? usualName, text, model, version };
    if (!model) refuse(400, '"text" or "model" is missing');
    return { ...found(await shelves.model(model, version), 'model or version'), model };
}

/** The words behind the texts, as the command line has them. */
function wordsIn(body) {
    const words = body.words ?? [], isList = Array.isArray(words) && words.length <= MOST_WORDS;
    if (isList && words.every((word) => typeof word === 'string')) return words;
    return refuse(400, `"words" has to be a list of at most ${MOST_WORDS} texts`);
}

/** What the command works on: { names, files, about }. */
async function textsIn({ reads }, body, shelves) {
    if (reads === null) return { names: [], files: {}, about: { kin: 'nothing' } };
    if (reads === 'article') return articleIn(body);
    const one = await modelIn(body, 'model', shelves);
    const sent = mapIn(body, 'other');
    const other = sent && (await modelIn(sent, 'other', shelves));
    if (other?.name === one.name) other.name = one.name === 'other' ? 'the other' : 'other';
    const texts = [one, ...(other ? [other] : [])];
    return {
        names: texts.map(({ name }) => name),
        files: Object.fromEntries(texts.map(({ name, text }) => [name, text])),
        about: { model: one.model, version: one.version, kin: kinOf(one.model, one.text) },
    };
}

const kinOf = (model, text) => (model ? `model ${model}` : `text ${text}`);

/** A command as a task of the jobs. */
export const taskOf = (command, options, names, files, operands) => ({
    name: command,
    isJson: options.format === 'json',
    work: (engine, watch) => engine.run(wordsOf({ command, options, names, operands }), files, watch),
});

async function run({ body: sent, shelves, jobs, facts }) {
    const body = bodyOf(sent), wait = waitIn(body, USUAL_WAIT);
    const command = commandIn(body, facts.session), options = optionsIn(body, command);
    const words = wordsIn(body), { names, files, about } = await textsIn(command, body, shelves);
    const tag = optionalText(body, 'tag', 100);
    const asked = command.reads === 'article' ? { ...options, from: ARTICLE } : options;
    const task = taskOf(command.name, asked, names, files, words);
    return answerOf(await jobs.run(task, { ...about, tag, options: { ...mapIn(body, 'options') } }, wait));
}

function articleIn(body) {
    const text = textIn(body, 'text', MOST_TEXT);
    return { names: [], files: { [ARTICLE]: text }, about: { kin: kinOf(0, text) } };
}

/** A job that is over has no number: it is of no use any more. */
function answerOf(description) {
    if (description.status === undefined) return { status: 202, body: description };
    const { job, ...body } = description;
    return { body };
}

/* ------------------------------------------------------------------------ edits */

async function edit({ body: sent, jobs }) {
    const body = bodyOf(sent), wait = waitIn(body, LONGEST_WAIT);
    const text = textIn(body, 'text', MOST_TEXT), edits = editsIn(body.edits);
    const task = {
        name: 'edit',
        isJson: true,
        work: async (engine, { signal }) => {
            const { text: edited, ...rest } = await engine.edit(text, edits, { signal });
            return { ...rest, output: edited === null ? '' : JSON.stringify({ text: edited }) };
        },
    };
    const done = await jobs.run(task, { kin: kinOf(0, text) }, wait);
    if (done.status === undefined) return { status: 202, body: done };
    if (done.result) return { body: done.result };
    if (done.status === CANCELLED) refuse(503, 'the work was cancelled');
    const { diagnostics } = done;
    return diagnostics.length ? refuse(400, diagnostics[0].message, { diagnostics }) : refuse(500, 'out of memory');
}

/* ------------------------------------------------------------------------- jobs */

const answerJob = async ({ jobs, id }) => ({ body: found(await jobs.describe(id), 'job') });

async function cancel(visit) {
    await visit.jobs.cancel(visit.id);
    return answerJob(visit);
}

/* ------------------------------------------------------------------------ brief */

/** What a list of replies shows: everything but the address. */
export const replyOf = ({ id, model, version, name, date, input, claim, change, comment, state }) =>
    ({ id, model, version, name, date, input, claim, change, comment, state });

/** A brief to pass on: its form makes a reply file. Nobody can post to a page, so there is no other one here. */
async function brief({ shelves, jobs, id }) {
    const model = found(await shelves.model(id), 'model');
    const replies = JSON.stringify((await shelves.replies(id, 'approved')).map(replyOf));
    const files = { [model.name]: model.text, [REPLIES]: replies };
    const task = taskOf('brief', { replies: REPLIES }, [model.name], files);
    const done = await jobs.run(task, { model: id, version: model.version, kin: kinOf(id) }, LONGEST_WAIT);
    if (done.output) return { body: done.output };
    return { status: done.status === undefined ? 503 : 422, body: done };
}

export const routes = [
    ['POST', 'run', run],
    ['POST', 'edit', edit],
    ['GET', 'jobs', async ({ jobs }) => ({ body: await jobs.all() })],
    ['GET', 'jobs/#', answerJob],
    ['DELETE', 'jobs/#', cancel],
    ['GET', 'models/#/brief', brief],
    ['GET', 'models/#/brief/file', brief],
];
