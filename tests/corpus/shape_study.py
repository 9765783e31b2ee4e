#!/usr/bin/env python3
"""Hold doc/shape-detection.md to what the detector says today.

usage: shape_study.py SHAPE_STUDY SHARED PAPER [--write]

SHAPE_STUDY (shape_study.c) prints the tables, over seeds on which nothing was
tuned and over the real runs of SHARED/corpus; ONWARD_SHARED goes before SHARED.
They stand in PAPER below the line MARK. With --write they are written anew,
without it they must be what would be written. Without the corpus the test is
skipped (exit 77).
"""
import re
import subprocess
import sys

MARK = "<!-- From here on written by tests/corpus/shape_study.py -->\n"
FIRST_SEED, RUNS = 3000000, 12000
LEAST = {"found": 0.97, "named": 0.90, "not called": 0.991}


def main():
    program, shared, paper = sys.argv[1:4]
    done = subprocess.run([program, str(FIRST_SEED), str(RUNS), shared],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.stdout.write(done.stdout + done.stderr)
        return done.returncode
    with open(paper, encoding="utf-8") as file:
        prose = file.read().split(MARK)[0]
    page = prose + MARK + "\n" + done.stdout
    shares = [float(s) for s in re.findall(r"\b[01]\.\d{3}\b", done.stdout)][:3]
    failures = [f"{name}: {share} is below {least}"
                for (name, least), share in zip(LEAST.items(), shares)
                if share < least]
    if "--write" in sys.argv:
        with open(paper, "w", encoding="utf-8") as file:
            file.write(page)
    else:
        with open(paper, encoding="utf-8") as file:
            if file.read() != page:
                failures.append(f"{paper} is not current: run with --write")
    print("\n".join(failures) or f"{paper} is current: {shares}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
