#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""robust --radius: least edits, against plain search from the definitions.

    test_radius.py TRUCE [--models N] [--seed N]

For each random model every list of a party that a few edits make is made here, one edit after the other, and every
state is judged in it by the reference. Distance and number of ways must be those that the command tells, for ending
an equilibrium and for making one, and nothing nearer may exist where it tells of more edits than were tried. Answers
are pasted into the file as an event and solved by the command. With more kinds of edits nothing is farther away. The
Doha case has the figures that a program of its own had found. Models of 14 statements are compared with an SMT solver
where there is one.
"""
import argparse
import itertools
import json
import pathlib
import random
import subprocess
import sys
from dataclasses import replace

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "generate"), str(ROOT / "tests" / "reference")]
import drive  # noqa: E402
import generate  # noqa: E402
import truce_reference as reference  # noqa: E402

CONCEPTS = ["nash", "gmr", "smr", "seq"]
KINDS = [["swap", "drop"], ["swap"], ["drop"], ["swap", "drop", "flip"], ["drop", "flip"]]
MOST_STATES, MOST_ORDERS, MOST_PROFILES = 14, 220, 260
claims = drive.Claims(most_shown=5)
claim = claims.claim


# ------------------------------------------------------------- lists by plain search

def negated(item):
    """(index, is it flipped)"""
    return item[0], not item[1]


def next_orders(which, kinds, order):
    """One edit more. An order is a tuple of (index, flipped), a ranking one of sets of places."""
    if which != "weigh" and "swap" in kinds:
        for i in range(len(order) - 1):
            yield order[:i] + (order[i + 1], order[i]) + order[i + 2:]
    if which == "rank":
        if "drop" in kinds:
            for i in range(len(order) - 1):
                yield order[:i] + (order[i] | order[i + 1],) + order[i + 2:]
        return
    for i in range(len(order)):
        if "drop" in kinds:
            yield order[:i] + order[i + 1:]
        if "flip" in kinds and not order[i][1]:
            yield order[:i] + (negated(order[i]),) + order[i + 1:]


def layers_of(which, kinds, count, most):
    """{order: distance} up to the distance at which there are more than `most` orders; and that distance."""
    start = tuple(frozenset([i]) if which == "rank" else (i, False) for i in range(count))
    found, front, distance = {start: 0}, [start], 0
    while front:
        fresh = {n for order in front for n in next_orders(which, kinds, order)} - set(found)
        if len(found) + len(fresh) > most:
            return found, distance
        distance += bool(fresh)
        found.update(dict.fromkeys(fresh, distance))
        front = sorted(fresh, key=repr)
    return found, None  # there are no others


def preference_of(model, party, order):
    which, items = model.preferences.get(party, ("order", []))
    if which == "rank":
        return which, [[item for place in sorted(places) for item in items[place]] for places in order]
    if which == "weigh":
        return which, [(items[i][0], -items[i][1] if flipped else items[i][1]) for i, flipped in order]
    trees = [[reference.tree_of(model, s) for s in item] for item in items]
    return "order", [[negation(trees[i])] if flipped else trees[i] for i, flipped in order]


def negation(trees):
    tree = trees[0]
    for other in trees[1:]:
        tree = ("or", tree, other)
    return "not", tree


# ------------------------------------------------------------------- what is true

class Party:
    """What edits make of a party's list, and where it is then stable."""

    def __init__(self, model, graph, party, kinds):
        self.index, name = party, model.parties[party]
        which, items = model.preferences.get(name, ("order", []))
        self.orders, self.tried = layers_of(which, kinds, len(items), MOST_ORDERS)
        self.ranks, self.stable = {}, {}
        for order in self.orders:
            other = replace(model, preferences={**model.preferences, name: preference_of(model, name, order)})
            self.ranks[order] = reference.dense_ranks(reference.worths_of(other, party, graph.members))
            ranks = [self.ranks[order] if p == party else r for p, r in enumerate(graph.ranks)]
            with_it = replace(graph, ranks=ranks)
            self.stable[order] = {c: {s for s in graph.states() if getattr(reference, c)(with_it, party, s)}
                                  for c in CONCEPTS[:3]}

    def least(self, concept, state, wanted):
        """(distance, ways) among what was tried, or None."""
        at = [d for order, d in self.orders.items() if (state in self.stable[order][concept]) == wanted]
        return (min(at), at.count(min(at))) if at else None


def own_answer(parties, concept, state, holds):
    """(distance or None, ways, how far all was tried or None: everything) under Nash, GMR and SMR."""
    found = [p.least(concept, state, not holds) for p in parties]
    limits = [p.tried for p in parties if p.tried is not None]
    if holds:
        near = [f for f in found if f]
        least = min((f[0] for f in near), default=None)
        if least is not None and all(least <= limit for limit in limits):
            return least, sum(f[1] for f in near if f[0] == least), None
        return None, 0, min(limits, default=None)
    if all(found):
        ways = 1
        for f in found:
            ways *= f[1]
        return sum(f[0] for f in found), ways, None
    lacking = [p.tried for p, f in zip(parties, found) if not f]
    if None in lacking:
        return None, 0, None  # one cannot, whatever the others
    return None, 0, sum(f[0] if f else p.tried + 1 for p, f in zip(parties, found)) - 1


class Profiles:
    """SEQ, which depends on the lists of all."""

    def __init__(self, graph, parties):
        self.stable, self.tried = {}, -1
        for total in itertools.count():
            if any(p.tried is not None and p.tried < total for p in parties):
                break
            by = [{d: [o for o, at in p.orders.items() if at == d] for d in range(total + 1)} for p in parties]
            shares = [s for s in itertools.product(range(total + 1), repeat=len(parties)) if sum(s) == total]
            profiles = [x for s in shares for x in itertools.product(*(of[d] for of, d in zip(by, s)))]
            if len(self.stable) + len(profiles) > MOST_PROFILES or total > 30:
                break
            for profile in profiles:
                ranks = [p.ranks[order] for p, order in zip(parties, profile)]
                with_it = replace(graph, ranks=ranks, replies={})
                holds = {s for s in graph.states() if all(reference.seq(with_it, p.index, s) for p in parties)}
                self.stable[profile] = (total, holds)
            self.tried = total

    def answer(self, state, holds):
        at = [d for d, stable in self.stable.values() if (state in stable) != holds]
        return (min(at), at.count(min(at)), None) if at else (None, 0, self.tried)


# -------------------------------------------------------------------------- models

def is_plainly_ranked(model):
    """No place names states by number beside statements that might claim them."""
    for which, items in model.preferences.values():
        flat = [item for place in items for item in place] if which == "rank" else []
        if any(isinstance(i, int) for i in flat) and any(not isinstance(i, int) and i != "rest" for i in flat):
            return False
    return True


def radii(truce, text, *options):
    return json.loads(drive.run(truce, "robust", text, "--format", "json", *options))["radius"]


def check_row(row, answer, where):
    distance, ways, tried = answer
    if row["at_least"] is not None or not row["complete"]:  # the effort was spent
        least = row["at_least"] if row["distance"] is None else row["distance"]
        claim(distance is None or (least <= distance if row["distance"] is None else least == distance),
              f"{where}: at least", row, answer)
    elif distance is not None:
        claims.same((row["distance"], row["count"], row["at_least"], row["complete"]), (distance, ways, None, True),
                    f"{where}: edits and ways")
    elif tried is None:
        claims.same((row["distance"], row["at_least"]), (None, None), f"{where}: no edits do it")
    else:
        claim(row["distance"] is None or row["distance"] > tried, f"{where}: no {tried} edits do it", row)
    claim(not row["unconditional"] or row["distance"] is None, f"{where}: what is unconditional has no distance", row)
    claim(all(len(answer) <= max(1, row["distance"] or 0) for answer in row["answers"]),
          f"{where}: no more changes than edits", row)


def pasted(truce, text, changes, concept):
    """The equilibria with the changes made as an event."""
    event = json.dumps({"id": "edited", "date": "2030-01-01", "changes": changes}, ensure_ascii=False)
    if text.startswith("{"):
        text = text.rstrip()[:-1] + f', "events": [{event}]}}\n'
    else:
        text += f"events: [{event}]\n"
    done = subprocess.run([truce, "solve", "-", "--at", "edited", "--format", "json", "--rows", "none", "--concepts",
                           concept], input=text.encode(), capture_output=True, timeout=300)
    return json.loads(done.stdout)["equilibria"][concept] if done.returncode == 0 else None


def check_pasted(truce, text, row, changes, where):
    found = pasted(truce, text, changes, row["concept"])
    claim(found is not None and (row["state"] in found) != row["holds"], f"{where}: the answer as an event is one",
          changes, row, text)


def check_more_kinds(rows, more, where):
    """Nothing is farther away when more kinds of edits are allowed."""
    for row, other in zip(rows, more):
        far, farther = row["distance"], other["distance"]
        is_open = far is not None and other["at_least"] is not None and other["at_least"] <= far
        claim(far is None or is_open or (farther is not None and farther <= far), f"{where}: more kinds of edits",
              row, other)


NESTED = [("nash", "smr"), ("nash", "seq"), ("smr", "gmr"), ("seq", "gmr")]  # stable by the first, so by the second


def check_nesting(rows, where):
    """What is stable by a stricter concept is so by a weaker one, in every list: it ends no later by the stricter,
    and is made no later by the weaker."""
    by = {(row["concept"], row["state"]): row for row in rows}
    for (concept, state), row in by.items():
        for strict, weak in NESTED:
            other = by[weak, state]
            if concept != strict or row["holds"] != other["holds"]:
                continue
            near, far = (row, other) if row["holds"] else (other, row)
            if far["distance"] is None:
                continue
            least = near["at_least"] if near["distance"] is None else near["distance"]
            claim(least is not None and least <= far["distance"], f"{where}: {strict} beside {weak} of {state}",
                  near, far)


def check_model(truce, seed):
    model = generate.generate(seed)
    graph = reference.build(model)
    if len(graph.members) - 1 > MOST_STATES or not is_plainly_ranked(model):
        return
    rng, kinds = random.Random(f"radius {seed}"), KINDS[seed % len(KINDS)]
    if model.coalesce:  # where a statement and its negation may both count as false
        kinds = [kind for kind in kinds if kind != "flip"]
    text, where = generate.text_of(seed, model), f"{seed} {','.join(kinds)}"
    options = ["--radius", "all", "--concepts", ",".join(CONCEPTS), "--effort", "20000"]
    rows = radii(truce, text, *options, "--edits", ",".join(kinds))
    parties = [Party(model, graph, p, kinds) for p in range(len(model.parties))]
    profiles = Profiles(graph, parties)
    claims.same([(row["concept"], row["state"]) for row in rows],
                [(c, s) for c in CONCEPTS for s in graph.states()], f"{where}: every state has a row a concept")
    stable = {c: reference.equilibria(graph, of) for c, of in reference.solve(graph, CONCEPTS).items()}
    for row in rows:
        concept, state = row["concept"], row["state"]
        holds = state in stable[concept]
        claims.same(row["holds"], holds, f"{where}: {concept} of {state}")
        answer = profiles.answer(state, holds) if concept == "seq" else own_answer(parties, concept, state, holds)
        check_row(row, answer, f"{where}: {concept} of {state}")
    check_nesting(rows, where)
    check_more_kinds(rows, radii(truce, text, *options, "--edits", "swap,drop,flip,insert"), where)
    told = [(row, a) for row in rows for a in row["answers"]]
    for row, changes in rng.sample(told, min(2, len(told))) if not model.names else []:
        check_pasted(truce, text, row, changes, where)


# ---------------------------------------------------------------------------- Doha

def check_doha(truce):
    text = (ROOT / "cases" / "doha-2025" / "model.yaml").read_text(encoding="utf-8")
    rows = [row for row in radii(truce, text, "--concepts", "seq,nash") if row["holds"]]
    seq = [row for row in rows if row["concept"] == "seq"]
    claims.same((len(seq), sum(row["unconditional"] for row in seq)), (22, 16),
                "Doha: 16 of 22 equilibria hold whatever the order, and whatever is left out")
    quo = next(row for row in seq if row["state"] == 138)
    claim(quo["unconditional"] and quo["distance"] is None, "Doha: nothing in the lists starts a move from today")
    ends = next(row for row in seq if row["state"] == 531)
    claim(ends["distance"] == 1 and not ends["unconditional"], "Doha: one edit ends 531", ends)
    for row in [r for r in seq if r["answers"]][:3]:
        check_pasted(truce, text, row, row["answers"][0], "Doha")
    more = radii(truce, text, "--concepts", "seq", "--radius", "138", "--edits", "swap,drop,insert")
    claims.same((more[0]["distance"], more[0]["at_least"]), (2, None), "Doha: one more concern, raised a place, does")
    check_pasted(truce, text, more[0], more[0]["answers"][0], "Doha")


# -------------------------------------------------------------------- an SMT solver

def check_by_solver(truce):
    """The swaps that make a state Nash, as sums over pairs: an order is a matrix b[j][k], j above k."""
    try:
        import z3
    except ImportError:
        print("skipped: least edits by an SMT solver (no module z3)")
        return
    rng = random.Random("z3")
    names = [f"o{i}" for i in range(8)]
    for turn in range(3):
        lines = [" or ".join(rng.choice(["", "not "]) + n for n in rng.sample(names, 2)) for _ in range(14)]
        both = [{"id": "a", "options": names[:4]}, {"id": "b", "options": names[4:]}]
        text = json.dumps({"truce": 1, "parties": both, "preferences": {"a": {"order": lines}}})
        model = reference.Model(["a", "b"], [reference.Option(n, i // 4) for i, n in enumerate(names)],
                                preferences={"a": ("order", [[line] for line in lines])})
        graph, m = reference.build(model), len(lines)
        states = ",".join(str(rng.randint(1, 256)) for _ in range(4))
        rows = radii(truce, text, "--concepts", "nash", "--radius", states, "--edits", "swap")
        for row in rows:
            s, by = row["state"], graph.worths[0]
            b = [[z3.Bool(f"b{min(j, k)}_{max(j, k)}") if j < k else z3.Not(z3.Bool(f"b{min(j, k)}_{max(j, k)}"))
                  if j > k else None for k in range(m)] for j in range(m)]
            solver = z3.Optimize()
            for i, j, k in itertools.permutations(range(m), 3):
                solver.add(z3.Implies(z3.And(b[i][j], b[j][k]), b[i][k]))
            wins = []
            for x in graph.moves[0][s]:
                f = [j for j in range(m) if by[x][j] and not by[s][j]]
                g = [j for j in range(m) if by[s][j] and not by[x][j]]
                wins.append(z3.Or([z3.And([b[j][k] for k in g]) for j in f]) if f else z3.BoolVal(False))
            solver.add(z3.Or(wins) if row["holds"] else z3.Not(z3.Or(wins)))
            least = solver.minimize(z3.Sum([z3.If(b[j][k], 0, 1) for j in range(m) for k in range(j + 1, m)]))
            is_possible = solver.check() == z3.sat
            expected = solver.lower(least).as_long() if is_possible else None
            claims.same(row["distance"], expected, f"model {turn}, state {s}: swaps by a solver")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("truce")
    parser.add_argument("--models", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for seed in range(arguments.seed, arguments.seed + arguments.models):
        drive.progress(seed - arguments.seed, arguments.models)
        check_model(arguments.truce, seed)
    check_doha(arguments.truce)
    check_by_solver(arguments.truce)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
