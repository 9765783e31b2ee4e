"""Sessions of weeks placed by CBC and by us; the costs must be the same.

Usage: place_peers.py BENCH_PLACE
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import time


def solve(path):
    """Least cost by CBC, -1 where there is none, and its seconds."""
    start = time.perf_counter()
    done = subprocess.run(["cbc", str(path), "solve"], capture_output=True,
                          text=True, check=True)
    taken = time.perf_counter() - start
    found = re.search(r"Objective value:\s+(-?[0-9.]+)", done.stdout)
    if "proven infeasible" in done.stdout or found is None:
        return -1, taken
    return round(float(found.group(1))), taken


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        told = subprocess.run([program, folder], capture_output=True, text=True,
                              check=True).stdout
        ours = float(re.search(r"([0-9.]+)\s+us", told).group(1))
        times = []
        for path in sorted(pathlib.Path(folder).glob("*.lp")):
            cost, taken = solve(path)
            expected = int(path.with_suffix(".cost").read_text())
            if cost != expected:
                sys.exit(f"{path.name}: cbc says {cost}, we say {expected}")
            times.append(taken)
    cbc = 1e6 * min(times)
    print(f"{'the same by cbc, as a process':<33} {cbc:9.0f}  {'us':<8} "
          f"{cbc / ours:7.0f}  {len(times)} weeks, the same costs")


main(sys.argv[1])
