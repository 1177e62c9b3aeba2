#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every concept on every surface: lists, tables, reasons, proofs, events, differences, views, open preferences.

    test_surfaces.py TRUCE

The concepts are those that `truce concepts` lists, so that a new one is here from its first day. Each surface is a
function that says what is missing of a concept, or None. What the verdicts are is compared elsewhere.
"""

import csv
import io
import json
import re
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "scripts")]
import drive  # noqa: E402
import json_schema  # noqa: E402

MODEL = """truce: 1
title: Two farms, one well
date: 2025-05-01
parties:
  - {id: north, options: [pump]}
  - {id: south, options: [sue]}
status_quo: {}
preferences:
  north: {order: [{that: not sue, strong: 3}, pump]}
  south: {order: [SOUTH]}
"""
KNOWN = MODEL.replace("SOUTH", "not pump, sue")
LATER = MODEL.replace("SOUTH", "sue, not pump")
EVENT = "events: [{id: turn, date: 2025-05-02, changes: [{set: preferences.south.order, to: [sue, not pump]}]}]\n"
OPEN = MODEL.replace("SOUTH", "either: [[not pump, sue], [sue, not pump]]")
MISREAD = "perceives: {north: {changes: [{set: feasible, to: [not (pump and sue)]}]}}\n"
OF_NORTH = "behaviour: {north: %s, south: nash}\n"
PARTIES = ["north", "south"]


class Concept:
    """One of the list; of a family one with a number."""

    def __init__(self, listed):
        stem, number = re.fullmatch(r"(.*?)([A-Z]?)", listed["id"]).groups()
        self.listed, self.is_profile = listed, listed["id"] == "mixed"
        self.id = stem + ("3" if number else "")
        self.label = listed["label"].removesuffix(number) + ("3" if number else "")
        self.behaviour = OF_NORTH % "seq" if self.is_profile else ""


class Asked:
    """The command, asked about one concept."""

    def __init__(self, truce, concept, schemas):
        self.truce, self.concept, self.schemas = truce, concept, schemas

    def run(self, command, model, *words):
        return drive.run(self.truce, command, model + self.concept.behaviour, *words).decode()

    def solve(self, model, *words):
        return self.run("solve", model, "--concepts", self.concept.id, *words)

    def json(self, command, model, *words):
        option = "--concept" if command == "forecast" else "--concepts"
        told = json.loads(self.run(command, model, option, self.concept.id, *words, "--format", "json"))
        wrong = list(json_schema.findings(told, self.schemas[command]))
        if wrong:
            raise drive.Refused(f"{command}: {wrong[0]}")
        return told


def verdicts(document, concept):
    return {(row["state"], p): (p in row["stable"][concept], p in row.get("maybe", {}).get(concept, []))
            for row in document["table"] for p in PARTIES}


# ----------------------------------------------------------------- surfaces

def listed(asked):
    texts = [asked.concept.listed[key] for key in ("name", "definition", "source", "evidence", "needs")]
    told = " ".join(drive.call(asked.truce, ["concepts"]).stdout.decode().split())
    missing = [text for text in (f"{asked.concept.listed['id']}:", *texts) if text not in told]
    return missing or None


def manual(asked):
    text = (TESTS.parent / "docs" / "definitions.md").read_text(encoding="utf-8")
    id_, label = asked.concept.listed["id"], asked.concept.listed["label"]
    names = {id_, label, label.removesuffix("D")}
    return None if any(re.search(rf"\b{re.escape(name)}\b", text) for name in names) else f"{names} not in the manual"


def tables(asked):
    id_, label = asked.concept.id, asked.concept.label
    head = next(csv.reader(io.StringIO(asked.solve(KNOWN, "--format", "csv"))))
    missing = [name for name in (f"eq_{id_}", *(f"{id_}_{p}" for p in PARTIES)) if name not in head]
    told = asked.json("solve", KNOWN)
    missing += [key for key in ("counts", "equilibria", "stable_counts") if id_ not in told[key]]
    forms = {form: asked.solve(KNOWN, "--format", form) for form in ("table", "markdown", "latex", "html")}
    return missing + [form for form, text in forms.items() if label not in text] or None


def definition(asked):
    told = " ".join(asked.solve(KNOWN).split())
    meant = " ".join(asked.concept.listed["definition"].split())
    return None if meant in told else "its definition does not stand above the table"


def proof(asked):
    verified = asked.json("solve", KNOWN, "--verify")["verified"]
    return None if verified == 8 else f"{verified} verdicts verified"


def reasons(asked):
    """`explain` has the verdicts of `solve`, proves them, says by what, and in which words."""
    meant = verdicts(asked.json("solve", KNOWN), asked.concept.id)
    own = dict.fromkeys(PARTIES, asked.concept.label)
    if asked.concept.is_profile:
        own = {"north": "SEQ", "south": "Nash"}
    for state in range(1, 5):
        for one in asked.json("explain", KNOWN, "--state", str(state), "--verify", "--words")["verdicts"]:
            party = one["party"]
            if (one["stable"], one.get("maybe", False)) != meant[state, party]:
                return f"state {state}: {one}"
            if not one["stable"] and not one["improvements"] and not one.get("lines"):
                return f"no reason: {one}"
            if f"under {own[party]}" not in one["text"]:
                return f"not by {own[party]}: {one['text']}"
    text = asked.run("explain", KNOWN, "--state", "1", "--concepts", asked.concept.id, "--format", "html")
    return None if asked.concept.label in text or asked.concept.is_profile else "html"


def events(asked):
    moments = asked.json("timeline", KNOWN + EVENT)["moments"]
    missing = [m for m in moments if asked.concept.id not in m["counts"] or asked.concept.id not in m["stable"]]
    text = asked.run("timeline", KNOWN + EVENT, "--concepts", asked.concept.id)
    return missing or (None if asked.concept.label in text else text)


def differences(asked):
    with tempfile.TemporaryDirectory() as folder:
        for name, model in (("a.yaml", KNOWN), ("b.yaml", LATER)):
            Path(folder, name).write_text(model + asked.concept.behaviour, encoding="utf-8")
        words = (Path(folder, "a.yaml"), Path(folder, "b.yaml"), "--concepts", asked.concept.id)
        told, text = (drive.call(asked.truce, ["diff", *words, "--format", form]).stdout
                      for form in ("json", "table"))
    told = json.loads(told)
    meant = [verdicts(asked.json("solve", model), asked.concept.id) for model in (KNOWN, LATER)]
    changed = [p for p in PARTIES if meant[0][1, p] != meant[1][1, p]]
    flips = [f["party"] for f in told["flips"] if f["concept"] == asked.concept.id and f["status_quo"] and f["party"]]
    if sorted(flips) != changed:
        return f"flips of the status quo: {flips}, not {changed}"
    return None if asked.concept.label in text.decode() else "its label"


def open_preferences(asked):
    """What depends on a completion is proved by two that differ."""
    told = asked.json("solve", OPEN, "--verify")
    known = [verdicts(asked.json("solve", model), asked.concept.id) for model in (KNOWN, LATER)]
    for key, verdict in verdicts(told, asked.concept.id).items():
        of = [one[key] for one in known]
        meant = (all(s for s, _ in of), not all(s for s, _ in of) and any(s or m for s, m in of))
        if verdict != meant:
            return f"{key}: {verdict}, not {meant}"
        state, party = key
        one = asked.json("explain", OPEN, "--state", str(state), "--party", party, "--verify")["verdicts"][0]
        if (one["stable"], one.get("maybe", False)) != meant or (meant[1] and len(one["completions"]) < 2):
            return f"explained: {one}"
    return None


def misreading(asked):
    """The verdicts as seen are those of the view alone; open ones are told as such."""
    for model in (KNOWN, OPEN):
        told = asked.json("solve", model + MISREAD, "--verify")
        view, alone = told["views"][0], asked.json("solve", model + MISREAD, "--seen-by", "north", "--verify")
        codes = {row["state"]: row["code"] for row in told["table"]}
        for key in ("stable", "maybe"):
            seen = {codes[s] for s in view.get(key, {}).get(asked.concept.id, [])}
            meant = {row["code"] for row in alone["table"] if "north" in row.get(key, {}).get(asked.concept.id, [])}
            if seen != meant:
                return f"{key}: {seen}, not {meant}"
        south = verdicts(told, asked.concept.id)
        holds, may_hold = (set(told.get(key, {}).get(asked.concept.id, []))
                           for key in ("hypergame_equilibria", "maybe_hypergame_equilibria"))
        sure = {s for s in view["stable"][asked.concept.id] if south[s, "south"][0]}
        possible = {s for key in ("stable", "maybe") for s in view.get(key, {}).get(asked.concept.id, [])
                    if any(south[s, "south"])}
        if (holds, may_hold) != (sure, possible - sure):
            return f"hypergame: {holds}, maybe {may_hold}"
        if "As seen by north" not in asked.run("explain", model + MISREAD, "--state", "1", "--seen-by", "north",
                                               "--concepts", asked.concept.id):
            return "whose view it is"
    return None


def behaviour(asked):
    """A party may judge by it."""
    if asked.concept.is_profile:
        return None
    told = json.loads(drive.run(asked.truce, "solve", KNOWN + OF_NORTH % asked.concept.id, "--concepts",
                                f"mixed,{asked.concept.id}", "--verify", "--format", "json"))
    own = [{key for key in verdicts(told, c) if key[1] == "north" and verdicts(told, c)[key][0]}
           for c in ("mixed", asked.concept.id)]
    return None if own[0] == own[1] else f"{own}"


def further_questions(asked):
    """Questions that take any concept answer by it, or say why they cannot."""
    for command, *words in (["ripe"], ["deal"], ["robust", "--default-confidence", "0.8", "--variants", "1024"]):
        if asked.concept.id not in json.dumps(asked.json(command, KNOWN, *words)):
            return command
    try:
        asked.json("forecast", KNOWN, "--as-written")
    except drive.Refused as why:
        if f"{asked.concept.label} does not say what a move is worth" not in str(why):
            return why
    return None


SURFACES = [listed, manual, tables, definition, proof, reasons, events, differences, open_preferences, misreading,
            behaviour, further_questions]


def among_all(claims, truce):
    """`all` takes those without a number, and others beside it; who is named must be had."""
    many = drive.solve(truce, KNOWN, concepts="all")["concepts"]
    more = drive.solve(truce, KNOWN, concepts="mr4,all,l2")["concepts"]
    claims.same((more[0], sorted(more)), ("mr4", sorted([*many, "mr4", "l2"])), "all stands beside others")
    three = KNOWN.replace("south, options: [sue]}", "south, options: [sue]}\n  - {id: east, options: [dig]}")
    three = three.replace("  south: {order", "  east: {order: [dig]}\n  south: {order")
    found = drive.solve(truce, three, concepts="all,mr4")
    claims.same([one["concept"] for one in found["left_out"]], ["nm"], "what the model cannot have is left out")
    done = drive.call(truce, ["solve", "-", "--concepts", "all,l2"], three.encode())
    claims.claim(done.returncode == 2 and b"L2 cannot be had" in done.stderr, "unless it is named", done.stderr)
    told = " ".join(drive.run(truce, "solve", KNOWN, "--concepts", "mr4,mr5,gmr-strong,gmr-strong3").decode().split())
    for said in ("MR5 As MR4, with H = 5.", "GMR-strong3 As GMR-strong, with D = 3."):
        claims.claim(said in told, "a family is defined once", told)


def main():
    truce, claims = drive.options(__doc__).truce, drive.Claims()
    concepts = json.loads(drive.call(truce, ["concepts", "--format", "json"]).stdout)["concepts"]
    names = ("solve", "explain", "timeline", "ripe", "deal", "robust", "forecast")
    schemas = {name: json.loads(drive.call(truce, ["schema", name]).stdout) for name in names}
    for one in concepts:
        asked = Asked(truce, Concept(one), schemas)
        for surface in SURFACES:
            try:
                wrong = surface(asked)
            except drive.Refused as refused:
                wrong = str(refused)
            claims.claim(wrong is None, f"{asked.concept.id}: {surface.__name__.replace('_', ' ')}", wrong)
    among_all(claims, truce)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
