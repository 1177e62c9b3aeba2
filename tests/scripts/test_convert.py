#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`convert`: a model that goes out to another format and comes back has the same verdicts, or a warning says what
was lost; files that are wrong are refused at their place with a hint.

    test_convert.py TRUCE [--models N] [--seed S]

Verdicts are compared state by state, by the levels of the options. An option of several levels is several options of
GMCR+; the test maps them itself. JSON holds all but comments, so there nothing may differ. Rankings of .gmcr files
use numbers that follow from the options put together by decision maker: a file by hand has them in another order.
Pay-offs of the twelve symmetric games of two strategies are compared with Nash equilibria worked out here.
"""
import itertools
import json
import random
import re
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "reference"), str(TESTS / "generate")]
import drive  # noqa: E402
import generate  # noqa: E402

CONCEPTS = "nash,gmr,smr,seq"
# what may be lost without any verdict being another one
HARMLESS = ("holds no status quo", "holds no time, home or agreements", "holds no outcomes, reasons",
            "holds ids and no names", "holds no levels", "preferences become rankings", "is not read",
            "decision makers stay apart", "pay-offs become ranks", "JSON holds no comments")
claims = drive.Claims()
arguments = drive.options(__doc__, models=300, seed=0)


def convert(text, source, target):
    """The text, the warnings and errors, the status."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"model.{source}"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        done = drive.call(arguments.truce, ["convert", str(path), "--to", target])
    return done.stdout.decode(), done.stderr.decode().replace(folder + "/", ""), done.returncode


def unary(code, options):
    """A state's code with an option for each level from the second on."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    for letter, option in zip(code, options):
        level = {"N": 0, "Y": 1}.get(letter, digits.find(letter))
        text += "Y" * level + "N" * (len(option["levels"]) - 1 - level)
    return text


def verdicts(document, spell):
    return {spell(row["code"], document["options"]):
            {concept: {document["parties"].index(party) for party in row["stable"][concept]}
             for concept in document["concepts"]} for row in document["table"]}


def alike(text, back, target, seed):
    """Whether the verdicts are the same."""
    before, after = (drive.solve(arguments.truce, t, concepts=CONCEPTS) for t in (text, back))
    if target == "nfg":  # one option a party, its levels in the order of the party's combinations: the same numbers
        return drive.verdicts(before) == drive.verdicts(after)
    spell = unary if target == "gmcr" else lambda code, options: code
    if target == "csv" and [o["id"] for o in before["options"]] != [o["id"] for o in after["options"]]:
        return False
    if target == "csv":  # levels come in the order in which they are met
        names = [[o["levels"] for o in document["options"]] for document in (before, after)]
        order = [[new.index(level) if level in new else None for level in old] for old, new in zip(*names)]

        def moved(code, options):
            digits = "0123456789abcdefghijklmnopqrstuvwxyz"
            return tuple(order[i][{"N": 0, "Y": 1}.get(c, digits.find(c))] for i, c in enumerate(code))

        def plain(code, options):
            digits = "0123456789abcdefghijklmnopqrstuvwxyz"
            return tuple({"N": 0, "Y": 1}.get(c, digits.find(c)) for c in code)
        return verdicts(before, moved) == verdicts(after, plain)
    if target == "json":
        return {**before, "model": 0} == {**after, "model": 0}
    return verdicts(before, spell) == verdicts(after, spell)


def harmful_in(said):
    return [line for line in said.splitlines()
            if "warning: " in line and not any(kind in line for kind in HARMLESS)]


def check_random(seed, totals):
    text = generate.text_of(seed, generate.generate(seed))
    if drive.call(arguments.truce, ["check", "-"], text.encode()).returncode:
        return
    for target in ("json",) * (seed % 4 == 0) + ("gmcr", "csv", "nfg"):
        out, said, status = convert(text, "yaml", target)
        if status:
            claims.claim(status == 1 and ("holds options" in said or "holds single states" in said), seed, said)
            totals["refused"] += 1
            continue
        back, again, status = convert(out, target, "yaml")
        claims.claim(status == 0 or "36 are the most" in again, seed, (target, again, out))
        claims.claim(target != "json" or json.loads(out)["truce"] == 1, seed, (out, said))
        if status:
            continue
        lost = [line for line in (said + again).splitlines() if "warning: " in line]
        harmful = harmful_in(said + again)
        same = alike(text, back, target, seed)
        claims.claim(same or harmful and target != "json", seed,
                     (target, "verdicts differ and nothing was said", lost, text, out, back))
        totals["same" if not harmful else "warned"] += 1
        once_more = convert(back, "yaml", target)[0]
        third = convert(once_more, target, "yaml")[0]
        claims.claim(harmful or alike(back, third, target, seed), seed, (target, "once more"))


def check_by_hand():
    """Options of one decision maker stand apart: rankings use the numbers of the order by decision maker."""
    gmcr = {"useManualPreferenceRanking": True,
            "options": [{"name": "a 1"}, {"name": "B!", "permittedDirection": "fwd"}, {"name": "A 1"}],
            "decisionMakers": [{"name": "One", "options": [0, 2], "preferenceRanking": [2, [3, 4], 1]},
                               {"name": "Zwei", "options": [1], "preferenceRanking": [[1, 2, 3, 4], [5, 6]]}],
            "infeasibles": [[[0, "Y"], [2, "Y"], [1, "Y"]], {"compound": True, "members": [[[0, "N"], [2, "Y"],
                                                                                           [1, "Y"]]]}]}
    back, said, status = convert(json.dumps(gmcr), "gmcr", "yaml")
    document = drive.solve(arguments.truce, back, concepts="nash")
    claims.same(status, 0, said)
    claims.same([o["id"] for o in document["options"]], ["a_1", "a_1_2", "b"], "ids from names")
    claims.same([o["moves"] for o in document["options"]], ["both", "both", "up"], "directions")
    claims.same([row["code"] for row in document["table"]], ["NNN", "YNN", "NYN", "YYN", "NNY", "YNY"], "states")
    one = [row["rank"][document["parties"][0]] for row in document["table"]]
    claims.same([one[1] > one[2], one[2] == one[3], one[2] > one[0], one[0] > one[4]], [True] * 4, one)
    claims.claim("2 of 6 states are not ranked" in said, "what is not ranked", said)
    gmcr["useManualPreferenceRanking"] = False
    gmcr["coalitions"] = [[0, 1]]
    gmcr["decisionMakers"][0]["preferences"] = [{"compound": True, "members": [[[0, "Y"], [1, "N"]], [[2, "Y"]]]}]
    back, said, status = convert(json.dumps(gmcr), "gmcr", "yaml")
    claims.claim("(a_1 and not b) or (a_1_2)" in back and "decision makers stay apart" in said, "statements", back)


def check_games():
    """The twelve symmetric games: pay-offs of the one in rows, for each order of the four pairs of strategies."""
    for a, b, c, d in itertools.permutations((1, 2, 3, 4)):
        if a < d:
            continue
        sheet = (f"Ann \\ Bob,Left,Right\r\nUp,\"{a}, {a}\",{b} / {c}\r\nDown,{c};{b},{d} {d}\r\n")
        back, said, status = convert(sheet, "csv", "yaml")
        claims.same((status, said), (0, ""), sheet)
        document = drive.solve(arguments.truce, back, concepts="nash")
        pay = {(0, 0): (a, a), (0, 1): (b, c), (1, 0): (c, b), (1, 1): (d, d)}
        nash = sorted(1 + row + 2 * column for (row, column), (one, other) in pay.items()
                      if one >= pay[1 - row, column][0] and other >= pay[row, 1 - column][1])
        claims.same(document["equilibria"]["nash"], nash, sheet)
    back, said, status = convert(GAME, "nfg", "yaml")
    claims.claim(status == 0 and "pay-offs become ranks" in said, "a game of Gambit", said)
    document = drive.solve(arguments.truce, back, concepts="nash")
    claims.same([(row["rank"]["a"], row["rank"]["b"]) for row in document["table"]],
                [(3, 2), (2, 3), (1, 1), (3, 2)], "outcomes of profiles, the first player's varying fastest")
    back, said, status = convert(",L;R\n\"x\";\"2,5\";1\n".replace(",L", ";L"), "csv", "yaml")
    claims.same(status, 1, said)


WELL_GMCR = ('{"useManualPreferenceRanking": false, "options": [{"name": "x"}], "decisionMakers": [{"name": "A", '
             '"options": [0], "preferences": [[[0, "Y"]]]}]}')
TABLE = "a: x,b: y,rank a,rank b\nN,N,1,2\nY,N,2,1\nN,Y,1,1\n"
GAME = ('NFG 1 R "t" { "A" "B" }\n{ { "u" "d" } { "l" "r" } } ""\n'
        '{ { "x" 3, 2 } { "y" 1.5, 9/2 } } 1 2 0 1\n')
HOSTILE = [  # format, text, what the first error says, where
    ("gmcr", "", "the file is empty", ""), ("gmcr", "[]", "no .gmcr file", "1:"), ("gmcr", WELL_GMCR[:60], "", "1:"),
    ("gmcr", '{"options": 3}', "'options' is a list", "1:13"),
    ("gmcr", "{}", "no options", "1:"),
    ("gmcr", WELL_GMCR.replace('[0, "Y"]', '[7, "Y"]'), "no such option; there are 1", "1:134"),
    ("gmcr", WELL_GMCR.replace('[0, "Y"]', '[99999999999999999999, "Y"]'), "no such option", "1:134"),
    ("gmcr", WELL_GMCR.replace('"Y"', '"?"'), "no part of a condition", "1:133"),
    ("gmcr", WELL_GMCR.replace('"options": [0]', '"options": [0, 0]'), "listed twice", "1:115"),
    ("gmcr", WELL_GMCR.replace('"options": [0]', '"options": []'), "has no decision maker", "1:"),
    ("gmcr", WELL_GMCR.replace('{"name": "x"}', '{"name": "x", "permittedDirection": "up"}'), "direction", "1:"),
    ("gmcr", WELL_GMCR.replace("false", "maybe"), "neither true nor false", "1:32"),
    ("gmcr", WELL_GMCR.replace("false", "true").replace('"preferences": [[[0, "Y"]]]',
                                                        '"preferenceRanking": [1, 2, 5]'), "no such state", "1:"),
    ("gmcr", WELL_GMCR.replace("false", "true").replace('"preferences": [[[0, "Y"]]]',
                                                        '"preferenceRanking": [1, 1]'), "ranked twice", "1:"),
    ("gmcr", "[" * 500, "", "1:"), ("gmcr", b"\xff\xfe{}", "", "1:1"),
    ("gmcr", WELL_GMCR[:-1] + "] }", "", "1:"),
    ("gmcr", json.dumps({"options": [{"name": f"o{i}"} for i in range(63)], "decisionMakers": [{"name": "A"}]}),
     "has 63 options; truce takes 62", "1:13"),
    ("nfg", "EFG 2 R", "'NFG 1 R'", "1:1"), ("nfg", GAME.replace('"A" "B"', ""), "no player", "1:"),
    ("nfg", GAME.replace("1 2 0 1", "1 2 0"), "number of an outcome for each profile", "4:1"),
    ("nfg", GAME.replace("1 2 0 1", "1 2 0 7"), "number of an outcome for each profile", "3:41"),
    ("nfg", GAME.replace("1 2 0 1", "1 2 0 1 1"), "all profiles have their pay-offs", "3:43"),
    ("nfg", GAME.replace("9/2", "9/0"), "pay-off of each player", "3:27"),
    ("nfg", GAME.replace('"d" }', '"d"'), "'}' behind the strategies of a player", "2:"),
    ("nfg", 'NFG 1 R "t', "its quote is not closed", "1:9"),
    ("nfg", 'NFG 1 R "" {"A" "B"} {36 36} 1', "pay-off of each player", "1:"),
    ("nfg", 'NFG 1 R "" {"A" "B" "C" "D"} {36 36 36 36} 1', "game of 65,536 profiles or fewer", "1:"),
    ("nfg", 'NFG 1 R "" {"A"} {1000000} 1', "number of strategies from 1 to 36", "1:19"),
    ("nfg", 'NFG 1 R "" {"A"} {99999999999999999999} 1', "number of strategies from 1 to 36", "1:19"),
    ("nfg", 'NFG 1 R "" {"A"} {1} 1', "nobody has a choice", "1:1"),
    ("csv", "", "the file is empty", ""), ("csv", "a: x,b: y\nN\n", "row 2 has 1 cells", "2:1"),
    ("csv", 'a: x,b: y\n"N,N\n', "not closed", "2:1"),
    ("csv", TABLE + "N,N,1,1\n", "the state of line 2", "5:1"),
    ("csv", TABLE.replace("N,Y,1,1", "N,Y,=SUM(A1),1"), "no number", "4:5"),
    ("csv", TABLE.replace("rank b", "rank a"), "ranked twice", "1:18"),
    ("csv", TABLE.replace("N,N,", "N,,"), "a level is missing", "2:3"),
    ("csv", "x\\y,L,R\nU,\"1,2\",3\nD,\"1,2\",\"1,2\"\n", "no two pay-offs", "2:9"),
    ("csv", "x\\y,L,R\nU,\"1,2\",\"1,2\"\n", "1 rows of strategies", "1:1"),
    ("csv", ",".join(f"a: o{i}" for i in range(63)) + "\n" + ",".join("N" * 63) + "\n", "63 options", "1:1"),
    ("csv", ",".join(f"a: o{i}" for i in range(20)) + "\n" + ",".join("NY"[k] for k in [0, 1] * 10) + "\n",
     "more than 65536 combinations", "1:1"),
]


def check_hostile():
    for kind, text, message, place in HOSTILE:
        out, said, status = convert(text, kind, "yaml")
        first = said.splitlines()[0] if said else ""
        claims.same((status, out), (1, ""), (text[:200], said))
        claims.claim(message in said and f"model.{kind}:{place or ' '}" in said, "place and message",
                     (text[:200], message, place, said))
        claims.claim(": error: " in first or ": warning: " in first, "an error first", first)
        lines = said.splitlines() + ["", ""]
        hints = [re.search(r"\^~* \S", lines[i + 2]) for i, line in enumerate(lines) if ": error: " in line]
        claims.claim(not text or hints and all(hints), "a hint", said)
    rng = random.Random(arguments.seed)
    # cut and changed anywhere: never worse than an error
    for text, kind in ((WELL_GMCR, "gmcr"), (TABLE, "csv"), (GAME, "nfg")):
        for _ in range(60):
            at, length = rng.randrange(len(text)), rng.randrange(4)
            broken = text[:at] + rng.choice(["", '"', "\x00", "[", ",", "9" * 30, "é", "\r"]) + text[at + length:]
            status = convert(broken, kind, rng.choice(["yaml", "csv", "gmcr", "nfg"]))[2]
            claims.claim(status in (0, 1), "broken", (broken, status))
    done = drive.call(arguments.truce, ["convert", "model.txt"])
    claims.claim(done.returncode == 2 and b"give --from yaml|json|gmcr|csv|nfg" in done.stderr, "unknown format",
                 done.stderr)
    done = drive.call(arguments.truce, ["convert", "model.csv"])
    claims.claim(done.returncode == 2 and b"give --to yaml|json|gmcr|csv|nfg|" in done.stderr, "no target",
                 done.stderr)


def main():
    totals = {"same": 0, "warned": 0, "refused": 0}
    check_by_hand()
    check_games()
    check_hostile()
    for seed in range(arguments.seed, arguments.seed + arguments.models):
        check_random(seed, totals)
    print(totals)
    if arguments.models >= 300:
        claims.claim(all(totals.values()) and totals["same"] >= 60, "models of every kind", totals)
    sys.exit(claims.end())


if __name__ == "__main__":
    main()
