/*
 * The Boston Marathon: qualifying standards, what a downhill course adds, and
 * the cut-offs of the years.
 */
#include "base/error.h"
#include "engine/body/range.h"
#include "engine/body/standards_tables.h"

#define OLDEST 120
/* A marathon: the world's best is two hours; a day is more than courses stay
 * open. */
#define FASTEST_S 6600.0
#define SLOWEST_S 86400.0
/* From the highest road to the sea. */
#define LARGEST_DROP_M 6000.0

#define M_PER_FOOT 0.3048
/* So much may be lost where feet were turned into metres. */
#define ROUNDING_FT 1e-6

static int newest_year(void)
{
    return standards_boston[standards_boston_count - 1].last_year;
}

static enum ow_status refuse_year(char sex, int race_year, struct ow_error *err)
{
    for (size_t i = 0; i < standards_boston_count; i++) {
        if (standards_boston[i].sex == sex) {
            return range_check_of("race year", race_year, "",
                                  standards_boston[i].first_year, newest_year(),
                                  sex == 'x' ? "Boston standards, non-binary"
                                             : "Boston standards",
                                  err);
        }
    }
    return error_set(err, OW_E_RANGE,
                     "the Boston standards are for sex m, f or x");
}

/* The standards of a sex for a year; NULL where there are none. */
static const struct standards_boston *find_standards(char sex, int race_year)
{
    for (size_t i = 0; i < standards_boston_count; i++) {
        const struct standards_boston *row = &standards_boston[i];

        if (row->sex == sex && row->first_year <= race_year &&
            race_year <= row->last_year) {
            return row;
        }
    }
    return NULL;
}

enum ow_status ow_boston_standard(char sex, int age_years, int race_year,
                                  double *standard_s, struct ow_error *err)
{
    int year = race_year == 0 ? newest_year() : race_year;
    const struct standards_boston *standards = find_standards(sex, year);
    size_t group = STANDARDS_BOSTON_GROUPS - 1;
    enum ow_status status = OW_OK;

    if (standards == NULL) {
        return refuse_year(sex, year, err);
    }
    status = range_check_of("age", age_years, "", standards_boston_ages[0],
                            OLDEST, "Boston standards", err);
    if (status != OW_OK) {
        return status;
    }
    while (age_years < standards_boston_ages[group]) {
        group--;
    }
    *standard_s = standards->seconds[group];
    return OW_OK;
}

/* Of the rows of the year and of years before, the last that applies: a new
 * year's rows begin at a drop of 0 and so replace the old. */
static double downhill_s(int race_year, double net_drop_m)
{
    double net_drop_ft = net_drop_m / M_PER_FOOT + ROUNDING_FT;
    double added_s = 0;

    for (size_t i = 0; i < standards_downhill_count; i++) {
        if (standards_downhill[i].first_year <= race_year &&
            standards_downhill[i].net_drop_ft <= net_drop_ft) {
            added_s = standards_downhill[i].added_s;
        }
    }
    return added_s;
}

enum ow_status ow_boston_qualify(char sex, int age_years, int race_year,
                                 double time_s, double net_drop_m,
                                 struct ow_boston *boston, struct ow_error *err)
{
    struct ow_boston made = {.race_year =
                                 race_year == 0 ? newest_year() : race_year};
    enum ow_status status = ow_boston_standard(sex, age_years, made.race_year,
                                               &made.standard_s, err);

    if (status == OW_OK && !ow_is_missing(time_s)) {
        status = range_check("marathon time", time_s, "s", FASTEST_S, SLOWEST_S,
                             err);
    }
    if (status == OW_OK) {
        status = range_check("net drop", net_drop_m, "m", -LARGEST_DROP_M,
                             LARGEST_DROP_M, err);
    }
    if (status != OW_OK) {
        return status;
    }
    made.downhill_s = downhill_s(made.race_year, net_drop_m);
    made.margin_s = made.standard_s - (time_s + made.downhill_s);
    made.is_eligible = made.margin_s >= 0;
    *boston = made;
    return OW_OK;
}

const struct ow_boston_cut_off *ow_boston_cut_offs(size_t *count)
{
    *count = standards_cut_offs_count;
    return standards_cut_offs;
}
