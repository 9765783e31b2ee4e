#!/usr/bin/python3
"""Runs the examples of the README and the man pages: each must exit 0.

In Markdown an example is a line `onward …` of a block fenced as ```sh; in a man
page a line `.Dl onward …`. The examples of a page run in order through the
program just built, in a folder that is also their home and that
examples_world.sh has filled; each page begins with it fresh.
"""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

import csource

WORLD = "tests/lint/examples_world.sh"
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


def run(root, program, folder, command):
    world = {"HOME": folder, "LC_ALL": "C.UTF-8", "TERM": "dumb",
             "PATH": f"{os.path.dirname(program)}:/usr/bin:/bin",
             "SOURCE_ROOT": os.path.abspath(root)}
    return subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder, env=world, text=True,
        stdin=subprocess.DEVNULL, capture_output=True, check=False)


def run_page(root, program, folder, page, commands):
    findings = []
    for line, command in commands:
        result = run(root, program, folder, command)
        if result.returncode != 0:
            findings.append(f"{page}:{line}: exit {result.returncode} of "
                            f"{command}\n{result.stderr.rstrip()}")
    return findings


def main():
    root, program = sys.argv[1], os.path.abspath(sys.argv[2])
    count, findings = 0, []
    with tempfile.TemporaryDirectory() as folder:
        made, here = os.path.join(folder, "made"), os.path.join(folder, "here")
        os.mkdir(made)
        result = run(root, program, made, os.path.join(os.path.abspath(root),
                                                       WORLD))
        if result.returncode != 0:
            return csource.report([f"{WORLD}:1: {result.stderr.rstrip()}"])
        for page, commands in examples(root).items():
            shutil.copytree(made, here)
            count += len(commands)
            findings += run_page(root, program, here, page, commands)
            shutil.rmtree(here)
    print(f"{count} examples run")
    return csource.report(findings)


if __name__ == "__main__":
    sys.exit(main())
