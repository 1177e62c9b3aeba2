#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The command as users meet it.

Two kinds of test. Recorded: every folder tests/cli/NAME holds `cmd`, a line for the shell in which $TRUCE is the
command, run in tests/cli/models, and what it must print and return (`stdout`, `stderr`, `exit`); `--accept` records
anew, to be read before it is committed. Written: the functions below, for behaviour that no fixed text can show.

    test_cli.py BUILD/truce [--accept] [NAME ...]
"""
import csv
import fcntl
import io
import itertools
import json
import os
import re
import shutil
import signal
import stat
import struct
import subprocess
import sys
import tempfile
import termios
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "reference"))
import drive  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "..", "cli")
MODELS = os.path.join(CASES, "models")
TRUCE = ""
claims = drive.Claims(most_shown=1000)
claim = claims.claim


def environment(**more):
    kept = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR", "TERM")}
    return {**kept, "TRUCE": TRUCE, "LC_ALL": "C", **more}


def run(*words, text=None, **more):
    return subprocess.run([TRUCE, *words], cwd=MODELS, env=environment(**more), input=text, capture_output=True,
                          encoding="utf-8", timeout=120)


# ------------------------------------------------------------------ recorded

def version():
    return subprocess.run([TRUCE, "version"], capture_output=True, encoding="utf-8").stdout.split()[1]


def record(name, number):
    with open(os.path.join(CASES, name, "cmd"), encoding="utf-8") as file:
        command = file.read()
    done = subprocess.run(["sh", "-c", command], cwd=MODELS, env=environment(), capture_output=True, encoding="utf-8",
                          stdin=subprocess.DEVNULL, timeout=120)
    return {"stdout": done.stdout.replace(number, "@VERSION@"), "stderr": done.stderr.replace(number, "@VERSION@"),
            "exit": f"{done.returncode}\n"}


def check_recorded(name, number, accept):
    for part, got in record(name, number).items():
        path = os.path.join(CASES, name, part)
        if accept:
            with open(path, "w", encoding="utf-8") as file:
                file.write(got)
            continue
        with open(path, encoding="utf-8") as file:
            expected = file.read()
        claim(got == expected, f"{name}: {part}", f"--- expected\n{expected}--- got\n{got}")


# ------------------------------------------------------------------- written

def large_model(path, options):
    lines = ["truce: 1", "title: Large", "parties:"]
    for party in "abc":
        lines += [f"  - id: {party}", "    options:"]
        lines += [f"      - {{id: {party}{i}}}" for i in range(options)]
    lines.append("preferences:")
    for party, other in zip("abc", "bca"):
        lines += [f"  {party}:", "    order:"]
        lines += [f"      - {party}{i} iff {other}{(i * 5 + 2) % options}" for i in range(options)]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def columns(text):
    width = 0
    for c in text:
        if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf"):
            continue
        width += 2 if unicodedata.east_asian_width(c) in "WF" else 1
    return width


def test_help_fits_80_columns():
    for words in (["--help"],
                  *[[c, "--help"] for c in ("check", "states", "solve", "explain", "paths", "version", "help")]):
        done = run(*words)
        claim(done.returncode == 0 and done.stdout, f"help of {words}")
        claim(max(columns(line) for line in done.stdout.splitlines()) < 80, f"help of {words} is narrow")


def test_help_lists_every_concept_that_solve_knows():
    listed = json.loads(run("solve", "well.yaml", "--concepts", "all", "--format", "json").stdout)["concepts"]
    claim(len(listed) >= 5, "five concepts at least")
    for concept in listed:
        claim(f"\n  {concept} " in run("solve", "--help").stdout, f"help names {concept}")


def test_man_pages():
    for words in (["--man"], ["check", "--man"], ["solve", "--man"], ["explain", "--man"], ["paths", "--man"],
                  ["states", "--man"]):
        page = run(*words).stdout
        claim(page.startswith('.TH "TRUCE') and ".SH EXIT STATUS" in page, f"{words} is a manual page")


def test_tables_fit_the_width():
    for width in (40, 60, 80, 120):
        for words in (["states", "scripts.yaml"], ["solve", "scripts.yaml", "--concepts", "all"],
                      ["solve", "well.yaml", "--concepts", "all", "--view", "options"],
                      ["solve", "well.yaml", "--view", "tableau"], ["explain", "well.yaml"],
                      ["paths", "scripts.yaml", "--from", "1", "--to", "true"], ["check", "well.yaml"]):
            lines = run(*words, COLUMNS=str(width)).stdout.splitlines()
            folded = [line for line in lines if not line.startswith("  truce ")]  # a command is never broken
            claim(folded and max(columns(line) for line in folded) <= width, f"{words} fits {width} columns",
                  max(folded, key=columns) if folded else "")
            claim(all(line == line.rstrip() for line in lines), f"{words} at {width}: no blanks at line ends")


def test_outcomes_are_never_cut():
    names = ["A full ceasefire while one side is still armed or governs",
             "Everything else that can be said of this state"]
    text = ("truce: 1\nparties:\n  - {id: a, options: [{id: x}]}\n  - {id: b, options: [{id: y}]}\noutcomes:\n"
            f"  o: {{that: x, name: {names[0]}}}\n  p: {{that: x and y or not x, name: {names[1]}}}\n"
            "preferences:\n  a: {order: [x iff y]}\n  b: {order: [y, x]}\n")
    for width in (40, 60, 80, 100, 160):
        lines = run("solve", "-", text=text, COLUMNS=str(width)).stdout.splitlines()
        head = next(i for i, line in enumerate(lines) if line.endswith("Outcomes"))
        at = columns(lines[head][:-len("Outcomes")])
        cells = []
        for line in lines[head + 1:lines.index("", head)]:
            if line[:at].strip():
                cells.append(line[at:])
            else:
                cells[-1] += " " + line[at:]
        claim(cells == [names[1], names[0], names[1], ", ".join(names)], f"outcomes are whole at {width} columns",
              lines)
        claim(max(columns(line) for line in lines if not line.startswith("  truce ")) <= width,
              f"and fit {width} columns", lines)


def test_columns_align_in_any_script():
    """Below the heading every row of marks has its last column where the heading has it."""
    lines = run("states", "scripts.yaml", COLUMNS="120").stdout.splitlines()
    rows = [line for line in lines if line.endswith(("0", "1", "2", "3", "4", "無", "多", "Y"))]
    head = next(line for line in lines if "Ordered" in line)
    full = [line for line in lines if line.startswith(("Payoff", "上野", "مزرعة"))]
    claim(len(rows) > 3 and len(full) == 5, "the rows are there", lines)
    for line in full:
        claim(columns(line) == columns(head), "a row ends below the last state", head + "\n" + line)


def test_json_of_every_command():
    solve = json.loads(run("solve", "well.yaml", "--format", "json").stdout)
    claim(list(solve) == ["schema", "version", "model", "definitions", "parties", "options", "states", "status_quo",
                          "concepts", "counts", "stable_counts", "equilibria", "tied", "patterns", "table",
                          "truncated"],
          "keys of solve", list(solve))
    claim(list(solve["table"][0]) == ["state", "code", "outcomes", "rank", "stable"], "keys of a row of solve")
    claim(len(solve["table"]) == solve["states"]["feasible"] and not solve["truncated"], "all rows are there")
    for concept in solve["concepts"]:
        both = [row["state"] for row in solve["table"] if row["stable"][concept] == solve["parties"]]
        claim(both == solve["equilibria"][concept], f"{concept}: equilibria are what is stable for all")
        claim(len(both) == solve["counts"][concept], f"{concept}: the count")
        for party in solve["parties"]:
            stable = sum(party in row["stable"][concept] for row in solve["table"])
            claim(stable == solve["stable_counts"][concept][party], f"{concept}, {party}: the count of stable states")
    states = json.loads(run("states", "well.yaml", "--format", "json").stdout)
    claim(states["schema"] == "truce.states.v1"
          and states["table"][1]["levels"] == {"pump": "yes", "offer": "none", "sue": "no"},
          "states in JSON", states["table"][1])
    explain = json.loads(run("explain", "well.yaml", "--concept", "all", "--format", "json").stdout)
    for verdict in explain["verdicts"]:
        row = solve["table"][verdict["state"] - 1]
        if verdict["concept"] in row["stable"]:
            claim(verdict["stable"] == (verdict["party"] in row["stable"][verdict["concept"]]),
                  "explain agrees with solve", verdict)
        open_ones = [i for i in verdict["improvements"] if not i["sanctioned"]]
        claim(verdict["stable"] == (not open_ones), "stable means that every improvement is sanctioned", verdict)
        for i in verdict["improvements"]:
            claim(("replies" in i) == i["sanctioned"] and ("reach" in i) != i["sanctioned"],
                  "keys of an improvement", i)
    check = json.loads(run("check", "wrong.yaml", "--format", "json").stdout)
    claim(not check["ok"] and check["errors"] == 2 and check["model"] is None and check["states"] is None,
          "a wrong model", check)
    claim(check["diagnostics"][0]["line"] == 8 and "pump" in check["diagnostics"][0]["hint"],
          "its diagnostics", check)
    check = json.loads(run("check", "well.yaml", "--format", "json").stdout)
    sue = next(i for i in check["inputs"] if i["id"] == "sue")
    claim(sue["sources"] == [{"source": "minutes", "title": "Council minutes", "paragraph": 3}],
          "sources of an input", sue)
    claim(next(i for i in check["inputs"] if i["id"] == "north order 2")["confidence"] == 0.8,
          "confidence of an input")


def test_rows_limit_sort_and_where():
    def table(*words):
        return json.loads(run("solve", "well.yaml", "--format", "json", *words).stdout)
    everything = table()
    unions = sorted({s for list_ in everything["equilibria"].values() for s in list_})
    claim([r["state"] for r in table("--rows", "equilibria")["table"]] == unions, "--rows equilibria")
    claim(table("--rows", "none")["table"] == [] and not table("--rows", "none")["truncated"], "--rows none")
    sued = [r["state"] for r in everything["table"] if r["code"][2] == "Y"]
    claim(sued and [r["state"] for r in table("--rows", "sue")["table"]] == sued, "--rows STATEMENT")
    claim([r["state"] for r in table("--where", "sue")["table"]] == sued, "--where STATEMENT")
    claim([r["state"] for r in table("--rows", "equilibria", "--where", "sue")["table"]] == [
        s for s in unions if s in sued],
          "--rows equilibria --where STATEMENT")
    cut = table("--limit", "2")
    claim([r["state"] for r in cut["table"]] == [1, 2] and cut["truncated"], "--limit")
    claim(cut["counts"] == everything["counts"], "counts stay complete")
    claim(table("--limit", "0") == everything, "--limit 0 is no limit")
    for party in everything["parties"]:
        best = sorted(everything["table"], key=lambda r: (-r["rank"][party], r["state"]))
        claim([r["state"] for r in table("--sort", party)["table"]] == [r["state"] for r in best], f"--sort {party}")
        claim([r["state"] for r in table("--sort", party, "--limit", "3")["table"]] == [r["state"] for r in best[:3]],
              f"--sort {party} --limit 3: the best three")
        worst = sorted(everything["table"], key=lambda r: (r["rank"][party], r["state"]))
        claim([r["state"] for r in table("--sort", party, "--worst-first", "--limit", "3")["table"]]
              == [r["state"] for r in worst[:3]], f"--sort {party} --worst-first: the worst three")


def test_nearest_to_a_combination():
    """`solve --near`: every combination, possible or not, against a count of the options that differ."""
    def solve(*words):
        return json.loads(run("solve", "well.yaml", "--rows", "all", "--format", "json", *words).stdout)
    everything = {r["code"]: r["state"] for r in solve()["table"]}
    letters = [sorted({code[i] for code in everything}) for i in range(len(next(iter(everything))))]
    broke = 0
    for code in map("".join, itertools.product(*letters)):
        near = solve("--near", code)
        order = sorted(everything, key=lambda other: (sum(a != b for a, b in zip(code, other)), everything[other]))
        claim([r["code"] for r in near["table"]] == order, f"--near {code}", near["table"])
        claim(bool(near["broken"]) == (code not in everything), f"{code} breaks a rule or is a state", near["broken"])
        broke += bool(near["broken"])
    claim(broke > 0, "some combination cannot occur")
    claim("cannot occur: it breaks the rule" in run("solve", "well.yaml", "--near", next(
        c for c in map("".join, itertools.product(*letters)) if c not in everything)).stdout, "in words")
    claim(run("solve", "well.yaml", "--near", "??").returncode == 2, "no code")


def test_explain_puts_moves_into_words():
    """`explain --words`: what each move does, and what it is to the party, as the ranks say."""
    solve = json.loads(run("solve", "well.yaml", "--format", "json").stdout)
    rank = {r["state"]: r["rank"] for r in solve["table"]}
    order = ["“Sue” is not taken", "as long as “Offer to the south”", "“Offer to the south” is"]  # of North farm
    for row in solve["table"]:
        told = json.loads(run("explain", "well.yaml", "--state", str(row["state"]), "--words", "--format",
                              "json").stdout)
        for v in told["verdicts"]:
            ends = [*v["improvements"], *(one for i in v["improvements"] for part in ("replies", "reach")
                                          for one in i.get(part, [])), *v["others"]]
            for one in ends:
                to = one.get("to", one.get("state"))
                gain = rank[to][v["party"]] - rank[row["state"]][v["party"]]
                claim(one["gain"] == ("better" if gain > 0 else "worse" if gain < 0 else "same")
                      and one["does"] and one["called"] and ("why" in one) == (gain != 0), "a move in words", one)
                place = one.get("decided_by", 0)
                claim(bool(place) == (gain != 0 and v["party"] == "north")
                      and (not place or f'by the wish that "{order[place - 1]}' in one["why"]),
                      "the place of the statement that decides; weights have none", one)
            claim(len(v["others"]) == v["moves"] - len(v["improvements"]), "all other moves of few", v)


def test_csv_reads_back():
    def rows(*words):
        return list(csv.reader(io.StringIO(run(*words, "--format", "csv").stdout, newline="")))
    solve = json.loads(run("solve", "well.yaml", "--format", "json").stdout)
    head, *body = rows("solve", "well.yaml")
    claim(len(body) == len(solve["table"])
          and all(len(r) == len(head) for r in body), "a row for each state, all as long")
    for line, row in zip(body, solve["table"]):
        cells = dict(zip(head, line))
        claim(cells["code"] == row["code"] and cells["outcomes"].split(";") == (row["outcomes"] or [""]),
              "code and outcomes")
        for concept in solve["concepts"]:
            for party in solve["parties"]:
                claim(cells[f"{concept}_{party}"] == str(int(party in row["stable"][concept])), "a verdict")
            claim(cells[f"eq_{concept}"] == str(int(row["state"] in solve["equilibria"][concept])), "an equilibrium")
    head, *body = rows("states", "formula.yaml")
    claim([r[head.index("pump")] for r in body] == ["'-none", "'@much, \"very\"", "'+all"],
          "cells like formulas are guarded", body)
    inputs = rows("check", "formula.yaml", "--inputs")
    claim(inputs[1][2] == "'=SUM(A1)", "names too", inputs[1])
    claim(rows("explain", "well.yaml")[0][:4] == ["state", "party", "concept", "stable"], "explain in CSV")
    claim(rows("check", "odd.yaml")[1][0] == "warning", "diagnostics in CSV")


def test_verify_counts_verdicts():
    done = run("solve", "well.yaml", "--concepts", "nash,gmr,smr,seq,sseq", "--verify")
    claim(done.returncode == 0 and f"Verified: {7 * 2 * 5} verdicts" in done.stdout,
          "7 states, 2 parties, 5 concepts", done.stdout)
    done = run("solve", "well.yaml", "--verify", "--rows", "none")
    claim(done.returncode == 0 and "\nVerified: 0 verdicts" in done.stdout,
          "no rows, nothing verified, and that is said", done.stdout)
    done = run("solve", "well.yaml", "--verify", "--rows", "equilibria", "--concepts", "nash", "--format", "json")
    result = json.loads(done.stdout)
    claim(result["verified"] == 2 * len(result["table"]) > 0, "JSON says how many", result)
    claim("verified" not in json.loads(run("solve", "well.yaml", "--format", "json").stdout), "only when asked")
    claim("Verified" not in run("solve", "well.yaml").stdout, "in words too")
    result = json.loads(run("explain", "well.yaml", "--verify", "--concept", "nash", "--format", "json").stdout)
    claim(result["verified"] == len(result["verdicts"]) == 2, "explain counts too", result)


def test_output_is_whole_or_not_at_all():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "result.json")
        done = run("solve", "well.yaml", "--format", "json", "--output", path)
        claim(done.returncode == 0 and done.stdout == "", "nothing on standard output")
        with open(path, encoding="utf-8") as file:
            first = file.read()
        claim(first == run("solve", "well.yaml", "--format", "json").stdout,
              "the file has what would have been printed")
        os.chmod(path, 0o640)
        claim(run("solve", "wrong.yaml", "--output", path).returncode == 1, "a wrong model")
        claim(run("solve", "well.yaml", "--concepts", "nosh", "--output", path).returncode == 2, "a wrong concept")
        with open(path, encoding="utf-8") as file:
            claim(file.read() == first, "the old file is as it was")
        claim(run("states", "well.yaml", "--output", path).returncode == 0, "replaced")
        claim(stat.S_IMODE(os.stat(path).st_mode) == 0o640, "with the old file's mode")
        link = os.path.join(folder, "link")
        os.symlink("result.json", link)
        claim(run("states", "well.yaml", "--output", link).returncode == 0 and os.path.islink(link),
              "a link stays a link")
        claim(sorted(os.listdir(folder)) == ["link", "result.json"], "nothing else is left", os.listdir(folder))
        done = run("solve", "well.yaml", "--output", os.path.join(folder, "missing", "x"))
        claim(done.returncode == 4 and "missing" in done.stderr, "a folder that is not there")
        done = run("solve", "well.yaml", "--output", folder)
        claim(done.returncode == 4 and os.path.isdir(folder), "a folder is no file")
        if os.geteuid() != 0:
            os.chmod(folder, 0o500)
            claim(run("states", "well.yaml", "--output", os.path.join(folder, "x")).returncode == 4,
                  "a folder closed to us")
            os.chmod(folder, 0o700)


def test_output_never_replaces_the_model():
    with tempfile.TemporaryDirectory() as folder:
        model = os.path.join(folder, "m.yaml")
        shutil.copy(os.path.join(MODELS, "well.yaml"), model)
        os.symlink("m.yaml", os.path.join(folder, "soft"))
        os.link(model, os.path.join(folder, "hard"))
        with open(model, "rb") as file:
            before = file.read()
        for source, result in (("m.yaml", "./m.yaml"), ("m.yaml", "soft"), ("soft", "m.yaml"), ("m.yaml", "hard")):
            paths = os.path.join(folder, source), os.path.join(folder, result)
            done = run("solve", paths[0], "--output", paths[1])
            claim(done.returncode == 2 and "is a file that this run reads: it would be overwritten" in done.stderr,
                  f"{source} into {result}", done.stderr)
        with open(model, "rb") as file:
            done = subprocess.run([TRUCE, "solve", "-", "--output", model], stdin=file, capture_output=True,
                                  env=environment())
            claim(done.returncode == 2, "standard input into its own file", done.stderr)
        with open(model, "rb") as file:
            claim(file.read() == before, "the model is as it was")
        claim(run("solve", model, "--output", os.path.join(folder, "other")).returncode == 0,
              "another file is written")


def test_output_never_replaces_what_a_run_uses():
    with tempfile.TemporaryDirectory() as folder:
        def at(name):
            return os.path.join(folder, name)
        with open(os.path.join(MODELS, "well.yaml"), encoding="utf-8") as file:
            plain = file.read() + "\ntempo: {north: 5 days, south: 5 days}\n"
        cites = plain.replace("minutes: {", "minutes: {file: a.txt, ", 1)
        for name, text in (("m.yaml", cites), ("a.txt", "1\n2\n3\n4\n"), ("plain.yaml", plain)):
            with open(at(name), "w", encoding="utf-8") as file:
                file.write(text)
        os.symlink("a.txt", at("link"))
        source = "--output '{0}' is a source of the model: it would be overwritten"
        read = "--output '{0}' is a file that this run reads: it would be overwritten"
        base = "--output '{0}' is a database that this run uses: it would be overwritten"
        model, other = at("m.yaml"), at("plain.yaml")
        claim(run("score", at("r.sqlite")).returncode == 4, "no register yet")
        claim(run("forecast", model, "--variants", "1", "--register", at("r.sqlite")).returncode == 0, "a register")
        for words, result, why in (
                (["solve", model], "a.txt", source), (["brief", model, "--format", "txt"], "link", source),
                (["check", model], "a.txt", source), (["rename", model, "north", "south2"], "a.txt", source),
                (["convert", model, "--to", "csv"], "a.txt", source), (["diff", other, model], "a.txt", source),
                (["diff", other, model], "m.yaml", read), (["new", "--from", at("a.txt")], "a.txt", read),
                (["brief", other, "--replies", at("a.txt")], "link", read),
                (["score", at("r.sqlite")], "r.sqlite", base),
                (["forecast", model, "--variants", "1", "--register", at("new.sqlite")], "new.sqlite", base)):
            before = {name: open(at(name), "rb").read() for name in sorted(os.listdir(folder))}
            done = run(*words, "--output", at(result))
            claim(done.returncode == 2 and done.stderr.split("\n")[0].endswith(why.format(at(result))),
                  f"{words[0]} into {result}", done.stderr)
            claim(before == {name: open(at(name), "rb").read() for name in sorted(os.listdir(folder))},
                  f"{words[0]}: nothing is lost")


def test_many_states_are_told_in_short():
    parties = "parties:\n" + "".join(f"  - {{id: p{i}, options: [o{i}]}}\n" for i in range(6))
    text = ("truce: 1\n" + parties + "status_quo: {}\npreferences: {p0: {order: [o0]}, p1: {order: [not o1]}}\n"
            "ratify: {p0: {rule: unanimity, agreements: o0 and o1, actors: [{party: p1}]}}\n")
    with tempfile.TemporaryDirectory() as folder:
        model = os.path.join(folder, "m.yaml")
        with open(model, "w", encoding="utf-8") as file:
            file.write(text)
        short, whole = run("ratify", model).stdout, run("ratify", model, "--rows", "all").stdout
        rows = [line.split() for line in short.split("\n") if re.match(" *[0-9]+  [NY]{6}", line)]
        claim(all(row[1].startswith("YY") for row in rows), "rows of states that are put to a vote", short)
        claim("put to no vote" in short and "put to no vote" not in whole, "the others are counted", short)
        claim(len(re.findall("(?m)^>? *[0-9]+  [NY]{6}", whole)) == 64, "--rows all has them", whole)
        told = run("paths", model, "--by", "improvements", "--to", "o1").stdout
        claim("32 of the states asked for" in told and "  - 16 of them, such as state 3 (" in told, "alike once",
              told)


def test_a_brief_that_misquotes_says_so():
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(MODELS, "well.yaml"), encoding="utf-8") as file:
            text = file.read().replace("minutes: {", "minutes: {file: a.txt, ", 1)
        text = text.replace("source: minutes ¶3,", "source: minutes ¶3, quote: one or two,", 1)
        for name, content in (("m.yaml", text), ("a.txt", "1\n2\n3\n4\n")):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(content)
        model = os.path.join(folder, "m.yaml")
        wrong = "the quote is not in ¶3 of 'minutes'"
        claim(run("check", model).returncode == 1, "a misquote is an error of check")
        done = run("brief", model, "--format", "txt", "--variants", "0")
        claim(done.returncode == 0 and "warning: " + wrong in done.stderr and done.stdout, "brief warns", done.stderr)
        done = run("brief", model, "--format", "txt", "--variants", "0", "--quiet")
        claim(done.stderr == "", "unless it is --quiet", done.stderr)
        os.remove(os.path.join(folder, "a.txt"))
        done = run("brief", model, "--format", "txt", "--variants", "0")
        claim(done.returncode == 0 and "warning: cannot read" in done.stderr, "a text that is gone is told",
              done.stderr)


def test_output_through_a_link_to_nothing():
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "deep"))
        os.symlink("deep/second", os.path.join(folder, "first"))
        os.symlink("result", os.path.join(folder, "deep", "second"))
        os.symlink("circle", os.path.join(folder, "circle"))
        done = run("states", "well.yaml", "--output", os.path.join(folder, "first"))
        claim(done.returncode == 0 and os.path.islink(os.path.join(folder, "first")),
              "a link to nothing stays a link", done.stderr)
        claim(sorted(os.listdir(os.path.join(folder, "deep"))) == ["result", "second"],
              "and what it points to is made")
        done = run("states", "well.yaml", "--output", os.path.join(folder, "circle"))
        claim(done.returncode == 4 and os.path.islink(os.path.join(folder, "circle")),
              "links in a circle", done.stderr)


def test_empty_words():
    for words in (["solve", ""], ["solve", "well.yaml", "--output", ""], ["solve", "well.yaml", "--output="],
                  ["states", "well.yaml", "--where", ""]):
        done = run(*words)
        claim(done.returncode == 2 and done.stdout == "" and "''" not in done.stderr, f"{words}", done.stderr)
    claim("MODEL is missing" in run("solve", "").stderr, "an empty name is no model's")


def test_full_device_and_closed_pipe():
    if os.path.exists("/dev/full"):
        done = run("solve", "well.yaml", "--output", "/dev/full")
        claim(done.returncode == 4 and "/dev/full" in done.stderr, "no room on the device", done.stderr)
        for words in (["solve", "well.yaml"], ["--help"], ["version"]):
            with open("/dev/full", "w") as full:
                done = subprocess.run([TRUCE, *words], cwd=MODELS, env=environment(), stdout=full,
                                      stderr=subprocess.PIPE)
            claim(done.returncode == 4 and b"standard output" in done.stderr, f"{words} into a full device")
    for words in (["solve", "well.yaml"], ["--help"]):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run([TRUCE, *words], cwd=MODELS, env=environment(), stdout=write, stderr=subprocess.PIPE)
        os.close(write)
        claim(done.returncode == 4 and done.stderr == b"", f"{words} to a reader that went away", done.stderr)


def test_standard_input():
    with open(os.path.join(MODELS, "well.yaml"), encoding="utf-8") as file:
        text = file.read()
    named = run("solve", "well.yaml").stdout.replace("truce explain well.yaml", "truce explain -")
    claim(run("solve", "-", text=text).stdout == named, "- is the same model")
    done = run("solve", "-", text="truce: 1\npartys: []\n")
    claim(done.returncode == 1 and "<stdin>:2:1: error" in done.stderr, "its name in diagnostics", done.stderr)


def test_one_of_one():
    text = ("truce: 1\nparties:\n  - {id: a, options: [{id: x}]}\n  - {id: b}\nfeasible: [not x]\n"
            "preferences: {a: {order: [x]}, b: {order: [x]}}\n")
    claim("\n1 state of 2 combinations." in "\n" + run("states", "-", text=text).stdout, "one state of two")
    text = "truce: 1\nparties: [{id: a}, {id: b}]\npreferences: {a: {order: []}, b: {order: []}}\n"
    claim("\n1 state of 1 combination." in "\n" + run("states", "-", text=text).stdout, "one of one")


def test_inputs_name_outcomes_and_sources_once():
    text = (
        "truce: 1\nsources:\n"
        "  s: {title: The long title, author: Someone, date: 2025-05-10, url: 'https://example.org/x'}\n  t: {}\n"
        "parties:\n  - {id: a, source: s, options: [{id: x, source: [s ¶2, t]}]}\n"
        "  - {id: b, options: [{id: y, source: s}]}\n"
        "outcomes:\n  o: {that: x and y, name: A lasting peace}\n  p: x\n"
        "preferences: {a: {order: [o]}, b: {order: [p]}}\n")
    shown = run("check", "-", "--inputs", text=text).stdout
    claim("\n  s: The long title; Someone; 2025-05-10; https://example.org/x\n  t\n" in shown,
          "a list of sources", shown)
    claim(shown.count("The long title") == 1 and shown.count("source: s") == 3, "inputs name them by id", shown)
    claim("outcome o: A lasting peace: x and y\n" in shown and "outcome p: x\n" in shown, "outcomes by name", shown)


def test_memory_is_refused_with_numbers():
    with tempfile.TemporaryDirectory() as folder:
        model, result = os.path.join(folder, "m.yaml"), os.path.join(folder, "r")
        large_model(model, 9)
        done = run("solve", model, "--memory", "16M", "--output", result)
        claim(done.returncode == 3 and "memory" in done.stderr and "16" in done.stderr, "refused with the numbers",
              done.stderr)
        claim(not os.path.exists(result), "and nothing is written")


def test_files_that_are_no_models():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "big")
        with open(path, "wb") as file:
            file.truncate(100 << 20)
        done = run("check", path)
        claim(done.returncode == 3 and "too large" in done.stderr and done.stdout == "", "100 MB", done.stderr)
        done = run("check", "-", text="")
        claim(done.returncode == 1 and "empty" in done.stderr, "an empty file", done.stderr)
        with open(path, "wb") as file:
            file.write(bytes(range(256)) * 16)
        done = run("solve", path)
        claim(done.returncode == 1 and done.stdout == "" and "error" in done.stderr, "a binary file", done.stderr)


def test_interrupt():
    with tempfile.TemporaryDirectory() as folder:
        model, result = os.path.join(folder, "m.yaml"), os.path.join(folder, "r")
        large_model(model, 6)
        child = subprocess.Popen([TRUCE, "solve", model, "--verify", "--verbose", "--rows", "all", "--limit", "0",
                                  "--output", result], stderr=subprocess.PIPE, encoding="utf-8", env=environment())
        seen = ""
        while "verifying" not in seen:
            line = child.stderr.readline()
            if not line:
                break
            seen += line
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=120)
        claim(child.returncode == 130, "an interrupted command exits 130", (child.returncode, seen))
        claim(os.listdir(folder) == ["m.yaml"], "and leaves nothing", os.listdir(folder))


def test_threads_change_nothing():
    with tempfile.TemporaryDirectory() as folder:
        model = os.path.join(folder, "m.yaml")
        large_model(model, 5)
        words = ["solve", model, "--format", "json", "--rows", "all", "--limit", "0", "--concepts", "all"]
        one, two = run(*words, "--threads", "1"), run(*words, "--threads", "2")
        claim(one.returncode == 0 and one.stdout == two.stdout, "one thread, two threads: the same bytes")


def test_color():
    claim("\033[" not in run("solve", "well.yaml").stdout, "none into a pipe")
    claim("\033[" in run("solve", "well.yaml", "--color", "always").stdout, "always")
    claim("\033[" in run("solve", "well.yaml", "--color=always", NO_COLOR="1").stdout, "always wins over NO_COLOR")
    claim("\033[" not in run("solve", "well.yaml", "--color", "never").stdout, "never")
    plain = run("solve", "well.yaml").stdout
    colored = run("solve", "well.yaml", "--color", "always").stdout
    for code in ("0", "1", "2", "31", "1;32"):
        colored = colored.replace(f"\033[{code}m", "")
    claim([l.rstrip() for l in colored.splitlines()] == plain.splitlines(), "colour changes nothing else")


def has_terminals():
    """Whether the system gives pseudo-terminals; a bare container may not."""
    try:
        pair = os.openpty()
    except OSError:
        print("left out: there are no pseudo-terminals here")
        return False
    for end in pair:
        os.close(end)
    return True


def on_terminal(columns_wide, *words):
    """Runs a command on a terminal of its own; gives what it shows there."""
    leader, follower = os.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns_wide, 0, 0))
    child = subprocess.Popen([TRUCE, *words], cwd=MODELS, env=environment(TERM="xterm"),
                             stdout=follower, stderr=follower)
    os.close(follower)
    shown = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(leader)
    child.wait(timeout=120)
    return shown.decode("utf-8")


def test_terminal():
    if not has_terminals():
        return
    shown = on_terminal(50, "solve", "well.yaml", "--concepts", "all")
    claim("\033[1m" in shown, "colour on a terminal")
    shown = on_terminal(50, "solve", "well.yaml", "--concepts", "all", "--color", "never", "--quiet")
    lines = shown.replace("\r\n", "\n").splitlines()
    claim(lines == run("solve", "well.yaml", "--concepts", "all", COLUMNS="50").stdout.splitlines(),
          "the terminal's own width", shown)
    claim("\033" not in shown, "neither colour nor progress when so asked")


def main():
    global TRUCE
    words = [w for w in sys.argv[1:] if w != "--accept"]
    if not words:
        sys.exit(__doc__)
    TRUCE = os.path.abspath(words[0])
    accept, names = "--accept" in sys.argv, words[1:]
    number = version()
    for name in sorted(os.listdir(CASES)):
        if os.path.exists(os.path.join(CASES, name, "cmd")) and (not names or name in names):
            check_recorded(name, number, accept)
    for name, test in sorted(globals().items()):
        if name.startswith("test_") and not accept and (not names or name in names):
            test()
    failed = claims.end()
    sys.exit(failed and not (accept and claims.failed == 0))


if __name__ == "__main__":
    main()
