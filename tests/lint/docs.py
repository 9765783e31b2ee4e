#!/usr/bin/python3
"""Refuses a public function without a docstring.

A docstring is the /** … */ right before a declaration. It may speak for several
declarations that follow each other without a blank line.
"""

import re
import sys

import csource

PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n)+")
DECLARATION = re.compile(r"^OW_API\b", re.M)


def check_file(root, path):
    findings = []
    text = csource.read(root, path)
    for paragraph in PARAGRAPH.finditer(text):
        first = DECLARATION.search(paragraph[0])
        # The comment may hold blank lines of its own: look for its end too.
        if first and "*/" not in paragraph[0][:first.start()]:
            line = csource.line_of(text, paragraph.start() + first.start())
            findings.append(f"{path}:{line}: no docstring")
    return findings


def main():
    root = csource.root_from_arguments()
    return csource.report(
        [finding for path in csource.files(root, ("include",), (".h",))
         for finding in check_file(root, path)])


if __name__ == "__main__":
    sys.exit(main())
