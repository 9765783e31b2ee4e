/* The table of formats: what bytes are taken for. */
#include "onward/codec.h"

#include "unit/cmocka_all.h"

#include <string.h>

static void content_tells_the_format(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;      /* 0: of the text */
        const char *format; /* NULL: of none */
        const char *message;
    } cases[] = {
        {"", 0, NULL, "the file is empty"},
        {"<!DOCTYPE html><html><body>404</body></html>", 0, NULL,
         "the file is a web page, not a recording"},
        {"<!-- x --><HTML>", 0, NULL,
         "the file is a web page, not a recording"},
        {"<foo", 0, NULL, "the file is of no known format"},
        {"\0\0\0\0", 4, NULL, "the file is of no known format"},
        {"<svg/>", 0, NULL, "the file is of no known format"},
        {"<!-- gpx", 0, NULL, "the file is of no known format"},
        {"<gpx/>", 0, "gpx", NULL},
        {" <?xml version='1.0'?>\n<!-- <tcx> -->\n<a:gpx xmlns:a='b'/>", 0,
         "gpx", NULL},
        {"<TrainingCenterDatabase/>", 0, "tcx", NULL},
        {"time_s,distance_m\n0,0\n", 0, "csv", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_document *document = NULL;
        struct ow_error err = {0};
        size_t length =
            cases[i].length > 0 ? cases[i].length : strlen(cases[i].bytes);
        enum ow_status status = ow_decode((const uint8_t *)cases[i].bytes,
                                          length, NULL, &document, &err);

        if (cases[i].format == NULL) {
            assert_int_equal(status, OW_E_FORMAT);
            assert_string_equal(err.message, cases[i].message);
            assert_null(document);
        } else {
            assert_int_equal(status, OW_OK);
            assert_string_equal(ow_document_format(document), cases[i].format);
        }
        ow_document_free(document);
    }
}

static void times_that_go_back_are_told(void **state)
{
    static const char text[] = "time_s,distance_m,elevation_m\n"
                               "0,0,1\n1,3,1\n5,9,1\n2,12,1\n3,15,1\n"
                               "6,18,1\n6,18,1\n";
    struct ow_document *document = NULL;
    const struct ow_warning *warnings = NULL;
    size_t count = 0;

    (void)state;
    assert_int_equal(ow_decode((const uint8_t *)text, sizeof text - 1, NULL,
                               &document, NULL),
                     OW_OK);
    warnings = ow_document_warnings(document, &count);
    assert_int_equal(count, 1);
    assert_string_equal(warnings[0].code, "time-backwards");
    assert_string_equal(
        warnings[0].message,
        "time goes backwards: 2 of 7 points are earlier than one before them");
    ow_document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_tells_the_format),
        cmocka_unit_test(times_that_go_back_are_told),
    };

    return cmocka_run_group_tests_name("formats", tests, NULL, NULL);
}
