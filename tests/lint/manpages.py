#!/usr/bin/python3
"""Holds the man pages against the program: it and they say the same.

Each command of `onward help` has a page man/onward-NAME.1 and each page a
command; the options a page lists are those of `onward NAME --help` and of the
names within it; mandoc finds nothing to warn of. Pages of sections other than 1 are only given to mandoc.
"""

import glob
import os
import re
import shutil
import subprocess
import sys

import csource

COMMAND = re.compile(r"^  ([a-z][a-z-]*) {2,}\S", re.M)
OPTION = re.compile(r"^ +--([a-z][a-z0-9-]*)", re.M)
ITEM = re.compile(r"^\.It Fl (?:\\&)?-([a-z][a-z0-9-]*)", re.M)


def say(program, *arguments):
    return subprocess.run([program, *arguments], check=True, text=True,
                          capture_output=True).stdout


def options_of(program, *name):
    """Of a command, and of the names that its help lists as commands within."""
    text = say(program, *name, "--help")
    found = set(OPTION.findall(text))
    for member in COMMAND.findall(text):
        found |= options_of(program, *name, member)
    return found


def check_command(root, program, name):
    page = f"man/onward-{name}.1"
    if not os.path.exists(os.path.join(root, page)):
        return [f"{page}:1: no page for the command {name}"]
    known = options_of(program, name)
    told = set(ITEM.findall(csource.read(root, page)))
    return [f"{page}:1: --{option} is not in the page"
            for option in sorted(known - told)] + \
           [f"{page}:1: {name} knows no --{option}"
            for option in sorted(told - known)]


def check_mandoc(root, pages):
    if not pages:
        return []
    if shutil.which("mandoc") is None:
        print("mandoc is not here: form left out")
        return []
    result = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", *pages], cwd=root, text=True,
        capture_output=True, check=False)
    return result.stdout.splitlines()


def main():
    root, program = sys.argv[1], os.path.abspath(sys.argv[2])
    commands = set(COMMAND.findall(say(program, "help")))
    pages = sorted(glob.glob("man/*.[1-9]", root_dir=root))
    if not commands:
        return csource.report(["man:1: 'onward help' names no command"])
    findings = [f for name in sorted(commands)
                for f in check_command(root, program, name)]
    findings += [f"{page}:1: no command of that name" for page in pages
                 if (named := re.match(r"man/onward-(.*)\.1$", page))
                 and named[1] not in commands]
    return csource.report(findings + check_mandoc(root, pages))


if __name__ == "__main__":
    sys.exit(main())
