/*
 * Even effort is even time for each metre of effort; a pacing bends that. Both
 * are solved in closed form; only the held start is searched for, by halving.
 */
#include "engine/race/pacing.h"

#include "base/error.h"
#include "base/mem.h"
#include "base/num.h"
#include "engine/body/range.h"

#include <math.h>

/* A climb from which on the restraint is whole. */
#define STEEP_GRADE 0.05
/* No faster than the goal in this share of the race: the first 5 to 10 %. */
#define HELD_SHARE 0.1
/* Where hills make the mean pace much slower than the flat is run, the start is
 * held to no more than this below the goal's pace as on the flat. */
#define MOST_HELD 0.03
#define HALVINGS 60

/* Effort of a metre: a little is held back uphill, where runners spend too
 * much and need long to come round (Townshend et al. 2010). */
static double effort_of(double grade, double uphill)
{
    double steep = fmin(fmax(grade, 0) / STEEP_GRADE, 1);

    return ow_grade_effort(grade) * (1 + uphill * steep);
}

static void fill_effort(struct pacing *pacing, double uphill)
{
    const struct ow_trace *points = &pacing->course->points;

    pacing->effort_m[0] = 0;
    for (size_t i = 1; i < points->count; i++) {
        double step_m = points->distance_m[i] - points->distance_m[i - 1];
        double grade = points->grade != NULL
                           ? (points->grade[i - 1] + points->grade[i]) / 2
                           : 0;

        pacing->effort_m[i] =
            pacing->effort_m[i - 1] + step_m * effort_of(grade, uphill);
    }
}

/* Share of the whole effort up to a distance. */
static double effort_at(const struct pacing *pacing, double at_m)
{
    return course_at(pacing->course, pacing->effort_m, at_m) /
           pacing->effort_m[pacing->course->points.count - 1];
}

/* Legs of so many metres each and so much faster than the whole. */
static void set_legs(struct pacing *pacing, const struct ow_pacing_leg *legs,
                     size_t count)
{
    double length_m = pacing->course->facts.length_m;
    double from = 0;
    double time = 0;

    for (size_t i = 0; i < count; i++) {
        double to =
            i + 1 < count ? effort_at(pacing, fmin(legs[i].to_m, length_m)) : 1;

        time += (to - from) / (1 + legs[i].faster);
        pacing->legs[i] = (struct pacing_leg){to, time};
        from = to;
    }
    for (size_t i = 0; i < count; i++) {
        pacing->legs[i].to_time /= time;
    }
    pacing->leg_count = count;
}

static enum ow_status check_legs(const struct ow_strategy *strategy,
                                 double length_m, struct ow_error *err)
{
    double from_m = 0;

    if (strategy->leg_count == 0 || strategy->leg_count > OW_PACING_MOST_LEGS) {
        return error_set(err, OW_E_RANGE, "%zu legs are outside 1 to %d",
                         strategy->leg_count, OW_PACING_MOST_LEGS);
    }
    for (size_t i = 0; i < strategy->leg_count; i++) {
        const struct ow_pacing_leg *leg = &strategy->legs[i];
        enum ow_status status =
            range_check("leg, faster by", leg->faster, "", -0.3, 0.3, err);

        if (status == OW_OK && i + 1 < strategy->leg_count) {
            status = range_check("end of a leg", leg->to_m, "m", from_m + 1,
                                 length_m, err);
        }
        if (status != OW_OK) {
            return status;
        }
        from_m = leg->to_m;
    }
    return OW_OK;
}

static enum ow_status spread(struct pacing *pacing,
                             const struct ow_strategy *strategy,
                             struct ow_error *err)
{
    double length_m = pacing->course->facts.length_m;
    double negative = ow_is_missing(strategy->negative)
                          ? OW_PACING_NEGATIVE_SHARE
                          : strategy->negative;
    const struct ow_pacing_leg halves[] = {{length_m / 2, 0}, {0, negative}};
    enum ow_status status =
        range_check("second half faster by", negative, "", 0, 0.2, err);

    if (status == OW_OK && strategy->pacing == OW_PACING_OWN) {
        status = check_legs(strategy, length_m, err);
    }
    if (status != OW_OK) {
        return status;
    }
    switch (strategy->pacing) {
    case OW_PACING_OWN:
        set_legs(pacing, strategy->legs, strategy->leg_count);
        break;
    case OW_PACING_NEGATIVE:
        set_legs(pacing, halves, 2);
        break;
    case OW_PACING_PROGRESSION:
        /* Halves of the effort then take 1 + bend / 2 and 1 - bend / 2. */
        pacing->bend = 2 * negative / (2 + negative);
        set_legs(pacing, &halves[0], 1);
        break;
    case OW_PACING_EVEN:
    case OW_PACING_COUNT:
        set_legs(pacing, &halves[0], 1);
        break;
    }
    return OW_OK;
}

/* Share of the goal's time up to a share of the effort, the start not held. */
static double time_of(const struct pacing *pacing, double effort)
{
    struct pacing_leg from = {0, 0};
    const struct pacing_leg *leg = pacing->legs;

    while (leg + 1 < pacing->legs + pacing->leg_count &&
           effort > leg->to_effort) {
        from = *leg++;
    }
    effort = from.to_time + (effort - from.to_effort) *
                                (leg->to_time - from.to_time) /
                                (leg->to_effort - from.to_effort);
    return effort * (1 + pacing->bend * (1 - effort));
}

static double spread_s(const struct pacing *pacing, double at_m)
{
    return pacing->goal_s * time_of(pacing, effort_at(pacing, at_m));
}

/* Time up to each point of the start, and to its end: as spread, by `share`,
 * but nowhere faster than the goal's mean pace. */
static double hold(struct pacing *pacing, double share)
{
    const struct ow_trace *points = &pacing->course->points;
    const struct ow_course_facts *facts = &pacing->course->facts;
    double s_per_m = fmin(pacing->goal_s / facts->length_m,
                          pacing->goal_s / facts->flat_m * (1 + MOST_HELD));
    double before_s = 0;
    double before_m = 0;
    double held_s = 0;

    pacing->held_s[0] = 0;
    for (size_t i = 1; i < points->count && before_m < pacing->held_to_m; i++) {
        double to_m = fmin(points->distance_m[i], pacing->held_to_m);
        double to_s = spread_s(pacing, to_m);
        double step_s =
            fmax(share * (to_s - before_s), s_per_m * (to_m - before_m));

        /* The point may lie beyond the start: straight on to it. */
        pacing->held_s[i] = held_s + step_s *
                                         (points->distance_m[i] - before_m) /
                                         (to_m - before_m);
        held_s += step_s;
        before_s = to_s;
        before_m = to_m;
    }
    return held_s;
}

/* Finds by how much the rest is faster for a start that is held. */
static void hold_start(struct pacing *pacing,
                       const struct ow_strategy *strategy)
{
    double length_m = pacing->course->facts.length_m;
    double spread_start_s = 0;
    double spread_end_s = 0;
    double low = 0;
    double high = 1;

    pacing->held_to_m = HELD_SHARE * length_m;
    pacing->made_up_m =
        strategy->pacing == OW_PACING_NEGATIVE ? length_m / 2 : length_m;
    spread_start_s = spread_s(pacing, pacing->held_to_m);
    spread_end_s = spread_s(pacing, pacing->made_up_m);
    for (int i = 0; i < HALVINGS; i++) {
        double share = (low + high) / 2;
        double end_s =
            hold(pacing, share) + share * (spread_end_s - spread_start_s);

        if (end_s > spread_end_s) {
            high = share;
        } else {
            low = share;
        }
    }
    pacing->held_end_s = hold(pacing, high);
    pacing->made_up_by =
        (spread_end_s - pacing->held_end_s) / (spread_end_s - spread_start_s);
}

enum ow_status pacing_init(struct pacing *pacing,
                           const struct ow_race_course *course,
                           const struct ow_strategy *strategy,
                           struct ow_error *err)
{
    double uphill = ow_is_missing(strategy->uphill) ? OW_PACING_UPHILL_SHARE
                                                    : strategy->uphill;
    enum ow_status status =
        range_check("restraint uphill", uphill, "", 0, 0.2, err);

    pacing->course = course;
    pacing->goal_s = strategy->goal_s;
    if (status != OW_OK) {
        return status;
    }
    pacing->effort_m =
        mem_resize(NULL, course->points.count, 2 * sizeof(double));
    if (pacing->effort_m == NULL) {
        return error_nomem(err);
    }
    pacing->held_s = pacing->effort_m + course->points.count;
    fill_effort(pacing, uphill);
    status = spread(pacing, strategy, err);
    if (status == OW_OK && strategy->pacing != OW_PACING_OWN) {
        hold_start(pacing, strategy);
    }
    return status;
}

void pacing_dispose(struct pacing *pacing)
{
    mem_free(pacing->effort_m);
}

double pacing_time_s(const struct pacing *pacing, double at_m)
{
    double spread_to_s = spread_s(pacing, at_m);

    if (pacing->held_to_m <= 0 || at_m >= pacing->made_up_m) {
        return spread_to_s;
    }
    if (at_m >= pacing->held_to_m) {
        return pacing->held_end_s +
               pacing->made_up_by *
                   (spread_to_s - spread_s(pacing, pacing->held_to_m));
    }
    return course_at(pacing->course, pacing->held_s, at_m);
}
