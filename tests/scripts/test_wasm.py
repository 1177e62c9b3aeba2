#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The engine that browsers have gives the same bytes as the command, on random models and on the cases.

    test_wasm.py TRUCE [--models N] [--seed S] [--all]

Each model is asked two questions, in turn all that there are (--all: every model is asked everything). The status,
the result and the diagnostics have to be the same. ./run engine builds it; it runs in node.
"""
import pathlib
import random
import re
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests" / "reference"), str(ROOT / "tests" / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402

MODULE = ROOT / "build" / "page" / "truce.wasm"
SMALL = ["--radius", "none", "--variants", "1"]  # of robust: searches take as long as one lets them

# A command's words behind the model, {target} and {party} being something that the model has.
QUESTIONS = [
    ["check"], ["check", "--document", "--format", "json"], ["check", "--words"],
    ["states", "--format", "csv"], ["states", "--format", "json"],
    ["solve"], ["solve", "--format", "json", "--concepts", "all"], ["solve", "--format", "csv"],
    ["solve", "--format", "markdown"], ["solve", "--format", "latex"], ["solve", "--format", "html"],
    ["solve", "--format", "json", "--coalitions", "all", "--patterns", "--verify"], ["solve", "--rules", "matrix"],
    ["explain", "--state", "1", "--party", "{party}", "--concept", "all"],
    ["explain", "--state", "2", "--format", "json"],
    ["paths"], ["paths", "--from", "1", "--to", "{target}", "--by", "improvements", "--format", "json"],
    ["deal"], ["deal", "--no-deal", "1", "--format", "json"], ["ratify"], ["ripe", "--format", "json"],
    ["audience", "--format", "json"], ["robust", *SMALL],
    ["robust", "--format", "json", "--radius", "1", "--effort", "1000", "--variants", "1"],
    ["robust", "--format", "json", "--radius", "none", "--variants", "200", "--seed", "5"],
    ["unlock", "{target}"], ["unlock", "{target}", "--format", "json"],
    ["forecast"], ["forecast", "--format", "json", "--simulate", "200", "--seed", "3"],
    ["timeline", "--format", "json"], ["diff", "-"], ["brief"], ["brief", "--format", "md"],
    ["convert", "--to", "json"], ["convert", "--to", "csv"], ["convert", "--to", "dot"], ["convert", "--to", "gmcr"],
    ["rename", "{party}", "somebody"], ["new"], ["concepts"], ["schema"], ["schema", "solve"], ["nothing"],
]


def words_for(question, party, target):
    """The command line: the model stands first among the operands."""
    command, *rest = [word.format(party=party, target=target) for word in question]
    return [command] + ([] if command in ("concepts", "schema", "new") else ["-"]) + rest


def told(text):
    """What standard error says of the model: severities, places and sentences, without the lines they quote."""
    return [line for line in text.decode().splitlines() if re.match(r"<stdin>(:\d+:\d+)?: (error|warning): ", line)]


def compare(claims, truce, wasm, words, text, where):
    native, ours = drive.call(truce, words, text), wasm.call(words, text)
    claims.claim(native.returncode == ours.returncode and native.stdout == ours.stdout,
                 f"{where}: {' '.join(words)}: status {native.returncode}, in the browser {ours.returncode}",
                 native.stderr.decode(), ours.stderr.decode(), first_difference(native.stdout, ours.stdout))
    claims.claim(told(native.stderr) == told(ours.stderr),
                 f"{where}: {' '.join(words)}: diagnostics", native.stderr.decode(), ours.stderr.decode())


def first_difference(a, b):
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return f"{a[max(at - 100, 0):at + 100]}\n{b[max(at - 100, 0):at + 100]}"


def models(asked):
    """(Where it is from, its text, a party, a target), and the questions for it."""
    for case in sorted((ROOT / "cases").glob("*/model.yaml")):
        text = case.read_text(encoding="utf-8")
        yield case.parent.name, text, re.search(r"^  - \{?\s*id: (\w+)", text, re.M)[1], "1"
    kinds = [generate.generate, generate.generate_surrounded, generate.generate_marked, generate.generate_open]
    for seed in range(asked.seed, asked.seed + asked.models):
        model = kinds[seed % len(kinds)](seed)
        yield f"model {seed}", generate.text_of(seed, model), model.parties[0], "2"


def why_not():
    """Why nothing can be compared, or None."""
    if not MODULE.is_file() or not shutil.which("node"):
        return "./run engine makes build/page/truce.wasm, and node runs it"
    sources = (path for folder in ("src", "command", "include", "wasm") for path in (ROOT / folder).rglob("*.[ch]"))
    if max(path.stat().st_mtime for path in sources) > MODULE.stat().st_mtime:
        return "build/page/truce.wasm is older than its sources; ./run engine"
    return None


def main():
    asked = drive.options(__doc__, "all", models=60, seed=1)
    claims = drive.Claims()
    if reason := why_not():
        print(f"skipped: {reason}")
        print("0 passed, 0 failed")
        return 0
    wasm = drive.Many(["node", str(ROOT / "tests" / "wasm_many.mjs"), str(MODULE)])
    drive.Many.of[str(MODULE), None, ()] = wasm
    for number, (where, text, party, target) in enumerate(models(asked)):
        some = QUESTIONS if asked.all else [QUESTIONS[(2 * number + i) % len(QUESTIONS)] for i in range(2)]
        for question in some:
            compare(claims, asked.truce, wasm, words_for(question, party, target), text.encode(), where)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
