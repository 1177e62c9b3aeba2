#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The pages show what the command prints.

    python3 tests/scripts/test_pages.py TRUCE [--accept]

In README.md, docs/*.md and cases/*/README.md every fenced block whose first line is "$ build/truce ..." is run again
from the project's folder at 100 columns (a quoted argument may go on over lines). What follows must be what it prints
on both streams; "[...]" stands for what was left out. --accept writes the output of blocks that leave nothing out.
"""
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md")), *sorted(ROOT.glob("cases/*/README.md"))]


def output_of(truce, command):
    """What the shell prints for it, with the command under test in the place of build/truce."""
    environment = dict(os.environ, COLUMNS="100", NO_COLOR="1", TRUCE=truce)
    line = command.replace("build/truce", '"$TRUCE"', 1)
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, env=environment, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, timeout=300)
    return done.stdout


def blocks(text):
    """(position, command, what is shown) of every such block; the position is that of what is shown."""
    at = 0
    while (begin := text.find("```\n$ build/truce ", at)) >= 0:
        line = begin + 4
        end = text.index("\n", line)
        while text.count("'", line, end) % 2:
            end = text.index("\n", end + 1)
        at = text.index("```", end)
        yield end + 1, text[line + 2:end], text[end + 1:at]


def is_shown(shown, output):
    """Whether the pieces between "[...]" lines stand in the output in this order, and it begins and ends as they
    do."""
    pieces = shown.split("[...]\n")
    if not output.startswith(pieces[0]) or not output.endswith(pieces[-1]):
        return False
    at = 0
    for piece in pieces:
        found = output.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def main():
    truce = str(pathlib.Path(sys.argv[1]).resolve())
    accept = "--accept" in sys.argv[2:]
    passed = failed = 0
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for position, command, shown in reversed(list(blocks(text))):
            output = output_of(truce, command)
            if accept and "[...]" not in shown:
                text = text[:position] + output + text[position + len(shown):]
            elif is_shown(shown, output):
                passed += 1
            else:
                failed += 1
                print(f"not ok {page.relative_to(ROOT)}: $ {command}\n--- shown\n{shown}--- printed\n{output}")
        if accept:
            page.write_text(text, encoding="utf-8")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not (passed or accept) else 0


if __name__ == "__main__":
    sys.exit(main())
