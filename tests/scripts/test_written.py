#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`convert` to formats that are written only: GraphML, DOT, LaTeX and .xlsx say of random models what `states
--moves` and `solve` say, whatever a model calls its things; and each says what it has no place for.

    test_written.py TRUCE [--models N] [--seed S]

Graphviz draws and TeX sets what was written where they are installed. Workbooks are looked at where truce was built
with libxlsxwriter.
"""
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402

CONCEPTS = ("nash", "gmr", "smr", "seq")
claims = drive.Claims()
arguments = drive.options(__doc__, models=40, seed=0)


def convert(text, target):
    done = drive.call(arguments.truce, ["convert", "-", "--from", "yaml", "--to", target], text.encode())
    return done.stdout, done.stderr.decode(), done.returncode


def asked(text):
    """Each state, with its equilibria; each move as (from, to, party, whether it improves, whether it is one way)."""
    states = json.loads(drive.run(arguments.truce, "states", text, "--moves", "--format", "json"))
    solved = drive.solve(arguments.truce, text, concepts=",".join(CONCEPTS))
    rows = {row["state"]: row for row in states["table"]}
    moves = {(s, t, p, t in row["improvements"][p], s not in rows[t]["moves"][p])
             for s, row in rows.items() for p in states["parties"] for t in row["moves"][p]}
    for number, row in rows.items():
        row["equilibria"] = [number in solved["equilibria"][concept] for concept in CONCEPTS]
    return states, rows, moves


# ------------------------------------------------------------------ GraphML

TYPES = {"string": str, "int": int, "boolean": {"true": True, "false": False}.__getitem__}


def check_graphml(text, states, rows, moves, seed):
    out, said, status = convert(text, "graphml")
    space = "{http://graphml.graphdrawing.org/xmlns}"
    tree = ET.fromstring(out)
    keys = {key.get("id"): (key.get("attr.name"), TYPES[key.get("attr.type")]) for key in tree.iter(space + "key")}

    def data(element):
        named = ((keys[one.get("key")], one.text or "") for one in element.findall(space + "data"))
        return {name: read(value) for (name, read), value in named}

    nodes = {int(node.get("id")[1:]): data(node) for node in tree.iter(space + "node")}
    claims.same((status, set(nodes)), (0, set(rows)), f"{seed}: a node for each state")
    for number, node in nodes.items():
        row = rows[number]
        known = {"code": row["code"], "outcomes": " ".join(row["outcomes"]),
                 "status_quo": states["status_quo"] == number}
        known |= {f"rank_{party}": rank for party, rank in row["rank"].items()}
        known |= {f"level_{option}": level for option, level in row.get("levels", {}).items() if level is not None}
        known |= {f"equilibrium_{concept}": is_one for concept, is_one in zip(CONCEPTS, row["equilibria"])}
        claims.same(node, known, f"{seed}: state {number} in GraphML")
    edges = [(int(edge.get("source")[1:]), int(edge.get("target")[1:]), *data(edge).values())
             for edge in tree.iter(space + "edge")]
    claims.claim(len(edges) == len(set(edges)) and set(edges) == moves, f"{seed}: moves in GraphML", said)


# ---------------------------------------------------------------------- DOT

NODE = re.compile(r'^  s(\d+) \[label="((?:[^"\\]|\\.)*)"(, peripheries=2)?(, penwidth=3)?\];$')
ARC = re.compile(r'^  s(\d+) -> s(\d+) \[label="([a-z0-9_]+)", style=(\w+), color="(#\w+)", penwidth=(\d)\];$')


def check_dot(text, states, rows, moves, seed):
    out, said, status = convert(text, "dot")
    nodes, arcs, drawn = {}, set(), {}
    for line in out.decode().splitlines():
        node, arc = NODE.match(line), ARC.match(line)
        if node:
            nodes[int(node[1])] = node
        if arc:
            arcs.add((int(arc[1]), int(arc[2]), arc[3], arc[6] == "3"))
            drawn.setdefault(arc[3], set()).add((arc[4], arc[5]))
    claims.same((status, set(nodes)), (0, set(rows)), f"{seed}: a node for each state in DOT")
    claims.same(arcs, {move[:4] for move in moves}, f"{seed}: moves in DOT")
    claims.claim(all(len(of_party) == 1 for of_party in drawn.values()), f"{seed}: a party has one line style", drawn)
    if 1 < len(states["parties"]) <= 3:
        claims.same(len({style for of_party in drawn.values() for style, _ in of_party}), len(drawn),
                    f"{seed}: no party is known by its colour alone")
    for number, node in nodes.items():
        words = node[2].split("\\n")
        claims.claim(words[0] == str(number) and words[1] == rows[number]["code"].replace('"', '\\"')
                     or not states["options"], f"{seed}: what stands in state {number}", words)
        claims.same((bool(node[3]), bool(node[4])), (any(rows[number]["equilibria"]), states["status_quo"] == number),
                    f"{seed}: frames of state {number}")
    return out


# -------------------------------------------------------------------- LaTeX

def cells_of(line):
    line = re.sub(r"\\multicolumn\{2\}\{l\}\{(.*?)\} &", r"\1 & &", line.removesuffix(" \\\\"))
    return [cell.strip() for cell in re.split(r"(?<!\\)&", line)]


def check_latex(text, states, rows, seed):
    out, said, status = convert(text, "latex")
    out = out.decode()
    found = {}
    for table in re.findall(r"\\begin\{tabular\}\{ll(r+)\}\n(.*?)\\end\{tabular\}", out, re.S):
        lines = [cells_of(line) for line in table[1].splitlines() if line.endswith("\\\\")]
        claims.claim(all(len(line) == len(table[0]) + 2 for line in lines), f"{seed}: rows as long as the head",
                     lines)
        numbers = [int(cell) for cell in lines[0][2:]]
        for column, number in enumerate(numbers):
            found[number] = [line[2 + column] for line in lines]
    claims.same((status, set(found)), (0, set(rows)), f"{seed}: a column for each state")
    for number, column in found.items():
        row, n_parties = rows[number], len(states["parties"])
        claims.same([int(rank) for rank in column[-4 - n_parties:-4]], list(row["rank"].values()),
                    f"{seed}: ranks of state {number} in LaTeX")
        claims.same([cell == "Y" for cell in column[-4:]], row["equilibria"], f"{seed}: equilibria in LaTeX")
    claims.same(out.count("\\begin{table}"), out.count("\\end{table}"), f"{seed}: tables end")
    claims.claim(not re.search(r"(\\\\|\\midrule)\s*[\[*]", out), f"{seed}: no row begins with an argument or a star")
    bare = re.sub(r"\\[&%$#_{}]|\\text\w+\{\}|\\(begin|end|caption|multicolumn)|\\\\", "", out)
    claims.claim(not re.search(r"[$#_~^<>|]", "\n".join(bare.splitlines()[1:])), f"{seed}: nothing is left unescaped",
                 out)
    return out


# --------------------------------------------------------------------- xlsx

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets_of(book):
    """Each sheet's rows: text and numbers; and how many formulas there are."""
    file = zipfile.ZipFile(io.BytesIO(book))
    names = [sheet.get("name") for sheet in ET.fromstring(file.read("xl/workbook.xml")).iter(MAIN + "sheet")]
    strings = []
    if "xl/sharedStrings.xml" in file.namelist():
        shared = ET.fromstring(file.read("xl/sharedStrings.xml"))
        strings = ["".join(one.itertext()) for one in shared.iter(MAIN + "si")]
    sheets, formulas = {}, 0
    for i, name in enumerate(names):
        tree = ET.fromstring(file.read(f"xl/worksheets/sheet{i + 1}.xml"))
        formulas += len(list(tree.iter(MAIN + "f")))
        sheets[name] = []
        for row in tree.iter(MAIN + "row"):
            cells = {}
            for cell in row.findall(MAIN + "c"):
                kind, value = cell.get("t"), "".join(cell.itertext())
                if kind != "inlineStr":
                    value = strings[int(value)] if kind == "s" else int(float(value or 0))
                letters = cell.get("r").rstrip("0123456789")
                place = 0
                for letter in letters:
                    place = 26 * place + ord(letter) - 64
                cells[place] = value
            sheets[name].append([cells.get(i, "") for i in range(1, max(cells, default=0) + 1)])
    return sheets, formulas


def check_xlsx(text, states, rows, moves, seed):
    book, said, status = convert(text, "xlsx")
    sheets, formulas = sheets_of(book)
    yes = {True: "yes", False: "no"}
    claims.same((status, formulas, list(sheets)), (0, 0, ["options", "states", "ranks", "moves"]), f"{seed}: sheets")
    claims.same([(row[0], row[2], row[4].split(", ")) for row in sheets["options"][1:]],
                [(o["party"], o["id"], o["levels"]) for o in states["options"]], f"{seed}: options")
    head = sheets["states"][0]
    for row in sheets["states"][1:]:
        known, row = rows[row[0]], dict(zip(head, row))
        claims.same([row[f"equilibrium_{concept}"] for concept in CONCEPTS],
                    [yes[is_one] for is_one in known["equilibria"]], f"{seed}: equilibria in a sheet")
        claims.same({o["id"]: row[o["id"]] for o in states["options"]},
                    {o: "-" if level is None else level for o, level in known.get("levels", {}).items()},
                    f"{seed}: levels in a sheet")
    claims.same([row[2:] for row in sheets["ranks"][1:]], [list(row["rank"].values()) for row in rows.values()],
                f"{seed}: ranks in a sheet")
    claims.same({tuple(row) for row in sheets["moves"][1:]},
                {(*move[:3], yes[move[3]], yes[move[4]]) for move in moves}, f"{seed}: moves in a sheet")
    return book


# --------------------------------------------------------------------- names

HOSTILE = """truce: 1
title: '=1+1 "& <b> \\ %$#_{}~^ $\\input{x}'
summary: one
date: 2025-01-02
parties:
  - {id: a, name: '=HYPERLINK("http://x")', options: [{id: x, name: '@SUM(1)', moves: up}]}
  - {id: b, name: '[2] +3', options: [{id: y, name: '+4', levels: ['-1', '@a"<', 'much longer & longer']}]}
outcomes: {o: {that: x, name: '=o'}}
preferences: {a: {order: [x]}, b: {order: [not x]}}
"""


def check_names(has_books):
    states, rows, moves = asked(HOSTILE)
    check_graphml(HOSTILE, states, rows, moves, "names")
    drawing = check_dot(HOSTILE, states, rows, moves, "names")
    table = check_latex(HOSTILE, states, rows, "names")
    for target, lost in (("graphml", ()), ("dot", ()), ("xlsx", ()), ("latex", ("holds no moves",))):
        out, said, status = convert(HOSTILE, target)
        if target == "xlsx" and not has_books:
            continue
        for what in ("holds no summary, reasons", *lost):
            claims.claim(what in said and "warning: " in said, f"{target} {what}", said)
        claims.same(said.count("warning: "), 1 + len(lost), f"{target}: nothing else is lost: {said}")
    if has_books:
        book = check_xlsx(HOSTILE, states, rows, moves, "names")
        sheets, formulas = sheets_of(book)
        claims.claim(formulas == 0 and sheets["options"][1][1].startswith("=HYPERLINK"), "a name is no formula",
                     sheets)
        core = zipfile.ZipFile(io.BytesIO(book)).read("docProps/core.xml").decode()
        claims.claim(core.count("1980-01-01T00:00:00Z") == 2, "a workbook does not say when it was made", core)
    if shutil.which("dot"):
        done = subprocess.run(["dot", "-Tplain"], input=drawing, capture_output=True)
        told = done.stdout.decode().splitlines()
        claims.same((done.returncode, done.stderr, sum(line.startswith("node ") for line in told),
                     sum(line.startswith("edge ") for line in told)), (0, b"", len(rows), len(moves)),
                    "Graphviz draws it")
    tex = shutil.which("lualatex") or shutil.which("xelatex") or shutil.which("pdflatex")
    if tex:
        with tempfile.TemporaryDirectory() as folder:
            page = "\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage{booktabs}\\begin{document}\n"
            (Path(folder) / "x.tex").write_text(page + table + "\\end{document}\n")
            done = subprocess.run([tex, "-interaction=nonstopmode", "-halt-on-error", "x.tex"], cwd=folder,
                                  capture_output=True)
            claims.claim(done.returncode == 0, "TeX sets it", done.stdout[-2000:])


# -------------------------------------------------------------------- limits

def sized(n):
    """A model of that many options, half of them each party's."""
    ids = [f"o{i}" for i in range(n)]
    parties = [{"id": "a", "options": ids[:n // 2]}, {"id": "b", "options": ids[n // 2:]}]
    return json.dumps({"truce": 1, "parties": parties,
                       "preferences": {"a": {"order": ids[:2]}, "b": {"order": ids[-2:]}}})


def check_limits():
    for target, n, words in (("latex", 11, "a LaTeX table has room for 1024 states, and this model has 2048"),
                             ("dot", 12, "a drawing in DOT has room for 16384 moves, and this model has more")):
        out, said, status = convert(sized(n), target)
        claims.claim((out, status) == (b"", 1) and f"error: {words}" in said and "did you mean" not in said
                     and len(said.splitlines()) >= 2, f"{target} says what it has room for", said)
        claims.same(convert(sized(n - 4), target)[2], 0, f"{target}: a smaller model has room")
    done = drive.call(arguments.truce, ["convert", "model.dot", "--to", "yaml"])
    claims.claim(done.returncode == 2 and b"written only, not read" in done.stderr, "drawings are not read",
                 done.stderr)


def main():
    has_books = b"no workbooks are made here" not in drive.call(
        arguments.truce, ["convert", "-", "--from", "yaml", "--to", "xlsx"], HOSTILE.encode()).stderr
    if not has_books:
        print("skipped: truce was built without libxlsxwriter")
    check_names(has_books)
    check_limits()
    n = 0
    for seed in range(arguments.seed, arguments.seed + arguments.models):
        text = generate.text_of(seed, generate.generate(seed))
        if drive.call(arguments.truce, ["check", "-"], text.encode()).returncode:
            continue
        states, rows, moves = asked(text)
        if len(rows) > 300 or len(moves) > 4000:
            continue
        n += 1
        check_graphml(text, states, rows, moves, seed)
        check_dot(text, states, rows, moves, seed)
        check_latex(text, states, rows, seed)
        if has_books:
            check_xlsx(text, states, rows, moves, seed)
    claims.claim(n * 2 >= arguments.models, f"{n} models are written")
    sys.exit(claims.end())


if __name__ == "__main__":
    main()
