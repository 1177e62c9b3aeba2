# SPDX-License-Identifier: Apache-2.0
"""The cases under cases/ give the results in their expected.json.

    test_cases.py TRUCE [NAME ...]      NAME: a case; without names all of them

expected.json holds, per model file, what the definitions give (found by brute force, not by the program under test):
either the ranks and every stable state of every party, or for the larger case the counts; of a model with `either`
what is stable in all completions, and what in some. The Doha case adds
`answers`: questions, each with checks of which these kinds exist, told apart by their keys:

    state, concept, stable_for                 the parties for which the state is stable
    state, party, concept, leaves_to           unstable: the move to that state is an improvement that nothing
    sanctions state, party, concept, deterred_from       stable: the move to that state is an improvement that is
    sanctioned state, compared_with, then                 the second state is better, worse or equal for each party
    outcome, equilibria                        how many equilibria of each concept carry the outcome
    outcome, stable_for                        how many of the outcome's states are stable for each party
    while, equilibria                          how many equilibria of each concept have these levels
    while, without, both, only_with, ...       equilibria with a party (its options held fixed) against a model
    without it

`published` lists what was compared with print: of a concept the `equilibria`, their `count`, or the `stable` states
of parties. An entry with `differs` is one that the definitions contradict; the case's README says why.
`one move` there: those who computed it let a single move of one opponent be the whole answer, which is computed too.

A model in which a party misreads something has `view` and `hypergame`: what it does not see, its verdicts, surprises,
and the equilibria that are left. A model with marks of strength has `strong`: what is stable under the concepts of
strength.
"""

import json
import re
import sys
from collections import Counter
from functools import lru_cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "reference"))
import drive  # noqa: E402

CASES = Path(__file__).resolve().parents[2] / "cases"
CONCEPTS = ["nash", "gmr", "smr", "seq", "sseq"]
PARAGRAPHS = 19  # of the article behind the Doha case
VERIFY_BELOW = 1000  # states; above that --verify takes too long for every run

results = []


def claim(name, holds, detail=""):
    results.append(bool(holds))
    print(f"{'ok' if holds else 'not ok'} {name}" + ("" if holds else f": {detail}"))


def same(name, found, expected):
    claim(name, found == expected, f"found {json.dumps(found)}, expected {json.dumps(expected)}")


def truce(*arguments):
    done = drive.call(TRUCE, map(str, arguments), folder=CASES.parent, COLUMNS="100", NO_COLOR="1", LC_ALL="C.UTF-8")
    if done.returncode != 0:
        raise RuntimeError(f"truce {' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stderr.decode()}")
    return done.stdout.decode()


@lru_cache(maxsize=None)
def check(path):
    return json.loads(truce("check", path, "--format", "json"))


@lru_cache(maxsize=None)
def solve(path, concepts=",".join(CONCEPTS)):
    return json.loads(truce("solve", path, "--format", "json", "--rows", "all", "--concepts", concepts))


@lru_cache(maxsize=None)
def levels(path):
    """The levels of every state by its number."""
    states = json.loads(truce("states", path, "--format", "json"))
    return {row["state"]: row["levels"] for row in states["table"]}


def explain(path, state, party, concept):
    arguments = ["explain", path, "--state", state, "--party", party, "--concept", concept, "--format", "json"]
    (verdict,) = json.loads(truce(*arguments))["verdicts"]
    return verdict


def row_of(path, state):
    (row,) = [row for row in solve(path)["table"] if row["state"] == state]
    return row


def stable(path):
    """{concept: {party: [states]}} read off the table."""
    data = solve(path)
    return {
        concept: {p: [row["state"] for row in data["table"] if p in row["stable"][concept]] for p in data["parties"]}
        for concept in CONCEPTS
    }


def check_strong(name, path, expected):
    data = solve(path, ",".join(expected))
    for concept, facts in expected.items():
        same(f"{name} {concept}", (data["stable_counts"][concept], data["equilibria"][concept]),
             (facts["stable_counts"], facts["equilibria"]))


def check_together(name, path, expected):
    """What coalitions do under Nash: how they leave the status quo, and which equilibria nobody leaves."""
    data = json.loads(truce("solve", path, "--format", "json", "--rows", "none", "--concepts", "nash", "--coalitions",
                            "all"))
    same(f"{name} strong equilibria", data["strong"], expected["strong"])
    same(f"{name} together from the status quo",
         [[jump["to"], jump["members"]] for jump in data["jumps"] if jump["from"] == data["status_quo"]],
         expected["from_status_quo"])


def check_view(name, path, expected):
    """What one party misreads, and the equilibria of the hypergame."""
    data = json.loads(truce("solve", path, "--format", "json", "--rows", "none", "--limit", "0", "--concepts",
                            ",".join(CONCEPTS)))
    (view,) = data["views"]
    found = {"party": view["party"], "unseen": len(view["unseen"]),
             "stable_counts": {c: len(view["stable"][c]) for c in CONCEPTS}, "surprises": len(view["surprises"]),
             "tempting": sum(one["tempting"] for one in view["surprises"])}
    same(f"{name} view", found, expected["view"])
    equilibria = data["hypergame_equilibria"]
    same(f"{name} hypergame counts", {c: len(equilibria[c]) for c in CONCEPTS}, expected["hypergame_counts"])
    for concept, states in expected["hypergame"].items():
        same(f"{name} hypergame {concept}", equilibria[concept], states)


def check_published(name, entry, verdicts, equilibria):
    concept = entry["concept"]
    found = {"equilibria": equilibria[concept], "count": len(equilibria[concept]),
             "stable": {party: verdicts[concept][party] for party in entry.get("stable", [])}}
    claims = [(found[what], entry[what]) for what in found if what in entry]
    claim(name, len(claims) == 1 and (claims[0][0] == claims[0][1]) != bool(entry.get("differs")),
          f"{json.dumps(claims)}, expected to {'differ' if entry.get('differs') else 'agree'}")


def one_move_equilibria(path, concept):
    """Equilibria of GMR or SMR where a single move of a single opponent is all that can answer an improvement."""
    rows = json.loads(truce("states", path, "--moves", "--format", "json"))["table"]
    moves = {row["state"]: row["moves"] for row in rows}

    def is_stable(party, state):
        rank = {row["state"]: row["rank"][party] for row in rows}

        def deters(y):
            return rank[y] <= rank[state] and (concept == "gmr" or not any(
                rank[z] > rank[state] for z in moves[y][party]))

        return all(any(deters(y) for other in moves[x] if other != party for y in moves[x][other])
                   for x in moves[state][party] if rank[x] > rank[state])

    return [state for state in moves if all(is_stable(party, state) for party in moves[state])]


def check_model(name, path, expected):
    report, data = check(path), solve(path)
    if "together" in expected:
        check_together(name, path, expected["together"])
    if "strong" in expected:
        check_strong(name, path, expected["strong"])
    if "view" in expected:
        check_view(name, path, expected)
    same(f"{name} is well formed", (report["ok"], report["errors"]), (True, 0))
    same(f"{name} raises no warning", [d["message"] for d in report["diagnostics"]], [])
    same(f"{name} parties", data["parties"], expected["parties"])
    same(f"{name} states", (data["states"]["combinations"], data["states"]["feasible"]),
         (expected["combinations"], expected["feasible"]))
    same(f"{name} status quo", data["status_quo"], expected["status_quo"])
    claim(f"{name} table is complete", len(data["table"]) == expected["feasible"] and not data["truncated"],
          f"{len(data['table'])} rows")
    verdicts = stable(path)
    counts = {c: {p: len(states) for p, states in verdicts[c].items()} for c in CONCEPTS}
    same(f"{name} stable counts agree with the table", data["stable_counts"], counts)
    same(f"{name} counts agree with the lists", data["counts"], {c: len(data["equilibria"][c]) for c in CONCEPTS})
    for concept in CONCEPTS:
        if "stable" in expected:
            same(f"{name} {concept} stable", verdicts[concept], expected["stable"][concept])
        else:
            same(f"{name} {concept} stable counts", counts[concept], expected["stable_counts"][concept])
            same(f"{name} {concept} count", data["counts"][concept], expected["counts"][concept])
        if concept in expected.get("equilibria", {}):
            same(f"{name} {concept} equilibria", data["equilibria"][concept], expected["equilibria"][concept])
    if "maybe_counts" in expected:  # an open model
        open_ = {c: {p: sum(p in row["maybe"][c] for row in data["table"]) for p in data["parties"]}
                 for c in CONCEPTS}
        same(f"{name} open counts", open_, expected["maybe_counts"])
        same(f"{name} open equilibria", data["maybe_equilibria"], expected["maybe_equilibria"])
    if "ranks" in expected:
        ranks = {p: [row["rank"][p] for row in data["table"]] for p in data["parties"]}
        same(f"{name} ranks", ranks, expected["ranks"])
    for entry in expected.get("published", []):
        check_published(f"{name} {entry['concept']} in print", entry, verdicts, data["equilibria"])
        if entry.get("differs") == "one move":
            same(f"{name} {entry['concept']} in print, by single moves", one_move_equilibria(path, entry["concept"]),
                 entry["equilibria"])
    if expected["feasible"] < VERIFY_BELOW:
        truce("solve", path, "--verify", "--concepts", ",".join(CONCEPTS), "--format", "json")
        claim(f"{name} every reason verifies", True)


# ------------------------------------------------------- kinds of answers


def answer_stable_for(name, path, c):
    row = row_of(path, c["state"])
    same(f"{name} state {c['state']} code", row["code"], c["code"])
    same(f"{name} state {c['state']} {c['concept']}", row["stable"][c["concept"]], c["stable_for"])


def answer_improvement(name, path, c):
    stays = "deterred_from" in c
    target = c["deterred_from"] if stays else c["leaves_to"]
    verdict = explain(path, c["state"], c["party"], c["concept"])
    moves = {move["to"]: move["sanctioned"] for move in verdict["improvements"]}
    same(f"{name} {c['party']} at {c['state']} to {target} under {c['concept']}",
         (verdict["stable"], moves.get(target)), (stays, stays))


def answer_ranks(name, path, c):
    here, there = row_of(path, c["state"])["rank"], row_of(path, c["compared_with"])["rank"]
    words = {1: "better", 0: "equal", -1: "worse"}
    found = {p: words[(there[p] > here[p]) - (there[p] < here[p])] for p in here}
    same(f"{name} {c['compared_with']} against {c['state']}", found, c["then"])


def answer_outcome(name, path, c):
    carriers = [row for row in solve(path)["table"] if c["outcome"] in row["outcomes"]]
    if "equilibria" in c:
        same(f"{name} {c['outcome']} states", len(carriers), c["states"])
        held = {k: sum(row["state"] in set(solve(path)["equilibria"][k]) for row in carriers) for k in CONCEPTS}
        same(f"{name} {c['outcome']} equilibria", held, c["equilibria"])
    if "stable_for" in c:
        parties = solve(path)["parties"]
        held = {k: {p: sum(p in row["stable"][k] for row in carriers) for p in parties} for k in CONCEPTS}
        same(f"{name} {c['outcome']} stable for", held, c["stable_for"])


def answer_while(name, path, c):
    data, level_of = solve(path), levels(path)
    held = {k: sum(all(level_of[s][o] == v for o, v in c["while"].items()) for s in data["equilibria"][k])
            for k in CONCEPTS}
    same(f"{name} equilibria while {json.dumps(c['while'])}", held, c["equilibria"])


def answer_without(name, path, c):
    """Equilibria of both models, written as levels of the options that they share."""
    small = path.parent / c["without"]
    fixed, concept = c["while"], c["concept"]
    shared = [o["id"] for o in solve(small)["options"]]

    def patterns(model, keep):
        rows = [levels(model)[s] for s in solve(model)["equilibria"][concept]]
        return {tuple(row[o] for o in shared) for row in rows if all(row[k] == v for k, v in keep.items())}

    larger, smaller = patterns(path, fixed), patterns(small, {})
    same(f"{name} {concept} with and without", (len(larger & smaller), len(larger - smaller), len(smaller - larger)),
         (c["both"], c["only_with"], c["only_without"]))


def answer(name, path, c):
    if "without" in c:
        answer_without(name, path, c)
    elif "while" in c:
        answer_while(name, path, c)
    elif "compared_with" in c:
        answer_ranks(name, path, c)
    elif "outcome" in c:
        answer_outcome(name, path, c)
    elif "party" in c:
        answer_improvement(name, path, c)
    else:
        answer_stable_for(name, path, c)


# --------------------------------------------------------- the Doha case


def check_ledger(name, path, n_inputs):
    """Every input of an analyst names its source."""
    inputs = check(path)["inputs"]
    same(f"{name} inputs", len(inputs), n_inputs)
    bare = [f"{i['kind']} {i['id'] or i['text']}" for i in inputs if not i["sources"]]
    same(f"{name} every input has a source", bare, [])
    cites = [s for i in inputs for s in i["sources"]]
    claim(f"{name} cites the article by paragraph",
          all(s["source"] == "article" and s["paragraph"] and 1 <= s["paragraph"] <= PARAGRAPHS for s in cites),
          "a citation names no paragraph or one that does not exist")
    silent = [i["text"] for i in inputs if i["kind"] == "preference" and not (i["because"] and i["confidence"])]
    same(f"{name} every preference has a reason and a confidence", silent, [])


def text_lines(path):
    """The lines about the conflict: all but comments and the title."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(("#", "title:"))]


def check_variant(name, path, variant, counts):
    """A variant differs from the model in exactly so many lines: an edit of only one of the two is found."""
    base, other = Counter(text_lines(path)), Counter(text_lines(variant))
    same(f"{name} lines gone and lines new", [(base - other).total(), (other - base).total()], counts)


def check_leaves_out(name, path, variant, words):
    """The variant is the model without some lines; the other lines are the same, in the same order."""
    rest = iter(text_lines(path))
    added = [line for line in text_lines(variant) if line not in rest]
    same(f"{name} adds no line", added, [])
    options = {o["id"] for o in solve(variant)["options"]} | set(solve(variant)["parties"])
    claim(f"{name} drops {', '.join(words)}", not options & set(words),
          f"still there: {sorted(options & set(words))}")


def run_case(folder):
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    for file, facts in expected["models"].items():
        check_model(f"{folder.name}/{file}", folder / file, facts)
    for item in expected.get("answers", []):
        for c in item["checks"]:
            answer(f"{folder.name} {item['id']} ({c['model']})", folder / c["model"], c)
    for file, count in expected.get("inputs", {}).items():
        check_ledger(f"{folder.name}/{file}", folder / file, count)
    for file, counts in expected.get("lines_changed", {}).items():
        check_variant(f"{folder.name}/{file}", folder / "model.yaml", folder / file, counts)
    for file, words in expected.get("leaves_out", {}).items():
        check_leaves_out(f"{folder.name}/{file}", folder / "model.yaml", folder / file, words)
    files = {str(p.relative_to(folder)) for p in folder.rglob("*.yaml")}
    same(f"{folder.name} every model has expectations", sorted(files - set(expected["models"])), [])
    about = (folder / "README.md").read_text(encoding="utf-8")
    printed = [entry for facts in expected["models"].values() for entry in facts.get("published", [])]
    differs = any("differs" in entry for entry in printed)
    claim(f"{folder.name} says where it comes from",
          "## Where it comes from" in about or (folder / "SOURCE.md").is_file())
    comment = (folder / "model.yaml").read_text(encoding="utf-8").split("\n", 1)[0]
    named = re.search(r" (cases/\S+\.md) of truce\.$", comment)  # true wherever a copy of the model stands
    claim(f"{folder.name} begins with where its sources are told",
          named and (CASES.parent / named[1]).is_file() and named[1].split("/")[1] == folder.name, comment)
    claim(f"{folder.name} says why it differs from print", not differs or "differ" in about.lower(), "README.md")


def check_catalogue():
    """`truce cases` lists what is in cases/, prints it, and README.md there has a line for each."""
    listed = json.loads(truce("cases", "--format", "json"))["cases"]
    names = [one["name"] for one in listed]
    same("the catalogue", sorted(names), sorted(p.parent.name for p in CASES.glob("*/model.yaml")))
    same("group by group", sorted(names, key=lambda name: ["conflict", "symmetric", "game"].index(
        listed[names.index(name)]["group"])), names)
    for one in listed:
        file = CASES / one["name"] / "model.yaml"
        text = file.read_text(encoding="utf-8")
        same(f"cases {one['name']} prints it", truce("cases", one["name"]), text)
        same(f"cases {one['name']} as data", json.loads(truce("cases", one["name"], "--format", "json"))["cases"],
             [{**one, "text": text}])
        states = json.loads((file.parent / "expected.json").read_text())["models"]["model.yaml"]
        same(f"{one['name']} is listed as it is", (one["states"], len(one["parties"]), one["title"]),
             (states["feasible"], len(states["parties"]), check(file)["model"]["title"]))
    rows = re.findall(r"(?m)^\| \[([a-z0-9-]+)\]\(\1/README\.md\) \| (\d+) \| (\d+) \|",
                      (CASES / "README.md").read_text(encoding="utf-8"))
    same("README.md has a line for each", rows,
         [(one["name"], str(len(one["parties"])), str(one["states"])) for one in listed])
    for words, status in ((["cases", "elmira"], 0), (["cases", "cuba-1962"], 0), (["cases", "cuba"], 2),
                          (["cases", "nowhere"], 2), (["cases", "nowhere", "--format", "json"], 2)):
        same(" ".join(words), drive.call(TRUCE, words).returncode, status)
    solved = drive.run(TRUCE, "solve", truce("cases", "elmira"), "--format", "json", "--rows", "none")
    same("what is printed can be solved", json.loads(solved)["equilibria"]["nash"], [5, 6, 9])


def main(names):
    folders = [CASES / name for name in names] or sorted(p.parent for p in CASES.glob("*/expected.json"))
    claim("there are cases", folders)
    if not names:
        check_catalogue()
    for folder in folders:
        try:
            run_case(folder)
        except (RuntimeError, OSError, ValueError, KeyError) as error:
            claim(f"{folder.name} runs", False, f"{type(error).__name__}: {error}")
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: test_cases.py TRUCE [NAME ...]")
    TRUCE = str(Path(sys.argv[1]).resolve())
    sys.exit(main(sys.argv[2:]))
