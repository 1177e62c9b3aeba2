#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Many clients for a while: the workbench answers without an error, and its memory does not grow. Needs wrk. More than
# 60 clients are more than may have work under way, and are told so.
#     bench/load.sh BUILD [SECONDS [CLIENTS]]
# Each of three loads runs for SECONDS (default 10): the page; a model read; the Doha talks solved. Prints what wrk
# found, and the resident memory before and after; ends with status 1 when an answer was no success or memory grew by
# more than 32 MiB after the first load.
set -eu
build=$(cd "$1" && pwd)
seconds=${2:-10}
clients=${3:-32}
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
cd "$folder"
: >address
"$build/truce" serve --port 0 >address &
server=$!
trap 'kill $server 2>/dev/null || true; wait $server 2>/dev/null || true; rm -rf "$folder"' EXIT
while ! grep -q '^The workbench' address; do sleep 0.05; done
url=$(sed -n 's|^The workbench: \(http.*\)/$|\1|p' address)
status=0

resident() { awk '/^VmRSS/ { print $2 }' "/proc/$server/status"; }

# load NAME PATH [BODY]
load() {
    cat >request.lua <<END
wrk.headers["X-Truce"] = "1"
wrk.headers["Accept-Encoding"] = "gzip"
$([ -z "${3:-}" ] || printf 'wrk.method = "POST"\nwrk.body = [[%s]]\n' "$3")
done = function(summary)
    local e = summary.errors
    print("errors: " .. e.connect + e.read + e.write + e.status + e.timeout)
end
END
    wrk -t 2 -c "$clients" -d "${seconds}s" --latency -s request.lua "$url$2" >found
    told=$(awk '/requests in/ { n = $1 } /^Requests\/sec/ { r = $2 } / 50%/ { m = $2 } / 99%/ { p = $2 }
        /^errors/ { e = $2 }
        END { print n " requests, " r " a second, half within " m ", 99% within " p ", " e " errors" }' found)
    echo "$1: $told; $(resident) KiB resident"
    grep -q '^errors: 0$' found || status=1
    sleep 1 # what the clients left behind unanswered comes to its end
}

echo "at the start: $(resident) KiB resident"
load page /
load page /
before=$(resident)
load model /api/models/1
load solve /api/run '{"command": "solve", "model": 1, "options": {"rows": "equilibria"}, "wait_ms": 10000}'
load solve /api/run '{"command": "solve", "model": 1, "options": {"rows": "equilibria"}, "wait_ms": 10000}'
load page /
grown=$(($(resident) - before))
echo "grown by $grown KiB since the first loads, $clients clients"
[ "$grown" -le 32768 ] || status=1
exit $status
