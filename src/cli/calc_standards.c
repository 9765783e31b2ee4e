/* onward calc: what a time is worth beside others' times. */
#include "cli/calc.h"

#include "base/num.h"
#include "onward/standards.h"

#include <math.h>

/* How many cut-offs people are shown; programs get all. */
#define CUT_OFFS_SHOWN 5

/* A whole number above 0; 0 where it was not given. */
static int read_whole(struct calc_in *in, const char *option,
                      enum calc_need need)
{
    const char *text = calc_text(in, option, need);
    int64_t value = 0;

    if (text == NULL) {
        return 0;
    }
    if (!num_parse_int(str_of(text), &value) || value < 1 || value > 9999) {
        in->code =
            cli_misuse(in->cli, "--%s %.40s is not a whole number of 1 to 9999",
                       option, text);
        return 0;
    }
    return (int)value;
}

static void row_time(struct cli *cli, const char *what, double time_s)
{
    char text[OW_QUANTITY_TEXT_SIZE];

    ow_duration_format(time_s, text);
    calc_row(cli, what, text);
}

static const char *const age_grade_usage[] = {
    "--sex m|f --age N --distance D --time T [--year Y]", NULL};
static const char *const age_grade_examples[] = {
    "onward calc age-grade --sex f --age 52 --distance half --time 1:45:00",
    "onward calc age-grade --sex m --age 60 --distance 5km --time 22:15 "
    "--year 2020",
    NULL,
};
static const struct command_option age_grade_options[] = {
    {"sex", "m|f", "whose tables"},
    {"age", "N", "on the day of the race, 5 to 100"},
    {"distance", "DISTANCE", "on the road: the mile, or 5 to 200 km"},
    {"time", "TIME", "1:45:00"},
    {"year", "YEAR", "of the tables, 2025 or 2020"},
    {NULL, NULL, NULL},
};

static void print_age_grade_json(struct cli *cli,
                                 const struct ow_age_grade *grade)
{
    struct json_writer json;

    calc_json_begin(cli, &json);
    json_number_field(&json, "factor", grade->factor, 6);
    json_number_field(&json, "open_standard_s", grade->open_standard_s, 3);
    json_number_field(&json, "age_standard_s", grade->age_standard_s, 3);
    json_number_field(&json, "age_grade", grade->age_grade, 6);
    json_number_field(&json, "age_graded_time_s", grade->age_graded_time_s, 3);
    json_integer_field(&json, "table_year", grade->table_year);
    json_bool_field(&json, "between_ages", grade->is_between_ages);
    json_bool_field(&json, "between_distances", grade->is_between_distances);
    calc_json_end(cli, &json);
}

static void print_age_grade(struct cli *cli, const struct ow_age_grade *grade,
                            char sex, int age_years)
{
    struct buf source;

    calc_row_percent(cli, "age grade", grade->age_grade, 1);
    row_time(cli, "age-graded time", grade->age_graded_time_s);
    row_time(cli, "standard of the age", grade->age_standard_s);
    row_time(cli, "open class", grade->open_standard_s);
    calc_row_number(cli, "factor", grade->factor, 4, "");
    buf_init(&source, 1000);
    buf_append_format(&source,
                      "Road tables of %d by Alan Jones. 100 %% is about the "
                      "best that %s of %d have run; the age-graded time is "
                      "what the run is worth at the best age.",
                      grade->table_year, sex == 'm' ? "men" : "women",
                      age_years);
    if (grade->is_between_ages) {
        buf_append_text(&source, " The age is not in the table: the factor is "
                                 "the mean of the ages beside it.");
    }
    if (grade->is_between_distances) {
        buf_append_text(&source,
                        " The distance is not in the table: factor and open "
                        "class lie between those beside it.");
    }
    calc_source(cli, buf_text(&source));
    buf_dispose(&source);
}

static int run_age_grade(struct cli *cli)
{
    struct calc_in in = calc_begin(cli);
    char sex = calc_sex(&in, "mf");
    int age_years = read_whole(&in, "age", CALC_NEEDED);
    double distance_m = calc_distance(&in, "distance", CALC_NEEDED);
    double time_s = calc_duration(&in, "time", CALC_NEEDED);
    int table_year = read_whole(&in, "year", CALC_OPTIONAL);
    struct ow_age_grade grade;
    struct ow_error err;

    if (in.code != EXIT_DONE) {
        return in.code;
    }
    if (ow_age_grade_compute(sex, age_years, distance_m, time_s, table_year,
                             &grade, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (cli->format == CLI_JSON) {
        print_age_grade_json(cli, &grade);
    } else {
        print_age_grade(cli, &grade, sex, age_years);
    }
    return EXIT_DONE;
}

const struct command calc_age_grade = {
    .name = "calc age-grade",
    .summary = "A time against the best of its age and sex",
    .usage = age_grade_usage,
    .takes = TAKES_FORMAT,
    .options = age_grade_options,
    .examples = age_grade_examples,
    .run = run_age_grade,
};

static const char *const boston_usage[] = {
    "--sex m|f|x --age N --race-year Y [OPTION...]", NULL};
static const char *const boston_examples[] = {
    "onward calc boston --sex f --age 52 --race-year 2027",
    "onward calc boston --sex m --age 47 --race-year 2027 --time 3:05:00",
    NULL,
};
static const struct command_option boston_options[] = {
    {"sex", "m|f|x", "x, non-binary, from the race of 2026 on"},
    {"age", "N", "on the day of the Boston Marathon, from 18"},
    {"race-year", "YEAR", "of the Boston Marathon, 2013 to 2027"},
    {"time", "TIME", "of the marathon to qualify with: 3:20:00"},
    {"net-drop", "HEIGHT", "by which its finish lies below its start: 500m"},
    {NULL, NULL, NULL},
};

static void print_boston_json(struct cli *cli, const struct ow_boston *boston,
                              bool is_timed)
{
    size_t count = 0;
    const struct ow_boston_cut_off *cut_offs = ow_boston_cut_offs(&count);
    struct json_writer json;

    calc_json_begin(cli, &json);
    json_integer_field(&json, "race_year", boston->race_year);
    json_number_field(&json, "standard_s", boston->standard_s, 3);
    json_number_field(&json, "downhill_s", boston->downhill_s, 3);
    json_number_field(&json, "margin_s", boston->margin_s, 3);
    json_key(&json, "eligible");
    if (is_timed) {
        json_bool(&json, boston->is_eligible);
    } else {
        json_none(&json);
    }
    json_key(&json, "cut_offs");
    json_begin_array(&json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(&json);
        json_integer_field(&json, "year", cut_offs[i].race_year);
        json_number_field(&json, "seconds", cut_offs[i].cut_off_s, 0);
        json_end_object(&json);
    }
    json_end_array(&json);
    calc_json_end(cli, &json);
}

/* What the course adds, and how far the time is from the standard. */
static void print_margin(struct cli *cli, const struct ow_boston *boston,
                         bool is_timed)
{
    char text[OW_QUANTITY_TEXT_SIZE];

    if (ow_is_missing(boston->downhill_s)) {
        calc_row(cli, "eligible", "no: the course drops too far to count");
        return;
    }
    if (boston->downhill_s > 0) {
        row_time(cli, "added for the drop", boston->downhill_s);
    }
    if (!is_timed) {
        return;
    }
    ow_duration_format(fabs(boston->margin_s), text);
    text_pad(&cli->out, "eligible", CALC_WHAT_COLUMN);
    if (boston->is_eligible) {
        buf_append_format(&cli->out, "yes, with a margin of %s\n", text);
    } else {
        buf_append_format(&cli->out, "no, %s over the standard\n", text);
    }
}

static void print_cut_offs(struct cli *cli, const struct ow_boston *boston)
{
    size_t count = 0;
    const struct ow_boston_cut_off *cut_offs = ow_boston_cut_offs(&count);
    char text[OW_QUANTITY_TEXT_SIZE];

    text_heading(cli, &cli->out,
                 "So much under the standard it took to get in");
    for (size_t i = 0; i < count && i < CUT_OFFS_SHOWN; i++) {
        const struct ow_boston_cut_off *cut_off = &cut_offs[count - 1 - i];

        ow_duration_format(cut_off->cut_off_s, text);
        buf_append_format(&cli->out, "  %d  %s", cut_off->race_year, text);
        if (boston->is_eligible) {
            buf_append_text(&cli->out, boston->margin_s >= cut_off->cut_off_s
                                           ? "  this margin would do"
                                           : "  this margin would not do");
        }
        buf_append_char(&cli->out, '\n');
    }
}

static int run_boston(struct cli *cli)
{
    struct calc_in in = calc_begin(cli);
    char sex = calc_sex(&in, "mfx");
    int age_years = read_whole(&in, "age", CALC_NEEDED);
    int race_year = read_whole(&in, "race-year", CALC_NEEDED);
    double time_s = calc_duration(&in, "time", CALC_OPTIONAL);
    double net_drop_m = calc_height(&in, "net-drop", CALC_OPTIONAL);
    bool is_timed = !ow_is_missing(time_s);
    struct ow_boston boston;
    struct ow_error err;

    if (in.code != EXIT_DONE) {
        return in.code;
    }
    if (ow_boston_qualify(sex, age_years, race_year, time_s,
                          ow_is_missing(net_drop_m) ? 0 : net_drop_m, &boston,
                          &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (cli->format == CLI_JSON) {
        print_boston_json(cli, &boston, is_timed);
        return EXIT_DONE;
    }
    row_time(cli, "standard", boston.standard_s);
    print_margin(cli, &boston, is_timed);
    print_cut_offs(cli, &boston);
    calc_source(cli, "Boston Athletic Association; the age is that on the day "
                     "of the Boston Marathon.");
    return EXIT_DONE;
}

const struct command calc_boston = {
    .name = "calc boston",
    .summary = "The qualifying standard of the Boston Marathon",
    .usage = boston_usage,
    .takes = TAKES_FORMAT,
    .options = boston_options,
    .examples = boston_examples,
    .run = run_boston,
};

static const char *const points_usage[] = {
    "--sex m|f --distance DISTANCE --time TIME", NULL};
static const char *const points_examples[] = {
    "onward calc points --sex f --distance half --time 1:18:30",
    NULL,
};
static const struct command_option points_options[] = {
    {"sex", "m|f", "whose tables"},
    {"distance", "DISTANCE", "one that is raced, 800m to 100km"},
    {"time", "TIME", "1:18:30"},
    {NULL, NULL, NULL},
};

static int run_points(struct cli *cli)
{
    struct calc_in in = calc_begin(cli);
    char sex = calc_sex(&in, "mf");
    double distance_m = calc_distance(&in, "distance", CALC_NEEDED);
    double time_s = calc_duration(&in, "time", CALC_NEEDED);
    int points = 0;
    struct ow_error err;
    struct json_writer json;

    if (in.code != EXIT_DONE) {
        return in.code;
    }
    if (ow_points_of_race(sex, distance_m, time_s, &points, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (cli->format == CLI_JSON) {
        calc_json_begin(cli, &json);
        json_integer_field(&json, "points", points);
        calc_json_end(cli, &json);
        return EXIT_DONE;
    }
    calc_row_number(cli, "points", points, 0, "of 1400");
    calc_source(cli, "World Athletics scoring tables of 2022.");
    return EXIT_DONE;
}

const struct command calc_points = {
    .name = "calc points",
    .summary = "What a race scores in the tables of World Athletics",
    .usage = points_usage,
    .takes = TAKES_FORMAT,
    .options = points_options,
    .examples = points_examples,
    .run = run_points,
};
