"""Reading C well enough to lint it: files, comments, literals, functions.

Not a parser: it knows comments, literals, preprocessor lines and braces, which
is all the lints beside it need. Line numbers survive every step.
"""

import os
import re
import sys

CODE_FOLDERS = ("include", "src", "tests", "fuzz", "bench", "examples")

# Longest name with the space after it: a search for the end looks at all it has.
WORD = 100

_TOKEN = re.compile(
    r'//(?:\\\n|[^\n])*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'',
    re.S)
_DIRECTIVE = re.compile(r"^[ \t]*#(?:\\\n|[^\n])*", re.M)
_BRACKET = re.compile(r"[(){}]")


def files(root, folders=CODE_FOLDERS, endings=(".c", ".h")):
    """Paths below root, relative and sorted, of the project's own sources."""
    found = []
    for folder in folders:
        for where, _, names in os.walk(os.path.join(root, folder)):
            found += [os.path.relpath(os.path.join(where, name), root)
                      for name in names if name.endswith(endings)]
    return sorted(found)


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    """The text with comments blanked; literals stay."""
    return _TOKEN.sub(
        lambda m: _blank(m[0]) if m[0][0] == "/" else m[0], text)


def bare(text):
    """The text with comments and the insides of literals blanked."""
    return _TOKEN.sub(
        lambda m: _blank(m[0]) if m[0][0] == "/"
        else m[0][0] + _blank(m[0][1:-1]) + m[0][-1], text)


def strings(text):
    """(line, content) of each string literal outside comments."""
    return [(line_of(text, m.start()), m[0][1:-1])
            for m in _TOKEN.finditer(text) if m[0][0] == '"']


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def _is_block(text, brace, stack):
    """Whether the '{' at brace opens statements, not values or members."""
    before = text[:brace].rstrip()
    if before.endswith("{"):
        return bool(stack) and stack[-1] == "block"
    if before.endswith((";", "}", ":")):
        return bool(stack) and stack[-1] == "block"
    if re.search(r"\b(?:else|do)$", before[-WORD:]):
        return True
    if not before.endswith(")"):
        return False
    depth = 0
    for at in range(len(before) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(before[at], 0)
        if depth == 0:
            word = re.search(r"(\w+)\s*$", before[max(0, at - WORD):at])
            return word is not None and word[1] not in ("return", "sizeof")
    return False


def functions(text):
    """(name, first line, last line, deepest nesting) of each function body.

    The first line is the one the declaration begins on; nesting counts the
    braces of statements inside the body.
    """
    code = _DIRECTIVE.sub(lambda m: _blank(m[0]), bare(text))
    found, stack, depth, deepest, start, name = [], [], 0, 0, 0, ""
    for match in _BRACKET.finditer(code):
        at, mark = match.start(), match[0]
        if mark == "{":
            block = _is_block(code, at, stack)
            if block and not stack:
                begin = max(code.rfind(";", 0, at), code.rfind("}", 0, at)) + 1
                begin += len(code[begin:at]) - len(code[begin:at].lstrip())
                start, depth, deepest = begin, 0, 0
                name = re.search(r"(\w+)\s*\(", code[begin:at])[1]
            elif block:
                depth += 1
                deepest = max(deepest, depth)
            stack.append("block" if block else "values")
        elif mark == "}" and stack:
            block = stack.pop() == "block"
            if block and not stack:
                found.append((name, line_of(code, start), line_of(code, at),
                              deepest))
            elif block:
                depth -= 1
    return found


def report(findings):
    """Print each finding and answer the exit code: 1 when there are any."""
    for finding in findings:
        print(finding)
    return 1 if findings else 0


def root_from_arguments():
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} ROOT")
    return sys.argv[1]
