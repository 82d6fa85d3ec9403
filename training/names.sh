#!/usr/bin/env bash
# training/names.sh SHARED [OUT]: makes models/names.model (or OUT) from the sets in SHARED/bench/ner and SHARED/train.
# Needs a build (cmake --preset release) and the npm packages that tools/gazetteer.sh installs. One thread, about
# three minutes; the same input gives the same bytes. Word classes are kept in build/training between runs.
set -euo pipefail

shared=$1
root=$(cd "$(dirname "$0")/.." && pwd)
out=${2:-$root/models/names.model}
build=$root/build/release
work=$root/build/training
npm=$root/tools/gazetteer/node_modules
mkdir -p "$work"

cmake --build "$build" --target train_names word_classes sitrep_data
if [[ ! -s $work/classes ]]; then
  python3 "$root/training/names_text.py" "$shared" | "$build/training/word_classes" 300 12 4 > "$work/classes.new"
  mv "$work/classes.new" "$work/classes"
fi
node "$root/training/place_names.js" "$npm" > "$work/places"
python3 "$root/training/names_data.py" "$shared" > "$work/names.train"
"$build/training/train_names" "$build/share/sitrep" "$work/names.train" "$work/classes" "$work/places" "$out"
