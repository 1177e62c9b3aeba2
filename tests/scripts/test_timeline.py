#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""timeline, diff and --at against editing by hand.

    test_timeline.py TRUCE [--models N] [--seed N]

Random models with random events. Each event's changes are made here, on the structure of the model, and the result is
written and solved as a file of its own. Comparing these solutions gives the state of the conflict at each date, the
verdicts that flipped, and those that taking back a single event restores. The command must say the same. `diff` of
the first and the last file must find the same flips; its changes are undone one by one, as events, and solved;
undoing a single change gives the first file's answers again. A model does not differ from itself, however it is
written. And the Doha case before its events, with all events made, is the Doha case.
"""
import copy
import json
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "generate"), str(ROOT / "tests" / "reference")]
import drive  # noqa: E402
import edits  # noqa: E402
import generate  # noqa: E402

CONCEPTS = "nash,gmr,seq"
claims = drive.Claims(most_shown=5)
claim = claims.claim
TRUCE, FOLDER = "", pathlib.Path()


def text_of(document, rng=None):
    if rng is None or rng.random() < 0.3:
        return generate.flow(document, None) + "\n"
    return "\n".join(generate.block(document, rng, 0)) + "\n"


def run(command, *texts, options=()):
    """(JSON or None, status, messages)"""
    names = []
    for i, text in enumerate(texts):
        (FOLDER / f"{i}.yaml").write_text(text, encoding="utf-8")
        names.append(f"{i}.yaml")
    done = drive.call(TRUCE, [command, *names, "--concepts", CONCEPTS, "--format", "json", *options], folder=FOLDER)
    return (json.loads(done.stdout) if done.returncode == 0 else None), done.returncode, done.stderr.decode()


# -------------------------------------------------------------- by hand


class Solved:
    """A solution by the codes of states."""

    def __init__(self, text, options=()):
        self.data, self.status, self.messages = run("solve", text, options=("--rows", "all", *options))
        if not self.data:
            return
        self.rows = {row["code"]: row for row in self.data["table"]}
        self.is_plain = len(self.rows) == len(self.data["table"])
        self.numbers = {row["state"]: row["code"] for row in self.data["table"]}
        self.quo = self.numbers.get(self.data["status_quo"])

    def verdict(self, concept, party, code):
        if code not in self.rows:
            return False
        stable = self.rows[code]["stable"][concept]
        return party in stable if party else len(stable) == len(self.data["parties"])

    def answers(self):
        return {k: self.data[k] for k in ("table", "equilibria", "status_quo", "states", "counts")}


def flips_between(before, after):
    """{(concept, party, is about the status quo, code before, code after): (held, holds)}"""
    found = {}
    for concept in CONCEPTS.split(","):
        for code in before.rows.keys() | after.rows.keys():
            key = (concept, None, False, code, code)
            found[key] = before.verdict(concept, None, code), after.verdict(concept, None, code)
        if before.quo and after.quo:
            who = after.data["parties"] + ([None] if before.quo != after.quo else [])
            for party in who:
                key = (concept, party, True, before.quo, after.quo)
                found[key] = before.verdict(concept, party, before.quo), after.verdict(concept, party, after.quo)
    return {key: value for key, value in found.items() if value[0] != value[1]}


def is_back(key, held, variant):
    concept, party, is_quo, _, code = key
    code = variant.quo if is_quo else code
    return variant.verdict(concept, party, code) == held


def flips_said(flips, before, after):
    said = {}
    for f in flips:
        old, new = before.numbers.get(f["before"]), after.numbers.get(f["after"])
        old, new = (old, new) if f["status_quo"] else (old or new, new or old)
        said[f["concept"], f["party"], f["status_quo"], old, new] = (f["held"], f["holds"]), set(f["causes"])
    return said


# ------------------------------------------------------------- random changes


def quoted(key):
    return '"' + key.replace('"', '""') + '"' if "." in key or '"' in key else key


def some_change(rng, model, document):
    """One change that fits the document as it is now, or None."""
    party = rng.choice(model.parties)
    kind, entry = next(iter(document.get("preferences", {}).get(party, {}).items()), (None, None))
    say = lambda: generate.statement_text(generate.some_statement(rng, model, 2), rng)  # noqa: E731
    what = rng.choice(["quo", "quo", "items", "items", "items", "rules", "moves", "outcome"])
    if what == "quo" and isinstance(document.get("status_quo"), dict) and model.options:
        option = rng.choice(model.options)
        return {"set": f"status_quo.{option.id}", "to": rng.choice(option.levels)}
    if what == "quo" and model.names and "status_quo" in document:
        return {"set": "status_quo", "to": rng.choice(model.names)}
    if what == "items" and isinstance(entry, list) and entry:
        path, at = f"preferences.{party}.{kind}", rng.randint(1, len(entry))
        ways = ["move"] if kind == "rank" else ["move", "remove", "insert", "set"]
        way = rng.choice(ways)
        return {way: f"{path}.{at}", **({"to": rng.randint(1, len(entry))} if way == "move" else
                                        {"value": say()} if way == "insert" else {"to": say()}
                                        if way == "set" else {})}
    if what == "items" and kind == "weigh" and entry:
        return {"set": f"preferences.{party}.weigh.{quoted(rng.choice(list(entry)))}",
                "to": generate.Number(rng.choice(["4", "-1.5", "0"]))}
    if what == "rules" and model.names is None:
        rules = document.get("feasible", [])
        if rules and rng.random() < 0.6:
            return {"remove": f"feasible.{rng.randint(1, len(rules))}"}
        return {"insert": f"feasible.{rng.randint(1, len(rules) + 1)}", "value": say()}
    if what == "moves" and model.options and model.moves is None:
        option = rng.choice(model.options)
        return {"set": f"parties.{model.parties[option.party]}.options.{option.id}.moves",
                "to": rng.choice(["both", "up", "down", "none"])}
    if what == "outcome" and document.get("outcomes"):
        first = list(document["outcomes"])[0]  # nothing stands before it, so it cannot lead back to anything
        atom = ("state",
                rng.choice(model.names)) if model.names else ("atom", rng.choice(model.options).id, "taken", ())
        return {"set": f"outcomes.{first}", "to": generate.statement_text(atom, rng)}
    return None


def some_events(rng, model, document):
    """Events whose changes fit when all events happen."""
    events, now, day = [], copy.deepcopy(document), 10
    for name in ["dawn", "noon", "dusk", "night"][:rng.choice([1, 2, 2, 3, 4])]:
        changes = []
        for _ in range(rng.choice([1, 1, 2])):
            change = some_change(rng, model, now)
            if change:
                edits.apply(now, change)
                changes.append(change)
        day += rng.choice([0, 1, 1])
        events.append({"id": name, "date": f"2025-05-{day}", "changes": changes})
    return events


def after(document, events):
    """The document after these events, None when a change does not fit."""
    now = copy.deepcopy(document)
    try:
        for event in events:
            for change in event["changes"]:
                edits.apply(now, change)
    except (LookupError, TypeError, ValueError):
        return None
    return now


# ------------------------------------------------------------------ comparing


def check_flips(name, said, expected, variants, detail):
    claim({k: v for k, (v, _) in said.items()} == expected, f"{name}: the flips",
          f"{set(said) ^ set(expected)}\n{detail}")
    for key, (held, _) in expected.items():
        causes = {cause for cause, variant in variants.items() if variant and variant.data
                  and is_back(key, held, variant)}
        claim(key not in said or said[key][1] == causes, f"{name}: the causes of {key}",
              f"{said.get(key)} and not {causes}\n{detail}")


def check_moment(name, moment, solved, detail):
    data = solved.data
    claim(moment["counts"] == data["counts"] and moment["states"] == data["states"]
          and moment["status_quo"] == data["status_quo"],
          f"{name}: counts, states, status quo", detail)
    for concept in CONCEPTS.split(","):
        for outcome, count in moment["by_outcome"][concept].items():
            held = sum(outcome in r["outcomes"] and solved.verdict(concept, None, c) for c, r in solved.rows.items())
            claim(held == count, f"{name}: equilibria with outcome {outcome}", detail)
        if solved.quo:
            claim(moment["stable"][concept] == [p for p in data["parties"] if solved.verdict(concept, p, solved.quo)],
                  f"{name}: for whom the status quo is stable", detail)


def check_timeline(name, document, events, text):
    """The Solved at each date; None when there is none."""
    dates = sorted({e["date"] for e in events})
    upto = lambda date: [e for e in events if date and e["date"] <= date]  # noqa: E731
    solved = [Solved(text_of(after(document, upto(date)))) for date in [None, *dates]]
    report, status, messages = run("timeline", text, options=("--limit", "0"))
    if not all(s.data for s in solved):
        claim(status == 1, f"{name}: where a date has no model there is no timeline", text)
        return None
    claim(status == 0, f"{name}: there is a timeline", f"{messages}\n{text}")
    if status or not all(s.is_plain for s in solved):
        return None
    claim([m["date"] for m in report["moments"][1:]] == dates, f"{name}: the dates", text)
    for i, moment in enumerate(report["moments"]):
        check_moment(f"{name} moment {i}", moment, solved[i], text)
        if i == 0:
            continue
        past, variants = upto(dates[i - 1]), {}
        for event in past:
            left = after(document, [e for e in past if e is not event])
            variants[event["id"]] = left and Solved(text_of(left))
        check_flips(f"{name} on {dates[i - 1]}", flips_said(moment["flips"], solved[i - 1], solved[i]),
                    flips_between(solved[i - 1], solved[i]), variants, text)
    return solved


def check_at(name, rng, events, text, solved):
    dates = sorted({e["date"] for e in events})
    k = rng.randrange(len(dates))
    last = [e for e in events if e["date"] == dates[k]][-1]
    for when in (dates[k], last["id"]):
        then = Solved(text, options=("--at", when))
        claim(then.data and then.answers() == solved[k + 1].answers(), f"{name}: --at {when}",
              f"{then.messages}\n{text}")


def undone(change, document):
    """The second model with a change taken back, in the words of an event."""
    undo = {k: generate.Number(v) if k in ("to", "value") and isinstance(v, str) else v
            for k, v in change["undo"].items()}
    event = {"id": "undo", "date": "2030-01-01", "changes": [undo]}
    return text_of({**document, "events": [event]})


def check_diff(name, rng, first, last, solved):
    detail = text_of(first) + text_of(last)
    report, status, messages = run("diff", text_of(first, rng), text_of(last, rng), options=("--limit", "0"))
    claim(status == 0, f"{name}: there is a difference", f"{messages}\n{detail}")
    if status:
        return
    variants, flips = {}, flips_between(solved[0], solved[-1])
    said = flips_said(report["flips"], solved[0], solved[-1])
    is_named = all("weigh" not in (c["to"] or c["from"])
                   for c in report["changes"])  # keys may be written differently here
    for change in report["changes"]:
        path = change["to"] or change["from"]
        if is_named and not change["idle"] and flips:
            variants.setdefault(path, []).append(Solved(undone(change, last), options=("--at", "undo")))
    is_clear = is_named and all(len(v) == 1
                                for v in variants.values())  # one that moved and changed has its path twice
    if is_clear:
        check_flips(name, said, flips, {k: v[0] for k, v in variants.items()}, detail)
    else:
        claim({k: v for k, (v, _) in said.items()} == flips, f"{name}: the flips", detail)
    return report["changes"], is_named


def check_model(seed):
    rng = random.Random(f"timeline {seed}")
    model = generate.generate_surrounded(seed) if seed % 3 == 0 else generate.generate(seed)
    document = generate.document(model, random.Random(f"text {seed}"))
    events = some_events(rng, model, document)
    name, text = f"model {seed}", text_of({**document, "events": events}, rng)
    solved = check_timeline(name, document, events, text)
    same, status, _ = run("diff", text_of(document), text_of(document, rng))
    claim(status != 0 or (same["changes"] == [] and same["flips"] == []), f"{name}: nothing differs from itself",
          text)
    if not solved:
        return
    check_at(name, rng, events, text, solved)
    check_diff(name, rng, document, after(document, events), solved)
    change = some_change(rng, model, document)
    other = change and after(document, [{"changes": [change]}])
    changed = other and Solved(text_of(other))
    if changed and changed.data and changed.is_plain:
        found = check_diff(f"{name} with {change}", rng, document, other, [solved[0], changed])
        if found and len(found[0]) <= 1 and found[1]:
            back = Solved(undone(found[0][0], other), options=("--at", "undo")) if found[0] else changed
            claim(back.data and back.answers() == solved[0].answers(), f"{name}: {change} undone",
                  f"{found}\n{text_of(document)}")
        claim(found and len(found[0]) <= 1, f"{name}: {change} is one change", f"{found}\n{text_of(document)}")


def check_doha():
    case = ROOT / "cases" / "doha-2025"
    text = (case / "timeline.yaml").read_text(encoding="utf-8")
    then, now = Solved(text,
                       options=("--at", "2025-05-12")), Solved((case / "model.yaml").read_text(encoding="utf-8"))
    claim(then.answers() == now.answers(), "Doha after its events has Doha's answers")
    for when in ("answer", "2025-05-12"):
        inputs = [json.loads(subprocess.run([TRUCE, "check", *words, "--format", "json"], capture_output=True,
                                            cwd=case).stdout)["inputs"]
                  for words in (["timeline.yaml", "--at", when], ["model.yaml"])]
        bare = [[{k: v for k, v in i.items() if k != "position"} for i in side] for side in inputs]
        claim(bare[0] == bare[1], f"every input of Doha at {when} is Doha's, in the same order")


def check_expiry():
    """With --after-expiry both commands compare what `solve --after-expiry` finds; an expiry is an input like any
    other."""
    text = (ROOT / "cases" / "doha-2025" / "timeline.yaml").read_text(encoding="utf-8")
    lapsed = ("--after-expiry",)
    report, status, messages = run("timeline", text, options=lapsed)
    claim(status == 0 and report["definitions"].get("after_expiry") is True, "Doha's day after expiry", messages)
    for moment, when in zip(report["moments"], ((), ("--at", "2025-05-12"))):
        solved = Solved(text, options=lapsed + when)
        check_moment(f"Doha after expiry {when}", moment, solved, "")
        claim(solved.data["counts"] != Solved(text, options=when).data["counts"],
              f"Doha after expiry {when} is another matter")
    other = text.replace("becomes: {military: campaign}", "becomes: {military: ceasefire}")
    sides = [Solved(side, options=lapsed) for side in (text, other)]
    expected = {(concept, code) for concept in sides[0].data["concepts"] for code in sides[0].rows
                if sides[0].verdict(concept, None, code) != sides[1].verdict(concept, None, code)}
    report = run("diff", text, other, options=lapsed)[0]
    said = {(flip["concept"], flip["code"]) for flip in report["flips"] if flip["party"] is None
            and not flip["status_quo"]}
    claim(len(report["changes"]) == 1 and not report["changes"][0]["idle"],
          "what a truce turns into matters after expiry")
    claim(expected and said == expected, "the equilibria that flip with it", f"{len(said)} and not {len(expected)}")
    claim(all(len(flip["causes"]) == 1 for flip in report["flips"]), "each because of it")
    plain = run("diff", text, other)[0]
    claim(plain["changes"][0]["idle"] and not plain["flips"], "and not before")


def main():
    global TRUCE, FOLDER
    options = drive.options(__doc__, models=100, seed=1)
    TRUCE = str(pathlib.Path(options.truce).resolve())
    with tempfile.TemporaryDirectory() as folder:
        FOLDER = pathlib.Path(folder)
        check_doha()
        check_expiry()
        for seed in range(options.seed, options.seed + options.models):
            check_model(seed)
    sys.exit(claims.end())


main()
