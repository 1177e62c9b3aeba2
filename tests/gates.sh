#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What a change must pass beside the tests: layers, both compilers without a warning, sanitizers, the analyser, a minute of
# fuzzing. Prints one line a gate; the log of a gate that fails is shown whole.
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
short_tests() { python3 tests/run.py "$1" test_allocation test_base test_model test_statement test_replies test_diagnostics test_cli test_cases; }

gcc_warnings() { compile dev; }
clang_warnings() { compile clang; }
asan() { compile asan && ASAN_OPTIONS=detect_leaks=1 short_tests build-asan; }
# OpenMP's own runtime is not instrumented; with one of LLVM's that is, "archer" tells ThreadSanitizer what it does.
tsan() {
    compile tsan
    for model in tests/cli/models/*.yaml cases/*/model.yaml; do
        TSAN_OPTIONS="ignore_noninstrumented_modules=1 halt_on_error=1" OMP_TOOL_LIBRARIES=libarcher.so \
            setarch "$(uname -m)" -R build-tsan/truce solve "$model" --threads 4 --rows none >/dev/null || return 1
    done
}
tidy() {
    compile clang
    find src cli -name '*.c' | xargs clang-tidy -p build-clang --quiet --warnings-as-errors='*'
}
fuzz() {
    compile fuzz
    corpus=$(mktemp -d)
    status=0
    build-fuzz/fuzz_model -max_total_time="${FUZZ_SECONDS:-60}" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        "$corpus" tests/fuzz/corpus || status=1
    rm -rf "$corpus"
    return $status
}

gate layers python3 tests/check_layers.py
gate gcc gcc_warnings
gate clang clang_warnings
gate asan asan
gate tsan tsan
gate tidy tidy
gate fuzz fuzz
echo "$passed gates good, $failed failed"
[ "$failed" -eq 0 ]
