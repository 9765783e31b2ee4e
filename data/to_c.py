#!/usr/bin/python3
"""Turns the tables of this folder into one C file of constants.

Usage: to_c.py OUTPUT.c TABLE.csv...

A table begins with comment lines, the first of them `# source: …`, then a line
of column names, then rows. What a table holds is told by the start of its name.
Anything odd is refused with file and line, so that a slip of the hand in a table
ends the build and not as a wrong figure.
"""

import os
import re
import sys
from decimal import Decimal

FACTOR_SCALE = 10 ** 4  # of age factors in C
POINTS_SCALE = 10 ** 9  # of factors of points in C
NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")


class Refused(Exception):
    """A table that cannot be right, and where."""


class Table:
    """Rows of one file, as lists of text with the line they stand on."""

    def __init__(self, path):
        self.path = path
        self.rows = []
        self.line = 1
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")
        if not lines[0].startswith("# source: "):
            self.refuse("does not begin with '# source: '")
        if lines[-1] != "":
            self.line = len(lines)
            self.refuse("does not end with its line")
        body = [(number, text.split(",")) for number, text
                in enumerate(lines[:-1], 1) if not text.startswith("#")]
        if len(body) < 2:
            self.refuse("has no rows")
        self.head_line, self.head = body[0]
        self.rows = body[1:]

    def refuse(self, why):
        raise Refused(f"{self.path}:{self.line}: {why}")

    def expect(self, is_so, why):
        if not is_so:
            self.refuse(why)

    def number(self, text, lowest, highest, decimals=0):
        """The text as a number within bounds and of so many decimals."""
        self.expect(NUMBER.match(text), f"'{text}' is not a number")
        value = Decimal(text)
        self.expect(lowest <= value <= highest,
                    f"{text} is outside {lowest} to {highest}")
        self.expect(value == round(value, decimals),
                    f"{text} has more than {decimals} decimals")
        return value

    def expect_rising(self, values, what):
        for before, after in zip(values, values[1:]):
            self.expect(before < after, f"{what} {after} follows {before}")

    def columns(self, *names):
        """Checks the first names of the head and gives the others."""
        self.line = self.head_line
        self.expect(self.head[:len(names)] == list(names),
                    f"the columns are not {','.join(names)}")
        return self.head[len(names):]

    def each(self):
        """The fields of each row; what is refused is refused on its line."""
        for self.line, fields in self.rows:
            self.expect(len(fields) == len(self.head),
                        f"{len(fields)} fields under {len(self.head)} columns")
            yield fields


def sex_of(table, text, letters):
    table.expect(text in letters.split(), f"sex '{text}' is none of {letters}")
    return text


def c_array(kind, name, values):
    return f"static const {kind} {name}[] = {{{', '.join(map(str, values))}}};"


def c_public(kind, name, rows):
    return f"const struct {kind} {name}[] = {{\n" \
        + "".join(f"    {{{row}}},\n" for row in rows) + "};\n" \
        + f"const size_t {name}_count = {len(rows)};"


def add_age(table, ages, text):
    """Takes the next age; ages go up in even steps."""
    ages.append(int(table.number(text, 1, 120)))
    step = ages[min(1, len(ages) - 1)] - ages[0]
    table.expect(len(ages) == 1 or ages[-1] - ages[-2] == step > 0,
                 f"age {text} is out of step")


def age_table(table):
    """Distances, open class and factors by sex and age: one year's grading."""
    year = int(table.path[-len("2025.csv"):-len(".csv")])
    heads = table.columns("sex", "age")
    distances = [table.number(text, 100, 10 ** 6, 3) for text in heads]
    table.expect_rising(distances, "distance")
    opens, ages, factors = {}, {"m": [], "f": []}, {"m": [], "f": []}
    for sex, age, *figures in table.each():
        sex_of(table, sex, "m f")
        if age == "open":
            table.expect(sex not in opens, "a second open class")
            opens[sex] = [table.number(f, 1, 10 ** 6) for f in figures]
            table.expect_rising(opens[sex], "open class")
        else:
            add_age(table, ages[sex], age)
            factors[sex] += [int(table.number(f, Decimal("0.0001"), 1, 4)
                                 * FACTOR_SCALE) for f in figures]
    table.expect(set(opens) == {"m", "f"}, "no open class of one of the sexes")
    table.expect(ages["m"] == ages["f"] and len(ages["m"]) > 1,
                 "the sexes have other ages")
    arrays = [
        c_array("double", f"distances_{year}_m", distances),
        c_array("uint32_t", f"open_{year}_s", opens["m"] + opens["f"]),
        c_array("uint16_t", f"factors_{year}", factors["m"] + factors["f"]),
    ]
    first, second, *_, last = ages["m"]
    entry = f'{year}, "road age-grade table of {year}", {first}, {last}, ' \
        f"{second - first}, {len(distances)}, " \
        f"distances_{year}_m, open_{year}_s, factors_{year}"
    return arrays, entry


def boston_standards(table):
    ages = table.columns("first_year", "last_year", "sex")
    ages = [int(table.number(text, 1, 120)) for text in ages]
    table.expect_rising(ages, "age")
    rows, last_of = [], {}
    for first, last, sex, *figures in table.each():
        sex_of(table, sex, "m f x")
        first, last = (int(table.number(t, 1897, 2200)) for t in (first, last))
        table.expect(first <= last, f"{last} is before {first}")
        table.expect(last_of.get(sex, first - 1) == first - 1,
                     f"years of {sex} do not follow on {last_of.get(sex)}")
        last_of[sex] = last
        seconds = [table.number(f, 7200, 36000) for f in figures]
        table.expect_rising(seconds, "standard")
        rows.append(f"{first}, {last}, '{sex}', "
                    f"{{{', '.join(map(str, seconds))}}}")
    table.expect(len(set(last_of.values())) == 1,
                 "the sexes do not end with the same year")
    return "\n".join([
        f"const uint8_t standards_boston_ages[] = "
        f"{{{', '.join(map(str, ages))}}};",
        f"_Static_assert({len(ages)} == STANDARDS_BOSTON_GROUPS, "
        "\"age groups\");",
        c_public("standards_boston", "standards_boston", rows),
    ])


def boston_cut_offs(table):
    table.columns("race_year", "cut_off_s")
    rows, before = [], 0
    for year, seconds in table.each():
        table.expect_rising([before, table.number(year, 1897, 2200)], "year")
        before = int(year)
        rows.append(f"{year}, {table.number(seconds, 0, 3600)}")
    return c_public("ow_boston_cut_off", "standards_cut_offs", rows)


def boston_downhill(table):
    """Each first year begins anew at a drop of 0."""
    table.columns("first_year", "net_drop_ft", "added_s")
    rows, before = [], (0, 0)
    for year, drop, added in table.each():
        key = (table.number(year, 1897, 2200), table.number(drop, 0, 30000))
        table.expect(key > before, "years or drops do not rise")
        table.expect(key[0] == before[0] or key[1] == 0,
                     f"the drops of {year} do not begin at 0")
        before = key
        added = "OW_MISSING" if added == "refused" else \
            str(table.number(added, 0, 7200))
        rows.append(f"{year}, {drop}, {added}")
    return c_public("standards_downhill", "standards_downhill", rows)


def points(table):
    table.columns("sex", "distance_m", "shift_s", "factor")
    rows, seen = [], set()
    for sex, distance, shift, factor in table.each():
        key = (sex_of(table, sex, "m f"), table.number(distance, 1, 10**6, 3))
        table.expect(key not in seen, f"{sex} {distance} stands there twice")
        seen.add(key)
        shift = table.number(shift, -10 ** 6, 0, 2)
        factor = table.number(factor, Decimal("1e-9"), 1, 9)
        rows.append(f"'{sex}', {distance}, {int(-shift * 100)}, "
                    f"{int(factor * POINTS_SCALE)}")
    return c_public("standards_points", "standards_points", rows)


SINGLE = {
    "boston-standards.csv": boston_standards,
    "boston-cut-offs.csv": boston_cut_offs,
    "boston-downhill.csv": boston_downhill,
    "world-athletics-2022.csv": points,
}


def c_file(paths):
    parts, entries = [], []
    for path in sorted(paths, reverse=True):  # the newest year first
        name = os.path.basename(path)
        table = Table(path)
        if re.match(r"age-grade-road-\d{4}\.csv\Z", name):
            arrays, entry = age_table(table)
            parts += arrays
            entries.append(entry)
        elif name in SINGLE:
            parts.append(SINGLE[name](table))
        else:
            raise Refused(f"{path}:1: no table of that name is known")
    parts.append(c_public("standards_ages", "standards_ages", entries))
    return "/* Made by data/to_c.py from the tables beside it. */\n" \
        '#include "engine/body/standards_tables.h"\n\n' \
        + "\n\n".join(parts) + "\n"


def main():
    if len(sys.argv) < 3:
        sys.exit(f"usage: {sys.argv[0]} OUTPUT.c TABLE.csv...")
    try:
        text = c_file(sys.argv[2:])
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        file.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
