/* Turning a session of the synthetic runner into an activity, second by
 * second. */
#ifndef APP_SYNTH_RUN_H
#define APP_SYNTH_RUN_H

#include "app/synth_season.h"
#include "onward/activity.h"

/**
 * Runs a session: legs of even or changing speed over a course, a heart that
 * follows late and drifts, a watch that errs.
 *
 * @param seed  of the runner; the day makes a stream of its own
 * @param smart  whether the watch notes a sample only every few seconds
 * @param[out] activity  the caller's, ow_activity_free()
 * @return OW_OK, or OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
synth_run(uint64_t seed, const struct synth_session *session, bool smart,
          struct ow_activity **activity, struct ow_error *err);

#endif
