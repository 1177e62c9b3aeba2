#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Results in all forms: every JSON validates against the schema of its command, the tables of one result agree in
every form, and what is written for papers and pages is well formed.

    test_results.py TRUCE

Checked are the recorded outputs of tests/cli and every model there under several command lines. The validator is
checked too: a document with a member taken away, added or of another type must be refused.
"""
import copy
import csv
import html.parser
import io
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "reference"))
import drive  # noqa: E402
import json_schema  # noqa: E402

CASES = HERE.parent / "cli"
MODELS = sorted((CASES / "models").glob("*.yaml")) + drive.CASES
LINES = {
    "states": [[], ["--moves", "--limit", "20"], ["--after-expiry"]],
    "solve": [["--concepts", "all"], ["--limit", "3", "--verify"], ["--rows", "none"], ["--after-expiry"],
              ["--coalitions", "all", "--limit", "9"], ["--groups", "outcomes", "--limit", "9"]],
    "explain": [[], ["--state", "2", "--concepts", "all", "--verify"]],
    "paths": [[], ["--to", "3"], ["--by", "improvements", "--limit", "2"], ["--by", "unsanctioned", "--to", "true"]],
    "ratify": [[], ["--rows", "all", "--limit", "12"]],
    "robust": [["--concepts", "nash", "--radius", "all", "--edits", "insert,flip", "--effort", "300",
                "--variants", "3000"],
               ["--limit", "1", "--after-expiry", "--concepts", "seq", "--variants", "300", "--interactions"]],
    "forecast": [[], ["--slip", "0.1", "--initiative", "0.1", "--simulate", "50", "--limit", "3"]],
    "ripe": [[], ["--state", "3", "--concepts", "all"]],
    "deal": [[], ["--limit", "3"], ["--where", "2"], ["--after-expiry"]],
    "audience": [[], ["--limit", "2"], ["--after-expiry"]],
    "diff": [[CASES / "models" / "well.yaml"], [CASES / "models" / "events2.yaml", "--limit", "3"]],
    "check": [[], ["--inputs"], ["--document"], ["--words"]],
    "timeline": [[], ["--where", "true", "--limit", "5"], ["--after-expiry"]],
    "unlock": [["1", "--max-cost", "1", "--effort", "20000"], ["1", "--inverse", "--concept", "gmr"],
               ["1", "--max-cost", "1", "--levers", "none", "--concept", "smr"]],
}
MANY_STATES = {("robust", "sparse.yaml"), ("robust", "plural_names.yaml")}  # without one of their rules
KEPT_IN_A_STORE = {"replies", "score"}  # test_comments.py has one, test_score.py the other
claims = drive.Claims()
claim = claims.claim
TRUCE = ""


def run(*words):
    done = drive.call(TRUCE, map(str, words))
    return done.stdout.decode() if done.returncode == 0 else None


def lines_of(command, model):
    return [] if (command, model.name) in MANY_STATES else LINES.get(command, [[]])


def schema_of(command):
    return json.loads(run("schema", command))


def commands():
    """Those that have a schema."""
    names = re.findall(r"^  ([a-z]+) ", run("help"), re.M)
    return [name for name in names if name not in KEPT_IN_A_STORE and
            run("schema", name)]


# ------------------------------------------------------------------- schemas

def documents_within(text):
    """JSON documents in an output that may hold several."""
    decoder = json.JSONDecoder()
    while (start := text.find("{")) >= 0:
        try:
            value, end = decoder.raw_decode(text[start:])
        except json.JSONDecodeError:
            return
        yield value
        text = text[start + end:]


def recorded():
    for path in sorted(CASES.glob("*/stdout")):
        text = path.read_text(encoding="utf-8")
        if text.startswith('{"schema": "truce.'):
            for value in documents_within(text):
                yield path.parent.name, value


def validate(name, value, schemas):
    command = value["schema"].split(".")[1]
    if command not in schemas:
        return None
    found = list(json_schema.findings(value, schemas[command]))
    claim(not found, f"{name}: valid by the schema of {command}", *found[:3])
    return command


def places(value):
    """Every object in a document, with the way to it."""
    if isinstance(value, dict):
        yield value
        for member in value.values():
            yield from places(member)
    if isinstance(value, list):
        for item in value:
            yield from places(item)


def refuses_changes(value, schema):
    """The schema covers every object: a member with a new name is refused in at least one object of every kind."""
    for i in range(len(list(places(value)))):
        for change in ("rename", "retype"):
            changed = copy.deepcopy(value)
            place = list(places(changed))[i]
            if not place:
                continue
            key = sorted(place)[0]
            if change == "rename":
                place["renamed_"] = place.pop(key)
            else:
                place[key] = {"of": "another type"}
            yield bool(list(json_schema.findings(changed, schema))), change, key


def check_validator(values, schemas):
    for command, value in values.items():
        refused = list(refuses_changes(value, schemas[command]))
        # objects whose keys are ids take any key
        share = sum(is_refused for is_refused, change, _ in refused
                    if change == "retype") / sum(c == "retype" for _, c, _ in refused)
        claim(share == 1, f"{command}: a value of another type is refused everywhere", share)
        claim(any(is_refused for is_refused, change, _ in refused if change == "rename"),
              f"{command}: a missing member is refused")


def check_schemas(schemas):
    seen = {}
    for name, value in recorded():
        command = validate(name, value, schemas)
        if command and "document" not in value:  # which may be anything
            seen.setdefault(command, value)
    for command in schemas:
        claim(command in seen, f"{command}: some recorded output is JSON")
        for model in MODELS:
            for line in lines_of(command, model):
                text = run(command, model, *line, "--format", "json", "--quiet")
                if text:
                    validate(f"{command} {model.name} {line}", json.loads(text), schemas)
    check_validator(seen, schemas)


# --------------------------------------------------------------------- forms

class Tables(html.parser.HTMLParser):
    """The tables of an HTML fragment, and whether its elements nest."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tables, self.is_nested = [], [], True
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            return
        self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in ("td", "th"):
            span = int(dict(attrs).get("colspan", 1))
            self.tables[-1][-1] += [""] * span

    def handle_endtag(self, tag):
        self.is_nested &= bool(self.open) and self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] in ("td", "th"):
            self.tables[-1][-1][-1] += data


def states_of_csv(text):
    rows = list(csv.reader(io.StringIO(text)))
    claim(len({len(row) for row in rows}) == 1, "CSV: every row has as many cells")
    return [row[0] for row in rows[1:]]


def check_html(name, text, states):
    page = Tables(text)
    claim(page.is_nested and not page.open, f"{name}: HTML nests")
    for table in page.tables:
        claim(len({len(row) for row in table}) == 1, f"{name}: HTML rows have as many cells",
              [len(row) for row in table][:5])
    if states is not None and page.tables:
        column = [row.index("State") for row in page.tables[0] if "State" in row][0]
        claim([row[column] for row in page.tables[0][-len(states):]] == states, f"{name}: HTML has the rows of CSV")


def check_latex(name, text, states):
    bare = re.sub(r"\\[\\{}&%#$_]", "", text)
    claim(bare.count("{") == bare.count("}"), f"{name}: braces of LaTeX are balanced")
    claim(not re.search(r"(\\\\|\\midrule)\s*[\[*]", text),
          f"{name}: no row of LaTeX begins with a bracket or a star")
    tables = re.findall(r"\\begin\{tabular\}\{([lr]+)\}(.*?)\\end\{tabular\}", text, re.S)
    for i, (head, body) in enumerate(tables):
        rows = body.split("\\midrule")[1].split("\\bottomrule")[0].strip().split("\\\\\n")
        rows = [row for row in rows if row.strip()]
        counts = {len(re.findall(r"(?<!\\)&", row)) + 1 for row in rows}
        claim(counts <= {len(head)}, f"{name}: LaTeX rows have as many cells as columns", counts, len(head))
        if states is not None and i == 0:
            claim(len(rows) == len(states), f"{name}: LaTeX has the rows of CSV")


def check_markdown(name, text, states):
    lines = text.split("\n")
    tables = [list(rows) for is_row, rows in itertools.groupby(lines, lambda line: line.startswith("|")) if is_row]
    for rows in tables:
        counts = {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
        claim(len(counts) == 1, f"{name}: Markdown rows have as many cells", counts)
    if states is not None and tables:
        claim(len(tables[0]) == len(states) + 2, f"{name}: Markdown has the rows of CSV")
    glued = [b for a, b in zip(lines, lines[1:]) if a.startswith("- ") and b and not b.startswith(("- ", "  - "))]
    claim(not glued, f"{name}: a paragraph behind a list is not part of its last item", *glued[:2])


def check_forms(schemas):
    checks = {"html": check_html, "latex": check_latex, "markdown": check_markdown}
    for command in schemas:
        for model in MODELS:
            for line in lines_of(command, model):
                if "--moves" in line:
                    continue
                table = run(command, model, *line, "--format", "csv", "--quiet")
                if table is None:
                    continue
                # for people the table of paths has the state where they begin as well
                has_same_rows = table.startswith("state,") and command != "paths"
                states = states_of_csv(table) if has_same_rows else None
                for form, check in checks.items():
                    check(f"{command} {model.name} {line}", run(command, model, *line, "--format", form, "--quiet"),
                          states)


def check_shared_options():
    """What the contract gives to all commands, those that need no model among them."""
    names = re.findall(r"^  ([a-z]+) ", run("help"), re.M)
    for name in set(names) - {"serve", "mcp"}:
        options = set(re.findall(r"^  (?:-\w, )?--([a-z-]+)", run("help", name), re.M))
        expected = {"output", "threads", "quiet", "color", "help"}
        if name not in ("brief", "convert", "new", "rename", "version", "help"): # these write no data
            expected.add("format")
        claim(expected <= options, f"{name}: every command has the options that all share", expected - options)
    with tempfile.TemporaryDirectory() as folder:
        for words in (["concepts"], ["concepts", "--format", "csv"], ["schema", "model"], ["schema", "solve"],
                      ["schema", "solve", "--format", "json"], ["version"], ["help"], ["help", "solve"]):
            path = pathlib.Path(folder, "written")
            written = run(*words, "--output", path, "--quiet", "--threads", "2", "--color", "never")
            claim(written == "" and path.read_text(encoding="utf-8") == run(*words), f"{words}: --output")
        path = pathlib.Path(folder, "model")
        path.write_text("before", encoding="utf-8")
        done = subprocess.run([TRUCE, "schema", "model", "-o", "model"], cwd=folder, capture_output=True)
        claim(done.returncode == 0 and path.read_text(encoding="utf-8").startswith("{"),
              "a file that is called as the operand is no model", done.stderr)
        done = subprocess.run([TRUCE, "schema", "model", "-o", f"{folder}/no/where"], capture_output=True)
        claim(done.returncode == 4 and not done.stdout, "a file that cannot be written", done.returncode)


def check_options():
    well = CASES / "models" / "well.yaml"
    plain, marked = run("solve", well, "--format", "csv"), run("solve", well, "--format", "csv", "--bom")
    claim(marked == "\ufeff" + plain, "--bom puts a byte order mark in front and changes nothing else")
    moves = run("states", well, "--moves", "--format", "csv")
    claim(moves.startswith("from,to,"), "--moves: CSV has the moves first")
    claim(run("states", well, "--moves", "--format", "csv", "--table",
              "table") == run("states", well, "--format", "csv"),
          "--table chooses among several")
    one = run("solve", well, "--format", "html", "--table", "table")
    claim("<table>" in one and "<h1>" not in one, "--table gives the table alone")
    for words in (["--table", "nothing"], ["--format", "json", "--table", "table"], ["--bom"]):
        done = subprocess.run([TRUCE, "solve", well, *words], capture_output=True, encoding="utf-8")
        claim(done.returncode == 2 and not done.stdout and done.stderr, f"wrong usage: {words}",
              done.returncode, done.stderr)
    check_shared_options()
    done = subprocess.run([TRUCE, "schema", "sovle"], capture_output=True, encoding="utf-8")
    claim(done.returncode == 2 and "did you mean 'solve'" in done.stderr, "a schema of nothing", done.stderr)


def main():
    global TRUCE
    TRUCE = str(pathlib.Path(sys.argv[1]).resolve())
    schemas = {command: schema_of(command) for command in commands()}
    claim(len(schemas) >= 4, "commands have schemas", sorted(schemas))
    check_schemas(schemas)
    check_forms(schemas)
    check_options()
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
