#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every test of a build folder and adds up what they report.

    python3 tests/run.py BUILD [WORD ...]     with words: only tests whose name contains one of them

A test is a program BUILD/test_* or a script tests/scripts/test_*.py; each ends in a line "N passed, N failed". A test
that fails, that ends otherwise, or that passed nothing counts as one failure, and all it printed is shown. A line
"skipped: REASON" is for what this build or machine does not have; such lines are shown and counted.

As many run at once as there are processors (TRUCE_TEST_JOBS says otherwise), and are reported in their order. What
looks at the machine itself (memory, interrupts, several processes) runs by itself at the end.
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SKIPPED = re.compile(r"^skipped: .*", re.M)
ALONE = {"test_limits", "test_mpi", "test_serve", "test_serve_strain", "test_store"}
CLOSING = re.compile(r"^(?:\w+: )?(\d+) passed, (\d+) failed\b", re.M)


def tests_of(build):
    for program in sorted(build.glob("test_*")):
        if program.is_file() and os.access(program, os.X_OK):
            yield program.name, [str(program)]
    for script in sorted((ROOT / "tests" / "scripts").glob("test_*.py")):
        yield script.stem, [sys.executable, str(script), str(build / "truce")]


def run_one(command):
    """Returns (passed, failed, everything printed, seconds)."""
    start = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL, text=True, errors="replace")
    closing = CLOSING.findall(done.stdout)
    passed, failed = (int(closing[-1][0]), int(closing[-1][1])) if closing else (0, 0)
    is_skipped = done.returncode == 0 and SKIPPED.search(done.stdout)
    if failed == 0 and not is_skipped and (done.returncode != 0 or passed == 0):
        failed = 1
    printed = done.stdout + ("" if done.returncode == 0 else f"(exit status {done.returncode})\n")
    return passed, failed, printed, time.monotonic() - start


def run_all(tests):
    """Yields (name, result) in the order of the tests, those in ALONE last."""
    jobs = int(os.environ.get("TRUCE_TEST_JOBS") or os.cpu_count() or 1)
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        together = [(name, pool.submit(run_one, command)) for name, command in tests if name not in ALONE]
        for name, future in together:
            yield name, future.result()
    for name, command in tests:
        if name in ALONE:
            yield name, run_one(command)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    words = sys.argv[2:]
    every = list(tests_of(build))
    tests = [test for test in every if not words or any(word in test[0] for word in words)]
    for word in words:
        if not any(word in name for name, _ in every):
            print(f"no test has '{word}' in its name")
            return 1
    total_passed = total_failed = total_skipped = 0
    for name, (passed, failed, output, seconds) in run_all(tests):
        total_passed += passed
        total_failed += failed
        skipped = SKIPPED.findall(output)
        counts = f"{passed:>7} passed {failed:>4} failed" if passed or failed else f"{'skipped':>26}"
        print(f"{name:<28} {counts} {seconds:7.1f} s", flush=True)
        total_skipped += len(skipped)
        if failed:
            print(output, flush=True)
        elif skipped:
            print("    " + "\n    ".join(skipped), flush=True)
    if total_skipped:
        print(f"\n{total_skipped} skipped")
    print(f"\n{total_passed} passed, {total_failed} failed")
    return 1 if total_failed or not total_passed else 0


if __name__ == "__main__":
    sys.exit(main())
