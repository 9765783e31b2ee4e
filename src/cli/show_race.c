/* A race and the rest after it; see the header. */
#include "cli/show_race.h"

#include "base/num.h"
#include "cli/figure.h"

#include <stdio.h>

#define CLOCK_COLUMN 15
/* A last quarter this much slower or faster is worth a sentence. */
#define FADE_WORTH_SAYING 0.02
/* So are hills and heat that were this share of the time, */
#define HILLS_WORTH_SAYING 0.005
#define HEAT_WORTH_SAYING 0.02
/* and a walk of this long after the finish. */
#define AFTER_WORTH_SAYING_S 60.0
#define MOST_TEXT ((size_t)4096)
/* A split that lacks less is a full one. */
#define ROUNDING_M 1.0
#define BY_5_KM_M 5000.0

static void percent(double share, char text[NUM_TEXT_SIZE])
{
    num_format_fixed(100 * fabs(share), 0, text);
}

static const char *name_of(const struct app_now_what *answer)
{
    const struct ow_race_distance *known =
        ow_race_snap(answer->race->distance_m);

    if (answer->has_reading && answer->reading.distance_name != NULL) {
        return answer->reading.distance_name;
    }
    return known != NULL ? known->name : "race";
}

static void show_splits(struct buf *out, const struct ow_race_reading *reading)
{
    const char *every =
        reading->split_m < BY_5_KM_M ? "  Every km: " : "  Every 5 km: ";
    char time[OW_QUANTITY_TEXT_SIZE];
    struct buf line;
    size_t shown = 0;

    buf_init(&line, MOST_TEXT);
    for (size_t i = 0; i < reading->split_count; i++) {
        const struct ow_split *split = &reading->splits[i];

        if (split->to_m - split->from_m >= reading->split_m - ROUNDING_M) {
            ow_duration_format(split->time_s, time);
            buf_append_format(&line, "%s%s", shown > 0 ? ", " : "", time);
            shown++;
        }
    }
    if (shown > 1) {
        buf_append_text(out, every);
        text_wrap(out, text_width(every), text_width(every), buf_text(&line));
    }
    buf_dispose(&line);
}

static void show_halves(struct buf *out, const struct ow_race_reading *reading)
{
    char first[OW_QUANTITY_TEXT_SIZE];
    char second[OW_QUANTITY_TEXT_SIZE];
    char share[NUM_TEXT_SIZE];

    if (ow_is_missing(reading->first_half_s)) {
        return;
    }
    ow_duration_format(reading->first_half_s, first);
    ow_duration_format(reading->second_half_s, second);
    buf_append_format(out, "  Halves in %s and %s", first, second);
    if (fabs(reading->fade) >= FADE_WORTH_SAYING) {
        percent(reading->fade, share);
        buf_append_format(out, "; the last quarter %s %% %s than the second",
                          share, reading->fade > 0 ? "slower" : "faster");
    }
    buf_append_text(out, ".\n");
}

/* What a marathon's first half foretold, and where its wall stood. */
static void show_wall(const struct cli *cli, struct buf *out,
                      const struct ow_race_reading *reading)
{
    char time[OW_QUANTITY_TEXT_SIZE];
    char from[OW_QUANTITY_TEXT_SIZE];
    char length[OW_QUANTITY_TEXT_SIZE];

    if (!ow_is_missing(reading->projected_s)) {
        ow_duration_format(round(reading->projected_s / 60) * 60, time);
        buf_append_format(
            out,
            "  Runners who begin a marathon like this come in at about %s.\n",
            time);
    }
    if (reading->collapsed == OW_YES) {
        ow_distance_format(reading->wall_from_m, cli->units, from);
        ow_distance_format(reading->wall_length_m, cli->units, length);
        buf_append_format(out,
                          "  The wall stood at %s: from there %s were a "
                          "quarter slower and more.\n",
                          from, length);
    }
}

/* What the way and the day cost, and what the watch ran on for. */
static void show_costs(struct buf *out, const struct ow_race_reading *reading)
{
    char low[OW_QUANTITY_TEXT_SIZE];
    char high[OW_QUANTITY_TEXT_SIZE];
    char degrees[NUM_TEXT_SIZE];
    char text[MOST_TEXT];

    if (fabs(reading->hills_s) >= HILLS_WORTH_SAYING * reading->time_s) {
        ow_duration_format(fabs(reading->hills_s), low);
        buf_append_format(out, "  The hills %s about %s.\n",
                          reading->hills_s > 0 ? "cost" : "gave", low);
    }
    if (reading->heat_high_s >= HEAT_WORTH_SAYING * reading->time_s) {
        ow_duration_format(reading->heat_low_s, low);
        ow_duration_format(reading->heat_high_s, high);
        num_format_fixed(reading->temperature_c, 0, degrees);
        (void)snprintf(text, sizeof text,
                       "The heat cost %s to %s, if the air had the %s C of the "
                       "watch and was moist.",
                       low, high, degrees);
        buf_append_text(out, "  ");
        text_wrap(out, 2, 2, text);
    }
    if (reading->after_s >= AFTER_WORTH_SAYING_S) {
        ow_duration_format(reading->after_s, low);
        buf_append_format(out, "  After the finish the watch ran on for %s.\n",
                          low);
    }
}

static void show_official(const struct cli *cli, struct buf *out,
                          const struct ow_race_reading *reading)
{
    buf_append_text(out, "  ");
    if (reading->distance_name != NULL) {
        buf_append_text(out, reading->distance_name);
    } else {
        figure_distance(cli, out, reading->distance_m);
    }
    buf_append_text(out, " in ");
    figure_time(out, reading->time_s);
    buf_append_text(out, " (");
    figure_pace(cli, out, reading->distance_m / reading->time_s);
    buf_append_text(out, ")");
    if (!ow_is_missing(reading->effort)) {
        buf_append_text(out, ", ");
        figure_percent(out, reading->effort, 0);
        buf_append_text(out, " of the speed your best race foretold");
    }
    buf_append_text(out, ".\n");
}

static void show_likely(struct buf *out, const struct ow_race_reading *reading,
                        bool is_named)
{
    struct buf text;

    if (is_named) {
        buf_append_text(out,
                        "  It is among your races ('onward race list').\n");
        return;
    }
    buf_init(&text, MOST_TEXT);
    buf_append_text(&text, "Taken for a race with ");
    figure_percent(&text, reading->confidence, 0);
    for (size_t i = 0; i < reading->reason_count; i++) {
        buf_append_format(&text, "%s%s", i == 0 ? ": " : ", ",
                          reading->reasons[i]);
    }
    buf_append_text(&text, ".");
    buf_append_text(out, "  ");
    text_wrap(out, 2, 2, buf_text(&text));
    buf_dispose(&text);
}

void show_race_reading(const struct cli *cli, struct buf *out,
                       const struct ow_race_reading *reading, bool is_named)
{
    show_official(cli, out, reading);
    show_splits(out, reading);
    show_halves(out, reading);
    show_wall(cli, out, reading);
    show_costs(out, reading);
    show_likely(out, reading, is_named);
}

void show_race(const struct cli *cli, struct buf *out,
               const struct app_now_what *answer)
{
    const struct ow_race *race = answer->race;
    char day[TEXT_DAY_SIZE];
    char distance[OW_QUANTITY_TEXT_SIZE];
    char time[OW_QUANTITY_TEXT_SIZE];
    char pace[OW_QUANTITY_TEXT_SIZE];
    char title[MOST_TEXT];

    text_day(cli, race->date, day);
    ow_distance_format(race->distance_m, cli->units, distance);
    (void)snprintf(title, sizeof title, "%s on %s: %s",
                   race->name != NULL ? race->name : name_of(answer), day,
                   distance);
    title[0] = char_upper(title[0]);
    text_styled(cli, out, TEXT_BOLD, title);
    if (!ow_is_missing(race->time_s)) {
        ow_duration_format(race->time_s, time);
        ow_pace_format(race->time_s / race->distance_m * 1000, cli->units,
                       pace);
        buf_append_format(out, " in %s (%s)", time, pace);
    }
    buf_append_char(out, '\n');
    if (answer->has_reading) {
        show_splits(out, &answer->reading);
        show_halves(out, &answer->reading);
        show_wall(cli, out, &answer->reading);
        show_costs(out, &answer->reading);
    }
}

static void clock_line(const struct cli *cli, struct buf *out, const char *name,
                       const char *text)
{
    buf_append_text(out, "  ");
    text_styled(cli, out, TEXT_BOLD, name);
    for (size_t i = text_width(name); i < CLOCK_COLUMN; i++) {
        buf_append_char(out, ' ');
    }
    text_wrap(out, CLOCK_COLUMN + 2, CLOCK_COLUMN + 2, text);
}

static void show_clocks(const struct cli *cli, struct buf *out,
                        const struct ow_race *race,
                        const struct ow_recovery *recovery)
{
    char day[TEXT_DAY_SIZE];
    char text[MOST_TEXT];

    text_day(cli, ow_date_add_days(race->date, recovery->off_days), day);
    (void)snprintf(text, sizeof text,
                   "%d days, through %s; %d of them are a must. A walk of 20 "
                   "to 30 minutes is welcome from the first day.",
                   recovery->off_days, day, recovery->off_must_days);
    clock_line(cli, out, "No running", text);
    text_day(cli, ow_date_add_days(race->date, recovery->easy_until_day), day);
    (void)snprintf(text, sizeof text,
                   "through %s, day %d after the race; nothing hard through "
                   "day %d is a must.",
                   day, recovery->easy_until_day, recovery->easy_must_day);
    clock_line(cli, out, "Easy only", text);
    text_day(cli, ow_date_add_days(race->date, recovery->back_day), day);
    (void)snprintf(text, sizeof text, "from about %s, day %d.", day,
                   recovery->back_day);
    clock_line(cli, out, "Volume back", text);
}

/* "first race at this distance (+25 %), age of 40 to 49 (+10 %)" */
static void show_reasons(const struct cli *cli, struct buf *out,
                         const struct ow_recovery *recovery)
{
    struct buf text;

    buf_init(&text, MOST_TEXT);
    for (size_t i = 0; i < recovery->reason_count; i++) {
        const struct ow_recovery_reason *reason = &recovery->reasons[i];
        char share[NUM_TEXT_SIZE];

        percent(reason->factor - 1, share);
        buf_append_format(&text, "%s%s (%s%s %%)", i > 0 ? ", " : "",
                          reason->because, reason->factor < 1 ? "-" : "+",
                          share);
    }
    if (recovery->reason_count == 0) {
        buf_append_text(&text, "what its distance asks for, no more.");
    }
    clock_line(cli, out, "Why so long", buf_text(&text));
    buf_dispose(&text);
}

void show_recovery(const struct cli *cli, struct buf *out,
                   const struct app_now_what *answer)
{
    double pain = ow_rule_value(&answer->scenario->rules, OW_RULE_SYMPTOM_HARD,
                                "stairs_pain");
    char text[MOST_TEXT];

    text_heading(cli, out, "How long to rest");
    show_clocks(cli, out, answer->race, &answer->recovery);
    show_reasons(cli, out, &answer->recovery);
    (void)snprintf(text, sizeof text,
                   "how you feel, not the calendar: stairs hurting %d of 10 or "
                   "more, illness or injury hold hard running back. Tell it: "
                   "'onward log --stairs 1 --soreness 2 --sleep 4 "
                   "--motivation 4'.",
                   (int)pain);
    clock_line(cli, out, "What opens it", text);
}

void show_assumed(const struct cli *cli, struct buf *out,
                  const struct app_now_what *answer)
{
    char weekly[OW_QUANTITY_TEXT_SIZE];
    struct buf text;

    if (answer->assumed == 0) {
        return;
    }
    buf_init(&text, MOST_TEXT);
    ow_distance_format(answer->recovery.weekly_m, cli->units, weekly);
    if ((answer->assumed & APP_ASSUMED_WEEKLY) != 0) {
        buf_append_format(&text,
                          "about %s a week before it (--weekly, or 'onward "
                          "import' your runs); ",
                          weekly);
    }
    if ((answer->assumed & APP_ASSUMED_EFFORT) != 0) {
        buf_append_text(&text, "run as hard as you could (--effort); ");
    }
    if ((answer->assumed & APP_ASSUMED_AGE) != 0) {
        buf_append_text(&text, "under 40 years old (--age); ");
    }
    if ((answer->assumed & APP_ASSUMED_DAYS) != 0) {
        buf_append_text(&text, "an hour on weekdays, more at the weekend "
                               "('onward athlete set'); ");
    }
    text_heading(cli, out, "Assumed, because nobody said");
    text.length -= text.length >= 2 ? 2 : 0;
    buf_append_char(&text, '.');
    text_wrap(out, 0, 2, buf_text(&text));
    buf_dispose(&text);
}
