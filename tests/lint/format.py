#!/usr/bin/python3
"""Refuses C that clang-format 14 would write otherwise."""

import shutil
import subprocess
import sys

import csource

SKIPPED = 77


def main():
    root = csource.root_from_arguments()
    program = shutil.which("clang-format-14")
    if program is None:
        print("clang-format-14 is not here")
        return SKIPPED
    paths = csource.files(root)
    if not paths:
        return 0
    result = subprocess.run([program, "--dry-run", "--Werror", *paths],
                            cwd=root, check=False)
    return 1 if result.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
