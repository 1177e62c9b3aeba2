#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The engine's answers satisfy the theorems about the concepts, and the published counterexamples.

    test_theorems.py TRUCE [--models N] [--seed S]

A second line of defence beside the comparison with the reference: a theorem needs no reference, only the answers.
"""

import copy
import random
import sys
from itertools import permutations, product
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402
import truce_reference as reference  # noqa: E402
from truce_reference import Model, Option  # noqa: E402

INCLUSIONS = [("nash", "sseq"), ("sseq", "seq"), ("seq", "gmr"), ("nash", "smr"), ("smr", "gmr"), ("sseq", "smr")]


def answer(truce, model, rng=None):
    return drive.solve(truce, generate.write(model, rng or random.Random(0)))


def payoffs(*worths):
    """A ranking of states 1, 2, ... from a list of payoffs; equal payoffs are ties."""
    return ("rank",
            [[s for s, w in enumerate(worths, 1) if w == level] for level in sorted(set(worths), reverse=True)])


def arcs(text):
    """"1-3 3-1 1<>2" as pairs."""
    pairs = []
    for word in text.split():
        a, b = (int(end) for end in word.replace("<>", "-").split("-"))
        pairs += [(a, b), (b, a)] if "<>" in word else [(a, b)]
    return pairs


# ------------------------------------------------------------ fixed examples


def no_gmr_equilibrium():
    """Arcs that do not compose: nobody ever comes to rest, not even under GMR."""
    model = Model(["one", "two"], names=["w", "x", "y", "z"])
    model.moves = {"one": arcs("1-3 1-4 4-1"), "two": arcs("2-4 3-2")}
    model.preferences = {"one": payoffs(1, 3, 2, 0), "two": payoffs(3, 1, 0, 2)}
    return model


def no_smr_equilibrium():
    """Two parties with one option each: a threat that can be answered deters nobody."""
    model = Model(["one", "two"], [Option("a", 0), Option("b", 1)])
    # payoffs for NN, YN, NY, YY: the first option varies fastest
    model.preferences = {"one": payoffs(0, 3, 2, 1), "two": payoffs(2, 0, 1, 3)}
    return model


def moving_twice():
    """Three parties with one option each, all strict: C leaves state 5; B, then A, then B again lead it to worse."""
    model = Model(["a", "b", "c"], [Option("x", 0), Option("y", 1), Option("z", 2)])
    model.preferences = {
        "a": payoffs(5, 3, 4, 6, 7, 8, 1, 2),
        "b": payoffs(6, 5, 7, 4, 2, 1, 8, 3),
        "c": payoffs(3, 1, 4, 7, 2, 6, 8, 5),
    }
    return model


def winding_through_a_maze():
    """Five states are left of sixteen; C has to move, then B, then C, to bring A's improvement to grief."""
    model = Model(["a", "b", "c"], [Option("x", 0), Option("y", 1), Option("u", 2), Option("v", 2)])
    model.rules = [
        "not x and not y and not u and not v"
        " or not x and y and not u and v"
        " or x and y and not u and v"
        " or not x and not y and u and v"
        " or not x and y and u and v"
    ]
    model.preferences = {"a": payoffs(1, 4, 2, 3, 5)}
    return model


def there_and_back():
    """One moves away to something better; two can only undo it."""
    model = Model(["one", "two"], names=["here", "there"])
    model.moves = {"one": [(1, 2)], "two": [(2, 1)]}
    model.preferences = {"one": ("rank", [[2], [1]]), "two": ("rank", [[1], [2]])}
    return model


def indifferent_reply():
    """Three states; the sanction that deters the second party leaves it exactly as well off as before."""
    model = Model(["one", "two"], [Option("a", 0), Option("b", 1)], rules=["a or b"])
    model.preferences = {"one": payoffs(3, 2, 1), "two": ("rank", [[3], [1, 2]])}
    return model


def groundwater():
    """Nine states, three parties, moves that cannot be taken back: the best-known example of the literature."""
    model = Model(["ministry", "factory", "towns"], names=[f"s{i}" for i in range(1, 10)])
    model.moves = {
        "ministry": arcs("1-2 3-4 5-6 7-8"),
        "factory": arcs("1-3 1-9 2-4 2-9 3-9 4-9 5-7 5-9 6-8 6-9 7-9 8-9"),
        "towns": arcs("1<>5 2<>6 3<>7 4<>8"),
    }
    model.preferences = {
        "ministry": payoffs(4, 3, 8, 7, 5, 2, 9, 6, 1),
        "factory": payoffs(9, 2, 4, 8, 6, 1, 3, 7, 5),
        "towns": payoffs(6, 2, 8, 3, 7, 4, 9, 5, 1),
    }
    return model


def groundwater_in_options():
    """The same from options: all states with the factory gone are one, which takes the number 5 here."""
    model = Model(["ministry", "factory", "towns"])
    model.options = [
        Option("modify", 0, moves="up"),
        Option("delay", 1, moves="down"),
        Option("accept", 1, moves="up"),
        Option("abandon", 1, moves="up"),
        Option("insist", 2),
    ]
    model.rules = ["abandon or (delay iff not accept)"]
    model.coalesce = ["abandon"]
    place = [1, 2, 3, 4, 9, 5, 6, 7, 8]
    model.preferences = {
        party: payoffs(*(of[p - 1] for p in place))
        for party, of in (
            ("ministry", (4, 3, 8, 7, 5, 2, 9, 6, 1)),
            ("factory", (9, 2, 4, 8, 6, 1, 3, 7, 5)),
            ("towns", (6, 2, 8, 3, 7, 4, 9, 5, 1)),
        )
    }
    return model


def prisoners():
    model = Model(["one", "two"], [Option("a", 0), Option("b", 1)])
    model.preferences = {"one": ("order", [["b"], ["not a"]]), "two": ("order", [["a"], ["not b"]])}
    return model


def test_fixed(claims, truce):
    found = answer(truce, no_gmr_equilibrium())
    claims.same(found["equilibria"]["gmr"], [], "without transitive moves a GMR equilibrium may be missing")
    claims.same(found["equilibria"]["seq"], [], "and so may a SEQ equilibrium")

    found = answer(truce, no_smr_equilibrium())["equilibria"]
    claims.same((found["smr"], found["sseq"]), ([], []), "SMR and symmetric SEQ equilibria may be missing")
    claims.claim(found["gmr"] and found["seq"], "where SMR has none, GMR and SEQ equilibria are still there")

    found = drive.verdicts(answer(truce, moving_twice()))
    claims.claim(5 in found["seq"][2], "a party may move again after another has moved: SEQ")
    found = drive.verdicts(answer(truce, winding_through_a_maze()))
    claims.claim(3 in found["gmr"][0] and 3 in found["smr"][0], "a party may move again after another: GMR and SMR")

    found = drive.verdicts(answer(truce, there_and_back()))
    claims.same([1 in found[c][0] for c in reference.CONCEPTS], [False, True, False, True, False],
                "being brought back to the start deters for GMR and SEQ, not for SMR and symmetric SEQ")  # fmt: skip
    found = answer(truce, indifferent_reply())
    claims.claim(1 in drive.verdicts(found)["gmr"][1], "a reply to an equally good state deters")
    claims.claim(1 in found["equilibria"]["gmr"], "and makes an equilibrium")

    strong, weak = [5, 8, 9], [1, 4, 5, 8, 9]
    expected = {"nash": strong, "gmr": weak, "smr": weak, "seq": strong, "sseq": strong}
    claims.same(answer(truce, groundwater())["equilibria"], expected, "the groundwater conflict, as a graph")
    place = [1, 2, 3, 4, 9, 5, 6, 7, 8]
    found = answer(truce, groundwater_in_options())
    claims.same([row["code"] for row in found["table"]][4], "---Y-", "its coalesced state stands fifth")
    claims.same({c: sorted(place[s - 1] for s in found["equilibria"][c]) for c in expected}, expected,
                "the groundwater conflict, from options")  # fmt: skip

    found = answer(truce, prisoners())["equilibria"]
    expected = {"nash": [1], "gmr": [1, 4], "smr": [1, 4], "seq": [1, 4], "sseq": [1, 4]}
    claims.same(found, expected, "two prisoners")


def test_small_games(claims, truce):
    """All 576 strict ordinal games of two parties with one option each, counted by what they lack."""
    lacking = dict.fromkeys(reference.CONCEPTS, 0)
    for first, second in product(permutations(range(4)), repeat=2):
        model = Model(["one", "two"], [Option("a", 0), Option("b", 1)])
        model.preferences = {"one": payoffs(*first), "two": payoffs(*second)}
        for concept, states in answer(truce, model)["equilibria"].items():
            lacking[concept] += not states
    claims.same(lacking, {"nash": 72, "gmr": 0, "smr": 32, "seq": 0, "sseq": 32}, "strict two by two games without")


# ---------------------------------------------------------- random theorems


def is_transitive(moves):
    return all(c == a or c in moves[a] for a in range(1, len(moves)) for b in moves[a] for c in moves[b])


def claim_inclusions(claims, seed, found):
    for narrow, wide in INCLUSIONS:
        for party, (inner, outer) in enumerate(zip(found[narrow], found[wide])):
            claims.claim(inner <= outer, f"seed {seed}, party {party}: {narrow} stability implies {wide} stability")


def claim_existence(claims, seed, graph, document):
    if all(is_transitive(moves) for moves in graph.moves):
        for concept in ("seq", "gmr"):
            states = document["equilibria"][concept]
            claims.claim(states, f"seed {seed}: moves compose, so a {concept} equilibrium exists")
        return True
    return False


def claim_the_obvious(claims, seed, graph, found):
    for party, moves in enumerate(graph.moves):
        for concept in reference.CONCEPTS:
            stuck = {s for s in graph.states() if not moves[s]}
            claims.claim(stuck <= found[concept][party], f"seed {seed}: without a move a state is {concept}-stable")
            best = {s for s in graph.states() if graph.ranks[party][s] == max(graph.ranks[party])}
            claims.claim(best <= found[concept][party], f"seed {seed}: a best state is {concept}-stable")
    if len(graph.moves) == 1:
        for concept in reference.CONCEPTS:
            claims.same(found[concept], found["nash"], f"seed {seed}: alone, {concept} stability is Nash stability")


def claim_one_step_replies(claims, seed, graph, found):
    """With two parties a reply is a single move."""
    if len(graph.moves) != 2:
        return
    for party, other in ((0, 1), (1, 0)):
        any_move, improvement = lambda x: graph.moves[other][x], lambda x: graph.improvements(other, x)
        for concept, reply in (("gmr", any_move), ("seq", improvement)):
            stable = {
                s
                for s in graph.states()
                if all(
                    any(not graph.prefers(party, y, s) for y in reply(x)) for x in graph.improvements(party, s)
                )
            }
            claims.same(found[concept][party], stable,
                        f"seed {seed}: one-step replies decide {concept} of two parties")


def claim_dummy(claims, truce, seed, model, found):
    """A party that never moves changes nothing for the others and is stable everywhere."""
    more = copy.deepcopy(model)
    more.parties.append("bystander")
    if "north" in more.preferences:
        more.preferences["bystander"] = more.preferences["north"]
    with_dummy = drive.verdicts(answer(truce, more))
    for concept in reference.CONCEPTS:
        claims.same(with_dummy[concept][:-1], found[concept],
                    f"seed {seed}: a bystander changes no {concept} verdict")
        everything = set().union(*found["nash"], *with_dummy["nash"])
        claims.claim(everything <= with_dummy[concept][-1],
                     f"seed {seed}: a bystander is {concept}-stable everywhere")


def claim_monotone(claims, truce, seed, model, found):
    """More moves of one's own can only take stability away; more moves of others cannot touch Nash stability and can
    only add to the rest."""
    rng = random.Random(seed)
    n = len(model.names)
    if n < 2:
        return
    mover = rng.choice(model.parties)
    more = copy.deepcopy(model)
    there = set(more.moves.get(mover, []))
    added = {tuple(rng.sample(range(1, n + 1), 2)) for _ in range(rng.choice([1, 1, 3, n]))}
    more.moves[mover] = sorted(there | added)
    after = drive.verdicts(answer(truce, more))
    for party, id_ in enumerate(model.parties):
        for concept in reference.CONCEPTS:
            before, now = found[concept][party], after[concept][party]
            if id_ == mover:
                claims.claim(now <= before, f"seed {seed}: own moves added only destroy {concept} stability")
            elif concept == "nash":
                claims.claim(now == before, f"seed {seed}: others' moves leave Nash stability alone")
            else:
                claims.claim(before <= now, f"seed {seed}: others' moves added only create {concept} stability")


def claim_down_sets(claims, truce, seed, model, graph, found):
    """Nash, GMR and SMR verdicts on a state depend on the party's preference only through which states are
    better than the state: all better states may be tied, and so may all others."""
    rng = random.Random(seed)
    state, party = rng.choice(graph.states()), rng.randrange(len(graph.moves))
    better = [s for s in graph.states() if graph.prefers(party, s, state)]
    others = [s for s in graph.states() if s not in better]
    flat = copy.deepcopy(model)
    flat.preferences[model.parties[party]] = ("rank", [group for group in (better, others) if group])
    after = drive.verdicts(answer(truce, flat))
    for concept in ("nash", "gmr", "smr"):
        claims.same(state in after[concept][party], state in found[concept][party],
                    f"seed {seed}: {concept} at {state} depends on what is not better than it")  # fmt: skip


def test_random(claims, truce, first, count):
    composed = 0
    for seed in range(first, first + count):
        drive.progress(seed - first, count)
        model = generate.generate(seed)
        graph = reference.build(model)
        document = answer(truce, model, random.Random(seed))
        found = drive.verdicts(document)
        claim_inclusions(claims, seed, found)
        composed += claim_existence(claims, seed, graph, document)
        claim_the_obvious(claims, seed, graph, found)
        claim_one_step_replies(claims, seed, graph, found)
        claim_down_sets(claims, truce, seed, model, graph, found)
        if seed % 3 == 0:
            claim_dummy(claims, truce, seed, model, found)
        if model.names is not None:
            claim_monotone(claims, truce, seed, model, found)
    claims.claim(composed > count // 10, f"enough models whose moves compose: {composed} of {count}")


def main():
    options = drive.options(__doc__, models=600, seed=500001)
    claims = drive.Claims()
    test_fixed(claims, options.truce)
    test_small_games(claims, options.truce)
    test_random(claims, options.truce, options.seed, options.models)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
