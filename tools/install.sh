#!/usr/bin/env bash
# tools/install.sh PURPOSE...: installs what a purpose needs of Debian 12's packages and is missing.
# Purposes: build, test, check (what .ci/run needs on top). Asks nothing; needs root or sudo only
# where something is missing.
set -euo pipefail

packages_for() {
  case $1 in
    build)
      echo cmake g++ ninja-build pkg-config libarchive-dev libboost-dev libcld2-dev libcli11-dev libexpat1-dev \
        libexpected-dev libfmt-dev libgeographiclib-dev libgumbo-dev libicu-dev libsimdjson-dev libsqlite3-dev libtbb-dev \
        libxxhash-dev libzip-dev libzstd-dev npm zlib1g-dev ;;
    test) echo chromium fonts-dejavu-core libgtest-dev librapidcheck-dev python3 python3-jsonschema sqlite3 ;;
    check) echo ccache clang clang-format clang-tidy libbenchmark-dev libclang-rt-dev ;;
    *) echo "tools/install.sh: no purpose is called '$1'; there are build, test, check" >&2; exit 2 ;;
  esac
}

is_there() {
  # npm may come with a Node.js that is not Debian's.
  [[ $1 == npm ]] && command -v npm > /dev/null && return
  [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2> /dev/null) == installed ]]
}

missing=()
for purpose in "$@"; do
  for package in $(packages_for "$purpose"); do
    is_there "$package" || missing+=("$package")
  done
done
if [[ ${#missing[@]} == 0 ]]; then
  exit
fi

as_root=()
if [[ $(id -u) != 0 ]]; then
  command -v sudo > /dev/null || {
    echo "These Debian packages are missing, and only root can install them: ${missing[*]}" >&2
    exit 1
  }
  as_root=(sudo)
fi
echo "==> Installing from Debian: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
