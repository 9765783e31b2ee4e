#!/bin/sh
# What the examples of the papers find when they run: a folder (the current one,
# empty) with the files they speak of. Made once, copied for each page.
set -e
[ ! -d "$SOURCE_ROOT/examples" ] || cp -r "$SOURCE_ROOT/examples/." .
