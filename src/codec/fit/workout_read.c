/*
 * Workout messages into a workout. In the file a repeat is a step after its
 * block that names the block's first step; here its head comes before.
 */
#include "codec/fit/part.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define NO_REPEAT SIZE_MAX
#define DEEPEST_REPEAT 8     /* that ow_workout_begin_repeat() takes */
#define FEWEST_M_PER_KS 278  /* 3600 s/km: no bound on the slow side */
#define MOST_M_PER_KS 16667  /* 60 s/km: no bound on the fast side */
#define LOWEST_HR_BPM 30.0   /* no lower bound */
#define HIGHEST_HR_BPM 240.0 /* no upper bound */

/* What a step repeats. */
struct block {
    size_t first;   /* position of its first step; NO_REPEAT: nothing */
    unsigned depth; /* of repeats in it, itself counted */
};

struct reading {
    struct ow_workout *workout;
    struct ow_document *document;
    const struct fit_workout_step *steps; /* in order of their index */
    struct block *blocks;                 /* one a step */
    size_t count;
};

static int by_index(const void *a, const void *b)
{
    const struct fit_workout_step *first = a;
    const struct fit_workout_step *second = b;

    if (first->index != second->index) {
        return first->index < second->index ? -1 : 1;
    }
    return (first->offset > second->offset) - (first->offset < second->offset);
}

static bool is_repeat(const struct fit_workout_step *step)
{
    return step->duration_type >= FIT_DURATION_REPEAT_STEPS &&
           step->duration_type <= FIT_DURATION_LAST_REPEAT;
}

static size_t position_of(const struct reading *reading, double index)
{
    for (size_t i = 0; i < reading->count; i++) {
        if (fabs((double)reading->steps[i].index - index) < 0.5) {
            return i;
        }
    }
    return NO_REPEAT;
}

/*
 * How deep repeats nest in a block from `first` up to the repeat at `head`;
 * 0 where the block holds no step or cuts into another.
 */
static unsigned depth_of(const struct reading *reading, size_t first,
                         size_t head)
{
    unsigned depth = 0;
    bool has_step = false;

    for (size_t i = first; i < head; i++) {
        const struct block *inner = &reading->blocks[i];

        if (!is_repeat(&reading->steps[i])) {
            has_step = true;
        } else if (inner->first < first) {
            return 0;
        } else if (inner->depth > depth) {
            depth = inner->depth;
        }
    }
    return has_step ? depth + 1 : 0;
}

static void find_blocks(struct reading *reading)
{
    for (size_t i = 0; i < reading->count; i++) {
        const struct fit_workout_step *step = &reading->steps[i];
        size_t first = NO_REPEAT;
        unsigned depth = 0;

        reading->blocks[i].first = NO_REPEAT;
        if (!is_repeat(step)) {
            continue;
        }
        first = position_of(reading, step->duration_value);
        depth = depth_of(reading, first, i);
        if (depth == 0 || depth > DEEPEST_REPEAT) {
            document_warn(reading->document, "fit-workout-repeat", step->offset,
                          "workout step %zu repeats no block before it",
                          step->index);
            continue;
        }
        reading->blocks[i] = (struct block){first, depth};
    }
}

/* How often a block is run; one by a measure we cannot hold is run once. */
static uint32_t times_of(const struct reading *reading,
                         const struct fit_workout_step *step)
{
    if (step->duration_type != FIT_DURATION_REPEAT_STEPS) {
        document_warn(reading->document, "fit-workout-repeat", step->offset,
                      "workout step %zu repeats until a measure is reached",
                      step->index);
        return 1;
    }
    return step->target_value >= 1 && step->target_value <= 999
               ? (uint32_t)step->target_value
               : 1;
}

/* Opens the repeats whose block begins here, the outermost first. */
static enum ow_status open_blocks(const struct reading *reading, size_t at,
                                  struct ow_error *err)
{
    for (size_t i = reading->count; i-- > at;) {
        if (reading->blocks[i].first == at) {
            enum ow_status status = ow_workout_begin_repeat(
                reading->workout, times_of(reading, &reading->steps[i]), err);

            if (status != OW_OK) {
                return status;
            }
        }
    }
    return OW_OK;
}

static void warn_target(const struct reading *reading,
                        const struct fit_workout_step *step, const char *what)
{
    document_warn(reading->document, "fit-workout-target", step->offset,
                  "target of workout step %zu left open: %s", step->index,
                  what);
}

/*
 * The pace of a speed in mm/s: the whole second where one would be written as
 * this speed.
 */
static double pace_of(double mm_per_s)
{
    double pace = 1e6 / mm_per_s;
    double whole = round(pace);

    return fabs(round(1e6 / whole) - mm_per_s) < 0.5 ? whole : pace;
}

static void read_pace(const struct reading *reading,
                      const struct fit_workout_step *from,
                      struct ow_target *target)
{
    double slow = from->custom_low;
    double fast = from->custom_high;

    if (!(slow <= fast) || fast < FEWEST_M_PER_KS || slow > MOST_M_PER_KS) {
        warn_target(reading, from, "its speeds are not a runner's");
        return;
    }
    target->type = OW_TARGET_PACE_S_PER_KM;
    target->low = slow > FEWEST_M_PER_KS ? pace_of(slow) : OW_MISSING;
    target->high = fast < MOST_M_PER_KS ? pace_of(fast) : OW_MISSING;
}

static void read_hr(const struct reading *reading,
                    const struct fit_workout_step *from,
                    struct ow_target *target)
{
    double low = from->custom_low - FIT_HR_OFFSET;
    double high = from->custom_high - FIT_HR_OFFSET;

    if (!(low <= high) || low < LOWEST_HR_BPM || high > HIGHEST_HR_BPM) {
        warn_target(reading, from, "its heart rates are not in beats a minute");
        return;
    }
    target->type = OW_TARGET_HR_BPM;
    target->low = low > LOWEST_HR_BPM ? low : OW_MISSING;
    target->high = high < HIGHEST_HR_BPM ? high : OW_MISSING;
}

static void read_target(const struct reading *reading,
                        const struct fit_workout_step *from,
                        struct ow_target *target)
{
    bool is_zone = from->target_value > 0;

    if (from->target_type == FIT_TARGET_OPEN) {
        return;
    }
    if (from->target_type != FIT_TARGET_SPEED &&
        from->target_type != FIT_TARGET_HR) {
        warn_target(reading, from, "neither pace nor heart rate");
    } else if (is_zone) {
        warn_target(reading, from, "a zone whose bounds are on the device");
    } else if (from->target_type == FIT_TARGET_SPEED) {
        read_pace(reading, from, target);
    } else {
        read_hr(reading, from, target);
    }
}

static void read_end(const struct reading *reading,
                     const struct fit_workout_step *from, struct ow_step *step)
{
    double value = from->duration_value;

    switch (from->duration_type) {
    case FIT_DURATION_TIME:
    case FIT_DURATION_REPETITION_TIME:
        step->end_type = OW_END_TIME_S;
        step->end_value = value / 1000;
        return;
    case FIT_DURATION_DISTANCE:
        step->end_type = OW_END_DISTANCE_M;
        step->end_value = value / 100;
        return;
    case FIT_DURATION_HR_BELOW:
        step->end_type = OW_END_HR_BELOW_BPM;
        step->end_value = value - FIT_HR_OFFSET;
        return;
    case FIT_DURATION_HR_ABOVE:
        step->end_type = OW_END_HR_ABOVE_BPM;
        step->end_value = value - FIT_HR_OFFSET;
        return;
    case FIT_DURATION_OPEN:
        return;
    default:
        document_warn(reading->document, "fit-workout-end", from->offset,
                      "workout step %zu ends by a measure not known here; by "
                      "the lap button instead",
                      from->index);
        return;
    }
}

/* The role a step's name gives away where we wrote it, else its intensity's. */
static void read_role(const struct fit_workout_step *from, struct ow_step *step)
{
    static const enum ow_role by_intensity[] = {
        [FIT_INTENSITY_ACTIVE] = OW_ROLE_WORK,
        [FIT_INTENSITY_REST] = OW_ROLE_RECOVER,
        [FIT_INTENSITY_WARM_UP] = OW_ROLE_WARM_UP,
        [FIT_INTENSITY_COOL_DOWN] = OW_ROLE_COOL_DOWN,
        [FIT_INTENSITY_RECOVERY] = OW_ROLE_RECOVER,
        [FIT_INTENSITY_INTERVAL] = OW_ROLE_WORK};

    step->role = from->intensity >= 0 && from->intensity < 6
                     ? by_intensity[from->intensity]
                     : OW_ROLE_STEADY;
    step->cue = from->notes;
    for (int i = 0; from->name != NULL && i < OW_ROLE_COUNT; i++) {
        if (strcmp(from->name, ow_role_name((enum ow_role)i)) == 0) {
            step->role = (enum ow_role)i;
            return;
        }
    }
    if (step->cue == NULL) {
        step->cue = from->name;
    }
}

static enum ow_status add_step(const struct reading *reading,
                               const struct fit_workout_step *from,
                               struct ow_error *err)
{
    struct ow_step step = {.end_type = OW_END_LAP,
                           .end_value = OW_MISSING,
                           .target = {OW_TARGET_OPEN, OW_MISSING, OW_MISSING},
                           .ramp_from = OW_MISSING,
                           .ramp_to = OW_MISSING};
    enum ow_status status = OW_OK;

    read_role(from, &step);
    read_end(reading, from, &step);
    read_target(reading, from, &step.target);
    status = ow_workout_add_step(reading->workout, &step, err);
    if (status != OW_E_RANGE) {
        return status;
    }
    document_warn(reading->document, "fit-workout-end", from->offset,
                  "workout step %zu has an end or target out of bounds; left "
                  "open",
                  from->index);
    step.end_type = OW_END_LAP;
    step.target.type = OW_TARGET_OPEN;
    return ow_workout_add_step(reading->workout, &step, err);
}

static enum ow_status add_steps(const struct reading *reading,
                                struct ow_error *err)
{
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < reading->count && status == OW_OK; i++) {
        status = open_blocks(reading, i, err);
        if (status != OW_OK) {
            return status;
        }
        if (!is_repeat(&reading->steps[i])) {
            status = add_step(reading, &reading->steps[i], err);
        } else if (reading->blocks[i].first != NO_REPEAT) {
            status = ow_workout_end_repeat(reading->workout, err);
        }
    }
    return status;
}

/* What was read stays when a bound of the workout stops the reading. */
static bool read_steps(struct reading *reading)
{
    struct ow_error err = {0};
    enum ow_status status = add_steps(reading, &err);

    if (status != OW_OK && status != OW_E_NOMEM) {
        document_warn(reading->document, "fit-workout-end", OW_NO_OFFSET,
                      "rest of the workout left out: %s", err.message);
    }
    return status != OW_E_NOMEM;
}

bool fit_part_add_workout(const struct fit_part *part,
                          struct ow_document *document)
{
    struct reading reading = {NULL, document, part->workout_steps.items, NULL,
                              part->workout_steps.count};
    bool is_done = false;

    if (reading.count > 0) {
        qsort(part->workout_steps.items, reading.count, sizeof *reading.steps,
              by_index);
    }
    reading.blocks = mem_calloc(reading.count, sizeof *reading.blocks);
    if (reading.blocks != NULL &&
        ow_workout_new(part->name == NULL ? "" : part->name, part->sport,
                       &reading.workout, NULL) == OW_OK) {
        find_blocks(&reading);
        is_done =
            read_steps(&reading) &&
            document_add(document, OW_ITEM_WORKOUT, NULL, reading.workout);
    }
    mem_free(reading.blocks);
    if (!is_done) {
        ow_workout_free(reading.workout);
    }
    return is_done;
}
