/* Building a workout entry by entry, every value checked on the way in. */
#include "onward/workout.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/str.h"

#include <string.h>

#define MOST_ENTRIES ((size_t)1000)
#define MOST_REPEATS 999U
#define DEEPEST_REPEAT ((size_t)8)

struct ow_workout {
    struct arena arena;
    const char *name;
    int sport;
    struct ow_step *steps;
    size_t count;
    size_t capacity;
    size_t open[DEEPEST_REPEAT]; /* heads of the repeats being filled */
    size_t open_count;
};

const char *ow_role_name(enum ow_role role)
{
    static const char *const names[OW_ROLE_COUNT] = {
        "warm-up", "build",     "peak",   "work",
        "recover", "cool-down", "steady", "strides"};

    return names[role];
}

enum ow_status ow_workout_new(const char *name, int sport,
                              struct ow_workout **workout, struct ow_error *err)
{
    size_t length = strlen(name);
    struct ow_workout *made = NULL;

    if (!utf8_is_valid(name, length)) {
        return error_set(err, OW_E_ARGUMENT, "workout name is not UTF-8");
    }
    made = mem_calloc(1, sizeof *made);
    if (made == NULL) {
        return error_nomem(err);
    }
    made->name = arena_copy_text(&made->arena, name, length);
    made->sport = sport;
    if (made->name == NULL) {
        ow_workout_free(made);
        return error_nomem(err);
    }
    *workout = made;
    return OW_OK;
}

void ow_workout_free(struct ow_workout *workout)
{
    if (workout == NULL) {
        return;
    }
    mem_free(workout->steps);
    arena_dispose(&workout->arena);
    mem_free(workout);
}

struct bound {
    double low;
    double high;
    const char *what;
};

static const struct bound end_bounds[OW_END_COUNT] = {
    [OW_END_TIME_S] = {1, 86400, "step time in s"},
    [OW_END_DISTANCE_M] = {1, 1e6, "step distance in m"},
    [OW_END_LAP] = {0, 0, "lap"},
    [OW_END_HR_ABOVE_BPM] = {30, 240, "step end in bpm"},
    [OW_END_HR_BELOW_BPM] = {30, 240, "step end in bpm"},
};

static const struct bound target_bounds[OW_TARGET_COUNT] = {
    [OW_TARGET_OPEN] = {0, 0, "open"},
    [OW_TARGET_PACE_S_PER_KM] = {60, 3600, "pace in s/km"},
    [OW_TARGET_HR_BPM] = {30, 240, "heart rate in bpm"},
    [OW_TARGET_EFFORT_RPE] = {0, 10, "effort"},
};

static enum ow_status check_bound(double value, const struct bound *bound,
                                  struct ow_error *err)
{
    char text[NUM_TEXT_SIZE];
    char low[NUM_TEXT_SIZE];
    char high[NUM_TEXT_SIZE];

    if (value >= bound->low && value <= bound->high) {
        return OW_OK;
    }
    num_format(value, 3, text);
    num_format(bound->low, 0, low);
    num_format(bound->high, 0, high);
    return error_set(err, OW_E_RANGE, "%s %s is outside %s to %s", bound->what,
                     text, low, high);
}

/* A bound of a target or ramp that may be missing. */
static enum ow_status check_optional(double value, const struct bound *bound,
                                     struct ow_error *err)
{
    return ow_is_missing(value) ? OW_OK : check_bound(value, bound, err);
}

static enum ow_status check_target(const struct ow_step *step,
                                   struct ow_error *err)
{
    const struct bound *bound = &target_bounds[step->target.type];
    double low = step->target.low;
    double high = step->target.high;
    enum ow_status status = OW_OK;

    if (step->target.type == OW_TARGET_OPEN) {
        return OW_OK;
    }
    status = check_optional(low, bound, err);
    if (status == OW_OK) {
        status = check_optional(high, bound, err);
    }
    if (status == OW_OK) {
        status = check_optional(step->ramp_from, bound, err);
    }
    if (status == OW_OK) {
        status = check_optional(step->ramp_to, bound, err);
    }
    if (status != OW_OK) {
        return status;
    }
    if (step->target.type == OW_TARGET_PACE_S_PER_KM ? low < high
                                                     : low > high) {
        return error_set(err, OW_E_RANGE,
                         "%s has its bounds in the wrong order", bound->what);
    }
    return OW_OK;
}

static enum ow_status append(struct ow_workout *workout,
                             const struct ow_step *step, struct ow_error *err)
{
    if (workout->count == MOST_ENTRIES) {
        return error_set(err, OW_E_LIMIT, "workout has more than %zu steps",
                         MOST_ENTRIES);
    }
    if (workout->count == workout->capacity) {
        size_t capacity = workout->capacity * 2 + 8;
        struct ow_step *steps =
            mem_resize(workout->steps, capacity, sizeof *steps);

        if (steps == NULL) {
            return error_nomem(err);
        }
        workout->steps = steps;
        workout->capacity = capacity;
    }
    workout->steps[workout->count++] = *step;
    for (size_t i = 0; i < workout->open_count; i++) {
        workout->steps[workout->open[i]].block_count++;
    }
    return OW_OK;
}

enum ow_status ow_workout_add_step(struct ow_workout *workout,
                                   const struct ow_step *step,
                                   struct ow_error *err)
{
    struct ow_step copy = *step;
    enum ow_status status = OW_OK;

    copy.is_repeat = false;
    copy.repeat_times = 0;
    copy.block_count = 0;
    if (copy.end_type == OW_END_LAP) {
        copy.end_value = OW_MISSING;
    } else {
        status = check_bound(copy.end_value, &end_bounds[copy.end_type], err);
    }
    if (status == OW_OK) {
        status = check_target(&copy, err);
    }
    if (status != OW_OK) {
        return status;
    }
    if (copy.target.type == OW_TARGET_OPEN) {
        copy.target.low = OW_MISSING;
        copy.target.high = OW_MISSING;
        copy.ramp_from = OW_MISSING;
        copy.ramp_to = OW_MISSING;
    }
    if (copy.cue != NULL) {
        copy.cue = arena_copy_text(&workout->arena, copy.cue, strlen(copy.cue));
        if (copy.cue == NULL) {
            return error_nomem(err);
        }
    }
    return append(workout, &copy, err);
}

enum ow_status ow_workout_begin_repeat(struct ow_workout *workout,
                                       uint32_t times, struct ow_error *err)
{
    struct ow_step head = {.is_repeat = true,
                           .repeat_times = times,
                           .end_type = OW_END_LAP,
                           .end_value = OW_MISSING,
                           .target = {OW_TARGET_OPEN, OW_MISSING, OW_MISSING},
                           .ramp_from = OW_MISSING,
                           .ramp_to = OW_MISSING};
    enum ow_status status = OW_OK;

    if (times < 1 || times > MOST_REPEATS) {
        return error_set(err, OW_E_RANGE, "repeat of %u is outside 1 to %u",
                         times, MOST_REPEATS);
    }
    if (workout->open_count == DEEPEST_REPEAT) {
        return error_set(err, OW_E_LIMIT, "repeats nest deeper than %zu",
                         DEEPEST_REPEAT);
    }
    status = append(workout, &head, err);
    if (status == OW_OK) {
        workout->open[workout->open_count++] = workout->count - 1;
    }
    return status;
}

enum ow_status ow_workout_end_repeat(struct ow_workout *workout,
                                     struct ow_error *err)
{
    if (workout->open_count == 0) {
        return error_set(err, OW_E_ARGUMENT, "no repeat is open");
    }
    if (workout->steps[workout->open[workout->open_count - 1]].block_count ==
        0) {
        return error_set(err, OW_E_ARGUMENT, "the open repeat has no step");
    }
    workout->open_count--;
    return OW_OK;
}

const char *ow_workout_name(const struct ow_workout *workout)
{
    return workout->name;
}

int ow_workout_sport(const struct ow_workout *workout)
{
    return workout->sport;
}

const struct ow_step *ow_workout_steps(const struct ow_workout *workout,
                                       size_t *count)
{
    *count = workout->count;
    return workout->steps;
}

/* The sum of one block's step ends; missing when one ends by other means. */
static double total(const struct ow_step *steps, size_t count,
                    enum ow_end_type type)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        if (steps[i].is_repeat) {
            sum += steps[i].repeat_times *
                   total(steps + i + 1, steps[i].block_count, type);
            i += steps[i].block_count;
        } else {
            sum += steps[i].end_type == type ? steps[i].end_value : OW_MISSING;
        }
    }
    return count == 0 ? OW_MISSING : sum;
}

double ow_workout_total_s(const struct ow_workout *workout)
{
    return total(workout->steps, workout->count, OW_END_TIME_S);
}

double ow_workout_total_m(const struct ow_workout *workout)
{
    return total(workout->steps, workout->count, OW_END_DISTANCE_M);
}
