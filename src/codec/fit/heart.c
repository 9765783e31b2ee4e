/*
 * HR messages: beats that a chest strap kept to itself and handed over later.
 * An anchor gives a beat's time on both clocks; what follows counts on in
 * 1/1024 s of the strap's clock, most of it in packed twelve bits (FIT
 * profile, message hr; the merging is that of the official plug-in as
 * described in the SDK's article "HR messages").
 */
#include "codec/fit/part.h"
#include "codec/fit/wire.h"

#include <stdlib.h>

#define TICKS_PER_S 1024.0
#define FRACTIONS_PER_S 32768.0
#define TIME256_PER_S 256.0
#define MOST_BEATS 255 /* of a message: a field has at most 255 bytes */
#define HR_NONE_BPM 255

/* A beat holds on in steps of a quarter second, at most twenty. */
#define HOLD_STEP_S 0.25
#define MOST_HOLD_STEPS 20

/* Whole ticks, each beat's own; up to the first invalid one. */
static size_t read_whole_ticks(const struct fit_data *data,
                               uint32_t ticks[MOST_BEATS])
{
    struct fit_field field = {0};
    size_t count = 0;

    if (!fit_definition_find(data->definition, FIT_HR_EVENT_TIMESTAMP,
                             &field)) {
        return 0;
    }
    for (; (count + 1) * 4 <= field.size; count++) {
        ticks[count] = load_u32(data->bytes + field.offset + count * 4,
                                data->definition->is_big);
        if (ticks[count] == UINT32_MAX) {
            break;
        }
    }
    return count;
}

/* The low twelve bits of ticks, counted on from the last. */
static size_t read_packed_ticks(const struct fit_data *data, uint32_t last,
                                uint32_t ticks[MOST_BEATS])
{
    struct fit_field field = {0};
    size_t count = 0;

    if (!fit_definition_find(data->definition, FIT_HR_EVENT_TIMESTAMP_12,
                             &field)) {
        return 0;
    }
    for (; (count + 1) * 12 <= field.size * 8; count++) {
        const uint8_t *p = data->bytes + field.offset + count * 12 / 8;
        uint32_t bits = count % 2 == 0 ? (uint32_t)(p[0] | (p[1] & 0x0F) << 8)
                                       : (uint32_t)(p[0] >> 4 | p[1] << 4);

        last += (bits - last) & 0xFFF;
        ticks[count] = last;
    }
    return count;
}

static void set_anchor(struct fit_beat_anchor *anchor,
                       const struct fit_data *data, uint32_t time,
                       uint32_t ticks)
{
    double fraction = fit_number(data, FIT_HR_FRACTION) / FRACTIONS_PER_S;

    if (ow_is_missing(fraction)) {
        fraction = fit_number(data, FIT_HR_TIME256) / TIME256_PER_S;
    }
    anchor->time_s = time + (ow_is_missing(fraction) ? 0 : fraction);
    anchor->anchor_ticks = ticks;
}

bool fit_part_take_beats(struct fit_part *part, const struct fit_data *data)
{
    struct fit_beat_anchor *anchor = &part->anchor;
    uint32_t time = fit_time(data, FIT_TIMESTAMP);
    uint32_t ticks[MOST_BEATS] = {0};
    size_t count = read_whole_ticks(data, ticks);
    struct fit_field rates = {0};
    struct fit_beat *beats = NULL;
    size_t added = 0;

    if (count == 0) {
        count = read_packed_ticks(data, anchor->last_ticks, ticks);
    }
    if (count == 0) {
        return true;
    }
    if (time != FIT_NO_TIME) {
        set_anchor(anchor, data, time, ticks[0]);
    }
    anchor->last_ticks = ticks[count - 1];
    if (ow_is_missing(anchor->time_s) ||
        !fit_definition_find(data->definition, FIT_HR_FILTERED_BPM, &rates)) {
        return true;
    }
    beats = fit_list_reserve(&part->beats, count, sizeof *beats);
    if (beats == NULL) {
        return false;
    }
    for (size_t i = 0; i < count && i < rates.size; i++) {
        unsigned rate = data->bytes[rates.offset + i];

        if (rate != 0 && rate != HR_NONE_BPM) {
            beats[added].time_s =
                anchor->time_s +
                (ticks[i] - anchor->anchor_ticks) / TICKS_PER_S;
            beats[added++].hr_bpm = rate;
        }
    }
    part->beats.count += added;
    return true;
}

static int by_time(const void *a, const void *b)
{
    double first = ((const struct fit_beat *)a)->time_s;
    double second = ((const struct fit_beat *)b)->time_s;

    return (first > second) - (first < second);
}

static void sort_beats(struct fit_part *part)
{
    const struct fit_beat *beats = part->beats.items;
    size_t count = part->beats.count;

    for (size_t i = 1; i < count; i++) {
        if (beats[i].time_s < beats[i - 1].time_s) {
            qsort(part->beats.items, count, sizeof *beats, by_time);
            return;
        }
    }
}

/* A walk over the beats and the steps each holds on. */
struct walk {
    const struct fit_beat *beats;
    size_t count;
    size_t index;
    unsigned step;
};

static double time_of(const struct walk *walk)
{
    return walk->beats[walk->index].time_s + HOLD_STEP_S * walk->step;
}

static void advance(struct walk *walk)
{
    const struct fit_beat *beat = &walk->beats[walk->index];

    if (walk->index + 1 < walk->count && walk->step < MOST_HOLD_STEPS &&
        beat[1].time_s - time_of(walk) > HOLD_STEP_S) {
        walk->step++;
    } else {
        walk->index++;
        walk->step = 0;
    }
}

/* Mean of what is held after `from_s` and up to `to_s`; missing if nothing. */
static double mean_between(struct walk *walk, double from_s, double to_s)
{
    double sum = 0;
    size_t count = 0;

    for (; walk->index < walk->count && time_of(walk) <= to_s; advance(walk)) {
        if (time_of(walk) > from_s) {
            sum += walk->beats[walk->index].hr_bpm;
            count++;
        }
    }
    return count == 0 ? OW_MISSING : floor(sum / (double)count + 0.5);
}

bool fit_part_merge_beats(struct fit_part *part)
{
    struct fit_records *records = &part->records;
    struct walk walk = {part->beats.items, part->beats.count, 0, 0};
    double *hr_bpm = NULL;
    uint32_t last = FIT_NO_TIME;
    double mean = OW_MISSING;

    if (walk.count == 0 || records->count == 0) {
        return true;
    }
    hr_bpm = fit_records_column(records, OW_CHANNEL_HR_BPM);
    if (hr_bpm == NULL) {
        return false;
    }
    sort_beats(part);
    for (size_t i = 0; i < records->count; i++) {
        uint32_t time = records->times[i];

        if (time == FIT_NO_TIME || (last != FIT_NO_TIME && time < last)) {
            continue;
        }
        if (time != last) {
            double from_s = last == FIT_NO_TIME ? time - 1.0 : (double)last;

            mean = mean_between(&walk, from_s, time);
            last = time;
        }
        if (!ow_is_missing(mean)) {
            hr_bpm[i] = mean;
        }
    }
    return true;
}
