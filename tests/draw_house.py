#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws which room includes which, as docs/images/house.dot and, where Graphviz is installed, house.svg.

    python3 tests/draw_house.py          writes both
    python3 tests/draw_house.py --check  status 1 if the drawing in docs/images is not that of the code

An arrow means "uses". An arrow that follows from others is left out. docs/architecture.md tells what each room
is for.
"""
import pathlib
import shutil
import subprocess
import sys

import check_layers

ROOT = check_layers.ROOT
DOT = ROOT / "docs" / "images" / "house.dot"
SVG = DOT.with_suffix(".svg")
ABOUT = {
    "base": "memory, text, diagnostics",
    "document": "YAML text: read, edit, compare",
    "formats": "models of other programs",
    "model": "parties, options, statements",
    "graph": "states, moves, ranks, sets, variants",
    "engine": "everything that exists for size",
    "concepts": "stability, witnesses, verification",
    "unknowns": "what may be otherwise",
    "result": "declared fields, lazy walks",
    "catalogue": "messages, in any language",
    "cases": "published conflicts, as models",
    "words": "what is said of a model",
    "questions": "solve, deal, paths, ripe, ...",
    "render": "JSON, CSV, text, HTML, LaTeX",
    "brief": "the article for readers",
    "command": "from words to an exit status",
    "cli": "the terminal",
    "workbench": "truce serve",
    "mpi": "several processes",
    "wasm": "for browsers",
    "web": "the page",
}


def uses():
    """{room: rooms it uses}, from the includes; what goes over public headers or HTTP is said here."""
    arrows = {}
    for room in check_layers.ORDER:
        files = check_layers.in_folders([f"src/{room}"], "*.[ch]")
        texts = (path.read_text(encoding="utf-8") for path in files)
        names = {name.split("/")[0] for text in texts for name in check_layers.INCLUDE.findall(text)}
        arrows[room] = {name for name in names if name in check_layers.ORDER} - {room}
    arrows["command"] = {"render", "brief"}
    for host in ("cli", "workbench", "mpi", "wasm"):
        arrows[host] = {"command", *check_layers.SEEN[host]}
    arrows["web"] = {"workbench"}
    return arrows


def reached(arrows, room):
    found, left = set(), list(arrows[room])
    while left:
        other = left.pop()
        if other not in found:
            found.add(other)
            left += arrows[other]
    return found


def drawing():
    arrows = uses()
    lines = ["digraph house {", "  rankdir=TB; ranksep=0.3; nodesep=0.4;",
             '  node [shape=box, style="rounded,filled", fillcolor="#f4f1ea", color="#8a8172", '
             'fontname="sans-serif", fontsize=11];', '  edge [color="#8a8172", arrowsize=0.7];']
    for room in arrows:
        lines.append(f'  "{room}" [label="{room}\\n{ABOUT[room]}"];')
    for room, others in arrows.items():
        around = {far for other in others for far in reached(arrows, other)}
        lines += [f'  "{room}" -> "{other}";' for other in sorted(others - around)]
    return "\n".join(lines + ["}", ""])


def main():
    text = drawing()
    if "--check" in sys.argv:
        drawn = SVG.read_text(encoding="utf-8")
        is_same = DOT.read_text(encoding="utf-8") == text and all(f">{room}<" in drawn for room in ABOUT)
        if not is_same:
            print("docs/images/house.* does not show the code as it is: run python3 tests/draw_house.py")
        return 0 if is_same else 1
    DOT.write_text(text, encoding="utf-8")
    if shutil.which("dot"):
        subprocess.run(["dot", "-Tsvg", str(DOT), "-o", str(SVG)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
