#!/usr/bin/python3
"""Keeps trademarked names of measures out of identifiers and of what is said.

Load, intensity and effective VO2max stand for them (doc/glossary.md). Comments
may name a source by its title; so may a `.source` string.
"""

import re
import sys

import csource

PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
TRADEMARKS = {"tss", "vdot", "np"}
SPOKEN = re.compile(r"\b(?:TSS|VDOT|NP|IF|Normalized Power|"
                    r"Intensity Factor|Training Stress Score)\b")
IDENTIFIER = re.compile(r"[A-Za-z_]\w*")


def check_file(root, path):
    text = csource.read(root, path)
    code = csource.bare(text)
    findings = []
    for match in IDENTIFIER.finditer(code):
        parts = {part.lower() for part in PART.findall(match[0])}
        if parts & TRADEMARKS:
            findings.append(f"{path}:{csource.line_of(code, match.start())}: "
                            f"{match[0]} is a trademarked name")
    lines = text.split("\n")
    for line, content in csource.strings(text):
        word = SPOKEN.search(content)
        if word and "source" not in lines[line - 1]:
            findings.append(f'{path}:{line}: "{word[0]}" is a trademarked '
                            "name")
    return findings


def main():
    root = csource.root_from_arguments()
    return csource.report(
        [finding for path in csource.files(root, ("include", "src"))
         for finding in check_file(root, path)])


if __name__ == "__main__":
    sys.exit(main())
