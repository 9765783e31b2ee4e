#!/bin/sh
# The same plans, byte for byte, from gcc and clang, plain and optimised.
# usage: same_bytes.sh [RUNNERS]; builds into build-same/ of the source root.
set -eu
cd "$(dirname "$0")/../.."
runners=${1:-2000}
expected=
for compiler in gcc clang-14; do
  if ! command -v "$compiler" >/dev/null; then
    echo "same bytes: $compiler is not here, left out"
    continue
  fi
  cc=$compiler
  ! command -v ccache >/dev/null || cc="ccache $compiler"
  for level in 0 2; do
    folder=build-same/$compiler-O$level
    [ -f "$folder/build.ninja" ] ||
      CC=$cc meson setup "$folder" -Doptimization="$level" -Ddebug=false \
        -Dbench=false -Dpictures=disabled >/dev/null
    meson compile -C "$folder" property_plans >/dev/null
    line=$(ONWARD_RUNNERS=$runners "$folder/tests/property/property_plans" |
      grep '^# bytes of all plans')
    echo "$compiler -O$level: ${line#\# }, $runners runners"
    : "${expected:=$line}"
    [ "$line" = "$expected" ] || {
      echo "same bytes: $compiler -O$level makes other plans"
      exit 1
    }
  done
done
