/*
 * GPX (topografix.com/GPX/1/1 and 1/0). Each trk becomes an activity, or where
 * there is none each rte a course; a new trkseg is a pause, over which no
 * distance is counted. Extensions go by local name, for their prefixes vary
 * and are not always declared.
 *
 *   gpx @creator
 *     wpt
 *     rte > name, type, rtept @lat @lon > ele
 *     trk > name, type, trkseg > trkpt @lat @lon > ele, time, extensions
 */
#include "codec/gpx/gpx.h"

#include "base/error.h"
#include "base/num.h"
#include "codec/recording.h"
#include "codec/xml/xml.h"
#include "engine/activity/geodesy.h"

#include <string.h>

enum element {
    GPX = 1,
    WPT,
    RTE,
    TRK,
    TRKSEG,
    RTEPT,
    TRKPT,
    NAME,
    TYPE,
    ELE,
    TIME,
    HR,
    CADENCE,
    TEMPERATURE,
    POWER,
    SPEED
};

static const struct xml_name names[] = {
    {"gpx", GPX, false},         {"wpt", WPT, false},
    {"rte", RTE, false},         {"trk", TRK, false},
    {"trkseg", TRKSEG, false},   {"rtept", RTEPT, false},
    {"trkpt", TRKPT, false},     {"name", NAME, true},
    {"type", TYPE, true},        {"ele", ELE, true},
    {"time", TIME, true},        {"hr", HR, true},
    {"heartrate", HR, true},     {"cad", CADENCE, true},
    {"cadence", CADENCE, true},  {"atemp", TEMPERATURE, true},
    {"temp", TEMPERATURE, true}, {"Temperature", TEMPERATURE, true},
    {"power", POWER, true},      {"PowerInWatts", POWER, true},
    {"speed", SPEED, true},
};

/* Names and Strava's numbers of activity types beside the profile's names. */
static const struct {
    const char *type;
    int sport;
    int sub_sport;
} types[] = {
    {"9", OW_SPORT_RUNNING, -1},
    {"run", OW_SPORT_RUNNING, -1},
    {"jogging", OW_SPORT_RUNNING, -1},
    {"trail", OW_SPORT_RUNNING, 3},
    {"trail_running", OW_SPORT_RUNNING, 3},
    {"trail running", OW_SPORT_RUNNING, 3},
    {"treadmill_running", OW_SPORT_RUNNING, 1},
    {"track_running", OW_SPORT_RUNNING, 4},
    {"street_running", OW_SPORT_RUNNING, 2},
    {"1", OW_SPORT_CYCLING, -1},
    {"17", OW_SPORT_CYCLING, 58},
    {"ride", OW_SPORT_CYCLING, -1},
    {"biking", OW_SPORT_CYCLING, -1},
    {"road_biking", OW_SPORT_CYCLING, 7},
    {"mountain_biking", OW_SPORT_CYCLING, 8},
    {"mountain biking", OW_SPORT_CYCLING, 8},
    {"16", OW_SPORT_SWIMMING, -1},
    {"swim", OW_SPORT_SWIMMING, -1},
    {"lap_swimming", OW_SPORT_SWIMMING, 17},
    {"open_water_swimming", OW_SPORT_SWIMMING, 18},
    {"hike", OW_SPORT_HIKING, -1},
    {"walk", OW_SPORT_WALKING, -1},
};

struct gpx {
    struct ow_document *document;
    struct recording recording;
    const char *creator; /* in the document's arena */
    size_t track_count;
    size_t other_count; /* waypoints */
    bool is_route;      /* what is open is one */
    bool is_in_point;
    double latitude_deg; /* of the point before in the segment, or missing */
    double longitude_deg;
    double along_m; /* within segments */
};

static double number_of(struct xml_reader *reader, struct str text)
{
    const struct gpx *gpx = xml_context(reader);
    double value = OW_MISSING;

    if (text.length > 0 && !num_parse(text, &value)) {
        document_warn(gpx->document, "xml-number", xml_offset(reader),
                      "\"%.*s\" is not a number",
                      (int)(text.length < 40 ? text.length : 40), text.data);
        return OW_MISSING;
    }
    return value;
}

static void set_sport(struct ow_activity_summary *summary, struct str type)
{
    char name[40] = "";

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (str_equal_ignore_case(type, types[i].type)) {
            summary->sport = types[i].sport;
            summary->sub_sport = types[i].sub_sport;
            return;
        }
    }
    if (type.length < sizeof name) {
        memcpy(name, type.data, type.length);
        summary->sport = ow_sport_from_name(name);
    }
}

static void open_item(struct xml_reader *reader)
{
    struct gpx *gpx = xml_context(reader);

    gpx->along_m = 0;
    gpx->is_in_point = false; /* the one before may have ended inside of one */
    if (!recording_open(&gpx->recording)) {
        xml_stop(reader, gpx->recording.status);
        return;
    }
    gpx->recording.activity->summary.product = gpx->creator;
}

static bool close_item(struct gpx *gpx)
{
    enum ow_item_kind kind = gpx->is_route ? OW_ITEM_COURSE : OW_ITEM_ACTIVITY;
    struct ow_activity *activity = gpx->recording.activity;
    struct ow_activity_summary *summary = &activity->summary;

    if (sport_is_on_foot(summary->sport)) {
        recording_count_both_feet(&gpx->recording);
    }
    if (activity->channels[OW_CHANNEL_LATITUDE_DEG] != NULL) {
        summary->distance_m = gpx->along_m;
    }
    if (gpx->recording.has_first) {
        activity_drop_channel(activity, OW_CHANNEL_DISTANCE_M);
        summary->elapsed_s =
            (double)(gpx->recording.last_ms - gpx->recording.first_ms) / 1000;
    }
    activity = recording_close(&gpx->recording);
    if (activity == NULL ||
        !document_add(gpx->document, kind, activity, NULL)) {
        gpx->recording.status = OW_E_NOMEM;
        ow_activity_free(activity);
        return false;
    }
    gpx->track_count += !gpx->is_route;
    return true;
}

/* Older OpenTracks marks a pause by a point at latitude 100, its end by 200. */
static double coordinate(struct xml_reader *reader, const char **attributes,
                         const char *name, double limit)
{
    struct gpx *gpx = xml_context(reader);
    const char *text = xml_attribute(attributes, name);
    double value =
        text == NULL ? OW_MISSING : number_of(reader, str_trim(str_of(text)));

    if (fabs(value) > limit) {
        gpx->latitude_deg = OW_MISSING; /* no distance across it */
        recording_break(&gpx->recording);
        return OW_MISSING;
    }
    return value;
}

static void open_point(struct xml_reader *reader, const char **attributes)
{
    struct gpx *gpx = xml_context(reader);
    double latitude_deg = coordinate(reader, attributes, "lat", 90);
    double longitude_deg = coordinate(reader, attributes, "lon", 180);

    if (!recording_add_sample(&gpx->recording)) {
        xml_stop(reader, gpx->recording.status);
        return;
    }
    gpx->is_in_point = true;
    if (ow_is_missing(latitude_deg) || ow_is_missing(longitude_deg)) {
        return;
    }
    recording_set(&gpx->recording, OW_CHANNEL_LATITUDE_DEG, latitude_deg);
    recording_set(&gpx->recording, OW_CHANNEL_LONGITUDE_DEG, longitude_deg);
    if (!ow_is_missing(gpx->latitude_deg)) {
        gpx->along_m += geodesy_distance_m(
            gpx->latitude_deg, gpx->longitude_deg, latitude_deg, longitude_deg);
    }
    gpx->latitude_deg = latitude_deg;
    gpx->longitude_deg = longitude_deg;
    /* Without times the gaps between segments would be known no more. */
    if (!gpx->recording.has_first) {
        recording_set(&gpx->recording, OW_CHANNEL_DISTANCE_M, gpx->along_m);
    }
}

static void keep_creator(struct xml_reader *reader, const char **attributes)
{
    struct gpx *gpx = xml_context(reader);
    const char *creator = xml_attribute(attributes, "creator");

    if (creator != NULL) {
        gpx->creator =
            arena_copy_text(&gpx->document->arena, creator, strlen(creator));
        if (gpx->creator == NULL) {
            xml_stop(reader, OW_E_NOMEM);
        }
    }
}

static void start(struct xml_reader *reader, unsigned id,
                  const char **attributes)
{
    struct gpx *gpx = xml_context(reader);
    bool is_open = gpx->recording.activity != NULL;

    switch (id) {
    case GPX:
        keep_creator(reader, attributes);
        break;
    case WPT:
        gpx->other_count++;
        break;
    case RTE:
    case TRK:
        if (!is_open) {
            gpx->is_route = id == RTE;
            gpx->latitude_deg = OW_MISSING;
            open_item(reader);
        }
        break;
    case TRKSEG:
        if (is_open) {
            gpx->latitude_deg = OW_MISSING;
            recording_break(&gpx->recording);
        }
        break;
    case RTEPT:
    case TRKPT:
        if (is_open) {
            open_point(reader, attributes);
        }
        break;
    default:
        break;
    }
}

static void set_instant(struct xml_reader *reader, struct str text)
{
    struct gpx *gpx = xml_context(reader);
    int64_t time_ms = 0;

    if (clock_parse(&gpx->recording.clock, text, &time_ms)) {
        recording_set_time(&gpx->recording, time_ms);
        recording_set_offset(&gpx->recording, text);
    } else if (text.length > 0) {
        document_warn(gpx->document, "xml-time", xml_offset(reader),
                      "\"%.*s\" is not a time",
                      (int)(text.length < 40 ? text.length : 40), text.data);
    }
}

static void end_in_point(struct xml_reader *reader, unsigned id,
                         struct str text)
{
    static const struct {
        enum ow_channel channel;
        double lowest;
        double below;
    } channels[] = {
        [ELE] = {OW_CHANNEL_ELEVATION_M, -12000, 100000},
        [HR] = {OW_CHANNEL_HR_BPM, 1, 255},
        [CADENCE] = {OW_CHANNEL_CADENCE_SPM, 0, 255},
        [TEMPERATURE] = {OW_CHANNEL_TEMPERATURE_C, -90, 100},
        [POWER] = {OW_CHANNEL_POWER_W, 0, 10000},
        [SPEED] = {OW_CHANNEL_SPEED_M_PER_S, 0, 500},
    };
    struct gpx *gpx = xml_context(reader);
    double value = 0;

    if (id == TIME) {
        set_instant(reader, text);
    } else if (id >= ELE) {
        value = number_of(reader, text);
        if (value >= channels[id].lowest && value < channels[id].below) {
            recording_set(&gpx->recording, channels[id].channel, value);
        }
    }
}

static void end_in_item(struct xml_reader *reader, unsigned id, struct str text)
{
    struct gpx *gpx = xml_context(reader);
    struct ow_activity *activity = gpx->recording.activity;
    unsigned parent = xml_parent(reader);

    if ((parent != TRK && parent != RTE) || text.length == 0) {
        return;
    }
    if (id == NAME) {
        activity->summary.name = recording_copy_text(&gpx->recording, text);
    } else if (id == TYPE) {
        set_sport(&activity->summary, text);
    }
}

static void end(struct xml_reader *reader, unsigned id, struct str text)
{
    struct gpx *gpx = xml_context(reader);

    if (gpx->recording.activity == NULL) {
        return;
    }
    if (id == TRK || id == RTE) {
        (void)close_item(gpx);
    } else if (id == TRKPT || id == RTEPT) {
        gpx->is_in_point = false;
    } else if (gpx->is_in_point) {
        end_in_point(reader, id, text);
    } else {
        end_in_item(reader, id, text);
    }
    if (gpx->recording.status != OW_OK) {
        xml_stop(reader, gpx->recording.status);
    }
}

/* Where there are tracks, routes are but the plan for them. */
static void leave_routes_out(struct ow_document *document)
{
    size_t kept = 0;

    for (size_t i = 0; i < document->item_count; i++) {
        struct ow_item item = document->items[i];

        if (item.kind == OW_ITEM_COURSE) {
            ow_activity_free((struct ow_activity *)(uintptr_t)item.activity);
        } else {
            document->items[kept++] = item;
        }
    }
    if (kept < document->item_count) {
        document_warn(document, "gpx-routes", OW_NO_OFFSET,
                      "%zu routes beside the tracks are left out",
                      document->item_count - kept);
    }
    document->item_count = kept;
}

static enum ow_status read_document(struct gpx *gpx, const uint8_t *bytes,
                                    size_t length, struct ow_error *err)
{
    static const struct xml_vocabulary vocabulary = {
        names, sizeof names / sizeof names[0], start, end};
    struct ow_error why = {0};
    enum ow_status status = xml_read(&vocabulary, bytes, length, gpx, &why);

    if (gpx->recording.activity != NULL && status != OW_E_NOMEM &&
        !close_item(gpx)) {
        return error_nomem(err);
    }
    if (gpx->track_count > 0) {
        leave_routes_out(gpx->document);
    } else if (gpx->document->item_count == 0 &&
               (status == OW_OK || gpx->other_count > 0) &&
               !document_add(gpx->document, OW_ITEM_OTHER, NULL, NULL)) {
        return error_nomem(err);
    }
    return xml_settle(gpx->document, status, &why, err);
}

static bool gpx_sniff(const uint8_t *bytes, size_t length)
{
    return xml_root_is(bytes, length, "gpx");
}

static enum ow_status gpx_decode(const uint8_t *bytes, size_t length,
                                 const struct ow_decode_options *options,
                                 struct ow_document **document,
                                 struct ow_error *err)
{
    struct gpx gpx = {0};
    enum ow_status status = OW_OK;

    gpx.document = document_new("gpx");
    if (gpx.document == NULL) {
        return error_nomem(err);
    }
    gpx.latitude_deg = OW_MISSING;
    recording_init(&gpx.recording, options == NULL ? 0 : options->most_samples);
    status = read_document(&gpx, bytes, length, err);
    recording_dispose(&gpx.recording);
    if (status != OW_OK) {
        ow_document_free(gpx.document);
        return status;
    }
    *document = gpx.document;
    return OW_OK;
}

const struct format gpx_format = {"gpx", gpx_sniff, gpx_decode};
