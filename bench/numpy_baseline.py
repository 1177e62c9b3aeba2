#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What numpy programs take from statements to equilibria on the free bench family; a baseline, not a test.

    truce_bench 22 3 10 1 free 1 1 nash --model | python3 bench/numpy_baseline.py [REPETITIONS]

It reads a member of the family from standard input (the few forms that bench/family.c writes, all options free, no
rule) and prints a JSON object: for two programs the least seconds over the repetitions, for statements and for
sweeps, and the equilibria of each concept, which must be the same. One thread: none of these numpy operations uses
more.

`plain` is what one writes from the definitions: an array with an axis of 2 for every option; a statement is evaluated
on the axes it mentions and broadcast; the truth vector is packed into an integer, the most important statement
highest, no ranks compressed; the best own move and the worst reply are reductions over several axes.

`tuned` does the same and knows how numpy goes through memory. The LOW lowest options are one contiguous axis, so that
every inner loop is long, and a party's options, which are neighbours, are one axis of a view with three.

Since all moves are free and every state is feasible, the others can bring about each setting of their options: the
worst reply depends on the party's own setting only and is one reduction over their axes, of the key (GMR) or of the
best that the party can still move to (SMR).
"""
import json
import re
import sys
import time

import numpy

LOW = 12  # cells in a contiguous block: 2^LOW


def read(text):
    """The number of options of each party, and its statements."""
    counts, statements = [], []
    for line in text.splitlines():
        if re.fullmatch(r"  - id: \w+", line):
            counts.append(0)
        elif re.fullmatch(r"      - \{id: \w+\}", line):
            counts[-1] += 1
        elif re.fullmatch(r"  \w+:", line):
            statements.append([])
        elif match := re.fullmatch(r"      - ([^{]*)", line):
            statements[-1].append(match[1])
        elif line not in ("truce: 1", "parties:", "preferences:", "    options:", "    order:"):
            raise ValueError(f"not of the free family: {line!r}")
    return counts, statements


def literal(text, options):
    value = options[int(text.split()[-1][1:])]
    return ~value if text.startswith("not ") else value


def evaluate(text, options):
    """The statement's truth, of the smallest shape that broadcasts to the whole."""
    if match := re.fullmatch(r"\((.*)\) (and|or) (.*)", text):
        left, joint, right = evaluate(match[1], options), match[2], literal(match[3], options)
    elif match := re.fullmatch(r"((?:not )?\w+) (and|or|if|iff) ((?:not )?\w+)", text):
        left, joint, right = literal(match[1], options), match[2], literal(match[3], options)
    else:
        return literal(text, options)
    if joint == "and":
        return left & right
    if joint == "or":
        return left | right
    return left | ~right if joint == "if" else left == right


def option_arrays(bits, low):
    """A boolean array for every option, and their common shape: an axis for each high option, the highest first, then
    one for the `low` lowest together."""
    cells, arrays = numpy.arange(1 << low), []
    for option in range(bits):
        if option < low:
            arrays.append((cells >> option & 1).astype(bool).reshape([1] * (bits - low) + [-1]))
        else:
            shape = [1] * (bits - low + 1)
            shape[bits - 1 - option] = 2
            arrays.append(numpy.array([False, True]).reshape(shape))
    return [2] * (bits - low) + [1 << low], arrays


def keys_of(statements, shape, options):
    kind = numpy.uint8 if len(statements) <= 8 else numpy.uint16 if len(statements) <= 16 else numpy.uint32
    keys = numpy.zeros(shape, dtype=kind)
    for place, text in enumerate(reversed(statements)):
        keys |= evaluate(text, options).astype(kind) << kind(place)
    return keys


def stable(keys, own, others):
    """Nash, GMR and SMR stability of each state for the party whose options are the axes `own`."""
    best = keys.max(axis=own, keepdims=True)                                       # the best own move
    worst = keys.min(axis=others, keepdims=True).max(axis=own, keepdims=True)      # the best of the worst replies
    secured = numpy.minimum(best, best.min(axis=others, keepdims=True))            # the party may still answer
    return keys >= best, keys >= worst, keys >= secured


def plain_view(keys, first, count):
    """The keys with an axis an option, the party's axes, and the others'."""
    bits = keys.size.bit_length() - 1
    own = tuple(range(bits - first - count, bits - first))
    return keys.reshape([2] * bits), own, tuple(axis for axis in range(bits) if axis not in own)


def tuned_view(keys, first, count):
    return keys.reshape(-1, 1 << count, 1 << first), (1,), (0, 2)


def solve(counts, all_keys, view):
    together, first = None, 0
    for count, keys in zip(counts, all_keys):
        verdicts = [v.reshape(-1) for v in stable(*view(keys, first, count))]
        if together is None:
            together = verdicts
        else:
            together = [numpy.logical_and(a, b, out=a) for a, b in zip(together, verdicts)]
        first += count
    return {name: int(numpy.count_nonzero(v)) for name, v in zip(("nash", "gmr", "smr"), together)}


def measure(counts, statements, low, view, repetitions):
    runs = []
    for _ in range(repetitions):
        start = time.perf_counter()
        shape, options = option_arrays(sum(counts), low)
        all_keys = [keys_of(s, shape, options) for s in statements]
        middle = time.perf_counter()
        equilibria = solve(counts, all_keys, view)
        runs.append((time.perf_counter() - start, middle - start))
    least, most = min(runs), max(runs)
    return {"seconds": least[0], "statements_seconds": least[1], "sweeps_seconds": least[0] - least[1],
            "most": most[0],
            "repetitions": repetitions, "equilibria": equilibria}


def main():
    counts, statements = read(sys.stdin.read())
    repetitions = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    low = min(LOW, sum(counts))
    print(json.dumps({"numpy": numpy.__version__,
                      "plain": measure(counts, statements, 0, plain_view, repetitions),
                      "tuned": measure(counts, statements, low, tuned_view, repetitions)}))


if __name__ == "__main__":
    main()
