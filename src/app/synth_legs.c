/* Sessions as legs, with the paces of the day. */
#include "app/synth_legs.h"

#include "onward/body.h"
#include "onward/quantity.h"

#include <math.h>

/* What the runner runs a week, as the marathon's model wants it. */
#define USUAL_WEEK_M 45000.0

struct legs {
    struct synth_leg *legs;
    size_t count;
    double left_m;
    double easy_m_per_s;
    double marathon_m_per_s;
    double threshold_m_per_s;
    double interval_m_per_s;
};

static void add(struct legs *legs, double length_m, double from_m_per_s,
                double to_m_per_s)
{
    struct synth_leg *leg = &legs->legs[legs->count];

    leg->length_m = fmin(length_m, legs->left_m);
    leg->from_m_per_s = from_m_per_s;
    leg->to_m_per_s = to_m_per_s;
    leg->is_lap = false;
    if (leg->length_m > 0) {
        legs->left_m -= leg->length_m;
        legs->count++;
    }
}

static void add_lap(struct legs *legs, double length_m, double m_per_s)
{
    add(legs, length_m, m_per_s, m_per_s);
    legs->legs[legs->count - 1].is_lap = true;
}

static void add_rest(struct legs *legs, double m_per_s)
{
    add(legs, legs->left_m, m_per_s, m_per_s);
}

static void fill_long(struct legs *legs, struct synth_random *random)
{
    double slow_m_per_s = legs->easy_m_per_s * 0.97;

    if (synth_random_even(random, 0, 1) < 0.3) {
        add(legs, legs->left_m * 0.8, slow_m_per_s, legs->easy_m_per_s);
        add_rest(legs, legs->marathon_m_per_s * 0.97);
    } else {
        add(legs, legs->left_m, legs->easy_m_per_s, slow_m_per_s);
    }
}

static void fill_progression(struct legs *legs, struct synth_random *random)
{
    double warm_up_m = 1600;
    double cool_down_m = 1200;
    double build_m = legs->left_m - warm_up_m - cool_down_m;
    double easy = legs->easy_m_per_s;
    double fast = legs->threshold_m_per_s;
    double kind = synth_random_even(random, 0, 3);

    add_lap(legs, warm_up_m, easy * 0.95);
    if (kind < 1) {
        add(legs, build_m, easy, fast);
        legs->legs[legs->count - 1].is_lap = true;
    } else if (kind < 2) {
        add_lap(legs, build_m / 3, easy * 1.03);
        add_lap(legs, build_m / 3, legs->marathon_m_per_s);
        add_lap(legs, build_m / 3, fast);
    } else {
        add_lap(legs, build_m * 0.75, easy);
        add_lap(legs, build_m * 0.25, fast * 1.02);
    }
    add_rest(legs, easy * 0.93);
}

static void fill_intervals(struct legs *legs)
{
    int repeats = (int)fmin(6, fmax(3, (legs->left_m - 3700) / 1400));

    add_lap(legs, 2200, legs->easy_m_per_s);
    for (int i = 0; i < repeats; i++) {
        add_lap(legs, 1000, legs->interval_m_per_s);
        add_lap(legs, 400, legs->easy_m_per_s * 0.8);
    }
    add_rest(legs, legs->easy_m_per_s * 0.95);
}

/* Shorter races are a touch fast at both ends; the marathon gets hard. */
static void fill_race(struct legs *legs, double vo2max)
{
    double half_s = 0;
    double race_m = legs->left_m;
    struct ow_prediction prediction = {.time_s = race_m / 3};
    double even = 0;

    if (ow_race_equivalent(vo2max, OW_HALF_MARATHON_M, &half_s, NULL) ==
        OW_OK) {
        /* A refusal leaves a plain pace: nothing here is out of range. */
        (void)!ow_race_predict(OW_HALF_MARATHON_M, half_s, USUAL_WEEK_M, race_m,
                               &prediction, NULL);
    }
    even = race_m / prediction.time_s;
    if (race_m < 40000) {
        add(legs, race_m * 0.15, even * 1.03, even * 1.01);
        add(legs, race_m * 0.65, even * 1.0, even * 0.985);
        add_rest(legs, even * 1.02);
        return;
    }
    add(legs, 5000, even * 1.03, even * 1.02);
    add(legs, 20000, even * 1.02, even * 1.01);
    add(legs, 5000, even * 1.01, even * 0.97);
    add(legs, 6000, even * 0.97, even * 0.86);
    add(legs, 5000, even * 0.86, even * 0.83);
    add_rest(legs, even * 0.93);
}

size_t synth_legs(const struct synth_session *session,
                  struct synth_random *random, struct synth_leg *made)
{
    struct legs legs = {.legs = made, .left_m = session->distance_m};
    double vo2max = session->effective_vo2max;
    struct ow_paces paces = {0};

    if (ow_paces_compute(vo2max, OW_MISSING, &paces, NULL) != OW_OK) {
        return 0;
    }
    legs.easy_m_per_s =
        2000 / (paces.easy_slow_s_per_km + paces.easy_fast_s_per_km);
    legs.marathon_m_per_s = 1000 / paces.marathon_s_per_km;
    legs.threshold_m_per_s = 1000 / paces.threshold_s_per_km;
    legs.interval_m_per_s = 1000 / paces.interval_s_per_km;
    switch (session->kind) {
    case SYNTH_LONG:
        fill_long(&legs, random);
        break;
    case SYNTH_PROGRESSION:
        fill_progression(&legs, random);
        break;
    case SYNTH_TEMPO:
        add_lap(&legs, 2000, legs.easy_m_per_s);
        add_lap(&legs, fmin(1200 * legs.threshold_m_per_s, legs.left_m - 1000),
                legs.threshold_m_per_s);
        add_rest(&legs, legs.easy_m_per_s * 0.95);
        break;
    case SYNTH_INTERVALS:
        fill_intervals(&legs);
        break;
    case SYNTH_RACE:
        fill_race(&legs, vo2max);
        break;
    case SYNTH_EASY:
    case SYNTH_STRENGTH:
        add_rest(&legs,
                 legs.easy_m_per_s * synth_random_even(random, 0.96, 1.02));
        break;
    }
    return legs.count;
}
