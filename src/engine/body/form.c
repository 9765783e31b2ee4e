/* What daily loads come to; the header names the models. */
#include "onward/form.h"

#include "engine/body/range.h"

#include <math.h>

/* Banister's group defaults, as used since by Coggan: days. */
#define FITNESS_DAYS 42.0
#define FATIGUE_DAYS 7.0
/* A year at threshold is less: beyond it is no load. */
#define HIGHEST_LOAD 1e6
#define WEEK_DAYS 7
/* A deviation below this share of the mean is rounding. */
#define ALIKE 1e-9

static enum ow_status check(const char *what, double value,
                            struct ow_error *err)
{
    return range_check_of(what, value, "", 0, HIGHEST_LOAD, "Banister 1975",
                          err);
}

enum ow_status ow_form_series(const double *loads, size_t count,
                              double fitness0, double fatigue0,
                              struct ow_form_day *days, struct ow_error *err)
{
    double fitness_weight = -expm1(-1 / FITNESS_DAYS);
    double fatigue_weight = -expm1(-1 / FATIGUE_DAYS);
    double fitness = fitness0;
    double fatigue = fatigue0;
    enum ow_status status = check("fitness", fitness0, err);

    if (status == OW_OK) {
        status = check("fatigue", fatigue0, err);
    }
    for (size_t i = 0; status == OW_OK && loads != NULL && i < count; i++) {
        status = check("daily load", loads[i], err);
    }
    for (size_t i = 0; status == OW_OK && i < count; i++) {
        double load = loads == NULL ? 0 : loads[i];

        days[i].load = load;
        days[i].form = fitness - fatigue;
        fitness += (load - fitness) * fitness_weight;
        fatigue += (load - fatigue) * fatigue_weight;
        days[i].fitness = fitness;
        days[i].fatigue = fatigue;
    }
    return status;
}

double ow_form_ramp(const struct ow_form_day *days, size_t count)
{
    return count <= WEEK_DAYS
               ? OW_MISSING
               : days[count - 1].fitness - days[count - 1 - WEEK_DAYS].fitness;
}

struct ow_form_week ow_form_week(const double *loads, size_t count)
{
    struct ow_form_week week = {OW_MISSING, OW_MISSING, OW_MISSING};
    double squares = 0;
    double deviation = 0;
    double mean = 0;

    if (count < WEEK_DAYS) {
        return week;
    }
    loads += count - WEEK_DAYS;
    week.load = 0;
    for (size_t i = 0; i < WEEK_DAYS; i++) {
        week.load += loads[i];
    }
    mean = week.load / WEEK_DAYS;
    for (size_t i = 0; i < WEEK_DAYS; i++) {
        squares += (loads[i] - mean) * (loads[i] - mean);
    }
    deviation = sqrt(squares / (WEEK_DAYS - 1));
    if (deviation > ALIKE * mean) {
        week.monotony = mean / deviation;
        week.strain = week.load * week.monotony;
    }
    return week;
}
