/*
 * Published tables to test against. They lie beside the project, not in it:
 * ../shared/tables, or $ONWARD_SHARED/tables.
 */
#ifndef TESTS_TABLE_H
#define TESTS_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define TABLE_MOST_FIELDS 24

/** A CSV file read line by line; "#" lines and the head are passed over. */
struct table {
    FILE *file;
    char line[4096];
    const char *fields[TABLE_MOST_FIELDS]; /* of the row, in `line` */
    size_t field_count;
    size_t rows; /* read so far */
};

/**
 * Opens tables/<name>. Where it is absent, prints that `expected_rows` cases
 * are left out and returns false.
 */
bool table_open(struct table *table, const char *name, size_t expected_rows);

/** Reads the next row; false at the end, when the file is closed. */
bool table_next(struct table *table);

/** Field of the row; "" where it has no such field. */
const char *table_text(const struct table *table, size_t column);

/** The same as a number; missing where empty. */
double table_number(const struct table *table, size_t column);

#endif
