/*
 * A workout as a file of type 5: file_id, workout, workout_step ... A repeat
 * becomes a step after its block. Source: FIT profile 21.217, workout_step.
 */
#include "base/error.h"
#include "base/num.h"
#include "codec/fit/write.h"
#include "codec/loss.h"
#include "onward/progression.h"
#include "onward/quantity.h"

#include <stdio.h>
#include <string.h>

#define NAME_SIZE 50      /* of a workout's name, as wide as ever seen */
#define STEP_NAME_SIZE 16 /* of a step's */
#define NOTES_SIZE 200
#define CAPABILITIES 0x20      /* what the vendor's own service writes */
#define SLOWEST_MM_PER_S 278   /* 3600 s/km: stands for no slow bound */
#define FASTEST_MM_PER_S 16667 /* 60 s/km: stands for no fast bound */
#define LOWEST_HR_BPM 30       /* stands for no lower bound */
#define HIGHEST_HR_BPM 240     /* stands for no upper bound */

/* A workout on its way into bytes. */
struct writing {
    struct buf buf;
    struct ow_losses *losses;
    size_t next_index; /* message_index of the next step */
    bool has_notes;    /* whether any step has some */
    struct ow_error *err;
};

/* The fields of a workout_step, in the order of the definition. */
enum {
    INDEX,
    NAME,
    DURATION_TYPE,
    DURATION_VALUE,
    TARGET_TYPE,
    TARGET_VALUE,
    CUSTOM_LOW,
    CUSTOM_HIGH,
    INTENSITY,
    NOTES,
    FIELD_COUNT
};

static void init_fields(struct fit_out fields[FIELD_COUNT], size_t index)
{
    const struct fit_out empty[FIELD_COUNT] = {
        [INDEX] = {FIT_MESSAGE_INDEX, FIT_UINT16, .value = (double)index},
        [NAME] = {FIT_STEP_NAME, FIT_STRING, .size = STEP_NAME_SIZE},
        [DURATION_TYPE] = {FIT_STEP_DURATION_TYPE, FIT_ENUM,
                           .value = FIT_DURATION_OPEN},
        [DURATION_VALUE] = {FIT_STEP_DURATION_VALUE, FIT_UINT32,
                            .value = OW_MISSING},
        [TARGET_TYPE] = {FIT_STEP_TARGET_TYPE, FIT_ENUM,
                         .value = FIT_TARGET_OPEN},
        [TARGET_VALUE] = {FIT_STEP_TARGET_VALUE, FIT_UINT32, .value = 0},
        [CUSTOM_LOW] = {FIT_STEP_CUSTOM_LOW, FIT_UINT32, .value = OW_MISSING},
        [CUSTOM_HIGH] = {FIT_STEP_CUSTOM_HIGH, FIT_UINT32, .value = OW_MISSING},
        [INTENSITY] = {FIT_STEP_INTENSITY, FIT_ENUM, .value = OW_MISSING},
        [NOTES] = {FIT_STEP_NOTES, FIT_STRING, .size = NOTES_SIZE},
    };

    memcpy(fields, empty, sizeof empty);
}

static enum ow_status write_fields(struct writing *writing,
                                   const struct fit_out fields[FIELD_COUNT])
{
    size_t count = writing->has_notes ? FIELD_COUNT : FIELD_COUNT - 1;

    if (writing->next_index++ == 0) {
        fit_write_definition(&writing->buf, 2, FIT_WORKOUT_STEP, fields, count);
    }
    return fit_write_data(&writing->buf, 2, fields, count, "workout step",
                          writing->err);
}

static double intensity_of(enum ow_role role)
{
    static const uint8_t intensities[OW_ROLE_COUNT] = {
        [OW_ROLE_WARM_UP] = FIT_INTENSITY_WARM_UP,
        [OW_ROLE_BUILD] = FIT_INTENSITY_ACTIVE,
        [OW_ROLE_PEAK] = FIT_INTENSITY_ACTIVE,
        [OW_ROLE_WORK] = FIT_INTENSITY_ACTIVE,
        [OW_ROLE_RECOVER] = FIT_INTENSITY_RECOVERY,
        [OW_ROLE_COOL_DOWN] = FIT_INTENSITY_COOL_DOWN,
        [OW_ROLE_STEADY] = FIT_INTENSITY_ACTIVE,
        [OW_ROLE_STRIDES] = FIT_INTENSITY_ACTIVE};

    return intensities[role];
}

static void set_end(struct fit_out fields[FIELD_COUNT],
                    const struct ow_step *step)
{
    static const struct {
        uint8_t type;
        double scale;
        double offset;
    } ends[OW_END_COUNT] = {
        [OW_END_TIME_S] = {FIT_DURATION_TIME, 1000, 0},
        [OW_END_DISTANCE_M] = {FIT_DURATION_DISTANCE, 100, 0},
        [OW_END_LAP] = {FIT_DURATION_OPEN, 1, 0},
        [OW_END_HR_ABOVE_BPM] = {FIT_DURATION_HR_ABOVE, 1, FIT_HR_OFFSET},
        [OW_END_HR_BELOW_BPM] = {FIT_DURATION_HR_BELOW, 1, FIT_HR_OFFSET}};

    fields[DURATION_TYPE].value = ends[step->end_type].type;
    fields[DURATION_VALUE].value = step->end_value;
    fields[DURATION_VALUE].scale = ends[step->end_type].scale;
    fields[DURATION_VALUE].offset = ends[step->end_type].offset;
}

static double or_else(double value, double otherwise)
{
    return ow_is_missing(value) ? otherwise : value;
}

/* Pace as mm/s, heart rate as 100 + bpm; an open end as the widest. */
static void set_target(struct fit_out fields[FIELD_COUNT],
                       const struct ow_target *target)
{
    if (ow_is_missing(target->low) && ow_is_missing(target->high)) {
        return;
    }
    if (target->type == OW_TARGET_PACE_S_PER_KM) {
        fields[TARGET_TYPE].value = FIT_TARGET_SPEED;
        fields[CUSTOM_LOW].value = or_else(1e6 / target->low, SLOWEST_MM_PER_S);
        fields[CUSTOM_HIGH].value =
            or_else(1e6 / target->high, FASTEST_MM_PER_S);
    } else if (target->type == OW_TARGET_HR_BPM) {
        fields[TARGET_TYPE].value = FIT_TARGET_HR;
        fields[CUSTOM_LOW].value = or_else(target->low, LOWEST_HR_BPM);
        fields[CUSTOM_LOW].offset = FIT_HR_OFFSET;
        fields[CUSTOM_HIGH].value = or_else(target->high, HIGHEST_HR_BPM);
        fields[CUSTOM_HIGH].offset = FIT_HR_OFFSET;
    }
}

/* "RPE 6-7", for the notes of a step whose target is an effort. */
static void describe_effort(const struct ow_target *target,
                            char text[NOTES_SIZE])
{
    char low[NUM_TEXT_SIZE];
    char high[NUM_TEXT_SIZE];

    num_format(or_else(target->low, 0), 1, low);
    num_format(or_else(target->high, 10), 1, high);
    (void)snprintf(text, NOTES_SIZE, "RPE %s-%s", low, high);
}

/* What the notes say; false without memory for what is lost. */
static bool compose_notes(const struct writing *writing,
                          const struct ow_step *step, size_t number,
                          char notes[NOTES_SIZE])
{
    size_t length = 0;
    size_t kept = 0;

    notes[0] = '\0';
    if (step->target.type == OW_TARGET_EFFORT_RPE) {
        describe_effort(&step->target, notes);
        length = strlen(notes);
        if (!losses_add(writing->losses,
                        "step %zu: effort is no target here; it stands in "
                        "the notes",
                        number)) {
            return false;
        }
    }
    if (step->cue == NULL || step->cue[0] == '\0') {
        return true;
    }
    if (length > 0) {
        memcpy(notes + length, ", ", 3);
        length += 2;
    }
    kept = utf8_cut(step->cue, strlen(step->cue), NOTES_SIZE - 1 - length);
    memcpy(notes + length, step->cue, kept);
    notes[length + kept] = '\0';
    return step->cue[kept] == '\0' ||
           losses_add(writing->losses, "step %zu: cue cut to %zu bytes", number,
                      kept);
}

static enum ow_status write_step(struct writing *writing,
                                 const struct ow_step *step)
{
    struct fit_out fields[FIELD_COUNT];
    char notes[NOTES_SIZE];
    size_t number = writing->next_index + 1;

    init_fields(fields, writing->next_index);
    if (!compose_notes(writing, step, number, notes)) {
        return error_nomem(writing->err);
    }
    fields[NAME].text = ow_role_name(step->role);
    fields[NOTES].text = notes;
    fields[INTENSITY].value = intensity_of(step->role);
    set_end(fields, step);
    set_target(fields, &step->target);
    return write_fields(writing, fields);
}

/* The repeat of the steps from `first` on. */
static enum ow_status write_repeat(struct writing *writing, size_t first,
                                   uint32_t times)
{
    struct fit_out fields[FIELD_COUNT];

    init_fields(fields, writing->next_index);
    fields[DURATION_TYPE].value = FIT_DURATION_REPEAT_STEPS;
    fields[DURATION_VALUE].value = (double)first;
    fields[TARGET_TYPE].value = OW_MISSING;
    fields[TARGET_VALUE].value = times;
    return write_fields(writing, fields);
}

/* Recursion ends: repeats nest at most eight deep. */
static enum ow_status write_block(struct writing *writing,
                                  const struct ow_step *steps, size_t count)
{
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < count && status == OW_OK; i++) {
        size_t first = writing->next_index;

        if (!steps[i].is_repeat) {
            status = write_step(writing, &steps[i]);
            continue;
        }
        status = write_block(writing, steps + i + 1, steps[i].block_count);
        if (status == OW_OK) {
            status = write_repeat(writing, first, steps[i].repeat_times);
        }
        i += steps[i].block_count;
    }
    return status;
}

static enum ow_status write_head(struct writing *writing,
                                 const struct ow_workout *workout,
                                 size_t step_count)
{
    const char *name = ow_workout_name(workout);
    size_t length = strlen(name);
    int sport = ow_workout_sport(workout);
    const struct fit_out fields[] = {
        {FIT_WORKOUT_SPORT, FIT_ENUM,
         .value = sport == OW_SPORT_UNKNOWN ? OW_MISSING : sport},
        {FIT_WORKOUT_CAPABILITIES, FIT_UINT32Z, .value = CAPABILITIES},
        {FIT_WORKOUT_STEPS, FIT_UINT16, .value = (double)step_count},
        {FIT_WORKOUT_NAME, FIT_STRING, .text = name,
         .size = length < NAME_SIZE ? (uint8_t)(length + 1) : NAME_SIZE},
    };

    if (length >= NAME_SIZE &&
        !losses_add(writing->losses, "workout name cut to %d bytes",
                    NAME_SIZE - 1)) {
        return error_nomem(writing->err);
    }
    if (step_count > OW_FIT_COMMON_STEPS &&
        !losses_add(writing->losses, "%zu steps; many watches hold %d",
                    step_count, OW_FIT_COMMON_STEPS)) {
        return error_nomem(writing->err);
    }
    return fit_write_message(&writing->buf, 1, FIT_WORKOUT, fields,
                             sizeof fields / sizeof fields[0], "workout",
                             writing->err);
}

static bool has_notes(const struct ow_step *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!steps[i].is_repeat &&
            (steps[i].cue != NULL ||
             steps[i].target.type == OW_TARGET_EFFORT_RPE)) {
            return true;
        }
    }
    return false;
}

/* Writes a workout that has no ramps any more. */
static enum ow_status write_fitted(const struct ow_workout *workout,
                                   const struct ow_fit_identity *identity,
                                   uint8_t **bytes, size_t *length,
                                   struct ow_losses *losses,
                                   struct ow_error *err)
{
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(workout, &count);
    struct writing writing = {
        .losses = losses, .has_notes = has_notes(steps, count), .err = err};
    enum ow_status status = OW_OK;

    fit_write_begin(&writing.buf);
    status =
        fit_write_file_id(&writing.buf, FIT_FILE_WORKOUT, identity, NULL, err);
    if (status == OW_OK) {
        status = write_head(&writing, workout, count);
    }
    if (status == OW_OK) {
        status = write_block(&writing, steps, count);
    }
    if (status == OW_OK) {
        status = fit_write_end(&writing.buf, bytes, length, err);
    }
    buf_dispose(&writing.buf);
    return status;
}

enum ow_status ow_fit_encode_workout(const struct ow_workout *workout,
                                     const struct ow_fit_identity *identity,
                                     uint8_t **bytes, size_t *length,
                                     struct ow_losses *losses,
                                     struct ow_error *err)
{
    struct ow_workout *fitted = NULL;
    struct ow_device_fit fit;
    size_t count = 0;
    enum ow_status status = OW_OK;

    (void)ow_workout_steps(workout, &count);
    if (count == 0) {
        return error_set(err, OW_E_ARGUMENT, "workout has no step");
    }
    status =
        ow_workout_fit_device(workout, ow_devices(&count), &fitted, &fit, err);
    if (status == OW_OK && fit.ramps > 0 &&
        !losses_add(losses, "no ramps here: %zu cut into %zu steps", fit.ramps,
                    fit.pieces)) {
        status = error_nomem(err);
    }
    if (status == OW_OK) {
        status = write_fitted(fitted, identity, bytes, length, losses, err);
    }
    ow_workout_free(fitted);
    return status;
}
