/*
 * The engine's word on marathons of which only the split times are known.
 *
 * usage: race_splits < ROWS
 *
 * The first row holds the marks in metres, ascending; each row after it the
 * runner's sex ("m", "f" or "-"), the time at the half and the times at the
 * marks, in seconds. For each of them a line goes out: slump, length of the
 * wall in metres, its slowdown, whether the splits collapsed and faded (0 or
 * 1), and the whole as foretold by ow_race_project() and its band, then as by
 * ow_race_predict() from the half; "-" where the engine says nothing.
 */
#include "base/num.h"
#include "base/str.h"
#include "engine/race/wall.h"
#include "onward/quantity.h"

#include <stdio.h>

#define MOST_MARKS 16
#define TEN_KM_M 10000.0

struct row {
    struct str sex;
    double half_s;
    double at_s[MOST_MARKS];
};

/* The numbers of a line up to `most` of them; their count. */
static size_t read_numbers(struct str *rest, double *numbers, size_t most)
{
    size_t count = 0;

    while (count < most && rest->length > 0 &&
           num_parse(str_split(rest, ' '), &numbers[count])) {
        count++;
    }
    return count;
}

static void print_number(double value, char end)
{
    if (ow_is_missing(value)) {
        printf("-%c", end);
    } else {
        printf("%.6f%c", value, end);
    }
}

static void print_wall(const double *marks_m, const struct row *row,
                       size_t count)
{
    struct ow_split splits[MOST_MARKS] = {{0}};
    struct wall wall;

    for (size_t i = 0; i < count; i++) {
        splits[i].from_m = i == 0 ? 0 : marks_m[i - 1];
        splits[i].to_m = marks_m[i];
        splits[i].time_s = row->at_s[i] - (i == 0 ? 0 : row->at_s[i - 1]);
        splits[i].cumulative_s = row->at_s[i];
    }
    wall = wall_measure(splits, count);
    print_number(wall.slump, ' ');
    print_number(wall.length_m, ' ');
    print_number(wall.slowdown, ' ');
    printf("%d ", wall_collapsed(&wall) == OW_YES);
    printf("%d ", wall_faded(splits, count) == OW_YES);
}

static void print_predictions(const double *marks_m, const struct row *row,
                              size_t count)
{
    struct ow_prediction by_half = {0, OW_MISSING, OW_MISSING, OW_MISSING, ""};
    struct ow_prediction by_race = by_half;
    double ten_km_s = OW_MISSING;

    for (size_t i = 0; i < count; i++) {
        if (fabs(marks_m[i] - TEN_KM_M) < 1) {
            ten_km_s = row->at_s[i];
        }
    }
    /* Out of range, both stay missing. */
    (void)!ow_race_project(ten_km_s, row->half_s, row->sex.data[0], &by_half,
                           NULL);
    (void)!ow_race_predict(OW_HALF_MARATHON_M, row->half_s, OW_MISSING,
                           OW_MARATHON_M, &by_race, NULL);
    print_number(by_half.time_s, ' ');
    print_number(by_half.low_s, ' ');
    print_number(by_half.high_s, ' ');
    print_number(by_race.time_s, '\n');
}

int main(void)
{
    char line[1024];
    double marks_m[MOST_MARKS];
    size_t count = 0;

    while (fgets(line, sizeof line, stdin) != NULL) {
        struct str rest = str_trim(str_of(line));
        struct row row;

        if (count == 0) {
            count = read_numbers(&rest, marks_m, MOST_MARKS);
            continue;
        }
        row.sex = str_split(&rest, ' ');
        if (row.sex.length != 1 || read_numbers(&rest, &row.half_s, 1) != 1 ||
            read_numbers(&rest, row.at_s, MOST_MARKS) != count) {
            fprintf(stderr, "not a row: %s", line);
            return 1;
        }
        print_wall(marks_m, &row, count);
        print_predictions(marks_m, &row, count);
    }
    return 0;
}
