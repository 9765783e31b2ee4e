/*
 * Critical speed: the line through a few all-out efforts, what it foretells
 * between them, and what it says of a marathon.
 */
#include "base/error.h"
#include "engine/body/range.h"
#include "onward/body.h"
#include "onward/quantity.h"

/* Two minutes to twenty: shorter efforts are sprints, longer ones fall below
 * the line (Jones and Vanhatalo 2017). */
#define SHORTEST_S 120.0
#define LONGEST_S 1200.0
#define LINE "the line holds for 2 to 20 minutes"
#define NOBODY "nobody has such a line"

static enum ow_status check_efforts(const struct ow_effort *efforts,
                                    size_t count, struct ow_error *err)
{
    double shortest_s = LONGEST_S;
    double longest_s = SHORTEST_S;

    if (count < 2) {
        return error_set(err, OW_E_RANGE,
                         "%zu effort%s fewer than the 2 a line needs", count,
                         count == 1 ? " is" : "s are");
    }
    for (size_t i = 0; i < count; i++) {
        double time_s = efforts[i].duration_s;
        enum ow_status status = range_check_of(
            "effort", time_s, "s", SHORTEST_S, LONGEST_S, LINE, err);

        if (status == OW_OK) {
            status = range_check_of("speed of the effort",
                                    efforts[i].distance_m / time_s, "m/s", 1, 9,
                                    NOBODY, err);
        }
        if (status != OW_OK) {
            return status;
        }
        shortest_s = fmin(shortest_s, time_s);
        longest_s = fmax(longest_s, time_s);
    }
    return range_check_of("longest effort", longest_s, "s", 1.5 * shortest_s,
                          LONGEST_S, "efforts too much alike make no line",
                          err);
}

enum ow_status ow_critical_speed_fit(const struct ow_effort *efforts,
                                     size_t count,
                                     struct ow_critical_speed *fit,
                                     struct ow_error *err)
{
    double n = (double)count;
    double mean_m = 0;
    double mean_s = 0;
    double both = 0;
    double square = 0;
    struct ow_critical_speed made = {0};
    enum ow_status status = check_efforts(efforts, count, err);

    if (status != OW_OK) {
        return status;
    }
    made.shortest_m = made.longest_m = efforts[0].distance_m;
    for (size_t i = 0; i < count; i++) {
        mean_m += efforts[i].distance_m / n;
        mean_s += efforts[i].duration_s / n;
        made.shortest_m = fmin(made.shortest_m, efforts[i].distance_m);
        made.longest_m = fmax(made.longest_m, efforts[i].distance_m);
    }
    for (size_t i = 0; i < count; i++) {
        double off_s = efforts[i].duration_s - mean_s;

        both += off_s * (efforts[i].distance_m - mean_m);
        square += off_s * off_s;
    }
    made.speed_m_per_s = both / square;
    made.d_prime_m = mean_m - made.speed_m_per_s * mean_s;
    for (size_t i = 0; i < count; i++) {
        made.worst_m = fmax(made.worst_m,
                            fabs(efforts[i].distance_m - made.d_prime_m -
                                 made.speed_m_per_s * efforts[i].duration_s));
    }
    status = range_check_of("critical speed", made.speed_m_per_s, "m/s", 1, 7,
                            NOBODY, err);
    if (status == OW_OK) {
        /* Below 0 the longer effort was the faster one. */
        status =
            range_check_of("D'", made.d_prime_m, "m", 0, 1000, NOBODY, err);
    }
    if (status == OW_OK) {
        *fit = made;
    }
    return status;
}

enum ow_status ow_critical_speed_predict(const struct ow_critical_speed *fit,
                                         double distance_m,
                                         struct ow_prediction *prediction,
                                         struct ow_error *err)
{
    double time_s = (distance_m - fit->d_prime_m) / fit->speed_m_per_s;
    double beyond = fmax(0, fmax(log(distance_m / fit->longest_m),
                                 log(fit->shortest_m / distance_m)));
    /* The band of races (predict.c), counted from the nearest effort. */
    double share = 0.012 + 0.040 * beyond;
    enum ow_status status =
        range_check_of("time at critical speed", time_s, "s", SHORTEST_S,
                       LONGEST_S, LINE, err);

    if (status == OW_OK) {
        prediction->distance_m = distance_m;
        prediction->time_s = time_s;
        prediction->low_s = time_s * (1 - share);
        prediction->high_s = time_s * (1 + share);
        prediction->model = "critical-speed";
    }
    return status;
}

/* Smyth and Muniz-Pumares 2020: shares of critical speed that runners of two
 * finish times held, and the error of the model. */
#define FAST_S (150 * 60.0)
#define FAST_SHARE 0.930
#define SLOW_S (360 * 60.0)
#define SLOW_SHARE 0.789
#define MODEL_ERROR 0.077
/* 80 % of a normal distribution lie within so many standard deviations. */
#define WITHIN_80 1.2816

enum ow_status ow_marathon_from_critical_speed(double speed_m_per_s,
                                               struct ow_prediction *prediction,
                                               struct ow_error *err)
{
    /* speed * (share0 - loss * time) * time = distance, the earlier root. */
    double loss = (FAST_SHARE - SLOW_SHARE) / (SLOW_S - FAST_S);
    double share0 = FAST_SHARE + loss * FAST_S;
    double root = sqrt(
        fmax(0, share0 * share0 - 4 * loss * OW_MARATHON_M / speed_m_per_s));
    double time_s = (share0 - root) / (2 * loss);
    enum ow_status status =
        range_check_of("critical speed", speed_m_per_s, "m/s",
                       OW_MARATHON_M / (SLOW_S * SLOW_SHARE),
                       OW_MARATHON_M / (FAST_S * FAST_SHARE),
                       "Smyth and Muniz-Pumares 2020", err);

    if (status == OW_OK) {
        prediction->distance_m = OW_MARATHON_M;
        prediction->time_s = time_s;
        prediction->low_s = time_s * (1 - WITHIN_80 * MODEL_ERROR);
        prediction->high_s = time_s * (1 + WITHIN_80 * MODEL_ERROR);
        prediction->model = "smyth-muniz-pumares";
    }
    return status;
}
