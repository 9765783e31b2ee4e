/*
 * What was measured of activities, going in and out. The seconds at each heart
 * rate are one blob, measure.hr_s: the first bin that has any, one byte, then
 * for each bin to the last that has any its tenths of a second, seven bits a
 * byte, the lowest first, the highest bit set where more follow.
 */
#include "store/measures.h"

#include "base/error.h"
#include "store/figures.h"

#include <math.h>
#include <string.h>

#define TENTHS 10
/* A count of 35 bits is 108 years of tenths: 5 bytes. */
#define COUNT_BYTES 5
#define MOST_TENTHS 0x7ffffffffLL
#define LONGEST_HR (1 + COUNT_BYTES * OW_EXERTION_HR_COUNT)
/* Columns of SQL_WALK_MEASURES behind those of the activity. */
#define COLUMN_ROW FIGURES_COLUMNS
#define COLUMN_SPORT (FIGURES_COLUMNS + 1)
#define COLUMN_HR (FIGURES_COLUMNS + 2)
#define COLUMN_SHAPE (FIGURES_COLUMNS + 3)
#define COLUMN_RISE (FIGURES_COLUMNS + 4)
#define COLUMN_FIRST (FIGURES_COLUMNS + 5)
/* Parameters of SQL_ADD_MEASURE. */
#define BIND_SHAPE 4
#define BIND_RISE 5
#define BIND_FIRST 6

static const size_t figures[] = {
    /* In the order of MEASURES (sql.c). */
    offsetof(struct measures, exertion.duration_s),
    offsetof(struct measures, exertion.running_s),
    offsetof(struct measures, exertion.speed_m_per_s),
    offsetof(struct measures, exertion.power_s),
    offsetof(struct measures, exertion.power_w),
    offsetof(struct measures, exertion.hr_none_s),
    offsetof(struct measures, exertion.hr_locked_s),
    offsetof(struct measures, flat_m),
    offsetof(struct measures, ascent_m),
    offsetof(struct measures, descent_m),
    offsetof(struct measures, hr_bpm[OW_LEARN_10_S]),
    offsetof(struct measures, hr_bpm[OW_LEARN_1_MIN]),
    offsetof(struct measures, hr_bpm[OW_LEARN_5_MIN]),
    offsetof(struct measures, hr_bpm[OW_LEARN_20_MIN]),
    offsetof(struct measures, hr_bpm[OW_LEARN_60_MIN]),
    offsetof(struct measures, flat_m_per_s[OW_LEARN_10_S]),
    offsetof(struct measures, flat_m_per_s[OW_LEARN_1_MIN]),
    offsetof(struct measures, flat_m_per_s[OW_LEARN_5_MIN]),
    offsetof(struct measures, flat_m_per_s[OW_LEARN_20_MIN]),
    offsetof(struct measures, flat_m_per_s[OW_LEARN_60_MIN]),
    offsetof(struct measures, race_m),
    offsetof(struct measures, race_s),
    offsetof(struct measures, race_confidence),
    offsetof(struct measures, gain),
    offsetof(struct measures, shape_confidence),
    offsetof(struct measures, season.second_half),
    offsetof(struct measures, season.late_loss),
    offsetof(struct measures, season.climb),
    offsetof(struct measures, season.cadence_change),
};

#define FIGURE_COUNT (sizeof figures / sizeof figures[0])

static long long tenths_of(double seconds)
{
    return seconds > 0 && seconds * TENTHS < (double)MOST_TENTHS
               ? llround(seconds * TENTHS)
               : 0;
}

/* The bytes of the blob, 0 where there was no heart rate. */
static size_t encode_hr(const double *hr_s, uint8_t bytes[LONGEST_HR])
{
    size_t first = OW_EXERTION_HR_COUNT;
    size_t end = 0;
    size_t length = 0;

    for (size_t i = 0; i < OW_EXERTION_HR_COUNT; i++) {
        if (tenths_of(hr_s[i]) > 0) {
            first = end == 0 ? i : first;
            end = i + 1;
        }
    }
    if (end == 0) {
        return 0;
    }
    bytes[length++] = (uint8_t)first;
    for (size_t i = first; i < end; i++) {
        long long rest = tenths_of(hr_s[i]);

        for (; rest > 0x7f; rest >>= 7) {
            bytes[length++] = (uint8_t)((rest & 0x7f) | 0x80);
        }
        bytes[length++] = (uint8_t)rest;
    }
    return length;
}

static void decode_hr(const uint8_t *bytes, size_t length, double *hr_s)
{
    size_t bin = length > 0 ? bytes[0] : 0;
    long long tenths = 0;
    int shift = 0;

    for (size_t i = 1; i < length && bin < OW_EXERTION_HR_COUNT; i++) {
        tenths |= (long long)(bytes[i] & 0x7f) << shift;
        shift += 7;
        if ((bytes[i] & 0x80) == 0 || shift >= 7 * COUNT_BYTES) {
            hr_s[bin++] = (double)tenths / TENTHS;
            tenths = 0;
            shift = 0;
        }
    }
}

static enum ow_status add_bests(struct store *store, int64_t row,
                                const struct measures *measures,
                                struct ow_error *err)
{
    enum ow_status status = OW_OK;

    for (size_t i = 0; status == OW_OK && i < measures->best_count; i++) {
        const struct ow_trace_best *best = &measures->bests[i];
        struct query query = query_of(store, SQL_ADD_BEST);

        query_bind_number(&query, 1, row);
        query_bind_quantity(&query, 2, best->distance_m);
        query_bind_quantity(&query, 3, best->time_s);
        query_bind_quantity(&query, 4, best->start_s);
        status = query_run(&query, err);
    }
    return status;
}

enum ow_status measures_add(struct store *store, int64_t row,
                            const struct measures *measures,
                            struct ow_error *err)
{
    struct query query = query_of(store, SQL_ADD_MEASURE);
    uint8_t hr[LONGEST_HR];
    size_t hr_length = encode_hr(measures->exertion.hr_s, hr);
    enum ow_status status = OW_OK;

    query_bind_number(&query, 1, row);
    if (measures->assumed_sport != OW_SPORT_UNKNOWN) {
        query_bind_number(&query, 2, measures->assumed_sport);
    }
    if (hr_length > 0) {
        query_bind_bytes(&query, 3, hr, hr_length);
    }
    if (measures->has_shape) {
        query_bind_number(&query, BIND_SHAPE, (int64_t)measures->shape);
        query_bind_number(&query, BIND_RISE, (int64_t)measures->rise);
    }
    for (size_t i = 0; i < FIGURE_COUNT; i++) {
        double value = OW_MISSING;

        memcpy(&value, (const char *)measures + figures[i], sizeof value);
        query_bind_quantity(&query, BIND_FIRST + (int)i, value);
    }
    status = query_run(&query, err);
    return status == OW_OK ? add_bests(store, row, measures, err) : status;
}

/* A number that no program of this version wrote is no shape. */
static void read_shape(const struct query *query, struct measures *measures)
{
    int64_t shape = query_number(query, COLUMN_SHAPE);
    int64_t rise = query_number(query, COLUMN_RISE);

    measures->has_shape = !query_is_null(query, COLUMN_SHAPE) && shape >= 0 &&
                          shape < OW_SHAPE_VERDICT_COUNT && rise >= 0 &&
                          rise < OW_RISE_COUNT;
    if (measures->has_shape) {
        measures->shape = (enum ow_shape_verdict)shape;
        measures->rise = (enum ow_shape_rise)rise;
    }
}

static void read_measures(const struct query *query,
                          const struct store_activity *activity,
                          struct measures *measures)
{
    size_t length = 0;
    const uint8_t *hr = query_bytes(query, COLUMN_HR, &length);

    memset(measures, 0, sizeof *measures);
    measures->assumed_sport = query_is_null(query, COLUMN_SPORT)
                                  ? OW_SPORT_UNKNOWN
                                  : (int)query_number(query, COLUMN_SPORT);
    measures->exertion.sport = activity->summary.sport != OW_SPORT_UNKNOWN
                                   ? activity->summary.sport
                                   : measures->assumed_sport;
    measures->exertion.effort_rpe = OW_MISSING;
    decode_hr(hr, length, measures->exertion.hr_s);
    read_shape(query, measures);
    for (size_t i = 0; i < FIGURE_COUNT; i++) {
        double value = query_quantity(query, COLUMN_FIRST + (int)i);

        memcpy((char *)measures + figures[i], &value, sizeof value);
    }
}

static enum ow_status read_bests(struct store *store, int64_t row,
                                 struct measures *measures,
                                 struct ow_error *err)
{
    struct query query = query_of(store, SQL_WALK_BESTS);
    bool has_row = false;
    enum ow_status status = OW_OK;

    query_bind_number(&query, 1, row);
    status = query_next(&query, &has_row, err);
    while (status == OW_OK && has_row &&
           measures->best_count < MEASURES_MOST_BESTS) {
        measures->bests[measures->best_count++] = (struct ow_trace_best){
            .distance_m = query_quantity(&query, 0),
            .time_s = query_quantity(&query, 1),
            .start_s = query_quantity(&query, 2),
        };
        status = query_next(&query, &has_row, err);
    }
    query_end(&query);
    return status;
}

enum ow_status
store_measures_walk(struct store *store, const struct store_filter *filter,
                    enum ow_status (*visit)(
                        void *context, const struct store_activity *activity,
                        const struct measures *measures, struct ow_error *err),
                    void *context, struct ow_error *err)
{
    struct query query = query_of(store, SQL_WALK_MEASURES);
    bool has_row = false;
    enum ow_status status = OW_OK;

    figures_bind_filter(&query, filter);
    status = query_next(&query, &has_row, err);
    while (status == OW_OK && has_row) {
        bool has_measures = !query_is_null(&query, COLUMN_ROW);
        struct store_activity activity;
        struct measures measures;

        figures_read_row(&query, &activity);
        if (has_measures) {
            read_measures(&query, &activity, &measures);
            status = read_bests(store, activity.row, &measures, err);
        }
        if (status == OW_OK) {
            status =
                visit(context, &activity, has_measures ? &measures : NULL, err);
        }
        if (status == OW_OK) {
            status = query_next(&query, &has_row, err);
        }
    }
    query_end(&query);
    return status;
}
