#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What results say of every case, word for word: each statement, the moves, and the states: all of a small model;
of a larger one today, what is one move away, and the equilibria.

    python3 tests/scripts/test_told.py TRUCE [--accept]

Of the Doha talks also one whole sentence of each kind that commands make.
tests/told/CASE.txt holds what was read sentence by sentence. --accept writes it anew: read each difference aloud.
"""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "reference"))
import drive  # noqa: E402

TOLD = ROOT / "tests" / "told"
DOHA = "cases/doha-2025/model.yaml"

# What the commands say of the Doha talks: a way of telling each, and the sentence as a whole.
SENTENCES = [
    (("explain", DOHA, "--state", "139", "--party", "israel", "--concept", "nash"),  # a wish decides
     "The Israeli government would rather resume the campaign: to do so brings about the wish that a temporary truce "
     "is observed only if further hostages are free."),
    (("paths", DOHA, "--to", "531"),  # nobody has a better step
     "From today the parties have 20 possible steps. None is an improvement for whoever would take it."),
    (("explain", DOHA, "--state", "140", "--party", "israel", "--concept", "gmr"),  # nothing deters
     "The Israeli government would rather resume the campaign, and no answer of the others would deter it."),
    (("explain", DOHA, "--state", "140", "--party", "hamas", "--concept", "seq"),  # an answer deters
     "Hamas would rather release further hostages; but the Israeli government would then rather resume the campaign "
     "and recall its negotiators, which is worse for Hamas than before."),
    (("paths", DOHA, "--to", "636"),  # a way, and what it costs who begins
     "A way that costs least stands below: one step leaves its mover worse off, and no shortest path has fewer. It "
     "begins with Hamas: it would release all hostages, lay down its arms and give up governing, and be worse off "
     "until a full ceasefire is in force."),
    (("paths", DOHA, "--to", "147"),  # what another would then do
     "If Hamas were to release further hostages, the Israeli government would rather agree to a temporary truce than "
     "not."),
    (("deal", DOHA),  # what cannot be bettered
     "One of them cannot be bettered for anybody without loss to another: a settlement with all hostages free."),
    (("ratify", DOHA),  # who refuses
     "The coalition partners would refuse a full ceasefire that leaves Hamas armed or in government or a break of "
     "the coalition."),
    (("ratify", DOHA, "--where", "531,636"),  # of states asked for
     "The coalition partners would refuse a truce with further releases. They would accept a settlement with all "
     "hostages free."),
    (("deal", DOHA),  # what lasts only for a time, and what of it does not end
     "A temporary truce lasts as long as the releases take; then the campaign goes on. What cannot be taken back "
     "stays: a further group of hostages is free."),
    (("brief", DOHA, "--format", "txt", "--variants", "0"),  # the same for readers
     "A temporary truce lasts as long as the releases take; then the campaign goes on."),
    (("brief", DOHA, "--format", "txt", "--variants", "0"),
     "What cannot be taken back stays: a further group of hostages is free."),
    (("brief", DOHA, "--format", "txt", "--variants", "0"),
     "The coalition partners would refuse a truce with further releases (◆). They would accept a settlement with all "
     "hostages free (■)."),
    (("brief", DOHA, "--format", "txt", "--variants", "0"),  # two conditions that face each other
     "The Israeli government would rather not agree to a temporary truce unless further hostages are free. [I29] "
     "Hamas would rather not release further hostages unless the campaign is halted. [I45]"),
]


def output(truce, *words):
    done = subprocess.run([truce, *words], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


def equilibria(truce, model):
    """The rows of the equilibria, of a model whose states are not all told."""
    told = output(truce, "solve", model, "--concepts", "nash", "--view", "words", "--rows", "equilibria")
    rows = told.split("\n\n")
    return next(part for part in rows if "State  " in part)


def tell(truce, model):
    words = output(truce, "check", model, "--words")
    if "States in words: today" in words:
        words += "\nEquilibria in words\n" + equilibria(truce, model) + "\n"
    return words


def sentence_claims(claims, truce):
    """Each sentence of the grammar, made of results, stands in what the command prints."""
    printed = {words: " ".join(output(truce, *words).split()) for words, _ in SENTENCES}
    for words, sentence in SENTENCES:
        claims.claim(sentence in printed[words], f"truce {' '.join(words)} says: {sentence}", printed[words][:2000])


def main():
    truce = str(pathlib.Path(sys.argv[1]).resolve())
    claims = drive.Claims()
    models = sorted(ROOT.glob("cases/*/model.yaml"))
    claims.claim(len(models) > 5, "there are cases", len(models))
    sentence_claims(claims, truce)
    for model in models:
        told = tell(truce, str(model.relative_to(ROOT)))
        recorded = TOLD / f"{model.parent.name}.txt"
        if "--accept" in sys.argv:
            TOLD.mkdir(exist_ok=True)
            recorded.write_text(told, encoding="utf-8")
        claims.same(told, recorded.read_text(encoding="utf-8"), f"{model.parent.name} is told as recorded")
        missing = told.partition("Words that are missing")[2].split("Equilibria")[0].split()
        claims.same([path for path in missing if not path.endswith("denies")], [],
                    f"{model.parent.name} has words for everything")
    for name in "offer", "trade", "village", "three-in-turn", "harbour":
        told = output(truce, "check", f"docs/examples/{name}.yaml", "--words")
        claims.claim("States in words" in told and "Words that are missing" not in told, f"{name} has words for all")
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
