#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The sample of `robust`: the same bytes whoever draws it, and whoever stops it.

    test_samples.py BUILD/truce

Threads, processes (where truce-mpi is built), a store that is resumed after `kill -9` at random moments, after an
interrupt, and shared by several runs; files of others, which stay as they are; what every form has to say and draw;
and that relabelling changes no exact number and that confidences of 1 give the verdicts of `solve`.
unit/test_sampling.c has the arithmetic.
"""
import contextlib
import json
import os
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS / "reference"))
import drive  # noqa: E402

DOHA = str(TESTS.parent / "cases" / "doha-2025" / "model.yaml")
SECONDS = 120
claims = drive.Claims()
claim = claims.claim
truce, folder = "", pathlib.Path()

MODEL = """truce: 1
title: Two neighbours in doubt
parties:
  - {id: north, options: [{id: pump, confidence: 0.9}, {id: offer, levels: [none, water, land], moves: up}]}
  - {id: south, options: [sue, build]}
feasible:
  - {that: pump implies offer = none, confidence: 0.8}
status_quo: {pump: yes}
outcomes: {standoff: pump and not sue, deal: offer >= water}
preferences:
  north: {order: [{that: not sue, confidence: 0.7}, {that: pump, confidence: 0.6, if_wrong: opposite},
                  {that: offer < land, confidence: 0.9}, not build]}
  south: {order: [{that: deal, confidence: 0.5, if_wrong: elsewhere}, {that: not pump, confidence: 0.8},
                  {that: sue if pump, confidence: 0.4}]}
"""


def run(*arguments, command=None, env=None):
    done = subprocess.run([*(command or [truce, "robust"]), *arguments], capture_output=True, timeout=SECONDS,
                          env={**os.environ, **(env or {})}, check=False)  # fmt: skip
    return done.returncode, done.stdout, done.stderr.decode()


def write(name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def start_line():
    mpirun = shutil.which("mpirun")
    several = pathlib.Path(truce).with_name("truce-mpi")
    if not mpirun or not several.exists():
        return None
    is_open = b"Open MPI" in subprocess.run([mpirun, "--version"], stdout=subprocess.PIPE, check=False).stdout
    options = "-q --allow-run-as-root --oversubscribe --mca pml ob1 --mca osc ^ucx".split() if is_open else []
    return [mpirun, *options], str(several)


# ------------------------------------------------------------------------------------------------- the same bytes


def check_threads(model):
    lines = ["--format", "json", "--variants", "9300", "--interactions"]
    status, expected, said = run(model, *lines, "--threads", "1")
    claim(status == 0, f"one thread: {status} {said}")
    for n in (2, 4):
        claim(run(model, *lines, "--threads", str(n))[:2] == (0, expected), f"{n} threads: other bytes")
    mpi = start_line()
    for n in (1, 2, 3) if mpi else ():
        launcher, several = mpi
        status, output, said = run(model, *lines, command=[*launcher, "-n", str(n), several, "robust"],
                                   env={"OMP_NUM_THREADS": "1"})  # fmt: skip
        claim(status == 0 and output == expected, f"{n} processes: status {status}, {said[-300:]}")
    if mpi:
        launcher, several = mpi
        for broken in ("no_such_file.yaml", write("broken.yaml", "truce: 1\nparties: 3\n")):
            status, _, _ = run(broken, command=[*launcher, "-n", "2", several, "robust"])
            claim(status in (1, 4), f"two processes end where the model is wrong: {status}")
    return expected


def blocks_of(store):
    with contextlib.closing(sqlite3.connect(store)) as db:
        return db.execute("SELECT run, n, counts FROM block ORDER BY run, n").fetchall()


def check_kills(model, rng):
    """Killed at random moments, and resumed until it ends: the bytes of a run that nobody killed."""
    lines = ["--format", "json", "--variants", "400000", "--seed", "5", "--concepts", "nash,seq"]
    status, expected, _ = run(DOHA, *lines)
    claim(status == 0, "the whole run")
    store, killed, kept = str(folder / "killed.sqlite"), 0, 0
    for attempt in range(4):
        child = subprocess.Popen([truce, "robust", DOHA, *lines, "--store", store], stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)  # fmt: skip
        try:
            child.wait(timeout=rng.uniform(0.5, 2.5))
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            killed += 1
        child.wait()
    kept = len(blocks_of(store)) if os.path.exists(store) else 0
    status, output, said = run(DOHA, *lines, "--store", store)
    claim(status == 0 and output == expected, f"a killed run goes on to the same bytes: {status} {said}")
    claim(len(blocks_of(store)) == -(-400000 // 1024), f"all blocks are kept; {killed} kills left {kept} of them")
    began = time.monotonic()
    claim(run(DOHA, *lines, "--store", store)[:2] == (0, expected), "a run of nothing but kept blocks")
    _ = began, model


def check_interrupt():
    store = str(folder / "stopped.sqlite")
    lines = ["--variants", "100000000", "--store", store, "--concepts", "nash"]
    child = subprocess.Popen([truce, "robust", DOHA, *lines], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(3)
    child.send_signal(signal.SIGINT)
    output, said = child.communicate(timeout=SECONDS)
    claim(child.returncode == 130 and not output, f"an interrupt ends it, status {child.returncode}: {said}")
    claim(blocks_of(store), "and what was drawn is kept")


def check_runs(model):
    """Other models, seeds and assumptions are other runs of one file; more variants go on with the same run."""
    store = str(folder / "runs.sqlite")
    other = write("other.yaml", MODEL.replace("0.4", "0.45"))
    lines = ["--format", "json", "--store", store, "--variants", "3000"]
    for arguments in ([model], [other], [model, "--seed", "2"], [model, "--absent", "0.25"],
                      [model, "--concepts", "seq"]):  # fmt: skip
        kept = run(*arguments, *lines)
        fresh = run(*arguments, "--format", "json", "--variants", "3000")
        claim(kept[:2] == fresh[:2] and kept[0] == 0, f"{arguments}: kept and not kept are the same")
    with contextlib.closing(sqlite3.connect(store)) as db:
        claim(db.execute("SELECT count(*) FROM run").fetchone() == (5,), "five runs in one file")
    before = blocks_of(store)
    status, output, _ = run(model, "--format", "json", "--store", store, "--variants", "5000")
    claim(status == 0 and output == run(model, "--format", "json", "--variants", "5000")[1], "more variants go on")
    whole = [[b for b in blocks if b[1] < 2] for blocks in (before, blocks_of(store))]
    claim(whole[0] == whole[1], "whole blocks stay as they are")


def check_strangers(model):
    """Files of others are status 4 and stay as they are, byte for byte."""
    text = write("notes.txt", "not a database, but long enough to be read as one " * 40)
    others = str(folder / "others.sqlite")
    with contextlib.closing(sqlite3.connect(others)) as db:
        db.execute("CREATE TABLE theirs (x)")
        db.commit()
    later = str(folder / "later.sqlite")
    run(model, "--store", later, "--variants", "10")
    with contextlib.closing(sqlite3.connect(later)) as db:
        db.execute("PRAGMA user_version = 99")
        db.commit()
    for path in (text, others, later, str(folder / "no" / "such" / "folder.sqlite")):
        before = pathlib.Path(path).read_bytes() if os.path.exists(path) else None
        status, output, said = run(model, "--store", path)
        claim(status == 4 and not output and said, f"{path}: status {status}, {said}")
        after = pathlib.Path(path).read_bytes() if os.path.exists(path) else None
        claim(before == after, f"{path} was changed")


# --------------------------------------------------------------------------------------------------- what is said

MEANING = ("With confidence 0.7 a statement is where you put it in seven of ten readings of the model.",
           "In the other three the party either does not care about it, or cares more or less than you wrote")


def check_words(model):
    for form in ("table", "html", "markdown", "latex", "json"):
        _, output, _ = run(model, "--format", form, "--variants", "2000", "--seed", "3")
        flat = " ".join(re.sub(r"<[^>]*>", "", output.decode()).split())
        for sentence in MEANING:
            claim(sentence in flat, f"--format {form} says what a confidence means")
        if form != "json":
            claim("none of the doubts you declared" in flat, f"--format {form} says what 100% means")
    for table in ("states", "outcomes", "deals", "matters"):
        status, output, said = run(model, "--format", "csv", "--table", table, "--variants", "2000")
        claim(status == 0 and output.count(b"\n") > 1, f"--table {table}: {said}")


SVG = "{http://www.w3.org/2000/svg}"


def places(result, key, most=1):
    """Where values stand in a drawing, to a tenth: its scale goes from 350 to 640."""
    return [round(350 + 290 * row[key] / most, 1) for row in result]


def check_drawing(model):
    """The charts alone: a dot for each share with the line of its interval, a bar for what each input removes."""
    lines = ["--variants", "2000", "--concepts", "nash", "--radius", "none"]
    drawn = str(folder / "charts.svg")
    claim(run(model, *lines, "--output", drawn) == (0, b"", ""), "the ending of a file says that it is a drawing")
    shown = pathlib.Path(drawn).read_bytes()
    claim(run(model, *lines, "--format", "svg")[1] == shown, "as --format svg does")
    root = xml.etree.ElementTree.fromstring(shown)
    claim((root.tag, root.get("role")) == (SVG + "svg", "img"), "an image for readers of screens")
    claim(root.find(SVG + "title").text == "Two neighbours in doubt", "named as the model is")
    claim(re.findall(rb"https?://[^\"]*", shown) == [b"http://www.w3.org/2000/svg"], "that fetches nothing")
    result = json.loads(run(model, *lines, "--format", "json")[1])
    rows = result["sample"]["outcomes"] + [r for r in result["sample"]["states"] if r["state"] == 2]
    close = lambda seen, told: len(seen) == len(told) and all(abs(a - b) < 0.11 for a, b in zip(seen, told))  # noqa
    dots = [float(dot.get("cx")) for dot in root.iter(SVG + "circle")]
    claim(close(dots, places(rows, "share")), f"dots stand where the shares are: {dots} {rows}")
    thick = [path.get("d") for path in root.iter(SVG + "path") if path.get("stroke-width") == "3"]
    ends = [[float(number) for number in re.match(r"M([\d.]+),[\d.]+ H([\d.]+)$", d).groups()] for d in thick]
    claim(close([e[0] for e in ends], places(rows, "low")) and close([e[1] for e in ends], places(rows, "high")),
          f"and lines go from low to high: {ends}")  # fmt: skip
    bars = [float(bar.get("width")) for bar in root.iter(SVG + "rect") if bar.get("height") == "10"]
    edits = [sum(len(v) for v in e["concepts"]["nash"].values()) for e in result["one_at_a_time"]]
    edits.sort(reverse=True)
    told = [{"n": n} for n in edits[:10] if n]
    removes = [m for m in result["matters"] if m["conclusion"]["kind"] == "all" and m["removes"] >= 0.01][:10]
    expected = places(told, "n", edits[0]) + places(removes, "removes")
    claim(close([350 + b for b in bars], expected), f"bars are as long as counts and shares: {bars} {expected}")
    words = " ".join(" ".join(t.itertext()) for t in root.iter(SVG + "text"))
    claim(all(f"“{name}”" in words for name in ("standoff", "deal")), "with the names of outcomes")
    calm = write("calm.yaml", "truce: 1\nparties: [{id: a, options: [{id: x, moves: none}]}]\n")
    status, shown, said = run(calm, "--format", "svg")
    claim(status == 0 and b"nothing to draw" in shown, f"an empty drawing says so: {status} {said}")
    xml.etree.ElementTree.fromstring(shown)


def check_certain():
    """Confidences of 1 give the verdicts of solve, or nothing to draw; a default makes doubts."""
    certain = write("certain.yaml", re.sub(r"confidence: 0\.\d+", "confidence: 1", MODEL))
    status, output, _ = run(certain, "--format", "json")
    result = json.loads(output)
    claim(status == 0 and result["sample"] is None and result["matters"] == [], "nothing to draw")
    _, text, _ = run(certain)
    claim(b"nothing to draw" in text, "which is said")
    bare = write("bare.yaml", re.sub(r", confidence: 0\.\d+(, if_wrong: \w+)?", "", MODEL))
    status, output, _ = run(bare, "--format", "json", "--default-confidence", "0.8", "--variants", "4096")
    sample = json.loads(output)
    claim(status == 0 and sample["sample"]["variants"] == 4096 and sample["assumptions"]["default_confidence"] == 0.8,
          "a default confidence")  # fmt: skip
    solved = json.loads(run(MODEL_PATH, "--format", "json", command=[truce, "solve"])[1])
    drawn = json.loads(run(MODEL_PATH, "--format", "json", "--variants", "5000")[1])["sample"]
    for row in drawn["states"]:
        claim(row["low"] <= row["share"] <= row["high"], f"{row} is in order")
        if row["exact"] is not None:
            off = (row["count"] - row["exact"] * 5000) ** 2
            claim(off <= 25 * 5000 * row["exact"] * (1 - row["exact"]) + 1e-3, f"{row}: the exact share is near")
    told = {(row["state"], row["concept"]) for row in drawn["states"]}
    for concept, states in solved["equilibria"].items():
        claim(all((s, concept) in told for s in states), f"every equilibrium of {concept} is told")


def check_precision(model):
    status, output, _ = run(model, "--format", "json", "--precision", "0.01")
    sample = json.loads(output)["sample"]
    rows = sample["states"] + sample["outcomes"] + sample["none"]
    claim(status == 0 and sample["stopped"] == "precision", "it stops early")
    blocks = sample["variants"] / 1024
    claim(blocks == int(blocks) and int(blocks) & (int(blocks) - 1) == 0, f"at a power of two: {blocks}")
    claim(all((r["high"] - r["low"]) / 2 < 0.01 for r in rows[: len(rows) - 20]), "and is as precise as asked for")
    for wrong in (["--precision", "0"], ["--precision", "2"], ["--variants", "0"], ["--variants", "1000000001"],
                  ["--default-confidence", "0"], ["--absent", "1.5"], ["--absent", "half"]):  # fmt: skip
        claim(run(model, *wrong)[0] == 2, f"{wrong} is wrong usage")


def check_relabelling():
    """Other names draw otherwise; what is exact stays. One more party without options changes nothing, nor does a
    last statement that an earlier, certain one equals; nor another order of parties and options."""
    other = write("relabelled.yaml", re.sub(r"\bnorth\b", "upstream", re.sub(r"\bsue\b", "litigate", MODEL)))
    more = write("more.yaml", MODEL.replace("feasible:", "  - {id: onlooker}\nfeasible:"))
    lines = ["--format", "json", "--variants", "20000"]
    mine, theirs, dummy = (json.loads(run(p, *lines)[1])["sample"] for p in (MODEL_PATH, other, more))
    for a, b in zip(mine["states"], theirs["states"]):
        same = all(a[key] == b[key] for key in ("state", "concept", "exact"))
        claim(same, "the same exact shares")
        claim(abs(a["share"] - b["share"]) < 0.025, f"near shares: {a} {b}")
    counts = [[r["count"] for r in sample["outcomes"]] for sample in (mine, dummy)]
    claim(counts[0] == counts[1], "an onlooker changes nothing")
    again = write("again.yaml", MODEL.replace("not build]", "not build, not build]"))
    echo = json.loads(run(again, *lines)[1])["sample"]
    claim(echo["outcomes"] == mine["outcomes"] and echo["states"] == mine["states"], "an echo changes nothing")
    swapped = MODEL.replace("[sue, build]", "[build, sue]")
    parties = swapped.index("  - {id: north"), swapped.index("  - {id: south"), swapped.index("feasible:")
    swapped = swapped[:parties[0]] + swapped[parties[1]:parties[2]] + swapped[parties[0]:parties[1]] + \
        swapped[parties[2]:]
    turned = json.loads(run(write("turned.yaml", swapped), *lines)[1])["sample"]
    claim(turned["outcomes"] == mine["outcomes"], "parties and options in another order have the same shares")


def check_doha():
    sample = json.loads(run(DOHA, "--format", "json")[1])
    shares = {(r["state"], r["concept"]): r for r in sample["sample"]["states"]}
    row = shares[531, "nash"]
    claim(row["exact"] == 0.701693 and row["low"] <= 0.701693 <= row["high"], f"state 531: {row}")
    claim(shares[636, "nash"]["count"] == 100000, "state 636 is an equilibrium in all readings")
    deal = next(d for d in sample["sample"]["deals"] if d["state"] == 636)
    claim(abs(deal["parties"]["hamas"] - 0.769) < 0.005, f"hamas prefers it to today in 76.9%: {deal}")
    rows = [r for r in sample["matters"]
            if (r["conclusion"]["kind"], r["conclusion"]["state"], r["conclusion"]["concept"])
            == ("equilibrium", 531, "nash")]  # fmt: skip
    claim(abs(rows[0]["removes"] - 0.85) < 0.01 and abs(rows[1]["removes"] - 0.07) < 0.01, f"85% and 7%: {rows[:2]}")


def main():
    global truce, folder, MODEL_PATH  # pylint: disable=global-statement
    truce = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        MODEL_PATH = write("model.yaml", MODEL)
        check_threads(MODEL_PATH)
        check_words(MODEL_PATH)
        check_drawing(MODEL_PATH)
        check_certain()
        check_precision(MODEL_PATH)
        check_relabelling()
        check_doha()
        check_runs(MODEL_PATH)
        check_strangers(MODEL_PATH)
        check_interrupt()
        check_kills(MODEL_PATH, random.Random(20250512))
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
