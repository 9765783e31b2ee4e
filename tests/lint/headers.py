#!/usr/bin/python3
"""Compiles every header alone, as C and as C++: each includes what it uses.

And sees that onward/onward.h pulls in every public header.
"""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import csource

AS_C = ("gcc", "-x", "c", "-std=c11", "-Wall", "-Wextra", "-Wpedantic")
AS_CPP = ("g++", "-x", "c++", "-std=c++17", "-Wall", "-Wextra")
FLAGS = ("-fsyntax-only", "-Werror", "-D_POSIX_C_SOURCE=200809L",
         "-Wno-unused-function", "-Wno-pragma-once-outside-header",
         "-Iinclude", "-Isrc")


def compile_alone(job):
    root, command, path = job
    # Through a one-line file on stdin, so that the header is not "the main
    # file" and is seen as another source would see it, twice.
    result = subprocess.run(
        [*command, *FLAGS, "-"], cwd=root, text=True, capture_output=True,
        input=f'#include "{path}"\n#include "{path}"\n', check=False)
    if result.returncode == 0:
        return []
    return [f"{path}:1: does not stand alone under {command[0]}\n"
            + result.stderr.rstrip()]


def left_out(root):
    """Public headers that onward.h does not pull in."""
    whole = "include/onward/onward.h"
    public = csource.files(root, ("include",), (".h",))
    if whole not in public:
        return []
    text = csource.read(root, whole)
    return [f"{whole}:1: does not include {path}" for path in public
            if path != whole
            and f'#include "{os.path.relpath(path, "include")}"' not in text]


def main():
    root = csource.root_from_arguments()
    commands = [c for c in (AS_C, AS_CPP) if shutil.which(c[0])]
    if AS_CPP not in commands:
        print("g++ is not here: headers are tried as C only")
    jobs = [(root, command, path)
            for path in csource.files(root, ("include", "src"), (".h",))
            for command in commands]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(compile_alone, jobs)
    return csource.report([finding for some in found for finding in some]
                          + left_out(root))


if __name__ == "__main__":
    sys.exit(main())
