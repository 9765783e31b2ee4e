/* A race plan as a workout for the watch. */
#include "base/error.h"
#include "onward/strategy.h"

#include <assert.h>

/* To both sides: neighbouring splits of an even course overlap, and a watch
 * that lags a little does not beep. */
#define BAND_SHARE 0.02

/* Splits in a row as one step. */
static enum ow_status add_step(struct ow_workout *workout,
                               const struct ow_race_split *splits, size_t count,
                               enum ow_units units, struct ow_error *err)
{
    const struct ow_race_split *last = &splits[count - 1];
    double length_m = last->to_m - splits[0].from_m;
    double pace_s_per_km = 0;
    char at[OW_QUANTITY_TEXT_SIZE];
    char clock[OW_QUANTITY_TEXT_SIZE];
    struct ow_error cue;

    for (size_t i = 0; i < count; i++) {
        pace_s_per_km += splits[i].pace_s_per_km *
                         (splits[i].to_m - splits[i].from_m) / length_m;
    }
    ow_distance_format(last->to_m, units, at);
    ow_duration_format((double)last->cumulative_s, clock);
    /* An error's message is only a line of text. */
    (void)error_set(&cue, OW_OK, "%s at %s", at, clock);
    return ow_workout_add_step(workout,
                               &(struct ow_step){
                                   .role = OW_ROLE_STEADY,
                                   .end_type = OW_END_DISTANCE_M,
                                   .end_value = length_m,
                                   .target = {OW_TARGET_PACE_S_PER_KM,
                                              pace_s_per_km * (1 + BAND_SHARE),
                                              pace_s_per_km * (1 - BAND_SHARE)},
                                   .ramp_from = OW_MISSING,
                                   .ramp_to = OW_MISSING,
                                   .cue = cue.message,
                               },
                               err);
}

enum ow_status ow_race_plan_workout(const struct ow_race_plan *plan,
                                    const char *name, enum ow_units units,
                                    size_t most_steps,
                                    struct ow_workout **workout,
                                    struct ow_error *err)
{
    struct ow_workout *made = NULL;
    size_t each = 0;
    enum ow_status status = OW_OK;

    assert(most_steps > 0);
    each = (plan->split_count + most_steps - 1) / most_steps;
    status = ow_workout_new(name, OW_SPORT_RUNNING, &made, err);
    for (size_t i = 0; i < plan->split_count && status == OW_OK; i += each) {
        size_t left = plan->split_count - i;

        status = add_step(made, &plan->splits[i], left < each ? left : each,
                          units, err);
    }
    if (status == OW_OK) {
        *workout = made;
    } else {
        ow_workout_free(made);
    }
    return status;
}
