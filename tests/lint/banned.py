#!/usr/bin/python3
"""Refuses calls that are unsafe, read the locale, or go round a seam.

Everywhere: the calls of BANNED. In src/ also the allocation and number
functions of libc outside base/mem.c and base/num.c, and in include/ and src/
static data that can change.
"""

import re
import sys

import csource

BANNED = {
    "strcpy": "knows no bound", "strcat": "knows no bound",
    "sprintf": "knows no bound", "vsprintf": "knows no bound",
    "gets": "knows no bound", "alloca": "takes stack from input",
    "strtok": "keeps hidden state", "localtime": "keeps hidden state",
    "gmtime": "keeps hidden state", "asctime": "keeps hidden state",
    "ctime": "keeps hidden state", "setlocale": "changes the whole process",
    "system": "starts a shell", "popen": "starts a shell",
    "atoi": "reports no error", "atol": "reports no error",
    "atof": "reads the locale", "strtod": "reads the locale",
    "strtof": "reads the locale", "strtold": "reads the locale",
    "rand": "is a hidden random source", "srand": "is a hidden random source",
}
SEAMS = {
    "malloc": "src/base/mem.c", "calloc": "src/base/mem.c",
    "realloc": "src/base/mem.c", "free": "src/base/mem.c",
    "strdup": "src/base/mem.c", "strndup": "src/base/mem.c",
    "strtol": "src/base/num.c", "strtoll": "src/base/num.c",
    "strtoul": "src/base/num.c", "strtoull": "src/base/num.c",
    "sscanf": "src/base/num.c",
}
# A file that must call what is banned elsewhere, and why.
ALLOWED = {
    ("tests/unit/take_locale.c", "setlocale"),  # its whole purpose
    ("tests/unit/test_base.c", "strtod"),  # the referee of our own numbers
}
CALL = re.compile(r"(?<![\w.>])(\w+)\s*\(")
# `static` data without const, at file or function level. A table of const
# pointers to const, functions and declarations in a header pass.
MUTABLE = re.compile(
    r"^[ \t]*(?:_Thread_local[ \t]+)?static[ \t]+(?!inline\b|_Noreturn\b)"
    r"(?![^;=({]*\bconst\b)[^;=({]*[=;]", re.M)


def reason(path, name):
    if (path, name) in ALLOWED:
        return None
    if name in BANNED:
        return BANNED[name]
    seam = SEAMS.get(name)
    if seam and path.startswith("src/") and path != seam:
        return f"goes round {seam}"
    return None


def check_file(root, path):
    text = csource.bare(csource.read(root, path))
    findings = []
    for match in CALL.finditer(text):
        why = reason(path, match[1])
        if why:
            findings.append(f"{path}:{csource.line_of(text, match.start())}: "
                            f"{match[1]}() {why}")
    if path.startswith(("src/", "include/")):
        findings += [f"{path}:{csource.line_of(text, m.start())}: "
                     "static data that can change"
                     for m in MUTABLE.finditer(text)]
    return findings


def main():
    root = csource.root_from_arguments()
    return csource.report([finding for path in csource.files(root)
                           for finding in check_file(root, path)])


if __name__ == "__main__":
    sys.exit(main())
