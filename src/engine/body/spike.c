/* One run against the longest of the month before it: Frandsen 2025. */
#include "onward/form.h"

#include <math.h>

/* 12.1 over 11 km is 10 % longer, however it is rounded. */
#define ROUNDING 1e-9

/* Classes by the share that a run is longer, with adjusted hazard ratios. */
static const struct spike_class {
    const char *name;
    double highest_increase;
    double hazard_ratio;
    double hazard_low;
    double hazard_high;
} classes[] = {
    [OW_SPIKE_NO_HISTORY] = {"no-history", 0, OW_MISSING, OW_MISSING,
                             OW_MISSING},
    [OW_SPIKE_REFERENCE] = {"reference", 0.1, 1, 1, 1},
    [OW_SPIKE_SMALL] = {"small", 0.3, 1.64, 1.31, 2.05},
    [OW_SPIKE_MODERATE] = {"moderate", 1, 1.52, 1.16, 2.00},
    [OW_SPIKE_LARGE] = {"large", HUGE_VAL, 2.28, 1.50, 3.48},
};

const char *ow_spike_name(enum ow_spike spike)
{
    return classes[spike].name;
}

struct ow_spike_reading ow_spike_read(double distance_m, double longest_m)
{
    struct ow_spike_reading reading = {.spike = OW_SPIKE_NO_HISTORY,
                                       .increase = OW_MISSING};

    if (longest_m > 0) {
        reading.increase = distance_m / longest_m - 1;
        reading.spike = OW_SPIKE_REFERENCE;
        while (reading.spike < OW_SPIKE_LARGE &&
               reading.increase >
                   classes[reading.spike].highest_increase + ROUNDING) {
            reading.spike++;
        }
    }
    reading.hazard_ratio = classes[reading.spike].hazard_ratio;
    reading.hazard_low = classes[reading.spike].hazard_low;
    reading.hazard_high = classes[reading.spike].hazard_high;
    return reading;
}
