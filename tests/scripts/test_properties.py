#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The engine and the slow reference agree on random models.

    test_properties.py TRUCE [--models N] [--seed S]

Every model is written as text, solved by the command under all concepts at once, and solved by the reference from the
model itself. Every number, code, rank, outcome, verdict, equilibrium and count has to be the same. Every fifth model
is also solved with --verify, and the reasons for some of its states are checked by the reference.
On a difference the model is made smaller while it still shows it, and printed with its seed.
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


def difference(truce, graph, text):
    """The error in the command's answer to the text of the graph's model, or None."""
    try:
        return drive.first_difference(drive.solve(truce, text), graph)
    except drive.Refused as refusal:
        return str(refusal)


def reasons_difference(truce, graph, text, states):
    """Errors in the reasons for the verdicts on some states."""
    for state in states:
        document = drive.explain(truce, text, "--state", str(state), "--concept", drive.ALL)
        if document["schema"] != "truce.explain.v1":
            return f"schema {document['schema']}"
        told = [(v["state"], v["party"], v["concept"]) for v in document["verdicts"]]
        every = {(state, p, c) for p in graph.model.parties for c in reference.CONCEPTS}
        if len(told) != len(every) or set(told) != every:
            return f"reasons for {len(told)} of {len(every)} verdicts on state {state}"
        for verdict in document["verdicts"]:
            for complaint in reference.check_witness(graph, verdict):
                return complaint
    return None


def states_difference(truce, graph, text):
    """Errors in the table of `truce states` and its moves."""
    rows = json.loads(drive.run(truce, "states", text, "--moves", "--format", "json"))["table"]
    parties = graph.model.parties
    moves = [{p: sorted(graph.moves[i][s]) for i, p in enumerate(parties)} for s in graph.states()]
    better = [{p: sorted(graph.improvements(i, s)) for i, p in enumerate(parties)} for s in graph.states()]
    for key, expected in (("state", list(graph.states())), ("code", graph.codes[1:]),
                          ("outcomes", graph.outcomes[1:]),
                          ("moves", moves), ("improvements", better)):
        if [row[key] for row in rows] != expected:
            return f"states: {key}"
    return None


# ----------------------------------------------------------- making it smaller


def smaller_trees(tree):
    """Trees that say less: a part instead of the whole."""
    if tree[0] in ("and", "or", "implies", "iff", "not"):
        yield from tree[1:]
        for place in range(1, len(tree)):
            for part in smaller_trees(tree[place]):
                yield tree[:place] + (part,) + tree[place + 1 :]
    if tree[0] in reference.COUNTS:
        yield from tree[2]
        yield from ((*tree[:2], tuple(parts)) for parts in smaller_lists(list(tree[2]), smaller_trees) if parts)


def smaller_lists(items, smaller_item=lambda item: ()):
    for place in range(len(items)):
        yield items[:place] + items[place + 1 :]
        for item in smaller_item(items[place]):
            yield items[:place] + [item] + items[place + 1 :]


def smaller_items(item):
    if isinstance(item, list):
        yield from (part for part in smaller_lists(item, smaller_items) if part)
    elif isinstance(item, tuple) and isinstance(item[0], tuple):  # weighed
        yield from ((tree, item[1]) for tree in smaller_trees(item[0]))
    elif isinstance(item, tuple):
        yield from smaller_trees(item)


def smaller_models(model):
    """Models with one thing less. Not all are well-formed; those are passed over."""

    def changed(**fields):
        other = copy.copy(model)
        vars(other).update(fields)
        return other

    if model.status_quo is not None:
        yield changed(status_quo=None)
    for field in ("rules", "coalesce"):
        for fewer in smaller_lists(getattr(model, field), smaller_trees):
            yield changed(**{field: fewer})
    for id_ in model.outcomes:
        yield changed(outcomes={k: v for k, v in model.outcomes.items() if k != id_})
    for party, (kind, items) in model.preferences.items():
        others = {k: v for k, v in model.preferences.items() if k != party}
        yield changed(preferences=others)
        for fewer in smaller_lists(items, smaller_items):
            yield changed(preferences={**model.preferences, party: (kind, fewer)})
    for party, arcs in (model.moves or {}).items():
        yield changed(moves={k: v for k, v in model.moves.items() if k != party})
        for fewer in smaller_lists(arcs):
            yield changed(moves={**model.moves, party: fewer})


def shrink(truce, model, tries=400):
    """The smallest model found that is solved wrongly while the command accepts it, and its text."""
    best, again = (model, None), True
    while again and tries > 0:
        again = False
        for candidate in smaller_models(best[0]):
            tries -= 1
            text = generate.write(candidate, random.Random(0))
            try:
                wrong = drive.first_difference(drive.solve(truce, text), reference.build(candidate))
            except (drive.Refused, ArithmeticError, AssertionError, StopIteration, LookupError,
                    ValueError, TypeError):
                continue
            if wrong:
                best, again = (candidate, wrong), True
                break
            if tries <= 0:
                break
    return best


def report(truce, seed, model, text, wrong, is_worth_shrinking):
    print(f"seed {seed}: {wrong}\n{text}", flush=True)
    if is_worth_shrinking:
        small, wrong = shrink(truce, model)
        if wrong:
            print(f"made smaller: {wrong}\n{generate.write(small, random.Random(0))}", flush=True)


# ------------------------------------------------------------------------ main


def try_model(claims, truce, seed):
    model = generate.generate(seed)
    text = generate.text_of(seed, model)
    graph = reference.build(model)
    wrong = difference(truce, graph, text)
    if not claims.claim(wrong is None, f"the model of seed {seed} is solved as the definitions say"):
        report(truce, seed, model, text, wrong, "exit status" not in wrong and claims.failed <= 3)
        return
    if seed % 5 == 0:
        further(claims, truce, seed, graph, text)


def further(claims, truce, seed, graph, text):
    try:
        drive.run(truce, "solve", text, "--verify", "--concepts", drive.ALL)
        wrong = states_difference(truce, graph, text)
        if not wrong:
            states = random.Random(seed).sample(graph.states(), min(6, len(graph.states())))
            wrong = reasons_difference(truce, graph, text, states)
    except drive.Refused as refusal:
        wrong = str(refusal)
    if not claims.claim(wrong is None, f"the reasons for the model of seed {seed} prove the verdicts"):
        report(truce, seed, graph.model, text, wrong, False)


def try_large(claims, truce, seed, options):
    model = generate.generate_large(seed, options)
    graph = reference.build(model)
    try:
        document = drive.solve(truce, generate.text_of(seed, model), "--limit", "0")
        wrong = drive.first_difference(document, graph)
    except drive.Refused as refusal:
        wrong = str(refusal)
    claims.claim(wrong is None, f"large model {seed} of {options} options is solved as the definitions say: {wrong}")


def main():
    options = drive.options(__doc__, models=3000, seed=1)
    claims = drive.Claims()
    for number in range(options.models):
        drive.progress(number, options.models)
        try_model(claims, options.truce, options.seed + number)
        if claims.failed >= 20:
            print("stopped: too many differences")
            break
    for seed, size in enumerate([8, 8, 9, 9, 10, 11, 12, 13, 14, 16]):
        try_large(claims, options.truce, options.seed + seed, size)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
