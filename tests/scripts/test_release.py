#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What is shipped is made honestly: a gate that could not try something says so, packages have a maintainer.

    python3 tests/scripts/test_release.py TRUCE

The products themselves are tried when they are made: release/try.sh.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "reference"))
import drive  # noqa: E402

TOOLS = "sh dirname mktemp sed awk date cat rm tail cmake git uname getconf".split()
claims = drive.Claims(most_shown=1000)
claim = claims.claim


def run(*words, **environment):
    return subprocess.run(words, cwd=ROOT, env=os.environ | environment, stdin=subprocess.DEVNULL, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def path_of(folder, tools):
    """A folder for PATH with these tools alone, as far as they are here."""
    for tool in tools:
        found = next((at for at in os.get_exec_path() if os.access(os.path.join(at, tool), os.X_OK)), None)
        if found:
            (folder / tool).symlink_to(os.path.join(found, tool))
    return str(folder)


def check_gate():
    with tempfile.TemporaryDirectory() as folder:
        done = run("/bin/sh", "tests/gates.sh", "1", "alone", PATH=path_of(pathlib.Path(folder), TOOLS))
    first, last = done.stdout.splitlines()
    claim(first.startswith("gate alone: SKIPPED") and "musl-gcc" in first and "musl-tools" in first,
          f"a gate without its compiler says that it was skipped, and what is missing: {first}")
    claim(last == "0 gates good, 0 failed, 1 skipped" and done.returncode == 0, f"and is not counted as good: {last}")


def check_maintainer():
    nobody = {"GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": "",
              "GIT_CONFIG_KEY_1": "user.email", "GIT_CONFIG_VALUE_1": "", "SOURCE_DATE_EPOCH": "0"}
    for named in ("", "Ann", "Ann <here>", " <a@example.org>"):
        done = run("/bin/sh", "release/make.sh", "deb", TRUCE_MAINTAINER=named, **nobody)
        claim(done.returncode == 1 and "who maintains the packages?" in done.stdout,
              f"nobody maintains packages as '{named}': {done.stdout}")
    done = run("/bin/sh", "release/make.sh", "deb", "nothing", TRUCE_MAINTAINER="")
    claim(done.returncode == 1 and "no product 'nothing'" in done.stdout, "nothing begins if a product is unknown")


def main():
    check_gate()
    check_maintainer()
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
