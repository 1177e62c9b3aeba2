#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Statements of any length: they cost time and memory in proportion, and no stack.

    test_long.py BUILD/truce

Every command runs with a stack of 256 KiB on models in which every kind of statement is long.
"""
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "reference"))
import drive  # noqa: E402

TRUCE = ""
STACK = 256 << 10
LONG = 50_000
claims = drive.Claims()
claim = claims.claim

COMMANDS = [
    ["check"], ["states"], ["states", "--where", "far"], ["solve", "--verify"], ["solve", "--format", "json"],
    ["explain", "--state", "1", "--party", "a"], ["paths", "--to", "far", "--verify"], ["deal"],
    ["deal", "--after-expiry"], ["ratify"], ["ripe"], ["audience"], ["timeline"], ["brief"]
]


def chain(operator, count):
    return f" {operator} ".join(["x"] * count + ["y"])


def count(times):
    """The same as x."""
    return f"at least {times} of ({', '.join(['x'] * times)}, y and false)"


def model(folder, statement):
    """Every place that takes a statement has that one."""
    path = os.path.join(folder, "m.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"""truce: 1
title: Long statements
date: 2025-01-01
parties:
  - {{id: a, options: [{{id: x}}, {{id: z}}]}}
  - {{id: b, options: [{{id: y}}]}}
status_quo: {{x: no}}
feasible: ["({statement}) or true"]
outcomes: {{far: "{statement}", farther: far and x}}
preferences:
  a: {{order: ["{statement}", not far]}}
  b: {{order: [y, x]}}
no_deal: {{a: "not ({statement})"}}
pain: {{a: "not ({statement})", b: not y}}
utilities: {{a: {{"{statement}": 1}}, b: {{y: 1}}}}
ratify: {{a: {{actors: [{{id: c, order: ["{statement}"]}}]}}}}
expires: [{{when: "{statement}", becomes: {{x: no}}}}]
audience: [{{party: a, escalated: "{statement}", backs_down: not x}}]
events: [{{id: e, date: 2025-02-01, changes: [{{set: preferences.a.order.2, to: not x}}]}}]
""")
    return path


class Run:
    def __init__(self, words, interrupt_after=None):
        def small_stack():
            resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK))
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            begin = time.monotonic()
            child = subprocess.Popen([TRUCE, *words], stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                     preexec_fn=small_stack)
            if interrupt_after is not None:
                time.sleep(interrupt_after)
                child.send_signal(signal.SIGINT)
                begin = time.monotonic()
            _, status, usage = os.wait4(child.pid, 0)
            self.seconds = time.monotonic() - begin
            child.returncode = self.status = os.waitstatus_to_exitcode(status)
            self.resident = usage.ru_maxrss * 1024
            self.cpu = usage.ru_utime + usage.ru_stime
            out.seek(0)
            err.seek(0)
            self.out, self.err = out.read().decode(), err.read().decode()


def test_long_statements_cost_no_stack():
    with tempfile.TemporaryDirectory() as folder:
        for operator, commands in (("and", COMMANDS), ("or", [["deal"]]), ("iff", [["deal"]]), ("of", COMMANDS)):
            path = model(folder, count(LONG) if operator == "of" else chain(operator, LONG))
            for command in commands:
                done = Run([command[0], path, *command[1:]])
                claim(done.status == 0, f"{' '.join(command)} with {LONG} operands of '{operator}'",
                      done.status, done.err)
                claim(done.cpu < 10, f"{' '.join(command)} ('{operator}') takes seconds at most", done.cpu)


def test_verdicts_are_those_of_the_short_statement():
    """A chain of the same operand says no more than two of them."""
    with tempfile.TemporaryDirectory() as folder:
        for operator in ("and", "or", "of"):
            pair = [count(times) if operator == "of" else chain(operator, times) for times in (1, LONG)]
            tables = [json.loads(Run(["solve", model(folder, one), "--format", "json"]).out)["table"] for one in pair]
            claims.same(tables[1], tables[0], f"long and short '{operator}' have the same verdicts")


def several_inputs(folder, count):
    """Three inputs are that long statement, whose parts are told apart by the last of them, and a dozen verdicts and
    sentences rest on them."""
    path = os.path.join(folder, "several.yaml")
    statements = [f"{chain('or', count)} or {last}" for last in ("x", "y", "not z")]
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"""truce: 1
parties:
  - {{id: a, options: [{{id: x}}, {{id: z}}]}}
  - {{id: b, options: [{{id: y}}]}}
status_quo: {{x: no}}
preferences:
  a: {{order: ["not z", "{statements[0]}"]}}
  b: {{order: ["{statements[1]}", "{statements[2]}"]}}
""")
    return path


def test_long_statements_are_told_once():
    with tempfile.TemporaryDirectory() as folder:
        for command in (["brief"], ["explain", "--state", "1"], ["explain", "--state", "1", "--format", "html"],
                        ["paths", "--to", "x"], ["deal"], ["check"]):
            sizes = []
            for count in (1000, 11000):
                done = Run([command[0], several_inputs(folder, count), *command[1:]])
                claim(done.status == 0, f"{' '.join(command)} tells long statements", done.status, done.err)
                sizes.append(len(done.out))
            each = (sizes[1] - sizes[0]) / 10000 / len(" or x")
            claim(each < 3.2, f"{' '.join(command)} tells each of the three once at most", each)
        page = Run(["brief", several_inputs(folder, 11000)])
        for last in ("x", "y", "not z"):
            claim(f"{chain('or', 11000)} or {last}" in page.out, "the brief has it whole", len(page.out))
        claim("…" in page.out, "and shortened")
        inputs = json.loads(Run(["check", several_inputs(folder, 11000), "--format", "json"]).out)["inputs"]
        claim(f"{chain('or', 11000)} or y" in [one["text"] for one in inputs], "JSON has it whole")


def test_text_counts_as_memory():
    """Four names of two megabytes: a brief has each of them in many places."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "names.yaml")
        options = ", ".join(f"{{id: o{i}, name: {'n' * (1 << 21)}{i}}}" for i in range(4))
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"truce: 1\nparties: [{{id: a, options: [{options}]}}]\nstatus_quo: {{o0: no}}\n"
                       "preferences: {a: {order: [o1, o2 and o3, not o0]}}\n")
        for limit in (48, 96):
            done = Run(["brief", path, "--memory", f"{limit}M"])
            claim(done.status == 3, f"a brief of hundreds of megabytes is refused with {limit} MiB", done.status,
                  done.err)
            claim(re.search(rf"[\d.]+ \w+ of memory are needed; the limit is ({limit}.0 MiB|{limit << 20} bytes)",
                            done.err), "with the numbers", done.err)
            claim(done.resident < (limit + 48) << 20, "it stays within", done.resident >> 20)
        claim(Run(["brief", path, "--memory", "4G"]).status == 0, "with enough it is written")


def nested_outcomes(folder, shape):
    """Outcomes of outcomes as deep as the language allows. Unfolded they have 2^17 parts, and the statement that
    mentions the last of them 20,000 times has billions."""
    doubled, depth = 14, 63
    outcomes = ["  o0: x and y and not z"]
    outcomes += [f"  o{i}: {'o%d or o%d' % (i - 1, i - 1) if i <= doubled else 'not not o%d' % (i - 1)}"
                 for i in range(1, depth)]
    last = f"o{depth - 1}"
    path = os.path.join(folder, "nested.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join([
            "truce: 1", "parties:", "  - {id: a, options: [{id: x}, {id: z}]}", "  - {id: b, options: [{id: y}]}",
            "status_quo: {y: yes}", *shape, "outcomes:", *outcomes,
            f"preferences: {{a: {{order: [{last}]}}, b: {{order: [not {last}]}}}}",
            f"expires: [{{when: '{' and '.join([last] * 20000)}', becomes: {{x: no}}}}]", ""]))
    return path


def test_nested_outcomes_are_evaluated_once():
    shapes = {"a product": [], "with a rule": [f"feasible: ['{' or '.join(['not o62'] * 1000)}']"],
              "coalesced": ["coalesce: [x and o62]"], "explicit moves": ["moves: {a: [[1, 2], [2, 1]]}"]}
    with tempfile.TemporaryDirectory() as folder:
        for name, shape in shapes.items():
            path = nested_outcomes(folder, shape)
            for command in (["solve", "--verify"], ["deal", "--after-expiry"], ["check"]):
                done = Run([command[0], path, *command[1:]])
                claim(done.status == 0 or "coalesce" in done.err, f"{' '.join(command)}: {name}, outcomes 63 deep",
                      done.status, done.err)
                claim(done.cpu < 10, f"{' '.join(command)}: {name}, each outcome is evaluated once", done.cpu)


def test_nesting_is_refused_at_its_place():
    head = "truce: 1\nparties: [{id: a, options: [{id: x}]}]\npreferences: {a: {order: ['%s']}}\n"
    deep = {
        "parentheses": (head % ("(" * LONG + "x" + ")" * LONG), "nested more than 200 deep"),
        "not": (head % ("not " * LONG + "x"), "nested more than 200 deep"),
        "implies": (head % ("x implies " * LONG + "x"), "nested more than 200 deep"),
        "counts": (head % ("exactly 1 of (x, " * LONG + "x" + ")" * LONG), "nested more than 200 deep"),
        "if": (head % ("x if " * LONG + "x"), "can be read in two ways"),
        "lists": ("[" * LONG, "nested more than 64 deep"),
        "mappings": ("{a: " * LONG + "1" + "}" * LONG, "nested more than 64 deep"),
        "JSON": ('{"a": [' * LONG + "]}" * LONG, "nested more than 64 deep"),
        "lines": ("- " * 20000 + "x", "nested more than 64 deep"),
    }
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "deep.yaml")
        for name, (text, error) in deep.items():
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            done = Run(["check", path])
            claim(done.status == 1 and error in done.err, f"{LONG} {name} are an error at their place", done.status,
                  done.err)


def test_nesting_within_the_limits():
    """Everything nested as deep as it may be at once: counts within outcomes within outcomes."""
    counts = "exactly 1 of (" * 98
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "nested.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join([
                "truce: 1", "parties: [{id: a, options: [{id: x}, {id: y}]}]", "status_quo: {x: no}", "outcomes:",
                "  o0: x",
                *(f"  o{i}: at most {i % 2} of ({counts}o{i - 1} iff x implies y or not x and y{')' * 98}, y)"
                  for i in range(1, 63)),
                "preferences: {a: {order: [o62]}}", "feasible: [not o62 or x]", "coalesce: [o62 and y]", ""]))
        for command in ("check", "solve", "deal", "brief"):
            done = Run([command, path, "--threads", "1"])
            claim(done.status == 0, f"{command} with all that may be nested", done.status, done.err)


def test_too_many_values():
    """The hint is about what is there: aliases, or long lists."""
    items = ",".join(["1"] * (1 << 22))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "values.yaml")
        for text, hint in ((f"truce: 1\nx: [{items}]\n", "a ranking may end with 'rest'"),
                           (f"truce: 1\nx: &x [{items[:1 << 22]}]\ny: [*x, *x]\n", "use fewer aliases")):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            done = Run(["check", path])
            claim(done.status == 3 and hint in done.err and done.err.count("error:") == 1, hint, done.status,
                  done.err)


def main():
    global TRUCE
    TRUCE = sys.argv[1]
    return drive.run_each(globals(), claims)


if __name__ == "__main__":
    sys.exit(main())
