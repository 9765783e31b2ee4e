/* A season's review as text; see the header. */
#include "cli/show_review.h"

#include "cli/figure.h"
#include "cli/show_goals.h"
#include "cli/text.h"

#define DAY_COLUMN 17
#define NAME_COLUMN 17
#define AREA_COLUMN 17
#define TITLE_COLUMN 38
#define INDENT 4
#define MOST_TEXT 600

/* A line of words after two blanks. */
static void say(struct buf *out, struct buf *text)
{
    buf_append_text(out, "  ");
    text_wrap(out, 2, INDENT, buf_text(text));
    text->length = 0;
}

static void show_sum(const struct cli *cli, struct buf *out,
                     const struct review *review)
{
    const struct past *past = &review->goals.past;
    char day[TEXT_DAY_SIZE];
    struct buf text;

    buf_init(&text, MOST_TEXT);
    figure_distance(cli, &text, review->sum.run_m);
    buf_append_format(&text, " in %d run%s, ", review->sum.runs,
                      review->sum.runs == 1 ? "" : "s");
    figure_distance(cli, &text,
                    review->sum.run_m / (double)(review->weeks - 1));
    buf_append_format(&text, " a week; %zu of %zu weeks with a run",
                      review->weeks_run, review->weeks);
    say(out, &text);
    if (review->longest < past->count) {
        text_day(cli, past->activities[review->longest].date, day);
        buf_append_text(&text, "longest: ");
        figure_distance(cli, &text,
                        past->activities[review->longest].distance_m);
        buf_append_format(&text, " on %s", day);
        say(out, &text);
    }
    if (review->sum.strength + review->sum.cross > 0) {
        buf_append_format(&text, "strength %d times, other sport %d times",
                          review->sum.strength, review->sum.cross);
        say(out, &text);
    }
    buf_dispose(&text);
}

static void show_races(const struct cli *cli, struct buf *out,
                       const struct review *review)
{
    bool has_heading = false;

    for (size_t i = 0; i < review->goals.past.count; i++) {
        const struct ow_history_activity *race =
            &review->goals.past.activities[i];
        char day[TEXT_DAY_SIZE];
        struct buf text;

        if (!review_is_race(review, i)) {
            continue;
        }
        if (!has_heading) {
            text_heading(cli, out, "Races");
            has_heading = true;
        }
        buf_init(&text, MOST_TEXT);
        text_day(cli, race->date, day);
        buf_append_text(out, "  ");
        text_pad(out, day, DAY_COLUMN);
        figure_best_name(cli, &text, race->race_m);
        text_pad(out, buf_text(&text), NAME_COLUMN);
        figure_time(out, race->race_s);
        buf_append_char(out, '\n');
        buf_dispose(&text);
    }
}

static void show_goal_lines(const struct cli *cli, struct buf *out,
                            const struct review *review)
{
    const struct goals_report *goals = &review->goals;

    if (goals->count > 0) {
        text_heading(cli, out, "Goals");
    }
    for (size_t i = 0; i < goals->count; i++) {
        const struct ow_goal *goal = &goals->scenario->goals[i];
        const struct ow_goal_answer *answer = &goals->answers[i];
        struct buf text;

        buf_init(&text, MOST_TEXT);
        buf_append_format(&text, "%s  ", goal->id);
        show_goal_title(cli, &text, goal, answer);
        buf_append_text(out, "  ");
        text_pad(out, buf_text(&text), TITLE_COLUMN);
        show_goal_verdict(cli, out, answer);
        if (!answer->is_reached && !ow_is_missing(answer->progress)) {
            buf_append_text(out, ", ");
            figure_percent(out, answer->progress, 0);
            buf_append_text(out, " of the way");
        }
        buf_append_char(out, '\n');
        buf_dispose(&text);
    }
}

static void show_area(const struct cli *cli, struct buf *out,
                      const struct ow_weakness *area)
{
    static const enum text_style styles[] = {
        [OW_WEAKNESS_NOT_ENOUGH_DATA] = TEXT_DIM,
        [OW_WEAKNESS_WEAK] = TEXT_AMBER,
        [OW_WEAKNESS_AS_EXPECTED] = TEXT_PLAIN,
        [OW_WEAKNESS_STRONG] = TEXT_GREEN,
    };
    static const char *const verdicts[] = {
        [OW_WEAKNESS_NOT_ENOUGH_DATA] = "not enough data",
        [OW_WEAKNESS_WEAK] = "weak",
        [OW_WEAKNESS_AS_EXPECTED] = "as expected",
        [OW_WEAKNESS_STRONG] = "strong",
    };
    static const char *const names[OW_WEAKNESS_AREA_COUNT] = {
        [OW_WEAKNESS_PACING] = "pacing",
        [OW_WEAKNESS_DURABILITY] = "durability",
        [OW_WEAKNESS_SPEED_ENDURANCE] = "speed, endurance",
        [OW_WEAKNESS_HILLS] = "hills",
        [OW_WEAKNESS_FORM] = "form",
        [OW_WEAKNESS_CONSISTENCY] = "consistency",
        [OW_WEAKNESS_FUELLING] = "fuelling",
    };

    buf_append_text(out, "  ");
    text_pad(out, names[area->area], AREA_COLUMN);
    text_styled(cli, out, styles[area->verdict], verdicts[area->verdict]);
    buf_append_char(out, '\n');
    text_wrap(out, 0, INDENT, area->sentence);
}

static void show_words(const struct cli *cli, struct buf *out,
                       const struct review *review)
{
    const char *note = json_string_value(json_object_get(review->said, "note"));
    const json_t *hard = json_object_get(review->said, "hard");
    struct buf text;
    size_t i = 0;
    json_t *word = NULL;

    buf_init(&text, MOST_TEXT);
    text_heading(cli, out, "In your own words");
    if (review->said == NULL) {
        buf_append_text(&text, "What did you find hard? Say it, and the plan "
                               "works on it: 'onward review --hard durability "
                               "--note \"the last 8 km\"'.");
    } else {
        buf_append_format(
            &text, "%s: hard was ",
            json_string_value(json_object_get(review->said, "date")));
        json_array_foreach(hard, i, word)
        {
            buf_append_format(&text, "%s%s", i > 0 ? ", " : "",
                              json_string_value(word));
        }
        buf_append_format(&text, "%s%s%.400s",
                          json_array_size(hard) == 0 ? "nothing" : "",
                          note != NULL ? "; " : "", note != NULL ? note : "");
    }
    say(out, &text);
    buf_dispose(&text);
}

void show_review(const struct cli *cli, struct buf *out,
                 const struct review *review)
{
    char from[TEXT_DAY_SIZE];

    text_day(cli, review->from, from);
    buf_append_format(out, "Your season since %s\n", from);
    show_sum(cli, out, review);
    show_races(cli, out, review);
    show_goal_lines(cli, out, review);
    text_heading(cli, out, "What your runs show");
    for (size_t i = 0; i < OW_WEAKNESS_AREA_COUNT; i++) {
        show_area(cli, out, &review->found[i]);
    }
    show_words(cli, out, review);
}
