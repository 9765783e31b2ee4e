/* A course is a circle bent by a few waves, with hills of a few more. */
#include "app/synth_course.h"

#include <math.h>

/* Somewhere between lakes and hills. */
#define HOME_LATITUDE_DEG 47.25
#define HOME_LONGITUDE_DEG 8.75
#define HOME_ELEVATION_M 430.0
#define M_PER_LATITUDE_DEG 111200.0
#define TWO_PI 6.283185307179586
#define LOWEST_BEND 2
#define HIGHEST_BEND 7

static void bend(struct synth_course *course, struct synth_random *random)
{
    double depth[HIGHEST_BEND + 1];
    double phase[HIGHEST_BEND + 1];

    for (int k = LOWEST_BEND; k <= HIGHEST_BEND; k++) {
        depth[k] = synth_random_even(random, 0.05, 0.35) / k;
        phase[k] = synth_random_even(random, 0, TWO_PI);
    }
    for (int i = 0; i <= SYNTH_COURSE_POINTS; i++) {
        double angle = TWO_PI * i / SYNTH_COURSE_POINTS;
        double radius = 1;

        for (int k = LOWEST_BEND; k <= HIGHEST_BEND; k++) {
            radius += depth[k] * cos(k * angle + phase[k]);
        }
        course->east_m[i] = radius * cos(angle);
        course->north_m[i] = radius * sin(angle);
    }
}

/* Moves the first point home and makes the loop as long as it should be. */
static void fit_length(struct synth_course *course)
{
    double scale = 0;
    double east_m = course->east_m[0];
    double north_m = course->north_m[0];

    course->along_m[0] = 0;
    for (int i = 1; i <= SYNTH_COURSE_POINTS; i++) {
        course->along_m[i] = course->along_m[i - 1] +
                             hypot(course->east_m[i] - course->east_m[i - 1],
                                   course->north_m[i] - course->north_m[i - 1]);
    }
    scale = course->length_m / course->along_m[SYNTH_COURSE_POINTS];
    for (int i = 0; i <= SYNTH_COURSE_POINTS; i++) {
        course->east_m[i] = (course->east_m[i] - east_m) * scale;
        course->north_m[i] = (course->north_m[i] - north_m) * scale;
        course->along_m[i] *= scale;
    }
}

/* Wave k goes up and down 2k+1 times a lap, or about once in 700 m of it. */
static double wave_turns(const struct synth_course *course, int k)
{
    double most = fmax(1, floor(course->length_m / 700));

    return fmin(2 * k + 1, most);
}

void synth_course_init(struct synth_course *course, struct synth_random *random,
                       double length_m, double hilliness)
{
    course->length_m = length_m;
    course->net_drop_m = 0;
    bend(course, random);
    fit_length(course);
    for (int k = 0; k < SYNTH_COURSE_WAVES; k++) {
        /* Half a per cent of grade from each wave of a rolling course. */
        double turns = wave_turns(course, k);

        course->wave_m[k] = synth_random_even(random, 0.5, 1.5) * 0.005 *
                            hilliness * length_m / (TWO_PI * turns);
        course->phase[k] = synth_random_even(random, 0, TWO_PI);
    }
}

static int segment_of(const struct synth_course *course, double lap_m)
{
    int low = 0;
    int high = SYNTH_COURSE_POINTS;

    while (high - low > 1) {
        int middle = (low + high) / 2;

        if (course->along_m[middle] <= lap_m) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

struct synth_place synth_course_at(const struct synth_course *course,
                                   double distance_m)
{
    double lap_m = fmod(distance_m, course->length_m);
    int i = segment_of(course, lap_m);
    double share = (lap_m - course->along_m[i]) /
                   (course->along_m[i + 1] - course->along_m[i]);
    double east_m =
        course->east_m[i] + share * (course->east_m[i + 1] - course->east_m[i]);
    double north_m = course->north_m[i] +
                     share * (course->north_m[i + 1] - course->north_m[i]);
    double slope = course->net_drop_m / course->length_m;
    struct synth_place place = {
        HOME_LATITUDE_DEG + north_m / M_PER_LATITUDE_DEG,
        HOME_LONGITUDE_DEG + east_m / (M_PER_LATITUDE_DEG *
                                       cos(HOME_LATITUDE_DEG * TWO_PI / 360)),
        HOME_ELEVATION_M - slope * distance_m, -slope};

    for (int k = 0; k < SYNTH_COURSE_WAVES; k++) {
        double turn = TWO_PI * wave_turns(course, k) / course->length_m;
        double angle = turn * lap_m + course->phase[k];

        place.elevation_m +=
            course->wave_m[k] * (sin(angle) - sin(course->phase[k]));
        place.grade += course->wave_m[k] * turn * cos(angle);
    }
    return place;
}
