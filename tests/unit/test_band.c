/* Pace bands as SVG, PDF and PNG. */
#include "cmocka_all.h"

#include "picture/band.h"

#define ROWS 201

static const double heights_m[] = {10, 40, 20, 10};
static const struct band_row rows[ROWS] = {
    {"1", "4:59", "4:59"},
    {"2", "5:01", "10:00"},
    {"2.1", "0:30", "10:30"},
};

static struct band band_of(size_t count, const double *heights)
{
    return (struct band){
        "Town <run> in 10:30", "5:00/km", "km", rows, count, heights, 4};
}

static enum ow_status draw(const struct band *band, enum canvas_format format,
                           size_t *length)
{
    struct buf out;
    enum ow_status status = OW_OK;

    buf_init(&out, (size_t)1 << 22);
    status = band_draw(band, format, &out, NULL);
    *length = out.length;
    buf_dispose(&out);
    return status;
}

/* A program built without pictures says so, and has nothing more to try. */
static bool has_pictures(void)
{
    struct band band = band_of(3, NULL);
    size_t length = 0;

    return draw(&band, CANVAS_SVG, &length) != OW_E_UNSUPPORTED;
}

static void a_band_comes_in_every_format(void **state)
{
    struct band hilly = band_of(3, heights_m);
    struct band flat = band_of(3, NULL);
    size_t with = 0;
    size_t without = 0;

    (void)state;
    if (!has_pictures()) {
        skip();
    }
    for (int format = CANVAS_SVG; format <= CANVAS_PNG; format++) {
        assert_int_equal(draw(&hilly, (enum canvas_format)format, &with),
                         OW_OK);
        assert_int_equal(draw(&flat, (enum canvas_format)format, &without),
                         OW_OK);
        assert_true(without > 500);
        assert_true(with > without);
    }
}

static void more_rows_than_a_band_holds_are_refused(void **state)
{
    struct band band = band_of(ROWS, NULL);
    struct ow_error err;
    struct buf out;

    (void)state;
    buf_init(&out, 1000);
    assert_int_equal(band_draw(&band, CANVAS_SVG, &out, &err), OW_E_LIMIT);
    assert_string_equal(err.message, "201 splits are over 200 for a band");
    assert_int_equal(out.length, 0);
    buf_dispose(&out);
}

static void a_buffer_too_small_is_told(void **state)
{
    struct band band = band_of(3, NULL);
    struct ow_error err;
    struct buf out;

    (void)state;
    if (!has_pictures()) {
        skip();
    }
    buf_init(&out, 100);
    assert_int_equal(band_draw(&band, CANVAS_SVG, &out, &err), OW_E_LIMIT);
    buf_dispose(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_band_comes_in_every_format),
        cmocka_unit_test(more_rows_than_a_band_holds_are_refused),
        cmocka_unit_test(a_buffer_too_small_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
