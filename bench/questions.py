# SPDX-License-Identifier: Apache-2.0
"""Questions that change the model many times, as whole runs beside one `solve` of the same model: `unlock` with half
of all states as targets, `robust` with every statement in doubt. Other programs on the machine slow both, so ratios
within a run can be compared where times cannot."""
import json
import os
import pathlib
import subprocess
import tempfile

PARTIES, STATEMENTS, READINGS = 4, 8, 1024
GROUPS_BITS, GROUPS_PARTIES = 18, 3  # each party has 63 moves
RUNS = {  # words of the command line; the model stands behind the first
    "solve": ["solve", "--rows", "none"],
    "unlock gmr": ["unlock", "wanted", "--concept", "gmr"],
    "unlock seq": ["unlock", "wanted", "--concept", "seq"],
    "unlock seq, lasting": ["unlock", "wanted", "--concept", "seq", "--lasts"],
    f"robust, {READINGS:,} readings": ["robust", "--default-confidence", "0.8", "--radius", "none", "--variants",
                                       str(READINGS)],
}

GROUPS = {
    "solve": ["solve", "--rows", "none"],
    "groups by outcome": ["solve", "--rows", "none", "--groups", "outcomes"],
    "groups by pattern": ["solve", "--rows", "none", "--groups", "patterns", "--concepts", "seq"],
}


def model(bits, parties=PARTIES):
    """The target is one option taken: half of all states. Each party's first statement stands against all of it, and
    the target expires."""
    ids = [f"o{i}" for i in range(bits)]
    each = bits // parties

    def statement(party, k):
        one, other = ids[(7 * party + 5 * k) % bits], ids[(7 * party + 5 * k + 3) % bits]
        return f"{one} or not {other}" if (party + k) % 2 else f"not {one}"

    return {"truce": 1, "status_quo": {}, "outcomes": {"wanted": ids[0]},
            "parties": [{"id": f"p{p}", "options": ids[p * each:(p + 1) * each]} for p in range(parties)],
            "preferences": {f"p{p}": {"order": [f"not {ids[0]}", *(statement(p, k) for k in range(1, STATEMENTS))]}
                            for p in range(parties)},
            "expires": [{"when": ids[0], "becomes": {ids[0]: "no"}}]}


def processor_seconds(command):
    """Of one run, all threads."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_utime + usage.ru_stime


def least_seconds(truce, text, runs, repetitions):
    """Of each run, the least of the repetitions, which take the runs in turn."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "model.json")
        path.write_text(json.dumps(text))
        least = dict.fromkeys(runs, float("inf"))
        for _ in range(repetitions):
            for name, (command, *words) in runs.items():
                line = [truce, command, path, *words, "--threads", "1", "--quiet", "--format", "json"]
                least[name] = min(least[name], processor_seconds(line))
    return least


def measure(truce, bits, repetitions):
    """[{question, seconds, solves}]."""
    found = []
    for size, parties, runs in [(bits, PARTIES, RUNS), (GROUPS_BITS, GROUPS_PARTIES, GROUPS)]:
        least = least_seconds(truce, model(size, parties), runs, repetitions)
        found += [{"bits": size, "question": name, "seconds": seconds, "solves": seconds / least["solve"]}
                  for name, seconds in least.items()]
    return found
