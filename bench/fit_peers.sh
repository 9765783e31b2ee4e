#!/bin/sh
# The vendor's reader and another in JavaScript on some real FIT files, and ours
# on the same in the same run.
set -eu
root='@SOURCE_ROOT@'
if ! command -v node >/dev/null || [ ! -d "$root/tests/referee/node_modules" ]
then
  echo 'fit peers: left out, node or tests/referee/node_modules is not here'
  exit 0
fi
exec node "$root/bench/fit_peers.mjs" "$root" "$(dirname "$0")/bench_fit"
