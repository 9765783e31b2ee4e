/* Hills by metres as on the flat, heat by the watch's own thermometer. */
#include "engine/race/explain.h"

#include "engine/activity/trace.h"

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

void race_explain(struct ow_race_reading *reading, const struct ow_trace *trace,
                  size_t first, size_t last)
{
    if (trace->elevation_m != NULL) {
        explain_hills(reading, trace, first, last);
    }
    reading->temperature_c =
        race_mean(trace, trace->temperature_c, first, last);
}
