#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One mistake gives one error: a model that uses every part of the language is changed in one place after another.

    test_followers.py TRUCE [--all] [--list]

Each change is one mistake; the command must report at most one error, with a place. Without --all every eighth change
is tried. --list prints what is reported.
"""
import os
import pathlib
import re
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "reference"))
import drive  # noqa: E402

MODEL = """truce: 1
title: Two farms
summary: "What the farms do"
date: 2025-03-01
sources:
  minutes: {title: Minutes, date: 2025-02-01}
  letter:
    title: 'A letter'
    author: Ann
parties:
  - id: north
    name: North farm
    options:
      - {id: pump, name: Pump at night, because: seen}
      - id: offer
        levels: [none, water, land]
        moves: up
        source: minutes ¶1
  - id: south
    options: [sue, wait]
feasible:
  - not (pump and sue)
  - that: offer >= water implies not sue
    because: nobody sues then
    source: letter
    confidence: 0.8
status_quo: {pump: yes, offer: none}
outcomes:
  deal: offer = land and not sue
  war:
    that: pump and not deal
    name: Open quarrel
preferences:
  north:
    order:
      - not sue
      - that: pump
        because: needed
      - any: [offer = none, wait]
  south:
    weigh:
      deal: 2.5
      offer >= water: {weight: 1, because: some}
no_deal: {north: war, south: not deal}
pain:
  north: sue
  south: {that: pump, because: dry}
utilities:
  south: {deal: 3, war: -1}
ratify:
  north:
    rule: quota
    quota: 2
    actors:
      - {party: north, weight: 1}
      - id: council
        order: [deal, not war]
expires:
  - when: offer = water
    becomes: {offer: none}
    after: a year
audience:
  - party: north
    escalated: sue
    backs_down: not sue
events:
  - id: rain
    date: 2025-04-01
    changes:
      - set: status_quo.pump
        to: no
"""

PLAIN = """truce: 1
parties: [{id: a}, {id: b}]
states: [peace, cold peace, war]
status_quo: peace
moves:
  a: [[peace, war], [war, cold peace]]
  b: [[cold peace, 1]]
outcomes: {bad: war}
preferences:
  a: {rank: [peace, cold peace, war]}
  b: {rank: [war, rest]}
"""

claims = drive.Claims(most_shown=60)


def mutations(model):
    """(what, text): one mistake each."""
    lines = model.splitlines()

    def with_line(i, line):
        return "\n".join(lines[:i] + [line] + lines[i + 1:]) + "\n"

    for i, line in enumerate(lines):
        for m in re.finditer(r"([a-z_]+):( |$)", line):
            at, key = m.start(1), m.group(1)
            yield f"{i + 1}: '{key}' lacks a letter", with_line(i, line[:at] + key[0] + key[2:] + line[m.end(1):])
            yield f"{i + 1}: '{key}' is another word", with_line(i, line[:at] + "zebra" + line[m.end(1):])
            yield f"{i + 1}: '{key}' has no colon", with_line(i, line[:m.end(1)] + line[m.end(1) + 1:])
            if m.group(2):
                yield f"{i + 1}: no space behind '{key}:'", with_line(i, line[:m.end() - 1] + line[m.end():])
            wide = line[:m.end(1)] + "\uff1a" + line[m.end(1) + 1:]
            yield f"{i + 1}: wide colon behind '{key}'", with_line(i, wide)
            # whoever has no options is fine; who uses them is not
            if m.end() < len(line) and key not in ("options", "states"):
                yield f"{i + 1}: '{key}' has no value", with_line(i, line[:m.end(1) + 1])
                yield f"{i + 1}: '{key}' has a list", with_line(i, line[:m.end(1) + 1] + " [[]]")
                yield f"{i + 1}: '{key}' has a mapping", with_line(i, line[:m.end(1) + 1] + " {zebra: }")
        for m in re.finditer(r"[\[\]{}()'\"]", line):
            rest = line[:m.start()] + line[m.end():]
            yield f"{i + 1}: no {m.group()} in column {m.start() + 1}", with_line(i, rest)
        for m in re.finditer(r"[a-z]{3,}", line):
            word = m.group()
            alike = word.translate(str.maketrans("aeopcyx", "\u0430\u0435\u043e\u0440\u0441\u0443\u0445"))
            for wrong in ("Bad Id", "[x]", "not", alike, word[0] + "\u200b" + word[1:], "@" + word, "!" + word):
                if wrong == word:
                    continue
                yield (f"{i + 1}: '{m.group()}' is {wrong!r}",
                       with_line(i, line[:m.start()] + wrong + line[m.end():]))
        if line.startswith(" "):
            yield f"{i + 1}: one space less", with_line(i, line[1:])
        yield f"{i + 1}: one space more", with_line(i, " " + line)
        yield f"{i + 1}: a tab", with_line(i, "\t" + line)
        if "- " in line:
            yield f"{i + 1}: no dash", with_line(i, line.replace("- ", "  ", 1))
            yield f"{i + 1}: a tight dash", with_line(i, line.replace("- ", "-", 1))
            yield f"{i + 1}: an en dash", with_line(i, line.replace("- ", "\u2013 ", 1))
        if "- " not in line:
            yield f"{i + 1}: there twice", with_line(i, line + "\n" + line)


def main():
    truce, is_listing = os.path.abspath(sys.argv[1]), "--list" in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "m.yaml"

        def answer(text):
            path.write_text(text, encoding="utf-8")
            run = drive.call(truce, ["check", "m.yaml"], folder=folder, NO_COLOR="1")
            return run.stderr.decode("utf-8"), run.returncode

        for model in (MODEL, PLAIN):
            text, status = answer(model)
            claims.claim(status == 0 and "error:" not in text, "the model is well formed", text)
            chosen = list(mutations(model))[::1 if "--all" in sys.argv else 8]
            for what, changed in chosen:
                text, status = answer(changed)
                errors = text.count("error:")
                if is_listing and errors:
                    print(f"{errors} {what}\n" + text)
                claims.claim(status in (0, 1) and errors <= 1, f"line {what}: one mistake, one error", text)
                places = len(re.findall(r"^m\.yaml:\d+:\d+: error", text, re.M))
                claims.claim(places == errors, f"line {what}: it has a place", text)
    sys.exit(claims.end())


main()
