#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""No circles between files: a file that uses another is not used by it, directly or through others.

    python3 tests/check_circles.py [--all]

A file uses another when it names a function or a table that the other defines. Circles that are known stand in
ALLOWED: a circle may lose files, but not gain any, and no new one may appear. --all also prints who uses what in each
circle. No two headers include each other, directly or through others. (The table of commands names every command, and
help reads that table: that circle stays, and cmd_* lets it take in new commands.)
"""
import collections
import fnmatch
import pathlib
import re
import sys

import check_layers

ROOT = pathlib.Path(__file__).resolve().parent.parent
ALLOWED = [
    "phrases states",  # values in messages, and values that are messages
    "arguments cmd_* commands completion help quoted session show values",
]

# A file uses what stands in its own room or in one before it: anything else is another thing of the same name.
ROOMS = [f"src/{folder}" for folder in check_layers.ORDER] + ["command", "cli", "workbench"]
NOISE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*"', re.S)
FUNCTION = re.compile(r"^(static )?(?!typedef|extern|return|else)[a-z][\w \t*]*?[ *](\w+)\s*\([^;{}=]*\)\s*\{", re.M)
TABLE = re.compile(r"^(static )?(?!typedef|extern)(?:const )?[a-z][\w ]*[ *](\w+)(?:\[[^\]]*\])* = ", re.M)
WORD = re.compile(r"(?<![\w.>])[a-z]\w+\b(?!\s+\*?\w)")  # no member, and no type before a name


def sources():
    """(number of its room, file, text without comments and texts) of every source; x.c and x.h are file x."""
    for number, room in enumerate(ROOMS):
        for path in sorted((ROOT / room).rglob("*.[ch]")):
            yield number, path, NOISE.sub(" ", path.read_text(encoding="utf-8"))


def graph():
    """{file: {file it uses: names}}."""
    homes, uses = {}, collections.defaultdict(lambda: collections.defaultdict(set))
    all_sources = list(sources())
    for room, path, text in all_sources:
        for static, name in FUNCTION.findall(text) + TABLE.findall(text):
            if not static or path.suffix == ".h":
                homes.setdefault(name, (room, path.stem))
    for room, path, text in all_sources:
        own = {name for _, name in FUNCTION.findall(text) + TABLE.findall(text)}
        for name in set(WORD.findall(text)) - own:
            place, other = homes.get(name, (room, None))
            if path.suffix == ".c" and other and other != path.stem and place <= room:
                uses[path.stem][other].add(name)
    return uses


def headers():
    """{header: {headers it includes: ...}}."""
    uses = collections.defaultdict(lambda: collections.defaultdict(set))
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.h")):
            for name in check_layers.INCLUDE.findall(path.read_text(encoding="utf-8")):
                uses[path.name][pathlib.PurePath(name).name].add("#include")
    return uses


def circles(uses):
    """The strongly connected components of more than one file (Tarjan), without recursion deeper than files."""
    sys.setrecursionlimit(10000)
    number, low, stack, on, found = {}, {}, [], set(), []

    def visit(file):
        number[file] = low[file] = len(number)
        stack.append(file)
        on.add(file)
        for other in sorted(uses.get(file, ())):
            if other not in number:
                visit(other)
                low[file] = min(low[file], low[other])
            elif other in on:
                low[file] = min(low[file], number[other])
        if low[file] == number[file]:
            part = set()
            while file not in part:
                part.add(stack.pop())
            on.difference_update(part)
            if len(part) > 1:
                found.append(part)

    for file in sorted(uses):
        if file not in number:
            visit(file)
    return sorted(found, key=sorted)


def main():
    uses = graph()
    allowed = [one.split() for one in ALLOWED]
    bad, seen = 0, []
    for circle in circles(uses):
        known = next((one for one in allowed if all(any(fnmatch.fnmatch(f, p) for p in one) for f in circle)), None)
        seen.append(known)
        bad += known is None
        print(f"{'known' if known else 'new'} circle: {' '.join(sorted(circle))}")
        for file in sorted(circle) if known is None or "--all" in sys.argv else ():
            for other in sorted(circle & set(uses[file])):
                print(f"    {file} uses {other}: {', '.join(sorted(uses[file][other])[:6])}")
    for circle in circles(headers()):
        print(f"headers that include each other: {' '.join(sorted(circle))}")
        bad += 1
    for one in allowed:
        if one not in seen:
            print(f"take from ALLOWED, this circle is gone: {' '.join(one)}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
