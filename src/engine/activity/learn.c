/* Limits from runs: who speaks for what, and who is not believed. */
#include "onward/learn.h"

#include "engine/body/capacity.h"
#include "onward/body.h"

#include <math.h>

/* A maximum falls by less than a beat a year; capacity moves in months. */
#define MAXIMUM_DAYS 730
#define THRESHOLD_DAYS 183
/* Of fewer runs, without a race, the highest value is chance. */
#define LEAST_RUNS 3
/* Values so near each other confirm each other. */
#define NEAR_BPM 3.0
#define NEAR_SPEED_SHARE 0.05
/* A true peak stands on a hill: the minute around it is so near. */
#define SHOULDER_BPM 8.0
/* Tanaka 2001 has 208 - 0.7 x age: beyond these lies no runner's maximum. */
#define LOWEST_MAXIMUM_BPM 120.0
#define HIGHEST_MAXIMUM_BPM 225.0
/* A heart rate that went with the steps for so long is not believed. */
#define LOCKED_S 60.0
#define LOCKED_SHARE 0.05
/* Around Daniels' 88 to 90 % of the maximum: efforts below were not hard
 * enough to show a threshold, those above too short. */
#define LOWEST_THRESHOLD_OF_MAX 0.84
#define HIGHEST_THRESHOLD_OF_MAX 0.94
#define SHORTEST_EFFORT_S 1800.0
#define LONGEST_EFFORT_S 4500.0
/* Races that are near enough an hour to speak for it. */
#define SHORTEST_RACE_S 900.0
#define LONGEST_RACE_S 9000.0
/* Beyond the formula a slower speed is a walk, a faster one no run. */
#define BELIEVED_M_PER_S 5.0
/* Daniels: threshold is run at this share of the effective VO2max. */
#define THRESHOLD_SHARE 0.88

static const double span_s[OW_LEARN_SPAN_COUNT] = {10, 60, 300, 1200, 3600};

const char *ow_learn_confidence_name(enum ow_learn_confidence confidence)
{
    static const char *const names[] = {"not enough data", "low", "moderate",
                                        "high"};

    return names[confidence];
}

/* What a run answers when asked for a limit. */
struct answer {
    double value; /* missing: it says nothing */
    bool is_refused;
};

static const struct answer silence = {OW_MISSING, false};
static const struct answer refusal = {OW_MISSING, true};

/* How a limit is asked for. */
struct question {
    struct answer (*ask)(const struct ow_run_digest *run, double hr_max_bpm);
    int32_t days;
    double near_bpm; /* answers within these are of one mind */
    double near_share;
};

/* All runs of one runner, and what is known so far. */
struct learner {
    const struct ow_run_digest *runs;
    size_t count;
    struct ow_date today;
    double hr_max_bpm;
};

static bool is_race(const struct ow_run_digest *run)
{
    return run->race_m > 0 && run->race_s > 0;
}

/* Whether the watch likely took steps for beats. */
static bool is_locked(const struct ow_run_digest *run)
{
    return run->hr_locked_s >= LOCKED_S &&
           run->hr_locked_s >= LOCKED_SHARE * run->hr_s;
}

static struct answer ask_maximum(const struct ow_run_digest *run,
                                 double hr_max_bpm)
{
    double peak_bpm = run->hr_bpm[OW_LEARN_10_S];

    (void)hr_max_bpm;
    if (ow_is_missing(peak_bpm) || ow_is_missing(run->hr_bpm[OW_LEARN_1_MIN])) {
        return silence;
    }
    if (is_locked(run) || peak_bpm > HIGHEST_MAXIMUM_BPM ||
        peak_bpm - run->hr_bpm[OW_LEARN_1_MIN] > SHOULDER_BPM) {
        return refusal;
    }
    return peak_bpm < LOWEST_MAXIMUM_BPM ? silence
                                         : (struct answer){peak_bpm, false};
}

static struct answer ask_threshold_heart(const struct ow_run_digest *run,
                                         double hr_max_bpm)
{
    bool is_hour = is_race(run) && run->race_s >= span_s[OW_LEARN_60_MIN];
    double effort_s = is_race(run) ? run->race_s : run->duration_s;
    double hr_bpm = run->hr_bpm[is_hour ? OW_LEARN_60_MIN : OW_LEARN_20_MIN];

    if (ow_is_missing(hr_bpm) || !(effort_s >= SHORTEST_EFFORT_S) ||
        (is_race(run) && effort_s > LONGEST_EFFORT_S)) {
        return silence;
    }
    if (is_locked(run) || hr_bpm > hr_max_bpm) {
        return refusal;
    }
    return hr_bpm < LOWEST_THRESHOLD_OF_MAX * hr_max_bpm ||
                   hr_bpm > HIGHEST_THRESHOLD_OF_MAX * hr_max_bpm
               ? silence
               : (struct answer){hr_bpm, false};
}

/* Speed held for an hour by whoever runs so far in this time. */
static struct answer hour_speed(double distance_m, double time_s)
{
    double vo2max = 0;

    if (ow_vo2max_from_race(distance_m, time_s, &vo2max, NULL) != OW_OK) {
        return distance_m > BELIEVED_M_PER_S * time_s ? refusal : silence;
    }
    return (struct answer){
        capacity_speed_m_per_min(vo2max * THRESHOLD_SHARE) / 60, false};
}

static struct answer ask_threshold_speed(const struct ow_run_digest *run,
                                         double hr_max_bpm)
{
    struct answer best = silence;

    (void)hr_max_bpm;
    if (is_race(run) && run->race_s >= SHORTEST_RACE_S &&
        run->race_s <= LONGEST_RACE_S) {
        return hour_speed(run->race_m, run->race_s);
    }
    for (int span = OW_LEARN_20_MIN; span <= OW_LEARN_60_MIN; span++) {
        double speed_m_per_s = run->speed_m_per_s[span];

        if (!ow_is_missing(speed_m_per_s)) {
            struct answer answer =
                hour_speed(speed_m_per_s * span_s[span], span_s[span]);

            best.is_refused = best.is_refused || answer.is_refused;
            best.value = fmax(best.value, answer.value);
        }
    }
    return best.is_refused ? refusal : best;
}

static struct answer ask(const struct learner *learner,
                         const struct question *question, size_t i)
{
    const struct ow_run_digest *run = &learner->runs[i];
    int32_t age_days = ow_date_days_between(run->date, learner->today);

    return age_days < 0 || age_days > question->days
               ? silence
               : question->ask(run, learner->hr_max_bpm);
}

static double near_of(const struct question *question, double value)
{
    return question->near_bpm + question->near_share * value;
}

/* Puts a run among the evidence, the highest value first. */
static void add_evidence(const struct learner *learner,
                         const struct question *question, size_t run,
                         double value, struct ow_proposal *proposal)
{
    size_t at = proposal->evidence_count;

    if (at < OW_LEARN_MOST_EVIDENCE) {
        proposal->evidence_count++;
    } else if (ask(learner, question, proposal->evidence[at - 1]).value <
               value) {
        at--;
    } else {
        return;
    }
    while (at > 0 &&
           ask(learner, question, proposal->evidence[at - 1]).value < value) {
        proposal->evidence[at] = proposal->evidence[at - 1];
        at--;
    }
    proposal->evidence[at] = run;
}

/* Who says about as much as `value`, and nothing above it. */
static void gather(const struct learner *learner,
                   const struct question *question, double value,
                   struct ow_proposal *proposal)
{
    proposal->evidence_count = 0;
    for (size_t i = 0; i < learner->count; i++) {
        double own = ask(learner, question, i).value;

        if (own <= value && own >= value - near_of(question, value)) {
            add_evidence(learner, question, i, own, proposal);
        }
    }
}

static bool has_race(const struct learner *learner,
                     const struct ow_proposal *proposal)
{
    for (size_t i = 0; i < proposal->evidence_count; i++) {
        if (is_race(&learner->runs[proposal->evidence[i]])) {
            return true;
        }
    }
    return false;
}

/* The highest answer below a bound; missing where there is none. */
static double highest_below(const struct learner *learner,
                            const struct question *question, double bound)
{
    double highest = OW_MISSING;

    for (size_t i = 0; i < learner->count; i++) {
        double value = ask(learner, question, i).value;

        if (value < bound) {
            highest = fmax(highest, value);
        }
    }
    return highest;
}

static void count_answers(const struct learner *learner,
                          const struct question *question,
                          struct ow_proposal *proposal)
{
    for (size_t i = 0; i < learner->count; i++) {
        struct answer answer = ask(learner, question, i);

        proposal->refused += answer.is_refused;
        proposal->considered +=
            answer.is_refused || !ow_is_missing(answer.value);
    }
}

/*
 * The highest value that two runs or one race speak for. A value alone above
 * the others is passed over; each time at least the nearness of two is left
 * behind, so that there are few passes.
 */
static void propose(const struct learner *learner,
                    const struct question *question,
                    struct ow_proposal *proposal)
{
    double value = HUGE_VAL;

    count_answers(learner, question, proposal);
    for (;;) {
        value = highest_below(learner, question, value);
        if (ow_is_missing(value)) {
            proposal->evidence_count = 0;
            return;
        }
        gather(learner, question, value, proposal);
        if (has_race(learner, proposal) ||
            (proposal->evidence_count > 1 &&
             proposal->considered >= LEAST_RUNS)) {
            break;
        }
        proposal->refused += proposal->evidence_count == 1;
    }
    proposal->value = value;
    proposal->confidence =
        (enum ow_learn_confidence)(OW_LEARN_LOW + has_race(learner, proposal) +
                                   (proposal->evidence_count >= LEAST_RUNS));
}

static const struct question maximum = {ask_maximum, MAXIMUM_DAYS, NEAR_BPM, 0};
static const struct question threshold_heart = {ask_threshold_heart,
                                                THRESHOLD_DAYS, NEAR_BPM, 0};
static const struct question threshold_speed = {
    ask_threshold_speed, THRESHOLD_DAYS, 0, NEAR_SPEED_SHARE};

/* What is said of a proposal. */
struct reasons {
    const char *raced;
    const char *trained;
    const char *lacking;
};

static void give_reason(const struct learner *learner,
                        const struct reasons *reasons,
                        struct ow_proposal *proposal)
{
    proposal->reason = ow_is_missing(proposal->value) ? reasons->lacking
                       : has_race(learner, proposal)  ? reasons->raced
                                                      : reasons->trained;
}

static struct ow_proposal nothing(void)
{
    return (struct ow_proposal){.value = OW_MISSING};
}

void ow_learn_limits(const struct ow_run_digest *runs, size_t count,
                     struct ow_date today, struct ow_learned *learned)
{
    static const struct reasons of_maximum = {
        "highest mean over 10 s, seen in a race",
        "highest mean over 10 s; without a race among them the true maximum "
        "may lie above",
        "not enough data: a race or three runs of two years with heart rate, "
        "two of which agree"};
    static const struct reasons of_heart = {
        "highest mean over 20 minutes in races of 30 to 75 minutes, of those "
        "beyond an hour over the best hour",
        "highest mean over 20 minutes; without a race of 30 to 75 minutes the "
        "true threshold may lie above",
        "not enough data: a race of 30 to 75 minutes or three hard runs of "
        "half "
        "a year with heart rate, two of which agree"};
    static const struct reasons of_speed = {
        "88 % of the effective VO2max of races of 15 minutes to 2:30",
        "88 % of the effective VO2max of the best 20 and 60 minutes; without a "
        "race the true threshold may lie above",
        "not enough data: a race or three runs of half a year of 20 minutes or "
        "longer, two of which agree"};
    struct learner learner = {runs, count, today, OW_MISSING};

    *learned = (struct ow_learned){nothing(), nothing(), nothing(), nothing()};
    learned->hr_rest_bpm.reason =
        "not known from runs: count it lying awake in the morning";
    propose(&learner, &maximum, &learned->hr_max_bpm);
    give_reason(&learner, &of_maximum, &learned->hr_max_bpm);
    learner.hr_max_bpm = learned->hr_max_bpm.value;
    if (!ow_is_missing(learner.hr_max_bpm)) {
        propose(&learner, &threshold_heart, &learned->hr_threshold_bpm);
    }
    give_reason(&learner, &of_heart, &learned->hr_threshold_bpm);
    propose(&learner, &threshold_speed, &learned->threshold_m_per_s);
    give_reason(&learner, &of_speed, &learned->threshold_m_per_s);
}
