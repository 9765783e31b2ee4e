/* Streaming JSON. */
#include "codec/json/json_writer.h"

#include "unit/cmocka_all.h"

static void values_are_separated_and_escaped(void **state)
{
    struct buf buf;
    struct json_writer json;

    (void)state;
    buf_init(&buf, 1000);
    json_init(&json, &buf);
    json_begin_object(&json);
    json_text_field(&json, "text", "a\"\\\n\x01\xC3\xA9\xFF");
    json_text_field(&json, "none", NULL);
    json_number_field(&json, "number", 1.5, 3);
    json_number_field(&json, "missing", OW_MISSING, 3);
    json_key(&json, "list");
    json_begin_array(&json);
    json_int(&json, -3);
    json_bool(&json, true);
    json_begin_object(&json);
    json_end_object(&json);
    json_begin_array(&json);
    json_end_array(&json);
    json_end_array(&json);
    json_date_field(&json, "date", (struct ow_date){0});
    json_date_field(&json, "no_date", ow_date_none());
    json_end_object(&json);
    assert_string_equal(
        buf_text(&buf),
        "{\"text\":\"a\\\"\\\\\\n\\u0001\xC3\xA9\xEF\xBF\xBD\",\"none\":null,"
        "\"number\":1.5,\"missing\":null,\"list\":[-3,true,{},[]],"
        "\"date\":\"1970-01-01\",\"no_date\":null}");
    buf_dispose(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_separated_and_escaped),
    };

    return cmocka_run_group_tests_name("json_writer", tests, NULL, NULL);
}
