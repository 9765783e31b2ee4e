"""kill -9 at many points of an import loses nothing that was committed.

After each kill the store is sound, every activity in it is whole, and the next
import completes it to the same list as one that was never disturbed.
"""
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

ONWARD = os.environ["ONWARD"]
SEED = int(os.environ.get("KILL_SEED", "20261122"))
KILLS = 28
FILES = 400
POINTS = 120
CHANNELS = 3  # time, distance, heart rate


def write_run(path, number):
    """A run of its own hour, one point every ten seconds."""
    day, hour = divmod(number, 20)
    start = f"2026-{day // 28 + 1:02d}-{day % 28 + 1:02d}T{hour:02d}:"
    points = "".join(
        f"<Trackpoint><Time>{start}{i // 6:02d}:{i % 6 * 10:02d}Z</Time>"
        f"<DistanceMeters>{i * 30}</DistanceMeters><HeartRateBpm><Value>"
        f"{120 + i % 40}</Value></HeartRateBpm></Trackpoint>"
        for i in range(POINTS)
    )
    with open(path, "w", encoding="ascii") as file:
        file.write(
            '<TrainingCenterDatabase><Activities><Activity Sport="Running">'
            f"<Id>{start}00:00Z</Id><Lap StartTime=\"{start}00:00Z\"><Track>"
            f"{points}</Track></Lap></Activity></Activities>"
            "</TrainingCenterDatabase>"
        )


def run_import(store):
    done = subprocess.run(
        [ONWARD, "import", "runs", "--store", store, "--format", "json"],
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


def list_activities(store):
    done = subprocess.run(
        [ONWARD, "activity", "list", "--store", store, "--format", "json"],
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout


def find_faults(store):
    """What is not as it should be in a store after a kill; and its size."""
    database = sqlite3.connect(store)
    if database.execute("PRAGMA user_version").fetchone()[0] == 0:
        return [], 0  # killed before the first table
    faults = [
        row[0]
        for row in database.execute("PRAGMA integrity_check")
        if row[0] != "ok"
    ]
    faults += [str(row) for row in database.execute("PRAGMA foreign_key_check")]
    faults += [
        f"{key}: {streams} streams, {laps} laps, {contents} contents"
        for key, streams, laps, contents in database.execute(
            "SELECT key, (SELECT count(*) FROM stream WHERE activity_id = a.id)"
            ", (SELECT count(*) FROM lap WHERE activity_id = a.id), (SELECT "
            "count(*) FROM content c WHERE c.original_id = a.original_id) "
            "FROM activity a"
        )
        if (streams, laps, contents) != (CHANNELS, 1, 1)
    ]
    originals, activities = database.execute(
        "SELECT (SELECT count(*) FROM original), (SELECT count(*) FROM activity)"
    ).fetchone()
    if originals != activities:
        faults.append(f"{originals} originals, {activities} activities")
    database.close()
    return faults, activities


def kill_once(store, wait_s):
    process = subprocess.Popen(
        [ONWARD, "import", "runs", "--store", store],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(wait_s)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def main():
    chance = random.Random(SEED)
    print(f"seed {SEED} (KILL_SEED sets another)")
    os.mkdir("runs")
    for number in range(FILES):
        write_run(f"runs/{number:04d}.tcx", number)
    began = time.monotonic()
    report = run_import("whole.db")
    whole_s = time.monotonic() - began
    expected = list_activities("whole.db")
    if report["added"] != FILES:
        print(f"added {report['added']} of {FILES}")
        return 1
    failures = 0
    kept = []
    for kill in range(KILLS):
        store = f"killed{kill}.db"
        wait_s = whole_s * (kill + chance.random()) / KILLS
        was_killed = kill_once(store, wait_s)
        if os.path.exists(store):
            faults, activities = find_faults(store)
        else:
            faults, activities = [], 0
        run_import(store)
        if list_activities(store) != expected:
            faults.append("the next import gave another list")
        kept.append(activities if was_killed else "finished")
        if faults:
            failures += 1
            print(f"kill {kill} after {wait_s:.3f} s: {faults[:5]}")
        os.remove(store)
    print(f"{KILLS} kills within {whole_s:.3f} s; kept of {FILES}: {kept}")
    in_between = [k for k in kept if k not in (0, FILES, "finished")]
    if not in_between:
        print("no kill met a half-done import")
        return 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
