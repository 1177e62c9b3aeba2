#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that every folder includes only itself and the folders before it; that the engine is entered by its one
door; that commands and their hosts see only the public headers, and hosts the terminal besides; that standard error
belongs to the terminal; and that the library and the commands need nothing but C: no files, no threads, no signals,
but for two files that can be left out.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ORDER = ["base", "catalogue", "cases", "document", "model", "graph", "engine", "concepts", "unknowns", "result",
         "words", "questions", "render", "formats", "brief"]
SEEN = {"command": [], "cli": [], "workbench": ["cli"], "mpi": ["cli"], "wasm": []}
SPEAKERS = ["cli/host.c", "cli/progress.c", "cli/terminal.c", "cli/windows_terminal.c", "mpi/truce_mpi.c"]
WITH_SYSTEM = ["src/base/scratch.c", "src/base/tiles.c"]
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
SYSTEM = re.compile(r"^\s*#\s*include\s+<([^>]+)>", re.M)
PRINTS = re.compile(r"\b((?:stdin|stdout|stderr)\b|(?:fopen|(?:v?f)?printf|puts|putchar|getenv)(?=\())")
C = set("assert ctype errno float inttypes limits math stdalign stdarg stdatomic stdbool stddef stdint stdio "
        "stdlib string time".split())
FROM_OTHERS = {"libfyaml.h", "omp.h", "immintrin.h"}  # YAML; what makes things faster where it is there


def in_folders(folders, pattern):
    return [path for folder in folders for path in sorted((ROOT / folder).rglob(pattern))]


def wrong_includes():
    for number, folder in enumerate(ORDER):
        for path in in_folders([f"src/{folder}"], "*.[ch]"):
            for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
                target = name.split("/")[0]
                if target not in ORDER[: number + 1]:
                    yield path, name
    for folder, others in SEEN.items():
        for path in in_folders([folder], "*.[ch]"):
            program = ["workbench"] if path.name.endswith("main.c") else []  # which puts the two together
            for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
                if not any((ROOT / place / name).exists() for place in [folder, *others, *program]):
                    yield path, name


def side_doors():
    """The engine has one door: nothing outside it includes another of its headers."""
    for path in in_folders(["src"], "*.[ch]"):
        if path.parent.name != "engine":
            for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
                if name.startswith("engine/") and name != "engine/engine.h":
                    yield path, name


def loud():
    for path in in_folders(SEEN, "*.c"):
        if str(path.relative_to(ROOT)) not in SPEAKERS and re.search(r"\bstderr\b", path.read_text(encoding="utf-8")):
            yield path


def code_of(path):
    """Without comments and texts."""
    text = re.sub(r"/\*.*?\*/", " ", path.read_text(encoding="utf-8"), flags=re.S)
    return re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)


def beyond_c():
    """What would not work in a browser."""
    for path in in_folders(["src", "command", "include"], "*.[ch]"):
        text = path.read_text(encoding="utf-8")
        if str(path.relative_to(ROOT)) in WITH_SYSTEM:
            continue
        for name in SYSTEM.findall(text):
            if not name.startswith("truce/") and name not in FROM_OTHERS and name.removesuffix(".h") not in C:
                yield path, f"includes <{name}>"
        for name in PRINTS.findall(code_of(path)):
            yield path, f"uses {name}"


def twins():
    seen = {}
    for path in in_folders(["src", *SEEN], "*.[ch]"):
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
        print(f"{path.relative_to(ROOT)} prints on standard error, which belongs to the terminal")
        bad += 1
    for path, what in beyond_c():
        print(f"{path.relative_to(ROOT)} {what}, which not every host has")
        bad += 1
    for path, other in twins():
        print(f"{path.relative_to(ROOT)} has the same name as {other.relative_to(ROOT)}")
        bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
