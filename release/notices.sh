#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Prints the notices that a product must carry: which parts of others are in it, each with its licence as whoever
# made the part wrote it down.
#     sh release/notices.sh PART ...          docs/licences.md says which product has which parts
set -eu
cd "$(dirname "$0")/.."
sources=${TRUCE_FYAML_SOURCE:-build/fyaml/sources}

head_of() { # NAME WHAT-IT-DOES
    printf '\n%s\n%s\n%s\n\n' "$line" "$1: $2" "$line"
}
file_of() { # FILE: the licence must be there, or the product is not made
    [ -s "$1" ] || { echo "notices: there is no $1" >&2 && exit 1; }
    cat "$1"
}
line=$(printf '%78s' '' | tr ' ' =)
cat <<'END_OF_HEAD'
What is in this product beside truce itself (Apache-2.0, see LICENSE).
END_OF_HEAD
for part in "$@"; do
    case $part in
    libfyaml)
        head_of libfyaml "reads YAML; in live.wasm.gz, and in the program unless that is linked with the system's;
without src/lib/fy-list.h (GPL-2.0), which truce replaces"
        file_of "$sources/LICENSE"
        head_of xxHash "hashes; a part of libfyaml"
        sed '/\*\//q' "$sources/src/xxhash/xxhash.c"
        ;;
    musl)
        head_of musl "the C library; compiled in"
        file_of /usr/share/doc/musl/copyright
        ;;
    gcc)
        head_of "GCC's runtime libraries" "libgcc and libgomp, by the GCC Runtime Library Exception (below)"
        file_of /usr/share/doc/libgomp1/copyright
        ;;
    mingw)
        head_of mingw-w64 "the C runtime for Windows; compiled in"
        file_of /usr/share/doc/mingw-w64-x86-64-dev/copyright
        head_of "GCC's runtime libraries" "libgcc and libgomp, by the GCC Runtime Library Exception (below)"
        file_of /usr/share/doc/gcc-mingw-w64-base/copyright
        ;;
    engine)
        head_of "wasi-libc, with musl" "the C library of live.wasm.gz, the engine that a brief with --live carries"
        file_of /usr/share/doc/wasi-libc/copyright
        head_of "LLVM's compiler-rt" "in live.wasm.gz"
        file_of /usr/share/doc/libclang-rt-19-dev-wasm32/copyright
        ;;
    preact)
        head_of Preact "draws the workbench's page"
        file_of release/preact.txt
        ;;
    *)
        echo "notices: no part '$part'" >&2
        exit 1
        ;;
    esac
done
