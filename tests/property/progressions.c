/*
 * Properties of progression runs over seeded wishes: what is built, what a
 * device gets, and what every writer's output reads back as. Prints TAP.
 *
 * ONWARD_SEED sets the first seed, ONWARD_RUNS how many are drawn.
 */
#include "base/num.h"
#include "onward/fit.h"
#include "onward/json.h"
#include "onward/progression.h"

#include "app/synth_random.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_RUNS 5000
#define MOST_PRINTED 20
#define START_MS ((int64_t)1631065600000) /* 2021-09-08T01:46:40Z */

enum property {
    BUILT_OR_REFUSED,
    EXACT_SUM,
    MONOTONE,
    BUDGET,
    OVERLAP,
    ENDS_EASY,
    LIMIT,
    ONE_SIDED,
    FITTED,
    JSON_BACK,
    FIT_BACK,
    ZWO_BACK,
    ICU_BACK,
    TCX_BACK,
    PROPERTY_COUNT
};

static const char *const names[PROPERTY_COUNT] = {
    "a wish becomes a run or is refused in words",
    "the ends sum to the whole exactly",
    "the build never slows down",
    "the steps keep to the budget, on every device",
    "a step's band reaches into that of the one before",
    "warm-up first, cool-down last",
    "no target is over the level's limit",
    "warm-up and cool-down have a ceiling only, the rest is a band",
    "fitted to a device without ramps nothing is lost but the ramps",
    "JSON reads back the same",
    "FIT reads back the same, or says what it lost",
    "ZWO reads back the same but for the bands around single paces",
    "intervals.icu text reads back the same but for open bounds",
    "TCX reads back the same but for cues",
};

static long failed[PROPERTY_COUNT];
static long refused;

static void note(bool is_fine, enum property property, uint64_t seed,
                 const char *what)
{
    if (!is_fine && failed[property]++ < MOST_PRINTED) {
        printf("# seed %llu: %s: %s\n", (unsigned long long)seed,
               names[property], what);
    }
}

/* ------------------------------------------------------------------ wishes */

static uint32_t below(struct synth_random *random, uint32_t bound)
{
    return (uint32_t)(synth_random_next(random) % bound);
}

static struct ow_progression_pace draw_pace(struct synth_random *random,
                                            double low, double high)
{
    struct ow_progression_pace pace = {OW_PACE_UNSAID, 0};

    if (below(random, 3) == 0) {
        pace.name = (enum ow_pace_name)below(random, OW_PACE_COUNT);
    } else if (below(random, 4) == 0) {
        pace.s_per_km = num_round(synth_random_even(random, low, high), 0);
    }
    return pace;
}

static struct ow_progression_length draw_end(struct synth_random *random)
{
    struct ow_progression_length length = {0, 0};

    switch (below(random, 4)) {
    case 0:
        length.s = 60.0 * (1 + below(random, 20));
        break;
    case 1:
        length.m = 100.0 * (1 + below(random, 40));
        break;
    default:
        break;
    }
    return length;
}

static struct ow_progression draw(struct synth_random *random)
{
    static const double races_m[] = {1609.344, 5000, 10000, 21097.5, 42195};
    static const enum ow_target_type targets[] = {
        OW_TARGET_OPEN, OW_TARGET_PACE_S_PER_KM, OW_TARGET_HR_BPM,
        OW_TARGET_EFFORT_RPE};
    struct ow_progression wanted = {
        .kind =
            (enum ow_progression_kind)below(random, OW_PROGRESSION_KIND_COUNT),
        .curve = (enum ow_progression_curve)below(random, OW_CURVE_COUNT),
        .level = (enum ow_level)below(random, OW_LEVEL_ADVANCED + 1),
        .target = targets[below(random, 4)],
        .warm_up = draw_end(random),
        .cool_down = draw_end(random),
        .start = draw_pace(random, 270, 480),
        .peak = draw_pace(random, 200, 400),
        .hr_max_bpm = 150 + below(random, 60),
        .hr_rest_bpm = below(random, 2) * (35.0 + below(random, 40)),
        .soften = below(random, 5) == 0
                      ? (enum ow_soften)below(random, OW_SOFTEN_COUNT)
                      : OW_SOFTEN_NOT,
    };
    double race_m = races_m[below(random, 5)];

    wanted.race.distance_m = race_m;
    wanted.race.duration_s =
        num_round(race_m / synth_random_even(random, 1.9, 5.6), 0);
    if (below(random, 2) == 0) {
        wanted.total.s = 60.0 * (10 + below(random, 140)) +
                         (below(random, 3) == 0 ? below(random, 60) : 0);
    } else {
        wanted.total.m = below(random, 3) == 0
                             ? 1609.344 * (2 + below(random, 18))
                             : 500.0 * (3 + below(random, 60));
    }
    wanted.goal_m = below(random, 3) == 0 ? races_m[below(random, 5)] : 0;
    wanted.most_steps = below(random, 2) == 0 ? 0 : 3 + below(random, 30);
    return wanted;
}

/* -------------------------------------------------------------- the workout */

/* Bounds as numbers that grow with the effort. */
static double faster(const struct ow_step *step, double value)
{
    return step->target.type == OW_TARGET_PACE_S_PER_KM ? -value : value;
}

static double sum_of(const struct ow_step *steps, size_t count)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        sum += steps[i].end_value;
    }
    return sum;
}

static bool is_end(const struct ow_step *step)
{
    return step->role == OW_ROLE_WARM_UP || step->role == OW_ROLE_COOL_DOWN;
}

static void check_bands(const struct ow_step *steps, size_t count,
                        uint64_t seed)
{
    for (size_t i = 0; i < count; i++) {
        const struct ow_step *step = &steps[i];
        const struct ow_step *last = i > 0 ? &steps[i - 1] : NULL;

        note(!ow_is_missing(step->target.high) &&
                 ow_is_missing(step->target.low) == is_end(step),
             ONE_SIDED, seed, "a bound");
        if (last == NULL || is_end(step)) {
            continue;
        }
        note(faster(step, step->target.low) < faster(last, last->target.high),
             OVERLAP, seed, "a gap");
        if (is_end(last)) {
            continue;
        }
        note(faster(step, step->target.high) >=
                     faster(last, last->target.high) - 1e-9 &&
                 faster(step, step->target.low) >=
                     faster(last, last->target.low) - 1e-9,
             MONOTONE, seed, "a slower band");
    }
}

static void check_ramps(const struct ow_step *steps, size_t count,
                        uint64_t seed)
{
    for (size_t i = 0; i < count; i++) {
        const struct ow_step *step = &steps[i];

        if (!ow_is_missing(step->ramp_from)) {
            note(faster(step, step->ramp_from) <= faster(step, step->ramp_to) &&
                     faster(step, step->ramp_from) >=
                         faster(step, step->target.low) - 1e-9 &&
                     faster(step, step->ramp_to) <=
                         faster(step, step->target.high) + 1e-9,
                 MONOTONE, seed, "a ramp");
        }
    }
}

static void check_workout(const struct ow_progression *wanted,
                          const struct ow_workout *workout,
                          const struct ow_progression_notes *notes,
                          uint64_t seed)
{
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(workout, &count);
    bool by_time = wanted->total.s > 0;
    double whole = by_time ? wanted->total.s : wanted->total.m;

    note(fabs(sum_of(steps, count) - whole) < 1e-6, EXACT_SUM, seed, "the sum");
    note(ow_is_missing(by_time ? ow_workout_total_m(workout)
                               : ow_workout_total_s(workout)),
         EXACT_SUM, seed, "the other sum");
    note(count <= (wanted->most_steps == 0 ? 50 : wanted->most_steps), BUDGET,
         seed, "too many");
    note(steps[0].role == OW_ROLE_WARM_UP &&
             steps[count - 1].role == OW_ROLE_COOL_DOWN,
         ENDS_EASY, seed, "an end");
    for (size_t i = 0; i < count; i++) {
        if (steps[i].target.type == OW_TARGET_PACE_S_PER_KM &&
            !is_end(&steps[i])) {
            note(steps[i].target.high >= notes->limit_s_per_km - 1e-9, LIMIT,
                 seed, "too fast");
        }
    }
    check_bands(steps, count, seed);
    check_ramps(steps, count, seed);
}

static void check_fitted(const struct ow_progression *wanted,
                         const struct ow_workout *workout, uint64_t seed)
{
    size_t most = wanted->most_steps == 0 ? 50 : wanted->most_steps;
    struct ow_device device = {"drawn", "", most, false};
    struct ow_device_fit fit;
    struct ow_workout *fitted = NULL;
    size_t whole_count = 0;
    size_t count = 0;
    const struct ow_step *whole = ow_workout_steps(workout, &whole_count);
    const struct ow_step *steps = NULL;

    if (ow_workout_fit_device(workout, &device, &fitted, &fit, NULL) != OW_OK) {
        note(false, FITTED, seed, "not fitted");
        return;
    }
    steps = ow_workout_steps(fitted, &count);
    note(count == fit.steps && count <= most, BUDGET, seed, "fitted");
    note(fabs(sum_of(steps, count) - sum_of(whole, whole_count)) < 1e-6, FITTED,
         seed, "the sum");
    for (size_t i = 0; i < count; i++) {
        note(ow_is_missing(steps[i].ramp_from) && steps[i].end_value >= 1,
             FITTED, seed, "a piece");
    }
    note(
        faster(&steps[count - 2], steps[count - 2].target.high) <=
            faster(&whole[whole_count - 2], whole[whole_count - 2].target.high),
        FITTED, seed, "faster than before");
    check_bands(steps, count, seed);
    ow_workout_free(fitted);
}

/* ------------------------------------------------------------- round trips */

static bool alike(double a, double b)
{
    return ow_is_missing(a) ? ow_is_missing(b) : fabs(a - b) < 0.006;
}

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool same_steps(const struct ow_workout *a, const struct ow_workout *b,
                       bool with_ramps)
{
    size_t a_count = 0;
    size_t b_count = 0;
    const struct ow_step *as = ow_workout_steps(a, &a_count);
    const struct ow_step *bs = ow_workout_steps(b, &b_count);

    if (a_count != b_count) {
        return false;
    }
    for (size_t i = 0; i < a_count; i++) {
        if (as[i].role != bs[i].role || as[i].end_type != bs[i].end_type ||
            !alike(as[i].end_value, bs[i].end_value) ||
            as[i].target.type != bs[i].target.type ||
            !alike(as[i].target.low, bs[i].target.low) ||
            !alike(as[i].target.high, bs[i].target.high) ||
            !same_text(as[i].cue, bs[i].cue) ||
            (with_ramps && (!alike(as[i].ramp_from, bs[i].ramp_from) ||
                            !alike(as[i].ramp_to, bs[i].ramp_to)))) {
            return false;
        }
    }
    return true;
}

static void check_json(const struct ow_workout *workout, uint64_t seed)
{
    char *text = NULL;
    size_t length = 0;
    struct ow_workout *back = NULL;

    if (ow_workout_encode_json(workout, &text, &length, NULL) != OW_OK ||
        ow_workout_decode_json(text, length, &back, NULL) != OW_OK) {
        note(false, JSON_BACK, seed, "not read");
    } else {
        note(same_steps(workout, back, true), JSON_BACK, seed, "another");
    }
    ow_workout_free(back);
    ow_text_free(text);
}

static void check_fit(const struct ow_workout *workout, uint64_t seed)
{
    const struct ow_fit_identity identity = {.serial = 7,
                                             .time_created_ms = START_MS};
    size_t devices = 0;
    struct ow_losses losses = {0};
    struct ow_document *document = NULL;
    struct ow_workout *fitted = NULL;
    struct ow_device_fit fit;
    uint8_t *bytes = NULL;
    size_t length = 0;
    size_t count = 0;

    if (ow_fit_encode_workout(workout, &identity, &bytes, &length, &losses,
                              NULL) != OW_OK ||
        ow_decode(bytes, length, NULL, &document, NULL) != OW_OK ||
        ow_workout_fit_device(workout, ow_devices(&devices), &fitted, &fit,
                              NULL) != OW_OK) {
        note(false, FIT_BACK, seed, "not read");
    } else {
        const struct ow_item *items = ow_document_items(document, &count);

        note(count == 1 && (same_steps(fitted, items[0].workout, false) ||
                            losses.count > (fit.ramps > 0)),
             FIT_BACK, seed, "another");
        note((fit.ramps == 0) || losses.count > 0, FIT_BACK, seed,
             "ramps lost in silence");
    }
    ow_document_free(document);
    ow_workout_free(fitted);
    ow_bytes_free(bytes);
    ow_losses_dispose(&losses);
}

/* What of two steps must be alike. */
struct likeness {
    bool flat_bands;
    bool open_bounds; /* as open in the one as in the other */
    bool cues;
    double end; /* tolerance of lengths */
};

/* Steps by pace: ends, roles, ramps and what else the format holds. */
static bool are_alike(const struct ow_step *a, const struct ow_step *b,
                      const struct likeness *like)
{
    bool is_open = ow_is_missing(a->target.low);
    bool is_flat = ow_is_missing(a->ramp_from);
    bool has_band = is_open ? like->open_bounds : is_flat && like->flat_bands;

    if (a->role != b->role || a->end_type != b->end_type ||
        fabs(a->end_value - b->end_value) > like->end ||
        (like->cues && !same_text(a->cue, b->cue))) {
        return false;
    }
    if (a->target.type != OW_TARGET_PACE_S_PER_KM) {
        return true;
    }
    return a->target.type == b->target.type &&
           alike(a->ramp_from, b->ramp_from) && alike(a->ramp_to, b->ramp_to) &&
           (!has_band || (alike(a->target.low, b->target.low) &&
                          alike(a->target.high, b->target.high)));
}

static void check_text(const struct ow_workout *workout,
                       const struct ow_workout *expected,
                       enum ow_workout_format format, enum property property,
                       struct likeness like, uint64_t seed)
{
    const struct ow_workout_writing writing = {.hr_max_bpm = 190};
    struct ow_losses losses = {0};
    struct ow_document *document = NULL;
    struct ow_error err = {0};
    uint8_t *bytes = NULL;
    size_t length = 0;
    size_t count = 0;
    size_t back_count = 0;
    const struct ow_step *steps = ow_workout_steps(expected, &count);

    if (ow_workout_encode(workout, format, &writing, &bytes, &length, &losses,
                          &err) != OW_OK ||
        ow_decode(bytes, length, NULL, &document, &err) != OW_OK) {
        note(false, property, seed, err.message);
    } else {
        const struct ow_item *items = ow_document_items(document, &back_count);
        const struct ow_step *back =
            ow_workout_steps(items[0].workout, &back_count);

        note(count == back_count && losses.count > 0, property, seed,
             "the steps");
        like.cues =
            like.cues && steps[0].target.type == OW_TARGET_PACE_S_PER_KM;
        for (size_t i = 0; i < count && i < back_count; i++) {
            note(are_alike(&steps[i], &back[i], &like), property, seed,
                 "a step");
        }
    }
    ow_document_free(document);
    ow_bytes_free(bytes);
    ow_losses_dispose(&losses);
}

static void check_texts(const struct ow_workout *workout, uint64_t seed)
{
    struct ow_workout *fitted = NULL;
    struct ow_device_fit fit;

    check_text(workout, workout, OW_WORKOUT_ZWO, ZWO_BACK,
               (struct likeness){false, true, true, 1e-3}, seed);
    check_text(workout, workout, OW_WORKOUT_ICU, ICU_BACK,
               (struct likeness){true, false, true, 1e-3}, seed);
    if (ow_workout_fit_device(workout, ow_device_find("old"), &fitted, &fit,
                              NULL) == OW_OK) {
        check_text(workout, fitted, OW_WORKOUT_TCX, TCX_BACK,
                   (struct likeness){true, true, false, 0.5}, seed);
    }
    ow_workout_free(fitted);
}

static void run_one(uint64_t seed)
{
    struct synth_random random = synth_random_of(seed, 2);
    struct ow_progression wanted = draw(&random);
    struct ow_progression_notes notes;
    struct ow_workout *workout = NULL;
    struct ow_error err = {0};
    enum ow_status status =
        ow_progression_build(&wanted, &workout, &notes, &err);

    if (status != OW_OK) {
        refused++;
        note((status == OW_E_RANGE || status == OW_E_ARGUMENT) &&
                 err.message[0] != '\0',
             BUILT_OR_REFUSED, seed, err.message);
        return;
    }
    check_workout(&wanted, workout, &notes, seed);
    check_fitted(&wanted, workout, seed);
    check_json(workout, seed);
    check_fit(workout, seed);
    check_texts(workout, seed);
    ow_workout_free(workout);
}

static long setting(const char *name, long otherwise)
{
    const char *text = getenv(name);

    return text == NULL ? otherwise : strtol(text, NULL, 10);
}

int main(void)
{
    uint64_t seed = (uint64_t)setting("ONWARD_SEED", 1);
    long runs = setting("ONWARD_RUNS", DEFAULT_RUNS);
    long all = 0;

    printf("1..%d\n", PROPERTY_COUNT);
    for (long i = 0; i < runs; i++) {
        run_one(seed + (uint64_t)i);
    }
    printf("# seed %llu, %ld drawn, %ld refused\n", (unsigned long long)seed,
           runs, refused);
    note(refused < runs / 2, BUILT_OR_REFUSED, seed, "most were refused");
    for (int i = 0; i < PROPERTY_COUNT; i++) {
        printf("%s %d - %s\n", failed[i] == 0 ? "ok" : "not ok", i + 1,
               names[i]);
        all += failed[i];
    }
    return all == 0 ? 0 : 1;
}
