#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The reference itself, on which all comparisons rest, checked by even simpler means.

    test_reference.py [TRUCE]       the command is not used

Legal sequences are written out one by one; statements are read back from the text the generator writes; truth in
coalesced states is compared with a table; the witness checker has to refuse what is false.
"""

import copy
import random
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402
import truce_reference as reference  # noqa: E402
from truce_reference import Model, Option  # noqa: E402


def written_out(graph, party, start, improving, longest):
    """The ends of all legal sequences of at most `longest` moves, each sequence followed on its own."""
    ends, sequences = set(), [(start, None)]
    for _ in range(longest):
        longer = []
        for state, last in sequences:
            for mover in range(len(graph.moves)):
                if mover == party or mover == last:
                    continue
                for to in graph.moves[mover][state]:
                    if not improving or graph.prefers(mover, to, state):
                        longer.append((to, mover))
        ends |= {state for state, _ in longer}
        sequences = longer[:20000]
    return ends


def test_sequences(claims):
    """On small graphs, the sequences of up to eight moves reach all that the search finds."""
    compared = 0
    for seed in range(600):
        graph = reference.build(generate.generate(seed))
        if len(graph.members) > 6 or len(graph.moves) > 3:
            continue
        for party in range(len(graph.moves)):
            for improving in (False, True):
                start = seed % (len(graph.members) - 1) + 1
                found = reference.reachable(graph, party, start, improving)
                plain = written_out(graph, party, start, improving, 8)
                compared += bool(found)
                claims.same(found, plain, f"seed {seed}: what others than {party} can bring about from {start}")
    claims.claim(compared > 30, f"enough graphs with replies: {compared}")


def test_closure(claims):
    """Where moves compose, the rule against moving twice in a row changes nothing but perhaps the start."""
    compared = 0
    for seed in range(400):
        graph = reference.build(generate.generate(seed))
        compose = all(
            c == a or c in moves[a] for moves in graph.moves for a in graph.states() for b in moves[a]
            for c in moves[b]
        )
        if not compose or len(graph.members) > 40:
            continue
        for party in range(len(graph.moves)):
            start = seed % (len(graph.members) - 1) + 1
            closure, waiting = set(), [start]
            for state in waiting:
                for mover in set(range(len(graph.moves))) - {party}:
                    new = graph.moves[mover][state] - closure
                    closure |= new
                    waiting += new
            found = reference.reachable(graph, party, start)
            compared += bool(found)
            claims.same(found - {start}, closure - {start}, f"seed {seed}: closure and legal sequences")
    claims.claim(compared > 30, f"enough graphs whose moves compose: {compared}")


def in_order(tree):
    """The tree with the levels of `in` sorted, which stand in no order."""
    if tree[0] == "atom":
        return (*tree[:3], tuple(sorted(tree[3])))
    return tuple(in_order(part) if isinstance(part, tuple) else part for part in tree)


def test_statements(claims):
    model = Model(["p"], [Option("a", 0), Option("b", 0), Option("c", 0), Option("w", 0, ["none", "some", "all"])])
    model.outcomes = {"deal": ("atom", "a", "taken", ())}
    a, b, c = (("atom", id_, "taken", ()) for id_ in "abc")
    for text, tree in {
        "not a and b": ("and", ("not", a), b),
        "a or b and c": ("or", a, ("and", b, c)),
        "a or b implies c": ("implies", ("or", a, b), c),
        "a implies b implies c": ("implies", a, ("implies", b, c)),
        "a if b": ("implies", b, a),
        "a iff b implies c": ("iff", a, ("implies", b, c)),
        "a <-> b | !c": ("iff", a, ("or", b, ("not", c))),
        "a & (b -> c)": ("and", a, ("implies", b, c)),
        "!w = some": ("not", ("atom", "w", "=", ("some",))),
        "w in (some, all) or deal": ("or", ("atom", "w", "in", ("some", "all")), ("outcome", "deal")),
        "exactly one of (a, b or c)": ("exactly", 1, (a, ("or", b, c))),
        "not at most 2 of (a) and b": ("and", ("not", ("at most", 2, (a,))), b),
        "at least 0 of (exactly 1 of (a, b), c)": ("at least", 0, (("exactly", 1, (a, b)), c)),
        "w<=some & w!=none": ("and", ("atom", "w", "<=", ("some",)), ("atom", "w", "!=", ("none",))),
    }.items():
        claims.same(reference.tree_of(model, text), tree, f"how '{text}' is read")
    for text in ("a b", "(a", "a = ", "w in ()", "w = much", "nobody", "a implies b if c", "not", "a ? b", "",
                 "exactly 1 of ()", "at most of (a)", "at most 1 (a)", "exactly 1 of (a"):
        try:
            claims.claim(False, f"'{text}' was read as {reference.tree_of(model, text)}")
        except (ValueError, IndexError):
            claims.claim(True, f"'{text}' is refused")
    for seed in range(1500):
        model, rng = generate.generate(seed), random.Random(seed)
        tree = generate.some_statement(rng, model, 4)
        text = generate.statement_text(tree, rng)
        claims.same(in_order(reference.tree_of(model, text)), in_order(tree), f"'{text}' read back")


def test_unknown(claims):
    """Two members: `a` differs, `b` holds in both, `w` differs but is above its first level in both."""
    model = Model(["p"], [Option("a", 0), Option("b", 0), Option("w", 0, ["none", "some", "all"])])
    model.outcomes = {"mixed": "a"}
    members = [(0, 1, 1), (1, 1, 2)]
    for text, truth in {
        "a": None, "not a": None, "b": True, "w": True, "w = some": None, "w != none": True, "w in (some, all)": True,
        "a and b": None, "a and not b": False, "a or b": True, "a or not b": None, "a or not a": None,
        "a implies b": True, "b implies a": None, "not b implies a": True, "a iff a": None, "a iff b": None,
        "exactly 1 of (a, b)": None, "at least 1 of (a, b)": True, "at most 1 of (a, not b)": True,
        "exactly 2 of (a, not b)": False, "exactly 1 of (a, not a)": None, "at most 2 of (a, a, a)": None,
        "mixed": None, "not mixed": None, "mixed or b": True, "true": True, "a and false": False,
    }.items():  # fmt: skip
        found = reference.value(model, reference.tree_of(model, text), members)
        claims.same(found, truth, f"'{text}' where members differ")


def test_states(claims):
    stepped = Option("b", 0, ["low", "mid", "high"], step=1)
    model = Model(["p", "q"], [Option("a", 0), stepped, Option("c", 1, moves="up")])
    graph = reference.build(model)
    claims.same(graph.codes[1:6], ["N0N", "Y0N", "N1N", "Y1N", "N2N"], "the first option varies fastest")
    claims.same(graph.moves[0][1], {2, 3, 4}, "several own options at once, one level at a time")
    claims.same((graph.moves[1][1], graph.moves[1][7]), ({7}, set()), "an option that only goes up")
    model.coalesce = ["a and b = high", "c and b = high"]
    graph = reference.build(model)
    claims.same(graph.codes[6:], ["-2-", "N0Y", "Y0Y", "N1Y", "Y1Y"], "classes that share a member become one")
    claims.same(graph.moves[0][6], {3, 4, 5, 9, 10}, "a coalesced state moves as any member does")
    model.rules, model.coalesce = ["not (b = mid)"], []
    graph = reference.build(model)
    claims.same((len(graph.codes) - 1, graph.moves[0][1]), (8, {2}), "a step cannot lead over a gap")


def test_checker(claims):
    """A true witness passes; each way of spoiling it is noticed."""
    model = Model(["one", "two"], names=["s", "x", "y", "z"])
    model.moves = {"one": [(1, 2), (3, 4)], "two": [(2, 3)]}
    model.preferences = {"one": ("rank", [[2], [4], [1], [3]]), "two": ("rank", [["rest"]])}
    graph = reference.build(model)
    step = {"to": 2, "code": "x"}
    sanctioned = {**step, "sanctioned": True, "replies": [{"party": "two", "to": 3}]}
    reach = {"state": 3, "party": "two", "parent": None, "escape": 4}
    true = {"state": 1, "code": "s", "party": "one", "concept": "gmr", "stable": True, "improvements": [sanctioned]}
    unsanctioned = {**step, "sanctioned": False, "reach": [reach]}
    escaped = {**true, "concept": "smr", "stable": False, "improvements": [unsanctioned]}
    claims.same(reference.check_witness(graph, true), [], "a true reason for stability")
    claims.same(reference.check_witness(graph, escaped), [], "a true reason for instability")

    def spoiled(witness, what, change):
        other = copy.deepcopy(witness)
        change(other, other["improvements"][0] if other["improvements"] else None)
        claims.claim(reference.check_witness(graph, other), f"noticed: {what}")

    spoiled(true, "the wrong verdict", lambda w, i: w.update(stable=False))
    spoiled(true, "an improvement left out", lambda w, i: w.update(improvements=[]))
    spoiled(true, "no reply", lambda w, i: i.update(replies=[]))
    spoiled(true, "a reply by the party itself", lambda w, i: i["replies"][0].update(party="one"))
    spoiled(true, "a reply that is no move", lambda w, i: i["replies"][0].update(to=4))
    spoiled(true, "a reply by the same party twice", lambda w, i: i["replies"].append({"party": "two", "to": 3}))
    spoiled(true, "a reply that improves for nobody, under SEQ", lambda w, i: w.update(concept="seq"))
    spoiled(true, "counter-moves forgotten, under SMR", lambda w, i: w.update(concept="smr"))
    spoiled(true, "counter-moves under GMR", lambda w, i: i.update(counters=[4]))
    spoiled(true, "a wrong code", lambda w, i: w.update(code="x"))
    spoiled(escaped, "no escape from a sanction", lambda w, i: i["reach"][0].update(escape=None))
    spoiled(escaped, "an escape that is no move", lambda w, i: i["reach"][0].update(escape=2))
    spoiled(escaped, "a state left out", lambda w, i: i.update(reach=[]))
    spoiled(escaped, "a parent that comes later", lambda w, i: i["reach"][0].update(parent=0))
    spoiled(escaped, "an escape where nobody looks for one", lambda w, i: w.update(concept="gmr"))


def main():
    claims = drive.Claims()
    for test in (test_statements, test_unknown, test_states, test_sequences, test_closure, test_checker):
        test(claims)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
