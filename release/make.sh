#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes what is shipped, in dist/: sh release/make.sh [PRODUCT ...]; without a product all of them. Each is tried
# where nothing else is (try.sh) before it counts as made. The same commit gives the same bytes: times are those of
# the commit, orders are fixed, and no path of this machine gets in.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
jobs=${JOBS:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)}
python=${PYTHON:-/usr/bin/python3}
dist=$root/dist work=$root/build/release
version=$(sed -n 's/^project(truce VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
machine=$(uname -m)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC
umask 022
products="source static deb wheel windows page"

say() { printf '%s\n' "$*" >&2; }
die() {
    say "release: $*"
    exit 1
}

# quietly COMMAND ...: shows what it printed only if it fails
quietly() {
    log=$work/log
    "$@" >"$log" 2>&1 || {
        tail -n 40 "$log" >&2
        die "failed: $*"
    }
}
compile() { # PRESET [TARGET ...]
    preset=$1
    shift
    own=-DTRUCE_FYAML_SOURCE=$TRUCE_FYAML_SOURCE
    [ "$preset" != package ] || own= # is linked with the system's
    quietly cmake --preset "$preset" ${own:+"$own"} ${TRUCE_WERROR:+-DTRUCE_WERROR="$TRUCE_WERROR"}
    mkdir -p "build/$preset/page"
    cp build/page/live.wasm.gz "build/$preset/page/"
    quietly cmake --build "build/$preset" --parallel "$jobs" --target "$@"
}
# What products are made of beside this source: libfyaml, and the engine for briefs that let readers try changes.
prepare() {
    [ -z "$is_prepared" ] || return 0
    sh cmake/fetch_fyaml.sh build/fyaml >"$work/fyaml" 2>"$work/log" || die "$(tail -n 3 "$work/log")"
    TRUCE_FYAML_SOURCE=$(cat "$work/fyaml")
    export TRUCE_FYAML_SOURCE
    ./run engine
    is_prepared=yes
}
is_prepared=
# Whoever makes Debian packages answers for them, by name.
maintainer() {
    if [ -z "${TRUCE_MAINTAINER:-}" ]; then
        name=$(git config user.name || true) address=$(git config user.email || true)
        TRUCE_MAINTAINER="$name <$address>"
    fi
    case $TRUCE_MAINTAINER in
    *[![:space:]]*' <'*[![:space:]]*@*[![:space:]]*'>') ;;
    *) die "who maintains the packages? Set TRUCE_MAINTAINER='NAME <ADDRESS>', or user.name and user.email of git" ;;
    esac
    say "the packages say: Maintainer: $TRUCE_MAINTAINER"
    export TRUCE_MAINTAINER
}
# try KIND PRODUCT: what was not tried is said again in the end
try() {
    status=0
    sh release/try.sh "$@" || status=$?
    [ "$status" -ne 77 ] || untried="$untried $1"
    [ "$status" -eq 0 ] || [ "$status" -eq 77 ] || exit "$status"
}
untried=
# stage NAME: an empty folder in which a product is put together
stage() {
    staged=$work/$1
    rm -rf "$staged"
    mkdir -p "$staged"
}
# pack FOLDER FILE: FOLDER of $work as an archive with nothing in it that differs from time to time
pack() {
    tar -C "$work" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner -cf - "$1" |
        gzip -9n >"$dist/$2"
}
licences() { # FOLDER PART ...
    cp LICENSE "$1/LICENSE"
    shift
    sh release/notices.sh "$@" >"$staged/THIRD-PARTY"
}

# ------------------------------------------------------------------ products

make_source() {
    [ -z "$(git status --porcelain)" ] || say "release: the sources are of the last commit, without later changes"
    git archive --format=tar --prefix="truce-$version/" HEAD | gzip -9n >"$dist/truce-$version.tar.gz"
    try source "$dist/truce-$version.tar.gz"
}

make_static() {
    prepare
    compile static truce-cli man
    stage "truce-$version-linux-$machine"
    quietly cmake --install build/static --component command --prefix "$staged"
    licences "$staged" libfyaml musl gcc engine
    pack "truce-$version-linux-$machine" "truce-$version-linux-$machine.tar.gz"
    try static "$dist/truce-$version-linux-$machine.tar.gz"
}

make_deb() {
    prepare
    compile package truce-cli man truce_shared truce
    if grep -q '^MPI_C_LIB_NAMES:STRING=.' build/package/CMakeCache.txt; then compile package truce-mpi; fi
    JOBS=$jobs sh release/deb.sh build/package "$version" "$work/deb" "$dist"
    try deb "$dist"
}

# First for this machine, then by the name of the oldest C library that has all it asks for.
make_wheel() {
    prepare
    compile wheel truce
    stage wheel
    licences "$staged" libfyaml gcc engine
    export TRUCE_BUILD="$root/build/wheel" TRUCE_NOTICES="$staged"
    rm -rf bindings/python/build
    wheel_for ""
    unzip -qo "$staged"/*.whl 'truce/*.so*' -d "$staged"
    oldest=$(objdump -T "$staged"/truce/*.so* | grep -o 'GLIBC_2\.[0-9]*' | sort -V | tail -n 1 | tr . _)
    rm -f "$staged"/*.whl
    wheel_for "many${oldest#GLIBC_}"
    rm -f "$dist"/*.whl
    cp "$staged"/*.whl "$dist"
    try wheel "$dist"/*.whl
}
wheel_for() { # PLATFORM
    TRUCE_WHEEL_PLATFORM=${1:+manylinux_${1#many}_$machine} quietly "$python" -m pip --disable-pip-version-check \
        wheel --no-index --no-build-isolation --no-deps --wheel-dir "$staged" ./bindings/python
}

make_windows() {
    prepare
    compile windows truce-cli
    stage "truce-$version-windows-x86_64"
    cp build/windows/truce.exe build/page/live.wasm.gz "$staged"
    licences "$staged" libfyaml mingw engine
    (cd "$work" && find "truce-$version-windows-x86_64" -exec touch -d "@$SOURCE_DATE_EPOCH" {} + &&
        rm -f "$dist/truce-$version-windows-x86_64.zip" &&
        find "truce-$version-windows-x86_64" -type f | sort | zip -qX9@ "$dist/truce-$version-windows-x86_64.zip")
    try windows "$staged/truce.exe"
}

make_page() {
    ./run page
    cp build/truce.html "$dist/truce.html"
}

# ------------------------------------------------------------------ all

# What earlier versions left of a product must not be taken for it.
forget() {
    case $1 in
    source) find "$dist" -maxdepth 1 -name 'truce-*.tar.gz' ! -name '*-linux-*' -delete ;;
    static) rm -f "$dist"/truce-*-linux-*.tar.gz ;;
    deb) rm -f "$dist"/*.deb ;;
    wheel) rm -f "$dist"/truce-*.whl ;;
    windows) rm -f "$dist"/truce-*-windows-*.zip ;;
    page) rm -f "$dist/truce.html" ;;
    esac
}

[ $# -gt 0 ] || eval "set -- $products"
for product in "$@"; do
    case " $products " in
    *" $product "*) ;;
    *) die "no product '$product'; there are: $products" ;;
    esac
done
case " $* " in *" deb "*) maintainer ;; esac
mkdir -p "$dist" "$work"
for product in "$@"; do
    start=$(date +%s)
    forget "$product"
    "make_$product"
    say "$product: $(($(date +%s) - start)) s"
done
(cd "$dist" && find . -maxdepth 1 -type f ! -name SHA256SUMS | sed 's|^\./||' | sort | xargs sha256sum >SHA256SUMS &&
    wc -c $(awk '{ print $2 }' SHA256SUMS) | sed '$d' && cat SHA256SUMS)
[ -z "$untried" ] || say "not tried, or not whole (see above):$untried"
