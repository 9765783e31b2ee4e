#!/usr/bin/python3
"""Proves that each lint bites: a good tree passes, each bad one is refused.

Every case writes a small tree and says what the lint must print of it; an empty
text means that the lint must find nothing. One TAP line a case.
"""

import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
LAYERS = "floor src/base\nfloor src/engine/body\nfloor src/codec src/store\n" \
    "system src/engine math.h\nunnamed ow_decode src/codec/fit\n"
LONG = "int f(int a)\n{\n" + "    a++;\n" * 58 + "    return a;\n}\n"
DEEP = "int f(int a)\n{\n" + "    if (a) {\n" * 5 + "a++;\n" + "}\n" * 5 \
    + "    return a;\n}\n"
MAN = ".Dd June 1, 2026\n.Dt ONWARD-HELP 1\n.Os\n.Sh NAME\n.Nm onward-help\n" \
    ".Nd say more\n.Sh DESCRIPTION\n.Bl -tag -width Ds\n.It Fl -%s\nx\n.El\n"
WORLD = '#!/bin/sh\n[ ! -d "$SOURCE_ROOT/examples" ] || ' \
    'cp -r "$SOURCE_ROOT/examples/." .\n'
README = "# x\n\n```sh\nonward %s\n```\n"

# (lint, what the case is about, files, what must be printed)
CASES = [
    ("layers", "an include downward",
     {"src/base/a.h": "", "src/engine/body/b.c": '#include "base/a.h"\n'}, ""),
    ("layers", "an include upward",
     {"src/engine/body/b.h": "", "src/base/a.c":
      '#include <math.h>\n#include "engine/body/b.h"\n'}, "src/base/a.c:2:"),
    ("layers", "an include across a floor",
     {"src/store/s.h": "", "src/codec/c.c": '#include "store/s.h"\n'},
     "src/codec/c.c:1:"),
    ("layers", "a system header the engine may not use",
     {"src/engine/body/b.c": "#include <math.h>\n#include <stdio.h>\n"},
     "src/engine/body/b.c:2:"),
    ("layers", "a member that names the table",
     {"src/codec/fit/f.c": "/* ow_decode */\nint f(void) { ow_decode(); }\n"},
     "src/codec/fit/f.c:2: src/codec may not name ow_decode"),
    ("layers", "a header that is not there",
     {"src/base/a.c": '#include "base/gone.h"\n'}, "src/base/a.c:1:"),
    ("layers", "a folder without a floor", {"src/attic/a.c": ""},
     "src/attic/a.c:1:"),
    ("layers", "an include inside a comment",
     {"src/base/a.c": '/*\n#include "store/s.h"\n*/\n'}, ""),
    ("banned", "safe code with the words in comments and strings",
     {"src/base/a.c": '/* strcpy(a) */\nconst char *s = "gets(x)";\n'
      "static const int n[] = {1};\nstatic int f(int a);\n"}, ""),
    ("banned", "strcpy", {"src/base/a.c": "void f(void)\n{ strcpy (a, b); }\n"},
     "src/base/a.c:2: strcpy()"),
    ("banned", "malloc outside its seam",
     {"src/app/a.c": "void *f(void)\n{\n    return malloc(1);\n}\n"},
     "src/app/a.c:3: malloc()"),
    ("banned", "malloc at its seam",
     {"src/base/mem.c": "void *f(void)\n{\n    return malloc(1);\n}\n"}, ""),
    ("banned", "a member of that name",
     {"src/app/a.c": "void f(struct s *s) { s->free(s); }\n"}, ""),
    ("banned", "a static that can change",
     {"src/app/a.c": "static int count = 0;\n"}, "src/app/a.c:1: static"),
    ("size", "a function of sixty lines",
     {"src/a.c": LONG.replace("    a++;\n", "", 2)}, ""),
    ("size", "a function of more", {"src/a.c": LONG}, "src/a.c:1: f has 62"),
    ("size", "nesting of five", {"src/a.c": DEEP}, "src/a.c:1: f nests 5"),
    ("size", "values in braces do not nest",
     {"src/a.c": "int f(void)\n{\n    struct s a = {{{{{{1}}}}}};\n"
      "    g(&(struct s){{{{{2}}}}});\n    return 0;\n}\n"}, ""),
    ("size", "a long file", {"src/a.c": "\n" * 801}, "src/a.c:801:"),
    ("names", "open terms and a source",
     {"src/a.c": "/* Daniels' VDOT */\nint load, snp_count, input;\n"
      'struct s x = {.source = "VDOT tables"};\n'}, ""),
    ("names", "a trademark in an identifier",
     {"src/a.c": "int a;\nint daily_tss;\n"}, "src/a.c:2: daily_tss"),
    ("names", "a trademark in camel case", {"src/a.c": "int maxVdot;\n"},
     "src/a.c:1: maxVdot"),
    ("names", "a trademark that is printed",
     {"src/a.c": 'const char *s = "Your NP is";\n'}, 'src/a.c:1: "NP"'),
    ("headers", "a header that stands alone",
     {"src/a.h": "#ifndef A_H\n#define A_H\n#include <stddef.h>\n"
      "size_t f(void);\n#endif\n"}, ""),
    ("headers", "a header that leans on its neighbours",
     {"src/a.h": "size_t f(void);\n"}, "src/a.h:1:"),
    ("headers", "a header that is no C++",
     {"src/a.h": "#ifndef A_H\n#define A_H\nint f(int class);\n#endif\n"},
     "src/a.h:1: does not stand alone under g++"),
    ("headers", "a public header left out of the whole",
     {"include/onward/onward.h": "/* all */\n", "include/onward/a.h": ""},
     "include/onward/onward.h:1: does not include include/onward/a.h"),
    ("docs", "functions that are told of, alone and together",
     {"include/onward/a.h": "/** One. */\nOW_API int a(void);\n\n"
      "/**\n * Two.\n */\nOW_API int b(void);\nOW_API int c(void);\n"}, ""),
    ("docs", "a function nobody tells of",
     {"include/onward/a.h": "/** One. */\nOW_API int a(void);\n\n"
      "OW_API int b(void);\n"}, "include/onward/a.h:4: no docstring"),
    ("format", "clean code", {"src/a.c": "int a;\n"}, ""),
    ("format", "code written otherwise", {"src/a.c": "int   a;\n"}, "src/a.c:1"),
    ("papers", "a link that leads somewhere",
     {"README.md": "[a](doc/messages.md)", "doc/messages.md": "`fit-crc`",
      "src/codec/fit/f.c": 'w("fit-crc");\n'}, ""),
    ("papers", "a dead link",
     {"README.md": "\n[a](gone.md)", "doc/messages.md": ""}, "README.md:2:"),
    ("papers", "a warning nobody listed",
     {"doc/messages.md": "", "src/codec/fit/f.c": 'w("fit-crc");\n'},
     "src/codec/fit/f.c:1: fit-crc"),
    ("papers", "an answer as it is",
     {"README.md": "```text\nrest\n  …\n```\n",
      "tests/golden/text/a.txt": "rest\nexit 0\n"}, ""),
    ("papers", "an answer as it was",
     {"README.md": "```text\nrest\nrun\n```\n",
      "tests/golden/text/a.txt": "rest\nexit 0\n"},
     "README.md:3: no golden text says run"),
    ("manpages", "a page that says what the program says",
     {"man/onward-help.1": MAN % "often"}, ""),
    ("manpages", "a command without a page", {}, "man/onward-help.1:1: no page"),
    ("manpages", "a page without a command",
     {"man/onward-help.1": MAN % "often", "man/onward-gone.1": MAN % "often"},
     "man/onward-gone.1:1: no command"),
    ("manpages", "options that differ", {"man/onward-help.1": MAN % "seldom"},
     "man/onward-help.1:1: help knows no --seldom"),
    ("manpages", "a page out of form",
     {"man/onward-help.1": MAN % "often" + ".Bogus\n"}, "unknown macro"),
    ("examples", "an example that works", {"README.md": README % "help"}, ""),
    ("examples", "an example that finds its file",
     {"README.md": "```sh\nonward help <story.json\n```\n",
      "examples/story.json": "{}"}, ""),
    ("examples", "an example that fails", {"README.md": README % "fail"},
     "README.md:4: exit 7"),
]
# A stand-in for the program: one command, `help`, and a name within it that has
# the one option.
ONWARD = """#!/bin/sh
case "$*" in
help) echo '  help    say more' ;;
'help --help') echo '  me    say it to me' ;;
'help me --help') echo '  --often N    more than once' ;;
*) exit 7 ;;
esac
"""


def write(tree, files):
    for path, text in files.items():
        whole = os.path.join(tree, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "w", encoding="utf-8") as file:
            file.write(text)


def run_lint(name, arguments):
    return subprocess.run(
        [sys.executable, os.path.join(HERE, name + ".py"), *arguments],
        text=True, capture_output=True, check=False)


def run_case(lint, files, expected):
    with tempfile.TemporaryDirectory() as tree:
        write(tree, {"tests/lint/layers": LAYERS, "bin/onward": ONWARD,
                     "tests/lint/examples_world.sh": WORLD, **files})
        for program in ("bin/onward", "tests/lint/examples_world.sh"):
            os.chmod(os.path.join(tree, program), 0o755)
        arguments = [tree]
        if lint in ("examples", "manpages"):
            arguments.append(os.path.join(tree, "bin/onward"))
        result = run_lint(lint, arguments)
    printed = result.stdout + result.stderr
    if expected:
        return result.returncode == 1 and expected in printed, printed
    return result.returncode == 0, printed


def run_symbols(source):
    """The symbols lint over a library made of one line of C."""
    with tempfile.TemporaryDirectory() as tree:
        write(tree, {"a.c": source + "\n"})
        library = os.path.join(tree, "a.so")
        subprocess.run(["gcc", "-shared", "-fPIC", "-o", library,
                        os.path.join(tree, "a.c")], check=True)
        result = run_lint("symbols", [library])
    return result.returncode, result.stdout + result.stderr


def outcomes():
    for lint, about, files, expected in CASES:
        lacking = {"headers": "g++", "format": "clang-format-14",
                   "manpages": "mandoc"}.get(lint)
        if lacking and shutil.which(lacking) is None:
            yield True, f"{lint}: {about} # SKIP {lacking} is not here", ""
            continue
        good, printed = run_case(lint, files, expected)
        yield good, f"{lint}: {about}", printed
    code, printed = run_symbols("int ow_fine(void) { return 0; }")
    yield code == 0, "symbols: one that starts with ow_", printed
    code, printed = run_symbols("int stray(void) { return 0; }")
    yield code == 1 and "exports stray" in printed, "symbols: a stray", printed


def main():
    failed = 0
    results = list(outcomes())
    print(f"1..{len(results)}")
    for number, (good, about, printed) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {about}")
        if not good:
            failed += 1
            print(about, printed or "nothing printed", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
