#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""No line that people wrote is longer than 118 columns.

    python3 tests/check_columns.py [FILE ...]

Left out: what programs write (recorded outputs, web/dist, lock files), inputs of tests, and in Markdown tables, code
and links, which cannot be broken. NOT_YET lists where longer lines are left for now; what has none must leave it.
"""
import pathlib
import re
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
WIDTH = 118
KINDS = {".c", ".h", ".cpp", ".py", ".cmake", ".sh", ".js", ".jsx", ".mjs", ".css", ".md", ".in"}
NAMES = {"CMakeLists.txt", "Makefile", "run"}
LEFT_OUT = re.compile(r"^(\.ci/|web/dist/|tests/(cli|diagnostics|fuzz/corpus[^/]*)/|cases/doha-2025/SOURCE\.md$)")
NOT_YET = ["src/brief/article.css"]  # it is printed in every brief as it stands


def width(line):
    """Columns on a terminal: accents that combine take none, wide characters two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def files():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        path = pathlib.PurePath(name)
        if (path.suffix in KINDS or path.name in NAMES) and not LEFT_OUT.match(name):
            yield name


def is_prose(line):
    return not line.lstrip().startswith("|") and not re.match(r"^\s*\S*\S{60,}\S*$", line)


def long_lines(name):
    """(number, columns) of each line that is too long."""
    fenced = False
    for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), 1):
        if name.endswith(".md"):
            fenced ^= line.lstrip().startswith("```")
            if fenced or not is_prose(line):
                continue
        columns = width(line)
        if columns > WIDTH:
            yield number, columns


def main():
    names = sys.argv[1:] or [name for name in files() if (ROOT / name).is_file()]
    counts = dict.fromkeys(NOT_YET, 0)
    bad = 0
    for name in names:
        folder = next((start for start in NOT_YET if name.startswith(start)), None)
        for number, columns in long_lines(name):
            if folder in counts and not sys.argv[1:]:
                counts[folder] += 1
            else:
                print(f"{name}:{number}: {columns} columns, at most {WIDTH}")
                bad += 1
    for folder, count in counts.items() if not sys.argv[1:] else ():
        print(f"not yet: {folder} has {count} long lines"
              if count else f"{folder} has no long line: take it from NOT_YET")
        bad += count == 0
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
