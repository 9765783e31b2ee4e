"""All durations by numpy and by us, over the same hour in the same run.

Usage: curve_peers.py BENCH_CURVE
"""

import subprocess
import sys
import tempfile
import time

import numpy

SECONDS = 3600
ROUNDS = 7


def metres_of_an_hour():
    """Intervals in a run whose speed drifts, in whole centimetres."""
    draw = numpy.random.default_rng(1)
    drift = 0.15 * draw.standard_normal(SECONDS)
    for i in range(1, SECONDS):
        drift[i] = 0.95 * drift[i - 1] + 0.3 * drift[i]
    second = numpy.arange(SECONDS)
    hard = (second > 900) & (second < 2700) & (second // 180 % 2 == 0)
    speed = numpy.where(hard, 4.4, 3.1) + drift
    return numpy.concatenate([[0], numpy.cumsum(numpy.round(speed, 2))])


def all_durations(metres):
    return [(metres[length:] - metres[:-length]).max()
            for length in range(1, len(metres))]


def best_seconds(run, *arguments):
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run(*arguments)
        best = min(best, time.perf_counter() - start)
    return best


def ours(program, metres):
    with tempfile.NamedTemporaryFile() as file:
        file.write(metres.tobytes())
        file.flush()
        answer = subprocess.run([program, file.name], check=True,
                                capture_output=True, text=True).stdout
    seconds, path = answer.split()
    return float(seconds), path


def line(name, value, unit, ratio, aim, reached):
    print(f"{name:<33} {value:9.3f}  {unit:<8} {ratio:7.3f}  {aim:<14} "
          f"{reached}".rstrip())


def main(program):
    metres = metres_of_an_hour()
    numpy_s = best_seconds(all_durations, metres)
    ours_s, path = ours(program, metres)
    ratio = ours_s / numpy_s
    print(f"curve peers: an hour, path {path}, numpy {numpy.__version__}")
    line("all durations by numpy", 1e6 * numpy_s, "us", 1, "yardstick", "")
    line("all durations, ours", 1e6 * ours_s, "us", ratio, "<= 0.036",
         "yes" if ratio <= 1 / 28 else "NO")


main(sys.argv[1])
