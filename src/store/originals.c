/* Imported files and the rows derived from them, going in and out. */
#include "store/sql.h"

#include "base/error.h"
#include "base/mem.h"
#include "store/figures.h"

#include <stdio.h>
#include <string.h>

/* Of the content's hash; 48 bits: one clash expected in 24 million files. */
#define ID_HASH_BYTES 6

enum ow_status store_hashes(struct store *store,
                            uint8_t (**hashes)[SHA256_SIZE], size_t *count,
                            struct ow_error *err)
{
    struct query query = query_of(store, SQL_COUNT_HASHES);
    uint8_t(*found)[SHA256_SIZE] = NULL;
    size_t capacity = 0;
    size_t n = 0;
    bool has_row = false;
    enum ow_status status = query_next(&query, &has_row, err);

    if (status != OW_OK) {
        return status;
    }
    capacity = (size_t)query_number(&query, 0);
    query_end(&query);
    found = mem_calloc(capacity, sizeof *found);
    if (found == NULL) {
        return error_nomem(err);
    }
    query = query_of(store, SQL_WALK_HASHES);
    status = query_next(&query, &has_row, err);
    /* Another program may add files meanwhile: those are met by store_add. */
    for (; status == OW_OK && has_row && n < capacity; n++) {
        size_t length = 0;
        const uint8_t *hash = query_bytes(&query, 0, &length);

        memcpy(found[n], hash, SHA256_SIZE);
        status = query_next(&query, &has_row, err);
    }
    query_end(&query);
    if (status != OW_OK) {
        mem_free(found);
        return status;
    }
    *hashes = found;
    *count = n;
    return OW_OK;
}

static enum ow_status find_original(struct store *store,
                                    const uint8_t sha256[SHA256_SIZE],
                                    bool *found, struct ow_error *err)
{
    struct query query = query_of(store, SQL_FIND_ORIGINAL);
    enum ow_status status = OW_OK;

    query_bind_bytes(&query, 2, sha256, SHA256_SIZE);
    status = query_next(&query, found, err);
    query_end(&query);
    return status;
}

static enum ow_status add_original(struct store *store,
                                   const struct packed_file *file,
                                   const char *name, int64_t *id,
                                   struct ow_error *err)
{
    struct query query = query_of(store, SQL_ADD_ORIGINAL);
    enum ow_status status = OW_OK;

    query_bind_bytes(&query, 2, file->sha256, SHA256_SIZE);
    query_bind_text(&query, 3, name);
    query_bind_text(&query, 4, file->format);
    query_bind_number(&query, 5, (int64_t)file->length);
    status = query_run(&query, err);
    if (status != OW_OK) {
        return status;
    }
    *id = sqlite3_last_insert_rowid(store->database);
    query = query_of(store, SQL_ADD_CONTENT);
    query_bind_number(&query, 1, *id);
    query_bind_bytes(&query, 2, file->bytes, file->packed_length);
    return query_run(&query, err);
}

/* `key` is left "" when no earlier activity overlaps. */
static enum ow_status find_duplicate(struct store *store, int64_t original,
                                     const struct ow_activity_summary *summary,
                                     char key[STORE_ID_SIZE],
                                     struct ow_error *err)
{
    struct query query;
    bool has_row = false;
    enum ow_status status = OW_OK;

    key[0] = '\0';
    if (!summary->has_start_time || !(summary->elapsed_s > 0)) {
        return OW_OK;
    }
    query = query_of(store, SQL_FIND_DUPLICATE);
    query_bind_number(&query, 2, original);
    query_bind_number(&query, 3, summary->start_time_ms);
    query_bind_number(&query, 4,
                      summary->start_time_ms +
                          (int64_t)(1000 * summary->elapsed_s));
    if (summary->sport != OW_SPORT_UNKNOWN) {
        query_bind_number(&query, 5, summary->sport);
    }
    status = query_next(&query, &has_row, err);
    if (status == OW_OK && has_row) {
        (void)snprintf(key, STORE_ID_SIZE, "%s", query_text(&query, 0));
        query_end(&query);
    }
    return status;
}

static void bind_summary(struct query *query,
                         const struct ow_activity_summary *summary)
{
    size_t count = 0;
    const size_t *figures = figures_of_summary(&count);

    query_bind_text(query, 6, summary->name);
    if (summary->sport != OW_SPORT_UNKNOWN) {
        query_bind_number(query, 7, summary->sport);
    }
    if (summary->sub_sport >= 0) {
        query_bind_number(query, 8, summary->sub_sport);
    }
    if (summary->has_start_time) {
        query_bind_number(query, 9, summary->start_time_ms);
    }
    if (summary->has_utc_offset) {
        query_bind_number(query, 10, summary->utc_offset_s);
    }
    query_bind_text(query, 11, summary->manufacturer);
    query_bind_text(query, 12, summary->product);
    for (size_t i = 0; i < count; i++) {
        double value = OW_MISSING;

        memcpy(&value, (const char *)summary + figures[i], sizeof value);
        query_bind_quantity(query, 14 + (int)i, value);
    }
}

static enum ow_status add_summary(struct store *store, int64_t original,
                                  size_t ordinal, const char *key,
                                  const struct packed_activity *activity,
                                  int64_t *row, struct ow_error *err)
{
    char duplicate_of[STORE_ID_SIZE];
    struct query query;
    enum ow_status status =
        find_duplicate(store, original, &activity->summary, duplicate_of, err);

    if (status != OW_OK) {
        return status;
    }
    query = query_of(store, SQL_ADD_ACTIVITY);
    query_bind_number(&query, 2, original);
    query_bind_number(&query, 3, (int64_t)ordinal);
    query_bind_text(&query, 4, key);
    query_bind_text(&query, 5, duplicate_of[0] == '\0' ? NULL : duplicate_of);
    query_bind_number(&query, 13, (int64_t)activity->sample_count);
    bind_summary(&query, &activity->summary);
    status = query_run(&query, err);
    if (status == OW_OK) {
        *row = sqlite3_last_insert_rowid(store->database);
    }
    return status;
}

static enum ow_status add_streams(struct store *store, int64_t row,
                                  const struct packed_activity *activity,
                                  struct ow_error *err)
{
    enum ow_status status = OW_OK;

    for (size_t i = 0; status == OW_OK && i < activity->stream_count; i++) {
        const struct packed_stream *stream = &activity->streams[i];
        struct query query = query_of(store, SQL_ADD_STREAM);

        query_bind_number(&query, 1, row);
        query_bind_number(&query, 2, stream->channel);
        query_bind_bytes(&query, 3, stream->bytes, stream->length);
        status = query_run(&query, err);
    }
    return status;
}

static enum ow_status add_laps(struct store *store, int64_t row,
                               const struct packed_activity *activity,
                               struct ow_error *err)
{
    enum ow_status status = OW_OK;

    for (size_t i = 0; status == OW_OK && i < activity->lap_count; i++) {
        const struct ow_lap *lap = &activity->laps[i];
        struct query query = query_of(store, SQL_ADD_LAP);

        query_bind_number(&query, 1, row);
        query_bind_number(&query, 2, (int64_t)i);
        query_bind_number(&query, 3, lap->start_time_ms);
        query_bind_quantity(&query, 4, lap->timer_s);
        query_bind_quantity(&query, 5, lap->elapsed_s);
        query_bind_quantity(&query, 6, lap->distance_m);
        query_bind_quantity(&query, 7, lap->hr_avg_bpm);
        query_bind_number(&query, 8, lap->step_index);
        query_bind_number(&query, 9, lap->trigger);
        status = query_run(&query, err);
    }
    return status;
}

static enum ow_status add_pauses(struct store *store, int64_t row,
                                 const struct packed_activity *activity,
                                 struct ow_error *err)
{
    enum ow_status status = OW_OK;

    for (size_t i = 0; status == OW_OK && i < activity->pause_count; i++) {
        struct query query = query_of(store, SQL_ADD_PAUSE);

        query_bind_number(&query, 1, row);
        query_bind_number(&query, 2, (int64_t)i);
        query_bind_quantity(&query, 3, activity->pauses[i].start_s);
        query_bind_quantity(&query, 4, activity->pauses[i].duration_s);
        status = query_run(&query, err);
    }
    return status;
}

static void write_id(const uint8_t sha256[SHA256_SIZE], size_t ordinal,
                     char id[STORE_ID_SIZE])
{
    for (int i = 0; i < ID_HASH_BYTES; i++) {
        (void)snprintf(id + 2 * i, 3, "%02x", sha256[i]);
    }
    (void)snprintf(id + 2 * ID_HASH_BYTES, STORE_ID_SIZE - 2 * ID_HASH_BYTES,
                   "-%u", (unsigned)ordinal);
}

enum ow_status store_derive(struct store *store, int64_t original,
                            const struct packed_file *file,
                            struct ow_error *err)
{
    enum ow_status status = OW_OK;

    for (size_t i = 0; status == OW_OK && i < file->activity_count; i++) {
        const struct packed_activity *activity = &file->activities[i];
        char key[STORE_ID_SIZE];
        int64_t row = 0;

        write_id(file->sha256, i + 1, key);
        status = add_summary(store, original, i + 1, key, activity, &row, err);
        if (status == OW_OK) {
            status = add_streams(store, row, activity, err);
        }
        if (status == OW_OK) {
            status = add_laps(store, row, activity, err);
        }
        if (status == OW_OK) {
            status = add_pauses(store, row, activity, err);
        }
        if (status == OW_OK && activity->measures != NULL) {
            status = measures_add(store, row, activity->measures, err);
        }
    }
    return status;
}

static enum ow_status add_all(struct store *store,
                              const struct packed_file *file, const char *name,
                              struct ow_error *err)
{
    int64_t original = 0;
    enum ow_status status = add_original(store, file, name, &original, err);

    if (status == OW_OK) {
        status = store_derive(store, original, file, err);
    }
    return status;
}

enum ow_status store_add(struct store *store, const struct packed_file *file,
                         const char *name, bool *known, struct ow_error *err)
{
    bool is_own = false;
    enum ow_status status = find_original(store, file->sha256, known, err);

    if (status != OW_OK || *known) {
        return status;
    }
    is_own = sqlite3_get_autocommit(store->database) != 0;
    if (is_own) {
        status = store_begin(store, err);
    }
    if (status == OW_OK) {
        status = add_all(store, file, name, err);
    }
    if (status == OW_OK && is_own) {
        status = store_commit(store, err);
    }
    if (status != OW_OK && is_own) {
        store_rollback(store);
    }
    return status;
}

enum ow_status store_describe(struct store *store,
                              const uint8_t sha256[SHA256_SIZE],
                              const char *title, int sport,
                              struct ow_error *err)
{
    struct query query = query_of(store, SQL_DESCRIBE);

    query_bind_bytes(&query, 2, sha256, SHA256_SIZE);
    query_bind_text(&query, 3, title);
    if (sport != OW_SPORT_UNKNOWN) {
        query_bind_number(&query, 4, sport);
    }
    return query_run(&query, err);
}

enum ow_status store_original_walk(
    struct store *store,
    enum ow_status (*visit)(void *context,
                            const struct store_original *original,
                            struct ow_error *err),
    void *context, struct ow_error *err)
{
    struct query query = query_of(store, SQL_WALK_ORIGINALS);
    bool has_row = false;
    enum ow_status status = query_next(&query, &has_row, err);

    while (status == OW_OK && has_row) {
        size_t length = 0;
        struct store_original original = {
            .id = query_number(&query, 0),
            .name = query_text(&query, 2),
            .format = query_text(&query, 3),
            .length = (size_t)query_number(&query, 5),
        };

        memcpy(original.sha256, query_bytes(&query, 1, &length), SHA256_SIZE);
        original.packed = query_bytes(&query, 4, &original.packed_length);
        status = visit(context, &original, err);
        if (status == OW_OK) {
            status = query_next(&query, &has_row, err);
        }
    }
    query_end(&query);
    return status;
}

enum ow_status store_original_read(struct store *store, int64_t original,
                                   uint8_t **bytes, size_t *length,
                                   struct ow_error *err)
{
    struct query query = query_of(store, SQL_READ_CONTENT);
    bool has_row = false;
    enum ow_status status = OW_OK;

    query_bind_number(&query, 2, original);
    status = query_next(&query, &has_row, err);
    if (status != OW_OK) {
        return status;
    }
    if (!has_row) {
        return error_set(err, OW_E_NOT_FOUND, "there is no original %lld",
                         (long long)original);
    }
    {
        size_t packed_length = 0;
        const uint8_t *packed = query_bytes(&query, 1, &packed_length);
        size_t size = (size_t)query_number(&query, 0);

        status = unpack_original(packed, packed_length, size, bytes, err);
        if (status == OW_OK) {
            *length = size;
        }
    }
    query_end(&query);
    return status;
}

enum ow_status store_clear_derived(struct store *store, struct ow_error *err)
{
    return sql_do(store, SQL_CLEAR_ACTIVITIES, err);
}
