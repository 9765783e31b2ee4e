/*
 * row  = cell *("," cell) (LF / CRLF / CR / end)
 * cell = *char-but-comma-and-line-end / quoted
 * quoted = DQUOTE *(char-but-DQUOTE / 2DQUOTE) DQUOTE
 *
 * A quote that never closes takes in the rest of the text.
 */
#include "codec/csv/row.h"

#include <string.h>

void csv_init(struct csv_reader *reader, struct str text)
{
    memset(reader, 0, offsetof(struct csv_reader, cells));
    reader->rest = text;
    reader->line = 1;
    if (str_starts_with(text, "\xEF\xBB\xBF")) {
        reader->rest = str_skip(text, 3);
        reader->offset = 3;
    }
}

static void step(struct csv_reader *reader, size_t bytes)
{
    reader->rest = str_skip(reader->rest, bytes);
    reader->offset += bytes;
}

/* The cell's inside from the quote at `at`; moves `at` behind the closing one.
 */
static struct csv_cell quoted_cell(struct csv_reader *reader, size_t *at)
{
    struct str rest = reader->rest;
    struct csv_cell cell = {{rest.data + *at + 1, 0}, false};
    size_t i = *at + 1;

    for (; i < rest.length; i++) {
        reader->line += rest.data[i] == '\n';
        if (rest.data[i] != '"') {
            continue;
        }
        if (i + 1 < rest.length && rest.data[i + 1] == '"') {
            cell.has_doubled_quotes = true;
            i++;
        } else {
            break;
        }
    }
    cell.text.length = i - *at - 1;
    *at = i < rest.length ? i + 1 : i;
    return cell;
}

static bool ends_cell(char c)
{
    return c == ',' || c == '\n' || c == '\r';
}

/* One cell and the mark behind it; true when the row goes on. */
static bool read_cell(struct csv_reader *reader, struct csv_cell *cell)
{
    struct str rest = reader->rest;
    size_t at = 0;
    char mark = '\n';

    while (at < rest.length && rest.data[at] == ' ') {
        at++;
    }
    if (at < rest.length && rest.data[at] == '"') {
        *cell = quoted_cell(reader, &at);
        while (at < rest.length && !ends_cell(rest.data[at])) {
            at++; /* what stands behind a closing quote is lost */
        }
    } else {
        while (at < rest.length && !ends_cell(rest.data[at])) {
            at++;
        }
        cell->text = str_trim(str_from(rest.data, at));
        cell->has_doubled_quotes = false;
    }
    if (at < rest.length) {
        mark = rest.data[at++];
        if (mark == '\r' && at < rest.length && rest.data[at] == '\n') {
            at++;
        }
    }
    step(reader, at);
    reader->line += mark != ',';
    return mark == ',';
}

bool csv_next(struct csv_reader *reader)
{
    while (reader->rest.length > 0) {
        struct csv_cell cell;
        bool goes_on = true;

        reader->row_offset = reader->offset;
        reader->row_line = reader->line;
        reader->cell_count = 0;
        while (goes_on) {
            goes_on = read_cell(reader, &cell);
            if (reader->cell_count < CSV_MOST_CELLS) {
                reader->cells[reader->cell_count++] = cell;
            }
        }
        if (reader->cell_count > 1 || cell.text.length > 0) {
            return true;
        }
    }
    return false;
}

struct str csv_text(const struct csv_reader *reader, size_t cell)
{
    return cell < reader->cell_count ? reader->cells[cell].text : str_of("");
}

char *csv_copy(struct arena *arena, const struct csv_reader *reader,
               size_t cell)
{
    struct str text = csv_text(reader, cell);
    char *copy = arena_copy_text(arena, text.data, text.length);
    size_t used = 0;

    if (copy == NULL || text.length == 0 ||
        !reader->cells[cell].has_doubled_quotes) {
        return copy;
    }
    for (size_t i = 0; i < text.length; i++) {
        copy[used++] = text.data[i];
        i += text.data[i] == '"';
    }
    copy[used] = '\0';
    return copy;
}
