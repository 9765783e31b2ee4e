/* One row of an export's list to an activity without samples. */
#include "app/list_row.h"

#include "app/measure.h"
#include "base/buf.h"
#include "base/error.h"
#include "engine/activity/activity.h"
#include "onward/date.h"

#include <string.h>

#define LONGEST_ROW ((size_t)1 << 20)
#define S_DECIMALS 3
#define MS_PER_S 1000
#define S_PER_DAY 86400

/* Two columns of distance: the reader takes the second, which is in metres. */
static const char head[] =
    "Activity ID,Activity Date,Activity Name,Activity Type,Filename,"
    "Elapsed Time,Moving Time,Distance,Distance,Average Heart Rate,"
    "Max Heart Rate\n";

static void append_quoted(struct buf *buf, const char *text)
{
    buf_append_char(buf, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            buf_append_char(buf, '"');
        }
        buf_append_char(buf, *text);
    }
    buf_append_text(buf, "\",");
}

static void append_quantity(struct buf *buf, double value, const char *end)
{
    if (!ow_is_missing(value)) {
        buf_append_number(buf, value, S_DECIMALS);
    }
    buf_append_text(buf, end);
}

/* "27.01.2021, 13:57:47": a spelling of the list that the reader knows. */
static void append_date(struct buf *buf, int64_t time_ms)
{
    struct ow_date date = ow_date_from_time(time_ms, 0);
    int32_t of_day_s =
        (int32_t)(time_ms / MS_PER_S - (int64_t)date.days * S_PER_DAY);
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;

    ow_date_to_ymd(date, &year, &month, &day);
    buf_append_format(buf, "\"%02d.%02d.%04d, %02d:%02d:%02d\"", day, month,
                      year, of_day_s / 3600, of_day_s / 60 % 60, of_day_s % 60);
}

static void write_row(struct buf *buf, const struct strava_activity *row)
{
    buf_append_text(buf, head);
    buf_append_format(buf, "%lld,", (long long)row->id);
    if (row->has_start_time) {
        append_date(buf, row->start_time_ms);
    }
    buf_append_char(buf, ',');
    append_quoted(buf, row->name);
    append_quoted(buf, row->type);
    buf_append_char(buf, ',');
    append_quantity(buf, row->elapsed_s, ",");
    append_quantity(buf, row->moving_s, ",,");
    append_quantity(buf, row->distance_m, ",");
    append_quantity(buf, row->hr_avg_bpm, ",");
    append_quantity(buf, row->hr_max_bpm, "\n");
}

static enum ow_status pack_row(struct packer *packer,
                               const struct strava_activity *row,
                               struct packed_file *file, struct ow_error *err)
{
    struct ow_activity *activity = activity_new();
    enum ow_status status = OW_OK;

    if (activity == NULL) {
        return error_nomem(err);
    }
    activity->summary.sport = row->sport;
    activity->summary.sub_sport = row->sub_sport;
    activity->summary.has_start_time = row->has_start_time;
    activity->summary.start_time_ms = row->start_time_ms;
    activity->summary.distance_m = row->distance_m;
    activity->summary.elapsed_s = row->elapsed_s;
    activity->summary.moving_s = row->moving_s;
    activity->summary.timer_s =
        ow_is_missing(row->moving_s) ? row->elapsed_s : row->moving_s;
    activity->summary.hr_bpm.avg = row->hr_avg_bpm;
    activity->summary.hr_bpm.max = row->hr_max_bpm;
    activity->summary.name = row->name; /* packing copies it */
    status = measure_and_pack(packer, file, activity, err);
    ow_activity_free(activity);
    return status;
}

enum ow_status list_row_unpack(struct packer *packer, const uint8_t *bytes,
                               size_t length, struct packed_file *file,
                               struct ow_error *err)
{
    struct strava_list list;
    enum ow_status status = strava_list_decode(bytes, length, &list, err);

    if (status != OW_OK) {
        return status;
    }
    file->format = LIST_ROW_FORMAT;
    for (size_t i = 0; status == OW_OK && i < list.count; i++) {
        status = pack_row(packer, &list.activities[i], file, err);
    }
    strava_list_dispose(&list);
    return status;
}

static enum ow_status pack_text(struct packer *packer, const struct buf *text,
                                struct packed_file *file, struct ow_error *err)
{
    const uint8_t *bytes = (const uint8_t *)text->data;
    enum ow_status status = buf_status(text, err);

    if (status == OW_OK) {
        status = pack_original(packer, file, bytes, text->length, err);
    }
    if (status == OW_OK) {
        status = list_row_unpack(packer, bytes, text->length, file, err);
    }
    return status;
}

enum ow_status list_row_pack(struct packer *packer,
                             const struct strava_activity *row,
                             struct packed_file *file, struct ow_error *err)
{
    struct buf text;
    enum ow_status status = OW_OK;

    packed_file_init(file);
    buf_init(&text, LONGEST_ROW);
    buf_append_format(&text, "strava activity %lld", (long long)row->id);
    status = buf_status(&text, err);
    if (status == OW_OK) {
        pack_hash(packer, file, (const uint8_t *)text.data, text.length);
        text.length = 0;
        write_row(&text, row);
        status = pack_text(packer, &text, file, err);
    }
    buf_dispose(&text);
    return status;
}
