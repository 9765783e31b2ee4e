#!/usr/bin/env python3
"""Hold what onward computes from samples against what the devices said.

usage: check_trace.py TRACE_FACTS SHARED DIFFERENCES

TRACE_FACTS prints the figures of a trace (tests/corpus/trace_facts.c). The
corpus is SHARED/corpus; ONWARD_SHARED in the environment goes before SHARED.

Two things are held, with the bounds below: a trace against the session or the
laps of its own file, and the files of one run (pairs.json) against each other.
A difference is allowed only where DIFFERENCES (doc/corpus-differences.md) lists
it; an entry that differs no longer is an error too. Without a corpus the test
is skipped (exit 77).
"""
import json
import os
import subprocess
import sys

# Bounds: an absolute part and a share of what the device said.
DISTANCE = (15.0, 0.01)
CLIMB = (10.0, 0.10)
HEART = (3.0, 0.0)
CADENCE = (1.0, 0.03)
PAIR_DISTANCE = (5.0, 0.01)
PAIR_BEST = (0.5, 0.01)
PAIR_LOAD = (0.2, 0.03)
# Climbs are compared from so far on; less is a way to the start.
CLIMB_LEAST_M = 1000.0
ON_FOOT = ("running", "walking", "hiking")
FOLDERS = ("fit", "tcx", "gpx", "zip")


class Report:
    """What was compared, and what differed."""

    def __init__(self, allowed):
        self.allowed = allowed
        self.met = set()
        self.compared = {}
        self.explained = 0
        self.unexplained = 0

    def value(self, name, figure, is_, should, bound):
        """Compare where both are known."""
        if is_ is None or should is None:
            return
        kind = figure.split(" ")[0]
        self.compared[kind] = self.compared.get(kind, 0) + 1
        if abs(is_ - should) <= bound[0] + bound[1] * abs(should):
            return
        self.met.add((name, kind))
        if (name, kind) in self.allowed:
            self.explained += 1
            return
        self.unexplained += 1
        print("%s: %s is %s, should be near %s" % (name, figure, is_, should))


def sessions_of(truth):
    """What a file says of each activity in it, as one form for all formats."""
    if truth.get("format") == "fit":
        found = truth.get("sessions") or [truth.get("activity") or {}]
        return [{"distance_m": s.get("total_distance_m"),
                 "ascent_m": s.get("total_ascent_m"),
                 # No descent at all beside a climb is one not counted.
                 "descent_m": s.get("total_descent_m") or None,
                 "hr_bpm": s.get("avg_hr"),
                 "cadence_rpm": s.get("avg_cadence_rpm")} for s in found]
    if truth.get("format") == "tcx":
        return [{"distance_m": a.get("sum_lap_distance_m")}
                for a in truth["activities"]]
    return []


def check_cadence(report, name, trace, said):
    """Some devices leave standing out of the mean and some do not."""
    low, high = trace["cadence_with_stands_spm"], trace["cadence_spm"]
    report.value(name, "cadence", min(max(said, low), high), said, CADENCE)


def check_device(report, name, fact, said):
    trace = fact["trace"]
    if trace is None:
        return
    if said.get("distance_m"):
        report.value(name, "distance", trace["distance_m"],
                     said["distance_m"], DISTANCE)
    if trace["distance_m"] >= CLIMB_LEAST_M:
        for figure in ("ascent", "descent"):
            report.value(name, figure, trace.get(figure + "_m"),
                         said.get(figure + "_m"), CLIMB)
    # Of a swim devices take the heart rate over its lengths alone.
    if fact["sport"] != "swimming":
        report.value(name, "heart", trace.get("hr_bpm"), said.get("hr_bpm"),
                     HEART)
    if said.get("cadence_rpm") and trace.get("cadence_spm") and \
            fact["sport"] in ON_FOOT:
        check_cadence(report, name, trace, 2 * said["cadence_rpm"])


def check_pair(report, name, fact, other):
    trace, first = fact["trace"], other["trace"]
    if trace is None or first is None:
        return
    report.value(name, "pair-distance", trace["distance_m"],
                 first["distance_m"], PAIR_DISTANCE)
    for distance in sorted(set(trace["bests"]) & set(first["bests"]),
                           key=float):
        report.value(name, "pair-best " + distance, trace["bests"][distance],
                     first["bests"][distance], PAIR_BEST)
    if fact.get("load_basis") == other.get("load_basis"):
        report.value(name, "pair-load", fact.get("load"), other.get("load"),
                     PAIR_LOAD)


def read_facts(program, corpus):
    run = subprocess.run([os.path.abspath(program)] + list(FOLDERS), cwd=corpus, check=False,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if run.returncode != 0:
        sys.exit("trace_facts ended with %d" % run.returncode)
    facts = {}
    for line in run.stdout.decode("utf-8").splitlines():
        fact = json.loads(line)
        facts.setdefault(fact["file"], []).append(fact)
    return facts


def read_differences(path):
    """(file, figure) of each row of the table of traces."""
    rows = set()
    with open(path, encoding="utf-8") as page:
        for line in page:
            cells = [c.strip(" `") for c in line.strip().strip("|").split("|")]
            if line.startswith("| `") and len(cells) == 4:
                for figure in cells[1].split(","):
                    rows.add((cells[0], figure.strip(" `")))
    return rows


def read_json(corpus, name):
    with open(os.path.join(corpus, name), encoding="utf-8") as file:
        return json.load(file)


def main():
    program, shared, differences = sys.argv[1:4]
    corpus = os.path.join(os.environ.get("ONWARD_SHARED", shared), "corpus")
    if not os.path.exists(os.path.join(corpus, "truth.json")):
        print("all cases left out: no corpus at %s" % corpus)
        sys.exit(77)
    truth = read_json(corpus, "truth.json")
    report = Report(read_differences(differences))
    facts = read_facts(program, corpus)
    for name, items in sorted(facts.items()):
        said = sessions_of(truth.get(name, {}))
        if len(said) == len(items):
            for i, (fact, session) in enumerate(zip(items, said)):
                at = "" if len(items) == 1 else "[%d]" % i
                check_device(report, name + at, fact, session)
    for group in read_json(corpus, "pairs.json"):
        files = [facts[m["file"]] for m in group if m["file"] in facts]
        names = [m["file"] for m in group if m["file"] in facts]
        for name, items in list(zip(names, files))[1:]:
            for i, (fact, other) in enumerate(zip(items, files[0])):
                at = "" if len(items) == 1 else "[%d]" % i
                check_pair(report, name + at, fact, other)
    stale = sorted(set(report.allowed) - report.met)
    for name, figure in stale:
        print("%s: %s is listed as differing and does not" % (name, figure))
    print("compared: %s; %d differ as listed, %d others" %
          (", ".join("%s %d" % kind for kind in
                     sorted(report.compared.items())),
           report.explained, report.unexplained))
    sys.exit(1 if report.unexplained or stale else 0)


if __name__ == "__main__":
    main()
