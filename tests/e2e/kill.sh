#!/bin/sh
# kill -9 in the middle of imports.
exec python3 "$SOURCE_ROOT/tests/e2e/kill.py"
