#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The sources of libfyaml, for builds that cannot link the system's: other C libraries, other machines, Python wheels.
#     sh cmake/fetch_fyaml.sh FOLDER
# prints the folder that has them: that in TRUCE_FYAML_SOURCE where it is set, else one in FOLDER, fetched unless it
# is there. Its debian/copyright is the notice of licences.
#
# The package is that of the system's own libfyaml, from where that comes from, checked by apt against its signature.
# apt keeps its state in FOLDER: neither root nor a change of the system's lists of sources is needed.
set -eu
say() { printf '%s\n' "fetch_fyaml: $*" >&2; }
die() {
    say "$*"
    exit 1
}

if [ -n "${TRUCE_FYAML_SOURCE:-}" ]; then
    [ -e "$TRUCE_FYAML_SOURCE/include/libfyaml.h" ] || die "TRUCE_FYAML_SOURCE: there is no include/libfyaml.h in it"
    cd "$TRUCE_FYAML_SOURCE" && pwd
    exit 0
fi
[ $# -eq 1 ] || die "usage: fetch_fyaml.sh FOLDER"
mkdir -p "$1"
cd "$1"
folder=$(pwd)
if [ ! -e sources/include/libfyaml.h ]; then
    command -v apt-get >/dev/null && command -v dpkg-source >/dev/null ||
        die "apt-get and dpkg-source (Debian: dpkg-dev) are needed; or unpack libfyaml 0.7 and set TRUCE_FYAML_SOURCE"

    # "libfyaml-dev | VERSION | SITE SUITE/COMPONENT ARCHITECTURE Packages"
    from=$(apt-cache madison libfyaml-dev | awk -F ' *[|] *' '$3 ~ / Packages$/ { print $3; exit }')
    site=${from%% *} suite=${from#* }
    suite=${suite%% *}
    entry=$(apt-get indextargets --format '$(SITE) $(RELEASE)/$(COMPONENT) $(SOURCESENTRY)' 'Created-By: Packages' |
        awk -v site="$site" -v suite="$suite" '$1 == site && $2 == suite { print $3; exit }')
    [ -n "$entry" ] || die "apt knows no libfyaml-dev: run apt-get update as an administrator"

    # The entry that names the packages, made one of their sources.
    rm -rf apt package sources.new
    mkdir -p apt/entries apt/state/lists/partial apt/cache/archives/partial package
    case $entry in
    *.sources:*) sed 's/^Types:.*/Types: deb-src/' "${entry%:*}" >apt/entries/fyaml.sources ;;
    *) sed -n "${entry##*:}s/^ *deb /deb-src /p" "${entry%:*}" >apt/entries/fyaml.list ;;
    esac
    private() {
        apt-get -q -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$folder/apt/entries" \
            -o Dir::State="$folder/apt/state" -o Dir::Cache="$folder/apt/cache" -o APT::Sandbox::User= \
            -o Acquire::Languages=none -o Acquire::Retries=3 "$@" >&2
    }
    private update || die "could not read the list of source packages"
    (cd package && private source --download-only libfyaml) || die "could not fetch the source package"
    (cd package && dpkg-source --no-check -x ./*.dsc ../sources.new >&2) # apt has checked it
    rm -rf apt sources
    mv sources.new sources
fi
echo "$folder/sources"
