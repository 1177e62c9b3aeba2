#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`--rules`: the rules of reply of other programs, against their own statements and on the examples that tell them
apart.

    test_rules.py TRUCE [--models N] [--seed S]
"""

import copy
import random
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate"), str(TESTS / "scripts")]
import drive  # noqa: E402
import generate  # noqa: E402
import rules_reference as rules  # noqa: E402
import test_theorems as examples  # noqa: E402
import truce_reference as reference  # noqa: E402

CONCEPTS = ["nash", "gmr", "smr", "seq"]
DEFINITIONS = {"gmcr-plus": {"rules": "gmcr-plus", "sequences": "once", "return_is_sanction": True},
               "matrix": {"rules": "matrix", "sequences": "legal", "return_is_sanction": False}}


def solve(truce, text, by, *arguments):
    return drive.solve(truce, text, "--rules", by, *arguments, concepts=",".join(CONCEPTS))


def expected(graph, by, concept):
    if by == "matrix":
        return rules.matrices(graph, concept)
    return [{s for s in graph.states() if rules.gmcr_plus(graph, concept, p, s)} for p in range(len(graph.moves))]


def test_random(claims, truce, first, count):
    differing = dict.fromkeys(DEFINITIONS, 0)
    solved = 0
    for seed in range(first, first + 5 * count):
        if solved == count:
            break
        model = generate.generate(seed)
        graph = reference.build(model)
        if len(graph.members) > 22 or len(graph.moves) > 4:
            continue
        solved += 1
        text = generate.write(model, random.Random(seed))
        usual = drive.verdicts(drive.solve(truce, text, concepts=",".join(CONCEPTS)))
        for by, definitions in DEFINITIONS.items():
            document = solve(truce, text, by, *(["--verify"] if solved % 2 else []))
            found = drive.verdicts(document)
            claims.claim(definitions.items() <= document["definitions"].items(), f"seed {seed}: definitions of {by}")
            for concept in CONCEPTS:
                claims.same(found[concept], expected(graph, by, concept), f"seed {seed}: {concept} with {by}")
                claims.claim(all(a <= b for a, b in zip(found[concept], usual[concept])),
                             f"seed {seed}: who is stable under {concept} with {by} is so with truce's rules")
            if by == "matrix" and model.names is None and not model.coalesce and model.moves is None:
                claims.same(found, usual, f"seed {seed}: from options nobody else leads back to the start")
            if by == "gmcr-plus" and len(graph.moves) == 2:
                claims.same(found, usual, f"seed {seed}: one opponent moves once by any rule")
            if by == "matrix":
                claims.same(found["smr"], usual["smr"], f"seed {seed}: a return to the start is no sanction for SMR")
            differing[by] += found != usual
    claims.claim(solved == count, f"{solved} models are small enough")
    for by, number in differing.items():
        claims.claim(number > count // 100, f"{by} differs from truce's rules in {number} models of {count}")


def test_examples(claims, truce):
    once = {"moving twice": (examples.moving_twice(), "seq", 2, 5),
            "a maze": (examples.winding_through_a_maze(), "gmr", 0, 3)}
    for name, (model, concept, party, state) in once.items():
        text = generate.write(model, random.Random(0))
        claims.claim(state in drive.verdicts(solve(truce, text, "truce"))[concept][party], f"{name}: stable")
        claims.claim(state not in drive.verdicts(solve(truce, text, "gmcr-plus"))[concept][party],
                     f"{name}: unstable if each opponent moves only once")
        id_ = model.parties[party]
        told = drive.run(truce, "explain", text, "--state", str(state), "--party", id_, "--concept", concept,
                         "--rules", "gmcr-plus", "--verify").decode()
        claims.claim("unstable" in told and "rules of GMCR+" in told, f"{name}: explained by these rules", told)
    text = generate.write(examples.there_and_back(), random.Random(0))
    found = drive.verdicts(solve(truce, text, "matrix", "--verify"))
    claims.same([1 in found[c][0] for c in CONCEPTS], [False] * 4, "being brought back to the start deters nobody")


def test_refusals(claims, truce):
    text = generate.write(examples.prisoners(), random.Random(0)).encode()
    for concepts, by, status in (("sseq", "matrix", 2), ("mr4", "gmcr-plus", 2), ("seq,cmr2", "matrix", 2),
                                 ("seq", "gmcr", 2), ("mr4", "truce", 0), ("all", "matrix", 0)):
        done = drive.call(truce, ["solve", "-", "--concepts", concepts, "--rules", by], text)
        claims.same(done.returncode, status, f"--concepts {concepts} --rules {by}")
        claims.claim(status == 0 or done.stderr, f"--concepts {concepts} --rules {by} says why")
    many = copy.deepcopy(examples.groundwater())
    many.parties += [f"more{i}" for i in range(40)]
    text = generate.write(many, random.Random(0)).encode()
    done = drive.call(truce, ["solve", "-", "--concepts", "seq", "--rules", "gmcr-plus"], text)
    claims.claim(done.returncode == 2 and b"31 parties" in done.stderr, "too many parties are refused", done.stderr)


def main():
    options = drive.options(__doc__, models=150, seed=800001)
    claims = drive.Claims()
    test_examples(claims, options.truce)
    test_refusals(claims, options.truce)
    test_random(claims, options.truce, options.seed, options.models)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
