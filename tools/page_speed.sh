#!/usr/bin/env bash
# tools/page_speed.sh SITREP OUT [SECONDS]: 100,000 made-up events in the server and in the page: requests a second, seconds of
# processor time a thousand requests, milliseconds a frame and a filter. Needs wrk and what tools/page_test.sh needs.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
sitrep=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
seconds=${3:-10}

rm -f "$out"/many.db* "$out/address.txt"
"$root/bench/many_events.py" "$sitrep" "$out/many.db" 10000
"$sitrep" serve --db "$out/many.db" --port 0 > "$out/address.txt" &
server=$!
trap 'kill "$server"' EXIT
until [[ -s $out/address.txt ]]; do sleep 0.2; done
address=$(cat "$out/address.txt")

processor_seconds() {
  awk -v ticks="$(getconf CLK_TCK)" '{ print ($14 + $15) / ticks }' "/proc/$server/stat"
}
before=$(processor_seconds)
wrk -t1 -c32 -d"${seconds}s" --latency "${address}api/events?limit=100" | tee "$out/wrk.txt"
requests=$(awk '/requests in/ { print $1 }' "$out/wrk.txt")
awk -v n="$requests" -v a="$before" -v b="$(processor_seconds)" \
  'BEGIN { printf "%.3f s of processor time a thousand requests\n", (b - a) / n * 1000 }'
grep VmHWM "/proc/$server/status"

cd "$root/web"
SITREP_FULL=1 SITREP_ADDRESS=$address SITREP_SHOTS=$out node_modules/.bin/playwright test speed
