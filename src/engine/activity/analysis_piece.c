/* Half minutes of running, from which steadiness and drift are read. */
#include "engine/activity/analysis.h"
#include "engine/activity/heart.h"

#include <math.h>

#define PIECE_S 30.0
/* A rest shorter than this is no piece. */
#define SHORTEST_PIECE_S 15.0
#define FEWEST_PIECES 10
/* Heart rate and cadence that agree so closely for so much of a piece are one
 * and the same: an optical sensor that counts steps. */
#define LOCKED_BPM 1.0
#define LOCKED_SHARE 0.8
/* Of so many pieces it spoils the whole. */
#define DOUBT_SHARE 0.2
/* From one half minute of running to the next no heart rate moves so far. */
#define LEAP_SHARE 0.2
/* Time for no heart to come to rest. */
#define SHORT_BREAK_S 5.0

/* All but the last are full; one more for what adding up rounds away. No piece
 * is without a step, however long the steps are. */
size_t pieces_capacity(const struct run *run)
{
    return (size_t)fmin(run->running_s / PIECE_S + 2,
                        (double)run->trace->count);
}

static void open_piece(struct run *run, size_t i)
{
    run->pieces[run->piece_count++] =
        (struct piece){.from = i - 1, .moving_s = run->trace->moving_s[i - 1]};
}

/* Sums of heart rate stand in hr_bpm until the piece is closed. */
static void add_step(const struct run *run, struct piece *piece, size_t i,
                     double hr_bpm)
{
    const struct ow_trace *trace = run->trace;
    double step_s = trace->time_s[i] - trace->time_s[i - 1];

    piece->to = i;
    piece->running_s += step_s;
    piece->distance_m += trace->distance_m[i] - trace->distance_m[i - 1];
    piece->flat_m += trace->flat_m[i] - trace->flat_m[i - 1];
    if (ow_is_missing(hr_bpm)) {
        return;
    }
    piece->hr_s += step_s;
    piece->hr_bpm += step_s * hr_bpm;
    if (trace->cadence_spm != NULL &&
        fabs(hr_bpm - run->steps_per_count * trace->cadence_spm[i]) <=
            LOCKED_BPM) {
        piece->locked_s += step_s;
    }
}

static void close_pieces(struct run *run)
{
    if (run->piece_count > 0 &&
        run->pieces[run->piece_count - 1].running_s < SHORTEST_PIECE_S) {
        run->piece_count--;
    }
    for (size_t k = 0; k < run->piece_count; k++) {
        struct piece *piece = &run->pieces[k];

        piece->hr_bpm =
            piece->hr_s > 0 ? piece->hr_bpm / piece->hr_s : OW_MISSING;
    }
}

void pieces_fill(struct run *run)
{
    struct held_heart held = {OW_MISSING, OW_MISSING};

    for (size_t i = 1; i < run->trace->count; i++) {
        double hr_bpm = run->trace->hr_bpm == NULL
                            ? OW_MISSING
                            : heart_hold(&held, run->trace->hr_bpm[i],
                                         run->trace->time_s[i]);

        if (run->gait[i] != GAIT_RUNNING) {
            continue;
        }
        if (run->piece_count == 0 ||
            run->pieces[run->piece_count - 1].running_s >= PIECE_S) {
            open_piece(run, i);
        }
        add_step(run, &run->pieces[run->piece_count - 1], i, hr_bpm);
    }
    close_pieces(run);
}

struct pace_and_heart pieces_sum(const struct run *run, size_t from, size_t to)
{
    struct pace_and_heart sum = {0, OW_MISSING, OW_MISSING, 0};
    double flat_m = 0;
    double hr_s = 0;
    double beats = 0;

    for (size_t k = from; k < to; k++) {
        const struct piece *piece = &run->pieces[k];

        sum.running_s += piece->running_s;
        flat_m += piece->flat_m;
        if (piece->hr_s > 0) {
            hr_s += piece->hr_s;
            beats += piece->hr_s * piece->hr_bpm;
        }
    }
    if (sum.running_s > 0) {
        sum.flat_m_per_s = flat_m / sum.running_s;
        sum.known = hr_s / sum.running_s;
    }
    if (hr_s > 0) {
        sum.hr_bpm = beats / hr_s;
    }
    return sum;
}

double pieces_variation(const struct run *run, size_t from, size_t to)
{
    double mean_m_per_s = pieces_sum(run, from, to).flat_m_per_s;
    double squares = 0;

    if (to < from + FEWEST_PIECES) {
        return OW_MISSING;
    }
    for (size_t k = from; k < to; k++) {
        const struct piece *piece = &run->pieces[k];
        double off = piece->flat_m / piece->running_s / mean_m_per_s - 1;

        squares += off * off;
    }
    return sqrt(squares / (double)(to - from - 1));
}

/* Whether nothing but running lies in a piece and the one before it. */
static bool is_unbroken(const struct run *run, size_t k)
{
    const double *time_s = run->trace->time_s;
    const struct piece *before = &run->pieces[k - 1];
    const struct piece *piece = &run->pieces[k];

    return time_s[piece->to] - time_s[before->from] <=
           before->running_s + piece->running_s + SHORT_BREAK_S;
}

bool pieces_doubt_heart(const struct run *run, size_t from, size_t to)
{
    size_t locked = 0;

    for (size_t k = from; k < to; k++) {
        const struct piece *piece = &run->pieces[k];

        if (piece->locked_s >= LOCKED_SHARE * piece->running_s) {
            locked++;
        }
        if (k > from && is_unbroken(run, k) &&
            fabs(piece->hr_bpm / run->pieces[k - 1].hr_bpm - 1) > LEAP_SHARE) {
            return true;
        }
    }
    return (double)locked > DOUBT_SHARE * (double)(to - from);
}

size_t pieces_after(const struct run *run, double moving_s)
{
    size_t k = 0;

    while (k < run->piece_count && run->pieces[k].moving_s < moving_s) {
        k++;
    }
    return k;
}
