#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every command has a manual page, every page names every option that help names, the roff is sound, the examples of
help run, and the manual names every option, every key of a model and every member of a result.

    python3 tests/scripts/test_manual.py TRUCE

The pages are those that the build wrote beside TRUCE, in man/. Where groff or mandoc is installed it reads each page
with all its warnings; where neither is, the requests are checked by name.
"""
import json
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

SECTIONS = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "SEE ALSO"]
REQUESTS = {".TH", ".SH", ".TP", ".br", ".nf", ".fi", r'.\"'}


def printed(truce, *words):
    return subprocess.run([truce, *words], stdout=subprocess.PIPE, text=True, check=True).stdout


def wrong_requests(text):
    """Lines that roff would take for a request it does not know, and escapes that are none."""
    for number, line in enumerate(text.splitlines(), 1):
        if line[:1] in (".", "'") and line.split()[0] not in REQUESTS:
            yield f"{number}: {line}"
        for escape in re.findall(r"\\(f.|.)", line):
            if escape not in ("fB", "fI", "fR", "e", "-", "&", '"'):
                yield f"{number}: \\{escape}"


def complaints(page):
    """What the tools that are here find wrong."""
    if shutil.which("mandoc"):
        return subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(page)], capture_output=True,
                              text=True).stdout
    if shutil.which("groff"):
        command = ["groff", "-man", "-K", "utf8", "-ww", "-z", str(page)]
        if subprocess.run(["groff", "-K", "utf8", "-z", "/dev/null"], capture_output=True).returncode != 0:
            command = ["groff", "-man", "-ww", "-z", str(page)]  # groff-base has no preconv everywhere
        return subprocess.run(command, capture_output=True, text=True).stderr
    return ""


def check_page(claims, page, sections):
    text = page.read_text(encoding="utf-8")
    claims.claim(text.split("\n")[1 if text.startswith('.\\"') else 0].startswith(".TH "),
                 f"{page.name} begins with .TH")
    found = re.findall(r"^\.SH (.*)$", text, re.M)
    claims.claim([s for s in found if s in sections] == sections, f"{page.name} has its sections in order", found)
    wrong = list(wrong_requests(text))
    claims.claim(not wrong, f"{page.name} has only known requests", *wrong)
    said = complaints(page)
    claims.claim(not said, f"{page.name} is read without a warning", said)
    return text.replace("\\-", "-")


def keys_of(schema):
    """The keys that a JSON Schema has anywhere."""
    if isinstance(schema, dict):
        yield from schema["properties"] if isinstance(schema.get("properties"), dict) else []
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []:
        yield from keys_of(part)


def check_words(claims, truce, commands):
    """The manual names every option of a command, and every key of a model."""
    told = "".join((ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
                   for page in ("commands", "robust", "unlock", "forecast", "brief"))
    for command in commands:
        for option in re.findall(r"^  (?:-[a-z], )?(--[a-z-]+)", printed(truce, "help", command), re.M):
            claims.claim(re.search(f"{option}(?![a-z-])", told), f"the manual names {option} of {command}")
    language = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    for key in sorted(set(keys_of(json.loads(printed(truce, "schema", "model"))))):
        claims.claim(re.search(rf"\b{key}\b", language), f"language.md names '{key}'")


def check_results(claims, truce):
    """The manual names every member of a result, in the command's section or on a page that it refers to."""
    told = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    shared = set(re.findall(r"`(\w+)`", told.split("\n**JSON** puts")[1].split("\n\n")[0]))
    for command, section in re.findall(r"^## truce ([a-z]+)[^\n]*\n(.*?)(?=^## )", told, re.M | re.S):
        made = subprocess.run([truce, "schema", command], capture_output=True, text=True)
        for page in re.findall(r"\((unlock|robust)\.md\)", section):
            section += (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
        members = json.loads(made.stdout)["properties"] if made.returncode == 0 else {}
        for member in set(members) - shared:
            claims.claim(re.search(f'[`"]{member}[`"]', section), f"the manual of {command} names '{member}'")


def check_examples(claims, truce, commands):
    """What help gives as examples runs in a folder with the examples of docs/ and a variant of the well."""
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work)
        for model in (ROOT / "docs" / "examples").iterdir():
            shutil.copy(model, folder)
        shutil.copy(folder / "harbour.txt", folder / "article.txt")
        variant = (folder / "well.yaml").read_text(encoding="utf-8").replace("not south_pumps\n", "south_pumps\n", 1)
        (folder / "variant.yaml").write_text(variant, encoding="utf-8")
        ran = 0
        for command in commands:
            for line in printed(truce, "help", command).split("\nExamples:\n")[-1].splitlines():
                named = re.findall(r"^  truce (?:cases doha \| truce )?" + command + r" ([\w.-]*)", line)
                if not named or ("." in named[0] and not (folder / named[0]).is_file()):
                    continue
                if command not in ("serve", "mcp", "replies"):
                    done = subprocess.run(["sh", "-c", 'truce() { "$TRUCE" "$@"; }\n' + line], cwd=folder,
                                          env=dict(os.environ, TRUCE=str(pathlib.Path(truce).resolve())),
                                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=120)
                    claims.claim(done.returncode == 0, f"the example runs: {line.strip()}", done.stderr)
                    ran += 1
        claims.claim(ran > 40, "help has examples", ran)


def main():
    truce = sys.argv[1]
    folder = pathlib.Path(truce).resolve().parent / "man"
    claims = drive.Claims()
    commands = printed(truce, "help", "commands").split()
    listed = re.findall(r"^  ([a-z]+) ", printed(truce, "help"), re.M)
    claims.same(sorted(commands), sorted(listed), "'help commands' lists the commands of help")
    contents = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8").split("\n## ")[0]
    told = re.findall(r"\(#truce-([a-z]+)(?:-truce-help)?\)", contents)
    claims.same([c for c in listed if c != "help"], [c for c in told if c != "mpi"],
                "help lists commands in the order of the manual")
    sections = re.findall(r"^## truce ([a-z]+)", (ROOT / "docs" / "commands.md").read_text(encoding="utf-8"), re.M)
    claims.same(sections, [c for c in listed if c != "help"], "the manual's sections stand in this order")
    claims.same(sorted(page.name for page in folder.glob("*.1")),
                sorted(["truce.1", *(f"truce-{c}.1" for c in commands)]),
                "there is one page for each command, and truce.1")
    for command in commands:
        page = folder / f"truce-{command}.1"
        if not page.is_file():
            continue
        text = check_page(claims, page, SECTIONS)
        claims.same(page.read_text(encoding="utf-8"), printed(truce, command, "--man"),
                    f"{page.name} is what the command prints")
        options = re.findall(r"^  (?:-[a-z], )?(--[a-z-]+)", printed(truce, "help", command), re.M)
        for option in options:
            claims.claim(f"\\fB{option}\\fR" in text, f"{page.name} names {option}")
        claims.claim("--help" in options, f"help of {command} lists options")
    whole = check_page(claims, folder / "truce.1", [s for s in SECTIONS if s != "OPTIONS"])
    claims.same(re.findall(r"\\fB([a-z]+)\\fR", whole.split(".SH COMMANDS")[1].split(".SH ")[0]), listed,
                "truce.1 has the commands in the order of help")
    claims.same(re.findall(r"truce-([a-z]+)", whole.split(".SH SEE ALSO")[1]), listed, "and refers to their pages")
    help_of_solve = printed(truce, "help", "solve")
    for words in "-o, --output FILE", "-h, --help":
        claims.claim(f"\n  {words}" in help_of_solve, f"help says {words}", help_of_solve[-900:])
    for command in commands:
        said = printed(truce, "help", command)
        broken = [line for line in said.splitlines() if line.count("'") % 2 and "'truce " in line]
        claims.same(broken, [], f"help of {command} breaks no command")
    check_words(claims, truce, commands)
    check_results(claims, truce)
    check_examples(claims, truce, commands)
    mpi = folder.parent / "mpi" / "truce-mpi.1"
    if (folder.parent / "truce-mpi").is_file():
        claims.claim(mpi.is_file(), "truce-mpi has a page")
        check_page(claims, mpi, SECTIONS)
    if not (shutil.which("mandoc") or shutil.which("groff")):
        print("skipped: neither mandoc nor groff is installed; only the requests were checked")
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
