/* What a synthetic runner does week by week: the sessions, not yet the runs. */
#ifndef APP_SYNTH_SEASON_H
#define APP_SYNTH_SEASON_H

#include "onward/date.h"

enum synth_kind {
    SYNTH_EASY = 0,
    SYNTH_LONG,
    SYNTH_PROGRESSION,
    SYNTH_TEMPO,
    SYNTH_INTERVALS,
    SYNTH_STRENGTH,
    SYNTH_RACE
};

/** One session of a runner. */
struct synth_session {
    struct ow_date date;
    enum synth_kind kind;
    double distance_m;       /* 0 for strength */
    double effective_vo2max; /* the runner's, on that day */
};

/** "easy", "marathon", "10k", …: a word for file names. */
const char *synth_session_name(const struct synth_session *session);

#define SYNTH_MOST_SESSIONS_A_WEEK 7

/**
 * The sessions of one week by date: about four runs, with down weeks, winters,
 * an illness, a few races, and a marathon at the end of it all.
 *
 * @param week         0 to weeks - 1
 * @param weeks        in all, 4 or more
 * @param race_day     of the marathon, in the last week
 * @param[out] sessions  SYNTH_MOST_SESSIONS_A_WEEK, the caller's
 * @return how many there are
 */
size_t synth_season_week(uint64_t seed, int week, int weeks,
                         struct ow_date race_day,
                         struct synth_session *sessions);

#endif
