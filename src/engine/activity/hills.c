/*
 * Climbs and descents. What counts is height gained beyond a gentle slope: on
 * the flat that measure falls, so a hill ends by itself where the road levels.
 */
#include "engine/activity/analysis.h"

#include <math.h>
#include <string.h>

#define GENTLE_GRADE 0.02
/* A hill ends where so much is lost against the gentle slope: a dip of 3 m, or
 * 150 m of flat. */
#define END_M 3.0
#define LEAST_RISE_M 10.0
/* Who seems to climb so fast, grade-adjusted, runs past a phone's elevation:
 * it is the speed of the best over 1500 m. */
#define FASTEST_CLIMB_M_PER_S 7.0

/* Points nearer to each other tell nothing new of a smoothed profile. */
#define STEP_M 10.0

/* A hill being followed, up (sign 1) or down (sign -1): the point it may begin
 * at and the furthest since, each with its height beyond the gentle slope. */
struct search {
    double sign;
    size_t start;
    size_t best;
    double start_m;
    double best_m;
};

/* Everything found so far. */
struct found {
    struct ow_run_hills *part;
    double climb_m;
    double descent_m;
    double climb_rise_m;
    double climb_s;
    bool is_absurd; /* a climb that nobody runs */
};

static double beyond_gentle(const struct ow_trace *trace, double sign, size_t i)
{
    return sign * trace->elevation_m[i] - GENTLE_GRADE * trace->distance_m[i];
}

static struct search search_from(const struct ow_trace *trace, double sign,
                                 size_t i)
{
    double here_m = beyond_gentle(trace, sign, i);

    return (struct search){sign, i, i, here_m, here_m};
}

/* The hill of the least rise among those told, if `rise_m` tops it. */
static size_t least_of(const struct ow_run_hills *part, double rise_m)
{
    size_t least = OW_MOST_HILLS;

    for (size_t h = 0; h < part->hill_count; h++) {
        if (fabs(part->hills[h].rise_m) < fabs(rise_m)) {
            rise_m = part->hills[h].rise_m;
            least = h;
        }
    }
    return least;
}

/* Keeps a hill, the smallest giving way. They come in order: a climb cannot
 * end before the descent in front of it has. */
static void keep(struct ow_run_hills *part, const struct ow_hill *hill)
{
    if (part->hill_count == OW_MOST_HILLS) {
        size_t h = least_of(part, hill->rise_m);

        if (h == OW_MOST_HILLS) {
            return;
        }
        part->hill_count--;
        memmove(&part->hills[h], &part->hills[h + 1],
                (part->hill_count - h) * sizeof *part->hills);
    }
    part->hills[part->hill_count++] = *hill;
}

/* Grade-adjusted speed while moving: who crawls so slowly that it counts as
 * standing covers ground in no time. */
static double flat_speed(const struct ow_trace *trace, size_t from, size_t to)
{
    double flat_m = 0;

    for (size_t i = from + 1; i <= to; i++) {
        if (!trace_is_stop(trace, i)) {
            flat_m += trace->flat_m[i] - trace->flat_m[i - 1];
        }
    }
    return flat_m / (trace->moving_s[to] - trace->moving_s[from]);
}

static void end_hill(struct found *found, const struct ow_trace *trace,
                     const struct search *search)
{
    size_t from = search->start;
    size_t to = search->best;
    double rise_m = trace->elevation_m[to] - trace->elevation_m[from];
    double moving_s = trace->moving_s[to] - trace->moving_s[from];
    struct ow_hill hill;

    if (search->sign * rise_m < LEAST_RISE_M || !(moving_s > 0)) {
        return;
    }
    hill = (struct ow_hill){trace->time_s[from],
                            trace->distance_m[from],
                            trace->distance_m[to] - trace->distance_m[from],
                            rise_m,
                            moving_s,
                            flat_speed(trace, from, to)};
    keep(found->part, &hill);
    if (search->sign > 0) {
        found->part->climb_count++;
        found->climb_m += hill.length_m;
        found->climb_rise_m += hill.rise_m;
        found->climb_s += trace->time_s[to] - trace->time_s[from];
        found->is_absurd =
            found->is_absurd || hill.flat_m_per_s > FASTEST_CLIMB_M_PER_S;
    } else {
        found->part->descent_count++;
        found->descent_m += hill.length_m;
    }
}

static void follow(struct found *found, const struct ow_trace *trace,
                   struct search *search, size_t i)
{
    double here_m = beyond_gentle(trace, search->sign, i);

    if (here_m > search->best_m) {
        search->best = i;
        search->best_m = here_m;
    } else if (here_m <= search->best_m - END_M || here_m <= search->start_m) {
        end_hill(found, trace, search);
        *search = search_from(trace, search->sign, i);
    }
}

static void find_hills(struct found *found, const struct ow_trace *trace)
{
    struct search up = search_from(trace, 1, 0);
    struct search down = search_from(trace, -1, 0);
    double next_m = STEP_M;

    for (size_t i = 1; i < trace->count; i++) {
        if (trace->distance_m[i] >= next_m || i + 1 == trace->count) {
            next_m = trace->distance_m[i] + STEP_M;
            follow(found, trace, &up, i);
            follow(found, trace, &down, i);
        }
    }
    end_hill(found, trace, &up);
    end_hill(found, trace, &down);
}

static void forget(struct ow_run_hills *part, const char *why_not)
{
    *part = (struct ow_run_hills){.why_not = why_not,
                                  .climb_share = OW_MISSING,
                                  .descent_share = OW_MISSING,
                                  .climb_m_per_s = OW_MISSING};
}

void hills_read(const struct run *run, struct ow_run_hills *part)
{
    const struct ow_trace *trace = run->trace;
    struct found found = {part, 0, 0, 0, 0, false};

    forget(part, run->why_not);
    if (part->why_not == NULL && trace->elevation_m == NULL) {
        part->why_not = "not enough data: no elevation";
    }
    if (part->why_not != NULL) {
        return;
    }
    find_hills(&found, trace);
    if (found.is_absurd) {
        forget(part, "unsuitable: an elevation that nobody climbs so fast");
        return;
    }
    part->climb_share = found.climb_m / ow_trace_distance_m(trace);
    part->descent_share = found.descent_m / ow_trace_distance_m(trace);
    if (found.climb_s > 0) {
        part->climb_m_per_s = found.climb_rise_m / found.climb_s;
    }
}
