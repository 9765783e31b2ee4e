/* Fitness and fatigue: two exponentially weighted means of daily load. */
#include "onward/form.h"

#include <math.h>

/* Banister's group defaults, as used since by Coggan: days. */
#define FITNESS_DAYS 42.0
#define FATIGUE_DAYS 7.0

void ow_form_series(const double *loads, size_t count, double fitness0,
                    double fatigue0, struct ow_form_day *days)
{
    double fitness_weight = -expm1(-1 / FITNESS_DAYS);
    double fatigue_weight = -expm1(-1 / FATIGUE_DAYS);
    double fitness = fitness0;
    double fatigue = fatigue0;

    for (size_t i = 0; i < count; i++) {
        double load = loads[i];

        days[i].load = load;
        days[i].form = fitness - fatigue;
        fitness += (load - fitness) * fitness_weight;
        fatigue += (load - fatigue) * fatigue_weight;
        days[i].fitness = fitness;
        days[i].fatigue = fatigue;
    }
}
