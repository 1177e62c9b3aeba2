#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Open models: what is stable in all completions, and what in some.

    test_completions.py TRUCE [--models N] [--seed S]

Random models with `either` are solved by the command, and by the reference completion by completion. Reasons of open
verdicts are followed to the completions that they name. Then the worked example of the manual, what is proved about
preferences that are partial orders, what is refuted about lists of alternatives, and what must make no difference.
"""
import itertools
import json
import random
import re
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402
import truce_reference as reference  # noqa: E402

claims = drive.Claims(most_shown=5)
claim = claims.claim
OWN = ("nash", "gmr", "smr")


# --------------------------------------------------------- the reference's answer


def expected(model):
    """What `solve` says of verdicts, as JSON has it."""
    answer, states = {}, range(1, len(reference.build(reference.all_completions(model)[0][0]).members))
    for c, (certain, maybe, held, may_hold) in reference.solve_open(model).items():
        answer[c] = {
            "stable": [[p for p, s in zip(model.parties, certain) if state in s] for state in states],
            "maybe": [[p for p, s in zip(model.parties, maybe) if state in s] for state in states],
            "equilibria": sorted(held), "maybe_equilibria": sorted(may_hold)}
    return answer


def told(document):
    return {c: {"stable": [row["stable"][c] for row in document["table"]],
                "maybe": [row["maybe"][c] for row in document["table"]],
                "equilibria": document["equilibria"][c], "maybe_equilibria": document["maybe_equilibria"][c]}
            for c in document["concepts"]}


def choices_of(paths):
    """{path of an `either`: alternative} of what a reason says that it takes."""
    pairs = (path.rsplit(".either.", 1) for path in paths)
    return {path: int(taken) for path, taken in pairs}


def wrong_reason(model, document):
    """What is wrong with the reasons of one state, or None."""
    made = [(reference.build(known), choices) for known, choices in reference.all_completions(model)]
    for verdict in document["verdicts"]:
        c, party = verdict["concept"], model.parties.index(verdict["party"])
        sides = verdict.get("completions", [])
        truths = {reference.CONCEPTS[c](graph, party, verdict["state"]) for graph, _ in made}
        if (truths == {True}, len(truths) == 2) != (verdict["stable"], verdict.get("maybe", False)):
            return f"{verdict} where completions say {truths}"
        if [side["stable"] for side in sides] != ([True, False] if len(truths) == 2 else []):
            return f"not one reason for each side: {verdict}"
        for side in sides or [dict(verdict, alternatives=[])]:
            taken = choices_of(one["path"] for one in side["alternatives"])
            fitting = [g for g, choices in made if all(choices.get(path) == t for path, t in taken.items())]
            if not fitting or (sides and c not in OWN and len(fitting) != 1):
                return f"{len(fitting)} completions have {taken}"
            as_known = {**verdict, **{key: side[key] for key in ("stable", "improvements", "text")}}
            graphs = [fitting[0]] if sides else [made[0][0]]
            for complaint in itertools.chain(*(reference.check_witness(g, as_known) for g in graphs)):
                return complaint
    return None


def random_models(truce, first, count):
    for seed in range(first, first + count):
        model = generate.generate_open(seed)
        text = generate.text_of(seed, model)
        extra = ["--verify"] if seed % 5 == 0 else []
        try:
            document = drive.solve(truce, text, *extra)
            complaint = None if told(document) == expected(model) else f"{told(document)}\nnot {expected(model)}"
            if not complaint and seed % 3 == 0:
                state = random.Random(seed).randint(1, len(document["table"]))
                complaint = wrong_reason(model, drive.explain(truce, text, "--verify", "--state", str(state),
                                                              "--concept", drive.ALL))
        except drive.Refused as refusal:
            complaint = str(refusal)
        if not claim(complaint is None, f"open model {seed}", complaint, text):
            return


# --------------------------------------------------------------- worked example

EXAMPLE = """truce: 1
parties:
  - {{id: north, options: [pump]}}
  - {{id: south, options: [sue]}}
preferences:
  north: {{order: [not sue, pump]}}
  south: {{order: [{}]}}
"""
OPEN = "{either: [[not pump, sue], [sue, not pump]]}"


def worked_example(truce):
    answer = told(drive.solve(truce, EXAMPLE.format(OPEN)))
    certain = {c: [s for s, of in enumerate(answer[c]["stable"], 1) if "south" in of] for c in answer}
    maybe = {c: [s for s, of in enumerate(answer[c]["maybe"], 1) if "south" in of] for c in answer}
    claims.same(certain, {c: [3, 4] for c in answer}, "3 and 4 are certainly stable for south")
    claims.same(maybe, {c: [] if c == "nash" else [1] for c in answer}, "1 may be, but under Nash")
    claims.same([answer[c]["equilibria"] for c in answer], [[4]] * 5, "4 is certainly an equilibrium")
    claims.same([answer[c]["maybe_equilibria"] for c in answer], [[]] + [[1]] * 4, "1 may be one, but under Nash")
    north = [row for c in answer for row in answer[c]["maybe"] if "north" in row]
    claims.same(north, [], "nothing is open for north")


# ---------------------------------------------------- partial orders and lists


def weak_orders(items):
    """Every way to rank the items with ties, best first."""
    items = list(items)
    if not items:
        yield []
    for size in range(1, len(items) + 1):
        for best in itertools.combinations(items, size):
            for rest in weak_orders([i for i in items if i not in best]):
                yield [sorted(best)] + rest


def pairwise(graph, may, must, concept, i, s):
    """(a, d) of one concept: leave by May and sanction by not May; leave by Must and sanction by not Must."""
    verdicts = []
    for leaves, better in ((may, may), (must, must)):
        def is_sanction(y):
            return not better[y, s] and (concept != "smr" or not any(better[z, s] for z in graph.moves[i][y]))
        verdicts.append(all(
            not leaves[x, s] or (concept != "nash" and any(
                is_sanction(y) for y in reference.reachable(graph, i, x)))
            for x in graph.moves[i][s]))
    return tuple(verdicts)


def may_and_must(rankings, n):
    """Which states are preferred to which in some ranking, and in all."""
    places = [{s: place for place, group in enumerate(r) for s in group} for r in rankings]
    pairs = list(itertools.product(range(1, n + 1), repeat=2))
    return ({(a, b): any(p[a] < p[b] for p in places) for a, b in pairs},
            {(a, b): all(p[a] < p[b] for p in places) for a, b in pairs})


def open_graph(rng, rankings, n):
    model = reference.Model(["north", "south"], names=[f"s{k}" for k in range(1, n + 1)])
    model.moves = {p: [arc for arc in itertools.permutations(range(1, n + 1), 2) if rng.random() < 0.4]
                   for p in model.parties}
    model.preferences = {"north": ("either", [("rank", r) for r in rankings]),
                         "south": ("rank", [[s] for s in range(1, n + 1)])}
    return model


def solved_by_command(truce, model, concepts):
    return told(drive.solve(truce, generate.text_of(1, model), concepts=",".join(concepts)))


def partial_orders(truce):
    """What is certain for a partial order, completed in all ways, follows from its pairs alone."""
    rng, n = random.Random("partial orders"), 4
    everything = list(weak_orders(range(1, n + 1)))
    for _ in range(12):
        order = rng.sample(range(1, n + 1), n)
        known = [(a, b) for a, b in itertools.combinations(order, 2) if rng.random() < 0.4]
        rankings = [r for r in everything if all(
            next(k for k, g in enumerate(r) if a in g) < next(k for k, g in enumerate(r) if b in g)
            for a, b in known)]
        if len(rankings) < 2:
            continue
        model = open_graph(rng, rankings, n)
        graph = reference.build(reference.all_completions(model)[0][0])
        may, must = may_and_must(rankings, n)
        answer = solved_by_command(truce, model, OWN)
        for c in OWN:
            found = [("north" in answer[c]["stable"][s - 1],
                      "north" in answer[c]["stable"][s - 1] or "north" in answer[c]["maybe"][s - 1])
                     for s in range(1, n + 1)]
            formula = [pairwise(graph, may, must, c, 0, s) for s in range(1, n + 1)]
            claims.same(found, formula, f"{c}: pairs are enough for the partial order {known}")


def refuted(truce):
    """For lists of alternatives pairs are not enough: a certain verdict that no pair shows, and a pair that promises
    too much."""
    # south answers 2 by 3 or 4, of which 3 is no better than 1 in the one ranking and 4 in the other
    lists = [[[4], [2], [1], [3]], [[3], [2], [1], [4]]]
    model = reference.Model(["north", "south"], names=["s1", "s2", "s3", "s4"],
                            moves={"north": [(1, 2)], "south": [(2, 3), (2, 4)]},
                            preferences={"north": ("either", [("rank", r) for r in lists])})
    may, must = may_and_must(lists, 4)
    graph = reference.build(reference.all_completions(model)[0][0])
    claims.same(pairwise(graph, may, must, "gmr", 0, 1)[0], False, "the pairs do not show that 1 is stable")
    answer = solved_by_command(truce, model, ["gmr"])
    claims.same(answer["gmr"]["stable"][0], ["north", "south"], "in every completion it is, each by another reply")
    # north leaves 1 for 2 in the one ranking, for 3 in the other
    lists = [[[2], [1], [3], [4]], [[3], [1], [2], [4]]]
    model = replace(model, moves={"north": [(1, 2), (1, 3)], "south": []},
                    preferences={"north": ("either", [("rank", r) for r in lists])})
    may, must = may_and_must(lists, 4)
    graph = reference.build(reference.all_completions(model)[0][0])
    claims.same(pairwise(graph, may, must, "nash", 0, 1)[1], True, "no pair shows that north leaves 1")
    answer = solved_by_command(truce, model, ["nash"])["nash"]
    claims.same((answer["stable"][0], answer["maybe"][0]), (["south"], []), "in every completion it does, each time "
                "for another state")


def joint_equilibria(truce):
    """Each party may be stable, but in no completion both."""
    model = reference.Model(["north", "south"], [reference.Option("pump", 0), reference.Option("sue", 1)])
    pump, sue = ("atom", "pump", "taken", ()), ("atom", "sue", "taken", ())
    seen = 0
    rng = random.Random("joint")
    for _ in range(400):
        trees = [generate.some_statement(rng, model, 1) for _ in range(6)]
        model.preferences = {"north": ("order", [("either", [[trees[0], trees[1]], [trees[2]]]), [pump]]),
                             "south": ("order", [("either", [[trees[3], trees[4]], [trees[5]]]), [sue]])}
        possible = reference.solve_open(model, ["seq"])["seq"]
        for s in range(1, 5):
            all_may = all(s in certain or s in maybe for certain, maybe in zip(*possible[:2]))
            if not all_may or s in possible[2] | possible[3]:
                continue
            seen += 1
            if seen > 5:
                return
            answer = told(drive.solve(truce, generate.text_of(1, model)))["seq"]
            claim(s not in answer["maybe_equilibria"] + answer["equilibria"],
                  f"{s} is no equilibrium of any completion", generate.text_of(1, model))
            text = drive.run(truce, "solve", generate.text_of(1, model), "--concepts", "seq", "--where", str(s))
            claim(b"for state 0" not in text, "who leaves it is told of a completion", text.decode())
    claim(seen > 0, "there are such states")


def mixed(truce):
    """Each party by a concept of its own; one completion must serve all."""
    for seed in range(100, 115):
        rng, model = random.Random(seed), generate.generate_open(seed)
        own = {p: rng.choice(list(reference.CONCEPTS)) for p in model.parties}
        behaviour = "behaviour: {" + ", ".join(f"{p}: {c}" for p, c in own.items()) + "}\n"
        text = "\n".join(generate.block(generate.document(model, rng), rng, 0)) + "\n" + behaviour
        graphs = [reference.build(known) for known, _ in reference.all_completions(model)]
        held = [{s for s in graph.states() if all(reference.CONCEPTS[own[p]](graph, i, s)
                                                  for i, p in enumerate(model.parties))} for graph in graphs]
        document = drive.solve(truce, text, "--verify", concepts=drive.ALL + ",mixed")
        answer = told(document)
        for key in ("stable", "maybe"):
            wanted = [[p for p in model.parties if p in answer[own[p]][key][s - 1]] for s in graphs[0].states()]
            claims.same(answer["mixed"][key], wanted, f"open model {seed}: mixed: {key}")
        both = set.intersection(*held), set.union(*held) - set.intersection(*held)
        claims.same((answer["mixed"]["equilibria"], answer["mixed"]["maybe_equilibria"]),
                    tuple(sorted(one) for one in both), f"open model {seed}: mixed: equilibria")


def by_completion(truce, seed, model, concepts):
    """The same from the command's own answers for each completion: concepts that the reference does not know. Some of
    their verdicts are open by themselves."""
    known = [drive.solve(truce, generate.text_of(seed, one), concepts=",".join(concepts))
             for one, _ in reference.all_completions(model)]
    answer = told(drive.solve(truce, generate.text_of(seed, model), "--verify", concepts=",".join(concepts)))
    for c in concepts:
        certain, possible = [], []
        for rows in zip(*(one["table"] for one in known)):
            certain.append(set.intersection(*(set(row["stable"][c]) for row in rows)))
            possible.append(set.union(*({*row["stable"][c], *row.get("maybe", {}).get(c, [])} for row in rows)))
        held = set.intersection(*(set(one["equilibria"][c]) for one in known))
        may_hold = set.union(*({*one["equilibria"][c], *one.get("maybe_equilibria", {}).get(c, [])} for one in known))
        wanted = {"stable": [[p for p in model.parties if p in one] for one in certain],
                  "maybe": [[p for p in model.parties if p in b - a] for a, b in zip(certain, possible)],
                  "equilibria": sorted(held), "maybe_equilibria": sorted(may_hold - held)}
        claims.same(answer[c], wanted, f"open model {seed}: {c}")
    told_reasons(truce, seed, generate.text_of(seed, model), concepts, answer)


def told_reasons(truce, seed, text, concepts, answer):
    """explain says of each verdict what solve says, and shows more than one side of it where completions differ."""
    document = drive.explain(truce, text, "--verify", "--state", "1", "--concept", ",".join(concepts))
    for verdict in document["verdicts"]:
        c, party = verdict["concept"], verdict["party"]
        claims.same((verdict["stable"], verdict.get("maybe", False)),
                    (party in answer[c]["stable"][0], party in answer[c]["maybe"][0]),
                    f"open model {seed}: {c} for {party}, explained")
        kinds = {(side["stable"], side.get("maybe", False)) for side in verdict.get("completions", [])}
        claim(len(kinds) != 1 and len(kinds) == len(verdict.get("completions", [])),
              f"open model {seed}: {c} for {party}: the sides differ", verdict)


def every_concept(truce):
    for seed in range(200, 216):
        model = generate.generate_open(seed, most_states=12, most_completions=8)
        by_completion(truce, seed, model, ["mr4", "mr5", "mr-odd", "mr-even", "cmr4", "cmr5", "seq"])
    found, seed = 0, 300
    while found < 12:
        model = generate.generate_open(seed, most_states=12, most_completions=8)
        if len(model.parties) == 2:
            by_completion(truce, seed, model, ["l1", "l2", "l3", "l5", "nm"])
            found += 1
        seed += 1


def strength(truce):
    """Marks stand at an `either` too: each completion is an ordinary order with marks."""
    forms = ["{{either: [{}, {}], strong: yes}}, sue", "not pump, {{either: [{}, {}], strong: 3}}",
             "{{either: [{}, {}]}}, {{that: sue, strong: yes}}"]
    both = [("[not pump, sue]", "[sue, not pump]"), ("not pump", "sue"), ("true", "pump")]
    concepts = ["gmr-strong", "smr-strong", "seq-strong", "gmr-strong3", "seq"]
    for form, alternatives in itertools.product(forms, both):
        text = EXAMPLE.replace("not sue, pump", "{{that: not sue, strong: yes}}, pump")
        answer = told(drive.solve(truce, text.format(form.format(*alternatives)), concepts=",".join(concepts)))
        known = []
        for one in alternatives:
            twice = form.format(one, one)
            known.append(drive.solve(truce, text.format(twice), concepts=",".join(concepts)))
        for c in concepts:
            rows = [[set(row["stable"][c]) for row in one["table"]] for one in known]
            certain = [sorted(a & b) for a, b in zip(*rows)]
            claims.same([sorted(row) for row in answer[c]["stable"]], certain, f"{c}: {form} of {alternatives}")
            claims.same([sorted(row) for row in answer[c]["maybe"]],
                        [sorted((a | b) - (a & b)) for a, b in zip(*rows)], f"{c}: {form} of {alternatives}: maybe")


# ------------------------------------------------------------ no difference


def plain_bytes(truce):
    known = EXAMPLE.format("not pump, sue")
    one = json.loads(drive.run(truce, "solve", known, "--format", "json"))
    claim("maybe_equilibria" not in one and "completions" not in one["definitions"],
          "nothing is open, nothing is said")
    claims.same(drive.run(truce, "solve", known), drive.run(truce, "solve", known, "--completions", "1"),
                "a model that is not open needs no completions")
    twice = told(drive.solve(truce, EXAMPLE.format("{either: [[not pump, sue], [not pump, sue]]}")))
    again = drive.solve(truce, known)
    for c, answer in twice.items():
        claims.same(answer["stable"], [row["stable"][c] for row in again["table"]], f"{c}: equal alternatives")
        claims.same((answer["maybe"], answer["maybe_equilibria"]), ([[]] * 4, []), f"{c}: nothing depends on them")


def order_and_threads(truce):
    for seed in range(40, 60):
        model = generate.generate_open(seed)
        turned = {p: turn(pref) for p, pref in model.preferences.items()}
        text = generate.text_of(seed, model)
        first = drive.solve(truce, text)
        claims.same(told(drive.solve(truce, generate.text_of(seed, replace(model, preferences=turned)))), told(first),
                    f"open model {seed}: the order of alternatives")
        one, two = (drive.run(truce, "solve", text, "--threads", n, "--verify", "--format", "json") for n in "12")
        claims.same(one, two, f"open model {seed}: threads")


def turn(preference):
    """The same alternatives the other way round."""
    kind, items = preference
    if kind == "either":
        return kind, [turn(one) for one in reversed(items)]
    if kind != "order":
        return preference
    return kind, [("either", item[1][::-1]) if item[0] == "either" else item for item in items]


# -------------------------------------------------------------- limits, paths


def ended(truce, text, *arguments):
    done = drive.call(truce, arguments, text.encode())
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def limits(truce):
    many = EXAMPLE.format(", ".join(["{either: [pump, sue, true]}"] * 8))  # 6561
    status, out, err = ended(truce, many, "solve", "-", "--concepts", "nash")
    claim(status == 3 and "6561" in err and not out, "the number of completions is bounded", status, err)
    claim("--memory" not in err, "memory is not the reason", err)
    countless = EXAMPLE.format(", ".join(["{either: [pump, sue, true]}"] * 80))
    status, out, err = ended(truce, countless, "solve", "-", "--concepts", "nash")
    claim(status == 3 and "more completions than can be counted" in err, "they may be countless", status, err)
    status, out, err = ended(truce, countless, "check", "-")
    claim(status == 0 and "More completions than can be counted: countless of south." in out, "check says so", out)
    status, out, err = ended(truce, countless, "paths", "-", "--from", "1", "--to", "pump")
    claim(status == 0 and "of more completions than can" in out, "and so does what reads the first", out, err)
    status, out, err = ended(truce, many, "solve", "-", "--concepts", "nash", "--completions", "6561")
    claim(status == 0, "unless more are asked for", status, err)
    both = many.replace("order: [not sue, pump]", "order: [{either: [not sue, sue]}, pump]").replace(
        ", {either: [pump, sue, true]}" * 2, "", 1)  # 729 of south, 1458 of both
    status, out, err = ended(truce, both, "solve", "-", "--completions", "1000")
    claim(status == 3 and "1458" in err and "SEQ" in err, "SEQ needs the combinations of all parties", status, err)
    status, out, err = ended(truce, both, "solve", "-", "--completions", "1000", "--concepts", "nash,gmr,smr")
    claim(status == 0, "Nash, GMR and SMR do not", status, err)
    status, out, err = ended(truce, both, "solve", "-", "--completions", "1000", "--concepts", "all", "--format",
                             "json")
    left = [one["concept"] for one in json.loads(out)["left_out"]] if status == 0 else None
    claim(left and {"seq", "sseq"} <= set(left) and not {"nash", "gmr", "smr"} & set(left),
          "among all concepts those are left out and noted", status, left, err)
    status, out, err = ended(truce, both, "explain", "-", "--state", "1", "--concepts", "seq", "--completions",
                             "1000")
    claim(status == 3 and "1458" in err, "explain has the same bound", status, err)
    endless = EXAMPLE.format(", ".join(["{either: [pump, sue, true]}"] * 50))
    status, out, err = ended(truce, endless, "check", "-", "--format", "json")
    claims.same(json.loads(out)["completions"]["count"], 2**64 - 1, "so many that they are not counted")
    status, out, err = ended(truce, endless, "solve", "-")
    claim(status == 3, "and not solved", status, err)


EVENTS = """date: 2025-01-01
status_quo: {}
events:
  - id: letter
    date: 2025-02-01
    changes: [{set: preferences.south.order.1.either.2, to: [sue, pump]}]
  - id: known
    date: 2025-03-01
    changes: [{set: preferences.south.order.1, to: sue}]
"""


def edits(truce):
    text = EXAMPLE.format(OPEN) + EVENTS
    third = json.loads(drive.run(truce, "check", text, "--format", "json"))
    claim("preferences.south.order.1" in [one["path"] for one in third["inputs"]], "an open item is an input")
    moments = json.loads(drive.run(truce, "timeline", text, "--format", "json"))["moments"]
    claims.same([moment.get("completions", {}).get("count") for moment in moments], [2, 2, None],
                "a timeline says when a model is open")
    for moment, when in zip(moments, (None, "letter", "known")):
        there = json.loads(drive.run(truce, "solve", text, "--format", "json", *(["--at", when] if when else [])))
        claims.same((moment["counts"], moment.get("maybe_counts")),
                    (there["counts"], {c: len(s) for c, s in there["maybe_equilibria"].items()} if when != "known"
                     else None), f"a timeline's verdicts after {when} are solve's")
    flips = [f for f in moments[2]["flips"] if f["concept"] == "gmr" and f["party"] is None and f["after"] == 1]
    claims.same([(f.get("maybe_held"), f["holds"]) for f in flips if not f["status_quo"]], [(True, False)],
                "what was open and is no longer is a flip")
    known = json.loads(drive.run(truce, "solve", text, "--at", "known", "--format", "json"))
    claim("maybe_equilibria" not in known, "an event closes what was open")
    letter = told(json.loads(drive.run(truce, "solve", text, "--at", "letter", "--format", "json")))
    claims.same(letter["gmr"]["maybe_equilibria"], [1], "an event changes one alternative")
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "a.yaml"), Path(folder, "b.yaml")
        before.write_text(EXAMPLE.format(OPEN), encoding="utf-8")
        after.write_text(EXAMPLE.format(OPEN.replace("sue, not pump", "sue")), encoding="utf-8")
        changes = json.loads(ended(truce, "", "diff", str(before), str(after), "--format", "json")[1])["changes"]
    claim(changes and all(re.match(r"preferences\.south\.order\.1\.either\.2", c["to"]) for c in changes),
          "a change of one alternative is told by its path", changes)


def main():
    options = drive.options(__doc__, models=200, seed=1)
    truce = options.truce
    worked_example(truce)
    refuted(truce)
    partial_orders(truce)
    joint_equilibria(truce)
    mixed(truce)
    every_concept(truce)
    strength(truce)
    plain_bytes(truce)
    order_and_threads(truce)
    limits(truce)
    edits(truce)
    random_models(truce, options.seed, options.models)
    sys.exit(claims.end())


main()
