/* Workouts from JSON. */
#include "codec/json/plan_json.h"

#include "onward/activity.h"
#include "onward/json.h"

#include "base/error.h"

#include <string.h>

#define MOST_ENTRIES ((size_t)1000)

static const char *const end_words[OW_END_COUNT] = {"time", "distance", "lap",
                                                    "hr-above", "hr-below"};
static const char *const target_words[OW_TARGET_COUNT] = {"open", "pace", "hr",
                                                          "effort"};

static void read_end(struct json_reader *reader, const json_t *object,
                     struct ow_step *step)
{
    const json_t *end = NULL;
    size_t before = 0;

    reader_require(reader, object, "end");
    end = reader_object(reader, object, "end");
    before = reader_enter(reader, "end");
    reader_require(reader, end, "type");
    step->end_type = (enum ow_end_type)reader_word(reader, end, "type",
                                                   end_words, OW_END_COUNT, 0);
    step->end_value = reader_number(reader, end, "value", 0, 1e9);
    reader_leave(reader, before);
}

static void read_target(struct json_reader *reader, const json_t *object,
                        struct ow_step *step)
{
    const json_t *target = reader_object(reader, object, "target");
    const json_t *ramp = NULL;
    size_t before = reader_enter(reader, "target");

    step->target.type = (enum ow_target_type)reader_word(
        reader, target, "type", target_words, OW_TARGET_COUNT, OW_TARGET_OPEN);
    step->target.low = reader_number(reader, target, "low", 0, 1e6);
    step->target.high = reader_number(reader, target, "high", 0, 1e6);
    reader_leave(reader, before);
    ramp = reader_object(reader, object, "ramp");
    before = reader_enter(reader, "ramp");
    step->ramp_from = reader_number(reader, ramp, "from", 0, 1e6);
    step->ramp_to = reader_number(reader, ramp, "to", 0, 1e6);
    reader_leave(reader, before);
}

/* Passes on what building the workout answered, with the path. */
static void take(struct json_reader *reader, enum ow_status status,
                 const struct ow_error *fault)
{
    if (status != OW_OK) {
        reader_fail(reader, status, "", "%s", fault->message);
    }
}

static void read_step(struct json_reader *reader, const json_t *object,
                      struct ow_workout *workout)
{
    const char *roles[OW_ROLE_COUNT];
    struct ow_step step;
    struct ow_error fault;

    memset(&step, 0, sizeof step);
    for (int i = 0; i < OW_ROLE_COUNT; i++) {
        roles[i] = ow_role_name((enum ow_role)i);
    }
    reader_require(reader, object, "role");
    step.role = (enum ow_role)reader_word(reader, object, "role", roles,
                                          OW_ROLE_COUNT, 0);
    read_end(reader, object, &step);
    read_target(reader, object, &step);
    step.cue = reader_text(reader, object, "cue");
    if (reader->status == OW_OK) {
        take(reader, ow_workout_add_step(workout, &step, &fault), &fault);
    }
}

static void read_steps(struct json_reader *reader, const json_t *object,
                       struct ow_workout *workout);

static void read_repeat(struct json_reader *reader, const json_t *object,
                        struct ow_workout *workout)
{
    int times = reader_integer(reader, object, "repeat", 1, 999, 1);
    struct ow_error fault;

    if (reader->status != OW_OK) {
        return;
    }
    take(reader, ow_workout_begin_repeat(workout, (uint32_t)times, &fault),
         &fault);
    read_steps(reader, object, workout);
    if (reader->status == OW_OK) {
        take(reader, ow_workout_end_repeat(workout, &fault), &fault);
    }
}

static void read_steps(struct json_reader *reader, const json_t *object,
                       struct ow_workout *workout)
{
    size_t count = 0;
    const json_t *steps =
        reader_array(reader, object, "steps", MOST_ENTRIES, &count);
    size_t before = reader_enter(reader, "steps");

    for (size_t i = 0; i < count && reader->status == OW_OK; i++) {
        const json_t *entry = json_array_get(steps, i);
        size_t outer = reader_enter_index(reader, i);

        if (json_object_get(entry, "repeat") != NULL) {
            read_repeat(reader, entry, workout);
        } else {
            read_step(reader, entry, workout);
        }
        reader_leave(reader, outer);
    }
    reader_leave(reader, before);
}

struct ow_workout *workout_json_read(struct json_reader *reader,
                                     const json_t *object)
{
    const char *name = reader_text(reader, object, "name");
    const char *sport = reader_text(reader, object, "sport");
    struct ow_workout *workout = NULL;
    struct ow_error fault;

    if (reader->status != OW_OK) {
        return NULL;
    }
    take(reader,
         ow_workout_new(name == NULL ? "" : name,
                        sport == NULL ? OW_SPORT_UNKNOWN
                                      : ow_sport_from_name(sport),
                        &workout, &fault),
         &fault);
    if (reader->status == OW_OK) {
        read_steps(reader, object, workout);
    }
    if (reader->status != OW_OK) {
        ow_workout_free(workout);
        return NULL;
    }
    return workout;
}

enum ow_status ow_workout_decode_json(const char *text, size_t length,
                                      struct ow_workout **workout,
                                      struct ow_error *err)
{
    struct arena arena = {0};
    struct json_reader reader;
    struct ow_workout *made = NULL;
    json_t *root = NULL;

    reader_init(&reader, &arena, err);
    if (reader_load(&reader, text, length, "onward/workout/1", &root) ==
        OW_OK) {
        made = workout_json_read(&reader, root);
    }
    json_decref(root);
    arena_dispose(&arena);
    if (reader.status == OW_OK) {
        *workout = made;
    }
    return reader.status;
}
