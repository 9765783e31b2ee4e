#!/usr/bin/env python3
"""Lay the weekly volumes of our plans beside those of published plans.

usage: plan_volumes.py ONWARD SHARED PAPER [--write]

The published weeks are SHARED/tables/plan_weekly_volume.csv; ONWARD_SHARED in
the environment goes before SHARED. For each published plan toward a race ours
is made for a like runner: as much a week and as long a run behind as the
published plan begins with, as many days a week, as many weeks to the race. The
result is PAPER (doc/plan-volumes.md). With --write PAPER is written anew,
without it must be what would be written. Without the table the test is skipped
(exit 77).
"""
import collections
import csv
import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile

MILE_KM = 1.609344
RACES = {"Marathon": 42195, "Half Marathon": 21097.5, "15k/10m": 15000,
         "10K": 10000}
LEAST_WEEKS = 8
RACE_DAY = datetime.date(2027, 5, 2)  # a Sunday
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
# Days in the order in which runners get them: Sunday, Tuesday, Thursday, ...
TAKEN = [6, 1, 3, 5, 2, 0, 4]
# A fall from a week to the next that is meant (62 published plans).
FALL = 0.92
# Every fourth week behind, the last too, was a down week of so much.
LIGHT = 0.75

HEAD = """\
# Weekly volumes beside published plans

Our plans beside the shapes of %d published ones (only weekly totals are kept
of them, in a table outside the project; `tests/corpus/plan_volumes.py` makes
this page with `--write`, and holds it against the program otherwise). Each of
ours is for a like runner: twelve weeks behind of what the published plan begins
with (each fourth a down week, the last one too), its first long run, its days a
week, its weeks to the race; no time of a race is known, and the days have room
enough.

All in kilometres. *Start* is the first week, *peak* the largest before the
race's, *longest* the longest run that is no race, *rise* peak over start,
*down* the weeks at least 8 %% below the one before them, the last three left out,
*taper* the week before the race's and the race's own (the race left out) over
the peak. A `*` marks published plans with sessions given by time or repeats
only: their volume is a lower bound.
"""

TAIL = """\
## Why they differ

- **Peak.** Some published plans double or treble the week they begin with
  (Hansons' for beginners, Pfitzinger's between two races, Higdon's). Ours go at
  most three tenths beyond the best week held before the season, and where that
  was little to 60 km a week toward a marathon, 45 toward a half, 35 toward
  shorter races, no more than 24, 16 and 10 km beyond it (`season.rise`).
  Published plans that begin at 45 km and more peak at 1.33 times their first
  week in the median, which is what ours do here; a runner's best week is seldom
  the usual one, so that most get less.
- **Rise.** Weeks rise as evenly as the weeks to the peak allow, never by more
  than a tenth above 30 km and a fifth below (`week.rise`), and rest every fourth
  week (`down-week.every_weeks`). The peak is reached two weeks before the last
  full one toward a marathon, one before it otherwise.
- **Longest run.** At most a tenth beyond the longest of 30 days
  (`longest.step`, never over 1.3: `longest.spike`), by the number of runs 33 to
  50 %% of the week (`long-run.share`), three hours and a quarter at most
  (`long-run.time`): that is 30 km at the pace of an intermediate runner whose
  races are not known, where published plans ask for 32. Runs beyond two
  and a quarter hours are every second week (`long-run.alternate`).
- **Down weeks.** Every fourth week by the rule, 25 %% less, the long run too;
  published plans fall by 15 %% in the median, and some never.
- **Taper.** Day by day the weeks before a race keep less of the peak
  (`taper.volume`: 82, 65 and 43 %% of its mean day), for as long as the race
  asks for (`taper.length`: 21 days before a marathon, 12 before a half, 10 and
  8 before shorter races), and the last seven days never more than 75 %%. That is
  the published shape, and Bosquet's 41 to 60 %% less over two weeks. Before
  10 km the published plans, all of one author, begin earlier.
"""


def is_table(line):
    return not line.startswith("#")


def read_plans(path):
    plans = collections.OrderedDict()
    with open(path, encoding="utf-8") as lines:
        for row in csv.DictReader(filter(is_table, lines)):
            plans.setdefault(row["plan_id"], []).append(row)
    return {name: rows for name, rows in plans.items()
            if rows[0]["race"] in RACES and len(rows) >= LEAST_WEEKS}


def published(rows):
    unit = MILE_KM if rows[0]["units"] == "mi" else 1
    race_km = RACES[rows[0]["race"]] / 1000
    weeks = [(float(r["volume_lo"]) + float(r["volume_hi"])) / 2 * unit
             for r in rows]
    longest = [float(r["longest_run"] or 0) * unit for r in rows]
    # The last week has the race, where its plan counts it.
    if longest[-1] > 0.9 * race_km:
        weeks[-1] = max(0, weeks[-1] - race_km)
        longest[-1] = 0
    return weeks, longest


def scenario_of(rows, weeks, longest):
    days = max(int(r["running_days_with_distance"]) +
               min(int(r["sessions_without_distance"]), 3) for r in rows)
    days = max(3, min(7, days))
    today = RACE_DAY - datetime.timedelta(days=7 * len(rows) - 1)
    start = weeks[0]
    level = ("beginner" if start < 30 else
             "intermediate" if start < 80 else "advanced")
    return today, {
        "schema": "onward/scenario/1",
        "athlete": {"level": level, "units": "km", "long_run_day": "sun",
                    "days": {DAYS[day]: (240 if day == 6 else 150)
                             if day in TAKEN[:days] else 0
                             for day in range(7)}},
        "history": {"weeks": [
            {"monday": str(today - datetime.timedelta(days=7 * n)),
             "run_m": round(1000 * start * (LIGHT if n % 4 == 1 else 1)),
             "runs": days} for n in range(12, 0, -1)],
            "longest_run_30d_m": round(1000 * longest[0]),
            "longest_run_date": str(today - datetime.timedelta(days=1))},
        "races": [{"id": "race", "date": str(RACE_DAY), "priority": "A",
                   "distance_m": RACES[rows[0]["race"]]}],
        "weeks": len(rows)}


def ours(program, today, scenario):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(scenario, file)
        file.flush()
        done = subprocess.run(
            [program, "plan", "--scenario", file.name, "--today", str(today),
             "--format", "json"], text=True, stdout=subprocess.PIPE, check=True)
    plan = json.loads(done.stdout)
    weeks = [week["run_m"] / 1000 for week in plan["weeks"]]
    weeks[-1] -= scenario["races"][0]["distance_m"] / 1000
    return weeks, [week["longest_m"] / 1000 for week in plan["weeks"]]


def shape(weeks, longest):
    before = weeks[:-1]
    peak = max(before)
    down = sum(week < FALL * previous for previous, week
               in zip(before[:-3], before[1:-2]))
    return {"start": weeks[0], "peak": peak, "longest": max(longest),
            "rise": peak / weeks[0], "down": down,
            "second": weeks[-2] / peak, "last": weeks[-1] / peak}


def cells(a, b):
    return (f"{a['start']:.0f} / {b['start']:.0f} | "
            f"{a['peak']:.0f} / {b['peak']:.0f} | "
            f"{a['longest']:.0f} / {b['longest']:.0f} | "
            f"{a['rise']:.2f} / {b['rise']:.2f} | "
            f"{a['down']:.0f} / {b['down']:.0f} | "
            f"{a['second']:.2f}, {a['last']:.2f} / "
            f"{b['second']:.2f}, {b['last']:.2f} |")


COLUMNS = "start | peak | longest | rise | down | taper |"


def middle(shapes):
    return {key: statistics.median(s[key] for s in shapes)
            for key in shapes[0]}


def paper(program, plans):
    pairs, lines = collections.OrderedDict(), []
    for name, rows in plans.items():
        weeks, longest = published(rows)
        theirs = shape(weeks, longest)
        own = shape(*ours(program, *scenario_of(rows, weeks, longest)))
        timed = any(int(r["sessions_without_distance"]) for r in rows)
        pairs.setdefault(rows[0]["race"], []).append((theirs, own))
        lines.append(f"| {name}{'*' if timed else ''} | {len(rows)} | " +
                     cells(theirs, own))
    yield HEAD % len(plans)
    yield "## Medians, published / ours\n"
    yield "| race | plans | " + COLUMNS
    yield "|---|---|---|---|---|---|---|---|"
    for race, both in pairs.items():
        yield (f"| {race} | {len(both)} | " +
               cells(middle([a for a, _ in both]), middle([b for _, b in both])))
    yield "\n## Plan by plan, published / ours\n"
    yield "| plan | weeks | " + COLUMNS
    yield "|---|---|---|---|---|---|---|---|"
    yield from lines
    yield "\n" + TAIL.replace("%%", "%")


def main(program, shared, page, *options):
    shared = os.environ.get("ONWARD_SHARED", shared)
    path = os.path.join(shared, "tables", "plan_weekly_volume.csv")
    if not os.path.exists(path):
        print("left out: the table of published plans is not here")
        return 77
    text = "\n".join(paper(program, read_plans(path))).rstrip("\n") + "\n"
    print(text)
    if "--write" in options:
        with open(page, "w", encoding="utf-8") as out:
            out.write(text)
        return 0
    with open(page, encoding="utf-8") as kept:
        if kept.read() != text:
            print(f"{page} is not what would be written; use --write")
            return 1
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
