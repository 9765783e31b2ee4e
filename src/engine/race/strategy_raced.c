/* A race beside its plan. */
#include "base/error.h"
#include "base/mem.h"
#include "base/num.h"
#include "onward/strategy.h"

#include <math.h>
#include <string.h>

#define FIRST_TENTH 0.1
#define SAME_END_S 0.5
/* A start within this of the plan is as planned. */
#define SAME_START 0.01
/* Less than this share of the goal, in one piece, is not lost. */
#define LEAST_LOST 0.01

/* The piece of the race in which most time was lost. */
struct loss {
    double from_m;
    double lost_s;
};

static struct loss most_lost(const struct ow_race_plan *plan,
                             const struct ow_raced_split *splits)
{
    struct loss most = {0, 0};
    double least_s = 0; /* behind, where it was best so far */
    double from_m = 0;

    for (size_t i = 0; i < plan->split_count; i++) {
        double lost_s = splits[i].behind_s - least_s;

        if (lost_s <= 0) {
            least_s = splits[i].behind_s;
            from_m = plan->splits[i].to_m;
        } else if (lost_s > most.lost_s) {
            most = (struct loss){from_m, lost_s};
        }
    }
    return most;
}

/* By how much the first tenth was slower than planned, a share; the tenth ends
 * with a split, the first at the latest. */
static double slower_start(const struct ow_race_plan *plan,
                           const struct ow_raced_split *splits)
{
    size_t i = 0;

    while (i + 1 < plan->split_count &&
           plan->splits[i + 1].to_m <= FIRST_TENTH * plan->length_m) {
        i++;
    }
    return splits[i].behind_s / (double)plan->splits[i].cumulative_s;
}

/* How it ended and how it began. */
static void begin_words(const struct ow_race_plan *plan,
                        const struct ow_raced_split *splits,
                        struct ow_error *words)
{
    double behind_s = splits[plan->split_count - 1].behind_s;
    double start = slower_start(plan, splits);
    char by[OW_QUANTITY_TEXT_SIZE];
    char share[NUM_TEXT_SIZE];
    struct ow_error end;

    ow_duration_format(fabs(behind_s), by);
    num_format(100 * fabs(start), 1, share);
    if (fabs(behind_s) < SAME_END_S) {
        (void)error_set(&end, OW_OK, "the goal to the second");
    } else {
        (void)error_set(&end, OW_OK, "%s %s the plan", by,
                        behind_s > 0 ? "behind" : "ahead of");
    }
    if (fabs(start) < SAME_START) {
        (void)error_set(words, OW_OK, "%.60s; the start was as planned",
                        end.message);
    } else {
        (void)error_set(words, OW_OK,
                        "%.60s; the start was %s %% %s than planned",
                        end.message, share, start > 0 ? "slower" : "faster");
    }
}

static void say(const struct ow_race_plan *plan,
                const struct ow_raced_split *splits, enum ow_units units,
                char words[OW_RACED_WORDS_SIZE])
{
    struct loss loss = most_lost(plan, splits);
    /* An error's message is only a line of text. */
    struct ow_error first;
    struct ow_error whole;
    char from[OW_QUANTITY_TEXT_SIZE];
    char lost[OW_QUANTITY_TEXT_SIZE];

    begin_words(plan, splits, &first);
    whole = first;
    if (loss.lost_s >= LEAST_LOST * plan->goal_s && !(loss.from_m > 0)) {
        (void)error_set(&whole, OW_OK, "%.120s, and time was lost all the way",
                        first.message);
    } else if (loss.lost_s >= LEAST_LOST * plan->goal_s) {
        ow_distance_format(loss.from_m, units, from);
        ow_duration_format(loss.lost_s, lost);
        (void)error_set(&whole, OW_OK, "%.120s, and from %s on %s was lost",
                        first.message, from, lost);
    }
    memcpy(words, whole.message, OW_RACED_WORDS_SIZE);
}

enum ow_status
ow_race_plan_lay(const struct ow_race_plan *plan, const struct ow_trace *trace,
                 const struct ow_stretch *stretch, enum ow_units units,
                 struct ow_raced_split *splits, char words[OW_RACED_WORDS_SIZE],
                 struct ow_error *err)
{
    struct ow_stretch scaled = *stretch;
    /* A rest of less than a metre is a split of the trace, not of the plan. */
    size_t capacity = plan->split_count + 1;
    struct ow_split *run = mem_calloc(capacity, sizeof *run);
    size_t count = 0;
    double before_s = 0;

    if (run == NULL) {
        return error_nomem(err);
    }
    scaled.distance_m = plan->length_m;
    count =
        ow_trace_splits(trace, &scaled, plan->splits[0].to_m, run, capacity);
    if (count < plan->split_count) {
        mem_free(run);
        return error_set(err, OW_E_NOT_FOUND,
                         "not enough data: the race tells %zu of %zu splits",
                         count, plan->split_count);
    }
    for (size_t i = 0; i < plan->split_count; i++) {
        bool is_last = i + 1 == plan->split_count;
        double at_s = run[is_last ? count - 1 : i].cumulative_s;

        splits[i].time_s = at_s - before_s;
        splits[i].cumulative_s = at_s;
        splits[i].behind_s = at_s - (double)plan->splits[i].cumulative_s;
        before_s = at_s;
    }
    mem_free(run);
    say(plan, splits, units, words);
    return OW_OK;
}
