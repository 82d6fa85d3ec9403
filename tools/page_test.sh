#!/usr/bin/env bash
# tools/page_test.sh SITREP OUT [PLAYWRIGHT OPTIONS]: serves the bundled reports and one hostile report, and lets a browser
# go through the page (web/tests). Screenshots go to OUT.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
sitrep=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
shift 2

rm -f "$out"/situation.db*
hostile='{"text": "Gunmen killed 3 people in Mosul on Monday, <img src=x onerror=alert(1)><script>alert(2)</script> police said.",
  "title": "<b>Bold</b> & \"quoted\"", "publisher": "</script><script>alert(3)</script>", "published": "2016-11-15"}'
"$sitrep" add --db "$out/situation.db" "$root"/examples/*.txt "$root"/examples/*.jsonl > "$out/add.txt"
tr '\n' ' ' <<< "$hostile" | "$sitrep" add --db "$out/situation.db" --from jsonl - >> "$out/add.txt"

"$sitrep" serve --db "$out/situation.db" --port 0 > "$out/address.txt" &
server=$!
trap 'kill "$server"' EXIT
for _ in $(seq 100); do
  [[ -s $out/address.txt ]] && break
  sleep 0.1
done
cd "$root/web"
SITREP_ADDRESS=$(cat "$out/address.txt") SITREP_SHOTS=$out node_modules/.bin/playwright test "$@"
