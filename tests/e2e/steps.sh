# Steps of a story, read by the scripts beside it: `. "$SOURCE_ROOT/tests/e2e/
# steps.sh"`. A story ends with `finish`.
set -u
failures=0
steps=0

fail()
{
    echo "FAIL: $*"
    failures=$((failures + 1))
}

# run CODE ARG...: onward with its streams in out and err must exit so.
run()
{
    wanted=$1
    shift
    "$ONWARD" "$@" >out 2>err
    code=$?
    steps=$((steps + 1))
    [ "$code" -eq "$wanted" ] ||
        fail "onward $*: exit $code, not $wanted: $(head -c 300 err)"
}

# says PATTERN: standard output holds it.
says()
{
    grep -q -e "$1" out || fail "no '$1' in the answer: $(head -c 400 out)"
}

# complains PATTERN: one line to standard error, nothing to standard output.
complains()
{
    [ "$(wc -l <err)" -eq 1 ] || fail "not one line: $(cat err)"
    grep -q -e "$1" err || fail "no '$1' in: $(cat err)"
    [ ! -s out ] || fail "an answer beside the complaint: $(head -c 200 out)"
}

# holds FILTER: jq's filter is true of the JSON in out.
holds()
{
    [ "$(jq -s "($1)" <out 2>&1)" = true ] ||
        fail "not so: $1 (of $(head -c 200 out))"
}

finish()
{
    echo "$steps commands, $failures failures"
    [ "$failures" -eq 0 ]
    exit
}
