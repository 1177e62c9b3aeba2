#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The page of the workbench: what is committed in web/dist is what web/src gives and small enough, and it does in
# Chromium what is promised.
#     tests/browser.sh BUILD [WORD ...]
#     tests/browser.sh BUILD --only-measure [TIMES]     bench/page.mjs instead
set -eu
build=$(cd "$1" && pwd)
shift
cd "$(dirname "$0")/../web"
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --no-audit --no-fund
if [ "${1:-}" = --only-measure ]; then
    shift
    exec node ../bench/page.mjs "$build/truce" "$@"
fi
node build.mjs --check
exec node test/run.mjs "$build/truce" "$@"
