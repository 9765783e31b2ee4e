/* Data messages other than records, into the part they belong to. */
#include "codec/fit/part.h"

#include "base/mem.h"

#include <string.h>

#define ALTITUDE_SCALE 5.0
#define ALTITUDE_OFFSET 500.0
#define CADENCE_FRACTION 128.0

void fit_part_init(struct fit_part *part)
{
    memset(part, 0, sizeof *part);
    part->file_type = -1;
    part->manufacturer = -1;
    part->product = -1;
    part->sport = OW_SPORT_UNKNOWN;
    part->sub_sport = -1;
    part->activity_time = FIT_NO_TIME;
    part->activity_local_time = FIT_NO_TIME;
    part->anchor.time_s = OW_MISSING;
}

void fit_list_dispose(struct fit_list *list)
{
    mem_free(list->items);
    memset(list, 0, sizeof *list);
}

void fit_part_dispose(struct fit_part *part)
{
    fit_records_dispose(&part->records);
    fit_list_dispose(&part->sessions);
    fit_list_dispose(&part->laps);
    fit_list_dispose(&part->timers);
    fit_list_dispose(&part->beats);
    fit_list_dispose(&part->workout_steps);
    fit_list_dispose(&part->descriptions);
    fit_list_dispose(&part->names);
    arena_dispose(&part->arena);
}

void *fit_list_reserve(struct fit_list *list, size_t count, size_t item_size)
{
    if (list->capacity - list->count < count) {
        size_t capacity = list->capacity * 2 + count + 4;
        void *items = mem_resize(list->items, capacity, item_size);

        if (items == NULL) {
            return NULL;
        }
        list->items = items;
        list->capacity = capacity;
    }
    return (unsigned char *)list->items + list->count * item_size;
}

void *fit_list_add(struct fit_list *list, size_t item_size)
{
    void *item = fit_list_reserve(list, 1, item_size);

    if (item != NULL) {
        memset(item, 0, item_size);
        list->count++;
    }
    return item;
}

/* Keeps a text that is there and is UTF-8; false without memory. */
static bool keep_text(struct fit_part *part, struct str text, const char **kept)
{
    if (text.length == 0 || !utf8_is_valid(text.data, text.length)) {
        return true;
    }
    *kept = arena_copy_text(&part->arena, text.data, text.length);
    return *kept != NULL;
}

static bool take_file_id(struct fit_part *part, const struct fit_data *data)
{
    part->file_type = fit_integer(data, FIT_FILE_ID_TYPE, -1);
    part->manufacturer = fit_integer(data, FIT_FILE_ID_MANUFACTURER, -1);
    part->product = fit_integer(data, FIT_FILE_ID_PRODUCT, -1);
    return keep_text(part, fit_text(data, FIT_FILE_ID_PRODUCT_NAME),
                     &part->product_name);
}

/* The device with index 0 made the file (profile, device_index). */
static bool take_device(struct fit_part *part, const struct fit_data *data)
{
    if (fit_integer(data, FIT_DEVICE_INDEX, -1) != 0 ||
        part->product_name != NULL) {
        return true;
    }
    return keep_text(part, fit_text(data, FIT_DEVICE_PRODUCT_NAME),
                     &part->product_name);
}

static double scaled(const struct fit_data *data, uint8_t field, double scale)
{
    return fit_number(data, field) / scale;
}

static double altitude(const struct fit_data *data, uint8_t enhanced,
                       uint8_t plain)
{
    double raw = fit_number(data, enhanced);

    if (ow_is_missing(raw)) {
        raw = fit_number(data, plain);
    }
    return raw / ALTITUDE_SCALE - ALTITUDE_OFFSET;
}

/* A cadence with its fraction where the file has one. */
static double cadence(const struct fit_data *data, uint8_t whole,
                      uint8_t fraction)
{
    double part = fit_number(data, fraction) / CADENCE_FRACTION;

    return fit_number(data, whole) + (ow_is_missing(part) ? 0 : part);
}

/* 0 is what some write for no heart rate. */
static double heart_rate(const struct fit_data *data, uint8_t field)
{
    double value = fit_number(data, field);

    return value > 0 ? value : OW_MISSING;
}

static bool take_session(struct fit_part *part, const struct fit_data *data)
{
    struct fit_session *session = NULL;

    if (part->sessions.count == FIT_MOST_SESSIONS) {
        return true;
    }
    session = fit_list_add(&part->sessions, sizeof *session);
    if (session == NULL) {
        return false;
    }
    session->start = fit_time(data, FIT_SESSION_START_TIME);
    session->end = fit_time(data, FIT_TIMESTAMP);
    session->sport =
        (int)fit_integer(data, FIT_SESSION_SPORT, OW_SPORT_UNKNOWN);
    session->sub_sport = (int)fit_integer(data, FIT_SESSION_SUB_SPORT, -1);
    session->elapsed_s = scaled(data, FIT_SESSION_ELAPSED, 1000);
    session->timer_s = scaled(data, FIT_SESSION_TIMER, 1000);
    session->moving_s = scaled(data, FIT_SESSION_MOVING, 1000);
    session->distance_m = scaled(data, FIT_SESSION_DISTANCE, 100);
    session->hr_bpm = (struct ow_spread){heart_rate(data, FIT_SESSION_HR_MIN),
                                         heart_rate(data, FIT_SESSION_HR_AVG),
                                         heart_rate(data, FIT_SESSION_HR_MAX)};
    session->cadence_per_min =
        (struct ow_spread){OW_MISSING,
                           cadence(data, FIT_SESSION_CADENCE_AVG,
                                   FIT_SESSION_CADENCE_AVG_FRACTION),
                           cadence(data, FIT_SESSION_CADENCE_MAX,
                                   FIT_SESSION_CADENCE_MAX_FRACTION)};
    session->power_w =
        (struct ow_spread){OW_MISSING, fit_number(data, FIT_SESSION_POWER_AVG),
                           fit_number(data, FIT_SESSION_POWER_MAX)};
    session->ascent_m = fit_number(data, FIT_SESSION_ASCENT);
    session->descent_m = fit_number(data, FIT_SESSION_DESCENT);
    session->elevation_min_m = altitude(data, FIT_SESSION_ENHANCED_ALTITUDE_MIN,
                                        FIT_SESSION_ALTITUDE_MIN);
    session->elevation_max_m = altitude(data, FIT_SESSION_ENHANCED_ALTITUDE_MAX,
                                        FIT_SESSION_ALTITUDE_MAX);
    return true;
}

static bool take_lap(struct fit_part *part, const struct fit_data *data)
{
    struct fit_lap *lap = NULL;

    if (part->laps.count == FIT_MOST_LAPS) {
        return true;
    }
    lap = fit_list_add(&part->laps, sizeof *lap);
    if (lap == NULL) {
        return false;
    }
    lap->start = fit_time(data, FIT_LAP_START_TIME);
    if (lap->start == FIT_NO_TIME) {
        lap->start = fit_time(data, FIT_TIMESTAMP);
    }
    lap->lap.timer_s = scaled(data, FIT_LAP_TIMER, 1000);
    lap->lap.elapsed_s = scaled(data, FIT_LAP_ELAPSED, 1000);
    lap->lap.distance_m = scaled(data, FIT_LAP_DISTANCE, 100);
    lap->lap.hr_avg_bpm = heart_rate(data, FIT_LAP_HR_AVG);
    lap->lap.step_index = (int)fit_integer(data, FIT_LAP_STEP_INDEX, -1);
    lap->lap.trigger = (int)fit_integer(data, FIT_LAP_TRIGGER, -1);
    if (part->sport == OW_SPORT_UNKNOWN) {
        part->sport = (int)fit_integer(data, FIT_LAP_SPORT, OW_SPORT_UNKNOWN);
    }
    return true;
}

static bool take_event(struct fit_part *part, const struct fit_data *data)
{
    int64_t type = fit_integer(data, FIT_EVENT_TYPE, -1);
    bool is_start = type == FIT_TYPE_START;
    bool is_stop = type == FIT_TYPE_STOP || type == FIT_TYPE_STOP_ALL ||
                   type == FIT_TYPE_STOP_DISABLE ||
                   type == FIT_TYPE_STOP_DISABLE_ALL;
    uint32_t time = fit_time(data, FIT_TIMESTAMP);
    struct fit_timer *timer = NULL;

    if (fit_integer(data, FIT_EVENT_EVENT, -1) != FIT_EVENT_TIMER ||
        (!is_start && !is_stop) || time == FIT_NO_TIME) {
        return true;
    }
    timer = fit_list_add(&part->timers, sizeof *timer);
    if (timer == NULL) {
        return false;
    }
    timer->time = time;
    timer->is_start = is_start;
    return true;
}

static bool take_name(struct fit_part *part, struct str text)
{
    const char *const *names = part->names.items;
    const char *name = NULL;
    const char **added = NULL;

    for (size_t i = 0; i < part->names.count; i++) {
        if (str_equal(text, names[i])) {
            return true;
        }
    }
    if (!keep_text(part, text, &name)) {
        return false;
    }
    if (name == NULL) {
        return true;
    }
    added = fit_list_add(&part->names, sizeof *added);
    if (added == NULL) {
        return false;
    }
    *added = name;
    return true;
}

/* Developer fields: FIT protocol 2.0, message field_description. */
static bool take_description(struct fit_part *part, const struct fit_data *data)
{
    struct fit_description *description = NULL;
    int64_t index = fit_integer(data, FIT_DESCRIPTION_INDEX, -1);
    int64_t number = fit_integer(data, FIT_DESCRIPTION_NUMBER, -1);
    double scale = fit_number(data, FIT_DESCRIPTION_SCALE);
    double offset = fit_number(data, FIT_DESCRIPTION_OFFSET);
    int64_t message =
        fit_integer(data, FIT_DESCRIPTION_NATIVE_MESSAGE, FIT_RECORD);

    if (part->descriptions.count == FIT_MOST_DESCRIPTIONS || index < 0 ||
        number < 0) {
        return true;
    }
    description = fit_list_add(&part->descriptions, sizeof *description);
    if (description == NULL) {
        return false;
    }
    description->index = (uint8_t)index;
    description->number = (uint8_t)number;
    description->base =
        (unsigned)fit_integer(data, FIT_DESCRIPTION_BASE, 0) & 0x1F;
    description->scale = scale > 0 ? scale : 1;
    description->offset = ow_is_missing(offset) ? 0 : offset;
    description->native_field =
        message != FIT_RECORD
            ? UINT8_MAX
            : (uint8_t)fit_integer(data, FIT_DESCRIPTION_NATIVE_FIELD,
                                   UINT8_MAX);
    return take_name(part, fit_text(data, FIT_DESCRIPTION_NAME));
}

static void take_sport(struct fit_part *part, const struct fit_data *data,
                       uint8_t sport, uint8_t sub_sport)
{
    part->sport = (int)fit_integer(data, sport, part->sport);
    part->sub_sport = (int)fit_integer(data, sub_sport, part->sub_sport);
}

static bool take_workout(struct fit_part *part, const struct fit_data *data)
{
    if (part->file_type != FIT_FILE_ACTIVITY) {
        part->sport = (int)fit_integer(data, FIT_WORKOUT_SPORT, part->sport);
    }
    return keep_text(part, fit_text(data, FIT_WORKOUT_NAME), &part->name);
}

static bool take_workout_step(struct fit_part *part,
                              const struct fit_data *data, uint64_t offset)
{
    struct fit_workout_step *step = NULL;
    size_t count = part->workout_steps.count;

    if (count == FIT_MOST_WORKOUT_STEPS) {
        return true;
    }
    step = fit_list_add(&part->workout_steps, sizeof *step);
    if (step == NULL) {
        return false;
    }
    step->index =
        (size_t)fit_integer(data, FIT_MESSAGE_INDEX, (int64_t)count) & 0x0FFF;
    step->duration_type =
        fit_integer(data, FIT_STEP_DURATION_TYPE, FIT_DURATION_OPEN);
    step->duration_value = fit_number(data, FIT_STEP_DURATION_VALUE);
    step->target_type =
        fit_integer(data, FIT_STEP_TARGET_TYPE, FIT_TARGET_OPEN);
    step->target_value = fit_number(data, FIT_STEP_TARGET_VALUE);
    step->custom_low = fit_number(data, FIT_STEP_CUSTOM_LOW);
    step->custom_high = fit_number(data, FIT_STEP_CUSTOM_HIGH);
    step->intensity =
        fit_integer(data, FIT_STEP_INTENSITY, FIT_INTENSITY_ACTIVE);
    step->offset = offset;
    return keep_text(part, fit_text(data, FIT_STEP_NAME), &step->name) &&
           keep_text(part, fit_text(data, FIT_STEP_NOTES), &step->notes);
}

bool fit_part_wants(uint16_t message)
{
    switch (message) {
    case FIT_FILE_ID:
    case FIT_SPORT:
    case FIT_SESSION:
    case FIT_LAP:
    case FIT_EVENT:
    case FIT_DEVICE_INFO:
    case FIT_WORKOUT:
    case FIT_WORKOUT_STEP:
    case FIT_COURSE:
    case FIT_ACTIVITY:
    case FIT_HR:
    case FIT_FIELD_DESCRIPTION:
        return true;
    default:
        return false;
    }
}

bool fit_part_take(struct fit_part *part, const struct fit_data *data,
                   uint64_t offset)
{
    switch (data->definition->message) {
    case FIT_FILE_ID:
        return take_file_id(part, data);
    case FIT_DEVICE_INFO:
        return take_device(part, data);
    case FIT_SESSION:
        return take_session(part, data);
    case FIT_LAP:
        return take_lap(part, data);
    case FIT_EVENT:
        return take_event(part, data);
    case FIT_SPORT:
        take_sport(part, data, FIT_SPORT_SPORT, FIT_SPORT_SUB_SPORT);
        return true;
    case FIT_COURSE:
        part->sport = (int)fit_integer(data, FIT_COURSE_SPORT, part->sport);
        return keep_text(part, fit_text(data, FIT_COURSE_NAME), &part->name);
    case FIT_ACTIVITY:
        part->activity_time = fit_time(data, FIT_TIMESTAMP);
        part->activity_local_time =
            fit_time(data, FIT_ACTIVITY_LOCAL_TIMESTAMP);
        return true;
    case FIT_HR:
        return fit_part_take_beats(part, data);
    case FIT_FIELD_DESCRIPTION:
        return take_description(part, data);
    case FIT_WORKOUT:
        return take_workout(part, data);
    case FIT_WORKOUT_STEP:
        return take_workout_step(part, data, offset);
    default:
        return true;
    }
}
