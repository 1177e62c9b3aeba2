#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The workbench is killed while it saves, again and again: nothing that it acknowledged is ever lost, and the store
is never damaged.

    python3 tests/scripts/test_serve_crash.py TRUCE [--rounds N]

A round: a workbench on the store of the rounds before; two clients that save as fast as they can, one its own model,
one model after model; kill -9 at a moment that differs from round to round; then every acknowledged version is looked
for by Python's own SQLite.
"""
import argparse
import http.client
import pathlib
import random
import signal
import sqlite3
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from workbench import Workbench, is_missing  # noqa: E402

FILLING = "# " + "so that a version takes several pages of the store " * 200 + "\n"


def save_versions(w, model, base, acknowledged):
    connection = w.connect()
    try:
        while True:
            text = f"{FILLING}# version {base + 1} of {model}\n"
            answer = w.ask("PUT", f"/api/models/{model}", {"text": text, "base_version": base}, connection=connection)
            base = answer.json["version"]
            acknowledged[model, base] = text
    except (OSError, http.client.HTTPException, ValueError):
        pass


def make_models(w, number, acknowledged):
    connection = w.connect()
    try:
        for turn in range(1000000):
            text = f"{FILLING}# model {turn} of round {number}\n"
            answer = w.ask("POST", "/api/models", {"name": f"{number} {turn}", "text": text}, connection=connection)
            acknowledged[answer.json["id"], 1] = text
    except (OSError, http.client.HTTPException, ValueError):
        pass


def one_round(truce, folder, number, chance, base):
    """The acknowledged saves."""
    acknowledged = {}
    w = Workbench(truce, folder=folder)
    hands = [threading.Thread(target=save_versions, args=(w, 1, base, acknowledged)),
             threading.Thread(target=make_models, args=(w, number, acknowledged))]
    for hand in hands:
        hand.start()
    time.sleep(chance.uniform(0.005, 0.12))
    w.end(signal.SIGKILL)
    for hand in hands:
        hand.join()
    return acknowledged


def newest(path):
    db = sqlite3.connect(path)
    found = db.execute("SELECT newest FROM model WHERE id = 1").fetchone()[0]
    db.close()
    return found


def wrong_in(path, acknowledged):
    """The error as a sentence, or None."""
    db = sqlite3.connect(path)
    try:
        checked = db.execute("PRAGMA integrity_check").fetchone()[0]
        if checked != "ok":
            return f"the store is damaged: {checked}"
        for (model, version), text in acknowledged.items():
            found = db.execute("SELECT text FROM version WHERE model = ? AND version = ?",
                               (model, version)).fetchone()
            if found is None or found[0] != text:
                lost = "lost" if found is None else "another"
                return f"version {version} of model {model} was acknowledged and is {lost}"
        broken = db.execute(
            "SELECT count(*) FROM model m WHERE newest <> (SELECT max(version) FROM version WHERE model = m.id)"
                            " OR newest <> (SELECT count(*) FROM version WHERE model = m.id)").fetchone()[0]
        return f"{broken} models miss versions" if broken else None
    finally:
        db.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("truce")
    parser.add_argument("--rounds", type=int, default=100)
    arguments = parser.parse_args()
    truce = str(pathlib.Path(arguments.truce).resolve())
    if is_missing(truce):
        print("skipped: this truce was built without the workbench\n0 passed, 0 failed")
        return 0
    chance = random.Random(20250512)
    passed = saves = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "truce.sqlite"
        base, remembered = 1, {}
        for number in range(arguments.rounds):
            acknowledged = one_round(truce, folder, number, chance, base)
            saves += len(acknowledged)
            remembered = dict(chance.sample(sorted(remembered.items()), min(20, len(remembered)))) | acknowledged
            wrong = wrong_in(path, remembered)
            if wrong:
                print(f"not ok: round {number}: {wrong}\n{passed} passed, 1 failed")
                return 1
            passed += 1
            base = newest(path)
    if saves < arguments.rounds:
        print(
            f"not ok: only {saves} saves in {arguments.rounds} rounds: nothing was tested\n{passed} passed, 1 failed")
        return 1
    print(f"{saves} acknowledged saves, none lost")
    print(f"{passed} passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
