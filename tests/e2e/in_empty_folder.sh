#!/bin/sh
# Runs a command in an empty folder that is also its home, and removes it: what
# a test leaves behind another cannot stumble over.
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
cd "$folder" || exit 1
HOME=$folder LC_ALL=C.UTF-8 TERM=dumb
export HOME LC_ALL TERM
unset XDG_DATA_HOME ONWARD_STORE COLUMNS NO_COLOR
"$@"
