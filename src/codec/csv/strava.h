/* The list of activities in a Strava export: activities.csv. */
#ifndef CODEC_CSV_STRAVA_H
#define CODEC_CSV_STRAVA_H

#include "base/arena.h"
#include "codec/csv/row.h"
#include "onward/error.h"

/** One row; texts live in the list's arena. */
struct strava_activity {
    int64_t id;
    const char *filename; /* "activities/1.fit.gz"; "" for a manual entry */
    const char *name;
    const char *type; /* as it stands, in the account's language: "Run" */
    int sport;        /* enum ow_sport, by the type */
    int sub_sport;    /* profile number, -1 where the type tells none */
    bool has_start_time;
    int64_t start_time_ms; /* Unix, UTC */
    double elapsed_s;      /* quantities may be missing */
    double moving_s;
    double distance_m;
    double hr_avg_bpm;
    double hr_max_bpm;
};

struct strava_list {
    struct arena arena;
    struct strava_activity *activities; /* in the arena */
    size_t count;
    size_t skipped; /* rows without a readable id */
};

/** Whether the row in the reader heads such a list. */
bool strava_is_header(const struct csv_reader *reader);

/**
 * Reads the list. Columns are looked up by name, for their number and order
 * change with the years; English and German names are known.
 *
 * @param[out] list  the caller's, strava_list_dispose(); untouched on failure
 * @return OW_OK, OW_E_FORMAT for another table, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status strava_list_decode(const uint8_t *bytes,
                                                size_t length,
                                                struct strava_list *list,
                                                struct ow_error *err);

void strava_list_dispose(struct strava_list *list);

#endif
