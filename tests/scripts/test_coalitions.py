#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`solve --coalitions` and `explain --coalition` beside the definitions, theorems, and published examples.

    test_coalitions.py TRUCE [--models N] [--seed S]
"""

import copy
import json
import random
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate"), str(TESTS / "scripts")]
import drive  # noqa: E402
import generate  # noqa: E402
import test_theorems as theorems  # noqa: E402
import truce_reference as reference  # noqa: E402
from truce_reference import Model  # noqa: E402

CONCEPTS = ["nash", "gmr", "smr", "seq", "sseq"]
WELL = """truce: 1
parties:
  - {id: north, options: [pump]}
  - {id: south, options: [sue]}
preferences:
  north: {order: [not sue, pump]}
  south: {order: [not pump, sue]}
"""


def ask(truce, text, *arguments):
    return json.loads(drive.run(truce, "solve", text, "--format", "json", "--concepts", ",".join(CONCEPTS),
                                *arguments))


def members_of(graph, entry):
    return frozenset(graph.model.parties.index(m) for m in entry["members"])


def is_way(graph, entry, start):
    """Whether the path is a legal sequence of the members' moves; where it ends."""
    at, last = start, None
    for step in entry["path"]:
        mover = graph.model.parties.index(step["party"])
        if mover == last or mover not in members_of(graph, entry) or step["to"] not in graph.moves[mover][at]:
            return None
        at, last = step["to"], mover
    return at


def compare(claims, graph, found, weak, where, asked=None, every_state=False):
    """All that the answer says of coalitions, beside the definitions."""
    asked = asked or reference.groups(graph)
    expected, stable = [], {}
    for concept in CONCEPTS:
        rows = list(graph.states()) if every_state else found["equilibria"][concept]
        held = {(s, g): reference.is_stable_for(graph, g, s, concept, weak) for s in rows for g in asked}
        stable[concept] = [s for s in rows if all(held[s, g] for g in asked)]
        expected += [(concept, s, g, held[s, g]) for s in rows for g in asked]
    told = [(e["concept"], e["state"], members_of(graph, e), e["stable"]) for e in found["coalitions"]]
    claims.same(told, expected, f"{where}: verdicts")
    claims.same(found["coalition_stable"], stable, f"{where}: stable for all of them")
    claims.same((found["coalition_stable_counts"], found["strong_count"]),
                ({concept: len(states) for concept, states in stable.items()}, len(found["strong"])),
                f"{where}: so many")
    for entry in found["coalitions"]:
        if entry["stable"]:
            claims.claim(not entry["path"], f"{where}: a coalition that stays has no path", entry)
            continue
        end = is_way(graph, entry, entry["state"])
        group = members_of(graph, entry)
        is_exit = end in reference.joint_improvements(graph, group, entry["state"], weak) and not reference.is_held(
            graph, group, entry["state"], entry["concept"], weak, end)
        claims.claim(is_exit, f"{where}: the coalition leaves by the path", entry)
    expected = {c: reference.jumps(graph, found["equilibria"][c], weak, asked) for c in CONCEPTS}
    told = {c: [(j["from"], j["to"], members_of(graph, j)) for j in found["jumps"] if j["concept"] == c]
            for c in CONCEPTS}
    claims.same({c: sorted(map(str, of)) for c, of in told.items()},
                {c: sorted(map(str, of)) for c, of in expected.items()}, f"{where}: jumps")
    for jump in found["jumps"]:
        claims.claim(is_way(graph, jump, jump["from"]) == jump["to"], f"{where}: the path of a jump", jump)
    claims.same(found["strong"], reference.strong_equilibria(graph, weak), f"{where}: strong equilibria")


def claim_theorems(claims, graph, strict, weak, where):
    """What follows from the definitions, in the answers alone. Both are of every state."""
    def verdicts(found, concept):
        return {(e["state"], members_of(graph, e)): e["stable"] for e in found["coalitions"]
                if e["concept"] == concept}

    for found in (strict, weak):
        of = {c: verdicts(found, c) for c in CONCEPTS}
        for narrow, wide in (("nash", "sseq"), ("sseq", "seq"), ("seq", "gmr"), ("nash", "smr"), ("smr", "gmr"),
                             ("sseq", "smr")):
            claims.claim(all(of[wide][key] for key, is_stable in of[narrow].items() if is_stable),
                         f"{where}: {narrow} implies {wide} for each coalition")
        everybody = frozenset(range(len(graph.moves)))
        for s in graph.states():
            claims.claim(len({of[c][s, everybody] for c in CONCEPTS}) == 1,
                         f"{where}, state {s}: for all parties together the five are one")
        claims.claim(set(found["strong"]) <= set(found["equilibria"]["nash"]), f"{where}: strong implies Nash")
        claims.same(found["coalition_stable"]["nash"], found["strong"], f"{where}: strong is Nash for all")
        for party in everybody:
            for c in CONCEPTS:
                alone = {s for s in graph.states() if of[c][s, frozenset({party})]}
                individual = {row["state"] for row in found["table"]
                              if graph.model.parties[party] in row["stable"][c]}
                claims.same(alone, individual, f"{where}: a coalition of one is the party, {c}")
    for c in CONCEPTS:
        both = verdicts(strict, c), verdicts(weak, c)
        claims.claim(all(both[0][key] for key, is_stable in both[1].items() if is_stable),
                     f"{where}: weakly stable implies strictly stable, {c}")


# ------------------------------------------------------------ fixed examples


def claim_of(truce, model, *arguments):
    return ask(truce, generate.write(model, random.Random(0)), *arguments)


def test_groundwater(claims, truce):
    """The best-known jump of the literature: ministry and factory go from 5 to 8, through a state that is worse for
    the one that moves first."""
    model = theorems.groundwater()
    found = claim_of(truce, model, "--coalitions", "ministry+factory", "--rows", "all")
    unstable = [e["state"] for e in found["coalitions"] if e["concept"] == "nash" and not e["stable"]]
    claims.same(unstable, [2, 5, 6], "ministry and factory improve from 2, 5 and 6")
    ends = {e["state"]: e["path"][-1]["to"] for e in found["coalitions"] if e["concept"] == "nash" and e["path"]}
    claims.same(ends, {2: 4, 5: 8, 6: 8}, "to 4, 8 and 8")
    found = claim_of(truce, model, "--coalitions", "all")
    jumps = [(j["from"], j["to"], j["members"]) for j in found["jumps"] if j["concept"] == "nash"]
    claims.same(jumps, [(5, 8, ["ministry", "factory"])], "the one jump between Nash equilibria")
    claims.same(found["strong"], [8, 9], "strong equilibria")
    found = claim_of(truce, theorems.groundwater_in_options(), "--coalitions", "factory+ministry")
    claims.same(found["strong"], [5, 9], "the same from options, where states have other numbers")


def test_well(claims, truce):
    found = ask(truce, WELL, "--coalitions", "north+south", "--rows", "all")
    for concept in CONCEPTS:
        held = [e["state"] for e in found["coalitions"] if e["concept"] == concept and e["stable"]]
        claims.same(held, [1, 2, 3], f"two neighbours: stable for both together under {concept}")
    jumps = [(j["from"], j["to"], j["members"]) for j in found["jumps"] if j["concept"] == "seq"]
    claims.same(jumps, [(4, 1, ["north", "south"])], "two neighbours: the jump")
    claims.same(found["strong"], [], "two neighbours: no strong equilibrium")
    either = WELL.replace("preferences:", "feasible: [pump iff not sue]\npreferences:")
    either = either.replace("[not sue, pump]", "[sue]").replace("[not pump, sue]", "[sue]")
    found = ask(truce, either, "--coalitions", "all", "--rows", "all")
    claims.same(found["strong"], [1, 2], "nobody gets through a combination that does not exist")
    claims.claim(all(e["stable"] for e in found["coalitions"]), "not together either")


def plain(names, moves, preferences):
    model = Model(sorted(moves), names=names)
    model.moves = {p: theorems.arcs(of) for p, of in moves.items()}
    model.preferences = {p: ("rank", [[s] for s in of]) for p, of in preferences.items()}
    return model


def answered_by_parts(graph, others, x):
    """What the others bring about if coalitions of theirs answer, each by improvements of its own, the same one never
    twice in a row."""
    found, waiting = set(), [(x, None)]
    parts = [g for g in reference.groups(graph) if g <= others]
    for state, last in waiting:
        for part in parts:
            for to in reference.joint_improvements(graph, part, state) if part != last else ():
                if (to, part) not in found:
                    found.add((to, part))
                    waiting.append((to, part))
    return {state for state, _ in found}


def seq_by_parts(graph, group, start):
    others = frozenset(range(len(graph.moves))) - group
    return all(
        any(not reference.better_for(graph, group, y, start) for y in answered_by_parts(graph, others, x))
        for x in reference.joint_improvements(graph, group, start)
    )


def test_why_single_answers(claims, truce):
    """Why only single parties answer: with answers by coalitions two things that should hold do not."""
    model = plain(["s1", "s2", "s3", "s4"], {"a": "1-3 2-1", "b": "3-2", "c": "2-4"},
                  {"a": [3, 1, 2, 4], "b": [2, 1, 3, 4], "c": [1, 3, 2, 4]})
    graph, b = reference.build(model), frozenset({1})
    claims.claim(seq_by_parts(graph, b, 3) != reference.seq(graph, 1, 3),
                 "with answers by coalitions, a coalition of one is not the party")
    found = {(e["state"], tuple(e["members"])): e["stable"]
             for e in claim_of(truce, model, "--coalitions", "all", "--rows", "all")["coalitions"]
             if e["concept"] == "seq"}
    claims.same(found[3, ("b",)], reference.seq(graph, 1, 3), "with single answers it is")
    model = plain(["s1", "s2", "s3", "s4"], {"a": "1-4 2-1 4-3", "b": "2-1 2-3 4-2", "c": ""},
                  {"a": [2, 4, 3, 1], "b": [3, 1, 2, 4], "c": [3, 1, 2, 4]})
    graph, a = reference.build(model), frozenset({0})
    claims.claim(seq_by_parts(graph, a, 1) and not reference.is_stable_for(graph, a, 1, "gmr"),
                 "with answers by coalitions, SEQ does not imply GMR")
    found = claim_of(truce, model, "--coalitions", "all", "--rows", "all")
    stable = {c: [e["stable"] for e in found["coalitions"] if e["concept"] == c] for c in ("seq", "gmr")}
    claims.claim(all(g or not s for s, g in zip(stable["seq"], stable["gmr"])), "with single answers it does")


def test_fixed_option(claims, truce):
    """What nobody can move keeps regions apart, also for the parties that answer."""
    model = generate.generate(9028)
    graph = reference.build(model)
    found = claim_of(truce, model, "--coalitions", "all", "--rows", "all", "--improvement", "weak", "--limit", "0")
    compare(claims, graph, found, True, "an option that never moves", every_state=True)


def within(graph, group, start, steps):
    """What the members bring about by legal sequences of at most so many moves."""
    last, found = {(start, None)}, set()
    for _ in range(steps):
        last = {(to, p) for state, before in last for p in group if p != before for to in graph.moves[p][state]}
        found |= {state for state, _ in last}
    return found


def surpasses(graph, group, one, other):
    likes = lambda p: graph.ranks[p][one] - graph.ranks[p][other]  # noqa: E731
    members, others = [likes(p) for p in group], [likes(p) for p in range(len(graph.ranks)) if p not in group]
    most = members if any(members) else others
    return min(members) >= 0 and min(most, default=0) >= 0 and max(most, default=0) > 0


def wrong_in_reason(graph, verdict, weak):
    """What is wrong with a verdict that `explain --coalition` tells, or None: each list against the definitions."""
    group, start, concept = members_of(graph, verdict), verdict["state"], verdict["concept"]
    others, improving = frozenset(range(len(graph.moves))) - group, concept in ("seq", "sseq")
    better = reference.joint_improvements(graph, group, start, weak)
    held = {x: reference.is_held(graph, group, start, concept, weak, x) for x in better}
    if verdict["stable"] != all(held.values()):
        return "the verdict"
    told = [i["to"] for i in verdict["improvements"]]
    if verdict["stable"] and sorted(told) != sorted(better) or not verdict["stable"] and len(told) != 1:
        return f"improvements {told} of {better}"
    for one in verdict["improvements"]:
        if not verdict["stable"]:
            near = within(graph, group, start, len(one["path"])) & {x for x in better if not held[x]}
            if any(surpasses(graph, group, x, one["to"]) for x in near):
                return f"{one['to']}, of {near}, of which one surpasses it"
        end = is_way(graph, {**verdict, "path": one["path"]}, start)
        if end != one["to"] or one["sanctioned"] != held[end]:
            return f"the way to {one['to']}, or its verdict"
        if one["sanctioned"]:
            answers = {"members": [graph.model.parties[p] for p in others], "path": one["replies"]}
            end = is_way(graph, answers, one["to"])
            if end is None or reference.better_for(graph, group, end, start, weak):
                return f"the answer to {one['to']}"
            on = reference.brought_about(graph, group, end) if concept in ("smr", "sseq") else set()
            if sorted(one["counters"]) != sorted(on - {end}):  # to come back there is none
                return f"counters {one['counters']} instead of {on}"
        elif concept != "nash":
            reach = reference.brought_about(graph, others, one["to"], improving)
            if {r["state"] for r in one["reach"]} != reach - {one["to"]}:  # a return there is no answer
                return f"reach {one['reach']} after {one['to']}, not {reach}"
            for r in one["reach"]:
                on = reference.brought_about(graph, group, r["state"])
                is_escape = r["escape"] in on and reference.better_for(graph, group, r["escape"], start, weak)
                if r["escape"] is not None and not is_escape:
                    return f"the escape {r['escape']}"
                if r["escape"] is None and not reference.better_for(graph, group, r["state"], start, weak):
                    return f"{r['state']} sanctions"
    return None


def claim_reasons(claims, truce, graph, text, number):
    rng = random.Random(number)
    group = rng.choice([g for g in reference.groups(graph) if len(g) > 1])
    names, state, weak = [graph.model.parties[p] for p in group], rng.choice(graph.states()), rng.random() < 0.4
    found = json.loads(drive.run(truce, "explain", text, "--coalition", "+".join(names), "--state", str(state),
                                 "--improvement", "weak" if weak else "strict", "--concepts", ",".join(CONCEPTS),
                                 "--verify", "--format", "json"))
    claims.same([v["concept"] for v in found["coalitions"]], CONCEPTS, f"seed {number}: a verdict for each concept")
    for verdict in found["coalitions"]:
        wrong = wrong_in_reason(graph, verdict, weak)
        claims.claim(wrong is None, f"seed {number}: {names} at {state}, {verdict['concept']}: {wrong}")


def test_counters(claims, truce):
    """What the members bring about from an answer is told once, also what several of them come to."""
    for number in (1488, 1934):
        model = generate.generate(number)
        text = generate.write(model, random.Random(number))
        claim_reasons(claims, truce, reference.build(model), text, number)


def test_refusals(claims, truce):
    for words, said in {
        ("--coalitions", "north"): "two parties or more",
        ("--coalitions", "north+north"): "twice",
        ("--coalitions", "north+soth"): "did you mean 'south'",
        ("--coalitions", "north+south,south+north"): "named twice",
        ("--coalitions", "north+"): "there is no party ''",
        ("--improvement", "weak"): "goes with --coalitions",
        ("--coalitions", "all", "--rules", "matrix"): "by the rules of truce alone",
        ("--coalitions", "all", "--concepts", "mr2"): "none of these concepts is defined for coalitions",
    }.items():
        try:
            drive.run(truce, "solve", WELL, *words)
            claims.claim(False, f"{words} is accepted")
        except drive.Refused as refused:
            claims.claim("exit status 2" in str(refused) and said in str(refused), f"{words} is refused", refused)
    for words, said in {
        ("--coalition", "all"): "name the coalitions to explain",
        ("--coalition", "north+south", "--party", "north"): "not both",
        ("--improvement", "weak"): "goes with --coalition",
        ("--coalition", "north+south", "--rules", "matrix"): "by the rules of truce alone",
        ("--coalition", "north+south", "--concepts", "mr2"): "none of these concepts is defined for coalitions",
    }.items():
        try:
            drive.run(truce, "explain", WELL, "--state", "1", *words)
            claims.claim(False, f"explain {words} is accepted")
        except drive.Refused as refused:
            claims.claim("exit status 2" in str(refused) and said in str(refused), f"explain {words}", refused)
    found = json.loads(drive.run(truce, "solve", WELL, "--coalitions", "all", "--concepts", "nash,mr2", "--format",
                                 "json"))
    claims.same(list(found["coalition_stable"]), ["nash"], "concepts not defined for coalitions are left out")
    claims.claim("coalition_reading" not in found, "there is one reading of a model that leaves nothing open")


def test_open_model(claims, truce):
    open_model = WELL.replace("[not pump, sue]", "[either: [[not pump, sue], [sue, not pump]]]")
    words = ("solve", open_model, "--coalitions", "all", "--concepts", "nash")
    found = json.loads(drive.run(truce, *words, "--format", "json"))
    claims.same(found["coalition_reading"], "first", "coalitions of an open model are those of one completion")
    claims.claim("looked at in the first completion only" in drive.run(truce, *words).decode(), "and people are told")


def test_forms(claims, truce):
    """Threads change nothing; tables have a row for each verdict."""
    text = generate.write(theorems.groundwater(), random.Random(0))
    one, two = (drive.run(truce, "solve", text, "--coalitions", "all", "--format", "json", "--threads", n)
                for n in ("1", "2"))
    claims.same(one, two, "one thread and two")
    whole = json.loads(one)
    for table in ("coalitions", "jumps", "strong"):
        rows = drive.run(truce, "solve", text, "--coalitions", "all", "--format", "csv", "--table", table)
        claims.same(len(rows.decode().splitlines()) - 1, len(whole[table]), f"rows of the table of {table}")
    for limit in (1, 5, 20):
        cut = json.loads(drive.run(truce, "solve", text, "--coalitions", "all", "--format", "json", "--limit",
                                   str(limit)))
        claims.same(cut["coalitions"], whole["coalitions"][:limit], f"the first {limit} verdicts")
        claims.same(cut["jumps"], whole["jumps"][:limit], f"the first {limit} jumps")
        claims.same(cut["truncated"], True, "cut")


# ---------------------------------------------------------------- random models


def with_idle_party(model):
    """The same with one party more, which never moves and prefers states of its own choice."""
    other = copy.deepcopy(model)
    other.parties = model.parties + ["onlooker"]
    return other


def test_random(claims, truce, models, seed):
    compared, number = 0, seed - 1
    while compared < models:
        number += 1
        rng = random.Random(number)
        model = generate.generate(number)
        graph = reference.build(model)
        if len(graph.members) > 26 or len(graph.moves) > 4:
            continue
        compared += 1
        drive.progress(compared, models)
        text = generate.write(model, rng)
        found = {}
        for kind in ("strict", "weak"):
            found[kind] = ask(truce, text, "--coalitions", "all", "--rows", "all", "--improvement", kind, "--limit",
                              "0")
            compare(claims, graph, found[kind], kind == "weak", f"seed {number}, {kind}", every_state=True)
        claim_theorems(claims, graph, found["strict"], found["weak"], f"seed {number}")
        if len(graph.moves) > 1:
            claim_reasons(claims, truce, graph, text, number)
        if number % 4 == 0:
            drive.run(truce, "solve", text, "--coalitions", "all", "--rows", "all", "--verify", "--concepts", "all",
                      "--format", "json", "--improvement", rng.choice(["strict", "weak"]))
        if number % 4 == 1:
            one = ask(truce, text, "--coalitions", "all")
            compare(claims, graph, one, False, f"seed {number}, equilibria")
            idle = ask(truce, generate.write(with_idle_party(model), rng), "--coalitions", "all")
            claims.same(idle["strong"], one["strong"], f"seed {number}: a party that never moves")
        if number % 4 == 2 and len(graph.moves) > 1:
            asked = [g for g in reference.groups(graph) if len(g) > 1]
            asked = rng.sample(asked, rng.randint(1, len(asked)))
            names = [[model.parties[p] for p in g] for g in asked]
            for of in names:
                rng.shuffle(of)
            some = ask(truce, text, "--coalitions", ",".join("+".join(of) for of in names))
            compare(claims, graph, some, False, f"seed {number}, some", asked=asked)


def main():
    args = drive.options(__doc__, models=120, seed=1)
    claims = drive.Claims()
    for test in (test_groundwater, test_well, test_why_single_answers, test_fixed_option, test_counters,
                 test_refusals, test_open_model, test_forms):
        test(claims, args.truce)
    test_random(claims, args.truce, args.models, args.seed)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
