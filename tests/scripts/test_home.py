#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The sections around a conflict: the command and the slow reference agree on random models.

    test_home.py TRUCE [--models N] [--seed S]

Expiry: the state that every state turns into, and every verdict of `solve --after-expiry`; for a wrong model, the
state that the error names. Ratification: win-sets, votes, who is needed, whose consent is missing, which equilibria
would not be ratified. Audience costs: every demotion tried. Ripeness: whom the deadlock hurts, who can leave and
where to, ways out and their paths. Deals: the states they turn into, who loses by that, who blocks them at home, the
lasting phases that lead to them. Also identities that hold for every model.
"""

import json
import random
import sys
from fractions import Fraction
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402
import home_reference as home  # noqa: E402
import truce_reference as reference  # noqa: E402


def say(tree):
    return generate.statement_text(tree, random.Random(0))


def text_with(model, rng, extra):
    document = generate.document(model, rng)
    document.update(extra)
    return generate.flow(document, None) + "\n"


# ------------------------------------------------------------------- expiry


def refused(truce, text, command="states"):
    done = drive.call(truce, [command, "-", "--after-expiry", "--quiet"], text.encode())
    return done.returncode, done.stderr.decode()


def check_wrong(claims, truce, text, wrong, where):
    state, what = wrong.args
    status, message = refused(truce, text)
    claims.claim(
        status == 1 and f"state {state} (" in message and what in message,
        f"{where}: state {state} is named, {what}; got status {status}\n{message}",
    )


def check_expiry(claims, truce, seed):
    rng = random.Random(f"expiry {seed}")
    model = generate.generate(seed)
    graph = reference.build(model)
    expiries = generate.some_lapses(rng, model)
    text = text_with(model, rng, {"expires": generate.expires_entry(expiries)})
    where = f"expiry {seed}"
    try:
        ends = home.lapse(graph, expiries)
    except home.Wrong as wrong:
        check_wrong(claims, truce, text, wrong, where)
        return
    after = home.after_expiry(graph, ends)
    more = ["--verify"] if seed % 5 == 0 else []
    solved = drive.solve(truce, text, "--after-expiry", *more)
    claims.claim(solved["definitions"].pop("after_expiry", None) is True, f"{where}: the definitions say so")
    claims.same([row["turns_into"] for row in solved["table"]], ends[1:], f"{where}: what the states turn into")
    difference = drive.first_difference(solved, after)
    claims.claim(difference is None, f"{where}: {difference}\n{text}")
    plain = drive.solve(truce, text)
    claims.claim(drive.first_difference(plain, graph) is None, f"{where}: without the option nothing lapses")
    claims.claim([ends[e] for e in ends] == ends, f"{where}: lapsing twice is lapsing once")
    state = rng.choice(list(graph.states()))
    told = drive.explain(truce, text, "--state", str(state), "--concept", drive.ALL, "--after-expiry")
    for verdict in told["verdicts"]:
        for complaint in reference.check_witness(after, verdict):
            claims.claim(False, f"{where}: {complaint}")


def check_nothing_lapses(claims, truce, seed):
    rng = random.Random(f"lasting {seed}")
    text = text_with(generate.generate(seed), rng, {})
    plain, after = drive.solve(truce, text), drive.solve(truce, text, "--after-expiry")
    claims.claim(after["definitions"].pop("after_expiry", None) is True, f"lasting {seed}: the definitions say so")
    for row in after["table"]:
        claims.claim(row.pop("turns_into") == row["state"], f"lasting {seed}: nothing lapses")
    claims.claim(plain == after, f"lasting {seed}: without `expires` nothing changes")


# ------------------------------------------------------------- ratification


def some_home(rng, model, graph, members):
    """(entry of the file, rule, quota, actors) for one party."""
    actors, entries = [], []
    everybody = list(range(len(model.parties)))
    for number in range(rng.choice([1, 2, 3, 3, 4, 5, 6])):
        weight = rng.choice(["1", "2", "3", "0.5", "1.25", "0.1", "10"])
        if everybody and rng.random() < 0.5:
            party = everybody.pop(rng.randrange(len(everybody)))
            actors.append((model.parties[party], graph.ranks[party], Fraction(weight)))
            entries.append({"party": model.parties[party], "weight": generate.Number(weight)})
            continue
        name = f"actor{number}"
        own = reference.Model([name], model.options, model.names, model.rules, model.coalesce, model.outcomes)
        while not own.preferences:
            generate.some_preferences(rng, own, members)
        ranks = reference.dense_ranks(reference.worths_of(own, 0, members))
        actors.append((name, ranks, Fraction(weight)))
        entry = generate.preference_entry(*own.preferences[name], random.Random(1))
        entries.append({"id": name, "weight": generate.Number(weight), **entry})
    rule = rng.choice(["unanimity", "majority", "quota", "weighted"])
    quota = None
    if rule == "quota":
        quota = Fraction(rng.randint(1, len(actors)))
    elif rule == "weighted":
        total = sum(weight for _, _, weight in actors)
        quota = max(Fraction(1, 10), Fraction(int(total * rng.randint(1, 20) / 20 * 100), 100))
    else:
        actors = [(id_, ranks, Fraction(1)) for id_, ranks, _ in actors]
    if rule != "weighted":
        for entry in entries:
            entry.pop("weight")
    entry = {"actors": entries}
    if rule != "unanimity" or rng.random() < 0.5:
        entry["rule"] = rule
    if quota is not None:
        entry["quota"] = generate.Number(generate.decimal_text(quota))
    return entry, rule, quota, actors


def true_somewhere(rng, model, graph):
    for _ in range(50):
        statement = generate.some_statement(rng, model, 2)
        if home.where(graph, statement):
            return statement
    return ("true",)


def some_homes(rng, model, graph, no_deals):
    entries, homes = {}, []
    for party in rng.sample(range(len(model.parties)), rng.randint(1, min(2, len(model.parties)))):
        entry, rule, quota, actors = some_home(rng, model, graph, graph.members)
        reversion = None
        if rng.random() < 0.5 or not (graph.status_quo or model.parties[party] in no_deals):
            reversion = true_somewhere(rng, model, graph)
            entry["reversion"] = say(reversion)
        agreements = generate.some_statement(rng, model, 2) if rng.random() < 0.3 else None
        if agreements is not None:
            entry["agreements"] = say(agreements)
        entries[model.parties[party]] = entry
        homes.append((party, rule, quota, actors, reversion, agreements))
    return entries, homes


def expected_row(graph, homes, state, agreeable):
    votes = {}
    for h in homes:
        name = [actor[0] for actor in h.actors].__getitem__
        consent = h.consents(state)
        votes[graph.model.parties[h.party]] = {
            "ratified": h.ratifies(state),
            "consent": [name(i) for i in sorted(consent)],
            "refuse": [name(i) for i in range(len(h.actors)) if state in h.voted and i not in consent],
            "needed": [name(i) for i in h.needed(state)],
            "missing": [] if h.ratifies(state) else [[name(i) for i in c] for c in h.missing(state)],
            **({} if state in h.voted else {"voted": False}),
        }
    return {"ratified": all(h.ratifies(state) for h in homes), "agreeable": state in agreeable, "homes": votes}


def check_ratify(claims, truce, seed, with_expiry):
    rng = random.Random(f"ratify {seed}")
    model = generate.generate(seed)
    graph = reference.build(model)
    if len(graph.members) > 80:
        return
    no_deals = {p: true_somewhere(rng, model, graph) for p in model.parties if not graph.status_quo
                or rng.random() < 0.3}
    entries, descriptions = some_homes(rng, model, graph, no_deals)
    extra = {"ratify": entries}
    if no_deals:
        extra["no_deal"] = {party: say(statement) for party, statement in no_deals.items()}
    options, valued = [], graph
    if with_expiry:
        expiries = generate.some_lapses(rng, model)
        extra["expires"] = generate.expires_entry(expiries)
        try:
            ends = home.lapse(graph, expiries)
        except home.Wrong:
            return
        options, valued = ["--after-expiry"], home.after_expiry(graph, ends)
        descriptions = [
            (p, rule, quota, [(i, reference.dense_ranks({s: r[ends[s]] for s in graph.states()}), w)
                              for i, r, w in actors], *said)
            for p, rule, quota, actors, *said in descriptions
        ]
    homes = [home.Home(valued, *description, no_deals) for description in descriptions]
    text = text_with(model, rng, extra)
    where = f"ratify {seed}"
    try:
        answer = json.loads(drive.run(truce, "ratify", text, "--format", "json", "--rows", "all", "--concepts",
                                      drive.ALL, *options))
    except drive.Refused as refusal:
        claims.claim(False, f"{where}: {refusal}\n{text}")
        return
    ratified = [s for s in graph.states() if all(h.ratifies(s) for h in homes)]
    floors = [home.no_deal(valued, no_deals, p, valued.ranks[p])[0] for p in range(len(model.parties))]
    acceptable = [s for s in graph.states() if all(valued.ranks[p][s] >= f for p, f in enumerate(floors))]
    asked = {s for h in homes for s in h.voted}
    agreeable = set(ratified) & set(acceptable) & asked
    claims.same((answer["ratified"], answer["agreeable"]), (len(asked.intersection(ratified)), len(agreeable)),
                f"{where}: where win-sets meet")
    for h, told in zip(homes, answer["homes"]):
        floor = floors[h.party]
        own = [s for s in h.win_set() if valued.ranks[h.party][s] >= floor]
        claims.same((told["voted"], told["win_set"], told["with_veto"]),
                    (len(h.voted), len(h.win_set()), len(own)), f"{where}: win-set")
        claims.same([a["reversion"] for a in told["actors"]], [state for _, state in h.reversion],
                    f"{where}: reversions")
    rows = answer["table"]
    claims.same(len(rows), len(graph.members) - 1, f"{where}: a row for each state")
    for row in rows:
        expected = expected_row(valued, homes, row["state"], agreeable)
        for vote in row["homes"].values():
            reasons = vote.pop("reasons")
            claims.same([one["actor"] for one in reasons], [a for a in vote["refuse"] if a in model.parties],
                        f"{where}: parties say why they refuse, state {row['state']}")
            claims.claim(all(one["because"] for one in reasons), f"{where}: in words")
        claims.same({key: row[key] for key in expected}, expected, f"{where}: state {row['state']}\n{text}")
    stable = reference.solve(valued, list(reference.CONCEPTS))
    for concept in reference.CONCEPTS:
        missed = [s for s in reference.equilibria(valued, stable[concept]) if s not in ratified]
        claims.same(answer["involuntary"][concept], {"count": len(missed), "states": missed}, f"{where}: {concept}")


def check_nesting(claims, truce, seed):
    """The same actors under stricter and stricter rules, and with better and better reversions."""
    rng = random.Random(f"nesting {seed}")
    model = generate.generate(seed)
    graph = reference.build(model)
    if len(graph.members) > 80:
        return
    entry, _, _, actors = some_home(rng, model, graph, graph.members)
    order = sorted(graph.states(), key=lambda s: graph.ranks[0][s])
    n, sizes = len(actors), {}
    for rule in ("majority", "quota", "unanimity"):
        states = set()
        for actor in entry["actors"]:
            actor.pop("weight", None)
        extra = {"actors": entry["actors"], "rule": rule, "reversion": "true"}
        if rule == "quota":
            extra["quota"] = generate.Number(str(max(-(-2 * n // 3), n // 2 + 1)))
        text = text_with(model, rng,
                         {"ratify": {model.parties[0]: extra}, "no_deal": {p: "true" for p in model.parties}})
        rows = json.loads(drive.run(truce, "ratify", text, "--format", "json", "--rows", "all"))["table"]
        states = {row["state"] for row in rows if row["ratified"]}
        sizes[rule] = states
    claims.claim(sizes["unanimity"] <= sizes["quota"] <= sizes["majority"],
                 f"nesting {seed}: stricter rules ratify less")
    if model.names is None or len(order) < 2:
        return
    won = []  # one actor, the party itself: the better its reversion, the less it ratifies
    for state in (order[0], order[len(order) // 2], order[-1]):
        extra = {"actors": [{"party": model.parties[0]}], "reversion": model.names[state - 1]}
        text = text_with(model, rng,
                         {"ratify": {model.parties[0]: extra}, "no_deal": {p: "true" for p in model.parties}})
        rows = json.loads(drive.run(truce, "ratify", text, "--format", "json", "--rows", "all"))["table"]
        won.append({row["state"] for row in rows if row["ratified"]})
    claims.claim(won[0] >= won[1] >= won[2], f"nesting {seed}: better reversions ratify less")


# ----------------------------------------------------------- audience costs


def check_audience(claims, truce, seed):
    rng = random.Random(f"audience {seed}")
    model = generate.generate(seed)
    graph = reference.build(model)
    if len(graph.members) > 120:
        return
    no_deals = {p: true_somewhere(rng, model, graph) for p in model.parties if rng.random() < 0.3}
    knows_no_deal = bool(graph.status_quo) or len(no_deals) == len(model.parties)
    party = rng.randrange(len(model.parties))
    escalated, backs_down = generate.some_statement(rng, model, 1), generate.some_statement(rng, model, 2)
    extra = {"audience": [{"party": model.parties[party], "escalated": say(escalated),
                           "backs_down": say(backs_down)}]}
    if no_deals:
        extra["no_deal"] = {p: say(statement) for p, statement in no_deals.items()}
    text = text_with(model, rng, extra)
    where = f"audience {seed}"
    told = json.loads(drive.run(truce, "audience", text, "--format", "json"))["audience"][0]
    line, most = home.on_the_line(graph, escalated, backs_down), max(graph.ranks[party])
    claims.same((told["ranks"], told["on_the_line"]), (most, len(line)), f"{where}: escalated states")
    others = set(graph.states())
    if knows_no_deal:
        for p in set(range(len(model.parties))) - {party}:
            others &= home.acceptable(graph, no_deals, p, graph.ranks[p])
    expected, needs = [], {}
    for depth in range(most + 1):
        step = {"demotion": depth, "tempted": len(home.tempted(graph, party, escalated, backs_down, depth))}
        for state in home.tempted(graph, party, escalated, backs_down, depth):
            needs[state] = depth + 1
        if knows_no_deal:
            mine = home.acceptable(graph, no_deals, party, home.demoted(graph, party, backs_down, depth))
            step |= {"acceptable": len(mine), "agreeable": len(mine & others)}
        if not expected or {**step, "demotion": 0} != {**expected[-1], "demotion": 0}:
            expected.append(step)
    claims.same(told["sweep"], expected, f"{where}: the sweep\n{text}")
    claims.same({row["state"]: row["needs"] for row in told["table"]}, needs, f"{where}: what each state needs")
    claims.same(told["ties_hands"], max(needs.values(), default=0), f"{where}: when hands are tied")
    down = set(home.where(graph, backs_down))
    for row in told["table"]:
        best = max(graph.ranks[party][to] for to in graph.moves[party][row["state"]] & down)
        claims.claim(
            row["to"] in graph.moves[party][row["state"]] & down and graph.ranks[party][row["to"]] == best,
            f"{where}: state {row['state']} backs down to {row['to']}",
        )
    quo = graph.status_quo
    if quo not in line:
        claims.same(told["status_quo"], None, f"{where}: status quo")
        return
    needed = told["status_quo"]["needs"]
    claims.same(needed, needs.get(quo, 0), f"{where}: the status quo")
    worth = home.demoted(graph, party, backs_down, needed)
    locked = all(worth[to] <= worth[quo] for to in graph.moves[party][quo])
    claims.same(told["status_quo"]["locks"], locked, f"{where}: is the status quo locked")


# ------------------------------------------------------- what lasts of a deal


def check_phases(claims, graph, after, lapses, holding, deal, where):
    """Each phase one party's move, or a lapse, to a state that holds, no worse for anybody than the one before, now
    and once it has lapsed."""
    everybody = range(len(graph.model.parties))

    def follow(state):
        return {
            (p, to)
            for p in [*everybody, None]
            for to in (lapses[state] if p is None else graph.moves[p][state]) & holding
            if all(g.ranks[i][to] >= g.ranks[i][state] for g in (graph, after) for i in everybody)
        }

    least, todo = {graph.status_quo: 0}, [graph.status_quo]
    for state in todo:
        for to in sorted({to for _, to in follow(state)}):
            if to not in least:
                least[to] = least[state] + 1
                todo.append(to)
    if deal["state"] not in least or deal["state"] not in holding:
        claims.same(deal["phases"], None, f"{where}: no phases to {deal['state']}")
        return
    if not claims.same(len(deal["phases"]), least[deal["state"]], f"{where}: phases to {deal['state']}"):
        return
    at = graph.status_quo
    for step in deal["phases"]:
        move = (None if step["party"] is None else graph.model.parties.index(step["party"]), step["to"])
        claims.same(step.get("lapses", False), move[0] is None, f"{where}: whether {step} lapses")
        claims.claim(move in follow(at), f"{where}: {step} is a phase after {at}")
        at = step["to"]
    claims.same(at, deal["state"], f"{where}: where the phases end")


def check_deal(claims, truce, seed):
    rng = random.Random(f"deal {seed}")
    model = generate.generate(seed)
    graph = reference.build(model)
    if len(graph.members) > 80 or not graph.status_quo:
        return
    expiries = generate.some_lapses(rng, model)
    entries, descriptions = some_homes(rng, model, graph, {})
    try:
        ends = home.lapse(graph, expiries)
    except home.Wrong:
        return
    no_deals = {p: true_somewhere(rng, model, graph) for p in model.parties if rng.random() < 0.4}
    extra = {"expires": generate.expires_entry(expiries), "ratify": entries}
    if no_deals:
        extra["no_deal"] = {p: say(statement) for p, statement in no_deals.items()}
    text = text_with(model, rng, extra)
    after, homes = home.after_expiry(graph, ends), [home.Home(graph, *description, no_deals)
                                                    for description in descriptions]
    left = [home.no_deal(graph, no_deals, p, graph.ranks[p])[1] for p in range(len(model.parties))]
    told = json.loads(drive.run(truce, "deal", text, "--format", "json", "--concepts", "seq"))
    where, everybody = f"deal {seed}", range(len(model.parties))
    holding = set(reference.equilibria(graph, reference.solve(graph, ["seq"])["seq"]))
    lapses = home.lapses(graph, expiries)
    claims.same([told["no_deal"][p]["state"] for p in model.parties], left, f"{where}: no deal")

    def fares(g, state):
        gains = [g.ranks[p][state] - g.ranks[p][left[p]] for p in everybody]
        return {model.parties[p]: "better" if gains[p] > 0 else "worse" if gains[p] < 0 else "same"
                for p in everybody}

    for deal in told["deals"]:
        state = deal["state"]
        losers = [p for p, word in fares(after, state).items() if word == "worse"]
        refusing = {
            model.parties[h.party]: [a[0] for i, a in enumerate(h.actors) if i not in h.consents(state)]
            for h in homes
            if not h.ratifies(state)
        }
        claims.same(
            (deal["turns_into"], deal["lasts"], deal["loses_after_expiry"], deal["ratified"], deal["blocked_by"]),
            (ends[state], not losers, losers, not refusing, refusing),
            f"{where}: what lasts of state {state}\n{text}",
        )
        check_phases(claims, graph, after, lapses, holding, deal, where)
    expected = [
        {
            "state": s,
            "code": graph.codes[s],
            "turns_into": ends[s],
            "now": fares(graph, s),
            "after": fares(after, s),
            "lasts": "worse" not in fares(after, s).values(),
            "ratified": all(h.ratifies(s) for h in homes),
        }
        for s in sorted(holding)
        if ends[s] != s
    ]
    claims.same(told["temporary"], expected, f"{where}: temporary arrangements that hold")


# ------------------------------------------------------------------ ripeness


def check_path(claims, graph, lapses, start, way, where):
    at, last = start, None
    for step in way["path"]:
        if step["party"] is None:
            claims.claim(step["lapses"] and step["to"] in lapses[at] and step["gain"] is None,
                         f"{where}: {step} from {at} is a lapse")
            at, last = step["to"], None
            continue
        party = graph.model.parties.index(step["party"])
        gain = graph.ranks[party][step["to"]] - graph.ranks[party][at]
        word = "better" if gain > 0 else "worse" if gain < 0 else "same"
        claims.claim(
            party != last and step["to"] in graph.moves[party][at] and step["gain"] == word,
            f"{where}: {step} from {at} is a legal step, {word}",
        )
        at, last = step["to"], party
    claims.same(at, way["state"], f"{where}: the path ends where it should")


def check_exits(claims, graph, ripe, told, stable, where):
    """Who can leave; every move named is an improvement that nothing sanctions."""
    for concept in reference.CONCEPTS:
        can = [p for p in range(len(graph.model.parties)) if ripe.state not in stable[concept][p]]
        exits = told["stalemate"][concept]["exits"]
        claims.same([e["party"] for e in exits], [graph.model.parties[p] for p in can],
                    f"{where}: who can leave, {concept}")
        met = not any(p in ripe.asked for p in can)
        claims.same(told["stalemate"][concept]["met"], met, f"{where}: stalemate, {concept}")
        for entry in exits:
            party = graph.model.parties.index(entry["party"])
            free = [
                to
                for to in graph.improvements(party, ripe.state)
                if not reference.CONCEPTS[concept](lone_improvement(graph, party, ripe.state, to), party, ripe.state)
            ]
            claims.same(entry["to"], min(free), f"{where}: where {entry['party']} can go, {concept}")


def lone_improvement(graph, party, state, to):
    """The same conflict with a single improvement for the party from the state: the verdict shows whether it is
    sanctioned. The replies of the others do not begin in the state itself, so nothing else changes for them."""
    moves = [list(of_party) for of_party in graph.moves]
    moves[party][state] = {m for m in graph.moves[party][state] if m == to or not graph.prefers(party, m, state)}
    return home.replace(graph, moves=moves, replies={})


def check_ripe(claims, truce, seed):
    rng = random.Random(f"ripe {seed}")
    model = generate.generate(seed)
    graph = reference.build(model)
    if len(graph.members) > 60:
        return
    pains = {p: generate.some_statement(rng, model, 2) for p in model.parties if rng.random() < 0.6}
    extra = {"pain": {p: say(statement) for p, statement in pains.items()}} if pains else {}
    state, options = rng.choice(list(graph.states())), []
    asked = [p for p in range(len(model.parties)) if len(pains) < 2 or model.parties[p] in pains]
    if rng.random() < 0.3:
        asked = sorted(rng.sample(range(len(model.parties)), rng.randint(1, len(model.parties))))
        options = ["--party", ",".join(model.parties[p] for p in asked)]
    lapses = None
    if rng.random() < 0.4:
        expiries = generate.some_lapses(rng, model)
        extra["expires"] = generate.expires_entry(expiries)
        lapses = home.lapses(graph, expiries)
        if rng.random() < 0.2:
            lapses, options = None, [*options, "--no-lapsing"]
    text = text_with(model, rng, extra)
    where = f"ripe {seed}"
    told = json.loads(
        drive.run(truce, "ripe", text, "--format", "json", "--concepts", drive.ALL, "--state", str(state), *options)
    )
    ripe = home.Ripe(graph, state, pains, asked, lapses)
    claims.same(
        [(p["asked"], p["hurt"]) for p in told["hurting"]["parties"]],
        [(p in asked, ripe.hurt[p]) for p in range(len(model.parties))],
        f"{where}: whom it hurts",
    )
    claims.same(told["hurting"]["met"], ripe.is_hurting(), f"{where}: does it hurt them all")
    stable = reference.solve(graph, list(reference.CONCEPTS))
    check_exits(claims, graph, ripe, told, stable, where)
    ways, out = ripe.ways_out(), told["way_out"]
    claims.same(
        (out["met"], out["better"], out["reachable"], out["better_for_all"]),
        (bool(ways), len(ripe.better(asked)), len(ways), len(ways & ripe.better(range(len(model.parties))))),
        f"{where}: ways out\n{text}",
    )
    claims.same({way["state"] for way in out["ways"]}, ways, f"{where}: each way out is told")
    for way in out["ways"]:
        check_path(claims, graph, lapses, state, way, where)
    for concept in reference.CONCEPTS:
        enticing = [s for s in reference.equilibria(graph, stable[concept]) if s in ripe.better(asked)]
        claims.same(told["enticing"][concept]["states"], enticing, f"{where}: enticing, {concept}")
        is_ripe = ripe.is_hurting() and bool(ways) and all(state in stable[concept][p] for p in asked)
        claims.same(told["ripe"][concept], is_ripe, f"{where}: ripe under {concept}")


def main():
    arguments = drive.options(__doc__, models=1000, seed=0)
    claims = drive.Claims()
    for number in range(arguments.models):
        seed = arguments.seed + number
        check_expiry(claims, arguments.truce, seed)
        check_ratify(claims, arguments.truce, seed, seed % 4 == 0)
        check_audience(claims, arguments.truce, seed)
        check_ripe(claims, arguments.truce, seed)
        check_deal(claims, arguments.truce, seed)
        if number % 20 == 0:
            check_nothing_lapses(claims, arguments.truce, seed)
            check_nesting(claims, arguments.truce, seed)
        drive.progress(number, arguments.models)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
