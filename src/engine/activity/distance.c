/*
 * Cleaning is careful with what a device counted and less so with positions: a
 * watch has weighed its satellites against the arm already. Points that say
 * nothing get their metres from the points around them.
 */
#include "engine/activity/distance.h"

#include "base/error.h"
#include "base/mem.h"
#include "engine/activity/activity.h"
#include "engine/activity/geodesy.h"

#include <math.h>

/* Nobody runs faster: the 100-m world record's fastest stretch is 12.4. */
#define FASTEST_RUN_M_PER_S 12.5
/* Other sports roll: no bound that a jump would meet. */
#define FASTEST_OTHER_M_PER_S 50.0
/* Less than this is standing still. */
#define STILL_M 0.5
/* A jump within so short a step counts as the pace of the last seconds. */
#define LONGEST_STEP_S 15.0
#define PACE_OVER_S 10.0
#define PACE_OVER_POINTS 16
/* So many fixes out of reach in a row are where the runner is. */
#define RIVALS_NEEDED 4
/* A share of the fastest speed. */
#define EASY_REACH 0.5
/* Positions that come no further than this for so long only wander. */
#define WANDER_M_PER_S 0.3
#define WANDER_REACH_S 10.0
#define SHORTEST_WANDER_S 10.0

/* A trace in the making. */
struct filling {
    struct ow_trace *trace;
    const struct ow_activity *activity;
    const size_t *samples;
    double fastest_m_per_s;
};

static bool is_on_foot(int sport)
{
    return sport == OW_SPORT_RUNNING || sport == OW_SPORT_WALKING ||
           sport == OW_SPORT_HIKING;
}

static bool any_above(const double *values, size_t count, double bound)
{
    for (size_t i = 0; values != NULL && i < count; i++) {
        if (values[i] > bound) {
            return true;
        }
    }
    return false;
}

enum ow_distance_source distance_source(const struct ow_activity *activity)
{
    double *const *channels = activity->channels;
    size_t count = activity->sample_count;

    if (any_above(channels[OW_CHANNEL_DISTANCE_M], count, 0)) {
        return OW_DISTANCE_DEVICE;
    }
    if (any_above(channels[OW_CHANNEL_LATITUDE_DEG], count, -90) &&
        any_above(channels[OW_CHANNEL_LONGITUDE_DEG], count, -180)) {
        return OW_DISTANCE_POSITIONS;
    }
    if (any_above(channels[OW_CHANNEL_SPEED_M_PER_S], count, 0)) {
        return OW_DISTANCE_SPEED;
    }
    return any_above(channels[OW_CHANNEL_DISTANCE_M], count, -1)
               ? OW_DISTANCE_DEVICE
               : OW_DISTANCE_NONE;
}

bool distance_begins_before(const struct ow_activity *activity,
                            enum ow_distance_source source)
{
    double first_s = activity->channels[OW_CHANNEL_TIME_S][0];
    double first_m = source == OW_DISTANCE_DEVICE
                         ? activity->channels[OW_CHANNEL_DISTANCE_M][0]
                         : 0;

    return first_m > 0 && first_s > 0 && first_s <= LONGEST_STEP_S * 4 &&
           first_m <= FASTEST_RUN_M_PER_S * first_s;
}

/* The first value that is known among the samples of a point's time. */
static double value_at(const struct filling *filling, enum ow_channel channel,
                       size_t point)
{
    const double *values = filling->activity->channels[channel];
    const double *time_s = filling->activity->channels[OW_CHANNEL_TIME_S];
    size_t first = filling->samples[point];
    size_t end = filling->samples[point + 1];

    for (size_t i = first; i < end; i++) {
        if (isfinite(values[i]) && fabs(time_s[i] - time_s[first]) <= 0) {
            return values[i];
        }
    }
    return OW_MISSING;
}

/* The last point that said how far. */
struct counted {
    size_t point;
    double raw_m;
    double still_from_s; /* the count has stood since */
};

/* Speed up to a point over its last seconds; 0 at the start. */
static double pace_before(const struct ow_trace *trace, size_t point)
{
    size_t from = point;

    for (size_t back = 1;
         back <= PACE_OVER_POINTS && back <= point &&
         trace->time_s[point] - trace->time_s[point - back] <= PACE_OVER_S;
         back++) {
        if (!ow_is_missing(trace->distance_m[point - back])) {
            from = point - back;
        }
    }
    return from == point
               ? 0
               : (trace->distance_m[point] - trace->distance_m[from]) /
                     (trace->time_s[point] - trace->time_s[from]);
}

/* Metres from the last point that counted to this one. */
static double device_step_m(const struct filling *filling, struct counted *last,
                            size_t point, double raw_m)
{
    const double *time_s = filling->trace->time_s;
    double step_s = time_s[point] - time_s[last->point];
    double step_m = raw_m - last->raw_m;
    double most_m =
        filling->fastest_m_per_s * (time_s[point] - last->still_from_s);

    if (step_m >= STILL_M) {
        last->still_from_s = time_s[point];
    }
    if (step_m > most_m) {
        filling->trace->mends.jumps++;
        return step_s <= LONGEST_STEP_S
                   ? step_s * pace_before(filling->trace, last->point)
                   : 0;
    }
    return step_m > 0 ? step_m : 0;
}

static void fill_from_device(const struct filling *filling)
{
    struct ow_trace *trace = filling->trace;
    double *distance_m = trace->distance_m;
    struct counted last = {SIZE_MAX, 0, 0};

    for (size_t i = 0; i < trace->count; i++) {
        double raw_m = value_at(filling, OW_CHANNEL_DISTANCE_M, i);

        distance_m[i] = OW_MISSING;
        if (ow_is_missing(raw_m)) {
            continue;
        }
        if (last.point == SIZE_MAX) {
            double first_s = trace->time_s[i] - trace->time_s[0];
            bool has_run = raw_m > 0 && i > 0 &&
                           raw_m <= filling->fastest_m_per_s * first_s;

            distance_m[i] = has_run ? raw_m : 0;
            last.still_from_s = trace->time_s[i];
        } else {
            distance_m[i] = distance_m[last.point] +
                            device_step_m(filling, &last, i, raw_m);
        }
        last.point = i;
        last.raw_m = raw_m;
    }
}

/* A position, and how it was come to. */
struct fix {
    double latitude_deg;
    double longitude_deg;
    double time_s;
    double path_m;  /* up to here */
    size_t follows; /* fixes in a row, this one too; 0: no fix */
};

/* Whether a runner can have come from one fix to the other; if so, how. */
static bool fix_follows(struct fix *fix, const struct fix *from,
                        double fastest_m_per_s)
{
    double step_m = 0;

    if (from->follows == 0) {
        return false;
    }
    step_m = geodesy_distance_m(from->latitude_deg, from->longitude_deg,
                                fix->latitude_deg, fix->longitude_deg);
    if (!(step_m <= fastest_m_per_s * (fix->time_s - from->time_s))) {
        return false;
    }
    fix->path_m = from->path_m + step_m;
    fix->follows = from->follows + 1;
    return true;
}

/*
 * Adds a fix to the track as long as a runner can get there. One that is out
 * of reach is kept as a rival: when others follow on it while the runner seems
 * to stand, the track goes on there. Metres so far; missing off the track.
 */
static double take_fix(struct fix *track, struct fix *rival, struct fix fix,
                       double fastest_m_per_s)
{
    /* Next to a rival only what is in easy reach: as time goes on the rival
       would come into the reach of the fastest. */
    double reach = rival->follows > 0 ? EASY_REACH : 1;

    if (fix_follows(&fix, track, reach * fastest_m_per_s)) {
        if (fix.path_m - track->path_m >= STILL_M) {
            rival->follows = 0;
        }
        *track = fix;
        return fix.path_m;
    }
    if (!fix_follows(&fix, rival, fastest_m_per_s)) {
        fix.path_m = 0;
        fix.follows = 1;
    }
    *rival = fix;
    if (rival->follows < RIVALS_NEEDED) {
        return OW_MISSING;
    }
    fix.path_m += track->path_m;
    *track = fix;
    rival->follows = 0;
    return fix.path_m;
}

/* Whether a pause lies between two instants; `next` only moves forward. */
static bool paused_between(const struct ow_activity *activity, size_t *next,
                           double from_s, double to_s)
{
    const struct ow_pause *pauses = activity->pauses;

    while (*next < activity->pause_count && pauses[*next].start_s < from_s) {
        (*next)++;
    }
    return *next < activity->pause_count && pauses[*next].start_s < to_s;
}

static void fill_from_positions(const struct filling *filling)
{
    struct ow_trace *trace = filling->trace;
    struct fix track = {.follows = 0};
    struct fix rival = {.follows = 0};
    size_t next_pause = 0;

    trace->mends.jumps = 0;
    for (size_t i = 0; i < trace->count; i++) {
        struct fix fix = {
            .latitude_deg = value_at(filling, OW_CHANNEL_LATITUDE_DEG, i),
            .longitude_deg = value_at(filling, OW_CHANNEL_LONGITUDE_DEG, i),
            .time_s = trace->time_s[i],
            .path_m = track.path_m,
            .follows = 1};

        trace->distance_m[i] = OW_MISSING;
        if (!(fabs(fix.latitude_deg) <= 90 && fabs(fix.longitude_deg) <= 180)) {
            continue;
        }
        if (track.follows == 0 || paused_between(filling->activity, &next_pause,
                                                 track.time_s, fix.time_s)) {
            trace->distance_m[i] = fix.path_m;
            track = fix;
            rival.follows = 0;
            continue;
        }
        trace->distance_m[i] =
            take_fix(&track, &rival, fix, filling->fastest_m_per_s);
        trace->mends.jumps += ow_is_missing(trace->distance_m[i]);
    }
}

static void fill_from_speed(const struct filling *filling)
{
    struct ow_trace *trace = filling->trace;
    double last_s = OW_MISSING;
    double last_m_per_s = 0;
    double sum_m = 0;

    for (size_t i = 0; i < trace->count; i++) {
        double speed_m_per_s = value_at(filling, OW_CHANNEL_SPEED_M_PER_S, i);
        double step_s = trace->time_s[i] - last_s;

        trace->distance_m[i] = OW_MISSING;
        if (!(speed_m_per_s >= 0 &&
              speed_m_per_s <= filling->fastest_m_per_s)) {
            trace->mends.jumps += !ow_is_missing(speed_m_per_s);
            continue;
        }
        if (step_s <= LONGEST_STEP_S) {
            sum_m += step_s * (last_m_per_s + speed_m_per_s) / 2;
        }
        trace->distance_m[i] = sum_m;
        last_s = trace->time_s[i];
        last_m_per_s = speed_m_per_s;
    }
}

/* Between points that say how far, even speed; behind the last, none. */
static size_t fill_between(struct ow_trace *trace)
{
    const double *time_s = trace->time_s;
    double *distance_m = trace->distance_m;
    size_t known = 0;
    size_t last = 0;

    if (ow_is_missing(distance_m[0])) {
        distance_m[0] = 0;
    } else {
        known++;
    }
    for (size_t i = 1; i < trace->count; i++) {
        double rate = 0;

        if (ow_is_missing(distance_m[i])) {
            continue;
        }
        known++;
        rate = (distance_m[i] - distance_m[last]) / (time_s[i] - time_s[last]);
        for (size_t j = last + 1; j < i; j++) {
            distance_m[j] =
                distance_m[last] + rate * (time_s[j] - time_s[last]);
        }
        last = i;
    }
    for (size_t j = last + 1; j < trace->count; j++) {
        distance_m[j] = distance_m[last];
    }
    return known;
}

/* Next point at or after one that is on the track; `count` behind the last. */
static size_t on_track(const struct ow_trace *trace, size_t point)
{
    while (point < trace->count && ow_is_missing(trace->distance_m[point])) {
        point++;
    }
    return point;
}

/* Marks the points around which the positions came nowhere. */
static void find_wander(const struct filling *filling, bool *stands)
{
    const struct ow_trace *trace = filling->trace;
    const double *time_s = trace->time_s;
    size_t from = on_track(trace, 0);
    size_t next = from; /* on the track, behind `from` */
    size_t to = from;
    size_t ahead = on_track(trace, to + 1); /* on the track, behind `to` */

    for (size_t i = from; i < trace->count; i = on_track(trace, i + 1)) {
        double net_m = 0;

        while (time_s[next] <= time_s[i] - WANDER_REACH_S) {
            from = next;
            next = on_track(trace, next + 1);
        }
        while (time_s[to] < time_s[i] + WANDER_REACH_S &&
               ahead < trace->count) {
            to = ahead;
            ahead = on_track(trace, to + 1);
        }
        net_m = geodesy_distance_m(
            value_at(filling, OW_CHANNEL_LATITUDE_DEG, from),
            value_at(filling, OW_CHANNEL_LONGITUDE_DEG, from),
            value_at(filling, OW_CHANNEL_LATITUDE_DEG, to),
            value_at(filling, OW_CHANNEL_LONGITUDE_DEG, to));
        stands[i] = net_m < WANDER_M_PER_S * (time_s[to] - time_s[from]);
    }
}

/* The last of the points in a row that stand, from one that does. */
static size_t end_of_stand(const struct ow_trace *trace, const bool *stands,
                           size_t from)
{
    size_t end = from;

    for (size_t i = from; i < trace->count && stands[i];
         i = on_track(trace, i + 1)) {
        end = i;
    }
    return end;
}

/* Positions wander where the runner stands: those metres are taken out. */
static bool forget_wander(const struct filling *filling)
{
    struct ow_trace *trace = filling->trace;
    bool *stands = mem_calloc(trace->count, sizeof *stands);
    double *distance_m = trace->distance_m;
    double taken_m = 0;
    double before_m = 0;  /* of the point before, the wander in it */
    size_t stand_end = 0; /* of the last stand, short or long */
    bool is_long = false;

    if (stands == NULL) {
        return false;
    }
    find_wander(filling, stands);
    for (size_t i = on_track(trace, 0); i < trace->count;
         i = on_track(trace, i + 1)) {
        double metres_m = distance_m[i];

        if (i <= stand_end) {
            taken_m += is_long ? metres_m - before_m : 0;
        } else if (stands[i]) {
            stand_end = end_of_stand(trace, stands, i);
            is_long = trace->time_s[stand_end] - trace->time_s[i] >=
                      SHORTEST_WANDER_S;
        }
        before_m = metres_m;
        distance_m[i] = metres_m - taken_m;
    }
    trace->mends.wander_m = taken_m;
    mem_free(stands);
    return true;
}

static bool fill_along_positions(struct filling *filling)
{
    struct ow_trace *trace = filling->trace;

    fill_from_positions(filling);
    /* Of a sport that is not told: when most fixes are out of reach of a
       runner, it was no run. */
    if (trace->mends.jumps > trace->count / 2) {
        filling->fastest_m_per_s = FASTEST_OTHER_M_PER_S;
        fill_from_positions(filling);
    }
    return filling->fastest_m_per_s > FASTEST_RUN_M_PER_S ||
           forget_wander(filling);
}

enum ow_status distance_fill(struct ow_trace *trace,
                             const struct ow_activity *activity,
                             const size_t *samples, struct ow_error *err)
{
    struct filling filling = {trace, activity, samples, FASTEST_OTHER_M_PER_S};
    int sport = activity->summary.sport;
    size_t known = 0;

    trace->mends.distance_from = distance_source(activity);
    if (is_on_foot(sport) ||
        (trace->mends.distance_from == OW_DISTANCE_POSITIONS &&
         (sport == OW_SPORT_UNKNOWN || sport == OW_SPORT_GENERIC))) {
        filling.fastest_m_per_s = FASTEST_RUN_M_PER_S;
    }
    switch (trace->mends.distance_from) {
    case OW_DISTANCE_DEVICE:
        fill_from_device(&filling);
        break;
    case OW_DISTANCE_POSITIONS:
        if (!fill_along_positions(&filling)) {
            return error_nomem(err);
        }
        break;
    case OW_DISTANCE_SPEED:
        fill_from_speed(&filling);
        break;
    case OW_DISTANCE_NONE:
        break;
    }
    known = fill_between(trace);
    if (known < 2) {
        return error_set(err, OW_E_NOT_FOUND,
                         "not enough data: fewer than two times with "
                         "distances");
    }
    trace->mends.without_distance = trace->count - known;
    return OW_OK;
}
