#!/usr/bin/env bash
# tools/fuzz.sh [SECONDS [SEED]]: runs every fuzz target for so long, as many at once as there are
# cores. What it finds on the way is kept in build/fuzz/corpus, what breaks a target in
# build/fuzz/broken.
#
# CI gives a seed, so that a change is judged by what it does and not by its luck; to search, run it
# for an hour without one.
set -euo pipefail
cd "$(dirname "$0")/.."

run_one() {
  local target=$1 seconds=$2 seed=$3
  local name
  name=$(basename "$target" _fuzz)
  local found=build/fuzz/corpus/$name log=build/fuzz/$name.log
  local -a options=(-max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -print_final_stats=1
    -seed="$seed" -artifact_prefix="build/fuzz/broken/$name-")
  [[ -f fuzz/$name.dict ]] && options+=(-dict="fuzz/$name.dict")
  mkdir -p "$found" build/fuzz/broken "fuzz/corpus/$name"
  if "$target" "${options[@]}" "$found" "fuzz/corpus/$name" > "$log" 2>&1; then
    echo "$name: $(grep -o 'number_of_executed_units: .*' "$log" | grep -o '[0-9]*') runs, nothing broke"
  else
    tail -40 "$log"
    echo "$name: BROKEN; build/fuzz/broken has the input"
    return 1
  fi
}
export -f run_one

printf '%s\n' build/fuzz/fuzz/*_fuzz | xargs -P "$(nproc)" -I{} bash -c 'run_one "$@"' _ {} "${1:-60}" "${2:-0}"
