#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Random models, from a seed, for comparing the engine with the reference.

    generate.py SEED [COUNT]    prints the YAML text of one model or more

Uniformly random models are dull: nearly every statement is constant, nearly every state can be improved upon by
everybody. The choices here lean towards what has gone wrong in programs of this kind: several own options at once
across a gap of infeasible states, one-way and stepped options, mazes of few states through which sequences must wind,
ties everywhere or nowhere, coalesced states that two parties can leave for the same place, arcs that do not compose.

`generate(seed)` gives a model as the reference holds it. `write(model, rng)` writes the same model as a file, in
words or symbols, with or without needless parentheses, in block, flow or JSON style, so that parsing is tested along
with solving and the reference never depends on the text.
"""

import copy
import itertools
import json
import random
import sys
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "reference"))
import truce_reference as reference  # noqa: E402
from truce_reference import COUNTS, NUMBERS  # noqa: E402

PARTIES = ["north", "south", "mill", "council", "union", "port", "clinic"]
OPTIONS = ["pump", "offer", "sue", "march", "ban", "pay", "open_gate", "sign", "fence2", "wait", "notify", "inform"]
OUTCOMES = ["deal", "standoff", "chaos", "orderly", "truce_kept", "iffy"]
LEVELS = [["none", "some"], ["low", "mid", "high"], ["none", "water", "land"], ["a", "b", "c", "d"],
          ["zero", "half", "full"]]
STATES = ["talks", "siege", "calm", "split", "pact", "raid", "thaw", "drift", "camp", "vote", "ruin", "toll"]
WEIGHTS = ["1", "2", "3", "-1", "-2", "0.1", "0.2", "0.3", "-0.3", "0.5", "3.5", "-0.25", "1.125", "0", "10", "0.30"]


# ------------------------------------------------------------------- models


def generate(seed):
    rng = random.Random(f"truce {seed}")
    return plain_model(rng) if rng.random() < 0.33 else option_model(rng)


def generate_surrounded(seed):
    """The same model, with keys that no verdict depends on."""
    model = generate(seed)
    surround(random.Random(f"around {seed}"), model)
    return model


def generate_marked(seed):
    """The same model, with marks of strength."""
    model = generate(seed)
    rng = random.Random(f"marks {seed}")
    for party, (kind, items) in model.preferences.items():
        if rng.random() < 0.85:
            model.marks[party] = some_marks(rng, kind, items)
    return model


def some_marks(rng, kind, items):
    count = len(items) - (kind == "rank")
    if kind == "weigh":
        count = rng.choice([1, 1, 2, 3])
        steps = [Fraction(rng.choice(["0.1", "0.3", "1", "2.25", "0.00001"])) for _ in range(count)]
        return [sum(steps[: i + 1], Fraction(0)) for i in range(len(steps))]
    marks = [rng.choice([0, 0, 2, 2, 3, 9]) for _ in range(count)]
    if kind == "order":  # they must not rise
        highest = sorted(filter(None, marks), reverse=True)
        marks = [highest.pop(0) if mark else 0 for mark in marks]
    return marks


def generate_open(seed, most_states=16, most_completions=24):
    """A small model of which some preferences are open."""
    rng = random.Random(f"open {seed}")
    while True:
        model = plain_model(rng) if rng.random() < 0.2 else option_model(rng)
        members = reference.build(model).members
        if len(members) - 1 > most_states:
            continue
        for party in rng.sample(model.parties, rng.randint(1, len(model.parties))):
            if party in model.preferences:
                model.preferences[party] = some_open(rng, model, members, party)
        if 1 < len(reference.all_completions(model)) <= most_completions:
            return model


def some_open(rng, model, members, party):
    """The party's preference with an `either` or two."""
    kind, items = model.preferences[party]
    if kind == "order" and rng.random() < 0.8:
        items = list(items)
        for place in rng.sample(range(len(items)), rng.choice([1, 1, min(2, len(items))])):
            either = [[statement] for statement in items[place]]
            for _ in range(rng.choice([1, 1, 2])):
                either.append([some_statement(rng, model, 1) for _ in range(rng.choice([1, 1, 2]))])
            if rng.random() < 0.3:
                either.append([("true",)])
            if rng.random() < 0.3:
                either.append([either[0][0], either[1][0]])
            rng.shuffle(either)
            items[place] = ("either", either[: max(2, rng.randint(2, 4))])
        return ("order", items)
    alternatives = []
    for _ in range(rng.choice([2, 2, 3])):
        other = copy.copy(model)
        other.preferences = {}
        some_preferences(rng, other, members)
        if party in other.preferences:
            alternatives.append(other.preferences[party])
    return ("either", alternatives) if len(alternatives) > 1 else (kind, items)


def generate_large(seed, options=16):
    """Two to the power of `options` combinations, and for the first party almost as many ranks: beyond what fits into
    8 or 16 bits, and enough for the work to be shared among threads. Only a few options can be moved, or the
    reference would take too long."""
    rng = random.Random(f"large {seed}")
    model = reference.Model(["north", "south", "mill"])
    movable = rng.sample(range(options), 5 if options < 12 else 3)
    for place in range(options):
        moves = rng.choice(["both", "both", "up", "down"]) if place in movable else "none"
        model.options.append(reference.Option(f"o{place}", rng.randrange(3), moves=moves))
    model.options.sort(key=lambda o: o.party)
    if seed % 2:
        a, b, c = (("atom", o.id, "taken", ()) for o in rng.sample(model.options, 3))
        model.rules = [("or", a, ("or", b, ("not", c)))]
    weights = [Fraction(2**place, 1000) for place in range(options)]
    rng.shuffle(weights)
    atoms = [("atom", o.id, "taken", ()) for o in model.options]
    model.preferences["north"] = ("weigh", list(zip(atoms, weights)))
    model.preferences["south"] = ("order", [[some_statement(rng, model, 1)] for _ in range(options)])
    model.preferences["mill"] = ("order", [[tree] for tree in rng.sample(atoms, 8)])
    return model


def size(rng, cap):
    """How many states to aim at: mostly few, sometimes many."""
    return min(cap, rng.choices([1, 4, 8, 12, 16, 32, 64, 128, 320], [2, 6, 12, 16, 26, 20, 13, 4, 1])[0])


def option_model(rng):
    while True:
        model = reference.Model(rng.sample(PARTIES, rng.choice([1, 2, 2, 2, 3, 3, 3, 4, 5])))
        model.options = some_options(rng, model, size(rng, 320))
        some_outcomes(rng, model)
        some_rules(rng, model)
        if model.options and rng.random() < 0.22:
            model.coalesce = [some_statement(rng, model, 2) for _ in range(rng.choice([1, 1, 2, 3]))]
        members = [None] + reference.coalesced(model, reference.feasible_combinations(model))
        if len(members) > 1 and model.options:
            break
    if rng.random() < 0.12:
        model.moves = some_moves(rng, model, len(members) - 1)
    if rng.random() < 0.6:
        quo = rng.choice(rng.choice(members[1:]))
        model.status_quo = {
            o.id: o.levels[level] for o, level in zip(model.options, quo) if level or rng.random() < 0.3
        }
    some_preferences(rng, model, members)
    return model


def plain_model(rng):
    n = rng.randint(250, 262) if rng.random() < 0.01 else rng.randint(1, size(rng, 64))
    names = rng.sample(STATES, n) if n <= len(STATES) else [f"s{i}" for i in range(1, n + 1)]
    model = reference.Model(rng.sample(PARTIES, rng.choice([1, 2, 2, 2, 3, 3, 4, 5])), names=names)
    some_outcomes(rng, model)
    model.moves = some_moves(rng, model, n)
    if rng.random() < 0.5:
        model.status_quo = rng.choice(names)
    some_preferences(rng, model, [None] + [[name] for name in names])
    return model


def some_options(rng, model, combinations):
    options, ids, made = [], rng.sample(OPTIONS, len(OPTIONS)), 1
    while ids and len(options) < 8:
        levels = ["no", "yes"] if rng.random() < 0.7 else rng.choice(LEVELS)
        made *= len(levels)
        if made > max(combinations, 2):
            break
        option = reference.Option(ids.pop(), rng.randrange(len(model.parties)), list(levels))
        option.moves = rng.choices(["both", "up", "down", "none"], [68, 18, 9, 5])[0]
        option.step = int(len(levels) > 2 and rng.random() < 0.4)
        options.append(option)
    return sorted(options, key=lambda o: o.party)  # options stand in the file under their parties


def some_outcomes(rng, model):
    ids = rng.sample(OUTCOMES, rng.choice([0, 0, 0, 1, 2, 3]))
    for id_ in ids:  # a later one may mention an earlier one
        model.outcomes[id_] = some_statement(rng, model, 2)
    shuffled = list(model.outcomes.items())
    rng.shuffle(shuffled)
    model.outcomes = dict(shuffled)


def some_rules(rng, model):
    kind = rng.random()
    if kind < 0.28:
        return
    if kind < 0.62:
        model.rules = [some_statement(rng, model, 3) for _ in range(rng.choice([1, 1, 2, 3]))]
        return
    everything = list(reference.feasible_combinations(model))  # a maze: single combinations fall out
    if len(everything) > 150:
        return
    share = rng.choice([0.3, 0.45, 0.6])
    for combination in everything[1:]:
        if rng.random() < share:
            model.rules.append(("not", conjunction(model, combination)))


def conjunction(model, combination):
    atoms = [("atom", o.id, "=", (o.levels[level],)) for o, level in zip(model.options, combination)]
    tree = atoms[0]
    for atom in atoms[1:]:
        tree = ("and", tree, atom)
    return tree


def some_atom(rng, model):
    if model.outcomes and rng.random() < 0.12:
        return ("outcome", rng.choice(list(model.outcomes)))
    if rng.random() < 0.02:
        return (rng.choice(["true", "false"]),)
    if model.names is not None:
        return ("state", rng.choice(model.names))
    if not model.options:
        return ("true",)
    option = rng.choice(model.options)
    if len(option.levels) == 2 and rng.random() < 0.85:
        return ("atom", option.id, "taken", ())
    relation = rng.choice(["taken", "=", "=", "!=", "<", "<=", ">", ">=", "in"])
    count = 0 if relation == "taken" else rng.randint(1, len(option.levels)) if relation == "in" else 1
    levels = sorted(rng.sample(option.levels, count), key=option.levels.index)
    return ("atom", option.id, relation, tuple(levels))


def some_statement(rng, model, depth):
    if depth == 0 or rng.random() < 0.3:
        atom = some_atom(rng, model)
        return ("not", atom) if rng.random() < 0.3 else atom
    kind = rng.choices(["and", "or", "implies", "iff", "not", "exactly", "at most", "at least"],
                       [5, 5, 5, 2, 2, 1, 1, 1])[0]
    if kind == "not":
        return ("not", some_statement(rng, model, depth - 1))
    if kind in COUNTS:
        count = rng.choice([1, 2, 3, 3, 4, 8])
        operands = tuple(some_statement(rng, model, depth - 1 if count < 4 else 0) for _ in range(count))
        return (kind, min(rng.randint(0, count + 1), rng.randint(0, count + 1)), operands)
    return (kind, some_statement(rng, model, depth - 1), some_statement(rng, model, depth - 1))


def some_moves(rng, model, n):
    """Arcs between numbered states: sparse, dense, chains that do not compose, or there and back."""
    moves = {}
    for party in model.parties:
        style, arcs = rng.choice(["none", "sparse", "sparse", "middle", "dense", "chain", "pairs"]), set()
        if style == "chain":
            order = rng.sample(range(1, n + 1), rng.randint(1, n))
            arcs = set(zip(order, order[1:]))
        elif style == "pairs":
            for _ in range(rng.randint(1, n)):
                a, b = rng.randint(1, n), rng.randint(1, n)
                arcs |= {(a, b), (b, a)}
        else:
            each = {"none": 0, "sparse": 0.8, "middle": 2, "dense": 5}[style]
            for _ in range(int(each * n)):
                arcs.add((rng.randint(1, n), rng.randint(1, n)))
        arcs = [(a, b) for a, b in arcs if a != b]
        rng.shuffle(arcs)
        if arcs:
            moves[party] = arcs
    return moves


def some_preferences(rng, model, members):
    n = len(members) - 1
    for party in model.parties:
        kinds = ["rank", "none"] if model.names is not None else ["order", "rank", "weigh", "none"]
        kind = rng.choices(kinds, [92, 8] if len(kinds) == 2 else [32, 38, 24, 6])[0]
        if kind == "order":
            items = [[some_statement(rng, model, 2)] for _ in range(rng.choice([1, 2, 3, 4, 6, 9]))]
            for item in items:
                if rng.random() < 0.12:
                    item += [some_statement(rng, model, 1) for _ in range(rng.choice([1, 2]))]
            model.preferences[party] = ("order", items)
        elif kind == "weigh":
            statements = {some_statement(rng, model, 2): None for _ in range(rng.choice([1, 2, 3, 4, 6]))}
            model.preferences[party] = ("weigh", [(s, Fraction(rng.choice(WEIGHTS))) for s in statements])
        elif kind == "rank":
            by_number = rng.random() < 0.7 or n < 2
            model.preferences[party] = ("rank",
                                        (ranked_numbers if by_number else ranked_statements)(rng, model, members))


def ranked_numbers(rng, model, members):
    """A strict order, or one with ties; now and then the tail is called `rest`."""
    order = list(range(1, len(members)))
    rng.shuffle(order)
    ties, groups = rng.choice([0, 0, 0.15, 0.5]), []
    for number in order:
        if groups and rng.random() < ties:
            groups[-1].append(number)
        else:
            groups.append([number])
    if len(groups) > 2 and rng.random() < 0.25:
        groups[rng.randrange(len(groups))] = ["rest"]
    return groups


def ranked_statements(rng, model, members):
    """Statements, each of which takes some state that nothing above it has taken; then the rest."""
    left, groups = set(range(1, len(members))), []
    for _ in range(rng.choice([1, 2, 3, 5])):
        statement = some_statement(rng, model, 2)
        taken = {s for s in left if reference.holds(model, statement, members[s])}
        if taken and taken != left:
            left -= taken
            if groups and rng.random() < 0.25:
                groups[-1].append(statement)
            else:
                groups.append([statement])
        elif len(left) > 1 and rng.random() < 0.5:
            number = rng.choice(sorted(left))
            left.remove(number)
            groups.append([number])
    groups.append(["rest"] if left else [])
    return [group for group in groups if group]


# --------------------------------------------------- around the conflict


def surround(rng, model):
    """What no verdict depends on: `model.around`, key of the language to what stands there."""
    say = lambda depth=1: some_statement(rng, model, depth)  # noqa: E731
    some = lambda: [p for p in model.parties if rng.random() < 0.6]  # noqa: E731
    around = {
        "no_deal": {p: something_true(rng, model) for p in some()},
        "pain": {p: {"that": say(), "because": "it hurts"} for p in some()},
        "utilities": {p: dict.fromkeys([say() for _ in range(rng.choice([1, 2]))], Number("2.5")) for p in some()},
        "ratify": {p: some_home(rng, model) for p in some()[:2]},
        "expires": some_expiries(rng, model),
        "audience": [{"party": p, "escalated": say(), "backs_down": say()} for p in some()[:1]],
        "events": some_events(rng, model),
    }
    model.around = {key: value for key, value in around.items() if value and rng.random() < 0.7}


def something_true(rng, model):
    """A statement that is true somewhere."""
    if model.names is not None:
        return ("state", rng.choice(model.names))
    members = reference.coalesced(model, reference.feasible_combinations(model))
    tries = (some_statement(rng, model, 1) for _ in range(5))
    return next((t for t in tries if any(reference.holds(model, t, m) for m in members)), ("true",))


def some_home(rng, model):
    actors = [{"party": p} for p in rng.sample(model.parties, rng.randint(0, len(model.parties)))]
    if model.names is None and (not actors or rng.random() < 0.6):
        actors.append({"id": "voters", "order": [some_statement(rng, model, 1) for _ in range(rng.choice([1, 3]))]})
    elif not actors:
        actors.append({"id": "voters", "rank": [some_statement(rng, model, 1), "rest"]})
    home = rng.choice([{}, {"rule": "majority"}, {"rule": "quota", "quota": 1},
                       {"rule": "weighted", "quota": Number("0.5")}])
    if rng.random() < 0.5:
        home = {**home, "reversion": something_true(rng, model)}
    return {**home, "actors": actors}


def some_expiries(rng, model):
    """One entry, or none where a state would turn into what is no state."""
    if model.names is not None:
        a, b = rng.choice(model.names), rng.choice(model.names)
        return [{"when": ("state", a), "becomes": b, "after": "a year"}] if a != b else []
    if model.coalesce:
        return []
    option = rng.choice(model.options)
    when, level = some_statement(rng, model, 1), rng.randrange(len(option.levels))
    feasible = {tuple(c) for c in reference.feasible_combinations(model)}
    at = model.options.index(option)
    for combination in feasible:
        if reference.holds(model, when,
                           [combination]) and combination[:at] + (level,) + combination[at + 1:] not in feasible:
            return []
    return [{"when": when, "becomes": {option.id: option.levels[level]}}]


def rivals(rng, model):
    """Two entries apply to the same states, and each ends the condition of the other: the first one wins."""
    if model.names is not None:
        name = rng.choice(model.names)
        return [(("state", name), rng.choice(model.names)) for _ in range(2)]
    first, second = rng.choice(model.options), rng.choice(model.options)
    when = ("atom", first.id, "taken", ())
    return [(when, {second.id: rng.choice(second.levels), first.id: first.levels[0]}) for _ in range(2)]


def some_lapses(rng, model):
    """Entries of `expires`, right or wrong: [(statement, what it becomes)]."""
    if rng.random() < 0.2:
        return rivals(rng, model)
    expiries = []
    for _ in range(rng.choice([1, 1, 2, 3])):
        when = some_statement(rng, model, 2)
        if model.names is not None:
            becomes = rng.choice(model.names)
        else:
            options = rng.sample(model.options, min(len(model.options), rng.choice([1, 1, 2])))
            becomes = {o.id: rng.choice(o.levels) for o in options}
        expiries.append((when, becomes))
    return expiries


def expires_entry(expiries):
    return [{"when": statement_text(when, random.Random(0)), "becomes": becomes} for when, becomes in expiries]


def some_events(rng, model):
    party = rng.choice(model.parties)
    changes = [{"set": f"parties.{party}.because", "to": "it was seen, or heard"},
               {"set": "title", "to": "Later: [the same]"}]
    return [{"id": "first", "date": "2025-05-12", "changes": changes[:rng.choice([0, 1, 2])]},
            {"id": "second", "date": "2025-05-13", "name": "A \"second\" one"}][:rng.choice([1, 2])]


# --------------------------------------------------------------------- text

TIGHT = {"iff": 1, "implies": 2, "or": 3, "and": 4, "not": 5}
CHAIN = 2.5  # to the right of "implies": another "implies" needs no parentheses, an "if" does
SYMBOLS = {"not": "!", "and": "&", "or": "|", "implies": "->", "iff": "<->"}


def statement_text(tree, rng, loosest=1):
    """One of the many ways to write a tree; reading it back gives the same tree. A text stays what it is."""
    if isinstance(tree, str):
        return tree
    kind = tree[0]
    if kind in ("true", "false"):
        text, level = kind, 6
    elif kind in ("state", "outcome"):
        text, level = tree[1], 6
    elif kind == "atom":
        text, level = atom_text(tree, rng), 6
    elif kind in COUNTS:
        number = NUMBERS[tree[1] - 1] if 0 < tree[1] and rng.random() < 0.3 else tree[1]
        text, level = f"{kind} {number} of ({', '.join(statement_text(part, rng) for part in tree[2])})", 6
    else:
        level = TIGHT[kind]
        word = SYMBOLS[kind] if rng.random() < 0.3 else kind
        if kind == "not":
            text = word + (" " if word == "not" or rng.random() < 0.5 else "") + statement_text(tree[1], rng, 5)
        elif kind == "implies" and loosest != CHAIN and rng.random() < 0.4:
            text = f"{statement_text(tree[2], rng, 3)} if {statement_text(tree[1], rng, 3)}"
        else:
            left, right = (level + 1, CHAIN) if kind == "implies" else (level, level + 1)
            level = CHAIN if kind == "implies" else level
            text = f"{statement_text(tree[1], rng, left)} {word} {statement_text(tree[2], rng, right)}"
    return f"({text})" if level < loosest or rng.random() < 0.08 else text


def atom_text(tree, rng):
    _, option, relation, levels = tree
    if relation == "taken":
        return option
    if relation == "in":
        return f"{option} in ({', '.join(rng.sample(levels, len(levels)))})"
    space = "" if rng.random() < 0.15 else " "
    return f"{option}{space}{relation}{space}{levels[0]}"


def decimal_text(fraction):
    """The fraction exactly; every denominator here divides a power of ten."""
    for digits in range(19):
        scaled = fraction * 10**digits
        if scaled.denominator == 1:
            text = str(abs(scaled.numerator)).rjust(digits + 1, "0")
            sign = "-" if fraction < 0 else ""
            return sign + (f"{text[:-digits]}.{text[-digits:]}" if digits else text)
    raise ValueError(f"{fraction} has no short decimal")


class Number(str):
    """Text that stands in the file as a number, unquoted."""


def document(model, rng):
    """The model as nested dicts and lists, the way it will stand in the file."""
    say = lambda tree: statement_text(tree, rng)  # noqa: E731
    doc = {"truce": 1, "title": "A random model"}
    doc["parties"] = [party_entry(model, index, rng) for index in range(len(model.parties))]
    if model.names is not None:
        doc["states"] = model.names
    for key, statements in (("feasible", model.rules), ("coalesce", model.coalesce)):
        if statements:
            doc[key] = [noted(say(tree), rng) for tree in statements]
    if model.status_quo is not None:
        doc["status_quo"] = model.status_quo
    if model.outcomes:
        doc["outcomes"] = {id_: say(tree) for id_, tree in model.outcomes.items()}
    if model.moves is not None:
        doc["moves"] = {party: [list(arc) for arc in arcs] for party, arcs in model.moves.items()}
    if model.preferences:
        doc["preferences"] = {
            p: preference_entry(*model.preferences[p], rng, model.marks.get(p, [])) for p in model.preferences
        }
    for key, value in getattr(model, "around", {}).items():
        doc[key] = said(value, rng)
    if rng.random() < 0.2:  # the order of keys means nothing
        keys = list(doc)[1:]
        rng.shuffle(keys)
        doc = {"truce": 1, **{key: doc[key] for key in keys}}
    return doc


def said(value, rng):
    """The structure with its statements written out."""
    if isinstance(value, dict):
        return {said(k, rng): said(v, rng) for k, v in value.items()}
    if isinstance(value, list):
        return [said(v, rng) for v in value]
    return statement_text(value, rng) if isinstance(value, tuple) else value


def noted(text, rng):
    if rng.random() < 0.9:
        return text
    return {"that": text, "because": "somebody said so: \"yes\"", "confidence": Number("0.75")}


def party_entry(model, index, rng):
    entry = {"id": model.parties[index]}
    if rng.random() < 0.3:
        entry["name"] = "Große Mühle 水 " + entry["id"]
    options = [option_entry(o, rng) for o in model.options if o.party == index]
    if options:
        entry["options"] = options
    return entry


def option_entry(option, rng):
    entry = {"id": option.id}
    if option.levels != ["no", "yes"] or rng.random() < 0.1:
        entry["levels"] = option.levels
    if option.moves != "both" or rng.random() < 0.1:
        entry["moves"] = option.moves
    if option.step:
        entry["step"] = option.step
    return entry


def order_item(item, rng):
    if item[0] == "either":
        texts = [[statement_text(tree, rng) for tree in alternative] for alternative in item[1]]
        return {"either": [t[0] if len(t) == 1 and rng.random() < 0.8 else t for t in texts]}
    texts = [statement_text(tree, rng) for tree in item]
    return noted(texts[0], rng) if len(texts) == 1 else {"any": texts}


def preference_entry(kind, items, rng, marks=()):
    say = lambda tree: statement_text(tree, rng)  # noqa: E731
    if kind == "either":
        return {kind: [preference_entry(*alternative, rng) for alternative in items]}
    if kind == "order":
        entries = [order_item(item, rng) for item in items]
        return {kind: [marked(*pair, rng) for pair in itertools.zip_longest(entries, marks)]}
    if kind == "rank":
        groups = [[i if isinstance(i, (int, str)) else say(i) for i in group] for group in items]
        places = [g[0] if len(g) == 1 and rng.random() < 0.9 else g for g in groups]
        marked_places = []
        for place, mark in itertools.zip_longest(places, marks):
            marked_places += [place, mark_entry(mark, rng)] if mark else [place]
        return {kind: marked_places}
    weights = {say(statement): Number(decimal_text(weight)) for statement, weight in items}
    if not marks:
        return {kind: weights}
    thresholds = [Number(decimal_text(least)) for least in marks]
    return {kind: weights, "strong": thresholds[0] if len(marks) == 1 and rng.random() < 0.7 else thresholds}


def mark_entry(mark, rng):
    return {"strong": "yes" if mark == 2 and rng.random() < 0.6 else mark}


def marked(entry, mark, rng):
    if not mark:
        return entry
    return {**(entry if isinstance(entry, dict) else {"that": entry}), **mark_entry(mark, rng)}


def scalar(value, rng):
    if isinstance(value, (int, Number)):
        return str(value)
    if rng is None:
        return json.dumps(value, ensure_ascii=False)
    is_simple = value.replace("_", "a").isalnum() and value.isascii()
    if is_simple and rng.random() < 0.9:
        return value
    if "'" in value or '"' in value or rng.random() < 0.5:
        return json.dumps(value, ensure_ascii=False)
    if value[0] not in "!&|>-(" and not any(c in value for c in "#:,[]{}&*!|\"'") and rng.random() < 0.8:
        return value
    return f"'{value}'"


def flow(value, rng):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(k, rng)}: {flow(v, rng)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(v, rng) for v in value) + "]"
    return scalar(value, rng)


def block(value, rng, indent):
    """Lines of block style, with flow style for the odd part of it."""
    pad, lines = " " * indent, []
    entries = value.items() if isinstance(value, dict) else ((None, v) for v in value)
    for key, entry in entries:
        lead = pad + ("-" if key is None else scalar(key, rng) + ":")
        if isinstance(entry, (dict, list)) and entry and rng.random() > 0.25:
            lines += [lead] + block(entry, rng, indent + rng.choice([1, 2, 4]))
        else:
            lines.append(f"{lead} {flow(entry, rng)}" + ("  # noted" if rng.random() < 0.03 else ""))
    return lines


def write(model, rng):
    doc = document(model, rng)
    if rng.random() < 0.06:
        text = flow(doc, None)  # JSON
    else:
        text = "\n".join(block(doc, rng, 0))
    return text + "\n"


def text_of(seed, model=None):
    """The text that belongs to a seed."""
    return write(model or generate(seed), random.Random(f"text {seed}"))


if __name__ == "__main__":
    first, count = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for number in range(first, first + count):
        print(text_of(number), end="---\n" if number + 1 < first + count else "")
