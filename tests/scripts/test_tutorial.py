#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The pieces of the tutorial's model, one after the other, are the model that it ends with; a skeleton made from its
article numbers the paragraphs as the model cites them; and what `truce new` writes is the well of the README.

    python3 tests/scripts/test_tutorial.py TRUCE

test_pages.py runs the commands that the page shows.
"""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "reference"))
import drive  # noqa: E402

EXAMPLES = ROOT / "docs" / "examples"


def main():
    truce = sys.argv[1]
    claims = drive.Claims()
    page = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    model = (EXAMPLES / "harbour.yaml").read_text(encoding="utf-8")
    pieces = re.findall(r"```yaml\n(.*?)```", page, re.S)
    claims.claim(len(pieces) > 3, "the tutorial has its model in pieces", len(pieces))
    claims.same("".join(pieces), model, "the pieces together are the model")
    made = subprocess.run([truce, "new", "--from", str(EXAMPLES / "harbour.txt")], capture_output=True, text=True)
    claims.same(made.returncode, 0, "a skeleton is made from the article")
    numbered = dict(re.findall(r"^# ¶(\d+) (.*)$", made.stdout, re.M))
    claims.same(len(numbered), 7, "its paragraphs are numbered")
    cited = set(re.findall(r"¶(\d+)", model))
    claims.claim(cited and cited <= set(numbered), "the model cites paragraphs that there are", cited)
    claims.claim("file:" in made.stdout, "the skeleton names the article, so that quotes can be looked up")
    checked = subprocess.run([truce, "check", str(EXAMPLES / "harbour.yaml")], capture_output=True, text=True)
    claims.claim("quote:" in model and checked.returncode == 0 and "0 warnings" in checked.stdout,
                 "the model quotes the article word for word", checked.stderr)
    for number, word in (("5", "cannot be withdrawn"), ("3", "guarantee of jobs"), ("6", "once ships are served")):
        claims.claim(word in numbered.get(number, ""), f"paragraph {number} says what it is cited for", word)
    new = subprocess.run([truce, "new"], capture_output=True, text=True).stdout
    well = (EXAMPLES / "well.yaml").read_text(encoding="utf-8")
    of_new, of_well = (json.loads(subprocess.run([truce, "solve", "-", "--format", "json"], input=text,
                                                 capture_output=True, text=True).stdout) for text in (new, well))
    for key in "parties", "options", "status_quo", "equilibria", "table":
        claims.same(of_new[key], of_well[key], f"the well of 'truce new' is that of the README: {key}")
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
