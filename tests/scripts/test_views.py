#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What parties misread: the reference, the theorems, and worked examples.

    test_views.py TRUCE [--models N] [--seed S]

Some parties of a random model misread it: rules, the preferences of others, how options move, explicit moves. The
reference builds each view from the model itself, never from the text, and the hypergame from its definition.
"""

import copy
import json
import random
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402
import truce_reference as reference  # noqa: E402

CONCEPTS = list(reference.CONCEPTS)
OWN = ["nash", "gmr", "smr"]  # concepts in which nobody else's preference counts

WELL = """truce: 1
parties:
  - {id: north, options: [pump]}
  - {id: south, options: [sue]}
preferences: {north: {order: [not sue, pump]}, south: {order: [not pump, sue]}}
"""


def solve(truce, text, *more, concepts=",".join(CONCEPTS)):
    return drive.solve(truce, text, *more, concepts=concepts)


# ---------------------------------------------------------------- hypergame


def twins(base, view):
    """{state of the model: the same state in the view}, by the first member that exists there."""
    home = {}
    for state in view.states():
        for member in view.members[state]:
            home[member] = state
    return {s: next(home[m] for m in base.members[s] if m in home)
            for s in base.states() if any(m in home for m in base.members[s])}


def moves_between(graph, known, other, movers):
    """Moves between states that both graphs have, which the other lacks."""
    return [(s, p, t) for s in graph.states() if s in known for p in movers for t in sorted(graph.moves[p][s])
            if t in known and known[t] != known[s] and known[t] not in other.moves[p][known[s]]]


def expected_view(base, view, party):
    """What `solve` says of a view, as the definitions say."""
    ids, everyone = base.model.parties, range(len(base.moves))
    forth, back = twins(base, view), twins(view, base)
    others = [p for p in everyone if p != party]

    def step(s, p, t):
        return {"from": s, "to": t, "party": ids[p], "tempting": t in base.improvements(p, s)}

    stable = {c: [s for s in base.states() if s in forth and reference.CONCEPTS[c](view, party, forth[s])]
              for c in CONCEPTS}
    phantoms = [(s, t) for s in view.states() for t in sorted(view.moves[party][s])
                if s not in back or t not in back
                or (back[s] != back[t] and back[t] not in base.moves[party][back[s]])]
    return {
        "party": ids[party],
        "unseen": [s for s in base.states() if s not in forth],
        "stable": stable,
        "surprises": [step(s, p, t) for s in base.states() if s in forth for p in others
                      for t in sorted(base.moves[p][s]) if t not in forth],
        "unforeseen": [step(s, p, t) for s, p, t in moves_between(base, forth, view, others)],
        "imagined": [view.codes[s] for s in view.states() if s not in back],
        "phantoms": [{"from": view.codes[s], "to": view.codes[t]} for s, t in phantoms],
    }


def expected_equilibria(base, views):
    plain = reference.solve(base)
    seen = {c: [set(of_party) for of_party in plain[c]] for c in CONCEPTS}
    for view in views:
        for c in CONCEPTS:
            seen[c][base.model.parties.index(view["party"])] = set(view["stable"][c])
    return {c: reference.equilibria(base, seen[c]) for c in CONCEPTS}


# ------------------------------------------------------------- random models


def can_change_rules(model):
    ranked = any(kind == "rank" for kind, _ in model.preferences.values())
    return model.names is None and model.moves is None and not ranked


def misread_rules(rng, model):
    """Other rules: some go, some come."""
    rules = [rule for rule in model.rules if rng.random() < 0.7]
    rules += [generate.some_statement(rng, model, 1) for _ in range(rng.choice([0, 1, 1, 2]))]
    model.rules = rules
    return [{"set": "feasible", "to": [generate.statement_text(rule, rng) for rule in rules]}]


def misread_preferences(rng, model, party, base, may_rank):
    others = [p for p in model.parties if p != party and p in model.preferences]
    if not others:
        return []
    other = rng.choice(others)
    trial = copy.copy(base)
    trial.preferences = {}
    generate.some_preferences(rng, trial, reference.build(no_quo(trial)).members)
    if other not in trial.preferences or (trial.preferences[other][0] == "rank" and not may_rank):
        return []
    model.preferences = {**model.preferences, other: trial.preferences[other]}
    return [{"set": f"preferences.{other}", "to": generate.preference_entry(*model.preferences[other], rng)}]


def misread_options(rng, model):
    place = rng.randrange(len(model.options))
    option = copy.copy(model.options[place])
    option.moves = rng.choice(["both", "up", "down", "none"])
    model.options = model.options[:place] + [option] + model.options[place + 1:]
    return [{"set": f"parties.{model.parties[option.party]}.options.{option.id}.moves", "to": option.moves}]


def misread_moves(rng, model, n_states):
    party = rng.choice(model.parties)
    arcs = [arc for arc in model.moves.get(party, []) if rng.random() < 0.7]
    for _ in range(rng.randrange(3)):
        arc = (rng.randint(1, n_states), rng.randint(1, n_states))
        if arc[0] != arc[1] and arc not in arcs:
            arcs.append(arc)
    model.moves = {**model.moves, party: arcs}
    return [{"set": f"moves.{party}", "to": [list(arc) for arc in arcs]}]


def no_quo(model):
    """The status quo is the model's: a view need not contain it."""
    model = copy.copy(model)
    model.status_quo = None
    return model


def misread(rng, model, party, n_states):
    """The model as the party sees it, and the changes that make it so."""
    view, changes, kinds = copy.copy(model), [], set()
    chosen = rng.sample(["rules", "preferences", "moves"], rng.choice([1, 1, 2, 3]))
    for kind in chosen:
        made = []
        if kind == "rules" and can_change_rules(model):
            made = misread_rules(rng, view)
        elif kind == "preferences":
            made = misread_preferences(rng, view, party, model, "rules" not in chosen)
        elif kind == "moves" and model.moves is not None:
            made = misread_moves(rng, view, n_states)
        elif kind == "moves" and model.options:
            made = misread_options(rng, view)
        changes += made
        kinds |= {kind} if made else set()
    try:
        graph = reference.build(no_quo(view))
    except (StopIteration, ValueError):
        return None, [], set()
    return (graph if len(graph.members) > 1 else None), changes, kinds


def try_model(claims, truce, seed):
    rng = random.Random(f"views {seed}")
    model = generate.generate(seed)
    base = reference.build(model)
    perceives, expected, kinds = {}, [], {}
    for party in rng.sample(model.parties, rng.randint(1, len(model.parties))):
        view, changes, kinds[party] = misread(rng, model, party, len(base.members) - 1)
        if view is None:
            continue
        perceives[party] = {"changes": changes}
        expected.append(expected_view(base, view, model.parties.index(party)))
        if seed % 7 == 0:
            try_alone(claims, truce, seed, model, party, changes, view)
    if not perceives:
        return
    text = text_with(model, seed, perceives)
    answer = solve(truce, text, "--limit", "0", *(["--verify"] if seed % 5 == 0 else []))
    at = f"model {seed}, {json.dumps(perceives)}"
    claims.same(answer["views"], expected, f"{at}: views")
    claims.same(answer["hypergame_equilibria"], expected_equilibria(base, expected), f"{at}: hypergame")
    claims.same(drive.verdicts(answer), reference.solve(base), f"{at}: the model's own verdicts stay")
    plain = reference.solve(base)
    for view in expected:
        if kinds[view["party"]] <= {"preferences"}:
            party = model.parties.index(view["party"])
            told = next(one for one in answer["views"] if one["party"] == view["party"])
            claims.claim(all(told["stable"][c] == sorted(plain[c][party]) for c in OWN) and not told["surprises"],
                         f"{at}: others' wants change no verdict of {OWN}")
            if not perceives[view["party"]]["changes"]:
                claims.claim(all(told["stable"][c] == sorted(plain[c][party]) for c in CONCEPTS),
                             f"{at}: a view equal to the model changes nothing")


def text_with(model, seed, perceives):
    doc = generate.document(model, random.Random(f"text {seed}"))
    doc["perceives"] = perceives
    return "\n".join(generate.block(doc, random.Random(f"layout {seed}"), 0)) + "\n"


def try_alone(claims, truce, seed, model, party, changes, view):
    """--seen-by PARTY is the view by itself."""
    text = text_with(model, seed, {party: {"changes": changes}})
    answer = solve(truce, text, "--seen-by", party, "--verify")
    claims.same(drive.verdicts(answer), reference.solve(view), f"model {seed}: the view of {party} alone")
    claims.claim("views" not in answer and answer["definitions"]["seen_by"] == party,
                 f"model {seed}: it is told whose view it is")
    others = [p for p in model.parties if p != party]
    if others:
        plain = solve(truce, text, "--seen-by", others[0])
        claims.same(drive.verdicts(plain), reference.solve(reference.build(model)),
                    f"model {seed}: who misreads nothing sees the model")


# ------------------------------------------------------------ fixed examples


def try_worked_examples(claims, truce):
    unseen = WELL + "perceives: {north: {changes: [{set: feasible, to: [not sue]}]}}\n"
    answer = solve(truce, unseen)
    claims.same(answer["views"], [{
        "party": "north", "unseen": [3, 4], "stable": {c: [2] for c in CONCEPTS},
        "surprises": [{"from": 1, "to": 3, "party": "south", "tempting": True},
                      {"from": 2, "to": 4, "party": "south", "tempting": True}],
        "unforeseen": [], "imagined": [], "phantoms": []}], "an option that north does not know of")
    claims.same(answer["stable_counts"]["gmr"], {"north": 3, "south": 3}, "the model's verdicts are the model's")
    claims.same(answer["hypergame_equilibria"]["gmr"], [], "it has no equilibrium")
    rows = {row["code"]: row for row in answer["table"]}
    claims.same([rows[c]["stable"]["gmr"] for c in ("NN", "YN", "NY", "YY")],
                [["north", "south"], ["north"], ["south"], ["north", "south"]], "rows are those of the model")
    wants = WELL + "perceives: {north: {changes: [{set: preferences.south.order, to: [not sue]}]}}\n"
    answer = solve(truce, wants)
    view = answer["views"][0]
    claims.same(view["stable"]["gmr"], [1, 2, 4], "GMR as in the model, whatever south is thought to want")
    claims.same(view["stable"]["seq"], [2, 4], "SEQ: NN turns unstable for north")
    claims.same(answer["hypergame_equilibria"]["seq"], [4], "and only 4 is left")
    claims.same(view["surprises"], [], "nothing surprises")
    sees_all = solve(truce, WELL + "perceives: {north: {changes: []}}\n")
    claims.same(sees_all["hypergame_equilibria"], sees_all["equilibria"], "no changes, the same equilibria")
    claims.claim("views" not in solve(truce, WELL), "no view, no views")


def try_plain_graph(claims, truce):
    """A move that one does not expect, and one that is none."""
    text = """truce: 1
parties: [{id: a}, {id: b}]
states: [calm, siege, pact]
status_quo: calm
moves: {a: [[calm, siege]], b: [[siege, pact], [calm, pact]]}
preferences: {a: {rank: [siege, calm, pact]}, b: {rank: [pact, calm, siege]}}
perceives:
  a: {changes: [{set: moves.b, to: []}, {insert: moves.a.2, value: [siege, calm]}]}
"""
    view = solve(truce, text)["views"][0]
    claims.same(view["unforeseen"], [{"from": 1, "to": 3, "party": "b", "tempting": True},
                                     {"from": 2, "to": 3, "party": "b", "tempting": True}], "moves not expected")
    claims.same(view["phantoms"], [{"from": "siege", "to": "calm"}], "a move that is none")
    claims.same((view["unseen"], view["surprises"], view["stable"]["gmr"]), ([], [], [2, 3]), "all states are seen")


OPEN = """truce: 1
date: 2025-05-01
parties:
  - {id: north, options: [pump]}
  - {id: south, options: [{id: answer, levels: [nothing, sue, strike]}]}
status_quo: {}
preferences:
  north: {order: [answer != strike, pump]}
  south: {order: [SOUTH]}
perceives: {north: {changes: [{set: feasible, to: [not answer = sue]}]}}
"""
FIRST, SECOND = "not (pump and answer = nothing), answer = nothing", "answer = nothing, pump"


def try_open(claims, truce):
    """What a view finds in every completion, or in some; a brief is of the first, its views too."""
    text = OPEN.replace("SOUTH", f"either: [[{FIRST}], [{SECOND}]]")
    known = [solve(truce, OPEN.replace("SOUTH", one)) for one in (FIRST, SECOND)]
    answer = solve(truce, text, "--verify")
    for c in OWN:
        sure, some = (together(*(set(one["hypergame_equilibria"][c]) for one in known))
                      for together in (set.intersection, set.union))
        claims.same((answer["hypergame_equilibria"][c], answer["maybe_hypergame_equilibria"][c]),
                    (sorted(sure), sorted(some - sure)), f"open: the hypergame under {c}")
    moment = json.loads(drive.run(truce, "timeline", text, "--format", "json"))["moments"][0]
    claims.same(moment["maybe_hypergame_counts"]["gmr"], len(answer["maybe_hypergame_equilibria"]["gmr"]),
                "open: the timeline counts them")
    told = [drive.run(truce, "brief", one, "--format", "txt").decode() for one in
            (text, OPEN.replace("SOUTH", FIRST))]
    parts = [one[one.index("Situations that every party sees"):one.index("What this brief cannot say")] for one in
             told]
    claims.same(parts[0], parts[1], "open: the brief tells the views of its first reading")
    claims.claim("Four moves of others would surprise" in told[0], "a sentence begins with a capital")


def try_limits(claims, truce):
    """Lists end at the limit, and say so."""
    text = WELL + "perceives: {north: {changes: [{set: feasible, to: [not sue]}]}}\n"
    answer = solve(truce, text, "--limit", "1")
    claims.same((len(answer["views"][0]["surprises"]), answer["truncated"]), (1, True), "surprises are cut")


def main():
    options = drive.options(__doc__, models=250, seed=70000)
    claims = drive.Claims()
    try_worked_examples(claims, options.truce)
    try_plain_graph(claims, options.truce)
    try_open(claims, options.truce)
    try_limits(claims, options.truce)
    for seed in range(options.seed, options.seed + options.models):
        try_model(claims, options.truce, seed)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
