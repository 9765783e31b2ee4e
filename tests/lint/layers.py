#!/usr/bin/python3
"""Refuses an include that climbs: the table beside it, `layers`, says how."""

import os
import re
import sys

import csource

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


class Table:
    def __init__(self, text):
        self.floor, self.peers, self.system, self.private = {}, [], {}, {}
        self.stands_on = {}
        height = 0
        for line in text.splitlines():
            word, *rest = line.split("#")[0].split() or [""]
            if word == "floor":
                height += 1
                self.floor.update((folder, height) for folder in rest)
            elif word == "peers":
                self.peers.append(set(rest))
            elif word == "stands-on":
                self.stands_on[rest[0]] = set(rest[1:])
            elif word == "system":
                self.system[rest[0]] = set(rest[1:])
            elif word == "private":
                self.private[rest[0]] = rest[1:]
            elif word:
                sys.exit(f"tests/lint/layers: unknown word {word}")

    def folder(self, path):
        inside = [f for f in self.floor if path.startswith(f + "/")]
        return max(inside, key=len, default=None)

    def allows(self, here, there):
        if here == there or any({here, there} <= p for p in self.peers):
            return True
        if here in self.stands_on:
            return there in self.stands_on[here]
        return self.floor[there] < self.floor[here]

    def system_refuses(self, path, header):
        return any(path.startswith(f + "/") and header not in allowed
                   for f, allowed in self.system.items())

    def private_refuses(self, path, there):
        return any(path.startswith(f + "/")
                   for f in self.private.get(there, ()))


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
        elif table.private_refuses(path, target):
            findings.append(f"{place}: {target} stands above its members")
    return findings


def main():
    root = csource.root_from_arguments()
    table = Table(csource.read(root, "tests/lint/layers"))
    return csource.report(
        [finding for path in csource.files(root, ("include", "src"))
         for finding in check_file(table, root, path)])


if __name__ == "__main__":
    sys.exit(main())
