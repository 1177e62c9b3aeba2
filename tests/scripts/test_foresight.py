#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Metarational trees: agreement with the definition on random models, the theorems about them, and worked examples.

    test_foresight.py TRUCE [--models N] [--seed S]
"""

import random
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate"), str(TESTS / "scripts")]
import drive  # noqa: E402
import foresight_reference as foresight  # noqa: E402
import generate  # noqa: E402
import test_theorems as examples  # noqa: E402
import truce_reference as reference  # noqa: E402

DEEPEST = 6
TREES = [f"mr{h}" for h in range(1, DEEPEST + 1)] + [f"cmr{h}" for h in range(1, DEEPEST + 1)]
ENDLESS = list(foresight.ENDLESS)
SAME = {"mr1": "nash", "mr2": "gmr", "mr3": "smr", "cmr1": "nash", "cmr2": "seq", "cmr3": "sseq"}
ALL = ",".join([*TREES, *ENDLESS, *reference.CONCEPTS, "mr98", "mr99"])
# each narrower than the next
CHAINS = [["mr1", "mr3", "mr5", "mr99", "mr-odd", "mr-even", "mr98", "mr6", "mr4", "mr2"],
          ["cmr1", "cmr3", "cmr5", "cmr6", "cmr4", "cmr2"]]


def is_small(graph):
    return len(graph.members) - 1 <= 40 and sum(len(m) for of in graph.moves for m in of) <= 600


def claim_theorems(claims, seed, found):
    for tree, same in SAME.items():
        claims.same(found[tree], found[same], f"seed {seed}: {tree} is {same}")
    for chain in CHAINS:
        for narrow, wide in zip(chain, chain[1:]):
            claims.claim(all(a <= b for a, b in zip(found[narrow], found[wide])),
                         f"seed {seed}: {narrow} stability implies {wide} stability")
    for h in range(1, DEEPEST + 1):
        claims.claim(all(a <= b for a, b in zip(found[f"cmr{h}"], found[f"mr{h}"])),
                     f"seed {seed}: cmr{h} stability implies mr{h} stability")


def claim_agreement(claims, seed, graph, document):
    found, (wanted, settled) = drive.verdicts(document), foresight.trees(graph, DEEPEST)
    for concept, sets in wanted.items():
        claims.same(found[concept], sets, f"seed {seed}: {concept}")
    for h, sets in foresight.maximin(graph, DEEPEST).items():
        claims.same(found[f"mr{h}"], sets, f"seed {seed}: maximin{h} is mr{h}")
    for concept in ENDLESS:
        said = [document["settled"][concept][p] for p in document["parties"]]
        claims.same(said, settled[concept], f"seed {seed}: from where on {concept} no longer changes")
    claim_theorems(claims, seed, found)
    return settled


def wrong_in_tree(graph, verdict, depth, improving):
    """A printed tree is followed to its end: what is wrong with it, or None."""
    party, start = graph.model.parties.index(verdict["party"]), verdict["state"]
    tree = foresight.Tree(graph, party, start, improving)
    shown = [(i, depth - 1, start) for i in verdict["improvements"]]
    shown += [(i, i["left"], i["from"]) for i in verdict.get("later", [])]
    answered = {(i["to"], i["sanctioned"]) for i, _, _ in shown}
    for move, left, before in shown:
        if move["to"] not in graph.moves[party][before] or not tree.gains(move["to"]):
            return f"{before} to {move['to']} is no improvement"
        if left is not None and tree.is_answered(move["to"], left) != move["sanctioned"]:
            return f"{move['to']} is told wrongly, with {left} half-rounds left"
        if left != 0 and move["sanctioned"]:
            end = move["replies"][-1]["to"]
            better = {c for c in move["counters"] if tree.gains(c)}
            if tree.gains(end) or not all((c, True) in answered for c in better):
                return f"the answer to {move['to']} does not hold"
        for one in move.get("reach", []):
            if not tree.gains(one["state"]) and one["escape"] is None:
                return f"{one['state']} sanctions"
            if (left or 9) > 2 and one["escape"] is not None and (one["escape"], False) not in answered:
                return f"what follows {one['escape']} is not told"
    return None


def claim_trees(claims, truce, seed, graph, text):
    rng = random.Random(seed)
    state, concept = rng.choice(graph.states()), rng.choice(["mr4", "mr5", "mr6", "mr9", "cmr4", "cmr7"])
    answer = drive.explain(truce, text, "--state", str(state), "--concept", concept, "--verify")
    depth, improving, deep = int(concept.lstrip("cmr")), concept.startswith("c"), 0
    for verdict in answer["verdicts"]:
        wrong = wrong_in_tree(graph, verdict, depth, improving)
        claims.claim(wrong is None, f"seed {seed}: the tree of {concept} at {state}: {wrong}")
        party = graph.model.parties.index(verdict["party"])
        claims.same(verdict["stable"], foresight.tree(graph, party, state, depth, improving),
                    f"seed {seed}: {concept} at {state} for {verdict['party']}")
        deep += bool(verdict.get("later"))
    return deep


def test_random(claims, truce, first, count):
    solved = changed = deep = 0
    latest = 0
    for seed in range(first, first + 4 * count):
        if solved == count:
            break
        model = generate.generate(seed)
        graph = reference.build(model)
        if not is_small(graph):
            continue
        solved += 1
        drive.progress(solved, count)
        text = generate.write(model, random.Random(seed))
        verify = ["--verify"] if solved % 3 == 0 else []
        settled = claim_agreement(claims, seed, graph, drive.solve(truce, text, *verify, concepts=ALL))
        latest = max([latest, *settled["mr-odd"], *settled["mr-even"]])
        changed += any(depth > 2 for of in settled.values() for depth in of)
        deep += claim_trees(claims, truce, seed, graph, text)
    claims.claim(solved == count, f"{solved} models are small enough")
    claims.claim(changed > count // 20 and latest >= 5, f"depth matters: in {changed} models, up to {latest}")
    claims.claim(deep > count // 40, f"trees that go beyond a counter-move: {deep}")


def test_examples(claims, truce):
    concepts = [f"{kind}{h}" for kind in ("mr", "cmr") for h in range(2, 7)]
    text = generate.write(examples.groundwater(), random.Random(0))
    found = drive.solve(truce, text, "--verify", concepts=",".join(concepts))["equilibria"]
    for concept in concepts:
        expected = [1, 4, 5, 8, 9] if concept.startswith("mr") else [5, 8, 9]
        claims.same(found[concept], expected, f"the groundwater conflict, {concept}")
    alone = "truce: 1\nparties: [{id: a, options: [x, y]}]\npreferences: {a: {order: [x, y]}}\n"
    found = drive.solve(truce, alone, concepts="nash,mr2,mr5,mr-odd,mr-even,cmr4")["equilibria"]
    claims.same(set(map(str, found.values())), {"[4]"}, "alone, every tree is Nash stability")


def test_endless(claims, truce):
    """What moves are worth to trees without end: in small models that of very deep ones, in ways and forecasts."""
    for name in ("well", "offer", "trade", "village"):
        text = (TESTS.parent / "docs" / "examples" / f"{name}.yaml").read_text()
        for endless, deep in (("mr-odd", "mr99"), ("mr-even", "mr98")):
            for command, *words in (["paths", "--by", "unsanctioned"], ["forecast", "--as-written"]):
                found = [drive.run(truce, command, text, *words, "--concept", concept, "--format", "csv")
                         for concept in (endless, deep)]
                claims.same(found[0], found[1], f"{name}: {command} by {endless} is that by {deep}")


def test_names(claims, truce):
    text = generate.write(examples.prisoners(), random.Random(0))
    found = drive.solve(truce, text, concepts="maximin7,mr7,maximin99")
    claims.same(found["concepts"], ["mr7", "mr99"], "maximinH is another name of mrH")
    every = drive.solve(truce, text, "--verify", concepts="all")
    claims.same(every["concepts"], [*reference.CONCEPTS, *ENDLESS, "nm", "sim"],
                "all has every concept without a number")
    for wrong in ("mr0", "mr100", "mr", "mr01", "cmr", "maximin", "mr-", "cmr-odd", "mr1x"):
        try:
            drive.solve(truce, text, concepts=wrong)
            claims.claim(False, f"'{wrong}' is a concept")
        except drive.Refused as refused:
            claims.claim("exit status 2" in str(refused), f"'{wrong}' is refused with status 2", refused)


def main():
    options = drive.options(__doc__, models=400, seed=700001)
    claims = drive.Claims()
    test_examples(claims, options.truce)
    test_endless(claims, options.truce)
    test_names(claims, options.truce)
    test_random(claims, options.truce, options.seed, options.models)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
