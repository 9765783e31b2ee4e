/*
 * Workouts of a TCX file.
 *
 *   Workout @Sport > Name, Step *
 *   Step @type Step_t > Name, Duration @type > Seconds | Meters |
 *     HeartRate > Value; Intensity; Target @type > SpeedZone | HeartRateZone
 *   Step @type Repeat_t > Repetitions, Child * (each a Step)
 */
#include "codec/tcx/inside.h"

#include "base/error.h"
#include "base/num.h"

#include <string.h>

#define M_PER_KM 1000.0
#define SLOWEST_S_PER_KM 3600.0
#define FASTEST_S_PER_KM 60.0
#define LOWEST_HR_BPM 30.0
#define HIGHEST_HR_BPM 240.0

static void forget_step(struct tcx_workout *workout)
{
    struct ow_step step = {.role = OW_ROLE_STEADY,
                           .end_type = OW_END_LAP,
                           .end_value = OW_MISSING,
                           .target = {OW_TARGET_OPEN, OW_MISSING, OW_MISSING},
                           .ramp_from = OW_MISSING,
                           .ramp_to = OW_MISSING};

    workout->step = step;
    workout->cue[0] = '\0';
    workout->has_unknown = false;
}

static void copy_text(char *target, struct str text)
{
    size_t length = utf8_cut(text.data, text.length, XML_TEXT_SIZE);

    memcpy(target, text.data, length);
    target[length] = '\0';
}

void tcx_workout_open(struct xml_reader *reader, const char **attributes)
{
    struct tcx *tcx = xml_context(reader);
    struct tcx_workout *workout = &tcx->workout;

    if (tcx->document->item_count >= RECORDING_MOST_ACTIVITIES) {
        xml_stop(reader, OW_E_LIMIT);
        return;
    }
    workout->is_open = true;
    workout->nesting = 0;
    workout->name[0] = '\0';
    workout->sport = tcx_sport(xml_attribute(attributes, "Sport"));
    forget_step(workout);
}

static bool type_is(const char **attributes, const char *type)
{
    const char *given = xml_attribute(attributes, "type");

    return given != NULL && strcmp(given, type) == 0;
}

static void open_level(struct xml_reader *reader, const char **attributes)
{
    struct tcx *tcx = xml_context(reader);
    struct tcx_workout *workout = &tcx->workout;
    size_t at = workout->nesting;

    if (at == TCX_MOST_NESTING) {
        xml_stop(reader, OW_E_LIMIT);
        return;
    }
    workout->nesting++;
    workout->levels[at].is_repeat = type_is(attributes, "Repeat_t");
    workout->levels[at].has_begun = false;
    workout->levels[at].times = 1;
    forget_step(workout);
}

static void note_end(struct tcx_workout *workout, const char **attributes)
{
    if (type_is(attributes, "HeartRateAbove_t")) {
        workout->step.end_type = OW_END_HR_ABOVE_BPM;
    } else if (type_is(attributes, "HeartRateBelow_t")) {
        workout->step.end_type = OW_END_HR_BELOW_BPM;
    } else if (type_is(attributes, "CaloriesBurned_t")) {
        workout->has_unknown = true;
    }
}

static void note_target(struct tcx_workout *workout, const char **attributes)
{
    if (type_is(attributes, "Speed_t")) {
        workout->step.target.type = OW_TARGET_PACE_S_PER_KM;
    } else if (type_is(attributes, "HeartRate_t")) {
        workout->step.target.type = OW_TARGET_HR_BPM;
    } else if (!type_is(attributes, "None_t")) {
        workout->has_unknown = true;
    }
}

void tcx_workout_start(struct xml_reader *reader, unsigned id,
                       const char **attributes)
{
    struct tcx *tcx = xml_context(reader);
    struct tcx_workout *workout = &tcx->workout;

    if (id == TCX_STEP || id == TCX_CHILD) {
        open_level(reader, attributes);
    } else if (id == TCX_DURATION) {
        note_end(workout, attributes);
    } else if (id == TCX_TARGET) {
        note_target(workout, attributes);
    } else if (id == TCX_STEP_HEART_RATE &&
               type_is(attributes, "HeartRateAsPercentOfMax_t")) {
        workout->step.end_type = OW_END_LAP;
        workout->has_unknown = true;
    }
}

static enum ow_status make_workout(struct tcx_workout *workout,
                                   struct ow_error *err)
{
    const char *name = utf8_is_valid(workout->name, strlen(workout->name))
                           ? workout->name
                           : "";

    return workout->workout != NULL
               ? OW_OK
               : ow_workout_new(name, workout->sport, &workout->workout, err);
}

/* Repeats begin with their first step, so that none is empty. */
static enum ow_status begin_repeats(struct tcx_workout *workout,
                                    struct ow_error *err)
{
    enum ow_status status = OW_OK;

    for (size_t i = 0; i < workout->nesting && status == OW_OK; i++) {
        if (workout->levels[i].is_repeat && !workout->levels[i].has_begun) {
            status = ow_workout_begin_repeat(workout->workout,
                                             workout->levels[i].times, err);
            workout->levels[i].has_begun = status == OW_OK;
        }
    }
    return status;
}

/* Whether a step's name is that of a role, as we write it. */
static bool is_role(const char *name, enum ow_role *role)
{
    for (int i = 0; i < OW_ROLE_COUNT; i++) {
        if (strcmp(name, ow_role_name((enum ow_role)i)) == 0) {
            *role = (enum ow_role)i;
            return true;
        }
    }
    return false;
}

static enum ow_role role_of(const struct tcx_workout *workout)
{
    struct str cue = str_of(workout->cue);
    struct str start = str_from(cue.data, cue.length < 4 ? cue.length : 4);

    if (str_equal_ignore_case(start, "warm")) {
        return OW_ROLE_WARM_UP;
    }
    if (str_equal_ignore_case(start, "cool")) {
        return OW_ROLE_COOL_DOWN;
    }
    if (workout->step.role == OW_ROLE_RECOVER) {
        return OW_ROLE_RECOVER;
    }
    return workout->nesting > 1 ? OW_ROLE_WORK : OW_ROLE_STEADY;
}

/* A target whose bounds were not given, as by a zone's number, is open. */
static void settle_target(struct tcx_workout *workout)
{
    struct ow_target *target = &workout->step.target;

    if (target->type != OW_TARGET_OPEN && ow_is_missing(target->low) &&
        ow_is_missing(target->high)) {
        target->type = OW_TARGET_OPEN;
        workout->has_unknown = true;
    }
}

static enum ow_status add_step(struct tcx *tcx, uint64_t offset,
                               struct ow_error *err)
{
    struct tcx_workout *workout = &tcx->workout;
    enum ow_status status = make_workout(workout, err);

    if (status == OW_OK) {
        status = begin_repeats(workout, err);
    }
    if (status != OW_OK) {
        return status;
    }
    settle_target(workout);
    if (is_role(workout->cue, &workout->step.role)) {
        workout->cue[0] = '\0';
    } else {
        workout->step.role = role_of(workout);
    }
    workout->step.cue = workout->cue[0] == '\0' ? NULL : workout->cue;
    if (workout->has_unknown) {
        document_warn(tcx->document, "tcx-step", offset,
                      "step \"%.40s\" has an end or target that is left open",
                      workout->cue);
    }
    status = ow_workout_add_step(workout->workout, &workout->step, err);
    if (status != OW_E_RANGE) {
        return status;
    }
    document_warn(tcx->document, "tcx-step", offset, "%s; it is left open",
                  err->message);
    workout->step.end_type = OW_END_LAP;
    workout->step.target.type = OW_TARGET_OPEN;
    return ow_workout_add_step(workout->workout, &workout->step, err);
}

static void close_level(struct xml_reader *reader)
{
    struct tcx *tcx = xml_context(reader);
    struct tcx_workout *workout = &tcx->workout;
    enum ow_status status = OW_OK;
    struct ow_error err;
    size_t at = workout->nesting - 1;

    if (!workout->levels[at].is_repeat) {
        status = add_step(tcx, xml_offset(reader), &err);
    } else if (workout->levels[at].has_begun) {
        status = ow_workout_end_repeat(workout->workout, &err);
    }
    workout->nesting--;
    if (status != OW_OK) {
        ow_workout_free(workout->workout); /* may end in an empty repeat */
        workout->workout = NULL;
        workout->is_open = false;
        xml_stop(reader, status);
    }
}

/*
 * Metres a second are paces upside down: the low speed is the slow bound. The
 * widest there are stand for none, as in FIT.
 */
static double pace_of(double speed_m_per_s)
{
    double pace = num_round(M_PER_KM / speed_m_per_s, 3);

    return speed_m_per_s > 0 && pace > FASTEST_S_PER_KM &&
                   pace < SLOWEST_S_PER_KM
               ? pace
               : OW_MISSING;
}

static void set_end(struct ow_step *step, enum ow_end_type type, double value)
{
    if (!ow_is_missing(value)) {
        step->end_type = type;
        step->end_value = value;
    }
}

static void end_of_value(struct xml_reader *reader, struct str text)
{
    struct tcx *tcx = xml_context(reader);
    struct ow_step *step = &tcx->workout.step;
    unsigned parent = xml_parent(reader);
    double value = tcx_number(reader, text);

    if (parent == TCX_LOW) {
        step->target.low = value > LOWEST_HR_BPM ? value : OW_MISSING;
    } else if (parent == TCX_HIGH) {
        step->target.high = value < HIGHEST_HR_BPM ? value : OW_MISSING;
    } else if (parent == TCX_STEP_HEART_RATE && step->end_type != OW_END_LAP) {
        step->end_value = value;
    }
}

static void end_of_leaf(struct xml_reader *reader, unsigned id, struct str text)
{
    struct tcx *tcx = xml_context(reader);
    struct tcx_workout *workout = &tcx->workout;
    double value = 0;

    if (id == TCX_NAME) {
        copy_text(xml_parent(reader) == TCX_WORKOUT ? workout->name
                                                    : workout->cue,
                  text);
        return;
    }
    if (id == TCX_INTENSITY) {
        workout->step.role =
            str_equal(text, "Resting") ? OW_ROLE_RECOVER : OW_ROLE_STEADY;
        return;
    }
    value = tcx_number(reader, text);
    if (id == TCX_SECONDS) {
        set_end(&workout->step, OW_END_TIME_S, value);
    } else if (id == TCX_METERS) {
        set_end(&workout->step, OW_END_DISTANCE_M, value);
    } else if (id == TCX_LOW_SPEED) {
        workout->step.target.low = pace_of(value);
    } else if (id == TCX_HIGH_SPEED) {
        workout->step.target.high = pace_of(value);
    } else if (id == TCX_REPETITIONS && workout->nesting > 0 && value >= 1 &&
               value <= 999) {
        workout->levels[workout->nesting - 1].times = (uint32_t)value;
    }
}

void tcx_workout_end(struct xml_reader *reader, unsigned id, struct str text)
{
    struct tcx *tcx = xml_context(reader);

    switch (id) {
    case TCX_WORKOUT:
        if (!tcx_workout_close(tcx)) {
            xml_stop(reader, OW_E_NOMEM);
        }
        break;
    case TCX_STEP:
    case TCX_CHILD:
        if (tcx->workout.nesting > 0) {
            close_level(reader);
        }
        break;
    case TCX_VALUE:
        end_of_value(reader, text);
        break;
    case TCX_NAME:
    case TCX_INTENSITY:
    case TCX_SECONDS:
    case TCX_METERS:
    case TCX_LOW_SPEED:
    case TCX_HIGH_SPEED:
    case TCX_REPETITIONS:
        end_of_leaf(reader, id, text);
        break;
    default:
        break;
    }
}

bool tcx_workout_close(struct tcx *tcx)
{
    struct tcx_workout *workout = &tcx->workout;

    workout->is_open = false;
    for (size_t i = workout->nesting; i > 0; i--) {
        if (workout->levels[i - 1].has_begun &&
            ow_workout_end_repeat(workout->workout, NULL) != OW_OK) {
            return false;
        }
    }
    if (make_workout(workout, NULL) != OW_OK ||
        !document_add(tcx->document, OW_ITEM_WORKOUT, NULL, workout->workout)) {
        return false;
    }
    workout->workout = NULL;
    return true;
}
