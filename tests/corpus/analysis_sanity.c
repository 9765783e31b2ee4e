/*
 * The analysis of every run of the corpus held to what runners are, and two
 * recordings of one run to each other.
 *
 * usage: analysis_sanity SHARED
 *
 * The corpus is SHARED/corpus; ONWARD_SHARED in the environment goes before
 * SHARED. Without a corpus the test is skipped (exit 77).
 */
#include "each_activity.h"
#include "onward/analysis.h"

#include <stdio.h>
#include <stdlib.h>

#define MOST_RUNS 1000
/* Runs of the corpus when this was written. */
#define RUNS 194

/* What two recordings of one run should agree on. */
struct run_facts {
    double start_s;
    double moving_s;
    double decoupling;
    double cadence_spm;
};

struct tally {
    const char *file;
    size_t runs;
    size_t given[6]; /* decoupling, durability, stride, hills, walking, night */
    size_t pairs;
    size_t findings;
    struct run_facts facts[MOST_RUNS];
};

/* Tells where a value lies outside of its bounds; missing ones do not. */
static void expect(struct tally *tally, const char *what, double value,
                   double lowest, double highest)
{
    if (value < lowest || value > highest) {
        printf("%s: %s is %g, not %g to %g\n", tally->file, what, value, lowest,
               highest);
        tally->findings++;
    }
}

/* A part has its figure, or says why not; counts those that have it. */
static void expect_reason(struct tally *tally, const char *what,
                          const char *why_not, double figure)
{
    if ((why_not == NULL) == ow_is_missing(figure)) {
        printf("%s: %s has %s\n", tally->file, what,
               why_not == NULL ? "neither figure nor reason"
                               : "figure and reason");
        tally->findings++;
    }
}

static void check_means(struct tally *tally, const struct ow_analysis *analysis,
                        double elapsed_s)
{
    const struct ow_run_means *part = &analysis->means;
    double zones_s = 0;

    for (size_t z = 0; z <= OW_ZONES_MOST; z++) {
        zones_s += analysis->hr_zones.time_s[z];
    }
    expect_reason(tally, "means", part->why_not, part->moving_s);
    expect(tally, "moving time", part->moving_s, 0, elapsed_s + 1);
    expect(tally, "running time", part->running_s, 0, part->moving_s + 1);
    expect(tally, "speed", part->speed_m_per_s, 0.3, 7);
    expect(tally, "grade-adjusted speed", part->flat_m_per_s, 0.3, 7);
    expect(tally, "heart rate", part->hr_bpm, 50, 215);
    expect(tally, "time in zones", zones_s, 0, 1.01 * elapsed_s + 1);
    expect(tally, "stops", analysis->stops.total_s, 0, elapsed_s + 1);
}

static void check_hearts(struct tally *tally,
                         const struct ow_analysis *analysis)
{
    const struct ow_run_decoupling *drift = &analysis->decoupling;
    const struct ow_run_durability *late = &analysis->durability;

    expect_reason(tally, "decoupling", drift->why_not, drift->share);
    expect(tally, "decoupling", drift->share, -0.08, 0.15);
    expect_reason(tally, "durability", late->why_not, late->flat_m_per_s);
    for (size_t m = 0; m < OW_DURABILITY_MARKS; m++) {
        expect_reason(tally, "durability mark", late->marks[m].why_not,
                      late->marks[m].loss);
        expect(tally, "loss", late->marks[m].loss, -0.1, 0.3);
    }
    tally->given[0] += drift->why_not == NULL;
    tally->given[1] += late->why_not == NULL;
}

static void check_steps(struct tally *tally, const struct ow_analysis *analysis)
{
    const struct ow_run_stride *stride = &analysis->stride;
    const struct ow_run_walking *walking = &analysis->walking;

    expect(tally, "cadence", stride->cadence_spm.mean, 130, 220);
    expect(tally, "change of cadence", stride->cadence_spm.change, -0.1, 0.1);
    expect(tally, "step length", stride->step_length_m.mean, 0.4, 2);
    expect(tally, "change of step length", stride->step_length_m.change, -0.15,
           0.15);
    expect(tally, "stance time", stride->stance_time_ms.mean, 150, 450);
    expect(tally, "oscillation", stride->vertical_oscillation_mm.mean, 40, 150);
    expect(tally, "walking", walking->share, 0, 1);
    tally->given[2] += stride->why_not == NULL;
    tally->given[4] += walking->why_not == NULL;
}

static void check_road(struct tally *tally, const struct ow_analysis *analysis)
{
    const struct ow_run_hills *hills = &analysis->hills;
    const struct ow_run_night *night = &analysis->night;

    expect_reason(tally, "hills", hills->why_not, hills->climb_share);
    expect(tally, "share of hills", hills->climb_share + hills->descent_share,
           0, 1.02);
    for (size_t h = 0; h < hills->hill_count; h++) {
        const struct ow_hill *hill = &hills->hills[h];

        expect(tally, "grade", fabs(hill->rise_m) / hill->length_m, 0.02, 0.6);
        expect(tally, "speed on a hill", hill->flat_m_per_s, 0.3, 8);
    }
    expect(tally, "night", night->night_s, 0, night->known_s);
    expect(tally, "dark", night->dark_s, 0, night->night_s);
    tally->given[3] += hills->why_not == NULL;
    tally->given[5] += night->why_not == NULL;
}

/* Watches of two makers on one runner, or one watch in two formats. */
static void compare(struct tally *tally, const struct run_facts *facts)
{
    for (size_t r = 0; r < tally->runs; r++) {
        const struct run_facts *other = &tally->facts[r];

        if (fabs(facts->start_s - other->start_s) <= 60 &&
            fabs(facts->moving_s / other->moving_s - 1) <= 0.05) {
            tally->pairs++;
            expect(tally, "decoupling of two recordings",
                   facts->decoupling - other->decoupling, -0.02, 0.02);
            expect(tally, "cadence of two recordings",
                   facts->cadence_spm / other->cadence_spm, 0.98, 1.02);
        }
    }
}

/* Tracks of cars and bicycles do not always say what they are. */
static bool may_be_run(const struct ow_activity_summary *summary,
                       const struct ow_analysis *analysis)
{
    return summary->sport == OW_SPORT_RUNNING ||
           (summary->sport == OW_SPORT_UNKNOWN &&
            analysis->walking.why_not == NULL);
}

static void check_run(void *context, const char *file,
                      const struct ow_activity *activity)
{
    struct tally *tally = context;
    static const struct ow_analysis_limits limits = {
        .load = {.hr_max_bpm = 190, .hr_rest_bpm = 50}, .critical_m_per_s = 4};
    const struct ow_activity_summary *summary = ow_activity_summary(activity);
    struct ow_analysis analysis;
    struct ow_trace *trace = NULL;
    struct ow_error err;
    struct run_facts facts;

    tally->file = file;
    if (ow_trace_new(activity, &trace, &err) != OW_OK) {
        trace = NULL;
    }
    if (ow_analysis_run(activity, trace, &limits, &analysis, &err) != OW_OK) {
        printf("%s: %s\n", tally->file, err.message);
        tally->findings++;
    } else if (trace != NULL && may_be_run(summary, &analysis) &&
               tally->runs < MOST_RUNS) {
        check_means(tally, &analysis, fmax(0, summary->elapsed_s));
        check_hearts(tally, &analysis);
        check_steps(tally, &analysis);
        check_road(tally, &analysis);
        facts = (struct run_facts){
            (double)summary->start_time_ms / 1000, analysis.means.moving_s,
            analysis.decoupling.share, analysis.stride.cadence_spm.mean};
        compare(tally, &facts);
        tally->facts[tally->runs++] = facts;
    }
    ow_trace_free(trace);
}

int main(int argc, char **argv)
{
    static struct tally tally;
    int code = each_activity(argc, argv, RUNS, check_run, &tally);

    if (code != EXIT_SUCCESS) {
        return code;
    }
    printf("%zu runs, %zu pairs; given: decoupling %zu, durability %zu, "
           "stride %zu, hills %zu, walking %zu, night %zu; %zu findings\n",
           tally.runs, tally.pairs, tally.given[0], tally.given[1],
           tally.given[2], tally.given[3], tally.given[4], tally.given[5],
           tally.findings);
    return tally.findings == 0 && tally.runs > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
