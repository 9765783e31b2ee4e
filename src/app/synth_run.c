/* The runner, the course and the watch, a second at a time. */
#include "app/synth_run.h"

#include "app/synth_course.h"
#include "app/synth_legs.h"
#include "base/error.h"
#include "engine/activity/activity.h"
#include "engine/body/capacity.h"
#include "onward/conditions.h"
#include "onward/quantity.h"

#include <math.h>

#define HR_REST_BPM 51.0
#define HR_MAX_BPM 186.0
#define HR_LAG_S 32.0
#define UTC_OFFSET_S 3600
#define MS_PER_DAY INT64_C(86400000)
#define SUB_SPORT_TREADMILL 1 /* FIT profile, sub_sport */
#define SUB_SPORT_STRENGTH 20
#define TRIGGER_MANUAL 0 /* FIT profile, lap_trigger */
#define TRIGGER_DISTANCE 2
#define TRIGGER_END 7
#define AUTO_LAP_M 1000.0
#define MOST_LAPS 64
#define MOST_PAUSES 3

struct watch {
    struct ow_activity *activity;
    double *channels[OW_CHANNEL_COUNT]; /* NULL: not measured */
    bool smart;
    double excess;        /* recorded over true metres */
    double last_sample_s; /* on the timer */
    double next_sample_s;
    double paused_s;
    double lap_start_s; /* on the timer */
    double lap_start_m; /* recorded */
    double lap_beats;
    double lap_seconds;
    bool has_buttons; /* laps by the runner, none by distance */
};

struct runner {
    struct synth_random random;
    const struct synth_session *session;
    struct synth_course course;
    struct synth_leg legs[SYNTH_MOST_LEGS];
    size_t leg_count;
    size_t leg;
    double leg_m;      /* into the leg */
    double time_s;     /* on the timer */
    double distance_m; /* true */
    double speed_m_per_s;
    double uneven; /* slow waves of speed, a share */
    double hr_bpm;
    double drift_m[2]; /* error of the position, east and north */
    struct synth_place place;
    double pauses_m[MOST_PAUSES]; /* where lights are red */
    size_t pause_count;
    size_t pause;
};

static double clamp(double value, double low, double high)
{
    return fmin(high, fmax(low, value));
}

/* ------------------------------------------------------------ the runner */

static void draw_course(struct runner *runner)
{
    static const struct {
        double length_m;
        double hilliness;
    } courses[] = {
        {3100, 0.3}, {5200, 0.5}, {8100, 2.0}, {12600, 3.0}, {6400, 1.0}};
    const struct synth_session *session = runner->session;
    struct synth_random random;
    size_t which = (size_t)synth_random_even(&runner->random, 0, 5);

    if (session->kind == SYNTH_RACE) {
        random = synth_random_of((uint64_t)session->distance_m, 9);
        synth_course_init(&runner->course, &random, session->distance_m, 0.6);
        runner->course.net_drop_m = session->distance_m > 40000 ? 35 : 0;
        return;
    }
    if (session->kind == SYNTH_INTERVALS || session->kind == SYNTH_TEMPO) {
        which = 0;
    }
    random = synth_random_of(which, 7);
    synth_course_init(&runner->course, &random, courses[which].length_m,
                      courses[which].hilliness);
}

static void draw_pauses(struct runner *runner)
{
    double share = synth_random_even(&runner->random, 0, 1);

    if (runner->session->kind != SYNTH_EASY &&
        runner->session->kind != SYNTH_LONG) {
        return;
    }
    runner->pause_count = share < 0.5 ? 0 : share < 0.8 ? 1 : MOST_PAUSES;
    for (size_t i = 0; i < runner->pause_count; i++) {
        double part = runner->session->distance_m / MOST_PAUSES;

        runner->pauses_m[i] =
            part * ((double)i + synth_random_even(&runner->random, 0.2, 0.8));
    }
}

static void runner_init(struct runner *runner, uint64_t seed,
                        const struct synth_session *session)
{
    *runner = (struct runner){.session = session, .hr_bpm = HR_REST_BPM + 35};
    runner->random = synth_random_of(
        seed + 1, (uint64_t)session->date.days * 16 + (uint64_t)session->kind);
    runner->leg_count = synth_legs(session, &runner->random, runner->legs);
    draw_course(runner);
    draw_pauses(runner);
    runner->place = synth_course_at(&runner->course, 0);
}

static double wanted_speed(const struct runner *runner)
{
    const struct synth_leg *leg = &runner->legs[runner->leg];
    double share = runner->leg_m / leg->length_m;
    double flat =
        leg->from_m_per_s + share * (leg->to_m_per_s - leg->from_m_per_s);

    /* Uphill slower by most of what the hill costs. */
    return flat * (1 + runner->uneven) /
           pow(ow_grade_effort(runner->place.grade), 0.9);
}

static void beat(struct runner *runner)
{
    double capacity_m_per_s =
        capacity_speed_m_per_min(runner->session->effective_vo2max) / 60;
    double share = runner->speed_m_per_s *
                   ow_grade_effort(runner->place.grade) / capacity_m_per_s;
    /* The same pace costs more beats after twenty minutes. */
    double drift = 1 + 0.00035 * fmax(0, runner->time_s / 60 - 20);
    double wanted = HR_REST_BPM + (HR_MAX_BPM - HR_REST_BPM) *
                                      pow(clamp(share, 0, 1.1), 1.12) * drift;

    wanted = clamp(wanted, HR_REST_BPM + 20, HR_MAX_BPM - 2);
    runner->hr_bpm += (wanted - runner->hr_bpm) / HR_LAG_S +
                      0.25 * synth_random_normal(&runner->random);
    runner->hr_bpm = fmin(runner->hr_bpm, HR_MAX_BPM);
}

/* One second on; false when the session is over. */
static bool step(struct runner *runner)
{
    runner->uneven =
        0.97 * runner->uneven + 0.006 * synth_random_normal(&runner->random);
    runner->speed_m_per_s +=
        0.3 * (wanted_speed(runner) - runner->speed_m_per_s);
    runner->time_s++;
    runner->distance_m += runner->speed_m_per_s;
    runner->leg_m += runner->speed_m_per_s;
    runner->place = synth_course_at(&runner->course, runner->distance_m);
    for (int i = 0; i < 2; i++) {
        runner->drift_m[i] = 0.98 * runner->drift_m[i] +
                             0.35 * synth_random_normal(&runner->random);
    }
    beat(runner);
    return runner->distance_m < runner->session->distance_m;
}

/* ------------------------------------------------------------- the watch */

static bool watch_wear(struct watch *watch, struct runner *runner, bool smart,
                       size_t most_samples)
{
    static const enum ow_channel usual[] = {
        OW_CHANNEL_TIME_S, OW_CHANNEL_DISTANCE_M, OW_CHANNEL_SPEED_M_PER_S,
        OW_CHANNEL_CADENCE_SPM, OW_CHANNEL_TEMPERATURE_C};
    static const enum ow_channel outdoors[] = {OW_CHANNEL_LATITUDE_DEG,
                                               OW_CHANNEL_LONGITUDE_DEG,
                                               OW_CHANNEL_ELEVATION_M};
    bool is_race = runner->session->kind == SYNTH_RACE;
    bool indoors = runner->session->kind == SYNTH_EASY &&
                   synth_random_even(&runner->random, 0, 1) < 0.04;
    bool strap = is_race || synth_random_even(&runner->random, 0, 1) > 0.03;
    bool fits = activity_reserve(watch->activity, most_samples);

    for (size_t i = 0; fits && i < sizeof usual / sizeof usual[0]; i++) {
        watch->channels[usual[i]] =
            activity_add_channel(watch->activity, usual[i]);
        fits = watch->channels[usual[i]] != NULL;
    }
    for (size_t i = 0; fits && !indoors && i < 3; i++) {
        watch->channels[outdoors[i]] =
            activity_add_channel(watch->activity, outdoors[i]);
        fits = watch->channels[outdoors[i]] != NULL;
    }
    if (fits && strap) {
        watch->channels[OW_CHANNEL_HR_BPM] =
            activity_add_channel(watch->activity, OW_CHANNEL_HR_BPM);
        fits = watch->channels[OW_CHANNEL_HR_BPM] != NULL;
    }
    watch->activity->summary.sub_sport = indoors ? SUB_SPORT_TREADMILL : -1;
    watch->smart = smart;
    watch->excess =
        1 + (indoors ? synth_random_even(&runner->random, -0.02, 0.02)
                     : synth_random_even(&runner->random, 0.002, 0.009));
    return fits;
}

static void put(struct watch *watch, enum ow_channel channel, double value)
{
    if (watch->channels[channel] != NULL) {
        watch->channels[channel][watch->activity->sample_count] = value;
    }
}

static double temperature_c(struct ow_date date)
{
    /* Coldest in the middle of January. */
    return round(10 - 9 * cos((date.days - 15) * 6.283185307179586 / 365.25));
}

static void note_sample(struct watch *watch, struct runner *runner)
{
    double speed = runner->speed_m_per_s;
    double cadence = 162 + 13 * (speed - 2.6);

    if (!(runner->time_s > watch->last_sample_s)) {
        return;
    }
    watch->last_sample_s = runner->time_s;
    put(watch, OW_CHANNEL_TIME_S, runner->time_s + watch->paused_s);
    put(watch, OW_CHANNEL_DISTANCE_M, runner->distance_m * watch->excess);
    put(watch, OW_CHANNEL_SPEED_M_PER_S, speed * watch->excess);
    put(watch, OW_CHANNEL_LATITUDE_DEG,
        runner->place.latitude_deg + runner->drift_m[1] / 111200);
    put(watch, OW_CHANNEL_LONGITUDE_DEG,
        runner->place.longitude_deg + runner->drift_m[0] / 75500);
    put(watch, OW_CHANNEL_ELEVATION_M,
        runner->place.elevation_m + 0.3 * runner->drift_m[0]);
    put(watch, OW_CHANNEL_HR_BPM, round(runner->hr_bpm));
    put(watch, OW_CHANNEL_CADENCE_SPM,
        round(cadence + 1.2 * synth_random_normal(&runner->random)));
    put(watch, OW_CHANNEL_TEMPERATURE_C, temperature_c(runner->session->date));
    watch->activity->sample_count++;
    watch->next_sample_s =
        runner->time_s +
        (watch->smart ? floor(synth_random_even(&runner->random, 2, 8)) : 1);
}

static void close_lap(struct watch *watch, const struct runner *runner,
                      int trigger)
{
    struct ow_activity *activity = watch->activity;
    struct ow_lap *lap = &activity->laps[activity->lap_count];
    double at_m = runner->distance_m * watch->excess;

    if (activity->lap_count == MOST_LAPS ||
        !(runner->time_s > watch->lap_start_s)) {
        return;
    }
    lap->start_time_ms =
        activity->summary.start_time_ms +
        (int64_t)(1000 * (watch->lap_start_s + watch->paused_s));
    lap->timer_s = runner->time_s - watch->lap_start_s;
    lap->elapsed_s = lap->timer_s;
    lap->distance_m = at_m - watch->lap_start_m;
    lap->hr_avg_bpm = watch->channels[OW_CHANNEL_HR_BPM] == NULL
                          ? OW_MISSING
                          : round(watch->lap_beats / watch->lap_seconds);
    lap->step_index = -1;
    lap->trigger = trigger;
    activity->lap_count++;
    watch->lap_start_s = runner->time_s;
    watch->lap_start_m = at_m;
    watch->lap_beats = 0;
    watch->lap_seconds = 0;
}

/* A red light: the timer stands, the clock goes on. */
static void stand(struct watch *watch, struct runner *runner)
{
    struct ow_activity *activity = watch->activity;
    struct ow_pause *pause = &activity->pauses[activity->pause_count];

    pause->start_s = runner->time_s + watch->paused_s;
    pause->duration_s = floor(synth_random_even(&runner->random, 15, 80));
    activity->pause_count++;
    close_lap(watch, runner, TRIGGER_MANUAL);
    watch->paused_s += pause->duration_s;
    runner->pause++;
    runner->speed_m_per_s = 0;
}

static void press_buttons(struct watch *watch, struct runner *runner)
{
    const struct synth_leg *leg = &runner->legs[runner->leg];

    if (runner->leg_m >= leg->length_m && runner->leg + 1 < runner->leg_count) {
        if (leg->is_lap) {
            close_lap(watch, runner, TRIGGER_MANUAL);
        }
        runner->leg_m -= leg->length_m;
        runner->leg++;
    }
    if (!watch->has_buttons &&
        runner->distance_m * watch->excess - watch->lap_start_m >= AUTO_LAP_M) {
        close_lap(watch, runner, TRIGGER_DISTANCE);
    }
    if (runner->pause < runner->pause_count &&
        runner->distance_m >= runner->pauses_m[runner->pause]) {
        note_sample(watch, runner);
        stand(watch, runner);
    }
}

static void record(struct watch *watch, struct runner *runner)
{
    bool goes_on = true;

    note_sample(watch, runner);
    while (goes_on) {
        goes_on = step(runner);
        watch->lap_beats += runner->hr_bpm;
        watch->lap_seconds++;
        if (runner->time_s >= watch->next_sample_s || !goes_on) {
            note_sample(watch, runner);
        }
        press_buttons(watch, runner);
    }
    close_lap(watch, runner, TRIGGER_END);
}

/* ---------------------------------------------------------- the activity */

static size_t most_samples(const struct runner *runner)
{
    double seconds = 60;

    for (size_t i = 0; i < runner->leg_count; i++) {
        const struct synth_leg *leg = &runner->legs[i];

        /* Steep hills halve the speed at worst. */
        seconds +=
            2.2 * leg->length_m / fmin(leg->from_m_per_s, leg->to_m_per_s);
    }
    return (size_t)seconds + 2 * MOST_PAUSES;
}

static void set_start(struct ow_activity *activity,
                      const struct synth_session *session,
                      struct synth_random *random)
{
    enum ow_weekday weekday = ow_date_weekday(session->date);
    double hour = weekday == OW_SUNDAY     ? 8.6
                  : weekday == OW_SATURDAY ? 9.5
                                           : 6.4;
    double minute = session->kind == SYNTH_RACE
                        ? 24
                        : floor(synth_random_even(random, 0, 40));

    activity->summary.has_start_time = true;
    activity->summary.has_utc_offset = true;
    activity->summary.utc_offset_s = UTC_OFFSET_S;
    activity->summary.start_time_ms =
        session->date.days * MS_PER_DAY +
        (int64_t)(hour * 3600 + minute * 60 - UTC_OFFSET_S) * 1000;
}

static bool fill_strength(struct ow_activity *activity,
                          struct synth_random *random)
{
    size_t count = (size_t)synth_random_even(random, 1800, 3000);
    double *time_s = NULL;
    double *hr_bpm = NULL;
    double hr = HR_REST_BPM + 30;

    if (!activity_reserve(activity, count) ||
        (time_s = activity_add_channel(activity, OW_CHANNEL_TIME_S)) == NULL ||
        (hr_bpm = activity_add_channel(activity, OW_CHANNEL_HR_BPM)) == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        /* A set a minute or so, and a rest after it. */
        double wanted = i % 130 < 50 ? 128 : 98;

        hr += (wanted - hr) / HR_LAG_S + 0.3 * synth_random_normal(random);
        time_s[i] = (double)i;
        hr_bpm[i] = round(hr);
    }
    activity->sample_count = count;
    activity->summary.sport = OW_SPORT_TRAINING;
    activity->summary.sub_sport = SUB_SPORT_STRENGTH;
    activity->laps[0] =
        (struct ow_lap){.start_time_ms = activity->summary.start_time_ms,
                        .timer_s = (double)(count - 1),
                        .elapsed_s = (double)(count - 1),
                        .distance_m = OW_MISSING,
                        .hr_avg_bpm = OW_MISSING,
                        .step_index = -1,
                        .trigger = TRIGGER_END};
    activity->lap_count = 1;
    return true;
}

static bool fill(struct ow_activity *activity, uint64_t seed,
                 const struct synth_session *session, bool smart)
{
    struct runner runner;
    struct watch watch = {.activity = activity, .last_sample_s = -1};

    runner_init(&runner, seed, session);
    activity->summary.sport = OW_SPORT_RUNNING;
    activity->summary.manufacturer = "development";
    set_start(activity, session, &runner.random);
    activity->laps =
        arena_calloc(&activity->arena, MOST_LAPS, sizeof *activity->laps);
    activity->pauses =
        arena_calloc(&activity->arena, MOST_PAUSES, sizeof *activity->pauses);
    if (activity->laps == NULL || activity->pauses == NULL) {
        return false;
    }
    if (session->kind == SYNTH_STRENGTH) {
        return fill_strength(activity, &runner.random);
    }
    for (size_t i = 0; i < runner.leg_count; i++) {
        watch.has_buttons = watch.has_buttons || runner.legs[i].is_lap;
    }
    if (!watch_wear(&watch, &runner, smart, most_samples(&runner))) {
        return false;
    }
    record(&watch, &runner);
    activity->summary.timer_s = runner.time_s;
    activity->summary.elapsed_s = runner.time_s + watch.paused_s;
    return true;
}

enum ow_status synth_run(uint64_t seed, const struct synth_session *session,
                         bool smart, struct ow_activity **activity,
                         struct ow_error *err)
{
    struct ow_activity *made = activity_new();

    if (made == NULL || !fill(made, seed, session, smart)) {
        ow_activity_free(made);
        return error_nomem(err);
    }
    activity_summarise(made);
    *activity = made;
    return OW_OK;
}
