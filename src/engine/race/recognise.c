/*
 * A race is recognised by what speaks for it, added up as log-odds: its
 * distance, its effort, the heart rate, its name, when it began, how evenly it
 * was begun, and stops against it. The weights are expert estimates.
 */
#include "engine/race/recognise.h"

#include "base/num.h"
#include "base/str.h"
#include "onward/date.h"
#include "onward/quantity.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* One run in twenty or so is a race. */
#define PRIOR_ODDS (-3.0)
#define S_PER_HOUR 3600
#define MS_PER_DAY INT64_C(86400000)
/* Solar time: an hour for every 15 degrees of longitude. */
#define DEG_PER_HOUR 15.0
/* Runs seldom begin, and races hardly ever, between these hours. */
#define NIGHT_FROM_HOUR 22
#define NIGHT_TO_HOUR 4
/* On weekends most races begin between these hours. */
#define START_FROM_HOUR 7
#define START_TO_HOUR 13
/* From here on so do most training runs. */
#define LONG_RUN_M 15000.0

static void weigh(struct ow_race_reading *reading, double *odds, double weight,
                  const char *reason)
{
    *odds += weight;
    assert(reading->reason_count < OW_RACE_MOST_REASONS);
    reading->reasons[reading->reason_count++] = reason;
}

static bool is_letter(struct str text, size_t i)
{
    char c = i < text.length ? char_lower(text.data[i]) : ' ';

    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Whether a text holds a word; one that begins with a space as a whole one. */
static bool holds_word(struct str text, const char *word)
{
    bool is_whole = *word == ' ';
    struct str wanted = str_of(word + is_whole);

    for (size_t i = 0; i + wanted.length <= text.length; i++) {
        if (str_equal_ignore_case(str_from(text.data + i, wanted.length),
                                  word + is_whole) &&
            !(is_whole && ((i > 0 && is_letter(text, i - 1)) ||
                           is_letter(text, i + wanted.length)))) {
            return true;
        }
    }
    return false;
}

static bool holds_any(const char *name, const char *const *words, size_t count)
{
    for (size_t i = 0; name != NULL && i < count; i++) {
        if (holds_word(str_of(name), words[i])) {
            return true;
        }
    }
    return false;
}

/*
 * Words that stand in the names of races. Not among them: those by which sites
 * name every run in some language ("Corrida matinal", "Carrera de tarde").
 */
static bool is_race_name(const char *name)
{
    static const char *const words[] = {
        " race",     "marathon",         "maraton",      "marat\xc3\xb3n",
        "parkrun",   " carrera popular", "wettkampf",    "volkslauf",
        "stadtlauf", "silvester",        "silvestre",    "finisher",
        " pb",       "championship",     "meisterschaft"};

    return holds_any(name, words, sizeof words / sizeof words[0]);
}

/* Words that stand in the names of runs toward a race. */
static bool is_training_name(const char *name)
{
    static const char *const words[] = {
        "training", " pace",          " prep",    " long run", "recovery",
        " easy",    " tempo",         "interval", " week",     " block",
        " warm",    " cool",          " before",  " after",    "vorbereitung",
        "entren",   "entra\xc3\xaen", "treino"};

    return holds_any(name, words, sizeof words / sizeof words[0]);
}

static void weigh_distance(struct ow_race_reading *reading, double *odds)
{
    double excess = reading->recorded_m / reading->distance_m - 1;

    if (reading->distance_name == NULL) {
        return;
    }
    if (reading->distance_m >= OW_MARATHON_M) {
        weigh(reading, odds, 4, "nobody trains over this distance");
    } else if (reading->distance_m >= OW_HALF_MARATHON_M &&
               reading->distance_m <= OW_HALF_MARATHON_M) {
        weigh(reading, odds, 2, "the distance is a half-marathon");
    } else if (excess >= -0.005 && excess <= 0.02) {
        weigh(reading, odds, 1, "the distance is one of races");
    }
}

static void weigh_effort(struct ow_race_reading *reading, double *odds)
{
    if (reading->flat_effort >= 0.97) {
        weigh(reading, odds, 3, "as fast as the best race foretells");
    } else if (reading->flat_effort >= 0.93) {
        weigh(reading, odds, 1.5, "nearly as fast as the best race foretells");
    } else if (reading->flat_effort < 0.85) {
        weigh(reading, odds, -2, "far slower than the best race foretells");
    }
}

/*
 * Races are run at about 90 % of the highest heart rate up to 10 km and at 82 %
 * over a marathon; between them by the logarithm of the distance. Expert
 * estimate.
 */
static double race_hr_share(double distance_m)
{
    double along = log(distance_m / 10000) / log(OW_MARATHON_M / 10000);

    return 0.90 - 0.08 * fmin(fmax(along, 0), 1);
}

static void weigh_heart(struct ow_race_reading *reading, double *odds)
{
    double above = reading->hr_share - race_hr_share(reading->distance_m);

    if (above >= -0.02) {
        weigh(reading, odds, 2, "the heart beat as in a race");
    } else if (above < -0.10) {
        weigh(reading, odds, -2, "the heart beat as in training");
    } else if (above < -0.05) {
        weigh(reading, odds, -1, "the heart beat slower than in a race");
    }
}

static void weigh_evenness(struct ow_race_reading *reading, double *odds)
{
    if (reading->unevenness <= 0.06) {
        weigh(reading, odds, 0.5, "the first half was run evenly");
    } else if (reading->unevenness >= 0.25) {
        weigh(reading, odds, -1.5, "the pace changed as in intervals");
    }
    if (reading->stopped_s > 0.05 * reading->time_s) {
        weigh(reading, odds, -2, "long stops on the way");
    } else if (reading->stopped_s > 0.02 * reading->time_s) {
        weigh(reading, odds, -1, "stops on the way");
    }
}

static void weigh_name(struct ow_race_reading *reading, double *odds,
                       const char *name)
{
    if (is_training_name(name)) {
        weigh(reading, odds, -1, "its name is that of training");
    } else if (is_race_name(name)) {
        weigh(reading, odds, 3, "its name is that of a race");
    }
}

/* Local time less UTC, by the file or by where it began; false if neither. */
static bool find_offset(const struct ow_activity *activity, int32_t *offset_s)
{
    const struct ow_activity_summary *summary = ow_activity_summary(activity);
    const double *longitude_deg =
        ow_activity_channel(activity, OW_CHANNEL_LONGITUDE_DEG);
    size_t count = ow_activity_sample_count(activity);

    if (summary->has_utc_offset) {
        *offset_s = summary->utc_offset_s;
        return true;
    }
    for (size_t i = 0; longitude_deg != NULL && i < count; i++) {
        if (fabs(longitude_deg[i]) <= 180) {
            *offset_s =
                (int32_t)lround(longitude_deg[i] / DEG_PER_HOUR) * S_PER_HOUR;
            return true;
        }
    }
    return false;
}

static void weigh_start(struct ow_race_reading *reading, double *odds,
                        const struct ow_activity *activity)
{
    const struct ow_activity_summary *summary = ow_activity_summary(activity);
    int32_t offset_s = 0;
    struct ow_date day;
    int64_t hour = 0;

    if (!summary->has_start_time || !find_offset(activity, &offset_s)) {
        return;
    }
    day = ow_date_from_time(summary->start_time_ms, offset_s);
    hour = (summary->start_time_ms + offset_s * INT64_C(1000) -
            day.days * MS_PER_DAY) /
           (S_PER_HOUR * INT64_C(1000));
    if (hour >= NIGHT_FROM_HOUR || hour < NIGHT_TO_HOUR) {
        weigh(reading, odds, -1, "it began at night");
    } else if (ow_date_weekday(day) >= OW_SATURDAY && hour >= START_FROM_HOUR &&
               hour < START_TO_HOUR) {
        weigh(reading, odds, reading->recorded_m < LONG_RUN_M ? 1 : 0.5,
              "it began on a weekend morning");
    }
}

/* Races are not run on treadmills; indoor tracks have some. */
static void weigh_place(struct ow_race_reading *reading, double *odds,
                        const struct ow_activity_summary *summary)
{
    const char *place = ow_sub_sport_name(summary->sub_sport);

    if (place != NULL && (strcmp(place, "treadmill") == 0 ||
                          strcmp(place, "virtual_activity") == 0)) {
        weigh(reading, odds, -3, "it was run on a treadmill");
    }
}

void race_recognise(struct ow_race_reading *reading,
                    const struct ow_race_options *options,
                    const struct ow_activity *activity)
{
    const struct ow_activity_summary *summary = ow_activity_summary(activity);
    double odds = PRIOR_ODDS;

    if (summary->sport != OW_SPORT_RUNNING &&
        summary->sport != OW_SPORT_UNKNOWN &&
        summary->sport != OW_SPORT_GENERIC) {
        reading->confidence = 0;
        reading->reasons[reading->reason_count++] = "it was not a run";
        return;
    }
    weigh_distance(reading, &odds);
    weigh_effort(reading, &odds);
    weigh_heart(reading, &odds);
    weigh_name(reading, &odds,
               options->name == NULL ? summary->name : options->name);
    weigh_start(reading, &odds, activity);
    weigh_place(reading, &odds, summary);
    weigh_evenness(reading, &odds);
    reading->confidence = num_round(1 / (1 + exp(-odds)), 2);
}
