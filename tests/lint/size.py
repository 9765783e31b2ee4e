#!/usr/bin/python3
"""Refuses functions over a screen, deep nesting and files that should split."""

import sys

import csource

FUNCTION_LINES, FILE_LINES, NESTING = 60, 800, 4
# Generated tables may be long: they are data, made by the tool beside them.
GENERATED = "src/codec/fit/profile_table.c"


def check_file(root, path):
    text = csource.read(root, path)
    findings = []
    lines = text.count("\n")
    if lines > FILE_LINES and path != GENERATED:
        findings.append(f"{path}:{lines}: {lines} lines, "
                        f"at most {FILE_LINES}")
    for name, first, last, nesting in csource.functions(text):
        length = last - first + 1
        if length > FUNCTION_LINES:
            findings.append(f"{path}:{first}: {name} has {length} lines, "
                            f"at most {FUNCTION_LINES}")
        if nesting > NESTING:
            findings.append(f"{path}:{first}: {name} nests {nesting} deep, "
                            f"at most {NESTING}")
    return findings


def main():
    root = csource.root_from_arguments()
    return csource.report([finding for path in csource.files(root)
                           for finding in check_file(root, path)])


if __name__ == "__main__":
    sys.exit(main())
