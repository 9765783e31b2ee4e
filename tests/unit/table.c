/* Reading published tables. */
#include "table.h"

#include "base/num.h"
#include "onward/error.h"

#include <stdlib.h>
#include <string.h>

static bool read_line(struct table *table)
{
    size_t length = 0;

    if (fgets(table->line, sizeof table->line, table->file) == NULL) {
        return false;
    }
    length = strcspn(table->line, "\r\n");
    table->line[length] = '\0';
    return true;
}

/* Cuts the line at its commas; a field in quotes may hold some. */
static void cut_line(struct table *table)
{
    char *at = table->line;

    table->field_count = 0;
    while (table->field_count < TABLE_MOST_FIELDS) {
        char end = *at == '"' ? '"' : ',';

        at += *at == '"';
        table->fields[table->field_count++] = at;
        at = strchr(at, end);
        if (at == NULL) {
            return;
        }
        *at++ = '\0';
        if (end == '"') {
            if (*at == '\0') {
                return;
            }
            at++;
        }
    }
}

bool table_open(struct table *table, const char *name, size_t expected_rows)
{
    const char *root = getenv("SOURCE_ROOT");
    const char *shared = getenv("ONWARD_SHARED");
    char path[4096];

    if (shared != NULL) {
        snprintf(path, sizeof path, "%s/tables/%s", shared, name);
    } else {
        snprintf(path, sizeof path, "%s/../shared/tables/%s",
                 root == NULL ? "." : root, name);
    }
    memset(table, 0, sizeof *table);
    table->file = fopen(path, "r");
    if (table->file == NULL) {
        printf("left out: %zu cases of %s, which is not here\n", expected_rows,
               name);
        return false;
    }
    while (read_line(table) && table->line[0] == '#') {
    }
    return true;
}

bool table_next(struct table *table)
{
    if (!read_line(table)) {
        fclose(table->file);
        table->file = NULL;
        return false;
    }
    cut_line(table);
    table->rows++;
    return true;
}

const char *table_text(const struct table *table, size_t column)
{
    return column < table->field_count ? table->fields[column] : "";
}

double table_number(const struct table *table, size_t column)
{
    double value = OW_MISSING;

    num_parse(str_of(table_text(table, column)), &value);
    return value;
}
