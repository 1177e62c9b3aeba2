#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every test of a build folder and adds up what they report.

    python3 tests/run.py BUILD [WORD ...]     with words: only tests whose name contains one of them, or is that word

A test is a program BUILD/test_* or a script tests/scripts/test_*.py; each ends in a line "N passed, N failed". A test
that fails, that ends otherwise, or that passed nothing counts as one failure, and all it printed is shown. A line
"skipped: REASON" is for what this build or machine does not have; such lines are shown and counted. The seconds are
those of the processors, so that they hardly depend on what else runs, and those that went by.

As many run at once as there are processors (TRUCE_TEST_JOBS says otherwise), and are reported in their order. Those
that took longest last time begin first: BUILD/passed/TEST has the seconds of the last time that it passed with
nothing skipped. Without a last time, LONG begin, then scripts. What looks at the machine itself (memory, interrupts,
several processes) runs by itself at the end.
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
LONG = {"test_processes", "test_results", "test_properties", "test_home", "test_forecast", "test_allocation"}
CLOSING = re.compile(r"^(?:\w+: )?(\d+) passed, (\d+) failed\b", re.M)


def tests_of(build):
    for program in sorted(build.glob("test_*")):
        if program.is_file() and os.access(program, os.X_OK):
            yield program.name, [str(program)]
    for script in sorted((ROOT / "tests" / "scripts").glob("test_*.py")):
        yield script.stem, [sys.executable, str(script), str(build / "truce")]


def run_one(command):
    """Returns (passed, failed, everything printed, seconds of processors, seconds)."""
    start = time.monotonic()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL, text=True, errors="replace") as process:
        printed = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    closing = CLOSING.findall(printed)
    passed, failed = (int(closing[-1][0]), int(closing[-1][1])) if closing else (0, 0)
    is_skipped = status == 0 and SKIPPED.search(printed)
    if failed == 0 and not is_skipped and (status != 0 or passed == 0):
        failed = 1
    printed += "" if status == 0 else f"(exit status {process.returncode})\n"
    return passed, failed, printed, used.ru_utime + used.ru_stime, time.monotonic() - start


def last_seconds(stamp):
    try:
        return float(stamp.read_text())
    except (OSError, ValueError):
        return None


def longest_first(tests, stamps):
    """Tests of which nothing is known are taken for long, scripts for longer than programs, LONG for longer still."""
    def guess(test):
        seconds = last_seconds(stamps / test[0])
        return (1e9 if test[0] in LONG else 1e6) * len(test[1]) if seconds is None else seconds
    return sorted(tests, key=guess, reverse=True)


def run_all(tests, stamps):
    """Yields (name, result) in the order of the tests, those in ALONE last."""
    jobs = int(os.environ.get("TRUCE_TEST_JOBS") or os.cpu_count() or 1)
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        together = [test for test in tests if test[0] not in ALONE]
        futures = {tuple(command): pool.submit(run_one, command) for _, command in longest_first(together, stamps)}
        for name, command in together: # a program and a script may have the same name
            yield name, futures[tuple(command)].result()
    for name, command in tests:
        if name in ALONE:
            yield name, run_one(command)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    words = sys.argv[2:]
    every = list(tests_of(build))
    names = {name for name, _ in every}
    tests = [test for test in every
             if not words or any(word == test[0] or (word in test[0] and word not in names) for word in words)]
    for word in words:
        if not any(word in name for name in names):
            print(f"no test has '{word}' in its name")
            return 1
    stamps = build / "passed"
    stamps.mkdir(exist_ok=True)
    total_passed = total_failed = total_skipped = 0
    total_seconds = 0.0
    for name, (passed, failed, output, used, gone) in run_all(tests, stamps):
        total_passed += passed
        total_failed += failed
        total_seconds += used
        skipped = SKIPPED.findall(output)
        if failed or skipped:
            (stamps / name).unlink(missing_ok=True)
        else:
            (stamps / name).write_text(f"{used:.1f}\n")
        counts = f"{passed:>7} passed {failed:>4} failed" if passed or failed else f"{'skipped':>26}"
        print(f"{name:<28} {counts} {used:7.1f} s of {gone:.1f}", flush=True)
        total_skipped += len(skipped)
        if failed:
            print(output, flush=True)
        elif skipped:
            print("    " + "\n    ".join(skipped), flush=True)
    print(f"\n{total_seconds:.0f} seconds of processors")
    if total_skipped:
        print(f"{total_skipped} skipped")
    print(f"\n{total_passed} passed, {total_failed} failed")
    return 1 if total_failed or not total_passed else 0


if __name__ == "__main__":
    sys.exit(main())
