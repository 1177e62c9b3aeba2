#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What results say of every case, word for word: each statement, the moves, and the states: all of a small model;
of a larger one today, what is one move away, and the equilibria.

    python3 tests/scripts/test_told.py TRUCE [--accept]

tests/told/CASE.txt holds what was read sentence by sentence. --accept writes it anew: read each difference aloud.
"""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "reference"))
import drive  # noqa: E402

TOLD = ROOT / "tests" / "told"

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


def main():
    truce = str(pathlib.Path(sys.argv[1]).resolve())
    claims = drive.Claims()
    models = sorted(ROOT.glob("cases/*/model.yaml"))
    claims.claim(len(models) > 5, "there are cases", len(models))
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
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
