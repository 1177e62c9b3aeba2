#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Saying the same thing differently changes nothing but what was said differently.

    test_metamorphic.py TRUCE [--models N] [--seed S]

Each change below makes another model (or another text) of which it is known how the answers correspond: as sets of
combinations with other names, other parties' order, other options' order. Two answers of the command are compared,
never an answer with the reference. And any number of threads gives the same bytes.
"""

import copy
import random
import sys
from fractions import Fraction
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402
import truce_reference as reference  # noqa: E402


FAMILIES = ["mr4", "cmr4", *(f"{c}-strong{degree}" for c in reference.STRONG for degree in ("", 3))]


def concepts_of(truce, model):
    """All that the model can have: limited moves where two parties move, SIM where there are options."""
    without = drive.solve(truce, generate.write(model, random.Random(0)), concepts="all")["concepts"]
    return [*without, *FAMILIES, *(["l2", "l3"] if "nm" in without else [])]


def answer(truce, model, rng, concepts):
    asked = [c for c in concepts if c != "sim" or not (model.coalesce or model.names)]  # which has none of these
    return drive.solve(truce, generate.write(model, rng), concepts=",".join(asked))


def facts(document, concepts, party_name=str, outcome_name=str, state=int):
    """What an answer says of these concepts, as a set of facts under other names: whatever the order it was said
    in."""
    said = {("status quo", document["status_quo"] and state(document["status_quo"]))}
    said.add(("combinations", document["states"]["combinations"], document["states"]["feasible"]))
    for concept in concepts:
        said |= {("equilibrium", concept, state(s)) for s in document["equilibria"][concept]}
        said |= {("maybe", concept, state(s)) for s in document.get("maybe_equilibria", {}).get(concept, [])}
        said.add(("count", concept, document["counts"][concept]))
    for row in document["table"]:
        here = state(row["state"])
        said |= {("outcome", here, outcome_name(o)) for o in row["outcomes"]}
        said |= {("rank", here, party_name(p), rank) for p, rank in row["rank"].items()}
        for verdict in ("stable", "maybe"):
            for concept in concepts:
                said |= {(verdict, here, concept, party_name(p)) for p in row.get(verdict, {}).get(concept, [])}
    return said


def claim_same(claims, before, after, sentence, **names):
    """`names` say what the first answer calls the things of the second."""
    missing = facts(before, after["concepts"]) ^ facts(after, after["concepts"], **names)
    claims.claim(not missing, f"{sentence}\n    differs in {sorted(map(str, missing))[:4]}")


# ---------------------------------------------------------------- statements


def each_statement(model, change):
    """A copy of the model with every statement changed."""
    other = copy.deepcopy(model)
    other.rules = [change(t) for t in model.rules]
    other.coalesce = [change(t) for t in model.coalesce]
    other.outcomes = {id_: change(t) for id_, t in model.outcomes.items()}
    for party, (kind, items) in model.preferences.items():
        if kind == "weigh":
            other.preferences[party] = (kind, [(change(t), w) for t, w in items])
        else:
            other.preferences[party] = (
                kind,
                [[change(i) if isinstance(i, tuple) else i for i in group] for group in items],
            )
    return other


def each_atom(tree, change):
    if tree[0] in ("not", "and", "or", "implies", "iff"):
        return (tree[0], *(each_atom(part, change) for part in tree[1:]))
    if tree[0] in reference.COUNTS:
        return (*tree[:2], tuple(each_atom(part, change) for part in tree[2]))
    return change(tree)


def said_otherwise(model, rng, tree):
    """A tree with the same truth, in three values too."""
    kind = tree[0]
    if kind == "atom":
        return atom_otherwise(model, rng, tree)
    if kind in reference.COUNTS:
        return count_otherwise(rng, kind, tree[1], [said_otherwise(model, rng, part) for part in tree[2]])
    if kind not in ("not", "and", "or", "implies", "iff"):
        return tree
    parts = [said_otherwise(model, rng, part) for part in tree[1:]]
    if rng.random() < 0.4:
        return (kind, *parts)
    if kind == "not":
        return ("not", ("not", ("not", parts[0])))
    a, b = parts
    return {
        "and": rng.choice([("and", b, a), ("not", ("or", ("not", a), ("not", b)))]),
        "or": rng.choice([("or", b, a), ("implies", ("not", a), b)]),
        "implies": rng.choice([("or", b, ("not", a)), ("implies", ("not", b), ("not", a))]),
        "iff": rng.choice([("iff", b, a), ("and", ("implies", a, b), ("implies", b, a))]),
    }[kind]


def count_otherwise(rng, kind, number, operands):
    """Counted in another order, or those that are false are counted."""
    operands = tuple(rng.sample(operands, len(operands)))
    if rng.random() < 0.5 or number > len(operands):
        return (kind, number, operands)
    other = {"exactly": "exactly", "at most": "at least", "at least": "at most"}[kind]
    return (other, len(operands) - number, tuple(("not", part) for part in operands))


def atom_otherwise(model, rng, atom):
    """The same set of levels, asked for with `in`, or as what is left of the others."""
    option = model.option(atom[1])
    place = model.options.index(option)
    probe = [0] * len(model.options)
    meant = []
    for level in range(len(option.levels)):
        probe[place] = level
        if reference.atom_holds(model, atom, probe):
            meant.append(option.levels[level])
    others = [level for level in option.levels if level not in meant]
    if not meant or not others:
        return atom
    return rng.choice(
        [("atom", option.id, "in", tuple(meant)), ("not", ("atom", option.id, "in", tuple(others)))]
    )


def distinct_weights(items):
    """Weights with equal statements added up: a file names each once."""
    sums = {}
    for tree, weight in items:
        sums[tree] = sums.get(tree, Fraction(0)) + weight
    return list(sums.items())


# ------------------------------------------------------------------- changes
#
# Each takes (claims, truce, model, before, rng, seed) and makes its claims.


def other_words(claims, truce, model, before, rng, seed):
    """Only the text differs: symbols, parentheses, quoting, style."""
    after = answer(truce, model, rng, before["concepts"])
    claim_same(claims, before, after, f"seed {seed}: the same model in other words")


def other_statements(claims, truce, model, before, rng, seed):
    other = each_statement(model, lambda tree: said_otherwise(model, rng, tree))
    for party, (kind, items) in other.preferences.items():
        if kind == "weigh":
            other.preferences[party] = (kind, distinct_weights(items))
    after = answer(truce, other, rng, before["concepts"])
    claim_same(claims, before, after, f"seed {seed}: statements of equal meaning")


def other_order(claims, truce, model, before, rng, seed):
    """Rules, outcomes, coalescing statements, weights, members of a tie and explicit moves come in no order."""
    other = copy.deepcopy(model)
    rng.shuffle(other.rules)
    rng.shuffle(other.coalesce)
    outcomes = list(other.outcomes.items())
    rng.shuffle(outcomes)
    other.outcomes = dict(outcomes)
    for kind, items in other.preferences.values():
        if kind == "weigh":
            rng.shuffle(items)
        else:
            for group in items:
                rng.shuffle(group)
                group.sort(
                    key=lambda item: not isinstance(item, int))  # a number after a statement that took it is refused
    for moves in (other.moves or {}).values():
        rng.shuffle(moves)
    after = answer(truce, other, rng, before["concepts"])
    claim_same(claims, before, after, f"seed {seed}: rules, outcomes and ties in another order")


def redundant(claims, truce, model, before, rng, seed):
    """Rules that exclude nothing more, outcomes nobody mentions, statements that decide nothing more."""
    other = copy.deepcopy(model)
    if model.names is None:
        other.rules += [rule for rule in model.rules if rng.random() < 0.5] + [("true",)]
        other.coalesce += [tree for tree in model.coalesce if rng.random() < 0.5] + [("false",)]
    for party, (kind, items) in other.preferences.items():
        if kind == "order":
            items.append(rng.choice(items))  # decided already, further up
            place = rng.randrange(len(items))
            items.insert(place, [(rng.choice(["true", "false"]),)])
            other.marks.get(party, []).insert(place, 0)
        elif kind == "weigh":
            other.preferences[party] = (kind, distinct_weights(items + [(("true",), Fraction(7, 2))]))
    after = answer(truce, other, rng, before["concepts"])
    claim_same(claims, before, after, f"seed {seed}: redundant rules and statements")


def stretched(claims, truce, model, before, rng, seed):
    """Any growing transformation of what is preferred: multiplied weights, an order as weights, a ranking by
    number."""
    other = copy.deepcopy(model)
    for party, (kind, items) in other.preferences.items():
        marks = model.marks.get(party)
        if kind == "weigh":
            factor = Fraction(rng.choice(["3", "0.5", "10", "0.01"]))
            other.preferences[party] = (kind, [(tree, weight * factor) for tree, weight in items])
            if marks:
                other.marks[party] = [least * factor for least in marks]
        elif marks:
            continue
        elif kind == "order":
            worth = lambda place: Fraction(2 ** (len(items) - 1 - place))  # noqa: E731
            weighed = [(any_of(item), worth(place)) for place, item in enumerate(items)]
            other.preferences[party] = ("weigh", distinct_weights(weighed))
        else:
            ranks = {row["state"]: row["rank"][party] for row in before["table"]}
            levels = sorted(set(ranks.values()), reverse=True)
            other.preferences[party] = (kind, [[s for s in ranks if ranks[s] == level] for level in levels])
    after = answer(truce, other, rng, before["concepts"])
    claim_same(claims, before, after, f"seed {seed}: preferences stretched, their order kept")


def any_of(trees):
    tree = trees[0]
    for other in trees[1:]:
        tree = ("or", tree, other)
    return tree


def renamed(claims, truce, model, before, rng, seed):
    """Other ids for parties, options, levels and outcomes."""
    name = {id_: f"x{i}_{id_[:1]}" for i, id_ in enumerate(model.parties + [o.id for o in model.options])}
    name.update({id_: f"o{i}" for i, id_ in enumerate(model.outcomes)})
    back = {new: old for old, new in name.items()}
    level = {}
    for option in model.options:
        level[option.id] = {l: l if option.levels == ["no", "yes"] else f"{l}_l" for l in option.levels}

    def change(tree):
        if tree[0] == "atom":
            return ("atom", name[tree[1]], tree[2], tuple(level[tree[1]][l] for l in tree[3]))
        return ("outcome", name[tree[1]]) if tree[0] == "outcome" else tree

    other = each_statement(model, lambda tree: each_atom(tree, change))
    other.parties = [name[p] for p in model.parties]
    for option in other.options:
        option.levels = [level[option.id][l] for l in option.levels]
        option.id = name[option.id]
    other.outcomes = {name[id_]: tree for id_, tree in other.outcomes.items()}
    other.preferences = {name[p]: preference for p, preference in other.preferences.items()}
    other.marks = {name[p]: marks for p, marks in other.marks.items()}
    if isinstance(model.status_quo, dict):
        other.status_quo = {name[o]: level[o][l] for o, l in model.status_quo.items()}
    if model.moves is not None:
        other.moves = {name[p]: arcs for p, arcs in model.moves.items()}
    after = answer(truce, other, rng, before["concepts"])
    sentence = f"seed {seed}: other ids"
    claim_same(claims, before, after, sentence, party_name=back.get, outcome_name=back.get)
    claims.same([r["code"] for r in after["table"]] if model.names is None else None,
                [r["code"] for r in before["table"]] if model.names is None else None, sentence)  # fmt: skip


def permuted(claims, truce, model, before, rng, seed):
    """Parties, their options and the states of a plain graph in another order; states keep what they are, not their
    numbers."""
    order = rng.sample(range(len(model.parties)), len(model.parties))
    other = copy.deepcopy(model)
    other.parties = [model.parties[old] for old in order]
    for option in other.options:
        option.party = order.index(option.party)
    rng.shuffle(other.options)
    other.options.sort(key=lambda option: option.party)
    if model.names is not None:
        rng.shuffle(other.names)
    number = correspondence(model, other)
    for party, (kind, items) in model.preferences.items():
        if kind == "rank":
            other.preferences[party] = (kind, [[number.get(i, i) for i in group] for group in items])
    if model.moves is not None:
        other.moves = {p: [(number[a], number[b]) for a, b in arcs] for p, arcs in model.moves.items()}
    back = {new: old for old, new in number.items()}
    after = answer(truce, other, rng, before["concepts"])
    claim_same(claims, before, after, f"seed {seed}: parties and options in another order",
               state=back.get)  # fmt: skip


def correspondence(model, other):
    """The other model's number for each state, found by the combinations that the states consist of."""
    if model.names is not None:
        return {s: other.names.index(name) + 1 for s, name in enumerate(model.names, 1)}
    place = [model.options.index(model.option(o.id)) for o in other.options]
    groups = reference.coalesced(model, reference.feasible_combinations(model))
    others = reference.coalesced(other, reference.feasible_combinations(other))
    at = {frozenset(g): s for s, g in enumerate(others, 1)}
    return {s: at[frozenset(tuple(c[p] for p in place) for c in g)] for s, g in enumerate(groups, 1)}


def as_graph(claims, truce, model, before, rng, seed):
    """A model of options and the plain graph of the same states and moves have the same answers. Thresholds of
    weights cannot be said by marks between ranks."""
    if model.names is not None or any(model.preferences[p][0] == "weigh" for p in model.marks):
        return
    graph = reference.build(model)
    ranks = {p: {row["state"]: row["rank"][p] for row in before["table"]} for p in model.parties}
    other = reference.Model(model.parties, names=[f"s{s}" for s in graph.states()], status_quo=before["status_quo"])
    if other.status_quo:
        other.status_quo = f"s{other.status_quo}"
    other.moves = {p: [(a, b) for a in graph.states() for b in m[a]] for p, m in zip(model.parties, graph.moves)}
    for p, of in ranks.items():
        levels = sorted(set(of.values()), reverse=True)
        other.preferences[p] = ("rank", [[s for s in of if of[s] == level] for level in levels])
        if p in model.marks:
            heads = [group[0] for group in other.preferences[p][1]]
            degrees = [graph.degree(model.parties.index(p), a, b) for a, b in zip(heads, heads[1:])]
            other.marks[p] = [degree if degree > 1 else 0 for degree in degrees]
    after = answer(truce, other, rng, before["concepts"])
    kinds = ("equilibrium", "count", "rank", "stable", "maybe", "status quo")
    concepts = after["concepts"]
    missing = {f for f in facts(before, concepts) ^ facts(after, concepts) if f[0] in kinds}
    claims.claim(not missing, f"seed {seed}: options and their graph\n    differ in {sorted(map(str, missing))[:4]}")


def threads(claims, truce, model, before, rng, seed):
    text = generate.write(model, rng)
    one, two, eight = (
        drive.run(truce, "solve", text, "--format", "json", "--concepts", ",".join(before["concepts"]),
                  "--rows", "all", "--threads", n)
        for n in ("1", "2", "8")
    )
    claims.claim(one == two == eight, f"seed {seed}: one, two and eight threads give the same bytes")


CHANGES = [other_words, other_statements, other_order, redundant, stretched, renamed, permuted, as_graph, threads]


def large_model(options):
    """Enough states for the work to be shared out among threads."""
    model = reference.Model(["north", "south", "mill"])
    for place in range(options):
        model.options.append(reference.Option(f"o{place}", place * 3 // options))
    rng = random.Random(options)
    model.rules = ["o0 or o1 or not o2"]
    for party in model.parties:
        model.preferences[party] = ("order", [[generate.some_statement(rng, model, 2)] for _ in range(8)])
    return model


def main():
    options = drive.options(__doc__, models=420, seed=900001)
    claims, limited, open_ones, together = drive.Claims(), 0, 0, 0
    for seed in range(options.seed, options.seed + options.models):
        drive.progress(seed - options.seed, options.models)
        model, rng = generate.generate_marked(seed), random.Random(f"changes {seed}")
        before = answer(options.truce, model, rng, concepts_of(options.truce, model))
        limited += "nm" in before["concepts"]
        open_ones += any(row.get("maybe", {}).get("nm") for row in before["table"])
        together += "sim" in before["concepts"]
        for change in CHANGES:
            try:
                change(claims, options.truce, model, before, rng, seed)
            except drive.Refused as refusal:
                claims.claim(False, f"seed {seed}: {change.__name__}: {refusal}")
    claims.claim(10 * min(limited, together) > options.models and open_ones > 0,
                 f"limited moves in {limited} models, with open verdicts in {open_ones}; SIM in {together}")
    large = large_model(15)
    threads(claims, options.truce, large, {"concepts": [*reference.CONCEPTS, *FAMILIES]}, random.Random(1), "large")
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
