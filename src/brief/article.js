(function () {
  'use strict';
  var form = document.getElementById('f'), field = form.elements;
  var send = document.getElementById('reply-send'), status = document.getElementById('reply-status');
  var what = document.getElementById('reply-what'), posts = form.hasAttribute('action');
  send.hidden = false;
  function unfold() {
    var there = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    for (var fold = there; fold; fold = fold.parentElement) if (fold.tagName === 'DETAILS') fold.open = true;
    if (there) there.scrollIntoView();
  }
  addEventListener('hashchange', unfold);
  unfold();
  function about() {
    for (var i = 0; i < field.about.length; i++) if (field.about[i].checked) return field.about[i];
  }
  function isInput() { return about().value.indexOf('input ') === 0; }
  function require() {
    var how = field.how.value, line = about().closest('li');
    what.textContent = line ? line.textContent.slice(0, 200) : '';
    field.value.required = how === 'set' || how === 'move';
    field.how.required = field.value.value.trim() !== '';
    if (how === 'move') field.value.pattern = ' *[1-9][0-9]* *';
    else field.value.removeAttribute('pattern');
    field.how.setCustomValidity(how && !isInput() ? form.dataset.input : '');
  }
  function mark(wrong) {
    for (var i = 0; i < field.length; i++) field[i].removeAttribute('aria-invalid');
    if (!wrong) return;
    wrong.setAttribute('aria-invalid', 'true');
    wrong.focus();
  }
  function fieldOf(member) {
    if (member === 'input') return field.how;
    if (member === 'change') return field.how.value === 'remove' ? field.how : field.value;
    return member && field[member];
  }
  function heed() { require(); mark(null); }
  document.addEventListener('change', function (event) { if (event.target.name === 'about') heed(); });
  form.addEventListener('input', heed);
  function change(path) {
    var how = field.how.value, value = field.value.value.trim();
    if (!how) return null;
    if (how === 'set') return [{op: 'set', path: path, value: value}];
    if (how === 'move') return [{op: 'move', path: path, to: parseInt(value, 10)}];
    return [{op: 'remove', path: path}];
  }
  function reply() {
    var of = about().value, input = isInput() ? of.slice(6) : '';
    var claim = of.indexOf('claim ') === 0 ? of.slice(6) : '';
    return {schema: 'truce.reply.v1', model: {title: form.dataset.title, sha256: form.dataset.sha256},
      name: field.name.value.trim(), email: field.email.value.trim(), date: new Date().toISOString().slice(0, 10),
      input: input, claim: claim, change: change(input), comment: field.comment.value.trim()};
  }
  function done(ok, said) {
    var why = said && said.error;
    status.textContent = ok ? form.dataset.done : form.dataset.failed + (why ? ' (' + why + ')' : '');
    mark(said && fieldOf(said.member));
    if (ok) form.reset(), require();
  }
  function save(text) {
    var link = document.createElement('a'), url = URL.createObjectURL(new Blob([text], {type: 'application/json'}));
    link.href = url;
    link.download = 'reply.json';
    link.click();
    setTimeout(function () { URL.revokeObjectURL(url); }, 10000);
    done(true);
  }
  function post(body) {
    body.model = Number(form.dataset.model);
    fetch(form.action, {method: 'POST', headers: {'Content-Type': 'application/json', 'X-Truce': '1'},
      body: JSON.stringify(body)}).then(function (answer) {
      return answer.ok ? done(true) : answer.json().then(function (said) { done(false, said); });
    }).catch(function () { done(false); });
  }
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    if (posts) post(reply()); else save(JSON.stringify(reply(), null, 2) + '\n');
  });
}());
