#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Debian packages of a build folder, one for each component that `cmake --install` knows:
#     TRUCE_MAINTAINER='NAME <ADDRESS>' sh release/deb.sh BUILD VERSION WORK OUTPUT
# What a program links is found by dpkg-shlibdeps; what it loads when it is first used, by the package that has it.
set -eu
cd "$(dirname "$0")/.."
build=$1 version=$2 work=$3 output=$4
machine=$(dpkg --print-architecture)
major=${version%%.*}
rm -rf "$work"
mkdir -p "$work/debian" "$output"
printf 'Source: truce\n\nPackage: truce\nArchitecture: any\n' >"$work/debian/control" # dpkg-shlibdeps wants one

owner() { # SYMBOL-OF-CACHE: the package of a shared library, by the name under which it is loaded
    library=$(sed -n "s/^$1:FILEPATH=//p" "$build/CMakeCache.txt")
    [ -e "$library" ] || return 0
    dpkg-query -S "$(basename "$(readlink -f "$library")")" | sed 's/:.*//' | sort -u | head -n 1
}
listed() { printf '%s\n' "$@" | grep . | paste -sd , | sed 's/,\([^ ]\)/, \1/g'; }
# linked ROOT: what the programs and libraries in it are linked with
linked() {
    files=$(find "$1" -type f -exec sh -c 'head -c 4 "$1" | grep -q ELF' _ {} \; -print)
    # shellcheck disable=SC2086 # one word a file
    (cd "$work" && dpkg-shlibdeps -O --ignore-missing-info $files 2>/dev/null) | sed -n 's/^shlibs:Depends=//p'
}

# size_of FOLDER: as Debian counts it, in KiB; folders differ from disk to disk
size_of() {
    find "$1" -type f -printf '%s\n' -o -printf '1\n' | awk '{ all += int(($1 + 1023) / 1024) } END { print all }'
}

# package NAME COMPONENT SUMMARY DEPENDS FIELD ...
package() {
    name=$1 component=$2 summary=$3 depends=$4
    shift 4
    root=$work/$name
    DESTDIR=$root cmake --install "$build" --component "$component" >/dev/null
    find "$root" -type f -exec sh -c 'head -c 4 "$1" | grep -q ELF' _ {} \; -exec strip --strip-unneeded {} +
    find "$root" -path '*/man/*' -type f -exec gzip -9n {} +
    notices=$root/usr/share/doc/$name
    mkdir -p "$notices" "$root/DEBIAN"
    {
        cat LICENSE
        [ "$component" != command ] || sh release/notices.sh preact libfyaml engine
    } >"$notices/copyright"
    gzip -9nc CHANGELOG.md >"$notices/changelog.gz"
    by_linking=$(linked "$root")
    depends=$(listed "$by_linking" "$depends" || true)
    {
        printf 'Package: %s\nVersion: %s\nArchitecture: %s\n' "$name" "$version" "$machine"
        printf 'Maintainer: %s\nInstalled-Size: %s\n' "$TRUCE_MAINTAINER" "$(size_of "$root/usr")"
        [ -z "$depends" ] || printf 'Depends: %s\n' "$depends"
        for field in "$@"; do
            [ -z "${field#*: }" ] || printf '%s\n' "$field"
        done
        printf 'Priority: optional\nDescription: %s\n' "$summary"
        printf ' truce says what holds in a conflict or negotiation, why, and who could\n'
        printf ' break it, by the graph model.\n'
    } >"$root/DEBIAN/control"
    (cd "$root" && find usr -type f | sort | xargs -d '\n' md5sum >DEBIAN/md5sums)
    if [ "$component" = library ]; then
        echo "libtruce $major $name (>= $version)" >"$root/DEBIAN/shlibs"
        echo "activate-noawait ldconfig" >"$root/DEBIAN/triggers"
    fi
    find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    dpkg-deb --root-owner-group -Zxz --build "$root" "$output/${name}_${version}_$machine.deb" >/dev/null
}

package truce command "analysis of conflicts and negotiations" "" "Section: science" \
    "Suggests: $(listed truce-workbench "$(owner GVC_LIBRARY)" "$(owner XLSXWRITER_LIBRARY)")"
package truce-workbench workbench "analysis of conflicts in a browser" \
    "$(listed "truce (= $version)" "$(owner TRUCE_LIBRARY_microhttpd)")" "Section: science" \
    "Recommends: $(owner GVC_LIBRARY)"
package "libtruce$major" library "analysis of conflicts: the library" "" "Section: libs"
package libtruce-dev development "analysis of conflicts: for programs in C and C++" \
    "libtruce$major (= $version)" "Section: libdevel" "Suggests: libfyaml-dev"
[ ! -e "$build/truce-mpi" ] || package truce-mpi mpi "analysis of conflicts over several machines" "" \
    "Section: science" "Recommends: openmpi-bin"
