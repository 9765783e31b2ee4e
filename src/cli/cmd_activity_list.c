/* onward activity list: what is kept. */
#include "app/past.h"
#include "cli/activity.h"
#include "cli/keep.h"
#include "cli/text.h"
#include "codec/json/json_writer.h"

#define DAY_COLUMN 17
#define SPORT_COLUMN 9
#define QUANTITY_COLUMN 9
#define SHAPE_COLUMN 15
#define ID_COLUMN 17

static const char *const usage[] = {"[--from DATE] [--before DATE]", NULL};
static const char *const examples[] = {
    "onward activity list",
    "onward activity list --from 2026-10-01",
    "onward activity list --format json",
    NULL,
};
static const struct command_option options[] = {
    {"from", "DATE", "this day and later"},
    {"before", "DATE", "earlier than this day"},
    {NULL, NULL, NULL},
};

struct listing {
    struct cli *cli;
    struct ow_date from;
    struct ow_date before;
};

/* As in an activity's own JSON, without the parts it was told from. */
static void print_shape(struct json_writer *json,
                        const struct measures *measures)
{
    json_key(json, "shape");
    if (measures == NULL || !measures->has_shape) {
        json_none(json);
        return;
    }
    json_begin_object(json);
    json_text_field(json, "shape", ow_shape_verdict_name(measures->shape));
    json_text_field(json, "progression", ow_shape_rise_name(measures->rise));
    json_number_field(json, "gain", measures->gain, 4);
    json_number_field(json, "confidence", measures->shape_confidence, 3);
    json_end_object(json);
}

static void print_json(struct buf *out, const struct store_activity *activity,
                       const struct measures *measures)
{
    const struct ow_activity_summary *summary = &activity->summary;
    char start[OW_TIME_TEXT_SIZE];
    struct json_writer json;

    ow_time_format(summary->start_time_ms, start);
    json_init(&json, out);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/activity-row/1");
    json_text_field(&json, "id", activity->id);
    json_text_field(&json, "name", summary->name);
    json_text_field(&json, "file", activity->file);
    json_text_field(&json, "sport", ow_sport_name(summary->sport));
    json_text_field(&json, "start_time",
                    summary->has_start_time ? start : NULL);
    json_number_field(&json, "distance_m", summary->distance_m, 3);
    json_number_field(&json, "timer_s", summary->timer_s, 3);
    json_number_field(&json, "elapsed_s", summary->elapsed_s, 3);
    json_text_field(&json, "duplicate_of",
                    activity->duplicate_of[0] != '\0' ? activity->duplicate_of
                                                      : NULL);
    print_shape(&json, measures);
    json_end_object(&json);
    buf_append_char(out, '\n');
}

/* Nothing where it cannot be said. */
static const char *word_of(const struct measures *measures)
{
    if (measures == NULL || !measures->has_shape ||
        measures->shape == OW_SHAPE_UNSUITABLE) {
        return "-";
    }
    return measures->shape == OW_SHAPE_NEGATIVE_SPLIT
               ? "negative split"
               : ow_shape_verdict_name(measures->shape);
}

static void print_text(struct cli *cli, const struct store_activity *activity,
                       const struct measures *measures)
{
    const struct ow_activity_summary *summary = &activity->summary;
    const char *sport = ow_sport_name(summary->sport);
    char text[OW_QUANTITY_TEXT_SIZE];
    char day[TEXT_DAY_SIZE] = "-";

    if (summary->has_start_time) {
        text_day(cli, past_day_of(summary), day);
    }
    text_pad(&cli->out, day, DAY_COLUMN);
    text_pad(&cli->out, sport != NULL ? sport : "-", SPORT_COLUMN);
    ow_distance_format(summary->distance_m, cli->units, text);
    text_pad(&cli->out, text, QUANTITY_COLUMN);
    ow_duration_format(summary->timer_s, text);
    text_pad(&cli->out, text, QUANTITY_COLUMN);
    text_pad(&cli->out, word_of(measures), SHAPE_COLUMN);
    if (summary->name != NULL) {
        text_pad(&cli->out, activity->id, ID_COLUMN);
        buf_append_format(&cli->out, "%s\n", summary->name);
    } else {
        buf_append_format(&cli->out, "%s\n", activity->id);
    }
}

static enum ow_status print(void *context,
                            const struct store_activity *activity,
                            const struct measures *measures,
                            struct ow_error *err)
{
    struct listing *listing = context;
    struct ow_date day = past_day_of(&activity->summary);
    bool has_day = activity->summary.has_start_time;

    (void)err;
    if ((ow_date_is_known(listing->from) &&
         (!has_day || day.days < listing->from.days)) ||
        (ow_date_is_known(listing->before) &&
         (!has_day || day.days >= listing->before.days))) {
        return OW_OK;
    }
    if (listing->cli->format == CLI_JSON) {
        print_json(&listing->cli->out, activity, measures);
    } else {
        print_text(listing->cli, activity, measures);
    }
    return OW_OK;
}

static int list(struct cli *cli, const struct listing *listing)
{
    struct listing context = *listing;
    struct store *store = NULL;
    struct ow_error err;
    int code = keep_open(cli, STORE_READ, &store);

    if (code == EXIT_DONE &&
        store_measures_walk(store, NULL, print, &context, &err) != OW_OK) {
        code = cli_fail(cli, &err);
    }
    store_close(store);
    return code;
}

static int run(struct cli *cli)
{
    struct listing listing = {cli, ow_date_none(), ow_date_none()};
    int code = cli_count_args(cli, 0, 0, "");

    if (code == EXIT_DONE) {
        code = keep_date(cli, "from", &listing.from);
    }
    if (code == EXIT_DONE) {
        code = keep_date(cli, "before", &listing.before);
    }
    return code == EXIT_DONE ? list(cli, &listing) : code;
}

const struct command activity_list = {
    .name = "activity list",
    .summary = "List the runs that are kept",
    .usage = usage,
    .takes = TAKES_STORE | TAKES_FORMAT | TAKES_UNITS | TAKES_TODAY,
    .options = options,
    .examples = examples,
    .run = run,
};
