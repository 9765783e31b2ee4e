/* Columns that grow by doubling, laps and pauses beside them. */
#include "codec/recording.h"

#include "base/mem.h"

#include <assert.h>
#include <string.h>

#define FIRST_SAMPLES 256
#define MS_PER_S 1000.0
/* One foot never steps this often; both feet seldom less in running. */
#define ONE_FOOT_MOST_SPM 120.0
#define SPORT_SNOWSHOEING 35
#define SPORT_MOUNTAINEERING 16

void recording_init(struct recording *recording, size_t most_samples)
{
    memset(recording, 0, sizeof *recording);
    recording->samples_left =
        most_samples == 0 ? RECORDING_MOST_SAMPLES : most_samples;
    recording->activities_left = RECORDING_MOST_ACTIVITIES;
}

void recording_dispose(struct recording *recording)
{
    ow_activity_free(recording->activity);
    mem_free(recording->laps);
    mem_free(recording->pauses);
    recording->activity = NULL;
    recording->laps = NULL;
    recording->pauses = NULL;
}

static bool fail(struct recording *recording, enum ow_status status)
{
    if (recording->status == OW_OK) {
        recording->status = status;
    }
    return false;
}

bool recording_open(struct recording *recording)
{
    if (recording->activities_left == 0) {
        return fail(recording, OW_E_LIMIT);
    }
    recording->activities_left--;
    recording->activity = activity_new();
    recording->lap_count = 0;
    recording->pause_count = 0;
    recording->has_first = false;
    recording->has_last = false;
    recording->is_broken = false;
    return recording->activity != NULL || fail(recording, OW_E_NOMEM);
}

bool recording_add_sample(struct recording *recording)
{
    struct ow_activity *activity = recording->activity;

    if (recording->samples_left == 0) {
        return fail(recording, OW_E_LIMIT);
    }
    if (activity->sample_count == activity->sample_capacity &&
        !activity_reserve(activity, activity->sample_capacity == 0
                                        ? FIRST_SAMPLES
                                        : activity->sample_capacity * 2)) {
        return fail(recording, OW_E_NOMEM);
    }
    recording->samples_left--;
    activity->sample_count++;
    return true;
}

void recording_set(struct recording *recording, enum ow_channel channel,
                   double value)
{
    struct ow_activity *activity = recording->activity;
    double *values = activity->channels[channel];

    assert(activity->sample_count > 0);
    if (values == NULL) {
        values = activity_add_channel(activity, channel);
    }
    if (values == NULL) {
        (void)fail(recording, OW_E_NOMEM);
    } else if (ow_is_missing(values[activity->sample_count - 1])) {
        values[activity->sample_count - 1] = value;
    }
}

static double seconds_from_start(const struct recording *recording,
                                 int64_t time_ms)
{
    return (double)(time_ms - recording->activity->summary.start_time_ms) /
           MS_PER_S;
}

static void *grow(struct recording *recording, void *list, size_t size,
                  size_t count, size_t *capacity)
{
    size_t larger = *capacity * 2 + 8;

    if (count < *capacity) {
        return list;
    }
    list = mem_resize(list, larger, size);
    if (list == NULL) {
        (void)fail(recording, OW_E_NOMEM);
    } else {
        *capacity = larger;
    }
    return list;
}

void recording_add_pause(struct recording *recording, double start_s,
                         double duration_s)
{
    struct ow_pause *pauses =
        grow(recording, recording->pauses, sizeof *pauses,
             recording->pause_count, &recording->pause_capacity);

    if (pauses != NULL) {
        recording->pauses = pauses;
        pauses[recording->pause_count].start_s = start_s;
        pauses[recording->pause_count++].duration_s = duration_s;
    }
}

void recording_set_start(struct recording *recording, int64_t time_ms)
{
    recording->activity->summary.start_time_ms = time_ms;
    recording->activity->summary.has_start_time = true;
}

void recording_set_time(struct recording *recording, int64_t time_ms)
{
    if (!recording->activity->summary.has_start_time) {
        recording_set_start(recording, time_ms);
    }
    recording_set(recording, OW_CHANNEL_TIME_S,
                  seconds_from_start(recording, time_ms));
    if (!recording->has_first) {
        recording->has_first = true;
        recording->first_ms = time_ms;
    }
    if (recording->is_broken && recording->has_last &&
        time_ms > recording->last_ms) {
        recording_add_pause(recording,
                            seconds_from_start(recording, recording->last_ms),
                            (double)(time_ms - recording->last_ms) / MS_PER_S);
    }
    recording->is_broken = false;
    recording->has_last = true;
    recording->last_ms = time_ms;
}

void recording_break(struct recording *recording)
{
    recording->is_broken = true;
}

struct ow_lap *recording_add_lap(struct recording *recording)
{
    struct ow_lap *laps = grow(recording, recording->laps, sizeof *laps,
                               recording->lap_count, &recording->lap_capacity);
    struct ow_lap lap = {0,          OW_MISSING, OW_MISSING, OW_MISSING,
                         OW_MISSING, -1,         -1};

    if (laps == NULL) {
        return NULL;
    }
    recording->laps = laps;
    laps[recording->lap_count] = lap;
    return &laps[recording->lap_count++];
}

const char *recording_copy_text(struct recording *recording, struct str text)
{
    const char *copy =
        arena_copy_text(&recording->activity->arena, text.data, text.length);

    if (copy == NULL) {
        (void)fail(recording, OW_E_NOMEM);
    }
    return copy;
}

void recording_shift(struct recording *recording, int64_t start_time_ms)
{
    struct ow_activity *activity = recording->activity;
    double *time_s = activity->channels[OW_CHANNEL_TIME_S];
    double later_s =
        (double)(activity->summary.start_time_ms - start_time_ms) / MS_PER_S;

    for (size_t i = 0; time_s != NULL && i < activity->sample_count; i++) {
        time_s[i] += later_s;
    }
    for (size_t i = 0; i < recording->pause_count; i++) {
        recording->pauses[i].start_s += later_s;
    }
    activity->summary.start_time_ms = start_time_ms;
}

/* Gives back what the columns have in reserve: files of many short tracks
   would hold a multiple of their size. */
static bool trim(struct ow_activity *activity)
{
    for (size_t i = 0; i < OW_CHANNEL_COUNT; i++) {
        double *values = activity->channels[i];

        if (values == NULL) {
            continue;
        }
        values = mem_resize(values, activity->sample_count, sizeof *values);
        if (values == NULL) {
            return false;
        }
        activity->channels[i] = values;
    }
    activity->sample_capacity = activity->sample_count;
    return true;
}

struct ow_activity *recording_close(struct recording *recording)
{
    struct ow_activity *activity = recording->activity;

    activity->laps = arena_calloc(&activity->arena, recording->lap_count,
                                  sizeof *activity->laps);
    activity->pauses = arena_calloc(&activity->arena, recording->pause_count,
                                    sizeof *activity->pauses);
    if (activity->laps == NULL || activity->pauses == NULL || !trim(activity)) {
        (void)fail(recording, OW_E_NOMEM);
        return NULL;
    }
    if (recording->lap_count > 0) {
        memcpy(activity->laps, recording->laps,
               recording->lap_count * sizeof *activity->laps);
    }
    if (recording->pause_count > 0) {
        memcpy(activity->pauses, recording->pauses,
               recording->pause_count * sizeof *activity->pauses);
    }
    activity->lap_count = recording->lap_count;
    activity->pause_count = recording->pause_count;
    activity_summarise(activity);
    recording->activity = NULL;
    return activity;
}

static bool two_digits(const char *text, int *value)
{
    if (!char_is_digit(text[0]) || !char_is_digit(text[1])) {
        return false;
    }
    *value = (text[0] - '0') * 10 + (text[1] - '0');
    return true;
}

/* "[.fff…]Z" after the seconds; what is finer than a millisecond is cut. */
static bool read_fraction(struct str rest, int64_t *fraction_ms)
{
    int64_t weight_ms = 100;
    size_t at = 0;

    *fraction_ms = 0;
    if (rest.data[0] == '.') {
        for (at = 1; at < rest.length && char_is_digit(rest.data[at]); at++) {
            *fraction_ms += weight_ms * (rest.data[at] - '0');
            weight_ms /= 10;
        }
    }
    return at + 1 == rest.length && rest.data[at] == 'Z';
}

static bool parse_on_known_day(const struct clock_cache *clock, struct str text,
                               int64_t *time_ms)
{
    int64_t fraction_ms = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;

    if (!clock->is_set || text.length < sizeof "2026-11-22T00:00:00Z" - 1 ||
        memcmp(text.data, clock->day, sizeof clock->day) != 0 ||
        text.data[10] != 'T' || text.data[13] != ':' || text.data[16] != ':' ||
        !two_digits(text.data + 11, &hour) ||
        !two_digits(text.data + 14, &minute) ||
        !two_digits(text.data + 17, &second) || hour > 23 || minute > 59 ||
        second > 59 || !read_fraction(str_skip(text, 19), &fraction_ms)) {
        return false;
    }
    *time_ms = clock->day_ms +
               ((int64_t)hour * 3600 + minute * 60 + second) * 1000 +
               fraction_ms;
    return true;
}

bool clock_parse(struct clock_cache *clock, struct str text, int64_t *time_ms)
{
    char midnight[] = "2026-11-22T00:00:00Z";

    if (parse_on_known_day(clock, text, time_ms)) {
        return true;
    }
    if (ow_time_parse(text.data, text.length, time_ms, NULL) != OW_OK) {
        return false;
    }
    if (text.length > sizeof clock->day &&
        !(clock->is_set &&
          memcmp(text.data, clock->day, sizeof clock->day) == 0)) {
        memcpy(midnight, text.data, sizeof clock->day);
        memcpy(clock->day, text.data, sizeof clock->day);
        clock->is_set = ow_time_parse(midnight, sizeof midnight - 1,
                                      &clock->day_ms, NULL) == OW_OK;
    }
    return true;
}

bool clock_offset(struct str text, int32_t *offset_s)
{
    static const size_t zone_length = sizeof "+02:00" - 1;
    struct str zone = {NULL, 0};
    int hours = 0;
    int minutes = 0;

    if (text.length < sizeof "2026-11-22T00:00:00+02:00" - 1) {
        return false;
    }
    zone = str_skip(text, text.length - zone_length);
    if ((zone.data[0] != '+' && zone.data[0] != '-') || zone.data[3] != ':' ||
        !two_digits(zone.data + 1, &hours) ||
        !two_digits(zone.data + 4, &minutes)) {
        return false;
    }
    *offset_s = (hours * 3600 + minutes * 60) * (zone.data[0] == '-' ? -1 : 1);
    return *offset_s != 0;
}

void recording_set_offset(struct recording *recording, struct str text)
{
    struct ow_activity_summary *summary = &recording->activity->summary;
    int32_t offset_s = 0;

    if (!summary->has_utc_offset && clock_offset(text, &offset_s)) {
        summary->has_utc_offset = true;
        summary->utc_offset_s = offset_s;
    }
}

bool sport_is_on_foot(int sport)
{
    return sport == OW_SPORT_RUNNING || sport == OW_SPORT_WALKING ||
           sport == OW_SPORT_HIKING || sport == SPORT_SNOWSHOEING ||
           sport == SPORT_MOUNTAINEERING;
}

void recording_count_both_feet(struct recording *recording)
{
    struct ow_activity *activity = recording->activity;
    double *cadence = activity->channels[OW_CHANNEL_CADENCE_SPM];
    double sum = 0;
    size_t known = 0;

    for (size_t i = 0; cadence != NULL && i < activity->sample_count; i++) {
        if (cadence[i] > 0) {
            sum += cadence[i];
            known++;
        }
    }
    if (known == 0 || sum > ONE_FOOT_MOST_SPM * (double)known) {
        return;
    }
    for (size_t i = 0; i < activity->sample_count; i++) {
        cadence[i] *= 2;
    }
}
