/* Statements prepared once, values bound and read, errors put in words. */
#include "store/sql.h"

#include "base/error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Figures of an activity, in the order of `figures` in activities.c. */
#define FIGURES                                                                \
    "distance_m, timer_s, elapsed_s, moving_s, hr_min_bpm, hr_avg_bpm, "       \
    "hr_max_bpm, cadence_min_spm, cadence_avg_spm, cadence_max_spm, "          \
    "power_min_w, power_avg_w, power_max_w, ascent_m, descent_m, "             \
    "elevation_min_m, elevation_max_m"

/* An activity as activities.c reads it; the columns of a row in one order. */
#define ACTIVITY                                                               \
    "a.id, a.original_id, a.key, o.name, o.format, a.duplicate_of, "           \
    "coalesce(o.title, a.name), coalesce(a.sport, o.sport), a.sub_sport, "     \
    "a.start_time_ms, "                                                        \
    "a.utc_offset_s, a.manufacturer, a.product, " FIGURES
#define SELECT_ACTIVITY                                                        \
    "SELECT " ACTIVITY                                                         \
    " FROM activity a JOIN original o ON o.id = a.original_id "

/* Which of them: ?2 to ?4 as figures_bind_filter() binds them. */
#define FILTERED                                                               \
    "WHERE a.athlete_id = ?1 AND (?2 IS NULL OR a.start_time_ms >= ?2) "       \
    "AND (?3 IS NULL OR a.start_time_ms < ?3) "                                \
    "AND (?4 IS NULL OR substr(a.key, 1, length(?4)) = ?4) "                   \
    "ORDER BY a.start_time_ms IS NULL, a.start_time_ms, a.key"

/* Figures of a measure, in the order of `figures` in measures.c. */
#define MEASURES                                                               \
    "assumed_sport, hr_s, shape, progression, duration_s, running_s, "         \
    "speed_m_per_s, power_s, power_w, hr_none_s, hr_locked_s, flat_m, "        \
    "measured_ascent_m, measured_descent_m, hr_10s_bpm, hr_1min_bpm, "         \
    "hr_5min_bpm, hr_20min_bpm, hr_60min_bpm, flat_10s_m_per_s, "              \
    "flat_1min_m_per_s, flat_5min_m_per_s, flat_20min_m_per_s, "               \
    "flat_60min_m_per_s, race_m, race_s, race_confidence, gain, "              \
    "shape_confidence, second_half, late_loss, climb, cadence_change"

static const char *const texts[SQL_STATEMENT_COUNT] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_ADD_ATHLETE] = "INSERT OR IGNORE INTO athlete(id) VALUES (?1)",
    [SQL_ADD_ENTRY] =
        "INSERT INTO ledger(athlete_id, time_ms, kind, payload, undoes) "
        "SELECT ?1, ?2, ?3, ?4, ?5 WHERE json_valid(?4)",
    [SQL_LAST_IN_EFFECT] =
        "SELECT max(id) FROM ledger e WHERE athlete_id = ?1 AND "
        "kind <> 'undo' AND NOT EXISTS "
        "(SELECT 1 FROM ledger u WHERE u.undoes = e.id)",
    [SQL_WALK_LEDGER] = "SELECT id, time_ms, kind, payload, undoes, EXISTS "
                        "(SELECT 1 FROM ledger u WHERE u.undoes = e.id) "
                        "FROM ledger e WHERE athlete_id = ?1 ORDER BY id",
    [SQL_NEWEST_ENTRY] =
        "SELECT id, payload FROM ledger e WHERE athlete_id = ?1 AND "
        "kind = ?2 AND NOT EXISTS "
        "(SELECT 1 FROM ledger u WHERE u.undoes = e.id) "
        "ORDER BY id DESC LIMIT 1",
    [SQL_COUNT_HASHES] = "SELECT count(*) FROM original WHERE athlete_id = ?1",
    [SQL_WALK_HASHES] =
        "SELECT sha256 FROM original WHERE athlete_id = ?1 ORDER BY sha256",
    [SQL_FIND_ORIGINAL] =
        "SELECT id FROM original WHERE athlete_id = ?1 AND sha256 = ?2",
    [SQL_ADD_ORIGINAL] =
        "INSERT INTO original(athlete_id, sha256, name, format, length) "
        "VALUES (?1, ?2, ?3, ?4, ?5)",
    [SQL_ADD_CONTENT] =
        "INSERT INTO content(original_id, bytes) VALUES (?1, ?2)",
    [SQL_DESCRIBE] =
        "UPDATE original SET title = ?3, sport = ?4 WHERE athlete_id = ?1 "
        "AND sha256 = ?2 AND (title IS NOT ?3 OR sport IS NOT ?4)",
    [SQL_WALK_ORIGINALS] =
        "SELECT o.id, o.sha256, o.name, o.format, c.bytes, o.length "
        "FROM original o JOIN content c ON c.original_id = o.id "
        "WHERE o.athlete_id = ?1 ORDER BY o.id",
    [SQL_READ_CONTENT] =
        "SELECT o.length, c.bytes FROM original o JOIN content c "
        "ON c.original_id = o.id WHERE o.athlete_id = ?1 AND o.id = ?2",
    /* Overlap of ?3 to ?4 (milliseconds) above 80 % of the longer of both;
     * that is only possible when they start within a quarter of the time. */
    [SQL_FIND_DUPLICATE] =
        "SELECT key FROM activity WHERE athlete_id = ?1 AND original_id <> ?2 "
        "AND start_time_ms BETWEEN ?3 - (?4 - ?3) / 4 AND ?3 + (?4 - ?3) / 4 "
        "AND (sport IS NULL OR ?5 IS NULL OR sport = ?5) "
        "AND min(?4, start_time_ms + 1000 * elapsed_s) "
        "- max(?3, start_time_ms) > 0.8 * max(?4 - ?3, 1000 * elapsed_s) "
        "ORDER BY id LIMIT 1",
    [SQL_ADD_ACTIVITY] =
        "INSERT INTO activity(athlete_id, original_id, ordinal, key, "
        "duplicate_of, name, sport, sub_sport, start_time_ms, utc_offset_s, "
        "manufacturer, product, sample_count, " FIGURES ") VALUES "
        "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, "
        "?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, "
        "?29, ?30)",
    [SQL_ADD_STREAM] =
        "INSERT INTO stream(activity_id, channel, bytes) VALUES (?1, ?2, ?3)",
    [SQL_ADD_LAP] =
        "INSERT INTO lap(activity_id, ordinal, start_time_ms, timer_s, "
        "elapsed_s, distance_m, hr_avg_bpm, step_index, trigger_number) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [SQL_ADD_PAUSE] =
        "INSERT INTO pause(activity_id, ordinal, start_s, duration_s) "
        "VALUES (?1, ?2, ?3, ?4)",
    [SQL_CLEAR_ACTIVITIES] = "DELETE FROM activity WHERE athlete_id = ?1",
    [SQL_WALK_ACTIVITIES] = SELECT_ACTIVITY FILTERED,
    [SQL_WALK_MEASURES] = "SELECT " ACTIVITY ", m.activity_id, " MEASURES
                          " FROM activity a JOIN original o "
                          "ON o.id = a.original_id LEFT JOIN measure m "
                          "ON m.activity_id = a.id " FILTERED,
    [SQL_WALK_BESTS] = "SELECT distance_m, time_s, start_s FROM best "
                       "WHERE activity_id = ?1 ORDER BY distance_m",
    [SQL_ADD_MEASURE] =
        "INSERT INTO measure(activity_id, " MEASURES
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
        "?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, "
        "?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, "
        "?34)",
    [SQL_ADD_BEST] = "INSERT INTO best(activity_id, distance_m, time_s, "
                     "start_s) VALUES (?1, ?2, ?3, ?4)",
    [SQL_FIND_ACTIVITIES] = SELECT_ACTIVITY
    "WHERE a.athlete_id = ?1 AND substr(a.key, 1, length(?2)) = ?2 "
    "ORDER BY a.key",
    [SQL_WALK_FILE] = SELECT_ACTIVITY
    "WHERE o.athlete_id = ?1 AND o.sha256 = ?2 ORDER BY a.ordinal",
    [SQL_READ_STREAM] =
        "SELECT bytes FROM stream WHERE activity_id = ?1 AND channel = ?2",
    [SQL_WALK_STREAMS] = "SELECT channel, bytes FROM stream "
                         "WHERE activity_id = ?1 ORDER BY channel",
    [SQL_WALK_LAPS] =
        "SELECT start_time_ms, timer_s, elapsed_s, distance_m, hr_avg_bpm, "
        "step_index, trigger_number FROM lap WHERE activity_id = ?1 "
        "ORDER BY ordinal",
    [SQL_WALK_PAUSES] = "SELECT start_s, duration_s FROM pause "
                        "WHERE activity_id = ?1 ORDER BY ordinal",
};

/* Statements whose ?1 is not the athlete but a row they hang on. */
static bool is_of_a_row(enum sql which)
{
    return which == SQL_ADD_CONTENT || which == SQL_ADD_STREAM ||
           which == SQL_ADD_LAP || which == SQL_ADD_PAUSE ||
           which == SQL_READ_STREAM || which == SQL_WALK_STREAMS ||
           which == SQL_WALK_LAPS || which == SQL_WALK_PAUSES ||
           which == SQL_ADD_MEASURE || which == SQL_ADD_BEST ||
           which == SQL_WALK_BESTS;
}

void sql_short_path(const char *path, char text[SQL_PATH_SIZE])
{
    static const char mark[] = "…";
    size_t length = strlen(path);
    size_t most = SQL_PATH_SIZE - sizeof mark;

    if (length <= most) {
        memcpy(text, path, length + 1);
        return;
    }
    path += length - most;
    while (((unsigned char)*path & 0xc0) == 0x80) {
        path++; /* not into the middle of a character */
    }
    (void)snprintf(text, SQL_PATH_SIZE, "%s%s", mark, path);
}

enum ow_status sql_error(sqlite3 *database, int code, const char *path,
                         struct ow_error *err)
{
    char place[SQL_PATH_SIZE];
    const char *cause =
        database != NULL ? sqlite3_errmsg(database) : sqlite3_errstr(code);

    sql_short_path(path, place);
    if (database != NULL && sqlite3_system_errno(database) == ENOSPC) {
        code = SQLITE_FULL; /* met while making a file beside the store */
    }
    switch (code & 0xff) {
    case SQLITE_NOMEM:
        return error_nomem(err);
    case SQLITE_NOTADB:
        return error_set(err, OW_E_STORE, "%s: not a store of onward", place);
    case SQLITE_READONLY:
        return error_set(err, OW_E_STORE, "%s: the store is read-only", place);
    case SQLITE_FULL:
        return error_set(err, OW_E_STORE, "%s: no room left on the disk",
                         place);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(err, OW_E_STORE,
                         "%s: the store is in use by another program", place);
    case SQLITE_CORRUPT:
        return error_set(err, OW_E_STORE, "%s: the store is damaged: %s", place,
                         cause);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return error_set(err, OW_E_STORE, "%s: the store cannot be opened: %s",
                         place, cause);
    default:
        return error_set(err, OW_E_STORE, "%s: %s", place, cause);
    }
}

enum ow_status sql_fail(struct store *store, int code, struct ow_error *err)
{
    return sql_error(store->database, code, store->path, err);
}

struct query query_of(struct store *store, enum sql which)
{
    struct query query = {.store = store, .code = SQLITE_OK};
    sqlite3_stmt *kept = store->statements[which];

    query.is_own = kept != NULL && sqlite3_stmt_busy(kept) != 0;
    if (kept == NULL || query.is_own) {
        query.code = sqlite3_prepare_v3(store->database, texts[which], -1,
                                        SQLITE_PREPARE_PERSISTENT,
                                        &query.statement, NULL);
        store->statements[which] = query.is_own ? kept : query.statement;
    } else {
        (void)sqlite3_reset(kept);
        (void)sqlite3_clear_bindings(kept);
        query.statement = kept;
    }
    if (!is_of_a_row(which) &&
        sqlite3_bind_parameter_count(query.statement) > 0) {
        query_bind_number(&query, 1, store->athlete_id);
    }
    return query;
}

enum ow_status query_next(struct query *query, bool *has_row,
                          struct ow_error *err)
{
    enum ow_status status = OW_OK;

    *has_row = false;
    if (query->code == SQLITE_OK) {
        query->code = sqlite3_step(query->statement);
    }
    if (query->code == SQLITE_ROW) {
        query->code = SQLITE_OK;
        *has_row = true;
        return OW_OK;
    }
    if (query->code == SQLITE_DONE) {
        query->code = SQLITE_OK;
    } else {
        status = sql_fail(query->store, query->code, err);
    }
    query_end(query);
    return status;
}

enum ow_status query_run(struct query *query, struct ow_error *err)
{
    bool has_row = false;

    return query_next(query, &has_row, err);
}

void query_end(struct query *query)
{
    if (query->is_own) {
        (void)sqlite3_finalize(query->statement);
        query->statement = NULL;
    } else {
        (void)sqlite3_reset(query->statement);
    }
}

enum ow_status sql_do(struct store *store, enum sql which, struct ow_error *err)
{
    struct query query = query_of(store, which);

    return query_run(&query, err);
}

void sql_undo(struct store *store, enum sql which)
{
    struct query query = query_of(store, which);
    enum ow_status status = query_run(&query, NULL);

    (void)status;
}

static void note(struct query *query, int code)
{
    if (query->code == SQLITE_OK) {
        query->code = code;
    }
}

void query_bind_number(struct query *query, int index, int64_t value)
{
    note(query, sqlite3_bind_int64(query->statement, index, value));
}

void query_bind_null(struct query *query, int index)
{
    note(query, sqlite3_bind_null(query->statement, index));
}

void query_bind_quantity(struct query *query, int index, double value)
{
    /* NaN becomes NULL: missing stays missing. */
    note(query, sqlite3_bind_double(query->statement, index, value));
}

void query_bind_text(struct query *query, int index, const char *text)
{
    note(query,
         sqlite3_bind_text(query->statement, index, text, -1, SQLITE_STATIC));
}

void query_bind_bytes(struct query *query, int index, const void *bytes,
                      size_t length)
{
    note(query, sqlite3_bind_blob64(query->statement, index, bytes, length,
                                    SQLITE_STATIC));
}

bool query_is_null(const struct query *query, int column)
{
    return sqlite3_column_type(query->statement, column) == SQLITE_NULL;
}

int64_t query_number(const struct query *query, int column)
{
    return sqlite3_column_int64(query->statement, column);
}

double query_quantity(const struct query *query, int column)
{
    return query_is_null(query, column)
               ? OW_MISSING
               : sqlite3_column_double(query->statement, column);
}

const char *query_text(const struct query *query, int column)
{
    return (const char *)sqlite3_column_text(query->statement, column);
}

const uint8_t *query_bytes(const struct query *query, int column,
                           size_t *length)
{
    const uint8_t *bytes = sqlite3_column_blob(query->statement, column);

    *length = (size_t)sqlite3_column_bytes(query->statement, column);
    return bytes;
}
