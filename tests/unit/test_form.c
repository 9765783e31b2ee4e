/* Fitness, fatigue and form: against published values and our own. */
#include "onward/form.h"

#include "onward/history.h"
#include "table.h"

#include "unit/cmocka_all.h"

#include <stdio.h>
#include <string.h>

/* Our own values are kept to this many parts; libm may differ in the last. */
#define OWN_SHARE 1e-12

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

static void assert_own(double value, double expected)
{
    assert_near(value, expected, fabs(expected) * OWN_SHARE);
}

static void series(const double *loads, size_t count, double fitness0,
                   double fatigue0, struct ow_form_day *days)
{
    assert_int_equal(
        ow_form_series(loads, count, fitness0, fatigue0, days, NULL), OW_OK);
}

/* The table's other kernels give other figures: of these we are not. */
static void form_table(void **state)
{
    static const double week[] = {0, 62, 40, 85, 0, 55, 140};
    struct ow_form_day days[42];
    double loads[42];
    struct table table;
    size_t own = 0;
    size_t others = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(loads); i++) {
        loads[i] = week[i % COUNT(week)];
    }
    series(loads, COUNT(loads), 0, 0, days);
    assert_own(days[41].fitness, 35.2886429404176);
    assert_own(days[41].fatigue, 62.1800085886176);
    if (!table_open(&table, "pmc_examples.csv", 15)) {
        skip();
    }
    while (table_next(&table)) {
        const struct ow_form_day *day =
            &days[(size_t)table_number(&table, 1) - 1];

        if (strcmp(table_text(&table, 0), "1_minus_exp") == 0) {
            /* Printed to four decimals. */
            assert_near(day->fitness, table_number(&table, 2), 0.5e-4 + 1e-6);
            assert_near(day->fatigue, table_number(&table, 3), 0.5e-4 + 1e-6);
            assert_near(day->form, table_number(&table, 4), 0.5e-4 + 1e-6);
            own++;
        } else if (table_number(&table, 1) > 1) {
            assert_true(fabs(day->fitness - table_number(&table, 2)) > 0.05);
            others++;
        }
    }
    assert_int_equal(own, 5);
    assert_int_equal(others, 8);
}

static void form_starts(void **state)
{
    double loads[3] = {50, 50, 50};
    struct ow_form_day days[3];

    (void)state;
    series(loads, 3, 50, 50, days);
    for (size_t i = 0; i < 3; i++) {
        assert_own(days[i].fitness, 50);
        assert_own(days[i].fatigue, 50);
        assert_near(days[i].form, 0, 1e-12);
    }
    series(loads, 1, 48, 55, days);
    assert_own(days[0].form, -7);
    series(loads, 0, 0, 0, NULL);
}

static void form_refuses(void **state)
{
    double loads[2] = {50, -5};
    struct ow_form_day days[2] = {{.load = 7}, {.load = 7}};
    struct ow_error err = {OW_OK, 0, ""};

    (void)state;
    assert_int_equal(ow_form_series(loads, 2, 0, 0, days, &err), OW_E_RANGE);
    assert_string_equal(err.message, "daily load -5 is outside 0 to 1000000 "
                                     "(Banister 1975)");
    assert_near(days[0].load, 7, 0);
    assert_int_equal(ow_form_series(loads, 1, -1, 0, days, &err), OW_E_RANGE);
    assert_int_equal(ow_form_series(loads, 1, 0, OW_MISSING, days, &err),
                     OW_E_RANGE);
    loads[1] = OW_MISSING;
    assert_int_equal(ow_form_series(loads, 2, 0, 0, days, &err), OW_E_RANGE);
}

/* A series goes on where another ended, at once or in two parts. */
static void form_goes_on(void **state)
{
    double loads[40];
    struct ow_form_day whole[40];
    struct ow_form_day parts[40];
    struct ow_form_day rest[30];
    const struct ow_form_day *today = &parts[9];

    (void)state;
    for (size_t i = 0; i < COUNT(loads); i++) {
        loads[i] = (double)(i * 37 % 120);
    }
    series(loads, 40, 30, 40, whole);
    series(loads, 10, 30, 40, parts);
    series(loads + 10, 30, today->fitness, today->fatigue, parts + 10);
    for (size_t i = 0; i < COUNT(loads); i++) {
        assert_own(parts[i].fitness, whole[i].fitness);
        assert_own(parts[i].form, whole[i].form);
    }
    /* Without training both only fall, fatigue faster: form comes back. */
    series(NULL, 30, today->fitness, today->fatigue, rest);
    assert_own(rest[6].fatigue, today->fatigue * exp(-1));
    assert_own(rest[29].fitness, today->fitness * exp(-30.0 / 42));
    assert_true(rest[29].form > parts[9].form);
    assert_near(ow_form_ramp(rest, 8), rest[7].fitness - rest[0].fitness, 0);
    assert_true(ow_form_ramp(rest, 30) < 0);
    assert_true(ow_is_missing(ow_form_ramp(rest, 7)));
    assert_true(ow_is_missing(ow_form_ramp(rest, 0)));
}

static void week_table(void **state)
{
    double loads[9] = {900, 900};
    struct table table;

    (void)state;
    if (!table_open(&table, "monotony_strain_examples.csv", 2)) {
        skip();
    }
    while (table_next(&table)) {
        struct ow_form_week week;

        for (size_t i = 0; i < 7; i++) {
            loads[i + 2] = table_number(&table, i);
        }
        week = ow_form_week(loads, COUNT(loads));
        assert_near(week.load, table_number(&table, 7), 0);
        assert_near(week.monotony, table_number(&table, 8), 0.5e-4 + 1e-6);
        assert_near(week.strain, table_number(&table, 9), 0.5e-2 + 1e-6);
    }
    assert_int_equal(table.rows, 2);
}

static void weeks_alike(void **state)
{
    double loads[7] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
    struct ow_form_week week = ow_form_week(loads, 7);

    (void)state;
    assert_near(week.load, 0.7, 1e-12);
    assert_true(ow_is_missing(week.monotony));
    assert_true(ow_is_missing(week.strain));
    assert_true(ow_is_missing(ow_form_week(loads, 6).load));
    for (size_t i = 0; i < 7; i++) {
        loads[i] = 0;
    }
    week = ow_form_week(loads, 7);
    assert_near(week.load, 0, 0);
    assert_true(ow_is_missing(week.monotony));
}

#define MOST_SESSIONS 80

/* The sessions of one log of the table, as history has them. */
struct spike_log {
    struct ow_history_activity runs[MOST_SESSIONS];
    size_t count;
};

static double longest_before(const struct spike_log *log, int32_t day)
{
    size_t longest = ow_history_longest(log->runs, log->count,
                                        (struct ow_date){day - OW_SPIKE_DAYS},
                                        (struct ow_date){day - 1}, true);

    return longest < log->count ? log->runs[longest].distance_m : OW_MISSING;
}

static void spike_table(void **state)
{
    struct spike_log log = {.count = 0};
    struct table table;
    char name[8] = "";
    size_t spikes = 0;

    (void)state;
    if (!table_open(&table, "session_spike_examples.csv", 74)) {
        skip();
    }
    while (table_next(&table)) {
        int32_t day = (int32_t)table_number(&table, 1);
        double distance_m = table_number(&table, 2) * 1000;
        double longest_km = table_number(&table, 3);
        double increase = table_number(&table, 4);
        const char *expected = table_text(&table, 5);
        struct ow_spike_reading reading;

        if (strcmp(name, table_text(&table, 0)) != 0) {
            (void)snprintf(name, sizeof name, "%s", table_text(&table, 0));
            log.count = 0;
        }
        reading = ow_spike_read(distance_m, longest_before(&log, day));
        if (strcmp(expected, "no_history") == 0) {
            expected = "no-history";
            assert_true(ow_is_missing(reading.increase));
        } else {
            assert_near(longest_before(&log, day), longest_km * 1000, 1e-9);
            assert_near(reading.increase, increase, 0.5e-4 + 1e-9);
        }
        assert_string_equal(ow_spike_name(reading.spike), expected);
        spikes += reading.spike > OW_SPIKE_REFERENCE;
        assert_true(log.count < MOST_SESSIONS);
        log.runs[log.count++] = (struct ow_history_activity){
            .date = {day},
            .kind = OW_HISTORY_RUN,
            .distance_m = distance_m,
        };
    }
    assert_int_equal(table.rows, 74);
    assert_int_equal(spikes, 4);
}

static void spike_bounds(void **state)
{
    (void)state;
    assert_int_equal(ow_spike_read(11, 10).spike, OW_SPIKE_REFERENCE);
    assert_int_equal(ow_spike_read(11.01, 10).spike, OW_SPIKE_SMALL);
    assert_int_equal(ow_spike_read(13, 10).spike, OW_SPIKE_SMALL);
    assert_int_equal(ow_spike_read(13.01, 10).spike, OW_SPIKE_MODERATE);
    assert_int_equal(ow_spike_read(20, 10).spike, OW_SPIKE_MODERATE);
    assert_int_equal(ow_spike_read(20.01, 10).spike, OW_SPIKE_LARGE);
    assert_int_equal(ow_spike_read(5, 0).spike, OW_SPIKE_NO_HISTORY);
    assert_int_equal(ow_spike_read(5, OW_MISSING).spike, OW_SPIKE_NO_HISTORY);
    assert_near(ow_spike_read(5, 10).hazard_ratio, 1, 0);
    assert_true(ow_is_missing(ow_spike_read(5, 0).hazard_ratio));
}

/* The published hazard ratios, by the words of the table. */
static void spike_hazards(void **state)
{
    static const struct {
        const char *exposure;
        double increase;
    } classes[] = {{"single session 10-30% over the longest run of 30 d", 0.2},
                   {"single session 30-100% over", 0.5},
                   {"single session >100% over", 1.5}};
    struct table table;
    size_t used = 0;

    (void)state;
    if (!table_open(&table, "evidence_effects.csv", 3)) {
        skip();
    }
    while (table_next(&table)) {
        for (size_t i = 0; i < COUNT(classes); i++) {
            if (strcmp(table_text(&table, 1), classes[i].exposure) == 0) {
                struct ow_spike_reading reading =
                    ow_spike_read(10 * (1 + classes[i].increase), 10);

                assert_near(reading.hazard_ratio, table_number(&table, 3), 0);
                assert_near(reading.hazard_low, table_number(&table, 4), 0);
                assert_near(reading.hazard_high, table_number(&table, 5), 0);
                used++;
            }
        }
    }
    assert_int_equal(used, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(form_table),    cmocka_unit_test(form_starts),
        cmocka_unit_test(form_refuses),  cmocka_unit_test(form_goes_on),
        cmocka_unit_test(week_table),    cmocka_unit_test(weeks_alike),
        cmocka_unit_test(spike_table),   cmocka_unit_test(spike_bounds),
        cmocka_unit_test(spike_hazards),
    };

    return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
