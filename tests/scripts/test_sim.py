#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Simultaneous sanctioning: agreement with the definition, theorems, what is false, and a published example.

    test_sim.py TRUCE [--models N] [--seed S]
"""

import random
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate"), str(TESTS / "scripts")]
import drive  # noqa: E402
import generate  # noqa: E402
import sim_reference as sim  # noqa: E402
import truce_reference as reference  # noqa: E402

ALL = "sim,nash,gmr,seq"
CASES = TESTS.parent / "cases"

# Without rules SIM stability implies GMR; here 110 and 101 do not exist.
NOT_GMR = """
truce: 1
parties: [{id: a, options: [x]}, {id: b, options: [y]}, {id: c, options: [z]}]
feasible: [not (x and y and not z), not (x and z and not y)]
preferences:
  a: {rank: [x and not y and not z, not x, rest]}
  b: {order: [y]}
  c: {order: [z]}
"""


def claim_model(claims, truce, seed, graph, text):
    if not sim.is_defined(graph):
        try:
            drive.solve(truce, text, concepts="sim")
            claims.claim(False, f"seed {seed}: sim is solved where it is not defined")
        except drive.Refused as why:
            claims.claim("exit status 2" in str(why), f"seed {seed}: why not", why)
        return False
    found = drive.verdicts(drive.solve(truce, text, "--verify", concepts=ALL))
    claims.same(found["sim"], sim.stable_sets(graph), f"seed {seed}: sim")
    claims.claim(all(a <= b for a, b in zip(found["nash"], found["sim"])), f"seed {seed}: Nash implies SIM")
    if graph.model.moves is None and (len(graph.moves) == 2 or graph.combinations == len(graph.members) - 1):
        claims.claim(all(a <= b for a, b in zip(found["sim"], found["gmr"])), f"seed {seed}: SIM implies GMR")
    return found


def test_random(claims, truce, first, count):
    solved = refused = changed = beyond = 0
    for seed in range(first, first + 9 * count):
        if solved == count:
            break
        model = generate.generate(seed)
        graph = reference.build(model)
        if len(graph.members) > 65:
            continue
        if model.names is not None or model.coalesce:
            refused += 1
            if refused > 25:
                continue
        found = claim_model(claims, truce, seed, graph, generate.write(model, random.Random(seed)))
        if found:
            solved += 1
            drive.progress(solved, count)
            changed += found["sim"] != found["nash"]
            beyond += any(a - b for a, b in zip(found["sim"], found["seq"]))
    claims.claim(solved == count and refused > 0, f"{solved} models solved, {refused} refused")
    claims.claim(changed > count // 10, f"it is not Nash stability in {changed} models")
    claims.claim(beyond > 0, f"it does not imply SEQ stability ({beyond} models)")


def test_refused(claims, truce):
    models = {
        "needs options": "states: [s, t]\nparties: [{id: a}]\nmoves: {a: [[1, 2]]}\npreferences: {a: {rank: [t, s]}}",
        "are coalesced": "parties: [{id: a, options: [x, y]}]\ncoalesce: [x]\npreferences: {a: {order: [y]}}",
        "own options only": "parties: [{id: a, options: [x]}, {id: b, options: [y]}]\nmoves: {a: [[1, 4]]}\n"
                            "preferences: {a: {order: [y]}, b: {order: [x]}}"}
    for reason, text in models.items():
        try:
            drive.solve(truce, f"truce: 1\n{text}\n", concepts="sim")
            claims.claim(False, f"sim is solved though it {reason}")
        except drive.Refused as why:
            claims.claim("SIM cannot be had" in str(why) and reason in str(why), f"refused, for it {reason}", why)


def test_examples(claims, truce):
    found = drive.verdicts(drive.solve(truce, NOT_GMR, "--verify", concepts="sim,gmr"))
    claims.claim(1 in found["sim"][0] - found["gmr"][0], "with rules SIM stability does not imply GMR")
    for case, expected in (("nk-us-2017-original", NORTH_KOREA), ("nk-us-2017-invasion", NO_WAY_BACK)):
        text = (CASES / case / "model.yaml").read_text()
        found = drive.solve(truce, text, "--verify", concepts="sim")
        claims.same([row["code"] for row in found["table"] if row["state"] in found["equilibria"]["sim"]], expected,
                    f"{case}: the published equilibria")
    answer = drive.explain(truce, NOT_GMR, "--state", "1", "--party", "a", "--concept", "sim", "--verify")
    improvement = answer["verdicts"][0]["improvements"][0]
    claims.same((improvement["replies"], improvement["together"]),
                ([{"party": "b", "to": 3}, {"party": "c", "to": 4}], 6), "what each of the others does")


def main():
    options = drive.options(__doc__, models=200, seed=930001)
    claims = drive.Claims()
    test_examples(claims, options.truce)
    test_refused(claims, options.truce)
    test_random(claims, options.truce, options.seed, options.models)
    return claims.end()


# By the decimal numbers of the source, the first option being the lowest bit: 0, 4, 5, 10; and 0, 5, 10.
NORTH_KOREA = ["NNNN", "NNYN", "YNYN", "NYNY"]
NO_WAY_BACK = ["NNNN", "YNYN", "NYNY"]

if __name__ == "__main__":
    sys.exit(main())
