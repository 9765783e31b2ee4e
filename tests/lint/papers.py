#!/usr/bin/python3
"""Keeps the papers true to the tree.

Links of the Markdown pages lead to files that exist; every warning code the
codecs give is listed in doc/messages.md; what the README shows of an answer (a
block fenced as ```text) stands in a golden text, but for lines of "…".
"""

import os
import re
import sys

import csource

LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
ANSWER = re.compile(r"^```text\n(.*?)^```$", re.M | re.S)
# A warning code as the codecs write it: the format (its folder in src/codec), a
# dash, what is odd.
CODE = r'"((?:%s)(?:-[a-z0-9]+)+)"'


def pages(root):
    found = [name for name in os.listdir(root) if name.endswith(".md")]
    for where, _, names in os.walk(os.path.join(root, "doc")):
        found += [os.path.relpath(os.path.join(where, name), root)
                  for name in names if name.endswith(".md")]
    return sorted(found)


def dead_links(root, page):
    text = csource.read(root, page)
    here = os.path.dirname(os.path.join(root, page))
    return [f"{page}:{csource.line_of(text, m.start())}: no file {m[1]}"
            for m in LINK.finditer(text)
            if not os.path.exists(os.path.join(here, m[1]))]


def unlisted_codes(root):
    folder = os.path.join(root, "src/codec")
    if not os.path.isdir(folder):
        return []
    listed = csource.read(root, "doc/messages.md")
    formats = [re.escape(name) for name in sorted(os.listdir(folder))
               if os.path.isdir(os.path.join(folder, name))]
    code = re.compile(CODE % "|".join(formats))
    findings = []
    for path in csource.files(root, ("src/codec",), (".c",)):
        text = csource.without_comments(csource.read(root, path))
        findings += [f"{path}:{csource.line_of(text, m.start())}: "
                     f"{m[1]} is not in doc/messages.md"
                     for m in code.finditer(text)
                     if f"`{m[1]}`" not in listed]
    return findings


def stale_answers(root):
    golden = ""
    for path in csource.files(root, ("tests/golden/text",), (".txt",)):
        golden += csource.read(root, path)
    known = set(golden.splitlines()) | {"", "  …"}
    text = csource.read(root, "README.md") if os.path.exists(
        os.path.join(root, "README.md")) else ""
    return [f"README.md:{csource.line_of(text, block.start(1)) + number}: "
            f"no golden text says {line}"
            for block in ANSWER.finditer(text)
            for number, line in enumerate(block[1].splitlines())
            if line not in known]


def main():
    root = csource.root_from_arguments()
    findings = [f for page in pages(root) for f in dead_links(root, page)]
    return csource.report(findings + unlisted_codes(root)
                          + stale_answers(root))


if __name__ == "__main__":
    sys.exit(main())
