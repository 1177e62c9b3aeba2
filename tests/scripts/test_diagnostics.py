#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The exact text of diagnostics, for every malformed or suspicious model in tests/diagnostics.

    test_diagnostics.py TRUCE [--accept] [NAME...]

NAME.yaml is checked by the command; NAME.expected holds what it must write to standard error and, in its last line,
its exit status; slips.txt has many small texts. --accept records the output instead: read the difference before you
commit it. Also: inputs too big to keep, and every complete model in docs/language.md.
"""
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "reference"))
import drive  # noqa: E402

CASES = ROOT / "tests" / "diagnostics"
LIMIT = 16 << 20  # bytes of a model

claims = drive.Claims(most_shown=1000)
claim = claims.claim


def check(truce, path, folder):
    """(text on standard error, exit status) of `truce check`; file names stay short because it runs in `folder`."""
    run = drive.call(truce, ["check", path], folder=folder, NO_COLOR="1")
    return run.stderr.decode("utf-8"), run.returncode


def case(truce, path, is_accepting):
    text, status = check(truce, path.name, CASES)
    actual = f"{text}exit status {status}\n"
    kept = path.with_suffix(".expected")
    if is_accepting:
        kept.write_bytes(actual.encode("utf-8"))
    expected = kept.read_bytes().decode("utf-8") if kept.exists() else "(no such file)\n"
    claim(actual == expected, path.stem, f"--- expected\n{expected}--- got\n{actual}")
    claim(status in (0, 1, 3), path.stem + ": exit status of a checked model", f"{status}")
    claim((status != 0) == ("error:" in text), path.stem + ": there is an error if and only if the status says so")


def slips(truce, is_accepting):
    """Many small texts in one file: what people get wrong in YAML. "### NAME" begins each; \\u{A0} is a character."""
    blocks = re.split(r"^### (.*)\n", (CASES / "slips.txt").read_text(encoding="utf-8"), flags=re.M)[1:]
    expected_path, actual = CASES / "slips.expected", ""
    with tempfile.TemporaryDirectory() as folder:
        for name, block in zip(blocks[::2], blocks[1::2]):
            block = re.sub(r"\\u\{([0-9A-F]+)\}", lambda match: chr(int(match[1], 16)), block)
            (pathlib.Path(folder) / "m.yaml").write_bytes(block.encode("utf-8"))
            text, status = check(truce, "m.yaml", folder)
            actual += f"### {name}\n{text}exit status {status}\n"
            claim(status == 1 and text.count("error:") == 1, f"{name}: one mistake, one error", text)
            claim(re.match(r"m\.yaml:\d+:\d+: error: ", text), f"{name}: it has a place", text)
            claim(re.search(r"^ +\| +\^~* \S", text, re.M), f"{name}: it has a hint", text)
    if is_accepting:
        expected_path.write_text(actual, encoding="utf-8")
    claim(actual == expected_path.read_text(encoding="utf-8"), "the texts are those of slips.expected", actual)


def days_and_pipes(truce):
    """A day that no calendar has is wrong usage; an interrupt while a pipe is opened ends with 130."""
    model = "truce: 1\nparties: [{id: a, options: [x, {id: y}]}]\npreferences: {a: {order: [x]}}\n"
    with tempfile.TemporaryDirectory() as folder:
        path, pipe = pathlib.Path(folder) / "m.yaml", pathlib.Path(folder) / "pipe"
        path.write_text(model, encoding="utf-8")
        for day, status in (("2025-99-99", 2), ("2025-02-29", 2), ("1900-02-29", 2), ("0000-01-01", 2),
                            ("2024-02-29", 0), ("2000-02-29", 0), ("9999-12-31", 0)):
            run = subprocess.run([truce, "solve", str(path), "--at", day], capture_output=True, timeout=60)
            claim(run.returncode == status, f"--at {day} ends with {status}", run.stderr.decode())
        os.mkfifo(pipe)
        child = subprocess.Popen([truce, "check", str(pipe)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while child.poll() is None:
            time.sleep(0.2)
            child.send_signal(signal.SIGINT)
        claim(child.returncode in (130, -signal.SIGINT), "an interrupt ends opening a pipe", str(child.returncode))


def big_inputs(truce):
    head = "truce: 1\nparties: [{id: a, options: [{id: x}]}]\npreferences: {a: {order: [x]}}\nsummary: "
    with tempfile.TemporaryDirectory() as folder:
        def answer(name, content):
            (pathlib.Path(folder) / name).write_bytes(content)
            return check(truce, name, folder)

        text, status = answer("hundred.yaml", head.encode() + b"x" * (100 << 20))
        claim(status == 3 and "hundred.yaml" in text, "a file of 100 MB is refused with status 3", text)
        text, status = answer("above.yaml", (head + "x" * (LIMIT + 1 - len(head))).encode())
        claim(status == 3, "one byte above the limit is refused", text)
        claim(f"{LIMIT + 1} bytes" in text and str(LIMIT) in text, "both sizes are named", text)
        text, status = answer("at.yaml", (head + "x" * (LIMIT - len(head))).encode())
        claim(status == 0 and text == "", "a file of exactly the limit is read", text)
        text, status = answer("nested.yaml", b"[" * 1000000)
        claim(status == 1 and text.count("error:") == 1 and "nested" in text, "a million brackets are one error",
              text[:300])
        text, status = answer("wide.yaml", head.encode() + b"x\nfeasible:\n" + b"  - x or not x and x\n" * 20000)
        claim(status == 0, "twenty thousand statements are read", text[:300])
        text, status = answer("long.yaml", head.encode() + b"x\nfeasible:\n  - x" + b" or x" * 100000 + b"\n")
        claim(status == 0, "a statement of a hundred thousand parts is read", text[:300])
        options = "".join(f"      - id: o{i}\n" for i in range(60))
        text, status = answer("space.yaml", f"truce: 1\nparties:\n  - id: a\n    options:\n{options}".encode())
        claim(status == 3 and "limit" in text, "a space of 2^60 states is refused with the numbers", text[:300])
        claim("read without errors" in text and "--memory" in text and "--scratch" in text,
              "what is known of its file, and what may help", text[:300])


def outcome_chains(truce):
    """How deep outcomes may mention each other does not depend on the order of their lines."""
    head = "truce: 1\nparties: [{id: a, options: [{id: x}, {id: y}]}]\npreferences: {a: {order: [o0]}}\noutcomes:\n"
    with tempfile.TemporaryDirectory() as folder:
        for length in (2, 64, 65, 501):
            lines = [f"  o{i}: {f'o{i + 1} or x and y' if i + 1 < length else 'x'}\n" for i in range(length)]
            for name, order in (("down", lines), ("up", lines[::-1]), ("mixed", lines[1::2] + lines[::2])):
                (pathlib.Path(folder) / "m.yaml").write_text(head + "".join(order), encoding="utf-8")
                text, status = check(truce, "m.yaml", folder)
                claim((status == 0) == (length <= 64), f"a chain of {length} outcomes, {name}", text[:300])
                claim(status == 0 or "more than 64 deep" in text,
                      f"why a chain of {length} outcomes, {name}, is refused", text[:300])


def manual(truce):
    """Every block of the manual that begins like a model is one."""
    blocks = []
    page = ROOT / "docs" / "language.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    for start, line in enumerate(lines):
        if line == "```yaml" and lines[start + 1].startswith("truce: 1"):
            end = lines.index("```", start)
            blocks.append((start + 1, "\n".join(lines[start + 1:end]) + "\n"))
    claim(len(blocks) >= 3, "the manual shows complete models", f"found {len(blocks)}")
    with tempfile.TemporaryDirectory() as folder:
        for line, block in blocks:
            (pathlib.Path(folder) / "model.yaml").write_text(block, encoding="utf-8")
            text, status = check(truce, "model.yaml", folder)
            claim(status == 0 and text == "", f"docs/language.md:{line}: the model is well formed", text)


def main():
    arguments = [a for a in sys.argv[1:] if a != "--accept"]
    if not arguments:
        sys.exit("usage: test_diagnostics.py TRUCE [--accept] [NAME...]")
    truce, names = os.path.abspath(arguments[0]), arguments[1:]
    paths = sorted(CASES.glob("*.yaml"))
    for path in paths:
        if not names or path.stem in names:
            case(truce, path, "--accept" in sys.argv)
    if not names:
        claim(len(paths) >= 45, "there are at least 45 cases", str(len(paths)))
        stale = [p.name for p in CASES.glob("*.expected")
                 if not p.with_suffix(".yaml").exists() and not p.with_suffix(".txt").exists()]
        claim(not stale, "every expectation has its model", str(stale))
        slips(truce, "--accept" in sys.argv)
        days_and_pipes(truce)
        big_inputs(truce)
        outcome_chains(truce)
        manual(truce)
    sys.exit(claims.end())


main()
