/* The paces of a plan: the scale of the progression model in whole seconds. */
#include "engine/workout/library_design.h"

#include "onward/quantity.h"

/* Walking, 11 minutes a kilometre (5.5 km/h). */
#define WALK_S_PER_KM 660
/* Where Daniels has no repetition pace, for he has none below a VO2max of 25:
 * his gain on the interval pace for slow runners. */
#define SLOW_GAIN_S_PER_KM 20

static int32_t whole(double value)
{
    return (int32_t)(value + 0.5);
}

enum ow_status library_paces_make(double vo2max, double marathon_s,
                                  double half_s, struct library_paces *paces,
                                  struct ow_error *err)
{
    static const enum ow_pace_name names[ZONE_COUNT] = {
        [ZONE_EASY] = OW_PACE_EASY,
        [ZONE_STEADY] = OW_PACE_STEADY,
        [ZONE_MARATHON] = OW_PACE_MARATHON,
        [ZONE_HALF] = OW_PACE_HALF,
        [ZONE_THRESHOLD] = OW_PACE_THRESHOLD,
        [ZONE_INTERVAL] = OW_PACE_INTERVAL,
    };
    struct progression_scale scale;
    enum ow_status status = progression_scale_set(vo2max, &scale, err);

    if (status != OW_OK) {
        return status;
    }
    progression_scale_set_races(&scale, marathon_s * 1000 / OW_MARATHON_M,
                                half_s * 1000 / OW_HALF_MARATHON_M);
    *paces = (struct library_paces){
        .easy_fast_s_per_km = whole(scale.easy_fast_s_per_km),
        .vo2max_milli = whole(vo2max * 1000),
        .by_effort = !scale.has_paces,
    };
    for (int zone = ZONE_EASY; zone <= ZONE_INTERVAL; zone++) {
        paces->s_per_km[zone] = whole(scale.s_per_km[names[zone]]);
    }
    paces->s_per_km[ZONE_WALK] = WALK_S_PER_KM;
    paces->s_per_km[ZONE_REPETITION] =
        ow_is_missing(scale.repetition_s_per_km)
            ? paces->s_per_km[ZONE_INTERVAL] - SLOW_GAIN_S_PER_KM
            : whole(scale.repetition_s_per_km);
    return OW_OK;
}

void library_scale(const struct library_paces *paces,
                   struct progression_scale *scale)
{
    const int32_t *pace = paces->s_per_km;

    *scale = (struct progression_scale){
        .s_per_km = {[OW_PACE_EASY] = pace[ZONE_EASY],
                     [OW_PACE_STEADY] = pace[ZONE_STEADY],
                     [OW_PACE_MARATHON] = pace[ZONE_MARATHON],
                     [OW_PACE_HALF] = pace[ZONE_HALF],
                     [OW_PACE_THRESHOLD] = pace[ZONE_THRESHOLD],
                     [OW_PACE_INTERVAL] = pace[ZONE_INTERVAL]},
        .easy_fast_s_per_km = paces->easy_fast_s_per_km,
        .repetition_s_per_km = pace[ZONE_REPETITION],
        .vo2max = paces->vo2max_milli / 1000.0,
        .has_paces = !paces->by_effort,
    };
    progression_scale_set_speeds(scale);
}
