#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures the engine on the bench family and prints a table; with --json FILE also the figures.

    python3 bench/run.py BUILD/truce [--from 10] [--to 22] [--repetitions 5] [--threads N] [--json FILE]

The family: 3 parties, 10 statements each, 2^10 to 2^22 combinations, seed 1; "free" (all feasible, all moves free) and "cut"
(five rules, three one-way options). Times are the least of the repetitions and are for all parties together, inside the
library: reading the model and printing are not in them. "growth" is the exponent of the time between two sizes, 1 being
linear. "slow reference" is the program in tests/reference on the same model, as a ratio of times within this run.
"""
import argparse
import json
import math
import os
import pathlib
import platform
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "reference"))
import truce_reference as reference  # noqa: E402

CONCEPTS = ["nash", "gmr", "smr", "seq"]
PARTIES, STATEMENTS, SEED = 3, 10, 1
REFERENCE_BITS = 8  # what the slow reference can do in seconds


def measure(program, bits, family, threads, repetitions):
    command = [program, str(bits), str(PARTIES), str(STATEMENTS), str(SEED), family, str(threads), str(repetitions),
               ",".join(CONCEPTS)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def model_of(program, bits, family):
    """The family's member as the reference's model, read from the few forms that the family uses."""
    command = [program, str(bits), str(PARTIES), str(STATEMENTS), str(SEED), family, "1", "1", "nash", "--model"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    model = reference.Model(parties=[])
    party = None
    for line in text.splitlines():
        if match := re.fullmatch(r"  - id: (\w+)", line):
            model.parties.append(match[1])
        elif match := re.fullmatch(r"      - \{id: (\w+)(, moves: up)?\}", line):
            model.options.append(reference.Option(match[1], len(model.parties) - 1, moves="up" if match[2] else "both"))
        elif match := re.fullmatch(r"  - (not .*)", line):
            model.rules.append(match[1])
        elif match := re.fullmatch(r"  (\w+):", line):
            party = match[1]
            model.preferences[party] = ("order", [])
        elif match := re.fullmatch(r"      - (.*)", line):
            model.preferences[party][1].append([match[1]])
    return model


def time_reference(program, family):
    """Seconds the slow reference takes for each concept."""
    graph = reference.build(model_of(program, REFERENCE_BITS, family))
    seconds = {}
    for concept in CONCEPTS:
        start = time.perf_counter()
        reference.solve(graph, (concept,))
        seconds[concept] = time.perf_counter() - start
    return seconds


def processor():
    try:
        names = re.findall(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
        return names[0] if names else platform.machine()
    except OSError:
        return platform.machine()


def print_table(family, rows):
    print(f"\n{family}: million states a second, all parties (growth since the size above)\n")
    print("  bits     states" + "".join(f"{c:>16}" for c in CONCEPTS) + "    build  bytes/state")
    before = None
    for row in rows:
        line = f"  {row['bits']:>4} {row['states']:>10}"
        for concept in CONCEPTS:
            speed = row["states"] / row[concept] / 1e6
            growth = "      "
            if before:
                exponent = math.log(row[concept] / before[concept]) / math.log(row["states"] / before["states"])
                growth = f"({exponent:4.2f})"
            line += f"{speed:>9.1f} {growth}"
        base = rows[0]["peak_bytes"]
        per_state = (row["peak_bytes"] - base) / row["states"] if row is not rows[0] else 0
        line += f"{row['states'] / row['build'] / 1e6:>9.1f}" + (f"{per_state:>13.1f}" if per_state else "            -")
        print(line)
        before = row


def main():
    parser = argparse.ArgumentParser(description="Measures the engine on the bench family.")
    parser.add_argument("truce")
    parser.add_argument("--from", dest="low", type=int, default=10)
    parser.add_argument("--to", dest="high", type=int, default=22)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--json")
    options = parser.parse_args()
    program = str(pathlib.Path(options.truce).resolve().parent / "truce_bench")

    version = subprocess.run([options.truce, "version"], check=True, capture_output=True, text=True).stdout.splitlines()[0]
    print(f"{version}; {processor()}, {os.cpu_count()} cores; {options.threads} threads; least of {options.repetitions}")
    results = {"version": version, "processor": processor(), "threads": options.threads, "families": {}}
    for family in ("free", "cut"):
        rows = [measure(program, bits, family, options.threads, options.repetitions)
                for bits in range(options.low, options.high + 1, 2)]
        print_table(family, rows)
        slow, fast = time_reference(program, family), measure(program, REFERENCE_BITS, family, 1, options.repetitions)
        ratios = {c: slow[c] / fast[c] for c in CONCEPTS}
        print(f"\n  slow reference at 2^{REFERENCE_BITS} combinations takes "
              + ", ".join(f"{ratios[c]:,.0f} times as long ({c})" for c in CONCEPTS))
        results["families"][family] = {"rows": rows, "reference_ratio": ratios}
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(results, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
