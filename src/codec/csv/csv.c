/*
 * CSV streams. The first row names the columns, in any order:
 *
 *   run          optional; a new label begins a new activity
 *   time_s       seconds from the start
 *   distance_m   metres from the start
 *   elevation_m, hr_bpm, cadence_spm  optional
 */
#include "codec/csv/csv.h"

#include "base/error.h"
#include "base/num.h"
#include "codec/csv/row.h"
#include "codec/csv/strava.h"
#include "codec/document.h"
#include "codec/recording.h"

#include <string.h>

#define NO_COLUMN SIZE_MAX
#define SNIFFED ((size_t)8192)

static const struct {
    const char *name;
    enum ow_channel channel;
    double lowest;
    double highest;
} columns[] = {
    {"time_s", OW_CHANNEL_TIME_S, 0, 1e9},
    {"distance_m", OW_CHANNEL_DISTANCE_M, 0, 1e9},
    {"elevation_m", OW_CHANNEL_ELEVATION_M, -12000, 100000},
    {"hr_bpm", OW_CHANNEL_HR_BPM, 0, 255},
    {"cadence_spm", OW_CHANNEL_CADENCE_SPM, 0, 1000},
};

#define COLUMN_COUNT (sizeof columns / sizeof columns[0])
enum { TIME = 0, DISTANCE = 1, HR = 3 };
#define HR_NONE_BPM 255.0

struct csv {
    struct ow_document *document;
    struct recording recording;
    struct csv_reader reader;
    size_t places[COLUMN_COUNT]; /* cell of a column, or NO_COLUMN */
    size_t run_place;
    const char *run;  /* label of what is open, in the document's arena */
    struct str label; /* the same as it stands in the table */
    double first_s;
    double last_s;
};

static size_t find_column(const struct csv_reader *reader, const char *name)
{
    for (size_t i = 0; i < reader->cell_count; i++) {
        if (str_equal_ignore_case(csv_text(reader, i), name)) {
            return i;
        }
    }
    return NO_COLUMN;
}

static bool csv_sniff(const uint8_t *bytes, size_t length)
{
    struct csv_reader reader;

    csv_init(&reader, str_from((const char *)bytes,
                               length < SNIFFED ? length : SNIFFED));
    return csv_next(&reader) &&
           (strava_is_header(&reader) ||
            (find_column(&reader, columns[TIME].name) != NO_COLUMN &&
             find_column(&reader, columns[DISTANCE].name) != NO_COLUMN));
}

/* Reads the row's numbers; false and a warning when one cannot be. */
static bool read_row(struct csv *csv, double values[COLUMN_COUNT])
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        struct str text = csv_text(&csv->reader, csv->places[i]);

        values[i] = OW_MISSING;
        if (text.length > 0 &&
            !(num_parse(text, &values[i]) && values[i] >= columns[i].lowest &&
              values[i] <= columns[i].highest)) {
            document_warn(csv->document, "csv-row", csv->reader.row_offset,
                          "line %zu is left out: %s \"%.*s\" is no number "
                          "within bounds",
                          csv->reader.row_line, columns[i].name,
                          (int)(text.length < 40 ? text.length : 40),
                          text.data);
            return false;
        }
    }
    if (!(values[HR] > 0 && values[HR] < HR_NONE_BPM)) {
        values[HR] = OW_MISSING;
    }
    if (ow_is_missing(values[TIME])) {
        document_warn(csv->document, "csv-row", csv->reader.row_offset,
                      "line %zu is left out: it has no %s",
                      csv->reader.row_line, columns[TIME].name);
        return false;
    }
    return true;
}

static enum ow_status close_run(struct csv *csv)
{
    struct ow_activity *activity = csv->recording.activity;

    if (activity == NULL) {
        return OW_OK;
    }
    activity->summary.elapsed_s = csv->last_s - csv->first_s;
    activity = recording_close(&csv->recording);
    if (activity == NULL ||
        !document_add(csv->document, OW_ITEM_ACTIVITY, activity, NULL)) {
        ow_activity_free(activity);
        return OW_E_NOMEM;
    }
    csv->document->items[csv->document->item_count - 1].run = csv->run;
    return OW_OK;
}

static enum ow_status open_run(struct csv *csv, double first_s)
{
    csv->first_s = first_s;
    if (csv->run_place != NO_COLUMN) {
        csv->label = csv_text(&csv->reader, csv->run_place);
        csv->run =
            csv_copy(&csv->document->arena, &csv->reader, csv->run_place);
        if (csv->run == NULL) {
            return OW_E_NOMEM;
        }
    }
    return recording_open(&csv->recording) ? OW_OK : csv->recording.status;
}

static bool is_same_run(const struct csv *csv)
{
    struct str label = csv_text(&csv->reader, csv->run_place);

    return csv->run_place == NO_COLUMN ||
           (label.length == csv->label.length &&
            memcmp(label.data, csv->label.data, label.length) == 0);
}

static enum ow_status keep_row(struct csv *csv,
                               const double values[COLUMN_COUNT])
{
    enum ow_status status = OW_OK;

    if (csv->recording.activity != NULL && !is_same_run(csv)) {
        status = close_run(csv);
    }
    if (status == OW_OK && csv->recording.activity == NULL) {
        status = open_run(csv, values[TIME]);
    }
    if (status != OW_OK) {
        return status;
    }
    if (!recording_add_sample(&csv->recording)) {
        return csv->recording.status;
    }
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        if (!ow_is_missing(values[i])) {
            recording_set(&csv->recording, columns[i].channel, values[i]);
        }
    }
    csv->last_s = values[TIME];
    return csv->recording.status;
}

static enum ow_status read_rows(struct csv *csv, struct ow_error *err)
{
    enum ow_status status = OW_OK;
    double values[COLUMN_COUNT];

    while (status == OW_OK && csv_next(&csv->reader)) {
        if (read_row(csv, values)) {
            status = keep_row(csv, values);
        }
    }
    if (status == OW_E_LIMIT) {
        document_warn(
            csv->document, "csv-limit", csv->reader.row_offset,
            "line %zu and what follows is left out: too many samples or "
            "runs",
            csv->reader.row_line);
        status = OW_OK;
    }
    if (status == OW_OK) {
        status = close_run(csv);
    }
    if (status != OW_OK) {
        return error_nomem(err);
    }
    if (csv->document->item_count == 0) {
        return error_set_at(err, OW_E_FORMAT, csv->reader.offset,
                            "no row of the table can be read");
    }
    return OW_OK;
}

static enum ow_status read_table(struct csv *csv, const uint8_t *bytes,
                                 size_t length, struct ow_error *err)
{
    csv_init(&csv->reader, str_from((const char *)bytes, length));
    if (!csv_next(&csv->reader)) {
        return error_set_at(err, OW_E_FORMAT, 0, "the table is empty");
    }
    if (strava_is_header(&csv->reader)) {
        return error_set_at(err, OW_E_UNSUPPORTED, 0,
                            "this is a list of activities, not the samples of "
                            "one; import it with its export");
    }
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        csv->places[i] = find_column(&csv->reader, columns[i].name);
    }
    csv->run_place = find_column(&csv->reader, "run");
    return read_rows(csv, err);
}

static enum ow_status csv_decode(const uint8_t *bytes, size_t length,
                                 const struct ow_decode_options *options,
                                 struct ow_document **document,
                                 struct ow_error *err)
{
    struct csv csv = {0};
    enum ow_status status = OW_OK;

    csv.document = document_new("csv");
    if (csv.document == NULL) {
        return error_nomem(err);
    }
    recording_init(&csv.recording, options == NULL ? 0 : options->most_samples);
    status = read_table(&csv, bytes, length, err);
    recording_dispose(&csv.recording);
    if (status != OW_OK) {
        ow_document_free(csv.document);
        return status;
    }
    *document = csv.document;
    return OW_OK;
}

const struct format csv_format = {"csv", csv_sniff, csv_decode};
