#!/usr/bin/env python3
"""Plan races over the real courses of the corpus, and Boston beside its runners.

usage: race_plans.py ONWARD SHARED PAPER [--write]

ONWARD is the program. The corpus is SHARED/corpus; ONWARD_SHARED in the
environment goes before SHARED. Held are the sums of every plan, its length, and
its start. The tables of PAPER (doc/race-plans.md) that stand between lines
`<!-- NAME -->` and `<!-- end -->` are made here; with --write they are written
anew, without it they must be what would be written. Without a corpus the test is
skipped (exit 77).
"""
import glob
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile

import race_study

STRATEGIES = ("even", "negative", "progression")
# A length against what the file's summary says: metres, and a share.
LENGTH_M, LENGTH_SHARE = 10.0, 0.01
HELD = 1.03
SHOWN = (("fit/thomaschampagne-elevate/portland.fit", "1:30:00"),
         ("fit/thomaschampagne-elevate/pyselsky.fit", "1:50:00"),
         ("fit/thomaschampagne-elevate/loup-blanc.fit", "5:00:00"),
         ("tcx/thomaschampagne-elevate/sloatsburg.tcx", "1:15:00"),
         ("gpx/msimms-testfilesforfitnessapps/20180831_beach_run_runkeeper.gpx",
          "0:40:00"))
MILE_M, FOOT_M = 1609.344, 0.3048
# Heights of Boston at the start and each mile, and at the finish, in feet: the
# list and its net changes in doc/race-plans.md; mile 13 lies between its
# neighbours, the finish is as high as mile 25.
BOSTON_FT = (490, 360, 320, 265, 180, 205, 180, 155, 180, 150, 170, 180, 165,
             148, 130, 160, 60, 115, 145, 130, 150, 230, 150, 95, 60, 15, 15)
BOSTON_M = 42195.0
BOSTON_GOAL_S = 12600
STRETCHES = ("5k", "10k", "20k", "25k", "30k", "35k", "40k", "whole")
GROUPS = (("under 3:00", 0, 10800), ("3:00 to 3:30", 10800, 12600),
          ("3:30 to 4:00", 12600, 14400), ("4:00 to 4:30", 14400, 16200))

FAILURES = []


def check(is_so, what):
    if not is_so:
        FAILURES.append(what)


class Program:
    """onward, with no store."""

    def __init__(self, path):
        self.path = path
        self.env = dict(os.environ, ONWARD_STORE=os.devnull + ".none")

    def objects(self, *arguments):
        result = subprocess.run([self.path, *arguments, "--format", "json"],
                                env=self.env, capture_output=True, text=True,
                                check=False)
        return [json.loads(line) for line in result.stdout.splitlines()]

    def plan(self, path, goal, *options):
        objects = self.objects("race", "plan", "--course", path, "--goal-time",
                               goal, *options)
        return objects[0] if objects else None


def clock(time_s):
    return f"{time_s // 3600}:{time_s // 60 % 60:02d}:{time_s % 60:02d}"


def hold(name, plan, goal_s):
    """What is true of every plan."""
    splits = plan["splits"]
    length_m, flat_m = splits[-1]["to_m"], plan["course"]["flat_m"]
    check(sum(s["time_s"] for s in splits) == goal_s == plan["goal_s"]
          and splits[-1]["cumulative_s"] == goal_s, f"{name}: the sum")
    check(length_m == plan["course"]["distance_m"], f"{name}: the end")
    held = 1000 * goal_s * min(1 / length_m, HELD / flat_m)
    check(all(s["pace_s_per_km"] > held - 0.01 for s in splits
              if s["to_m"] <= length_m / 10), f"{name}: the start")


def walk_corpus(program, corpus):
    """Every course with elevation, by each strategy; how many there were."""
    courses = 0
    for path in sorted(p for kind in ("fit", "gpx", "tcx")
                       for p in glob.glob(f"{corpus}/{kind}/*/*")):
        name = os.path.relpath(path, corpus)
        known = [o["distance_m"] for o in program.objects("inspect", path)
                 if o.get("kind") in ("activity", "course")
                 and o["distance_m"] is not None]
        plan = program.plan(path, clock(round(max(known, default=1000) * 0.33)))
        if plan is None or not plan["course"]["has_elevation"]:
            continue
        courses += 1
        length_m = plan["course"]["distance_m"]
        check(any(abs(length_m - m) <= LENGTH_M + LENGTH_SHARE * m
                  for m in known), f"{name}: {length_m} m is none of {known}")
        goal_s = round(length_m * 0.33)
        for strategy in STRATEGIES:
            hold(f"{name}, {strategy}",
                 program.plan(path, clock(goal_s), "--strategy", strategy),
                 goal_s)
    return courses


def courses_table(program, corpus, courses):
    yield f"Of the corpus {courses} files hold a course with elevation; on each of them"
    yield "three plans sum to the goal to the second. Five of them, at even effort:"
    yield ""
    yield ("| course | km | up, m | down, m | as flat, km | goal | splits sum to "
           "| fastest km | slowest km |")
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name, goal in SHOWN:
        plan = program.plan(os.path.join(corpus, name), goal)
        course = plan["course"]
        paces = [s["pace_s_per_km"] for s in plan["splits"]
                 if s["to_m"] - s["from_m"] == 1000]
        total = sum(s["time_s"] for s in plan["splits"])
        minutes = [f"{round(p) // 60}:{round(p) % 60:02d}"
                   for p in (min(paces), max(paces))]
        yield (f"| {os.path.basename(name)} | {course['distance_m'] / 1000:.2f} "
               f"| {course['ascent_m']:.0f} | {course['descent_m']:.0f} "
               f"| {course['flat_m'] / 1000:.2f} | {goal} | {clock(total)} "
               f"| {minutes[0]} | {minutes[1]} |")


def boston_csv():
    heights = [*BOSTON_FT, BOSTON_FT[-1]]
    places = [MILE_M * i for i in range(27)] + [BOSTON_M]
    rows = [f"{place / 4:.1f},{place:.1f},{height * FOOT_M:.2f}"
            for place, height in zip(places, heights)]
    return "time_s,distance_m,elevation_m\n" + "\n".join(rows) + "\n"


def relative(times):
    """Paces of the stretches against the mean pace of the whole, as shares."""
    shares, before_m, before_s = [], 0, 0
    for name in STRETCHES:
        to_m = race_study.MARKS[name]
        shares.append((times[name] - before_s) / (to_m - before_m) /
                      (times["whole"] / BOSTON_M) - 1)
        before_m, before_s = to_m, times[name]
    return shares


def planned(program, *options):
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as course:
        course.write(boston_csv())
        course.flush()
        plan = program.plan(course.name, clock(BOSTON_GOAL_S), "--split", "5km",
                            *options)
    hold("Boston", plan, BOSTON_GOAL_S)
    at = {round(s["to_m"]): s["cumulative_s"] for s in plan["splits"]}
    return plan, {name: at[round(race_study.MARKS[name])] for name in STRETCHES}


def boston_table(program, corpus):
    dropped = dict.fromkeys(("rows", "incomplete", "not growing", "repeated",
                             "wheelchairs"), 0)
    runners = race_study.read_race(f"{corpus}/tables/boston2014.csv.gz", dropped)
    plan, times = planned(program)
    columns = [("plan", relative(times))]
    groups = [(name, [r for r in runners if low <= r.whole_s < high])
              for name, low, high in GROUPS]
    groups.append(("negative split", [r for r in runners if r.second_half < 0]))
    for name, group in groups:
        of_all = [relative(r.marks) for r in group]
        columns.append((f"{name} ({len(group):,})",
                        [statistics.median(c) for c in zip(*of_all)]))
    yield "| to | net, m | " + " | ".join(n for n, _ in columns) + " |"
    yield "| ---: | ---: |" + " ---: |" * len(columns)
    nets = {round(s["to_m"]): s["grade"] * (s["to_m"] - s["from_m"])
            for s in plan["splits"]}
    before_m = 0
    for i, name in enumerate(STRETCHES):
        to_m = race_study.MARKS[name]
        net = sum(n for at, n in nets.items() if before_m < at <= round(to_m))
        label = "finish" if name == "whole" else f"{to_m / 1000:g} km"
        yield (f"| {label} | {net:+.0f} | " +
               " | ".join(f"{100 * c[i]:+.1f} %" for _, c in columns) + " |")
        before_m = to_m
    first = plan["first_half_s"] / plan["goal_s"]
    yield ""
    yield (f"The plan has its first half in {100 * first:.1f} % of the time, and "
           f"{plan['course']['flat_m'] / 1000:.2f} km as on the flat.")


def put(page, name, lines):
    """The page with a table between its marks."""
    text = f"<!-- {name} -->\n\n" + "\n".join(lines) + "\n\n<!-- end -->"
    page, count = re.subn(rf"<!-- {name} -->.*?<!-- end -->",
                          lambda _: text, page, flags=re.S)
    check(count == 1, f"no place for {name} in the page")
    return page


def main(program, shared, paper, *options):
    corpus = os.path.join(os.environ.get("ONWARD_SHARED", shared), "corpus")
    if not os.path.isdir(corpus):
        print("left out: the corpus is not here")
        return 77
    program = Program(os.path.abspath(program))
    courses = walk_corpus(program, corpus)
    print(f"{courses} courses with elevation, {len(STRATEGIES)} plans each")
    with open(paper, encoding="utf-8") as was:
        before = was.read()
    page = put(before, "courses", courses_table(program, corpus, courses))
    page = put(page, "boston", boston_table(program, corpus))
    if "--write" in options:
        with open(paper, "w", encoding="utf-8") as out:
            out.write(page)
    else:
        check(page == before, f"{paper} is not current: run with --write")
    for failure in FAILURES:
        print("FAIL", failure)
    return 1 if FAILURES or courses == 0 else 0


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
