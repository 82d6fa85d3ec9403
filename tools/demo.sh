#!/usr/bin/env bash
# tools/demo.sh SITREP: reads the bundled reports into a database and shows them: on a terminal as a page, until Ctrl-C; else it
# prints the situation report and how to see the page.
set -euo pipefail
cd "$(dirname "$0")/.."

sitrep=$1
db=build/demo/situation.db
mkdir -p build/demo
shopt -s nullglob
reports=(examples/*.txt examples/*.jsonl)

echo "==> Reading ${#reports[@]} files of reports from examples/ into $db"
"$sitrep" add "${reports[@]}" --db "$db"
next="    $sitrep read ${reports[0]}
    $sitrep show --db $db --as-of 2016-07-10
    $sitrep export --db $db --to geojson > situation.geojson
    $sitrep --help"

if [[ -t 0 && -t 1 ]]; then
  echo "==> Next, try:"
  echo "$next"
  echo
  echo "==> The situation that they tell, as a page; open this address in a browser. Ctrl-C ends it."
  exec "$sitrep" serve --db "$db"
fi
echo "==> The situation that they tell: $sitrep show --db $db"
echo
"$sitrep" show --db "$db"
echo
echo "==> The same as a page: $sitrep serve --db $db"
echo "==> Next, try:"
echo "$next"
