#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Work that is long for odd reasons hears an interrupt, and takes time in proportion to its input.

    test_interrupts.py BUILD/truce

Large models are in test_limits.py. These are small spaces with much text, much text that is wrong, statements by the
thousand, parties with millions of moves. What is measured is processor time after the interrupt, so a busy machine
changes nothing.
"""
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "reference"))
import drive  # noqa: E402

TRUCE = ""
claims = drive.Claims()
claim = claims.claim
draw = random.Random(20261129)


def seconds_of(pid):
    """Processor time that a process has taken."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Run:
    """A command, interrupted when it has taken `moment` seconds of processor time (None: never)."""

    def __init__(self, words, moment=None):
        with tempfile.TemporaryFile() as err:
            child = subprocess.Popen([TRUCE, *words, "--threads", "1", "--quiet"], stdin=subprocess.DEVNULL,
                                     stdout=subprocess.DEVNULL, stderr=err)
            before, self.heard_after = 0, 0
            deadline = time.monotonic() + 60
            while moment is not None and before < moment and time.monotonic() < deadline and not os.waitid(
                    os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                time.sleep(0.005)
                before = seconds_of(child.pid)
            if moment is not None:
                os.kill(child.pid, signal.SIGINT)
                while not os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                    time.sleep(0.005)
                    if seconds_of(child.pid) - before > 5:
                        os.kill(child.pid, signal.SIGKILL)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = self.status = os.waitstatus_to_exitcode(status)
            self.cpu = usage.ru_utime + usage.ru_stime
            self.heard_after = self.cpu - before
            err.seek(0)
            self.err = err.read().decode()


# --------------------------------------------------------------------- models

def options(first, count):
    return ", ".join(f"{{id: o{i}}}" for i in range(first, first + count))


def head(first, second):
    return ["truce: 1", "date: 2025-01-01", f"parties: [{{id: a, options: [{options(0, first)}]}}, "
            f"{{id: b, options: [{options(first, second)}]}}]", "status_quo: {o0: yes}"]


def statement(n_options, length=3):
    parts = [draw.choice(["", "not "]) + f"o{i}" for i in draw.sample(range(n_options), length)]
    return draw.choice([" and ", " or "]).join(parts)


def order(statements):
    return ["preferences:", "  b: {order: [o1]}", "  a:", "    order:", *(f"      - {one}" for one in statements)]


def wrong_statement(sign):
    """Every sign of it is an error, and the text is one line."""
    return [*head(3, 3), *order([f"'{f' {sign} '.join(['o0'] * 400000)}'"])]


def wrong_sources():
    cites = ", ".join(f"t{i}" for i in range(400000))
    return [*head(3, 3), "sources: {s: {title: t}}", f"feasible: [{{that: o0 or not o0, source: '{cites}'}}]",
            *order(["o0"])]


def many_errors():
    return [*head(3, 3), *order(f"u{i} and o1" for i in range(300000))]


def many_orders():
    return [*head(8, 8), *order(statement(16) for _ in range(10000))]


def many_coalesced():
    return [*head(6, 6), "coalesce:", *(f"  - {statement(12)}" for _ in range(30000)), *order(["o0", "o5"])]


def many_rules():
    """All hold in today's state, so that states are left."""
    rules = (f"o0 or {statement(22, 9).replace(' and ', ' or ')}" for _ in range(2000))
    return [*head(11, 11), "feasible:", *(f"  - {one}" for one in rules), *order(["o0"])]


def many_outcomes():
    return [*head(8, 8), "outcomes:", *(f"  k{i}: {statement(16)}" for i in range(4096)), *order(["k7", "k8"])]


def many_events():
    events = [f"  - {{id: e{i}, date: {2025 + i // 300}-{1 + i // 25 % 12:02}-{1 + i % 25:02}, "
              f"changes: [{{move: preferences.a.order.{i % 30 + 1}, to: {i * 7 % 30 + 1}}}]}}" for i in range(3000)]
    return [*head(6, 6), *order(statement(12) for _ in range(30)), "events:", *sorted(events, key=lambda e: e[20:])]


def many_ranks():
    places = list(range(1, (1 << 19) + 1))
    draw.shuffle(places)
    return [*head(10, 9), f"preferences: {{b: {{order: [o1]}}, a: {{rank: {places}}}}}"]


def one_tie():
    return [*head(8, 9), f"preferences: {{b: {{order: [o1]}}, a: {{rank: [{list(range(1, (1 << 17) + 1))}]}}}}"]


def many_moves():
    """Every state has two million moves of one party."""
    return [*head(21, 1), "preferences: {a: {order: [o0, o3 or o21, o20]}, b: {order: [o21, o2]}}",
            "no_deal: {a: o0 and not o21}", "pain: {a: o0, b: o1}"]


def doubtful(bits):
    """Four parties, each with ten statements that are uncertain; states that have names; a clock."""
    own = [[f"{{id: o{i}}}" for i in range(p * bits // 4, (p + 1) * bits // 4)] for p in range(4)]
    orders = [[f"      - {{that: {statement(bits, 2)}, confidence: 0.7}}" for _ in range(10)] for _ in range(4)]
    return ["truce: 1", "date: 2025-01-01", "parties:",
            *(f"  - {{id: p{p}, options: [{', '.join(own[p])}]}}" for p in range(4)),
            "status_quo: {o0: yes}", f"outcomes: {{deal: o0 and o{bits - 1}, war: not o0}}",
            "tempo: {p0: 10d, p1: 10d, p2: 10d, p3: 10d}", "preferences:",
            *(line for p in range(4) for line in (f"  p{p}:", "    order:", *orders[p]))]


def large_text(changed):
    """Twelve megabytes of sources."""
    lines = [f"  s{i}: {{title: The paper number {i + (i % 5000 == changed)}, author: A}}" for i in range(240000)]
    return [*head(3, 3), *order(["o0"]), "sources:", *lines]


def one_line(first, part):
    """Megabytes of text in one line, whose beginning might be a key up to its end."""
    return [*head(3, 3), *order(["o0"]), "feasible:", first + part * ((12 << 20) // len(part))]


CASES = [
    (lambda: wrong_statement("&&"), [["check"]]),
    (lambda: wrong_statement("AND"), [["check"]]),
    (lambda: wrong_statement("+"), [["check"]]),
    (wrong_sources, [["check"]]),
    (many_errors, [["check"]]),
    (many_orders, [["solve"], ["check"]]),
    (many_coalesced, [["solve"]]),
    (many_rules, [["check"]]),
    (many_outcomes, [["check"], ["brief"]]),
    (many_events, [["timeline"], ["brief"]]),
    (many_ranks, [["check", "--inputs"], ["solve", "--rows", "none"]]),
    (one_tie, [["check", "--inputs"]]),
    (lambda: one_line("  - [", "[x], "), [["check"]]),
    (lambda: one_line("  - [", '"a":'), [["check"]]),
    (lambda: one_line("  - ", "*a "), [["check"]]),
    (many_moves, [["deal"], ["paths"], ["ripe"], ["robust"], ["explain", "--state", "1", "--party", "a"], ["brief"],
                  ["explain", "--state", "1", "--party", "b", "--concept", "smr"]]),
    (lambda: doubtful(14), [["robust", "--radius", "equilibria", "--variants", "1"], ["unlock", "deal"],
                            ["unlock", "deal", "--reachable", "unsanctioned"]]),
    (lambda: doubtful(20), [["forecast"], ["robust", "--radius", "none"], ["solve", "--coalitions", "all"],
                            ["unlock", "deal", "--reachable", "improvements"], ["unlock", "77", "--lasts"]]),
]


def write(path, lines):
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return path


def interrupt(name, command):
    moment = draw.choice([0.1, 0.3, 0.6]) * draw.uniform(0.7, 1.4)
    done = Run(command, moment)
    what = f"{name}: {command[0]}, interrupted after {moment:.2f} s"
    claim(done.status in (0, 1, 2, 130), f"{what}, ends as it should", done.status, done.err)
    claim(done.heard_after < 1, f"{what}, hears it within a second of work", done.heard_after)


def test_interrupts():
    with tempfile.TemporaryDirectory() as folder:
        for make, commands in CASES:
            lines = make()
            name = make.__name__ if make.__name__ != "<lambda>" else lines[-1][:20]
            path = write(os.path.join(folder, "m.yaml"), lines)
            for command in commands:
                interrupt(name, [command[0], path, *command[1:]])


def test_interrupts_of_comparisons():
    with tempfile.TemporaryDirectory() as folder:
        paths = [write(os.path.join(folder, f"{i}.yaml"), large_text(i)) for i in range(2)]
        for _ in range(3):
            interrupt("large_text", ["diff", *paths])


def test_interrupts_of_texts():
    with tempfile.TemporaryDirectory() as folder:
        path = write(os.path.join(folder, "m.yaml"), large_text(0))
        article = write(os.path.join(folder, "article.txt"), [f"Paragraph {i} is short.\n" for i in range(400000)])
        for words in (["rename", path, "s7", "paper"], ["rename", path, "o1", "option"], ["new", "--from", article]):
            interrupt("texts", words)


def make_register(path, count):
    """A register of `count` questions that are answered."""
    model = write(path + ".yaml", doubtful(8))
    claim(Run(["forecast", model, "--variants", "2", "--register", path]).status == 0, "a forecast is registered")
    with sqlite3.connect(path) as database:
        database.executemany("INSERT INTO question(forecast, outcome, statement, due, p, low, high, reference) "
                             "VALUES (1, 'deal', ?, '2025-02-01', 0.4, 0.3, 0.5, 0.2)",
                             ((f"s{i}",) for i in range(count)))
        database.execute("INSERT INTO resolution(question, answer) SELECT id, 'yes' FROM question")


def test_registers():
    with tempfile.TemporaryDirectory() as folder:
        times = []
        for count in (10000, 40000):
            path = os.path.join(folder, f"{count}.sqlite")
            make_register(path, count)
            times.append(Run(["score", path]).cpu)
        claim(times[1] < 8 * times[0] + 0.2, "four times as many questions", times)
        make_register(os.path.join(folder, "large"), 400000)
        for words in ([], ["--on", "2025-02-01", "--state", "o0=yes,o7=yes"]):
            interrupt("a register", ["score", os.path.join(folder, "large"), *words])


def test_register_in_use():
    """Somebody else writes to it."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "r.sqlite")
        make_register(path, 10)
        with sqlite3.connect(path) as database:
            database.execute("BEGIN EXCLUSIVE")
            child = subprocess.Popen([TRUCE, "score", path, "--on", "2025-02-01", "--state", "o0=yes"],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(2)
            child.send_signal(signal.SIGINT)
            begin = time.monotonic()
            claim(child.wait() == 130, "one that waits for a register is interrupted", child.returncode)
            claim(time.monotonic() - begin < 5, "and does not wait until the end", time.monotonic() - begin)


def test_limit_of_outcomes():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "m.yaml")
        outcomes = [f"  k{i}: {'o0 and o1' if i == 0 else f'not o0 or o{i % 6}'}" for i in range(4097)]
        for count, status in ((4096, 0), (4097, 1)):
            write(path, [*head(3, 3), "outcomes:", *outcomes[:count], *order(["k0", "k4095 or k7"])])
            for command in (["check"], ["solve"], ["deal"], ["explain", "--state", "1"], ["brief"]):
                done = Run([command[0], path, *command[1:]])
                claim(done.status == status, f"{command[0]} of {count} outcomes", done.status, done.err)
                claim(status == 0 or f":{5 + count}:3: error: a model has at most 4096 outcomes" in done.err,
                      "the first that is too many is named, and nothing else", done.err)
                claim(done.err.count("error:") == status, "one error", done.err)


def test_time_grows_with_the_input():
    """Twice the input takes about twice the time: four times would be its square."""
    ranking = "preferences: {b: {order: [o1]}, a: {rank: [%s, rest]}}"
    shapes = {
        "signs that are wrong": ("check", lambda n: [*head(3, 3), *order([f"'{' && '.join(['o0'] * n)}'"])], 50000),
        "sources that are wrong": ("check", lambda n: [
            *head(3, 3), "sources: {s: {title: t}}",
            f"feasible: [{{that: o0 or not o0, source: '{', '.join(['t'] * n)}'}}]", *order(["o0"])], 50000),
        "a tie": ("check", lambda n: [*head(8, 9), ranking % list(range(1, n + 1))], 30000),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, (command, make, size) in shapes.items():
            times = [Run([command, write(os.path.join(folder, "m.yaml"), make(n)), "--inputs"]).cpu
                     for n in (size, 4 * size)]
            claim(times[1] < 8 * times[0] + 0.2, f"{name}: four times as much", times)


def main():
    global TRUCE
    TRUCE = sys.argv[1]
    return drive.run_each(globals(), claims)


if __name__ == "__main__":
    sys.exit(main())
