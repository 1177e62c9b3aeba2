#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Instructions counted by valgrind's callgrind on fixed cases, one thread: a figure that repeats exactly on one
# machine with one compiler, whatever else the machine does. One line each: what is counted, and how many.
#     bench/instructions.sh BUILD
# Valgrind knows no AVX-512, so code with variants for it is counted as it runs on a machine that has AVX2.
set -eu
build=${1:?usage: bench/instructions.sh BUILD}
root=$(cd "$(dirname "$0")/.." && pwd)
out=$(mktemp)
trap 'rm -f "$out"' EXIT

# count NAME FUNCTION COMMAND ...: instructions within the library's function and all that it calls
count() {
    name=$1 function=$2
    shift 2
    OMP_NUM_THREADS=1 valgrind --tool=callgrind --collect-atstart=no --toggle-collect="$function" \
        --callgrind-out-file="$out" "$@" >/dev/null 2>&1
    printf '%-18s %14s\n' "$name" "$(sed -n 's/^summary: //p' "$out")"
}

count "parse doha-2025" truce_parse "$build/truce" states "$root/cases/doha-2025/model.yaml" --quiet
for family in free cut; do
    count "build $family" truce_graph_build "$build/truce_bench" 14 3 10 1 $family 1 1 nash
    for concept in nash gmr smr seq; do
        count "$concept $family" truce_solve "$build/truce_bench" 14 3 10 1 $family 1 1 $concept
    done
done
