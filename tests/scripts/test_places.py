#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Files and folders that cannot be written or read, by a user that may not do everything; a disk without room.

    python3 tests/scripts/test_places.py TRUCE

Whatever is asked for ends with status 4, says which place it is and why in the system's words, and leaves nothing
behind. Root may write everywhere, so where this runs as root the program runs as another user, from a copy that this
user reaches.
"""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "scripts"), str(TESTS / "reference")]
import drive  # noqa: E402
from workbench import Workbench, is_missing  # noqa: E402

WELL = (TESTS / "cli/models/well.yaml").read_text(encoding="utf-8")
NOBODY = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
ROBUST = ["robust", "m.yaml", "--variants", "20480", "--radius", "none", "--quiet"]
claims = drive.Claims(most_shown=100)
claim = claims.claim


def all_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def run(truce, folder, *words):
    return subprocess.run([truce, *words], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          timeout=120, **NOBODY)


def fails(truce, folder, why, *words):
    before = all_in(folder)
    done = run(truce, folder, *words)
    claim(done.returncode == 4 and why in done.stderr and done.stderr.count("\n") == 1, f"{words}: status 4, {why}",
          done.returncode, done.stderr)
    claim(all_in(folder) == before, f"{words}: nothing is left", all_in(folder))


def closed_places(folder):
    """closed/ may be read, shut/ not even that; a file of each kind, and the texts that must stay."""
    for name in ("closed", "shut", "open"):
        (folder / name).mkdir()
    for path in (folder / "m.yaml", folder / "closed/m.yaml", folder / "shut/m.yaml", folder / "open/hidden.yaml"):
        path.write_text(WELL)
    for path in (folder / "closed/old", folder / "open/old"):
        path.write_text("as it was")
    for path in [folder, *folder.rglob("*")]:
        if NOBODY:
            os.chown(path, NOBODY["user"], NOBODY["group"])
    for path, mode in (("open/hidden.yaml", 0), ("open/old", 0o400), ("closed/old", 0o400), ("closed", 0o500),
                       ("shut", 0)):
        os.chmod(folder / path, mode)


def reopen(folder):
    for name in ("closed", "shut"):
        os.chmod(folder / name, 0o700)


def test_closed(truce, folder, has_workbench):
    closed_places(folder)
    denied = "Permission denied"
    for place in ("closed/new", "closed/old", "open/old", "shut/new"):
        fails(truce, folder, f"cannot write {place}: {denied}", "solve", "m.yaml", "--output", place)
    for place in ("open/hidden.yaml", "shut/m.yaml"):
        fails(truce, folder, f"cannot read {place}: {denied}", "check", place)
    for place, why in (("closed/kept", denied), ("shut/kept", denied), ("open", "Is a directory"),
                       ("open/old", "it is no database")):
        fails(truce, folder, f"{place}: {why}", *ROBUST, "--store", place)
    if has_workbench:
        for place in ("shut", "shut/m.yaml", "open/hidden.yaml", "open/missing.yaml"):
            why = "No such file" if "missing" in place else denied
            fails(truce, folder, f"cannot read {place}: {why}", "serve", place, "--port", "0")
        for words in (["closed"], ["closed/m.yaml"], ["m.yaml", "--store", "closed/new"],
                      ["m.yaml", "--store", "open/old"], ["m.yaml", "--store", "shut/new"]):
            fails(truce, folder, denied, "serve", *words, "--port", "0")
    claim(run(truce, folder, *ROBUST, "--store", "open/kept").returncode == 0, "blocks are kept where they may be")
    os.chmod(folder / "open/kept", 0o400)
    kept = (folder / "open/kept").read_bytes()
    fails(truce, folder, f"open/kept: {denied}", *ROBUST, "--store", "open/kept")
    claim((folder / "open/kept").read_bytes() == kept, "blocks that may not be written stay as they are")
    reopen(folder)
    claim(all((folder / name).read_text() == "as it was" for name in ("closed/old", "open/old")),
          "no file is touched")


SCRIPT = """mount -t tmpfs -o size=200k none "$3" || exit 99
cd "$3"; echo old > page; head -c 190000 /dev/zero > fill
"$1" brief "$2" --output page; echo "page $? $(cat page)"
"$1" brief "$2" > fill2; echo "standard output $?"; rm -f fill2
"$1" robust "$2" --variants 20480 --radius none --quiet --store kept; echo "kept $?"
"$1" serve --port 0; echo "serve $?"
ls | xargs echo left
"""


def test_full_disk(truce, folder, has_workbench):
    for unshare in (["unshare", "-m"], ["unshare", "-rm"]):
        done = subprocess.run([*unshare, "sh", "-c", SCRIPT, "sh", truce, str(folder / "m.yaml"),
                               str(folder / "open")], capture_output=True, text=True, timeout=120)
        if "left" in done.stdout:
            break
    else:
        print("left out: a small file system cannot be mounted here")
        return
    claim("page 4 old\n" in done.stdout and "cannot write page: No space left" in done.stderr,
          "a result that finds no room: status 4, and the old file stays", done.stdout, done.stderr)
    claim("standard output 4\n" in done.stdout and "cannot write standard output: No space left" in done.stderr,
          "nor on standard output", done.stdout, done.stderr)
    claim("kept 4\n" in done.stdout and "kept: database or disk is full" in done.stderr, "blocks find no room",
          done.stdout, done.stderr)
    if has_workbench:
        claim("serve 4\n" in done.stdout and "truce.sqlite: database or disk is full" in done.stderr,
              "the workbench finds no room", done.stdout, done.stderr)
    claim(done.stdout.endswith("left fill page\n"), "and nothing is left", done.stdout)


def test_told_twice(truce):
    """Who ends a group of processes may tell each more than once: that is one end, and an orderly one."""
    with tempfile.TemporaryDirectory() as folder, Workbench(truce, folder=folder) as w:
        for _ in range(10):
            w.process.send_signal(signal.SIGTERM)
            time.sleep(0.001)
        status = w.end()
        claim(status == 0 and w.errors == "", "told several times at once, it ends with status 0", status, w.errors)
        claim(os.listdir(folder) == ["truce.sqlite"], "and nothing lies beside the store", os.listdir(folder))


def main():
    truce = str(pathlib.Path(sys.argv[1]).resolve())
    has_workbench = not is_missing(truce)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "places"
        folder.mkdir()
        os.chmod(name, 0o711)
        own = shutil.copy(truce, name) if NOBODY else truce
        test_closed(own, folder, has_workbench)
        test_full_disk(own, folder, has_workbench)
    if has_workbench:
        test_told_twice(truce)
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
