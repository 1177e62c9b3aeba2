#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Readers' replies from end to end: a file taken in, held, approved, shown in a brief, tried as a variant.

    test_comments.py TRUCE

- The conclusions that change when a reply is tried are those that `solve` finds for the two models, one changed by
  hand.
- A held or rejected reply is shown nowhere; the e-mail address of a reply is never printed, whatever goes wrong.
"""

import csv
import io
import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate"), str(TESTS / "scripts")]
import drive  # noqa: E402
import generate  # noqa: E402
import json_schema  # noqa: E402
import test_brief  # noqa: E402
import workbench  # noqa: E402

SECRET = "very.secret"
EMAIL = f"{SECRET}@example.org"
DOHA = TESTS.parent / "cases" / "doha-2025" / "model.yaml"
CONCEPTS = ["nash", "gmr", "smr", "seq"]


class Desk:
    """A folder with a store, in which commands are run; everything they ever print is kept."""

    def __init__(self, truce, *models):
        self.truce, self.own, self.printed = truce, tempfile.TemporaryDirectory(), b""
        self.folder = Path(self.own.name)
        for name, text in models:
            (self.folder / name).write_text(text, encoding="utf-8")
        with workbench.Workbench(truce, str(self.folder), folder=self.folder) as w:
            self.ids = {m["title"]: m["id"] for m in w.ask("GET", "/api/models").json}

    def __call__(self, *arguments, text=None):
        done = subprocess.run([self.truce, *arguments], cwd=self.folder, input=(text or "").encode(),
                              capture_output=True, timeout=60)
        self.printed += done.stdout + done.stderr
        return done.returncode, done.stdout.decode(), done.stderr.decode()


def reply(**more):
    return json.dumps({"schema": "truce.reply.v1", "name": "Ann", "email": EMAIL,
                       "comment": "Read it again.", **more})


def life_claims(claims, truce):
    desk = Desk(truce, ("doha.yaml", DOHA.read_text(encoding="utf-8")))
    path = "preferences.israel.order.7"
    change = [{"op": "remove", "path": path}]
    title = next(t for t in desk.ids if t.startswith("Talks in Doha"))
    good = reply(model={"title": title}, input=path, change=change)
    claims.same(desk("replies", "list")[1], "There are no replies.\n", "a new store has no replies")
    status, out, err = desk("replies", "add", "-", text=good)
    claims.claim(status == 0 and "Reply 1 is held" in out, f"a reply is taken in: {out}{err}")
    template = (f"schema: truce.reply.v1\nmodel: {{sha256: unknown, title: '{title}'}}\nname: Bo\n"
                f"email: {EMAIL}   # E-mail\ninput:\nclaim: 138 israel nash\nchange:\ncomment: >-\n  by hand\n")
    claims.same(desk("replies", "add", "-", text=template)[0], 0,
                "a reply written by hand from the template is taken in")

    def shown(*arguments):
        desk("replies", "list", "--format", "json", "-o", "replies.json")
        return desk("brief", "doha.yaml", "--replies", "replies.json", *arguments)[1]

    claims.claim("Read it again." not in shown(), "a held reply is not shown")
    claims.same(desk("replies", "approve", "1")[0], 0, "a reply is approved")
    page = shown()
    claims.claim("Read it again." in page and "<strong>Ann, " in page and "by hand" not in page,
                 "an approved reply is shown with its name")
    claims.same(list(test_brief.structure(test_brief.Page(page))), [], "and the page is whole")
    desk("replies", "approve", "2")
    page = shown()
    mark = re.search(r"on the verdict <a class=mark href=#v1>V1</a>", page)
    claims.claim(mark and 'value="claim 138 israel nash"' in page, "the verdict that a reply disputes is named")
    claims.claim("on the verdict [V1]." in shown("--format", "md"), "in Markdown, too")
    status, out, err = desk("replies", "apply", "1", "--format", "json")
    flips = [(f["outcome"], f["concept"], f["before"], f["after"]) for f in json.loads(out)["flips"]]
    claims.same(flips, [("pause_release", "nash", True, False), ("pause_release", "seq", True, False)],
                "without the statement that a truce is kept it holds no longer under Nash and SEQ")
    claims.same(desk("replies", "apply", "2")[0], 1, "a reply without a change cannot be tried")
    claims.same(desk("replies", "reject", "1")[0], 0, "a reply is rejected")
    claims.claim("Read it again." not in shown(), "a rejected reply is not shown")
    for wrong in ("list x", "approve 9", "reject x", "apply 99", "frob", "add nofile", "approve"):
        claims.claim(desk("replies", *wrong.split())[0] in (2, 4), f"replies {wrong} is refused")
    for text in ("{", "[]", reply(email="x"), reply(name=" "), reply(comment=""), reply(frobs=1),
                 reply(change=[{"op": "set"}]),
                 reply(change=[{"op": "burn", "path": "title"}]),
                 reply(change=[{"op": "set", "path": "..", "value": 1}]), reply(change="x"),
                 reply(name="\u001b[31m"), reply(date=["x"]), '{"email": "%s", "x": }' % EMAIL,
                 f"schema: truce.reply.v1\nemail: {EMAIL}\tx: [",
                 f"- {EMAIL}", reply(name=EMAIL), reply(comment=f"Write to {EMAIL.upper()}"), reply(claim=EMAIL),
                 reply(change=[{"op": "set", "path": "title", "value": EMAIL}]), reply(comment="x" * 30000000)):
        claims.claim(desk("replies", "add", "-", text=text)[0] in (1, 2, 3), f"refused: {text[:100]}")
    claims.same(desk("replies", "add", "-", "--model", "999", text=good)[0], 2,
                "a reply is about a model that is there")
    claims.same(desk("replies", "add", "-", text=reply())[0], 2, "and says about which")
    desk("replies", "list")
    claims.claim(SECRET.encode() not in desk.printed, "no command ever prints an e-mail address")
    claims.claim(SECRET not in shown() + (desk.folder / "replies.json").read_text(),
                 "nor does a list or a page have it")


MISFITS = [
    ({"change": [{"op": "remove", "path": "preferences.israel.order.99"}]}, "change"),
    ({"change": [{"op": "set", "path": "preferences.israel.order.7", "value": "frobs or"}]}, "change"),
    ({"change": [{"op": "set", "path": "parties", "value": []}]}, "change"),
    ({"change": [{"op": "insert", "path": "preferences.israel.order.99", "value": "true"}]}, "change"),
    ({"change": [{"op": "move", "path": "preferences.israel.order.7", "to": 99}]}, "change"),
    ({"change": [{"op": "set", "path": "preferences.nobody.order.1", "value": "true"}]}, "change"),
    ({"change": [{"op": "remove", "path": "title"}, {"op": "remove", "path": "title"}]}, "change"),
    ({"input": "preferences.nobody.order.1"}, "input"),
    ({"input": "preferences.israel.order.99", "change": None}, "input"),
    ({"input": "frobs"}, "input"),
    ({"claim": "V12", "change": None}, "claim"),
    ({"claim": "138 nobody nash"}, "claim"),
    ({"claim": "138 israel nice"}, "claim"),
    ({"claim": "769 israel nash"}, "claim"),
    ({"claim": "138 israel nash and more"}, "claim"),
]


def fit_claims(claims, truce):
    """A reply whose change could not be tried is refused when it comes in, and says where."""
    desk = Desk(truce, ("doha.yaml", DOHA.read_text(encoding="utf-8")))
    number = str(min(desk.ids.values()))
    path = "preferences.israel.order.7"
    change = [{"op": "set", "path": path, "value": "true"}]
    for wrong, member in MISFITS:
        status, out, err = desk("replies", "add", "-", "--model", number,
                                text=reply(**{"input": path, "change": change, **wrong}))
        claims.claim(status == 1 and not out and f": {member}: " in err, f"refused: {wrong}: {status} {out}{err}")
    for wrong in ({"comment": f"Write to {EMAIL}."}, {"name": EMAIL.upper()}, {"email": "none"}):
        status, out, _ = desk("replies", "add", "-", "--model", number,
                              text=reply(**{"input": path, "change": None, **wrong}))
        claims.claim(status == 1 and not out, f"an address that would be shown, or is none, is refused: {out}")
    claims.same(desk("replies", "list")[1], "There are no replies.\n", "nothing of that is kept")
    for fitting in ({}, {"change": None}, {"change": None, "input": None}, {"claim": "768 israel nash"},
                    {"input": f"{path}.confidence", "change": [
            {"op": "set", "path": f"{path}.confidence", "value": 0.5}]}):
        status, out, err = desk("replies", "add", "-", "--model", number,
                                text=reply(**{"input": path, "change": change, **fitting}))
        claims.same((status, err), (0, ""), f"taken in: {fitting}: {out}")
        if fitting.get("change", change):
            claims.same(desk("replies", "apply", out.split()[1])[0], 0, "and can be tried")
    claims.claim(SECRET.encode() not in desk.printed, "no refusal prints an e-mail address")


def form_claims(claims, truce):
    """Every action in every form, JSON by its schema."""
    desk = Desk(truce, ("doha.yaml", DOHA.read_text(encoding="utf-8")))
    number = str(min(desk.ids.values()))
    schemas = {name: json.loads(desk("schema", name)[1]) for name in ("replies", "trial")}
    change = [{"op": "set", "path": "title", "value": "x, \"y\""}, {"op": "remove", "path": "preferences.us.order.1"},
              {"op": "move", "path": "preferences.us.order.1", "to": 2}]
    text = reply(input="title", change=change, comment="One line,\nthe next: | \u05e9\u05dc\u05d5\u05dd & <b> $x_1$")

    def document(schema, *words, text=None):
        status, out, err = desk("replies", *words, "--format", "json", text=text)
        claims.same((status, err), (0, ""), f"replies {words} as JSON")
        value = json.loads(out)
        claims.same((value["schema"], list(json_schema.findings(value, schemas[schema]))),
                    (f"truce.{schema}.v1", []), f"replies {words}: valid by its schema")
        return value

    added = document("replies", "add", "-", "--model", number, text=text)
    claims.same([(r["id"], r["state"], r["change"]) for r in added["replies"]], [(1, "held", change)],
                "a reply that is taken in is the result")
    document("replies", "add", "-", "--model", number, text=reply())
    claims.same(document("replies", "approve", "1")["replies"][0]["state"], "approved", "so is one that is approved")
    listed = document("replies", "list")
    claims.same([r["change"] for r in listed["replies"]], [change, None], "a list has the changes as they were")
    claims.same(document("trial", "apply", "1")["reply"], 1, "a trial says of which reply")
    rows = list(csv.DictReader(io.StringIO(desk("replies", "list", "--format", "csv")[1])))
    claims.same([(r["id"], r["comment"], r["state"]) for r in rows],
                [(str(r["id"]), r["comment"], r["state"]) for r in listed["replies"]], "CSV has the same rows")
    claims.same(json.loads(rows[0]["change"]), change, "and changes as JSON")
    for form in ("table", "html", "latex", "markdown"):
        for words in (["list"], ["approve", "1"], ["apply", "1"]):
            status, out, err = desk("replies", *words, "--format", form)
            claims.claim(status == 0 and out and not err and "<b>" not in (out if form == "html" else ""),
                         f"replies {words} as {form}: {out}{err}")
    tables = [desk("replies", "apply", "1", "--format", "csv", "--table", table)[1].split("\n")[0]
              for table in ("flips", "zone")]
    claims.same(tables, ["outcome,name,concept,before,after", "outcome,before,after"], "a trial has two tables")
    for wrong in (["--table", "nothing"], ["--format", "json", "--table", "replies"], ["--bom"]):
        claims.same(desk("replies", "list", *wrong)[0], 2, f"wrong usage: {wrong}")
    marked = desk("replies", "list", "--format", "csv", "--bom", "--output", "list.csv", "--quiet", "--color",
                  "never")
    claims.claim(marked[0] == 0 and (desk.folder / "list.csv").read_bytes().startswith(b"\xef\xbb\xbfid,"),
                 "a list in a file, for spreadsheets")
    claims.claim(SECRET.encode() not in desk.printed, "no form shows an e-mail address")


def first_claims(claims, truce):
    """A reply to a model of a file makes the store; it keeps its date, and one without has that of its arrival."""
    text = DOHA.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "doha.yaml").write_text(text, encoding="utf-8")

        def desk(*arguments, text=""):
            done = subprocess.run([truce, "replies", *arguments], cwd=folder, input=text.encode(),
                                  capture_output=True, timeout=60)
            return done.returncode, done.stdout.decode(), " ".join(done.stderr.decode().split())

        status, _, err = desk("add", "-", text=reply())
        claims.claim(status == 4 and "'truce replies add REPLY --model FILE' makes one" in err,
                     f"without a store it is said how one is made: {err}")
        claims.same(desk("add", "-", "--model", "nofile.yaml", text=reply())[0], 4, "not of a file that is not there")
        for date in ({"date": "2025-05-14"}, {"date": "yesterday"}, {}):
            status, _, err = desk("add", "-", "--model", "doha.yaml", text=reply(**date))
            claims.same((status, err), (0, ""), f"a reply to a file makes the store: {date}")
        listed = json.loads(desk("list", "--format", "json")[1])["replies"]
        claims.same([r["date"] == "2025-05-14" for r in listed], [True, False, False], f"dates: {listed}")
        claims.claim(all(re.match(r"20\d\d-\d\d-\d\dT", r["date"]) for r in listed[1:]),
                     f"what is no date is that of the arrival: {listed}")
        claims.same({r["model"] for r in listed}, {1}, "the file is kept once")


def served_claims(claims, truce):
    with workbench.Workbench(truce) as w:  # nothing given: a new store in a folder of its own opens on the Doha talks
        model = w.ask("GET", "/api/session").json["opening"]
        body = {"model": model, "name": "Ann <b>", "email": EMAIL, "input": "preferences.israel.order.7", "claim": "",
                "change": [{"op": "remove", "path": "preferences.israel.order.7"}],
                "comment": "</script>Read it again.",
                "schema": "truce.reply.v1", "date": "2025-05-14"}
        made = w.ask("POST", "/api/replies", body)
        claims.same(made.status, 201, f"what the form of a served brief posts is taken in: {made.bytes}")
        before = w.ask("GET", f"/api/models/{model}/brief")
        claims.claim(before.status == 200 and b"Read it again" not in before.bytes,
                     "a held reply is not in the served brief")
        w.ask("POST", f"/api/replies/{made.json['id']}/approve")
        after = w.ask("GET", f"/api/models/{model}/brief")
        kept = w.ask("GET", f"/api/models/{model}/brief/file")
        claims.claim(b" action=" in after.bytes and kept.status == 200 and b" action=" not in kept.bytes
                     and b"reply.json" in kept.bytes,
                     "the form of a brief that is saved makes a file, wherever it is read")
        page = test_brief.Page(after.bytes.decode())
        claims.claim("</script>Read it again." in page.said(), "an approved one is")
        claims.same(list(test_brief.structure(page)), [], "the served page is whole")
        meta = next(a["content"] for tag, a, _ in page.elements if a.get("http-equiv"))
        claims.same(after.headers["content-security-policy"],
                    meta + f"; frame-ancestors 'self', form-action http://{w.host}/api/replies",
                    "its policy is the page's own, and its form goes to one address")
        form = next(a for tag, a, _ in page.elements if tag == "form")
        claims.same((form["action"], form["data-model"]), ("/api/replies", str(model)),
                    "its form posts to the workbench")
        tried = w.ask("POST", f"/api/replies/{made.json['id']}/apply")
        claims.same([f["outcome"] for f in tried.json["flips"]], ["pause_release", "pause_release"],
                    "a reply is tried")
        variant = w.ask("GET", f"/api/models/{tried.json['model']}").json
        claims.claim(variant["parent"] == model and variant["name"].endswith("proposes"),
                     "the variant is a model of its own")
        claims.same(w.ask("POST", "/api/replies/99/apply").status, 404, "there has to be such a reply")
        said = after.bytes + tried.bytes + w.ask("GET", "/api/replies").bytes + w.ask("GET", "/api/jobs").bytes
        claims.claim(SECRET.encode() not in said, "no answer has the address")
        w.end()
        claims.claim(SECRET not in w.said + w.errors, "nor has what the workbench prints")


def flips_of(truce, before, after):
    """The differences, from `solve` of both: {(outcome or None, concept): (held before, holds after)}."""

    def facts(text):
        document = drive.solve(truce, text, concepts=",".join(CONCEPTS))
        for concept in CONCEPTS:
            held = set(document["equilibria"][concept])
            if document["status_quo"]:
                yield (None, concept), document["status_quo"] in held
            for outcome in outcomes:
                yield (outcome, concept), any(outcome in row["outcomes"] for row in document["table"]
                                              if row["state"] in held)

    outcomes = json.loads(before)["outcomes"]
    one, other = dict(facts(before)), dict(facts(after))
    return {key: (one[key], other[key]) for key in one if one[key] != other[key]}


def zone_of(truce, text, outcomes):
    """The outcomes among the deals, from `deal`; nothing where deals have no reference point."""
    done = drive.call(truce, ["deal", "-", "--format", "json"], text.encode())
    if done.returncode:
        return set()
    zone = set(json.loads(done.stdout)["zone"])
    rows = drive.solve(truce, text, concepts="nash")["table"]
    return {o for o in outcomes for row in rows if row["state"] in zone and o in row["outcomes"]}


def plain_document(seed):
    """A model of which statements can be struck, as JSON."""
    model = test_brief.conflict(seed)
    text = json.dumps(generate.document(model, random.Random(seed)), ensure_ascii=False, default=str)
    document = json.loads(text)
    document["title"] = f"Conflict {seed}"
    return document


def trial_claims(claims, truce, count):
    documents = {d["title"]: d for d in map(plain_document, range(count))}
    desk = Desk(truce, *((f"{i}.json", json.dumps(d)) for i, d in enumerate(documents.values())))
    flipped = 0
    for title, document in documents.items():
        party = next(p for p in document["preferences"] if document["preferences"][p].get("order"))
        changed = json.loads(json.dumps(document))
        del changed["preferences"][party]["order"][0]
        text = reply(model={"title": title}, change=[{"op": "remove", "path": f"preferences.{party}.order.1"}])
        number = desk("replies", "add", "-", text=text)[1].split()[1]
        status, out, err = desk("replies", "apply", number, "--format", "json")
        told = {(f["outcome"], f["concept"]): (f["before"], f["after"])
                for f in json.loads(out)["flips"]} if status == 0 else err
        expected = flips_of(truce, json.dumps(document), json.dumps(changed))
        flipped += bool(expected)
        zones = [zone_of(truce, json.dumps(d), document["outcomes"]) for d in (document, changed)]
        zone = {(f["outcome"], f["before"], f["after"]) for f in json.loads(out)["zone"]} if status == 0 else err
        claims.same(zone, {(o, o in zones[0], o in zones[1]) for o in zones[0] ^ zones[1]},
                    f"which outcomes are deals of {title}")
        claims.same(told, expected, f"what trying a reply tells of {title}")
    claims.claim(flipped > 1, f"changes matter often enough to be a test ({flipped} of {count})")


def main():
    truce = str(Path(sys.argv[1]).resolve())
    if workbench.is_missing(truce):
        print("skipped: this truce was built without the workbench")
        return 0
    claims = drive.Claims()
    life_claims(claims, truce)
    first_claims(claims, truce)
    fit_claims(claims, truce)
    form_claims(claims, truce)
    served_claims(claims, truce)
    trial_claims(claims, truce, 24)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
