/*
 * ZWO. There is no published specification; this follows what files hold.
 *
 *   workout_file > name, sportType (bike | run), durationType (time |
 *                  distance), workout
 *   workout > Warmup, Cooldown, Ramp @Duration @PowerLow @PowerHigh;
 *             SteadyState @Duration @Power; FreeRide, MaxEffort @Duration;
 *             IntervalsT @Repeat @OnDuration @OffDuration @OnPower @OffPower
 *
 * Durations are seconds, or metres under durationType distance. Powers are
 * shares of a reference that is the athlete's and not in the file: a step keeps
 * them in its cue and is open. A file of ours names the reference in a tag
 * (zwo_write.c): its shares become paces, and its textevents the cues.
 */
#include "codec/zwo/zwo.h"

#include "base/error.h"
#include "base/num.h"
#include "codec/xml/xml.h"

#include <stdio.h>
#include <string.h>

#define PERCENT 100.0
#define MOST_REPEATS 999
#define BAND_SHARE 0.02 /* to each side of a pace that was one number */
#define CUE_SIZE (2 * NUM_TEXT_SIZE + 16)

enum element {
    WORKOUT_FILE = 1,
    NAME,
    SPORT_TYPE,
    DURATION_TYPE,
    WARM_UP,
    COOL_DOWN,
    RAMP,
    STEADY,
    FREE,
    MAX_EFFORT,
    INTERVALS,
    TEXT_EVENT,
    TAG
};

static const struct xml_name names[] = {
    {"workout_file", WORKOUT_FILE, false},
    {"name", NAME, true},
    {"sportType", SPORT_TYPE, true},
    {"durationType", DURATION_TYPE, true},
    {"Warmup", WARM_UP, false},
    {"Cooldown", COOL_DOWN, false},
    {"Ramp", RAMP, false},
    {"SteadyState", STEADY, false},
    {"FreeRide", FREE, false},
    {"MaxEffort", MAX_EFFORT, false},
    {"IntervalsT", INTERVALS, false},
    {"textevent", TEXT_EVENT, false},
    {"tag", TAG, false},
};

struct zwo {
    struct ow_document *document;
    struct ow_workout *workout; /* NULL until its first step */
    char name[XML_TEXT_SIZE + 1];
    int sport;
    bool is_by_distance;
    double reference_s_per_km; /* of shares, from our own tag; else missing */
    struct {
        double duration;
        double from;
        double to;
        char message[XML_TEXT_SIZE + 1]; /* of its first textevent */
    } step;                              /* the one that is open */
};

static double number(struct xml_reader *reader, const char **attributes,
                     const char *name)
{
    const struct zwo *zwo = xml_context(reader);
    const char *text = xml_attribute(attributes, name);
    double value = OW_MISSING;

    if (text != NULL && !num_parse(str_trim(str_of(text)), &value)) {
        document_warn(zwo->document, "xml-number", xml_offset(reader),
                      "%s \"%.40s\" is not a number", name, text);
    }
    return value;
}

/* "75 %" or "25-75 %"; nothing where the file states no share. */
static void write_cue(double from, double to, char cue[CUE_SIZE])
{
    char first[NUM_TEXT_SIZE];
    char second[NUM_TEXT_SIZE];

    cue[0] = '\0';
    if (ow_is_missing(from)) {
        return;
    }
    num_format(from * PERCENT, 0, first);
    num_format(to * PERCENT, 0, second);
    if (ow_is_missing(to) || strcmp(first, second) == 0) {
        (void)snprintf(cue, CUE_SIZE, "%s %%", first);
    } else {
        (void)snprintf(cue, CUE_SIZE, "%s-%s %%", first, second);
    }
}

static enum ow_status make_workout(struct zwo *zwo, struct ow_error *err)
{
    return zwo->workout != NULL
               ? OW_OK
               : ow_workout_new(zwo->name, zwo->sport, &zwo->workout, err);
}

/* Shares as paces: a ramp, a ceiling of the easy ends, or a band of 2 %. */
static void set_paces(const struct zwo *zwo, double from, double to,
                      struct ow_step *step)
{
    double slow = num_round(zwo->reference_s_per_km / from, 2);
    double fast = num_round(zwo->reference_s_per_km / to, 2);
    bool is_end =
        step->role == OW_ROLE_WARM_UP || step->role == OW_ROLE_COOL_DOWN;

    if (!(from > 0) || !(to > 0)) {
        return;
    }
    step->target.type = OW_TARGET_PACE_S_PER_KM;
    if (fabs(slow - fast) > 0) {
        step->ramp_from = slow;
        step->ramp_to = fast;
    }
    step->target.low =
        is_end ? OW_MISSING : round(fmax(slow, fast) * (1 + BAND_SHARE));
    step->target.high =
        is_end ? fmin(slow, fast) : round(fmin(slow, fast) * (1 - BAND_SHARE));
}

/* "Peak: strong" is the cue "strong" of a peak. */
static const char *take_role(const char *message, struct ow_step *step)
{
    const char *colon = strchr(message, ':');

    for (int i = 0; colon != NULL && i < OW_ROLE_COUNT; i++) {
        if (str_equal_ignore_case(str_from(message, (size_t)(colon - message)),
                                  ow_role_name((enum ow_role)i))) {
            step->role = (enum ow_role)i;
            return colon + 1 + strspn(colon + 1, " ");
        }
    }
    return message;
}

/* Adds a step; what the workout cannot hold ends by the lap button. */
static enum ow_status add_step(struct xml_reader *reader, enum ow_role role,
                               double duration, double from, double to)
{
    struct zwo *zwo = xml_context(reader);
    struct ow_step step = {.role = role,
                           .end_type = zwo->is_by_distance ? OW_END_DISTANCE_M
                                                           : OW_END_TIME_S,
                           .end_value = num_round(duration, 3),
                           .target = {OW_TARGET_OPEN, OW_MISSING, OW_MISSING},
                           .ramp_from = OW_MISSING,
                           .ramp_to = OW_MISSING};
    char cue[CUE_SIZE];
    const char *text = cue;
    struct ow_error err;
    enum ow_status status = make_workout(zwo, &err);

    if (status != OW_OK) {
        return status;
    }
    write_cue(from, to, cue);
    if (!ow_is_missing(zwo->reference_s_per_km)) {
        text = take_role(zwo->step.message, &step);
        set_paces(zwo, from, to, &step);
    }
    step.cue = text[0] == '\0' ? NULL : text;
    status = ow_workout_add_step(zwo->workout, &step, &err);
    if (status == OW_E_RANGE) {
        document_warn(zwo->document, "zwo-step", xml_offset(reader),
                      "%s; the step is left open", err.message);
        step.end_type = OW_END_LAP;
        step.target.type = OW_TARGET_OPEN;
        status = ow_workout_add_step(zwo->workout, &step, &err);
    }
    return status;
}

static enum ow_status add_intervals(struct xml_reader *reader,
                                    const char **attributes)
{
    struct zwo *zwo = xml_context(reader);
    double times = number(reader, attributes, "Repeat");
    double on = number(reader, attributes, "OnPower");
    double off = number(reader, attributes, "OffPower");
    enum ow_status status = make_workout(zwo, NULL);

    if (!(times >= 1 && times <= MOST_REPEATS)) {
        document_warn(zwo->document, "zwo-step", xml_offset(reader),
                      "a repeat is not 1 to %d times; it is run once",
                      MOST_REPEATS);
        times = 1;
    }
    if (status == OW_OK) {
        status = ow_workout_begin_repeat(zwo->workout, (uint32_t)times, NULL);
    }
    if (status == OW_OK) {
        status = add_step(reader, OW_ROLE_WORK,
                          number(reader, attributes, "OnDuration"), on, on);
    }
    if (status == OW_OK) {
        status = add_step(reader, OW_ROLE_RECOVER,
                          number(reader, attributes, "OffDuration"), off, off);
    }
    return status == OW_OK ? ow_workout_end_repeat(zwo->workout, NULL) : status;
}

static enum ow_role role_of(unsigned id)
{
    switch (id) {
    case WARM_UP:
        return OW_ROLE_WARM_UP;
    case COOL_DOWN:
        return OW_ROLE_COOL_DOWN;
    case RAMP:
        return OW_ROLE_BUILD;
    case MAX_EFFORT:
        return OW_ROLE_WORK;
    default:
        return OW_ROLE_STEADY;
    }
}

/* Our own tag, "onward:270.5": seconds a kilometre of the reference. */
static void read_tag(struct zwo *zwo, const char **attributes)
{
    const char *name = xml_attribute(attributes, "name");
    double value = 0;

    if (name != NULL && str_starts_with(str_of(name), ZWO_TAG) &&
        num_parse(str_skip(str_of(name), strlen(ZWO_TAG)), &value) &&
        value >= 60 && value <= 3600) {
        zwo->reference_s_per_km = value;
    }
}

static void read_message(struct zwo *zwo, const char **attributes)
{
    const char *message = xml_attribute(attributes, "message");

    if (message != NULL && zwo->step.message[0] == '\0') {
        size_t length = utf8_cut(message, strlen(message), XML_TEXT_SIZE);

        memcpy(zwo->step.message, message, length);
        zwo->step.message[length] = '\0';
    }
}

static void start(struct xml_reader *reader, unsigned id,
                  const char **attributes)
{
    struct zwo *zwo = xml_context(reader);
    double power = OW_MISSING;

    if (id == TAG) {
        read_tag(zwo, attributes);
    } else if (id == TEXT_EVENT) {
        read_message(zwo, attributes);
    } else if (id == INTERVALS) {
        enum ow_status status = OW_OK;

        zwo->step.message[0] = '\0';
        status = add_intervals(reader, attributes);
        if (status != OW_OK) {
            xml_stop(reader, status);
        }
    } else if (id >= WARM_UP) {
        power = number(reader, attributes, "Power");
        zwo->step.message[0] = '\0';
        zwo->step.duration = number(reader, attributes, "Duration");
        zwo->step.from = ow_is_missing(power)
                             ? number(reader, attributes, "PowerLow")
                             : power;
        zwo->step.to = ow_is_missing(power)
                           ? number(reader, attributes, "PowerHigh")
                           : power;
    }
}

static void end(struct xml_reader *reader, unsigned id, struct str text)
{
    struct zwo *zwo = xml_context(reader);

    if (id == NAME && xml_parent(reader) == WORKOUT_FILE) {
        memcpy(zwo->name, text.data, text.length);
        zwo->name[text.length] = '\0';
    } else if (id == SPORT_TYPE) {
        zwo->sport = str_equal_ignore_case(text, "run")    ? OW_SPORT_RUNNING
                     : str_equal_ignore_case(text, "bike") ? OW_SPORT_CYCLING
                                                           : OW_SPORT_UNKNOWN;
    } else if (id == DURATION_TYPE) {
        zwo->is_by_distance = str_equal_ignore_case(text, "distance");
    } else if (id >= WARM_UP && id <= MAX_EFFORT) {
        enum ow_status status =
            add_step(reader, role_of(id), zwo->step.duration, zwo->step.from,
                     zwo->step.to);

        if (status != OW_OK) {
            xml_stop(reader, status);
        }
    }
}

static enum ow_status read_document(struct zwo *zwo, const uint8_t *bytes,
                                    size_t length, struct ow_error *err)
{
    static const struct xml_vocabulary vocabulary = {
        names, sizeof names / sizeof names[0], start, end};
    struct ow_error why = {0};
    enum ow_status status = xml_read(&vocabulary, bytes, length, zwo, &why);

    if (status == OW_E_NOMEM) {
        return error_nomem(err);
    }
    /* Beyond the limit of steps a repeat may be left without any. */
    if (status == OW_E_LIMIT || (status != OW_OK && zwo->workout == NULL)) {
        return error_set_at(err, status, why.offset, "%s", why.message);
    }
    if (make_workout(zwo, err) != OW_OK ||
        !document_add(zwo->document, OW_ITEM_WORKOUT, NULL, zwo->workout)) {
        return error_nomem(err);
    }
    zwo->workout = NULL;
    if (ow_is_missing(zwo->reference_s_per_km)) {
        document_warn(zwo->document, "zwo-target", OW_NO_OFFSET,
                      "the file gives shares of a reference it does not hold; "
                      "the steps are open and name their share");
    }
    return xml_settle(zwo->document, status, &why, err);
}

static bool zwo_sniff(const uint8_t *bytes, size_t length)
{
    return xml_root_is(bytes, length, "workout_file");
}

static enum ow_status zwo_decode(const uint8_t *bytes, size_t length,
                                 const struct ow_decode_options *options,
                                 struct ow_document **document,
                                 struct ow_error *err)
{
    struct zwo zwo = {.reference_s_per_km = OW_MISSING};
    enum ow_status status = OW_OK;

    (void)options;
    zwo.document = document_new("zwo");
    if (zwo.document == NULL) {
        return error_nomem(err);
    }
    zwo.sport = OW_SPORT_UNKNOWN;
    status = read_document(&zwo, bytes, length, err);
    ow_workout_free(zwo.workout);
    if (status != OW_OK) {
        ow_document_free(zwo.document);
        return status;
    }
    *document = zwo.document;
    return OW_OK;
}

const struct format zwo_format = {"zwo", zwo_sniff, zwo_decode};
