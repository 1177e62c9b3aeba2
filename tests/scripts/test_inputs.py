#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every input that `check` lists can be found by its path, and stands where `check` says.

    test_inputs.py TRUCE [--models N]

The cases, a model with every key of the language, and random models. What stands at a path is looked up here in the
structure of the file (`check --document`), and the letters between the positions are compared with it.
"""
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "generate"), str(ROOT / "tests" / "reference")]
import drive  # noqa: E402
import edits  # noqa: E402
import generate  # noqa: E402

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
    for case in sorted(ROOT.glob("cases/*/model.yaml")):
        check(options.truce, case.parent.name, case.read_text(encoding="utf-8"))
    for seed in range(options.models):
        check(options.truce, f"model {seed}", generate.text_of(seed, generate.generate_surrounded(seed)))
    sys.exit(claims.end())


main()
