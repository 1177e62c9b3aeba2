#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures the engine and prints tables; with --json FILE also every figure.

    python3 bench/run.py BUILD/truce [--from 10] [--to 26] [--sweeps-to 28] [--repetitions 5] [--seconds 2] [--threads
    N] [--processor]
                                     [--json FILE]
    python3 bench/run.py BUILD/truce billion --minutes M [--bits 30] [--threads N] [--json FILE]

How it measures, and what the columns mean: docs/performance.md. Nothing here is a test of speed; it fails only when
numpy and truce do not find the same equilibria.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import time

import machine
import questions

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "reference"))
import truce_reference as reference  # noqa: E402

DOHA = str(ROOT / "cases" / "doha-2025" / "model.yaml")
CONCEPTS = ["nash", "gmr", "smr", "seq"]
LABELS = {"build": "build", "nash": "Nash", "gmr": "GMR", "smr": "SMR", "seq": "SEQ"}
FAMILIES = ("free", "cut")
STATEMENTS, SEED = 10, 1
FLAT_BITS = (16, 20, 24, 28)  # one thread; time per state is held against the first
WHOLE_BITS = (16, 20, 22, 24, 26)  # one thread; every option mentioned by everybody
RULED_BITS = (12, 16, 20, 22, 24)  # one thread; every option mentioned by a rule
LARGE_BITS = 24       # from here on the arrays are large enough to speak of bandwidth
REFERENCE_BITS = 8    # what the slow reference can do in seconds
PATHS_BITS, PATHS_PARTIES = 20, (3, 10)
PATHS_STAGES = ["paths-moves", "paths-improvements", "paths-unsanctioned"]
NUMPY_BITS = 22
STRONG_BITS = (16, 20, 24)  # one thread
STRONG_STAGES = ["gmr", "seq", "gmr-strong", "smr-strong", "seq-strong", "sseq-strong"]
LIMITED_BITS = (16, 18, 20, 22)  # one thread, two parties
LIMITED_STAGES, FEW_TIES = ["seq", "l1", "l2"], 60  # with fewer statements a state may anticipate too many others
TREE_BITS = (16, 20, 24)  # one thread, no option left out
TREE_STAGES = ["gmr", "seq", "mr4", "mr8", "cmr4", "cmr8"]
VISIT_BITS = (12, 14, 16)  # what no sweep tells: simultaneous moves, coalitions
VISIT_STAGES = ["seq", "sim", "coalitions-nash", "coalitions-seq", "everywhere-nash", "everywhere-seq"]
EVERYWHERE_BITS = 14  # up to here coalitions are looked at from all states: visits grow faster than states
OPEN_BITS, COMPLETIONS = (16, 20, 24), 4  # one thread
OPEN_CONCEPTS = ["nash", "gmr", "smr", "seq"]
VIEW_STAGES = [stage + concept for concept in OPEN_CONCEPTS for stage in ("", "asked-")]
VIEWS = 3
OPEN_STAGES = [stage + concept for concept in OPEN_CONCEPTS for stage in ("", "completions-")]
DEAL_BITS, DEAL_PARTIES = (16, 20), (3, 6)
FORECAST_BITS = (16, 20)
QUESTION_BITS = 16  # whole runs of unlock and robust, one thread
AROUND_BITS, AROUND_PARTIES = 20, (3, 6)
AROUND_STAGES = {"ratify": ("ratified", "agreeable"), "ripe": ("better", "ways_out"),
                 "audience": ("tempted", "steps"),
                 "brief": ("bytes",)}
SMALL_BITS, SMALL_MODELS = 7, 1000
PASSES = {"nash": 1, "gmr": 2, "smr": 3}  # extremes taken in turn: own moves; replies, own; own, replies, own
GIB = 1 << 30


# ---------------------------------------------------------------- programs

class Programs:
    def __init__(self, truce):
        self.truce = pathlib.Path(truce).resolve()
        self.build = self.truce.parent

    def lines(self, name, *arguments, timeout=None):
        """The JSON objects that a program prints, one a line, as they come. With a timeout the program is ended
        then."""
        command = [str(self.build / name), *map(str, arguments)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            timer = threading.Timer(timeout, process.kill) if timeout else None
            if timer:
                timer.start()
            try:
                for line in process.stdout:
                    yield json.loads(line)
            finally:
                if timer:
                    timer.cancel()
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)

    def bench(self, bits, family, threads, repetitions, seconds, stages=CONCEPTS, parties=3, timeout=None,
              statements=STATEMENTS):
        yield from self.lines("truce_bench", bits, parties, statements, SEED, family, threads, repetitions,
                              ",".join(stages), seconds, timeout=timeout)

    def model(self, bits, family, parties=3):
        command = ["truce_bench", bits, parties, STATEMENTS, SEED, family, 1, 1, "nash", "--model"]
        command = [str(self.build / command[0]), *map(str, command[1:])]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def find_numpy():
    """A Python that has numpy: Debian's, or the one that runs this."""
    for python in ("/usr/bin/python3", sys.executable):
        if machine.output_of(python, "-c", "import numpy; print(numpy.__version__)"):
            return python
    return None


# -------------------------------------------------------------- measurements

def measure_row(programs, bits, family, threads, options):
    stages = CONCEPTS if bits <= options.high else list(PASSES)
    lines = programs.bench(bits, family, threads, options.repetitions, options.seconds, stages)
    stages = {line["stage"]: line for line in lines}
    size = {key: stages["build"].pop(key) for key in ("combinations", "states", "rank_counts")}
    return {"bits": bits, "threads": threads, **size, "stages": stages}


def measure_triads(programs, options, triads):
    """Updates the best seen, by threads. Each array is larger than the last cache, 512 MiB at least, where memory
    allows. Repeated through the run: on a machine shared with others the memory's speed changes from minute to
    minute."""
    wanted, memory = max(512, machine.cache_bytes() >> 20), machine.available_bytes() >> 20
    mib = min(wanted, memory // 4) if memory else wanted
    for threads in sorted({1, options.threads}):
        new, = programs.lines("triad", threads, mib, 10)
        old = triads.setdefault(threads, new)
        old["bytes_a_second"] = max(old["bytes_a_second"], new["bytes_a_second"])
        old["least_bytes_a_second"] = min(old["least_bytes_a_second"], new["least_bytes_a_second"])


def useful_bytes(row, concept):
    """For each party: its ranks read once, a bit a verdict written, and the values read and written in each pass."""
    total = 0
    for count in row["rank_counts"]:
        width = 1 if count < 255 else 2 if count < 65535 else 4
        total += row["combinations"] * (width + 1 / 8 + 2 * width * PASSES[concept])
    return total


def measure_numpy(programs, options):
    """Statements to equilibria of Nash, GMR and SMR, one thread each. Ends the run when they disagree."""
    python = find_numpy()
    if not python:
        return None
    script = str(ROOT / "bench" / "numpy_baseline.py")
    environment = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    answer = subprocess.run([python, script, str(options.repetitions)], check=True, capture_output=True, text=True,
                            input=programs.model(NUMPY_BITS, "free"), env=environment)
    theirs = json.loads(answer.stdout)
    seconds = max(2, options.seconds)
    build, solved = programs.bench(NUMPY_BITS, "free", 1, options.repetitions, seconds, ["nash+gmr+smr"])
    for name in ("plain", "tuned"):
        if theirs[name]["equilibria"] != solved["equilibria"]:
            sys.exit(
                f"bench: numpy ({name}) finds {theirs[name]['equilibria']} equilibria, truce {solved['equilibria']}")
    ours = build["seconds"] + solved["seconds"]
    return {"bits": NUMPY_BITS, "baseline": theirs, "build": build, "solve": solved, "seconds": ours,
            "ratio": {name: theirs[name]["seconds"] / ours for name in ("plain", "tuned")}}


def reference_model(text):
    """The family's member as the reference's model, read from the few forms that the family uses."""
    model = reference.Model(parties=[])
    party = None
    for line in text.splitlines():
        if match := re.fullmatch(r"  - id: (\w+)", line):
            model.parties.append(match[1])
        elif match := re.fullmatch(r"      - \{id: (\w+)(, moves: up)?\}", line):
            model.options.append(reference.Option(match[1], len(model.parties) - 1, moves="up"
                                                  if match[2] else "both"))
        elif match := re.fullmatch(r"  - (not .*)", line):
            model.rules.append(match[1])
        elif match := re.fullmatch(r"  (\w+):", line):
            party = match[1]
            model.preferences[party] = ("order", [])
        elif match := re.fullmatch(r"      - (.*)", line):
            model.preferences[party][1].append([match[1]])
    return model


def measure_reference(programs, family, options):
    """How many times as long the slow reference takes for each concept, one run of it against the least of ours."""
    graph = reference.build(reference_model(programs.model(REFERENCE_BITS, family)))
    ours = measure_row(programs, REFERENCE_BITS, family, 1, options)["stages"]
    ratios = {}
    for concept in CONCEPTS:
        start = time.perf_counter()
        reference.solve(graph, (concept,))
        ratios[concept] = (time.perf_counter() - start) / ours[concept]["seconds"]
    return ratios


# ------------------------------------------------------------------ printing

def print_table(title, head, rows):
    """As Markdown, which reads as well in a terminal."""
    widths = [max(len(r[i]) for r in [head, *rows]) for i in range(len(head))]
    print(f"\n{title}\n")
    for row in [head, ["-" * (w - 1) + ":" for w in widths], *rows]:
        print("| " + " | ".join(cell.rjust(w) for cell, w in zip(row, widths)) + " |", flush=True)


def per_state(row, stage):
    return 1e9 * row["stages"][stage]["seconds"] / row["states"]


def print_speed(family, rows, threads):
    table = []
    for row in rows:
        stages = row["stages"]
        peak = max(s["peak_bytes"] for s in stages.values()) / row["states"]
        spread = max(s["most"] / s["seconds"] for s in stages.values())
        ratio = f"{stages['seq']['seconds'] / stages['gmr']['seconds']:.1f}" if "seq" in stages else "-"
        table.append([f"2^{row['bits']}", f"{row['states']:,}",
                      *(f"{per_state(row, s):.2f}" if s in stages else "-" for s in LABELS), ratio,
                      f"{peak:.1f}" if row["bits"] >= 20 else "-", f"{spread:.2f}"])
    print_table(f"**{family}**, nanoseconds a state, all parties, {threads} thread{'s' * (threads > 1)}",
                ["combinations", "states", *LABELS.values(), "SEQ/GMR", "peak bytes/state", "spread"], table)


def print_flatness(family, rows):
    base = rows[0]
    table = []
    for row in rows:
        cells = [f"{per_state(row, s):.2f} ({per_state(row, s) / per_state(base, s):.2f})"
                 if s in row["stages"] else "-"
                 for s in LABELS]
        table.append([f"2^{row['bits']}", *cells])
    print_table(f"**{family}**, nanoseconds a state, one thread (times the figure at 2^{base['bits']})",
                ["combinations", *LABELS.values()], table)


def print_bandwidth(family, rows, triads):
    table = []
    for row in rows:
        line = [f"2^{row['bits']}", str(row["threads"])]
        row["bandwidth"] = {}
        for concept in CONCEPTS:
            if concept not in row["stages"]:
                line.append("-")
                continue
            useful = useful_bytes(row, concept if concept in PASSES else "gmr")
            speed = useful / row["stages"][concept]["seconds"]
            share = speed / triads[row["threads"]]["bytes_a_second"]
            row["bandwidth"][concept] = {"useful_bytes": useful, "bytes_a_second": speed, "of_triad": share}
            line.append(f"{speed / 1e9:.2f} ({share:.0%})")
        table.append(line)
    print_table(f"**{family}**, useful gigabytes a second (share of the triad's)",
                ["combinations", "threads", *(LABELS[c] for c in PASSES), "SEQ (GMR's bytes)"], table)


def print_head(facts, options):
    gib = facts["memory_bytes"] / GIB
    print(f"{facts['version']}, commit {facts['commit'] or 'unknown'}; {facts['processor']}, {facts['cores']} cores, "
          f"{gib:.0f} GiB, last cache {facts['cache_bytes'] / (1 << 20):.0f} MiB; {facts['compiler']}, "
          f"{facts['flags']}; "
          f"load at the start {facts['load_at_start']:.1f}; least of at most {options.repetitions}.", flush=True)


def print_triads(triads):
    print()
    for threads, triad in triads.items():
        print(f"Triad so far, {threads} thread{'s' * (threads > 1)}, {triad['bytes'] / GIB:.1f} GiB: "
              f"{triad['bytes_a_second'] / 1e9:.2f} GB/s at best, "
              f"{triad['least_bytes_a_second'] / 1e9:.2f} at worst.")


def print_numpy(baseline):
    theirs = "; ".join(f"{name} numpy {1e3 * baseline['baseline'][name]['seconds']:.1f} ms, {ratio:.1f} times as long"
                       for name, ratio in baseline["ratio"].items())
    print(f"Statements to equilibria of Nash, GMR and SMR, free, 2^{NUMPY_BITS} states, one thread: truce "
          f"{1e3 * baseline['seconds']:.1f} ms ({1e3 * baseline['build']['seconds']:.1f} preferences, "
          f"{1e3 * baseline['solve']['seconds']:.1f} concepts); {theirs}; the same equilibria.", flush=True)


# ------------------------------------------------------------------ ordinary

def describe(programs):
    return {"version": machine.output_of(str(programs.truce), "version"), **machine.describe(programs.build)}


def run_family(programs, family, options, triads):
    sizes = [*range(options.low, options.high + 1, 2), *range(options.high + 2, options.sweeps_high + 1, 2)]
    rows = [measure_row(programs, bits, family, options.threads, options) for bits in sizes]
    print_speed(family, rows, options.threads)
    single = [measure_row(programs, bits, family, 1, options) for bits in FLAT_BITS
              if bits <= max(options.high, options.sweeps_high)]
    if single:
        print_flatness(family, single)
    large = [row for row in [*single, *rows] if row["bits"] >= LARGE_BITS]
    if large:
        measure_triads(programs, options, triads)
        print_triads(triads)
        print_bandwidth(family, large, triads)
    whole = [measure_row(programs, bits, family + "-whole", 1, options) for bits in WHOLE_BITS
             if bits <= options.high]
    if whole:
        print_speed(family + ", every option mentioned", whole, 1)
    if any(row["bits"] >= LARGE_BITS for row in whole):
        measure_triads(programs, options, triads)
        print_bandwidth(family + ", every option mentioned", [row for row in whole if row["bits"] >= LARGE_BITS],
                        triads)
    ruled = [measure_row(programs, bits, family + "-ruled", 1, options) for bits in RULED_BITS
             if bits <= options.high]
    if ruled:
        print_speed(family + ", a rule about every option, so that nothing is left out", ruled, 1)
    small, = programs.lines("truce_small", SMALL_BITS, 3, STATEMENTS, family, SMALL_MODELS, options.repetitions)
    print(f"\nModels of {small['mean_states']:.0f} states, from statements to all four concepts, one thread: "
          f"{small['least_us']:.1f} microseconds at least, {small['median_us']:.1f} in the median of "
          f"{small['models']:,}.")
    ratios = measure_reference(programs, family, options)
    print(f"The slow reference at 2^{REFERENCE_BITS} combinations takes "
          + ", ".join(f"{ratios[c]:,.0f} times as long ({LABELS[c]})" for c in CONCEPTS) + ".", flush=True)
    return {"rows": rows, "one_thread": single, "whole": whole, "ruled": ruled, "small": small,
            "reference_ratio": ratios}


def measure_paths(programs, options):
    """What can be reached from a state, with few parties of many options and with many of few."""
    rows = []
    for family in FAMILIES:
        for parties in PATHS_PARTIES:
            stages = list(programs.bench(PATHS_BITS, family, options.threads, options.repetitions,
                                         30, PATHS_STAGES, parties))
            rows += [{"family": family, "parties": parties, **stage} for stage in stages
                     if stage["stage"] in PATHS_STAGES]
    table = [[row["family"], str(row["parties"]), row["stage"].removeprefix("paths-"), f"{row['reached']:,}",
              str(row["longest"]), f"{row['seconds']:.2f}"] for row in rows]
    print_table(f"**paths**, 2^{PATHS_BITS} combinations, from the first state",
                ["family", "parties", "by", "reached", "longest", "seconds"], table)
    return rows


def measure_beside(programs, options, title, sizes, families, stages, columns, parties=3,
                   statements=STATEMENTS):
    """Stages of one run, one thread. `columns`: {head: (stage, another, times)}, the first as a multiple of so many
    times the other; SEQ in milliseconds stands before them."""
    rows, table = [], []
    for bits in [b for b in sizes if b <= options.high]:
        for family in families:
            _, *lines = programs.bench(bits, family, 1, options.repetitions, options.seconds, stages, parties,
                                     statements=statements)
            seconds = {line["stage"]: line["seconds"] for line in lines}
            rows.append({"bits": bits, "family": family, "seconds": seconds})
            ratios = [f"{seconds[stage] / (times * seconds[other]):.2f}" for stage, other, times in columns.values()]
            table.append([f"2^{bits}", family, f"{1e3 * seconds['seq']:.2f}", *ratios])
    if table:
        print_table(title, ["combinations", "family", "SEQ ms", *columns], table)
    return rows


def measure_strong(programs, options):
    """Concepts with strength of preference."""
    return measure_beside(programs, options,
                          "**Strength of preference**, one thread; all but SEQ's milliseconds as times of SEQ's",
                          STRONG_BITS, [f + end for f in FAMILIES for end in ("-marked", "-marked-ruled")],
                          STRONG_STAGES, {stage: (stage, "seq", 1) for stage in STRONG_STAGES if stage != "seq"})


def measure_views(programs, options):
    """What `solve` takes more where each party has a view, beside reading, building and solving as many models."""
    rows, table = [], []
    for bits in [b for b in OPEN_BITS if b <= options.high]:
        for family in FAMILIES:
            seconds = {}
            for kind in (family, family + "-misread"):
                lines = programs.bench(bits, kind, 1, options.repetitions, options.seconds,
                                       ["read", *VIEW_STAGES])
                seconds[kind] = {line["stage"]: line["seconds"] for line in lines}
            plain, misread = seconds.values()
            row = {c: (misread[f"asked-{c}"] - plain[f"asked-{c}"]) /
                      (VIEWS * (plain["read"] + plain["build"] + plain[c])) for c in OPEN_CONCEPTS}
            rows.append({"bits": bits, "family": family, "seconds": seconds, "of_models": row})
            table.append([f"2^{bits}", family, *(f"{1e3 * plain[stage]:.2f}" for stage in ("read", "build", "seq")),
                          *(f"{of:.2f}" for of in row.values())])
    if table:
        print_table("**Views**, one thread, three parties that each misread another: what these three take beside "
                    "the model, as times of reading, building and solving three models",
                    ["combinations", "family", "read ms", "build ms", "SEQ ms", *OPEN_CONCEPTS], table)
    return rows


def measure_limited(programs, options):
    """What two parties anticipate, a layer."""
    return measure_beside(programs, options,
                          f"**Limited moves**, one thread, two parties with {FEW_TIES} statements each, no option "
                          "left out; a layer as times of SEQ's time",
                          LIMITED_BITS, [family + "-ruled" for family in FAMILIES], LIMITED_STAGES,
                          {"L1": ("l1", "seq", 1), "L2": ("l2", "seq", 2)}, parties=2, statements=FEW_TIES)


def measure_trees(programs, options):
    """Metarational trees: as times of h sweeps, each taken to cost what SEQ does."""
    rows, table = [], []
    for bits in [b for b in TREE_BITS if b <= options.high]:
        for kind in [family + "-ruled" for family in FAMILIES]:
            _, *stages = programs.bench(bits, kind, 1, options.repetitions, options.seconds, TREE_STAGES)
            row = {"bits": bits, "family": kind, "seconds": {stage["stage"]: stage["seconds"] for stage in stages}}
            rows.append(row)
            seq = row["seconds"]["seq"]
            table.append([f"2^{bits}", kind, f"{1e3 * seq:.2f}", f"{row['seconds']['gmr'] / seq:.2f}",
                          *(f"{row['seconds'][s] / (int(s[-1]) * seq):.2f}" for s in TREE_STAGES[2:])])
    if table:
        print_table("**Looking ahead**, one thread, no option left out; GMR as times of SEQ, trees of h half-rounds "
                    "as times of h times SEQ", ["combinations", "family", "SEQ ms", "GMR", *TREE_STAGES[2:]], table)
    return rows


def measure_visits(programs, options):
    """What looks at states one by one: simultaneous moves by states, coalitions by what they count as visits."""
    rows, table = [], []
    for bits in [b for b in VISIT_BITS if b <= options.high]:
        for kind in FAMILIES:
            build, *stages = programs.bench(bits, kind, 1, options.repetitions, options.seconds,
                                           VISIT_STAGES[:6 if bits <= EVERYWHERE_BITS else 4])
            by = {stage["stage"]: stage for stage in stages}
            rows.append({"bits": bits, "family": kind, "states": build["states"], "stages": by})
            told = [f"{by[s]['visits'] / by[s]['seconds'] / 1e6:,.0f}" if s in by else "" for s in VISIT_STAGES[2:]]
            table.append([f"2^{bits}", kind, f"{1e3 * by['seq']['seconds']:.2f}",
                          f"{1e3 * by['sim']['seconds']:.1f}", f"{build['states'] / by['sim']['seconds'] / 1e3:,.0f}",
                          *(f"{1e3 * by[s]['seconds']:.1f}" if s in by else "" for s in VISIT_STAGES[2:]), *told])
    if table:
        print_table("**State by state**, one thread, three parties: simultaneous sanctioning in thousands of states "
                    "a second, all coalitions from the equilibria, and from all states, in millions of visits a "
                    "second",
                    ["combinations", "family", "SEQ ms", "SIM ms", "k states/s", "Nash ms", "SEQ coalitions ms",
                     "Nash all ms", "SEQ all ms", "Nash M visits/s", "SEQ M visits/s", "Nash all M visits/s",
                     "SEQ all M visits/s"], table)
    return rows


def measure_open(programs, options):
    """An open preference with four completions, beside as many solves of the main reading."""
    return measure_beside(programs, options,
                          f"**Open preferences**, one thread, {COMPLETIONS} completions; as times of {COMPLETIONS} "
                          "solves", OPEN_BITS, [f + "-open" for f in FAMILIES], OPEN_STAGES,
                          {c: (f"completions-{c}", c, COMPLETIONS) for c in OPEN_CONCEPTS})


def seconds_of_robust(command, variants, repetitions):
    """The least time of a whole run without what does not hang on the variants: that of one block."""
    def least(n):
        times = []
        for _ in range(repetitions):
            begin = time.monotonic()
            subprocess.run([*command, DOHA, "--variants", str(n), "--radius", "none", "--quiet"], check=True,
                           stdout=subprocess.DEVNULL)
            times.append(time.monotonic() - begin)
        return min(times)
    return least(variants) - least(1024)


def measure_samples(programs, options):
    """Variants of Doha a second: by one thread with each set of kernels, then whole runs of one and two processes."""
    rows = list(programs.lines("truce_sample", DOHA, 40 * options.repetitions))
    print_table("**Samples**, Doha, four concepts, one thread", ["kernels", "variants/s"],
                [[row["kernels"], f"{row['variants_a_second']:,.0f}"] for row in rows])
    mpirun, several, n = shutil.which("mpirun"), programs.build / "truce-mpi", 200 * 1024
    if not mpirun or not several.exists():
        return rows
    launcher = [mpirun, "-q", "--allow-run-as-root", "--oversubscribe", "--mca", "pml", "ob1", "--mca", "osc", "^ucx"]
    for processes in (1, 2):
        command = [*launcher, "-n", str(processes), str(several), "robust", "--threads", "1"]
        seconds = seconds_of_robust(command, n, options.repetitions)
        rows.append({"processes": processes, "variants_a_second": n / seconds})
    print_table("**Samples**, whole runs of several processes, one thread each", ["processes", "variants/s"],
                [[str(row["processes"]), f"{row['variants_a_second']:,.0f}"] for row in rows if "processes" in row])
    return rows


def measure_forecasts(programs, options):
    """Forecasts of models as they are written, beside one solve."""
    return measure_beside(programs, options,
                          "**Forecasts** of 26 rounds, one thread, three parties; as times of a solve under SEQ",
                          FORECAST_BITS, [f + "-around" for f in FAMILIES], ["seq", "forecast"],
                          {"forecast": ("forecast", "seq", 1)})


def measure_questions(programs, options):
    """Whole runs of questions that change the model many times, beside one of `solve`."""
    if QUESTION_BITS > options.high:
        return []
    rows = questions.measure(programs.truce, QUESTION_BITS, options.repetitions)
    print_table("**Whole questions**, processor time of a run; as times of `solve`",
                ["states", "question", "seconds", "solves"],
                [[f"2^{row['bits']}", row["question"], f"{row['seconds']:.3f}", f"{row['solves']:.1f}"]
                 for row in rows])
    return rows


def measure_deals(programs, options):
    """Agreements as a whole: all concepts, efficiency, who would leave each deal, rules of bargaining."""
    rows, table = [], []
    for bits in [b for b in DEAL_BITS if b <= options.high]:
        for parties in DEAL_PARTIES:
            for family in FAMILIES:
                lines = list(programs.bench(bits, family, options.threads, options.repetitions, options.seconds,
                                            ["deal"], parties))
                row = {"bits": bits, "parties": parties, "family": family, "states": lines[0]["states"], **lines[1]}
                rows.append(row)
                table.append([f"2^{bits}", str(parties), family, f"{row['efficient']:,}", f"{row['zone']:,}",
                              f"{row['seconds']:.2f}",
                              f"{row['peak_bytes'] / (1 << 20):.0f}"])
    if table:
        print_table("Agreements", ["combinations", "parties", "variant", "efficient", "deals", "seconds", "peak MiB"],
                    table)
    return rows


def measure_around(programs, options):
    """What lies around a conflict, and the brief: the members with something around them."""
    if AROUND_BITS > options.high:
        return []
    rows = []
    for family in FAMILIES:
        for parties in AROUND_PARTIES:
            build, *stages = programs.bench(AROUND_BITS, family + "-around", options.threads, options.repetitions,
                                            options.seconds,
                                            AROUND_STAGES, parties)
            rows += [{"bits": AROUND_BITS, "family": family, "parties": parties, "states": build["states"], **stage}
                     for stage in stages]
    table = [[row["stage"], row["family"], str(row["parties"]),
              ", ".join(f"{key.replace('_', ' ')} {row[key]:,}" for key in AROUND_STAGES[row["stage"]]),
              f"{row['seconds']:.3f}",
              f"{row['peak_bytes'] / (1 << 20):.0f}"] for row in rows]
    print_table(f"**Around the conflict**, 2^{AROUND_BITS} combinations",
                ["stage", "family", "parties", "found", "seconds", "peak MiB"],
                table)
    return rows


def run_ordinary(programs, options):
    facts, triads = describe(programs), {}
    print_head(facts, options)
    measure_triads(programs, options, triads)
    baseline = measure_numpy(programs, options)
    if baseline:
        print_numpy(baseline)
    else:
        print("numpy is not installed (Debian: python3-numpy): no comparison with it.")
    families = {family: run_family(programs, family, options, triads) for family in FAMILIES}
    return {"machine": facts, "threads": options.threads, "triad": triads, "numpy": baseline, "families": families,
            "paths": measure_paths(programs, options), "deals": measure_deals(programs, options),
            "around": measure_around(programs, options), "strong": measure_strong(programs, options),
            "open": measure_open(programs, options), "views": measure_views(programs, options),
            "limited": measure_limited(programs, options), "trees": measure_trees(programs, options),
            "visits": measure_visits(programs, options), "samples": measure_samples(programs, options),
            "forecasts": measure_forecasts(programs, options), "questions": measure_questions(programs, options)}


# ------------------------------------------------------------------- billion

def refuse_billion(options):
    """Why the large run should not begin, or None."""
    needed = 21 * GIB >> max(0, 30 - options.bits)
    there = machine.available_bytes()
    if there and there < needed:
        return (f"2^{options.bits} states need about {needed / GIB:.1f} GiB of memory and {there / GIB:.1f} GiB are "
                f"available here; a smaller one: --bits {max(10, options.bits - 2)}")
    if not options.minutes:
        return (
            f"2^{options.bits} states, four parties, free and cut, keep this machine busy for a while: say for how "
                "many minutes it may, e.g. --minutes 30")
    return None


def run_billion(programs, options):
    reason = refuse_billion(options)
    if reason:
        sys.exit("bench: " + reason)
    facts, end, families = describe(programs), time.monotonic() + 60 * options.minutes, {}
    print_head(facts, argparse.Namespace(repetitions=1))
    print(f"2^{options.bits} combinations, 4 parties, {STATEMENTS} statements each, {options.threads} threads, "
          "one run.")
    for family in FAMILIES:
        stages = families[family] = []
        print(f"\n**{family}**\n\n| stage | seconds | peak GiB |\n| --: | --: | --: |", flush=True)
        try:
            for stage in programs.bench(options.bits, family, options.threads, 1, 0, parties=4,
                                        timeout=max(1, end - time.monotonic())):
                stages.append(stage)
                peak = stage["peak_bytes"] / GIB
                print(f"| {LABELS[stage['stage']]} | {stage['seconds']:.1f} | {peak:.2f} |", flush=True)
        except subprocess.CalledProcessError as error:
            sys.exit(f"bench: ended after {options.minutes:g} minutes" if time.monotonic() >= end
                     else f"bench: {error}")
        peak = max(stage["peak_bytes"] for stage in stages) / GIB
        print(f"| together | {sum(stage['seconds'] for stage in stages):.1f} | {peak:.2f} |", flush=True)
    return {"machine": facts, "threads": options.threads, "bits": options.bits, "families": families}


def main():
    parser = argparse.ArgumentParser(description="Measures the engine: see docs/performance.md.")
    parser.add_argument("truce")
    parser.add_argument("which", nargs="?", choices=["ordinary", "billion"], default="ordinary")
    parser.add_argument("--from", dest="low", type=int, default=10, metavar="BITS")
    parser.add_argument("--to", dest="high", type=int, default=26, metavar="BITS")
    parser.add_argument("--sweeps-to", dest="sweeps_high", type=int, default=28, metavar="BITS", help="without SEQ")
    parser.add_argument("--repetitions", type=int, default=5, metavar="N")
    parser.add_argument("--seconds", type=float, default=2,
                        help="after so many for one stage it is not repeated again")
    parser.add_argument("--threads", type=int, default=machine.cores(), metavar="N")
    parser.add_argument("--bits", type=int, default=30, metavar="B", help="billion: combinations, as a power of two")
    parser.add_argument("--minutes", type=float, metavar="M", help="billion: how long it may take")
    parser.add_argument("--processor", action="store_true",
                        help="processor time instead of the clock's, for a machine that others use; of one thread")
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()
    programs = Programs(options.truce)
    if options.processor:
        os.environ["TRUCE_BENCH_PROCESSOR"] = "1"  # measure.c
    result = (run_billion if options.which == "billion" else run_ordinary)(programs, options)
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(result, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
