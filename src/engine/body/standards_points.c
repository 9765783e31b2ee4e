/* World Athletics points, in whole numbers so that no floor() goes astray. */
#include "base/error.h"
#include "base/num.h"
#include "engine/body/range.h"
#include "engine/body/standards_tables.h"

/* Courses and tracks are exact; a mile as 1,609 m still is one. */
#define SAME_DISTANCE_M 1.0
#define CS_PER_S 100.0
/* Billionths of a point, for hundredths of a second squared. */
#define SCALE (UINT64_C(1000000000) * 100 * 100)
#define SLOWEST_S (31 * 86400.0)
/* The tables end here. */
#define MOST_POINTS 1400

static const struct standards_points *find_row(char sex, double distance_m)
{
    for (size_t i = 0; i < standards_points_count; i++) {
        const struct standards_points *row = &standards_points[i];

        if (row->sex == sex &&
            fabs(row->distance_m - distance_m) <= SAME_DISTANCE_M) {
            return row;
        }
    }
    return NULL;
}

static enum ow_status refuse_race(char sex, double distance_m,
                                  struct ow_error *err)
{
    char asked[NUM_TEXT_SIZE];

    if (sex != 'm' && sex != 'f') {
        return error_set(err, OW_E_RANGE,
                         "World Athletics points of 2022 are for sex m or f");
    }
    num_format(distance_m, 1, asked);
    return error_set(err, OW_E_RANGE,
                     "distance %s m is none that World Athletics points of "
                     "2022 are for: 800, 1500, 3000 m, 1, 2, 10 miles, 5, 10, "
                     "15, 20, 25, 30, 100 km, half, marathon",
                     asked);
}

enum ow_status ow_points_of_race(char sex, double distance_m, double time_s,
                                 int *points, struct ow_error *err)
{
    const struct standards_points *row = find_row(sex, distance_m);
    enum ow_status status = OW_OK;
    char asked[NUM_TEXT_SIZE];
    uint64_t under_cs = 0;
    uint64_t made = 0;

    if (row == NULL) {
        return refuse_race(sex, distance_m, err);
    }
    status = range_check("race time", time_s, "s", 1, SLOWEST_S, err);
    if (status != OW_OK) {
        return status;
    }
    if (time_s * CS_PER_S < row->limit_cs) {
        under_cs = row->limit_cs - (uint64_t)llround(time_s * CS_PER_S);
    }
    made = under_cs * under_cs * row->factor_e9 / SCALE;
    if (made > MOST_POINTS) {
        num_format(time_s, 2, asked);
        return error_set(err, OW_E_RANGE,
                         "time %s s is worth more than %d points, the most of "
                         "the World Athletics tables of 2022",
                         asked, MOST_POINTS);
    }
    *points = (int)made;
    return OW_OK;
}
