#!/usr/bin/python3
"""Counts the tests of Meson logs: prints `passed failed skipped`.

A program of many cases counts as its cases, read from what cmocka prints or
from TAP; any other program counts as one. A program that went wrong though none
of its cases did (a crash, a leak, a timeout) adds one failure.
"""

import json
import re
import sys

CMOCKA = re.compile(r"^\[ +(OK|FAILED|SKIPPED) +\] ", re.M)
TAP = re.compile(r"^(ok|not ok)\b[^#\n]*(# *SKIP)?", re.M | re.I)
FINE = ("OK", "EXPECTEDFAIL")


def verdicts(test):
    """The verdict of each case in one log entry."""
    printed = test.get("stdout", "")
    cases = CMOCKA.findall(printed)
    if not cases:
        cases = ["SKIPPED" if skip else "OK" if word.lower() == "ok" else
                 "FAILED" for word, skip in TAP.findall(printed)]
    result = test["result"]
    if result in FINE:
        return cases or ["OK"]
    if result == "SKIP":
        return cases or ["SKIPPED"]
    return cases if "FAILED" in cases else cases + ["FAILED"]


def main():
    counts = {"OK": 0, "FAILED": 0, "SKIPPED": 0}
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as log:
            for line in log:
                for verdict in verdicts(json.loads(line)):
                    counts[verdict] += 1
    print(counts["OK"], counts["FAILED"], counts["SKIPPED"])


if __name__ == "__main__":
    main()
