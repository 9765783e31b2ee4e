/* A race as planned: splits, what the goal is worth, and what to warn of. */
#include "base/error.h"
#include "base/mem.h"
#include "base/num.h"
#include "engine/body/range.h"
#include "engine/race/pacing.h"
#include "onward/quantity.h"
#include "onward/standards.h"

#include <math.h>
#include <string.h>

#define M_PER_KM 1000.0
#define FASTEST_S_PER_KM 20.0
#define SLOWEST_S_PER_KM 3600.0
#define SHORTEST_SPLIT_M 100.0
#define MOST_SPLITS 5000
/* A rest shorter than this belongs to the split before it. */
#define LEAST_REST_M 1.0
#define FIRST_TENTH 0.1
/* The start of a profile is fast where it is by more than this share. */
#define FAST_START 0.005
/* Dew point below the temperature at some 60 % humidity; as in explain.c. */
#define DEW_POINT_BELOW_C 8.0
/* Between these a figure for thin air is known (ow_altitude_slowdown()). */
#define THIN_AIR_FROM_M 5000.0
#define THIN_AIR_TO_M 10000.0
/* The age that the open class is asked for with, and a time never too fast. */
#define OPEN_AGE 25
#define SLOW_S 2e6
#define FASTEST_LONG_M 5000.0

const char *ow_pacing_name(enum ow_pacing pacing)
{
    static const char *const names[OW_PACING_COUNT] = {
        [OW_PACING_EVEN] = "even",
        [OW_PACING_NEGATIVE] = "negative",
        [OW_PACING_PROGRESSION] = "progression",
        [OW_PACING_OWN] = "own",
    };

    return names[pacing];
}

/* A plan being made. */
struct making {
    const struct ow_race_course *course;
    const struct ow_strategy *strategy;
    struct pacing pacing;
    struct ow_race_plan plan;
};

/* Takes a warning; its words come as an error's message, which knows how. */
static void warn(struct making *making, const char *code,
                 const struct ow_error *words)
{
    struct ow_race_warning *warning =
        &making->plan.warnings[making->plan.warning_count++];

    warning->code = code;
    memcpy(warning->message, words->message, sizeof warning->message);
}

static enum ow_status check(const struct ow_race_course *course,
                            const struct ow_strategy *strategy,
                            struct ow_error *err)
{
    double length_m = course->facts.length_m;
    double s_per_m = strategy->goal_s / length_m;
    enum ow_status status =
        range_check("goal, as a pace of", s_per_m * M_PER_KM, "s/km",
                    FASTEST_S_PER_KM, SLOWEST_S_PER_KM, err);
    char goal[NUM_TEXT_SIZE];

    if (status == OW_OK &&
        fabs(strategy->goal_s - round(strategy->goal_s)) > 0) {
        num_format(strategy->goal_s, 3, goal);
        return error_set(err, OW_E_RANGE, "goal %s s is not in whole seconds",
                         goal);
    }
    return status != OW_OK
               ? status
               : range_check("split", strategy->split_m, "m",
                             fmax(SHORTEST_SPLIT_M, length_m / MOST_SPLITS),
                             1e6, err);
}

static double elevation_at(const struct ow_race_course *course, double at_m)
{
    const double *elevation_m = course->points.elevation_m;

    return elevation_m != NULL ? course_at(course, elevation_m, at_m) : 0;
}

static void fill_split(const struct making *making, struct ow_race_split *split)
{
    const struct ow_race_course *course = making->course;
    double from_s = pacing_time_s(&making->pacing, split->from_m);
    double to_s = pacing_time_s(&making->pacing, split->to_m);
    double length_m = split->to_m - split->from_m;
    double flat_m = course_at(course, course->points.flat_m, split->to_m) -
                    course_at(course, course->points.flat_m, split->from_m);

    split->grade = (elevation_at(course, split->to_m) -
                    elevation_at(course, split->from_m)) /
                   length_m;
    split->pace_s_per_km = (to_s - from_s) / length_m * M_PER_KM;
    split->flat_pace_s_per_km = (to_s - from_s) / flat_m * M_PER_KM;
    split->cumulative_s = (int64_t)llround(to_s);
    split->time_s = split->cumulative_s - (int64_t)llround(from_s);
}

static enum ow_status fill_splits(struct making *making, struct ow_error *err)
{
    struct ow_race_plan *plan = &making->plan;
    double split_m = making->strategy->split_m;
    double whole = floor((plan->length_m - LEAST_REST_M) / split_m);

    plan->split_count = (size_t)fmax(0, whole) + 1;
    plan->splits = mem_calloc(plan->split_count, sizeof *plan->splits);
    if (plan->splits == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < plan->split_count; i++) {
        struct ow_race_split *split = &plan->splits[i];

        split->from_m = split_m * (double)i;
        split->to_m = i + 1 < plan->split_count ? split_m * (double)(i + 1)
                                                : plan->length_m;
        fill_split(making, split);
    }
    plan->first_half_s = pacing_time_s(&making->pacing, plan->length_m / 2);
    return OW_OK;
}

static enum ow_status weigh_heat(struct making *making, struct ow_error *err)
{
    const struct ow_strategy *strategy = making->strategy;
    double temperature_c = strategy->temperature_c;
    double dew_point_c = ow_is_missing(strategy->dew_point_c)
                             ? temperature_c - DEW_POINT_BELOW_C
                             : strategy->dew_point_c;
    enum ow_status status = OW_OK;
    struct ow_error words;
    char sum[NUM_TEXT_SIZE];

    if (ow_is_missing(temperature_c)) {
        return OW_OK;
    }
    status =
        ow_heat_slowdown(temperature_c, dew_point_c, &making->plan.heat, err);
    if (status == OW_OK && ow_is_missing(making->plan.heat.low)) {
        num_format((temperature_c + dew_point_c) * 1.8 + 64, 0, sum);
        (void)error_set(&words, OW_E_RANGE,
                        "temperature and dew point sum to %s F: above 180 F "
                        "nobody should run hard",
                        sum);
        warn(making, "race-too-hot", &words);
    }
    return status;
}

static enum ow_status weigh_altitude(struct making *making,
                                     struct ow_error *err)
{
    double altitude_m = making->strategy->altitude_m;
    double length_m = making->plan.length_m;
    struct ow_error words;

    if (ow_is_missing(altitude_m)) {
        return OW_OK;
    }
    if (length_m < THIN_AIR_FROM_M || length_m > THIN_AIR_TO_M) {
        making->plan.altitude_slowdown = OW_MISSING;
        (void)error_set(&words, OW_E_RANGE,
                        "what thin air costs is known from 5 to 10 km only: it "
                        "is left out");
        warn(making, "race-altitude", &words);
        return OW_OK;
    }
    return ow_altitude_slowdown(altitude_m, length_m,
                                &making->plan.altitude_slowdown, err);
}

/* The time of as many metres on the flat, in the cool, at the sea. */
static double worth_s(const struct ow_race_plan *plan, double time_s,
                      double flat_m)
{
    double heat = (plan->heat.low + plan->heat.high) / 2;
    double thin = plan->altitude_slowdown;

    return time_s * plan->length_m / flat_m /
           (1 + (ow_is_missing(heat) ? 0 : heat)) /
           (1 + (ow_is_missing(thin) ? 0 : thin));
}

/* The open class over a distance; between the mile and 5 km, where there is
 * none, as if the mile's pace could be held; missing elsewhere. */
static double open_class_s(double distance_m)
{
    struct ow_age_grade grade;
    bool is_short = distance_m > OW_MILE_M && distance_m < FASTEST_LONG_M;
    double known_m = is_short ? OW_MILE_M : distance_m;

    if (ow_age_grade_compute('m', OPEN_AGE, known_m, SLOW_S, 0, &grade, NULL) !=
        OW_OK) {
        return OW_MISSING;
    }
    return grade.open_standard_s * distance_m / known_m;
}

static void warn_of_goal(struct making *making)
{
    struct ow_race_plan *plan = &making->plan;
    double flat_s =
        plan->goal_s * plan->length_m / making->course->facts.flat_m;
    char goal[OW_QUANTITY_TEXT_SIZE];
    char best[OW_QUANTITY_TEXT_SIZE];
    struct ow_error words;

    plan->best_s = open_class_s(plan->length_m);
    if (flat_s < plan->best_s) {
        ow_duration_format(flat_s, goal);
        ow_duration_format(plan->best_s, best);
        (void)error_set(&words, OW_E_RANGE,
                        "no one has run this: %s on the flat, where the open "
                        "class stands at %s",
                        goal, best);
        warn(making, "race-goal", &words);
    }
}

static void warn_of_start(struct making *making)
{
    const struct ow_race_plan *plan = &making->plan;
    double goal_s = plan->goal_s * FIRST_TENTH;
    double start_s =
        pacing_time_s(&making->pacing, plan->length_m * FIRST_TENTH);
    char start[OW_QUANTITY_TEXT_SIZE];
    char even[OW_QUANTITY_TEXT_SIZE];
    struct ow_error words;

    if (start_s < goal_s * (1 - FAST_START)) {
        ow_duration_format(start_s, start);
        ow_duration_format(goal_s, even);
        (void)error_set(&words, OW_E_RANGE,
                        "the first tenth takes %s, faster than the goal's own "
                        "%s",
                        start, even);
        warn(making, "race-fast-start", &words);
    }
}

static void warn_of_second_half(struct making *making)
{
    const struct ow_race_plan *plan = &making->plan;
    double predicted_s = making->strategy->predicted_s;
    char second[OW_QUANTITY_TEXT_SIZE];
    char predicted[OW_QUANTITY_TEXT_SIZE];
    struct ow_error words;

    if (plan->second_half_worth_s < predicted_s) {
        ow_duration_format(plan->second_half_worth_s, second);
        ow_duration_format(predicted_s, predicted);
        (void)error_set(&words, OW_E_RANGE,
                        "the second half is run like a race of %s on the flat, "
                        "in the cool; your prediction is %s",
                        second, predicted);
        warn(making, "race-second-half", &words);
    }
}

static enum ow_status weigh(struct making *making, struct ow_error *err)
{
    struct ow_race_plan *plan = &making->plan;
    const struct ow_race_course *course = making->course;
    double flat_m = course->facts.flat_m;
    double half_m =
        course_at(course, course->points.flat_m, plan->length_m / 2);
    enum ow_status status = weigh_heat(making, err);
    struct ow_error words;

    if (status == OW_OK) {
        status = weigh_altitude(making, err);
    }
    plan->worth_s = worth_s(plan, plan->goal_s, flat_m);
    plan->second_half_worth_s =
        worth_s(plan, plan->goal_s - plan->first_half_s, flat_m - half_m);
    if (!course->is_standard && !course->facts.has_elevation) {
        (void)error_set(&words, OW_E_RANGE,
                        "the course has no elevation: it is taken as flat");
        warn(making, "race-no-elevation", &words);
    }
    warn_of_goal(making);
    warn_of_start(making);
    warn_of_second_half(making);
    return status;
}

enum ow_status ow_race_plan_make(const struct ow_race_course *course,
                                 const struct ow_strategy *strategy,
                                 struct ow_race_plan *plan,
                                 struct ow_error *err)
{
    struct making making = {
        .course = course,
        .strategy = strategy,
        .plan =
            {
                .pacing = strategy->pacing,
                .goal_s = strategy->goal_s,
                .length_m = course->facts.length_m,
            },
    };
    enum ow_status status = check(course, strategy, err);

    if (status == OW_OK) {
        status = pacing_init(&making.pacing, course, strategy, err);
    }
    if (status == OW_OK) {
        status = fill_splits(&making, err);
    }
    if (status == OW_OK) {
        status = weigh(&making, err);
    }
    pacing_dispose(&making.pacing);
    if (status == OW_OK) {
        *plan = making.plan;
    } else {
        ow_race_plan_dispose(&making.plan);
    }
    return status;
}

void ow_race_plan_dispose(struct ow_race_plan *plan)
{
    mem_free(plan->splits);
    plan->splits = NULL;
    plan->split_count = 0;
}
