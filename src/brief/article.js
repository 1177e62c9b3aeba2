(function () {
  'use strict';
  var form = document.getElementById('reply-form'), field = form.elements;
  var send = document.getElementById('reply-send'), status = document.getElementById('reply-status');
  var posts = form.hasAttribute('action');
  send.hidden = false;
  document.addEventListener('click', function (event) {
    var mark = event.target.closest('[data-claim]');
    var choice = mark && form.querySelector('option[data-mark="' + mark.dataset.claim + '"]');
    if (choice) choice.selected = true;
    if (choice && mark.classList.contains('dispute')) {
      event.preventDefault();
      field.about.focus();
    }
  });
  function change(path) {
    var how = field.how.value, value = field.value.value.trim();
    if (!path || !how || (how !== 'remove' && !value)) return null;
    if (how === 'set') return [{op: 'set', path: path, value: value}];
    if (how === 'move') return [{op: 'move', path: path, to: parseInt(value, 10)}];
    return [{op: 'remove', path: path}];
  }
  function reply() {
    var about = field.about.value, input = about.indexOf('input ') === 0 ? about.slice(6) : '';
    var claim = about.indexOf('claim ') === 0 ? about.slice(6) : '';
    return {schema: 'truce.reply.v1', model: {title: form.dataset.title, sha256: form.dataset.sha256},
      name: field.name.value.trim(), email: field.email.value.trim(), date: new Date().toISOString().slice(0, 10),
      input: input, claim: claim, change: change(input), comment: field.comment.value.trim()};
  }
  function done(ok, why) {
    status.textContent = ok ? form.dataset.done : form.dataset.failed + (why ? ' (' + why + ')' : '');
    if (ok) form.reset();
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
      return answer.ok ? done(true) : answer.json().then(function (said) { done(false, said.error); });
    }).catch(function () { done(false); });
  }
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    if (posts) post(reply()); else save(JSON.stringify(reply(), null, 2) + '\n');
  });
}());
