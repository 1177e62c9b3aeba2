#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What a change must pass beside the tests: layers, public headers, both compilers without a warning, the library
# bare, sanitizers, the analyser, a minute of fuzzing. Prints one line a gate, with the seconds that went by and those
# of the processors; the log of a gate that fails is shown whole.
#     tests/gates.sh JOBS [GATE ...]
#
# To compile costs most, so gates share what is built: gcc's warnings are those of the release, optimised as far as
# it goes; clang's those of the build for ThreadSanitizer and of a look at the programs that this does without;
# AddressSanitizer's tests run on the build for fuzzing.
set -eu
cd "$(dirname "$0")/.."
jobs=${1:-2}
[ $# -gt 0 ] && shift
passed=0 failed=0 skipped=0
log=$(mktemp)
trap 'rm -f "$log" "$log.times" "$log.meanwhile"' EXIT
# Sets `used`: the seconds of the processors that all commands so far have taken.
look_at_times() {
    times >"$log.times" # neither in $(...) nor in a pipe: those are processes of their own
    used=$(sed -n '2s/[ms]/ /gp' "$log.times" | awk '{ printf "%d", 60 * ($1 + $3) + $2 + $4 }')
}

wanted=" $* "
is_wanted() { # NAME
    case $wanted in
    "  " | *" $1 "*) ;;
    *) return 1 ;;
    esac
}
gate() { # NAME COMMAND ...
    name=$1
    shift
    is_wanted "$name" || return 0
    start=$(date +%s)
    look_at_times
    before=$used
    status=0
    "$@" >"$log" 2>&1 || status=$?
    look_at_times
    took="$(($(date +%s) - start)) s, $((used - before)) s of the processors"
    if [ "$status" -eq 0 ]; then
        passed=$((passed + 1))
        echo "gate $name: good ($took)"
        sed -n "s/^skipped: /gate $name: without /p" "$log"
    elif [ "$status" -eq 77 ]; then
        skipped=$((skipped + 1))
        echo "gate $name: SKIPPED ($took): $(sed -n 's/^.*skipped: //p' "$log" | tail -n 1)"
    else
        failed=$((failed + 1))
        echo "gate $name: FAILED"
        cat "$log"
    fi
}

# begin NAME COMMAND ...: works behind what comes next, as far as that leaves the processors idle; `finish` waits.
begin() {
    is_wanted "$1" || return 0
    shift
    "$@" >"$log.meanwhile" 2>&1 &
    behind=$!
    renice -n 19 -p "$behind" >/dev/null || true
}
finish() { wait "$behind" || { cat "$log.meanwhile" && false; }; }

compile() { # PRESET [TARGET ...]
    cmake --preset "$1" || return 1
    folder=build-$1
    shift
    cmake --build "$folder" --parallel "$jobs" ${1:+--target "$@"}
}
# The release, in which warnings are errors from then on.
release() { cmake --preset release -DTRUCE_WERROR=ON && cmake --build build --parallel "$jobs"; }

# The library with nothing but C around it.
bare() { compile bare && build-bare/test_command && python3 tests/check_bare.py build-bare/libtruce.a; }
# The tests that reach most code in least time; of random models some. (The fuzzers ask the workbench for all it has.)
short_tests="test_allocation test_command test_base test_model test_statement test_render test_diagnostics test_cli
    test_store test_properties test_paths"
# LeakSanitizer cannot look at LLVM's OpenMP threads and crashes: here all runs in one; tsan looks at threads. It also
# misreads what libraries keep for each thread, unless it is not told of it.
asan() {
    # shellcheck disable=SC2086 # several words
    compile fuzz truce-cli truce_many test_allocation test_command test_base test_model test_statement test_render \
        test_store test_paths && TRUCE_TEST_MODELS=200 OMP_NUM_THREADS=1 \
        ASAN_OPTIONS=detect_leaks=1:intercept_tls_get_addr=0 \
        LSAN_OPTIONS="suppressions=$PWD/tests/leaks.supp:print_suppressions=0" \
        python3 tests/run.py build-fuzz $short_tests
}

# What gate tsan runs is compiled; all that it does without is only read, which finds the same warnings (the fuzzers
# are compiled by their gate). clang-tidy reads it all in one process; it wants a check beside the compiler's own.
clang_warnings() {
    compile tsan truce-cli truce_bench && cmake --preset clang || return 1
    find tests mpi bench -name '*.c' ! -path 'tests/fuzz/*' ! -name tsan_control.c -exec clang-tidy -p build-clang \
        --quiet --checks='-*,clang-diagnostic-*,bugprone-suspicious-semicolon' --header-filter='.*' \
        --warnings-as-errors='*' {} +
}

# LLVM's OpenMP runtime is not instrumented. Its tool "archer" tells ThreadSanitizer where threads meet: without it
# every barrier looks like a race; reads and writes by the runtime's own code are left out. tests/tsan_control.c shows
# that under these settings a race is reported and a barrier is not. Most parallel loops are taken from 2^17 cells on,
# so beside the small models there are large ones: swept with and without rules, and with moves that are stored.
watched() {
    setarch "$(uname -m)" -R true 2>/dev/null && set -- setarch "$(uname -m)" -R "$@"
    TSAN_OPTIONS="ignore_noninstrumented_modules=1 halt_on_error=1" OMP_TOOL_LIBRARIES=libarcher.so "$@"
}
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
        [ "$model" = tests/cli/models/wrong.yaml ] || echo "$model"
    done | watched xargs -P "$jobs" -n 1 sh -c \
        'build-tsan/truce solve "$1" --quiet --concepts all --threads 4 --rows none >/dev/null ||
            { echo "$1"; false; }' -
}

# One file a time: clang-tidy 14 takes any va_list behind its first file for uninitialised. The largest begin. The
# analyser's time grows with the paths that it may follow in a function. TIDY_NODES=225000 looks as deep as it does by
# itself: for files that have changed.
tidy() {
    cmake --preset clang || return 1
    deep="--extra-arg=-Xclang --extra-arg=-analyzer-config"
    deep="$deep --extra-arg=-Xclang --extra-arg=max-nodes=${TIDY_NODES:-15000}"
    # shellcheck disable=SC2086 # several words
    find src command cli workbench bench -name '*.c' ! -name without.c ! -name 'windows_*.c' ! -name utf16.c \
        -size +0 -exec ls -S {} + |
        xargs -P "$jobs" -n 1 clang-tidy -p build-clang --quiet --warnings-as-errors='*' $deep
}

# The same inputs each time, so that a change is not refused for what another one did; FUZZ_SECONDS=N looks for new
# ones for so long.
fuzz() {
    compile fuzz fuzz_model fuzz_request fuzz_command || return 1
    commands_seeds build-fuzz/seeds
    try_inputs model >build-fuzz/model.log 2>&1 &
    model=$!
    try_inputs request >build-fuzz/request.log 2>&1 &
    request=$!
    try_inputs command 2 >build-fuzz/command.log 2>&1 &
    command=$!
    status=0
    try_inputs command 1 || status=1
    wait $model || status=1
    wait $request || status=1
    wait $command || status=1
    cat build-fuzz/model.log build-fuzz/request.log build-fuzz/command.log
    return $status
}
try_inputs() { # TARGET [SEED]
    corpus=$(mktemp -d) seeds=tests/fuzz/corpus_$1 effort="-seed=1 -runs=60000" tried=0
    if [ "$1" = command ]; then
        seeds="$seeds build-fuzz/seeds" effort="-seed=$2 -runs=6000"
    fi
    [ -z "${FUZZ_SECONDS:-}" ] || effort="-max_total_time=$FUZZ_SECONDS"
    # shellcheck disable=SC2086 # several words
    "build-fuzz/fuzz_$1" $effort -timeout=15 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix=build-fuzz/ "$corpus" $seeds || tried=1
    rm -rf "$corpus"
    return $tried
}

# Models that are here anyway. The largest gets two commands only, in its first line: all would take minutes.
commands_seeds() { # FOLDER
    seeds=$1
    mkdir -p "$seeds"
    for model in tests/cli/models/*.yaml cases/*/model.yaml; do
        case $model in */plural_names.yaml) continue ;; esac # 15 parties: all coalitions take many seconds here
        [ "$(wc -c <"$model")" -gt 5000 ] || cp "$model" "$seeds/$(echo "$model" | tr / -)"
    done
    for line in 'brief\tm' 'paths\tm\t--to\trelease >= more\t--format\tjson'; do
        { printf "#truce\\t$line\\n" && cat cases/doha-2025/model.yaml; } >"$seeds/doha-${line%%\\*}.yaml"
    done
}

# truce-mpi is built where MPI is found; here it has to be. Its test need not run again if it passed just now.
ranks() {
    release && [ -x build/truce-mpi ] || return 1
    [ build/passed/test_mpi -nt build/truce-mpi ] && [ build/passed/test_mpi -nt build/truce ] &&
        [ build/passed/test_mpi -nt tests/scripts/test_mpi.py ] || python3 tests/run.py build test_mpi
}

# The command by another C library, in a root that has nothing else; quickly compiled. Skipped where musl, libfyaml's
# sources or the right to enter a root are missing.
alone() {
    command -v musl-gcc >/dev/null || { echo "skipped: no musl-gcc (Debian: musl-tools)" && return 77; }
    sh cmake/fetch_fyaml.sh build/fyaml || { echo "skipped: no sources of libfyaml" && return 77; }
    cmake --preset static -B build/alone -DCMAKE_C_FLAGS_RELEASE=-O0 -DTRUCE_WERROR=ON &&
        cmake --build build/alone --parallel "$jobs" --target truce-cli && sh release/try.sh command build/alone/truce
}

# The page, served and as a file, in a browser; and the engine in the file.
page() { release && ./run page && python3 tests/run.py build test_wasm && sh tests/browser.sh build; }

layers() { python3 tests/check_layers.py && python3 tests/draw_house.py --check; }
gate layers layers
gate circles python3 tests/check_circles.py
gate columns python3 tests/check_columns.py
gate headers sh tests/check_headers.sh gcc clang g++ clang++
gate gcc release
gate bare bare
gate ranks ranks
gate alone alone
begin tidy tidy # a browser's tests wait most of the time
gate page page
gate tidy finish
gate asan asan
gate clang clang_warnings
gate tsan tsan
gate fuzz fuzz
echo "$passed gates good, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
