#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`truce schema model` and the readers agree.

    test_model_schema.py TRUCE

Every model of the project that `truce check` reads validates against the schema, and these models use every key that
the schema has. Then each key of each kind of mapping is misspelt, left out, and given values of every type: what the
readers accept the schema accepts, and what the readers refuse for its shape the schema refuses.
"""
import copy
import itertools
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(ROOT / "tests" / "reference"))
import drive  # noqa: E402
import json_schema  # noqa: E402

claims = drive.Claims()
claim = claims.claim
TRUCE = ""

# What the readers say of a value that has the wrong shape, whatever the rest of the model holds.
SHAPE = re.compile(
    "has no key|must be|is missing|this (party|option|event) has no 'id'|is expected here|has from 2 to|"
    "is a list of two states|is a mapping with an id|is cited by text|cannot be the id|is not a (date|duration)|"
    "a way to move|a rule of ratification|a step is|a weight is|weight is a|a confidence is|a quota is a|"
    "'if_wrong' can be|"
    "a position is|states are numbered from 1|is empty|holds no statement|is a plain list|nobody ratifies|"
    "changes nothing|one of '|at least two alternatives|beside a preference that|'strong' is 'yes' or|'strong' holds|"
    "'strong' beside|a difference is|either 'party'|has no '|no parties|not a version|"
    "there is no state$")
# And what has that sound but depends on another part of the model, or on a scalar's letters.
ELSEWHERE = re.compile(
    "^after event|'becomes' must be a mapping, but this is text|something is missing|has no level|"
    "is not known|there is no state '|not the number of a state|has no meaning under|needs a quota|"
    "a number of actors, from 1|that is not there|must be one line|must not be|must lead to another|'events'|"
    "'truce'|a model with 'states'|in a model with 'states'|is a party$")


NOTE = "because: why, source: minutes \u00b63, quote: so it is, confidence: 0.8"
# Every key in every case, but for those of plain graphs.
EVERY_KEY = f"""truce: 1
title: Every key
summary: |
  Of two
  lines
date: 2025-05-10
leaves_out: [the weather]
sources:
  minutes: {{title: T, author: A, publisher: P, date: 2025-05-12, url: "https://example.org", note: N, called: M}}
  letter: {{file: /dev/null}}
parties:
  - id: a
    name: A
    called: the A
    short: A
    its: its
    plural: no
    because: why
    source: minutes \u00b63
    quote: so it is
    confidence: 0.8
    options:
      - {{id: x, name: X, levels: [0, 1.5, true], moves: up, step: 1, topic: X, says: [it is none, ~, it is all],
          from: {{1.5: some}}, below: {{true: not all}}, does: [~, do some, do all], back: {{0: undo it}}, {NOTE}}}
  - {{id: b, options: [{{id: y, because: why, source: [minutes, "letter, minutes \u00b61, \u00b62"]}}]}}
  - {{id: c, options:}}
  - {{id: d}}
feasible: [{{that: true, says: it is so, {NOTE}}}]
coalesce: []
status_quo: {{x: {{level: 0, {NOTE}}}, y: yes}}
outcomes: {{o: {{that: y, name: O, called: the O, short: O, says: it is O, denies: it is no O, {NOTE}}}}}
moves: {{a: [[1, 2]], b: , c: []}}
preferences:
  a: {{order: [{{that: y, strong: 3, if_wrong: elsewhere, says: it is y, {NOTE}}},
               {{any: [x, y], strong: yes, says: either is so, {NOTE}}}, x = 0,
               {{either: [x, [y, x]], strong: 2, {NOTE}}}]}}
  b: {{rank: [[{{that: 1, says: it is the first, {NOTE}}}, 2], 3, {{strong: yes, {NOTE}}}, y, rest]}}
  c: {{weigh: {{y: {{weight: -1.5, if_wrong: opposite, says: it is y, {NOTE}}}, x: "+2"}}, strong: [1.5, 2]}}
  d: {{either: [{{order: [y]}}, {{rank: [y, rest]}}, {{weigh: {{y: 1}}, strong: 1}}], {NOTE}}}
no_deal: {{a: {{that: x = 0, {NOTE}}}, b: }}
pain: {{a: y}}
utilities: {{a: {{y: .5, x: 1e1}}}}
ratify:
  a:
    rule: weighted
    quota: 1.5
    reversion: x = 0
    because: why
    source: minutes
    quote: so it is
    confidence: 1
    actors:
      - {{party: c, weight: 2, {NOTE}}}
      - {{id: g, name: G, plural: no, called: the g, weight: 2, order: [x], {NOTE}}}
      - {{id: e, name: E, plural: no, called: the e, weight: 2, rank: [y, not y], {NOTE}}}
      - {{id: f, name: F, plural: no, called: the f, weight: 2, weigh: {{y: 1}}, {NOTE}}}
expires: [{{when: y, becomes: {{y: no}}, after: 2 days, called: a lull, {NOTE}}}]
audience: [{{party: a, escalated: x, backs_down: y, {NOTE}}}]
behaviour: {{a: nash, b: {{concept: seq, {NOTE}}}, rest: gmr}}
perceives: {{a: {{changes: [], {NOTE}}}, b: }}
tempo: {{a: 7 days, b: {{every: 1.5w, {NOTE}}}, c: }}
levers:
  - {{id: l1, name: L, who: a, cost: 2, needs: [l2], excludes: [], changes: [{{set: title, to: T}}], {NOTE}}}
  - {{id: l2, who: The Council, changes: [{{set: title, to: U}}]}}
events:
  - id: e1
    date: 2025-05-11
    name: An event
    because: why
    source: minutes
    quote: so it is
    confidence: 0.5
    changes: [{{set: title, to: T}}, {{insert: feasible.1, value: true}}, {{move: feasible.1, to: 2}},
              {{remove: feasible.1}}]
"""


def check(text):
    """(exit status, the messages of errors, the document) of a model given as text."""
    done = drive.call(TRUCE, ["check", "-", "--document", "--format", "json"], text.encode())
    if not done.stdout:
        return done.returncode, [done.stderr.decode()], None
    result = json.loads(done.stdout)
    return (done.returncode, [one["message"] for one in result["diagnostics"] if one["severity"] == "error"],
            result["document"])


def as_read(node):
    """The document with the scalars as editors read them: YAML 1.2 without quotes."""
    if isinstance(node, dict):
        return {key: as_read(value) for key, value in node.items()}
    if isinstance(node, list):
        return [as_read(value) for value in node]
    if node in ("", "~", "null") or node is None:
        return None
    if node in ("true", "false"):
        return node == "true"
    if re.fullmatch(r"[-+]?[0-9]+", node):
        return int(node)
    return float(node) if re.fullmatch(r"[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?", node) else node


def texts():
    yield "every key", EVERY_KEY
    for folder in ("cases", "tests", "examples"):
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            yield str(path.relative_to(ROOT)), path.read_bytes().decode("utf-8", "replace")
    manual = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    for number, text in enumerate(re.findall(r"^```yaml\n(.*?)^```", manual, re.M | re.S)):
        yield f"docs/language.md, block {number + 1}", text


# -------------------------------------------------------------------- places

def cases_of(schema):
    """(name, object with properties) for each kind of mapping with known keys."""
    for name, one in [("model", schema), *schema["$defs"].items()]:
        for number, case in enumerate(one.get("anyOf", [one])):
            yield f"{name} {number}", case


def places(value, schema, root, path=(), name="model 0"):
    """(name of the kind of mapping, key, path to the value) for each known key in a valid document."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/") + " 0"
        schema = root["$defs"][name[:-2]]
    if "anyOf" in schema:
        number, one = next((number, one) for number, one in enumerate(schema["anyOf"])
                           if not list(json_schema.findings(value, one, root)))
        yield from places(value, one, root, path, f"{name[:-1]}{number}")
        return
    if isinstance(value, list):
        for i, item in enumerate(value):
            if "items" in schema:
                yield from places(item, schema["items"], root, (*path, i), name)
    if isinstance(value, dict):
        for key, member in value.items():
            below = schema.get("properties", {}).get(key)
            if below:
                yield name, key, (*path, key)
            below = below or schema.get("additionalProperties")
            if isinstance(below, dict):
                yield from places(member, below, root, (*path, key), name)


def check_models(schema):
    """Returns {(kind of mapping, key): (document, path)}, from the smallest document that has it."""
    found, wrong = {}, 0
    for name, text in texts():
        status, errors, document = check(text)
        if document is None:
            continue
        value = as_read(document)
        said = list(json_schema.findings(value, schema))
        shapes = [one for one in errors if SHAPE.search(one) and not ELSEWHERE.search(one)]
        wrong += bool(said)
        if status in (0, 3):
            claim(not said, f"{name}: valid by the schema", *said[:3])
        elif shapes:
            claim(said, f"{name}: refused by the schema", *shapes[:3])
        for kind, key, path in places(value, schema, schema) if not said and status == 0 else ():
            if kind.startswith("change") and path[0] == "perceives":
                continue  # made at once: whether a value fits is no matter of its shape
            if (kind, key) not in found or len(text) < found[kind, key][0]:
                found[kind, key] = len(text), value, path
    claim(wrong > 20, "models with errors are refused", wrong)
    return {place: where[1:] for place, where in found.items()}


# ----------------------------------------------------------------- mutations

VALUES = [None, True, 7, 0, -2, 0.5, "odd", "0.5", [], [[]], [7], ["odd"], [["odd"]], [[1, 2, 3]], [None], {},
          {"odd": 1}, {"that": 1}, {"id": "odd"}, {"odd": ["odd"]}, {"odd": {}}, {"odd": None}, [{"odd": 1}],
          {"set": "title"}, [{"set": "title"}], [{"remove": "title", "to": 1}],
          [{"move": "feasible.1", "to": "last"}],
          [{"that": "odd", "any": ["odd"]}], {"odd": {"order": ["odd"], "weigh": {"odd": 1}}}]


NOTES = ("because", "source", "quote", "confidence")


def at(document, path):
    for step in path:
        document = document[step]
    return document


def variants(document, path):
    """(what was done, the changed document)"""
    def changed(edit):
        copied = copy.deepcopy(document)
        edit(at(copied, path[:-1]))
        return copied

    key = path[-1]
    yield "misspelt", changed(lambda parent: parent.update({key + "z": parent.pop(key)}))
    yield "left out", changed(lambda parent: parent.pop(key))
    for value in VALUES:
        yield json.dumps(value), changed(lambda parent, value=value: parent.update({key: value}))


def check_agreement(schema, found):
    refused = 0
    for (kind, key), (document, path) in sorted(found.items()):
        is_told = key in NOTES and kind != "rule 0"  # the same keys stand in most mappings
        for what, changed in itertools.islice(variants(document, path), 4 if is_told else None):
            status, errors, _ = check(json.dumps(changed))
            said = list(json_schema.findings(changed, schema))
            where = f"{kind}, '{key}' {what}"
            shapes = [one for one in errors if SHAPE.search(one) and not ELSEWHERE.search(one)]
            refused += bool(shapes)
            if status in (0, 3):
                claim(not said, f"{where}: the readers accept it, so does the schema", *said[:2])
            elif shapes:
                claim(said, f"{where}: the readers refuse it, so does the schema", *shapes[:2])
            if what == "misspelt":
                claim(status == 1 and said, f"{where}: an unknown key is refused by both", errors, said)
    claim(refused > 500, "many shapes are refused", refused)


def main():
    global TRUCE
    TRUCE = sys.argv[1]
    schema = json.loads(drive.call(TRUCE, ["schema", "model"]).stdout)
    found = check_models(schema)
    keys = {(name, key) for name, case in cases_of(schema) for key in case["properties"]}
    claim(keys == set(found), "the models use every key of the schema", sorted(keys ^ set(found)))
    claim(all(case.get("additionalProperties") is False for _, case in cases_of(schema)), "unknown keys are errors")
    for name, case in cases_of(schema):
        labels = [member.get("title", key) for key, member in case["properties"].items()]
        claim(len(labels) == len(set(labels)) and not any("_" in one for one in labels),
              f"{name}: what forms call its keys, each another way", labels)
        claim(not any(member.get("title", "") + "." == member.get("description") for member in
                      case["properties"].values()), f"{name}: no title says what the description says")
    claim(all(member.get("description") for _, case in cases_of(schema) for member in case["properties"].values()),
          "every key is described")
    check_agreement(schema, found)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
