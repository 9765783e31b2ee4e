/* What a slope costs: effort as runners feel it, and energy. */
#include "onward/conditions.h"

#include "engine/body/range.h"

/* The curve was read up to this slope; beyond the other nobody was measured. */
#define CURVE_STEEPEST_PERCENT 32.0
#define STEEPEST 0.45

/* Quartic through the curve of Robb 2017 (equal heart rate on 6 million runs),
 * coefficients of a public digitisation; x in percent. */
static double curve(double x)
{
    return 1 + x * (0.0307635 +
                    x * (0.00187385 + x * (-2.93026e-6 - 4.31448e-7 * x)));
}

static double curve_slope(double x)
{
    return 0.0307635 +
           x * (2 * 0.00187385 + x * (3 * -2.93026e-6 - 4 * 4.31448e-7 * x));
}

double ow_grade_effort(double grade)
{
    double x = 100 * grade;
    double bound = copysign(CURVE_STEEPEST_PERCENT, x);
    double room = 100 * STEEPEST - CURVE_STEEPEST_PERCENT;
    double beyond = fmin(fabs(x) - CURVE_STEEPEST_PERCENT, room);

    if (!(beyond > 0)) {
        return curve(x);
    }
    /* The slope of the curve runs out evenly: no kink, and no wild effort
     * where a barometer jumped. */
    return curve(bound) + copysign(beyond - beyond * beyond / (2 * room), x) *
                              curve_slope(bound);
}

enum ow_status ow_grade_cost(double grade, double *cost_j_per_kg_m,
                             struct ow_error *err)
{
    enum ow_status status = range_check_of("grade", grade, "", -STEEPEST,
                                           STEEPEST, "Minetti 2002", err);

    if (status == OW_OK) {
        double i = grade;

        *cost_j_per_kg_m =
            3.6 +
            i * (19.5 + i * (46.3 + i * (-43.3 + i * (-30.4 + i * 155.4))));
    }
    return status;
}
