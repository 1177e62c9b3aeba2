#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lets the compiler of a build folder read files without making code of them, for its warnings: these come from
reading alone.

    python3 tests/check_read.py BUILD JOBS FOLDER ...     all that BUILD compiles below the folders
"""
import concurrent.futures
import json
import pathlib
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def read(entry):
    words = shlex.split(entry["command"])
    at = words.index("-o")
    words[at : at + 2] = ["-fsyntax-only"]
    return subprocess.run(words, cwd=entry["directory"], check=False).returncode


def main():
    build, jobs, *folders = sys.argv[1:]
    entries = json.loads((ROOT / build / "compile_commands.json").read_text(encoding="utf-8"))
    wanted = [entry for entry in entries
              if any(pathlib.Path(entry["file"]).is_relative_to(ROOT / folder) for folder in folders)]
    for folder in folders:
        if not any(pathlib.Path(entry["file"]).is_relative_to(ROOT / folder) for entry in wanted):
            print(f"{build} compiles nothing in {folder}")
            return 1
    with concurrent.futures.ThreadPoolExecutor(int(jobs)) as pool:
        wrong = sum(status != 0 for status in pool.map(read, wanted))
    print(f"{len(wanted)} files read, {wrong} with errors or warnings")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
