#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Agreements follow their definitions, on random models.

    test_deal.py TRUCE [--models N] [--seed S]

Sets, deals, who would leave them, steps and the choices of rules are compared with reference/deal_reference.py; every
move and step that is printed is replayed. Identities that hold for every model are checked on the command's answer
alone.
"""

import json
import random
import sys
from fractions import Fraction
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import deal_reference as deals  # noqa: E402
import drive  # noqa: E402
import generate  # noqa: E402
import home_reference as home  # noqa: E402
import truce_reference as reference  # noqa: E402

MOST_STRUCK = 9  # deals in a zone for which all games of strikes are played out


def deal(truce, text, *arguments):
    return json.loads(drive.run(truce, "deal", text, "--format", "json", "--concepts", drive.ALL, *arguments))


def expected_sets(graph, points):
    accepted, efficient = deals.acceptable(graph, points), deals.efficient(graph)
    zone = [s for s in accepted if s in efficient]
    return {"acceptable": accepted, "gains_all": deals.gains_all(graph, points), "efficient": efficient, "zone": zone}


def sets_difference(document, graph, points):
    sets = expected_sets(graph, points)
    for key, expected in sets.items():
        if document[key] != expected or document["counts"][key] != len(expected):
            return f"{key}: expected {expected}, got {document[key]}"
    names = graph.model.parties
    told = {p: (document["no_deal"][p]["rank"], document["no_deal"][p]["state"]) for p in names}
    if told != dict(zip(names, points)):
        return f"no deal: expected {points}, got {told}"
    if document["counts"]["weakly_efficient"] != len(deals.weakly_efficient(graph)):
        return f"weakly efficient: {document['counts']['weakly_efficient']}"
    waived = [] if sets["gains_all"] else [[names[p] for p in w] for w in deals.waive(graph, points)]
    if document["waive"] != waived:
        return f"waive: expected {waived}, got {document['waive']}"
    if [d["state"] for d in document["deals"]] != sets["zone"]:
        return f"deals: {[d['state'] for d in document['deals']]}"
    return None


def deals_difference(document, graph, points, equilibria, lapses):
    names = graph.model.parties
    reach = [deals.reachable_from_today(graph, improving, lapses) if graph.status_quo else None
             for improving in (False, True)]
    for told in document["deals"] + document["asked"]:
        state = told["state"]
        holds = [c for c in reference.CONCEPTS if state in equilibria[c]]
        left = [
            {"concept": c, "party": names[p], "to": to}
            for c, p, to in deals.defections(graph, reference.CONCEPTS, state)
        ]
        expected = {
            "gains": [names[p] for p in deals.gainers(graph, points, state)],
            "holds": holds,
            "defections": left,
            "needs_enforcement": state not in equilibria["gmr"],
            "reachable_by_moves": None if reach[0] is None else state in reach[0],
            "reachable_by_improvements": None if reach[1] is None else state in reach[1],
        }
        for key, value in expected.items():
            if told[key] != value:
                return f"deal {state}, {key}: expected {value}, got {told[key]}"
    for concept, told in document["traps"].items():
        expected = [s for s in equilibria[concept] if s not in document["efficient"]]
        if told != expected:
            return f"traps, {concept}: expected {expected}, got {told}"
    if document["needs_enforcement"] != [d["state"] for d in document["deals"] if d["needs_enforcement"]]:
        return "needs_enforcement"
    return None


def asked_difference(document, graph, points, wanted):
    """Facts reported only for the states asked for: how they stand, and which states are better."""
    names, told = graph.model.parties, document["asked"]
    if [a["state"] for a in told] != wanted or document["asked_count"] != len(wanted):
        return f"asked for {wanted}, told of {[a['state'] for a in told]}"
    for asked in told:
        state = asked["state"]
        better = [
            q for q in deals.efficient(graph)
            if all(of[q] >= of[state] for of in graph.ranks) and any(of[q] > of[state] for of in graph.ranks)
        ]
        expected = {
            "loses": [p for p, of, (least, _) in zip(names, graph.ranks, points) if of[state] < least],
            "acceptable": state in document["acceptable"],
            "efficient": state in document["efficient"],
            "improved_by": better[0] if better else None,
        }
        if {key: asked[key] for key in expected} != expected:
            return f"state {state}: expected {expected}, got {asked}"
        if state in document["zone"]:
            deal_of = next(d for d in document["deals"] if d["state"] == state)
            if any(asked[key] != value for key, value in deal_of.items()):
                return f"state {state} is told as {asked} and as the deal {deal_of}"
    return None


def steps_difference(document, graph, equilibria, lapses):
    if document["steps_hold_under"] != "seq":
        return f"steps hold under {document['steps_hold_under']}"
    holding = set(equilibria["seq"])
    needed = deals.steps_needed(graph, holding, lapses) if graph.status_quo else {}
    for told in document["deals"] + document["asked"]:
        steps, state = told["steps"], told["state"]
        if (None if steps is None else len(steps)) != needed.get(state):
            return f"deal {state}: {steps}, where {needed.get(state)} steps are needed"
        at = graph.status_quo
        for step in steps or []:
            party = None if step["party"] is None else graph.model.parties.index(step["party"])
            if step.get("lapses", False) != (party is None):
                return f"deal {state}: {step} lapses, or does not"
            if not deals.is_step(graph, holding, at, party, step["to"], lapses):
                return f"deal {state}: no step from {at} to {step}"
            at = step["to"]
        if steps is not None and at != state:
            return f"deal {state}: the steps end in {at}"
    return None


def choices_difference(document, graph, points, utilities):
    zone = document["zone"]
    told = {c["solution"]: c for c in document["solutions"]}
    if ("nash" in told) != (utilities is not None):
        return f"solutions: {list(told)}"
    if not zone:
        wrong = [c for c in told.values() if c["none"] is None or c["states"]]
        return f"choices in an empty zone: {wrong}" if wrong else None
    depth, common = deals.fallback(graph, zone)
    if told["fallback"]["states"] != common or told["fallback"]["depth"] != depth:
        return f"fallback: expected {common} at {depth}, got {told['fallback']}"
    if told["condorcet"]["states"] != deals.condorcet(graph, zone):
        return f"condorcet: {told['condorcet']}"
    if told["maximin"]["states"] != deals.maximin(graph, zone):
        return f"maximin: {told['maximin']}"
    if len(zone) <= MOST_STRUCK:
        left = {name: deals.strikes(graph, zone, first) for first, name in enumerate(graph.model.parties)}
        if told["strikes"]["states"] != left:
            return f"strikes: expected {left}, got {told['strikes']}"
    return cardinal_difference(told, graph, zone, points, utilities) if utilities else None


def cardinal_difference(told, graph, zone, points, utilities):
    expected = deals.cardinal(graph, zone, deals.acceptable(graph, points), points, utilities)
    for rule, states in expected.items():
        if told[rule]["states"] != states or (told[rule]["none"] is None) != bool(states):
            return f"{rule}: expected {states}, got {told[rule]}"
    met = told["zeuthen"]["states"]
    if len(points) != 2 and met:
        return f"zeuthen is for two: {met}"
    if len(points) == 2 and (len(met) != min(1, len(expected["nash"])) or not set(met) <= set(expected["nash"])):
        return f"zeuthen's concessions meet in {met}, where the products are largest in {expected['nash']}"
    return None


def broken_identity(document, graph):
    """Identities that hold for every model, checked on the answer itself."""
    zone, chosen = set(document["zone"]), {c["solution"]: c["states"] for c in document["solutions"]}
    if zone != set(document["acceptable"]) & set(document["efficient"]):
        return "the zone is what is acceptable and efficient"
    if bool(zone) != bool(document["acceptable"]):
        return "where something is acceptable there is a deal"
    if document["counts"]["weakly_efficient"] < document["counts"]["efficient"]:
        return "what is efficient is weakly efficient"
    if not set(document["gains_all"]) <= set(document["acceptable"]):
        return "what is better for all is acceptable"
    places = {s: max(1 + sum(of[t] > of[s] for t in zone) for of in graph.ranks) for s in zone}
    if zone and set(chosen["fallback"]) != {s for s in zone if places[s] == min(places.values())}:
        return "fallback bargaining minimises the worst place"
    if not all(set(c.values() if isinstance(c, dict) else c) <= zone for c in chosen.values()):
        return "rules choose within the zone"
    return None


def with_agreements(seed, model, draw):
    """A text of the model with statements of no deal and utilities, and both as trees."""
    document = generate.document(model, random.Random(f"text {seed}"))
    say = lambda tree: generate.statement_text(tree, draw)  # noqa: E731
    statements = {p: generate.some_statement(draw, model, 2) for p in model.parties if draw.random() < 0.6}
    utilities = {
        p: [(generate.some_statement(draw, model, 1),
             Fraction(draw.randint(-40, 80), draw.choice([1, 1, 2, 10, 100])))
            for _ in range(draw.randint(0, 6))]
        for p in model.parties
    }
    if statements:
        document["no_deal"] = {p: say(tree) for p, tree in statements.items()}
    document["utilities"] = {
        p: {say(tree): generate.Number(generate.decimal_text(worth)) for tree, worth in items}
        for p, items in utilities.items()
    }
    return "\n".join(generate.block(document, draw, 0)) + "\n", statements, utilities


def with_lapses(model, graph, draw):
    """A text of the model with something that expires, and the states into which each lapses; None where the entries
    are wrong."""
    expiries = generate.some_lapses(draw, model)
    try:
        home.lapse(graph, expiries)
    except home.Wrong:
        return None
    document = generate.document(model, draw)
    document["expires"] = generate.expires_entry(expiries)
    return generate.flow(document, None) + "\n", home.lapses(graph, expiries)


def utilities_of(graph, utilities):
    """{state: worth} for each party. Of a statement written twice in the same words the file has one."""
    model = graph.model

    def worth(items, state):
        return sum((w for tree, w in items if reference.holds(model, tree, graph.members[state])), Fraction(0))

    return [{s: worth(utilities[p], s) for s in graph.states()} for p in model.parties]


def difference(truce, seed, model, text):
    """Errors in the answer for the text, or for a text with further statements about agreements."""
    graph, draw = reference.build(model), random.Random(seed)
    statements = utilities = lapses = None
    if seed % 3 == 1:
        text, lapses = with_lapses(model, graph, random.Random(f"lapses {seed}")) or (text, None)
    if seed % 3 == 0:
        text, statements, items = with_agreements(seed, model, draw)
        if any(len(items[p]) != len({repr(tree) for tree, _ in items[p]}) for p in items):
            return None  # a statement twice
        utilities = utilities_of(graph, items)
    asked = None if graph.status_quo and draw.random() < 0.7 else draw.choice(list(graph.states()))
    if statements is not None and len(statements) == len(model.parties):
        asked = None
    arguments = ["--no-deal", str(asked)] if asked else []
    if lapses and draw.random() < 0.2:
        lapses, arguments = None, [*arguments, "--no-lapsing"]
    try:
        points = deals.no_deal_points(graph, asked, statements)
    except ValueError:  # a statement that is true nowhere
        done = drive.call(truce, ["deal", "-"], text.encode())
        is_right = done.returncode == 1 and b"no state satisfies" in done.stderr
        return None if is_right else f"a no_deal that is true nowhere: {done.returncode} {done.stderr.decode()}"
    wanted, where = list(graph.states()), "true"
    if seed % 2:
        wanted = [draw.choice(wanted)]
        where = str(wanted[0])
    try:
        document = deal(truce, text, "--where", where, *arguments)
    except drive.Refused as refusal:
        return str(refusal)
    if document["schema"] != "truce.deal.v1" or document["verified"] != document["to_verify"]:
        return f"{document['schema']}, {document['verified']} of {document['to_verify']} verified"
    stable = reference.solve(graph)
    equilibria = {c: reference.equilibria(graph, stable[c]) for c in stable}
    return (
        sets_difference(document, graph, points)
        or deals_difference(document, graph, points, equilibria, lapses)
        or asked_difference(document, graph, points, wanted)
        or steps_difference(document, graph, equilibria, lapses)
        or choices_difference(document, graph, points, utilities)
        or broken_identity(document, graph)
    )


def try_limits(claims, truce):
    """A limit shortens lists, never counts."""
    for seed in range(40):
        model = generate.generate(seed)
        if model.status_quo is None:
            continue
        text = generate.text_of(seed, model)
        whole, part = deal(truce, text), deal(truce, text, "--limit", "1")
        claims.same(part["counts"], whole["counts"], f"seed {seed}: counts are complete")
        claims.same(part["deals"], whole["deals"][:1], f"seed {seed}: the first deal is the same")
        is_cut = any(len(whole[key]) > 1
                     for key in ("acceptable", "gains_all", "efficient", "zone", "waive", "needs_enforcement"))
        is_cut |= any(len(t) > 1 for t in whole["traps"].values()) | any(
            len(c["states"]) > 1 for c in whole["solutions"] if c["solution"] != "strikes")
        claims.same(part["truncated"], is_cut, f"seed {seed}: truncated")


def try_nothing_asked(claims, truce):
    """Asking about states adds to the answer and changes nothing else in it, except how much was verified."""
    for seed in range(20):
        model = generate.generate(seed)
        if model.status_quo is None:
            continue
        text = generate.text_of(seed, model)
        without, asking = deal(truce, text), deal(truce, text, "--where", "true")
        claims.claim("asked" not in without, f"seed {seed}: nothing is told that was not asked for")
        for key in ("asked", "asked_count", "verified", "to_verify"):
            asking.pop(key)
            without.pop(key, None)
        claims.same(asking, without, f"seed {seed}: the rest stays as it is")
        claims.same(deal(truce, text, "--where", "false")["asked"], [],
                    f"seed {seed}: a statement that is true nowhere")


def try_refusals(claims, truce):
    """A model without no_deal; rules that need utilities in a model without utilities."""
    plain = "truce: 1\nparties: [{id: a, options: [{id: x}]}]\n"
    for arguments, words in (([], "left with without an agreement"),
                             (["--no-deal", "1", "--solution", "nash"], "utilities"),
                             (["--no-deal", "9"], "no state '9'"),
                             (["--no-deal", "1", "--where", "7"], "no state '7'"),
                             (["--no-deal", "1", "--where", "xx"], "error in --where"),
                             (["--no-deal", "1", "--solution", "nahs"], "did you mean 'nash'")):
        done = drive.call(truce, ["deal", "-", *arguments], plain.encode())
        claims.same(done.returncode, 2, f"deal {arguments} is wrong usage")
        claims.claim(words in done.stderr.decode(), f"deal {arguments} says why: {done.stderr.decode()}")


def main():
    options = drive.options(__doc__, models=1200, seed=1)
    claims = drive.Claims()
    for number in range(options.models):
        drive.progress(number, options.models)
        seed = options.seed + number
        model = generate.generate(seed)
        text = generate.text_of(seed, model)
        wrong = difference(options.truce, seed, model, text)
        claims.claim(wrong is None, f"the deals of seed {seed} are what the definitions say: {wrong}")
    try_limits(claims, options.truce)
    try_nothing_asked(claims, options.truce)
    try_refusals(claims, options.truce)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
