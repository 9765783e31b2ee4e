/*
 * Race times from races: one answer, and the other models beside it. Marathons
 * of recreational runners are slower than the equations say, so they have
 * models of their own.
 */
#include "engine/body/capacity.h"
#include "engine/body/range.h"
#include "onward/body.h"
#include "onward/quantity.h"

#include "base/error.h"

#define SURVEY "Vickers and Vertosick 2016"
#define MOST_WEEKLY_KM 300

enum model {
    DANIELS_GILBERT = 0,
    RECREATIONAL_MARATHON,
    VICKERS_ONE_RACE,
    VICKERS_TWO_RACE,
    RIEGEL,
    CAMERON
};

/*
 * Names, and by which share of the time a marathon foretold from a half is too
 * fast for most: medians over the bests of 1,318 runners (Athlinks 2015,
 * computed for this project).
 */
static const struct {
    const char *name;
    double marathon_shortfall;
} models[] = {
    [DANIELS_GILBERT] = {"daniels-gilbert", 0.051},
    [RECREATIONAL_MARATHON] = {"recreational-marathon", 0},
    [VICKERS_ONE_RACE] = {"vickers-vertosick-one-race", 0},
    [VICKERS_TWO_RACE] = {"vickers-vertosick-two-race", 0},
    [RIEGEL] = {"riegel", 0.049},
    [CAMERON] = {"cameron", 0.031},
};

/* A race that is known, and the distance asked about. */
struct question {
    double race_m;
    double race_s;
    double weekly_m;
    double distance_m;
    double vo2max;
    double half_s; /* by the equations */
};

static enum ow_status check_weekly(double weekly_m, struct ow_error *err)
{
    return range_check_of("weekly distance", weekly_m / 1000, "km", 0,
                          MOST_WEEKLY_KM, SURVEY, err);
}

static enum ow_status ask(struct question *question, struct ow_error *err)
{
    double unused_s = 0;
    enum ow_status status = ow_vo2max_from_race(
        question->race_m, question->race_s, &question->vo2max, err);

    if (status == OW_OK) {
        status = ow_race_equivalent(question->vo2max, question->distance_m,
                                    &unused_s, err);
    }
    if (status == OW_OK && !ow_is_missing(question->weekly_m)) {
        status = check_weekly(question->weekly_m, err);
    }
    if (status == OW_OK) {
        question->half_s =
            capacity_equivalent_s(question->vo2max, OW_HALF_MARATHON_M);
    }
    return status;
}

/* Beyond the half-marathon, from a race that is no longer than it. */
static bool is_far(const struct question *question)
{
    return question->distance_m > OW_HALF_MARATHON_M &&
           question->race_m <= OW_HALF_MARATHON_M;
}

/*
 * Half-width of the 80 % band as a share: 4 % from half to marathon and 7 %
 * from 10 km to marathon, on a line over the logarithm of the ratio. Expert
 * estimate from the errors of the same 1,318 runners.
 */
static double band(double race_m, double distance_m)
{
    return 0.012 + 0.040 * fabs(log(distance_m / race_m));
}

/* Two points more for a marathon where the weekly distance is not known or not
 * asked; and farther to the side to which the model errs. */
static struct ow_prediction
made_by(enum model model, const struct question *question, double time_s)
{
    bool is_blind = is_far(question) && model != VICKERS_ONE_RACE &&
                    model != VICKERS_TWO_RACE;
    double share =
        band(question->race_m, question->distance_m) + (is_blind ? 0.02 : 0);
    double way = log(fmax(question->distance_m, OW_HALF_MARATHON_M) /
                     fmax(question->race_m, OW_HALF_MARATHON_M)) /
                 log(OW_MARATHON_M / OW_HALF_MARATHON_M);
    double shortfall = models[model].marathon_shortfall * way;
    struct ow_prediction made = {
        .distance_m = question->distance_m,
        .time_s = time_s,
        .low_s = time_s * (1 + fmin(0, shortfall) - share),
        .high_s = time_s * (1 + fmax(0, shortfall) + share),
        .model = models[model].name,
    };

    return made;
}

/*
 * Vickers and Vertosick 2016, additional file 1. The weight of ten miles a
 * week is 0.06423826 (copies with 0.6423826 are in circulation), the exponent
 * 1.07.
 */
static double vickers_one_race_s(const struct question *question)
{
    double tens_of_miles = question->weekly_m / (10 * OW_MILE_M);
    double riegel_s =
        question->race_s * pow(OW_MARATHON_M / question->race_m, 1.07);
    double speed_m_per_s = 0.16018617 +
                           0.83076202 * (OW_MARATHON_M / riegel_s) +
                           0.06423826 * tens_of_miles;

    return OW_MARATHON_M / speed_m_per_s;
}

/*
 * How much slower a marathon is than twice the half, as the exponent of a
 * power law, by half-marathon time. Medians over the bests of 1,318 runners
 * (Athlinks 2015, computed for this project) at the middle of each group;
 * below an hour Riegel's exponent for trained men (1981, Am Scientist 69).
 */
static double marathon_exponent(double half_s)
{
    static const struct {
        double half_s;
        double exponent;
    } points[] = {{3600, 1.07732},
                  {5100, 1.122},
                  {5850, 1.138},
                  {6750, 1.152},
                  {7800, 1.156}};
    size_t last = sizeof points / sizeof points[0] - 1;

    if (half_s <= points[0].half_s) {
        return points[0].exponent;
    }
    for (size_t i = 1; i <= last; i++) {
        double along = (half_s - points[i - 1].half_s) /
                       (points[i].half_s - points[i - 1].half_s);

        if (along <= 1) {
            return points[i - 1].exponent +
                   along * (points[i].exponent - points[i - 1].exponent);
        }
    }
    return points[last].exponent;
}

/* Beyond the half-marathon by the runners' median, from a half or farther. */
static struct ow_prediction recreational(const struct question *question)
{
    double exponent = marathon_exponent(question->half_s);
    bool from_half = is_far(question);
    double from_m = from_half ? OW_HALF_MARATHON_M : question->race_m;
    double from_s = from_half ? question->half_s : question->race_s;

    return made_by(RECREATIONAL_MARATHON, question,
                   from_s * pow(question->distance_m / from_m, exponent));
}

static struct ow_prediction vickers(const struct question *question)
{
    /* Far outside the survey (200 km a week at 2:30 for the half) the model
     * would have the marathon run faster than the half. */
    double exponent =
        fmax(1, log(vickers_one_race_s(question) / question->half_s) /
                    log(OW_MARATHON_M / OW_HALF_MARATHON_M));

    return made_by(
        VICKERS_ONE_RACE, question,
        question->half_s *
            pow(question->distance_m / OW_HALF_MARATHON_M, exponent));
}

static struct ow_prediction equations(const struct question *question)
{
    return made_by(
        DANIELS_GILBERT, question,
        capacity_equivalent_s(question->vo2max, question->distance_m));
}

static struct ow_prediction best_of(const struct question *question)
{
    /* Down from a longer race by the equations too: one curve, so that no
     * shorter race comes out slower a kilometre than a longer one. */
    if (question->distance_m <= fmax(OW_HALF_MARATHON_M, question->race_m)) {
        return equations(question);
    }
    if (is_far(question) && !ow_is_missing(question->weekly_m)) {
        return vickers(question);
    }
    return recreational(question);
}

enum ow_status ow_race_predict(double race_m, double race_s, double weekly_m,
                               double distance_m,
                               struct ow_prediction *prediction,
                               struct ow_error *err)
{
    struct question question = {
        .race_m = race_m,
        .race_s = race_s,
        .weekly_m = weekly_m,
        .distance_m = distance_m,
    };
    enum ow_status status = ask(&question, err);

    if (status == OW_OK) {
        *prediction = best_of(&question);
    }
    return status;
}

/* Riegel 1981, Am Scientist 69: one exponent, for 3.5 to 230 minutes. */
static bool riegel(const struct question *question,
                   struct ow_prediction *prediction)
{
    const double shortest_s = 3.5 * 60;
    const double longest_s = 230 * 60.0;
    double time_s =
        question->race_s * pow(question->distance_m / question->race_m, 1.06);

    *prediction = made_by(RIEGEL, question, time_s);
    return fmin(question->race_s, time_s) >= shortest_s &&
           fmax(question->race_s, time_s) <= longest_s;
}

/* Cameron's weight of a distance. */
static double cameron_weight(double distance_m)
{
    double miles = distance_m / OW_MILE_M;

    return 13.49681 - 0.048865 * miles + 2.438936 * pow(miles, -0.7905);
}

static bool cameron(const struct question *question,
                    struct ow_prediction *prediction)
{
    double ratio =
        cameron_weight(question->race_m) / cameron_weight(question->distance_m);

    *prediction = made_by(CAMERON, question,
                          question->race_s * question->distance_m /
                              question->race_m * ratio);
    return fmax(question->race_m, question->distance_m) <= OW_MARATHON_M;
}

enum ow_status ow_race_compare(double race_m, double race_s, double weekly_m,
                               double distance_m,
                               struct ow_prediction predictions[OW_RACE_MODELS],
                               size_t *count, struct ow_error *err)
{
    struct question question = {
        .race_m = race_m,
        .race_s = race_s,
        .weekly_m = weekly_m,
        .distance_m = distance_m,
    };
    size_t made = 0;
    enum ow_status status = ask(&question, err);

    if (status != OW_OK) {
        return status;
    }
    predictions[made++] = best_of(&question);
    if (predictions[0].model != models[DANIELS_GILBERT].name) {
        predictions[made++] = equations(&question);
    }
    if (distance_m > OW_HALF_MARATHON_M &&
        predictions[0].model != models[RECREATIONAL_MARATHON].name) {
        predictions[made++] = recreational(&question);
    }
    made += riegel(&question, &predictions[made]);
    made += cameron(&question, &predictions[made]);
    *count = made;
    return OW_OK;
}

enum ow_status ow_marathon_from_two_races(double short_m, double short_s,
                                          double long_m, double long_s,
                                          double weekly_m,
                                          struct ow_prediction *prediction,
                                          struct ow_error *err)
{
    struct question question = {
        .race_m = long_m,
        .race_s = long_s,
        .weekly_m = weekly_m,
        .distance_m = OW_MARATHON_M,
    };
    double between = log(long_s / short_s) / log(long_m / short_m);
    double vo2max = 0;
    enum ow_status status = ow_vo2max_from_race(short_m, short_s, &vo2max, err);

    if (status == OW_OK) {
        status = range_check_of("longer race", long_m, "m", short_m * 1.2,
                                OW_MARATHON_M, SURVEY, err);
    }
    if (status == OW_OK) {
        status = check_weekly(weekly_m, err);
    }
    if (status == OW_OK) {
        status = ask(&question, err);
    }
    if (status == OW_OK) {
        status = range_check_of("exponent between the two races", between, "",
                                0.9, 1.4, "such races do not go together", err);
    }
    if (status == OW_OK) {
        double tens_of_miles = weekly_m / (10 * OW_MILE_M);
        /* Vickers and Vertosick 2016, additional file 1, two-race model; never
         * faster a kilometre than the longer race. */
        double exponent =
            1.4510756 - 0.23797948 * between - 0.01410023 * tens_of_miles;

        *prediction =
            made_by(VICKERS_TWO_RACE, &question,
                    long_s * pow(OW_MARATHON_M / long_m, fmax(1, exponent)));
    }
    return status;
}

enum ow_status ow_race_on_fair_course(double race_m, double race_s,
                                      enum ow_course course, double *fair_s,
                                      struct ow_error *err)
{
    /* What the survey's answers said of their courses and the weather: m/s to
     * be added to the speed of the race. */
    static const struct {
        double distance_m;
        double fast_m_per_s;
        double difficult_m_per_s;
    } rows[] = {
        {5000, -0.0237814322487082, 0.1129432382020499},
        {5 * OW_MILE_M, -0.1549942921949754, 0.1089566001045939},
        {10000, -0.0780677777771365, 0.024557694615445},
        {10 * OW_MILE_M, -0.1358099643292151, 0.1030755330528355},
        {OW_HALF_MARATHON_M, -0.0978322644420439, 0.0335971859175381},
    };
    double vo2max = 0;
    enum ow_status status = ow_vo2max_from_race(race_m, race_s, &vo2max, err);

    if (status != OW_OK) {
        return status;
    }
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double added_m_per_s = course == OW_COURSE_FAST ? rows[i].fast_m_per_s
                               : course == OW_COURSE_DIFFICULT
                                   ? rows[i].difficult_m_per_s
                                   : 0;

        /* Races are measured to a thousandth or so. */
        if (fabs(race_m / rows[i].distance_m - 1) < 0.01) {
            *fair_s = race_m / (race_m / race_s + added_m_per_s);
            return OW_OK;
        }
    }
    return error_set(err, OW_E_RANGE,
                     "a course is known for 5 km, 5 mi, 10 km, 10 mi and half "
                     "alone (" SURVEY ")");
}
