#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Forecasts: agreement with the definition, invariants, the Doha figures, simulation, usage.

    test_forecast.py TRUCE [--models N] [--seed S]

Each random model gets a tempo, clocks of what expires, rates of slips and initiatives; every probability, where the
chain ends, and when the first agreement comes must be those of reference/forecast_reference.py. Bands are compared
with all readings of small models, each forecast for itself.
"""

import argparse
import json
import math
import random
import re
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
CASES = TESTS.parent / "cases"
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import forecast_reference as forecast  # noqa: E402
import generate  # noqa: E402
import paths_reference  # noqa: E402
import truce_reference as reference  # noqa: E402

MOST_STATES = 24
NEAR = 2e-6  # figures have six digits
CONCEPTS = ["nash", "gmr", "smr", "seq", "sseq"]
KINDS = ["undoable", "step", "any"]
DATE = "2025-05-12"


def ask(truce, text, *arguments):
    return json.loads(drive.run(truce, "forecast", text, "--format", "json", *arguments))


def near(a, b, size=1.0):
    return abs(float(a) - float(b)) <= NEAR * size


# -------------------------------------------------------------- random models

def text_of(model, rng, more):
    document = generate.document(model, rng)
    document.pop("expires", None)
    return generate.flow({**document, **more}, None) + "\n"


def expiries_of(model, rng):
    """([(statement, becomes)], their entries, their clocks in days or None)"""
    lapsing = generate.some_lapses(rng, model) if rng.random() < 0.4 else []
    days = [rng.choice([None, 3, 20]) for _ in lapsing]
    entries = generate.expires_entry(lapsing)
    for entry, of in zip(entries, days):
        if of:
            entry["after"] = rng.choice([f"{of} days", f"{24 * of} hours, or so"])
        elif rng.random() < 0.5:
            entry["after"] = "as long as it takes"
    return lapsing, entries, [1 / of if of else None for of in days]


def differences(answer, graph, chain, start, spots, goals):
    """What is wrong in the answer."""
    for index, (horizon, time) in enumerate(zip(answer["horizons"], spots)):
        p = chain.after(start, time)
        if not near(horizon["at"], time, 10):
            yield f"at {horizon['at']}, not {time}"
        for one in horizon["outcomes"]:
            holds = [s for s in graph.states() if one["outcome"] in graph.outcomes[s]]
            if not near(one["p"], sum(p[s] for s in holds)):
                yield f"{one} after {time}, not {sum(p[s] for s in holds)}"
            if one["reference"] != (start in holds):
                yield f"reference {one}"
        for one in horizon["states"]:
            if not near(one["p"], p[one["state"]]):
                yield f"state {one} after {time}, not {p[one['state']]}"
        told = sum(one["p"] for one in horizon["states"])
        least = min((one["p"] for one in horizon["states"]), default=0)
        missing = [s for s in graph.states() if s not in [one["state"] for one in horizon["states"]]]
        if len(horizon["states"]) < 10 and not near(told, 1, 10):
            yield f"states that add up to {told}"
        if any(p[s] > least + NEAR for s in missing):
            yield f"{missing} are more probable than {least}"
        within = sum(chain.stopped(goals).after(start, time)[s] for s in goals)
        if not near(answer["first_agreement"]["within"][index], within):
            yield f"within {answer['first_agreement']['within'][index]}, not {within}"
    mean, expected = answer["first_agreement"]["mean"], chain.mean(start, goals)
    if (mean is None) != (expected is None) or (mean is not None and not near(mean, expected, 10 * max(1, expected))):
        yield f"first agreement after {mean}, not {expected}"
    ends = [(sorted(one["states"]), one["p"]) for one in answer["absorbing"]]
    expected = chain.ends(start)
    if sorted(s for s, _ in ends) != sorted(s for s, _ in expected):
        yield f"ends in {ends}, not {expected}"
    elif any(not near(p, dict((tuple(s), q) for s, q in expected)[tuple(states)]) for states, p in ends):
        yield f"ends in {ends}, not {expected}"


def try_model(claims, truce, seed):
    model = generate.generate_surrounded(seed)
    if len(list(reference.build(model).states())) > MOST_STATES:
        return False
    rng = random.Random(f"forecast {seed}")
    members = reference.build(model).members
    model.status_quo = rng.randrange(1, len(members))
    graph = reference.build(model)
    start, concept, kind = graph.status_quo, rng.choice(CONCEPTS), rng.choice(KINDS)
    slip, initiative = rng.choice([0, 0.02, 0.1, 0.5, 1]), rng.choice([0, 0, 0.05, 0.3])
    initiative = min(initiative, 1 - slip)
    lapsing, entries, clocks = expiries_of(model, rng)
    more, is_calendar = ({"expires": entries} if entries else {}), rng.random() < 0.7
    days = [rng.choice([1, 7, 12.5]) for _ in model.parties]
    if is_calendar:
        more["tempo"] = {p: f"{d} days" for p, d in zip(model.parties, days)}
    spots = sorted(rng.sample([0, 1, 5, 30, 200], 3))
    rates = [1 / d for d in days] if is_calendar else [1.0] * len(days)
    text = text_of(model, rng, more)
    arguments = ["--concept", concept, "--slip", f"{slip}", "--slips", kind, "--initiative", f"{initiative}",
                 "--horizons", ",".join(f"{s}d" if is_calendar else f"{s}" for s in spots), "--limit", "0",
                 "--as-written"]
    chain = forecast.Chain(graph, concept, rates, slip, kind, initiative, lapsing, clocks if is_calendar else [])
    no_deals = getattr(model, "around", {}).get("no_deal", {})
    try:
        answer = ask(truce, text, *arguments)
    except drive.Refused as refusal:
        claims.claim("no state satisfies" in str(refusal), f"seed {seed}: {refusal}")
        return False
    goals = forecast.agreements(graph, no_deals)
    wrong = list(differences(answer, graph, chain, start, spots, goals))
    claims.claim(not wrong, f"seed {seed}: {concept}, {kind}, {slip}, {initiative}", *wrong[:3])
    return True


def try_models(claims, truce, count, first):
    done, seed = 0, first
    while done < count:
        done += try_model(claims, truce, seed)
        seed += 1


def within_reach(graph, concept, lapsing, clocks, start):
    """Where unsanctioned improvements lead, by anybody in any order, and lapses that have a clock."""
    found, front = {start}, [start]
    while front:
        state = front.pop()
        to = {forecast.lapse(graph, lapsing, place, state) for place, clock in enumerate(clocks) if clock} - {None}
        for party in range(len(graph.moves)):
            to |= set(paths_reference.steps_of(graph, "unsanctioned", concept, party, state))
        front += to - found
        found |= to
    return found


def try_rest(claims, truce, seed):
    """Without slips, what the chain ends in as a single state are the equilibria that no clock leaves: from each
    state of the model, by the reference's verdicts and lapses. Nothing else has a probability than what unsanctioned
    improvements and lapses lead to."""
    model = generate.generate_surrounded(seed)
    n_states = len(list(reference.build(model).states()))
    if n_states > 12:
        return False
    rng = random.Random(f"rest {seed}")
    lapsing, entries, clocks = expiries_of(model, rng)
    more = {"tempo": {p: "7 days" for p in model.parties}, **({"expires": entries} if entries else {})}
    graph = reference.build(model)
    for concept in ("nash", "gmr", "smr", "seq"):
        found = set()
        for start in range(1, n_states + 1):
            model.status_quo = start
            try:
                answer = ask(truce, text_of(model, rng, more), "--concept", concept, "--slip", "0", "--limit", "0",
                             "--horizons", "30d", "--as-written")
            except drive.Refused:
                return False  # a no deal that no state satisfies
            found |= {end["states"][0] for end in answer["absorbing"] if end["size"] == 1}
            told = {one["state"] for one in answer["horizons"][0]["states"]}
            told |= {state for end in answer["absorbing"] for state in end["states"]}
            claims.claim(told <= within_reach(graph, concept, lapsing, clocks, start),
                         f"seed {seed}: {concept} from {start} comes where improvements and lapses lead", told)
        stable = reference.CONCEPTS[concept]
        expected = {s for s in graph.states() if all(stable(graph, p, s) for p in range(len(model.parties)))}
        left = {s for s in expected for place, clock in enumerate(clocks)
                if clock and forecast.lapse(graph, lapsing, place, s) is not None}
        claims.same(found, expected - left, f"seed {seed}: single ends under {concept} without slips")
    return True


def try_rests(claims, truce, count, first):
    done, seed = 0, first
    while done < count:
        done += try_rest(claims, truce, seed)
        seed += 1


# ------------------------------------------------------------------ invariants

def set_tempo(text, days):
    return re.sub(r"^tempo:.*\n(?:[ ].*\n)*", "", text, flags=re.M) + \
        "tempo: {" + ", ".join(f"{p}: {d} days" for p, d in days.items()) + "}\n"


def figures(answer):
    return [[(o["outcome"], o["p"], o["slip0"], o["slip_high"]) for o in h["outcomes"]] for h in answer["horizons"]]


def doha(truce, *arguments, days=(14, 28, 14, 14), text=None):
    text = text or (CASES / "doha-2025" / "model.yaml").read_text(encoding="utf-8")
    tempo = dict(zip(["israel", "partners", "hamas", "us"], days))
    return ask(truce, set_tempo(text, tempo), "--as-written", *arguments)


def test_invariants(claims, truce):
    once = doha(truce, "--horizons", "15d,40d")
    twice = doha(truce, "--horizons", "30d,80d", days=(28, 56, 28, 28))
    claims.same(figures(once), figures(twice), "half the tempo is twice the time")
    for threads in "124":
        again = doha(truce, "--horizons", "15d,40d", "--threads", threads)
        claims.same(again, once, f"{threads} threads, the same figures")
    now = doha(truce, "--horizons", "0d")["horizons"][0]
    claims.same([(s["state"], s["p"]) for s in now["states"]], [(138, 1)], "after no time, the status quo")
    claims.claim(all(o["p"] == o["slip0"] == o["slip_high"] == o["reference"] for o in now["outcomes"]),
                 "and so with every column", now)
    none = doha(truce, "--slip", "0")
    claims.claim(all(o["p"] == o["slip0"] == o["slip_high"] for h in none["horizons"] for o in h["outcomes"]),
                 "three columns of no slips are one")


def test_doha(claims, truce):
    answer = doha(truce, )
    claims.claim(all(o["slip0"] == o["reference"] for h in answer["horizons"] for o in h["outcomes"]),
                 "without slips and initiatives Doha stays, in every variant", answer["horizons"][-1])
    claims.same([h["date"] for h in answer["horizons"]], ["2025-06-11", "2025-08-10", "2025-11-08"], "dates")
    still = doha(truce, "--slip", "0")
    claims.same(([(e["states"], e["p"]) for e in still["absorbing"]], still["first_agreement"]["mean"]),
                ([([138], 1)], None), "it ends where it stands")
    first = doha(truce, "--slip", "0", "--initiative", "0.2", "--horizons", "1h")["horizons"][0]["states"]
    claims.same(sorted(s["state"] for s in first[:6]), [138, 139, 146, 234, 242, 250],
                "who may take an initiative: Israel to 139, Hamas to the others")
    for kind, least, most in (("step", 0.41, 0.75), ("any", 0.44, 0.77)):
        gone = doha(truce, "--slips", kind, days=(7, 7, 7, 7))["horizons"][2]["outcomes"][8]
        claims.claim(gone["outcome"] == "coalition_break" and least < gone["p"] < gone["slip_high"] < most,
                     f"slips of kind {kind} alone would drive the partners out", gone)


def test_simulation(claims, truce):
    runs = 20000
    answer = doha(truce, "--simulate", str(runs), "--slip", "0.1", "--initiative", "0.1")
    for exact, played in zip(answer["horizons"], answer["simulated"]["horizons"]):
        for one, other in zip(exact["outcomes"], played["outcomes"]):
            sd = math.sqrt(one["p"] * (1 - one["p"]) / runs) + 1e-6
            claims.claim(abs(one["p"] - other["share"]) < 4.5 * sd, f"simulated {other} as computed", one)
            claims.claim(other["count"] == round(other["share"] * runs), "counts are whole")


# ---------------------------------------------------------------------- bands

OPTIONS = {"north": ["a", "b"], "south": ["c", "d"]}
VARIANTS = 1500


def fates(items, place, confidence, if_wrong):
    """[(probability, list)] of a list with one unsure item: what docs/robust.md says of it."""
    item, rest = items[place], items[:place] + items[place + 1:]
    absent, elsewhere = {"absent": (1, 0), "elsewhere": (0, 1)}.get(if_wrong, (0.5, 0.5))
    wrong, found = 1 - confidence, [(confidence, items)]
    if if_wrong == "opposite":
        return [*found, (wrong, [*items[:place], f"not ({item})", *items[place + 1:]])]
    ways = [way for way in ((-1, place), (1, len(rest) - place)) if way[1]]
    if not ways:
        return [*found, (wrong, rest)]
    found.append((wrong * absent, rest))
    for sign, room in ways:
        for step in range(1, room + 1):
            share = 0.5 ** step if step < room else 0.5 ** (step - 1)
            at = place + sign * step
            found.append((wrong * elsewhere / len(ways) * share, [*rest[:at], item, *rest[at:]]))
    return found


def unsure_model(rng):
    """A model with a few doubts, and its readings as [(probability, model)]; models as arguments of small()."""
    names = [name for own in OPTIONS.values() for name in own]
    literal = lambda: rng.choice(["", "not "]) + rng.choice(names)  # noqa: E731
    orders = {p: list(dict.fromkeys(f"{literal()} or {literal()}" if rng.random() < 0.4 else literal()
                                    for _ in range(rng.choice([3, 4])))) for p in OPTIONS}
    rule = f"not ({names[0]} and {rng.choice(names[2:])})"
    base = {"orders": orders, "rule": rule, "still": None}
    doubted, readings = dict(base), [(1.0, base)]
    for party, order in orders.items():
        place, c = rng.randrange(len(order)), rng.choice([0.3, 0.6, 0.9])
        if_wrong = rng.choice([None, "absent", "elsewhere", "opposite"])
        written = f"{{that: {order[place]}, confidence: {c}{f', if_wrong: {if_wrong}' if if_wrong else ''}}}"
        doubted = {**doubted, "orders": {**doubted["orders"], party: [*order[:place], written, *order[place + 1:]]}}
        readings = [(p * q, {**m, "orders": {**m["orders"], party: other}})
                    for p, m in readings for q, other in fates(order, place, c, if_wrong)]
    if rng.random() < 0.5:
        doubted["rule"] = f"{{that: {rule}, confidence: 0.7}}"
        readings = [(p * q, {**m, "rule": r}) for p, m in readings for q, r in ((0.7, rule), (0.3, None))]
    if rng.random() < 0.5:
        name = rng.choice(names)
        doubted["still"] = name, "confidence: 0.6"
        readings = [(p * q, {**m, "still": still}) for p, m in readings
                    for q, still in ((0.6, None), (0.4, (name, "moves: none")))]
    return doubted, readings


def small(model):
    still, note = model["still"] or (None, None)
    option = lambda o: f"{{id: {o}, {note}}}" if o == still else o  # noqa: E731
    parties = ", ".join(f"{{id: {p}, options: [{', '.join(map(option, own))}]}}" for p, own in OPTIONS.items())
    orders = ", ".join(f"{p}: {{order: [{', '.join(order)}]}}" for p, order in model["orders"].items())
    return (f"truce: 1\nparties: [{parties}]\nstatus_quo: {{a: no}}\noutcomes: {{one: a or c, two: b and not d}}\n"
            f"preferences: {{{orders}}}\n" + (f"feasible: [{model['rule']}]\n" if model["rule"] else ""))


def shares_of(answer):
    shares = {(h, o["outcome"], column): o[column] for h, of in enumerate(answer["horizons"]) for o in of["outcomes"]
              for column in ("p", "slip0", "slip_high")}
    shares.update({(h, "agreement", "p"): p for h, p in enumerate(answer["first_agreement"]["within"])})
    return {**shares, (0, "ever", "p"): answer["first_agreement"]["ever"]}


def bounds_of(answer):
    agreement = answer["first_agreement"]
    bounds = {(h, o["outcome"], "p"): (o["low"], o["high"]) for h, of in enumerate(answer["horizons"])
              for o in of["outcomes"]}
    bounds.update({(h, "agreement", "p"): both
                   for h, both in enumerate(zip(agreement["within_low"], agreement["within_high"]))})
    return {**bounds, (0, "ever", "p"): (agreement["ever_low"], agreement["ever_high"])}


def try_bands(claims, truce, seed):
    """The readings of a model are few, so each is forecast as it is written, and they are weighed by hand."""
    rng = random.Random(f"bands {seed}")
    doubted, readings = unsure_model(rng)
    arguments = ["--horizons", "2,20", "--slip", "0.1", "--initiative", rng.choice(["0", "0.1"]), "--threads", "1"]
    answer = ask(truce, small(doubted), *arguments, "--variants", str(VARIANTS), "--seed", str(seed))
    alone = [(p, shares_of(ask(truce, small(m), *arguments))) for p, m in readings]
    sd, wrong = math.sqrt(0.09 / VARIANTS), []
    for key, mean in shares_of(answer).items():
        expected = sum(p * shares[key] for p, shares in alone)
        spread = math.sqrt(sum(p * (shares[key] - expected) ** 2 for p, shares in alone) / VARIANTS)
        if abs(mean - expected) > 4.5 * spread + NEAR:
            wrong.append(f"{key}: {mean}, not {expected}")
    for key, (low, high) in bounds_of(answer).items():
        below = sum(p for p, shares in alone if shares[key] < low - NEAR)
        upto = sum(p for p, shares in alone if shares[key] <= low + NEAR)
        above = sum(p for p, shares in alone if shares[key] > high + NEAR)
        downto = sum(p for p, shares in alone if shares[key] >= high - NEAR)
        if max(below, above) > 0.1 + 4.5 * sd or min(upto, downto) < 0.1 - 4.5 * sd:
            wrong.append(f"{key}: {below} lie below {low}, {above} above {high}")
    claims.claim(not wrong, f"bands of seed {seed}, {len(readings)} readings", *wrong[:3], small(doubted))


def test_bands(claims, truce):
    for seed in range(8):
        try_bands(claims, truce, seed)
    text = (CASES / "doha-2025" / "model.yaml").read_text(encoding="utf-8")
    alike = ["--variants", "70", "--simulate", "50"]
    once = ask(truce, text, *alike, "--threads", "1")
    for threads in "24":
        claims.same(ask(truce, text, *alike, "--threads", threads), once, f"{threads} threads, the same bands")
    claims.claim(ask(truce, text, *alike, "--threads", "1", "--seed", "2")["horizons"] != once["horizons"],
                 "another seed draws others")
    sure = re.sub(r"confidence: [0-9.]+", "confidence: 1", text)
    answer = ask(truce, sure)
    claims.same((answer["assumptions"]["variants"], figures(answer)),
                (0, figures(ask(truce, text, "--as-written"))), "without doubts it is the model as it is written")
    claims.claim(all(o["slip0"] == o["reference"] for h in once["horizons"] for o in h["outcomes"]),
                 "without slips and initiatives Doha stays, in every variant")


# ----------------------------------------------------------------------- usage

WELL = """truce: 1
date: 2025-05-10
parties: [{id: north, options: [pump]}, {id: south, options: [sue]}]
status_quo: {pump: yes}
outcomes: {quiet: not pump and not sue}
preferences: {north: {order: [not sue, pump]}, south: {order: [not pump, not sue]}}
"""
TEMPO = "tempo: {north: 7 days, south: 2 weeks}\n"
UNDATED = WELL.replace("date: 2025-05-10\n", "")
BAD = [  # model, arguments, status, what is said
    (WELL, ["--horizons", "30d"], 2, "'30d' is a time of the calendar"),
    (WELL, ["--horizons", "2025-06-01"], 2, "does not say how often each party decides"),
    (WELL, ["--horizons", "soon"], 2, "'soon' is not a horizon"),
    (WELL, ["--horizons", "4,,13"], 2, "'' is not a horizon"),
    (WELL + TEMPO, ["--horizons", "4"], 2, "'4' has no unit"),
    (WELL + TEMPO, ["--horizons", "2025-05-09"], 2, "'2025-05-09' is before the model's date"),
    (WELL + TEMPO, ["--horizons", "2025-02-30"], 2, "'2025-02-30' is not a date"),
    (UNDATED + TEMPO, ["--horizons", "2025-06-01"], 2, "cannot be counted from the model's date"),
    (WELL + TEMPO, ["--horizons", "999999999d"], 2, "too far ahead"),
    (WELL, ["--slip", "1.5"], 2, "--slip takes a number from 0 to 1"),
    (WELL, ["--variants", "0"], 2, "--variants"),
    (WELL, ["--variants", "1000000001"], 2, "--variants"),
    (WELL, ["--slip", "x"], 2, "--slip takes a number from 0 to 1"),
    (WELL, ["--slip", "0.6", "--initiative", "0.5"], 2, "add up to more than 1"),
    (WELL, ["--slips", "some"], 2, "--slips"),
    (WELL, ["--concept", "nash,seq"], 2, "--concept takes one concept here"),
    (WELL, ["--concept", "sim"], 2, "does not say what a move is worth"),
    (WELL.replace("status_quo: {pump: yes}\n", ""), [], 2, "does not say where things stand today"),
    (WELL + "tempo: {north: 7 days, south: x}\n", [], 1, "'x' is not a duration"),
    (WELL + "tempo: {north: 0 days}\n", [], 1, "no time at all lies between two decisions"),
]


def run(truce, text, arguments):
    done = subprocess.run([truce, "forecast", "-", *arguments], input=text.encode(), capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_usage(claims, truce):
    for text, arguments, status, said in BAD:
        got, out, err = run(truce, text, arguments)
        claims.claim(got == status and said in err and not out, f"{arguments}: status {status}, {said}", got, err,
                     out)
    passing = "expires: [{when: pump, becomes: {pump: no}, after: a while}]\n"
    got, out, err = run(truce, WELL + passing + TEMPO, [])
    claims.claim(got == 0 and "this is no duration" in err and "does not expire here" in out,
                 "what has no duration stands, and that is said", err, out)
    got, out, err = run(truce, WELL + "tempo: {north: 7 days}\n", [])
    claims.claim(got == 0 and "how often 'south' decides" in err and "rounds" in out,
                 "rounds where a tempo is missing", err)


AT_REST = """truce: 1
parties: [{id: north, options: [pump]}, {id: south, name: South farm, options: [sue]}]
status_quo: {pump: no}
outcomes: {court: sue}
preferences:
  north: {order: [not sue, not pump]}
  south: {order: [{that: not sue, confidence: 0.6, if_wrong: opposite}, not pump]}
no_deal: {south: sue}
"""


def test_as_written(claims, truce):
    """What is told of the model as it is written says so beside figures of readings; so is an agreement of today."""
    def told(*arguments, text=AT_REST):
        return " ".join(run(truce, text, list(arguments))[1].split())
    drawn, alone = told("--variants", "200"), told("--as-written")
    answer = ask(truce, AT_REST, "--variants", "200")
    claims.claim(answer["horizons"][0]["outcomes"][0]["slip0"] > 0.2, "readings change without slips", answer)
    for sentence in ("In the model as it is written nothing happens without slips: nobody would leave today's state. "
                     "What changes under “No slips” changes in readings that differ from it.",
                     "Today's state is one already in the model as it is written, because what 'no_deal' says is "
                     "worse for South farm.", "In the long run in the model as it is written"):
        claims.claim(sentence in drawn, "told of the model as it is written", drawn)
    claims.claim("ever happens here" not in drawn and "On average it takes" not in drawn, "nothing else is", drawn)
    claims.claim("Without slips nothing ever happens here" in alone, "without readings there is one model", alone)
    claims.claim("Today's state is one already, because what" in alone and "0 rounds" not in alone, "no mean", alone)
    claims.same(answer["first_agreement"]["today"], True, "today is one")
    later = AT_REST.replace("no_deal: {south: sue}", "no_deal: {south: not sue and not pump}")
    claims.same(ask(truce, later)["first_agreement"]["today"], False, "today is none")
    claims.claim("already" not in told(text=later), "and nothing is said of it")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("truce")
    parser.add_argument("--models", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    claims = drive.Claims()
    try_models(claims, options.truce, options.models, options.seed)
    try_rests(claims, options.truce, options.models // 10, options.seed)
    test_invariants(claims, options.truce)
    test_doha(claims, options.truce)
    test_bands(claims, options.truce)
    test_simulation(claims, options.truce)
    test_as_written(claims, options.truce)
    test_usage(claims, options.truce)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
