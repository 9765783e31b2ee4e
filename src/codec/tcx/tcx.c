/*
 * TCX (TrainingCenterDatabase v2): from XML to activities and courses.
 * Workouts are read in workout.c. Elements go by local name.
 *
 *   Activities > Activity @Sport > Id, Lap @StartTime +, Creator > Name
 *   Activities > MultiSportSession > FirstSport, NextSport > Activity,
 *                                    Transition (a lap)
 *   Courses > Course > Name, Lap, Track
 *   Lap > TotalTimeSeconds, DistanceMeters, AverageHeartRateBpm > Value,
 *         TriggerMethod, Track * (a second one: a pause lies between)
 *   Track > Trackpoint > Time, Position, AltitudeMeters, DistanceMeters,
 *           HeartRateBpm > Value, Cadence,
 *           Extensions > TPX > Speed, RunCadence, Watts
 */
#include "codec/tcx/tcx.h"

#include "base/error.h"
#include "base/num.h"
#include "codec/tcx/inside.h"

#include <string.h>

static const struct xml_name names[] = {
    {"Activity", TCX_ACTIVITY, false},
    {"Transition", TCX_TRANSITION, false},
    {"Course", TCX_COURSE, false},
    {"Workout", TCX_WORKOUT, false},
    {"Id", TCX_ID, true},
    {"Lap", TCX_LAP, false},
    {"Track", TCX_TRACK, false},
    {"Trackpoint", TCX_TRACKPOINT, false},
    {"Creator", TCX_CREATOR, false},
    {"Name", TCX_NAME, true},
    {"TotalTimeSeconds", TCX_TOTAL_TIME, true},
    {"TriggerMethod", TCX_TRIGGER, true},
    {"AverageHeartRateBpm", TCX_AVERAGE_HEART_RATE, false},
    {"Value", TCX_VALUE, true},
    {"Time", TCX_TIME, true},
    {"LatitudeDegrees", TCX_LATITUDE, true},
    {"LongitudeDegrees", TCX_LONGITUDE, true},
    {"AltitudeMeters", TCX_ALTITUDE, true},
    {"DistanceMeters", TCX_DISTANCE, true},
    {"Cadence", TCX_CADENCE, true},
    {"RunCadence", TCX_RUN_CADENCE, true},
    {"Speed", TCX_SPEED, true},
    {"Watts", TCX_WATTS, true},
    {"Step", TCX_STEP, false},
    {"Child", TCX_CHILD, false},
    {"Duration", TCX_DURATION, false},
    {"Target", TCX_TARGET, false},
    {"HeartRate", TCX_STEP_HEART_RATE, false},
    {"Intensity", TCX_INTENSITY, true},
    {"Repetitions", TCX_REPETITIONS, true},
    {"Seconds", TCX_SECONDS, true},
    {"Meters", TCX_METERS, true},
    {"LowInMetersPerSecond", TCX_LOW_SPEED, true},
    {"HighInMetersPerSecond", TCX_HIGH_SPEED, true},
    {"Low", TCX_LOW, false},
    {"High", TCX_HIGH, false},
};

double tcx_number(struct xml_reader *reader, struct str text)
{
    const struct tcx *tcx = xml_context(reader);
    double value = OW_MISSING;

    if (text.length > 0 && !num_parse(text, &value)) {
        document_warn(tcx->document, "xml-number", xml_offset(reader),
                      "\"%.*s\" is not a number",
                      (int)(text.length < 40 ? text.length : 40), text.data);
        return OW_MISSING;
    }
    return value;
}

int tcx_sport(const char *name)
{
    struct str text = name == NULL ? str_of("") : str_of(name);

    if (str_equal_ignore_case(text, "Biking")) {
        return OW_SPORT_CYCLING;
    }
    if (str_equal_ignore_case(text, "Other")) {
        return OW_SPORT_GENERIC;
    }
    return name == NULL ? OW_SPORT_UNKNOWN : ow_sport_from_name(name);
}

static bool read_time(struct xml_reader *reader, struct str text,
                      int64_t *time_ms)
{
    struct tcx *tcx = xml_context(reader);

    if (clock_parse(&tcx->recording.clock, text, time_ms)) {
        return true;
    }
    if (text.length > 0) {
        document_warn(tcx->document, "xml-time", xml_offset(reader),
                      "\"%.*s\" is not a time",
                      (int)(text.length < 40 ? text.length : 40), text.data);
    }
    return false;
}

static void open_item(struct xml_reader *reader, unsigned id,
                      const char **attributes)
{
    struct tcx *tcx = xml_context(reader);

    if (!recording_open(&tcx->recording)) {
        xml_stop(reader, tcx->recording.status);
        return;
    }
    tcx->kind = id == TCX_COURSE ? OW_ITEM_COURSE : OW_ITEM_ACTIVITY;
    tcx->has_id_time = false;
    tcx->is_in_lap = false;
    tcx->is_in_point = false;
    tcx->track_count = 0;
    tcx->recording.activity->summary.sport =
        id == TCX_TRANSITION ? OW_SPORT_TRANSITION
                             : tcx_sport(xml_attribute(attributes, "Sport"));
}

static void open_lap(struct xml_reader *reader, const char **attributes)
{
    struct tcx *tcx = xml_context(reader);
    struct recording *recording = &tcx->recording;
    struct ow_lap *lap = recording_add_lap(recording);
    const char *value = xml_attribute(attributes, "StartTime");
    struct str start_time = str_trim(str_of(value == NULL ? "" : value));
    bool is_started = false;

    if (lap == NULL) {
        xml_stop(reader, OW_E_NOMEM);
        return;
    }
    is_started = read_time(reader, start_time, &lap->start_time_ms);
    tcx_find_pauses(tcx, 1, is_started ? lap->start_time_ms : INT64_MIN);
    tcx->is_in_lap = true;
    tcx->track_count = 0;
    tcx->lap_sample = recording->activity->sample_count;
    tcx->is_lap_started = is_started;
    if (!is_started) {
        lap->start_time_ms = recording->activity->summary.start_time_ms;
    } else if (!recording->activity->summary.has_start_time) {
        recording_set_start(recording, lap->start_time_ms);
    }
    recording_set_offset(recording, start_time);
}

static void start_in_item(struct xml_reader *reader, unsigned id,
                          const char **attributes)
{
    struct tcx *tcx = xml_context(reader);

    if (id == TCX_TRACKPOINT) {
        tcx->is_in_point = recording_add_sample(&tcx->recording);
        if (!tcx->is_in_point) {
            xml_stop(reader, tcx->recording.status);
        }
    } else if (id == TCX_TRACK) {
        if (tcx->track_count++ > 0) {
            recording_break(&tcx->recording);
        }
    } else if (id == TCX_LAP) {
        open_lap(reader, attributes);
    }
}

static void start(struct xml_reader *reader, unsigned id,
                  const char **attributes)
{
    struct tcx *tcx = xml_context(reader);

    if (tcx->recording.activity != NULL) {
        start_in_item(reader, id, attributes);
    } else if (tcx->workout.is_open) {
        tcx_workout_start(reader, id, attributes);
    } else if (id == TCX_WORKOUT) {
        tcx_workout_open(reader, attributes);
    } else if (id == TCX_ACTIVITY || id == TCX_COURSE) {
        open_item(reader, id, attributes);
    } else if (id == TCX_TRANSITION) {
        open_item(reader, id, attributes);
        if (tcx->recording.activity != NULL) {
            open_lap(reader, attributes);
        }
    }
}

static void set_value(struct xml_reader *reader, enum ow_channel channel,
                      struct str text, double lowest, double below)
{
    struct tcx *tcx = xml_context(reader);
    double value = tcx_number(reader, text);

    if (value >= lowest && value < below) {
        recording_set(&tcx->recording, channel, value);
    }
}

static void set_instant(struct tcx *tcx, int64_t time_ms)
{
    recording_set_time(&tcx->recording, time_ms);
    if (tcx->is_in_lap && !tcx->is_lap_started) {
        tcx->recording.laps[tcx->recording.lap_count - 1].start_time_ms =
            time_ms;
        tcx->is_lap_started = true;
    }
}

static void end_in_point(struct xml_reader *reader, unsigned id,
                         struct str text)
{
    static const struct {
        uint8_t id;
        enum ow_channel channel;
        double lowest;
        double below;
    } channels[] = {
        {TCX_LATITUDE, OW_CHANNEL_LATITUDE_DEG, -90, 90.0001},
        {TCX_LONGITUDE, OW_CHANNEL_LONGITUDE_DEG, -180, 180.0001},
        {TCX_ALTITUDE, OW_CHANNEL_ELEVATION_M, -12000, 100000},
        {TCX_DISTANCE, OW_CHANNEL_DISTANCE_M, 0, 1e9},
        {TCX_VALUE, OW_CHANNEL_HR_BPM, 1, 255},
        {TCX_SPEED, OW_CHANNEL_SPEED_M_PER_S, 0, 500},
        {TCX_RUN_CADENCE, OW_CHANNEL_CADENCE_SPM, 0, 255},
        {TCX_CADENCE, OW_CHANNEL_CADENCE_SPM, 0, 255},
        {TCX_WATTS, OW_CHANNEL_POWER_W, 0, 10000},
    };
    struct tcx *tcx = xml_context(reader);
    int64_t time_ms = 0;

    if (id == TCX_TRACKPOINT) {
        tcx->is_in_point = false;
        return;
    }
    if (id == TCX_TIME) {
        if (read_time(reader, text, &time_ms)) {
            set_instant(tcx, time_ms);
        }
        return;
    }
    for (size_t i = 0; i < sizeof channels / sizeof channels[0]; i++) {
        if (channels[i].id == id) {
            set_value(reader, channels[i].channel, text, channels[i].lowest,
                      channels[i].below);
            return;
        }
    }
}

static int trigger_of(struct str text)
{
    static const struct {
        const char *name;
        int trigger; /* FIT lap_trigger */
    } triggers[] = {
        {"Manual", 0}, {"Time", 1}, {"Distance", 2}, {"Location", 4}};

    for (size_t i = 0; i < sizeof triggers / sizeof triggers[0]; i++) {
        if (str_equal(text, triggers[i].name)) {
            return triggers[i].trigger;
        }
    }
    return -1;
}

static void end_in_lap(struct xml_reader *reader, unsigned id, struct str text)
{
    struct tcx *tcx = xml_context(reader);
    struct ow_lap *lap = &tcx->recording.laps[tcx->recording.lap_count - 1];
    unsigned parent = xml_parent(reader);
    bool is_of_lap = parent == TCX_LAP || parent == TCX_TRANSITION;

    if (id == TCX_LAP) {
        tcx->is_in_lap = false;
    } else if (id == TCX_VALUE && parent == TCX_AVERAGE_HEART_RATE) {
        double hr_bpm = tcx_number(reader, text);

        lap->hr_avg_bpm = hr_bpm > 0 && hr_bpm < 255 ? hr_bpm : OW_MISSING;
    } else if (is_of_lap && id == TCX_TOTAL_TIME) {
        lap->timer_s = tcx_number(reader, text);
    } else if (is_of_lap && id == TCX_DISTANCE) {
        lap->distance_m = tcx_number(reader, text);
    } else if (is_of_lap && id == TCX_TRIGGER) {
        lap->trigger = trigger_of(text);
    }
}

static void end_in_item(struct xml_reader *reader, unsigned id, struct str text)
{
    struct tcx *tcx = xml_context(reader);
    struct ow_activity_summary *summary = &tcx->recording.activity->summary;
    unsigned parent = xml_parent(reader);

    if (id == TCX_ACTIVITY || id == TCX_COURSE || id == TCX_TRANSITION) {
        (void)tcx_close_item(tcx);
    } else if (id == TCX_ID && parent == TCX_ACTIVITY) {
        tcx->has_id_time =
            clock_parse(&tcx->recording.clock, text, &tcx->id_time_ms);
        if (tcx->has_id_time) {
            recording_set_start(&tcx->recording, tcx->id_time_ms);
            recording_set_offset(&tcx->recording, text);
        }
    } else if (id == TCX_NAME && parent == TCX_CREATOR) {
        summary->product = recording_copy_text(&tcx->recording, text);
    } else if (id == TCX_NAME && parent == TCX_COURSE) {
        summary->name = recording_copy_text(&tcx->recording, text);
    }
}

static void end(struct xml_reader *reader, unsigned id, struct str text)
{
    struct tcx *tcx = xml_context(reader);

    if (tcx->workout.is_open) {
        tcx_workout_end(reader, id, text);
        return;
    }
    if (tcx->recording.activity == NULL) {
        return;
    }
    if (tcx->is_in_point) {
        end_in_point(reader, id, text);
    } else if (tcx->is_in_lap && id != TCX_TRANSITION) {
        end_in_lap(reader, id, text);
    } else {
        end_in_item(reader, id, text);
    }
    if (tcx->recording.status != OW_OK) {
        xml_stop(reader, tcx->recording.status);
    }
}

static enum ow_status read_document(struct tcx *tcx, const uint8_t *bytes,
                                    size_t length, struct ow_error *err)
{
    static const struct xml_vocabulary vocabulary = {
        names, sizeof names / sizeof names[0], start, end};
    struct ow_error why = {0};
    enum ow_status status = xml_read(&vocabulary, bytes, length, tcx, &why);

    if (status == OW_E_NOMEM) {
        return error_nomem(err);
    }
    if ((tcx->recording.activity != NULL && !tcx_close_item(tcx)) ||
        (tcx->workout.is_open && !tcx_workout_close(tcx)) ||
        (status == OW_OK && tcx->document->item_count == 0 &&
         !document_add(tcx->document, OW_ITEM_OTHER, NULL, NULL))) {
        return error_nomem(err);
    }
    return xml_settle(tcx->document, status, &why, err);
}

static bool tcx_sniff(const uint8_t *bytes, size_t length)
{
    /* Some programs leave the root out. */
    return xml_root_is(bytes, length, "TrainingCenterDatabase") ||
           xml_root_is(bytes, length, "Activities");
}

static enum ow_status tcx_decode(const uint8_t *bytes, size_t length,
                                 const struct ow_decode_options *options,
                                 struct ow_document **document,
                                 struct ow_error *err)
{
    struct tcx tcx = {0};
    enum ow_status status = OW_OK;

    tcx.document = document_new("tcx");
    if (tcx.document == NULL) {
        return error_nomem(err);
    }
    recording_init(&tcx.recording, options == NULL ? 0 : options->most_samples);
    status = read_document(&tcx, bytes, length, err);
    recording_dispose(&tcx.recording);
    ow_workout_free(tcx.workout.workout);
    if (status != OW_OK) {
        ow_document_free(tcx.document);
        return status;
    }
    *document = tcx.document;
    return OW_OK;
}

const struct format tcx_format = {"tcx", tcx_sniff, tcx_decode};
