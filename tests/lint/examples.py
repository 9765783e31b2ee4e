#!/usr/bin/python3
"""Runs the examples of the README and the man pages: each must exit 0.

In Markdown an example is a line `onward …` of a block fenced as ```sh; in a man
page a line `.Dl onward …`. Examples run in order, one page at a time, in an
empty folder with its own home, through the program just built. A page may put
files there first by an example of its own.
"""

import glob
import os
import re
import subprocess
import sys
import tempfile

import csource

FENCE = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)
SHELL_LINE = re.compile(r"^(?:\$ )?(onward\b.*)$", re.M)
MAN_LINE = re.compile(r"^\.Dl (onward\b.*)$", re.M)


def of_markdown(text):
    return [(csource.line_of(text, block.start(1) + line.start()), line[1])
            for block in FENCE.finditer(text)
            for line in SHELL_LINE.finditer(block[1])]


def of_man(text):
    return [(csource.line_of(text, m.start()),
             m[1].replace("\\-", "-").replace("\\(aq", "'"))
            for m in MAN_LINE.finditer(text)]


def examples(root):
    """(page, [(line, command)]) of each page that has examples."""
    found = {"README.md": of_markdown(csource.read(root, "README.md"))}
    for path in sorted(glob.glob("man/*.[1-9]", root_dir=root)):
        found[path] = of_man(csource.read(root, path))
    return found


def run_page(program, page, commands):
    findings = []
    with tempfile.TemporaryDirectory() as folder:
        world = {"HOME": folder, "LC_ALL": "C.UTF-8", "TERM": "dumb",
                 "PATH": f"{os.path.dirname(program)}:/usr/bin:/bin"}
        for line, command in commands:
            result = subprocess.run(
                ["/bin/sh", "-c", command], cwd=folder, env=world, text=True,
                stdin=subprocess.DEVNULL, capture_output=True, check=False)
            if result.returncode != 0:
                findings.append(f"{page}:{line}: exit {result.returncode} of "
                                f"{command}\n{result.stderr.rstrip()}")
    return findings


def main():
    root, program = sys.argv[1], os.path.abspath(sys.argv[2])
    count, findings = 0, []
    for page, commands in examples(root).items():
        count += len(commands)
        findings += run_page(program, page, commands)
    print(f"{count} examples run")
    return csource.report(findings)


if __name__ == "__main__":
    sys.exit(main())
