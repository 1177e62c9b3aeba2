#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every input that `check` lists can be found by its path, and stands where `check` says.

    test_inputs.py TRUCE [--models N]

The cases, a model with every key of the language, and random models. What stands at a path is looked up here in the
structure of the file (`check --document`), and the letters between the positions are compared with it. Statements as
`check` has parsed them are compared with the parser of the reference. And a word that nothing is called, put in an
input's place, is reported with the path of that input.
"""
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "generate"), str(ROOT / "tests" / "reference")]
import drive  # noqa: E402
import edits  # noqa: E402
import generate  # noqa: E402
import truce_reference  # noqa: E402

claims = drive.Claims(most_shown=5)
claim = claims.claim

EVERYTHING = """truce: 1
sources: {minutes: {title: Council minutes}}
parties:
  - {id: north, options: [{id: pump, moves: up}, {id: offer, levels: [none, v1.5, land]}]}
  - id: south
    options:
      - id: sue
  - {id: town}
feasible: [{that: not (pump and sue), source: minutes}, "offer = 'v1.5' implies not sue"]
coalesce: [offer = land]
status_quo: {pump: {level: yes, because: seen}, offer: none}
outcomes:
  deal:
    that: >-
      offer = land
      or pump
    name: A deal
preferences:
  north: {order: [pump, any: [sue, pump], {that: sue}, {either: [offer = land, [sue, pump]], because: who knows}]}
  south:
    rank: [[deal, {that: sue, confidence: 0.4}], [pump], rest]
  town: {either: [{order: [deal, {either: [sue, true]}]}, {rank: [[deal, sue], rest]}, {weigh: {sue: 2}}], because: b}
no_deal: {north: pump, south: {that: not deal}}
pain: {south: pump}
utilities:
  north: {pump: 2, "offer = 'v1.5'": -1, "sue": {weight: 3}}
ratify:
  north:
    rule: weighted
    quota: 2
    actors:
      - {party: south, weight: 1.5}
      - id: council
        weigh: {"offer = 'v1.5'": 1, pump: 2}
      - {id: press, rank: [pump, [sue, rest]]}
expires:
  - {when: pump, becomes: {sue: no, offer: none}, after: 60 days}
audience:
  - party: north
    escalated: pump
    backs_down: not pump
tempo: {north: 7 days, town: {every: 2w, because: b}}
levers:
  - {id: ask, who: south, changes: [{set: status_quo.pump, to: no}]}
  - {id: pay, who: The Town, cost: 3, needs: [ask], changes: [{remove: feasible.1}]}
events:
  - {id: rain, date: 2025-05-12, changes: [{set: status_quo.pump, to: no}, {remove: feasible.1}]}
"""
KINDS = {"party", "option", "rule", "coalesce", "status_quo", "outcome", "preference", "no_deal",
         "pain", "utility", "ratify",
         "actor", "actor_preference", "expiry", "audience", "tempo", "lever", "event"}


def letters(text, position):
    lines = text.split("\n")[position["line"] - 1:position["end_line"]]
    lines[-1] = lines[-1][:position["end_column"] - 1]
    lines[0] = lines[0][position["column"] - 1:]
    return "\n".join(lines)


def stands_there(value, slice_):
    """Whether these letters can be that value: a text without its quotes, the first and last words of a mapping or
    list."""
    if isinstance(value, str):
        bare = slice_.strip("'\"").replace('\\"', '"').replace("''", "'")
        return bare == value or " ".join(slice_.split()) == " ".join(value.split()) or "".join(
            bare.split()) == "".join(value.split())
    begins = tuple(f"{quote}{key}" for key in value
                   for quote in ("", '"', "'")) if isinstance(value, dict) else ("-",)
    open_, close = "{}" if isinstance(value, dict) else "[]"
    return slice_[-1] == close if slice_[0] == open_ else slice_.startswith(begins)


def tree_of(nodes):
    """The reference's tree of a list of nodes; of an atom its option and the levels at which it is true."""
    stack = []
    for node in nodes:
        op = node["op"]
        count = node.get("operands", 0)
        below, stack = stack[len(stack) - count:], stack[:len(stack) - count]
        if op == "option":
            stack.append((op, node["option"], tuple(node["levels"])))
        elif op == "outcome":
            stack.append((op, node["outcome"]))
        elif op == "state":
            stack.append((op, node["state"]))
        elif op in truce_reference.COUNTS:
            stack.append((op, node["number"], tuple(below)))
        else:
            stack.append(("implies", *reversed(below)) if op == "if" else (op, *below))
    return stack[0] if len(stack) == 1 else stack


def with_levels(model, tree):
    """A tree of the reference's parser, told the same way."""
    if tree[0] == "state":
        return ("state", model.names.index(tree[1]) + 1)
    if tree[0] == "atom":
        option = model.option(tree[1])
        place = model.options.index(option)
        member = [None] * len(model.options)
        true = [level for i, level in enumerate(option.levels)
                if truce_reference.atom_holds(model, tree, member[:place] + [i] + member[place + 1:])]
        return ("option", option.id, tuple(true))
    return tuple(with_levels(model, one) if isinstance(one, tuple) and one and isinstance(one[0], str) else
                 tuple(with_levels(model, part) for part in one) if isinstance(one, tuple) else one for one in tree)


def check_parsed(truce, name, model, text):
    run = drive.call(truce, ["check", "-", "--format", "json", "--document", "--quiet"], text.encode())
    report = json.loads(run.stdout)
    for one in report["inputs"]:
        value = edits.follow(report["document"], edits.steps_of(one["path"]))
        said = value.get("that") if isinstance(value, dict) else value
        is_statement = one["kind"] in ("rule", "outcome", "preference") and isinstance(said, str)
        if not is_statement or not one["parsed"] or one["parsed"][0]["op"] in ("rest", "state"):
            continue
        try:
            wanted = with_levels(model, truce_reference.tree_of(model, said))
        except ValueError:  # names that the reference's parser has no quotes for
            continue
        claim(tree_of(one["parsed"]) == wanted, f"{name}: {one['path']} is parsed as the reference does",
              f"{one['parsed']}\n{wanted}")


def check_long(truce):
    """A statement is given in pieces up to 512 of them."""
    def parsed(terms):
        text = EVERYTHING.replace("coalesce: [offer = land]", f"coalesce: [{' iff '.join(['pump'] * terms)}]")
        run = drive.call(truce, ["check", "-", "--format", "json", "--document", "--quiet"], text.encode())
        return next(len(one["parsed"]) for one in json.loads(run.stdout)["inputs"] if one["kind"] == "coalesce")
    claim((parsed(256), parsed(257)) == (511, 0), "a longer one is not", f"{parsed(256)} {parsed(257)}")


def check_places(truce):
    """Each statement of EVERYTHING in turn is made wrong: the error has the path of the input."""
    run = drive.call(truce, ["check", "-", "--format", "json", "--document", "--quiet"], EVERYTHING.encode())
    lines = EVERYTHING.splitlines(keepends=True)
    starts = [sum(map(len, lines[:i])) for i in range(len(lines))]
    for one in json.loads(run.stdout)["inputs"]:
        if one["kind"] not in ("rule", "coalesce", "preference", "pain") or len(one["parsed"]) != 1:
            continue
        at = one["position"]
        begin, end = starts[at["line"] - 1] + at["column"] - 1, starts[at["end_line"] - 1] + at["end_column"] - 1
        if one["parsed"][0]["op"] not in ("option", "outcome") or EVERYTHING[begin] == "{":
            continue
        run = drive.call(truce, ["check", "-", "--format", "json", "--document", "--quiet"],
                         (EVERYTHING[:begin] + "nobody" + EVERYTHING[end:]).encode())
        errors = [diag for diag in json.loads(run.stdout)["diagnostics"] if "'nobody'" in diag["message"]]
        claim(errors and all(diag["path"] == one["path"] for diag in errors),
              f"an error at {one['path']} has its path", run.stdout.decode())


def check(truce, name, text):
    run = drive.call(truce, ["check", "-", "--format", "json", "--document", "--quiet"], text.encode())
    report = json.loads(run.stdout)
    claim(report["inputs"] or run.returncode, f"{name} has inputs", run.stderr.decode())
    for one in report["inputs"]:
        try:
            value = edits.follow(report["document"], edits.steps_of(one["path"]))
        except (LookupError, TypeError) as error:
            claim(False, f"{name}: {one['path']} leads somewhere", f"{error!r}\n{text}")
            continue
        claim(one["position"] is not None, f"{name}: {one['path']} has a position", text)
        found = letters(text, one["position"]) if one["position"] else ""
        claim(found and stands_there(value, found), f"{name}: {one['path']} stands where it is said to",
              f"{found!r} for {value!r}\n{text}")
    return {one["kind"] for one in report["inputs"]}


def main():
    options = drive.options(__doc__, models=150)
    claim(check(options.truce, "everything", EVERYTHING) == KINDS, "every kind of input is listed")
    for case in drive.CASES:
        check(options.truce, case.parent.name, case.read_text(encoding="utf-8"))
    check_places(options.truce)
    check_long(options.truce)
    for seed in range(options.models):
        model = generate.generate_surrounded(seed)
        text = generate.text_of(seed, model)
        check(options.truce, f"model {seed}", text)
        if seed % 5 == 0:
            check_parsed(options.truce, f"model {seed}", model, text)
    sys.exit(claims.end())


main()
