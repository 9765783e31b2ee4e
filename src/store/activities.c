/* Activities coming out of the store: as rows, as columns, as a whole. */
#include "store/sql.h"

#include "base/error.h"
#include "base/mem.h"
#include "engine/activity/activity.h"
#include "store/column.h"
#include "store/figures.h"

#include <stdio.h>
#include <string.h>

const size_t *figures_of_summary(size_t *count)
{
    /* In the order of FIGURES (sql.c). */
    static const size_t figures[] = {
        offsetof(struct ow_activity_summary, distance_m),
        offsetof(struct ow_activity_summary, timer_s),
        offsetof(struct ow_activity_summary, elapsed_s),
        offsetof(struct ow_activity_summary, moving_s),
        offsetof(struct ow_activity_summary, hr_bpm.min),
        offsetof(struct ow_activity_summary, hr_bpm.avg),
        offsetof(struct ow_activity_summary, hr_bpm.max),
        offsetof(struct ow_activity_summary, cadence_spm.min),
        offsetof(struct ow_activity_summary, cadence_spm.avg),
        offsetof(struct ow_activity_summary, cadence_spm.max),
        offsetof(struct ow_activity_summary, power_w.min),
        offsetof(struct ow_activity_summary, power_w.avg),
        offsetof(struct ow_activity_summary, power_w.max),
        offsetof(struct ow_activity_summary, ascent_m),
        offsetof(struct ow_activity_summary, descent_m),
        offsetof(struct ow_activity_summary, elevation_min_m),
        offsetof(struct ow_activity_summary, elevation_max_m),
    };

    *count = sizeof figures / sizeof figures[0];
    return figures;
}

void figures_read_row(const struct query *query,
                      struct store_activity *activity)
{
    struct ow_activity_summary *summary = &activity->summary;
    const char *duplicate_of = query_text(query, 5);
    size_t count = 0;
    const size_t *figures = figures_of_summary(&count);

    memset(activity, 0, sizeof *activity);
    activity->row = query_number(query, 0);
    activity->original = query_number(query, 1);
    (void)snprintf(activity->id, STORE_ID_SIZE, "%s", query_text(query, 2));
    activity->file = query_text(query, 3);
    activity->format = query_text(query, 4);
    (void)snprintf(activity->duplicate_of, STORE_ID_SIZE, "%s",
                   duplicate_of == NULL ? "" : duplicate_of);
    summary->name = query_text(query, 6);
    summary->sport = query_is_null(query, 7) ? OW_SPORT_UNKNOWN
                                             : (int)query_number(query, 7);
    summary->sub_sport =
        query_is_null(query, 8) ? -1 : (int)query_number(query, 8);
    summary->has_start_time = !query_is_null(query, 9);
    summary->start_time_ms = query_number(query, 9);
    summary->has_utc_offset = !query_is_null(query, 10);
    summary->utc_offset_s = (int32_t)query_number(query, 10);
    summary->manufacturer = query_text(query, 11);
    summary->product = query_text(query, 12);
    for (size_t i = 0; i < count; i++) {
        double value = query_quantity(query, FIGURES_FIRST + (int)i);

        memcpy((char *)summary + figures[i], &value, sizeof value);
    }
}

static enum ow_status
walk_rows(struct query *query,
          enum ow_status (*visit)(void *context,
                                  const struct store_activity *activity,
                                  struct ow_error *err),
          void *context, struct ow_error *err)
{
    bool has_row = false;
    enum ow_status status = query_next(query, &has_row, err);

    while (status == OW_OK && has_row) {
        struct store_activity activity;

        figures_read_row(query, &activity);
        status = visit(context, &activity, err);
        if (status == OW_OK) {
            status = query_next(query, &has_row, err);
        }
    }
    query_end(query);
    return status;
}

void figures_bind_filter(struct query *query, const struct store_filter *filter)
{
    if (filter != NULL && filter->has_from) {
        query_bind_number(query, 2, filter->from_ms);
    }
    if (filter != NULL && filter->has_before) {
        query_bind_number(query, 3, filter->before_ms);
    }
    if (filter != NULL) {
        query_bind_text(query, 4, filter->id);
    }
}

enum ow_status store_activity_walk(
    struct store *store, const struct store_filter *filter,
    enum ow_status (*visit)(void *context,
                            const struct store_activity *activity,
                            struct ow_error *err),
    void *context, struct ow_error *err)
{
    struct query query = query_of(store, SQL_WALK_ACTIVITIES);

    figures_bind_filter(&query, filter);
    return walk_rows(&query, visit, context, err);
}

enum ow_status
store_file_walk(struct store *store, const uint8_t sha256[SHA256_SIZE],
                enum ow_status (*visit)(void *context,
                                        const struct store_activity *activity,
                                        struct ow_error *err),
                void *context, struct ow_error *err)
{
    struct query query = query_of(store, SQL_WALK_FILE);

    query_bind_bytes(&query, 2, sha256, SHA256_SIZE);
    return walk_rows(&query, visit, context, err);
}

static enum ow_status decode_column(struct store *store, const uint8_t *bytes,
                                    size_t length, double **values,
                                    size_t *count, struct ow_error *err)
{
    if (store->columns == NULL) {
        store->columns = column_decoder_new();
    }
    return store->columns == NULL ? error_nomem(err)
                                  : column_decode(store->columns, bytes, length,
                                                  values, count, err);
}

enum ow_status store_stream_read(struct store *store, int64_t row,
                                 enum ow_channel channel, double **values,
                                 size_t *count, struct ow_error *err)
{
    struct query query = query_of(store, SQL_READ_STREAM);
    bool has_row = false;
    enum ow_status status = OW_OK;

    query_bind_number(&query, 1, row);
    query_bind_number(&query, 2, channel);
    status = query_next(&query, &has_row, err);
    if (status != OW_OK) {
        return status;
    }
    if (has_row) {
        size_t length = 0;
        const uint8_t *bytes = query_bytes(&query, 0, &length);

        status = decode_column(store, bytes, length, values, count, err);
        query_end(&query);
        return status;
    }
    *values = NULL;
    *count = 0;
    return OW_OK;
}

/* The one activity an id means; texts of the summary go into its arena. */
struct pick {
    struct ow_activity *activity;
    const char *id;
    int64_t row;
    size_t fitting;
    bool is_exact;
};

static bool keep_text(struct arena *arena, const char **text)
{
    if (*text != NULL) {
        *text = arena_copy_text(arena, *text, strlen(*text));
        return *text != NULL;
    }
    return true;
}

static enum ow_status pick_row(void *context,
                               const struct store_activity *found,
                               struct ow_error *err)
{
    struct pick *pick = context;
    struct ow_activity_summary *summary = &pick->activity->summary;

    if (pick->is_exact) {
        return OW_OK;
    }
    pick->is_exact = strcmp(found->id, pick->id) == 0;
    pick->fitting = pick->is_exact ? 1 : pick->fitting + 1;
    pick->row = found->row;
    *summary = found->summary;
    return keep_text(&pick->activity->arena, &summary->name) &&
                   keep_text(&pick->activity->arena, &summary->manufacturer) &&
                   keep_text(&pick->activity->arena, &summary->product)
               ? OW_OK
               : error_nomem(err);
}

static enum ow_status find_one(struct store *store, struct pick *pick,
                               struct ow_error *err)
{
    /* A statement of its own: a walk may load what it meets. */
    struct query query = query_of(store, SQL_FIND_ACTIVITIES);
    enum ow_status status = OW_OK;

    query_bind_text(&query, 2, pick->id);
    status = walk_rows(&query, pick_row, pick, err);
    if (status != OW_OK) {
        return status;
    }
    if (pick->fitting == 0) {
        return error_set(err, OW_E_NOT_FOUND, "no activity has the id %.40s",
                         pick->id);
    }
    if (pick->fitting > 1) {
        return error_set(err, OW_E_CONFLICT,
                         "%zu activities have an id that begins with %.40s",
                         pick->fitting, pick->id);
    }
    return OW_OK;
}

static enum ow_status load_streams(struct store *store, struct pick *pick,
                                   struct ow_error *err)
{
    struct ow_activity *activity = pick->activity;
    struct query query = query_of(store, SQL_WALK_STREAMS);
    bool has_row = false;
    enum ow_status status = OW_OK;

    query_bind_number(&query, 1, pick->row);
    status = query_next(&query, &has_row, err);
    while (status == OW_OK && has_row) {
        int64_t channel = query_number(&query, 0);
        size_t length = 0;
        const uint8_t *bytes = query_bytes(&query, 1, &length);
        double *values = NULL;
        size_t count = 0;

        status = decode_column(store, bytes, length, &values, &count, err);
        if (status == OW_OK && channel >= 0 && channel < OW_CHANNEL_COUNT) {
            mem_free(activity->channels[channel]);
            activity->channels[channel] = values;
            activity->sample_count = count;
            activity->sample_capacity = count;
        } else {
            mem_free(values); /* a channel of a later version */
        }
        if (status == OW_OK) {
            status = query_next(&query, &has_row, err);
        }
    }
    query_end(&query);
    return status;
}

/* Rows of a statement about the activity, as many as there are. */
static enum ow_status count_rows(struct query *query, size_t *count,
                                 struct ow_error *err)
{
    bool has_row = false;
    enum ow_status status = query_next(query, &has_row, err);

    for (*count = 0; status == OW_OK && has_row; ++*count) {
        status = query_next(query, &has_row, err);
    }
    return status;
}

static enum ow_status load_laps(struct store *store, struct pick *pick,
                                struct ow_error *err)
{
    struct ow_activity *activity = pick->activity;
    struct query query = query_of(store, SQL_WALK_LAPS);
    size_t count = 0;
    bool has_row = true;
    enum ow_status status = OW_OK;

    query_bind_number(&query, 1, pick->row);
    status = count_rows(&query, &count, err);
    if (status != OW_OK || count == 0) {
        return status;
    }
    activity->laps =
        arena_calloc(&activity->arena, count, sizeof *activity->laps);
    if (activity->laps == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; status == OW_OK && i < count; i++) {
        status = query_next(&query, &has_row, err);
        if (status == OW_OK && has_row) {
            activity->laps[activity->lap_count++] = (struct ow_lap){
                .start_time_ms = query_number(&query, 0),
                .timer_s = query_quantity(&query, 1),
                .elapsed_s = query_quantity(&query, 2),
                .distance_m = query_quantity(&query, 3),
                .hr_avg_bpm = query_quantity(&query, 4),
                .step_index = (int)query_number(&query, 5),
                .trigger = (int)query_number(&query, 6),
            };
        }
    }
    query_end(&query);
    return status;
}

static enum ow_status load_pauses(struct store *store, struct pick *pick,
                                  struct ow_error *err)
{
    struct ow_activity *activity = pick->activity;
    struct query query = query_of(store, SQL_WALK_PAUSES);
    size_t count = 0;
    bool has_row = true;
    enum ow_status status = OW_OK;

    query_bind_number(&query, 1, pick->row);
    status = count_rows(&query, &count, err);
    if (status != OW_OK || count == 0) {
        return status;
    }
    activity->pauses =
        arena_calloc(&activity->arena, count, sizeof *activity->pauses);
    if (activity->pauses == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; status == OW_OK && i < count; i++) {
        status = query_next(&query, &has_row, err);
        if (status == OW_OK && has_row) {
            activity->pauses[activity->pause_count++] = (struct ow_pause){
                .start_s = query_quantity(&query, 0),
                .duration_s = query_quantity(&query, 1),
            };
        }
    }
    query_end(&query);
    return status;
}

enum ow_status store_activity_load(struct store *store, const char *id,
                                   struct ow_activity **activity,
                                   struct ow_error *err)
{
    struct pick pick = {.activity = activity_new(), .id = id};
    enum ow_status status = OW_OK;

    if (pick.activity == NULL) {
        return error_nomem(err);
    }
    status = find_one(store, &pick, err);
    if (status == OW_OK) {
        status = load_streams(store, &pick, err);
    }
    if (status == OW_OK) {
        status = load_laps(store, &pick, err);
    }
    if (status == OW_OK) {
        status = load_pauses(store, &pick, err);
    }
    if (status != OW_OK) {
        ow_activity_free(pick.activity);
        return status;
    }
    *activity = pick.activity;
    return OW_OK;
}
