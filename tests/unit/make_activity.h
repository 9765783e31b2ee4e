/* Activities made for a test, sample by sample. */
#ifndef TESTS_MAKE_ACTIVITY_H
#define TESTS_MAKE_ACTIVITY_H

#include "engine/activity/activity.h"

/** A running activity with room for samples; asserts on failure. */
struct ow_activity *make_activity(size_t capacity);

/** Adds a sample at a time and sets one channel of it; returns its index. */
size_t make_sample(struct ow_activity *activity, double time_s,
                   enum ow_channel channel, double value);

/** So long at such a speed. */
struct make_stage {
    size_t time_s;
    double speed_m_per_s;
};

/** A run by the device's distance with a sample every second. */
struct ow_activity *make_run(const struct make_stage *stages, size_t count);

/** Sets another channel of a sample. */
void make_value(struct ow_activity *activity, size_t sample,
                enum ow_channel channel, double value);

/** One second of a made run; missing values are not recorded. */
struct make_second {
    double speed_m_per_s;
    double grade;
    double hr_bpm;
    double cadence_spm;
};

/** A run by the device's distance, a sample a second, as `each` says. */
struct ow_activity *make_run_of(size_t seconds,
                                struct make_second (*each)(size_t second));

#endif
