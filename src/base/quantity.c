/* Durations, distances and paces in the words of runners. */
#include "onward/quantity.h"

#include "base/error.h"
#include "base/num.h"
#include "base/str.h"

#include <stdio.h>

#define LONGEST_DURATION_S (31.0 * 86400.0)
#define LONGEST_DISTANCE_M 1e6
#define FASTEST_PACE_S_PER_KM 60.0
#define SLOWEST_PACE_S_PER_KM 3600.0

/* h:mm:ss or m:ss; parts after the first have two digits and stay below 60. */
static bool read_colons(struct str text, double *seconds)
{
    int parts = 0;
    double sum = 0;

    while (text.data != NULL) {
        struct str part = str_split(&text, ':');
        bool is_last = text.data == NULL;
        double value = 0;

        if (part.length == 0 || !char_is_digit(part.data[0]) ||
            !num_parse(part, &value) || (parts > 0 && value >= 60) ||
            (parts > 0 && part.length < 2)) {
            return false;
        }
        for (size_t i = 0; i < part.length; i++) {
            if (!char_is_digit(part.data[i]) && !is_last) {
                return false;
            }
        }
        sum = sum * 60 + value;
        parts++;
    }
    *seconds = sum;
    return parts == 2 || parts == 3;
}

static bool unit_seconds(struct str unit, double *seconds)
{
    static const struct {
        const char *name;
        double seconds;
    } units[] = {{"h", 3600}, {"m", 60}, {"min", 60}, {"s", 1}, {"sec", 1}};

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (str_equal_ignore_case(unit, units[i].name)) {
            *seconds = units[i].seconds;
            return true;
        }
    }
    return false;
}

/* 1h30m, 90min, 45s: each unit smaller than the one before. */
static bool read_units(struct str text, double *seconds)
{
    double sum = 0;
    double last_unit_s = 1e9;

    if (text.length == 0) {
        return false;
    }
    while (text.length > 0) {
        double value = 0;
        double unit_s = 0;
        size_t length = num_parse_prefix(text, &value);
        size_t letters = length;

        while (letters < text.length && !char_is_digit(text.data[letters])) {
            letters++;
        }
        if (length == 0 || value < 0 ||
            !unit_seconds(
                str_trim(str_from(text.data + length, letters - length)),
                &unit_s) ||
            unit_s >= last_unit_s) {
            return false;
        }
        sum += value * unit_s;
        last_unit_s = unit_s;
        text = str_skip(text, letters);
    }
    *seconds = sum;
    return true;
}

enum ow_status ow_duration_parse(const char *text, double *duration_s,
                                 struct ow_error *err)
{
    struct str view = str_trim(str_of(text));
    double seconds = 0;

    if (!read_colons(view, &seconds) && !read_units(view, &seconds)) {
        return error_set(err, OW_E_SYNTAX,
                         "duration \"%.60s\" is not h:mm:ss, m:ss or 1h30m",
                         text);
    }
    if (seconds > LONGEST_DURATION_S) {
        return error_set(err, OW_E_RANGE, "duration \"%.60s\" is over 31 days",
                         text);
    }
    *duration_s = seconds;
    return OW_OK;
}

static bool named_distance(struct str text, double *distance_m)
{
    static const struct {
        const char *name;
        double metres;
    } names[] = {{"mile", OW_MILE_M},
                 {"half", OW_HALF_MARATHON_M},
                 {"half-marathon", OW_HALF_MARATHON_M},
                 {"marathon", OW_MARATHON_M}};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (str_equal_ignore_case(text, names[i].name)) {
            *distance_m = names[i].metres;
            return true;
        }
    }
    return false;
}

static bool measured_distance(struct str text, double *distance_m)
{
    static const struct {
        const char *name;
        double metres;
    } units[] = {{"km", 1000},        {"k", 1000},          {"mi", OW_MILE_M},
                 {"mile", OW_MILE_M}, {"miles", OW_MILE_M}, {"m", 1}};
    double value = 0;
    size_t length = num_parse_prefix(text, &value);
    struct str unit = str_trim(str_skip(text, length));

    if (length == 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (str_equal_ignore_case(unit, units[i].name)) {
            *distance_m = value * units[i].metres;
            return true;
        }
    }
    return false;
}

enum ow_status ow_distance_parse(const char *text, double *distance_m,
                                 struct ow_error *err)
{
    struct str view = str_trim(str_of(text));
    double metres = 0;

    if (!named_distance(view, &metres) && !measured_distance(view, &metres)) {
        return error_set(err, OW_E_SYNTAX,
                         "distance \"%.60s\" is not 10km, 5mi, 1200m, half or "
                         "marathon",
                         text);
    }
    if (metres <= 0 || metres > LONGEST_DISTANCE_M) {
        return error_set(err, OW_E_RANGE,
                         "distance \"%.60s\" is outside 0 to 1,000 km", text);
    }
    *distance_m = metres;
    return OW_OK;
}

enum ow_status ow_pace_parse(const char *text, enum ow_units units,
                             double *pace_s_per_km, struct ow_error *err)
{
    struct str unit = str_trim(str_of(text));
    struct str clock = str_trim(str_split(&unit, '/'));
    double seconds = 0;
    double metres = units == OW_UNITS_MI ? OW_MILE_M : 1000;

    if (unit.data != NULL) {
        unit = str_trim(unit);
        if (str_equal_ignore_case(unit, "km") ||
            str_equal_ignore_case(unit, "k")) {
            metres = 1000;
        } else if (str_equal_ignore_case(unit, "mi")) {
            metres = OW_MILE_M;
        } else {
            clock.length = 0;
        }
    }
    if (!read_colons(clock, &seconds)) {
        return error_set(err, OW_E_SYNTAX,
                         "pace \"%.60s\" is not 5:12/km or 8:20/mi", text);
    }
    seconds = seconds * 1000 / metres;
    if (seconds < FASTEST_PACE_S_PER_KM || seconds > SLOWEST_PACE_S_PER_KM) {
        return error_set(err, OW_E_RANGE,
                         "pace \"%.60s\" is outside 1:00/km to 60:00/km", text);
    }
    *pace_s_per_km = seconds;
    return OW_OK;
}

void ow_duration_format(double duration_s, char text[OW_QUANTITY_TEXT_SIZE])
{
    long long seconds = 0;

    if (ow_is_missing(duration_s) || fabs(duration_s) > 1e12) {
        (void)snprintf(text, OW_QUANTITY_TEXT_SIZE, "-");
        return;
    }
    seconds = llround(fabs(duration_s));
    if (seconds >= 3600) {
        (void)snprintf(text, OW_QUANTITY_TEXT_SIZE, "%s%lld:%02lld:%02lld",
                       duration_s < 0 ? "-" : "", seconds / 3600,
                       seconds / 60 % 60, seconds % 60);
    } else {
        (void)snprintf(text, OW_QUANTITY_TEXT_SIZE, "%s%lld:%02lld",
                       duration_s < 0 && seconds > 0 ? "-" : "", seconds / 60,
                       seconds % 60);
    }
}

void ow_pace_format(double pace_s_per_km, enum ow_units units,
                    char text[OW_QUANTITY_TEXT_SIZE])
{
    bool in_miles = units == OW_UNITS_MI;
    char clock[OW_QUANTITY_TEXT_SIZE];

    if (ow_is_missing(pace_s_per_km) || isinf(pace_s_per_km)) {
        (void)snprintf(text, OW_QUANTITY_TEXT_SIZE, "-");
        return;
    }
    ow_duration_format(
        in_miles ? pace_s_per_km * (OW_MILE_M / 1000) : pace_s_per_km, clock);
    (void)snprintf(text, OW_QUANTITY_TEXT_SIZE, "%.24s/%s", clock,
                   in_miles ? "mi" : "km");
}

void ow_distance_format(double distance_m, enum ow_units units,
                        char text[OW_QUANTITY_TEXT_SIZE])
{
    bool in_miles = units == OW_UNITS_MI;
    char number[NUM_TEXT_SIZE];

    if (ow_is_missing(distance_m)) {
        (void)snprintf(text, OW_QUANTITY_TEXT_SIZE, "-");
        return;
    }
    num_format_fixed(distance_m / (in_miles ? OW_MILE_M : 1000), 1, number);
    (void)snprintf(text, OW_QUANTITY_TEXT_SIZE, "%.24s %s", number,
                   in_miles ? "mi" : "km");
}
