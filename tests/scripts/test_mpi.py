#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`truce-mpi` with one to four processes writes, byte for byte, what `truce` writes, and fails as it fails.

    test_mpi.py BUILD/truce

Random models of all kinds, and larger ones, are solved by both under all concepts; most of them are large enough to
be shared between the processes, which is claimed too. Then displays of a model that is shared, errors, a model that
one process's memory refuses and two processes' memory holds, and models that process 0 solves alone. At last
interrupts, to one process or to mpirun. A run that does not end counts as a failure.
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
sys.path[:0] = [str(TESTS / "generate"), str(TESTS / "reference")]
import drive  # noqa: E402
import generate  # noqa: E402

SECONDS = 60  # after which a run is held to be stuck
SHARED = b"processes share the combinations"
WHOLE = b"solves this model alone"
SHARED_CONCEPTS = "nash,gmr,smr,seq,sseq,mr4,mr7,mr-even,mr-odd,cmr6"
ALL = ("--concepts", SHARED_CONCEPTS, "--format", "json", "--rows", "all")
claims = drive.Claims()
one, several, launcher, folder = "", "", [], pathlib.Path()


def start_line():
    """How this MPI starts programs on one machine: as root too, more processes than processors, without looking
    for networks."""
    mpirun = shutil.which("mpirun")
    if not mpirun:
        return None
    is_open = b"Open MPI" in subprocess.run([mpirun, "--version"], stdout=subprocess.PIPE, check=False).stdout
    return [mpirun, *("-q --allow-run-as-root --oversubscribe --mca pml ob1 --mca osc ^ucx".split()
                      if is_open else [])]


def run(command, *arguments, stdin=None):
    """(status, standard output, standard error); status None when it did not end."""
    try:
        done = subprocess.run([*command, "solve", *arguments], input=stdin, capture_output=True, timeout=SECONDS,
                              env={**os.environ, "OMP_NUM_THREADS": "1"})  # fmt: skip
    except subprocess.TimeoutExpired:
        return None, b"", b"it did not end"
    return done.returncode, done.stdout, done.stderr


def with_processes(n):
    return [*launcher, "-n", str(n), several]


def write(name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def compare(what, path, processes, *arguments):
    """The same bytes for each number of processes; how many of the runs shared the states out."""
    expected = run([one], path, *arguments)
    n_shared = 0
    for n in processes:
        status, output, said = run(with_processes(n), path, "--verbose", *arguments)
        is_same = (status, output) == expected[:2]
        claims.claim(is_same and expected[0] == 0,
                     f"{what}, {n} processes: status {status} for {expected[0]}; {said[-300:]}")
        n_shared += SHARED in said
    return n_shared


def can_be_shared(model):
    """Whether the states of a random model are a product large enough for four processes, without steps."""
    combinations = 1
    for option in model.options:
        combinations *= len(option.levels)
    is_product = model.names is None and not model.coalesce and model.moves is None
    return is_product and combinations >= 16 and all(o.step == 0 or len(o.levels) == 2 for o in model.options)


def check_random():
    """Mostly such models, and some of the others, which process 0 solves alone."""
    n_others = number = 0
    for seed in range(400):
        is_shared = can_be_shared(generate.generate(seed))
        n_others += not is_shared
        if not is_shared and n_others > 5:
            continue
        processes = (1, 2, 3, 4) if number == 0 else (2 + number % 3, 2 + (number + 1) % 3)
        text = generate.text_of(seed, generate.generate_marked(seed))
        n_shared = compare(f"seed {seed}", write("random.yaml", text), processes, *ALL)
        claims.claim(n_shared == len(processes) - (1 in processes) or not is_shared,
                     f"seed {seed}: shared {n_shared} times")  # fmt: skip
        number += 1
        if number == 12:
            break


def check_large():
    for seed, options, processes in ((1, 12, (2, 3, 4)), (2, 13, (3,)), (3, 16, (2, 4))):
        path = write("large.yaml", generate.text_of(seed, generate.generate_large(seed, options)))
        n_shared = compare(f"large model {seed}", path, processes, *ALL, "--limit", "3000")
        claims.claim(n_shared == len(processes), f"large model {seed} was shared {n_shared} times")


def family(n_options, is_cut, n_statements=10):
    """Parties of equal size; `is_cut`: rules, and one-way options at both ends of each party's list."""
    n_parties, lines = 3, ["truce: 1", "parties:"]
    moves = {0: "up", 1: "down"} if is_cut else {}
    for party in range(n_parties):
        own = [i for i in range(n_options) if i * n_parties // n_options == party]
        lines += [f"  - id: p{party}", "    options:"]
        lines += [f"      - {{id: o{i}, moves: {moves.get(own.index(i), 'both')}}}" for i in own]
    if is_cut:
        lines += ["feasible:", "  - o1 or not o4", f"  - not (o0 and o2 and o{n_options - 1})",
                  f"  - o3 or o{n_options - 2}"]
    lines.append("preferences:")
    for party in range(n_parties):
        statements = [f"o{(i * 5 + party) % n_options} iff o{(i * 7 + 2 * party + 3) % n_options}"
                      for i in range(n_statements)]
        lines += [f"  p{party}:", "    order: [" + ", ".join(statements) + "]"]
    return "\n".join(lines) + "\n"


def check_families():
    for is_cut in (False, True):
        path = write("family.yaml", family(14, is_cut))
        kind = "cut" if is_cut else "free"
        compare(f"{kind} family, all concepts", path, (2, 3, 4), *ALL, "--limit", "2000")
        compare(f"{kind} family, only equilibria", path, (3,), "--rows", "equilibria", "--concepts",
                "nash,gmr,smr,seq,sseq", "--color", "never")


def check_displays():
    path = write("displays.yaml", family(9, True))
    for arguments in (("--view", "tableau"), ("--view", "options", "--sort", "p1"),
                      ("--format", "csv", "--where", "o0 or o8"),
                      ("--rows", "equilibria", "--where", "o2"), ("--rows", "o0 and o8", "--verify")):  # fmt: skip
        compare(" ".join(arguments), path, (3,), "--color", "never", *arguments)
    text = pathlib.Path(path).read_bytes()
    expected, got = run([one], "-", *ALL, stdin=text), run(with_processes(2), "-", *ALL, stdin=text)
    claims.claim(expected == got and got[0] == 0, f"a model from standard input: {got[2][-300:]}")
    result = folder / "result.json"
    status, output, said = run(with_processes(3), path, *ALL, "--output", str(result))
    claims.claim((status, output, said) == (0, b"", b""), f"--output says {output[:100]} {said[:100]}")
    claims.claim(result.read_bytes() == run([one], path, *ALL)[1], "--output writes the result")


def check_errors():
    """The same status and the same words, once."""
    for name in ("numbers_out_of_range", "no_state_left", "rank_not_covering", "status_quo_infeasible",
                 "many_errors"):
        path = str(TESTS / "diagnostics" / f"{name}.yaml")
        expected, got = run([one], path), run(with_processes(3), path)
        claims.claim(expected == got and got[0] == 1, f"{name}: status {got[0]}, {got[2][:500]}")
    path = write("errors.yaml", family(12, True))
    for arguments, status in ((("--where", "o77"), 2), (("--concepts", "seqq"), 2),
                              (("--output", "/nowhere/at/all"), 4),
                              (("--scratch", "/nowhere/at/all"), 4)):  # fmt: skip
        expected, got = run([one], path, *arguments), run(with_processes(2), path, *arguments)
        claims.claim(expected == got and got[0] == status, f"{arguments}: status {got[0]} for {status}: {got[2]}")
    long = write("uneven.yaml", family(14, True, 15))  # whether refused or not, nobody waits
    for size in ("20K", "40K", "80K", "160K"):
        alone, got = run([one], long, "--memory", size), run(with_processes(3), long, "--memory", size)
        claims.claim(got[0] in (0, 3) and got[0] <= alone[0] and got[2].count(b"error:") == (got[0] == 3),
                     f"--memory {size}: status {got[0]}, alone {alone[0]}: {got[2]}")  # fmt: skip


def check_memory():
    """A limit that is too low for one process and enough for each of two: halfway between what they say they take."""
    path = write("memory.yaml", family(18, True))
    arguments = ("--rows", "none", "--concepts", "nash,gmr,smr,seq,sseq", "--color", "never", "--memory")
    low, high = 1 << 16, 1 << 26  # one process is refused the lower and granted the higher
    claims.claim(run([one], path, *arguments, str(low))[0] == 3, "the lower limit is not refused")
    while high - low > 1 << 12:
        middle = (low + high) // 2
        if run([one], path, *arguments, str(middle))[0] == 3:
            low = middle
        else:
            high = middle
    expected = run([one], path, *arguments, str(high))
    claims.claim(expected[0] == 0, f"the higher limit is refused: {expected[2]}")
    limit = low * 3 // 4
    claims.claim(run([one], path, *arguments, str(limit))[0] == 3, "one process takes less than it says")
    got = run(with_processes(2), path, *arguments, str(limit))
    claims.claim(got == expected, f"two processes with {limit} bytes each: status {got[0]}, {got[2]}")
    got = run(with_processes(2), path, *arguments, str(low // 4))
    claims.claim(got[0] == 3 and got[2].count(b"error:") == 1,
                 f"two processes with {low // 4} bytes each: status {got[0]}, {got[2]}")


WHOLES = {
    "its combinations are joined by steps": """
parties: [{id: p, options: [
    {id: x, levels: [a, b, c, d, e, f, g, h], step: 1}, {id: y, levels: [a, b, c, d, e, f, g, h], step: 1},
    {id: z, levels: [a, b, c, d, e, f, g, h], step: 1}]},
  {id: q, options: [{id: u, levels: [a, b, c, d, e, f, g, h]}, {id: v}]}]
preferences: {p: {order: [x = c iff u = b, y >= d, z = a or v]}, q: {order: [u >= c, not v, z <= c]}}""",
    "its combinations are few": """
parties: [{id: p, options: [{id: x}]}, {id: q, options: [{id: u}]}]
preferences: {p: {order: [x iff u]}, q: {order: [u, not x]}}""",
    "its states and moves are listed": """
parties: [{id: p, options: [{id: a}, {id: b}, {id: c}, {id: d}, {id: e}, {id: f}]},
  {id: q, options: [{id: u}, {id: v}, {id: w}]}]
coalesce: [a and u]
preferences: {p: {order: [b iff v, c or d]}, q: {order: [u, w iff e, not f]}}""",
    "parties misread it, and each view is a variant of the whole": """
parties: [{id: p, options: [{id: a}, {id: b}, {id: c}, {id: d}, {id: e}, {id: f}]},
  {id: q, options: [{id: u}, {id: v}, {id: w}]}]
preferences: {p: {order: [b iff v, c or d]}, q: {order: [u, w iff e, not f]}}
perceives: {p: {changes: [{set: feasible, to: [not (u and a)]}]}}""",
    "preferences are open, and each completion is a variant of the whole": """
parties: [{id: p, options: [{id: a}, {id: b}, {id: c}, {id: d}, {id: e}, {id: f}]},
  {id: q, options: [{id: u}, {id: v}, {id: w}]}]
preferences: {p: {order: [b iff v, c or d]}, q: {order: [u, {either: [w iff e, not f]}]}}""",
}


def check_whole_models():
    """Models that are not shared: the reason is reported, and several processes refuse what one alone refuses."""
    for reason, text in WHOLES.items():
        path = write("whole.yaml", "truce: 1" + text + "\n")
        compare(reason, path, (2, 3), *ALL)
        said = run(with_processes(2), path, "--verbose")[2]
        claims.claim(said.count(WHOLE) == 1 and f": {reason}\n".encode() in said and SHARED not in said,
                     f"{reason}: {said}")
        statuses = set()
        for size in ("100", "20K", "10M"):
            expected, got = run([one], path, "--memory", size), run(with_processes(2), path, "--memory", size)
            claims.claim(expected == got,
                         f"{reason}, --memory {size}: status {got[0]} for {expected[0]}: {got[2]} for {expected[2]}")
            statuses.add(got[0])
        claims.claim(statuses == {0, 3}, f"{reason}: sizes of both kinds were tried: {statuses}")
    path = write("shared.yaml", family(9, False))
    said = run(with_processes(2), path, "--verbose")[2]
    claims.claim(SHARED in said and WHOLE not in said, f"a model that is shared: {said}")
    two = write("two.yaml", family(9, False).replace("{id: o0, moves: both}", "{id: o0, moves: none}")
                .replace("{id: o1, moves: both}", "{id: o1, moves: none}")
                .replace("{id: o2, moves: both}", "{id: o2, moves: none}"))
    for model, arguments in ((path, ("--concepts", "all")), (path, ("--concepts", "nash,sim")),
                             (two, ("--concepts", "l3,nm,seq", "--verify")), (two, ("--concepts", "all")),
                             (path, ("--concepts", "p1=sim,rest=seq")), (path, ("--coalitions", "p0+p1")),
                             (path, ("--rules", "gmcr-plus"))):  # fmt: skip
        compare(f"what needs all ranks: {arguments}", model, (2, 3), *arguments, "--format", "json")
        said = run(with_processes(2), model, *arguments, "--verbose", "--rows", "none")[2]
        claims.claim(b": what is asked goes through the ranks of all states\n" in said and SHARED not in said,
                     f"process 0 alone: {arguments}: {said}")


# ------------------------------------------------------------------ interrupts

def processes_at_work():
    """{number: process} of the programs that work on a model in our folder."""
    found = {}
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            if words[0] != several.encode() or not any(str(folder).encode() in word for word in words):
                continue
            named = dict(line.split(b"=", 1) for line in (process / "environ").read_bytes().split(b"\0")
                         if b"=" in line)
            found[int(named.get(b"OMPI_COMM_WORLD_RANK", named.get(b"PMI_RANK", b"-1")))] = int(process.name)
        except (OSError, IndexError):
            continue
    return found


def has_ended(processes):
    """Whether the processes end soon. A zombie counts as ended: its parent may not have waited for it yet."""
    for _ in range(200):
        states = []
        for process in processes.values():
            try:
                states.append(pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0])
            except OSError:
                pass
        if all(state in "ZX" for state in states):
            return True
        time.sleep(0.05)
    return False


def interrupt(processes, victim, arguments, phase):
    """Sends SIGINT to a process, or to mpirun (None), once process 0 speaks of `phase`. Whether it was in time."""
    what = f"{processes} processes, SIGINT in '{phase}' to {'mpirun' if victim is None else f'process {victim}'}"
    before = sorted(os.listdir(folder))
    child = subprocess.Popen([*with_processes(processes), "solve", *arguments, "--verbose", "--output",
                              str(folder / "result")],
                             stderr=subprocess.PIPE, env={**os.environ, "OMP_NUM_THREADS": "1"},
                             start_new_session=True)  # fmt: skip
    said = b""
    for line in child.stderr:
        said += line
        if phase.encode() in line:
            break
    at_work = processes_at_work()
    if victim is None:
        child.send_signal(signal.SIGINT)
    elif victim in at_work:
        os.kill(at_work[victim], signal.SIGINT)
    try:
        said += child.communicate(timeout=SECONDS)[1]
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        claims.claim(False, f"{what}: it did not end: {said[-300:]}")
        return False
    claims.claim(has_ended(at_work), f"{what}: a process is left")
    # too late; mpirun may be interrupted after the result has got its name, which it gets when it is whole
    if child.returncode == 0 or (victim is None and (folder / "result").exists()):
        claims.claim((folder / "result").stat().st_size > 0, f"{what}: too late, and no result")
        (folder / "result").unlink()
        return False
    if victim is None:  # it may kill them before they can say anything
        is_right = child.returncode != 0 and said.count(b"interrupted") <= 1
    else:
        is_right = child.returncode == 130 and said.count(b"interrupted") == 1
    claims.claim(is_right and b"error" not in said, f"{what}: status {child.returncode}, {said[-500:]}")
    claims.claim(sorted(os.listdir(folder)) == before, f"{what}: it leaves {os.listdir(folder)}")
    return True


def check_interrupts():
    """While process 0 ranks, solves, and writes, when the others have nothing to do."""
    path, in_time = write("long.yaml", family(22, True, 12)), 0
    tries = ((2, None, "preferences"), (2, 1, "SEQ"), (4, 0, "SMR"), (4, 3, "preferences"), (4, None, "GMR"))
    for processes, victim, phase in tries:
        in_time += interrupt(processes, victim, (path, "--concepts", SHARED_CONCEPTS, "--rows", "equilibria",
                                                "--limit", "3"), phase)
    rows = (path, "--concepts", "nash", "--format", "csv", "--rows", "all", "--limit", "2000000")
    for victim in (0, 1):
        in_time += interrupt(2, victim, rows, "Nash")
    claims.claim(in_time >= 4, f"only {in_time} interrupts were in time")


def check_other_commands():
    for command, status in ((("check", "x.yaml"), 2), (("version",), 0), ((), 2)):
        done = subprocess.run([*with_processes(2), *command], capture_output=True, timeout=SECONDS, check=False)
        words = done.stdout + done.stderr
        claims.claim(done.returncode == status and words.count(b"truce") and words.count(b"\n") <= 2,
                     f"truce-mpi {command}: status {done.returncode}, {words}")  # fmt: skip


def main():
    global one, several, launcher, folder
    one = sys.argv[1]
    program = pathlib.Path(one).with_name("truce-mpi")
    launcher = start_line()
    if not program.exists() or not launcher:
        print(f"skipped: there is no {program.name if launcher else 'mpirun'}")
        return 0
    several = str(program)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for check in (
            check_random, check_large, check_families, check_displays, check_errors, check_memory, check_whole_models,
                      check_interrupts, check_other_commands):
            check()
    return claims.end()


if __name__ == "__main__":
    sys.exit(main())
