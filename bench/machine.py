# SPDX-License-Identifier: Apache-2.0
"""What a figure needs beside it: the machine, the compiler and its flags, the commit."""
import json
import os
import pathlib
import platform
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


def output_of(*command):
    """The first line that a command prints, or None when it cannot be run."""
    try:
        lines = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.splitlines()
        return lines[0] if lines else ""
    except (OSError, subprocess.CalledProcessError):
        return None


def read(path):
    try:
        return pathlib.Path(path).read_text()
    except OSError:
        return ""


def processor():
    names = re.findall(r"model name\s*:\s*(.*)", read("/proc/cpuinfo"))
    return names[0] if names else platform.machine()


def cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cache_bytes():
    """Of the last level that the first core sees; 0: not known."""
    folders = sorted(pathlib.Path("/sys/devices/system/cpu/cpu0/cache").glob("index*"))
    match = re.fullmatch(r"(\d+)K\s*", read(folders[-1] / "size")) if folders else None
    return int(match[1]) * 1024 if match else 0


def available_bytes():
    """Memory that can be had without swapping; 0: not known."""
    match = re.search(r"MemAvailable:\s*(\d+) kB", read("/proc/meminfo"))
    return int(match[1]) * 1024 if match else 0


def total_bytes():
    match = re.search(r"MemTotal:\s*(\d+) kB", read("/proc/meminfo"))
    return int(match[1]) * 1024 if match else 0


def compiler(build):
    """The compiler's version, and the command that compiled the engine without the names of its files."""
    try:
        entries = json.loads(read(build / "compile_commands.json"))
    except ValueError:
        entries = []
    for entry in entries:
        if entry["file"].endswith("src/engine/sweep.c"):
            words = entry["command"].split()
            flags = [w for w in words[1:] if w.startswith("-") and not w.startswith(("-I", "-o", "-c", "-W"))]
            return output_of(words[0], "--version"), " ".join(flags)
    return None, None


def commit():
    """The commit, with a plus sign when tracked files differ from it."""
    name = output_of("git", "rev-parse", "--short=12", "HEAD")
    return name and name + ("+" if output_of("git", "status", "--porcelain", "--untracked-files=no") else "")


def describe(build):
    version, flags = compiler(build)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {"processor": processor(), "cores": cores(), "cache_bytes": cache_bytes(), "memory_bytes": total_bytes(),
            "available_bytes": available_bytes(), "load_at_start": load, "system": platform.platform(),
            "compiler": version, "flags": flags, "commit": commit()}
