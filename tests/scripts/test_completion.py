#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The completions of bash, zsh and fish after a part of a command line.

    python3 tests/scripts/test_completion.py TRUCE

Each shell reads the script that TRUCE prints for it. A shell that is not installed is left out with a note.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "reference"))
import drive  # noqa: E402

CONCEPTS = ["cmr1", "gmr", "gmr-strong", "l1", "mixed", "mr-even", "mr-odd", "mr1", "nash", "nm", "seq", "seq-strong",
            "sim", "smr", "smr-strong", "sseq", "sseq-strong"]

# The words of a line, the last one being completed; what is offered. {commands} and {options} are filled in below.
OFFERS = [
    (["truce", "so"], ["solve"]),
    (["truce", "r"], ["ratify", "rename", "replies", "ripe", "robust"]),
    (["truce", "solve", "--fo"], ["--format"]),
    (["truce", "solve", "--format", ""], ["csv", "html", "json", "latex", "markdown", "table"]),
    (["truce", "paths", "--format", "d"], ["dot"]),
    (["truce", "paths", "x.yaml", "--by", "un"], ["unsanctioned"]),
    (["truce", "solve", "--view", "t"], ["tableau"]),
    (["truce", "replies", "a"], ["add", "apply", "approve"]),
    (["truce", "help", "ti"], ["timeline"]),
    (["truce", "schema", "mo"], ["model"]),
    (["truce", "schema", "so"], ["solve"]),
    (["truce", "check", "model"], ["model.yaml", "models"]),
    (["truce", "solve", "--output", "model."], ["model.yaml"]),
    (["truce", "states", "--view"], []),
    (["truce", "paths", "--concept", "ss"], ["sseq", "sseq-strong"]),
]

BASH = """
source "$1"; shift
compopt() { :; }
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_truce
printf '%s\\n' "${COMPREPLY[@]}"
"""

# zsh lists what it would offer only to a terminal; zpty is one. It is READY when its line editor is.
ZSH = """
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=; unsetopt zle_bracketed_paste; autoload -Uz compinit; fpath=($1 \\$fpath); compinit -u -d $1/dump
zstyle ':completion:*' list-separator '#'; LISTMAX=0; bindkey '^I' list-choices
LINES=200; COLUMNS=200; zle-line-init() { print -n REA''DY }; zle -N zle-line-init"
zpty -r -m shell seen '*READY*' || exit 1
zpty -w -n shell "$2"$'\\t'
zpty -w -n shell $'\\C-U'
zpty -w shell "echo DO''NE"
zpty -r -m shell seen '*DONE*'
print -r -- "$seen"
"""


def by_bash(work, words):
    done = subprocess.run(["bash", "-c", BASH, "bash", str(work / "truce.bash"), *words], cwd=work,
                          capture_output=True, text=True)
    return sorted(done.stdout.split()) if done.returncode == 0 and not done.stderr else [done.stderr]


def by_fish(work, words):
    line = " ".join(words)
    command = f"source {work}/truce.fish; complete -C '{line}'"
    environment = dict(os.environ, HOME=str(work), XDG_CONFIG_HOME=str(work), XDG_DATA_HOME=str(work))
    done = subprocess.run(["fish", "-c", command], cwd=work, env=environment, capture_output=True, text=True)
    return sorted(one.split("\t")[0].rstrip("/") for one in done.stdout.splitlines())


def by_zsh(work, words):
    done = subprocess.run(["zsh", "-f", "-c", ZSH, "zsh", str(work / "zsh"), " ".join(words)],
                          cwd=work, capture_output=True,
                          text=True, timeout=60, env=dict(os.environ, TERM="dumb"))
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", done.stdout).split("DONE")[0]


def script_of(truce, shell, path):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(subprocess.run([truce, "help", shell], stdout=subprocess.PIPE, check=True).stdout)
    done = subprocess.run([shell, "-n", str(path)], capture_output=True, text=True)
    return done.returncode == 0 and not done.stderr


def check_all(claims, truce, work, shell, complete):
    """Everything in the tables is offered: each command, and each option that its help shows."""
    commands = subprocess.run([truce, "help", "commands"], stdout=subprocess.PIPE, text=True,
                              check=True).stdout.split()
    offered = [word for word in complete(work, ["truce", ""]) if not word.startswith("-")]
    claims.same(offered, sorted(commands), f"{shell} offers every command")
    for command in commands:
        shown = subprocess.run([truce, "help", command], stdout=subprocess.PIPE, text=True, check=True).stdout
        options = sorted(set(re.findall(r"^  (?:-[a-z], )?(--[a-z-]+)", shown, re.M)))
        claims.same(complete(work, ["truce", command, "--"]), options, f"{shell} offers every option of {command}")


def check_bash(claims, truce, work):
    claims.claim(script_of(truce, "bash", work / "truce.bash"), "bash reads its script")
    check_all(claims, truce, work, "bash", by_bash)
    for words, offers in OFFERS:
        claims.same(by_bash(work, words), offers, f"bash after {' '.join(words)}")
    for words, offers in [(["truce", "solve", "--format", "=", "js"], ["json"]),
                          (["truce", "solve", "--format", "="],
                           ["csv", "html", "json", "latex", "markdown", "table"]),
                          (["truce", "solve", "--concepts", ""], ["all", *CONCEPTS]),
                          (["truce", "solve", "--concepts", "nash,s"],
                           [f"nash,{c}" for c in CONCEPTS if c[0] == "s"]),
                          (["truce", "solve", "--scratch", "mod"], ["models"]),
                          (["truce", "solve", "-o", "model."], ["model.yaml"]),
                          (["truce", "replies", "add", "model."], ["model.yaml"]), (["truce", "nothing", "--"], [])]:
        claims.same(by_bash(work, words), offers, f"bash after {' '.join(words)}")


def check_fish(claims, truce, work):
    claims.claim(script_of(truce, "fish", work / "truce.fish"), "fish reads its script")
    check_all(claims, truce, work, "fish", by_fish)
    for words, offers in OFFERS:
        claims.same(by_fish(work, words), offers, f"fish after {' '.join(words)}")


def check_zsh(claims, truce, work):
    claims.claim(script_of(truce, "zsh", work / "zsh" / "_truce"), "zsh reads its script")
    for words, offers in OFFERS:
        seen = by_zsh(work, words)
        listed = (seen.split(" ".join(words)) + [""])[1]  # the line is echoed, then the list, then the line again
        for offer in offers:
            claims.claim(re.search(rf"(^|\s){re.escape(offer)}\b", listed, re.M),
                         f"zsh after {' '.join(words)}: {offer}", seen)


def main():
    truce = str(pathlib.Path(sys.argv[1]).resolve())
    claims = drive.Claims()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / "model.yaml").touch()
        (work / "models").mkdir()
        (work / "other").touch()
        for shell, check in (("bash", check_bash), ("fish", check_fish), ("zsh", check_zsh)):
            if shutil.which(shell):
                check(claims, truce, work)
            else:
                print(f"skipped: {shell} is not installed")
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
