#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the bare library asks of the system: C's own functions on memory and texts, and libfyaml; nothing else.

    python3 tests/check_bare.py BUILD/libtruce.a
"""
import subprocess
import sys

C = set(
    "free malloc realloc memchr memcmp memcpy memmove memset qsort bsearch snprintf vsnprintf strchr strrchr strcmp "
        "strcspn strlen strncmp strpbrk strspn strstr strtod strtol strtoul strtoull abort "
        # of mathematics, what is exact: exp(), log() and pow() differ between C libraries, and so would results
        "ceil fabs floor fmax fmin frexp ldexp round sqrt".split())
COMPILER = ("_GLOBAL_OFFSET_TABLE_", "__")  # helpers of the compiler's: counting bits, asking the processor, asserts


def names(archive, *how):
    lines = subprocess.run(["nm", *how, archive], stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    return {line.split()[-1] for line in lines if len(line.split()) > 1}


def main():
    archive = sys.argv[1]
    asked = names(archive, "--undefined-only") - names(archive, "--defined-only")
    others = sorted(name for name in asked if name not in C and not name.startswith(("fy_", *COMPILER)))
    for name in others:
        print(f"the bare library needs {name}")
    print(f"{len(asked)} functions are asked for, {len(others)} too many")
    return 1 if others or len(asked) < 20 else 0


if __name__ == "__main__":
    sys.exit(main())
