/*
 * The three clocks after a race. A race belongs to one of four classes; each
 * class has its days without running, its easy days and its steps back to the
 * old volume among the rules' parameters. What made the race harder or easier
 * than usual stretches or shortens the clocks, never below what must hold.
 */
#include "onward/recovery.h"

#include "base/error.h"
#include "base/num.h"
#include "onward/quantity.h"

#include <math.h>

#define DAYS_PER_WEEK 7

/* A race of this age's steepness, heat or fade is harder than its distance
 * says. Expert estimates: no study sets these bounds. */
#define DOWNHILL_NET_M 150.0
#define DOWNHILL_SHARE 0.02 /* metres down a metre run */
#define HOT_C 25.0          /* the hottest quarter of Ely 2007 */
#define FADED 0.20          /* near the collapse of Smyth 2021, 25 % */

struct race_class {
    double from_m;
    /* Names of the parameters of recovery.off and recovery.easy. */
    const char *planned;
    const char *must;
    const char *light;
    /* Longest days off of the seed text; a stretch goes no further. */
    int most_off_days;
    /* Weekly distance below which the race was a leap; 0: never. */
    double low_weekly_m;
    const char *low_because;
    /* Parameters of recovery.volume; week 1 has none of its own. */
    const char *shares[4];
    size_t share_count;
};

static const struct race_class classes[] = {
    {30000,
     "marathon",
     "marathon_must",
     "marathon_light",
     14,
     40000,
     "less than 40 km a week before it",
     {"marathon_week_2", "marathon_week_3", "marathon_week_4",
      "marathon_week_5"},
     4},
    {15000,
     "half",
     "half_must",
     "half_light",
     7,
     20000,
     "less than 20 km a week before it",
     {"half_week_2", "half_week_3"},
     2},
    {7500, "10k", "10k_must", "10k_light", 4, 0, NULL, {NULL}, 0},
    {0, "5k", "5k_must", "5k_light", 3, 0, NULL, {NULL}, 0},
};

static const struct race_class *class_of(double distance_m)
{
    const struct race_class *class = classes;

    while (distance_m < class->from_m) {
        class ++;
    }
    return class;
}

static double stretch(const struct ow_rule_values *values,
                      const char *parameter)
{
    return ow_rule_value(values, OW_RULE_RECOVERY_STRETCH, parameter);
}

static void add_reason(struct ow_recovery *recovery, double factor,
                       const char *because)
{
    struct ow_recovery_reason *reason =
        &recovery->reasons[recovery->reason_count];

    recovery->reason_count++;
    reason->factor = factor;
    reason->because = because;
}

static void add_age(struct ow_recovery *recovery,
                    const struct ow_rule_values *values, int age_years)
{
    if (age_years >= 60) {
        add_reason(recovery, stretch(values, "age_60"), "age of 60 and above");
    } else if (age_years >= 50) {
        add_reason(recovery, stretch(values, "age_50"), "age of 50 to 59");
    } else if (age_years >= 40) {
        add_reason(recovery, stretch(values, "age_40"), "age of 40 to 49");
    }
}

static bool is_light(const struct ow_raced *raced,
                     const struct ow_rule_values *values)
{
    return raced->effort < stretch(values, "light_effort");
}

static bool is_downhill(const struct ow_raced *raced)
{
    return raced->net_drop_m > DOWNHILL_NET_M ||
           raced->descent_m > DOWNHILL_SHARE * raced->distance_m;
}

/* Missing quantities compare as false, so they give no reason. */
static void add_reasons(struct ow_recovery *recovery,
                        const struct ow_raced *raced,
                        const struct ow_rule_values *values)
{
    const struct race_class *class = class_of(raced->distance_m);

    if (is_light(raced, values)) {
        add_reason(recovery, stretch(values, "light"),
                   "run well within what was possible");
    }
    if (raced->is_first) {
        add_reason(recovery, stretch(values, "first_at_distance"),
                   "first race at this distance");
    }
    add_age(recovery, values, raced->age_years);
    if (raced->distance_m > OW_ULTRA_M) {
        add_reason(recovery, stretch(values, "ultra"),
                   "further than a marathon");
    }
    if (raced->weekly_m < class->low_weekly_m) {
        add_reason(recovery, stretch(values, "low_volume"), class->low_because);
    }
    if (raced->fade >= FADED) {
        add_reason(recovery, stretch(values, "fade"),
                   "a last quarter far slower than the second");
    }
    if (is_downhill(raced)) {
        add_reason(recovery, stretch(values, "net_drop"), "much downhill");
    }
    if (raced->temperature_c >= HOT_C) {
        add_reason(recovery, stretch(values, "heat"), "a hot day");
    }
}

/* Days by the reasons' factor, between what must hold and the cap. */
static int stretched_days(double planned, double factor, int must, double most)
{
    int days = (int)lround(fmin(planned * factor, fmax(planned, most)));

    return days < must ? must : days;
}

static void set_days(struct ow_recovery *recovery, const struct ow_raced *raced,
                     const struct ow_rule_values *values, enum ow_preset preset)
{
    const struct race_class *class = class_of(raced->distance_m);
    bool light = preset == OW_PRESET_ACTIVE_RETURN || is_light(raced, values);
    const char *must = light ? class->light : class->must;
    double off = ow_rule_value(values, OW_RULE_RECOVERY_OFF, class->planned);
    double easy = ow_rule_value(values, OW_RULE_RECOVERY_EASY, class->planned);
    double factor = 1;

    for (size_t i = 0; i < recovery->reason_count; i++) {
        factor *= recovery->reasons[i].factor;
    }
    recovery->off_must_days =
        (int)ow_rule_value(values, OW_RULE_RECOVERY_OFF, must);
    recovery->easy_must_day =
        (int)ow_rule_value(values, OW_RULE_RECOVERY_EASY, must);
    recovery->off_days = stretched_days(off, factor, recovery->off_must_days,
                                        class->most_off_days);
    recovery->easy_until_day =
        stretched_days(easy, factor, recovery->easy_must_day,
                       stretch(values, "max_easy_days"));
    if (recovery->easy_until_day < recovery->off_days) {
        recovery->easy_until_day = recovery->off_days;
    }
}

/*
 * The shares of the volume week by week. A week of which most is off has as
 * much of the first share as it has days; the steps begin after it. A race
 * run within oneself has the later half of the steps only; short races have
 * none, and only the days off are missing from their week. Where a short race
 * was run within oneself the day after it had been a day of rest anyhow.
 */
static void set_volume(struct ow_recovery *recovery,
                       const struct ow_raced *raced,
                       const struct ow_rule_values *values)
{
    const struct race_class *class = class_of(raced->distance_m);
    size_t step = is_light(raced, values) ? class->share_count / 2 : 0;
    bool was_training = is_light(raced, values) && class->share_count == 0 &&
                        recovery->off_days > 0;
    int off_left = recovery->off_days - was_training;

    do {
        int off = off_left < DAYS_PER_WEEK ? off_left : DAYS_PER_WEEK;
        bool is_step = off < 4 && step < class->share_count;
        double share = step < class->share_count
                           ? ow_rule_value(values, OW_RULE_RECOVERY_VOLUME,
                                           class->shares[step])
                           : 1;

        if (!is_step) {
            share *= (double)(DAYS_PER_WEEK - off) / DAYS_PER_WEEK;
        }
        step += is_step;
        off_left -= off;
        recovery->week_share[recovery->week_count++] = share;
    } while (recovery->week_count < OW_RECOVERY_MOST_WEEKS &&
             (off_left > 0 || step < class->share_count));
    recovery->back_day = DAYS_PER_WEEK * (int)recovery->week_count + 1;
}

enum ow_status ow_recovery_compute(const struct ow_raced *raced,
                                   const struct ow_rule_values *values,
                                   enum ow_preset preset,
                                   struct ow_recovery *recovery,
                                   struct ow_error *err)
{
    struct ow_recovery made = {.weekly_m = raced->weekly_m};

    if (!(raced->distance_m >= 1000 && raced->distance_m <= 1e6)) {
        char text[NUM_TEXT_SIZE];

        num_format(raced->distance_m, 1, text);
        return error_set(err, OW_E_RANGE,
                         "race distance %s m is outside 1000 to 1000000 m",
                         text);
    }
    if (raced->effort < 0 || raced->effort > 1.1) {
        char text[NUM_TEXT_SIZE];

        num_format(raced->effort, 2, text);
        return error_set(err, OW_E_RANGE, "effort %s is outside 0 to 1.1",
                         text);
    }
    add_reasons(&made, raced, values);
    set_days(&made, raced, values, preset);
    set_volume(&made, raced, values);
    *recovery = made;
    return OW_OK;
}
