/*
 * The inside of a store: the database, its prepared statements, and how what
 * SQLite says becomes an error of ours.
 */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include "store/column.h"
#include "store/store.h"

#include <sqlite3.h>

/** Statements, each prepared on first use and kept; texts in sql.c. */
enum sql {
    SQL_BEGIN = 0,
    SQL_COMMIT,
    SQL_ROLLBACK,
    SQL_ADD_ATHLETE,
    SQL_ADD_ENTRY,
    SQL_LAST_IN_EFFECT,
    SQL_WALK_LEDGER,
    SQL_NEWEST_ENTRY,
    SQL_COUNT_HASHES,
    SQL_WALK_HASHES,
    SQL_FIND_ORIGINAL,
    SQL_ADD_ORIGINAL,
    SQL_ADD_CONTENT,
    SQL_DESCRIBE,
    SQL_WALK_ORIGINALS,
    SQL_READ_CONTENT,
    SQL_FIND_DUPLICATE,
    SQL_ADD_ACTIVITY,
    SQL_ADD_STREAM,
    SQL_ADD_LAP,
    SQL_ADD_PAUSE,
    SQL_ADD_MEASURE,
    SQL_ADD_BEST,
    SQL_CLEAR_ACTIVITIES,
    SQL_WALK_ACTIVITIES,
    SQL_FIND_ACTIVITIES,
    SQL_WALK_FILE,
    SQL_READ_STREAM,
    SQL_WALK_STREAMS,
    SQL_WALK_LAPS,
    SQL_WALK_PAUSES,
    SQL_WALK_MEASURES,
    SQL_WALK_BESTS,
    SQL_STATEMENT_COUNT
};

struct store {
    sqlite3 *database;
    char *path;
    int64_t athlete_id;
    struct column_decoder *columns; /* made on first use */
    sqlite3_stmt *statements[SQL_STATEMENT_COUNT];
};

/**
 * Brings a store from the steps it has behind it to all of `steps`, in one
 * transaction; OW_E_STORE for one that is ahead of them.
 */
OW_MUST_CHECK enum ow_status store_upgrade(struct store *store,
                                           const char *const *steps,
                                           size_t count, struct ow_error *err);

/** Size of a path as messages show it. */
#define SQL_PATH_SIZE 100

/** A path short enough for a message: its end, after "…" when it was cut. */
void sql_short_path(const char *path, char text[SQL_PATH_SIZE]);

/** What a failed call of SQLite on the file `path` means. */
enum ow_status sql_error(sqlite3 *database, int code, const char *path,
                         struct ow_error *err);

/** The same for a store that is open. */
enum ow_status sql_fail(struct store *store, int code, struct ow_error *err);

/**
 * A statement being bound and run. It remembers its first failure: bind
 * freely, then query_run() or query_next() reports it.
 */
struct query {
    struct store *store;
    sqlite3_stmt *statement;
    bool is_own; /* not the kept one, which is in the middle of its rows */
    int code;
};

/**
 * A statement ready to be bound. Its ?1 is the athlete and bound already,
 * unless the statement is about rows that hang on another row. While an earlier
 * query of the same statement has rows left, it runs beside it.
 */
struct query query_of(struct store *store, enum sql which);

/** Runs a statement that gives no row. */
OW_MUST_CHECK enum ow_status query_run(struct query *query,
                                       struct ow_error *err);

/**
 * The next row.
 *
 * @param[out] has_row  false after the last one; the statement is then reset
 */
OW_MUST_CHECK enum ow_status query_next(struct query *query, bool *has_row,
                                        struct ow_error *err);

/** Ends a query before its last row; one that has ended is left alone. */
void query_end(struct query *query);

/** Runs a statement without arguments. */
OW_MUST_CHECK enum ow_status sql_do(struct store *store, enum sql which,
                                    struct ow_error *err);

/** Goes back after a failure; that this may fail too changes nothing. */
void sql_undo(struct store *store, enum sql which);

/* Binding. Texts and bytes must outlive the run; NULL and missing are NULL. */

void query_bind_number(struct query *query, int index, int64_t value);
void query_bind_null(struct query *query, int index);
void query_bind_quantity(struct query *query, int index, double value);
void query_bind_text(struct query *query, int index, const char *text);
void query_bind_bytes(struct query *query, int index, const void *bytes,
                      size_t length);

/* Reading the row, columns from 0; texts and bytes live until the next. */

bool query_is_null(const struct query *query, int column);
int64_t query_number(const struct query *query, int column);
double query_quantity(const struct query *query, int column);
const char *query_text(const struct query *query, int column);
const uint8_t *query_bytes(const struct query *query, int column,
                           size_t *length);

#endif
