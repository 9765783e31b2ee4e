/*
 * Structures of repeats, as a table. Three of a kind fit each season, so that
 * those that come every second or every fourth week turn; toward the race the
 * repeats get longer or the rests shorter.
 *
 * Daniels' Running Formula: intervals of up to 5 minutes with jogs somewhat
 * shorter than they, threshold work in a block of 20 minutes or in cruise
 * intervals with about a minute's rest for 5 of running. Billat et al. 2000,
 * Eur J Appl Physiol 81:188-196: 30 s fast, 30 s slow. Hills and fartlek as
 * published plans have them (Pfitzinger, Higdon); which come when is a design
 * choice.
 */
#include "engine/workout/library.h"

#define SE LIBRARY_SHORT_EARLY
#define SL LIBRARY_SHORT_LATE
#define LE LIBRARY_LONG_EARLY
#define LL LIBRARY_LONG_LATE
#define ALL (SE | SL | LE | LL)

static const struct library_pattern patterns[] = {
    {LIBRARY_INTERVALS, "Intervals of 3 min", 180, 0, 120, SE | LE, 0},
    {LIBRARY_INTERVALS, "Intervals of 400 m", 0, 400, 90, SE, 0},
    {LIBRARY_INTERVALS, "Intervals of 2 min", 120, 0, 90, SE | LE, 0},
    {LIBRARY_INTERVALS, "Intervals of 4 min", 240, 0, 180, LE, 0},
    {LIBRARY_INTERVALS, "Intervals of 800 m", 0, 800, 120, SL | LL, 0},
    {LIBRARY_INTERVALS, "Intervals of 400 m, short rests", 0, 400, 60, SL, 0},
    {LIBRARY_INTERVALS, "Intervals of 3 min, short rests", 180, 0, 90, SL | LL,
     0},
    {LIBRARY_INTERVALS, "Intervals of 5 min", 300, 0, 180, LL, 0},

    {LIBRARY_TEMPO, "Cruise intervals of 5 min", 300, 0, 60, SE | LE, 0},
    {LIBRARY_TEMPO, "Tempo run", 0, 0, 0, ALL, 0},
    {LIBRARY_TEMPO, "Cruise intervals of 8 min", 480, 0, 90, SE | SL | LE, 0},
    {LIBRARY_TEMPO, "Cruise intervals of 10 min", 600, 0, 120, SL | LL, 0},
    {LIBRARY_TEMPO, "Half-marathon pace, 15 min at a time", 900, 0, 180, LL,
     ZONE_HALF},

    {LIBRARY_FARTLEK, "Fartlek, minute by minute", 60, 0, 60, ALL, 0},
    {LIBRARY_FARTLEK, "Fartlek of 90 s", 90, 0, 90, SE | LE, 0},
    {LIBRARY_FARTLEK, "Fartlek, thirty-thirty", 30, 0, 30, SE | SL, 0},
    {LIBRARY_FARTLEK, "Fartlek, two minutes on, one off", 120, 0, 60,
     SL | LE | LL, 0},
    {LIBRARY_FARTLEK, "Fartlek, three minutes on, two off", 180, 0, 120, LL, 0},

    {LIBRARY_HILLS, "Hill repeats of 60 s", 60, 0, 90, ALL, 0},
    {LIBRARY_HILLS, "Short hill repeats", 30, 0, 75, SE | LE, 0},
    {LIBRARY_HILLS, "Hill repeats of 45 s", 45, 0, 75, SE | SL, 0},
    {LIBRARY_HILLS, "Short hill repeats, quick turns", 30, 0, 60, SL, 0},
    {LIBRARY_HILLS, "Hill repeats of 90 s", 90, 0, 120, LE | LL, 0},
    {LIBRARY_HILLS, "Long hill repeats", 120, 0, 150, LL, 0},

    {LIBRARY_STRIDES, "Easy run with strides", 20, 0, 60, ALL, 0},
};

#define PATTERN_COUNT (sizeof patterns / sizeof patterns[0])

static bool fits(const struct library_pattern *pattern, enum library_kind kind,
                 enum library_when when)
{
    return pattern->kind == kind && (pattern->when & (unsigned)when) != 0;
}

const struct library_pattern *
library_pattern_of(enum library_kind kind, enum library_when when, int turn)
{
    int count = 0;

    for (size_t i = 0; i < PATTERN_COUNT; i++) {
        count += fits(&patterns[i], kind, when);
    }
    /* Each kind has its weeks every second or every fourth week. */
    for (size_t i = 0, left = 0; i < PATTERN_COUNT; i++) {
        if (fits(&patterns[i], kind, when) && (int)left++ == turn / 2 % count) {
            return &patterns[i];
        }
    }
    return NULL;
}
