/* How a session is run: legs one after the other. */
#ifndef APP_SYNTH_LEGS_H
#define APP_SYNTH_LEGS_H

#include "app/synth_random.h"
#include "app/synth_season.h"

/** A stretch of even or steadily changing speed, as on the flat. */
struct synth_leg {
    double length_m;
    double from_m_per_s;
    double to_m_per_s;
    bool is_lap; /* the runner presses the button at its end */
};

#define SYNTH_MOST_LEGS 24

/**
 * The legs of a running session; their lengths add up to its distance.
 *
 * @param[out] legs  SYNTH_MOST_LEGS, the caller's
 * @return how many there are
 */
size_t synth_legs(const struct synth_session *session,
                  struct synth_random *random, struct synth_leg *legs);

#endif
