#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The annex of the brief for a reader who checks: its figures are those of the reference and of other commands.

    test_annex.py TRUCE [--models N] [--seed S]

- On random models, by the reference: each party's moves, improvements, places and stable situations; the concepts by
  which each named situation holds, and by which it is stable for each party; which situations are efficient.
- The outlook: today and targets by themselves, as `forecast` has them; the error of an average is what drawing other
  readings shows.
- Inputs of which the brief makes nothing say so; events are told in words.
"""

import json
import re
import statistics
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
CASES = TESTS.parent / "cases"
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402
import truce_reference as reference  # noqa: E402

GRADES = ["nash", "seq", "smr", "gmr"]
LABELS = dict(zip(GRADES, ["Nash", "SEQ", "SMR", "GMR"]))


def brief(truce, text, *arguments, variants=0):
    return drive.run(truce, "brief", text, "--format", "md", "--variants", str(variants), *arguments).decode()


def tables(page):
    """{first cell of the head: rows of cells}; of tables with the same, the last."""
    found = {}
    for block in re.findall(r"(?:^\|.*\n)+", page, re.M):
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block.splitlines()]
        found[rows[0][0]] = [rows[0]] + rows[2:]
    return found


def number(cell):
    return 0 if cell == "–" else int(cell.replace(",", ""))


def concepts(states, state):
    return ", ".join(LABELS[c] for c in GRADES if state in states[c]) or "–"


def against_parties(page, graph, stable):
    rows = tables(page)["Party"][1:]
    for party, row in enumerate(rows):
        moves = graph.moves[party]
        expected = [len(moves[graph.status_quo])] if graph.status_quo else []
        expected += [sum(len(moves[s]) for s in graph.states()),
                     sum(len(graph.improvements(party, s)) for s in graph.states()), max(graph.ranks[party][1:])]
        expected += [len(stable[c][party]) for c in GRADES]
        if [number(cell) for cell in row[1:]] != expected:
            yield f"party {party}: {row}, not {expected}"


def against_states(page, graph, stable):
    held = {c: set.intersection(*map(set, stable[c])) for c in GRADES}
    told = [row for row in tables(page).get("No.", [])[1:]]
    for row in told:
        state = number(row[0])
        places = []
        for party, ranks in enumerate(graph.ranks):
            own = {c: stable[c][party] for c in GRADES}
            rest = "" if not graph.improvements(party, state) else f" ({concepts(own, state)})"
            places.append(f"{ranks[state]}{rest}")
        if row[3:] != places + [concepts(held, state)]:
            yield f"state {state}: {row[3:]}, not {places + [concepts(held, state)]}"
    ranks = {s: tuple(of[s] for of in graph.ranks) for s in graph.states()}
    better = lambda a, b: a != b and all(map(int.__ge__, a, b))  # noqa: E731
    efficient = [s for s in ranks if not any(better(ranks[t], ranks[s]) for t in ranks)]
    said = re.search(r"(The one|Each|\d+) (?:of the (?:\d+) )?situations? .*\(efficient, after Pareto\)(.*)\.", page)
    if told and not said:
        yield "it is not told which situations are efficient"
    elif told:
        here = [number(row[0]) for row in told if number(row[0]) in efficient]
        if (int(said[1]) if said[1].isdigit() else len(ranks)) != len(efficient):
            yield f"{said[0]}, not {len(efficient)}"
        if said[1].isdigit() and [int(n) for n in re.findall(r"\d+", said[2])] != here:
            yield f"{said[0]}, not {here}"


def random_claims(claims, truce, first, count):
    for seed in range(first, first + count):
        model = generate.generate(seed)
        text = generate.text_of(seed, model)
        try:
            page = brief(truce, text)
            graph = reference.build(model)
            stable = reference.solve(graph, GRADES)
            wrong = list(against_parties(page, graph, stable)) + list(against_states(page, graph, stable))
        except drive.Refused as refusal:
            wrong = [str(refusal)]
        claims.same(wrong, [], f"the annex of model {seed}\n{text}")


def outlook(page):
    return {row[0]: [int(cell.split()[0]) for cell in row[1:]] for row in tables(page)["Outcome"][1:]}


def error_of(page):
    return float(re.search(r"right to within ([\d.]+) of 100", page)[1])


def outlook_claims(claims, truce):
    """The error is found anew: from the scatter of averages over other readings. Tables of one head: the outlook is
    the first, so that it is read from the article alone."""
    text = (CASES / "doha-2025" / "model.yaml").read_text(encoding="utf-8")
    drawn = 32
    page = brief(truce, text, variants=drawn)
    told = outlook(page.split("## Annex")[0])
    forecast = json.loads(drive.run(truce, "forecast", text, "--format", "json", "--variants", str(drawn)))
    alone = [next((one["p"] for one in horizon["states"] if one["state"] == 138), 0)
             for horizon in forecast["horizons"]]
    claims.same(told["Today’s situation alone"], [round(100 * p) for p in alone], "today alone, as forecast has it")
    claims.claim(f"averages over {drawn} of the readings" in page and "(SEQ)" in page.split("## Annex")[1]
                 and "SEQ" not in page.split("## Annex")[0], "the method of the outlook")
    runs = [json.loads(drive.run(truce, "forecast", text, "--format", "json", "--variants", str(drawn), "--seed",
                                 str(seed), "--horizons", "26")) for seed in range(1, 25)]
    today = [next(one["p"] for one in run["horizons"][0]["states"] if one["state"] == 138) for run in runs]
    scatter = 196 * statistics.stdev(today)
    claims.claim(0.6 * scatter < error_of(page) < 1.6 * scatter, f"the error is {error_of(page)}, the averages of "
                 f"other readings scatter by {scatter:.1f}")


EVENTFUL = """truce: 1
date: 2025-05-10
parties:
  - {id: north, options: [{id: pump, does: [stop pumping, pump], says: [the pump rests, the pump runs]}]}
  - {id: south, options: [{id: sue, moves: up, says: [south does not sue, south sues]}]}
status_quo: {pump: yes}
preferences: {north: {order: [pump, not sue]}, south: {order: [not pump, not sue]}}
%s
events:
  - {id: rain, date: 2025-05-20, name: The rain, changes: [{set: status_quo.pump, to: no},
     {move: preferences.north.order.2, to: 1}, {remove: preferences.south.order.2},
     {insert: preferences.south.order.1, value: sue}]}
"""


def unused_claims(claims, truce):
    unused = "No finding of this brief uses this."
    for more, heads in (("", []), ("tempo: {north: 7d, south: 7d}", ["How often each decides"]),
                        ("audience: [{party: north, escalated: pump, backs_down: not pump}]", ["Backing down"]),
                        ("levers: [{id: law, name: A law, cost: 2, changes: [{remove: preferences.north.order.2}]}]",
                         ["What could be changed, by whom and at what cost"])):
        text = EVENTFUL % more
        try:
            page = brief(truce, text)
        except drive.Refused as refusal:
            claims.claim(False, str(refusal))
            continue
        claims.same(re.findall(rf"#### (.*)\n\n{re.escape(unused)}", page), heads, f"inputs without a use\n{more}")
        claims.claim("The brief is about the situation before this." in page and
                     re.search(r"20 May 2025: The rain: I\d+ then says that the pump rests; I\d+ goes to place 1 of "
                               r"its list; I\d+ falls away; that south sues comes in at place 1 of the list of "
                               r"south\. `events\.rain`", page), f"an event in words\n{page}")


def main():
    options = drive.options(__doc__, models=120, seed=0)
    claims = drive.Claims()
    random_claims(claims, options.truce, options.seed, options.models)
    outlook_claims(claims, options.truce)
    unused_claims(claims, options.truce)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
