#!/usr/bin/env python3
"""Hold `onward inspect` over the whole corpus against its truth.json.

usage: check_truth.py ONWARD SHARED DIFFERENCES

The corpus is SHARED/corpus; ONWARD_SHARED in the environment goes before SHARED.

Every file that truth.json knows and `inspect` reads is compared field by field.
A difference is allowed only where DIFFERENCES (doc/corpus-differences.md) lists
its file and field with a reason; an entry that differs no longer is an error
too. Without a corpus the test is skipped (exit 77).
"""
import json
import os
import re
import subprocess
import sys
from datetime import datetime, timezone

TCX_SPORTS = {"running": "running", "biking": "cycling", "other": "generic"}
GPX_SPORTS = {
    "running": "running", "run": "running", "9": "running", "trail": "running",
    "1": "cycling", "cycling": "cycling", "road_biking": "cycling",
    "mountain biking": "cycling", "16": "swimming", "generic": "generic",
}
FIT_KINDS = {"activity": "activity", "workout": "workout", "course": "course"}
LEFT_OUT_FORMATS = ("ics", "csv", "zip")


def instant(text):
    """Milliseconds since 1970 of an ISO time; None stays None."""
    if text is None:
        return None
    text = re.sub(r"(\.\d{1,6})\d*", r"\1", text.replace("Z", "+00:00"))
    match = re.match(r"(.*)\.(\d+)(.*)$", text)
    if match:
        text = "%s.%s%s" % (match[1], match[2].ljust(6, "0"), match[3])
    when = datetime.fromisoformat(text)
    if when.tzinfo is None:
        when = when.replace(tzinfo=timezone.utc)
    return round(when.timestamp() * 1000)


class Report:
    """What was compared, and what differed."""

    def __init__(self, allowed):
        self.allowed = allowed
        self.met = set()
        self.compared = 0
        self.explained = 0
        self.unexplained = 0

    def differ(self, name, field, is_, should):
        key = (name, field)
        self.met.add(key)
        if key in self.allowed:
            self.explained += 1
            return
        self.unexplained += 1
        print("%s: %s is %s, truth %s" % (name, field, is_, should))

    def value(self, name, field, is_, should, absolute=0.0, relative=0.0):
        """Compare a number or a text; both None agree."""
        self.compared += 1
        if is_ is None or should is None or isinstance(should, str):
            agree = is_ == should
        else:
            agree = abs(is_ - should) <= absolute + relative * abs(should)
        if not agree:
            self.differ(name, field, is_, should)

    def hr(self, name, is_, avg, low, high, slack=0.0):
        self.value(name, "hr_avg", is_["avg"], avg, 0.051 + slack)
        self.value(name, "hr_min", is_["min"], low, 0.001 + slack)
        self.value(name, "hr_max", is_["max"], high, 0.001 + slack)


def crc_of(states):
    if "bad" in states:
        return "bad"
    return "ok" if states and set(states) == {"ok"} else "absent"


def check_fit_sessions(report, name, items, truth):
    sessions = truth.get("sessions") or [truth["activity"]]
    if not truth["activity"]["n_sessions"]:
        records = truth["records"]
        report.value(name, "start_time", instant(items[0]["start_time"]),
                     instant(records["first_timestamp_utc"]), 1)
        return
    report.value(name, "sessions", len(items), len(sessions))
    for i, (item, session) in enumerate(zip(items, sessions)):
        at = "" if len(sessions) == 1 else "[%d]" % i
        report.value(name, "sport" + at, item["sport"], session["sport"])
        report.value(name, "start_time" + at, instant(item["start_time"]),
                     instant(session["start_time_utc"]), 1)
        for field, key in (("distance_m", "total_distance_m"),
                           ("timer_s", "total_timer_s"),
                           ("elapsed_s", "total_elapsed_s")):
            if session[key] is not None:
                report.value(name, field + at, item[field], session[key],
                             0.0051)


def check_fit_hr(report, name, items, truth):
    records = truth["records"]
    merged = truth.get("hr_after_merging_hr_messages_garmin_js")
    if len(items) != 1:
        return
    if merged and merged["n"]:
        report.hr(name, items[0]["hr_bpm"], merged["avg"], merged["min"],
                  merged["max"], 1.0)
    elif records["hr_n"]:
        report.hr(name, items[0]["hr_bpm"], records["hr_avg"],
                  records["hr_min"], records["hr_max"])


def check_fit_laps(report, name, items, truth):
    """Start, distance, timer and heart rate of each lap, in order of start."""
    laps = sorted((lap for item in items for lap in item["laps"]),
                  key=lambda lap: instant(lap["start_time"]))
    facts = truth.get("laps_start_dist_timer_avghr") or []
    facts = sorted((f for f in facts if f[0]), key=lambda f: instant(f[0]))
    if len(laps) != len(facts):
        return
    for i, (lap, fact) in enumerate(zip(laps, facts)):
        at = "[%d]" % i
        report.value(name, "lap_start" + at, instant(lap["start_time"]),
                     instant(fact[0]), 1)
        for field, should, slack in (("distance_m", fact[1], 0.0051),
                                     ("timer_s", fact[2], 0.0011),
                                     ("hr_avg_bpm", fact[3] or None, 0.051)):
            if should is not None:
                report.value(name, "lap_" + field + at, lap[field], should,
                             slack)


def check_fit(report, name, lines, truth):
    if not truth["is_fit"]:
        report.value(name, "kind", lines[0].get("kind", "error"), "error")
        return
    kind = FIT_KINDS.get(truth["file_type"])
    states = truth["structure"]["file_crc"]
    report.value(name, "crc", lines[0].get("integrity", {}).get("crc"),
                 crc_of(states))
    if kind is None:
        return
    items = [line for line in lines if line.get("kind") == kind]
    report.value(name, "kind", items[0]["kind"] if items else None, kind)
    if not items or kind == "workout":
        return
    report.value(name, "developer_fields",
                 " ".join(sorted({f for i in items
                                  for f in i["developer_fields"]})),
                 " ".join(sorted(set(filter(
                     None, truth.get("developer_field_names", []))))))
    if "records" in truth:
        report.value(name, "samples", sum(i["samples"] for i in items),
                     truth["records"]["n"])
    if kind == "activity":
        check_fit_sessions(report, name, items, truth)
        check_fit_hr(report, name, items, truth)
        report.value(name, "laps", sum(len(i["laps"]) for i in items),
                     truth["activity"]["n_laps"])
        check_fit_laps(report, name, items, truth)


def check_tcx(report, name, lines, truth):
    items = [line for line in lines if line.get("kind") == "activity"]
    workouts = [line for line in lines if line.get("kind") == "workout"]
    report.value(name, "activities", len(items), len(truth["activities"]))
    report.value(name, "workouts", len(workouts),
                 len(truth.get("workouts") or []))
    for item, activity in zip(items, truth["activities"]):
        report.value(name, "sport", item["sport"],
                     TCX_SPORTS.get(activity["sport"].lower()))
        report.value(name, "start_time", instant(item["start_time"]),
                     instant(activity["start_time_utc"]), 1)
        report.value(name, "distance_m", item["distance_m"],
                     activity["sum_lap_distance_m"], 0.0101)
        report.value(name, "timer_s", item["timer_s"],
                     activity["sum_lap_time_s"], 0.0051)
        report.value(name, "elapsed_s", item["elapsed_s"],
                     activity["trackpoint_span_s"], 0.0011)
        report.value(name, "samples", item["samples"],
                     activity["trackpoints"])
        report.value(name, "laps", len(item["laps"]), activity["laps"])
        report.hr(name, item["hr_bpm"], activity["hr"]["avg"],
                  activity["hr"]["min"], activity["hr"]["max"])


def check_gpx(report, name, lines, truth):
    if truth["tracks"]:
        expected = ["activity"] * len(truth["tracks"])
    elif truth["routes"]:
        expected = ["course"] * truth["routes"]
    else:
        expected = ["other"]
    kinds = [line.get("kind") for line in lines]
    report.value(name, "kinds", " ".join(map(str, kinds)), " ".join(expected))
    for i, (item, track) in enumerate(zip(lines, truth["tracks"])):
        at = "" if len(truth["tracks"]) == 1 else "[%d]" % i
        report.value(name, "sport" + at, item["sport"],
                     GPX_SPORTS.get((track["type"] or "").lower()))
        report.value(name, "start_time" + at, instant(item["start_time"]),
                     instant(track["start_time_utc"]), 1)
        report.value(name, "elapsed_s" + at, item["elapsed_s"],
                     track["elapsed_s"], 0.0011)
        report.value(name, "samples" + at, item["samples"], track["points"])
        # The truth is on a sphere, near the equator 0.6 % off to the north.
        report.value(name, "distance_m" + at, item["distance_m"] or 0,
                     track["haversine_m_within_segments"], 0.2, 0.006)
        report.hr(name, item["hr_bpm"], track["hr"]["avg"],
                  track["hr"]["min"], track["hr"]["max"])


def check_zwo(report, name, lines, truth):
    report.value(name, "kind", lines[0].get("kind"), "workout")
    report.value(name, "name", lines[0].get("name"), truth["name"])
    report.value(name, "sport", lines[0].get("sport"),
                 {"run": "running", "bike": "cycling"}.get(
                     truth["sport_type"]))
    steps = lines[0].get("steps", [])
    report.value(name, "steps", len(steps), len(truth["steps"]))
    for i, (step, fact) in enumerate(zip(steps, truth["steps"])):
        if "Duration" in fact and "end" in step:
            report.value(name, "duration[%d]" % i, step["end"]["value"],
                         float(fact["Duration"]), 0.001)
        if "Repeat" in fact:
            report.value(name, "repeat[%d]" % i, step.get("repeat"),
                         float(fact["Repeat"]))


CHECKS = {"fit": check_fit, "tcx": check_tcx, "gpx": check_gpx,
          "zwo": check_zwo}


def inspect(onward, corpus):
    """The objects `inspect` prints, by the file's name inside the corpus."""
    folders = [os.path.join(corpus, f) for f in ("fit", "tcx", "gpx", "zwo",
                                                 "zip", "export")]
    run = subprocess.run(
        [onward, "inspect", "--format", "json"] +
        [f for f in folders if os.path.isdir(f)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if run.returncode not in (0, 3):
        sys.exit("inspect ended with %d" % run.returncode)
    found = {}
    for line in run.stdout.decode("utf-8").splitlines():
        item = json.loads(line)
        name = os.path.relpath(item["file"], corpus)
        found.setdefault(name, []).append(item)
    return found


def read_differences(path):
    """(file, field) -> reason of each row of the table."""
    rows = {}
    with open(path, encoding="utf-8") as page:
        for line in page:
            cells = [c.strip(" `") for c in line.strip().strip("|").split("|")]
            if line.startswith("| `") and len(cells) == 3:
                for field in cells[1].split(","):
                    rows[(cells[0], field.strip(" `"))] = cells[2]
    return rows


def main():
    onward, shared, differences = sys.argv[1:4]
    corpus = os.path.join(os.environ.get("ONWARD_SHARED", shared), "corpus")
    truth_path = os.path.join(corpus, "truth.json")
    if not os.path.exists(truth_path):
        print("all cases left out: no corpus at %s" % corpus)
        sys.exit(77)
    with open(truth_path, encoding="utf-8") as file:
        truth = json.load(file)
    report = Report(read_differences(differences))
    found = inspect(onward, corpus)
    files = 0
    left_out = 0
    for name, facts in sorted(truth.items()):
        check = CHECKS.get(facts.get("format"))
        if check is None:
            left_out += 1
        elif name not in found:
            report.differ(name, "file", "not read", "known")
        elif facts.get("format") == "gpx" and not facts.get("well_formed"):
            left_out += 1
        else:
            files += 1
            check(report, name, found[name], facts)
    stale = sorted(set(report.allowed) - report.met)
    for name, field in stale:
        print("%s: %s is listed as differing and does not" % (name, field))
    print("%d files, %d values compared, %d differ as listed, %d others; "
          "%d files left out (%s and what is no GPX)" %
          (files, report.compared, report.explained, report.unexplained,
           left_out, ", ".join(LEFT_OUT_FORMATS)))
    sys.exit(1 if report.unexplained or stale else 0)


if __name__ == "__main__":
    main()
