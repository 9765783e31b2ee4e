/*
 * Age grade: factors by age and distance from tables, and what lies between
 * their rows and columns.
 */
#include "base/error.h"
#include "base/num.h"
#include "engine/body/range.h"
#include "engine/body/standards_tables.h"

/* Two measures of one race differ by less, two distances of a table by more:
 * 8 km and 5 miles by 0.6 %. */
#define SAME_DISTANCE_SHARE 0.001
/* From here up the factors lie on lines; the mile, below, stands alone. */
#define LINES_FROM_M 5000.0
/* Nobody of any age takes less of the open class's time; no race takes more
 * than a month. */
#define FASTEST_SHARE 0.9
#define SLOWEST_S (31 * 86400.0)

/* A place in a table: at `low`, or so far along from it to `high`. */
struct place {
    size_t low;
    size_t high;
    double along;
};

static double mix(const struct place *place, double low, double high)
{
    return low + place->along * (high - low);
}

static const struct standards_ages *find_table(int year)
{
    for (size_t i = 0; i < standards_ages_count; i++) {
        if (year == 0 || standards_ages[i].year == year) {
            return &standards_ages[i];
        }
    }
    return NULL;
}

static enum ow_status find_age(const struct standards_ages *table, int age,
                               struct place *place, struct ow_error *err)
{
    int years_in = 0;
    enum ow_status status = range_check_of("age", age, "", table->first_age,
                                           table->last_age, table->name, err);

    if (status != OW_OK) {
        return status;
    }
    years_in = age - table->first_age;
    place->low = (size_t)(years_in / table->age_step);
    place->along = (double)(years_in % table->age_step) / table->age_step;
    place->high = place->low + (place->along > 0);
    return OW_OK;
}

static enum ow_status refuse_distance(const struct standards_ages *table,
                                      double distance_m, struct ow_error *err)
{
    size_t first = 0;
    char asked[NUM_TEXT_SIZE];
    char alone[NUM_TEXT_SIZE];
    char lowest[NUM_TEXT_SIZE];
    char highest[NUM_TEXT_SIZE];

    if (ow_is_missing(distance_m)) {
        return error_set(err, OW_E_RANGE, "distance is missing");
    }
    while (table->distances_m[first] < LINES_FROM_M) {
        first++;
    }
    num_format(distance_m, 0, asked);
    num_format(table->distances_m[0], 0, alone);
    num_format(table->distances_m[first], 0, lowest);
    num_format(table->distances_m[table->distance_count - 1], 0, highest);
    return error_set(err, OW_E_RANGE,
                     "distance %s m is outside %s%s%s to %s m (%s)", asked,
                     first > 0 ? alone : "", first > 0 ? " m alone and " : "",
                     lowest, highest, table->name);
}

static enum ow_status find_distance(const struct standards_ages *table,
                                    double distance_m, struct place *place,
                                    struct ow_error *err)
{
    const double *known_m = table->distances_m;

    for (size_t i = 0; i < table->distance_count; i++) {
        if (fabs(distance_m / known_m[i] - 1) <= SAME_DISTANCE_SHARE) {
            *place = (struct place){i, i, 0};
            return OW_OK;
        }
    }
    for (size_t i = 1; i < table->distance_count; i++) {
        if (known_m[i - 1] >= LINES_FROM_M && distance_m > known_m[i - 1] &&
            distance_m < known_m[i]) {
            *place = (struct place){i - 1, i,
                                    log(distance_m / known_m[i - 1]) /
                                        log(known_m[i] / known_m[i - 1])};
            return OW_OK;
        }
    }
    return refuse_distance(table, distance_m, err);
}

static double factor_at(const struct standards_ages *table, size_t sex,
                        const struct place *age, const struct place *distance)
{
    size_t ages =
        (size_t)((table->last_age - table->first_age) / table->age_step) + 1;
    const uint16_t *low =
        table->factors + (sex * ages + age->low) * table->distance_count;
    const uint16_t *high =
        table->factors + (sex * ages + age->high) * table->distance_count;

    return mix(age, mix(distance, low[distance->low], low[distance->high]),
               mix(distance, high[distance->low], high[distance->high])) /
           STANDARDS_FACTOR_SCALE;
}

/* Between two distances the speed, not the time, is taken from the line. */
static double open_standard_s(const struct standards_ages *table, size_t sex,
                              const struct place *place, double distance_m)
{
    const uint32_t *open_s = table->open_s + sex * table->distance_count;

    if (place->low == place->high) {
        return open_s[place->low];
    }
    return distance_m /
           mix(place, table->distances_m[place->low] / open_s[place->low],
               table->distances_m[place->high] / open_s[place->high]);
}

enum ow_status ow_age_grade_compute(char sex, int age_years, double distance_m,
                                    double time_s, int table_year,
                                    struct ow_age_grade *grade,
                                    struct ow_error *err)
{
    const struct standards_ages *table = find_table(table_year);
    struct ow_age_grade made = {0};
    struct place age = {0};
    struct place distance = {0};
    size_t row = sex == 'f';
    enum ow_status status = OW_OK;

    if (table == NULL) {
        return error_set(err, OW_E_RANGE,
                         "no road age-grade table of %d: there are those of "
                         "%d and %d",
                         table_year,
                         standards_ages[standards_ages_count - 1].year,
                         standards_ages[0].year);
    }
    if (sex != 'm' && sex != 'f') {
        return error_set(err, OW_E_RANGE, "the %s is for sex m or f",
                         table->name);
    }
    status = find_age(table, age_years, &age, err);
    if (status == OW_OK) {
        status = find_distance(table, distance_m, &distance, err);
    }
    if (status != OW_OK) {
        return status;
    }
    made.open_standard_s = open_standard_s(table, row, &distance, distance_m);
    status = range_check_of("time", time_s, "s",
                            FASTEST_SHARE * made.open_standard_s, SLOWEST_S,
                            table->name, err);
    if (status != OW_OK) {
        return status;
    }
    made.table_year = table->year;
    made.factor = factor_at(table, row, &age, &distance);
    made.age_standard_s = made.open_standard_s / made.factor;
    made.age_grade = made.age_standard_s / time_s;
    made.age_graded_time_s = time_s * made.factor;
    made.is_between_ages = age.low != age.high;
    made.is_between_distances = distance.low != distance.high;
    *grade = made;
    return OW_OK;
}
