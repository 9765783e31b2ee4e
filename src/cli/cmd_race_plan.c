/* onward race plan: a race to come, split by split. */
#include "app/race_plan.h"
#include "app/run.h"
#include "base/mem.h"
#include "base/num.h"
#include "cli/calc.h"
#include "cli/effort.h"
#include "cli/keep.h"
#include "cli/race_plan.h"
#include "onward/fit.h"

#include <math.h>
#include <string.h>

#define M_PER_KM 1000.0
#define MOST_STEPS 1000

static const char *const usage[] = {
    "--course FILE|--distance DISTANCE --goal-time TIME\n"
    "                        [--strategy even|negative|progression|own] "
    "[OPTION...]",
    NULL};
static const char *const examples[] = {
    "onward race plan --distance half --goal-time 1:45:00 --strategy negative",
    "onward race plan --course race.fit --goal-time 3:59:00 --split 5km",
    "onward race plan --distance marathon --goal-time 3:30:00 "
    "--temperature 22C",
    "onward race plan --distance 10km --goal-time 45:00 --race 5km=21:50",
    "onward race plan --distance half --goal-time 1:45:00 --format fit "
    "--output half.fit",
    NULL,
};
static const struct command_option options[] = {
    {"course", "FILE", "a GPX, TCX, FIT or CSV file of the way"},
    {"distance", "DISTANCE", "a flat way: 10km, half, marathon, ..."},
    {"goal-time", "TIME", "to the second: 1:45:00"},
    {"strategy", "NAME",
     "even, negative, progression or own; even if not said"},
    {"negative", "SHARE",
     "how much faster the second half is; 0.01 if not said"},
    {"leg", "DISTANCE=SHARE",
     "of your own: up to here faster by this share, 5km=-0.01; the last goes "
     "to "
     "the finish"},
    {"uphill", "SHARE",
     "how much is held back on steep climbs; 0.05 if not said"},
    {"split", "DISTANCE", "1km, 1mi, 5km, ...; 1km if not said"},
    {"temperature", "DEGREES", "of the air: 24C or 75F"},
    {"dew-point", "DEGREES", "18C or 64F; 8 C lower if not said"},
    {"altitude", "HEIGHT", "above the sea: 1600m or 5280ft; for 5 to 10 km"},
    {"race", "DISTANCE=TIME", "a race of yours to predict by, 10km=45:00"},
    {"weekly", "DISTANCE", "run in a usual week, for the prediction"},
    {"raced", "FILE", "the race as it was run, laid beside the plan"},
    {"steps", "N", "most steps of the FIT workout; 50 if not said"},
    {NULL, NULL, NULL},
};

/* What was asked for. */
struct question {
    struct ow_strategy strategy;
    struct ow_pacing_leg legs[OW_PACING_MOST_LEGS];
    const char *file;
    double distance_m;
    struct ow_effort race; /* missing where none was given */
    double weekly_m;
    int64_t steps;
};

static void read_pacing(struct calc_in *in, struct question *question)
{
    const char *text = calc_text(in, "strategy", CALC_OPTIONAL);
    enum ow_pacing pacing = OW_PACING_EVEN;

    if (in->code != EXIT_DONE || text == NULL) {
        return;
    }
    while (pacing < OW_PACING_COUNT &&
           strcmp(ow_pacing_name(pacing), text) != 0) {
        pacing++;
    }
    if (pacing == OW_PACING_COUNT) {
        in->code = cli_misuse(in->cli,
                              "--strategy %.40s is none of even, negative, "
                              "progression, own",
                              text);
    } else {
        question->strategy.pacing = pacing;
    }
}

/* 5km=-0.01; the last may say "finish". */
static void read_leg(struct calc_in *in, const char *text,
                     struct ow_pacing_leg *leg)
{
    struct str share = str_of(text);
    struct str to = str_split(&share, '=');
    char distance[OW_QUANTITY_TEXT_SIZE] = "";
    struct ow_error err;

    if (share.data == NULL || to.length >= sizeof distance ||
        !num_parse(str_trim(share), &leg->faster)) {
        in->code = cli_misuse(in->cli, "--leg %.40s is not 5km=-0.01", text);
        return;
    }
    memcpy(distance, to.data, to.length);
    if (strcmp(distance, "finish") != 0 &&
        ow_distance_parse(distance, &leg->to_m, &err) != OW_OK) {
        in->code = cli_misuse(in->cli, "--leg: %s", err.message);
    }
}

static void read_legs(struct calc_in *in, struct question *question)
{
    const char *text = cli_value_at(in->cli, "leg", 0);
    size_t count = 0;

    while (in->code == EXIT_DONE && text != NULL) {
        if (count == OW_PACING_MOST_LEGS) {
            in->code = cli_misuse(in->cli, "--leg is given more than %d times",
                                  OW_PACING_MOST_LEGS);
            return;
        }
        read_leg(in, text, &question->legs[count++]);
        text = cli_value_at(in->cli, "leg", count);
    }
    question->strategy.legs = question->legs;
    question->strategy.leg_count = count;
}

/* Options that would be passed over in silence are refused. */
static void refuse_idle(struct calc_in *in, const struct question *question)
{
    enum ow_pacing pacing = question->strategy.pacing;

    if (in->code != EXIT_DONE) {
        return;
    }
    if (cli_has(in->cli, "leg") != (pacing == OW_PACING_OWN)) {
        in->code = cli_misuse(in->cli, "--leg and --strategy own go together");
    } else if (cli_has(in->cli, "negative") && pacing != OW_PACING_NEGATIVE &&
               pacing != OW_PACING_PROGRESSION) {
        in->code = cli_misuse(in->cli, "--negative is for --strategy negative "
                                       "or progression");
    } else if (cli_has(in->cli, "dew-point") &&
               !cli_has(in->cli, "temperature")) {
        in->code = cli_misuse(in->cli, "--dew-point needs --temperature");
    } else if (cli_has(in->cli, "raced") && in->cli->format != CLI_TEXT &&
               in->cli->format != CLI_JSON) {
        in->code = cli_misuse(in->cli, "--raced is for text and json");
    } else if (cli_has(in->cli, "weekly") && !cli_has(in->cli, "race")) {
        in->code = cli_misuse(in->cli, "--weekly needs --race");
    }
}

/* Miles where text for people is asked for in them; else kilometres. */
static double usual_split_m(const struct cli *cli)
{
    bool is_data = cli->format == CLI_JSON || cli->format == CLI_CSV;

    return cli->units == OW_UNITS_MI && !is_data ? OW_MILE_M : M_PER_KM;
}

static void read_splits(struct calc_in *in, struct question *question)
{
    double split_m = calc_distance(in, "split", CALC_OPTIONAL);
    double miles = split_m / OW_MILE_M;

    /* Splits of miles are told in miles, others in kilometres. */
    if (!ow_is_missing(split_m) && !in->cli->has_units) {
        in->cli->units =
            fabs(miles - round(miles)) < 1e-9 ? OW_UNITS_MI : OW_UNITS_KM;
    }
    question->strategy.split_m =
        ow_is_missing(split_m) ? usual_split_m(in->cli) : split_m;
}

static int read_question(struct cli *cli, struct question *question)
{
    struct calc_in in = calc_begin(cli);
    struct ow_strategy *strategy = &question->strategy;
    const char *race = calc_text(&in, "race", CALC_OPTIONAL);

    question->file = calc_text(&in, "course", CALC_OPTIONAL);
    question->distance_m = calc_distance(&in, "distance", CALC_OPTIONAL);
    strategy->goal_s = calc_duration(&in, "goal-time", CALC_NEEDED);
    strategy->negative = calc_number(&in, "negative", CALC_OPTIONAL);
    strategy->uphill = calc_number(&in, "uphill", CALC_OPTIONAL);
    strategy->temperature_c = calc_degrees(&in, "temperature", CALC_OPTIONAL);
    strategy->dew_point_c = calc_degrees(&in, "dew-point", CALC_OPTIONAL);
    strategy->altitude_m = calc_height(&in, "altitude", CALC_OPTIONAL);
    strategy->predicted_s = OW_MISSING;
    question->weekly_m = calc_distance(&in, "weekly", CALC_OPTIONAL);
    question->race.distance_m = OW_MISSING;
    question->steps = OW_FIT_COMMON_STEPS;
    if (race != NULL && in.code == EXIT_DONE) {
        in.code = effort_parse(cli, "race", race, &question->race);
    }
    read_pacing(&in, question);
    read_legs(&in, question);
    refuse_idle(&in, question);
    if (in.code == EXIT_DONE &&
        (question->file != NULL) == !ow_is_missing(question->distance_m)) {
        in.code = cli_misuse(cli, "give one of --course and --distance");
    }
    if (in.code == EXIT_DONE) {
        in.code = cli_integer(cli, "steps", 1, MOST_STEPS, &question->steps);
    }
    return in.code;
}

static int read_course(struct cli *cli, const struct question *question,
                       struct ow_race_course **course)
{
    size_t in_file = 1;
    struct ow_error err;
    enum ow_status status =
        question->file != NULL
            ? app_course_read(question->file, course, &in_file, &err)
            : ow_course_flat(question->distance_m, course, &err);

    if (status != OW_OK) {
        return cli_fail(cli, &err);
    }
    if (in_file > 1) {
        cli_note(cli, "%s: the longest of %zu courses is taken", question->file,
                 in_file);
    }
    return EXIT_DONE;
}

/* By the race that was given, else by what the store knows. */
static int predict(struct cli *cli, const struct question *question,
                   struct store *store, double length_m,
                   struct ow_prediction *prediction, bool *is_known)
{
    struct ow_error err;
    enum ow_status status = OW_OK;

    *is_known = !ow_is_missing(question->race.distance_m);
    if (*is_known) {
        status = ow_race_predict(question->race.distance_m,
                                 question->race.duration_s, question->weekly_m,
                                 length_m, prediction, &err);
    } else if (store != NULL) {
        status = app_race_predict(store, cli->today, length_m, prediction,
                                  is_known, &err);
    }
    return status == OW_OK ? EXIT_DONE : cli_fail(cli, &err);
}

static int write_fit(struct cli *cli, const struct race_plan_view *view,
                     size_t steps)
{
    char title[RACE_PLAN_TITLE_SIZE];
    struct ow_losses losses = {0};
    struct ow_error err;
    uint8_t *bytes = NULL;
    size_t length = 0;
    int code = EXIT_DONE;

    race_plan_title(cli, view, title);
    if (app_race_plan_fit(view->plan, title, cli->units, steps, cli->now_ms,
                          &bytes, &length, &losses, &err) != OW_OK) {
        code = cli_fail(cli, &err);
    } else {
        buf_append(&cli->out, bytes, length);
    }
    for (size_t i = 0; i < losses.count; i++) {
        cli_note(cli, "fit: %s", losses.messages[i]);
    }
    ow_losses_dispose(&losses);
    ow_bytes_free(bytes);
    return code;
}

/* Warnings stand within what people and programs read, else beside it. */
static int show(struct cli *cli, const struct race_plan_view *view,
                size_t steps)
{
    static void (*const tellers[CLI_FORMAT_COUNT])(
        struct cli *, const struct race_plan_view *) = {
        [CLI_TEXT] = race_plan_text,
        [CLI_JSON] = race_plan_json,
        [CLI_MD] = race_plan_markdown,
        [CLI_HTML] = race_plan_html,
    };

    if (tellers[cli->format] != NULL) {
        tellers[cli->format](cli, view);
        return EXIT_DONE;
    }
    for (size_t i = 0; i < view->plan->warning_count; i++) {
        cli_note(cli, "%s", view->plan->warnings[i].message);
    }
    if (cli->format == CLI_CSV) {
        race_plan_csv(cli, view);
        return EXIT_DONE;
    }
    return cli_wants_picture(cli) ? race_plan_band(cli, view)
                                  : write_fit(cli, view, steps);
}

/* A watch measures a race this much too long or short, no more. */
#define SAME_DISTANCE 0.06

/* The race of --raced beside the plan, and it shown. */
static int show_raced(struct cli *cli, const struct race_plan_view *view,
                      const struct app_run *run)
{
    double length_m = view->plan->length_m;
    double raced_m = run->has_race ? run->race.recorded_m : 0;
    struct ow_raced_split *splits =
        mem_calloc(view->plan->split_count, sizeof *splits);
    struct race_plan_view laid = *view;
    char words[OW_RACED_WORDS_SIZE];
    struct ow_error err = {.status = OW_OK};
    int code = EXIT_DONE;

    if (splits == NULL) {
        cli_note(cli, "out of memory");
        code = EXIT_INPUT;
    } else if (run->trace == NULL || !run->has_race ||
               fabs(raced_m / length_m - 1) > SAME_DISTANCE) {
        cli_note(cli, "%s: %.0f m are no race over %.0f m", run->file, raced_m,
                 length_m);
        code = EXIT_INPUT;
    } else if (ow_race_plan_lay(view->plan, run->trace, &run->race.stretch,
                                cli->units, splits, words, &err) != OW_OK) {
        cli_note(cli, "%s: %s", run->file, err.message);
        code = EXIT_INPUT;
    } else {
        laid.raced = splits;
        laid.raced_words = words;
        code = show(cli, &laid, 1);
    }
    mem_free(splits);
    return code;
}

static int read_raced(struct cli *cli, const struct race_plan_view *view)
{
    struct app_run_options asked = {
        .path = cli_value(cli, "raced"),
        .today = cli->today,
        .hr_max_bpm = OW_MISSING,
        .hr_rest_bpm = OW_MISSING,
        .hr_threshold_bpm = OW_MISSING,
        .critical_m_per_s = OW_MISSING,
    };
    struct app_run run = {.in_file = 0};
    struct ow_error err;
    int code = EXIT_DONE;

    if (app_run_read(NULL, &asked, &run, &err) != OW_OK) {
        cli_note(cli, "%s", err.message);
        return EXIT_INPUT;
    }
    code = show_raced(cli, view, &run);
    app_run_dispose(&run);
    return code;
}

static int plan_it(struct cli *cli, struct question *question,
                   const struct ow_race_course *course, struct store *store)
{
    struct ow_race_plan plan = {.splits = NULL};
    struct ow_prediction prediction;
    struct race_plan_view view = {
        .course = course,
        .plan = &plan,
        .file = question->file,
        .has_weather = cli_has(cli, "temperature") || cli_has(cli, "altitude"),
    };
    bool is_known = false;
    struct ow_error err;
    int code = predict(cli, question, store, ow_course_facts(course)->length_m,
                       &prediction, &is_known);

    if (code != EXIT_DONE) {
        return code;
    }
    if (is_known) {
        question->strategy.predicted_s = prediction.time_s;
        view.prediction = &prediction;
    }
    if (ow_race_plan_make(course, &question->strategy, &plan, &err) != OW_OK) {
        return cli_fail(cli, &err);
    }
    code = cli_has(cli, "raced") ? read_raced(cli, &view)
                                 : show(cli, &view, (size_t)question->steps);
    ow_race_plan_dispose(&plan);
    return code;
}

static int run(struct cli *cli)
{
    struct question question = {.file = NULL};
    struct ow_race_course *course = NULL;
    struct store *store = NULL;
    int code = read_question(cli, &question);

    if (code == EXIT_DONE) {
        code = keep_open_if_there(cli, &store);
    }
    if (code == EXIT_DONE) {
        struct calc_in in = {cli, EXIT_DONE};

        read_splits(&in, &question);
        code = in.code;
    }
    if (code == EXIT_DONE) {
        code = read_course(cli, &question, &course);
    }
    if (code == EXIT_DONE) {
        code = plan_it(cli, &question, course, store);
    }
    ow_course_free(course);
    store_close(store);
    return code;
}

const struct command race_plan = {
    .name = "race plan",
    .summary = "Plan a race: splits that sum up to the goal",
    .usage = usage,
    .about =
        "Effort is even over the hills, with a little held back on climbs, and "
        "no start is faster than the goal. With a store, or --race, the plan "
        "is held against what you can do.",
    .takes =
        TAKES_STORE | TAKES_FORMAT | TAKES_OUTPUT | TAKES_TODAY | TAKES_UNITS,
    .formats = "text|json|csv|md|html|fit|svg|pdf|png",
    .options = options,
    .examples = examples,
    .run = run,
};
