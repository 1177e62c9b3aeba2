# SPDX-License-Identifier: Apache-2.0
"""A workbench for tests: started on a port that the system chooses, asked, ended. Loopback only."""
import http.client
import json
import pathlib
import re
import signal
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ADDRESS = re.compile(r"http://([^/\s]+)/(?:#token=(\w+))?")


def is_missing(truce):
    """Whether this truce was built without the workbench."""
    done = subprocess.run([truce, "serve", "--port", "x"], capture_output=True, text=True)
    return "built without" in done.stderr


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.bytes = response.read()

    @property
    def json(self):
        return json.loads(self.bytes)


class Workbench:
    def __init__(self, truce, *arguments, folder=None):
        self.own = tempfile.TemporaryDirectory() if folder is None else None
        self.folder = pathlib.Path(self.own.name if self.own else folder)
        self.process = subprocess.Popen([truce, "serve", "--port", "0", *arguments], cwd=self.folder, text=True,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.host = self.token = None
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            found = ADDRESS.search(line)
            if found:
                self.host, self.token = found.groups()
                break
        if not self.host:
            raise RuntimeError(f"no address: {self.said}{self.process.stderr.read()}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()
        if self.own:
            self.own.cleanup()

    def end(self, how=signal.SIGTERM):
        """The exit status."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        _, self.errors = self.process.communicate(timeout=60)
        return self.process.returncode

    def connect(self, timeout=60):
        name, port = self.host.rsplit(":", 1)
        return http.client.HTTPConnection(name.strip("[]"), int(port), timeout=timeout)

    def ask(self, method, path, body=None, headers=None, connection=None):
        """`body`: bytes, or what becomes JSON. Headers with the value None are left out."""
        own = connection is None
        connection = connection or self.connect()
        every = {"X-Truce": "1"}
        if self.token:
            every["Authorization"] = f"Bearer {self.token}"
        every.update(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        connection.putrequest(method, path, skip_host="Host" in every, skip_accept_encoding=True)
        for name, value in every.items():
            if value is not None:
                connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = Answer(connection.getresponse())
        if own:
            connection.close()
        return answer

    def run(self, command, **body):
        return self.ask("POST", "/api/run", {"command": command, "wait_ms": 10000, **body}).json
