#!/usr/bin/python3
"""Refuses an exported symbol of the library that does not start with ow_."""

import subprocess
import sys


def main():
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} LIBRARY")
    listing = subprocess.run(
        ["nm", "--dynamic", "--defined-only", "--format=posix", sys.argv[1]],
        check=True, text=True, capture_output=True).stdout
    names = [line.split()[0] for line in listing.splitlines() if line]
    if not names:
        print(f"{sys.argv[1]}: exports nothing")
        return 1
    wrong = [name for name in names if not name.startswith("ow_")]
    for name in wrong:
        print(f"{sys.argv[1]}: exports {name}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
