#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every test of a build folder and adds up what they report.

    python3 tests/run.py BUILD [WORD ...]     with words: only tests whose name contains one of them

A test is a program BUILD/test_* or a script tests/scripts/test_*.py; each ends in a line "N passed, N failed". A test that
fails, that ends otherwise, or that passed nothing counts as one failure, and all it printed is shown. "skipped: REASON" is for
what this build does not have.
"""
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SKIPPED = re.compile(r"^skipped: ", re.M)
CLOSING = re.compile(r"^(?:\w+: )?(\d+) passed, (\d+) failed\b", re.M)


def tests_of(build):
    for program in sorted(build.glob("test_*")):
        if program.is_file() and os.access(program, os.X_OK):
            yield program.name, [str(program)]
    for script in sorted((ROOT / "tests" / "scripts").glob("test_*.py")):
        yield script.stem, [sys.executable, str(script), str(build / "truce")]


def run_one(command):
    """Returns (passed, failed, everything printed)."""
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL, text=True, errors="replace")
    closing = CLOSING.findall(done.stdout)
    passed, failed = (int(closing[-1][0]), int(closing[-1][1])) if closing else (0, 0)
    is_skipped = done.returncode == 0 and SKIPPED.search(done.stdout)
    if failed == 0 and not is_skipped and (done.returncode != 0 or passed == 0):
        failed = 1
    return passed, failed, done.stdout + ("" if done.returncode == 0 else f"(exit status {done.returncode})\n")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    words = sys.argv[2:]
    total_passed = total_failed = 0
    for name, command in tests_of(build):
        if words and not any(word in name for word in words):
            continue
        print(f"{name:<28}", end=" ", flush=True)
        start = time.monotonic()
        passed, failed, output = run_one(command)
        total_passed += passed
        total_failed += failed
        print(f"{passed:>7} passed {failed:>4} failed {time.monotonic() - start:7.1f} s", flush=True)
        if failed:
            print(output, flush=True)
    print(f"\n{total_passed} passed, {total_failed} failed")
    return 1 if total_failed or not total_passed else 0


if __name__ == "__main__":
    sys.exit(main())
