#!/usr/bin/env bash
# tools/build.sh PRESET TARGET...: configures once, then builds what has changed; quiet where that is
# nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

preset=$1
shift
if [[ ! -f build/$preset/build.ninja ]]; then
  echo "==> Configuring build/$preset"
  cmake --preset "$preset" > /dev/null
fi
if ! ninja -C "build/$preset" -n "$@" | grep -q 'no work to do'; then
  echo "==> Building build/$preset ($(nproc) cores; the first time takes some minutes)"
fi
# ccache and the linker say nothing of use; what fails, says so.
if [[ -t 1 ]]; then
  cmake --build "build/$preset" --target "$@"
else
  cmake --build "build/$preset" --target "$@" -- --quiet
fi
