/*
 * Rows and cells of comma-separated text (RFC 4180): quotes, doubled quotes,
 * line feeds inside of quotes, CRLF, a byte order mark. Cells are views of the
 * text.
 */
#ifndef CODEC_CSV_ROW_H
#define CODEC_CSV_ROW_H

#include "base/arena.h"
#include "base/str.h"

/** Cells kept of a row; what is beyond is passed over. */
#define CSV_MOST_CELLS 256

struct csv_cell {
    struct str text; /* without the quotes around it, trimmed */
    bool has_doubled_quotes;
};

struct csv_reader {
    struct str rest;
    size_t offset; /* byte at which `rest` begins */
    size_t line;   /* of `rest`, counted from 1 */
    size_t row_offset;
    size_t row_line;
    size_t cell_count;
    struct csv_cell cells[CSV_MOST_CELLS];
};

/** Begins at the first row. */
void csv_init(struct csv_reader *reader, struct str text);

/** Reads the next row that is not empty; false at the end. */
bool csv_next(struct csv_reader *reader);

/** The text of a cell; empty past the last one. Doubled quotes stay doubled. */
struct str csv_text(const struct csv_reader *reader, size_t cell);

/** A copy of a cell with single quotes; NULL without memory. */
char *csv_copy(struct arena *arena, const struct csv_reader *reader,
               size_t cell);

#endif
