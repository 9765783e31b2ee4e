/*
 * Writes FIT files of ours into a folder, each beside a JSON of what is in it,
 * for readers that are not ours to judge: w000.fit ... are workouts drawn from
 * a fixed seed, the last of them progression runs, run.fit is an activity.
 */
#include "base/buf.h"
#include "codec/json/json_writer.h"
#include "engine/activity/activity.h"
#include "onward/fit.h"
#include "onward/json.h"
#include "onward/progression.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORKOUTS 150
#define PROGRESSIONS 60
#define SAMPLES 600
#define START_MS ((int64_t)1631065600000) /* 2021-09-08T01:46:40Z */
#define MOST_JSON ((size_t)1 << 20)

static const struct ow_fit_identity identity = {.manufacturer = 255,
                                                .product = 1,
                                                .serial = 7,
                                                .time_created_ms = START_MS};

static void need(bool is_fine, const char *what)
{
    if (!is_fine) {
        (void)fprintf(stderr, "fit_samples: %s failed\n", what);
        exit(1);
    }
}

static void save(const char *folder, const char *name, const void *bytes,
                 size_t length)
{
    char path[4096];
    FILE *file = NULL;

    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "wb");
    need(file != NULL, path);
    need(fwrite(bytes, 1, length, file) == length, path);
    need(fclose(file) == 0, path);
}

/* 0 to below `bound`; Knuth's linear congruential generator (TAOCP 3.3.4). */
static unsigned draw(unsigned bound)
{
    static uint64_t state = 20210908;

    state = state * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(state >> 33) % bound;
}

static struct ow_target draw_target(void)
{
    static const double none = (double)NAN;
    double slow = 200 + draw(300);
    double low = 90 + draw(60);

    switch (draw(6)) {
    case 0:
        return (struct ow_target){OW_TARGET_PACE_S_PER_KM, slow,
                                  slow - draw(30)};
    case 1:
        return (struct ow_target){OW_TARGET_PACE_S_PER_KM, none, slow};
    case 2:
        return (struct ow_target){OW_TARGET_PACE_S_PER_KM, slow, none};
    case 3:
        return (struct ow_target){OW_TARGET_HR_BPM, low, low + draw(30)};
    case 4:
        return (struct ow_target){OW_TARGET_HR_BPM, none, low};
    default:
        return (struct ow_target){OW_TARGET_OPEN, none, none};
    }
}

static struct ow_step draw_step(void)
{
    static const char *const cues[] = {NULL, "relax", "H\xC3\xBCgel hoch",
                                       "\xE5\xA4\xA7\xE8\xB7\x91", NULL};
    struct ow_step step = {.role = (enum ow_role)draw(OW_ROLE_COUNT),
                           .end_type = (enum ow_end_type)draw(OW_END_COUNT),
                           .target = draw_target(),
                           .ramp_from = OW_MISSING,
                           .ramp_to = OW_MISSING,
                           .cue = cues[draw(5)]};

    switch (step.end_type) {
    case OW_END_TIME_S:
        step.end_value = 1 + draw(7200);
        break;
    case OW_END_DISTANCE_M:
        step.end_value = 1 + draw(42195);
        break;
    case OW_END_HR_ABOVE_BPM:
    case OW_END_HR_BELOW_BPM:
        step.end_value = 90 + draw(100);
        break;
    case OW_END_LAP:
    case OW_END_COUNT:
        step.end_type = OW_END_LAP;
        step.end_value = OW_MISSING;
        break;
    }
    return step;
}

static void draw_block(struct ow_workout *workout, unsigned depth)
{
    unsigned count = 1 + draw(4);

    for (unsigned i = 0; i < count; i++) {
        struct ow_step step = draw_step();

        if (depth < 3 && draw(4) == 0) {
            need(ow_workout_begin_repeat(workout, 2 + draw(20), NULL) == OW_OK,
                 "begin_repeat");
            draw_block(workout, depth + 1);
            need(ow_workout_end_repeat(workout, NULL) == OW_OK, "end_repeat");
        } else {
            need(ow_workout_add_step(workout, &step, NULL) == OW_OK,
                 "add_step");
        }
    }
}

/* A workout as FIT and as JSON beside it; frees it. */
static void save_workout(const char *folder, unsigned number,
                         struct ow_workout *workout)
{
    char name[32];
    uint8_t *bytes = NULL;
    char *text = NULL;
    size_t length = 0;

    need(ow_fit_encode_workout(workout, &identity, &bytes, &length, NULL,
                               NULL) == OW_OK,
         "encode_workout");
    (void)snprintf(name, sizeof name, "w%03u.fit", number);
    save(folder, name, bytes, length);
    need(ow_workout_encode_json(workout, &text, &length, NULL) == OW_OK,
         "encode_json");
    (void)snprintf(name, sizeof name, "w%03u.json", number);
    save(folder, name, text, length);
    ow_bytes_free(bytes);
    ow_text_free(text);
    ow_workout_free(workout);
}

static void write_workout(const char *folder, unsigned number)
{
    char name[32];
    struct ow_workout *workout = NULL;

    (void)snprintf(name, sizeof name, "workout %u \xC3\xBC", number);
    need(ow_workout_new(name, OW_SPORT_RUNNING, &workout, NULL) == OW_OK,
         "workout_new");
    draw_block(workout, 0);
    save_workout(folder, number, workout);
}

/* A progression run as a watch gets it: its ramps cut. */
static void write_progression(const char *folder, unsigned number)
{
    const struct ow_progression wanted = {
        .kind = (enum ow_progression_kind)(number % OW_PROGRESSION_KIND_COUNT),
        .curve = (enum ow_progression_curve)draw(OW_CURVE_COUNT),
        .level = (enum ow_level)(1 + draw(3)),
        .total = {.s = 1800 + 60 * (double)draw(60)},
        .race = {10000, 2400 + draw(1200)},
        .most_steps = 4 + draw(40)};
    struct ow_progression_notes notes;
    struct ow_device_fit fit;
    struct ow_device device = *ow_device_find("common");
    struct ow_workout *workout = NULL;
    struct ow_workout *fitted = NULL;

    device.most_steps = wanted.most_steps;
    need(ow_progression_build(&wanted, &workout, &notes, NULL) == OW_OK,
         "progression_build");
    need(ow_workout_fit_device(workout, &device, &fitted, &fit, NULL) == OW_OK,
         "fit_device");
    ow_workout_free(workout);
    save_workout(folder, number, fitted);
}

/* An hour's tenth over a hill and the date line, with a stop of a minute. */
static void fill(struct ow_activity *activity)
{
    static const struct {
        enum ow_channel channel;
        double first;
        double last;
        double grain; /* of what a FIT file can hold */
    } channels[] = {
        {OW_CHANNEL_TIME_S, 0, SAMPLES - 1, 1},
        {OW_CHANNEL_LATITUDE_DEG, -16.8, -16.78, 0},
        {OW_CHANNEL_LONGITUDE_DEG, 179.95, 179.97, 0},
        {OW_CHANNEL_ELEVATION_M, -3, 140, 0.2},
        {OW_CHANNEL_DISTANCE_M, 0, 2101.37, 0.01},
        {OW_CHANNEL_SPEED_M_PER_S, 2.1, 4.9, 0.001},
        {OW_CHANNEL_HR_BPM, 61, 188, 1},
        {OW_CHANNEL_CADENCE_SPM, 150, 196, 0.25},
        {OW_CHANNEL_POWER_W, 120, 480, 1},
        {OW_CHANNEL_TEMPERATURE_C, -4, 31, 1},
        {OW_CHANNEL_VERTICAL_OSCILLATION_MM, 71.3, 99.9, 0.1},
        {OW_CHANNEL_STANCE_TIME_MS, 300.5, 200.5, 0.1},
        {OW_CHANNEL_STEP_LENGTH_MM, 800.1, 1400.3, 0.1},
    };

    for (size_t i = 0; i < sizeof channels / sizeof channels[0]; i++) {
        double *values = activity_add_channel(activity, channels[i].channel);

        need(values != NULL, "add_channel");
        for (size_t k = 0; k < SAMPLES; k++) {
            double share = (double)k / (SAMPLES - 1);
            double value = channels[i].first +
                           share * (channels[i].last - channels[i].first);

            values[k] =
                channels[i].grain > 0
                    ? round(value / channels[i].grain) * channels[i].grain
                    : value;
        }
    }
    for (size_t k = 200; k < SAMPLES; k++) {
        activity->channels[OW_CHANNEL_TIME_S][k] += 60;
    }
    activity->channels[OW_CHANNEL_HR_BPM][10] = OW_MISSING;
}

static struct ow_activity *make_run(void)
{
    struct ow_activity *activity = activity_new();

    need(activity != NULL && activity_reserve(activity, SAMPLES), "activity");
    activity->sample_count = SAMPLES;
    fill(activity);
    activity->summary.sport = OW_SPORT_RUNNING;
    activity->summary.sub_sport = 3;
    activity->summary.has_start_time = true;
    activity->summary.start_time_ms = START_MS;
    activity->summary.has_utc_offset = true;
    activity->summary.utc_offset_s = 43200;
    activity->laps = arena_calloc(&activity->arena, 1, sizeof(struct ow_lap));
    activity->pauses =
        arena_calloc(&activity->arena, 1, sizeof(struct ow_pause));
    need(activity->laps != NULL && activity->pauses != NULL, "arena");
    activity->laps[0] = (struct ow_lap){START_MS, 599, 659, 2101.37, 125, 4, 7};
    activity->lap_count = 1;
    activity->pauses[0] = (struct ow_pause){199, 61};
    activity->pause_count = 1;
    activity_summarise(activity);
    return activity;
}

/* The samples as rows of the channels' numbers, in the channels' order. */
static void write_samples(struct json_writer *json,
                          const struct ow_activity *activity)
{
    json_key(json, "samples");
    json_begin_array(json);
    for (size_t k = 0; k < activity->sample_count; k++) {
        json_begin_array(json);
        for (size_t i = 0; i < OW_CHANNEL_COUNT; i++) {
            json_number(json, activity->channels[i][k], 8);
        }
        json_end_array(json);
    }
    json_end_array(json);
}

static void write_run(const char *folder)
{
    struct ow_activity *activity = make_run();
    struct json_writer json;
    struct buf text;
    uint8_t *bytes = NULL;
    size_t length = 0;

    need(ow_fit_encode_activity(activity, &identity, &bytes, &length, NULL) ==
             OW_OK,
         "encode_activity");
    save(folder, "run.fit", bytes, length);
    buf_init(&text, MOST_JSON);
    json_init(&json, &text);
    json_begin_object(&json);
    json_integer_field(&json, "start_time_ms", START_MS);
    json_number_field(&json, "distance_m", activity->summary.distance_m, 3);
    json_number_field(&json, "timer_s", activity->summary.timer_s, 3);
    json_number_field(&json, "elapsed_s", activity->summary.elapsed_s, 3);
    write_samples(&json, activity);
    json_end_object(&json);
    need(buf_status(&text, NULL) == OW_OK, "json");
    save(folder, "run.json", text.data, text.length);
    buf_dispose(&text);
    ow_bytes_free(bytes);
    ow_activity_free(activity);
}

int main(int argc, char **argv)
{
    need(argc == 2, "naming one folder");
    for (unsigned i = 0; i < WORKOUTS; i++) {
        write_workout(argv[1], i);
    }
    for (unsigned i = 0; i < PROGRESSIONS; i++) {
        write_progression(argv[1], WORKOUTS + i);
    }
    write_run(argv[1]);
    return 0;
}
