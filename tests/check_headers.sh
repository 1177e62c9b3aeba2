#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Compiles each public header alone, and all of them together in both orders, in C17 and in C++17, without a warning.
#     tests/check_headers.sh           every compiler of gcc, clang, g++, clang++ that is there
#     tests/check_headers.sh g++ ...   these, which have to be there
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

include_each() { for header in "$@"; do echo "#include <truce/$(basename "$header")>"; done; }

# What a user's program is: nothing stands before the headers, and something is called.
program() {
    include_each "$@"
    echo 'int main(void) { return 0; }'
}

for header in include/truce/*.h; do
    program "$header" >"$work/$(basename "$header" .h)_alone.c"
done
program include/truce/*.h >"$work/together.c"
# shellcheck disable=SC2046 # one word a header is meant
program $(ls -r include/truce/*.h) >"$work/together_backwards.c"

# compile COMPILER: C for what is called a C compiler, else C++
compile() {
    case $1 in
    *++*) set -- "$1" -x c++ -std=c++17 ;;
    *) set -- "$1" -x c -std=c17 -Wstrict-prototypes ;;
    esac
    for file in "$work"/*.c; do
        if "$@" -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -Iinclude -fsyntax-only "$file"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "$1: $(basename "$file" .c) does not compile as $3"
        fi
    done
}

if [ $# -gt 0 ]; then
    for compiler in "$@"; do compile "$compiler"; done
else
    for compiler in gcc clang g++ clang++; do
        if command -v "$compiler" >/dev/null 2>&1; then
            compile "$compiler"
        else
            echo "left out: $compiler is not there"
        fi
    done
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
