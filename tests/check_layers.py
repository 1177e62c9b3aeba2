#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that every folder includes only itself and the folders before it, that the engine is entered by its one
door, that the command sees only the public headers, and that a command speaks through command/message.c, so that what
it has to say reaches a host too."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ORDER = ["base", "document", "model", "graph", "engine", "concepts", "result", "words",
         "questions", "render", "brief"]
HOSTS = ["command", "cli", "workbench"]
SPEAKERS = ["message.c", "session.c", "terminal.c", "run.c"]
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def wrong_includes():
    for number, folder in enumerate(ORDER):
        for path in sorted((ROOT / "src" / folder).rglob("*.[ch]")):
            for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
                target = name.split("/")[0]
                if target not in ORDER[: number + 1]:
                    yield path, name
    for folder in ("command", "cli", "mpi", "workbench"):
        for path in sorted((ROOT / folder).glob("*.[ch]")):
            for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
                if not any((place / name).exists() for place in (path.parent, ROOT / "command", ROOT / "cli")):
                    yield path, name


def side_doors():
    """The engine has one door: nothing outside it includes another of its headers."""
    for path in sorted((ROOT / "src").rglob("*.[ch]")):
        if path.parent.name != "engine":
            for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
                if name.startswith("engine/") and name != "engine/engine.h":
                    yield path, name


def loud():
    """Commands that print by themselves: standard error belongs to four files."""
    for path in [p for folder in HOSTS for p in sorted(ROOT.glob(f"{folder}/*.c"))]:
        if path.name not in SPEAKERS and re.search(r"\bstderr\b", path.read_text(encoding="utf-8")):
            yield path


def twins():
    seen = {}
    for path in sorted(ROOT.glob("src/**/*.[ch]")) + [p for folder in HOSTS
                                                      for p in sorted(ROOT.glob(f"{folder}/*.[ch]"))]:
        if path.name in seen:
            yield path, seen[path.name]
        seen[path.name] = path


def main():
    bad = 0
    for path, name in wrong_includes():
        print(f"{path.relative_to(ROOT)} includes {name}, which stands below it")
        bad += 1
    for path, name in side_doors():
        print(f"{path.relative_to(ROOT)} includes {name}: the door of the engine is engine/engine.h")
        bad += 1
    for path in loud():
        print(f"{path.relative_to(ROOT)} prints on standard error: use message() or usage_error()")
        bad += 1
    for path, other in twins():
        print(f"{path.relative_to(ROOT)} has the same name as {other.relative_to(ROOT)}")
        bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
