/* The words of a race plan that text, pages and bands share. */
#include "cli/figure.h"
#include "cli/race_plan.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define M_PER_KM 1000.0
#define WHOLE_SHARE 1e-6

/* What was appended, as text of at most `size` bytes with its zero. */
static void take(struct buf *from, char *text, size_t size)
{
    (void)snprintf(text, size, "%s", buf_text(from));
    buf_dispose(from);
}

void race_plan_title(const struct cli *cli, const struct race_plan_view *view,
                     char title[RACE_PLAN_TITLE_SIZE])
{
    struct buf text;

    buf_init(&text, RACE_PLAN_TITLE_SIZE);
    if (view->file != NULL) {
        const char *slash = strrchr(view->file, '/');
        const char *name = slash != NULL ? slash + 1 : view->file;

        buf_append(&text, name, utf8_cut(name, strlen(name), 60));
    } else {
        figure_best_name(cli, &text, view->plan->length_m);
        if (text.length > 0) {
            text.data[0] = char_upper(text.data[0]);
        }
    }
    buf_append_text(&text, " in ");
    figure_time(&text, view->plan->goal_s);
    take(&text, title, RACE_PLAN_TITLE_SIZE);
}

const char *race_plan_pacing_words(enum ow_pacing pacing)
{
    static const char *const words[OW_PACING_COUNT] = {
        [OW_PACING_EVEN] = "even effort",
        [OW_PACING_NEGATIVE] = "negative split",
        [OW_PACING_PROGRESSION] = "a progression",
        [OW_PACING_OWN] = "your own profile",
    };

    return words[pacing];
}

void race_plan_row(const struct cli *cli, const struct race_plan_view *view,
                   size_t split, struct race_plan_row *row)
{
    const struct ow_race_split *of = &view->plan->splits[split];
    double at = figure_long(cli, of->to_m);
    bool is_whole = fabs(at - round(at)) < WHOLE_SHARE * at;
    double per_km = figure_long_m(cli) / M_PER_KM;

    num_format(at, is_whole ? 0 : 2, row->at);
    ow_duration_format((double)of->time_s, row->split);
    ow_duration_format(of->pace_s_per_km * per_km, row->pace);
    ow_duration_format(of->flat_pace_s_per_km * per_km, row->flat);
    num_format_fixed(100 * of->grade, 1, row->grade);
    ow_duration_format((double)of->cumulative_s, row->clock);
    row->raced[0] = '\0';
    row->behind[0] = '\0';
    if (view->raced != NULL) {
        double behind_s = view->raced[split].behind_s;

        ow_duration_format(view->raced[split].cumulative_s, row->raced);
        row->behind[0] = behind_s < 0 ? '-' : '+';
        ow_duration_format(fabs(behind_s), row->behind + 1);
    }
}

static struct race_plan_fact *begin(struct race_plan_fact *facts, size_t *count,
                                    const char *what, struct buf *text)
{
    struct race_plan_fact *fact = &facts[(*count)++];

    fact->what = what;
    buf_init(text, sizeof fact->words);
    return fact;
}

static void end(struct race_plan_fact *fact, struct buf *text)
{
    take(text, fact->words, sizeof fact->words);
}

static void course_fact(const struct cli *cli,
                        const struct race_plan_view *view, struct buf *text)
{
    const struct ow_course_facts *facts = ow_course_facts(view->course);

    figure_distance(cli, text, facts->length_m);
    if (!facts->has_elevation) {
        buf_append_text(text, ", flat");
        return;
    }
    buf_append_text(text, ", ");
    figure_height(cli, text, facts->ascent_m);
    buf_append_text(text, " up, ");
    figure_height(cli, text, facts->descent_m);
    buf_append_text(text, " down; as hard as ");
    figure_distance(cli, text, facts->flat_m);
    buf_append_text(text, " on the flat");
}

static void pace_fact(const struct cli *cli, const struct race_plan_view *view,
                      struct buf *text)
{
    const struct ow_race_plan *plan = view->plan;

    figure_pace(cli, text, plan->length_m / plan->goal_s);
    buf_append_text(text, " in the mean, ");
    buf_append_text(text, race_plan_pacing_words(plan->pacing));
    buf_append_text(text, "; halves ");
    figure_time(text, plan->first_half_s);
    buf_append_text(text, " and ");
    figure_time(text, plan->goal_s - round(plan->first_half_s));
}

static void weather_fact(const struct race_plan_view *view, struct buf *text)
{
    const struct ow_race_plan *plan = view->plan;

    if (plan->heat.high > 0) {
        buf_append_number(text, 100 * plan->heat.low, 1);
        buf_append_text(text, " to ");
        buf_append_number(text, 100 * plan->heat.high, 1);
        buf_append_text(text, " % slower by heat");
    } else if (!ow_is_missing(plan->heat.high)) {
        buf_append_text(text, "no heat that slows");
    } else {
        buf_append_text(text, "too hot to say");
    }
    if (plan->altitude_slowdown > 0) {
        buf_append_text(text, ", ");
        buf_append_number(text, 100 * plan->altitude_slowdown, 1);
        buf_append_text(text, " % by thin air");
    }
}

size_t race_plan_facts(const struct cli *cli, const struct race_plan_view *view,
                       struct race_plan_fact facts[RACE_PLAN_MOST_FACTS])
{
    struct race_plan_fact *fact = NULL;
    struct buf text;
    size_t count = 0;

    fact = begin(facts, &count, "Course", &text);
    course_fact(cli, view, &text);
    end(fact, &text);
    fact = begin(facts, &count, "Pace", &text);
    pace_fact(cli, view, &text);
    end(fact, &text);
    if (view->has_weather) {
        fact = begin(facts, &count, "Weather", &text);
        weather_fact(view, &text);
        end(fact, &text);
    }
    if (view->has_weather || ow_course_facts(view->course)->has_elevation) {
        fact = begin(facts, &count, "Worth", &text);
        figure_time(&text, view->plan->worth_s);
        buf_append_text(&text, " on the flat, in the cool");
        end(fact, &text);
    }
    if (view->prediction != NULL) {
        fact = begin(facts, &count, "You", &text);
        figure_time(&text, view->prediction->time_s);
        buf_append_text(&text, " predicted on the flat, ");
        figure_time(&text, view->prediction->low_s);
        buf_append_text(&text, " to ");
        figure_time(&text, view->prediction->high_s);
        end(fact, &text);
    }
    if (view->raced != NULL) {
        fact = begin(facts, &count, "Raced", &text);
        buf_append_text(&text, view->raced_words);
        end(fact, &text);
    }
    return count;
}
