#!/bin/sh
# Files, folders and exports into the store and out again; what cannot be
# imported says why in one line and leaves the store as it was.
set -u
failures=0

fail()
{
    echo "FAIL: $*"
    failures=$((failures + 1))
}

# expect CODE NAME: the last command's exit code, kept in $code.
expect()
{
    [ "$code" -eq "$1" ] || fail "$2: exit code $code, not $1"
}

# run ARG...: onward with its streams in out and err.
run()
{
    "$ONWARD" "$@" >out 2>err
    code=$?
}

# field NAME: a number at the top of the JSON in out.
field()
{
    python3 -c 'import json, sys; print(json.load(open("out"))[sys.argv[1]])' \
        "$1"
}

# one_line PATTERN NAME: err is one line that matches.
one_line()
{
    [ "$(wc -l <err)" -eq 1 ] || fail "$2: not one line: $(cat err)"
    grep -q "$1" err || fail "$2: $(cat err)"
}

# make_run FILE DAY MINUTES: a run with a point a minute as TCX.
make_run()
{
    {
        echo '<TrainingCenterDatabase><Activities><Activity Sport="Running">'
        echo "<Id>2026-05-$2T06:00:00Z</Id>"
        echo "<Lap StartTime=\"2026-05-$2T06:00:00Z\"><Track>"
        minute=0
        while [ "$minute" -le "$3" ]; do
            printf '<Trackpoint><Time>2026-05-%sT06:%02d:00Z</Time>' \
                "$2" "$minute"
            echo "<DistanceMeters>$((minute * 200))</DistanceMeters>" \
                '</Trackpoint>'
            minute=$((minute + 1))
        done
        echo '</Track></Lap></Activity></Activities></TrainingCenterDatabase>'
    } >"$1"
}

mkdir runs
make_run runs/a.tcx 01 40
make_run runs/b.tcx 02 40
make_run runs/c.tcx 02 41
gzip -c runs/a.tcx >runs/again.tcx.gz
echo '<!DOCTYPE html><html></html>' >runs/page.fit
: >runs/empty.fit
echo 'shoe,brand' >runs/shoes.csv

# A folder: each content once, the failures told, the rest done.
run import runs --store s.db --format json
expect 3 'a folder with bad files'
[ "$(field added)" = 3 ] || fail "added $(field added) of 3"
[ "$(field known)" = 1 ] || fail "known $(field known) of 1"
[ "$(field failed)" = 2 ] || fail "failed $(field failed) of 2"
grep -q '"duplicate_of":"' out || fail 'the second watch is not offered'
rm runs/page.fit runs/empty.fit
run import runs --store s.db --format json
expect 0 'the same again'
[ "$(field added)" = 0 ] || fail "added $(field added) again"
[ "$(stat -c %a s.db)" = 600 ] || fail 'the store can be read by others'

# The list stays the same through a rebuild and in a backup.
run activity list --store s.db --format json
expect 0 'activity list'
cp out list
[ "$(wc -l <list)" -eq 3 ] || fail "$(wc -l <list) activities of 3"
run rebuild --store s.db
expect 0 'rebuild'
run activity list --store s.db --format json
cmp -s out list || fail 'the list differs after a rebuild'
run backup copy.db --store s.db
expect 0 'backup'
run activity list --store copy.db --format json
cmp -s out list || fail 'the list differs in the backup'

# Archives: a bomb and a broken one, the members before it kept.
python3 - <<'END'
import zipfile
with zipfile.ZipFile("bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
    bomb.write("runs/a.tcx")
    bomb.writestr("b.fit", bytes(100_000_000))
with zipfile.ZipFile("cut.zip", "w") as whole:
    whole.write("runs/a.tcx")
    whole.write("runs/b.tcx")
data = open("cut.zip", "rb").read()
open("cut.zip", "wb").write(data[: data.find(b"runs/b.tcx") + 500])
with open("film.mp4", "wb") as film:
    film.truncate(3_000_000_000)
END
for archive in bomb cut; do
    run import $archive.zip --store $archive.db --format json
    expect 3 "$archive.zip"
    [ "$(field added)" = 1 ] || fail "$archive.zip: added $(field added) of 1"
    [ "$(field failed)" = 1 ] || fail "$archive.zip: failed $(field failed)"
done
mkdir films
mv film.mp4 films
run import films --store s.db --format json
expect 0 'a film in a folder'
[ "$(field failed)" = 0 ] || fail 'a film in a folder is no failure'

# Two imports at once: each content once.
"$ONWARD" import runs --store two.db >/dev/null 2>err1 &
first=$!
"$ONWARD" import runs --store two.db >/dev/null 2>err2
code=$?
expect 0 'one of two imports at once'
wait "$first"
code=$?
expect 0 'the other of two imports at once'
run activity list --store two.db --format json
[ "$(wc -l <out)" -eq 3 ] || fail "two at once: $(wc -l <out) activities of 3"

# Stores that are none.
echo 'dear diary' >text.db
run import runs --store text.db
expect 4 'a text as store'
one_line 'text.db: not a store' 'a text as store'
python3 -c 'import sqlite3
other = sqlite3.connect("other.db")
other.execute("CREATE TABLE t(x)")
other.commit()'
cksum other.db >before
run import runs --store other.db
expect 4 'a database of another program'
one_line 'other.db: a database of another program' 'another database'
cksum other.db | cmp -s - before || fail 'another database was changed'
cp s.db fixed.db
chmod 400 fixed.db
cksum fixed.db >before
make_run d.tcx 09 40
run import d.tcx --store fixed.db
expect 4 'a read-only store'
one_line 'fixed.db: the store is read-only' 'a read-only store'
cksum fixed.db | cmp -s - before || fail 'a read-only store was changed'
run activity list --store fixed.db --format json
cmp -s out list || fail 'a read-only store cannot be read'

# A full disk, where a small one can be mounted.
mkdir disk
if mount -t tmpfs -o size=2m tmpfs disk 2>/dev/null; then
    cp s.db disk/s.db
    head -c 2000000 /dev/zero >disk/filler 2>/dev/null
    run import d.tcx --store disk/s.db
    expect 4 'a full disk'
    one_line 'no room left' 'a full disk'
    run activity list --store disk/s.db --format json
    cmp -s out list || fail 'a full disk changed the store'
    rm disk/filler
    run import d.tcx --store disk/s.db --format json
    expect 0 'the disk has room again'
    umount disk
else
    echo 'left out: a full disk (no right to mount a small one)'
fi

# Exports as they come from the site.
exports=$ONWARD_SHARED/corpus/export
if [ -d "$exports" ]; then
    for zip in "$exports"/*.zip; do
        store=$(basename "$zip").db
        run import "$zip" --store "$store" --format json
        expect 0 "$zip"
        rows=$(python3 -c 'import json, sys
print(len(json.load(open(sys.argv[1]))))' "$zip.expected.json")
        [ "$(field added)" = "$rows" ] ||
            fail "$zip: added $(field added) of $rows"
        run activity list --store "$store" --format json
        python3 "$SOURCE_ROOT/tests/e2e/has_rows.py" out "$zip.expected.json" ||
            fail "$zip: the list differs"
        run import "$zip" --store "$store" --format json
        expect 0 "$zip again"
        [ "$(field added)" = 0 ] || fail "$zip again: added $(field added)"
    done
else
    echo 'left out: 2 exports (no corpus)'
fi

[ "$failures" -eq 0 ]
