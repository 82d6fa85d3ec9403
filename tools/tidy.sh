#!/usr/bin/env bash
# tools/tidy.sh [FILE...]: clang-tidy over the given sources of ours, else over all but the tests.
set -euo pipefail
cd "$(dirname "$0")/.."

files=("$@")
if [[ ${#files[@]} == 0 ]]; then
  # CLI11 alone costs clang-tidy minutes a file; sitrep/cli is left to the compilers and its tests.
  mapfile -t files < <(git ls-files -- 'sitrep/*.cc' 'lexicon/*.cc' 'tools/*.cc' ':!*_test.cc' ':!sitrep/cli')
fi
# clang-tidy reads the commands of the build by clang; ccache in front of them is none of its business.
printf '%s\n' "${files[@]}" |
  xargs -P "$(nproc)" -n 4 clang-tidy -p build/fuzz --quiet 2> >(grep -v 'warnings\? generated\|Suppressed\|Use -header-filter' >&2)
