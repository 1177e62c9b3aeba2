# SPDX-License-Identifier: Apache-2.0
"""What the scripts share: running the command, counting claims, and comparing its answer with the reference's."""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import threading

import truce_reference as reference

ALL = ",".join(reference.CONCEPTS)

# The cases that stand for all in tests of something else; test_cases.py and test_told.py take every one.
CASES = [pathlib.Path(__file__).resolve().parents[2] / "cases" / name / "model.yaml" for name in (
    "doha-2025", "elmira-1991", "nk-us-2017-invasion", "nk-us-2017-original", "prisoners-dilemma", "syria-iraq-1975")]


class Refused(Exception):
    """The command ended with another status than 0."""


class Many:
    """tests/truce_many.c beside the command, or what does the same: one run after the other in one process."""

    lock = threading.Lock()
    of = {}  # by the command's path, the folder and the environment; None where it was not built

    def __init__(self, program, folder=None, environment=()):
        self.how = program, folder, environment
        self.process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder,
                                        env=os.environ | dict(environment))

    @staticmethod
    def beside(truce, folder, environment):
        key = truce, folder, tuple(sorted(environment.items()))
        if key not in Many.of:
            program = pathlib.Path(truce).resolve().with_name("truce_many")
            Many.of[key] = Many([program], *key[1:]) if program.is_file() else None
        return Many.of[key]

    def call(self, words, text):
        line = b"".join(os.fsencode(word) + b"\0" for word in words)
        try:
            self.process.stdin.write(b"%d %d %d\n" % (len(words), len(line), len(text)) + line + text)
            self.process.stdin.flush()
        except BrokenPipeError:
            pass
        answer = self.process.stdout.readline().split()
        if len(answer) != 3:
            status = self.process.wait()
            self.__init__(*self.how)
            return subprocess.CompletedProcess(words, status, b"", b"the command's process ended")
        streams = [self.process.stdout.read(int(length)) for length in answer[1:]]
        return subprocess.CompletedProcess(words, int(answer[0]), *streams)

    def end(self):
        """Its status: a sanitizer tells at the end what was never freed."""
        self.process.stdin.close()
        return self.process.wait()


def call(truce, words, text=b"", folder=None, **environment):
    """What `truce WORDS` does with the text on its standard input, as subprocess.run() gives it, in bytes."""
    words = [os.fspath(word) for word in words]
    with Many.lock:
        many = Many.beside(truce, folder, environment)
        if many:
            return many.call(words, text)
    return subprocess.run([truce, *words], input=text, capture_output=True, timeout=300, cwd=folder,
                          env=os.environ | environment)


def run(truce, command, text, *arguments):
    """The bytes that `truce COMMAND - ARGUMENTS` prints for a model given as text."""
    done = call(truce, [command, "-", *arguments], text.encode())
    if done.returncode != 0:
        raise Refused(
            f"{command} {' '.join(arguments)}: exit status {done.returncode}\n{done.stderr.decode()[-2000:]}")
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
        for (truce, *_), many in Many.of.items():
            status = many.end() if many else 0
            self.claim(status == 0, f"many runs of {truce} end well: status {status}")
        Many.of.clear()
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0


def options(doc, *flags, **usual):
    """The command line TRUCE [--models N] [--seed S] [--FLAG ...]: numbers with what they are if not given.
    TRUCE_TEST_MODELS is the most models that are taken without being asked for."""
    parser = argparse.ArgumentParser(description=doc.splitlines()[0])
    parser.add_argument("truce")
    if "models" in usual:
        usual["models"] = min(usual["models"], int(os.environ.get("TRUCE_TEST_MODELS") or usual["models"]))
    for name, number in usual.items():
        parser.add_argument(f"--{name}", type=int, default=number)
    for flag in flags:
        parser.add_argument(f"--{flag}", action="store_true")
    return parser.parse_args()


def run_each(module, claims, names=()):
    """Runs the functions test_... of a module given by its globals(), or those named, and ends the claims."""
    for name, test in sorted(module.items()):
        if name.startswith("test_") and (not names or name in names):
            test()
    return claims.end()


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
