#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`solve --groups` counts what `states --moves` and the table of `solve` list one by one. The statements of groups by
patterns put each state into exactly one of them; --holds and --fails keep what the table says.

    test_groups.py TRUCE [--models N] [--seed S]
"""
import json
import pathlib
import random
import sys

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402

CONCEPTS = "nash,gmr"


def holding(solved, row, concept):
    return len(row["stable"][concept]) == len(solved["parties"])


def try_verdicts(claims, truce, seed, text, solved):
    """Rows by their verdicts."""
    for options, wanted in [(["--holds", "nash,gmr"], (True, True)), (["--fails", "gmr,nash"], (False, False)),
                            (["--fails", "nash", "--holds", "gmr"], (False, True))]:
        found = drive.solve(truce, text, "--limit", "0", *options, concepts=CONCEPTS)
        rows = [row["state"] for row in solved["table"]
                if tuple(holding(solved, row, concept) for concept in CONCEPTS.split(",")) == wanted]
        claims.same([row["state"] for row in found["table"]], rows, f"model {seed}: rows with {options}")
    only = json.loads(drive.run(truce, "solve", text, "--rows", "equilibria", "--limit", "1", "--groups", "outcomes",
                                "--concepts", CONCEPTS, "--format", "json"))
    claims.same(sum(group["states"] for group in only["groups"]), only.get("matching", len(only["table"])),
                f"model {seed}: of equilibria alone, groups have these")


def try_patterns(claims, truce, seed, text, solved, listed):
    """Each state belongs to the one group whose statement and verdicts it has."""
    found = drive.solve(truce, text, "--groups", "patterns", concepts=CONCEPTS)
    home = {}
    for group in found["groups"]:
        held = [concept for concept, n in group["equilibria"].items() if n]
        claims.claim(set(group["equilibria"].values()) <= {0, group["states"]}, f"model {seed}: equal verdicts")
        lost = [concept for concept, n in group["equilibria"].items() if not n]
        verdicts = [word for name, of in (("--holds", held), ("--fails", lost)) if of
                    for word in (name, ",".join(of))]
        own = drive.solve(truce, text, "--limit", "0", "--where", group["statement"], *verdicts, concepts=CONCEPTS)
        states = [row["state"] for row in own["table"]]
        claims.same((len(states), states[:1]), (group["states"], [group["state"]]), f"model {seed}: a group's states")
        claims.claim(not home.keys() & set(states), f"model {seed}: in one group only")
        home |= dict.fromkeys(states, group["group"])
    claims.same(len(home), len(solved["table"]), f"model {seed}: every state in a group")
    _, moves = counted(solved, listed, lambda row: {"group": home[row["state"]]})
    claims.same(found["group_moves"], moves, f"model {seed}: moves between patterns")


def counted(solved, listed, key):
    """The groups and the moves between them, as `--groups` gives them, from rows and their moves."""
    rows = {row["state"]: row for row in listed["table"]}
    holds = {row["state"]: row["equilibrium"] if "equilibrium" in row else row["stable"] for row in solved["table"]}
    numbers, groups, arcs = {}, [], {}
    for state in sorted(rows):
        of = json.dumps(key(rows[state]))
        if of not in numbers:
            numbers[of] = len(groups) + 1
            groups.append({"group": len(groups) + 1, **key(rows[state]), "states": 0, "state": state,
                           "status_quo": False, "equilibria": dict.fromkeys(solved["concepts"], 0)})
        group = groups[numbers[of] - 1]
        group["states"] += 1
        group["status_quo"] |= state == listed["status_quo"]
        for concept in solved["concepts"]:
            group["equilibria"][concept] += len(holds[state][concept]) == len(solved["parties"])
    home = {state: numbers[json.dumps(key(row))] for state, row in rows.items()}
    for state, row in rows.items():
        for p, party in enumerate(listed["parties"]):
            for to in row["moves"][party]:
                if to not in home or home[to] == home[state]:
                    continue
                arc = arcs.setdefault((home[state], p, home[to]), [0, 0])
                arc[0] += 1
                arc[1] += to in row["improvements"][party]
    moves = [{"from": a, "party": listed["parties"][p], "to": b, "moves": n, "improvements": better}
             for (a, p, b), (n, better) in sorted(arcs.items())]
    return groups, moves


def try_model(claims, truce, seed):
    rng = random.Random(f"groups {seed}")
    text = generate.text_of(seed)
    all_states = json.loads(drive.run(truce, "states", text, "--moves", "--limit", "0", "--format", "json"))
    ids = [option["id"] for option in all_states.get("options", [])]
    options = sorted(rng.sample(ids, rng.randint(0, min(2, len(ids)))), key=ids.index)
    has_outcomes = rng.random() < 0.7 or not options
    asked = ",".join((["outcomes"] if has_outcomes else []) + options)
    where = []
    if rng.random() < 0.4:
        some = rng.sample([row["state"] for row in all_states["table"]], (len(all_states["table"]) + 1) // 2)
        where = ["--where", ",".join(map(str, sorted(some)))]
    listed = json.loads(drive.run(truce, "states", text, "--moves", "--limit", "0", "--format", "json", *where))
    solved = drive.solve(truce, text, "--limit", "0", concepts=CONCEPTS)
    found = drive.solve(truce, text, "--groups", asked, *where, concepts=CONCEPTS)

    def key(row):
        of = {"outcomes": row["outcomes"]} if has_outcomes else {}
        return of | {"levels": {one: row["levels"][one] for one in options}}

    groups, moves = counted(solved, listed, key)
    claims.same(found["groups"], groups, f"model {seed}: groups by {asked} {where}")
    claims.same(found["group_moves"], moves, f"model {seed}: moves between groups by {asked} {where}")
    if "maybe_equilibria" not in solved:
        try_verdicts(claims, truce, seed, text, solved)
    if ids and "coalesce" not in text and "maybe_equilibria" not in solved and len(all_states["table"]) <= 200:
        try_patterns(claims, truce, seed, text, solved, all_states)
    return bool(moves)


def independent(options):
    """One party, so many options of two levels."""
    ids = [f"o{i:02}" for i in range(options)]
    listed = ", ".join(f"{{id: {one}}}" for one in ids)
    return f"truce: 1\nparties: [{{id: p, options: [{listed}]}}]\npreferences: {{p: {{order: [o00]}}}}\n", ids


def try_sizes(claims, truce):
    """All there can be; more are too many; threads make no difference."""
    text, ids = independent(13)
    arguments = ["--rows", "none", "--concepts", "nash", "--format", "json", "--groups"]
    one = drive.run(truce, "solve", text, *arguments, ",".join(ids[:7]), "--threads", "1")
    two = drive.run(truce, "solve", text, *arguments, ",".join(ids[:7]), "--threads", "2")
    claims.same(one, two, "one thread and two count the same")
    patterns = {drive.run(truce, "solve", text, *arguments, "patterns", "--threads", n) for n in "12"}
    claims.same(len(patterns), 1, "one thread and two find the same patterns")
    found = json.loads(one)
    claims.same(len(found["groups"]), 128, "as many groups as combinations")
    claims.same({arc["moves"] for arc in found["group_moves"]}, {64 * 64}, "all of one lead to all of another")
    claims.same(sum(arc["improvements"] for arc in found["group_moves"]), 64 * 64 * 64 * 64, "half may gain o00")
    done = drive.call(truce, ["solve", "-", *arguments, ",".join(ids[:8])], text.encode())
    claims.same((done.returncode, b"more than 255 groups" in done.stderr), (3, True), "256 groups are too many")
    done = drive.call(truce, ["solve", "-", "--groups", "outcomes,o1"], text.encode())
    claims.same((done.returncode, done.stderr.decode().splitlines()[0]),
                (2, "truce solve: there is no option 'o1'; did you mean 'o01'?"), "an option that is not there")


CROWD = """truce: 1
parties:
  - {id: p, options: [{id: a, levels: [x, y, z]}, {id: b}, {id: c, moves: none}, {id: d}, {id: e}]}
  - {id: q, options: [{id: f}, {id: g, moves: up}]}
feasible: [not (b and d and f), e or not a = z]
outcomes: {one: a = x and f, two: d or e}
preferences: {p: {order: [a = y, b iff f, d or e]}, q: {order: [f, b]}}
"""


def try_crowd(claims, truce):
    """Of a party that moves freely within more states than there are groups, as of the others."""
    listed = json.loads(drive.run(truce, "states", CROWD, "--moves", "--limit", "0", "--format", "json"))
    solved = drive.solve(truce, CROWD, "--limit", "0", concepts=CONCEPTS)
    found = drive.solve(truce, CROWD, "--groups", "outcomes", concepts=CONCEPTS)
    groups, moves = counted(solved, listed, lambda row: {"outcomes": row["outcomes"], "levels": {}})
    claims.same((found["groups"], found["group_moves"]), (groups, moves), "moves within blocks")
    claims.same({arc["party"] for arc in moves}, {"p", "q"}, "both move between groups")


def try_long(claims, truce):
    """What is in none of the twelve largest patterns of a verdict is one group; a plain graph has none."""
    text, ids = independent(8)
    odd = " iff ".join(ids[1:7])  # of so many options no two of its combinations go together
    text = text.replace("[o00]", f"['{odd}']")
    found = drive.solve(truce, text, "--groups", "patterns", concepts="nash")
    claims.same([group["rest"] for group in found["groups"]].count(True), 2, "of either verdict some are left")
    claims.same((len(found["groups"]), sum(group["states"] for group in found["groups"])), (26, 256), "all are there")
    plain = "truce: 1\nparties: [{id: a}]\nstates: [x, y]\nmoves: {a: [[x, y]]}\npreferences: {a: {rank: [x, y]}}\n"
    done = drive.call(truce, ["solve", "-", "--groups", "patterns"], plain.encode())
    claims.same((done.returncode, b"have no levels" in done.stderr), (2, True), "a plain graph has no patterns")
    done = drive.call(truce, ["solve", "-", "--concepts", "nash", "--holds", "gmr"], plain.encode())
    claims.same((done.returncode, b"'gmr', which is not solved" in done.stderr), (2, True), "verdicts that are asked")


def main():
    options = drive.options(__doc__, models=250, seed=1)
    claims = drive.Claims()
    try_sizes(claims, options.truce)
    try_crowd(claims, options.truce)
    try_long(claims, options.truce)
    have_moves = sum(try_model(claims, options.truce, seed)
                     for seed in range(options.seed, options.seed + options.models))
    claims.claim(have_moves * 2 > options.models, f"most models have moves between groups: {have_moves}")
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
