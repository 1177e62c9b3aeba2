#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Limits that hold: memory, the scratch folder, the size of files, control groups, interrupts, and what progress
says.

    test_limits.py BUILD/truce

Tests that need a file system or a control group of their own run in a mount namespace, where the system allows one;
elsewhere a line says that they were left out.
"""
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "reference"))
import drive  # noqa: E402

MIB = 1 << 20
ALLOWANCE = 64 * MIB  # the program itself, the text of the model, the stacks of threads
TRUCE = ""
claims = drive.Claims()
claim = claims.claim


# ---------------------------------------------------------------------- models

def option_model(path, n_options, levels="", rules=(), coalesce=(), statements=8, is_whole=True):
    """Three parties whose options follow each other; each party's order mentions options all over the model, and
    unless `is_whole` is false every one of them, so that none can be left out."""
    lines = ["truce: 1", "parties:"]
    for party in range(3):
        lines += [f"  - id: p{party}", "    options:"]
        lines += [f"      - {{id: o{i}{levels}}}" for i in range(n_options) if i * 3 // n_options == party]
    if rules:
        lines += ["feasible:", *(f"  - {rule}" for rule in rules)]
    if coalesce:
        lines += ["coalesce:", *(f"  - {statement}" for statement in coalesce)]
    lines.append("preferences:")
    for party in range(3):
        lines += [f"  p{party}:", "    order:"]
        lines += [f"      - o{(i * 5 + party) % n_options} iff o{(i * 7 + 2 * party + 3) % n_options}"
                  for i in range(statements)]
        if is_whole:
            lines[-1] = "      - " + " or ".join(f"o{i}" for i in range(n_options))
    return write(path, lines)


def plain_model(path, n_states, n_moves):
    """A ring of states with chords, for two parties."""
    lines = ["truce: 1", "parties: [{id: a}, {id: b}]",
             "states: [" + ", ".join(f"s{i}" for i in range(n_states)) + "]", "moves:"]
    for party, step in (("a", 7), ("b", 11)):
        arcs = {(s, (s * step + k * k + 1) % n_states) for s in range(n_states) for k in range(n_moves)}
        lines.append(f"  {party}: [" + ", ".join(f"[{s + 1}, {t + 1}]" for s, t in sorted(arcs) if s != t) + "]")
    lines.append("preferences:")
    for party, step in (("a", 3), ("b", 5)):
        lines.append(f"  {party}: {{rank: [" + ", ".join(str(i * step % n_states + 1)
                                                         for i in range(n_states // 9)) + ", rest]}")
    return write(path, lines)


def write(path, lines):
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return path


def large(folder, statements=8):
    """2^24 combinations: arrays of 16 MiB, one for each rank; of 32 MiB with more statements."""
    rules = ["o0 or o9 or o20", "not (o3 and o11 and o22)"]
    return option_model(os.path.join(folder, "large.yaml"), 24, rules=rules, statements=statements)


# --------------------------------------------------------------------- running

class Run:
    """A finished command: status, both streams, and the most memory that was resident."""

    def __init__(self, words, limits=()):
        def set_limits():
            for what, value in limits:
                resource.setrlimit(what, (value, value))
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = subprocess.Popen([TRUCE, *words], stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                     preexec_fn=set_limits)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = self.status = os.waitstatus_to_exitcode(status)
            self.resident = usage.ru_maxrss * 1024
            out.seek(0)
            err.seek(0)
            self.out, self.err = out.read().decode(), err.read().decode()


def solve(model, *words, limits=()):
    return Run(["solve", model, "--rows", "none", "--threads", "2", *words], limits)


def forecast(model, *words, limits=()):
    return Run(["forecast", model, "--threads", "2", "--horizons", "1", *words], limits)


def in_namespace(script, *words):
    """Runs a shell script in a mount namespace of its own; None where that is not allowed."""
    for unshare in (["unshare", "-m"], ["unshare", "-rm"]):
        try:
            if subprocess.run([*unshare, "true"], capture_output=True).returncode == 0:
                return subprocess.run([*unshare, "sh", "-c", script, "sh", TRUCE, *words], capture_output=True,
                                      encoding="utf-8",
                                      timeout=300)
        except FileNotFoundError:
            break
    return None


# ---------------------------------------------------------------------- memory

UNITS = {"bytes": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}


def more(size, refusal):
    """From far too little to plenty in steps of a half, or as much as was asked for where that is less: what comes
    next is then refused unless it needs no more."""
    asked = re.search(r"would take ([\d.]+) (bytes|[KMG]iB)", refusal)
    enough = float(asked[1]) * UNITS[asked[2]] * 1.01 if asked else size * 2
    return int(min(size * 3 / 2, max(enough, size * 1.01)))


def check_shape(name, model, words, stages, ask=solve):
    with tempfile.TemporaryDirectory() as folder:
        result = os.path.join(folder, "result")
        everything = ask(model, *words)
        claim(everything.status == 0 and everything.out, f"{name}: it can be solved", everything.err)
        refusals, granted, size = set(), 0, MIB
        while size <= 2048 * MIB:
            done = ask(model, *words, "--memory", str(size), "--output", result)
            claim(done.resident <= size + ALLOWANCE, f"{name}: allowed {size // MIB} MiB, it stays within",
                  f"{done.resident / MIB:.1f} MiB, status {done.status}")
            if done.status == 0:
                granted += 1
                with open(result, encoding="utf-8") as file:
                    claim(file.read() == everything.out, f"{name}: the same result with {size // MIB} MiB")
                break
            claim(done.status == 3, f"{name}: {size // MIB} MiB are refused with status 3", (done.status, done.err))
            numbers = re.findall(r"[\d.]+ (?:bytes|[KMG]iB)", done.err)
            claim(len(numbers) >= 2 and "the limit is" in done.err, f"{name}: and with the numbers", done.err)
            claim(os.listdir(folder) == [], f"{name}: and nothing is written", os.listdir(folder))
            refusals.add(re.sub(r"(?s).*error: (.*?) would take.*", r"\1", done.err))
            size = more(size, done.err)
        claim(granted, f"{name}: with enough it is solved")
        for stage in stages:
            claim(any(stage in refusal for refusal in refusals), f"{name}: '{stage}' is refused for some size",
                  refusals)


def test_memory_of_a_product():
    with tempfile.TemporaryDirectory() as folder:
        check_shape("product", large(folder, 10), ["--concepts", "nash,smr"], ["feasible", "solving"])


def test_memory_where_options_are_left_out():
    with tempfile.TemporaryDirectory() as folder:
        rules = ["o0 or o9 or o20", "not (o3 and o11 and o22)"]
        model = option_model(os.path.join(folder, "m.yaml"), 24, rules=rules, statements=5, is_whole=False)
        check_shape("options left out", model, ["--concepts", "nash,seq"], ["feasible"])


def test_a_list_far_too_long_is_refused_at_once():
    """Rules that speak of all options: one feasible combination shows that there are 2^30 of them, before any is
    listed."""
    with tempfile.TemporaryDirectory() as folder:
        rules = [f"not (o{2 * i} and o{2 * i + 1})" for i in range(30)]
        model = option_model(os.path.join(folder, "m.yaml"), 60, rules=rules, is_whole=False)
        done = solve(model, "--memory", "8G")
        claim(done.status == 3 and "would take 80.0 GiB" in done.err,
              "the numbers are those of what is sure to be there", done.err)
        claim(done.resident < ALLOWANCE, "and nothing was listed", done.resident)


def test_memory_of_fibres():
    with tempfile.TemporaryDirectory() as folder:
        model = option_model(os.path.join(folder, "m.yaml"), 22, statements=14)
        check_shape("many ranks, SEQ", model, ["--concepts", "seq"], ["ranking", "solving"])


def test_memory_of_coalesced_states():
    with tempfile.TemporaryDirectory() as folder:
        model = option_model(os.path.join(folder, "m.yaml"), 16, coalesce=["o3 and o7 and o9", "o1 and o11 and o15"])
        check_shape("coalesced", model, ["--concepts", "nash,gmr"], ["feasible"])


def test_memory_of_steps():
    with tempfile.TemporaryDirectory() as folder:
        model = option_model(os.path.join(folder, "m.yaml"), 8, levels=", levels: [a, b, c, d, e], step: 1")
        check_shape("stepped", model, ["--concepts", "gmr,seq"], ["ranking", "solving"])


def test_memory_of_a_plain_graph():
    with tempfile.TemporaryDirectory() as folder:
        model = plain_model(os.path.join(folder, "m.yaml"), 2000, 15)
        check_shape("plain", model, ["--concepts", "nash,gmr"], [])


def forecast_model(path, confidence=""):
    """2^14 combinations, a status quo, and statements of all that may be in doubt."""
    option_model(path, 14)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    text = re.sub(r"^      - (o\d+ iff o\d+)$", rf"      - {{that: \1{confidence}}}", text, flags=re.M)
    return write(path, [text + "status_quo: {o0: no}"])


def test_memory_of_forecasts():
    with tempfile.TemporaryDirectory() as folder:
        model = forecast_model(os.path.join(folder, "m.yaml"))
        check_shape("forecast", model, [], ["this forecast"], forecast)


def test_memory_of_forecasts_in_doubt():
    with tempfile.TemporaryDirectory() as folder:
        model = forecast_model(os.path.join(folder, "m.yaml"), ", confidence: 0.8")
        check_shape("forecast in doubt", model, ["--variants", "3"], ["this forecast"], forecast)


# --------------------------------------------------------------------- scratch

def test_scratch_folder_takes_the_place_of_memory():
    with tempfile.TemporaryDirectory() as folder:
        model, scratch = large(folder), os.path.join(folder, "scratch")
        os.mkdir(scratch)
        words = [model, "--concepts", "nash,smr,seq"]
        claim(solve(*words, "--memory", "48M").status == 3, "without a scratch folder 48 MiB are too few")
        done = solve(*words, "--memory", "48M", "--scratch", scratch, "--verbose",
                     limits=[(resource.RLIMIT_DATA, 48 * MIB + ALLOWANCE)])
        claim(done.status == 0, "with one they are enough, and the system was asked for no more", done.err)
        claim(done.out == solve(*words).out, "the result is the same")
        claim(re.search(r"solving this model takes up to [\d.]+ MiB, and [\d.]+ MiB of " + re.escape(scratch),
                        done.err),
              "the plan speaks of both", done.err)
        claim(os.listdir(scratch) == [], "nothing is left in the folder", os.listdir(scratch))


def test_nothing_is_left_however_it_ends():
    with tempfile.TemporaryDirectory() as folder:
        model, scratch, result = large(folder), os.path.join(folder, "scratch"), os.path.join(folder, "result")
        os.mkdir(scratch)
        for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 130), (signal.SIGKILL, -9)):
            child = subprocess.Popen([TRUCE, "solve", model, "--scratch", scratch, "--output", result, "--verbose",
                                      "--concepts", "nash,seq"], stderr=subprocess.PIPE, encoding="utf-8")
            for line in child.stderr:
                if "Nash" in line:
                    break
            with open(f"/proc/{child.pid}/maps", encoding="utf-8") as file:
                mapped = [line for line in file if scratch + "/" in line]
            claim(mapped and os.listdir(scratch) == [], "the files are there and have no name", mapped)
            child.send_signal(number)
            child.communicate(timeout=120)
            claim(child.returncode == status, f"ended by signal {number}", child.returncode)
            claim(os.listdir(scratch) == [], f"nothing is left after signal {number}", os.listdir(scratch))
            claim(not os.path.exists(result), "no result either")


def test_limit_on_the_size_of_files():
    with tempfile.TemporaryDirectory() as folder:
        model, scratch, result = large(folder), os.path.join(folder, "scratch"), os.path.join(folder, "result")
        os.mkdir(scratch)
        done = solve(model, "--scratch", scratch, "--output", result, limits=[(resource.RLIMIT_FSIZE, 20 * MIB)])
        claim(done.status == 3, "a file may not be so large: status 3", (done.status, done.err))
        claim(re.search(r"array of \d+\.\d MiB .*too large", done.err, re.I) and "out of memory" not in done.err,
              "the reason and the numbers", done.err)
        claim(os.listdir(scratch) == [] and not os.path.exists(result), "and nothing is left")


def test_full_disk():
    with tempfile.TemporaryDirectory() as folder:
        model, scratch = large(folder), os.path.join(folder, "scratch")
        os.mkdir(scratch)
        script = """mount -t tmpfs -o size=40m none "$3" || exit 99
                    "$1" solve "$2" --rows none --scratch "$3"
                    echo "status $?, left: $(ls -A "$3" | wc -l)" """
        done = in_namespace(script, model, scratch)
        if done is None or done.returncode == 99:
            print("left out: a small file system cannot be mounted here")
            return
        claim("status 3, left: 0" in done.stdout, "a full disk: status 3, and nothing left",
              done.stdout + done.stderr)
        claim(re.search(r"array of [\d.]+ MiB .*free: [\d.]+ MiB.*No space left", done.stderr),
              "with the numbers", done.stderr)


def test_scratch_folders_that_are_none():
    with tempfile.TemporaryDirectory() as folder:
        model = option_model(os.path.join(folder, "m.yaml"), 6)
        for path in (os.path.join(folder, "missing"), model):
            done = solve(model, "--scratch", path)
            claim(done.status == 4 and path in done.err and done.out == "", "no folder: status 4",
                  (done.status, done.err))
        if os.geteuid() != 0:
            closed = os.path.join(folder, "closed")
            os.mkdir(closed, 0o500)
            claim(solve(model, "--scratch", closed).status == 4, "a folder closed to us: status 4")


def test_control_group_sets_the_default():
    with tempfile.TemporaryDirectory() as folder:
        model, groups = option_model(os.path.join(folder, "m.yaml"), 6), os.path.join(folder, "groups")
        os.mkdir(groups)
        for text, expected in (("104857600", "at most 80.0 MiB"), ("max", None)):
            write(os.path.join(groups, "memory.max"), [text])
            done = in_namespace('mount --bind "$3" /sys/fs/cgroup || exit 99; "$1" check "$2" --verbose',
                                model, groups)
            if done is None or done.returncode == 99:
                print("left out: control groups cannot be imitated here")
                return
            said = re.search(r"at most ([\d.]+) MiB", done.stderr)
            claim(done.returncode == 0 and said, "the limit is told", done.stderr)
            if expected:
                claim(expected in done.stderr, "80% of the group's limit", done.stderr)
            else:
                claim(said and float(said[1]) > 80, "a group without a limit leaves what the machine has",
                      done.stderr)


# ------------------------------------------------------------------ interrupts

def test_interrupts_at_any_moment():
    with tempfile.TemporaryDirectory() as folder:
        model, result = large(folder), os.path.join(folder, "result")
        words = [TRUCE, "solve", model, "--concepts", "nash,gmr,smr", "--format", "csv", "--limit",
                 "30000", "--output", result]
        begin = time.monotonic()
        subprocess.run(words, check=True)
        whole = time.monotonic() - begin
        with open(result, "rb") as file:
            expected = file.read()
        os.remove(result)
        interrupted = 0
        for moment in range(10):
            child = subprocess.Popen(words, stderr=subprocess.PIPE)
            time.sleep(whole * (moment + 0.5) / 10)
            child.send_signal(signal.SIGINT)
            error = child.communicate(timeout=60)[1].decode()
            interrupted += child.returncode == 130
            if child.returncode == 130:
                claim("interrupted" in error, "it says so", error)
                claim(sorted(os.listdir(folder)) == ["large.yaml"], "and leaves nothing", os.listdir(folder))
            elif child.returncode == 0:
                with open(result, "rb") as file:
                    claim(file.read() == expected, "who comes too late finds the whole result")
                os.remove(result)
            else: # before the handler is there, a signal ends a program as it always does
                claim(child.returncode == -signal.SIGINT and moment == 0, "no other end",
                      (moment, child.returncode, error))
        claim(interrupted >= 3, "most were in time", interrupted)


def seconds_of(pid):
    """Processor time that a process has taken."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def interrupt_after(words, seconds):
    """Interrupts a command when it has taken so much processor time; gives its status and what it took after that: a
    busy machine makes it wait, but does not make it work."""
    child = subprocess.Popen([TRUCE, *words, "--threads", "1", "--quiet"], stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline, before = time.monotonic() + 20 * seconds, 0
    while before < seconds and time.monotonic() < deadline and not os.waitid(
            os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        time.sleep(0.005)
        before = seconds_of(child.pid)
    os.kill(child.pid, signal.SIGINT)
    before = seconds_of(child.pid)  # anew: this process may have waited for a processor since it looked last
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage.ru_utime + usage.ru_stime - before


def test_interrupts_of_every_command():
    seed = int(os.environ.get("TRUCE_TEST_SEED", time.time_ns() % 100000))
    print(f"TRUCE_TEST_SEED={seed}")
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        plain = option_model(os.path.join(folder, "plain.yaml"), 30, statements=1, is_whole=False)
        ruled = option_model(os.path.join(folder, "ruled.yaml"), 26, rules=["o0 or o9 or o20"], statements=10)
        for path in (plain, ruled):
            with open(path, "a", encoding="utf-8") as file:
                file.write("status_quo: {o0: yes}\npain: {p0: o0, p1: o9, p2: not o20}\n")
        result = os.path.join(folder, "result")
        commands = [["check"], ["states", "--moves"], ["solve", "--rows", "none", "--concepts", "all"],
                    ["explain", "--state", "1", "--party", "p0"], ["paths", "--to", "o1"], ["deal"], ["ripe"],
                    ["brief"], ["timeline"], ["diff", ruled]]
        for command in commands:
            for model in (plain, ruled):
                moment = draw.choice([0.02, 0.1, 0.3, 0.6]) * draw.uniform(0.7, 1.4)
                status, after = interrupt_after([command[0], model, *command[1:], "--output", result], moment)
                name = f"{' '.join(command[:1])} of {os.path.basename(model)} after {moment:.2f} s"
                claim(status in (0, 2, 3, 130), f"{name} ends as it should", status)
                claim(after < 1, f"{name} hears an interrupt within a second of work", after)
                claim(status == 0 or not os.path.exists(result), f"{name} leaves no result", os.listdir(folder))
                if os.path.exists(result):
                    os.remove(result)
                claim(len(os.listdir(folder)) == 2, f"{name} leaves no file", os.listdir(folder))


def usual_signals():
    """The program inherits what is ignored, as SIGHUP is under nohup."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def test_signals_leave_no_file():
    with tempfile.TemporaryDirectory() as folder:
        model, out = large(folder), os.path.join(folder, "out")
        os.mkdir(out)
        result = os.path.join(out, "result")
        words = [TRUCE, "solve", model, "--rows", "none", "--concepts", "all", "--output", result]
        ends = {signal.SIGHUP: 130, signal.SIGTERM: 130, signal.SIGINT: 130, signal.SIGXCPU: 130,
                signal.SIGQUIT: -signal.SIGQUIT}
        for number, status in ends.items():
            child = subprocess.Popen(words, stderr=subprocess.PIPE, preexec_fn=usual_signals)
            while not os.listdir(out) and child.poll() is None:
                time.sleep(0.001)
            child.send_signal(number)
            error = child.communicate(timeout=60)[1].decode()
            claim(child.returncode == status, f"{number.name} while a result is written", child.returncode, error)
            claim(os.listdir(out) == [], f"{number.name} leaves no file", os.listdir(out))
        for moment in range(40): # around the time when the file is made
            child = subprocess.Popen(words, stderr=subprocess.DEVNULL, preexec_fn=usual_signals)
            time.sleep(moment / 4000)
            child.send_signal(signal.SIGTERM)
            child.wait(timeout=60)
            claim(os.listdir(out) == [], f"a signal after {moment / 4:.2f} ms leaves no file", os.listdir(out))


def test_signals_that_are_ignored():
    with tempfile.TemporaryDirectory() as folder:
        result = os.path.join(folder, "result")
        child = subprocess.Popen([TRUCE, "solve", large(folder), "--rows", "none", "--output", result],
                                 preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        while len(os.listdir(folder)) < 2 and child.poll() is None:
            time.sleep(0.001)
        child.send_signal(signal.SIGHUP)
        claim(child.wait(timeout=60) == 0 and os.path.exists(result), "under nohup, SIGHUP ends nothing")


def counter_that_expires(path):
    """Options as the digits of a number that grows until all are highest: thousands of rounds for a state."""
    top, levels = 15, ", ".join(f"l{i}" for i in range(16))
    entries = []
    for below, option in (("a = l15 and b = l15 and ", "c"), ("a = l15 and ", "b"), ("", "a")):
        reset = {"c": "a: l0, b: l0, ", "b": "a: l0, ", "a": ""}[option]
        entries += [f"  - {{when: {below}{option} = l{i}, becomes: {{{reset}{option}: l{i + 1}}}}}"
                    for i in range(top - 1, -1, -1)]
    options = ", ".join(f"{{id: {o}, levels: [{levels}]}}" for o in "abc") + ", {id: d, levels: [l0, l1, l2, l3]}"
    return write(path, ["truce: 1", f"parties: [{{id: p, options: [{options}]}}]",
                        "preferences: {p: {order: [a = l0]}}", "expires:", *entries])


def test_interrupts_while_states_expire():
    with tempfile.TemporaryDirectory() as folder:
        model = counter_that_expires(os.path.join(folder, "m.yaml"))
        child = subprocess.Popen([TRUCE, "solve", model, "--after-expiry", "--threads", "1", "--quiet"],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(1)
        child.send_signal(signal.SIGINT)
        try:
            error = child.communicate(timeout=4)[1].decode()
        except subprocess.TimeoutExpired:
            child.kill()
            error = child.communicate()[1].decode() + "(killed)"
        claim(child.returncode == 130, "an interrupt is heard while one state after the other expires", error)


# -------------------------------------------------------------------- progress

def has_terminals():
    """Whether the system gives pseudo-terminals; a bare container may not."""
    try:
        pair = os.openpty()
    except OSError:
        print("left out: there are no pseudo-terminals here")
        return False
    for end in pair:
        os.close(end)
    return True


def shown_on_terminal(words, pause):
    """What a command writes to a terminal; it is held up for `pause` seconds once the first percentage of solving has
    been shown: that of building may be the last one, and the rest of either follows from its own pace."""
    leader, follower = os.openpty()
    child = subprocess.Popen([TRUCE, *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=follower)
    os.close(follower)
    shown = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
        if pause and re.search(rb"(Nash|GMR|SMR|SEQ) \d+%", shown):
            child.send_signal(signal.SIGSTOP)
            time.sleep(pause)
            child.send_signal(signal.SIGCONT)
            pause = 0
    os.close(leader)
    claim(child.wait(timeout=120) == 0, f"{words} ends well", shown)
    return shown.decode("utf-8")


def test_progress_tells_what_remains():
    if not has_terminals():
        return
    with tempfile.TemporaryDirectory() as folder:
        words = ["solve", large(folder), "--rows", "none", "--concepts", "nash,gmr,smr,seq,sseq"]
        shown = shown_on_terminal(words, 2.5)
        lines = shown.split("\r\033[K")
        claim(len(lines) > 3 and lines[-1] == "", "a line that is rewritten, and at last removed", shown)
        claim(all(re.fullmatch(r"[A-Za-z ]+( \d+%)?(, \d+:\d\d)?(, about \d+:\d\d left)?", line)
                  for line in lines[1:-1]),
              "phase, percent, time, rest", shown)
        claim(any(re.search(r"\d+%, 0:\d\d, about \d+:\d\d left", line) for line in lines), "all four of them", shown)
        claim(re.fullmatch(r"[A-Za-z ]+( \d+%)?", lines[1]), "no guess at the start", lines[1])
        claim(shown_on_terminal([*words, "--quiet"], 0) == "", "nothing when asked to be quiet")


def main():
    global TRUCE
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    TRUCE = os.path.abspath(sys.argv[1])
    sys.exit(drive.run_each(globals(), claims, sys.argv[2:]))


if __name__ == "__main__":
    main()
