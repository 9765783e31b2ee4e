/*
 * Properties of reading races over seeded runners. Prints TAP.
 *
 * ONWARD_SEED sets the first seed, ONWARD_RUNNERS how many races are drawn.
 */
#include "app/synth.h"
#include "app/synth_random.h"
#include "engine/activity/activity.h"
#include "engine/activity/trace.h"
#include "engine/race/finish.h"
#include "onward/quantity.h"
#include "onward/race.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_RACES 1000
#define MOST_PRINTED 10
/* Two years hold seven races, or a few less after an illness. */
#define WEEKS 104
#define YEARS_DRAWN 4
#define LIKELY_RACE 0.5
#define HR_MAX_BPM 186
/* A runner at a walk covers some 12 m in this. */
#define NEAR_S 12

static long failures;

static void note(bool is_so, const char *what, uint64_t seed, double is_,
                 double should)
{
    if (!is_so && ++failures <= MOST_PRINTED) {
        printf("# %s: seed %llu: %.2f, not %.2f\n", what,
               (unsigned long long)seed, is_, should);
    }
}

/* A race as a watch saw it: too long, noisy, at odd times. */
struct recorded {
    struct ow_activity *activity;
    double at_s;
    double at_m;
    double noise; /* of the speed, from second to second */
};

static void add_sample(struct recorded *recorded)
{
    size_t i = recorded->activity->sample_count++;

    activity_add_channel(recorded->activity, OW_CHANNEL_TIME_S)[i] =
        recorded->at_s;
    activity_add_channel(recorded->activity, OW_CHANNEL_DISTANCE_M)[i] =
        recorded->at_m;
}

/* So many metres or seconds, whichever end first, a sample every few seconds.
 */
static void go(struct recorded *recorded, struct synth_random *random,
               double speed_m_per_s, double to_m, double to_s, int every_s)
{
    while (recorded->at_m < to_m && recorded->at_s < to_s) {
        recorded->noise =
            0.9 * recorded->noise + 0.04 * synth_random_normal(random);
        recorded->at_m += speed_m_per_s * fmax(0, 1 + recorded->noise);
        recorded->at_s++;
        if ((int)recorded->at_s % every_s == 0) {
            add_sample(recorded);
        }
    }
}

static struct recorded record_new(void)
{
    struct recorded recorded = {.activity = activity_new()};

    if (recorded.activity == NULL ||
        !activity_reserve(recorded.activity, 50000)) {
        exit(1);
    }
    recorded.activity->summary.sport = OW_SPORT_RUNNING;
    add_sample(&recorded);
    return recorded;
}

static double finish_s(const struct ow_activity *activity)
{
    struct ow_trace *trace = NULL;
    double time_s = OW_MISSING;

    if (ow_trace_new(activity, &trace, NULL) == OW_OK) {
        time_s = trace->time_s[finish_find(trace, 0)];
    }
    ow_trace_free(trace);
    return time_s;
}

/* One race to the line, then on at a walk. */
static void run_race(uint64_t seed)
{
    static const double races_m[] = {5000, 10000, OW_HALF_MARATHON_M,
                                     OW_MARATHON_M};
    struct synth_random random = synth_random_of(seed, 1);
    struct recorded recorded = record_new();
    double race_m = races_m[synth_random_next(&random) % 4];
    double long_share = synth_random_even(&random, 1.001, 1.012);
    double speed_m_per_s = synth_random_even(&random, 2.4, 5);
    int every_s = 1 + (int)(synth_random_next(&random) % 5);
    double walk_s = synth_random_even(&random, 60, 1200);
    double line_s = 0;
    double found_s = 0;

    /* A second half up to a tenth slower. */
    go(&recorded, &random, speed_m_per_s, race_m * long_share / 2, 1e6,
       every_s);
    go(&recorded, &random, speed_m_per_s * synth_random_even(&random, 0.9, 1),
       race_m * long_share, 1e6, every_s);
    line_s = recorded.at_s;
    found_s = finish_s(recorded.activity);
    note(fabs(found_s - line_s) <= every_s, "nothing after the line", seed,
         found_s, line_s);
    go(&recorded, &random, 0.1, 1e6, line_s + synth_random_even(&random, 5, 60),
       every_s);
    go(&recorded, &random, synth_random_even(&random, 0.8, 1.4), 1e6,
       recorded.at_s + walk_s, every_s);
    found_s = finish_s(recorded.activity);
    note(fabs(found_s - line_s) <= NEAR_S, "a walk after the line", seed,
         found_s, line_s);
    ow_activity_free(recorded.activity);
}

/* What the readings of a made-up runner's years come to. */
struct years {
    uint64_t seed;
    long races;
};

static enum ow_status look(void *context, const struct app_synth_made *made,
                           struct ow_error *err)
{
    static const char *const ends[] = {"-5k", "-10k", "-half-marathon",
                                       "-marathon"};
    struct years *years = context;
    struct ow_race_options known = {.hr_max_bpm = HR_MAX_BPM, .name = ""};
    struct ow_race_reading reading;
    size_t length = strlen(made->name);
    bool is_race = false;

    (void)err;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t end = strlen(ends[i]);

        is_race = is_race || (length > end &&
                              strcmp(made->name + length - end, ends[i]) == 0);
    }
    /* Without a heart rate a long even run over a half may have been one. */
    if (ow_race_read(made->activity, &known, &reading, NULL) == OW_OK &&
        !ow_is_missing(reading.hr_share)) {
        note((reading.confidence >= LIKELY_RACE) == is_race, made->name,
             years->seed, reading.confidence, is_race);
        years->races += is_race;
    }
    return OW_OK;
}

static void run_years(uint64_t seed)
{
    struct years years = {seed, 0};
    struct app_synth_options options = {.seed = seed, .weeks = WEEKS};

    if (ow_date_parse("2026-11-22", &options.race_day, NULL) != OW_OK ||
        app_synth_each(&options, look, &years, NULL) != OW_OK) {
        exit(1);
    }
    note(years.races >= 5, "races in two years", seed, (double)years.races, 5);
}

static void tell(int number, const char *what)
{
    printf("%s %d - %s\n", failures == 0 ? "ok" : "not ok", number, what);
}

static long setting(const char *name, long otherwise)
{
    const char *text = getenv(name);

    return text == NULL ? otherwise : strtol(text, NULL, 10);
}

int main(void)
{
    uint64_t seed = (uint64_t)setting("ONWARD_SEED", 1);
    long races = setting("ONWARD_RUNNERS", DEFAULT_RACES);
    long all = 0;

    printf("# seed %llu, %ld races\n1..2\n", (unsigned long long)seed, races);
    for (long i = 0; i < races; i++) {
        run_race(seed + (uint64_t)i);
    }
    tell(1, "the line is where the running ended");
    all = failures;
    failures = 0;
    for (uint64_t i = 0; i < YEARS_DRAWN; i++) {
        run_years(seed + i);
    }
    tell(2, "races are told from training by distance, heart and hour");
    return all + failures == 0 ? 0 : 1;
}
