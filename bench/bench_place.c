/*
 * Time to place a week of sessions on its days. With a folder as argument the
 * same weeks are written into it as integer programmes, N.lp, and the least
 * cost that our search finds for each into N.cost.
 */
#include "bench.h"

#include "engine/plan/costs.h"
#include "engine/plan/draft.h"

#include <stdlib.h>
#include <string.h>

#define CASES 24
#define ROUNDS 20

/* A week without days: how many of each, and which days are closed. */
struct week {
    int easy;
    int hard;
    int strength;
    int cross;
    int second;    /* runs beside others */
    int easy_days; /* after each hard run */
    int wished;    /* for the long run */
    bool closed[WEEK_DAYS];
    bool not_hard[WEEK_DAYS];
};

struct placing {
    struct ow_scenario scenario;
    struct planner planner;
    struct draft_week draft;
    struct draft_day days[WEEK_DAYS];
    struct arena arena;
    struct week weeks[CASES];
    int costs[CASES];
};

static void draw_week(struct week *week, unsigned number)
{
    *week = (struct week){.easy = (int)(1 + number % 4),
                          .hard = (int)(number / 4 % 3),
                          .strength = (int)(number % 3),
                          .cross = (int)(number / 2 % 2),
                          .second = (int)(number / 3 % 3),
                          .easy_days = (int)(number / 5 % 3),
                          .wished = (int)(number % WEEK_DAYS)};
    week->closed[(number * 5 + 2) % WEEK_DAYS] = number % 3 == 0;
    week->not_hard[(number * 3 + 1) % WEEK_DAYS] = true;
}

static void add(struct draft_week *draft, enum ow_session_type type,
                int minutes, int count)
{
    for (int i = 0; i < count; i++) {
        draft->sessions[draft->session_count++] = (struct draft_session){
            .type = type,
            .kind = type == OW_SESSION_TEMPO ? LIBRARY_TEMPO : LIBRARY_EASY,
            .duration_s = minutes * 60};
    }
}

/* The last runs are second ones; hard runs ask for easy days. */
static void set_roles(struct draft_week *draft, const struct week *week)
{
    for (size_t i = 0; i < draft->session_count; i++) {
        struct draft_session *session = &draft->sessions[i];

        session->is_second = i + (size_t)week->second >= draft->session_count;
        session->easy_days_after =
            session->type == OW_SESSION_TEMPO ? week->easy_days : 0;
    }
}

static bool place(struct placing *placing, int number)
{
    const struct week *week = &placing->weeks[number];

    memset(&placing->draft, 0, sizeof placing->draft);
    for (int day = 0; day < WEEK_DAYS; day++) {
        placing->days[day] = (struct draft_day){
            .date = {20000 + day},
            .phase = OW_PHASE_BASE,
            .minutes = week->closed[day] ? 0 : 240,
            .bars = week->not_hard[day] ? (unsigned)BAR_HARD : 0};
    }
    placing->scenario.athlete.long_run_day = week->wished;
    add(&placing->draft, OW_SESSION_LONG, 120, 1);
    add(&placing->draft, OW_SESSION_TEMPO, 60, week->hard);
    add(&placing->draft, OW_SESSION_EASY, 60, week->easy);
    add(&placing->draft, OW_SESSION_EASY, 30, week->second);
    set_roles(&placing->draft, week);
    add(&placing->draft, OW_SESSION_STRENGTH, 30, week->strength);
    add(&placing->draft, OW_SESSION_CROSS, 40, week->cross);
    return days_place(&placing->planner, 0, NULL);
}

static void place_all(void *context)
{
    struct placing *placing = context;

    for (int i = 0; i < CASES; i++) {
        placing->costs[i] =
            place(placing, i) ? placing->draft.placement_cost : -1;
    }
}

/* A product of two choices in the cost: it is at least their sum less one. */
static void write_pair(FILE *lp, FILE *rules, int cost, const char *a, int i,
                       const char *b, int j)
{
    if (i >= 0) {
        (void)fprintf(lp, " + %d z_%s%d_%s%d", cost, a, i, b, j);
        (void)fprintf(rules, " z_%s%d_%s%d - %s%d - %s%d >= -1\n", a, i, b, j,
                      a, i, b, j);
    }
}

static void write_run_costs(FILE *lp, FILE *rules, const struct week *week,
                            int d)
{
    int runs = 1 + week->hard + week->easy;
    int row = runs <= FEW_RUNS ? COST_RUN_ROW : COST_RUN_ROW_MANY;
    int away = abs(d - week->wished);

    (void)fprintf(lp, " + %d l%d", away > 0 ? COST_LONG_DAY + away : 0, d);
    write_pair(lp, rules, COST_HARD_AFTER_LONG, "l", d - 1, "h", d);
    write_pair(lp, rules, COST_LONG_AFTER_HARD, "h", d - 1, "l", d);
    write_pair(lp, rules, COST_RUN_AFTER_LONG, "l", d - 1, "r", d);
    write_pair(lp, rules, row, "r", d - 1, "r", d);
    if (week->easy_days >= 2) {
        write_pair(lp, rules, COST_HARD_TOO_SOON, "h", d - 2, "h", d);
    }
}

static void write_extra_costs(FILE *lp, FILE *rules, int d)
{
    write_pair(lp, rules, COST_STRENGTH_EVE, "s", d - 1, "h", d);
    write_pair(lp, rules, COST_STRENGTH_EVE, "s", d - 1, "l", d);
    write_pair(lp, rules, COST_STRENGTH_ROW, "s", d - 1, "s", d);
    write_pair(lp, rules, COST_STRENGTH_EASY, "s", d, "e", d);
    write_pair(lp, rules, COST_STRENGTH_EASY + COST_STRENGTH_LONG, "s", d, "l",
               d);
    write_pair(lp, rules, COST_STRENGTH_TIRED, "l", d - 1, "s", d);
    write_pair(lp, rules, COST_CROSS_RUN, "c", d, "r", d);
    write_pair(lp, rules, COST_CROSS_HARD, "c", d, "h", d);
    write_pair(lp, rules, COST_CROSS_HARD, "c", d, "l", d);
    write_pair(lp, rules, COST_CROSS_RUN, "c", d, "s", d);
    write_pair(lp, rules, COST_DOUBLE_EVE, "x", d - 1, "l", d);
    write_pair(lp, rules, COST_DOUBLE_ROW, "x", d - 1, "x", d);
    write_pair(lp, rules, COST_DOUBLE_HARD, "x", d, "h", d);
}

/* n is 1 where no day q is free of all. */
static void write_costs(FILE *lp, FILE *rules, const struct week *week)
{
    for (int d = 0; d < WEEK_DAYS; d++) {
        write_run_costs(lp, rules, week, d);
        write_extra_costs(lp, rules, d);
    }
    (void)fprintf(lp, " + %d n", COST_NO_REST);
    (void)fprintf(rules, " n");
    for (int d = 0; d < WEEK_DAYS; d++) {
        (void)fprintf(rules, " + q%d", d);
    }
    (void)fprintf(rules, " >= 1\n");
}

static void write_day(FILE *rules, const struct week *week, int d)
{
    (void)fprintf(rules, " r%d - l%d - h%d - e%d = 0\n", d, d, d, d);
    (void)fprintf(rules, " x%d - h%d - e%d <= 0\n", d, d, d);
    (void)fprintf(rules, " r%d + s%d + c%d + x%d <= 2\n", d, d, d, d);
    (void)fprintf(rules, " q%d + r%d <= 1\n", d, d);
    (void)fprintf(rules, " q%d + s%d <= 1\n", d, d);
    (void)fprintf(rules, " q%d + c%d <= 1\n", d, d);
    if (d > 0) {
        (void)fprintf(rules, " h%d + h%d <= 1\n", d - 1, d);
    }
    if (week->closed[d]) {
        (void)fprintf(rules, " r%d + s%d + c%d = 0\n", d, d, d);
    }
    if (week->not_hard[d]) {
        (void)fprintf(rules, " h%d = 0\n", d);
    }
}

static void write_rules(FILE *rules, const struct week *week)
{
    static const char names[] = "lhescx";
    const int counts[] = {1,           week->hard,  week->easy, week->strength,
                          week->cross, week->second};

    for (int k = 0; names[k] != '\0'; k++) {
        for (int d = 0; d < WEEK_DAYS; d++) {
            (void)fprintf(rules, " + %c%d", names[k], d);
        }
        (void)fprintf(rules, " = %d\n", counts[k]);
    }
    for (int d = 0; d < WEEK_DAYS; d++) {
        write_day(rules, week, d);
    }
}

static FILE *open_file(const char *folder, int number, const char *ending)
{
    char path[512];
    FILE *file = NULL;

    (void)snprintf(path, sizeof path, "%s/%d.%s", folder, number, ending);
    file = fopen(path, "w+");
    if (file == NULL) {
        (void)fprintf(stderr, "bench: cannot write %s\n", path);
        exit(EXIT_FAILURE);
    }
    return file;
}

static void write_programme(const char *folder, const struct placing *placing,
                            int number)
{
    FILE *lp = open_file(folder, number, "lp");
    FILE *rules = tmpfile();
    FILE *cost = open_file(folder, number, "cost");
    char line[256];

    if (rules == NULL) {
        exit(EXIT_FAILURE);
    }
    (void)fprintf(cost, "%d\n", placing->costs[number]);
    (void)fprintf(lp, "Minimize\n cost:");
    write_costs(lp, rules, &placing->weeks[number]);
    write_rules(rules, &placing->weeks[number]);
    (void)fprintf(lp, "\nSubject To\n");
    rewind(rules);
    while (fgets(line, sizeof line, rules) != NULL) {
        (void)fputs(line, lp);
    }
    (void)fprintf(lp, "Binary\n");
    for (int d = 0; d < WEEK_DAYS; d++) {
        (void)fprintf(lp, " l%d h%d e%d s%d c%d x%d r%d q%d\n", d, d, d, d, d,
                      d, d, d);
    }
    (void)fprintf(lp, " n\n");
    (void)fprintf(lp, "End\n");
    (void)fclose(rules);
    (void)fclose(cost);
    (void)fclose(lp);
}

int main(int argc, char **argv)
{
    static struct placing placing;
    double taken_s = 0;

    placing.planner.scenario = &placing.scenario;
    placing.planner.weeks = &placing.draft;
    placing.planner.week_count = 1;
    placing.planner.days = placing.days;
    placing.planner.memo = days_memo_new(&placing.arena);
    if (placing.planner.memo == NULL) {
        return EXIT_FAILURE;
    }
    for (unsigned i = 0; i < CASES; i++) {
        draw_week(&placing.weeks[i], i);
    }
    taken_s = bench_best_s(place_all, &placing, ROUNDS) / CASES;
    bench_line("sessions of a week placed", taken_s * 1e6, "us", 1, "");
    for (int i = 0; i < CASES && argc > 1; i++) {
        write_programme(argv[1], &placing, i);
    }
    arena_dispose(&placing.arena);
    return 0;
}
