/* What a slope costs: effort as runners feel it, and energy. */
#include "onward/body.h"

#include "engine/body/range.h"

#include <math.h>

/* Beyond this slope the curve has no data behind it. */
#define STEEPEST_EFFORT 0.30
#define STEEPEST_COST 0.45

double ow_grade_effort(double grade)
{
    double x = 100 * fmax(-STEEPEST_EFFORT, fmin(STEEPEST_EFFORT, grade));

    /* Quartic through the curve of Robb 2017 (equal heart rate on 6 million
     * runs), coefficients of a public digitisation. */
    return 1 + x * (0.0307635 +
                    x * (0.00187385 + x * (-2.93026e-6 - 4.31448e-7 * x)));
}

enum ow_status ow_grade_cost(double grade, double *cost_j_per_kg_m,
                             struct ow_error *err)
{
    enum ow_status status =
        range_check("grade", grade, "", -STEEPEST_COST, STEEPEST_COST, err);

    if (status == OW_OK) {
        double i = grade;

        *cost_j_per_kg_m =
            3.6 +
            i * (19.5 + i * (46.3 + i * (-43.3 + i * (-30.4 + i * 155.4))));
    }
    return status;
}
