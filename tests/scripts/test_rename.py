#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`rename` and `new`.

    test_rename.py TRUCE

Every id of every model here is renamed: the results are those of the old model with the new id, and renaming back
gives the old bytes. So a place that was forgotten shows, whatever it is. What cannot be renamed is an error. A new
model is a model, and has the paragraphs of its article under the numbers that citations use.
"""
import json
import re
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402

TRUCE = sys.argv[1]
claims = drive.Claims()
NEW = "renamed_for_a_test"
MODELS = sorted((TESTS / "cli" / "models").glob("*.yaml")) + [
    path for case in drive.CASES for path in sorted(case.parent.glob("*.yaml"))]
COMMANDS = (["check", "--inputs"], ["solve", "--concepts", "nash,seq", "--rows", "none"], ["timeline"])
WELL = """truce: 1
title: "A well \\u00a0 and a pump" # pump
parties:
  - id: north
    options:
      - {id: pump, name: pump} # the pump
      - id: offer
        levels: [none, pump]
  - {id: south, options: [sue]}
feasible:
  - exactly one of (pump, sue) or  offer = pump
  - "not (pump
     and sue)"
  - at least 1 of (not pump, offer in (none, pump), sue)
status_quo: &now {pump: yes}
outcomes: {of: pump or sue, deal: 'offer >= ''pump'''}
preferences:
  north: {weigh: {pump: 2, "offer = pump": 1, of: 3}}
  south: {order: [{any: [not pump, deal]}, {that: of, because: the pump}]}
events:
  - id: dry
    date: 2025-05-01
    changes:
      - {set: status_quo.pump, to: no}
      - {set: "preferences.north.weigh.pump", to: 3}
      - {insert: feasible.1, value: not pump or sue}
      - {set: parties.north.options.pump.moves, to: up}
"""


def rename(text, *ids):
    return drive.call(TRUCE, ["rename", "-", *ids], text)


def results(text, command):
    """What a command says of the model, without what says how it is written; or its status."""
    done = drive.call(TRUCE, [command[0], "-", *command[1:], "--format", "json"], text)
    if done.returncode:
        return done.returncode
    said = json.loads(done.stdout)
    said.get("model", {}).pop("sha256", None)
    if command[0] != "check":
        return json.dumps(said)
    del said["diagnostics"], said["warnings"]  # a name that ends like a plural may be an id
    return re.sub(r'"(end_)?column": \d+', "", json.dumps(said))


def ids_of(text):
    """The ids of a model that has no errors."""
    done = drive.call(TRUCE, ["check", "-", "--document", "--format", "json"], text)
    found = set()

    def walk(node):
        if isinstance(node, dict):
            for key, value in node.items():
                if key == "id" and isinstance(value, str):
                    found.add(value)
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    said = json.loads(done.stdout)
    walk(said)
    found |= set(re.findall(r"(?m)^  (?:- )?(\w+):", text.decode()))
    return {i for i in found if re.fullmatch(r"[a-z]\w*", i)}


def renames(name, text, ids=None):
    commands = COMMANDS if b"events:" in text else COMMANDS[:2]
    before = [results(text, command) for command in commands]
    renamed, ids = 0, ids or sorted(ids_of(text))
    for id in ids[::5] if len(text) > 8000 else ids:
        done = rename(text, id, NEW)
        if done.returncode == 2:  # no id, or the id of several things
            claims.claim(b"has the id" in done.stderr or b"of several things" in done.stderr,
                         f"{name}: {id}: {done.stderr.decode()}")
            continue
        if not claims.claim(done.returncode == 0, f"{name}: {id} is renamed: {done.stderr.decode()}"):
            continue
        renamed += 1
        claims.same(rename(done.stdout, NEW, id).stdout, text, f"{name}: {id} and back")
        for command, old in zip(commands, before):
            new = results(done.stdout, command)
            new = new.replace(NEW, id) if isinstance(new, str) else new
            claims.same(new, old, f"{name}: {id}: {command[0]} says the same")
    return renamed


def test_all_ids():
    total = 0
    for path in MODELS:
        text = path.read_bytes()
        if path.stat().st_size < 20000 and drive.call(TRUCE, ["check", "-"], text).returncode == 0:
            total += renames(path.name, text)
    claims.claim(total > 150, f"{total} ids were renamed")
    ids = ["north", "south", "pump", "offer", "sue", "of", "deal", "dry"]
    claims.same(renames("a well", WELL.encode(), ids), len(ids), "the ids of a well")


def test_random_models():
    for seed in range(1, 9):
        renames(f"seed {seed}", generate.text_of(seed, generate.generate(seed)).encode())


def test_layout():
    done = rename(WELL.encode(), "pump", "motor").stdout.decode()
    claims.same(done.count("motor"), 12, "every mention, and nothing else")
    for kept in ("name: pump}", "# the pump", "# pump", "because: the pump", "levels: [none, pump]", "offer = pump",
                 "offer in (none, pump)", "'offer >= ''pump'''"):
        claims.claim(kept in done, f"{kept} is no mention")
    crlf = WELL.replace("\n", "\r\n").encode()
    claims.same(rename(crlf, "pump", "motor").stdout, done.replace("\n", "\r\n").encode(), "line ends stay")


def test_refusals():
    for ids, why in (
        (("pumps", "motor"), "nothing in the model has the id 'pumps'"),
        (("pump", "sue"), "the id 'sue' is taken"),
        (("pump", "dry"), "the id 'dry' is taken"),
        (("pump", "and"), "'and' is a word of the language and cannot be an id"),
        (("pump", "rest"), "'rest' is a word of the language and cannot be an id"),
        (("pump", "Motor"), "'Motor' cannot be an id"),
        (("pump", ""), "is missing"),
    ):
        done = rename(WELL.encode(), *ids)
        claims.claim(done.returncode == 2 and not done.stdout, f"{ids} is wrong usage")
        if why != "is missing":
            claims.claim(why in done.stderr.decode(), f"{ids}: {done.stderr.decode()}")
    twice = WELL.replace("dry", "north").encode()
    claims.claim(b"'north' is the id of several things" in rename(twice, "north", "up").stderr, "several things")
    escaped = WELL.replace("feasible:", 'feasible:\n  - "not \\u0070ump"').encode()
    done = rename(escaped, "pump", "motor")
    claims.claim(done.returncode == 2 and b"cannot be renamed here" in done.stderr, "letters behind a backslash")
    wrong = rename(WELL.replace("[sue]", "[suing]").encode(), "pump", "motor")
    claims.claim(wrong.returncode == 1 and not wrong.stdout, "a wrong model stays as it is")


def test_new():
    plain = drive.call(TRUCE, ["new"])
    claims.same((plain.returncode, drive.call(TRUCE, ["check", "-"], plain.stdout).returncode), (0, 0), "a model")
    claims.claim(b"warning" not in drive.call(TRUCE, ["check", "-"], plain.stdout).stderr, "without a warning")
    article = 'The "well" \\ dries up\r\n\r\n  First: # a reason\n\n\tSecond ¶\n'
    done = drive.call(TRUCE, ["new", "--from", "-"], article.encode())
    text = done.stdout.decode()
    claims.claim(drive.call(TRUCE, ["check", "-"], done.stdout).returncode == 0, "an article gives a model too")
    claims.same(re.findall(r"(?m)^# ¶(\d+) (.*)$", text),
                [("1", 'The "well" \\ dries up'), ("2", "First: # a reason"), ("3", "Second ¶")],
                "its lines that are not empty are numbered")
    said = json.loads(drive.call(TRUCE, ["check", "-", "--format", "json", "--document"], done.stdout).stdout)
    claims.claim('The \\"well\\" \\\\ dries up' in json.dumps(said), "the title is the first line")
    for bad, why in ((b"", b"the article is empty"), (b" \n\n", b"the article is empty"), (b"a\xff", b"UTF-8")):
        done = drive.call(TRUCE, ["new", "--from", "-"], bad)
        claims.claim(done.returncode == 1 and why in done.stderr and not done.stdout, f"{bad}: {done.stderr}")
    claims.same(drive.call(TRUCE, ["new", "--from", "nowhere.txt"]).returncode, 4, "a file that is not there")


if __name__ == "__main__":
    sys.exit(drive.run_each(globals(), claims, sys.argv[2:]))
