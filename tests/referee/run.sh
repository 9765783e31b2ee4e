#!/bin/sh
# run.sh WRITER READER...: lets WRITER fill a folder and READER judge it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$1" "$folder"
shift
"$@" "$folder"
