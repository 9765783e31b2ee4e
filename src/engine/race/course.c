/*
 * A course from the samples of a file. Speeds are of no use here: a course may
 * be drawn on a map, or recorded from a bicycle.
 */
#include "engine/race/course.h"

#include "base/error.h"
#include "base/mem.h"
#include "engine/activity/activity.h"
#include "engine/activity/elevation.h"
#include "engine/activity/geodesy.h"
#include "engine/body/range.h"

#include <math.h>

#define SHORTEST_M 100.0
#define LONGEST_M 1e6
/* Points are no further apart than this, so that a grade has its length. */
#define MOST_APART_M 20.0
/* Of the times that the cleaning of elevation wants to see. */
#define SOME_SPEED_M_PER_S 3.0
#define COLUMNS 7

static enum ow_status check_length(double length_m, struct ow_error *err)
{
    return range_check("course", length_m, "m", SHORTEST_M, LONGEST_M, err);
}

static struct ow_race_course *course_with(size_t capacity)
{
    struct ow_race_course *course = mem_calloc(1, sizeof *course);
    struct ow_trace *points = course != NULL ? &course->points : NULL;

    if (course == NULL) {
        return NULL;
    }
    points->block = mem_resize(NULL, capacity, COLUMNS * sizeof(double));
    if (points->block == NULL) {
        mem_free(course);
        return NULL;
    }
    points->distance_m = points->block;
    points->time_s = points->block + capacity;
    points->elevation_m = points->block + 2 * capacity;
    points->grade = points->block + 3 * capacity;
    points->ascent_m = points->block + 4 * capacity;
    points->descent_m = points->block + 5 * capacity;
    points->flat_m = points->block + 6 * capacity;
    return course;
}

void ow_course_free(struct ow_race_course *course)
{
    if (course != NULL) {
        mem_free(course->points.block);
        mem_free(course);
    }
}

const struct ow_course_facts *
ow_course_facts(const struct ow_race_course *course)
{
    return &course->facts;
}

/* Samples being turned into metres along the way. */
struct walk {
    const struct ow_activity *activity;
    bool is_counted;   /* the device says how far; else the positions */
    double at_m;       /* so far */
    size_t last;       /* sample that at_m was reached with; SIZE_MAX: none */
    size_t next_pause; /* the first that did not begin before `last` */
};

static bool knows(const struct ow_activity *activity, enum ow_channel channel,
                  size_t sample)
{
    const double *values = activity->channels[channel];

    return values != NULL && !ow_is_missing(values[sample]);
}

static bool is_counted(const struct ow_activity *activity)
{
    const double *counted = activity->channels[OW_CHANNEL_DISTANCE_M];

    for (size_t i = 0; counted != NULL && i < activity->sample_count; i++) {
        if (counted[i] > 0) {
            return true;
        }
    }
    return false;
}

/* Whether the watch stood between the last sample and this one. */
static bool is_paused_before(struct walk *walk, size_t sample)
{
    const struct ow_activity *activity = walk->activity;
    const double *time_s = activity->channels[OW_CHANNEL_TIME_S];
    const struct ow_pause *pauses = activity->pauses;

    if (time_s == NULL) {
        return false;
    }
    while (walk->next_pause < activity->pause_count &&
           pauses[walk->next_pause].start_s < time_s[walk->last]) {
        walk->next_pause++;
    }
    return walk->next_pause < activity->pause_count &&
           pauses[walk->next_pause].start_s < time_s[sample];
}

static double step_m(struct walk *walk, size_t sample)
{
    double *const *channels = walk->activity->channels;
    const double *counted = channels[OW_CHANNEL_DISTANCE_M];
    const double *latitude = channels[OW_CHANNEL_LATITUDE_DEG];
    const double *longitude = channels[OW_CHANNEL_LONGITUDE_DEG];

    if (walk->is_counted) {
        return counted[sample] - counted[walk->last];
    }
    if (is_paused_before(walk, sample)) {
        return 0;
    }
    return geodesy_distance_m(latitude[walk->last], longitude[walk->last],
                              latitude[sample], longitude[sample]);
}

/* Goes on to a sample; false where it says nothing of how far. A count that
 * falls waits until it is passed again. */
static bool walk_to(struct walk *walk, size_t sample)
{
    const struct ow_activity *activity = walk->activity;
    bool is_known = walk->is_counted
                        ? knows(activity, OW_CHANNEL_DISTANCE_M, sample)
                        : knows(activity, OW_CHANNEL_LATITUDE_DEG, sample) &&
                              knows(activity, OW_CHANNEL_LONGITUDE_DEG, sample);

    if (is_known && walk->last != SIZE_MAX) {
        double on_m = step_m(walk, sample);

        if (on_m < 0) {
            return false;
        }
        walk->at_m += on_m;
    }
    walk->last = is_known ? sample : walk->last;
    return is_known;
}

static struct walk walk_of(const struct ow_activity *activity)
{
    struct walk walk = {activity, is_counted(activity), 0, SIZE_MAX, 0};

    return walk;
}

static double raw_elevation(const struct ow_activity *activity, size_t sample)
{
    const double *elevation_m = activity->channels[OW_CHANNEL_ELEVATION_M];

    return elevation_m != NULL ? elevation_m[sample] : OW_MISSING;
}

static void add_point(struct ow_trace *points, double at_m, double elevation_m)
{
    points->distance_m[points->count] = at_m;
    points->time_s[points->count] = at_m / SOME_SPEED_M_PER_S;
    points->elevation_m[points->count++] = elevation_m;
}

/* Points on a straight slope between the last one and the next. */
static void bridge(struct ow_trace *points, double to_m, double to_e)
{
    double from_m = points->distance_m[points->count - 1];
    double from_e = points->elevation_m[points->count - 1];
    size_t pieces = (size_t)ceil((to_m - from_m) / MOST_APART_M);

    for (size_t i = 1; i < pieces; i++) {
        double share = (double)i / (double)pieces;

        add_point(points, from_m + (to_m - from_m) * share,
                  from_e + (to_e - from_e) * share);
    }
}

/* What is known of a course without elevation. */
static void leave_flat(struct ow_race_course *course)
{
    struct ow_trace *points = &course->points;
    double length_m = points->distance_m[points->count - 1];

    points->flat_m = points->distance_m;
    points->elevation_m = NULL;
    points->grade = NULL;
    course->facts = (struct ow_course_facts){
        length_m,   false,      length_m,   OW_MISSING,
        OW_MISSING, OW_MISSING, OW_MISSING, OW_MISSING,
    };
}

enum ow_status ow_course_flat(double length_m, struct ow_race_course **course,
                              struct ow_error *err)
{
    enum ow_status status = check_length(length_m, err);
    struct ow_race_course *made = NULL;

    if (status != OW_OK) {
        return status;
    }
    made = course_with((size_t)(length_m / MOST_APART_M) + 2);
    if (made == NULL) {
        return error_nomem(err);
    }
    add_point(&made->points, 0, OW_MISSING);
    bridge(&made->points, length_m, OW_MISSING);
    add_point(&made->points, length_m, OW_MISSING);
    leave_flat(made);
    made->is_standard = true;
    *course = made;
    return OW_OK;
}

/* Points of all samples that go on, and between them where they lie far apart.
 */
static void fill_points(struct ow_race_course *course,
                        const struct ow_activity *activity)
{
    struct walk walk = walk_of(activity);
    struct ow_trace *points = &course->points;

    for (size_t i = 0; i < activity->sample_count; i++) {
        double elevation_m = raw_elevation(activity, i);

        if (!walk_to(&walk, i)) {
            continue;
        }
        if (points->count == 0) {
            add_point(points, 0, elevation_m);
        } else if (walk.at_m > points->distance_m[points->count - 1]) {
            bridge(points, walk.at_m, elevation_m);
            add_point(points, walk.at_m, elevation_m);
        } else if (ow_is_missing(points->elevation_m[points->count - 1])) {
            points->elevation_m[points->count - 1] = elevation_m;
        }
    }
}

/* The whole of it from the cleaned columns. */
static void sum_up(struct ow_race_course *course)
{
    const struct ow_trace *points = &course->points;
    struct ow_course_facts *facts = &course->facts;
    size_t last = points->count - 1;

    facts->length_m = points->distance_m[last];
    facts->has_elevation = true;
    facts->flat_m = points->flat_m[last];
    facts->ascent_m = points->ascent_m[last];
    facts->descent_m = points->descent_m[last];
    facts->net_drop_m = points->elevation_m[0] - points->elevation_m[last];
    facts->lowest_m = points->elevation_m[0];
    facts->highest_m = points->elevation_m[0];
    for (size_t i = 1; i <= last; i++) {
        facts->lowest_m = fmin(facts->lowest_m, points->elevation_m[i]);
        facts->highest_m = fmax(facts->highest_m, points->elevation_m[i]);
    }
}

static bool fill_course(struct ow_race_course *course,
                        const struct ow_activity *activity)
{
    struct ow_trace *points = &course->points;

    fill_points(course, activity);
    if (!elevation_is_told(points->elevation_m, points->count)) {
        leave_flat(course);
        return true;
    }
    if (!elevation_fill(points)) {
        return false;
    }
    sum_up(course);
    return true;
}

enum ow_status ow_course_new(const struct ow_activity *activity,
                             struct ow_race_course **course,
                             struct ow_error *err)
{
    struct walk walk = walk_of(activity);
    struct ow_race_course *made = NULL;
    enum ow_status status = OW_OK;
    size_t known = 0;

    for (size_t i = 0; i < activity->sample_count; i++) {
        known += walk_to(&walk, i);
    }
    if (known < 2) {
        return error_set(err, OW_E_NOT_FOUND,
                         "not enough data: %zu points of the course are known",
                         known);
    }
    status = check_length(walk.at_m, err);
    if (status != OW_OK) {
        return status;
    }
    made = course_with(known + (size_t)(walk.at_m / MOST_APART_M) + 2);
    if (made == NULL || !fill_course(made, activity)) {
        ow_course_free(made);
        return error_nomem(err);
    }
    *course = made;
    return OW_OK;
}

double course_at(const struct ow_race_course *course, const double *column,
                 double at_m)
{
    const double *distance_m = course->points.distance_m;
    size_t low = 0;
    size_t high = course->points.count - 1;
    double share = 0;

    if (at_m >= distance_m[high]) {
        return column[high];
    }
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (distance_m[middle] <= at_m) {
            low = middle;
        } else {
            high = middle;
        }
    }
    share =
        fmax(0, at_m - distance_m[low]) / (distance_m[high] - distance_m[low]);
    return column[low] + share * (column[high] - column[low]);
}

double ow_course_elevation_m(const struct ow_race_course *course, double at_m)
{
    return course->points.elevation_m != NULL
               ? course_at(course, course->points.elevation_m, at_m)
               : OW_MISSING;
}
