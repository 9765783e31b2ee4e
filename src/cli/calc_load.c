/* onward calc: load, and what the loads of days come to. */
#include "base/mem.h"
#include "base/num.h"
#include "cli/calc.h"
#include "onward/form.h"
#include "onward/load.h"

static const char *const trimp_usage[] = {
    "--minutes N --hr BPM --rest BPM --max BPM --sex m|f", NULL};
static const char *const trimp_examples[] = {
    "onward calc trimp --minutes 40 --hr 150 --rest 50 --max 190 --sex m",
    NULL,
};
static const struct command_option trimp_options[] = {
    {"minutes", "N", "how long"},
    {"hr", "BPM", "heart rate, steady"},
    {"rest", "BPM", "resting heart rate"},
    {"max", "BPM", "maximum heart rate"},
    {"sex", "m|f", "whose weight of intensity"},
    {NULL, NULL, NULL},
};

static int run_trimp(struct cli *cli)
{
    struct calc_in in = calc_begin(cli);
    double minutes = calc_number(&in, "minutes", CALC_NEEDED);
    double hr_bpm = calc_number(&in, "hr", CALC_NEEDED);
    double rest_bpm = calc_number(&in, "rest", CALC_NEEDED);
    double max_bpm = calc_number(&in, "max", CALC_NEEDED);
    char sex = calc_sex(&in, "mf");
    double trimp = 0;
    struct ow_error err;
    struct json_writer json;

    if (in.code != EXIT_DONE) {
        return in.code;
    }
    if (ow_trimp(minutes * 60, hr_bpm, rest_bpm, max_bpm, sex, &trimp, &err) !=
        OW_OK) {
        return cli_fail(cli, &err);
    }
    if (cli->format == CLI_JSON) {
        calc_json_begin(cli, &json);
        json_number_field(&json, "trimp", trimp, 6);
        calc_json_end(cli, &json);
        return EXIT_DONE;
    }
    calc_row_number(cli, "training impulse", trimp, 1, "");
    calc_source(cli, "Banister 1991, minutes by share of the reserve by a "
                     "weight that grows with it. Of a run that is not steady "
                     "the impulse is the sum of its parts, more than that of "
                     "its mean.");
    return EXIT_DONE;
}

const struct command calc_trimp = {
    .name = "calc trimp",
    .summary = "Training impulse of a time at one heart rate",
    .usage = trimp_usage,
    .takes = TAKES_FORMAT,
    .options = trimp_options,
    .examples = trimp_examples,
    .run = run_trimp,
};

static const char *const load_usage[] = {"--daily N,N,... [OPTION...]", NULL};
static const char *const load_examples[] = {
    "onward calc load --daily 0,62,40,85,0,55,140",
    "onward calc load --daily 60,0,80 --fitness0 48 --fatigue0 55",
    "onward calc load --daily 60,0,80 --fitness0 48 --planned 40,0,90",
    NULL,
};
static const struct command_option load_options[] = {
    {"daily", "N,N,...", "load of each day, 0 for rest, the oldest first"},
    {"fitness0", "N", "fitness before the first day; otherwise 0"},
    {"fatigue0", "N", "fatigue before the first day; otherwise 0"},
    {"planned", "N,N,...", "loads to come, set beside days of rest"},
    {NULL, NULL, NULL},
};

/* Loads and the days they make; both arrays are its own. */
struct series {
    double *loads;
    struct ow_form_day *days;
    size_t count;
};

static void series_dispose(struct series *series)
{
    mem_free(series->loads);
    mem_free(series->days);
}

/* Numbers between commas; no days where the option was not given. */
static void read_series(struct calc_in *in, const char *option,
                        enum calc_need need, struct series *series)
{
    const char *text = calc_text(in, option, need);
    struct str rest = str_of(text == NULL ? "" : text);
    size_t count = text != NULL;

    for (size_t i = 0; i < rest.length; i++) {
        count += rest.data[i] == ',';
    }
    series->loads = mem_calloc(count, sizeof *series->loads);
    series->days = mem_calloc(count, sizeof *series->days);
    if (count > 0 && (series->loads == NULL || series->days == NULL)) {
        in->code = cli_misuse(in->cli, "--%s: not enough memory", option);
        return;
    }
    for (; series->count < count; series->count++) {
        struct str field = str_trim(str_split(&rest, ','));

        if (!num_parse(field, &series->loads[series->count])) {
            in->code = cli_misuse(
                in->cli, "--%s: '%.*s' is not a number", option,
                (int)utf8_cut(field.data, field.length, 40), field.data);
            return;
        }
    }
}

static void write_days_json(struct json_writer *json, const char *key,
                            const struct ow_form_day *days, size_t count)
{
    json_key(json, key);
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_number_field(json, "load", days[i].load, 6);
        json_number_field(json, "fitness", days[i].fitness, 9);
        json_number_field(json, "fatigue", days[i].fatigue, 9);
        json_number_field(json, "form", days[i].form, 9);
        json_end_object(json);
    }
    json_end_array(json);
}

/* A number with one decimal, to the right of a column. */
static void write_cell(struct buf *out, double value)
{
    char text[NUM_TEXT_SIZE];

    num_format_fixed(value, 1, text);
    buf_append_format(out, "%9s", text);
}

static void write_days(struct cli *cli, const char *heading, size_t from,
                       const struct ow_form_day *days, size_t count)
{
    buf_append_format(&cli->out, "%-12s     load  fitness  fatigue     form\n",
                      heading);
    for (size_t i = 0; i < count; i++) {
        buf_append_format(&cli->out, "day %-8zu", from + i + 1);
        write_cell(&cli->out, days[i].load);
        write_cell(&cli->out, days[i].fitness);
        write_cell(&cli->out, days[i].fatigue);
        write_cell(&cli->out, days[i].form);
        buf_append_char(&cli->out, '\n');
    }
}

/* What goes on from today: as planned, and without training. */
struct outlook {
    struct series planned;
    struct series rest;
};

static void print_load_json(struct cli *cli, const struct series *done,
                            const struct outlook *outlook)
{
    struct ow_form_week week = ow_form_week(done->loads, done->count);
    struct json_writer json;

    calc_json_begin(cli, &json);
    write_days_json(&json, "days", done->days, done->count);
    json_number_field(&json, "monotony", week.monotony, 6);
    json_number_field(&json, "strain", week.strain, 6);
    json_number_field(&json, "ramp", ow_form_ramp(done->days, done->count), 6);
    write_days_json(&json, "planned", outlook->planned.days,
                    outlook->planned.count);
    write_days_json(&json, "expected", outlook->rest.days, outlook->rest.count);
    calc_json_end(cli, &json);
}

static void print_load(struct cli *cli, const struct series *done,
                       const struct outlook *outlook)
{
    struct ow_form_week week = ow_form_week(done->loads, done->count);
    double ramp = ow_form_ramp(done->days, done->count);

    write_days(cli, "", 0, done->days, done->count);
    if (outlook->planned.count > 0) {
        write_days(cli, "as planned", done->count, outlook->planned.days,
                   outlook->planned.count);
        write_days(cli, "at rest", done->count, outlook->rest.days,
                   outlook->rest.count);
    }
    buf_append_char(&cli->out, '\n');
    if (!ow_is_missing(week.monotony)) {
        calc_row_number(cli, "monotony", week.monotony, 2,
                        "over the last 7 days");
        calc_row_number(cli, "strain", week.strain, 0, "");
    }
    if (!ow_is_missing(ramp)) {
        calc_row_number(cli, "ramp", ramp, 1, "points of fitness in 7 days");
    }
    calc_source(cli, "Fitness over 42 days and fatigue over 7, weights "
                     "1-e^(-1/days) as Coggan has them after Banister; form is "
                     "yesterday's difference. Monotony and strain: Foster "
                     "1998, sample standard deviation.");
}

/* Lays the series out one after the other; whatever the engine refuses. */
static enum ow_status follow(struct series *done, double fitness0,
                             double fatigue0, struct outlook *outlook,
                             struct ow_error *err)
{
    const struct ow_form_day *today = &done->days[done->count - 1];
    enum ow_status status = ow_form_series(
        done->loads, done->count, ow_is_missing(fitness0) ? 0 : fitness0,
        ow_is_missing(fatigue0) ? 0 : fatigue0, done->days, err);

    if (status == OW_OK) {
        status = ow_form_series(outlook->planned.loads, outlook->planned.count,
                                today->fitness, today->fatigue,
                                outlook->planned.days, err);
    }
    if (status == OW_OK) {
        status = ow_form_series(NULL, outlook->rest.count, today->fitness,
                                today->fatigue, outlook->rest.days, err);
    }
    return status;
}

static int run_load(struct cli *cli)
{
    struct calc_in in = calc_begin(cli);
    double fitness0 = calc_number(&in, "fitness0", CALC_OPTIONAL);
    double fatigue0 = calc_number(&in, "fatigue0", CALC_OPTIONAL);
    struct series done = {NULL, NULL, 0};
    struct outlook outlook = {{NULL, NULL, 0}, {NULL, NULL, 0}};
    struct ow_error err;

    read_series(&in, "daily", CALC_NEEDED, &done);
    read_series(&in, "planned", CALC_OPTIONAL, &outlook.planned);
    read_series(&in, "planned", CALC_OPTIONAL, &outlook.rest);
    if (in.code != EXIT_DONE) {
        goto out;
    }
    if (follow(&done, fitness0, fatigue0, &outlook, &err) != OW_OK) {
        in.code = cli_fail(cli, &err);
    } else if (cli->format == CLI_JSON) {
        print_load_json(cli, &done, &outlook);
    } else {
        print_load(cli, &done, &outlook);
    }
out:
    series_dispose(&done);
    series_dispose(&outlook.planned);
    series_dispose(&outlook.rest);
    return in.code;
}

const struct command calc_load = {
    .name = "calc load",
    .summary = "Fitness, fatigue and form from the load of each day",
    .usage = load_usage,
    .takes = TAKES_FORMAT,
    .options = load_options,
    .examples = load_examples,
    .run = run_load,
};

static const char *const spike_usage[] = {
    "--distance DISTANCE --longest DISTANCE", NULL};
static const char *const spike_examples[] = {
    "onward calc spike --distance 16km --longest 12km",
    NULL,
};
static const struct command_option spike_options[] = {
    {"distance", "DISTANCE", "of the run"},
    {"longest", "DISTANCE", "longest run of the 30 days before it"},
    {NULL, NULL, NULL},
};

static int run_spike(struct cli *cli)
{
    struct calc_in in = calc_begin(cli);
    double distance_m = calc_distance(&in, "distance", CALC_NEEDED);
    double longest_m = calc_distance(&in, "longest", CALC_NEEDED);
    struct ow_spike_reading reading;
    struct json_writer json;

    if (in.code != EXIT_DONE) {
        return in.code;
    }
    reading = ow_spike_read(distance_m, longest_m);
    if (cli->format == CLI_JSON) {
        calc_json_begin(cli, &json);
        json_text_field(&json, "spike", ow_spike_name(reading.spike));
        json_number_field(&json, "increase", reading.increase, 6);
        json_number_field(&json, "hazard_ratio", reading.hazard_ratio, 2);
        json_number_field(&json, "hazard_low", reading.hazard_low, 2);
        json_number_field(&json, "hazard_high", reading.hazard_high, 2);
        calc_json_end(cli, &json);
        return EXIT_DONE;
    }
    calc_row(cli, "spike", ow_spike_name(reading.spike));
    calc_row_percent(cli, "longer by", reading.increase, 0);
    if (reading.spike > OW_SPIKE_REFERENCE) {
        calc_row_number(cli, "injury", reading.hazard_ratio, 2,
                        "times the hazard");
        calc_row_number(cli, "  at least", reading.hazard_low, 2, "");
        calc_row_number(cli, "  at most", reading.hazard_high, 2, "");
    }
    calc_source(cli, "Frandsen 2025: 5,205 runners, against runs at most 10 % "
                     "longer than the longest of 30 days. An association, and "
                     "not an even one: a little longer was no better than "
                     "half as long again.");
    return EXIT_DONE;
}

const struct command calc_spike = {
    .name = "calc spike",
    .summary = "A run against the longest of the 30 days before it",
    .usage = spike_usage,
    .takes = TAKES_FORMAT,
    .options = spike_options,
    .examples = spike_examples,
    .run = run_spike,
};
