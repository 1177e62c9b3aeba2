#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Decimals of more than 15 digits are rounded where that changes no order of the states, and refused elsewhere.

    test_decimals.py TRUCE [--models N] [--seed S]

Random weights, as programs write sums, quotients and noise, are added exactly and rounded by Python's decimals. Where
both order all states alike, `solve` must rank them so and its verdicts must stand before the verifier; where they do
not, it must refuse the weights and say what rounding does. The same for quotas: the sets of actors that are enough.
"""

import itertools
import json
import random
import sys
from decimal import ROUND_HALF_UP, Decimal, localcontext
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402

DIGITS, PLACES, LARGEST = 15, 15, Decimal(10) ** 17
FAULTS = {"makes a tie of states that differ", "parts states that are tied", "turns the order of states"}


def rounded(value):
    """To 15 digits and 15 places, halves away from 0."""
    with localcontext() as context:
        context.prec, context.rounding = 60, ROUND_HALF_UP
        places = min(PLACES, DIGITS - 1 - value.adjusted()) if value else 0
        return value.quantize(Decimal(1).scaleb(-places))


def ranks(sums):
    order = {total: rank for rank, total in enumerate(sorted(set(sums)), 1)}
    return [order[total] for total in sums]


def sums_of(weights):
    """Of every set of weights, the first weight changing fastest: the order of the states."""
    totals = [Decimal(0)]
    for weight in weights:
        totals += [total + weight for total in totals]
    return totals


def some_weight(rng, before):
    draw = rng.random()
    one = rng.choice([rng.random(), rng.randint(1, 9) / 10, rng.randint(1, 99) / rng.randint(1, 99)])
    if draw < 0.1 and len(before) > 1:
        return repr(sum(float(text) for text in rng.sample(before, 2)))
    if draw < 0.15 and before:
        return repr(float(rng.choice(before)) * (1 + rng.choice([-2, -1, 1, 2]) * 2**-52))
    if draw < 0.18:
        return repr(one * 1e-17)
    if draw < 0.22:
        return str(rng.randint(10**15, 10**17 - 1))
    if draw < 0.4:
        return f"{one * 10 ** rng.randint(0, 4):.{rng.randint(12, 24)}f}"
    return ("-" if draw > 0.9 else "") + rng.choice([repr(one), f"{one:.20g}", f"{one:.17e}", str(rng.randint(0, 9))])


def model_of(texts, extra=""):
    options = ", ".join(f"o{i}" for i in range(len(texts)))
    weights = ", ".join(f"o{i}: {text}" for i, text in enumerate(texts))
    return (f"truce: 1\nparties: [{{id: a, options: [{options}]}}]\n"
            f"preferences: {{a: {{weigh: {{{weights}}}}}}}\n{extra}")


def run(truce, command, text, *arguments):
    done = drive.call(truce, [command, "-", *arguments], text.encode())
    done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
    return done


def weigh_claims(claims, truce, rng, count):
    kept = refused = 0
    with localcontext() as context:
        context.prec = 80
        for _ in range(count):
            texts = []
            while len(texts) < rng.choice([2, 3, 4, 4, 5, 13]):
                texts.append(some_weight(rng, texts))
            exact = sums_of([Decimal(text) for text in texts])
            short = sums_of([rounded(Decimal(text)) for text in texts])
            done = run(truce, "solve", model_of(texts), "--format", "json", "--rows", "all", "--verify",
                       "--limit", "0")
            places = max(-min(0, Decimal(text).normalize().as_tuple().exponent) for text in texts)
            if max(map(abs, map(Decimal, texts))) >= LARGEST:
                claims.claim("smaller than 10^17" in done.stderr, f"{texts}: too large", done.stderr)
            elif sum(abs(Decimal(text)) for text in texts) * 10**places >= Decimal(2) ** 126:
                claims.claim("differ too much" in done.stderr, f"{texts}: too much to be added", done.stderr)
            elif ranks(exact) == ranks(short):
                kept += any(rounded(Decimal(text)) != Decimal(text) for text in texts)
                got = [row["rank"]["a"] for row in json.loads(done.stdout)["table"]] if done.stdout else done.stderr
                claims.claim(got == ranks(exact), f"{texts}: rounding changes no order", got)
            else:
                refused += 1
                is_told = any(fault in done.stderr for fault in FAULTS)
                claims.claim(done.returncode == 1 and is_told, f"{texts}: rounding changes the order", done.stderr)
    claims.claim(4 * kept > count and 4 * refused > count, f"both happen: {kept} and {refused} of {count}")


def is_enough(weights, quota):
    return [sum(some) >= quota for n in range(len(weights) + 1) for some in itertools.combinations(weights, n)]


def quota_claims(claims, truce, rng, count):
    kept = refused = 0
    with localcontext() as context:
        context.prec = 80
        for _ in range(count):
            texts = [repr(rng.randint(1, 9) / 10 + rng.choice([0, 0, 2**-54])) for _ in range(rng.randint(2, 5))]
            quota = repr(sum(float(text) for text in rng.sample(texts, 2)))
            actors = ", ".join(f"{{id: x{i}, weight: {text}, order: [o0]}}" for i, text in enumerate(texts))
            extra = f"no_deal: {{a: o0}}\nratify: {{a: {{rule: weighted, quota: {quota}, actors: [{actors}]}}}}\n"
            done = run(truce, "check", model_of(["1"], extra))
            numbers, short = [Decimal(text) for text in texts], [rounded(Decimal(text)) for text in texts]
            is_safe = is_enough(numbers, Decimal(quota)) == is_enough(short, rounded(Decimal(quota)))
            kept += is_safe
            refused += not is_safe
            claims.claim(done.returncode == (not is_safe) and ("changes whose consent" in done.stderr) != is_safe,
                         f"actors of {texts}, quota {quota}", done.stderr)
    claims.claim(kept and refused, f"both happen: {kept} and {refused} of {count}")


def fixed_claims(claims, truce):
    for texts, status, said in (
            (["0.30000000000000004", "0.5"], 0, ""),
            (["0.30000000000000004", "0.1", "0.2"], 1, "makes a tie of states that differ"),
            (["0.30000000000000004", "-0.30000000000000004", "1"], 0, ""),
            (["0.1000000000000005", "0.2000000000000005", "0.300000000000001"], 1, "parts states that are tied"),
            (["0.10000000000000049", "0.20000000000000049", "0.30000000000000097"], 1, "turns the order of states"),
            (["12345.678901234567", "0.00012345678901234567"], 0, ""),
            (["12345678901234567", "1"], 0, ""),
            (["123456789012345678", "1"], 1, "smaller than 10^17"),
            (["5.551115123125783e-17", "1"], 1, "makes a tie of states that differ"),
            (["0." + "1" * 50, "1"], 1, "round it: 0.111111111111111")):
        done = run(truce, "check", model_of(texts))
        claims.claim(done.returncode == status and said in done.stderr, f"{texts}: {said or 'rounded'}", done.stderr)
    text = model_of(["1", "2"], "utilities: {a: {o0: 0.30000000000000004, o1: 0.3}}\nno_deal: {a: not o0}\n")
    done = run(truce, "deal", text)
    claims.claim(done.returncode != 0 and "makes a tie" in done.stderr, "utilities are held to their order too", done)
    done = run(truce, "deal", text.replace("o1: 0.3}", "o1: 0.4}"))
    claims.claim(done.returncode == 0, "utilities are rounded where their order stays", done.stderr)
    strong = model_of(["0.1", "0.7", "0.30000000000000004"]).replace("}}}", "}, strong: 0.3}}")
    done = run(truce, "check", strong)
    claims.claim("changes how strongly" in done.stderr, "differences are held to their threshold", done.stderr)
    done = run(truce, "solve", strong.replace("0.3}}", "0.25}}"), "--concepts", "all", "--verify")
    claims.claim(done.returncode == 0, "and rounded where none comes to cross it", done.stderr)
    text = model_of(["1", "2"]).replace("o0: 1", "o0: {weight: 1, confidence: 0.70000000000000007}")
    done = run(truce, "check", text, "--inputs")
    claims.claim(done.returncode == 0 and "confidence 0.7\n" in done.stdout, "a confidence is rounded", done.stdout)
    done = run(truce, "check", model_of(["0.30000000000000004", "1"]), "--inputs")
    claims.claim("o0: 0.30000000000000004" in done.stdout, "an input is told as it was written", done.stdout)


def main():
    options = drive.options(__doc__, models=300, seed=0)
    claims, rng = drive.Claims(), random.Random(options.seed)
    fixed_claims(claims, options.truce)
    weigh_claims(claims, options.truce, rng, options.models)
    quota_claims(claims, options.truce, rng, options.models // 4)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
