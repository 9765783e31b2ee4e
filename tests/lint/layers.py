#!/usr/bin/python3
"""Refuses an include that climbs: the table beside it, `layers`, says how."""

import os
import re
import sys

import csource

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


class Table:
    def __init__(self, text):
        self.floor, self.system, self.unnamed = {}, {}, {}
        height = 0
        for line in text.splitlines():
            word, *rest = line.split("#")[0].split() or [""]
            if word == "floor":
                height += 1
                self.floor.update((folder, height) for folder in rest)
            elif word == "system":
                self.system[rest[0]] = set(rest[1:])
            elif word == "unnamed":
                self.unnamed[rest[0]] = rest[1:]
            elif word:
                sys.exit(f"tests/lint/layers: unknown word {word}")

    def folder(self, path):
        inside = [f for f in self.floor if path.startswith(f + "/")]
        return max(inside, key=len, default=None)

    def allows(self, here, there):
        return here == there or self.floor[there] < self.floor[here]

    def system_refuses(self, path, header):
        return any(path.startswith(f + "/") and header not in allowed
                   for f, allowed in self.system.items())

    def words_refused(self, path):
        return [word for word, folders in self.unnamed.items()
                if any(path.startswith(f + "/") for f in folders)]


def resolve(root, path, name):
    """The project file an include names, relative to root, or None."""
    for base in (os.path.dirname(path), "src", "include", "."):
        candidate = os.path.normpath(os.path.join(base, name))
        if os.path.isfile(os.path.join(root, candidate)):
            return candidate
    return None


def check_file(table, root, path):
    text = csource.without_comments(csource.read(root, path))
    here = table.folder(path)
    if here is None:
        return [f"{path}:1: no floor in tests/lint/layers holds this folder"]
    findings = []
    for match in INCLUDE.finditer(text):
        place = f"{path}:{csource.line_of(text, match.start(2))}"
        target = resolve(root, path, match[2])
        there = table.folder(target) if target else None
        if target is None:
            if match[1] == '"':
                findings.append(f"{place}: no such file {match[2]}")
            elif table.system_refuses(path, match[2]):
                findings.append(f"{place}: {here} may not use <{match[2]}>")
        elif there is None or not table.allows(here, there):
            findings.append(f"{place}: {here} may not include {target}")
    for word in table.words_refused(path):
        findings += [f"{path}:{csource.line_of(text, m.start())}: "
                     f"{here} may not name {word}"
                     for m in re.finditer(rf"\b{word}\b", csource.bare(text))]
    return findings


def main():
    root = csource.root_from_arguments()
    table = Table(csource.read(root, "tests/lint/layers"))
    return csource.report(
        [finding for path in csource.files(root, ("include", "src"))
         for finding in check_file(table, root, path)])


if __name__ == "__main__":
    sys.exit(main())
