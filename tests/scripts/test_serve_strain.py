#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The workbench under strain: models that take for ever, clients that flood it or stall, the end in the middle of
work, readers who send too much.

    python3 tests/scripts/test_serve_strain.py TRUCE
"""
import pathlib
import socket
import sqlite3
import sys
import tempfile
import threading
import time

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "scripts"), str(TESTS / "reference")]
import drive  # noqa: E402
from workbench import ROOT, Workbench, is_missing  # noqa: E402

WELL = (ROOT / "tests/cli/models/well.yaml").read_text(encoding="utf-8")
IN_A_MOMENT = 1.0  # a job that is deleted
AT_ONCE = 2.0  # the end of the program
SLACK = 0.5  # what a busy machine may add
claims = drive.Claims(most_shown=100)
claim = claims.claim


def chain(operands):
    """One statement of many operands: its analysis is long, and its text too."""
    return ("truce: 1\nparties:\n  - {id: a, options: [{id: x}]}\n  - {id: b, options: [{id: y}]}\n"
            'status_quo: {x: no}\npreferences:\n  a: {order: ["' + "x and " * operands + 'y"]}\n  b: {order: [y]}\n')


def wide(options):
    """Many states, each of which every concept has to look at."""
    parties, orders = [], []
    for party in range(2):
        mine = range(party, options, 2)
        parties.append(f"  - {{id: p{party}, options: [{', '.join(f'{{id: o{i}}}' for i in mine)}]}}")
        order = ", ".join(f"{'not ' if (i + party) % 3 else ''}o{i}" for i in range(options))
        orders.append(f"  p{party}: {{order: [{order}]}}")
    return "\n".join(["truce: 1", "status_quo: {}", "parties:", *parties, "preferences:", *orders, ""])


def long_text(megabytes, statements=1000):
    order = "".join(f"      - that: x if y\n        because: reason {i}\n" for i in range(statements))
    filling = ("# " + "x" * 97 + "\n") * (megabytes * 10000)
    return ("truce: 1\nparties:\n  - {id: a, options: [{id: x}]}\n  - {id: b, options: [{id: y}]}\n" + filling +
            "preferences:\n  a:\n    order:\n" + order + "  b: {order: [y]}\n")


def many_edits(count=1000):
    return [{"op": "set", "path": f"preferences.a.order.{i + 1}.because", "value": f"another reason {i}"}
            for i in range(count)]


def start(w, command, text, **options):
    return w.ask("POST", "/api/run", {"command": command, "text": text, "options": options, "wait_ms": 0}).json["job"]


def raw(w, head, body=b"", timeout=5):
    """What comes back, until the server closes; and after how long its first line came."""
    name, port = w.host.rsplit(":", 1)
    begin, seen, first = time.monotonic(), b"", None
    with socket.create_connection((name, int(port)), timeout=timeout) as one:
        one.sendall(head.replace(b"HOST", w.host.encode()) + body)
        try:
            while piece := one.recv(1 << 16):
                first = first or time.monotonic() - begin
                seen += piece
        except OSError:
            pass
    return seen, first if first is not None else timeout


# ------------------------------------------------------------------------ jobs

def test_deleted_jobs_are_gone(truce):
    with Workbench(truce) as w:
        for text, command, options in [(chain(200000), "deal", {}), (chain(200000), "brief", {}),
                                       (wide(26), "solve", {"concepts": "all", "rows": "none"})]:
            jobs = [start(w, command, text, **options) for _ in range(4)]
            time.sleep(0.3)
            begin = time.monotonic()
            other = w.run("solve", text=WELL)
            claim(other["status"] == 0 and time.monotonic() - begin < 2 + SLACK,
                  f"four long {command} keep no other model waiting", time.monotonic() - begin, other["status"])
            for job in jobs:
                begin = time.monotonic()
                w.ask("DELETE", f"/api/jobs/{job}")
                seen = w.ask("GET", f"/api/jobs/{job}").json
                claim(seen["state"] in ("cancelled", "done", "failed")
                      and time.monotonic() - begin < IN_A_MOMENT + SLACK,
                      f"a {command} that is deleted is gone", seen["state"], time.monotonic() - begin)
            begin = time.monotonic()
            again = w.run("solve", text=WELL)
            claim(again["status"] == 0 and time.monotonic() - begin < 1 + SLACK, "and the threads are free again",
                  time.monotonic() - begin)


def test_long_edits(w):
    text = long_text(14)
    begin = time.monotonic()
    answer = w.ask("POST", "/api/edit", {"text": text, "edits": many_edits()})
    seconds = time.monotonic() - begin
    claim(answer.status == 200 and "another reason 999" in answer.json["text"], "a thousand edits of a long text",
          answer.status, answer.bytes[:200])
    claim(seconds < 8, "take seconds", seconds)
    answer = w.ask("POST", "/api/edit", {"text": text, "edits": many_edits(), "wait_ms": 0})
    claim(answer.status == 202 and answer.json["command"] == "edit", "nobody has to wait for them",
          answer.bytes[:200])
    job = answer.json["job"]
    end = time.monotonic() + 20
    while time.monotonic() < end and w.ask("GET", f"/api/jobs/{job}").json["state"] in ("queued", "running"):
        time.sleep(0.05)
    over = w.ask("GET", f"/api/jobs/{job}").json
    claim(over["state"] == "done" and "another reason 999" in over["result"]["text"], "they are a job", over["state"])
    answer = w.ask("POST", "/api/edit", {"text": text, "edits": many_edits(), "wait_ms": 0})
    begin = time.monotonic()
    w.ask("DELETE", f"/api/jobs/{answer.json['job']}")
    seen = w.ask("GET", f"/api/jobs/{answer.json['job']}").json
    claim(seen["state"] in ("cancelled", "done") and time.monotonic() - begin < IN_A_MOMENT + SLACK,
          "that can be cancelled", seen["state"], time.monotonic() - begin)


# ---------------------------------------------------------------------- ending

def upload(w, stop):
    """A body that never ends."""
    name, port = w.host.rsplit(":", 1)
    one = socket.create_connection((name, int(port)))
    head = f"POST /api/models HTTP/1.1\r\nHost: {w.host}\r\nX-Truce: 1\r\nContent-Length: 9000000\r\n\r\n"
    one.sendall(head.encode())
    one.sendall(b"{" * 100000)
    stop.append(one)


def read_slowly(w, stop):
    """An answer that nobody takes."""
    name, port = w.host.rsplit(":", 1)
    made = w.ask("POST", "/api/models", {"name": "long", "text": long_text(14)}).json["id"]
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    one.connect((name, int(port)))
    one.sendall(f"GET /api/models/{made} HTTP/1.1\r\nHost: {w.host}\r\nX-Truce: 1\r\n\r\n".encode())
    stop.append(one)


def work(w, stop):
    for _ in range(4):
        start(w, "deal", chain(200000))
    for _ in range(4):
        start(w, "solve", wide(26), concepts="all", rows="none")


def wait_for_work(w, stop):
    body = {"command": "solve", "text": wide(26), "options": {"concepts": "all", "rows": "none"}, "wait_ms": 10000}
    threading.Thread(target=lambda: ask_in_vain(w, "/api/run", body), daemon=True).start()


def edit(w, stop):
    body = {"text": long_text(14), "edits": many_edits()}
    for _ in range(3):
        threading.Thread(target=lambda: ask_in_vain(w, "/api/edit", body), daemon=True).start()


def save(w, stop):
    body = {"name": "long", "text": chain(2000000)}
    threading.Thread(target=lambda: ask_in_vain(w, "/api/models", body), daemon=True).start()


def stall(w, stop):
    name, port = w.host.rsplit(":", 1)
    for _ in range(20):
        one = socket.create_connection((name, int(port)))
        one.sendall(b"GET / HTTP/1.1\r\nHo")
        stop.append(one)


def ask_in_vain(w, path, body):
    try:
        w.ask("POST", path, body)
    except Exception:
        pass


def test_end_in_every_state(truce):
    for busy in ([work], [wait_for_work], [upload], [read_slowly], [edit], [save], [stall],
                 [work, upload, read_slowly, stall]):
        name = ", ".join(one.__name__ for one in busy)
        with tempfile.TemporaryDirectory() as folder:
            w, stop = Workbench(truce, folder=folder), []
            saved = w.ask("POST", "/api/models", {"name": "well", "text": WELL}).json["id"]
            for one in busy:
                one(w, stop)
            time.sleep(0.4)
            begin = time.monotonic()
            status = w.end()
            seconds = time.monotonic() - begin
            claim(status == 0 and seconds < AT_ONCE + SLACK, f"it ends at once: {name}", status, seconds, w.errors)
            for one in stop:
                one.close()
            db = sqlite3.connect(pathlib.Path(folder) / "truce.sqlite")
            kept = db.execute("SELECT text FROM version WHERE model = ?", (saved,)).fetchone()
            claim(kept and kept[0] == WELL and db.execute("PRAGMA integrity_check").fetchone()[0] == "ok",
                  f"and its store is whole: {name}")
            db.close()


# --------------------------------------------------------------------- sockets

def test_bodies(w):
    head = b"POST /api/models HTTP/1.1\r\nHost: HOST\r\nX-Truce: 1\r\n"
    for encoding in [b"gzip", b"identity", b"chunked, gzip", b"gzip, chunked", b"xchunked", b"cow"]:
        seen, seconds = raw(w, head + b"Transfer-Encoding: " + encoding + b"\r\n\r\n")
        claim(seen.startswith(b"HTTP/1.1 501 ") and seconds < 1, f"{encoding} is not known, and that is said at once",
              seen[:80], seconds)
    for twice in [b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
                  b"Content-Length: 3\r\nContent-Length: 4\r\n",
                  b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"]:
        seen, seconds = raw(w, head + twice + b"\r\n", b"1\r\nx\r\n0\r\n\r\n")
        claim(seen[9:12] in (b"400", b"501") and seconds < 1, f"a length is given once: {twice}", seen[:80], seconds)
    seen, seconds = raw(w, head + b"Content-Length: 30000000\r\n\r\n")
    claim(seen.startswith(b"HTTP/1.1 413 ") and seconds < 1, "what is announced too long is refused at once",
          seen[:80], seconds)
    chunk = b"100000\r\n" + b"x" * (1 << 20) + b"\r\n"
    seen, seconds = raw(w, head + b"Transfer-Encoding: chunked\r\n\r\n", chunk * 21, timeout=10)
    claim(seen.startswith(b"HTTP/1.1 413 ") and b'"error"' in seen and seconds < 5,
          "what gets too long is refused before its end", seen[:80], seconds)
    for flood in [b"X-A: " + b"y" * 60000 + b"\r\n", b"".join(b"X-%d: y\r\n" % i for i in range(9000))]:
        seen, seconds = raw(w, head + flood + b"\r\n")
        claim(b" 200 " not in seen[:20] and seconds < 5 + SLACK, "too many headers are refused", seen[:80], seconds)
    claim(w.ask("GET", "/api/session").status == 200, "and it still answers")


def test_too_many_connections(w):
    name, port = w.host.rsplit(":", 1)
    sockets = []
    for i in range(300):
        one = socket.create_connection((name, int(port)), timeout=5)
        if i % 2:
            one.sendall(b"GET /api/session HTTP/1.1\r\nHost: ")
        sockets.append(one)
    begin, answers = time.monotonic(), []
    while answers.count(200) < 20 and time.monotonic() - begin < 10:
        try:
            answers.append(w.ask("GET", "/api/session", connection=w.connect(5)).status)
        except OSError as error: # there may be no room until the server has seen that they are idle
            answers.append(str(error))
            time.sleep(0.05)
    claim(answers.count(200) == 20, "three hundred idle connections keep nobody out", answers)
    for one in sockets:
        one.close()


# --------------------------------------------------------------------- replies

def test_too_many_replies(truce):
    with Workbench(truce) as w:
        reply = {"model": 1, "name": "A. Reader", "email": "reader@example.org", "comment": "x" * 19000}
        answers = []
        for i in range(200):
            answers.append(w.ask("POST", "/api/replies", {**reply, "comment": f"{i} {reply['comment']}"}))
            if answers[-1].status != 201:
                break
        taken = sum(answer.status == 201 for answer in answers)
        claim(50 <= taken <= 150 and answers[-1].status == 429 and int(answers[-1].headers["retry-after"]) > 0,
              "an address may send only so many", taken, answers[-1].status, answers[-1].headers)
        claim("error" in answers[-1].json, "and hears why", answers[-1].bytes)
        form = b"model=1&name=A&email=a%40example.org&about=&how=&value=&comment=c"
        page = w.ask("POST", "/api/replies", form,
                     {"X-Truce": None, "Content-Type": "application/x-www-form-urlencoded",
                      "Sec-Fetch-Site": "same-origin"})
        claim(page.status == 429 and page.headers["content-type"].startswith("text/html"), "by a form too",
              page.status, page.bytes)
        seen, path, pages = [], "/api/replies?model=1&state=held&limit=30", 0
        while path:
            answer = w.ask("GET", path)
            seen += [one["id"] for one in answer.json]
            link = answer.headers.get("link")
            path, pages = link and link[link.index("<") + 1:link.index(">")], pages + 1
        claim(len(seen) == len(set(seen)) == taken and pages == -(-taken // 30), "a long list comes in pages",
              len(seen), pages)
        whole = w.ask("GET", "/api/replies")
        claim(len(whole.json) <= 100 and len(whole.bytes) < 3 << 20, "no answer is without a bound", len(whole.bytes))
        for query in ("limit=0", "limit=x", "limit=101", "after=-1", "after=99999999999999999999"):
            claim(w.ask("GET", "/api/replies?" + query).status == 400, f"wrong: {query}")


def test_full_model(truce):
    """Replies that wait to be read have a bound, however many addresses they come from."""
    with tempfile.TemporaryDirectory() as folder:
        Workbench(truce, folder=folder).end()
        db = sqlite3.connect(pathlib.Path(folder) / "truce.sqlite")
        db.executemany("INSERT INTO reply (model, version, name, email, input, comment, date)"
                       " VALUES (1, 1, 'A', 'a@example.org', '', ?, '2025-05-12T08:00:00Z')",
                       [(f"comment {i}",) for i in range(500)])
        db.commit()
        db.close()
        with Workbench(truce, folder=folder) as w:
            reply = {"name": "A", "email": "reader@example.org", "comment": "c"}
            claim(w.ask("POST", "/api/replies", {**reply, "model": 1}).status == 429, "a model takes only so many")
            text = "truce: 1\nparties: [{id: a, options: [x]}]\n"
            other = w.ask("POST", "/api/models", {"name": "other", "text": text})
            claim(w.ask("POST", "/api/replies", {**reply, "model": other.json["id"]}).status == 201,
                  "others take theirs")
            w.ask("POST", "/api/replies/7/reject")
            claim(w.ask("POST", "/api/replies", {**reply, "model": 1}).status == 201, "one that is read makes room")


# ------------------------------------------------------------------------- bin

OLD_LAYOUT = """
CREATE TABLE model (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, title TEXT NOT NULL DEFAULT '',
 parent INTEGER REFERENCES model(id), file TEXT UNIQUE, newest INTEGER NOT NULL DEFAULT 1, updated TEXT NOT NULL,
 is_deleted INTEGER NOT NULL DEFAULT 0);
CREATE TABLE version (model INTEGER NOT NULL REFERENCES model(id), version INTEGER NOT NULL, saved TEXT NOT NULL,
 text TEXT NOT NULL, PRIMARY KEY (model, version));
CREATE TABLE run (id INTEGER PRIMARY KEY AUTOINCREMENT, command TEXT NOT NULL, options TEXT NOT NULL, model INTEGER,
 version INTEGER, state TEXT NOT NULL, started TEXT NOT NULL, seconds REAL NOT NULL, status INTEGER NOT NULL,
 result TEXT, output TEXT, diagnostics TEXT NOT NULL);
CREATE TABLE reply (id INTEGER PRIMARY KEY AUTOINCREMENT, model INTEGER NOT NULL REFERENCES model(id),
 version INTEGER NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, input TEXT NOT NULL, claim TEXT, change TEXT,
 comment TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'approved', 'rejected')),
 date TEXT NOT NULL);
INSERT INTO model (name, updated) VALUES ('kept', '2025-01-01T00:00:00Z');
INSERT INTO model (name, updated, is_deleted) VALUES ('removed long ago', '2025-01-01T00:00:00Z', 1);
INSERT INTO version VALUES (1, 1, '2025-01-01T00:00:00Z', 'truce: 1'), (2, 1, '2025-01-01T00:00:00Z', 'truce: 1 # b');
PRAGMA application_id = 1953653605;
PRAGMA user_version = 1;
"""


def test_older_store(truce):
    with tempfile.TemporaryDirectory() as folder:
        db = sqlite3.connect(pathlib.Path(folder) / "truce.sqlite")
        db.executescript(OLD_LAYOUT)
        db.close()
        with Workbench(truce, folder=folder) as w:
            claim([m["name"] for m in w.ask("GET", "/api/models").json] == ["kept"], "an older store is read")
            found = w.ask("GET", "/api/bin").json
            claim([m["name"] for m in found] == ["removed long ago"] and found[0]["removed"][:2] == "20",
                  "what was removed is in the bin, from today on", found)
            claim(w.ask("POST", "/api/models/2/restore").json["deleted"] is False, "and can be had back")
        with Workbench(truce, folder=folder) as w:
            claim(len(w.ask("GET", "/api/models").json) == 2, "once brought up it stays so")


def test_bin(truce):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "truce.sqlite"
        with Workbench(truce, folder=folder) as w:
            add = lambda name, **more: w.ask("POST", "/api/models", {"name": name, "text": WELL, **more}).json["id"]
            old, young = add("old"), add("young")
            for version in range(1, 10):
                w.ask("PUT", f"/api/models/{old}", {"text": f"{WELL}# {version}\n", "base_version": version})
            variant = add("variant", parent=old)
            w.ask("POST", "/api/replies", {"model": old, "name": "A", "email": "a@example.org", "comment": "c"})
            for one in (old, young):
                gone = w.ask("DELETE", f"/api/models/{one}").json
                claim(gone["deleted"] and gone["removed"], "a model that is removed says when", gone)
            claim([m["id"] for m in w.ask("GET", "/api/bin").json] == [young, old], "the bin lists them")
            claim(w.ask("POST", f"/api/models/{young}/restore").json.get("removed") is None, "one is brought back")
            claim([m["id"] for m in w.ask("GET", "/api/bin").json] == [old], "and is there no more")
            w.ask("DELETE", f"/api/models/{young}")
        def age(model, days):
            db = sqlite3.connect(path)
            db.execute("UPDATE model SET removed = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?) WHERE id = ?",
                       (f"-{days} days", model))
            db.commit()
            db.close()
        age(old, 31), age(young, 29)
        with Workbench(truce, folder=folder) as w:
            end = time.monotonic() + 10
            while time.monotonic() < end and w.ask("GET", f"/api/models/{old}").status != 404:
                time.sleep(0.05)
            claim(w.ask("GET", f"/api/models/{old}").status == 404, "after thirty days a model is gone")
            claim([m["id"] for m in w.ask("GET", "/api/bin").json] == [young], "not before")
            claim(old not in [m["id"] for m in w.ask("GET", "/api/models").json], "in no list")
            claim(w.ask("GET", f"/api/models/{variant}").json["parent"] is None, "its variants stay")
            claim(w.ask("POST", f"/api/models/{old}/restore").status == 404, "there is nothing to bring back")
        db = sqlite3.connect(path)
        left = [db.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", (old,)).fetchone()[0]
                for table, column in (("version", "model"), ("reply", "model"), ("model", "id"))]
        claim(left == [0, 0, 0], "with its versions and replies", left)
        db.close()


def main():
    truce = str(pathlib.Path(sys.argv[1]).resolve())
    if is_missing(truce):
        print("skipped: this truce was built without the workbench\n0 passed, 0 failed")
        return 0
    with Workbench(truce) as w:
        for test in (test_long_edits, test_bodies, test_too_many_connections):
            test(w)
    for test in (test_deleted_jobs_are_gone, test_end_in_every_state, test_too_many_replies, test_full_model,
                 test_older_store, test_bin):
        test(truce)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
