/* onward calc: what races and efforts say of a runner. */
#include "cli/calc.h"
#include "cli/effort.h"
#include "onward/body.h"

#include <stdio.h>
#include <string.h>

#define TIME_COLUMN 9
#define BAND_COLUMN 22
/* In place of paces that are slower than most people run. */
#define BY_EFFORT "by effort, and run-walk"

/* What is known of a runner; missing what was not said. */
struct known {
    struct ow_effort race;
    struct ow_effort race2;
    double weekly_m;
};

/* The answers to one distance, the best first. */
struct answers {
    struct ow_prediction predictions[OW_RACE_MODELS + 1];
    size_t count;
};

static const struct {
    const char *name;
    double distance_m;
} distances[] = {
    {"1500 m", 1500},
    {"mile", OW_MILE_M},
    {"3 km", 3000},
    {"5 km", 5000},
    {"10 km", 10000},
    {"15 km", 15000},
    {"half", OW_HALF_MARATHON_M},
    {"marathon", OW_MARATHON_M},
};
#define DISTANCES (sizeof distances / sizeof distances[0])

static void read_effort(struct calc_in *in, const char *option,
                        const char *text, struct ow_effort *effort)
{
    int code = effort_parse(in->cli, option, text, effort);

    in->code = code != EXIT_DONE ? code : in->code;
}

/* The race as on a fair course. */
static void read_course(struct calc_in *in, struct ow_effort *race)
{
    const char *text = calc_text(in, "course", CALC_OPTIONAL);
    bool is_fast = text != NULL && strcmp(text, "fast") == 0;
    struct ow_error err;

    if (text == NULL) {
        return;
    }
    if (!is_fast && strcmp(text, "difficult") != 0) {
        in->code = cli_misuse(
            in->cli, "--course %.40s is neither fast nor difficult", text);
    } else if (ow_race_on_fair_course(race->distance_m, race->duration_s,
                                      is_fast ? OW_COURSE_FAST
                                              : OW_COURSE_DIFFICULT,
                                      &race->duration_s, &err) != OW_OK) {
        in->code = cli_fail(in->cli, &err);
    }
}

static struct known read_known(struct calc_in *in)
{
    struct known known = {
        .race = {calc_distance(in, "distance", CALC_NEEDED),
                 calc_duration(in, "time", CALC_NEEDED)},
        .race2 = {OW_MISSING, OW_MISSING},
        .weekly_m = calc_distance(in, "weekly", CALC_OPTIONAL),
    };
    const char *race2 = calc_text(in, "race2", CALC_OPTIONAL);

    read_course(in, &known.race);
    if (race2 != NULL && ow_is_missing(known.weekly_m)) {
        in->code = cli_misuse(in->cli, "--race2 is of use with --weekly alone: "
                                       "the two-race model asks for both");
    } else if (race2 != NULL) {
        read_effort(in, "race2", race2, &known.race2);
    }
    return known;
}

static enum ow_status ask_two_races(const struct known *known,
                                    struct ow_prediction *prediction,
                                    struct ow_error *err)
{
    bool is_ordered = known->race.distance_m < known->race2.distance_m;
    const struct ow_effort *near = is_ordered ? &known->race : &known->race2;
    const struct ow_effort *far = is_ordered ? &known->race2 : &known->race;

    return ow_marathon_from_two_races(near->distance_m, near->duration_s,
                                      far->distance_m, far->duration_s,
                                      known->weekly_m, prediction, err);
}

static enum ow_status ask(const struct known *known, double distance_m,
                          struct answers *answers, struct ow_error *err)
{
    bool has_two =
        !ow_is_missing(known->race2.distance_m) && distance_m >= OW_MARATHON_M;
    enum ow_status status =
        has_two ? ask_two_races(known, &answers->predictions[0], err) : OW_OK;

    if (status == OW_OK) {
        status = ow_race_compare(
            known->race.distance_m, known->race.duration_s, known->weekly_m,
            distance_m, answers->predictions + has_two, &answers->count, err);
    }
    answers->count += has_two;
    return status;
}

static void prediction_fields(struct json_writer *json,
                              const struct ow_prediction *prediction)
{
    json_number_field(json, "time_s", prediction->time_s, 2);
    json_number_field(json, "low_s", prediction->low_s, 2);
    json_number_field(json, "high_s", prediction->high_s, 2);
    json_text_field(json, "model", prediction->model);
}

static void print_race_json(struct cli *cli, double vo2max,
                            const struct answers answers[DISTANCES])
{
    struct json_writer json;

    calc_json_begin(cli, &json);
    json_number_field(&json, "effective_vo2max", vo2max, 4);
    json_key(&json, "equivalents");
    json_begin_array(&json);
    for (size_t i = 0; i < DISTANCES; i++) {
        json_begin_object(&json);
        json_number_field(&json, "distance_m", distances[i].distance_m, 3);
        prediction_fields(&json, &answers[i].predictions[0]);
        json_key(&json, "others");
        json_begin_array(&json);
        for (size_t j = 1; j < answers[i].count; j++) {
            json_begin_object(&json);
            prediction_fields(&json, &answers[i].predictions[j]);
            json_end_object(&json);
        }
        json_end_array(&json);
        json_end_object(&json);
    }
    json_end_array(&json);
    calc_json_end(cli, &json);
}

static void print_prediction(struct cli *cli, const char *name,
                             const struct ow_prediction *prediction)
{
    char low[OW_QUANTITY_TEXT_SIZE];
    char high[OW_QUANTITY_TEXT_SIZE];
    char text[2 * OW_QUANTITY_TEXT_SIZE + 8];

    text_pad(&cli->out, name, CALC_WHAT_COLUMN);
    ow_duration_format(prediction->time_s, text);
    text_pad(&cli->out, text, TIME_COLUMN);
    ow_duration_format(prediction->low_s, low);
    ow_duration_format(prediction->high_s, high);
    (void)snprintf(text, sizeof text, "%s to %s", low, high);
    text_pad(&cli->out, text, BAND_COLUMN);
    buf_append_format(&cli->out, "%s\n", prediction->model);
}

static void print_head(struct cli *cli)
{
    buf_append_char(&cli->out, '\n');
    text_pad(&cli->out, "distance", CALC_WHAT_COLUMN);
    text_pad(&cli->out, "time", TIME_COLUMN);
    text_pad(&cli->out, "four in five within", BAND_COLUMN);
    buf_append_text(&cli->out, "model\n");
}

static void print_race(struct cli *cli, double vo2max,
                       const struct answers answers[DISTANCES])
{
    calc_row_number(cli, "effective VO2max", vo2max, 1, "");
    print_head(cli);
    for (size_t i = 0; i < DISTANCES; i++) {
        print_prediction(cli, distances[i].name, &answers[i].predictions[0]);
        for (size_t j = 1; j < answers[i].count && cli_has(cli, "models");
             j++) {
            print_prediction(cli, "", &answers[i].predictions[j]);
        }
    }
    calc_source(cli, "Daniels and Gilbert 1979; the marathon as recreational "
                     "runners run it: Vickers and Vertosick 2016 where "
                     "--weekly is given, else the median of 1,318 runners.");
}

static int run_race(struct cli *cli)
{
    struct calc_in in = calc_begin(cli);
    struct known known = read_known(&in);
    struct answers answers[DISTANCES];
    double vo2max = 0;
    struct ow_error err;

    if (in.code != EXIT_DONE) {
        return in.code;
    }
    if (ow_vo2max_from_race(known.race.distance_m, known.race.duration_s,
                            &vo2max, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    for (size_t i = 0; i < DISTANCES; i++) {
        if (ask(&known, distances[i].distance_m, &answers[i], &err) != OW_OK) {
            return cli_fail(cli, &err);
        }
    }
    if (cli->format == CLI_JSON) {
        print_race_json(cli, vo2max, answers);
    } else {
        print_race(cli, vo2max, answers);
    }
    return EXIT_DONE;
}

static const char *const race_usage[] = {
    "--distance D --time T [--weekly D] [--race2 D=T]\n"
    "                        [--course fast|difficult] [--models]",
    NULL};
static const char *const race_examples[] = {
    "onward calc race --distance 10km --time 45:00",
    "onward calc race --distance 10km --time 45:00 --weekly 50km",
    "onward calc race --distance half --time 1:45:00 --weekly 30mi --models",
    NULL,
};
#define RACE_OPTIONS                                                           \
    {"distance", "DISTANCE", "of the race: 10km, 5mi, 1500m, half, ..."},      \
        {"time", "TIME", "it was run in, h:mm:ss or m:ss"},                    \
        {"weekly", "DISTANCE", "run in a usual week, for the marathon"},       \
        {"race2", "DISTANCE=TIME",                                             \
         "another race, shorter or longer, for the marathon"},                 \
    {                                                                          \
        "course", "fast|difficult", "what the race was, 5 km to half"          \
    }
static const struct command_option race_options[] = {
    RACE_OPTIONS,
    {"models", NULL, "show what other models say, too"},
    {NULL, NULL, NULL},
};

const struct command calc_race = {
    .name = "calc race",
    .summary = "What a race is worth over other distances",
    .usage = race_usage,
    .takes = TAKES_FORMAT,
    .options = race_options,
    .examples = race_examples,
    .run = run_race,
};

static const char *const paces_usage[] = {
    "--distance D --time T [--weekly D] [--race2 D=T]\n"
    "                         [--course fast|difficult]",
    "--effective-vo2max N", NULL};
static const char *const paces_examples[] = {
    "onward calc paces --distance 10km --time 45:00",
    "onward calc paces --effective-vo2max 50 --units mi",
    NULL,
};
static const struct command_option paces_options[] = {
    RACE_OPTIONS,
    {"effective-vo2max", "N", "in place of a race"},
    {NULL, NULL, NULL},
};

static int paces_of_race(struct calc_in *in, struct ow_paces *paces)
{
    struct known known = read_known(in);
    struct answers marathon = {.count = 0};
    double vo2max = 0;
    struct ow_error err;

    if (in->code == EXIT_DONE &&
        (ow_vo2max_from_race(known.race.distance_m, known.race.duration_s,
                             &vo2max, &err) != OW_OK ||
         ask(&known, OW_MARATHON_M, &marathon, &err) != OW_OK ||
         ow_paces_compute(vo2max, marathon.predictions[0].time_s, paces,
                          &err) != OW_OK)) {
        in->code = cli_fail(in->cli, &err);
    }
    return in->code;
}

static int paces_of_capacity(struct calc_in *in, struct ow_paces *paces)
{
    double vo2max = calc_number(in, "effective-vo2max", CALC_NEEDED);
    struct ow_error err;

    if (in->code == EXIT_DONE && cli_has(in->cli, "distance")) {
        in->code = cli_misuse(
            in->cli, "--effective-vo2max stands in the place of --distance");
    }
    if (in->code == EXIT_DONE &&
        ow_paces_compute(vo2max, OW_MISSING, paces, &err) != OW_OK) {
        in->code = cli_fail(in->cli, &err);
    }
    return in->code;
}

static void print_paces_json(struct cli *cli, const struct ow_paces *paces)
{
    struct json_writer json;

    calc_json_begin(cli, &json);
    json_number_field(&json, "effective_vo2max", paces->effective_vo2max, 4);
    json_key(&json, "easy");
    json_begin_object(&json);
    json_number_field(&json, "fast_s_per_km", paces->easy_fast_s_per_km, 2);
    json_number_field(&json, "slow_s_per_km", paces->easy_slow_s_per_km, 2);
    json_end_object(&json);
    json_number_field(&json, "marathon_s_per_km", paces->marathon_s_per_km, 2);
    json_number_field(&json, "threshold_s_per_km", paces->threshold_s_per_km,
                      2);
    json_number_field(&json, "interval_s_per_km", paces->interval_s_per_km, 2);
    json_number_field(&json, "repetition_s_per_km", paces->repetition_s_per_km,
                      2);
    json_text_field(&json, "message",
                    ow_is_missing(paces->threshold_s_per_km) ? BY_EFFORT
                                                             : NULL);
    calc_json_end(cli, &json);
}

static void print_paces(struct cli *cli, const struct ow_paces *paces)
{
    const struct {
        const char *name;
        double pace_s_per_km;
    } rows[] = {
        {"marathon", paces->marathon_s_per_km},
        {"threshold", paces->threshold_s_per_km},
        {"interval", paces->interval_s_per_km},
        {"repetition", paces->repetition_s_per_km},
    };
    char text[OW_QUANTITY_TEXT_SIZE];

    calc_row_number(cli, "effective VO2max", paces->effective_vo2max, 1, "");
    text_pad(&cli->out, "easy", CALC_WHAT_COLUMN);
    ow_pace_format(paces->easy_slow_s_per_km, cli->units, text);
    buf_append_format(&cli->out, "%s to ", text);
    ow_pace_format(paces->easy_fast_s_per_km, cli->units, text);
    buf_append_format(&cli->out, "%s\n", text);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!ow_is_missing(rows[i].pace_s_per_km)) {
            ow_pace_format(rows[i].pace_s_per_km, cli->units, text);
            calc_row(cli, rows[i].name, text);
        }
    }
    if (ow_is_missing(paces->threshold_s_per_km)) {
        calc_row(cli, "faster than easy", BY_EFFORT);
    }
    calc_source(cli, "Speeds by Daniels and Gilbert 1979, shares of the "
                     "capacity by Daniels' Running Formula and the V.O2 "
                     "calculator; the marathon as 'onward calc race' has it, "
                     "of a capacity alone by the equations.");
}

static int run_paces(struct cli *cli)
{
    struct calc_in in = calc_begin(cli);
    struct ow_paces paces = {0};
    int code = cli_has(cli, "effective-vo2max") ? paces_of_capacity(&in, &paces)
                                                : paces_of_race(&in, &paces);

    if (code != EXIT_DONE) {
        return code;
    }
    if (cli->format == CLI_JSON) {
        print_paces_json(cli, &paces);
    } else {
        print_paces(cli, &paces);
    }
    return EXIT_DONE;
}

const struct command calc_paces = {
    .name = "calc paces",
    .summary = "Training paces from a race or a capacity",
    .usage = paces_usage,
    .takes = TAKES_FORMAT | TAKES_UNITS,
    .options = paces_options,
    .examples = paces_examples,
    .run = run_paces,
};

static const char *const speed_usage[] = {"--effort D=T --effort D=T...", NULL};
static const char *const speed_examples[] = {
    "onward calc critical-speed --effort 1200m=3:40 --effort 5km=17:10",
    NULL,
};
static const struct command_option speed_options[] = {
    {"effort", "DISTANCE=TIME",
     "run as fast as could be, 2 to 20 minutes; twice or more"},
    {NULL, NULL, NULL},
};

static void print_speed_json(struct cli *cli,
                             const struct ow_critical_speed *fit,
                             const struct ow_prediction *marathon)
{
    struct json_writer json;

    calc_json_begin(cli, &json);
    json_number_field(&json, "critical_speed_m_per_s", fit->speed_m_per_s, 6);
    json_number_field(&json, "d_prime_m", fit->d_prime_m, 3);
    json_number_field(&json, "worst_m", fit->worst_m, 3);
    json_key(&json, "equivalents");
    json_begin_array(&json);
    for (size_t i = 0; i < DISTANCES; i++) {
        struct ow_prediction made;

        /* Outside 2 to 20 minutes the line has no answer. */
        if (ow_critical_speed_predict(fit, distances[i].distance_m, &made,
                                      NULL) == OW_OK) {
            json_begin_object(&json);
            json_number_field(&json, "distance_m", made.distance_m, 3);
            prediction_fields(&json, &made);
            json_end_object(&json);
        }
    }
    json_end_array(&json);
    json_key(&json, "marathon");
    if (marathon != NULL) {
        json_begin_object(&json);
        prediction_fields(&json, marathon);
        json_end_object(&json);
    } else {
        json_none(&json);
    }
    calc_json_end(cli, &json);
}

static void print_speed(struct cli *cli, const struct ow_critical_speed *fit,
                        const struct ow_prediction *marathon)
{
    char text[OW_QUANTITY_TEXT_SIZE];

    ow_pace_format(1000 / fit->speed_m_per_s, cli->units, text);
    calc_row_number(cli, "critical speed", fit->speed_m_per_s, 3, "m/s");
    calc_row(cli, "as a pace", text);
    calc_row_number(cli, "D'", fit->d_prime_m, 0, "m");
    calc_row_number(cli, "worst effort", fit->worst_m, 0, "m off the line");
    print_head(cli);
    for (size_t i = 0; i < DISTANCES; i++) {
        struct ow_prediction made;

        if (ow_critical_speed_predict(fit, distances[i].distance_m, &made,
                                      NULL) == OW_OK) {
            print_prediction(cli, distances[i].name, &made);
        }
    }
    if (marathon != NULL) {
        print_prediction(cli, "marathon", marathon);
    }
    calc_source(cli, "Distance = critical speed x time + D', for 2 to 20 "
                     "minutes (Jones and Vanhatalo 2017); marathon: the share "
                     "of it that runners hold, Smyth and Muniz-Pumares 2020.");
}

static int run_speed(struct cli *cli)
{
    struct calc_in in = calc_begin(cli);
    const char *text = NULL;
    struct ow_effort efforts[CLI_MOST_GIVEN];
    struct ow_critical_speed fit;
    struct ow_prediction marathon;
    bool has_marathon = false;
    size_t count = 0;
    struct ow_error err;

    (void)calc_text(&in, "effort", CALC_NEEDED);
    while (in.code == EXIT_DONE &&
           (text = cli_value_at(cli, "effort", count)) != NULL) {
        read_effort(&in, "effort", text, &efforts[count++]);
    }
    if (in.code != EXIT_DONE) {
        return in.code;
    }
    if (ow_critical_speed_fit(efforts, count, &fit, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    has_marathon = ow_marathon_from_critical_speed(fit.speed_m_per_s, &marathon,
                                                   NULL) == OW_OK;
    if (cli->format == CLI_JSON) {
        print_speed_json(cli, &fit, has_marathon ? &marathon : NULL);
    } else {
        print_speed(cli, &fit, has_marathon ? &marathon : NULL);
    }
    return EXIT_DONE;
}

const struct command calc_critical_speed = {
    .name = "calc critical-speed",
    .summary = "Critical speed and D' from all-out efforts",
    .usage = speed_usage,
    .takes = TAKES_FORMAT | TAKES_UNITS,
    .options = speed_options,
    .examples = speed_examples,
    .run = run_speed,
};

static const char *const time_off_usage[] = {"--days N [--cross-training]",
                                             NULL};
static const char *const time_off_examples[] = {
    "onward calc time-off --days 21",
    "onward calc time-off --days 21 --cross-training",
    NULL,
};
static const struct command_option time_off_options[] = {
    {"days", "N", "days without running"},
    {"cross-training", NULL, "other endurance training went on"},
    {NULL, NULL, NULL},
};

static int run_time_off(struct cli *cli)
{
    struct calc_in in = calc_begin(cli);
    double days = calc_number(&in, "days", CALC_NEEDED);
    bool has_cross_training = cli_has(cli, "cross-training");
    double factor = 0;
    struct json_writer json;

    if (in.code == EXIT_DONE && !(days >= 0 && days <= 3650)) {
        return cli_misuse(
            cli, "--days %.40s is outside 0 to 3650 (V.O2 time-off rule)",
            cli_value(cli, "days"));
    }
    if (in.code != EXIT_DONE) {
        return in.code;
    }
    factor = ow_time_off_factor(days, has_cross_training);
    if (cli->format == CLI_JSON) {
        calc_json_begin(cli, &json);
        json_number_field(&json, "factor", factor, 6);
        calc_json_end(cli, &json);
        return EXIT_DONE;
    }
    calc_row_number(cli, "what is left", factor * 100, 1,
                    "% of effective VO2max");
    calc_source(cli, "V.O2 time-off rule, 2018: a straight loss after five "
                     "days, to a floor at 72 days.");
    return EXIT_DONE;
}

const struct command calc_time_off = {
    .name = "calc time-off",
    .summary = "What days without running leave of the capacity",
    .usage = time_off_usage,
    .takes = TAKES_FORMAT,
    .options = time_off_options,
    .examples = time_off_examples,
    .run = run_time_off,
};
