#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The three sentences at the end of `solve` and `deal` are true, and the command that they suggest works.

    test_sentences.py TRUCE [--models N] [--seed S]

On random models every sentence is read back: verdicts are compared with the reference, a move by which a party would
leave is an improvement that nothing sanctions, and the suggested command is run.
"""

import re
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import deal_reference as deals  # noqa: E402
import drive  # noqa: E402
import generate  # noqa: E402
import truce_reference as reference  # noqa: E402

LABELS = {"Nash": "nash", "GMR": "gmr", "SMR": "smr", "SEQ": "seq"}
WHY = re.compile(r"^To read why: truce explain - --state (\d+) --party (\w+) --concept (\w+)$")


def sentences(truce, command, text, *arguments):
    """The last three lines: nothing is wrapped."""
    done = drive.call(truce, [command, "-", *arguments], text.encode(), COLUMNS="100000")
    return done.stdout.decode().splitlines()[-3:] if done.returncode == 0 else None


def concepts_in(words):
    return {LABELS[label] for label in re.findall(r"Nash|GMR|SMR|SEQ", words)}


def said_to_hold(sentence):
    """The state and the concepts under which the sentence says that it holds; the others are said not to."""
    found = re.search(r"state (\d+) .*?(does not hold|holds) under ((?:Nash|GMR|SMR|SEQ|, | and | or )+)", sentence)
    if not found:
        return None
    holds = concepts_in(found[3]) if found[2] == "holds" else set()
    return int(found[1]), holds


def untrue(graph, equilibria, command, lines):
    holds, fails, advice = lines
    told = said_to_hold(holds)
    if told:
        actual = {c for c in equilibria if told[0] in equilibria[c]}
        if told[1] != actual:
            return f"{holds}: it holds under {actual}"
    elif command == "solve":
        for number, label in re.findall(r"(\d+) under (Nash|GMR|SMR|SEQ)", holds):
            if len(equilibria[LABELS[label]]) != int(number):
                return f"{holds}: {label}"
    nowhere = re.match(r"“(.*?)” holds nowhere", fails)
    if nowhere and any(nowhere[1] in graph.outcomes[s] for of in equilibria.values() for s in of):
        return fails
    why = WHY.match(advice)
    if ("would leave" in fails and "Nobody" not in fails and "nobody" not in fails) != bool(why):
        return f"{fails} {advice}"
    if why:
        to = re.findall(r" for state (\d+)", fails)[-1]
        party = graph.model.parties.index(why[2])
        if int(to) not in graph.improvements(party, int(why[1])) or deals.is_sanctioned(
            graph, party, int(why[1]), why[3], int(to)):
            return f"{fails}: {to} is no reason to leave {why[1]}"
    if fails.startswith("Nothing fails") and any(len(of) != len(graph.members) - 1 for of in equilibria.values()):
        return fails
    return None


ENDS = {"all": "; it is better than no deal for all.", "some": "; it leaves somebody only as well off as no deal.",
        "none": "; it leaves everybody only as well off as no deal."}


def untrue_deal(graph, sentence):
    """For the deal in the sentence: whether it is today's state, and who gains by it."""
    told = said_to_hold(sentence)
    if not told:
        return None if sentence.startswith("No state is acceptable") else sentence
    state = told[0]
    if (" is the status quo itself and " in sentence) != (state == graph.status_quo):
        return f"{sentence}: the status quo is {graph.status_quo}"
    points = deals.no_deal_points(graph, None if graph.status_quo else 1)
    count = len(deals.gainers(graph, points, state))
    expected = ENDS["none" if count == 0 else "all" if count == len(points) else "some"]
    return None if sentence.endswith(expected) else f"{sentence}: {count} of {len(points)} gain"


def advice_fails(truce, text, advice):
    words = advice.split(": truce ", 1)[1].split()
    done = drive.call(truce, words, text.encode(), COLUMNS="100000")
    if done.returncode != 0:
        return f"{advice}: {done.stderr.decode()}"
    return f"{advice}: stable" if words[0] == "explain" and b" is unstable for " not in done.stdout.replace(
        b"\n", b" ") else None


def folded_claims(claims, truce):
    """However narrow the terminal, a command to type stands on one line: behind what leads to it, or alone."""
    doha = str(TESTS.parent / "cases" / "doha-2025" / "model.yaml")
    for command in ("solve", "deal"):
        wide = drive.call(truce, [command, doha], b"", COLUMNS="1000").stdout.decode().splitlines()[-1]
        lead, typed = wide.split(": truce ", 1)
        for columns in (20, 40, 60, 80, len(wide) - 1, len(wide)):
            lines = drive.call(truce, [command, doha], b"", COLUMNS=str(columns)).stdout.decode().splitlines()
            claims.claim(lines[-1] in (wide, f"  truce {typed}") and (lines[-1] == wide) == (columns >= len(wide)),
                         f"{command} at {columns} columns breaks no command", lines[-3:])
    for columns in (30, 50, 70):
        told = drive.call(truce, ["cases"], b"", COLUMNS=str(columns)).stdout.decode().splitlines()
        broken = [line for line in told if "'truce " in line and line.count("'") % 2]
        claims.same((broken, sum("'truce cases NAME | truce solve -'" in line for line in told)), ([], 1),
                    f"cases at {columns} columns breaks no command")


def main():
    options = drive.options(__doc__, models=250, seed=1)
    claims = drive.Claims()
    folded_claims(claims, options.truce)
    for seed in range(options.seed, options.seed + options.models):
        model = generate.generate(seed)
        text, graph = generate.text_of(seed, model), reference.build(model)
        stable = reference.solve(graph, tuple(LABELS.values()))
        equilibria = {c: reference.equilibria(graph, stable[c]) for c in stable}
        for command in ("solve", "deal"):
            arguments = ["--no-deal", "1"] if command == "deal" and not graph.status_quo else []
            lines = sentences(options.truce, command, text, *arguments)
            wrong = untrue(graph, equilibria, command, lines) if lines else "no sentences"
            wrong = wrong or (untrue_deal(graph, lines[0]) if command == "deal" else None)
            wrong = wrong or advice_fails(options.truce, text, lines[2])
            claims.claim(wrong is None, f"seed {seed}: what {command} says at its end is true: {wrong}")
            if seed % 3 == 0:
                claims.same(sentences(options.truce, command, text, *arguments, "--limit", "1"), lines,
                            f"seed {seed}: a limit on rows changes nothing of what {command} says at its end")
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
