/*
 * Load of sessions on one scale: an hour at threshold is 100, whatever it was
 * measured by.
 */
#include "onward/body.h"

#include "engine/body/range.h"

#include <math.h>

#define S_PER_HOUR 3600.0
#define LOAD_OF_THRESHOLD_HOUR 100.0
/* Rating of an effort that can be held for about an hour (Foster 2001, CR10:
 * 7 is "very hard"). */
#define THRESHOLD_RPE 7.0

double ow_load_of_pace(double duration_s, double speed_m_per_s,
                       double threshold_m_per_s)
{
    double intensity = speed_m_per_s / threshold_m_per_s;

    return duration_s / S_PER_HOUR * intensity * intensity *
           LOAD_OF_THRESHOLD_HOUR;
}

double ow_load_of_effort(double duration_s, double effort_rpe)
{
    return duration_s / S_PER_HOUR * (effort_rpe / THRESHOLD_RPE) *
           LOAD_OF_THRESHOLD_HOUR;
}

enum ow_status ow_trimp(double duration_s, double hr_bpm, double rest_bpm,
                        double max_bpm, char sex, double *trimp,
                        struct ow_error *err)
{
    double reserve = (hr_bpm - rest_bpm) / (max_bpm - rest_bpm);
    enum ow_status status =
        range_check("resting heart rate", rest_bpm, "bpm", 25, 110, err);

    if (status == OW_OK) {
        status = range_check("maximum heart rate", max_bpm, "bpm",
                             rest_bpm + 20, 240, err);
    }
    if (status == OW_OK) {
        status =
            range_check("heart rate", hr_bpm, "bpm", rest_bpm, max_bpm, err);
    }
    if (status == OW_OK) {
        status = range_check("duration", duration_s, "s", 0, 7 * 86400.0, err);
    }
    if (status == OW_OK) {
        /* Banister 1991: the weight of intensity differs between the sexes. */
        double weight = sex == 'f' ? 0.86 * exp(1.67 * reserve)
                                   : 0.64 * exp(1.92 * reserve);

        *trimp = duration_s / 60 * reserve * weight;
    }
    return status;
}
