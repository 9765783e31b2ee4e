#!/usr/bin/python3
"""Runs clang-tidy 14 over the sources of a clang build, one test a file (TAP).

A file found clean is not looked at again until it, a header, its command or
.clang-tidy changes: what was clean is kept in BUILD/tidy-clean.json.
"""

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import csource

FOLDERS = ("src", "fuzz", "bench")


def sources(root, build):
    """(path, command) of each source of ours that the build compiles."""
    with open(os.path.join(build, "compile_commands.json"),
              encoding="utf-8") as file:
        commands = {os.path.relpath(os.path.join(c["directory"], c["file"]),
                                    root): c["command"]
                    for c in json.load(file)}
    return sorted((path, command) for path, command in commands.items()
                  if path.split(os.sep)[0] in FOLDERS)


def common_state(root):
    """What every file's verdict hangs on: the checks and all headers."""
    text = csource.read(root, ".clang-tidy")
    for path in csource.files(root, endings=(".h",)):
        text += path + csource.read(root, path)
    return text


def digest(*parts):
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def tidy(root, build, path):
    result = subprocess.run(
        ["clang-tidy-14", "-p", build, "--quiet", path],
        cwd=root, text=True, capture_output=True, check=False)
    if result.returncode == 0:
        return ""
    return result.stdout + result.stderr


def main():
    root, build = (os.path.abspath(a) for a in sys.argv[1:3])
    memory = os.path.join(build, "tidy-clean.json")
    clean = {}
    if os.path.exists(memory):
        with open(memory, encoding="utf-8") as file:
            clean = json.load(file)
    common = common_state(root)
    jobs = sources(root, build)
    marks = {path: digest(common, command, csource.read(root, path))
             for path, command in jobs}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(
            lambda job: "" if clean.get(job[0]) == marks[job[0]]
            else tidy(root, build, job[0]), jobs))
    print(f"1..{len(jobs)}")
    for number, ((path, _), text) in enumerate(zip(jobs, found), 1):
        print(f"{'not ok' if text else 'ok'} {number} - {path}")
        if text:
            print(text.rstrip(), file=sys.stderr)
    with open(memory, "w", encoding="utf-8") as file:
        json.dump({path: marks[path]
                   for (path, _), text in zip(jobs, found) if not text}, file)
    return 1 if any(found) else 0


if __name__ == "__main__":
    sys.exit(main())
