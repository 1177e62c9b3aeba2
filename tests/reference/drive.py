# SPDX-License-Identifier: Apache-2.0
"""What the scripts share: running the command, counting claims, and comparing its answer with the reference's."""

import json
import subprocess
import sys

import truce_reference as reference

ALL = ",".join(reference.CONCEPTS)


class Refused(Exception):
    """The command ended with another status than 0."""


def run(truce, command, text, *arguments):
    """The bytes that `truce COMMAND - ARGUMENTS` prints for a model given as text."""
    done = subprocess.run([truce, command, "-", *arguments], input=text.encode(), capture_output=True, timeout=300)
    if done.returncode != 0:
        raise Refused(
            f"{command} {' '.join(arguments)}: exit status {done.returncode}\n{done.stderr.decode()[:2000]}")
    return done.stdout


def solve(truce, text, *arguments, concepts=ALL):
    return json.loads(run(truce, "solve", text, "--format", "json", "--rows", "all", "--concepts",
                          concepts, *arguments))


def explain(truce, text, *arguments):
    return json.loads(run(truce, "explain", text, "--format", "json", *arguments))


class Claims:
    """Counts claims, prints those that fail, and ends with the line that the test runner reads."""

    def __init__(self, most_shown=20):
        self.passed = self.failed = 0
        self.most_shown = most_shown

    def claim(self, is_true, sentence, *seen):
        """`seen`: what there was instead, shown below the sentence."""
        if is_true:
            self.passed += 1
            return True
        self.failed += 1
        if self.failed <= self.most_shown:
            print(f"not ok: {sentence}", flush=True)
            for one in seen:
                print("    " + str(one)[:20000].replace("\n", "\n    "), flush=True)
        return False

    def same(self, actual, expected, sentence):
        return self.claim(actual == expected, f"{sentence}\n    expected {expected}\n    got      {actual}")

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0


def progress(number, total):
    if number % max(1, total // 4) == 0 and number:
        print(f"    {number} of {total}", file=sys.stderr, flush=True)


def verdicts(document):
    """{concept: [set of stable states for each party]} from the table of `solve --format json --rows all`."""
    return {
        concept: [
            {row["state"] for row in document["table"] if party in row["stable"][concept]}
            for party in document["parties"]
        ]
        for concept in document["concepts"]
    }


def expected_options(model):
    return [
        {"id": o.id, "party": model.parties[o.party], "levels": o.levels, "moves": o.moves} for o in model.options
    ]


def expected_answer(graph, concepts):
    """What `solve` has to say about the graph, piece by piece: (what it is, path into the document, value)."""
    model, stable = graph.model, reference.solve(graph, concepts)
    equilibria = {c: reference.equilibria(graph, stable[c]) for c in concepts}
    yield "schema", ["schema"], "truce.solve.v1"
    yield "definitions", ["definitions"], {
        "sequences": "legal",
        "indifferent_reply_sanctions": True,
        "return_is_sanction": True,
    }
    yield "parties", ["parties"], model.parties
    yield "combinations", ["states", "combinations"], graph.combinations
    yield "feasible states", ["states", "feasible"], len(graph.members) - 1
    yield "status quo", ["status_quo"], graph.status_quo or None
    yield "concepts", ["concepts"], list(concepts)
    yield "truncated", ["truncated"], False
    for key, place in (("state", None), ("code", graph.codes), ("outcomes", graph.outcomes)):
        yield key, ["table", key], [place[s] if place else s for s in graph.states()]
    ranks = [dict(zip(model.parties, (of_party[s] for of_party in graph.ranks))) for s in graph.states()]
    yield "ranks", ["table", "rank"], ranks
    for concept in concepts:
        who = [[p for p, of in zip(model.parties, stable[concept]) if s in of] for s in graph.states()]
        yield f"{concept} verdicts", ["table", "stable", concept], who
        yield f"{concept} equilibria", ["equilibria", concept], equilibria[concept]
        yield f"{concept} count", ["counts", concept], len(equilibria[concept])
        if len(graph.members) <= 1024:  # larger ones may have more moves than `solve` looks at
            tied = [s for s in equilibria[concept] if reference.is_tied(graph, s)]
            yield f"{concept} ties", ["tied", concept], tied
        numbers = {p: len(of) for p, of in zip(model.parties, stable[concept])}
        yield f"{concept} stable counts", ["stable_counts", concept], numbers


def at(document, path):
    if path[0] == "table":
        rows = document["table"]
        for key in path[1:]:
            rows = [row.get(key) for row in rows]
        return rows
    for key in path:
        document = document.get(key)
    return document


def first_difference(document, graph, concepts=tuple(reference.CONCEPTS)):
    """None when the document says what the reference says."""
    for what, path, expected in expected_answer(graph, concepts):
        actual = at(document, path)
        if actual != expected:
            return f"{what}: expected {shown(expected, actual)}, got {shown(actual, expected)}"
    for index, option in enumerate(expected_options(graph.model)):
        actual = document["options"][index]
        if {key: actual.get(key) for key in option} != option:
            return f"option: expected {option}, got {actual}"
    if len(document.get("options") or []) != len(graph.model.options):
        return f"options: {document.get('options')}"
    return None


def shown(value, other):
    """Of long lists, the first place where they differ."""
    if not (isinstance(value, list) and isinstance(other, list)) or len(value) <= 6:
        return value
    place = next((i for i, (a, b) in enumerate(zip(value, other)) if a != b), min(len(value), len(other)))
    return f"{value[place] if place < len(value) else 'nothing'} at {place} of {len(value)}"
