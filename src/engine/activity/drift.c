/* Decoupling: whether the heart kept to the pace, and when not to ask. */
#include "engine/activity/analysis.h"

#define WARM_UP_S 600.0
#define SHORTEST_S 1200.0
/* Cool-down: slower than the mean with a calmer heart, a third at most. */
#define COOL_SPEED 0.9
#define COOL_HEART 0.95
#define COOL_SHARE (1.0 / 3)
#define LEAST_HEART 0.8
/* A heart is back to the pace soon after a short stop. */
#define MOST_STANDING 0.1
#define LONGEST_STOP_S 120.0
#define MOST_WALKING 0.05
/* A steady run's half minutes lie within this; intervals reach twice as far. */
#define MOST_VARIATION 0.1
/* A second half so much faster, or slower with a heart so much calmer, is
 * another effort, not drift. */
#define OTHER_FASTER 1.05
#define OTHER_SLOWER 0.95
#define OTHER_CALMER 0.97

static const char too_short[] =
    "not enough data: less than 20 minutes of running after the warm-up";
static const char heart_gaps[] =
    "not enough data: no heart rate for more than a fifth of the running";
static const char stood[] =
    "unsuitable: a stop of more than 2 minutes, or stops of a tenth of the "
    "time";
static const char doubtful[] =
    "unsuitable: the heart rate leaps or follows the steps, as wrist sensors "
    "do";
static const char faster[] =
    "unsuitable: a second half more than 5 % faster, as in a progression";
static const char easier[] =
    "unsuitable: a second half run easier, slower with a calmer heart";

/* The end of the steady part that begins at a piece. */
static size_t end_of_steady(const struct run *run, size_t from)
{
    struct pace_and_heart all = pieces_sum(run, from, run->piece_count);
    size_t pieces = run->piece_count - from;
    size_t to = run->piece_count;

    while (run->piece_count - to < (size_t)(COOL_SHARE * (double)pieces)) {
        const struct piece *last = &run->pieces[to - 1];

        if (!(last->flat_m < COOL_SPEED * all.flat_m_per_s * last->running_s &&
              last->hr_bpm < COOL_HEART * all.hr_bpm)) {
            break;
        }
        to--;
    }
    return to;
}

static bool has_long_stops(const struct run *run, size_t from, size_t to)
{
    const struct ow_trace *trace = run->trace;
    size_t first = run->pieces[from].from;
    size_t last = run->pieces[to - 1].to;
    size_t longest = first;
    double elapsed_s = trace->time_s[last] - trace->time_s[first];
    double moving_s = trace->moving_s[last] - trace->moving_s[first];

    return elapsed_s - moving_s > MOST_STANDING * elapsed_s ||
           longest_stop_s(trace, first, last, &longest) > LONGEST_STOP_S;
}

static bool has_walking(const struct run *run, size_t from, size_t to,
                        double running_s)
{
    double moving_s = run->trace->moving_s[run->pieces[to - 1].to] -
                      run->trace->moving_s[run->pieces[from].from];

    return moving_s - running_s > MOST_WALKING * moving_s;
}

/* Why the pieces are no steady run with a heart rate; NULL where they are. */
static const char *refuse(const struct run *run, size_t from, size_t to)
{
    struct pace_and_heart all = pieces_sum(run, from, to);

    if (all.running_s < SHORTEST_S) {
        return too_short;
    }
    if (all.known < LEAST_HEART) {
        return heart_gaps;
    }
    if (has_long_stops(run, from, to)) {
        return stood;
    }
    if (pieces_variation(run, from, to) > MOST_VARIATION) {
        return analysis_varied;
    }
    if (has_walking(run, from, to, all.running_s)) {
        return analysis_walked;
    }
    return pieces_doubt_heart(run, from, to) ? doubtful : NULL;
}

static const char *refuse_halves(const struct pace_and_heart *first,
                                 const struct pace_and_heart *second)
{
    double speed = second->flat_m_per_s / first->flat_m_per_s;

    if (speed > OTHER_FASTER) {
        return faster;
    }
    return speed < OTHER_SLOWER && second->hr_bpm < OTHER_CALMER * first->hr_bpm
               ? easier
               : NULL;
}

/* The piece at which half the running is done. */
static size_t middle_of(const struct run *run, size_t from, size_t to)
{
    double half_s = pieces_sum(run, from, to).running_s / 2;
    double done_s = 0;

    while (done_s < half_s) {
        done_s += run->pieces[from++].running_s;
    }
    return from;
}

static void forget(struct ow_run_decoupling *part, const char *why_not)
{
    *part = (struct ow_run_decoupling){
        why_not,    OW_MISSING, OW_MISSING, OW_MISSING, OW_MISSING,
        OW_MISSING, OW_MISSING, OW_MISSING, OW_MISSING, OW_MISSING};
}

void decoupling_read(const struct run *run, struct ow_run_decoupling *part)
{
    struct pace_and_heart first;
    struct pace_and_heart second;
    size_t from = pieces_after(run, WARM_UP_S);
    size_t to = 0;
    size_t middle = 0;

    forget(part, run->why_not);
    if (part->why_not == NULL && run->trace->hr_bpm == NULL) {
        part->why_not = analysis_no_heart_rate;
    }
    if (part->why_not != NULL) {
        return;
    }
    to = end_of_steady(run, from);
    part->why_not = refuse(run, from, to);
    if (part->why_not != NULL) {
        return;
    }
    middle = middle_of(run, from, to);
    first = pieces_sum(run, from, middle);
    second = pieces_sum(run, middle, to);
    part->why_not = refuse_halves(&first, &second);
    if (part->why_not != NULL) {
        return;
    }
    part->start_s = run->trace->time_s[run->pieces[from].from];
    part->end_s = run->trace->time_s[run->pieces[to - 1].to];
    part->running_s = first.running_s + second.running_s;
    part->warm_up_s = run->pieces[from].moving_s;
    part->first_hr_bpm = first.hr_bpm;
    part->second_hr_bpm = second.hr_bpm;
    part->first_flat_m_per_s = first.flat_m_per_s;
    part->second_flat_m_per_s = second.flat_m_per_s;
    part->share = 1 - second.flat_m_per_s / second.hr_bpm /
                          (first.flat_m_per_s / first.hr_bpm);
}
