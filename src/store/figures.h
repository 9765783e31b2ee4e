/* Rows of activities: quantities of a summary in the order of the store's
 * columns, and how a row is read. */
#ifndef STORE_FIGURES_H
#define STORE_FIGURES_H

#include "store/sql.h"

/** Offsets of doubles in struct ow_activity_summary; lives for ever. */
const size_t *figures_of_summary(size_t *count);

/** Column of the first figure in a row that begins as an activity's does. */
#define FIGURES_FIRST 13

/** An activity from a row; its texts live until the next row. */
void figures_read_row(const struct query *query,
                      struct store_activity *activity);

/** Columns of an activity's row: those of a measure follow where asked. */
#define FIGURES_COLUMNS 30

/** Binds the span of time and the id of a filter, which may be NULL. */
void figures_bind_filter(struct query *query,
                         const struct store_filter *filter);

/** Keeps what was measured of the activity of a row. */
OW_MUST_CHECK enum ow_status measures_add(struct store *store, int64_t row,
                                          const struct measures *measures,
                                          struct ow_error *err);

#endif
