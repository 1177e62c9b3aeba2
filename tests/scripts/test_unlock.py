#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`truce unlock` agrees with plain search on random models, with figures in print, and with what Doha was found to
need.

    test_unlock.py TRUCE [--models N] [--seed S]

Plain search makes edits one after the other, each at its cost, and so finds every order and what it costs; then it
tries all profiles, cheapest first, and asks the slow reference about every state of the target. It knows nothing of
prices, shares, corridors or formulas. Levers are applied to the reference's model by hand. The inverse is compared
with every strict ranking and every order.
"""
import argparse
import heapq
import itertools
import json
import math
import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import home_reference as home  # noqa: E402
import paths_reference  # noqa: E402
import truce_reference as reference  # noqa: E402

CASES = TESTS.parent / "cases"
claims = drive.Claims()
CONCEPTS = ("nash", "gmr", "smr", "seq")
MOST_PROFILES = 12000


# ------------------------------------------------------------------- models

def some_statement(rng, model):
    atoms = []
    for option in model.options:
        atoms += [option.id, f"not {option.id}"]
        if len(option.levels) > 2:
            atoms += [f"{option.id} = {rng.choice(option.levels)}"]
    one, other = rng.choice(atoms), rng.choice(atoms)
    return rng.choice([one, one, f"{one} and {other}", f"{one} or {other}", f"{one} iff {other}"])


def some_model(seed):
    rng = random.Random(f"unlock {seed}")
    n = rng.choice([1, 2, 2, 2, 2, 3])
    model = reference.Model([f"p{i}" for i in range(n)])
    for i in range(rng.choice([2, 2, 3]) if n < 3 else 3):
        levels = ["none", "some", "all"] if rng.random() < 0.15 else ["no", "yes"]
        model.options.append(reference.Option(f"o{i}", i % n, levels, rng.choice(["both", "both", "both", "up"]),
                                              rng.choice([0, 0, 1])))
    if rng.random() < 0.25:
        model.rules = [f"not ({model.options[0].id} and {model.options[-1].id})"]
    if rng.random() < 0.4:
        model.outcomes = {"deal": some_statement(rng, model)}
    for party in model.parties:
        if rng.random() < 0.1:
            continue
        kind = rng.random()
        statements = list(dict.fromkeys(some_statement(rng, model) for _ in range(rng.choice([1, 2, 2, 3]))))
        if kind < 0.85:
            model.preferences[party] = ("order", [[s] for s in statements])
        else:
            model.preferences[party] = ("weigh", [(s, rng.choice([1, 2, 3, -1])) for s in statements])
    if "order" in {model.preferences.get(p, ("order", 0))[0] for p in model.parties}:
        members = list(reference.feasible_combinations(model))
        quo = rng.choice(members)
        model.status_quo = {o.id: o.levels[level] for o, level in zip(model.options, quo)}
    return model, rng


def text_of(model, extra=""):
    doc = {"truce": 1, "parties": []}
    for i, party in enumerate(model.parties):
        options = [{"id": o.id, "levels": o.levels, "moves": o.moves, **({"step": 1} if o.step else {})}
                   for o in model.options if o.party == i]
        doc["parties"].append({"id": party, **({"options": options} if options else {})})
    if model.rules:
        doc["feasible"] = model.rules
    if model.outcomes:
        doc["outcomes"] = model.outcomes
    if model.status_quo:
        doc["status_quo"] = model.status_quo
    prefs = {}
    for party, (kind, items) in model.preferences.items():
        prefs[party] = {"order": [item[0] for item in items]} if kind == "order" else {
            "weigh": {statement: weight for statement, weight in items}}
    if prefs:
        doc["preferences"] = prefs
    return json.dumps({**doc, **(extra or {})}, indent=0)


def ordered(model):
    """The model with its options in the order of the file: party by party."""
    return replace(model, options=sorted(model.options, key=lambda o: o.party))


# -------------------------------------------------------------- plain search

def truth(graph, statement):
    return tuple(reference.holds(graph.model, statement, graph.members[s]) for s in graph.states())


def candidates(graph, party):
    """What may be inserted: literals, outcomes and their negations; nothing constant, nothing known already."""
    model = graph.model
    kind, items = model.preferences.get(party, ("order", []))
    seen = {truth(graph, item[0]) for item in items} if kind == "order" else set()
    texts = []
    for option in model.options:
        names = [option.id] if len(option.levels) == 2 else [f"{option.id} >= {x}" for x in option.levels[1:]]
        texts += names
    texts += list(model.outcomes)
    for text in [t for text in texts for t in (text, f"not {text}")]:
        found = truth(graph, text)
        if len(set(found)) == 2 and found not in seen:
            seen.add(found)
            yield text


def neighbours(order, kind, options, insertable):
    """(edit, order): a list of statements after one edit. A statement is (text, flipped, inserted)."""
    if kind == "order" and "swap" in options:
        for i in range(len(order) - 1):
            yield "swap", order[:i] + (order[i + 1], order[i]) + order[i + 2:]
    if "drop" in options:
        for i, one in enumerate(order):
            if not one[2]:
                yield "drop", order[:i] + order[i + 1:]
    if "flip" in options:
        for i, one in enumerate(order):
            if not one[1] and not one[2]:
                yield "flip", order[:i] + ((one[0], True, False),) + order[i + 1:]
    if kind == "order" and "insert" in options:
        for text in insertable:
            if all(one[0] != text or not one[2] for one in order):
                yield "insert", order + ((text, False, True),)


def layers(graph, party, costs, most):
    """{cost: [order]} of all orders that cost at most `most`; by edits one after the other."""
    kind, items = graph.model.preferences.get(party, ("order", []))
    start = tuple(((item[0], False, False) if kind == "order" else (item, False, False)) for item in items)
    insertable = list(candidates(graph, party))
    best, heap, found = {start: 0}, [(0, 0, start)], {}
    while heap:
        cost, _, order = heapq.heappop(heap)
        if best[order] < cost:
            continue
        found.setdefault(cost, []).append(order)
        for edit, other in neighbours(order, kind, costs, insertable):
            price = cost + costs[edit]
            if price <= most and price < best.get(other, most + 1):
                best[other] = price
                heapq.heappush(heap, (price, len(best), other))
    return found


def ranks_of(graph, party, order):
    kind = graph.model.preferences.get(party, ("order", []))[0]
    if kind == "order":
        rows = [[value != flipped for value in truth(graph, text)] for text, flipped, _ in order]
        worths = {s: tuple(row[s - 1] for row in rows) for s in graph.states()}
    else:
        rows = [(truth(graph, item[0]), -item[1] if flipped else item[1]) for item, flipped, _ in order]
        worths = {s: sum(weight for row, weight in rows if row[s - 1]) for s in graph.states()}
    return tuple(reference.dense_ranks(worths))


class Plain:
    """All that a question about one model asks of a profile of rankings."""

    def __init__(self, graph, targets, concept, ways, lasts, ends):
        self.graph, self.targets, self.concept, self.ways, self.lasts, self.ends = \
            graph, targets, concept, ways, lasts, ends
        self.known = {}

    def unlocked(self, ranks):
        """The states of the target that the rankings unlock."""
        if ranks not in self.known:
            self.known[ranks] = self.look(replace(self.graph, ranks=[list(r) for r in ranks], replies={}))
        return self.known[ranks]

    def look(self, graph):
        stable = reference.CONCEPTS[self.concept]
        parties = range(len(graph.moves))
        reached = None
        if self.ways:
            steps = paths_reference.Steps(graph, self.ways, self.concept)
            reached = {graph.status_quo, *paths_reference.reach(steps, graph.status_quo)}
        after = home.after_expiry(graph, self.ends) if self.lasts else None
        return [s for s in self.targets
                if (reached is None or s in reached)
                and (not self.lasts or all(after.ranks[p][s] >= after.ranks[p][graph.status_quo] for p in parties))
                and all(stable(graph, p, s) for p in parties)]

    def answers(self, costs, keep, most):
        """{cost: Counter of (state, orders)} for the least cost of at most `most`, and the number of profiles."""
        parties = self.graph.model.parties
        found = [layers(self.graph, p, costs if p not in keep else {}, most) for p in parties]
        ranked = [{order: ranks_of(self.graph, p, order) for of_cost in layer.values() for order in of_cost}
                  for p, layer in zip(parties, found)]
        self.profiles = {}
        for cost in range(most + 1):
            answers, number = [], 0
            for share in itertools.product(range(cost + 1), repeat=len(parties)):
                if sum(share) != cost:
                    continue
                number += math.prod(len(layer.get(k, [])) for layer, k in zip(found, share))
                if number > MOST_PROFILES:
                    return None
                for profile in itertools.product(*(layer.get(k, []) for layer, k in zip(found, share))):
                    for state in self.unlocked(tuple(r[o] for r, o in zip(ranked, profile))):
                        answers.append((state, profile))
            self.profiles[cost] = number
            yield cost, answers


# ------------------------------------------------------------------ answers

def made(model, party, changes):
    """The party's order after the changes of an answer, in the form of plain search."""
    kind, items = model.preferences.get(party, ("order", []))
    order = [((item[0], False, False) if kind == "order" else (item, False, False)) for item in items]
    for change in changes:
        path = (change.get("set") or change.get("remove") or change.get("insert") or change.get("move"))
        if path.split(".")[1] != party:
            continue
        if kind == "weigh":
            key = path.split(".", 3)[3].strip('"')
            place = next(i for i, one in enumerate(order) if one[0][0] == key)
            order[place:place + 1] = [] if "remove" in change else [(order[place][0], True, False)]
            continue
        if "set" in change and path.count(".") == 2:
            order = [(text, False, True) for text in change["to"]]
            continue
        place = int(path.split(".")[3]) - 1
        if "remove" in change:
            del order[place]
        elif "insert" in change:
            order.insert(place, (change["value"], False, True))
        elif "move" in change:
            order.insert(change["to"] - 1, order.pop(place))
        else:
            order[place] = (order[place][0], True, False)
    return tuple(order)


def ask(truce, text, target, *arguments, limit=0):
    done = subprocess.run([truce, "unlock", "-", target, "--format", "json", "--limit", str(limit), *arguments],
                          input=text.encode(), capture_output=True, timeout=300)
    if done.returncode:
        raise drive.Refused(done.stderr.decode())
    return json.loads(done.stdout)


def some_question(rng, model, graph):
    states = list(graph.states())
    targets = sorted(rng.sample(states, min(len(states), rng.choice([1, 1, 2, 3, len(states) // 2 + 1, 99]))))
    question = {"targets": targets, "concept": rng.choice(CONCEPTS),
                "ways": rng.choice([None, "improvements", "improvements", "unsanctioned"]),
                "lasts": rng.random() < 0.3,
                "edits": rng.choice([["swap", "drop", "insert"], ["swap", "drop"], ["swap"], ["swap", "insert"],
                                     ["drop", "flip"], ["swap", "drop", "insert", "flip"]])}
    question["costs"] = {e: rng.choice([1, 1, 1, 2]) for e in question["edits"]}
    question["keep"] = [p for p in model.parties if rng.random() < 0.08]
    return question


def arguments_of(question, most):
    arguments = ["--concept", question["concept"], "--edits", ",".join(question["edits"]), "--max-cost", str(most),
                 "--cost", ",".join(f"{e}={c}" for e, c in question["costs"].items())]
    if question["ways"]:
        arguments += ["--reachable", question["ways"]]
    if question["lasts"]:
        arguments += ["--lasts"]
    if question["keep"]:
        arguments += ["--keep", ",".join(question["keep"])]
    return arguments


def check_random(truce, seed, totals):
    model, rng = some_model(seed)
    model = ordered(model)
    graph = reference.build(model)
    if not graph.status_quo:
        return
    question, most = some_question(rng, model, graph), rng.choice([1, 2, 2, 3])
    extra, ends = {}, {s: s for s in graph.states()}
    if question["lasts"] and rng.random() < 0.8:
        option = rng.choice(model.options)
        entry = (f"{option.id} = {option.levels[-1]}", {option.id: option.levels[0]})
        try:
            ends = home.lapse(graph, [entry])
            extra["expires"] = [{"when": entry[0], "becomes": entry[1]}]
        except Exception:  # what it turns into does not exist
            pass
    plain = Plain(graph, question["targets"], question["concept"], question["ways"], question["lasts"], ends)
    found, cost = [], 0
    for cost, found in plain.answers(question["costs"], question["keep"], most):
        if found:
            break
    if len(plain.profiles) <= cost:
        return  # too many profiles
    at = f"model {seed}: {question}"
    text = text_of(model, extra)
    try:
        answer = ask(truce, text, ",".join(map(str, question["targets"])), *arguments_of(question, most))
    except drive.Refused as error:
        claims.claim(False, at, str(error), text)
        return
    totals[("found" if found else "impossible" if answer["impossible"] else "none so far")] += 1
    if found:
        is_same = claims.claim(answer["cost"] == cost and answer["count"] == len(found), f"{at}: cost {cost}, "
                               f"{len(found)} answers", json.dumps(answer)[:1500], text)
        made_of = Counter((one["state"], tuple(made(model, p, one["changes"]) for p in model.parties))
                          for one in answer["answers"])
        if is_same:
            claims.claim(made_of == Counter(found), f"{at}: the very answers", made_of - Counter(found),
                         Counter(found) - made_of, text)
        for one in answer["answers"]:
            minds = {path.split(".")[1] for change in one["changes"] for path in change.values()
                     if str(path).startswith("preferences.")}
            claims.claim(set(one["parties"]) == minds and len(one["text"]) >= len(minds),
                         f"{at}: who has to see what differently", one, text)
    else:
        claims.claim(answer["cost"] is None and answer["count"] == 0 and not answer["answers"],
                     f"{at}: nothing", json.dumps(answer)[:1500], text)
        claims.claim(answer["impossible"] or answer["at_least"] == most + 1, f"{at}: at least {most + 1}",
                     json.dumps(answer)[:1500], text)
    for line in answer["proof"]["costs"]:
        claims.same((line["profiles"], line["tried"] + line["excluded"]),
                    (plain.profiles[line["cost"]], plain.profiles[line["cost"]]), f"{at}: profiles of {line['cost']}")
    if not found and answer["impossible"]:
        deeper(plain, question, at, most)


def deeper(plain, question, at, most):
    """What is called impossible is not found by looking further."""
    for _, found in plain.answers(question["costs"], question["keep"], most + 2):
        claims.claim(not found, f"{at}: called impossible", found[:2])


# -------------------------------------------------------------------- levers

def some_levers(rng, model):
    """[(entry of the file, what it does to the reference's model)]"""
    levers = []
    for number in range(rng.choice([1, 2, 2, 3])):
        party = rng.choice([p for p in model.parties if model.preferences.get(p, ("none",))[0] == "order"])
        place, statement = rng.randint(1, len(model.preferences[party][1]) + 1), some_statement(rng, model)
        option = rng.choice(model.options)
        kind = rng.choice(["want", "want", "moves", "rule"])
        if kind == "want":
            change = {"insert": f"preferences.{party}.order.1", "value": statement}
        elif kind == "moves":
            change = {"set": f"parties.{model.parties[option.party]}.options.{option.id}.moves", "to": "none"}
        else:
            change = {"set": "feasible", "to": []}
        entry = {"id": f"l{number}", "who": rng.choice([party, "The Council"]), "cost": rng.choice([1, 1, 2]),
                 "changes": [change]}
        if number and rng.random() < 0.4:
            entry[rng.choice(["needs", "excludes"])] = [f"l{rng.randrange(number)}"]
        levers.append((entry, (kind, party, place, statement, option.id)))
    return levers


def pulled(model, levers):
    options = [replace(o) for o in model.options]
    preferences, rules = dict(model.preferences), list(model.rules)
    for _, (kind, party, _, statement, option) in levers:
        if kind == "want":
            preferences[party] = ("order", [[statement], *preferences[party][1]])
        elif kind == "moves":
            next(o for o in options if o.id == option).moves = "none"
        else:
            rules = []
    return replace(model, options=options, preferences=preferences, rules=rules)


def check_levers(truce, seed, totals):
    model, rng = some_model(f"levers {seed}")
    model = ordered(model)
    graph = reference.build(model)
    if not any(model.preferences.get(p, ("none",))[0] == "order" for p in model.parties):
        return
    levers, most = some_levers(rng, model), rng.choice([1, 2])
    question = {**some_question(rng, model, graph), "lasts": False}
    codes = [graph.codes[s] for s in question["targets"]]
    found, profiles, by_cost = [], Counter(), {}
    for used in itertools.chain.from_iterable(itertools.combinations(levers, n) for n in range(len(levers) + 1)):
        ids = {entry["id"] for entry, _ in used}
        price = sum(entry["cost"] for entry, _ in used)
        if price > most or any(set(e.get("needs", [])) - ids or set(e.get("excludes", [])) & ids for e, _ in used):
            continue
        other = reference.build(pulled(model, used))
        targets = [s for s in other.states() if other.codes[s] in codes]
        plain = Plain(other, targets, question["concept"], question["ways"], False, None)
        for cost, answers in plain.answers(question["costs"], question["keep"], most - price):
            profiles[cost + price] += plain.profiles.get(cost, 0) if cost in plain.profiles else 0
            by_cost.setdefault(cost + price, []).extend(
                (tuple(sorted(ids)), other.codes[state], profile) for state, profile in answers)
        if len(plain.profiles) <= most - price:
            return
    least = min((cost for cost, answers in by_cost.items() if answers), default=None)
    found = by_cost.get(least, [])
    text = text_of(model, {"levers": [entry for entry, _ in levers]})
    at = f"levers {seed}: {question}"
    try:
        answer = ask(truce, text, ",".join(map(str, question["targets"])), *arguments_of(question, most))
    except drive.Refused as error:
        claims.claim(False, at, str(error), text)
        return
    totals["levers " + ("used" if any(ids for ids, _, _ in found) else "unused" if found else "no help")] += 1
    got = Counter((tuple(one["levers"]), one["code"]) for one in answer["answers"])
    claims.claim(answer["cost"] == least and got == Counter((ids, code) for ids, code, _ in found),
                 f"{at}: cost {least}, {len(found)} answers", json.dumps(answer)[:1500], text)


# ------------------------------------------------------------------- inverse

def inverse(truce, text, state, concept):
    return ask(truce, text, str(state), "--inverse", "--concept", concept)["inverse"]


def stable_by(graph, party, state, concept, ranking):
    ranks = [list(r) for r in graph.ranks]
    ranks[party] = [0] + [ranking[s - 1] for s in graph.states()]
    return reference.CONCEPTS[concept](replace(graph, ranks=ranks, replies={}), party, state)


def check_inverse(truce, seed):
    model, rng = some_model(f"inverse {seed}")
    model = ordered(model)
    graph = reference.build(model)
    n = len(list(graph.states()))
    concept, state = rng.choice(CONCEPTS), rng.randint(1, n)
    answer = inverse(truce, text_of(model), state, concept)
    at = f"inverse {seed}: state {state}, {concept}"
    for party, name in enumerate(model.parties):
        got = answer[name]
        sets = [frozenset(one["over"] for one in least) for least in got["any_of"]]
        claims.claim(not any(a < b for a in sets for b in sets), f"{at}: least sets of {name}", sets)
        claims.same(got["stable"], bool(reference.CONCEPTS[concept](graph, party, state)), f"{at}: {name} as it is")
        good = 0
        rankings = itertools.permutations(range(1, n + 1)) if n <= 5 else \
            [rng.sample(range(1, n + 1), n) for _ in range(150)]
        for ranking in rankings:
            is_good = stable_by(graph, party, state, concept, ranking)
            by_sets = any(all(ranking[z - 1] <= ranking[state - 1] for z in least) for least in sets)
            good += is_good
            if is_good != by_sets:
                claims.claim(False, f"{at}: {name}, ranking {ranking} is {is_good}", sets, text_of(model))
        if n <= 5:
            claims.same((got["rankings"]["total"], got["rankings"]["good"]), (math.factorial(n), good),
                        f"{at}: rankings of {name}")
        claims.same(got["rankings"]["total"], math.factorial(n), f"{at}: all rankings of {name}")
        kind, items = model.preferences.get(name, ("none", []))
        if kind != "order":
            continue
        orders = [stable_by(graph, party, state, concept, ranks_of(
            graph, name, tuple((item[0], False, False) for item in order))[1:])
            for order in itertools.permutations(items)]
        claims.same((got["orders"]["total"], got["orders"]["good"]), (len(orders), sum(map(bool, orders))),
                    f"{at}: orders of {name}")


# --------------------------------------------------------------- known figures

def dilemma(first, second):
    """The prisoner's dilemma with any rankings: state 1 is both silent."""
    return json.dumps({"truce": 1, "parties": [{"id": "a", "options": ["x"]}, {"id": "b", "options": ["y"]}],
                       "preferences": {"a": {"rank": [*first]}, "b": {"rank": [*second]}}})


def met(sets, ranking):
    """Whether a ranking, best first, has state 1 at least as high as all states of one of the sets."""
    return any(all(ranking.index(1) <= ranking.index(one["over"]) for one in least) for least in sets)


def check_golden(truce):
    rankings = list(itertools.permutations([1, 2, 3, 4]))
    for concept, expected in zip(CONCEPTS, (144, 256, 196, 193)):
        if concept == "seq":  # what the others want counts: each profile by both conditions
            of_first = [inverse(truce, dilemma([1, 2, 3, 4], r), 1, "seq")["a"]["any_of"] for r in rankings]
            of_second = [inverse(truce, dilemma(r, [1, 2, 3, 4]), 1, "seq")["b"]["any_of"] for r in rankings]
            good = sum(met(of_first[j], a) and met(of_second[i], b)
                       for i, a in enumerate(rankings) for j, b in enumerate(rankings))
        else:
            answer = inverse(truce, dilemma([1, 2, 3, 4], [1, 2, 3, 4]), 1, concept)
            good = math.prod(answer[p]["rankings"]["good"] for p in "ab")
        claims.same(good, expected, f"prisoner's dilemma, {concept}: profiles of 576 in which silence holds")
    text = (CASES / "syria-iraq-1975" / "model.yaml").read_text(encoding="utf-8")
    for concept, expected in zip(CONCEPTS, (240, 384, 300, 384)):
        answer = inverse(truce, text, 2, concept)
        claims.same(answer["syria"]["rankings"], {"total": 720, "good": expected, "share": round(expected / 720, 6)},
                    f"Syria and Iraq, state 2, {concept}: rankings of Syria")


def check_doha(truce):
    text = (CASES / "doha-2025" / "model.yaml").read_text(encoding="utf-8")
    stuck = ask(truce, text, "pause_release", "--reachable", "improvements", "--edits", "swap,drop")
    claims.claim("138" in stuck["impossible"].pop("text"), "Doha: the reason is a sentence")
    claims.same(stuck["impossible"], {"reason": "no_departure", "state": 138, "party": None},
                "Doha: no swap and no drop starts a move away from the status quo")
    truce_answer = ask(truce, text, "pause_release", "--reachable", "improvements", "--lasts")
    claims.same((truce_answer["cost"], truce_answer["count"]), (2, 3), "Doha: a truce with release that lasts")
    settlement = ask(truce, text, "settlement", "--reachable", "improvements")
    profiles = [line["profiles"] for line in settlement["proof"]["costs"]]
    claims.same((settlement["cost"], settlement["count"], profiles), (3, 4, [1, 193, 20675, 1631275]),
                "Doha: the settlement")


def check_many(truce):
    """Many targets at once: what holds as things are is what solve says, and what one edit does is what robust says
    of each edit by itself."""
    path = str(CASES / "doha-2025" / "model.yaml")
    robust = [truce, "robust", path, "--format", "json", "--radius", "none", "--variants", "1"]
    one = json.loads(subprocess.run(robust, capture_output=True, check=True,
                                    timeout=300).stdout)["one_at_a_time"]
    equilibria = json.loads(subprocess.run([truce, "solve", path, "--format", "json", "--rows", "none"],
                                           capture_output=True, check=True, timeout=300).stdout)["equilibria"]
    text = Path(path).read_text(encoding="utf-8")
    for target in ("true", "not delegation", "military = truce and release = none", "delegation and not leave"):
        command = [truce, "states", path, "--where", target, "--limit", "0", "--format", "json"]
        where = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=300).stdout)["table"]
        states = {row["state"] for row in where}
        for concept in CONCEPTS:
            answer = ask(truce, text, target, "--concept", concept, "--edits", "swap,drop", "--max-cost", "1")
            held = len(states & set(equilibria[concept]))
            made = sum(len(states & set(row["concepts"][concept]["appear"])) for row in one
                       if row["kind"] in ("swap", "drop"))
            claims.same((answer["cost"], answer["at_least"], answer["count"]),
                        (0, None, held) if held else (1, None, made) if made else (None, 2, 0),
                        f"Doha: all of “{target}” under {concept}")


def check_surveyed(truce, seed):
    """Of 64 targets at once, where each order is solved by the engine for all of them, the cost is the least of what
    each target costs by itself, and the answers are those of the targets that cost so much."""
    rng = random.Random(f"survey {seed}")
    options = [f"o{i}" for i in range(7)]
    text = "truce: 1\nparties:\n" + "".join(f"  - {{id: p{p}, options: [{', '.join(options[p::3])}]}}\n"
                                            for p in range(3))
    text += "status_quo: {}\nexpires: [{after: 60 days, when: o1, becomes: {o1: no}}]\npreferences:\n"
    for p in range(3):
        statements = {f"o{p}": None}
        while len(statements) < 5:
            a, b = rng.sample(options, 2)
            statements[rng.choice([f"not {a}", f"{a} and not {b}", f"{a} or {b}", f"{a} iff {b}"])] = None
        text += f"  p{p}: {{order: [{', '.join(statements)}]}}\n"
    for extra in (["--concept", "nash"], ["--concept", "gmr", "--edits", "swap,drop,insert,flip", "--lasts"],
                  ["--concept", "smr", "--keep", "preferences.p0.order.1"], ["--cost", "swap=2,insert=1"],
                  ["--reachable", "unsanctioned", "--lasts", "--cost", "drop=2"]):
        extra = [*extra, "--max-cost", "2"]
        whole = ask(truce, text, "not o0", *extra, limit=1)
        each = [ask(truce, text, str(state), *extra, limit=1) for state in range(1, 129, 2)]
        costs = [one["cost"] for one in each if one["cost"] is not None]
        least = min(costs, default=None)
        claims.same((whole["cost"], whole["count"]),
                    (least, sum(one["count"] for one in each if one["cost"] == least and least is not None)),
                    f"64 targets of seed {seed}, {' '.join(extra)}")


def check_long(truce):
    """Lists too long to be tried order by order: the last of 24 statements has to pass the first, by 23 swaps in 23
    ways (the statements between them stay above the one or pass below the other); the profiles of that cost are
    counted by inversions."""
    between = [f"y{i}" for i in range(5)] + [f"y{i} {word} y{k}" for word in ("and", "or") for i in range(5)
                                           for k in range(i)][:17]
    model = ("truce: 1\nparties: [{id: a, options: [x]}, {id: b, options: [" +
             ", ".join(f"y{i}" for i in range(5)) + "]}]\npreferences: {a: {order: [x, " + ", ".join(between) +
             ", not x]}}\n")
    inversions = [1]
    for n in range(2, 25):
        inversions = [sum(inversions[max(0, t - n + 1):t + 1]) for t in range(len(inversions) + n - 1)]
    for concept in ("nash", "gmr", "smr"):
        answer = ask(truce, model, "1", "--concept", concept, "--edits", "swap")
        costs = answer["proof"]["costs"]
        claims.same((answer["cost"], answer["count"], len(answer["answers"])), (23, 23, 23), f"long, {concept}")
        claims.same([line["profiles"] for line in costs], inversions[:24], "profiles by inversions")
        claims.same([line["tried"] for line in costs], [0] * 23 + [23], "none is tried in vain")
        claims.same(len({json.dumps(one["changes"]) for one in answer["answers"]}), 23, "each answer is told once")


# ------------------------------------------------------------ what was tried

def check_tried(truce):
    """Which kinds of changes were tried, and which were not, stands in a line."""
    text = TRIED
    swap, drop, insert, flip = ("two neighbouring wishes change places (swap)", "a wish is given up (drop)",
                                "one more wish comes last (insert)", "a wish becomes its opposite (flip)")
    for arguments, kinds, said in (
            ([], ["swap", "drop", "insert"],
             f"Tried: {swap}; {drop}; {insert}; the model's levers. Not tried: {flip}."),
            (["--edits", "swap,drop,insert,flip", "--levers", "none"], ["swap", "drop", "insert", "flip"],
             f"Tried: {swap}; {drop}; {insert}; {flip}. Not tried: the model's levers."),
            (["--edits", "flip", "--levers", "ask", "--keep", "south"], ["flip"],
             f"Tried: {flip}; some of the model's levers. Not tried: {swap}; {drop}; {insert}; some of the model's "
             "levers; changes of what --keep names.")):
        done = subprocess.run([truce, "unlock", "-", "2", *arguments], input=text.encode(), capture_output=True,
                              timeout=60)
        told = " ".join(done.stdout.decode().split())
        claims.claim(said in told, f"unlock {arguments} says what it tried", told, done.stderr.decode())
        claims.same(ask(truce, text, "2", *arguments)["edits"], kinds, "so does JSON")
    done = subprocess.run([truce, "unlock", "-", "1"], input=text.encode(), capture_output=True, timeout=60)
    claims.claim(b"Tried" not in done.stdout, "where nothing has to change, nothing was", done.stdout.decode())


TRIED = """truce: 1
parties: [{id: north, options: [pump]}, {id: south, options: [sue]}]
status_quo: {}
preferences:
  north: {order: [not pump]}
  south: {order: [not sue]}
levers:
  - {id: ask, name: Somebody asks, cost: 2, changes: [{remove: preferences.north.order.1}]}
  - {id: pay, name: Somebody pays, cost: 2, changes: [{remove: preferences.south.order.1}]}
"""


# ---------------------------------------------------------------- bad questions

def check_refused(truce):
    well = (TESTS / "cli" / "models" / "well.yaml").read_text(encoding="utf-8")
    for arguments, said in [(["pump and not pump"], "no state satisfies"), (["1", "--edits", "swap,jump"], "jump"),
                            (["1", "--cost", "swap=0"], "from 1 to 1000"), (["1", "--cost", "swop=1"], "swop=1"),
                            (["1", "--cost", "drop=2,drop=3"], "a second cost"),
                            (["1", "--levers", "ask"], "no lever 'ask'"), (["1", "--keep", "sky"], "'sky'"),
                            (["1", "--concept", "nm"], "nm"), (["true", "--inverse"], "one state"),
                            ([], "TARGET"), (["1", "--keep", "preferences.north.order.99"], "order.99")]:
        done = subprocess.run([truce, "unlock", "-", *arguments], input=well.encode(), capture_output=True,
                              timeout=60)
        claims.claim(done.returncode == 2 and said in done.stderr.decode() and not done.stdout,
                     f"unlock {arguments} is refused", done.returncode, done.stderr.decode())
    nowhere = dilemma([1, 2, 3, 4], [1, 2, 3, 4])
    done = subprocess.run([truce, "unlock", "-", "1", "--reachable", "improvements"], input=nowhere.encode(),
                          capture_output=True, timeout=60)
    claims.claim(done.returncode == 2 and b"status quo" in done.stderr, "no status quo", done.stderr.decode())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("truce")
    parser.add_argument("--models", type=int, default=90)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    totals = Counter()
    check_golden(arguments.truce)
    check_doha(arguments.truce)
    check_tried(arguments.truce)
    check_many(arguments.truce)
    check_long(arguments.truce)
    for seed in range(arguments.seed, arguments.seed + 3):
        check_surveyed(arguments.truce, seed)
    check_refused(arguments.truce)
    for seed in range(arguments.seed, arguments.seed + arguments.models):
        check_random(arguments.truce, seed, totals)
        if seed % 3 == 0:
            check_levers(arguments.truce, seed, totals)
        if seed % 4 == 0:
            check_inverse(arguments.truce, seed)
    print(dict(totals))
    if arguments.models >= 80:
        for kind in ("found", "impossible", "none so far", "levers used"):
            claims.claim(totals[kind] >= 1, f"cases of every kind: {kind}", dict(totals))
    sys.exit(claims.end())


if __name__ == "__main__":
    main()
