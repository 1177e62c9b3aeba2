(async function () {
  'use strict';
  const live = document.getElementById('live'), say = live.dataset;
  const part = (name) => document.getElementById('live-' + name);
  const [input, change, status, found, take] = ['input', 'change', 'status', 'found', 'take'].map(part);
  if (!self.WebAssembly || !self.DecompressionStream || !self.Worker) return;
  const fill = (pattern, names) => pattern.replace(/\{(\w+)\}/g, (_, name) => names[name]);
  const bytes = (name) => Uint8Array.from(atob(part(name).textContent), (c) => c.charCodeAt(0));
  const text = (name) => new TextDecoder().decode(bytes(name));

  // What can be changed: the inputs of the annex that say so, below their headings.
  const inputs = [];
  function offer(button, group, changes) {
    const line = button.closest('li'), mark = line.querySelector('b').textContent;
    const words = line.textContent.slice(mark.length).trim().split(/\. |\.$/)[0];
    inputs.push({ button, group, changes, words: words.length > 110 ? words.slice(0, 109) + '\u2026' : words });
  }
  for (const button of document.querySelectorAll('#annex input[data-of]')) {
    const path = button.value.slice('input '.length), { of, written } = button.dataset, changes = [];
    const own = Number(path.match(/\d+$/)[0]);
    for (let to = 1; to <= Number(of); to++)
      if (to !== own)
        changes.push({ words: fill(say.place, { place: to, count: of }), edit: { op: 'move', path, to } });
    changes.push({ words: say.drop, edit: { op: 'remove', path } });
    if (written) changes.push({ words: say.turn, edit: { op: 'set', path, value: 'not (' + written + ')' } });
    offer(button, button.closest('ul').previousElementSibling.textContent, changes);
  }
  for (const button of document.querySelectorAll('#annex input[data-option]')) {
    const { option, levels, now } = button.dataset, path = 'status_quo.' + option;
    const all = levels.split('\n').map((level) =>
      ({ words: fill(say.level, { level }), edit: { op: 'set', path, value: level } }));
    const changes = all.filter((_, i) => i !== Number(now));
    if (changes.length) offer(button, say.today, changes);
  }
  if (!inputs.length) return;
  function option(words, value) {
    const made = document.createElement('option');
    made.textContent = words;
    made.value = value;
    return made;
  }
  for (const group of new Set(inputs.map((one) => one.group))) {
    const made = document.createElement('optgroup');
    made.label = group;
    inputs.forEach((one, i) => one.group === group && made.append(option(one.words, i)));
    input.append(made);
  }
  function forget() {
    status.textContent = '';
    found.replaceChildren();
    take.hidden = true;
  }
  function choose() {
    change.replaceChildren(...inputs[input.value].changes.map((one, i) => option(one.words, i)));
    forget();
  }
  const chosen = () => inputs[input.value].changes[change.value].edit;
  input.addEventListener('change', choose);
  change.addEventListener('change', forget);

  // The engine, in a worker from this page.
  let worker, asked = 0;
  function start() {
    const url = URL.createObjectURL(new Blob([text('worker')], { type: 'text/javascript' }));
    worker = new Worker(url);
    worker.onmessage = ({ data }) => {
      if (data.failed) fail([data.failed]);
      else if (data.id === asked) show(data.result);
    };
    return new Response(new Blob([bytes('engine')]).stream().pipeThrough(new DecompressionStream('gzip')))
      .arrayBuffer().then((module) => worker.postMessage({ module }));
  }
  let started;
  part('try').addEventListener('click', async () => {
    forget();
    status.textContent = say.busy;
    const id = ++asked, edit = chosen();
    try {
      await (started ||= start());
      worker.postMessage({ id, call: 'attempt', args: [text('model'), [edit]] });
    } catch (error) {
      fail([error.message]);
    }
  });

  // What it found, in the words of the brief.
  const groups = new Map([...part('groups').children].map((one) =>
    [one.dataset.outcome, { name: one.textContent, held: one.dataset.held.split(' ').filter(Boolean) }]));
  const ways = [...part('how').children];
  const how = (held, when) =>
    ways.find(({ dataset }) => dataset.none === when || held.includes(dataset.concept)).textContent;
  function fail(why) {
    status.textContent = [say.failed, ...why].join(' ');
  }
  function told(outcome, flips) {
    const { name, held } = groups.get(outcome), after = new Set(held), lines = [];
    for (const { concept, holds } of flips) {
      if (!concept) lines.push(fill(holds ? say.in : say.out, { name }));
      else if (holds) after.add(concept);
      else after.delete(concept);
    }
    const [before, then] = [how(held, 'before'), how([...after], 'after')];
    if (before !== then) lines.unshift(fill(say.flip, { name, how: then, before }));
    return lines;
  }
  function show({ status: code, flips, diagnostics }) {
    if (code) return fail(diagnostics.filter((one) => one.severity === 'error').map((one) => one.message));
    const of = new Map();
    for (const flip of flips) of.set(flip.outcome || '', [...(of.get(flip.outcome || '') || []), flip]);
    const lines = [...of].filter(([outcome]) => groups.has(outcome)).flatMap(([outcome, all]) => told(outcome, all));
    status.textContent = lines.length ? say.some : say.none;
    found.replaceChildren(...lines.map((line) => Object.assign(document.createElement('li'), { textContent: line })));
    take.hidden = false;
  }

  // Into the form for replies.
  function buttonFor(path, beside) {
    const value = 'input ' + path;
    const there = [...document.querySelectorAll('input[name=about]')].find((one) => one.value === value);
    if (there) return there;
    const made = beside.cloneNode(); // today's level of an option of which the model says nothing
    made.value = value;
    made.hidden = true;
    beside.after(made);
    return made;
  }
  take.addEventListener('click', () => {
    const form = document.getElementById('f'), field = form.elements, edit = chosen();
    const about = buttonFor(edit.path, inputs[input.value].button);
    about.checked = true;
    about.dispatchEvent(new Event('change', { bubbles: true }));
    field.how.value = edit.op;
    field.value.value = edit.to || edit.value || '';
    field.how.dispatchEvent(new Event('input', { bubbles: true }));
    field.comment.focus();
    form.scrollIntoView();
  });

  choose();
  live.hidden = false;
}());
