/*
 * Everything is done over distance, not over points: the profile is cut into
 * cells of about ten metres, so that a stop weighs nothing and a watch that
 * records every five seconds gives the same hills as one of every second.
 */
#include "engine/activity/elevation.h"

#include "base/mem.h"
#include "onward/conditions.h"

#include <math.h>

#define CELL_M 10.0
/* 2,000 km; what is longer is cut into longer cells. */
#define MOST_CELLS 2e5
/* A mean over so many cells on each side stands for the elevation. */
#define SMOOTH_CELLS 1
/* Grade from the mean of 50 m behind to the mean of 50 m ahead. */
#define GRADE_CELLS 5
/* Nobody gains so much at once and a metre a metre: the sensor moved. */
#define SENSOR_STEP_M 5.0
/* After a step it comes to rest in some seconds, in smaller ones. */
#define SETTLING_M 1.0
#define SETTLING_S 5.0
/* Outside of these no runner was. */
#define LOWEST_M (-450.0)
#define HIGHEST_M 9000.0

/* The run over distance, a value at each edge between cells. */
struct profile {
    size_t cells;
    double cell_m;
    double *sum;         /* elevation times metres, from the first edge */
    double *elevation_m; /* smoothed; both over the reference */
    double *grade;
    double *extra_m; /* what the hills add to the metres run */
    double *ascent_m;
    double *descent_m;
};

static bool is_known(double elevation_m)
{
    return elevation_m > LOWEST_M && elevation_m < HIGHEST_M;
}

bool elevation_is_told(const double *elevation_m, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_known(elevation_m[i]) && fabs(elevation_m[i]) > 0) {
            return true;
        }
    }
    return false;
}

struct elevation_sensor elevation_sensor_new(void)
{
    return (struct elevation_sensor){
        .restless_until_s = -(double)INFINITY,
        .last_m = OW_MISSING,
    };
}

double elevation_sensor_read(struct elevation_sensor *sensor, double time_s,
                             double distance_m, double elevation_m)
{
    bool is_restless = time_s <= sensor->restless_until_s;
    double most_m = (is_restless ? SETTLING_M : SENSOR_STEP_M) + distance_m -
                    sensor->last_distance_m;
    double step_m = elevation_m - sensor->last_m;

    /* Missing before the first, and then no move. */
    if (fabs(step_m) > most_m) {
        sensor->moves += !is_restless;
        sensor->offset_m -= step_m;
        sensor->restless_until_s = time_s + SETTLING_S;
    }
    sensor->last_m = elevation_m;
    sensor->last_distance_m = distance_m;
    return elevation_m + sensor->offset_m;
}

/*
 * Takes out the moves of the sensor in place and gives the values over a
 * reference: 0 on the flat to the last digit. The mean stays what it was.
 */
static double settle(struct ow_trace *trace)
{
    double *elevation_m = trace->elevation_m;
    struct elevation_sensor sensor = elevation_sensor_new();
    double reference_m = OW_MISSING;
    double offsets_m = 0;
    double known = 0;

    for (size_t i = 0; i < trace->count; i++) {
        if (!is_known(elevation_m[i])) {
            elevation_m[i] = OW_MISSING;
            trace->mends.without_elevation++;
            continue;
        }
        elevation_m[i] = elevation_sensor_read(
            &sensor, trace->time_s[i], trace->distance_m[i], elevation_m[i]);
        if (ow_is_missing(reference_m)) {
            reference_m = elevation_m[i];
        }
        elevation_m[i] -= reference_m;
        offsets_m += sensor.offset_m;
        known++;
    }
    trace->mends.elevation_steps = sensor.moves;
    return reference_m - offsets_m / known;
}

/* A stretch of the run between two points whose elevation is known. */
struct slope {
    double from_m;
    double from_e;
    double to_m;
    double to_e;
    double area; /* elevation times metres, up to from_m */
};

/* Reads the integral off at the edges up to the end of a stretch. */
static size_t read_edges(struct profile *profile, const struct slope *slope,
                         size_t edge)
{
    double run_m = slope->to_m - slope->from_m;
    double rise_m = slope->to_e - slope->from_e;

    for (; edge <= profile->cells; edge++) {
        double reach_m = profile->cell_m * (double)edge - slope->from_m;

        if (reach_m > run_m) {
            break;
        }
        profile->sum[edge] =
            slope->area + reach_m * slope->from_e +
            (run_m > 0 ? reach_m * reach_m * rise_m / (2 * run_m) : 0);
    }
    return edge;
}

/* Elevation integrated over distance, straight from one known point to the
 * next; level up to the first and from the last. */
static void integrate(struct profile *profile, const struct ow_trace *trace)
{
    const double *d = trace->distance_m;
    const double *e = trace->elevation_m;
    struct slope slope = {0, OW_MISSING, 0, 0, 0};
    double next_m = 0; /* of the next edge */
    size_t edge = 0;

    for (size_t i = 0; i < trace->count; i++) {
        if (ow_is_missing(e[i])) {
            continue;
        }
        slope.to_m = d[i];
        slope.to_e = e[i];
        if (ow_is_missing(slope.from_e)) {
            slope.from_e = e[i];
        }
        if (d[i] >= next_m) {
            edge = read_edges(profile, &slope, edge);
            next_m = profile->cell_m * (double)edge;
        }
        slope.area += (d[i] - slope.from_m) * (slope.from_e + e[i]) / 2;
        slope.from_m = d[i];
        slope.from_e = e[i];
    }
    slope.to_m = (double)INFINITY;
    slope.to_e = slope.from_e;
    (void)read_edges(profile, &slope, edge);
}

static double mean_between(const struct profile *profile, size_t from,
                           size_t to)
{
    return (profile->sum[to] - profile->sum[from]) /
           (profile->cell_m * (double)(to - from));
}

/* Grade at each edge; near an end that of the nearest edge with room. */
static void slope(struct profile *profile)
{
    size_t reach = GRADE_CELLS;

    if (profile->cells < 2 * reach) {
        reach = profile->cells / 2;
    }
    for (size_t k = 0; k <= profile->cells; k++) {
        size_t at = k < reach ? reach : k;

        if (at > profile->cells - reach) {
            at = profile->cells - reach;
        }
        profile->grade[k] = 0;
        if (2 * reach >= GRADE_CELLS) {
            profile->grade[k] = (mean_between(profile, at, at + reach) -
                                 mean_between(profile, at - reach, at)) /
                                (profile->cell_m * (double)reach);
        }
    }
}

/* Means around each edge; near an end moved there along the grade. */
static void smooth(struct profile *profile)
{
    for (size_t k = 0; k <= profile->cells; k++) {
        size_t from = k < SMOOTH_CELLS ? 0 : k - SMOOTH_CELLS;
        size_t to = k + SMOOTH_CELLS;
        double off = 0;

        if (to > profile->cells) {
            to = profile->cells;
        }
        off = (double)(to + from) / 2 - (double)k;
        profile->elevation_m[k] = mean_between(profile, from, to) -
                                  off * profile->cell_m * profile->grade[k];
    }
}

static void flatten(struct profile *profile)
{
    profile->extra_m[0] = 0;
    for (size_t k = 1; k <= profile->cells; k++) {
        double grade = (profile->grade[k - 1] + profile->grade[k]) / 2;

        profile->extra_m[k] = profile->extra_m[k - 1] +
                              profile->cell_m * (ow_grade_effort(grade) - 1);
    }
}

/* From one turning point to the next: only ever up, or only ever down. */
static void climb_leg(struct profile *profile, size_t from, size_t to)
{
    const double *e = profile->elevation_m;
    double sign = e[to] > e[from] ? 1 : -1;
    double *with = sign > 0 ? profile->ascent_m : profile->descent_m;
    double *against = sign > 0 ? profile->descent_m : profile->ascent_m;
    double furthest_m = 0;

    for (size_t k = from + 1; k <= to; k++) {
        furthest_m = fmax(furthest_m, sign * (e[k] - e[from]));
        with[k] = with[from] + furthest_m;
        against[k] = against[from];
    }
}

/* Ascent and descent between turning points at least ELEVATION_TURN_M apart. */
static void climb(struct profile *profile)
{
    const double *e = profile->elevation_m;
    size_t turn = 0;
    size_t highest = 0; /* since the last turning point */
    size_t lowest = 0;
    bool may_be_high = true; /* the next turning point */
    bool may_be_low = true;

    profile->ascent_m[0] = 0;
    profile->descent_m[0] = 0;
    for (size_t k = 1; k <= profile->cells; k++) {
        highest = e[k] > e[highest] ? k : highest;
        lowest = e[k] < e[lowest] ? k : lowest;
        if (may_be_high && e[highest] - e[k] >= ELEVATION_TURN_M) {
            climb_leg(profile, turn, highest);
            turn = highest;
            lowest = k;
            may_be_high = false;
            may_be_low = true;
        } else if (may_be_low && e[k] - e[lowest] >= ELEVATION_TURN_M) {
            climb_leg(profile, turn, lowest);
            turn = lowest;
            highest = k;
            may_be_high = true;
            may_be_low = false;
        }
    }
    climb_leg(profile, turn, profile->cells);
}

/* A profile's columns in one block, to be given back by its `sum`. */
static bool profile_init(struct profile *profile, double distance_m)
{
    double cells = fmax(1, round(distance_m / CELL_M));
    size_t edges = 0;

    if (!(cells <= MOST_CELLS)) {
        cells = MOST_CELLS;
    }
    profile->cells = (size_t)cells;
    profile->cell_m = distance_m / cells;
    edges = profile->cells + 1;
    profile->sum = mem_resize(NULL, edges, 6 * sizeof(double));
    if (profile->sum == NULL) {
        return false;
    }
    profile->elevation_m = profile->sum + edges;
    profile->grade = profile->sum + 2 * edges;
    profile->extra_m = profile->sum + 3 * edges;
    profile->ascent_m = profile->sum + 4 * edges;
    profile->descent_m = profile->sum + 5 * edges;
    return true;
}

/* What the edges know, at every point. */
static void read_off(const struct profile *profile, struct ow_trace *trace,
                     double reference_m)
{
    double per_m = 1 / profile->cell_m;

    for (size_t i = 0; i < trace->count; i++) {
        double at = trace->distance_m[i] * per_m;
        size_t k = (size_t)at;
        double share = 0;

        k = k < profile->cells ? k : profile->cells - 1;
        share = at - (double)k;
#define BETWEEN(column)                                                        \
    (profile->column[k] + share * (profile->column[k + 1] - profile->column[k]))
        trace->elevation_m[i] = reference_m + BETWEEN(elevation_m);
        trace->grade[i] = BETWEEN(grade);
        trace->flat_m[i] = trace->distance_m[i] + BETWEEN(extra_m);
        trace->ascent_m[i] = BETWEEN(ascent_m);
        trace->descent_m[i] = BETWEEN(descent_m);
#undef BETWEEN
    }
}

/* A run that came nowhere: its mean elevation, and nothing climbed. */
static void fill_standing(struct ow_trace *trace, double reference_m)
{
    double sum_m = 0;
    double known = 0;

    for (size_t i = 0; i < trace->count; i++) {
        if (!ow_is_missing(trace->elevation_m[i])) {
            sum_m += trace->elevation_m[i];
            known++;
        }
    }
    for (size_t i = 0; i < trace->count; i++) {
        trace->elevation_m[i] = reference_m + sum_m / known;
        trace->grade[i] = 0;
        trace->flat_m[i] = trace->distance_m[i];
        trace->ascent_m[i] = 0;
        trace->descent_m[i] = 0;
    }
}

bool elevation_fill(struct ow_trace *trace)
{
    struct profile profile;
    double reference_m = settle(trace);
    double distance_m = ow_trace_distance_m(trace);

    if (!(distance_m > 0)) {
        fill_standing(trace, reference_m);
        return true;
    }
    if (!profile_init(&profile, distance_m)) {
        return false;
    }
    integrate(&profile, trace);
    slope(&profile);
    smooth(&profile);
    flatten(&profile);
    climb(&profile);
    read_off(&profile, trace, reference_m);
    mem_free(profile.sum);
    return true;
}
