#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Limited-move and non-myopic stability: agreement with the definition, theorems, published counts, counterexamples.

    test_limited.py TRUCE [--models N] [--seed S]
"""

import itertools
import json
import random
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate"), str(TESTS / "scripts")]
import drive  # noqa: E402
import generate  # noqa: E402
import limited_reference as limited  # noqa: E402
import truce_reference as reference  # noqa: E402

DEEPEST = 5
LIMITED = [f"l{h}" for h in range(1, DEEPEST + 1)]
TREES = [f"mr{h}" for h in range(1, DEEPEST + 1)]
ALL = ",".join([*LIMITED, "nm", "nash", "gmr", "smr", "seq", *TREES, "mr-even"])

WELL = """
truce: 1
parties: [{id: north, options: [pump]}, {id: south, options: [sue]}]
preferences: {north: {order: [not sue, pump]}, south: {order: [not pump, sue]}}
"""
TIED = """
truce: 1
parties: [{id: north, options: [pump]}, {id: south, options: [{id: answer, levels: [nothing, sue, strike]}]}]
preferences:
  north: {order: [answer != strike, pump]}
  south: {order: [not (pump and answer = nothing)]}
"""


def sets_of(document):
    """{concept: [{"stable": states, "maybe": states} of each party]} as solve says."""
    found = {}
    for concept in document["concepts"]:
        found[concept] = [{key: {row["state"] for row in document["table"] if p in row.get(key, {}).get(concept, [])}
                           for key in ("stable", "maybe")} for p in document["parties"]]
    return found


def claim_theorems(claims, seed, found):
    def sure(concept):
        return [of["stable"] for of in found[concept]]

    def possible(concept):
        return [of["stable"] | of["maybe"] for of in found[concept]]

    def imply(narrow, wide, sentence):
        claims.claim(all(a <= b for a, b in zip(narrow, wide)), f"seed {seed}: {sentence}")

    claims.same(found["l1"], [{"stable": s, "maybe": set()} for s in sure("nash")], f"seed {seed}: l1 is nash")
    for h in range(1, DEEPEST + 1):
        imply(possible(f"l{h}"), sure(f"mr{h}"), f"l{h} stability implies mr{h} stability")
    for narrow, wide in (("l2", "seq"), ("l2", "gmr"), ("l3", "smr"), ("nm", "gmr"), ("nm", "mr4"),
                         ("nm", "mr-even")):
        imply(possible(narrow), sure(wide), f"{narrow} stability implies {wide} stability")


def line_is_wrong(graph, play, verdict, line):
    """A printed line of play is followed move by move: what is wrong with it, or None."""
    party = start = None
    left, here = verdict["depth"], verdict["state"]
    for number, move in enumerate(line["moves"]):
        mover = graph.model.parties.index(move["party"])
        party, start = (mover, here) if number == 0 else (party, start)
        if move["to"] not in graph.moves[mover][here]:
            return f"{here} to {move['to']} is no move"
        here, left = move["to"], left - 1
    gains = graph.prefers(party, here, start)
    if gains != line["gains"]:
        return "it gains, or does not"
    if line["gains"] and play.class_of(here) not in play.ends(party, start, verdict["depth"]):
        return f"{here} cannot be anticipated"
    mover = play.other(mover)
    if left and play.class_of(here) not in play.ends(mover, here, left):
        return f"play goes on from {here}"
    return None


def claim_lines(claims, truce, seed, graph, play, found, text):
    rng = random.Random(seed)
    state, concept = rng.choice(graph.states()), rng.choice([*LIMITED[1:], "nm"])
    answer = drive.explain(truce, text, "--state", str(state), "--concept", concept, "--verify")
    for verdict in answer["verdicts"]:
        party = graph.model.parties.index(verdict["party"])
        sets = found[concept][party]
        claims.same((verdict["stable"], verdict.get("maybe", False)),
                    (state in sets["stable"], state in sets["maybe"]),
                    f"seed {seed}: {concept} at {state} for {verdict['party']} as explained")
        if verdict.get("maybe"):
            claims.same([line["gains"] for line in verdict["lines"]], [False, True], f"seed {seed}: two witnesses")
        for line in verdict["lines"]:
            wrong = line_is_wrong(graph, play, verdict, line)
            claims.claim(wrong is None, f"seed {seed}: a line of {concept} at {state}: {wrong}")


def is_small(graph):
    return len(graph.members) - 1 <= 48 and sum(len(m) for of in graph.moves for m in of) <= 700


def test_random(claims, truce, first, count):
    solved = open_ones = deep = refused = 0
    for seed in range(first, first + 12 * count):
        if solved == count:
            break
        model = generate.generate(seed)
        graph = reference.build(model)
        if not is_small(graph):
            continue
        text = generate.write(model, random.Random(seed))
        if len(limited.movers(graph)) > 2:
            if refused < 20:
                refused += 1
                claim_refused(claims, truce, seed, text)
            continue
        verify = ["--verify"] if solved % 3 == 0 else []
        try:
            document = drive.solve(truce, text, *verify, concepts=ALL)
        except drive.Refused as refused_one:
            claims.claim("more than 8 different outcomes" in str(refused_one), f"seed {seed}: {refused_one}")
            continue
        solved += 1
        drive.progress(solved, count)
        found, (wanted, repetition) = sets_of(document), limited.verdicts(graph, DEEPEST)
        for concept in wanted:
            claims.same(found[concept], wanted[concept], f"seed {seed}: {concept}")
        if repetition:
            said = document["periods"]["nm"]
            claims.same((said["preperiod"], said["period"]), repetition, f"seed {seed}: how layers repeat")
            deep += repetition[0] > 2 or repetition[1] > 1
        claim_theorems(claims, seed, found)
        claim_lines(claims, truce, seed, graph, limited.Play(graph), found, text)
        open_ones += any(of["maybe"] for of in found["l2"] + found["l3"] + found["nm"])
    claims.claim(solved == count, f"{solved} models are small enough")
    claims.claim(open_ones > count // 50, f"ties leave verdicts open in {open_ones} models")
    claims.claim(deep > count // 30, f"layers take their time to repeat in {deep} models")
    claims.claim(refused > 0, "some models have more movers")


def claim_refused(claims, truce, seed, text):
    try:
        drive.solve(truce, text, concepts="l2")
        claims.claim(False, f"seed {seed}: more than two parties can move, and l2 is solved")
    except drive.Refused as why:
        claims.claim("exit status 2" in str(why) and "at most two parties can move" in str(why),
                     f"seed {seed}: refused with the reason", why)
    document = drive.solve(truce, text, concepts="all")
    claims.claim("nm" not in document["concepts"] and "nm" in [one["concept"] for one in document["left_out"]],
                 f"seed {seed}: all leaves nm out")


# -------------------------------------------------------------- fixed examples


def test_examples(claims, truce):
    found = drive.solve(truce, WELL, "--verify", concepts="nash,l1,l2,l3,l4,nm")
    stable = drive.verdicts(found)
    claims.same(stable["l1"], stable["nash"], "the well: l1 is Nash")
    for concept in ("l2", "l3", "l4", "nm"):
        claims.same(stable[concept], [{1, 2, 4}, {1, 3, 4}], f"the well: {concept}")
        claims.same(found["equilibria"][concept], [1, 4], f"the well: equilibria of {concept}")
    claims.same(found["periods"]["nm"], {"preperiod": 2, "period": 1}, "the well: how layers repeat")
    north = {c: of[0] for c, of in sets_of(drive.solve(truce, TIED, "--verify", concepts="l1,l2,l3")).items()}
    claims.same(north["l1"], {"stable": {2, 4, 6}, "maybe": set()}, "ties leave l1 certain")
    for concept in ("l2", "l3"):
        claims.same(north[concept], {"stable": {2, 4, 6}, "maybe": {1}}, f"ties leave {concept} open at state 1")


def plain(n, moves, ranks):
    """A plain graph of n states; ranks[party][state], the more the better."""
    names = [f"s{i}" for i in range(n)]
    lines = ["truce: 1", f"states: [{', '.join(names)}]", "parties: [{id: one}, {id: two}]", "moves:"]
    for party, arcs in zip(("one", "two"), moves):
        lines.append(f"  {party}: [{', '.join(f'[s{a}, s{b}]' for a, b in arcs)}]")
    lines.append("preferences:")
    for party, rank in zip(("one", "two"), ranks):
        groups = [[names[s] for s in range(n) if rank[s] == r] for r in sorted(set(rank), reverse=True)]
        lines.append(f"  {party}: {{rank: {json.dumps(groups)}}}")
    return "\n".join(lines) + "\n"


def test_counterexamples(claims, truce):
    """What one might expect, and is false."""
    text = plain(3, [[(0, 1), (0, 2), (1, 0), (2, 0)], [(0, 1), (0, 2), (1, 2), (2, 1)]], [(0, 2, 1), (0, 2, 1)])
    stable = drive.verdicts(drive.solve(truce, text, "--verify", concepts="nash,seq,l2"))
    claims.claim(any(a - b for a, b in zip(stable["nash"], stable["l2"])), "Nash does not imply l2 stability")
    claims.claim(any(a - b for a, b in zip(stable["seq"], stable["l2"])), "nor does SEQ")
    stable = drive.verdicts(drive.solve(truce, WELL, concepts="l1,l2"))
    claims.claim(any(b - a for a, b in zip(stable["l1"], stable["l2"])), "what is l2 stable need not be l1 stable")
    text = plain(5, [[(0, 2), (2, 0), (2, 3), (3, 2), (4, 3)],
                     [(0, 3), (0, 4), (1, 0), (1, 2), (1, 3), (1, 4), (2, 0), (2, 4), (3, 0), (3, 1), (3, 4)]],
                 [(2, 0, 3, 4, 1), (1, 3, 0, 2, 4)])
    stable = drive.verdicts(drive.solve(truce, text, "--verify", concepts="nm,smr"))
    claims.claim(any(a - b for a, b in zip(stable["nm"], stable["smr"])), "NM stability does not imply SMR stability")


def games():
    """The 576 games of two parties with two strategies each and strict preferences."""
    orders = list(itertools.permutations(["not a and not b", "a and not b", "not a and b", "a and b"]))
    for north, south in itertools.product(orders, repeat=2):
        yield (f"truce: 1\nparties: [{{id: n, options: [a]}}, {{id: s, options: [b]}}]\npreferences:\n"
               f"  n: {{rank: {json.dumps(north)}}}\n  s: {{rank: {json.dumps(south)}}}\n")


def test_games(claims, truce):
    concepts = [f"l{h}" for h in range(1, 13)] + ["nm"]
    without, periods, longest = dict.fromkeys(concepts, 0), {}, 0
    for text in games():
        answer = json.loads(drive.run(truce, "solve", text, "--format", "json", "--rows", "none", "--concepts",
                                      ",".join(concepts)))
        for concept in concepts:
            without[concept] += answer["counts"][concept] == 0
            if answer["maybe_equilibria"][concept]:
                claims.claim(False, "a strict game has an open verdict", text)
        repetition = answer["periods"]["nm"]
        periods[repetition["period"]] = periods.get(repetition["period"], 0) + 1
        longest = max(longest, repetition["preperiod"])
    claims.same([without[f"l{h}"] for h in range(1, 13)], [72, 60, 160, 40] + [104, 48, 168, 40] * 2,
                "so many of the 576 games have no L_h equilibrium")
    claims.same(without["nm"], 176, "so many have no NM equilibrium")
    claims.same(periods, {1: 440, 2: 48, 4: 88}, "their layers repeat after so many")
    claims.claim(longest <= 6, f"at most 6 layers come before ({longest})")


def main():
    options = drive.options(__doc__, models=400, seed=910001)
    claims = drive.Claims()
    test_examples(claims, options.truce)
    test_counterexamples(claims, options.truce)
    test_games(claims, options.truce)
    test_random(claims, options.truce, options.seed, options.models)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
