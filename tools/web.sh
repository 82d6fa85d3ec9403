#!/usr/bin/env bash
# tools/web.sh BUILD_DIR: builds the page of `sitrep serve` from web/ into BUILD_DIR/share/sitrep/web, with the
# npm packages that web/package-lock.json pins.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
web=$root/web
share=$(cd "$1" && pwd)/share/sitrep

# npm writes this file last, so it stands for the whole folder.
installed=$web/node_modules/.package-lock.json
# Two builds at once must not install into one folder.
exec 9> "$web/.lock"
flock 9
if [[ ! -e $installed || $web/package-lock.json -nt $installed ]]; then
  npm ci --prefix "$web" --ignore-scripts --no-audit --no-fund --loglevel=error >&2
  touch "$installed"
fi

mkdir -p "$share"
rm -rf "$share/web.new"
(cd "$web" && SITREP_WEB_OUT=$share/web.new node_modules/.bin/vite build --logLevel warn)
rm -rf "$share/web"
mv "$share/web.new" "$share/web"
