#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `solve` says to people, in short.

    test_people.py TRUCE [--models N] [--seed S]

Above 32 states `solve` fits two screens, whatever the model. On random models each number in it is held against JSON
and the reference; the patterns told are those of JSON; a limit on rows takes nothing away.
"""
import json
import random
import re
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402

SCREENS = 100  # lines of 100 columns
LABELS = {"nash": "Nash", "gmr": "GMR", "smr": "SMR", "seq": "SEQ"}
claims = drive.Claims()


def told(truce, text, *arguments, columns=100):
    done = drive.call(truce, ["solve", "-", *arguments], text.encode(), COLUMNS=str(columns))
    claims.claim(done.returncode == 0, done.stderr.decode()[:300])
    return done.stdout.decode()


def large(seed, n_options, n_outcomes):
    """A model of many options with long names, where much holds in many ways."""
    dice = random.Random(seed)
    lines = ["truce: 1", "title: " + "A long title " * 3, "parties:"]
    options = [f"o{i}" for i in range(n_options)]
    for party in range(4):
        lines += [f"  - id: p{party}", f"    name: Party number {party} with a rather long name", "    options:"]
        lines += [f"      - {{id: {o}, name: 'What party {party} can do about matter {o} if it wants to'}}"
                  for o in options[party::4]]
    lines += ["status_quo: {o0: yes}", "outcomes:"]

    def some(n):
        return " and ".join(("not " if dice.random() < 0.5 else "") + o for o in dice.sample(options, n))

    lines += [f"  out{i}: {{that: {some(2)}, name: 'An outcome with quite a long name, number {i}'}}"
              for i in range(n_outcomes)]
    lines += ["preferences:"]
    for party in range(4):
        lines += [f"  p{party}:", "    order:"] + [f"      - ({some(2)}) or ({some(3)})" for _ in range(3)]
    return "\n".join(lines) + "\n"


def fits(truce, text, what):
    lines = told(truce, text).splitlines()
    claims.claim(len(lines) <= SCREENS, f"{what}: {len(lines)} lines")
    claims.claim(max(map(len, lines)) <= 100, f"{what}: a line of {max(map(len, lines))}")


def says_what_holds(truce, seed, text):
    """Counts, sets and patterns against JSON."""
    said = told(truce, text, columns=100000)
    data = json.loads(drive.run(truce, "solve", text, "--format", "json", "--rows", "all"))
    counts = [row.split() for row in said.splitlines() if row.startswith("All states")]
    claims.same(counts[0][2:], [str(data["states"]["feasible"])] + [str(n) for n in data["counts"].values()],
                f"seed {seed}: the first row of counts")
    for name in {n for row in data["table"] for n in row["outcomes"]}:
        row = re.search(rf"(?m)^{name} +(.*)$", said)
        if not row:
            continue
        states = [r["state"] for r in data["table"] if name in r["outcomes"]]
        claims.same(row[1].split(), [str(len(states))] + [str(len(set(states) & set(data["equilibria"][c])))
                                                          for c in data["concepts"]], f"seed {seed}: outcome {name}")
    for concept, label in LABELS.items():
        head = re.search(rf"(?m)^((?:\w+, )*(?:\w+ and )?\b{label}\b[^:\n]*): (\d+) states?(?:, (\d+) of them)?",
                         said)
        if not claims.claim(head, f"seed {seed}: {label} is told"):
            continue
        claims.same((int(head[2]), int(head[3] or 0)), (data["counts"][concept], len(data["tied"][concept])),
                    f"seed {seed}: equilibria and ties of {label}")
        lines = said[head.end():].split("\n")[1:]
        patterns = []
        for line in lines:
            found = re.match(r"   (\d+) states?(?:, .*?)?: ", line)
            if not found:
                break
            patterns.append(int(found[1]))
        most = [p["states"] for p in data["patterns"][concept]]
        claims.same(patterns, most[:len(patterns)], f"seed {seed}: patterns of {label}")
        rest = re.match(r"   \d+ more states? in (\d+) more", lines[len(patterns)])
        claims.same(len(patterns) + int(rest[1] if rest else 0), len(most), f"seed {seed}: all patterns of {label}")
    claims.same(told(truce, text, "--limit", "1", columns=100000), said, f"seed {seed}: a limit takes nothing away")


def says_differences(truce, seed, text):
    """Each row of --view words has the levels that differ from today, and no other."""
    states = json.loads(drive.run(truce, "states", text, "--format", "json"))
    today = states["status_quo"]
    if not today:
        return
    levels = {row["state"]: row["levels"] for row in states["table"]}
    said = told(truce, text, "--view", "words", "--rows", "all", columns=100000)
    rows = re.findall(r"(?m)^[ >*]{2} +(\d+)  (.*)$", said)
    claims.same([int(row[0]) for row in rows], sorted(levels), f"seed {seed}: a row for each state")
    for state, words in rows:
        count = sum(a != b for a, b in zip(levels[int(state)].values(), levels[today].values()))
        claims.same((words.count("” is "), "as today" in words),
                    (count, int(state) == today),
                    f"seed {seed}: state {state}: {words}")


def main():
    options = drive.options(__doc__, models=60, seed=1)
    truce = options.truce
    for path in drive.CASES:
        fits(truce, path.read_text(encoding="utf-8"), path)
    for seed, n_options, n_outcomes in ((1, 6, 3), (2, 8, 40), (3, 10, 12), (4, 12, 0), (5, 20, 5)):
        fits(truce, large(seed, n_options, n_outcomes), f"{n_options} options")
    for seed in range(10, 18):
        says_what_holds(truce, seed, re.sub(r", name: 'An outcome[^']*'", "", large(seed, 6, 3)))
    for seed in range(options.seed, options.seed + options.models):
        text = generate.text_of(seed, generate.generate(seed))
        data = json.loads(drive.run(truce, "states", text, "--format", "json"))
        if "either" in text or not data["options"]:
            continue
        if data["states"]["feasible"] > 32 and "coalesce" not in text:
            says_what_holds(truce, seed, text)
        if "coalesce" not in text:
            says_differences(truce, seed, text)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
