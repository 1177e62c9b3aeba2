#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Mixed behaviour: the reference, the theorems, and worked examples.

    test_behaviour.py TRUCE [--models N] [--seed S]

Random models get a random profile, half of them in the model, half on the command line. Verdicts, equilibria and the
lists of --behaviour-of are the reference's.
"""

import json
import random
import sys
from itertools import product
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402
import truce_reference as reference  # noqa: E402

CONCEPTS = list(reference.CONCEPTS)
IMPLIED = {"nash": {"sseq", "seq", "gmr", "smr"}, "sseq": {"seq", "smr", "gmr"}, "seq": {"gmr"}, "smr": {"gmr"},
           "gmr": set()}

WELL = """truce: 1
parties:
  - {id: north, options: [pump]}
  - {id: south, options: [sue]}
preferences: {north: {order: [not sue, pump]}, south: {order: [not pump, sue]}}
"""


def solve(truce, text, concepts, *more):
    return drive.solve(truce, text, *more, concepts=concepts)


# ------------------------------------------------------------ fixed examples


def try_worked_example(claims, truce):
    for behaviour, expected in (({"north": "nash", "south": "seq"}, [4]), ({"north": "seq", "south": "seq"}, [1, 4]),
                                ({"rest": "nash"}, [4]), ({"south": "nash", "rest": "gmr"}, [4])):
        flow = json.dumps(behaviour)
        answer = json.loads(drive.run(truce, "solve", f"{WELL}behaviour: {flow}\n", "--format", "json"))
        claims.same(answer["equilibria"].get("mixed"), expected, f"behaviour {flow} of the well")
        claims.same(answer["concepts"], ["nash", "gmr", "smr", "seq", "mixed"], "the usual concepts with a behaviour")
        line = ",".join(f"{p}={c}" for p, c in behaviour.items())
        claims.same(solve(truce, WELL, line)["equilibria"], {"mixed": expected}, f"--concepts {line}")
    both = solve(truce, WELL + "behaviour: {rest: nash}\n", "north=seq,gmr,south=seq")
    claims.same(both["concepts"], ["mixed", "gmr"], "items with = form one profile")
    claims.same(both["profile"], {"north": "seq", "south": "seq"}, "the command line replaces the model's behaviour")
    claims.same(both["equilibria"]["mixed"], [1, 4], "and is solved")
    plain = json.loads(drive.run(truce, "solve", WELL, "--format", "json"))
    claims.claim("mixed" not in plain["concepts"] and "profile" not in plain, "no behaviour, no column")
    every = solve(truce, WELL, "all")
    claims.claim("mixed" not in every["concepts"] and not any(one["concept"] == "mixed" for one in
                                                              every.get("left_out", [])),
                 "mixed is one of all only where there is a behaviour", every)


def try_monotone(claims, truce):
    """A weaker concept of one party never loses an equilibrium; profiles lie between Nash and GMR."""
    for seed in range(16):
        text = generate.text_of(seed)
        parties = generate.generate(seed).parties
        if len(parties) > 2:
            continue
        found = {}
        for profile in product(CONCEPTS, repeat=len(parties)):
            line = ",".join(f"{p}={c}" for p, c in zip(parties, profile))
            found[profile] = set(solve(truce, text, line)["equilibria"]["mixed"])
        ends = solve(truce, text, "nash,gmr")["equilibria"]
        wrong = [(a, b) for a in found for place in range(len(parties)) for c in IMPLIED[a[place]]
                 for b in [(*a[:place], c, *a[place + 1:])] if not found[a] <= found[b]]
        claims.claim(not wrong, f"model {seed}: profiles are monotone", wrong[:3])
        claims.claim(all(set(ends["nash"]) <= one <= set(ends["gmr"]) for one in found.values()),
                     f"model {seed}: profiles lie between Nash and GMR")


# ------------------------------------------------------------- random models


def try_model(claims, truce, seed):
    rng = random.Random(f"behaviour {seed}")
    model = generate.generate(seed)
    graph = reference.build(model)
    behaviour = {party: rng.choice(CONCEPTS) for party in model.parties}
    text = generate.write(model, random.Random(f"text {seed}"))
    is_inside = rng.random() < 0.5 and text.startswith("truce")
    items = [f"{p}={c}" for p, c in behaviour.items()]
    if is_inside:
        text += f"behaviour: {json.dumps(behaviour)}\n"
        items = ["mixed"]
    others = rng.sample(CONCEPTS, rng.randrange(3))
    line = ",".join(items + others if rng.random() < 0.5 else others + items)
    state = rng.choice(list(graph.states()))
    answer = solve(truce, text, line, "--behaviour-of", str(state), *(["--verify"] if seed % 5 == 0 else []))
    expected = reference.mixed(graph, behaviour)
    at = f"model {seed}, {line}"
    claims.same(drive.verdicts(answer)["mixed"], expected, f"{at}: verdicts")
    claims.same(answer["equilibria"]["mixed"], reference.equilibria(graph, expected), f"{at}: equilibria")
    claims.same(answer["profile"], behaviour, f"{at}: profile")
    stays = {p: [c for c in answer["concepts"] if c != "mixed" and reference.CONCEPTS[c](graph, i, state)]
             for i, p in enumerate(model.parties)}
    claims.same(answer["behaviour"], {"state": state, "parties": stays}, f"{at}: --behaviour-of {state}")
    if seed % 10 == 0:
        told = drive.explain(truce, text, "--state", str(state), "--verify", "--concepts", ",".join(items))
        verdicts = {v["party"]: v["stable"] for v in told["verdicts"]}
        claims.same(verdicts, {p: state in expected[i] for i, p in enumerate(model.parties)}, f"{at}: explain")


def main():
    options = drive.options(__doc__, models=400, seed=50000)
    claims = drive.Claims()
    try_worked_example(claims, options.truce)
    try_monotone(claims, options.truce)
    for seed in range(options.seed, options.seed + options.models):
        try_model(claims, options.truce, seed)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
