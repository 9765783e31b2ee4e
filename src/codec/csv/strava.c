/*
 * activities.csv. Some headings stand twice: the first Distance is in the
 * account's units, the second in metres; the first Elapsed Time is whole
 * seconds, the second has decimals. A heading may be a fault of the site,
 * "translation missing: ….moving_time" or that in a <span>. Dates are UTC, in
 * the account's language: "Jan 27, 2021, 1:57:47 PM", "15 Nov 2025, 13:31:49",
 * "27.01.2021, 13:57:47".
 */
#include "codec/csv/strava.h"

#include "base/error.h"
#include "base/num.h"
#include "onward/activity.h"
#include "onward/date.h"

#include <string.h>

#define NO_COLUMN SIZE_MAX
#define MS_PER_S 1000
#define S_PER_DAY 86400
#define LONGEST_HEADING 64
#define MOST_TOKENS 8

enum field {
    ID,
    DATE,
    NAME,
    TYPE,
    FILENAME,
    ELAPSED,
    MOVING,
    DISTANCE,
    HR_AVERAGE,
    HR_MAX,
    FIELD_COUNT
};

static const struct {
    enum field field;
    const char *english;
    const char *german; /* NULL where not known */
    unsigned nth;       /* which of equal headings, from 1; 0 for the last */
} headings[FIELD_COUNT] = {
    {ID, "activity id", "Aktivit\xC3\xA4ts-ID", 1},
    {DATE, "activity date", "Aktivit\xC3\xA4tsdatum", 1},
    {NAME, "activity name", "Name der Aktivit\xC3\xA4t", 1},
    {TYPE, "activity type", "Aktivit\xC3\xA4tsart", 1},
    {FILENAME, "filename", "Dateiname", 1},
    {ELAPSED, "elapsed time", "Verstrichene Zeit", 0},
    {MOVING, "moving time", "Bewegungszeit", 1},
    {DISTANCE, "distance", "Distanz", 2},
    {HR_AVERAGE, "average heart rate", NULL, 1},
    {HR_MAX, "max heart rate", NULL, 1},
};

static const struct {
    const char *type;
    int sport;
    int sub_sport;
} types[] = {
    {"Run", OW_SPORT_RUNNING, -1},
    {"Lauf", OW_SPORT_RUNNING, -1},
    {"Trail Run", OW_SPORT_RUNNING, 3},
    {"Virtual Run", OW_SPORT_RUNNING, 58},
    {"Ride", OW_SPORT_CYCLING, -1},
    {"Virtual Ride", OW_SPORT_CYCLING, 58},
    {"Swim", OW_SPORT_SWIMMING, -1},
    {"Walk", OW_SPORT_WALKING, -1},
    {"Hike", OW_SPORT_HIKING, -1},
    {"Rowing", OW_SPORT_ROWING, -1},
    {"Workout", OW_SPORT_TRAINING, -1},
    {"Weight Training", OW_SPORT_TRAINING, 20},
};

/* The heading inside of what a missing translation left. */
static struct str clean_heading(struct str text, char *room)
{
    if (str_starts_with(text, "<span")) {
        (void)str_split(&text, '>');
        text = str_split(&text, '<');
    } else if (str_starts_with(text, "translation missing")) {
        struct str rest = text;

        do {
            text = str_split(&rest, '.');
        } while (rest.data != NULL);
    }
    if (text.length > LONGEST_HEADING) {
        return str_of("");
    }
    for (size_t i = 0; i < text.length; i++) {
        room[i] = text.data[i] == '_' ? ' ' : text.data[i];
    }
    return str_trim(str_from(room, text.length));
}

static bool is_heading(struct str text, size_t field)
{
    return str_equal_ignore_case(text, headings[field].english) ||
           (headings[field].german != NULL &&
            str_equal(text, headings[field].german));
}

static void find_columns(const struct csv_reader *reader,
                         size_t places[FIELD_COUNT])
{
    unsigned seen[FIELD_COUNT] = {0};

    for (size_t i = 0; i < FIELD_COUNT; i++) {
        places[i] = NO_COLUMN;
    }
    for (size_t cell = 0; cell < reader->cell_count; cell++) {
        char room[LONGEST_HEADING];
        struct str text = clean_heading(csv_text(reader, cell), room);

        for (size_t i = 0; i < FIELD_COUNT; i++) {
            if (is_heading(text, i) &&
                (headings[i].nth == 0 || ++seen[i] == headings[i].nth)) {
                places[i] = cell;
            }
        }
    }
}

bool strava_is_header(const struct csv_reader *reader)
{
    size_t places[FIELD_COUNT];

    find_columns(reader, places);
    return places[ID] != NO_COLUMN && places[DATE] != NO_COLUMN &&
           places[FILENAME] != NO_COLUMN;
}

/* A number or a word of a date. */
struct token {
    struct str text;
    int64_t number; /* -1 for a word */
};

static bool is_of_word(char c)
{
    return char_is_digit(c) || (char_lower(c) >= 'a' && char_lower(c) <= 'z');
}

/* Everything else parts tokens, the narrow blank of newer exports too. */
static size_t cut_tokens(struct str text, struct token tokens[MOST_TOKENS])
{
    size_t count = 0;
    size_t at = 0;

    while (at < text.length && count < MOST_TOKENS) {
        size_t end = at;

        while (end < text.length && is_of_word(text.data[end])) {
            end++;
        }
        if (end > at) {
            tokens[count].text = str_from(text.data + at, end - at);
            if (!num_parse_int(tokens[count].text, &tokens[count].number)) {
                tokens[count].number = -1;
            }
            count++;
        }
        at = end > at ? end : at + 1;
    }
    return count;
}

static int64_t month_of(struct str word)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";

    for (size_t i = 0; i < 12 && word.length >= 3; i++) {
        char name[4] = {months[3 * i], months[3 * i + 1], months[3 * i + 2],
                        '\0'};

        if (str_equal_ignore_case(str_from(word.data, 3), name)) {
            return (int64_t)i + 1;
        }
    }
    return -1;
}

static bool parse_date(struct str text, int64_t *time_ms)
{
    struct token tokens[MOST_TOKENS];
    size_t count = cut_tokens(text, tokens);
    struct ow_date date;
    bool is_month_first = count > 0 && tokens[0].number < 0;
    int64_t day = 0;
    int64_t month = 0;
    int64_t hour = 0;

    if (count < 6 || count > 7) {
        return false;
    }
    day = tokens[is_month_first].number;
    month = tokens[!is_month_first].number;
    if (month < 0) {
        month = month_of(tokens[!is_month_first].text);
    }
    hour = tokens[3].number;
    if (count == 7) {
        bool is_afternoon = str_equal_ignore_case(tokens[6].text, "PM");

        hour = hour % 12 + (is_afternoon ? 12 : 0);
    }
    if (day < 0 || day > 31 || month < 0 || month > 12 ||
        tokens[2].number < 0 || tokens[2].number > 9999 || hour < 0 ||
        hour > 23 || tokens[4].number < 0 || tokens[4].number > 59 ||
        tokens[5].number < 0 || tokens[5].number > 59 ||
        ow_date_from_ymd((int32_t)tokens[2].number, (int32_t)month,
                         (int32_t)day, &date, NULL) != OW_OK) {
        return false;
    }
    *time_ms = ((int64_t)date.days * S_PER_DAY + hour * 3600 +
                tokens[4].number * 60 + tokens[5].number) *
               MS_PER_S;
    return true;
}

static double number_in(const struct csv_reader *reader, size_t cell)
{
    double value = OW_MISSING;

    return num_parse(csv_text(reader, cell), &value) && value >= 0 ? value
                                                                   : OW_MISSING;
}

static void set_sport(struct strava_activity *activity)
{
    activity->sport = OW_SPORT_UNKNOWN;
    activity->sub_sport = -1;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (str_equal_ignore_case(str_of(activity->type), types[i].type)) {
            activity->sport = types[i].sport;
            activity->sub_sport = types[i].sub_sport;
        }
    }
}

/* False without memory. */
static bool read_activity(const struct csv_reader *reader,
                          const size_t places[FIELD_COUNT], struct arena *arena,
                          struct strava_activity *activity)
{
    activity->filename = csv_copy(arena, reader, places[FILENAME]);
    activity->name = csv_copy(arena, reader, places[NAME]);
    activity->type = csv_copy(arena, reader, places[TYPE]);
    if (activity->filename == NULL || activity->name == NULL ||
        activity->type == NULL) {
        return false;
    }
    set_sport(activity);
    activity->has_start_time =
        parse_date(csv_text(reader, places[DATE]), &activity->start_time_ms);
    activity->elapsed_s = number_in(reader, places[ELAPSED]);
    activity->moving_s = number_in(reader, places[MOVING]);
    activity->distance_m = number_in(reader, places[DISTANCE]);
    activity->hr_avg_bpm = number_in(reader, places[HR_AVERAGE]);
    activity->hr_max_bpm = number_in(reader, places[HR_MAX]);
    return true;
}

static enum ow_status read_rows(struct csv_reader *reader, size_t row_count,
                                struct strava_list *list, struct ow_error *err)
{
    size_t places[FIELD_COUNT];

    find_columns(reader, places);
    list->activities =
        arena_calloc(&list->arena, row_count, sizeof *list->activities);
    if (list->activities == NULL) {
        return error_nomem(err);
    }
    while (csv_next(reader)) {
        struct strava_activity *activity = &list->activities[list->count];

        if (!num_parse_int(csv_text(reader, places[ID]), &activity->id)) {
            list->skipped++;
            continue;
        }
        if (!read_activity(reader, places, &list->arena, activity)) {
            return error_nomem(err);
        }
        list->count++;
    }
    return OW_OK;
}

enum ow_status strava_list_decode(const uint8_t *bytes, size_t length,
                                  struct strava_list *list,
                                  struct ow_error *err)
{
    struct str text = str_from((const char *)bytes, length);
    struct strava_list made = {{NULL}, NULL, 0, 0};
    struct csv_reader reader;
    size_t row_count = 0;
    enum ow_status status = OW_OK;

    csv_init(&reader, text);
    while (csv_next(&reader)) {
        row_count++;
    }
    csv_init(&reader, text);
    if (!csv_next(&reader) || !strava_is_header(&reader)) {
        return error_set_at(err, OW_E_FORMAT, 0,
                            "the table is no list of activities");
    }
    status = read_rows(&reader, row_count, &made, err);
    if (status != OW_OK) {
        strava_list_dispose(&made);
        return status;
    }
    *list = made;
    return OW_OK;
}

void strava_list_dispose(struct strava_list *list)
{
    arena_dispose(&list->arena);
    list->activities = NULL;
    list->count = 0;
}
