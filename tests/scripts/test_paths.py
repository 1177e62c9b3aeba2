#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`truce paths` agrees with the slow reference on random models, and with results in print.

    test_paths.py TRUCE [--models N] [--seed S]

For each model a start is drawn, and for half of them what lapses by itself; by moves, by improvements and by
improvements that nothing sanctions the states reached, the steps to them, the states that cannot be reached, the
number of shortest paths, who begins them, who is in all of them, the fewest sacrifices, and where there are not too
many the very path told must be those of tests/reference/paths_reference.py.
"""
import csv
import io
import json
import random
import re
import sys
import xml.etree.ElementTree
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402
import home_reference as home  # noqa: E402
import paths_reference  # noqa: E402
import truce_reference as reference  # noqa: E402

CASES = TESTS.parent / "cases"
MOST_STATES, MOST_LENGTH, MOST_LISTED = 60, 9, 400


def ask(truce, text, *arguments):
    return json.loads(drive.run(truce, "paths", text, "--format", "json", *arguments))


# ------------------------------------------------------------------- one path


def wrong_in_path(steps, start, target):
    """Errors in the path to a target, step by step."""
    graph = steps.graph
    at, last = start, None
    for step in target["path"]:
        mover = mover_of(graph, step)
        if not paths_reference.may_follow(mover, last):
            return "a party moves twice in a row"
        if step["to"] not in steps(mover, at):
            return f"{step['party']} cannot go from {at} to {step['to']}"
        if step.get("lapses", False) != (step["party"] is None):
            return f"{step} lapses, or does not"
        what = paths_reference.gain(graph, mover, at, step["to"])
        if step["for_mover"] != what or step["improvement"] != (what == "better"):
            return f"the step to {step['to']} is {what}, not {step['for_mover']}"
        gains = {party: paths_reference.gain(graph, p, at, step["to"]) for p, party in enumerate(graph.model.parties)}
        if step["gain"] != gains:
            return f"the step to {step['to']} leaves the parties {gains}, not {step['gain']}"
        if (step["because"] is None) != (what in (None, "same")):
            return f"a step that is {what} has a reason, or none: {step['because']}"
        at, last = step["to"], mover
    if at != target["state"] or len(target["path"]) != target["steps"]:
        return f"it ends in {at} after {len(target['path'])} steps"
    return None


def mover_of(graph, step):
    return paths_reference.NOBODY if step["party"] is None else graph.model.parties.index(step["party"])


def as_path(graph, start, target):
    path, at = [], start
    for step in target["path"]:
        path.append((mover_of(graph, step), at, step["to"]))
        at = step["to"]
    return path


def wrong_in_groups(graph, target, pairs):
    """The number of shortest paths and what all of them have in common."""
    groups = [(key, count) for (state, _), found in pairs.items() if state == target["state"]
              for key, count in found.items()]
    ids = graph.model.parties
    expected = {
        "shortest_paths": sum(count for _, count in groups),
        "first": [ids[p] for p in range(len(ids)) if any(key[0] == p for key, _ in groups)],
        "always": [ids[p] for p in range(len(ids)) if all(p in key[1] for key, _ in groups)],
        "sacrifices": min(key[2] for key, _ in groups),
        "lapse_first": any(key[0] == paths_reference.NOBODY for key, _ in groups),
        "lapse_always": all(paths_reference.NOBODY in key[1] for key, _ in groups),
        "lapses": sum(step["party"] is None for step in target["path"]),
    }
    for key, value in expected.items():
        if target.get(key, 0) != value:
            return f"{key}: expected {value}, got {target[key]}"
    gains = [step["for_mover"] for step in target["path"]]
    least = min((key[2], key[3]) for key, _ in groups)
    if (gains.count("worse"), gains.count("same")) != least:
        return f"the path told has not the fewest sacrifices, then sideways steps: {gains}, not {least}"
    return None


def wrong_in_choice(steps, start, target):
    finish = paths_reference.can_finish(steps, target["state"], target["steps"] - 1)
    every = paths_reference.all_paths(steps, start, target["state"], target["steps"], finish)
    best = min(every, key=lambda path: paths_reference.told_first(steps.graph, path))
    told = as_path(steps.graph, start, target)
    return None if told == best else f"told {told}, not {best}"


# --------------------------------------------------------------- one document


def wrong_in_obstacle(steps, start, found, obstacle):
    graph = steps.graph
    if obstacle["reason"] == "no_entry":
        into = [s for s in graph.states() for p in steps.movers if obstacle["state"] in steps(p, s)]
        return f"{into} lead to {obstacle['state']}" if into else None
    if obstacle["reason"] == "search":
        return None
    options = [o.id for o in graph.model.options]
    place = options.index(obstacle["option"])
    of = lambda state: {member[place] for member in graph.members[state]}  # noqa: E731
    if any(of(state) & of(obstacle["state"]) for state in [start, *found]):
        return f"'{obstacle['option']}' stands like that in a state that can be reached"
    if obstacle["reason"] == "one_way":
        option = graph.model.options[place]
        here, there = min(of(start)), min(of(obstacle["state"]))
        if steps.lapses and any(option.id in becomes for _, becomes in steps.expiries):
            return f"'{option.id}' may lapse"
        if option.moves == "both" or reference.may_change(option, here, there):
            return f"'{obstacle['option']}' can go there"
    return None


def difference(truce, text, graph, start, by, concept, asked, lapsing):
    """The error in the answer, or None. `lapsing`: the entries that expire; None: --no-lapsing; empty: there are
    none."""
    steps = paths_reference.Steps(graph, by, concept, home.lapses(graph, lapsing) if lapsing else None)
    steps.expiries = lapsing
    found = paths_reference.reach(steps, start)
    arguments = ["--from", str(start), "--by", by, "--to", "true" if asked is None else str(asked), "--limit", "0"]
    if by == "unsanctioned":
        arguments += ["--concept", concept]
    if lapsing is None:
        arguments.append("--no-lapsing")
    answer = ask(truce, text, *arguments, *(["--verify"] if start % 3 == 0 else []))
    if answer.get("lapsing") not in (bool(lapsing), None):
        return f"lapsing: {answer['lapsing']}"
    if {entry["state"]: entry["steps"] for entry in answer["reach"]} != found:
        return f"reach: expected {found}, got {answer['reach']}"
    states = list(graph.states()) if asked is None else [asked]
    if answer["unreachable"] != [s for s in states if s not in found]:
        return f"unreachable: {answer['unreachable']}"
    nearest = sorted((s for s in states if s in found), key=lambda s: (found[s], s))
    if [target["state"] for target in answer["targets"]] != nearest:
        return f"targets: {[target['state'] for target in answer['targets']]}"
    if [o["state"] for o in answer["obstacles"]] != answer["unreachable"]:
        return "obstacles for other states than cannot be reached"
    for obstacle in answer["obstacles"]:
        wrong = wrong_in_obstacle(steps, start, found, obstacle)
        if wrong:
            return f"obstacle of {obstacle['state']}: {wrong}"
    after = {}
    for target in answer["targets"]:
        length = target["steps"]
        if length != found[target["state"]]:
            return f"steps to {target['state']}"
        wrong = wrong_in_path(steps, start, target)
        if not wrong and length <= MOST_LENGTH:
            if length not in after:
                after[length] = paths_reference.groups_after(steps, start, length)
            wrong = wrong_in_groups(graph, target, after[length])
            if not wrong and target["shortest_paths"] <= MOST_LISTED and target["state"] % 4 == 0:
                wrong = wrong_in_choice(steps, start, target)
        if wrong:
            return f"path to {target['state']}: {wrong}"
    return None


def theorems(graph, start, lapses):
    """Identities among the reference's own answers, to check the reference."""
    moves = paths_reference.reach(paths_reference.Steps(graph, "moves", lapses=lapses), start)
    better = paths_reference.reach(paths_reference.Steps(graph, "improvements", lapses=lapses), start)
    calm = paths_reference.reach(paths_reference.Steps(graph, "unsanctioned", "seq", lapses), start)
    is_nash = all(reference.nash(graph, party, start) for party in range(len(graph.moves)))
    is_nash = is_nash and not (lapses and lapses[start])
    return set(calm) <= set(better) <= set(moves) and all(moves[s] <= better[s]
                                                          for s in better) and (not is_nash or not better)


def ends_are_reached(graph, expiries, lapses):
    """Each state that turns into another reaches it by lapses alone."""
    try:
        ends = home.lapse(graph, expiries)
    except home.Wrong:
        return True
    alone = paths_reference.Steps(home.replace(graph, moves=[]), "moves", lapses=lapses)
    return all(ends[s] == s or ends[s] in paths_reference.reach(alone, s) for s in graph.states())


def text_with(model, rng, expiries):
    document = generate.document(model, rng)
    document["expires"] = generate.expires_entry(expiries)
    return generate.flow(document, None) + "\n"


def try_model(claims, truce, seed):
    model = generate.generate(seed)
    graph = reference.build(model)
    rng = random.Random(seed)
    if len(graph.states()) > MOST_STATES:
        return
    text, lapsing = generate.text_of(seed, model), []
    lapses = None
    if rng.random() < 0.5:
        lapsing = generate.some_lapses(rng, model)
        text = text_with(model, rng, lapsing)
        lapses = home.lapses(graph, lapsing)
        claims.claim(ends_are_reached(graph, lapsing, lapses), f"seed {seed}: what turns into a state lapses into it")
        if rng.random() < 0.15:
            lapsing, lapses = None, None
    start = rng.choice(list(graph.states()))
    asked = None if seed % 2 else rng.choice(list(graph.states()))
    claims.claim(theorems(graph, start, lapses), f"seed {seed}: reach by improvements is within reach by moves")
    for by, concept in (("moves", None), ("improvements", None),
                        ("unsanctioned", rng.choice(list(reference.CONCEPTS)))):
        try:
            wrong = difference(truce, text, graph, start, by, concept, asked, lapsing)
        except drive.Refused as refusal:
            wrong = str(refusal)
        if not claims.claim(wrong is None,
                            f"seed {seed}, from {start} by {by} {concept or ''}: {wrong}") and claims.failed < 4:
            print(text, flush=True)


# ----------------------------------------------------------------- in print


def case(truce, name, *arguments):
    return ask(truce, (CASES / name / "model.yaml").read_text(encoding="utf-8"), *arguments)


def steps_in(answer):
    return {entry["state"]: entry["steps"] for entry in answer["reach"]}


def test_published(claims, truce):
    claims.same({s: n for s, n in steps_in(case(truce, "syria-iraq-1975", "--from", "1")).items() if s != 1},
                {2: 1, 3: 1, 4: 1, 5: 2, 6: 2}, "Syria and Iraq from 1, by moves")
    claims.same(steps_in(case(truce, "syria-iraq-1975", "--from", "1", "--by", "improvements")), {4: 1, 6: 2},
                "Syria and Iraq from 1, by improvements")
    war = case(truce, "syria-iraq-1975", "--from", "1", "--to", "6", "--by", "improvements")["targets"][0]
    claims.same([(s["party"], s["to"], s["improvement"]) for s in war["path"]],
                [("iraq", 4, True), ("syria", 6, True)],
                "first Iraq attacks, then Syria escalates")
    # 9, 6 and 5 here are 8, 5 and 9 in print
    answer = case(truce, "elmira-1991", "--from", "1", "--to", "9")
    claims.same(steps_in(answer)[9], 3, "Elmira: the printed equilibrium 8 takes all three parties")
    claims.same(answer["targets"][0]["always"], ["ministry", "firm", "local"], "all of them")
    claims.same(answer["targets"][0]["sacrifices"], 1, "Elmira: 8 is not reached without a sacrifice")
    claims.same(steps_in(case(truce, "elmira-1991", "--by", "improvements")), {6: 1},
                "Elmira by improvements: the printed 5")
    claims.same(case(truce, "doha-2025", "--by", "improvements")["reach"], [],
                "nobody improves on the Doha status quo")


# ------------------------------------------------------------------ by hand

LADDER = """truce: 1
parties: [{id: one}, {id: two}]
states: [%s]
status_quo: s1
moves: {one: [%s], two: [%s]}
preferences: {one: {rank: [rest]}, two: {rank: [rest]}}
"""


def ladder(rungs):
    """From each state to both of the next two by alternating parties: the number of paths doubles with each rung."""
    names, one, two = ["s1"], [], []
    for rung in range(rungs):
        arcs = one if rung % 2 == 0 else two
        before = [1] if rung == 0 else [2 * rung, 2 * rung + 1]
        after = [2 * rung + 2, 2 * rung + 3]
        names += [f"s{number}" for number in after]
        arcs += [f"[{a}, {b}]" for a in before for b in after]
    return LADDER % (", ".join(names), ", ".join(one), ", ".join(two))


def test_by_hand(claims, truce):
    answer = ask(truce, ladder(40), "--to", "s80")
    claims.same(answer["targets"][0]["shortest_paths"], 2 ** 39, "paths are counted, not listed")
    answer = ask(truce, ladder(64), "--to", "s128")
    claims.same(answer["targets"][0]["shortest_paths"], 2 ** 63, "up to 2^63")
    claims.claim("shortest_paths_or_more" not in answer["targets"][0], "which is exact")
    answer = ask(truce, ladder(70), "--to", "s140")
    claims.same(answer["targets"][0]["shortest_paths"], 2 ** 64 - 1, "and no further than 2^64 - 1")
    claims.claim(answer["targets"][0]["shortest_paths_or_more"] is True, "which is said")
    claims.claim("2^64 - 1 shortest paths or more" in drive.run(truce, "paths", ladder(70), "--to", "s140").decode(),
                 "in words")

    chain = LADDER % ("s1, s2, s3", "[1, 2], [2, 3]", "")
    answer = ask(truce, chain, "--to", "s3")
    claims.same((answer["reach"], answer["unreachable"]), ([{"state": 2, "steps": 1}], [3]),
                "nobody moves twice in a row")
    claims.same(answer["obstacles"][0]["reason"], "search", "though there are moves that lead there")
    alone = "truce: 1\nparties: [{id: a, options: [{id: x}]}]\nstatus_quo: {}\npreferences: {a: {order: [x]}}\n"
    claims.same(steps_in(ask(truce, alone)), {2: 1}, "one party does not come back")
    pair = ("truce: 1\nparties: [{id: a, options: [{id: x}]}, {id: b, options: [{id: y}]}]\nstatus_quo: {}\n"
            "preferences: {a: {order: [x]}}\n")
    claims.same(steps_in(ask(truce, pair, "--quiet"))[1], 4,
                "two need four steps to return: neither may undo its own at once")


def test_long_ways(claims, truce):
    """More steps than a byte or two hold."""
    for n in (255, 256, 257, 66000):
        moves = ", ".join(f"{party}: [{', '.join(f'[{i}, {i + 1}]' for i in range(first, n, 2))}]"
                          for party, first in (("a", 1), ("b", 2)))
        text = (f"truce: 1\nparties: [{{id: a}}, {{id: b}}]\nstates: [{', '.join(f's{i}' for i in range(n))}]\n"
                f"status_quo: 1\nmoves: {{{moves}}}\n"
                "preferences: {a: {rank: [1, rest]}, b: {rank: [1, rest]}}\n")
        found = ask(truce, text, "--to", str(n), "--verify")
        steps = [step["to"] for step in found["targets"][0]["path"]]
        claims.claim(found["longest"] == n - 1 and found["targets"][0]["steps"] == n - 1
                     and steps == list(range(2, n + 1)), f"a way of {n - 1} steps", found["longest"])


def test_limits(claims, truce):
    text = (CASES / "doha-2025" / "model.yaml").read_text(encoding="utf-8")
    answer = ask(truce, text, "--to", "settlement", "--limit", "2")
    claims.same((len(answer["reach"]), len(answer["targets"]), answer["truncated"]), (2, 2, True),
                "--limit cuts and says so")
    everything = ask(truce, text, "--to", "settlement", "--limit", "0")
    claims.same(everything["targets"][:2], answer["targets"], "the nearest are kept")
    claims.same((everything["truncated"], answer["target_counts"]), (False, everything["target_counts"]),
                "counts are complete")
    rows = list(
        csv.DictReader(io.StringIO(drive.run(truce, "paths", text, "--to", "settlement",
                                             "--format", "csv").decode())))
    told = [(t["state"], i + 1, s["party"], s["to"]) for t in everything["targets"] for i, s in enumerate(t["path"])]
    claims.same([(int(r["target"]), int(r["step"]), r["party"], int(r["to"])) for r in rows],
                told, "CSV has the steps")
    rows = list(csv.DictReader(io.StringIO(drive.run(truce, "paths", text, "--format", "csv").decode())))
    claims.same({int(r["state"]): int(r["steps"]) for r in rows}, steps_in(everything), "CSV has the states reached")


def test_memory(claims, truce):
    options = "".join(f"  - id: p{p}\n    options: [{', '.join(f'{{id: o{p}_{i}}}' for i in range(6))}]\n"
                      for p in range(3))
    orders = "".join(f"  p{p}: {{order: [o{p}_1 iff o{(p + 1) % 3}_2, o{p}_0]}}\n" for p in range(3))
    text = f"truce: 1\nparties:\n{options}status_quo: {{}}\npreferences:\n{orders}"
    for arguments in (["--by", "moves"], ["--by", "unsanctioned"]):
        try:
            drive.run(truce, "paths", text, "--memory", "6M", "--format", "json", *arguments)
            claims.claim(False, f"{arguments}: 2^18 states with 6 MiB are refused")
        except drive.Refused as refusal:
            claims.claim("exit status 3" in str(refusal) and "finding paths would take" in str(refusal),
                         f"with numbers: {refusal}")
        answer = ask(truce, text, "--memory", "64M", "--to", str(2 ** 18), "--limit", "5", *arguments)
        claims.same(answer["states"]["feasible"], 2 ** 18, f"{arguments}: with 64 MiB they are not")
    claims.same((answer["reach_count"] <= 2 ** 18, len(answer["reach"]) <= 5), (True, True), "and the limit holds")


# ----------------------------------------------------------------- drawings

STRANGE = """truce: 1
title: 'A "well" <of> many & more'
parties:
  - {id: a, name: "<script>alert(1)</script> & \\"co\\"", options: [{id: x, moves: up}]}
  - {id: b, name: "ב צד", options: [{id: y}]}
status_quo: {}
outcomes: {o: {that: x and y, name: "both ]]> of \\\\ them, which is a long name for a state"}}
preferences: {a: {order: [y, not x]}, b: {order: [y if x, x]}}
"""


def test_dot(claims, truce):
    answer = ask(truce, STRANGE, "--to", "o", "--limit", "0")
    shown = drive.run(truce, "paths", STRANGE, "--to", "o", "--format", "dot").decode()
    arcs = re.findall(r"s(\d+)_(\d+) -> s(\d+)_(\d+) \[(.*)\];", shown)
    told = set()
    for target in answer["targets"]:
        at = answer["from"]
        for place, step in enumerate(target["path"]):
            told.add((str(place), str(at), str(place + 1), str(step["to"]), step["improvement"]))
            at = step["to"]
    drawn = {(*arc[:4], "style=solid" in arc[4]) for arc in arcs}
    claims.claim(told and told <= drawn, f"DOT has the path told: {told} {drawn}")
    claims.claim(all(("penwidth=3" in arc[4]) == ("style=solid" in arc[4]) for arc in arcs), "improvements are bold")
    claims.claim('\\"co\\"' in shown and shown.count("{") == shown.count("}") == 1, "names are escaped")
    everything = drive.run(truce, "paths", STRANGE, "--format", "dot").decode()
    claims.same(len(set(re.findall(r"(?m)^  s\d+_(\d+) \[", everything))), 4, "without --to it leads everywhere")


def test_svg(claims, truce):
    try:
        shown = drive.run(truce, "paths", STRANGE, "--to", "o", "--format", "svg").decode()
    except drive.Refused as refusal:
        claims.claim("built without Graphviz" in str(refusal) and "exit status 2" in str(refusal),
                     f"no SVG: {refusal}")
        return
    root = xml.etree.ElementTree.fromstring(shown)
    name = "{http://www.w3.org/2000/svg}"
    claims.same((root.tag, root.get("role")), (name + "svg", "img"), "an image for readers of screens")
    words = {e.get("id"): e.text for e in root if e.get("id")}
    claims.same(words["title"], 'A "well" <of> many & more', "with a title")
    claims.claim("Shortest paths by any moves from state 1" in words["desc"], f"and a description: {words['desc']}")
    claims.same(root.get("aria-labelledby"), "title desc", "that are found")
    claims.claim("<script" not in shown and "href" not in shown and "url(http" not in shown, "nothing foreign in it")
    claims.same(re.findall(r"https?://[^\"]*", shown), ["http://www.w3.org/2000/svg"],
                "no address but the name space")
    dot = drive.run(truce, "paths", STRANGE, "--to", "o", "--format", "dot").decode()
    curves = [e for e in root.iter(name + "path") if e.get("marker-end")]
    claims.same(len(curves), dot.count("->"), "an arc for each of DOT's")
    claims.same(sum(e.get("stroke-dasharray") is None for e in curves), dot.count("style=solid"),
                "dashes where DOT has them")
    claims.claim(all(re.fullmatch(r"M[-\d., C]+", e.get("d")) for e in curves), "every arc has a place")
    claims.same(len([e for e in root.iter(name + "rect") if e.get("rx")]) - 1,
                len(re.findall(r"(?m)^  s\d+_\d+ \[", dot)),
                "a box for each of DOT's nodes, and one in the legend")
    width, height = float(root.get("width")), float(root.get("height"))
    inside = all(0 <= float(e.get("x")) <= width and 0 <= float(e.get("y")) <= height
                 for e in root.iter(name + "rect") if e.get("rx"))
    claims.claim(inside, "all of them on the page")
    doha = (CASES / "doha-2025" / "model.yaml").read_text(encoding="utf-8")
    cut = drive.run(truce, "paths", doha, "--to", "settlement", "--limit", "5", "--format", "svg").decode()
    claims.claim(re.search(r">\d of \d+ moves on shortest paths are drawn<", cut), "what is left out is said")


def main():
    options = drive.options(__doc__, models=1400, seed=1)
    claims = drive.Claims()
    test_published(claims, options.truce)
    test_by_hand(claims, options.truce)
    test_limits(claims, options.truce)
    test_memory(claims, options.truce)
    test_dot(claims, options.truce)
    test_svg(claims, options.truce)
    for number in range(options.models):
        drive.progress(number, options.models)
        try_model(claims, options.truce, options.seed + number)
        if claims.failed >= 20:
            print("stopped: too many differences")
            break
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
