#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What a change must pass beside the tests: layers, public headers, both compilers without a warning, the library
# bare, sanitizers, the analyser, a minute of fuzzing. Prints one line a gate; the log of a gate that fails is shown
# whole.
#     tests/gates.sh JOBS [GATE ...]
set -eu
cd "$(dirname "$0")/.."
jobs=${1:-2}
[ $# -gt 0 ] && shift
passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

wanted=" $* "
gate() { # NAME COMMAND ...
    name=$1
    shift
    case $wanted in
    "  " | *" $name "*) ;;
    *) return 0 ;;
    esac
    start=$(date +%s)
    if "$@" >"$log" 2>&1; then
        passed=$((passed + 1))
        echo "gate $name: good ($(($(date +%s) - start)) s)"
    else
        failed=$((failed + 1))
        echo "gate $name: FAILED"
        cat "$log"
    fi
}

compile() { cmake --preset "$1" && cmake --build "build-$1" --parallel "$jobs"; }
short_tests() {
    python3 tests/run.py "$1" test_allocation test_command test_base test_model test_statement test_comments \
        test_render test_diagnostics test_cli test_cases test_store test_serve &&
        python3 tests/scripts/test_properties.py "$1/truce" --models 200 &&
        "$1/test_paths" && python3 tests/scripts/test_paths.py "$1/truce" --models 200
}

gcc_warnings() { compile dev; }
clang_warnings() { compile clang; }
# The library with nothing but C around it.
bare() { compile bare && build-bare/test_command && python3 tests/check_bare.py build-bare/libtruce.a; }
asan() {
    compile asan && ASAN_OPTIONS=detect_leaks=1 \
        LSAN_OPTIONS="suppressions=$PWD/tests/leaks.supp:print_suppressions=0" short_tests build-asan
}

# LLVM's OpenMP runtime is not instrumented. Its tool "archer" tells ThreadSanitizer where threads meet: without it
# every barrier looks like a race; reads and writes by the runtime's own code are left out. tests/tsan_control.c shows
# that under these settings a race is reported and a barrier is not. Most parallel loops are taken from 2^17 cells on,
# so beside the small models there are large ones: swept with and without rules, and with moves that are stored.
watched() {
    setarch "$(uname -m)" -R true 2>/dev/null && set -- setarch "$(uname -m)" -R "$@"
    TSAN_OPTIONS="ignore_noninstrumented_modules=1 halt_on_error=1" OMP_TOOL_LIBRARIES=libarcher.so "$@"
}
watched_solve() { watched build-tsan/truce solve "$1" --quiet --concepts all --threads 4 --rows none >/dev/null; }
tsan_control() {
    clang -g -fopenmp -fsanitize=thread tests/tsan_control.c -o build-tsan/control || return 1
    watched build-tsan/control good || return 1
    if watched build-tsan/control bad; then
        echo "ThreadSanitizer does not see a race"
        return 1
    fi
}
tsan() {
    compile tsan && tsan_control || return 1
    member() { build-tsan/truce_bench 18 "$1" "$2" 1 "$3" 1 1 nash --model; }
    member 3 10 cut >build-tsan/cut.yaml && member 6 4 free >build-tsan/free.yaml || return 1
    stored='coalesce:\n  - o0 and o1 and o2 and o5 and o7 and o8 and o10\n'
    { member 6 4 cut && printf '%b' "$stored"; } >build-tsan/stored.yaml
    for model in build-tsan/*.yaml tests/cli/models/*.yaml cases/*/model.yaml; do
        [ "$model" != tests/cli/models/wrong.yaml ] || continue
        echo "$model"
        watched_solve "$model" || return 1
    done
}

tidy() { # one file a time: clang-tidy 14 takes any va_list behind its first file for uninitialised
    compile clang || return 1
    find src command cli workbench bench -name '*.c' ! -name without.c |
        xargs -P "$jobs" -n 1 clang-tidy -p build-clang --quiet --warnings-as-errors='*'
}

# The same inputs each time, so that a change is not refused for what another one did; FUZZ_SECONDS=N looks for new
# ones for so long.
fuzz() {
    compile fuzz || return 1
    status=0
    for target in model request command; do
        corpus=$(mktemp -d) seeds=tests/fuzz/corpus_$target effort="-seed=1 -runs=60000"
        if [ $target = command ]; then
            seeds="$seeds $(commands_seeds)" effort="-seed=1 -runs=12000"
        fi
        [ -z "${FUZZ_SECONDS:-}" ] || effort="-max_total_time=$FUZZ_SECONDS"
        # shellcheck disable=SC2086 # several words
        "build-fuzz/fuzz_$target" $effort -timeout=15 -rss_limit_mb=2048 -print_final_stats=1 \
            -artifact_prefix=build-fuzz/ "$corpus" $seeds || status=1
        rm -rf "$corpus"
    done
    return $status
}

# Models that are here anyway. The largest gets two commands only, in its first line: all would take minutes.
commands_seeds() {
    seeds=build-fuzz/seeds
    mkdir -p "$seeds"
    for model in tests/cli/models/*.yaml cases/*/model.yaml; do
        case $model in */plural_names.yaml) continue ;; esac # 15 parties: all coalitions take many seconds here
        [ "$(wc -c <"$model")" -gt 5000 ] || cp "$model" "$seeds/$(echo "$model" | tr / -)"
    done
    for line in 'brief\tm' 'paths\tm\t--to\trelease >= more\t--format\tjson'; do
        { printf "#truce\\t$line\\n" && cat cases/doha-2025/model.yaml; } >"$seeds/doha-${line%%\\*}.yaml"
    done
    echo "$seeds"
}

# truce-mpi is built where MPI is found; here it has to be.
ranks() {
    cmake --preset release && cmake --build build --parallel "$jobs" && [ -x build/truce-mpi ] &&
        python3 tests/scripts/test_mpi.py build/truce
}

# The page, in a browser, on the release build that the ranks' gate leaves.
page() { cmake --preset release && cmake --build build --parallel "$jobs" && sh tests/browser.sh build; }

layers() { python3 tests/check_layers.py && python3 tests/draw_house.py --check; }
gate layers layers
gate circles python3 tests/check_circles.py
gate columns python3 tests/check_columns.py
gate headers sh tests/check_headers.sh gcc clang g++ clang++
gate gcc gcc_warnings
gate clang clang_warnings
gate bare bare
gate ranks ranks
gate page page
gate asan asan
gate tsan tsan
gate tidy tidy
gate fuzz fuzz
echo "$passed gates good, $failed failed"
[ "$failed" -eq 0 ]
