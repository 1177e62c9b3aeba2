#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The Python package, installed offline around the library of a build, answers what the command answers.

    python3 tests/scripts/test_python.py TRUCE [--accept]     --accept: writes bindings/python/truce/_model.pyi

Needs a Python from 3.11 on with its headers, pip, setuptools and wheel; of several the first that has them.
"""
import doctest
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "reference"))
import drive  # noqa: E402

PACKAGE = ROOT / "bindings" / "python"
HAS_ALL = """
import setuptools, wheel, pip, os, sys, sysconfig
sys.exit(sys.version_info < (3, 11) or not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))
"""
FLAWED = "truce: 1\nparties: [a]\n"
claims = drive.Claims(most_shown=1000)
claim = claims.claim


def raised(kind, act):
    try:
        act()
    except kind as error:
        return error
    return None


def check_cases(truce):
    """The published verdicts, by arrays and by results; and the cases that are part of truce."""
    names = [one["name"] for one in truce.cases().cases]
    claim(names and truce.case("elmira").text == truce.load(ROOT / "cases/elmira-1991/model.yaml").text
          and sorted(names) == sorted(path.parent.name for path in (ROOT / "cases").glob("*/model.yaml")),
          "cases are listed and opened by name")
    claim(str(raised(truce.UsageError, lambda: truce.case("nk"))).startswith("'nk' is the beginning of several"),
          "and one that is not known is refused")
    for expected in sorted((ROOT / "cases").glob("*/expected.json")):
        for file, known in json.loads(expected.read_text())["models"].items():
            model = truce.load(expected.parent / file)
            of = f"{expected.parent.name}/{file}"
            if "ranks" in known:
                claim({party: list(model.ranks(party)) for party in model.parties} == known["ranks"], f"{of}: ranks")
            for concept, parties in known.get("stable", {}).items():
                found = {party: [i + 1 for i, is_stable in enumerate(model.stable(concept, party)) if is_stable]
                         for party in model.parties}
                claim(found == parties, f"{of}: stable states of {concept}")
            if isinstance(known.get("equilibria"), dict) and "stable" in known:
                found = model.solve(concepts=list(known["equilibria"])).equilibria
                claim(found == known["equilibria"], f"{of}: equilibria")


def check_questions(truce, command):
    """Every question gives what the command gives."""
    model = truce.load(ROOT / "docs" / "examples" / "well.yaml")
    asked = {"unlock": ("drained",), "diff": (model.move("preferences.north.order.2", 1),)}
    quick = {"robust": {"radius": "none", "variants": 1}, "forecast": {"as_written": True}}
    for name, argument, *_ in truce._model.QUESTIONS:
        if name in ("rename", "brief", "diff"):
            continue
        operands = asked.get(name, ())
        options = quick.get(name, {})
        words = [f"--{key.replace('_', '-')}" + ("" if value is True else f"={value}")
                 for key, value in options.items()]
        done = subprocess.run([command, name, *words, "--format", "json", "--", model.name, *operands],
                              capture_output=True, text=True)
        error = raised(truce.Error, lambda: getattr(model, name)(*operands, **options))
        if done.returncode:
            claim(error and error.status == done.returncode and str(error).split("\n")[0] in done.stderr,
                  f"{name} fails as the command does: {error!r} for {done.stderr}")
            continue
        claim(error is None, f"{name}: {error!r}")
        claim(getattr(model, name)(*operands, **options).to_dict() == json.loads(done.stdout), f"{name} as JSON")
    flips = model.diff(asked["diff"][0]).changes
    claim(len(flips) == 1 and "preferences.north.order" in json.dumps(flips), f"one change is found: {flips}")


def check_forms(truce, command):
    model = truce.load(ROOT / "docs" / "examples" / "well.yaml")
    result = model.solve(concepts=["nash", "seq"], rows=[1, 4])
    words = [command, "solve", model.name, "--concepts", "nash,seq", "--rows", "1,4", "--format"]
    for form, found in (("csv", result.to_csv()), ("html", result._repr_html_()), ("latex", result.to_latex()),
                        ("markdown", result.to_markdown())):
        told = subprocess.run([*words, form], capture_output=True, text=True).stdout
        claim(found == told, f"{form} is the command's")
    claim("Equilibria" in repr(result), "a result shows itself as text")
    live = raised(FileNotFoundError, lambda: model.brief(live=True))
    if live:
        claim("./run engine" in str(live), f"without an engine there is no live brief: {live!r}")
    else:
        told = subprocess.run([command, "brief", model.name, "--live"], capture_output=True, text=True).stdout
        claim(model.brief(live=True) == told, "a live brief is the command's")
    claim(model.brief().startswith("<!DOCTYPE html>") and model.brief(format="txt").strip(), "a brief is text")
    try:
        import pandas  # noqa: F401
    except ImportError:
        print("skipped: pandas is not there")
        return
    claim(list(result.to_pandas()["state"]) == [1, 4], "a table is a DataFrame")


def check_replies(truce):
    """A reader's reply to the prisoners' dilemma makes a game of chicken of it, whose published answers then come."""
    before = truce.load(ROOT / "cases" / "prisoners-dilemma" / "model.yaml")
    known = json.loads((ROOT / "cases/chicken/expected.json").read_text())["models"]["model.yaml"]["published"]
    published = next(one["equilibria"] for one in known if one["concept"] == "nash")
    own = {"schema": "truce.reply.v1", "name": "Ann", "email": "ann@example.org", "comment": "Both talking is worst.",
           "change": [{"op": "set", "path": "preferences.first.order.2", "value": "not silent_1 iff silent_2"},
                      {"op": "set", "path": "preferences.second.order.2", "value": "not silent_2 iff silent_1"}]}
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "reply.json")
        path.write_text(json.dumps(own))
        found = truce.replies(path)
        claim(found.to_dict() == truce.replies(own).to_dict(), "a reply is read from a file, or as data")
    reply, = found.replies
    claim("ann@" not in json.dumps(found.to_dict()) + found.to_csv() + repr(found), "its address is not shown")
    proposed = before.edited(reply["change"])
    claim(proposed.solve(concepts="nash").equilibria["nash"] == published != before.solve(
        concepts="nash").equilibria["nash"], "its change gives what is published of it")
    flips = {(one["outcome"], one["concept"]): (one["before"], one["after"]) for one in before.trial(proposed).flips}
    claim(flips[("both_talk", "nash")] == (True, False) and not before.trial(before).flips,
          f"a trial says what is different: {flips}")
    claim("Both talking is worst." in before.brief(replies=found, format="html", variants=0)
          and "Both talking is worst." not in before.brief(variants=0), "a brief prints it")
    listed = truce.replies([own | {"state": "held"}, own]).replies
    claim([one["state"] for one in listed] == ["held", None], "a list is read")
    for wrong, words in (([own, own | {"name": ""}], "reply 2 of the list needs a 'name'"), ({}, "neither a reply"),
                         ({"schema": "truce.replies.v1"}, "no list under 'replies'"),
                         (own | {"change": 1}, "change")):
        error = raised(truce.ModelError, lambda: truce.replies(wrong))
        claim(error and words in str(error) and "file" not in str(error), f"{words}: {error!r}")


def check_databases(truce, command):
    """What is kept between runs is the same for Python and for the command."""
    model = truce.load(ROOT / "docs" / "examples" / "well.yaml")
    quick = {"radius": "none", "variants": 200, "default_confidence": 0.8}
    with tempfile.TemporaryDirectory() as folder:
        store, register = pathlib.Path(folder, "s.sqlite"), pathlib.Path(folder, "it's a%20 register?.sqlite")
        first = model.robust(store=store, **quick)
        made = store.read_bytes()
        again = model.robust(store=store, **quick)
        claim(first.to_dict() == again.to_dict() == model.robust(**quick).to_dict(), "a store changes no result")
        claim(made[68:72] != bytes(4) and store.read_bytes() == made, "and is not written twice")
        dated = truce.load(ROOT / "tests" / "cli" / "models" / "paced.yaml")
        found = dated.forecast(register=register, horizons="30d,90d")
        kept = len(truce.score(register).to_dict()["questions"])
        claim("forecast" in repr(found).lower() and kept == len(truce.score(register).questions) > 0,
              f"a forecast is registered once: {kept}")
        words = [command, "score", register, "--format", "json"]
        told = json.loads(subprocess.run(words, capture_output=True, text=True).stdout)
        claim(told == truce.score(register).to_dict(), "the command reads what Python kept")
        answered = truce.score(register, "void", question=1)
        claim(answered.to_csv() and [q["answer"] for q in truce.score(register).questions].count("void") == 1,
              "an answer is kept once")
        for name, bytes_of, words in (("text", b"no database", "it is no database"),
                                      ("other", made, "the database of another program")):
            path = pathlib.Path(folder, name)
            path.write_bytes(bytes_of)
            error = raised(truce.Error, lambda: truce.score(path))
            claim(error and error.status == 4 and words in str(error) and path.read_bytes() == bytes_of,
                  f"{name}: {error!r}")
        error = raised(truce.Error, lambda: truce.score(pathlib.Path(folder, "none")))
        claim(error and error.status == 4 and "No such file" in str(error) and len(list(pathlib.Path(
            folder).iterdir())) == 4, f"what is not there is not made: {error!r}")
        error = raised(truce.UsageError, lambda: model.forecast(register=pathlib.Path(folder, "new"), concept="x"))
        claim(error and not pathlib.Path(folder, "new").exists(), "nothing is kept of what is wrong")


def check_pandas(truce):
    """Every table of every question is a DataFrame."""
    try:
        import pandas
    except ImportError:
        print("skipped: pandas is not there")
        return
    model = truce.load(ROOT / "docs" / "examples" / "well.yaml")
    quick = {"robust": {"radius": "none", "variants": 1}, "forecast": {"variants": 1}, "unlock": {},
             "solve": {"coalitions": "all"}}
    asked = {"unlock": ("drained",), "diff": (model.move("preferences.north.order.2", 1),)}
    frames = 0
    for name, *_ in truce._model.QUESTIONS:
        if name in truce._model._TEXTS or name == "rename":
            continue
        error = raised(truce.Error, lambda: getattr(model, name)(*asked.get(name, ()), **quick.get(name, {})))
        if error:
            continue
        result = getattr(model, name)(*asked.get(name, ()), **quick.get(name, {}))
        named = str(raised(truce.UsageError, lambda: result.to_csv("?"))).split("has: ")[1]
        for table in named.splitlines()[0].split(", "):
            frame = result.to_pandas(table)
            lines = result.to_csv(table)
            claim(isinstance(frame, pandas.DataFrame) and ",".join(frame.columns) == lines.splitlines()[0].replace(
                '"', ''), f"{name}: {table} has the columns of its CSV")
            claim(len(frame) == max(0, lines.count("\n") - 1) or '"' in lines, f"{name}: {table} has its rows")
            frames += 1
    claim(frames > 15, f"{frames} tables are DataFrames")
    table = model.states().to_pandas()
    claim(table["rank_north"].dtype.kind == "i" and table["state"].dtype.kind == "i", "numbers are numbers")
    coded = truce.Model({"truce": 1, "parties": [
        {"id": "a", "options": [{"id": "x", "levels": ["NA", "null"]}]},
        {"id": "b", "options": [{"id": "y", "levels": ["nan", "no"]}]}],
        "preferences": {"a": {"order": ["x"]}, "b": {"order": ["y"]}}}).states().to_pandas()
    claim((list(coded["code"]), list(coded["x"]), list(coded["y"]))
          == (["00", "10", "01", "11"], ["NA", "null"] * 2, ["nan", "nan", "no", "no"]), f"text stays text: {coded}")
    changes = model.robust(radius="none", variants=1).to_pandas()
    claim(not changes.astype(str).apply(lambda column: column.str.startswith("'")).any().any(),
          f"no apostrophe stands before a cell: {changes}")


def check_arrays(truce):
    model = truce.load(ROOT / "docs" / "examples" / "well.yaml")
    states = model.states().table
    claim(model.codes() == [row["code"] for row in states], "codes")
    spared, pumps = model.outcome("spared"), model.where("north_pumps")
    claim([bool(x) for x in spared] == ["spared" in row["outcomes"] for row in states], "outcomes")
    claim(spared.format == "?" and spared.readonly and spared.itemsize == 1, "truth is a byte that nobody writes")
    claim([bool(x) for x in model.levels("north_pumps")] == [bool(x) for x in pumps], "levels agree with a statement")
    view = model.ranks("north")
    kept = list(view)
    del model
    claim(list(view) == kept, "an array outlives its model")


def check_models(truce):
    spec = {"truce": 1, "parties": [{"id": "a", "options": ["x"]}, {"id": "b", "options": ["y"]}],
            "preferences": {"a": {"order": ["x"]}, "b": {"order": ["not x", "y"]}}}
    model = truce.Model(spec)
    claim(list(model.equilibria("nash")) == [False, False, False, True], "a model from a dict is solved")
    turned = model.set("preferences.b.order.2", "not y")
    claim([i + 1 for i, e in enumerate(turned.equilibria("nash")) if e] == [2], "an edit is a variant")
    claim(list(model.equilibria("nash")) == [False, False, False, True], "the model itself stays")
    both = model.insert("preferences.a.order.1", "y")
    claim(list(both.ranks("a")) != list(model.ranks("a"))
          and list(both.remove("preferences.a.order.1").ranks("a")) == list(model.ranks("a")),
          "what was inserted can be removed")
    claim("z" in model.rename("x", "z").options, "an option is called otherwise")
    error = raised(truce.ModelError, lambda: truce.Model(FLAWED, "flawed.yaml"))
    claim(error and error.diagnostics[0]["line"] == 2 and error.diagnostics[0]["file"] == "flawed.yaml"
          and "flawed.yaml:2:" in str(error), f"a wrong model is told with its place: {error!r}")
    error = raised(truce.UsageError, lambda: model.solve(concepts="nahs"))
    claim(error and error.status == 2 and "did you mean 'nash'" in str(error), f"so is a wrong concept: {error!r}")
    claim(raised(KeyError, lambda: model.ranks("c")) and raised(truce.UsageError, lambda: model.where("z")),
          "and wrong names")
    claim(raised(AttributeError, lambda: model.solve().nothing), "a result has no other attributes")


def check_interrupts(truce):
    options = [f"o{i}" for i in range(14)]
    parties = [{"id": "a", "options": options[:7]}, {"id": "b", "options": options[7:]}]
    large = truce.Model({"truce": 1, "parties": parties,
                         "preferences": {"a": {"order": options[7:]}, "b": {"order": options[:7]}}})
    heard = []

    def stop(phase, done, total):
        heard.append(phase)
        raise KeyboardInterrupt

    error = raised(KeyboardInterrupt, lambda: large.robust(variants=10_000_000, radius="none", progress=stop))
    claim(error is not None and len(heard) == 1, f"an exception of the progress ends the work: {heard}")
    claim(large.state_count == 1 << 14, "and leaves the model as it was")


def check_manual():
    text = (ROOT / "docs" / "python.md").read_text().replace("```", "")
    test = doctest.DocTestParser().get_doctest(text, {}, "python.md", "docs/python.md", 0)
    found = doctest.DocTestRunner().run(test)
    claim(found.attempted > 10 and not found.failed, "the manual's examples give what it says")


def check_stubs(truce):
    import stubs
    if "--accept" in sys.argv:
        (PACKAGE / "truce" / "_model.pyi").write_text(stubs.stub())
    claim(stubs.stub() == (PACKAGE / "truce" / "_model.pyi").read_text(),
          "the types are those of the table of commands; --accept writes them")


def main(command):
    import truce
    for check in (lambda: check_cases(truce), lambda: check_questions(truce, command),
                  lambda: check_forms(truce, command), lambda: check_arrays(truce), lambda: check_models(truce),
                  lambda: check_replies(truce),
                  lambda: check_databases(truce, command), lambda: check_pandas(truce),
                  lambda: check_interrupts(truce), check_manual, lambda: check_stubs(truce)):
        check()
    return claims.end()


def install(command):
    """Runs this script again with the package installed by the first Python that can; 0 where none can."""
    build = pathlib.Path(command).resolve().parent
    for python in (sys.executable, "/usr/bin/python3"):
        if subprocess.run([python, "-c", HAS_ALL], capture_output=True).returncode == 0:
            break
    else:
        print("skipped: no Python from 3.11 on with headers, pip, setuptools and wheel")
        print("0 passed, 0 failed")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        sources = pathlib.Path(folder) / "sources"  # building leaves files beside what is built
        shutil.copytree(PACKAGE, sources / "bindings" / "python", ignore=shutil.ignore_patterns("build", "*.so"))
        for name in ("include", "CMakeLists.txt"):
            (sources / name).symlink_to(ROOT / name)
        environment = os.environ | {"TRUCE_BUILD": str(build), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        done = subprocess.run([python, "-m", "pip", "install", "--no-index", "--no-build-isolation", "--no-deps",
                               "--quiet", "--target", folder, str(sources / "bindings" / "python")], text=True,
                              env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            print(done.stdout)
            print("0 passed, 1 failed")
            return 1
        environment |= {"PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run([python, __file__, str(pathlib.Path(command).resolve()), "--installed", *sys.argv[2:]],
                              env=environment, cwd=ROOT).returncode


if __name__ == "__main__":
    if "--installed" in sys.argv:
        sys.path.append(str(PACKAGE))
        sys.exit(main(sys.argv[1]))
    sys.exit(install(sys.argv[1]))
