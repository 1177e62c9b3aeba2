#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`truce mcp`, driven by a client of our own: the protocol, the tools, the folder, hostile input.

    python3 tests/scripts/test_mcp.py TRUCE
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "reference"))
import drive  # noqa: E402

WELL = (ROOT / "docs" / "examples" / "well.yaml").read_text()
OWN = {"model", "text", "other", "other_text", "output", "target", "id", "new", "command", "name"}
GAME = "Ann \\ Bob,Left,Right\nUp,3 3,1 4\nDown,4 1,2 2\n"
claims = drive.Claims(most_shown=1000)
claim = claims.claim


class Client:
    def __init__(self, truce, *arguments):
        self.process = subprocess.Popen([truce, "mcp", *map(str, arguments)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.number = 0

    def send(self, line):
        self.process.stdin.write(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n")
        self.process.stdin.flush()

    def hear(self):
        message = json.loads(self.process.stdout.readline())
        assert message["jsonrpc"] == "2.0"
        return message

    def start(self, method, params=None):
        self.number += 1
        message = {"jsonrpc": "2.0", "id": self.number, "method": method}
        self.send(message if params is None else message | {"params": params})
        return self.number

    def ask(self, method, params=None):
        number = self.start(method, params)
        found = self.hear()
        assert found["id"] == number, found
        return found

    def tool(self, tool, **arguments):
        result = self.ask("tools/call", {"name": tool, "arguments": arguments})["result"]
        return result["isError"], result["content"][0]["text"]

    def end(self):
        self.process.stdin.close()
        rest = self.process.stdout.read()
        said = self.process.stderr.read()
        return self.process.wait(timeout=60), rest, said


def check_protocol(truce):
    client = Client(truce)
    for asked, given in (("2025-06-18", "2025-06-18"), ("2024-11-05", "2024-11-05"), ("1999-01-01", "2025-06-18")):
        hello = client.ask("initialize", {"protocolVersion": asked, "capabilities": {}, "clientInfo": {}})["result"]
        claim(hello["protocolVersion"] == given, f"{asked} is answered by {given}")
    claim(hello["serverInfo"]["name"] == "truce" and {"tools", "resources"} <= set(hello["capabilities"]), "hello")
    client.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
    claim(client.ask("ping")["result"] == {}, "a notice is not answered, a ping is")
    claim(client.ask("nothing")["error"]["code"] == -32601, "an unknown method is told")
    claim(client.ask("tools/call", {"name": "serve"})["error"]["code"] == -32602, "so is an unknown tool")
    claim(client.ask("resources/read", {"uri": "truce://models/a.yaml"})["error"]["code"] == -32002
          and client.ask("resources/read", {})["error"]["code"] == -32602, "and an unknown resource")
    number = client.start("ping", [1])
    found = client.hear()
    claim(found["id"] == number and found["error"] == {"code": -32602, "message": "params: no object"},
          "params in a list are refused")
    for line, code in ((b"{\n", -32700), (b"[1]\n", -32600), (b'{"id": [], "method": "ping"}\n', -32600),
                       (b"\xff\xfe\n", -32700), (b"[" * 10000 + b"\n", -32700), (b"x" * (25 << 20) + b"\n", -32600),
                       (b'{"id": null, "method": 3}\n', -32600)):
        client.send(line)
        found = client.hear()
        claim(found["error"]["code"] == code and found["id"] is None, f"{line[:40]!r}: {found}")
    client.send(b'\r\n{"jsonrpc": "2.0", "id": "last", "method": "ping"}')
    status, rest, said = client.end()
    claim(json.loads(rest)["id"] == "last", "the last line needs no end")
    claim((status, said) == (0, b""), f"nothing else is said: {status}, {said}")


def check_tools(truce, folder):
    client = Client(truce, folder)
    tools = {tool["name"]: tool for tool in client.ask("tools/list")["result"]["tools"]}
    claim({"check", "solve", "explain", "paths", "deal", "robust", "unlock", "forecast", "diff", "concepts", "cases",
           "schema", "new", "rename", "convert"} <= set(tools),
          "the questions are tools, and what makes and changes models")
    claim(not {"score", "serve", "mcp", "help", "version"} & set(tools), "what needs a terminal is none")
    claim(tools["rename"]["inputSchema"]["required"] == ["id", "new"], "an id needs its new one")
    for name, tool in tools.items():
        schema = tool["inputSchema"]
        claim(set(schema["required"]) <= set(schema["properties"]) and "output" not in schema["properties"]
              and all(set(property) & {"type"} for property in schema["properties"].values()), f"{name}: a schema")
        options = subprocess.run([truce, name, "--help"], capture_output=True, text=True).stdout
        unknown = [key for key in set(schema["properties"]) - OWN if f"--{key}" not in options]
        claim(not unknown, f"{name}: its arguments are the command's options: {unknown}")
    for name, arguments, words in (
            ("solve", {"concepts": ["nash", "seq"], "rows": [1, 4], "format": "csv"},
             ["--concepts=nash,seq", "--rows=1,4", "--format=csv"]),
            ("unlock", {"target": "drained"}, ["drained"]),
            ("explain", {"state": 1, "party": "north", "concepts": "seq", "verify": True},
             ["--state=1", "--party=north", "--concepts=seq", "--verify"]),
            ("rename", {"id": "rights", "new": "shares"}, ["rights", "shares"]),
            ("convert", {"to": "csv"}, ["--to=csv"]),
            ("check", {"words": True, "format": "json"}, ["--words", "--format=json"])):
        told = subprocess.run([truce, name, "well.yaml", *words], cwd=folder, capture_output=True, text=True,
                              env=os.environ | {"COLUMNS": "100"}).stdout
        found = client.tool(name, model="well.yaml", **arguments)
        claim(found == (False, told), f"{name} answers as the command does")
    other = WELL.replace("- north_pumps", "- not north_pumps")
    is_error, told = client.tool("diff", model="well.yaml", other_text=other, format="json")
    claim(not is_error and len(json.loads(told)["changes"]) == 1, f"two models are compared: {told[:200]}")
    (folder / "other_text").write_text(WELL)
    (folder / "text").write_text('{"schema": "truce.reply.v1", "name": "Ann", "email": "a@example.org", '
                                 '"comment": "Read it again."}')
    is_error, told = client.tool("diff", model="other_text", other_text=other, format="json")
    claim(not is_error and len(json.loads(told)["changes"]) == 1, f"a file called as what is sent: {told[:200]}")
    is_error, told = client.tool("brief", text=WELL, replies="text", variants=0)
    claim(not is_error and "Read it again." in told, f"and one that an option names: {told[:200]}")
    for name, arguments, words in (("concepts", {"format": "json"}, ["--format=json"]),
                                   ("schema", {"command": "solve"}, ["solve"])):
        told = subprocess.run([truce, name, *words], capture_output=True, text=True).stdout
        claim(client.tool(name, **arguments) == (False, told), f"{name} needs no model")
    is_error, told = client.tool("convert", text=GAME, **{"from": "csv", "to": "yaml"})
    claim(not is_error and told.startswith("truce: 1\n"), f"another program's text is converted: {told}")
    is_error, told = client.tool("convert", model="well.yaml", to="xlsx")
    claim(is_error and "no workbooks are made here" in told, f"a workbook is no answer: {told}")
    claim(client.tool("rename", text=WELL, id="rights", new="2")[0], "an id that is none is refused")
    claim("One." in client.tool("new", text="One.\n\nTwo.")[1], "an article begins a model")
    for arguments, words in (({}, "the model is missing"), ({"model": "well.yaml", "text": WELL}, "given twice"),
                             ({"model": "well.yaml", "nahs": 1}, "no such argument"),
                             ({"model": "well.yaml", "store": "x"}, "no such argument"),
                             ({"model": "well.yaml", "output": "x"}, "nothing is written here"),
                             ({"model": "well.yaml", "concepts": {"a": 1}}, "has to be text"),
                             ({"model": "well.yaml", "verify": "yes"}, "has to be a boolean"),
                             ({"model": "well.yaml", "concepts": "nahs"}, "did you mean 'nash'"),
                             ({"text": "truce: 1\nparties: [a]\n"}, "text:2:11: error: a party must be a mapping")):
        is_error, told = client.tool("solve", **arguments)
        claim(is_error and words in told, f"{arguments}: {told}")
    deep = "/".join(["sub"] * 12 + ["d" * 200] * 14)
    (folder / deep).mkdir(parents=True)
    (folder / deep / "w.yaml").write_text("truce: 1\nparties: [a]\n")
    is_error, told = client.tool("solve", model=f"{deep}/w.yaml")
    claim(is_error and told.startswith(f"{deep}/w.yaml:2:11: error: a party must"), "a long name is told")
    for path in ("../outside.yaml", "/etc/passwd", "sub/../../outside.yaml", "link.yaml", "", ".", "none.yaml",
                 "up/outside.yaml"):
        is_error, told = client.tool("solve", model=path)
        claim(is_error and "outside" not in told.split(": ", 1)[-1], f"'{path}' is no file of the folder: {told}")
    uris = [one["uri"] for one in client.ask("resources/list")["result"]["resources"]]
    claim("truce://models/well.yaml" in uris and "truce://models/note.txt" not in uris, "models are listed")
    for uri in ("truce://manual/language", "truce://examples/doha-2025", "truce://models/well.yaml"):
        text = client.ask("resources/read", {"uri": uri})["result"]["contents"][0]["text"]
        claim(uri in uris and len(text) > 500, f"{uri} is read")
    claim(text == WELL, "a model is read as it is")
    claim("error" in client.ask("resources/read", {"uri": "truce://models/../outside.yaml"}), "and nothing outside")
    claim(client.end()[0] == 0, "the end of the input ends it")


def check_writing(truce, folder):
    client = Client(truce, folder, "--write")
    is_error, told = client.tool("solve", model="well.yaml", format="json", output="found.json")
    claim(not is_error and json.loads((folder / "found.json").read_text())["status_quo"] == 1, told)
    before = sorted(os.listdir(folder))
    for path in ("../outside.yaml", "/tmp/x", "none/x", "up/x", "link.yaml", "sub", ""):
        is_error, told = client.tool("solve", model="well.yaml", output=path)
        claim(is_error, f"'{path}' is not written: {told}")
    (folder / "a.txt").write_text("one")
    (folder / "cites.yaml").write_text(WELL.replace("parties:", "sources: {a: {file: a.txt}}\nparties:", 1))
    for given, path in (({"model": "well.yaml"}, "sub/../well.yaml"), ({"model": "well.yaml"}, "well.yaml"),
                        ({"model": "cites.yaml"}, "a.txt"), ({"text": (folder / "cites.yaml").read_text()}, "a.txt")):
        is_error, told = client.tool("solve", output=path, **given)
        claim(is_error and ("would replace" in told or ".." in path), f"'{path}' is not replaced: {told}")
    claim((folder / "a.txt").read_text() == "one" and (folder / "well.yaml").read_text() == WELL, "nothing is lost")
    os.remove(folder / "a.txt")
    os.remove(folder / "cites.yaml")
    claim(sorted(os.listdir(folder)) == before and (folder.parent / "outside.yaml").read_text() == WELL,
          "nothing else was written")
    client.end()
    done = subprocess.run([truce, "mcp", "--write"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    claim(done.returncode == 2 and "needs a folder" in done.stderr, "writing needs a folder")
    done = subprocess.run([truce, "mcp", str(folder / "none")], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL)
    claim(done.returncode == 4 and "cannot read" in done.stderr, "a folder that is not there is told")


def check_long_work(truce):
    """A call is cancelled without an answer, another one ends by the clock; those behind them are answered."""
    long = {"text": WELL, "variants": 100_000_000, "radius": "none", "default-confidence": 0.8}
    client = Client(truce, "--seconds", "1")
    first = client.start("tools/call", {"name": "robust", "arguments": long, "_meta": {"progressToken": "p"}})
    progress = client.hear()
    claim(progress["method"] == "notifications/progress" and progress["params"]["progressToken"] == "p"
          and progress["params"]["progress"] >= 0, f"progress is told where it is asked for: {progress}")
    second = client.start("tools/call", {"name": "robust", "arguments": long})
    third = client.start("tools/call", {"name": "check", "arguments": {"text": WELL}})
    fourth = client.start("tools/call", {"name": "check", "arguments": {"text": WELL}})
    for number in (first, third):
        client.send({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": number}})
    found = []
    while len(found) < 2:
        message = client.hear()
        if "id" in message:
            found.append(message)
    claim([message["id"] for message in found] == [second, fourth],
          f"what was cancelled has no answer: {str(found)[:300]}")
    claim(found[0]["result"]["isError"] and "longer than 1 second" in found[0]["result"]["content"][0]["text"],
          f"a call ends when its time is over: {str(found)[:300]}")
    claim(not found[1]["result"]["isError"], "and the next one is answered")
    claim(client.end()[0] == 0, "it ends")


def main(truce):
    truce = str(pathlib.Path(truce).resolve())
    check_protocol(truce)
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work) / "talks"
        (folder / "sub").mkdir(parents=True)
        (folder / "well.yaml").write_text(WELL)
        (folder / "note.txt").write_text("no model")
        (pathlib.Path(work) / "outside.yaml").write_text(WELL)
        (folder / "link.yaml").symlink_to("../outside.yaml")
        (folder / "up").symlink_to("..")
        check_tools(truce, folder)
        check_writing(truce, folder)
    check_long_work(truce)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
