#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The workbench from outside: its interface, its refusals, its store.

    python3 tests/scripts/test_serve.py TRUCE
"""
import html.parser
import json
import os
import pathlib
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "scripts"), str(TESTS / "reference")]
import drive  # noqa: E402
from workbench import ROOT, Workbench, is_missing  # noqa: E402

DOHA = (ROOT / "cases/doha-2025/model.yaml").read_text(encoding="utf-8")
WELL = (ROOT / "tests/cli/models/well.yaml").read_text(encoding="utf-8")
EMAIL = "reader.of.briefs@example.org"
claims = drive.Claims(most_shown=1000)
claim = claims.claim


def large_model(options):
    """A model whose solution takes a while: two parties, each wants what the other does."""
    lines = ["truce: 1", "title: Large", "parties:"]
    for party in range(2):
        mine = ", ".join(f"{{id: o{i}}}" for i in range(party, options, 2))
        lines.append(f"  - {{id: p{party}, options: [{mine}]}}")
    lines.append("preferences:")
    for party in range(2):
        order = ", ".join(f"{'not ' if (i + party) % 3 else ''}o{i}" for i in range(options))
        lines.append(f"  p{party}: {{order: [{order}]}}")
    return "\n".join(lines) + "\n"


# ------------------------------------------------------------------ interface

def test_session(w):
    answer = w.ask("GET", "/api/session")
    session = answer.json
    names = [command["name"] for command in session["commands"]]
    claim(answer.status == 200 and {"check", "states", "solve", "explain"} <= set(names),
          "the session lists commands", names)
    claim(not {"serve", "version", "help"} & set(names), "what is for the command line only is not listed", names)
    options = {option["name"] for command in session["commands"] for option in command["options"]}
    claim("concepts" in options
          and not options & {"output", "scratch", "memory", "threads", "color", "help", "store"},
          "options about files and this machine are not listed", options)
    claim([c["id"] for c in session["concepts"]][:4] == ["nash", "gmr", "smr", "seq"], "the session lists concepts")
    model = w.ask("GET", f"/api/models/{session['opening']}").json
    claim(model["text"] == DOHA and model["name"] == "doha-2025", "a new workbench opens on Doha", model["name"])
    claim(len(w.ask("GET", "/api/models").json) == 1, "a new store begins with one case")


def test_same_result_as_command_line(w, truce):
    for case in drive.CASES:
        text = case.read_text(encoding="utf-8")
        for command, options in [("solve", {"concepts": "all"}), ("check", {"inputs": True}),
                                 ("states", {"limit": 20}),
                                 ("explain", {"verify": True}), ("solve", {"format": "table", "rows": "equilibria"}),
                                 ("solve", {"format": "csv", "view": "tableau"})]:
            words = [f"--{name}" if value is True else f"--{name}={value}"
                     for name, value in {"format": "json", **options}.items()]
            direct = subprocess.run([truce, command, *words, "--", "-"], input=text, capture_output=True, text=True,
                                    env=dict(os.environ, COLUMNS="100", NO_COLOR="1"))
            served = w.run(command, text=text, name="-", options=options)
            shown = served["output"]
            if options.get("format") is None:
                shown = served["result"]
                direct_out = json.loads(direct.stdout) if direct.stdout else None
            else:
                direct_out = direct.stdout
            claim(served["status"] == direct.returncode and shown == direct_out,
                  f"{command} {options} of {case.parent.name} is what the command line gives",
                  direct.returncode, direct.stderr, served["status"], served["diagnostics"])


def test_every_command(w):
    """Every command that the session lists can be run, later additions too; no option gives access to a file."""
    secret = tempfile.NamedTemporaryFile("w", suffix=".json")
    secret.write("root:secret")
    secret.flush()
    # What a command cannot do without, and readings few enough for a build with sanitizers.
    needed = {"unlock": {"target": "pause_release"}, "robust": {"radius": "none", "variants": "100"},
              "forecast": {"variants": "10"}, "brief": {"variants": "100"}}
    for command in w.ask("GET", "/api/session").json["commands"]:
        has_two_models = " " in command["argument"] and command["name"] not in needed
        others = {"other": {"text": DOHA}} if has_two_models else {}
        answer = w.run(command["name"], text=DOHA, options=needed.get(command["name"], {}), **others)
        claim(answer["status"] == 0 and (answer["result"] or answer["output"]), f"{command['name']} runs",
              answer["status"], answer["diagnostics"])
        for option in command["options"]:
            value = secret.name if option["value"] else True
            shown = w.ask("POST", "/api/run",
                          {"command": command["name"], "text": DOHA, "options": {option["name"]: value}, **others,
                                               "wait_ms": 10000})
            claim(b"root:secret" not in shown.bytes, f"{command['name']} --{option['name']} reads no file",
                  shown.bytes[:300])
    for names in [("a", "a"), ("other", "other"), ("other", "the other"), ("x", "other")]:
        differing = w.run("diff", text=DOHA, name=names[0],
                          other={"text": DOHA.replace("title: ", "title: New ", 1), "name": names[1]})
        claim(differing["status"] == 0 and "New " in json.dumps(differing["result"]),
              f"two models whatever their names: {names}", differing)


def test_run_refuses(w):
    def run(**body):
        return w.ask("POST", "/api/run", body)
    refused = [
        ({"command": "serve", "text": WELL}, "for the command line only"),
        ({"command": "version", "text": WELL}, "for the command line only"),
        ({"command": "rm", "text": WELL}, "no such command"),
        ({"command": "solve", "text": WELL, "options": {"output": "/tmp/x"}}, "for the command line only"),
        ({"command": "solve", "text": WELL, "options": {"--output": "/tmp/x"}}, "for the command line only"),
        ({"command": "solve", "text": WELL, "options": {"scratch": "/tmp"}}, "for the command line only"),
        ({"command": "solve", "text": WELL, "options": {"help": True}}, "for the command line only"),
        ({"command": "solve", "text": WELL, "options": {"state": "1"}}, "no such option"),
        ({"command": "solve", "text": WELL, "options": {"": "1"}}, "no such option"),
        ({"command": "solve", "text": WELL, "options": {"rows": [1]}}, "text"),
        ({"command": "solve", "text": WELL, "options": [1]}, "object"),
        ({"command": "solve", "text": 5}, "text"),
        ({"command": "solve", "text": "a\0b"}, "zero byte"),
        ({"command": "solve"}, "missing"),
        ({"text": WELL}, "missing"),
        ({"command": "solve", "text": WELL, "wait_ms": -1}, "wait_ms"),
        ({"command": "solve", "text": WELL, "other": 3}, "object"),
    ]
    for body, word in refused:
        answer = run(**body)
        claim(answer.status == 400 and word in answer.json["error"],
              f"refused with '{word}': {list(body.items())[-1]}",
              answer.status, answer.bytes)
    claim(run(command="solve", model=999).status == 404, "a model that is not there cannot be run")
    claim(run(command="solve", model=1, version=999).status == 404, "a version that is not there cannot be run")
    for value in ["--output=/tmp/x", "-h", "; rm -rf /", "$(id)", "../../etc/passwd"]:
        answer = w.run("solve", text=WELL, options={"rows": value})
        claim(answer["status"] == 2 and answer["result"] is None and answer["diagnostics"],
              f"a value is a value whatever is in it: {value}", answer)
    for shift in range(3):
        long = "x" * shift + "\u05e9\u20ac" * 2000
        answer = w.run("explain", text=WELL, options={"party": long})
        claim(answer["status"] == 2 and "\u20ac" in answer["diagnostics"][0]["message"],
              "long words are cut between characters", answer)
        answer = run(command="solve", text=WELL, options={long: 1})
        claim(answer.status == 400 and answer.json["error"], "everywhere", answer.bytes)
    drawn = w.run("paths", text=WELL, options={"format": "svg"})
    claim(drawn["status"] == 2 and "command line only" in drawn["diagnostics"][0]["message"],
          "drawings by Graphviz are refused", drawn)
    dot = w.run("paths", text=WELL, options={"format": "dot"})
    claim(dot["status"] == 0 and dot["output"].startswith("digraph"), "the same as a text is not", dot)
    two = w.run("solve", text=WELL, other={"text": WELL})
    claim(two["status"] == 2 and "one argument too many" in two["diagnostics"][0]["message"],
          "solve takes one model", two)
    wrong = w.run("solve", text=WELL.replace("pump", "pumps", 1))
    claim(wrong["status"] == 1 and wrong["result"] is None
          and any(d["line"] > 0 and d["hint"] for d in wrong["diagnostics"]),
          "diagnostics have places and hints", wrong)


def test_models(w):
    made = w.ask("POST", "/api/models", {"name": "well", "text": WELL})
    claim(made.status == 201 and made.json["version"] == 1, "a model is made", made.bytes)
    at = f"/api/models/{made.json['id']}"
    saved = w.ask("PUT", at, {"text": WELL + "# 2\n", "base_version": 1})
    claim(saved.json == {"version": 2}, "a save makes a version", saved.bytes)
    again = w.ask("PUT", at, {"text": WELL + "# 2\n", "base_version": 1})
    claim(again.json == {"version": 2}, "the same text again makes none, so a save can be repeated", again.bytes)
    late = w.ask("PUT", at, {"text": WELL + "# other tab\n", "base_version": 1})
    claim(late.status == 409 and late.json["version"] == 2 and late.json["text"] == WELL + "# 2\n"
          and late.json["error"],
          "a save over what somebody else saved is a conflict that shows the other text", late.bytes)
    claim(w.ask("PUT", at, {"text": "not: [a model", "base_version": 2}).json == {"version": 3},
          "a wrong model is saved too")
    listed = [(v["version"], v["bytes"]) for v in w.ask("GET", at + "/versions").json]
    claim(listed == [(3, 13), (2, len((WELL + "# 2\n").encode())), (1, len(WELL.encode()))],
          "all versions are kept", listed)
    claim(w.ask("GET", at + "/versions/1").json["text"] == WELL, "an old version can be read")
    claim(w.ask("GET", at + "/versions/4").status == 404, "a version that is not there is not found")
    title = w.ask("GET", at).json["title"]
    claim(title and title in WELL, "the title is the last that could be read", title)
    texts = {"truce: 1\ntitle: \"Half\\u0021\"\nparties: nonsense\n": "Half!",
             "# a note\n'title': It has\n  two lines\ntruce: 1\nparties: [": "It has two lines",
             '{"truce": 1, "title": "In braces", "parties": [{"id": "a"}]}': "In braces",
             "truce: 1\nparties: [{id: a}]\nsummary: |\n  title: not this\n": "",
             "truce: 1\ntitle: [a, b]\nparties: [{id: a}]\n": ""}
    for text, told in texts.items():
        other = w.ask("POST", "/api/models", {"name": "titled", "text": text}).json["id"]
        seen = w.ask("GET", f"/api/models/{other}").json["title"]
        claim(seen == told, f"the title of {text!r} is {told!r}", seen)
        w.ask("DELETE", f"/api/models/{other}")
    variant = w.ask("POST", "/api/models", {"name": "v", "text": WELL, "parent": made.json["id"]}).json
    claim(w.ask("GET", f"/api/models/{variant['id']}").json["parent"] == made.json["id"],
          "a variant knows its parent")
    claim(w.ask("POST", "/api/models", {"name": "v", "text": WELL, "parent": 999}).status == 404,
          "a parent has to be there")
    claim(w.ask("PATCH", at, {"name": "new name"}).json["name"] == "new name", "a model is renamed")
    marked = w.ask("PATCH", at, {"color": 2}).json
    claim(marked["color"] == 2 and marked["name"] == "new name", "a model has a colour", marked)
    for body in [{}, {"color": 7}, {"color": "red"}, {"name": " ", "color": 1}]:
        claim(w.ask("PATCH", at, body).status == 400, f"refused: {body}")
    for label in ["as read", None]:
        w.ask("PATCH", at + "/versions/1", {"label": label or ""})
        labels = {v["version"]: v["label"] for v in w.ask("GET", at + "/versions").json}
        claim(labels[1] == label and labels[2] is None, "a version has a label until it is taken away", labels)
    claim(w.ask("PATCH", at + "/versions/99", {"label": "x"}).status == 404, "a version has to be there")
    claim(w.ask("PATCH", at + "/versions/1", {"label": "a\nb"}).status == 400, "a label is one line")
    claim(w.ask("DELETE", at).json["deleted"] is True, "a model is deleted")
    claim(made.json["id"] not in [m["id"] for m in w.ask("GET", "/api/models").json], "a deleted model is not listed")
    claim(w.ask("PUT", at, {"text": "x", "base_version": 3}).status == 404, "a deleted model cannot be saved")
    claim(w.ask("POST", at + "/restore").json["deleted"] is False, "a deleted model can be had back")
    for body in [{"name": "", "text": ""}, {"name": " ", "text": ""}, {"name": "a\nb", "text": ""},
                 {"name": "a"}, {"text": "a"},
                 {"name": 1, "text": ""}, {"name": "a", "text": "", "parent": "x"},
                 {"name": "a", "text": "", "parent": -1}]:
        claim(w.ask("POST", "/api/models", body).status == 400, f"refused: {body}")
    claim(w.ask("POST", "/api/models", {"name": "a" * 201, "text": ""}).status == 413, "a name has a bound")


def test_beginnings(w, truce):
    examples = w.ask("GET", "/api/examples").json
    listed = json.loads(subprocess.run([truce, "cases", "--format", "json"], capture_output=True).stdout)["cases"]
    shown = [{key: e[key] for key in ("name", "group", "title", "parties", "teaches")} for e in examples]
    claim(shown == [{key: one[key] for key in shown[0]} for one in listed], "the examples are the cases", examples[0])
    (one,) = w.run("cases", words=["elmira"])["result"]["cases"]
    claim(one["text"] == (ROOT / "cases/elmira-1991/model.yaml").read_text(encoding="utf-8"), "each can be had")
    schema = subprocess.run([truce, "schema", "model"], capture_output=True, text=True).stdout
    claim(w.ask("GET", "/api/schema").json == json.loads(schema), "the schema is that of the command line")
    article = "A dam\n\nThe ministry \u201csaid\u201d so.\n"
    direct = subprocess.run([truce, "new", "--from", "-"], input=article, capture_output=True, text=True)
    made = w.run("new", text=article)
    claim(made["output"] == direct.stdout, "a model from an article, as the command line makes it", made)
    claim(w.ask("POST", "/api/run", {"command": "new"}).status == 400, "an article has to be there")
    direct = subprocess.run([truce, "rename", "-", "north", "n"], input=WELL, capture_output=True, text=True)
    renamed = w.run("rename", text=WELL, words=["north", "n"])
    claim(direct.returncode == 0 and renamed["output"] == direct.stdout, "words stand behind the model", renamed)
    claim(w.run("rename", text=WELL)["status"] == 2, "a command says which words are missing")
    for words in ("sue", [1, 2], ["a", "b", "c"]):
        claim(w.ask("POST", "/api/run", {"command": "rename", "text": WELL, "words": words}).status == 400,
              "words are a short list", words)
    claim("Nash" in w.run("concepts", options={"format": "csv"})["output"], "a command may read nothing")
    table = w.run("convert", text=WELL, name="well.yaml", options={"to": "csv"})
    claim(table["status"] == 0 and table["output"].count("\n") > 4, "a model becomes a table", table)
    back = w.run("convert", text=table["output"], name="well.csv", options={"to": "yaml"})
    claim(back["status"] == 0 and "truce: 1" in back["output"], "and a table a model", back)


def test_hostile_texts(w):
    for name in ["<script>alert(1)</script>", "\"quotes\" 'and' \\back", "a\u202egnp.exe", "\u05e9\u05dc\u05d5\u05dd",
                 "../../../etc/passwd", "-",
                 "--output=x", "'; DROP TABLE model; --", "\U0001f54a\ufe0f", "%00%2e%2e", "{{7*7}}"]:
        text = WELL + f"# {name}\n"
        made = w.ask("POST", "/api/models", {"name": name, "text": text}).json
        back = w.ask("GET", f"/api/models/{made['id']}")
        claim(back.json["name"] == name and back.json["text"] == text, f"comes back as it went in: {name!r}",
              back.bytes[:200])
        claim("application/json" in back.headers["content-type"], "and nobody takes it for a page")
        ran = w.run("check", model=made["id"])
        claim(ran["status"] == 0 and ran["result"]["file"], f"a model of that name can be run: {name!r}", ran)
    for body in [b"", b"{", b"[]", b"3", b"null", b"{\"name\": }", b"{} {}", b"{}x", b"\xff\xfe",
                 b"{\"name\": \"\xc3\x28\", \"text\": \"\"}",
                 b"{\"name\": \"\\ud800\", \"text\"", b"[" * 100000, b"{\"a\":" * 50 + b"1" + b"}" * 50,
                 b"{'name': 'x'}",
                 b"{\"name\": \"a\", \"text\": \"b\",}", b"\0" * 10, b"{/* */}"]:
        answer = w.ask("POST", "/api/models", body)
        claim(answer.status == 400 and answer.json["error"], f"malformed: {body[:30]!r}", answer.status, answer.bytes)


def test_sizes(w):
    ten = "# " + "x" * (10 << 20) + "\n" + WELL
    made = w.ask("POST", "/api/models", {"name": "ten megabytes", "text": ten})
    claim(made.status == 201, "10 MB can be saved", made.bytes)
    claim(w.ask("GET", f"/api/models/{made.json['id']}").json["text"] == ten, "and read")
    claim(w.ask("POST", "/api/run", {"command": "check", "text": ten, "wait_ms": 10000}).status == 200, "and run")
    claim(w.ask("POST", "/api/models", {"name": "n", "text": "x" * (17 << 20)}).status == 413, "a model has a bound")
    connection = w.connect()
    connection.putrequest("POST", "/api/models")
    for header in [("X-Truce", "1"), ("Content-Length", str(21 << 20))]:
        connection.putheader(*header)
    connection.endheaders()
    answer = connection.getresponse()
    claim(answer.status == 413, "a body that is announced too long is refused before it is sent", answer.status)
    connection.close()
    connection = w.connect()
    connection.putrequest("POST", "/api/models")
    connection.putheader("X-Truce", "1")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    chunk = b"%x\r\n" % (1 << 20) + b"x" * (1 << 20) + b"\r\n"
    try:
        for _ in range(21):
            connection.send(chunk)
        connection.send(b"0\r\n\r\n")
    except OSError:
        pass
    claim(connection.getresponse().status == 413, "and one whose length is not announced, too")
    connection.close()
    long = w.connect()
    try:
        long.request("GET", "/" + "x" * 100000, headers={"X-Truce": "1"})
        status = long.getresponse().status
    except OSError:
        status = 414
    claim(status in (413, 414, 431), "long headers are refused", status)
    claim(w.ask("GET", "/api/session").status == 200, "after all that it still answers")


# -------------------------------------------------------------------- guards

def test_strangers(w):
    port = w.host.rsplit(":", 1)[1]
    hosts = {"evil.example:" + port: 403, "evil.example": 403, "127.0.0.1": 403, "127.0.0.1:1": 403, "": 403,
             "localhost:" + port: 200,
             "LOCALHOST:" + port: 200, f"127.0.0.1.evil.example:{port}": 403, f"0.0.0.0:{port}": 403,
             f"[::1]:{port}": 403,
             f"127.0.0.1:{port}@evil.example": 403, f"2130706433:{port}": 403}
    for host, status in hosts.items():
        for path in ("/api/session", "/api/models/1/brief", "/nothing"):
            wanted = status if status == 403 or path == "/api/session" else None
            seen = w.ask("GET", path, headers={"Host": host}).status
            claim(seen == wanted if wanted else seen != 403, f"Host '{host}' for {path}", seen)
    save = {"name": "x", "text": WELL}
    cases = [
        ({"X-Truce": None}, 403), ({"X-Truce": "0"}, 403), ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://" + w.host}, 403), ({"Origin": f"http://{w.host}.evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://" + w.host, "Sec-Fetch-Site": "same-origin"}, 201),
        ({"X-Truce": None, "Content-Type": "text/plain"}, 403),
        ({"X-Truce": None, "Content-Type": "application/x-www-form-urlencoded"}, 403),
    ]
    before = len(w.ask("GET", "/api/models").json)
    for headers, status in cases:
        answer = w.ask("POST", "/api/models", save, headers=headers)
        claim(answer.status == status, f"a post with {headers}", answer.status, answer.bytes)
    claim(len(w.ask("GET", "/api/models").json) == before + 1, "what is refused changes nothing")
    claim(w.ask("GET", "/api/models", headers={"X-Truce": None}).status == 403, "reading needs the header too")
    preflight = w.ask("OPTIONS", "/api/models", headers={"X-Truce": None, "Origin": "http://evil.example"})
    claim(preflight.status >= 400 and not any(name.startswith("access-control") for name in preflight.headers),
          "nothing is shared with other origins", preflight.headers)


def test_addresses(w):
    for path in ["/../../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
                 "/api/models/../session",
                 "/api/models/1/versions/../../../etc", "/index.html/", "/app.js%00.html", "/truce.sqlite",
                 "/.git/config", "/api/models/01",
                 "/api/models/1x", "/api/models/-1", "/api/models/99999999999999999999", "/api/models/1/", "/api/",
                 "/api", "/api/models/0"]:
        connection = w.connect()
        connection.putrequest("GET", path)
        connection.putheader("X-Truce", "1")
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        claim(answer.status in (400, 404) and b"root:" not in body, f"there is nothing at {path}",
              answer.status, body)
        connection.close()
    for method, path, allow in [("PUT", "/api/models", "GET, POST"), ("PATCH", "/api/session", "GET"),
                                ("POST", "/", "GET"),
                                ("GET", "/api/run", "POST"), ("BREW", "/api/models/1", "GET, PUT, PATCH, DELETE")]:
        answer = w.ask(method, path)
        claim(answer.status == 405 and answer.headers.get("allow") == allow, f"{method} {path}",
              answer.status, answer.headers)


def test_headers(w):
    for path in ("/", "/api/session", "/nothing"):
        answer = w.ask("GET", path)
        policy = answer.headers["content-security-policy"]
        claim("default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy,
              f"strict policy on {path}")
        claim(answer.headers["x-content-type-options"] == "nosniff", f"no sniffing on {path}")
        claim(answer.headers["cross-origin-resource-policy"] == "same-origin", f"not for other origins: {path}")
    claim(w.ask("GET", "/api/session").headers["cache-control"] == "no-store", "answers are not kept")


def test_page(w):
    page = w.ask("GET", "/", headers={"X-Truce": None})
    if page.status == 404:
        print("(built without its page)")
        return
    claim(page.status == 200 and page.headers["content-type"].startswith("text/html"),
          "the page is there without a header")
    names = re.findall(r'(?:src|href)="(/?[\w./-]+\.(?:js|css))"', page.bytes.decode())
    claim(len(names) >= 2, "the page names its files", names)
    total = 0
    for name in ["/", *("/" + name.lstrip("/") for name in names)]:
        plain = w.ask("GET", name, headers={"X-Truce": None})
        packed = w.ask("GET", name, headers={"X-Truce": None, "Accept-Encoding": "gzip, deflate"})
        claim(plain.status == 200 and "content-encoding" not in plain.headers, f"{name} as it is")
        claim(packed.headers.get("content-encoding") == "gzip", f"{name} compressed")
        import gzip
        claim(gzip.decompress(packed.bytes) == plain.bytes, f"{name} is the same either way")
        claim(w.ask("GET", name, headers={"If-None-Match": plain.headers["etag"]}).status == 304,
              f"{name} is not sent twice")
        total += len(packed.bytes)
    claim(total <= 100_000, "the page as it opens is at most 100 kB compressed", total)
    claim(b"http://" not in page.bytes.replace(b"http://www.w3.org", b"") and b"https://" not in page.bytes,
          "it names no other site")


def test_token(truce):
    with Workbench(truce, "--listen", "127.0.0.1") as w:
        claim(len(w.token) == 32, "--listen prints a token of 128 bits", w.said)
        claim(w.ask("GET", "/api/session").status == 200, "the token opens")
        for wrong in [None, "Bearer", "Bearer ", "Bearer " + "0" * 32, "Bearer " + w.token[:-1],
                      "Bearer " + w.token + "0", "Basic " + w.token,
                      w.token]:
            answer = w.ask("GET", "/api/session", headers={"Authorization": wrong})
            claim(answer.status == 401 and w.token.encode() not in answer.bytes, f"another does not: {wrong}",
                  answer.status)
        claim(w.ask("GET", "/api/models/1/brief", headers={"Authorization": None}).status == 401,
              "nor is the brief read without it")
        claim(w.ask("GET", "/api/session", headers={"Host": "evil.example"}).status == 403,
              "the Host counts all the same")
        first = w.token
    with Workbench(truce, "--listen", "127.0.0.1") as w:
        claim(w.token != first, "every start has a token of its own")


# ---------------------------------------------------------------------- jobs

def wait_for(w, job, states, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        seen = w.ask("GET", f"/api/jobs/{job}").json
        if seen["state"] in states:
            return seen
        time.sleep(0.02)
    return seen


def test_jobs(w):
    huge = large_model(24)
    start = w.ask("POST", "/api/run",
                  {"command": "solve", "text": huge, "options": {"concepts": "all", "rows": "none"}, "wait_ms": 0})
    job = start.json["job"]
    claim(start.status == 202 and start.json["state"] in ("queued", "running"), "long work becomes a job",
          start.bytes)
    claim(job in [one["job"] for one in w.ask("GET", "/api/jobs").json], "the job is listed")
    begin = time.monotonic()
    quick = w.run("solve", text=WELL)
    claim(quick["status"] == 0, "what is quick is done meanwhile", time.monotonic() - begin, quick)
    end = time.monotonic() + 30
    while time.monotonic() < end and not w.ask("GET", f"/api/jobs/{job}").json.get("progress", {}).get("phase"):
        time.sleep(0.01)
    seen = w.ask("GET", f"/api/jobs/{job}").json
    claim(seen["state"] != "running" or seen["progress"]["phase"], "a job says what it is doing", seen)
    w.ask("DELETE", f"/api/jobs/{job}")
    over = wait_for(w, job, ("cancelled", "done"))
    claim(over["state"] == "cancelled" and over["status"] == 130 and over["result"] is None,
          "a job is cancelled", over)
    claim(w.ask("GET", "/api/jobs/999999").status == 404 and w.ask("DELETE", "/api/jobs/999999").status == 404,
          "no such job")

    first = w.ask("POST", "/api/run",
                  {"command": "solve", "text": huge, "options": {"concepts": "all", "rows": "none"}, "wait_ms": 0,
                                       "tag": "typing"}).json
    second = w.run("solve", text=WELL, tag="typing")
    claim(second["status"] == 0 and wait_for(w, first["job"], ("cancelled", "done"))["state"] == "cancelled",
          "newer work takes the place of older work with its tag", first, second)

    slow = w.ask("POST", "/api/models", {"name": "slow", "text": large_model(22)}).json
    kept = w.ask("POST", "/api/run",
                 {"command": "solve", "model": slow["id"], "options": {"rows": "none"}, "wait_ms": 0}).json
    done = wait_for(w, kept["job"], ("done",))
    claim(done["status"] == 0 and done["result"]["schema"] == "truce.solve.v1" and done["model"] == slow["id"],
          "a result is kept", done)
    failing = w.ask("POST", "/api/run",
                    {"command": "explain", "model": slow["id"], "options": {"state": "N"}, "wait_ms": 0}).json
    over = wait_for(w, failing["job"], ("failed",))
    claim(over["status"] == 2 and over["diagnostics"], "a failure is kept with its diagnostics", over)
    return kept["job"]


def test_full_queue(truce):
    with Workbench(truce) as w:
        huge = large_model(26)
        jobs, status = [], 202
        while status == 202 and len(jobs) < 200:
            answer = w.ask("POST", "/api/run",
                           {"command": "solve", "text": huge, "options": {"concepts": "all", "rows": "none"},
                            "wait_ms": 0})
            status = answer.status
            if status == 202:
                jobs.append(answer.json["job"])
        claim(status == 503 and 4 < len(jobs) <= 64, "what is too much is refused", status, len(jobs))
        for job in jobs:
            w.ask("DELETE", f"/api/jobs/{job}")
        states = {wait_for(w, job, ("cancelled", "done", "failed"))["state"] for job in jobs}
        claim("running" not in states and "queued" not in states, "and all can be cancelled", states)
        claim(w.run("solve", text=WELL)["status"] == 0, "then there is room again")


def test_stop_while_working(truce):
    with Workbench(truce) as w:
        body = {"command": "solve", "text": large_model(26), "options": {"concepts": "all", "rows": "none"}}
        w.ask("POST", "/api/run", {**body, "wait_ms": 0})
        answers = []
        waiting = threading.Thread(
            target=lambda: answers.append(w.ask("POST", "/api/run", {**body, "wait_ms": 10000}).json))
        waiting.start()
        time.sleep(0.3)
        begin = time.monotonic()
        status = w.end()
        waiting.join()
        claim(status == 0 and time.monotonic() - begin < 20, "it ends when told to, work or not", status, w.errors)
        claim(answers and answers[0]["status"] == 130, "who waits hears that the work was cancelled", answers)


# --------------------------------------------------------------------- edits


def test_edits(w):
    text = 'truce: 1\nparties:\n  - id: a # first\n    options: [{id: x}]\npreferences: {a: {order: [x, not x]}}\n'
    ask = lambda *edits, **more: w.ask("POST", "/api/edit", {"text": text, "edits": list(edits), **more})
    named = ask({"op": "set", "path": "parties.a.name", "value": "Ä \"quoted\""})
    claim(named.status == 200 and "# first" in named.json["text"] and "quoted" in named.json["text"],
          "an edit keeps comments", named)
    moved = ask({"op": "move", "path": "preferences.a.order.2", "to": 1})
    claim("not x, x" in moved.json["text"], "list elements move", moved)
    for wrong in ({"op": "set", "path": "parties.b.name", "value": "B"},
                  {"op": "remove", "path": "preferences.a.order.9"}):
        answer = ask(wrong)
        claim(answer.status == 400 and answer.json["diagnostics"][0]["severity"] == "error",
              "an edit that does not fit is told", answer)
    for wrong in ({"op": "twist", "path": "title"}, {"op": "set", "path": "title"}, {"path": "title"}, "set",
                  {"op": "move", "path": "a", "to": 0}):
        claim(ask(wrong).status == 400, "edits have a form", wrong)
    claim(ask().status == 400 and w.ask("POST", "/api/edit", {"edits": []}).status == 400,
          "a text and edits are needed")
    claim(w.ask("POST", "/api/edit", {"text": "a: [", "edits": [{"op": "set", "path": "title", "value": 1}]}).status
          == 400, "the text has to be YAML")


# ------------------------------------------------------------------ comments

def test_comments(w):
    good = {"model": 1, "name": "A. Reader", "email": EMAIL, "input": "preferences.us.order.2",
            "comment": "I read it otherwise.",
            "change": [{"op": "move", "path": "preferences.us.order.2", "to": 1}]}
    made = w.ask("POST", "/api/replies", good)
    claim(made.status == 201, "a reply is taken in", made.bytes)
    held = w.ask("GET", "/api/replies?model=1&state=held")
    claim([r["name"] for r in held.json] == ["A. Reader"] and held.json[0]["change"] == good["change"],
          "and held", held.bytes)
    claim(w.ask("GET", "/api/replies?state=approved").json == [], "until somebody approves it")
    moderated = w.ask("POST", f"/api/replies/{made.json['id']}/approve")
    claim(moderated.json["state"] == "approved", "a reply is approved", moderated.bytes)
    name = w.ask("GET", "/api/models/1").json["name"]
    for other in ("replies", "<replies>"):
        w.ask("PATCH", "/api/models/1", {"name": other})
        brief = w.ask("GET", "/api/models/1/brief/file")
        claim(brief.status == 200 and good["comment"].encode() in brief.bytes,
              f"it stands in the brief of a model that is named {other}", brief.bytes[:300])
    w.ask("PATCH", "/api/models/1", {"name": name})
    claim(w.ask("POST", f"/api/replies/{made.json['id']}/reject").json["state"] == "rejected", "or rejected")
    for answer in (made, held, moderated, w.ask("GET", "/api/replies")):
        claim(EMAIL.encode() not in answer.bytes, "no answer has the address")
    for wrong in [{"email": "nobody"}, {"email": "a@b@c"}, {"email": "a@b, c@d"}, {"name": " "}, {"comment": ""},
                  {"change": []}, {"change": "x"},
                  {"change": [{"op": "explode", "path": "title"}]}, {"change": [{"op": "set", "path": "title"}]},
                  {"model": "1"},
                  {"change": [{"op": "move", "path": "title"}]}, {"change": [3]}, {"name": "Ann\u202e"},
                  {"comment": "a\u200bb"},
                  {"comment": "\u001b[31m"}, {"name": EMAIL.upper()}, {"comment": f"Write to {EMAIL}."},
                  {"claim": EMAIL},
                  {"change": [{"op": "set", "path": "title", "value": EMAIL}]}]:
        answer = w.ask("POST", "/api/replies", {**good, **wrong})
        claim(answer.status == 400 and EMAIL.encode() not in answer.bytes, f"refused: {wrong}",
              answer.status, answer.bytes)
    plain = {**good, "comment": "One line,\nthe next: \"quoted\" \\ # {no: yaml}\tand \u05e9\u05dc\u05d5\u05dd"}
    made = w.ask("POST", "/api/replies", plain)
    claim(made.status == 201 and w.ask("GET", "/api/replies").json[-1]["comment"] == plain["comment"],
          "every other text is kept", made.bytes)
    claim(w.ask("POST", "/api/replies", {**good, "model": 999}).status == 404,
          "a reply is about a model that is there")
    path = "preferences.us.order"
    for wrong, member in (({"input": f"{path}.99", "change": None}, "input"), ({"input": "nowhere"}, "input"),
                          ({"change": [{"op": "remove", "path": f"{path}.99"}]}, "change"),
                          ({"change": [{"op": "move", "path": f"{path}.1", "to": 99}]}, "change"),
                          ({"change": [{"op": "set", "path": f"{path}.1", "value": "frobs or"}]}, "change"),
                          ({"change": [{"op": "set", "path": "frobs", "value": 1}]}, "change"),
                          ({"change": [{"op": "remove", "path": "truce"}]}, "change")):
        answer = w.ask("POST", "/api/replies", {**good, **wrong})
        claim(answer.status == 422 and answer.json["member"] == member and answer.json["error"],
              f"what does not fit the model is not taken in: {wrong}", answer.status, answer.bytes)
    made = w.ask("POST", "/api/replies", {**good, "input": f"{path}.1.confidence", "change": [
        {"op": "set", "path": f"{path}.1.confidence", "value": 0.5}]})
    claim(made.status == 201, "an input may be one that the change makes", made.bytes)
    kept = w.ask("GET", "/api/replies").json[-1]
    claim(kept["change"][0]["value"] == 0.5, "a number stays one", kept)
    claim(w.ask("GET", "/api/replies?state=secret").status == 400, "there is no such state")


class Form(html.parser.HTMLParser):
    """The form of a page: its address, and the fields that it sends when left untouched."""

    def __init__(self, page):
        super().__init__()
        self.head, self.fields, self.wrong, self.last, self.within = None, {}, [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        if tag == "form":
            self.head = known
        elif tag in ("input", "textarea", "select"):
            self.fields[known["name"]] = known.get("value", "") if tag == "input" else ""
            self.last, self.within = known["name"], tag
            if known.get("aria-invalid"):
                self.wrong.append(known["name"])
        elif tag == "option" and "selected" in known:
            self.fields[self.last] = known["value"]
        elif tag == "button" and self.head is not None:
            self.head["button"] = known

    def handle_endtag(self, tag):
        self.within = None if tag == self.within else self.within

    def handle_data(self, data):
        if self.within == "textarea":
            self.fields[self.last] += data


def test_comment_form(w):
    """The form of the served brief in a browser without scripts, and attempts to misuse it."""
    ours = {"X-Truce": None, "Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{w.host}",
            "Sec-Fetch-Site": "same-origin"}
    page = w.ask("GET", "/api/models/1/brief", headers={"X-Truce": None})
    form = Form(page.bytes.decode())
    claim(form.head["method"] == "post" and form.head["action"] == "/api/replies"
          and "hidden" not in form.head["button"], "a form to post", form.head)
    claim(set(form.fields) == {"model", "name", "email", "about", "how", "value", "comment"}
          and form.fields["model"] == "1", "its fields", form.fields)
    claim(b'<meta name="referrer" content="same-origin">' in page.bytes,
          "with its origin: a page without a referrer would send null")
    kept = w.ask("GET", "/api/models/1/brief/file").bytes
    claim(b'<meta name="referrer" content="no-referrer">' in kept and b'name="model"' not in kept,
          "a page to be handed on says nothing of itself")
    policies = page.headers["content-security-policy"].split(", ")
    claim(len(policies) == 2 and policies[1] == f"form-action http://{w.host}/api/replies",
          "that goes there only", policies)
    for path in ("/", "/api/session"):
        claim("form-action 'none'" in w.ask("GET", path).headers["content-security-policy"], f"no form on {path}")

    def post(headers=None, raw=None, path="/api/replies", **fields):
        body = raw if raw is not None else urllib.parse.urlencode({**form.fields, **fields}).encode()
        answer = w.ask("POST", path, body, {**ours, **(headers or {})})
        claim(EMAIL.encode() not in answer.bytes, "no answer has the address", answer.bytes)
        return answer

    good = {"name": " A. Reader ", "email": EMAIL, "about": "input preferences.us.order.2",
            "how": "move", "value": "1",
            "comment": "First line\r\nand <script>alert(1)</script> & \u05e9\u05dc\u05d5\u05dd + 100%"}
    made = post(**good)
    claim(made.status == 201 and made.headers["content-type"].startswith("text/html"),
          "a reply is taken in, and a page says so", made.bytes)
    claim(b'href="/api/models/1/brief"' in made.bytes
          and "default-src 'none'" in made.headers["content-security-policy"], "with a way back", made.bytes)
    kept = w.ask("GET", "/api/replies").json[-1]
    claim(kept["name"] == "A. Reader" and kept["comment"] == good["comment"].replace("\r\n", "\n")
          and kept["state"] == "held", "as it was written", kept)
    claim(kept["input"] == "preferences.us.order.2"
          and kept["change"] == [{"op": "move", "path": kept["input"], "to": 1}], "with its change", kept)
    for extra, change in (({"how": "set", "value": "x"}, [{"op": "set", "path": "title", "value": "x"}]),
                          ({"how": "remove"}, [{"op": "remove", "path": "title"}]), ({}, None)):
        made = post(name="A", email=EMAIL, comment="c", about="input title", **extra)
        claim(made.status == 201 and w.ask("GET", "/api/replies").json[-1]["change"] == change,
              f"{extra} proposes {change}", made.bytes)
    made = post(name="A", email=EMAIL, comment="c", about="claim 2 us nash")
    claim(made.status == 201 and w.ask("GET", "/api/replies").json[-1]["claim"] == "2 us nash",
          "a verdict is disputed", made.bytes)

    count = len(w.ask("GET", "/api/replies").json)
    strangers = [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "https://" + w.host},
                 {"Sec-Fetch-Site": "cross-site"},
                 {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"},
                 {"Origin": None, "Sec-Fetch-Site": None}, {"Sec-Fetch-Site": ""},
                 {"Origin": "http://evil.example", "Sec-Fetch-Site": None},
                 {"Origin": None, "Sec-Fetch-Site": "none"},
                 {"Origin": None, "Sec-Fetch-Site": "cross-site"}, {"Host": "evil.example"},
                 {"Host": "evil.example", "Origin": "http://evil.example"},
                 {"Content-Type": "text/plain"}, {"Content-Type": None},
                 {"Content-Type": "multipart/form-data; boundary=x"},
                 {"Content-Type": "application/x-www-form-urlencodedx"}, {"Content-Type": "application/json"}]
    for headers in strangers:
        answer = post(headers, **good)
        claim(answer.status == 403, f"refused: {headers}", answer.status, answer.bytes)
    for path in ("/api/models", "/api/run", "/api/edit", "/api/replies/1/approve", "/api/replies/1/reject",
                 "/api/replies/1/apply", "/api/replies/"):
        answer = post(path=path, **good)
        claim(answer.status == 403, f"a form may do nothing else: {path}", answer.status, answer.bytes)
    whole = urllib.parse.urlencode({**form.fields, **good}).encode()
    wrong = [b"", b"x", whole + b"&name=B", whole + b"&other=1", whole.replace(b"name=", b"nom="),
             whole.replace(b"comment=", b"comment=%00"),
             whole.replace(b"comment=", b"comment=%"), whole.replace(b"comment=", b"comment=%zz"),
             whole.replace(b"comment=", b"comment=%ff"),
             whole.replace(b"comment=", b"comment=\0"), whole.replace(b"model=1", b"model=x"),
             whole.replace(b"model=1", b"model=-1"),
             whole.replace(b"model=1", b"model=99999999999999999999"), whole.replace(b"value=1", b"value=one"),
             whole.replace(b"how=move", b"how=twist"),
             whole.replace(b"value=1", b"value=0"), whole.split(b"&comment")[0]]
    for raw in wrong:
        answer = post(raw=raw)
        claim(answer.status == 400 and answer.headers["content-type"].startswith("text/html"),
              f"refused: {raw[-60:]!r}", answer.status, answer.bytes)
    for fields in ({"email": "nobody"}, {"name": " "}, {"comment": "\r\n"}, {"name": "Ann\u202e"},
                   {"comment": f"Write to {EMAIL}."},
                   {"how": "<b>", "value": "<b>"},
                   {"about": "input <script>alert(1)</script>", "how": "set", "value": EMAIL}):
        answer = post(**{**good, **fields})
        claim(answer.status == 400 and b"<script" not in answer.bytes and b"<b>" not in answer.bytes,
              f"refused: {fields}", answer.bytes)
    misfits = (({"how": "set", "value": " "}, "value"), ({"how": "move", "value": "900"}, "value"),
               ({"how": "set", "value": "frobs and"}, "value"), ({"how": "", "value": "1"}, "how"),
               ({"about": "input status_quo", "how": "remove", "value": "", "comment": "<i>"}, None),
               ({"about": "claim 2 us nash"}, "about"), ({"about": ""}, "about"),
               ({"about": "input preferences.us.order.99", "how": "remove", "value": ""}, "about"),
               ({"about": "input preferences.nobody.order.1", "how": "", "value": ""}, "about"))
    for fields, wrong in misfits:
        answer = post(**{**good, **fields})
        if wrong is None:  # fits, and is not counted as kept
            claim(answer.status == 201, f"taken in: {fields}", answer.bytes)
            count += 1
            continue
        again = Form(answer.bytes.decode())
        kept = {**form.fields, **good, **fields, "email": ""}
        claim(answer.status in (400, 422) and again.wrong == [wrong], f"refused at {wrong}: {fields}", answer.status,
              again.wrong, answer.bytes)
        claim({key: value.strip().replace("\r\n", "\n") for key, value in again.fields.items()}
              == {key: value.strip().replace("\r\n", "\n") for key, value in kept.items()},
              "what was written stands in the form again", again.fields)
        claim("form-action 'self'" in answer.headers["content-security-policy"], "which can be posted again")
    corrected = post(**{**again.fields, "email": EMAIL, "about": "input preferences.us.order.1"})
    claim(corrected.status == 201, "and is taken in when it is corrected", corrected.bytes)
    count += 1
    claim(post(**{**good, "model": "999"}).status == 404, "a reply is about a model that is there")
    for fields in ({"comment": "x" * 20001}, {"comment": "x" * 400000}, {"name": "n" * 201}):
        answer = post(**{**good, **fields})
        claim(answer.status == 413, "a form has its bounds", answer.status, answer.bytes[:300])
    claim(len(w.ask("GET", "/api/replies").json) == count, "nothing of that was kept")
    for headers in ({"Origin": None}, {"Sec-Fetch-Site": None},
                    {"Content-Type": "Application/X-WWW-Form-Urlencoded; charset=utf-8"}):
        claim(post(headers, **good).status == 201, f"one sign is enough: {headers}")


# --------------------------------------------------------------------- store

def test_store_is_kept(truce, job_of):
    with tempfile.TemporaryDirectory() as folder:
        with Workbench(truce, "--store", "own.sqlite", folder=folder) as w:
            claim(w.ask("GET", "/api/session").json["store"] == "own.sqlite", "a session names its store")
        with Workbench(truce, folder=folder) as w:
            claim(w.ask("GET", "/api/session").json["store"] == str(pathlib.Path(folder).resolve() / "truce.sqlite"),
                  "and the usual one with its folder")
            w.ask("PUT", "/api/models/1", {"text": WELL, "base_version": 1})
            job = job_of(w)
            second = subprocess.run([truce, "serve", "--port", "0"], cwd=folder, capture_output=True,
                                    text=True, timeout=60)
            claim(second.returncode == 4 and "another workbench" in second.stderr,
                  "one workbench on one store", second)
            claim(w.ask("PUT", "/api/models/2", {"text": WELL, "base_version": 1}).status == 200,
                  "the first goes on saving")
            claim(w.end() == 0 and EMAIL not in w.said + w.errors, "it ends well", w.errors)
        mode = os.stat(os.path.join(folder, "truce.sqlite")).st_mode & 0o777
        claim(mode == 0o600, "only the owner may read the store", oct(mode))
        with Workbench(truce, folder=folder) as w:
            claim(w.ask("GET", "/api/models/1").json["text"] == WELL, "what was saved is there at the next start")
            claim(w.ask("GET", "/api/models/1/versions/1").json["text"] == DOHA, "with all versions")
            claim(w.ask("GET", f"/api/jobs/{job}").json["result"]["schema"] == "truce.solve.v1",
                  "and the results of jobs")
            new = w.ask("POST", "/api/run", {"command": "solve", "text": large_model(22), "wait_ms": 0}).json["job"]
            claim(new > job, "numbers of jobs are not used again", new, job)


def fails(truce, folder, *arguments):
    done = subprocess.run([truce, "serve", *arguments], cwd=folder, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stderr


def test_bad_stores(truce):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "truce.sqlite"
        good = None
        with Workbench(truce, folder=folder) as w:
            w.end()
            good = path.read_bytes()
        newer = pathlib.Path(folder) / "newer.sqlite"
        newer.write_bytes(good)
        with sqlite3.connect(newer) as db:
            db.execute("PRAGMA user_version = 99")
        db.close()
        other = pathlib.Path(folder) / "other.sqlite"
        with sqlite3.connect(other) as db:
            db.execute("CREATE TABLE t (x)")
        db.close()
        torn = bytearray(good)
        for page in range(4096, len(torn), 4096):
            torn[page:page + 64] = b"\xa5" * 64
        contents = {"text.sqlite": b"this is a text, not a store\n" * 100, "torn.sqlite": bytes(torn),
                    "short.sqlite": good[:5000]}
        for name, content in contents.items():
            (pathlib.Path(folder) / name).write_bytes(content)
        for name in ["newer.sqlite", "other.sqlite", *contents]:
            before = (pathlib.Path(folder) / name).read_bytes()
            status, errors = fails(truce, folder, "--port", "0", "--store", name)
            claim(status == 4 and name in errors and errors.count("\n") == 1, f"{name} is refused in a line",
                  status, errors)
            claim((pathlib.Path(folder) / name).read_bytes() == before, f"{name} is left as it is")
        claim(fails(truce, folder, "--store", "/nowhere/x.sqlite")[0] == 4, "a store in no folder")
        claim(fails(truce, folder, "--store", folder)[0] == 4, "a folder is no store")
        lock = sqlite3.connect(path, isolation_level=None)
        lock.execute("PRAGMA locking_mode = EXCLUSIVE")
        lock.execute("BEGIN EXCLUSIVE")
        status, errors = fails(truce, folder, "--port", "0")
        claim(status == 4 and "locked" in errors, "a store that another program holds", status, errors)
        lock.close()


def test_usage(truce):
    with tempfile.TemporaryDirectory() as folder:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            status, errors = fails(truce, folder, "--port", str(taken.getsockname()[1]))
        claim(status == 4 and "--port" in errors, "a port that is taken", status, errors)
        for arguments in [["--port", "70000"], ["--port", "x"], ["--listen", "example.org"], ["--listen", "1.2.3"],
                          ["--listen", "[::1"],
                          ["--listen", "127.0.0.1:0", "--port", "1"], ["a", "b"], ["--format", "json"]]:
            claim(fails(truce, folder, *arguments)[0] == 2, f"wrong usage: {arguments}")
        claim(fails(truce, folder, "missing.yaml")[0] == 4, "a file that is not there")
        claim(fails(truce, folder, "--listen", "192.0.2.1")[0] == 4, "an address that this machine does not have")
        (pathlib.Path(folder) / "latin.yaml").write_bytes(b"truce: 1\ntitle: caf\xe9\n")
        claim(fails(truce, folder, "latin.yaml")[0] == 1, "a file that is no UTF-8")


def test_files(truce):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "talks" / "model.yaml"
        path.parent.mkdir()
        path.write_text(WELL)
        (path.parent / "second.json").write_text('{"truce": 1, "parties": [{"id": "a", "options": [{"id": "b"}]}]}')
        (path.parent / "notes.txt").write_text("no model")
        (path.parent / ".hidden.yaml").write_text("no model")
        with Workbench(truce, "talks/model.yaml", folder=folder) as w:
            opening = w.ask("GET", f"/api/models/{w.ask('GET', '/api/session').json['opening']}").json
            claim(opening["text"] == WELL and opening["name"] == "talks" and opening["file"] == str(path.resolve()),
                  "opens on a file", opening)
            claim((path.parent / "truce.sqlite").exists() and "talks/truce.sqlite" in w.said,
                  "the store is beside the file", w.said)
            w.ask("PUT", f"/api/models/{opening['id']}", {"text": WELL + "# here\n", "base_version": 1})
        claim(path.read_text() == WELL, "the file is only read")
        with Workbench(truce, "talks", folder=folder) as w:
            models = {m["name"]: m for m in w.ask("GET", "/api/models").json}
            claim({"talks", "second"} <= set(models) and not {"notes", ".hidden"} & set(models),
                  "a folder's models", list(models))
            claim(w.ask("GET", f"/api/models/{opening['id']}").json["text"] == WELL + "# here\n",
                  "a file without news changes nothing")
        path.write_text(WELL + "# there\n")
        with Workbench(truce, "talks/model.yaml", folder=folder) as w:
            model = w.ask("GET", f"/api/models/{opening['id']}").json
            claim(model["text"] == WELL + "# there\n" and model["version"] == 3, "what a file says anew is a version",
                  model["version"])


# --------------------------------------------------------------- many at once

def test_two_at_once(w):
    """Twenty clients save one model at once: every acknowledged save is a version of its own, none is lost."""
    made = w.ask("POST", "/api/models", {"name": "shared", "text": WELL}).json
    acknowledged, lock = {}, threading.Lock()

    def hand(number):
        base, connection = 1, w.connect()
        for turn in range(10):
            text = f"{WELL}# {number} {turn}\n"
            for _ in range(400):
                answer = w.ask("PUT", f"/api/models/{made['id']}", {"text": text, "base_version": base},
                               connection=connection)
                base = answer.json["version"]
                if answer.status == 200:
                    with lock:
                        acknowledged.setdefault(base, []).append(text)
                    break
        connection.close()

    hands = [threading.Thread(target=hand, args=(number,)) for number in range(20)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    claim(sorted(acknowledged) == list(range(2, 202)) and all(len(texts) == 1 for texts in acknowledged.values()),
          "saves at the same time get versions of their own", len(acknowledged))
    claim(all(w.ask("GET", f"/api/models/{made['id']}/versions/{version}").json["text"] == texts[0]
              for version, texts in acknowledged.items()),
          "and each version is what was acknowledged")


def test_slow_and_rude(w):
    name, port = w.host.rsplit(":", 1)
    sockets = [socket.create_connection((name, int(port))) for _ in range(30)]
    for one in sockets:
        one.sendall(b"POST /api/models HTTP/1.1\r\nHost: " + w.host.encode() + b"\r\nX-Tru")
    claim(w.ask("GET", "/api/session").status == 200, "thirty that never finish a request keep nobody out")
    for one in sockets:
        one.close()
    for raw in [b"\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00" * 100, b"GET / HTTP/9.9\r\n\r\n",
                b"POST /api/run HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
                b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"GET /api/session HTTP/1.0\r\n\r\n"]:
        with socket.create_connection((name, int(port)), timeout=5) as one:
            one.sendall(raw)
            one.shutdown(socket.SHUT_WR)
            try:
                seen = one.recv(4096)
            except OSError:
                seen = b""
            claim(b" 200 " not in seen.split(b"\r\n")[0], f"nothing comes of {raw[:40]!r}", seen[:100])
    claim(w.ask("GET", "/api/session").status == 200, "and it still answers")


def main():
    truce = str(pathlib.Path(sys.argv[1]).resolve())
    if is_missing(truce):
        print("skipped: this truce was built without the workbench\n0 passed, 0 failed")
        return 0
    with Workbench(truce) as w:
        test_session(w)
        test_same_result_as_command_line(w, truce)
        test_beginnings(w, truce)
        test_every_command(w)
        test_run_refuses(w)
        for test in (
            test_models, test_hostile_texts, test_sizes, test_strangers, test_addresses, test_headers,
            test_page, test_jobs,
                     test_edits, test_comments, test_comment_form, test_two_at_once, test_slow_and_rude):
            test(w)
        claim(w.end() == 0, "it ends with status 0", w.errors)
        claim(w.errors == "", "and says nothing on standard error", w.errors)
    test_full_queue(truce)
    test_stop_while_working(truce)
    test_token(truce)
    test_store_is_kept(truce, test_jobs)
    test_bad_stores(truce)
    test_usage(truce)
    test_files(truce)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
