#!/usr/bin/python3
"""Proves that data/to_c.py refuses slips of the hand in the tables beside it.

Every case writes one change into a copy of a table and says what must be printed
of it: file, line, reason. The tables as they are must pass. One TAP line a case.
"""

import glob
import os
import subprocess
import sys
import tempfile

AGE = "age-grade-road-2020.csv"
BOSTON = "boston-standards.csv"
# (table, what the case is about, what stands there, what instead, what is said)
CASES = [
    (AGE, "the tables as they are", "", "", ""),
    (AGE, "no source", "# source: ", "# from: ", ":1: does not begin with"),
    (AGE, "a torn last line", "0.2405\n", "0.2405", ":85: does not end"),
    (AGE, "a column gone from the head", "age,5000,", "age,",
     ":6: 6 fields under 5 columns"),
    (AGE, "distances that fall", "5000,10000", "10000,5000",
     ":5: distance 5000 follows 10000"),
    (AGE, "a field too few", "\nm,20,1,1,", "\nm,20,1,",
     ":8: 5 fields under 6 columns"),
    (AGE, "a factor above one", "\nm,20,1,", "\nm,20,1.01,",
     ":8: 1.01 is outside 0.0001 to 1"),
    (AGE, "a factor of five decimals", "\nm,20,1,", "\nm,20,0.99991,",
     ":8: 0.99991 has more than 4 decimals"),
    (AGE, "letters for a number", "\nm,20,1,", "\nm,20,I,",
     ":8: 'I' is not a number"),
    (AGE, "an age left out", "\nm,24,", "\nm,25,", ":10: age 25 is out of step"),
    (AGE, "an open class that does not rise", "771,1584", "771,584",
     ":6: open class 584 follows 771"),
    (AGE, "a sex that no table has", "\nm,20,", "\nx,20,",
     ":8: sex 'x' is none of m f"),
    (AGE, "a sex without an open class", "\nf,open,884,1783,3898,8044", "",
     "no open class"),
    (BOSTON, "a gap in the years", "\n2020,2025,f", "\n2021,2025,f",
     ":8: years of f do not follow on 2019"),
    (BOSTON, "a standard that falls with age", "12000,12300", "12300,12000",
     ":7: standard 12000 follows 12300"),
    ("boston-cut-offs.csv", "a year twice", "\n2013,", "\n2012,",
     ":5: year 2012 follows 2012"),
    ("boston-downhill.csv", "drops that do not begin at 0", "\n2027,0,0", "",
     ":5: the drops of 2027 do not begin at 0"),
    ("boston-downhill.csv", "an addition that is no number", "6000,refused", "6000,none",
     ":8: 'none' is not a number"),
    ("world-athletics-2022.csv", "an event twice", "\nm,1500,", "\nm,800,",
     ":6: m 800 stands there twice"),
]


def run_case(script, folder, table, old, new):
    """What the generator prints of a copy of the tables with one change."""
    with tempfile.TemporaryDirectory() as tree:
        copies = []
        for path in sorted(glob.glob(os.path.join(folder, "*.csv"))):
            with open(path, encoding="utf-8") as file:
                text = file.read()
            if os.path.basename(path) == table:
                if old not in text:
                    return f"{table} does not hold {old!r}"
                text = text.replace(old, new, 1)
            copies.append(os.path.join(tree, os.path.basename(path)))
            with open(copies[-1], "w", encoding="utf-8") as file:
                file.write(text)
        out = os.path.join(tree, "out.c")
        result = subprocess.run([sys.executable, script, out, *copies],
                                text=True, capture_output=True, check=False)
        if (result.returncode == 0) != os.path.exists(out):
            return "exit code and output file disagree"
        return result.stderr.replace(tree + os.sep, "")


def main():
    folder = os.path.join(sys.argv[1], "data")
    script = os.path.join(folder, "to_c.py")
    failed = 0
    print(f"1..{len(CASES)}")
    for number, (table, about, old, new, expected) in enumerate(CASES, 1):
        said = run_case(script, folder, table, old, new)
        good = expected in said and said.startswith(table) if expected \
            else said == ""
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} - {table}: {about}")
        if not good:
            print(said.rstrip() or "nothing was said", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
