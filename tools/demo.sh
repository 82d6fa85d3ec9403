#!/usr/bin/env bash
# tools/demo.sh SITREP: reads the bundled reports into a database and prints the situation report.
set -euo pipefail
cd "$(dirname "$0")/.."

sitrep=$1
db=build/demo/situation.db
mkdir -p build/demo
shopt -s nullglob
reports=(examples/*.txt examples/*.jsonl)

echo "==> Reading ${#reports[@]} files of reports from examples/ into $db"
"$sitrep" add "${reports[@]}" --db "$db"
echo "==> The situation that they tell: $sitrep show --db $db"
echo
"$sitrep" show --db "$db"
cat << END

==> Next, try:
    $sitrep read ${reports[0]}
    $sitrep show --db $db --as-of 2016-07-10
    $sitrep export --db $db --to geojson > situation.geojson
    $sitrep --help
END
