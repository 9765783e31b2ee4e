#!/usr/bin/python3
"""One FIT file of about 258 KB as a whole process: ours, and gpsbabel's.

Usage: process.py ONWARD FOLDER. The aims are a sixth of
gpsbabel's processor time, 5 ms by the clock, the file and 12 MB of memory.
"""

import glob
import os
import shutil
import sys
import time

LIKE_BYTES = 258_000
ROUNDS = 20


def run(command):
    """(seconds by the clock, seconds of processor, peak bytes) of a process."""
    start = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.execv(command[0], command)
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"{command[0]}: failed on the benchmark's file")
    return (time.perf_counter() - start, usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss * 1024)


def best(command):
    return [min(figures) for figures in
            zip(*(run(command) for _ in range(ROUNDS)))]


def line(name, value, unit, ratio, aim="", reached=""):
    print(f"{name:<33} {value:9.3f}  {unit:<8} {ratio:7.3f}  {aim:<14} "
          f"{reached}".rstrip())


def verdict(is_reached):
    return "yes" if is_reached else "NO"


def main():
    program, folder = sys.argv[1:3]
    paths = glob.glob(os.path.join(folder, "**", "*.fit"), recursive=True)
    if not paths:
        print("one file as a process: left out, no real FIT files here")
        return
    path = min(sorted(paths),
               key=lambda p: abs(os.path.getsize(p) - LIKE_BYTES))
    size = os.path.getsize(path)
    print(f"one file as a process: {os.path.basename(path)} of {size} bytes")
    wall_s, cpu_s, memory = best([program, "inspect", path])
    line("inspect, by the clock", wall_s * 1e3, "ms", 0, "<= 5",
         verdict(wall_s <= 0.005))
    over = (memory - size) / 1e6
    line("inspect, memory over the file's", over, "MB", 0, "<= 12",
         verdict(over <= 12))
    peer = shutil.which("gpsbabel")
    if peer is None:
        print("gpsbabel: left out, it is not installed")
        return
    _, peer_s, _ = best([peer, "-t", "-i", "garmin_fit", "-f", path, "-o",
                         "unicsv", "-F", os.devnull])
    line("gpsbabel's processor time", peer_s * 1e3, "ms", 1, "yardstick")
    line("inspect's processor time", cpu_s * 1e3, "ms", cpu_s / peer_s,
         "<= 0.167", verdict(cpu_s * 6 <= peer_s))


if __name__ == "__main__":
    main()
