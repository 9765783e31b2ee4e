/* Memory, buffers, text and numbers. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/num.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <float.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* What libc reads, in the C locale whatever the test runs under. */
static double read_by_libc(const char *text)
{
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t kept = uselocale(plain);
    double value = strtod(text, NULL);

    uselocale(kept);
    freelocale(plain);
    return value;
}

static void numbers_are_read_exactly(void **state)
{
    static const char *const cases[] = {
        "0",           "-0.5",  "1.25", "3.14159265358979", "1e22", "-1.5E-3",
        "000123",      ".5",    "7.",   "123456789012345",  "0.1",  "47.123456",
        "179.9999999", "5e-22",
    };
    static const char *const bad[] = {"",   ".",  "-",   "nan",   "inf", "0x10",
                                      "1e", "1 ", "1,5", "1e999", "--1", "+-1"};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        double value = 0;

        assert_true(num_parse(str_of(cases[i]), &value));
        assert_memory_equal(&value, &(double){read_by_libc(cases[i])},
                            sizeof value);
    }
    for (size_t i = 0; i < COUNT(bad); i++) {
        double value = 7;

        assert_false(num_parse(str_of(bad[i]), &value));
        assert_true(fabs(value - 7) < DBL_EPSILON);
    }
}

static void numbers_are_written_without_a_locale(void **state)
{
    static const struct {
        double value;
        int decimals;
        const char *text;
        const char *fixed;
    } cases[] = {
        {1.5, 3, "1.5", "1.500"},
        {0, 2, "0", "0.00"},
        {-0.001, 2, "0", "0.00"},
        {10021.44, 1, "10021.4", "10021.4"},
        {-2.345, 1, "-2.3", "-2.3"},
        {1e15, 0, "1000000000000000", "1000000000000000"},
        {0.05, 1, "0.1", "0.1"},
        {999.96, 1, "1000", "1000.0"},
    };
    char text[NUM_TEXT_SIZE];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        num_format(cases[i].value, cases[i].decimals, text);
        assert_string_equal(text, cases[i].text);
        num_format_fixed(cases[i].value, cases[i].decimals, text);
        assert_string_equal(text, cases[i].fixed);
    }
    num_format(OW_MISSING, 2, text);
    assert_string_equal(text, "-");
    num_format(1e300, 2, text);
    assert_string_equal(text, "9000000000000000000");
}

static void integers_stay_in_range(void **state)
{
    int64_t value = 0;

    (void)state;
    assert_true(num_parse_int(str_of("-42"), &value));
    assert_int_equal(value, -42);
    assert_true(num_parse_int(str_of("9223372036854775807"), &value));
    assert_false(num_parse_int(str_of("9223372036854775808"), &value));
    assert_false(num_parse_int(str_of("1x"), &value));
    assert_false(num_parse_int(str_of("+"), &value));
}

static void buffer_keeps_its_limit_and_first_error(void **state)
{
    struct buf buf;
    struct ow_error err;

    (void)state;
    buf_init(&buf, 10);
    buf_append_text(&buf, "12345");
    buf_append_format(&buf, "%d", 67890);
    assert_int_equal(buf_status(&buf, &err), OW_OK);
    assert_string_equal(buf_text(&buf), "1234567890");
    buf_append_char(&buf, 'x');
    buf_append_number(&buf, 1, 0);
    assert_int_equal(buf_status(&buf, &err), OW_E_LIMIT);
    assert_non_null(strstr(err.message, "10 bytes"));
    buf_dispose(&buf);
}

static bool fill_buffer(void *context)
{
    struct buf buf;
    char *text = NULL;

    (void)context;
    buf_init(&buf, 100000);
    for (int i = 0; i < 1000; i++) {
        buf_append_fixed(&buf, i, 2);
    }
    text = buf_steal(&buf, NULL);
    mem_free(text);
    return text != NULL;
}

static bool fill_arena(void *context)
{
    struct arena arena = {0};
    bool complete = true;

    (void)context;
    for (size_t i = 0; i < 200 && complete; i++) {
        unsigned char *piece = arena_calloc(&arena, i, 7);

        complete = piece != NULL && ((uintptr_t)piece & 15U) == 0 &&
                   arena_copy_text(&arena, "text", 4) != NULL &&
                   arena_copy(&arena, "bytes", 5) != NULL;
    }
    arena_dispose(&arena);
    return complete;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(fault_sweep(fill_buffer, NULL) > 3);
    assert_true(fault_sweep(fill_arena, NULL) > 3);
    assert_null(mem_resize(NULL, SIZE_MAX, 2));
    assert_null(arena_calloc(&(struct arena){0}, SIZE_MAX, 2));
    assert_null(arena_calloc(&(struct arena){0}, SIZE_MAX, 1));
    assert_null(arena_copy(&(struct arena){0}, "", SIZE_MAX));
}

static void views_are_cut(void **state)
{
    struct str rest = str_of(" a=b=c ");
    struct str head = str_split(&rest, '=');

    (void)state;
    assert_true(str_equal(str_trim(head), "a"));
    assert_true(str_equal_ignore_case(str_split(&rest, '='), "B"));
    assert_true(str_equal(rest, "c "));
    (void)str_split(&rest, '=');
    assert_null(rest.data);
    assert_true(str_ends_with_ignore_case(str_of("RUN.FIT"), ".fit"));
    assert_false(str_starts_with(str_of("a"), "ab"));
}

static void utf8_is_cut_and_checked(void **state)
{
    (void)state;
    assert_int_equal(utf8_cut("a\xC3\xA9", 3, 2), 1);
    assert_int_equal(utf8_cut("abc", 3, 5), 3);
    assert_true(utf8_is_valid("a\xC3\xA9\xF0\x9F\x8F\x83", 7));
    assert_false(utf8_is_valid("\xC0\x80", 2));
    assert_false(utf8_is_valid("\xED\xA0\x80", 3));
    assert_false(utf8_is_valid("\xC3", 1));
    assert_false(utf8_is_valid("\x80", 1));
    assert_false(utf8_is_valid("\xC3\x28", 2));
}

static void errors_carry_place_and_code(void **state)
{
    struct ow_error err;

    (void)state;
    assert_int_equal(error_set_at(&err, OW_E_FORMAT, 12, "bad %s", "byte"),
                     OW_E_FORMAT);
    assert_int_equal(err.offset, 12);
    assert_string_equal(err.message, "bad byte");
    assert_int_equal(error_set(NULL, OW_E_IO, "x"), OW_E_IO);
    for (int status = OW_OK; status <= OW_E_STORE; status++) {
        assert_string_not_equal(ow_status_code((enum ow_status)status),
                                "unknown");
    }
    assert_string_equal(ow_status_code((enum ow_status)99), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_exactly),
        cmocka_unit_test(numbers_are_written_without_a_locale),
        cmocka_unit_test(integers_stay_in_range),
        cmocka_unit_test(buffer_keeps_its_limit_and_first_error),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(views_are_cut),
        cmocka_unit_test(utf8_is_cut_and_checked),
        cmocka_unit_test(errors_carry_place_and_code),
    };

    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
