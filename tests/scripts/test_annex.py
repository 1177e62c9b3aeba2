#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The annex of the brief for a reader who checks: its figures are those of the reference and of other commands.

    test_annex.py TRUCE [--models N] [--seed S]

- On random models, by the reference: each party's moves, improvements, places and stable situations; the concepts by
  which each named situation holds, and by which it is stable for each party; which situations are efficient.
- The outlook: today and targets by themselves, as `forecast` has them; the error of an average is what drawing other
  readings shows.
- Inputs of which the brief makes nothing say so; events are told in words.
- How lines vary from reading to reading is told of the kinds that vary; lines say what they are if wrong. What is
  open is told where it counts. What is efficient is told by what it has in common. Endings say where, and what lasts.
- Actors at home are called as their author calls them, and verbs agree with them.
- Of a conflict with an open list, a way of five steps and an ending: what is said says of what it is true.
"""

import json
import re
import statistics
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
CASES = TESTS.parent / "cases"
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402
import truce_reference as reference  # noqa: E402

GRADES = ["nash", "seq", "smr", "gmr"]
LABELS = dict(zip(GRADES, ["Nash", "SEQ", "SMR", "GMR"]))


def brief(truce, text, *arguments, variants=0):
    """In Markdown, without the brackets of marks."""
    said = drive.run(truce, "brief", text, "--format", "md", "--variants", str(variants), *arguments).decode()
    return re.sub(r"\[([IV]\d+(?: [IV]\d+)*)\]", r"\1", said)


def tables(page):
    """{first cell of the head: rows of cells}; of tables with the same, the last."""
    found = {}
    for block in re.findall(r"(?:^\|.*\n)+", page, re.M):
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block.splitlines()]
        found[rows[0][0]] = [rows[0]] + rows[2:]
    return found


def number(cell):
    return 0 if cell == "–" else int(cell.replace(",", ""))


def concepts(states, state):
    return ", ".join(LABELS[c] for c in GRADES if state in states[c]) or "–"


def against_parties(page, graph, stable):
    rows = tables(page)["Party"][1:]
    for party, row in enumerate(rows):
        moves = graph.moves[party]
        expected = [len(moves[graph.status_quo])] if graph.status_quo else []
        expected += [sum(len(moves[s]) for s in graph.states()),
                     sum(len(graph.improvements(party, s)) for s in graph.states()), max(graph.ranks[party][1:])]
        expected += [len(stable[c][party]) for c in GRADES]
        if [number(cell) for cell in row[1:]] != expected:
            yield f"party {party}: {row}, not {expected}"


def against_states(page, graph, stable):
    held = {c: set.intersection(*map(set, stable[c])) for c in GRADES}
    told = [row for row in tables(page).get("No.", [])[1:]]
    for row in told:
        state = number(row[0])
        places = []
        for party, ranks in enumerate(graph.ranks):
            own = {c: stable[c][party] for c in GRADES}
            rest = "" if not graph.improvements(party, state) else f" ({concepts(own, state)})"
            places.append(f"{ranks[state]}{rest}")
        if row[3:] != places + [concepts(held, state)]:
            yield f"state {state}: {row[3:]}, not {places + [concepts(held, state)]}"
    ranks = {s: tuple(of[s] for of in graph.ranks) for s in graph.states()}
    better = lambda a, b: a != b and all(map(int.__ge__, a, b))  # noqa: E731
    efficient = [s for s in ranks if not any(better(ranks[t], ranks[s]) for t in ranks)]
    said = re.search(r"(The one|None|\d+) (?:of the (?:\d+) )?situations? .*\(efficient, after Pareto\)"
                     r"((?:No\.|[^.])*)", page)
    if told and not said:
        yield "it is not told which situations are efficient"
    elif told:
        here = [number(row[0]) for row in told if number(row[0]) in efficient]
        if (int(said[1]) if said[1].isdigit() else len(ranks)) != len(efficient):
            yield f"{said[0]}, not {len(efficient)}"
        rest = [s for s in efficient if s not in here]
        told_ones = [int(n) for n in re.findall(r"\d+", re.sub("`[^`]*`", "", said[2]))]
        if said[1].isdigit() and told_ones != (here + rest if len(rest) <= 4 else here):
            yield f"{said[0]}, not {here} and {rest}"


def random_claims(claims, truce, first, count):
    for seed in range(first, first + count):
        model = generate.generate(seed)
        text = generate.text_of(seed, model)
        try:
            page = brief(truce, text)
            graph = reference.build(model)
            stable = reference.solve(graph, GRADES)
            wrong = list(against_parties(page, graph, stable)) + list(against_states(page, graph, stable))
        except drive.Refused as refusal:
            wrong = [str(refusal)]
        claims.same(wrong, [], f"the annex of model {seed}\n{text}")


def outlook(page):
    return {row[0]: [int(cell.split()[0]) for cell in row[1:]] for row in tables(page)["Outcome"][1:]}


def error_of(page):
    return float(re.search(r"right to within ([\d.]+) of 100", page)[1])


def outlook_claims(claims, truce):
    """The error is found anew: from the scatter of averages over other readings. Tables of one head: the outlook is
    the first, so that it is read from the article alone."""
    text = (CASES / "doha-2025" / "model.yaml").read_text(encoding="utf-8")
    drawn = 32
    page = brief(truce, text, variants=drawn)
    told = outlook(page.split("## Annex")[0])
    forecast = json.loads(drive.run(truce, "forecast", text, "--format", "json", "--variants", str(drawn)))
    alone = [next((one["p"] for one in horizon["states"] if one["state"] == 138), 0)
             for horizon in forecast["horizons"]]
    claims.same(told["Today’s situation alone"], [round(100 * p) for p in alone], "today alone, as forecast has it")
    claims.claim(f"averages over {drawn} of the readings" in page and "(SEQ)" in page.split("## Annex")[1]
                 and "SEQ" not in page.split("## Annex")[0], "the method of the outlook")
    runs = [json.loads(drive.run(truce, "forecast", text, "--format", "json", "--variants", str(drawn), "--seed",
                                 str(seed), "--horizons", "26")) for seed in range(1, 25)]
    today = [next(one["p"] for one in run["horizons"][0]["states"] if one["state"] == 138) for run in runs]
    scatter = 196 * statistics.stdev(today)
    claims.claim(0.6 * scatter < error_of(page) < 1.6 * scatter, f"the error is {error_of(page)}, the averages of "
                 f"other readings scatter by {scatter:.1f}")


EVENTFUL = """truce: 1
date: 2025-05-10
parties:
  - {id: north, options: [{id: pump, does: [stop pumping, pump], says: [the pump rests, the pump runs]}]}
  - {id: south, options: [{id: sue, moves: up, says: [south does not sue, south sues]}]}
status_quo: {pump: yes}
preferences: {north: {order: [pump, not sue]}, south: {order: [not pump, not sue]}}
%s
events:
  - {id: rain, date: 2025-05-20, name: The rain, changes: [{set: status_quo.pump, to: no},
     {move: preferences.north.order.2, to: 1}, {remove: preferences.south.order.2},
     {insert: preferences.south.order.1, value: sue}]}
"""


def unused_claims(claims, truce):
    unused = "No finding of this brief uses this."
    for more, heads in (("", []), ("tempo: {north: 7d, south: 7d}", ["How often each decides"]),
                        ("audience: [{party: north, escalated: pump, backs_down: not pump}]", ["Backing down"]),
                        ("levers: [{id: law, name: A law, cost: 2, changes: [{remove: preferences.north.order.2}]}]",
                         ["What could be changed, by whom and at what cost"])):
        text = EVENTFUL % more
        try:
            page = brief(truce, text)
        except drive.Refused as refusal:
            claims.claim(False, str(refusal))
            continue
        claims.same(re.findall(rf"#### (.*)\n\n{re.escape(unused)}", page), heads, f"inputs without a use\n{more}")
        claims.claim("The brief is about the situation before this." in page and
                     re.search(r"20 May 2025: The rain: I\d+ then says that the pump rests; I\d+ goes to place 1 of "
                               r"its list; I\d+ falls away; that south sues comes in at place 1 of the list of "
                               r"south\. `events\.rain`", page), f"an event in words\n{page}")


DOUBTFUL = """truce: 1
parties:
  - {id: north, options: [{id: pump, says: [the pump rests, the pump runs]}, {id: well, moves: up}]}
  - {id: south, options: [{id: sue, says: [south does not sue, south sues]}]}
  - {id: east, options: [{id: toll, levels: [none, some, high]}]}
status_quo: {pump: yes}
outcomes: {dry: {that: pump and well, called: a dry year}}
preferences:
  north: {order: [%s]}
  south: {%s}
  east: {order: [{either: ["true", sue]}, {that: toll = high, strong: yes}, not pump]}
expires: [{when: sue and pump, becomes: {sue: no}, after: 30 days, called: the suit}]
"""
ORDER = "{that: pump, confidence: 0.6, if_wrong: opposite}, {that: not sue, confidence: 0.7}"
LAW = {"A wish that does not is left out half of the time; else it moves.": "wish",
       "A place of a ranking that does not moves; what is tied is as sure as its least sure line.": "place",
       "What moves goes up or down its list, alike where there is room for both: past one line with probability 1/2, "
       "past two with 1/4, and so on; what is left takes it to the end.": "moves",
       "The only wish of a list does not move: it is left out.": "only",
       "8 and 16 times with 1/8 each.": "weight",
       "Where a line says what it is if wrong, it is that.": "said"}


def law_claims(claims, truce):
    """Of the kinds of lines that vary, no others."""
    for north, south, kinds in (
            (ORDER, "order: [pump, not sue]", ["wish", "moves", "said"]),
            ("pump, not sue", "order: [{that: sue, confidence: 0.4}]", ["wish", "moves", "only"]),
            ("pump, not sue", "rank: [{that: sue, confidence: 0.4}, rest]", ["place", "moves"]),
            ("pump, not sue", "weigh: {sue: {weight: 2, confidence: 0.5}, pump: 1}", ["weight"])):
        page = brief(truce, DOUBTFUL % (north, south), variants=64)
        inputs = page.split("### What it rests on: every input")[1].split("####")[0]
        claims.same([kind for text, kind in LAW.items() if text in inputs], kinds, f"how lines vary: {inputs}")
        claims.claim("What is open has its first alternative in every reading" in inputs and
                     "All else stands as written, whatever its confidence." in inputs, f"and what does not: {inputs}")
    page = brief(truce, DOUBTFUL % (ORDER, "order: [pump, {that: sue, confidence: 0.5, if_wrong: absent}]"),
                 variants=64)
    for line in ("the pump runs. Confidence 0.6; if wrong, the opposite.", "south does not sue. Confidence 0.7.",
                 "south sues. Confidence 0.5; if wrong, left out.", "“toll” is at high. Marked as strong."):
        claims.claim(f"that {line} `preferences" in page, f"a line and its mark: {line}\n{page}")
    claims.claim("seven wishes" in page and "Each of the 6 statements" in page and
                 "the statements of the first alternative count, if it has any" in page, f"what is counted: {page}")
    text = DOUBTFUL % ("{either: [[pump, well], [sue]], confidence: 0.5}, {that: not sue, confidence: 0.7}",
                       "either: [{order: [{that: sue, confidence: 0.6}, pump]}, {order: [pump]}]")
    document = json.loads(drive.run(truce, "robust", text, "--variants", "1000", "--format", "json"))
    claims.same({m["input"] for m in document["matters"]},
                {"preferences.north.order.1", "preferences.north.order.2", "preferences.south.either.1.order.1"},
                "doubtful lines by where they stand")
    claims.same(page.count("What follows takes the first alternative of each wish that is open") >= 3, True,
                "shares and runs are of the first alternatives")


def annex_claims(claims, truce):
    page = brief(truce, DOUBTFUL % (ORDER, "order: [pump, sue]"))
    claims.claim("The suit lasts 30 days; then south does not sue. I" in page and
                 "That is so where south sues and the pump runs." in page, f"where something ends: {page}")
    claims.claim(re.search(r"\n- A situation in which south sues.*high \(state \d+\) turns into a situation", page),
                 f"what becomes of a target: {page}")
    text = (CASES / "doha-2025" / "model.yaml").read_text(encoding="utf-8")
    page = brief(truce, text, variants=800)
    claims.claim(re.search(r"\(efficient, after Pareto\); in the table: No. 636; besides these, "
                           r"\d+ \(`[0-9YN]{8}`\) and \d+ \(`[0-9YN]{8}`\)\.\n", page), f"the efficient ones: {page}")
    claims.claim("A settlement with all hostages free (■) does not end by itself." in page, "what lasts")
    claims.claim("averages over 682 of the readings (the more situations," in page, "why fewer readings")
    claims.claim("averages over 32 of the readings; each" in brief(truce, text, variants=32), "or all of them")


AT_HOME = """truce: 1
parties:
  - {id: north, called: the north, options: [pump]}
  - {id: south, options: [sue]}
status_quo: {pump: yes}
preferences: {north: {order: [not pump, not sue]}, south: {order: [not pump, not sue]}}
outcomes: {quiet: {that: not pump, called: a quiet year}, suit: {that: sue and pump, called: a suit}}
ratify:
  north:
    agreements: not pump or sue
    actors: [{id: board, name: Board of wells, called: the farmers of the board, plural: %s, order: [%s]}]
"""


def actor_claims(claims, truce):
    page = brief(truce, AT_HOME % ("yes", "pump"))
    claims.claim("is put to the farmers of the board" in page and "The farmers of the board would refuse" in page
                 and "Board of wells" not in page, f"an actor as it is called: {page}")
    for plural in ("yes", "no"):
        text = " ".join(drive.run(truce, "ratify", AT_HOME % (plural, "not pump")).decode().split())
        claims.claim("board: Board of wells, compared with today's state 2 (YN): 3 of" in text and
                     "The farmers of the board would accept a quiet year" in text, f"in ratify, too: {text}")
    for plural, they in (("yes", "They"), ("no", "It")):
        text = " ".join(drive.run(truce, "ratify", AT_HOME % (plural, "pump")).decode().split())
        claims.claim("The farmers of the board would refuse a quiet year. " + they + " would accept a suit." in text,
                     f"with verbs that agree: {text}")
    text = AT_HOME % ("yes", "not pump") + "no_deal: {north: pump and sue, south: pump}\n"
    told = " ".join(drive.run(truce, "ratify", text).decode().split())
    claims.claim("compared with state 4 (YY: suit):" in told and "In state 4, unlike today, “sue” is taken." in told,
                 f"what is not today in words: {told}")
    text = AT_HOME.replace("Board of wells", "Wells").replace("plural: %s, ", "") % "pump"
    told = subprocess.run([truce, "check", "-"], input=text.encode(), capture_output=True, timeout=60).stderr.decode()
    claims.claim("the name of actor 'board' may be a plural: 'Wells'" in told, f"check asks about plurals: {told}")
    for wrong in ("{party: south, called: us}", "{party: south, plural: yes}",
                  "{id: x, plural: maybe, order: [sue]}"):
        try:
            drive.run(truce, "check", AT_HOME.split("    actors:")[0] + f"    actors: [{wrong}]\n")
            claims.claim(False, f"{wrong} is an error")
        except drive.Refused:
            claims.claim(True, wrong)


DAM = """truce: 1
parties:
  - id: company
    called: Tesk Power
    options:
      - id: release
        levels: [least, middle, full]
        says: [Tesk Power lets down the least flow, Tesk Power lets down the middle flow, Tesk Power lets all down]
        from: {middle: Tesk Power lets down at least the middle flow}
        does: [go back to the least flow, let down the middle flow, let all down]
  - id: growers
    called: the growers
    plural: yes
    options:
      - {id: blockade, says: [the road is open, the road is closed], does: [open the road, close the road]}
      - {id: claim, moves: up, says: [no claim is filed, a claim is filed], does: [~, file a claim]}
  - id: province
    called: the province
    options:
      - {id: permit, moves: up, says: [no permit is granted, a permit is granted], does: [~, grant a permit]}
      - {id: decree, says: [no decree is in force, a decree is in force], does: [lift the decree, issue a decree]}
  - id: town
    called: the town
    options: [{id: pay, says: [the town does not pay, the town pays], does: [stop the payments, pay]}]
  - {id: bank, called: the bank, options: [{id: loan, moves: up, says: [no loan is paid out, a loan is paid out],
                                            does: [~, pay out a loan]}]}
feasible: [not (loan and blockade)]
status_quo: {blockade: yes}
outcomes:
  siege: {that: blockade and not water, called: the siege, says: the road is closed and too little water comes down}
  water: {that: release >= middle or decree, called: enough water, says: enough water comes down,
          denies: too little water comes down}
  deal: {that: release >= middle and not blockade and not claim, called: a settlement}
preferences:
  company: {order: [not blockade, not claim, permit, release < full, release >= middle iff pay, not decree]}
  growers: {order: [not blockade if water, water, blockade if not water, claim iff release = least, loan,
                    release = full]}
  province: {order: [not blockade, permit implies release >= middle, not decree if release >= middle, water,
                     not decree, permit]}
  town: {order: [water, pay iff release >= middle, not blockade]}
  bank: {order: [{either: [[water, not claim], [not claim, water]]}, not loan if blockade or not water, loan]}
no_deal: {growers: siege and claim}
expires: [{when: decree, becomes: {decree: no}, after: 90 days, called: the decree}]
"""
CHAIN = """truce: 1
parties: [%s]
status_quo: {}
outcomes: {goal: {that: %s, called: the goal}}
preferences: {%s}
"""


def said_claims(claims, truce):
    page = re.sub(r"\n(?:- |\d\. )?", " ", brief(truce, DAM))
    for words in (
            # an outcome that holds in another form is not taken for today's situation
            r"comes down\* I\d+, the siege in another form than today’s would hold with no better move for any"
            r"body\.",
            # alternatives of a line that decide alike are that line
            r"Enough water \(◆\): [^.;]* and the town I\d+; what decides for the bank is left open\.",
            r"A settlement \(■\): [^.;]* the town (I\d+) and the bank I\d+\.",
            # a way of one step more than are listed is listed
            r"takes five steps:.*The province would grant a permit, which [^.]*. That is better for it than before\. "
            r"+One step costs",
            r"## No single change of mind would open a way to a settlement \(■\) +Every step of a way to enough "
            r"water",
            r"If what matters to the bank is first that no claim is filed, and second that enough water comes down, "
            r"enough water \(◆\) is worse than today for it\.",
            r"either first that enough water comes down, and second that no claim is filed; or first that",
            r"What stands at places 1 and 2 I\d+ is not known for certain",
            r"if either of two wishes of the growers were dropped: that once enough water comes down, the road is "
            r"open; and that as long as too little water comes down, the road is closed\.",
            r"the growers: today’s situation except that a claim is filed \(state \d+\)",
            r"the road is closed and too little water comes down, and a claim is filed\. `no_deal",
            r"The decree lasts 90 days; then no decree is in force\. That [^.]*\. What is left after its end would "
            r"hold",
            r"The decree lasts 90 days; what is left would hold by great caution\."):
        claims.claim(re.search(words, page), f"{words}\n{page}")
    claims.claim("not told here" not in page, "all five steps are told")
    names = [f"p{i}" for i in range(6)]
    text = CHAIN % (", ".join(f"{{id: {n}, options: [x{n}]}}" for n in names), " and ".join(f"x{n}" for n in names),
                    ", ".join(f"{n}: {{order: [goal]}}" for n in names))
    page = brief(truce, text)
    claims.claim(re.search(r"\n4\. .*\n\n2 more steps are not told here\. ", page), f"of a longer way, four\n{page}")


SCALES = """
truce: 1
parties: [{id: a, called: Ada, options: [v, w, x, y]}, {id: b, called: Bob, options: [z]}]
preferences:
  a: {weigh: {v: 1, w: 1, x: 1, y: -3}}
  b: {order: [z, not y]}
"""


def aims_claims(claims, truce):
    page = brief(truce, SCALES)
    told = page[page.index("### Ada"):page.index("### Bob")]
    claims.claim(re.findall(r"a weight of (-?\d)", told) == ["1", "1", "-3"], f"the heaviest are told\n{told}")
    claims.claim("Where wishes are listed (“That …”) without weights, each outweighs all below it" in page,
                 "of what outweighs what is below it")
    claims.claim("two parties, five options, two wishes and four weights." in page, "wants are counted by kind")


def main():
    options = drive.options(__doc__, models=120, seed=0)
    claims = drive.Claims()
    random_claims(claims, options.truce, options.seed, options.models)
    outlook_claims(claims, options.truce)
    unused_claims(claims, options.truce)
    law_claims(claims, options.truce)
    annex_claims(claims, options.truce)
    actor_claims(claims, options.truce)
    said_claims(claims, options.truce)
    aims_claims(claims, options.truce)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
