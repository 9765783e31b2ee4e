/* Marks of axes, and charts as SVG, PDF and PNG. */
#include "cmocka_all.h"

#include "onward/date.h"
#include "picture/chart.h"
#include "picture/library.h"
#include "unit/fault.h"

#include <math.h>
#include <string.h>

static void expect_ticks(enum scale_kind kind, double low, double high,
                         size_t most, const char *labels)
{
    struct scale_ticks ticks;
    char text[512] = "";
    struct buf joined;

    buf_init(&joined, sizeof text);
    scale_ticks(kind, low, high, most, &ticks);
    for (size_t i = 0; i < ticks.count; i++) {
        char label[SCALE_LABEL_SIZE];

        assert_true(ticks.values[i] >= low - 1e-9);
        assert_true(ticks.values[i] <= high + 1e-9);
        scale_label(&ticks, i, label);
        buf_append_format(&joined, "%s%s", i > 0 ? " " : "", label);
    }
    assert_string_equal(buf_text(&joined), labels);
    buf_dispose(&joined);
}

static double day(int32_t year, int32_t month, int32_t of_month)
{
    struct ow_date date;

    assert_int_equal(ow_date_from_ymd(year, month, of_month, &date, NULL),
                     OW_OK);
    return date.days;
}

static void test_marks_are_round(void **state)
{
    (void)state;
    expect_ticks(SCALE_NUMBER, 0, 10, 5, "0 2 4 6 8 10");
    expect_ticks(SCALE_NUMBER, 0.93, 1.07, 5, "0.95 1 1.05");
    expect_ticks(SCALE_NUMBER, -130, 420, 4, "0 200 400");
    expect_ticks(SCALE_DURATION, 262, 355, 4, "4:30 5:00 5:30");
    expect_ticks(SCALE_DURATION, 0, 14000, 5, "0:00 1:00:00 2:00:00 3:00:00");
    expect_ticks(SCALE_LOG_DURATION, 0, log10(1655), 10,
                 "0:01 0:02 0:05 0:10 0:30 1:00 2:00 5:00 10:00 20:00");
    expect_ticks(SCALE_LOG_DURATION, 0, log10(518400), 10,
                 "0:01 0:05 0:30 2:00 10:00 30:00 2:00:00 10:00:00 48:00:00");
    expect_ticks(SCALE_DATE, day(2026, 1, 3), day(2026, 6, 9), 10,
                 "Feb Mar Apr May Jun");
    expect_ticks(SCALE_DATE, day(2024, 2, 10), day(2028, 3, 1), 5,
                 "2025 2026 2027 2028");
    expect_ticks(SCALE_DATE, day(2026, 11, 17), day(2026, 12, 8), 10,
                 "23 Nov 30 Nov 7 Dec");
}

static void test_no_span_has_no_marks(void **state)
{
    (void)state;
    expect_ticks(SCALE_NUMBER, 3, 3, 5, "");
    expect_ticks(SCALE_NUMBER, OW_MISSING, 3, 5, "");
    expect_ticks(SCALE_DURATION, 5, 4, 5, "");
    expect_ticks(SCALE_DATE, day(9999, 12, 30), day(9999, 12, 31), 5,
                 "30 Dec 31 Dec");
}

static const double xs[] = {0, 1, 2, 3, 4, 5};
static const double ys[] = {300, 290, OW_MISSING, 280, 285, 270};

static enum ow_status draw(enum canvas_format format, struct buf *out,
                           struct ow_error *err)
{
    const struct chart_series lines[] = {
        {"pace", CHART_LINE, CANVAS_BLUE, xs, ys, 6},
        {"dots", CHART_DOTS, CANVAS_GREEN, xs, ys, 6},
        {NULL, CHART_AREA, CANVAS_GREY, xs, ys, 6}};
    const struct chart_series bars = {NULL, CHART_BARS, CANVAS_AMBER,
                                      xs,   ys,         6};
    const struct chart_panel panels[] = {
        {"Pace",
         {NULL, SCALE_DURATION, OW_MISSING, OW_MISSING, true},
         lines,
         3,
         150},
        {"Load", {NULL, SCALE_NUMBER, 0, OW_MISSING, false}, &bars, 1, 120}};
    const struct chart_mark mark = {2.5, "race"};
    const struct chart chart = {
        .title = "A run & <more>",
        .subtitle = "Sunday",
        .note = "from the watch",
        .x = {"km", SCALE_NUMBER, OW_MISSING, OW_MISSING, false},
        .bar_width = 1,
        .panels = panels,
        .panel_count = 2,
        .marks = &mark,
        .mark_count = 1,
    };

    buf_init(out, 4u << 20);
    return chart_draw(&chart, format, out, err);
}

static void test_chart_in_three_formats(void **state)
{
    static const char *const magic[] = {"<?xml", "%PDF-", "\x89PNG"};

    (void)state;
    for (int format = CANVAS_SVG; format <= CANVAS_PNG; format++) {
        struct buf first;
        struct buf second;
        struct ow_error err;
        enum ow_status status = draw((enum canvas_format)format, &first, &err);

        if (status == OW_E_UNSUPPORTED) {
            print_message("built without pictures: 3 cases left out\n");
            buf_dispose(&first);
            return;
        }
        assert_int_equal(status, OW_OK);
        assert_int_equal(draw((enum canvas_format)format, &second, &err),
                         OW_OK);
        assert_true(first.length > 1000);
        assert_memory_equal(first.data, magic[format], strlen(magic[format]));
        if (format != CANVAS_SVG) { /* whose ids count the sheets drawn */
            assert_int_equal(first.length, second.length);
            assert_memory_equal(first.data, second.data, first.length);
        }
        buf_dispose(&first);
        buf_dispose(&second);
    }
}

struct found {
    void (*before)(void);
    size_t (*length_of)(const char *text);
};

static void test_functions_are_found_by_name(void **state)
{
    static const struct library_function there[] = {
        {"strlen", offsetof(struct found, length_of)}};
    static const struct library_function missing[] = {
        {"strlen", offsetof(struct found, length_of)},
        {"onward_of_no_library", offsetof(struct found, before)}};
    struct found found = {NULL, NULL};
    struct ow_error err;

    (void)state;
    assert_int_equal(library_load("libc.so.6", there, 1, &found, &err), OW_OK);
    assert_int_equal(found.length_of("onward"), 6);
    assert_null(found.before);
    assert_int_equal(library_load("libc.so.6", missing, 2, &found, &err),
                     OW_E_UNSUPPORTED);
    assert_string_equal(
        err.message,
        "pictures need onward_of_no_library, which libc.so.6 does not have");
    assert_int_equal(library_load("libnone.so.0", there, 1, &found, &err),
                     OW_E_UNSUPPORTED);
    assert_string_equal(
        err.message, "pictures need a library that is not here: libnone.so.0");
}

static void test_words_of_formats(void **state)
{
    enum canvas_format format = CANVAS_SVG;

    (void)state;
    assert_true(canvas_format_from_name("png", &format));
    assert_int_equal(format, CANVAS_PNG);
    assert_false(canvas_format_from_name("gif", &format));
    assert_int_equal(format, CANVAS_PNG);
}

static void test_too_large_a_picture(void **state)
{
    const struct chart chart = {.title = "none"};
    struct buf out;
    struct ow_error err;
    enum ow_status status = OW_OK;

    (void)state;
    buf_init(&out, 100);
    status = chart_draw(&chart, CANVAS_SVG, &out, &err);
    assert_true(status == OW_E_LIMIT || status == OW_E_UNSUPPORTED);
    assert_int_equal(err.status, status);
    buf_dispose(&out);
}

static bool draws(void *context)
{
    struct buf out;
    enum ow_status status = draw(CANVAS_SVG, &out, NULL);

    (void)context;
    buf_dispose(&out);
    return status == OW_OK;
}

static void test_without_memory(void **state)
{
    (void)state;
    if (!draws(NULL)) {
        print_message("built without pictures: 1 case left out\n");
        return;
    }
    assert_true(fault_sweep(draws, NULL) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks_are_round),
        cmocka_unit_test(test_no_span_has_no_marks),
        cmocka_unit_test(test_chart_in_three_formats),
        cmocka_unit_test(test_functions_are_found_by_name),
        cmocka_unit_test(test_words_of_formats),
        cmocka_unit_test(test_too_large_a_picture),
        cmocka_unit_test(test_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
