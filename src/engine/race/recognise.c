/*
 * A race is recognised by what speaks for it, added up as log-odds: its
 * distance, its effort, the heart rate, its name, and stops against it. The
 * weights are expert estimates.
 */
#include "engine/race/recognise.h"

#include "base/num.h"
#include "base/str.h"
#include "onward/quantity.h"

#include <math.h>
#include <string.h>

/* One run in twenty or so is a race. */
#define PRIOR_ODDS (-3.0)

static void weigh(struct ow_race_reading *reading, double *odds, double weight,
                  const char *reason)
{
    *odds += weight;
    if (reading->reason_count < OW_RACE_MOST_REASONS) {
        reading->reasons[reading->reason_count++] = reason;
    }
}

static bool holds_word(const char *name, const char *word)
{
    struct str rest = str_of(name);
    size_t length = strlen(word);

    for (; rest.length >= length; rest = str_skip(rest, 1)) {
        if (str_equal_ignore_case(str_from(rest.data, length), word)) {
            return true;
        }
    }
    return false;
}

/* Words that stand in the names of races and seldom elsewhere. */
static bool is_race_name(const char *name)
{
    static const char *const words[] = {
        "race",    "marathon", "parkrun",    "wettkampf", "rennen",
        "lauf 20", "carrera",  "course de ", "corrida",   "10k pb",
        "5k pb",   "finisher", "maraton",    "maratona",  "championship"};

    for (size_t i = 0; name != NULL && i < sizeof words / sizeof words[0];
         i++) {
        if (holds_word(name, words[i])) {
            return true;
        }
    }
    return false;
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
    if (reading->effort >= 0.97) {
        weigh(reading, odds, 3, "as fast as the best race foretells");
    } else if (reading->effort >= 0.93) {
        weigh(reading, odds, 1.5, "nearly as fast as the best race foretells");
    } else if (reading->effort < 0.85) {
        weigh(reading, odds, -2, "far slower than the best race foretells");
    }
    if (reading->hr_share >= 0.88) {
        weigh(reading, odds, 2, "the heart beat as in a race");
    } else if (reading->hr_share < 0.78) {
        weigh(reading, odds, -2, "the heart beat as in training");
    }
}

void race_recognise(struct ow_race_reading *reading,
                    const struct ow_race_options *options,
                    const struct ow_activity_summary *summary)
{
    const char *name = options->name == NULL ? summary->name : options->name;
    double standing_s = summary->elapsed_s - summary->timer_s;
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
    if (is_race_name(name)) {
        weigh(reading, &odds, 3, "its name is that of a race");
    }
    if (standing_s > 0.02 * summary->elapsed_s) {
        weigh(reading, &odds, -2, "the watch was stopped on the way");
    }
    reading->confidence = num_round(1 / (1 + exp(-odds)), 2);
}
