/*
 * The progression runs of plans: the progression model with a plan's paces,
 * its level, the race trained for and the week's bound on fast running.
 */
#include "engine/workout/library_design.h"

/* Shortest peak that is worth its name. */
#define LEAST_PEAK_S 60

bool library_is_long(enum library_kind kind)
{
    return kind == LIBRARY_LONG || kind == LIBRARY_LONG_STAGES ||
           kind == LIBRARY_LONG_FINISH;
}

bool library_is_progression(enum library_kind kind)
{
    return kind == LIBRARY_PROGRESSION_SEGMENTED ||
           kind == LIBRARY_PROGRESSION_CONTINUOUS ||
           kind == LIBRARY_PROGRESSION_FINISH || kind == LIBRARY_LONG_STAGES ||
           kind == LIBRARY_LONG_FINISH;
}

static enum ow_progression_kind kind_of(enum library_kind kind)
{
    if (kind == LIBRARY_PROGRESSION_CONTINUOUS) {
        return OW_PROGRESSION_CONTINUOUS;
    }
    return kind == LIBRARY_PROGRESSION_FINISH || kind == LIBRARY_LONG_FINISH
               ? OW_PROGRESSION_FAST_FINISH
               : OW_PROGRESSION_SEGMENTED;
}

static const char *name_of(enum library_kind kind)
{
    if (kind == LIBRARY_LONG_STAGES) {
        return "Long run in stages";
    }
    return kind == LIBRARY_LONG_FINISH ? "Long run, fast finish" : NULL;
}

/* Fills wanted and design, which points to it. */
static enum ow_status design_of(const struct library_order *order,
                                const struct library_paces *paces,
                                struct ow_progression *wanted,
                                struct progression_design *design,
                                struct ow_error *err)
{
    bool by_distance = library_is_long(order->kind);

    *wanted = (struct ow_progression){
        .kind = kind_of(order->kind),
        .level = order->level,
        .total = {.s = by_distance ? 0 : order->duration_s,
                  .m = by_distance ? order->distance_m : 0},
        .soften = order->soften,
    };
    *design = (struct progression_design){
        .wanted = wanted,
        .target =
            paces->by_effort ? OW_TARGET_EFFORT_RPE : OW_TARGET_PACE_S_PER_KM,
        .name = name_of(order->kind),
        .goal_m = order->goal_m,
        .most_peak_s =
            order->work_s > LEAST_PEAK_S ? order->work_s : LEAST_PEAK_S,
    };
    library_scale(paces, &design->scale);
    progression_set_paces(design);
    return progression_lay_out(design, err);
}

/* Here the paces of a plan's progression runs are rounded; its lengths are
 * whole already. */
static struct library_stretch stretch_of(const struct progression_part *part,
                                         bool by_distance)
{
    int32_t length = (int32_t)(part->length + 0.5);

    return (struct library_stretch){
        .length_s = by_distance ? 0 : length,
        .length_m = by_distance ? length : 0,
        .from_s_per_km = (int32_t)(part->from_s_per_km + 0.5),
        .to_s_per_km = (int32_t)(part->to_s_per_km + 0.5),
        .times = 1,
    };
}

struct library_measure
library_measure_progression(const struct library_order *order,
                            const struct library_paces *paces)
{
    struct library_measure sum = {0};
    struct ow_progression wanted;
    struct progression_design design;

    if (design_of(order, paces, &wanted, &design, NULL) != OW_OK) {
        return sum;
    }
    for (size_t i = 0; i < design.count; i++) {
        struct library_stretch stretch =
            stretch_of(&design.parts[i], library_is_long(order->kind));

        int32_t before_s = sum.duration_s;

        library_measure_stretch(&stretch, paces, &sum);
        if (design.parts[i].role == OW_ROLE_PEAK) {
            sum.peak_s += sum.duration_s - before_s;
        }
    }
    return sum;
}

enum ow_status library_build_progression(const struct library_order *order,
                                         const struct library_paces *paces,
                                         struct ow_workout **workout,
                                         struct ow_error *err)
{
    struct ow_progression wanted;
    struct progression_design design;
    enum ow_status status = design_of(order, paces, &wanted, &design, err);

    return status == OW_OK ? progression_compile(&design, workout, err)
                           : status;
}
