/* Hills by metres as on the flat, heat by the watch's own thermometer. */
#include "engine/race/explain.h"

#include "engine/activity/trace.h"
#include "onward/conditions.h"

/* Dew point below the temperature at a relative humidity of 60 % and 10 to
 * 30 C, by Magnus' formula: 7.4 to 8.6. Expert estimate of the humidity. */
#define DEW_POINT_BELOW_C 8.0

double race_mean(const struct ow_trace *trace, const double *column,
                 size_t first, size_t last)
{
    double sum = 0;
    double sum_s = 0;

    for (size_t i = first + 1; column != NULL && i <= last; i++) {
        double step_s = trace->time_s[i] - trace->time_s[i - 1];

        if (!ow_is_missing(column[i])) {
            sum += column[i] * step_s;
            sum_s += step_s;
        }
    }
    return sum_s > 0 ? sum / sum_s : OW_MISSING;
}

static void explain_hills(struct ow_race_reading *reading,
                          const struct ow_trace *trace, size_t first,
                          size_t last)
{
    double run_m = trace->distance_m[last] - trace->distance_m[first];
    double flat_m = trace->flat_m[last] - trace->flat_m[first];

    reading->net_drop_m = trace->elevation_m[first] - trace->elevation_m[last];
    reading->ascent_m = trace->ascent_m[last] - trace->ascent_m[first];
    reading->descent_m = trace->descent_m[last] - trace->descent_m[first];
    if (flat_m > 0) {
        reading->hills_s = reading->time_s * (1 - run_m / flat_m);
    }
}

static void explain_heat(struct ow_race_reading *reading)
{
    struct ow_slowdown slowdown;
    double temperature_c = reading->temperature_c;

    /* Where the table ends, nothing is said. */
    if (!ow_is_missing(temperature_c) &&
        ow_heat_slowdown(temperature_c, temperature_c - DEW_POINT_BELOW_C,
                         &slowdown, NULL) == OW_OK) {
        reading->heat_low_s =
            reading->time_s * slowdown.low / (1 + slowdown.low);
        reading->heat_high_s =
            reading->time_s * slowdown.high / (1 + slowdown.high);
    }
}

void race_explain(struct ow_race_reading *reading, const struct ow_trace *trace,
                  size_t first, size_t last)
{
    if (trace->elevation_m != NULL) {
        explain_hills(reading, trace, first, last);
    }
    reading->temperature_c =
        race_mean(trace, trace->temperature_c, first, last);
    explain_heat(reading);
}
