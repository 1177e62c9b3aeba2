#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The register of forecasts and its scores.

    test_score.py TRUCE

Registers are read with Python's own SQLite. Scores are compared with a table made by hand and with their definitions
on random answers; registers of others are refused and stay as they are, byte by byte; killed at random moments a
register holds all of a forecast or nothing.
"""

import json
import math
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference")]
import drive  # noqa: E402

MODEL = TESTS / "cli" / "models" / "paced.yaml"
KILLS = 12
claims = drive.Claims()
claim = claims.claim
TRUCE = ""


def run(*words, text=None):
    done = subprocess.run([TRUCE, *map(str, words)], input=text, capture_output=True, encoding="utf-8", timeout=120)
    return done.returncode, done.stdout, done.stderr


def register(path, *words, text=None):
    return run("forecast", "-" if text else MODEL, "--register", path, "--horizons", "30d,90d", *words, text=text)


def score(path, *words):
    status, out, err = run("score", path, "--format", "json", *words)
    return json.loads(out) if status == 0 else claim(False, f"score {words}", status, err)


def rows(path, sql, *values):
    with sqlite3.connect(path) as database:
        return database.execute(sql, values).fetchall()


def answer(path, answers):
    with sqlite3.connect(path) as database:
        for question, what in answers:
            database.execute("INSERT INTO resolution(question, answer) VALUES (?, ?)", (question, what))


# ------------------------------------------------------------------- register

def test_register(folder):
    path = folder / "kept.sqlite"
    status, out, err = register(path)
    claim(status == 0 and "Quiet" in out, "a forecast is shown and kept", status, err)
    kept = rows(path, "SELECT made, program, title, model, assumptions FROM forecast")
    claim(len(kept) == 1 and kept[0][0] == time.strftime("%Y-%m-%d", time.gmtime()), "once, on the day", kept)
    claim(kept[0][2] == "A well, month by month" and kept[0][3] == MODEL.read_text(encoding="utf-8"),
          "with its model", kept)
    claims.same(json.loads(kept[0][4])["horizons"], [30, 90], "and what it assumes")
    questions = rows(path, "SELECT outcome, statement, due, p, reference FROM question ORDER BY id")
    claims.same([q[:3] for q in questions],
                [(*one, day) for day in ("2025-06-11", "2025-08-10")
                 for one in (("quiet", "not pump and not sue"), ("court", "sue"))], "as four questions")
    answer_now = json.loads(run("forecast", MODEL, "--horizons", "30d,90d", "--format", "json")[1])
    told = [o["p"] for h in answer_now["horizons"] for o in h["outcomes"]]
    claim(all(abs(q[3] - p) < 2e-6 for q, p in zip(questions, told)), "with the figures that were told", questions)
    claims.same([q[4] for q in questions], [0, 0, 0, 0], "and the reference")
    status, _, err = register(path)
    claim(status == 0 and "already" in err and len(rows(path, "SELECT id FROM forecast")) == 1, "kept once a day",
          err)
    status, _, _ = register(path, "--slip", "0.1")
    claim(status == 0 and len(rows(path, "SELECT id FROM forecast")) == 2, "other assumptions are another forecast")
    for table in ("resolution", "question", "forecast"):
        for sql in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            answer(path, [(1, "no")])
            try:
                rows(path, sql)
                claim(False, f"{sql} is forbidden")
            except sqlite3.IntegrityError as error:
                claim("append only" in str(error), f"{sql} is forbidden", error)


def test_doubt(folder):
    path = folder / "doubt.sqlite"
    status, _, err = register(path, "--slip", "0", text=MODEL.read_text().replace("[not sue, {that: pump",
                                                                                  "[pump, {that: not sue"))
    claim(status == 0 and "--doubt" in err, "probabilities of 0 and 1 are warned of", err)
    with_doubt = folder / "doubts.sqlite"
    register(with_doubt, "--slip", "0", "--doubt", "0.02", text=MODEL.read_text())
    pairs = rows(with_doubt, "SELECT p FROM question")
    claim(all(0.01 <= p <= 0.99 for p, in pairs), "doubt leaves room", pairs)


# -------------------------------------------------------------------- answers

def test_answers(folder):
    path = folder / "answers.sqlite"
    register(path)
    found = score(path, "--on", "2025-06-11", "--state", "pump=no, sue=no", "--source", "minutes")
    claims.same([q["answer"] for q in found["questions"]], ["yes", "no", "open", "open"], "a state answers its day")
    claims.same(rows(path, "SELECT due_state, source FROM resolution"), [("pump=no, sue=no", "minutes")] * 2,
                "with what was seen, and where")
    status, _, err = run("score", path, "--on", "2025-08-10", "--state", "sue=no")
    claim(status == 0 and "question 3 stays open" in err, "what a state does not decide stays open", err)
    claims.same([q["answer"] for q in score(path)["questions"]], ["yes", "no", "open", "no"], "the rest is answered")
    found = score(path, "--question", "1", "void")
    claims.same((found["questions"][0]["answer"], found["score"]["void"], found["score"]["questions"]),
                ("void", 1, 2), "the last answer counts")
    claims.same(len(rows(path, "SELECT id FROM resolution WHERE question = 1")), 2, "and the first one stays")


# --------------------------------------------------------------------- scores

def made_up(path, pairs):
    """A register with these (p, reference, answer), two questions a forecast."""
    register(path)
    with sqlite3.connect(path) as database:
        for number, (p, reference, what) in enumerate(pairs):
            forecast = 100 + number // 2
            database.execute("INSERT OR IGNORE INTO forecast(id, made, model_sha256, assumptions) "
                             "VALUES (?, ?, '', '')", (forecast, f"day {forecast}"))
            database.execute("INSERT INTO question(id, forecast, outcome, statement, due, p, reference) "
                             "VALUES (?, ?, 'o', 'o', ?, ?, ?)", (1000 + number, forecast, f"{number}", p, reference))
            database.execute("INSERT INTO resolution(question, answer) VALUES (?, ?)", (1000 + number, what))


def near(a, b):
    return a is not None and abs(a - b) < 2e-6


def test_by_hand(folder):
    path = folder / "hand.sqlite"
    made_up(path, [(0.9, 1, "yes"), (0.8, 0, "yes"), (0.2, 0, "no"), (0.1, 1, "no"), (0.6, 0, "no"),
                   (0.5, 1, "void")])
    found = score(path)["score"]
    brier = (0.01 + 0.04 + 0.04 + 0.01 + 0.36) / 5
    claim(near(found["brier"], brier), "Brier by hand", found, brier)
    claim(near(found["reference"], 2 / 5), "the reference by hand", found)
    claim(near(found["skill"], 1 - brier / 0.4), "skill by hand", found)
    log = -(math.log(0.9) + 2 * math.log(0.8) + math.log(0.9) + math.log(0.4)) / 5
    claim(near(found["log"], log), "log by hand", found, log)
    claims.same([found[k] for k in ("questions", "forecasts", "void", "open")], [5, 3, 1, 4], "counts by hand")
    path = folder / "perfect.sqlite"
    made_up(path, [(1, 1, "yes"), (0, 0, "no"), (0, 1, "no")])
    found = score(path)["score"]
    claims.same((found["brier"], found["log"], found["skill"], found["infinite"]), (0, 0, 1, 0), "p = o gives 0")
    path = folder / "sure.sqlite"
    made_up(path, [(1, 1, "no"), (0.5, 0, "yes")])
    found = score(path)["score"]
    claims.same((found["log"], found["infinite"]), (None, 1), "a chance of nothing for what happened is infinite")
    claim("infinite" in run("score", path)[1], "which is said")
    path = folder / "persistent.sqlite"
    made_up(path, [(1, 1, "yes"), (0, 0, "yes"), (1, 1, "no")])
    found = score(path)["score"]
    claim(near(found["brier"], found["reference"]) and found["skill"] == 0, "the reference has no skill", found)


def test_decomposition(folder):
    rng = random.Random("scores")
    pairs = [(round(rng.random(), 6), rng.choice([0, 1]), rng.choice(["yes", "no"])) for _ in range(200)]
    pairs += [(k / 10, 0, "yes") for k in range(11)]
    path = folder / "random.sqlite"
    made_up(path, pairs)
    answer_now = score(path)
    found, n = answer_now["score"], len(pairs)
    o = [w == "yes" for _, _, w in pairs]
    claim(near(found["brier"], sum((p - x) ** 2 for (p, _, _), x in zip(pairs, o)) / n), "Brier", found)
    bins = [[] for _ in range(10)]
    for (p, _, _), x in zip(pairs, o):
        bins[min(9, int(p * 10 + 1e-9))].append((p, x))
    mean = sum(o) / n
    reliability = sum((sum(p for p, _ in b) - sum(x for _, x in b)) ** 2 / len(b) for b in bins if b) / n
    resolution = sum(len(b) * (sum(x for _, x in b) / len(b) - mean) ** 2 for b in bins if b) / n
    claim(near(found["reliability"], reliability) and near(found["resolution"], resolution), "Murphy", found)
    claim(abs(found["brier"] - (found["reliability"] - found["resolution"] + found["uncertainty"] + found["within"]))
          < 5e-6, "the parts add up", found)
    for told, expected in zip(answer_now["bins"], bins):
        k, m, z = sum(x for _, x in expected), len(expected), 1.959963984540054
        half = z * math.sqrt(k / m * (1 - k / m) / m + z * z / 4 / m / m) / (1 + z * z / m)
        middle = (k / m + z * z / 2 / m) / (1 + z * z / m)
        claim(told["n"] == m and near(told["share"], k / m), "the table of bins", told)
        claim(near(told["low"], max(0, middle - half)) and near(told["high"], min(1, middle + half)), "Wilson", told)


# -------------------------------------------------------------------- refusals

def test_refusals(folder):
    ours = folder / "version.sqlite"
    register(ours)
    with sqlite3.connect(ours) as database:
        database.execute("UPDATE meta SET version = 2")
    other = folder / "other.sqlite"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE forecast(id)")
    text = folder / "text.sqlite"
    text.write_text("A letter, longer than the head of a database, so that it could be taken for one." * 3)
    for path, why in ((ours, "another version"), (other, "another program"), (text, "no database")):
        before = path.read_bytes()
        for words in (["forecast", MODEL, "--register", path], ["score", path]):
            status, out, err = run(*words)
            claim(status == 4 and why in err, f"{words[0]}: {why}, status 4", status, err)
            claim(path.read_bytes() == before, f"{words[0]}: {why}, and it stays as it was")
    strange = folder / "strange.sqlite"
    register(strange)
    with sqlite3.connect(strange) as database:
        database.execute("INSERT INTO question(forecast, outcome, statement, due) "
                         "VALUES (1, 'deal', 'x', '2025-06-11')")
    status, out, err = run("score", strange)
    claim(status == 4 and "has no probability" in err and not out, "a question without a probability", status, err)
    status, _, err = run("score", folder / "nowhere.sqlite")
    claim(status == 4 and not (folder / "nowhere.sqlite").exists(), "no register, status 4, and none is made", err)
    good = folder / "good.sqlite"
    register(good)
    undated = MODEL.read_text().replace("date: 2025-05-12\n", "")
    rounds = MODEL.read_text().replace("  north: 7 days\n", "")
    for words, text_of, why in (
            (["forecast", "-", "--register", good], undated, "--register needs dates"),
            (["forecast", "-", "--register", good], rounds, "--register needs dates"),
            (["forecast", MODEL, "--doubt", "0.1"], None, "--doubt goes with --register"),
            (["score", good, "--on", "2025-06-11"], None, "go together"),
            (["score", good, "--on", "June", "--state", "sue=no"], None, "is not a date"),
            (["score", good, "--on", "2025-06-12", "--state", "sue=no"], None, "no question of this register is due"),
            (["score", good, "--on", "2025-06-11", "--state", "sue=maybe"], None, "maybe"),
            (["score", good, "--question", "99", "yes"], None, "has no question 99"),
            (["score", good, "--question", "1", "perhaps"], None, "'perhaps' is no answer"),
            (["score", good, "--question", "1"], None, "takes an answer"),
            (["score", good, "yes"], None, "takes an answer")):
        before = rows(good, "SELECT count(*) FROM question UNION ALL SELECT count(*) FROM resolution")
        status, out, err = run(*words, text=text_of)
        claim(status == 2 and why in err and not out, f"{words[0]} {words[2:]}: {why}", status, err)
        claims.same(rows(good, "SELECT count(*) FROM question UNION ALL SELECT count(*) FROM resolution"), before,
                    f"{why}: nothing is written")


# --------------------------------------------------------------------- killed

def test_killed(folder):
    rng = random.Random("killed")
    path = folder / "killed.sqlite"
    for number in range(KILLS):
        process = subprocess.Popen([TRUCE, "forecast", MODEL, "--register", path, "--seed", str(number + 2),
                                    "--horizons", "30d,90d"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.random() * 0.08)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    register(path)
    found = rows(path, "SELECT forecast.id, count(question.id) FROM forecast LEFT JOIN question ON "
                       "question.forecast = forecast.id GROUP BY forecast.id")
    claim(found and all(count == 4 for _, count in found), "killed, it holds all of a forecast or nothing", found)
    claims.same(rows(path, "PRAGMA integrity_check"), [("ok",)], "and is whole")


def main():
    global TRUCE
    TRUCE = str(Path(sys.argv[1]).resolve())
    for test in (test_register, test_doubt, test_answers, test_by_hand, test_decomposition, test_refusals,
                 test_killed):
        with tempfile.TemporaryDirectory() as folder:
            test(Path(folder))
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
