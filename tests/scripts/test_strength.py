#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Strength of preference: the engine and the slow reference agree, and the theorems hold.

    test_strength.py TRUCE [--models N] [--seed S]

Random models get marks of strength (`generate.generate_marked`). Each is solved under every concept at several
degrees, and compared with the reference verdict by verdict. Of some the reasons are checked as well.
"""

import json
import random
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402
import truce_reference as reference  # noqa: E402

DEGREES = (2, 3, 9, 10)


def name(concept, degree):
    return f"{concept}-strong{'' if degree == 2 else degree}"


STRONG = {name(c, d): (c, d) for c in reference.STRONG for d in DEGREES}
EVERY = ",".join([drive.ALL, *STRONG])


def stable(graph, concept):
    """What the definitions say, for each party."""
    if concept in reference.CONCEPTS:
        return [{s for s in graph.states() if reference.CONCEPTS[concept](graph, p, s)} for p in parties(graph)]
    plain, degree = STRONG[concept]
    decide = reference.STRONG[plain]
    return [{s for s in graph.states() if decide(graph, p, s, degree)} for p in parties(graph)]


def parties(graph):
    return range(len(graph.model.parties))


# ------------------------------------------------------------------ reasons


def wrong_reason(graph, verdict):
    """The first complaint about one verdict of `explain`, which must show what it claims."""
    party, state = graph.model.parties.index(verdict["party"]), verdict["state"]
    concept, degree = STRONG[verdict["concept"]]
    is_loss = lambda end: graph.degree(party, state, end) >= degree  # noqa: E731
    shown = [i["to"] for i in verdict["improvements"]]
    if verdict["stable"] and set(shown) != graph.improvements(party, state):
        return f"improvements {shown}"
    if verdict["stable"] != all(i["sanctioned"] for i in verdict["improvements"]):
        return "sanctions do not decide the verdict"
    for improvement in verdict["improvements"]:
        everything = reference.reachable(graph, party, improvement["to"], concept in ("seq", "sseq"))
        if improvement["sanctioned"]:
            end = improvement["replies"][-1]
            if end["to"] not in everything or not is_loss(end["to"]):
                return f"{end['to']} is no loss of degree {degree} that the others can bring about"
            if end["loss"] != graph.degree(party, state, end["to"]):
                return f"the loss at {end['to']} is not of degree {end['loss']}"
            counters = improvement.get("counters") or []
            if concept in ("smr", "sseq") and counters != sorted(graph.moves[party][end["to"]]):
                return f"counter-moves {counters}"
            if not all(is_loss(c) for c in counters):
                return f"counter-moves {counters} escape"
            continue
        if {entry["state"] for entry in improvement["reach"]} != everything:
            return f"the others can bring about {sorted(everything)} after {improvement['to']}"
        for entry in improvement["reach"]:
            if entry.get("loss", 0) != graph.degree(party, state, entry["state"]):
                return f"the loss at {entry['state']} is not of degree {entry.get('loss', 0)}"
            escape = entry["escape"]
            if escape is not None and (is_loss(escape) or escape not in graph.moves[party][entry["state"]]):
                return f"no escape from {entry['state']} to {escape}"
            if escape is None and is_loss(entry["state"]):
                return f"{entry['state']} sanctions"
    return None


def try_reasons(claims, truce, seed, graph, text):
    try:
        drive.run(truce, "solve", text, "--verify", "--concepts", ",".join(STRONG))
        state = random.Random(seed).choice(list(graph.states()))
        verdicts = drive.explain(truce, text, "--state", str(state), "--concept", ",".join(STRONG))["verdicts"]
        wrong = next(filter(None, (wrong_reason(graph, v) for v in verdicts)), None)
    except drive.Refused as refusal:
        wrong = str(refusal)
    claims.claim(wrong is None, f"the reasons of model {seed} prove the verdicts", wrong, text)


# ----------------------------------------------------------------- theorems


def broken_theorem(graph, verdicts):
    """The first theorem that the verdicts break, or None."""
    def implies(a, b):
        return all(x <= y for x, y in zip(verdicts[a], verdicts[b]))

    for degree in DEGREES:
        gmr, smr, seq, sseq = (name(c, degree) for c in ("gmr", "smr", "seq", "sseq"))
        pairs = [(sseq, seq), (seq, gmr), (sseq, smr), (smr, gmr)]
        pairs += [("nash", c) for c in (gmr, smr, seq, sseq)]
        pairs += [(name(c, degree), c) for c in reference.STRONG]
        lower = max((d for d in DEGREES if d < degree), default=None)
        pairs += [(name(c, degree), name(c, lower)) for c in reference.STRONG if lower]
        for a, b in pairs:
            if not implies(a, b):
                return f"{a} stable, not {b}"
        for party in parties(graph):
            pairs = [(a, b) for a in graph.states() for b in graph.states()]
            if any(graph.degree(party, a, b) >= degree for a, b in pairs):
                continue
            if any(verdicts[c][party] != verdicts["nash"][party] for c in (gmr, smr, seq, sseq)):
                return f"party {party} has no preference of degree {degree}, and yet more than Nash"
    return None


def inconsistent(graph):
    """Three states that break: the better and the worse, the higher the degree."""
    for party in parties(graph):
        ranks = sorted(graph.states(), key=lambda s: graph.ranks[party][s])
        for low, high in zip(ranks, ranks[1:]):
            for other in graph.states():
                if graph.degree(party, high, other) < graph.degree(party, low, other):
                    return party, high, low, other
                if graph.degree(party, other, low) < graph.degree(party, other, high):
                    return party, other, high, low
    return None


def try_model(claims, truce, seed):
    """False: the model has too many states to be worth the time of the reference."""
    model = generate.generate_marked(seed)
    graph = reference.build(model)
    if len(graph.members) > 36:
        return False
    text = generate.text_of(seed, model)
    try:
        verdicts = drive.verdicts(drive.solve(truce, text, concepts=EVERY))
    except drive.Refused as refusal:
        claims.claim(False, f"the model of seed {seed} is solved", refusal, text)
        return True
    wrong = [c for c in verdicts if verdicts[c] != stable(graph, c)]
    claims.claim(not wrong, f"the model of seed {seed} is solved as the definitions say", wrong, text)
    wrong = broken_theorem(graph, verdicts) or inconsistent(graph)
    claims.claim(wrong is None, f"the theorems hold for the model of seed {seed}", wrong, text)
    if seed % 10 == 0:
        try_reasons(claims, truce, seed, graph, text)
    return True


# ----------------------------------------------------------- fixed examples

WELL = """truce: 1
parties:
  - {id: north, options: [pump]}
  - {id: south, options: [sue]}
preferences:
  north: {order: [%s, pump]}
  south: {order: [%s, sue]}
"""
MARKED = "{that: %s, strong: yes}"


def try_examples(claims, truce):
    """Of the well: what a mark of north's changes, and one of south's beside it."""
    concepts = "gmr-strong,smr-strong,seq-strong"
    for north, south, expected in (
        (MARKED % "not sue", "not pump", ({1, 2, 4}, {3, 4}, [4])),
        (MARKED % "not sue", MARKED % "not pump", ({1, 2, 4}, {1, 3, 4}, [1, 4])),
        ("not sue", "not pump", ({2, 4}, {3, 4}, [4])),
    ):
        document = drive.solve(truce, WELL % (north, south), concepts=concepts)
        for concept in concepts.split(","):
            told = (*drive.verdicts(document)[concept], document["equilibria"][concept])
            claims.same(told, expected, f"{concept} of the well with {north} and {south}")


def try_shortcut(claims, truce):
    """A shortcut that is wrong: to compare the greatest min(r, U) with the highest rank that is a strong loss. From s
    north can go to x, where nobody answers. It is no improvement, and lies between s and what is a strong loss."""
    text = """truce: 1
parties: [{id: north}, {id: south}]
states: [s, x, y, w]
moves: {north: [[s, x], [s, y]], south: [[y, w]]}
preferences: {north: {rank: [y, s, x, strong: yes, w]}, south: {rank: [w, rest]}}
"""
    model = reference.Model(["north", "south"], names=["s", "x", "y", "w"],
                            moves={"north": [(1, 2), (1, 3)], "south": [(3, 4)]},
                            preferences={"north": ("rank", [[3], [1], [2], [4]]),
                                         "south": ("rank", [[4], ["rest"]])},
                            marks={"north": [0, 0, 2]})
    graph = reference.build(model)
    ranks, losses = graph.ranks[0], [s for s in graph.states() if graph.degree(0, 1, s) >= 2]
    worth = {s: min([ranks[s]] + [ranks[t] for t in reference.reachable(graph, 0, s)]) for s in (2, 3)}
    claims.claim(max(worth.values()) > max(ranks[s] for s in losses), "the shortcut calls s unstable")
    document = drive.solve(truce, text, concepts="gmr-strong,seq-strong")
    claims.same([row["stable"] for row in document["table"] if row["state"] == 1],
                [{"gmr-strong": ["north", "south"], "seq-strong": ["north", "south"]}], "s is stable for north")
    claims.claim(reference.gmr_strong(graph, 0, 1, 2), "the definition says so")


def try_all(claims, truce):
    """Among all concepts they stand where something is marked; by name there is a warning where nothing is."""
    plain, marked = WELL % ("not sue", "not pump"), WELL % (MARKED % "not sue", "not pump")
    strong = [name(c, 2) for c in reference.STRONG]
    for text, wanted in ((plain, []), (marked, strong)):
        document = drive.solve(truce, text, concepts="all")
        claims.same([c for c in document["concepts"] if "strong" in c], wanted, "the strong ones among all concepts")
        claims.claim("left_out" not in document, "and nothing is noted as left out", document.get("left_out"))
        done = drive.call(truce, ["solve", "-", "--concepts", "gmr-strong3"], text.encode())
        is_warned = b"no preference is marked strong" in done.stderr
        claims.claim(done.returncode == 0 and is_warned != bool(wanted), "a warning where nothing is marked",
                     done.stderr.decode())
    for wrong in ("gmr-strong1", "gmr-strong0", "seq-strong100", "nash-strong"):
        done = drive.call(truce, ["solve", "-", "--concepts", wrong], marked.encode())
        said = done.stderr.decode()
        has_range = f"D of {wrong.rstrip('0123456789')}D goes from 2 to 99" in said or wrong == "nash-strong"
        claims.claim(done.returncode == 2 and has_range, f"there is no {wrong}", said)
    same = drive.solve(truce, marked, concepts="gmr-strong2")
    claims.same(same["concepts"], ["gmr-strong"], "degree 2 may be written")


def try_threads(claims, truce):
    """Large enough for several threads and wide ranks: the same bytes for any number."""
    model = generate.generate_large(3, 16)
    for party, (kind, items) in model.preferences.items():
        model.marks[party] = [0] * 5 + [2] if kind == "order" else generate.some_marks(random.Random(1), kind, items)
    text = generate.text_of(3, model)
    concepts = ",".join([drive.ALL, *(name(c, 2) for c in reference.STRONG)])
    arguments = ["--format", "json", "--rows", "none", "--limit", "0", "--concepts", concepts]
    one, two = (drive.run(truce, "solve", text, *arguments, "--threads", n) for n in "12")
    claims.claim(one == two, "two threads write the same bytes as one")
    counts = json.loads(one)["stable_counts"]
    for concept in reference.STRONG:
        strong, mild, nash = counts[name(concept, 2)], counts[concept], counts["nash"]
        claims.claim(all(nash[p] <= strong[p] <= mild[p] for p in nash), f"Nash <= {concept}-strong <= {concept}",
                     nash, strong, mild)


CHANGES = """date: 2025-05-01
status_quo: {}
events:
  - {id: first, date: 2025-05-02, changes: [{set: preferences.north.order.1, to: {that: not sue, strong: yes}}]}
  - {id: second, date: 2025-05-03, changes: [{set: preferences.north.order.1.strong, to: 3}]}
  - {id: third, date: 2025-05-04, changes: [{remove: preferences.north.order.1.strong}]}
"""


def try_changes(claims, truce):
    """Marks come and go by events; a mark is a difference; readers are told of it."""
    text = WELL % ("not sue", "not pump") + CHANGES
    for at, concept, expected in (("first", "gmr-strong", {1, 2, 4}), ("first", "gmr-strong3", {2, 4}),
                                  ("second", "gmr-strong3", {1, 2, 4}), ("third", "gmr-strong", {2, 4})):
        verdicts = drive.verdicts(drive.solve(truce, text, "--at", at, concepts=concept))
        claims.same(verdicts[concept][0], expected, f"{concept} of north after the {at} event")
    arguments = ["--concepts", "gmr-strong", "--format", "json"]
    told = json.loads(drive.run(truce, "timeline", text, *arguments))
    stable = [moment["stable"]["gmr-strong"] for moment in told["moments"]]
    claims.same(["north" in parties for parties in stable], [False, True, True, False], "the timeline follows marks")
    checked = json.loads(drive.run(truce, "check", text, "--at", "second", "--format", "json"))
    claims.same(checked["marks"], {"north": 1, "south": 0}, "check counts marks")
    inputs = [i["text"] for i in checked["inputs"] if i["path"] == "preferences.north.order.1"]
    claims.same(inputs, ["not sue (marked strong, degree 3)"], "and lists them")
    page = drive.run(truce, "brief", text, "--at", "first").decode()
    claims.claim("(marked strong)" in page, "the brief tells of the mark")


def main():
    options = drive.options(__doc__, models=2000, seed=1)
    claims = drive.Claims()
    try_examples(claims, options.truce)
    try_shortcut(claims, options.truce)
    try_all(claims, options.truce)
    try_changes(claims, options.truce)
    try_threads(claims, options.truce)
    done, seed = 0, options.seed
    while done < options.models and claims.failed < 20:
        drive.progress(done, options.models)
        done += try_model(claims, options.truce, seed)
        seed += 1
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
