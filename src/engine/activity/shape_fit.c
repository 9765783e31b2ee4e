/*
 * Whether a rise went in steps or as a line. Staircases of least squares are
 * where the search begins; how long errors last is summed over, since a pace
 * that drifts looks like steps.
 */
#include "engine/activity/shape.h"
#include "engine/activity/shape_odds.h"

#include <math.h>
#include <string.h>

/* Means of at least two bins, so that rounded metres do not alternate. */
#define LEAST_GROUP 2
/* Pace hangs on to what it was for so long (design choice). */
#define MEMORIES 4
static const double memories_s[MEMORIES] = {10, 25, 50, 90};
/* Steps are a line's approximation too: by so much they must be more probable,
 * and one step alone by so much less (learnt on made runs). */
#define LEAST_ODDS 0.8
#define ONE_STEP_ODDS 0.5

/* The staircases of least squares: what 1, 2, … levels gain up to each place,
 * and where the last of them begins. */
struct ladder {
    double sum[ODDS_MOST_MEANS + 1];
    double best[ODDS_MOST_LEVELS + 1][ODDS_MOST_MEANS + 1];
    size_t cut[ODDS_MOST_LEVELS + 1][ODDS_MOST_MEANS + 1];
};

/* What there is to choose from, by the count of levels; 1 is the line. */
struct choice {
    double odds[ODDS_MOST_LEVELS + 1]; /* log evidence */
    double top[ODDS_MOST_LEVELS + 1];  /* of the best memory */
    struct odds_stairs best[ODDS_MOST_LEVELS + 1];
    struct odds_line line;
};

/* Means of so many bins; the last takes what remains. */
static size_t fill_means(struct odds_series *series,
                         const struct shape_bins *bins, struct shape_span span)
{
    size_t all = span.to - span.from;
    size_t group = (all + ODDS_MOST_MEANS - 1) / ODDS_MOST_MEANS;

    group = group > LEAST_GROUP ? group : LEAST_GROUP;
    series->count = all / group;
    series->time_s[0] = 0;
    for (size_t i = 0; i < series->count; i++) {
        size_t from = span.from + i * group;
        struct shape_span part = {from, i + 1 < series->count ? from + group
                                                              : span.to};

        series->y[i] = shape_mean(bins, part);
        series->time_s[i + 1] = series->time_s[i] + shape_moving_s(bins, part);
    }
    return group;
}

/* What the last of k levels gains most, up to a place. */
static void add_rung(const struct odds_series *series, struct ladder *ladder,
                     size_t k, size_t to)
{
    ladder->best[k][to] = -(double)INFINITY;
    ladder->cut[k][to] = 0;
    for (size_t from = 0;
         from < to &&
         series->time_s[to] - series->time_s[from] >= ODDS_SHORTEST_LEVEL_S;
         from++) {
        double value = ladder->sum[to] - ladder->sum[from];
        double gained =
            ladder->best[k - 1][from] + value * value / (double)(to - from);

        if (gained > ladder->best[k][to]) {
            ladder->best[k][to] = gained;
            ladder->cut[k][to] = from;
        }
    }
}

static void fill_ladder(const struct odds_series *series, struct ladder *ladder)
{
    ladder->sum[0] = 0;
    for (size_t i = 0; i < series->count; i++) {
        ladder->sum[i + 1] = ladder->sum[i] + series->y[i];
    }
    for (size_t to = 0; to <= series->count; to++) {
        ladder->best[0][to] = to == 0 ? 0 : -(double)INFINITY;
    }
    for (size_t k = 1; k <= ODDS_MOST_LEVELS; k++) {
        for (size_t to = 0; to <= series->count; to++) {
            add_rung(series, ladder, k, to);
        }
    }
}

/* False where there is no room for so many levels. */
static bool read_ladder(const struct ladder *ladder, size_t end, size_t count,
                        struct odds_stairs *stairs)
{
    if (!(ladder->best[count][end] > -(double)INFINITY)) {
        return false;
    }
    stairs->count = count;
    stairs->edge[0] = 0;
    for (size_t k = count; k > 0; k--) {
        stairs->edge[k] = end;
        end = ladder->cut[k][end];
    }
    return true;
}

static void take(struct choice *choice, size_t k, double log_evidence)
{
    choice->odds[k] = odds_add(choice->odds[k], log_evidence);
}

/* Weighs lines and staircases with errors that last so long. */
static void weigh(struct odds_series *series, double memory_s,
                  struct odds_stairs *stairs, size_t most,
                  struct choice *choice)
{
    double each_s = series->time_s[series->count] / (double)series->count;
    struct odds_line line;

    odds_whiten(series, exp(-each_s / memory_s));
    take(choice, 1, odds_of_lines(series, &line));
    if (line.log_evidence > choice->top[1]) {
        choice->top[1] = line.log_evidence;
        choice->line = line;
    }
    for (size_t k = 2; k <= most; k++) {
        odds_climb(series, &stairs[k]);
        take(choice, k, stairs[k].log_evidence);
        if (stairs[k].log_evidence > choice->top[k]) {
            choice->top[k] = stairs[k].log_evidence;
            choice->best[k] = stairs[k];
        }
    }
}

static void weigh_all(struct odds_series *series, struct choice *choice)
{
    struct ladder ladder;
    struct odds_stairs stairs[ODDS_MOST_LEVELS + 1];
    size_t most = 1;

    fill_ladder(series, &ladder);
    while (most < ODDS_MOST_LEVELS &&
           read_ladder(&ladder, series->count, most + 1, &stairs[most + 1])) {
        most++;
    }
    for (size_t k = 0; k <= ODDS_MOST_LEVELS; k++) {
        choice->odds[k] = choice->top[k] = -1e300;
    }
    for (size_t m = 0; m < MEMORIES; m++) {
        weigh(series, memories_s[m], stairs, most, choice);
    }
}

/* The staircase that is most probable; its log odds against the line. */
static const struct odds_stairs *choose(const struct choice *choice,
                                        double *odds)
{
    double many = choice->odds[3];
    double one = choice->odds[2] + ONE_STEP_ODDS;
    size_t best = 3;

    for (size_t k = 4; k <= ODDS_MOST_LEVELS; k++) {
        many = odds_add(many, choice->odds[k]);
        best = choice->odds[k] > choice->odds[best] ? k : best;
    }
    many -= LEAST_ODDS;
    *odds = fmax(one, many) - choice->odds[1];
    return &choice->best[many > one ? best : 2];
}

void shape_fit(const struct shape_bins *bins, struct shape_span span,
               struct shape_fit *fit)
{
    struct odds_series series;
    struct choice choice;
    const struct odds_stairs *stairs = NULL;
    size_t group = fill_means(&series, bins, span);

    memset(fit, 0, sizeof *fit);
    memset(&choice, 0, sizeof choice);
    weigh_all(&series, &choice);
    fit->knot = span.from + group * choice.line.knot;
    fit->line_rise = choice.line.rise;
    fit->line_jump = choice.line.jump;
    stairs = choose(&choice, &fit->odds);
    fit->steps.count = stairs->count;
    for (size_t k = 0; k < stairs->count; k++) {
        fit->steps.spans[k] = (struct shape_span){
            span.from + group * stairs->edge[k],
            k + 1 < stairs->count ? span.from + group * stairs->edge[k + 1]
                                  : span.to};
        fit->steps.level[k] = shape_mean(bins, fit->steps.spans[k]);
    }
}
