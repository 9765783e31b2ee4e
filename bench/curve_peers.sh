#!/bin/sh
# All durations by numpy, where it is installed, and ours in the same run.
set -eu
python=/usr/bin/python3
if ! "$python" -c 'import numpy' 2>/dev/null
then
  echo 'curve peers: left out, numpy is not here'
  exit 0
fi
exec "$python" '@SOURCE_ROOT@/bench/curve_peers.py' "$(dirname "$0")/bench_curve"
