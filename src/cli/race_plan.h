/* A race plan to be shown: as text, data, a page or a band to cut out. */
#ifndef CLI_RACE_PLAN_H
#define CLI_RACE_PLAN_H

#include "base/num.h"
#include "cli/cli.h"
#include "onward/body.h"
#include "onward/strategy.h"

struct race_plan_view {
    const struct ow_race_course *course;
    const struct ow_race_plan *plan;
    const struct ow_prediction *prediction; /* NULL: nothing is known */
    const char *file; /* of the course; NULL for a distance */
    bool has_weather; /* a temperature or an altitude was given */
    const struct ow_raced_split *raced; /* a split each; NULL: not yet run */
    const char *raced_words;
};

#define RACE_PLAN_TITLE_SIZE 96

/** "half-marathon in 1:45:00", "city.gpx in 3:30:00" */
void race_plan_title(const struct cli *cli, const struct race_plan_view *view,
                     char title[RACE_PLAN_TITLE_SIZE]);

/** "even effort", "second half 1.0 % faster", … */
const char *race_plan_pacing_words(enum ow_pacing pacing);

/** One split as words, for tables; each column may stand alone. */
struct race_plan_row {
    char at[NUM_TEXT_SIZE];            /* where it ends, in km or mi: "5" */
    char split[OW_QUANTITY_TEXT_SIZE]; /* its time */
    char pace[OW_QUANTITY_TEXT_SIZE];
    char flat[OW_QUANTITY_TEXT_SIZE]; /* pace as on the flat */
    char grade[NUM_TEXT_SIZE];
    char clock[OW_QUANTITY_TEXT_SIZE]; /* from the start */
    char raced[OW_QUANTITY_TEXT_SIZE]; /* the clock as it was; "" without */
    char behind[OW_QUANTITY_TEXT_SIZE + 1]; /* "+0:12", "-0:03" */
};

void race_plan_row(const struct cli *cli, const struct race_plan_view *view,
                   size_t split, struct race_plan_row *row);

/** With the course's profile and everything that is known. */
void race_plan_text(struct cli *cli, const struct race_plan_view *view);

void race_plan_json(struct cli *cli, const struct race_plan_view *view);
void race_plan_csv(struct cli *cli, const struct race_plan_view *view);

/** A page of Markdown, and one of HTML to be printed. */
void race_plan_markdown(struct cli *cli, const struct race_plan_view *view);
void race_plan_html(struct cli *cli, const struct race_plan_view *view);

/** A band to cut out and wear, in the picture's format. */
int race_plan_band(struct cli *cli, const struct race_plan_view *view);

/** The wider facts, one a line: course, pace, weather, worth, prediction. */
struct race_plan_fact {
    const char *what; /* "Course" */
    char words[160];
};

#define RACE_PLAN_MOST_FACTS 6

size_t race_plan_facts(const struct cli *cli, const struct race_plan_view *view,
                       struct race_plan_fact facts[RACE_PLAN_MOST_FACTS]);

#endif
