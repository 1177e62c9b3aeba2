#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Tries a product where nothing is but it: sh release/try.sh KIND PRODUCT
#     command PROGRAM    a static command, in an empty root
#     static ARCHIVE     the same, and whether the licences are with it
#     deb FOLDER         each package of a folder, installed in a fresh Debian with what it asks for
#     wheel FILE         the module, installed by pip here and in a fresh Debian
#     source ARCHIVE     the sources build, and what they build runs
#     windows PROGRAM    truce.exe under Wine, where there is one
# Each has to print what this machine's build prints on the models in `models`, byte by byte; all that have the engine
# for it make a live brief too. Roots need root, or a kernel that lets users have name spaces; what cannot be tried is
# said in a line with `skipped:`, and the status is 77.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
kind=$1 product=$(readlink -f "$2")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
models="docs/examples/well.yaml cases/doha-2025/model.yaml"
peers=$root/build/truce

say() { printf '%s\n' "$*" >&2; }
die() {
    say "try $kind: $*"
    exit 1
}
# inside FOLDER COMMAND ...: with the folder as root
inside() {
    if [ "$(id -u)" -eq 0 ]; then
        chroot "$@"
    else
        unshare -r chroot "$@"
    fi
}
skip() {
    say "try $kind: skipped: $*"
    exit 77
}
can_enter() { [ "$(id -u)" -eq 0 ] || unshare -r true 2>/dev/null; }

# asks COMMAND ...: the questions that everyone has to answer alike, one after the other
asks() {
    "$@" solve model.yaml --concepts all --rows none
    "$@" solve model.yaml --format json
    "$@" deal model.yaml
    "$@" check model.yaml --words
    "$@" brief model.yaml --variants 1
    [ -z "$engine" ] || "$@" brief model.yaml --variants 1 --live
}
engine=yes # comes with the product
# same COMMAND ...: COMMAND answers in $place/at as the build here does
same() {
    for model in $models; do
        cp "$model" "$at/model.yaml"
        (cd "$at" && asks "$@") >"$place/got" 2>"$place/said" || die "$* fails on $model"
        (cd "$at" && asks "$peers") >"$place/wanted" 2>/dev/null
        cmp -s "$place/got" "$place/wanted" || die "$* says something else on $model than $peers"
    done
    say "try $kind: $* answers as it should"
}
at_root() { inside "$at" "$@"; }
# answers WHERE PYTHON ...: the module says what the command here says
answers() {
    where=$1
    shift
    for model in $models; do
        cp "$model" "$place/model.yaml"
        (cd "$place" && "$peers" solve model.yaml --format json && "$peers" brief model.yaml --variants 1 --live) \
            >"$place/wanted"
        "$@" -c '
import sys, truce
m = truce.Model(sys.stdin.read(), "model.yaml")
sys.stdout.write(m.solve(format="json") + m.brief(variants=1, live=True))' <"$model" >"$place/got" ||
            die "it fails on $model $where"
        cmp -s "$place/got" "$place/wanted" || die "it says something else on $model $where than $peers"
    done
    say "try wheel: answers $where as it should"
}

# A fresh Debian of the system's own release and from where it comes; kept under build/, for it takes a minute.
fresh() {
    kept=build/release/debian.tar
    if [ ! -e "$kept" ]; then
        command -v debootstrap >/dev/null && [ "$(id -u)" -eq 0 ] || return 1
        from=$(apt-cache madison base-files | awk -F ' *[|] *' '$3 ~ / Packages$/ { print $3; exit }')
        suite=${from#* }
        debootstrap --variant=minbase "${suite%%/*}" "$place/new" "${from%% *}" >"$place/log" 2>&1 ||
            { tail -n 5 "$place/log" >&2 && return 1; }
        rm -rf "$place"/new/var/cache/apt/archives/*.deb
        tar -C "$place/new" -cf "$kept" . && rm -rf "$place/new"
    fi
    mkdir -p "$at" && tar -C "$at" -xpf "$kept"
    cp /etc/resolv.conf "$at/etc/" 2>/dev/null || true
    cp /etc/hosts "$at/etc/" 2>/dev/null || true
}
install_inside() { at_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "$@"; }

[ -x "$peers" ] || die "there is no build/truce to compare with: ./run build"
at=$place/at
case $kind in
source)
    mkdir -p "$at" && tar -C "$at" --strip-components 1 -xzf "$product"
    { cmake -S "$at" -B "$at/build" -DCMAKE_BUILD_TYPE=Release -DCMAKE_C_FLAGS_RELEASE=-O0 &&
        cmake --build "$at/build" --parallel 2 --target truce-cli; } >"$place/log" 2>&1 ||
        { tail -n 20 "$place/log" >&2 && die "it does not build"; }
    engine= # is built apart
    same "$at/build/truce"
    ;;
command | static)
    can_enter || skip "only root can enter an empty root"
    mkdir -p "$at/bin"
    if [ "$kind" = static ]; then
        tar -C "$at" --strip-components 1 -xzf "$product"
        [ -s "$at/LICENSE" ] && [ -s "$at/THIRD-PARTY" ] || die "the licences are missing"
    else
        cp "$product" "$at/bin/truce"
        engine=
    fi
    same at_root /bin/truce
    ;;
deb)
    fresh || skip "a fresh Debian takes root, debootstrap and a mirror"
    at_root apt-get update -qq
    cp "$product"/*.deb "$at/tmp/"
    for name in truce truce-workbench libtruce0 libtruce-dev truce-mpi; do
        install_inside "/tmp/$(cd "$product" && ls "$name"_*.deb)" >"$place/log" 2>&1 ||
            { tail -n 20 "$place/log" >&2 && die "$name cannot be installed"; }
        say "try deb: $name: with $(($(grep -c '^Setting up' "$place/log") - 1)) other packages"
        [ "$name" != truce ] || same at_root truce
    done
    at_root sh -c 'truce serve --port 0 --quiet & sleep 3; kill $!' || die "the workbench does not start"
    ;;
wheel)
    "${PYTHON:-/usr/bin/python3}" -m pip --disable-pip-version-check install --quiet --no-index --no-deps \
        --root-user-action=ignore --target "$place/module" "$product" || die "pip does not take it"
    find "$place/module/truce" -name THIRD-PARTY | grep -q . || die "the licences are missing"
    PYTHONPATH=$place/module answers "here" "${PYTHON:-/usr/bin/python3}"
    fresh || skip "a fresh Debian takes root, debootstrap and a mirror"
    at_root apt-get update -qq
    install_inside python3-venv >/dev/null 2>&1 || die "there is no Python"
    cp "$product" "$at/opt"
    at_root python3 -m venv /opt/venv
    at_root sh -c '/opt/venv/bin/pip -q install --no-index /opt/*.whl' >"$place/log" 2>&1 ||
        { tail -n 20 "$place/log" >&2 && die "pip in a fresh Debian does not take it"; }
    answers "in a fresh Debian" at_root /opt/venv/bin/python3
    ;;
windows)
    wine=$(command -v wine64 || command -v wine || ls /usr/lib/wine/wine64 2>/dev/null) ||
        skip "there is no Wine (Debian: wine64)"
    mkdir -p "$at"
    export WINEPREFIX="$place/wine" WINEDEBUG=-all
    same "$wine" "$product"
    "$(dirname "$(readlink -f "$wine")")/wineserver" -k 2>/dev/null || true
    ;;
*) die "no such kind" ;;
esac
