/* The FIT container: headers, sums, chains, damage, and what a file is. */
#include "codec/fit/crc.h"
#include "codec/fit/fit.h"
#include "codec/fit/profile.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"
#include "unit/fit_bytes.h"

#include <string.h>

static void a_run_is_read(void **state)
{
    struct fit_file *file = fit_file_new();
    struct ow_document *document = NULL;
    const struct ow_activity *activity = NULL;
    const struct ow_activity_summary *summary = NULL;

    (void)state;
    fit_add_run(file, FIT_START, 300);
    document = fit_read(file);
    activity = fit_activity(document, 0);
    summary = ow_activity_summary(activity);
    assert_int_equal(ow_document_integrity(document).crc, OW_CRC_OK);
    assert_int_equal(ow_document_integrity(document).parts, 1);
    assert_false(ow_document_integrity(document).truncated);
    assert_int_equal(summary->sport, OW_SPORT_RUNNING);
    assert_int_equal(summary->sub_sport, 0);
    assert_true(summary->start_time_ms == FIT_START_MS);
    assert_string_equal(summary->manufacturer, "garmin");
    assert_string_equal(summary->product, "fr-9");
    fit_near(summary->distance_m, 897);
    fit_near(summary->timer_s, 299);
    fit_near(summary->hr_bpm.avg, 149.5);
    assert_int_equal(ow_activity_sample_count(activity), 300);
    fit_near(fit_at(activity, OW_CHANNEL_TIME_S, 299), 299);
    fit_near(fit_at(activity, OW_CHANNEL_DISTANCE_M, 299), 897);
    assert_null(ow_activity_channel(activity, OW_CHANNEL_POWER_W));
    ow_document_free(document);
}

static void every_header_is_read(void **state)
{
    static const size_t sizes[] = {12, 13, 14, 20};

    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct fit_file *file = fit_file_new();
        struct ow_document *document = NULL;

        fit_begin(file, sizes[i]);
        fit_add_file_id(file, FIT_FILE_ACTIVITY);
        fit_end(file);
        document = fit_read(file);
        assert_int_equal(ow_document_integrity(document).crc, OW_CRC_OK);
        assert_int_equal(fit_item_count(document), 1);
        ow_document_free(document);
    }
}

static void what_is_no_fit_is_refused(void **state)
{
    static const char page[] = "<html>not found</html> and on and on";
    struct fit_file *file = fit_file_new();
    struct ow_document *document = NULL;
    struct ow_error err = {0};

    (void)state;
    fit_begin(file, 14);
    fit_end(file);
    assert_int_equal(
        ow_decode(file->bytes, file->length, NULL, &document, &err),
        OW_E_FORMAT);
    assert_int_equal(fit_format.decode((const uint8_t *)page, sizeof page, NULL,
                                       &document, &err),
                     OW_E_FORMAT);
    file->bytes[0] = 11;
    assert_false(fit_format.sniff(file->bytes, file->length));
    assert_false(fit_format.sniff(file->bytes, 0));
    assert_null(document);
}

/* How a run of 100 records is damaged, and what is left of it. */
struct damage {
    const char *name;
    void (*harm)(struct fit_file *file);
    const char *code;
    enum ow_crc_state crc;
    bool is_truncated;
    size_t samples;
};

static void turn_a_bit(struct fit_file *file)
{
    file->bytes[200] ^= 1;
}

static void break_header_crc(struct fit_file *file)
{
    file->bytes[12] = 1;
    file->length -= 2;
    fit_end(file);
}

static void cut_crc(struct fit_file *file)
{
    file->length -= 2;
}

static void cut_half_a_crc(struct fit_file *file)
{
    file->length -= 1;
}

/* Header 14, definitions 15 + 15, file_id 8: record k is at 52 + 10 k. */
static void cut_a_record(struct fit_file *file)
{
    file->length = 52 + 10 * 70 + 4;
}

static void lose_power(struct fit_file *file)
{
    cut_a_record(file);
    memset(file->bytes + 4, 0, 4);
}

static void add_garbage(struct fit_file *file)
{
    fit_put_text(file, "0123456789ABCDEF garbage", 24);
}

static void use_undefined_local(struct fit_file *file)
{
    file->bytes[52 + 10 * 60] = 9;
    file->length -= 2;
    fit_end(file);
}

static void end_in_a_definition(struct fit_file *file)
{
    file->length = 52 + 10 * 50;
    fit_define_sessions(file);
    file->length -= 4;
    fit_end(file);
}

static void damage_leaves_what_was_read(void **state)
{
    static const struct damage cases[] = {
        {"bit", turn_a_bit, "fit-crc", OW_CRC_BAD, false, 100},
        {"header", break_header_crc, "fit-header-crc", OW_CRC_BAD, false, 100},
        {"no crc", cut_crc, "fit-crc-missing", OW_CRC_ABSENT, true, 100},
        {"half", cut_half_a_crc, "fit-crc-missing", OW_CRC_ABSENT, true, 100},
        {"cut", cut_a_record, "fit-truncated", OW_CRC_ABSENT, true, 70},
        {"power", lose_power, "fit-data-size", OW_CRC_ABSENT, true, 70},
        {"garbage", add_garbage, "fit-trailing", OW_CRC_OK, false, 100},
        {"local", use_undefined_local, "fit-undefined-local", OW_CRC_OK, false,
         60},
        {"definition", end_in_a_definition, "fit-truncated", OW_CRC_OK, true,
         50},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct fit_file *file = fit_file_new();
        struct ow_document *document = NULL;

        fit_add_run(file, FIT_START, 100);
        cases[i].harm(file);
        document = fit_read(file);
        print_message("%s\n", cases[i].name);
        assert_true(fit_has_warning(document, cases[i].code));
        assert_int_equal(ow_document_integrity(document).crc, cases[i].crc);
        assert_int_equal(ow_document_integrity(document).truncated,
                         cases[i].is_truncated);
        assert_int_equal(ow_activity_sample_count(fit_activity(document, 0)),
                         cases[i].samples);
        ow_document_free(document);
    }
}

static void every_cut_is_survived(void **state)
{
    struct fit_file *file = fit_file_new();
    size_t length = 0;
    size_t refused = 0;

    (void)state;
    fit_add_run(file, FIT_START, 5);
    fit_add_run(file, FIT_START + 100, 5);
    length = file->length;
    for (size_t i = 0; i < length; i++) {
        struct ow_document *document = NULL;
        enum ow_status status =
            ow_decode(file->bytes, i, NULL, &document, NULL);

        if (status == OW_OK) {
            assert_true(ow_document_integrity(document).crc != OW_CRC_BAD);
            ow_document_free(document);
        } else {
            assert_int_equal(status, OW_E_FORMAT);
            refused++;
        }
    }
    /* Up to the end of the file_id message nothing can be read. */
    assert_int_equal(refused, 14 + 15 + 8);
}

static void chains_are_read(void **state)
{
    struct fit_file *file = fit_file_new();
    struct ow_document *document = NULL;

    (void)state;
    fit_add_run(file, FIT_START, 10);
    fit_add_run(file, FIT_START + 3600, 20);
    fit_begin(file, 12);
    fit_add_file_id(file, 2);
    fit_end(file);
    document = fit_read(file);
    assert_int_equal(ow_document_integrity(document).parts, 3);
    assert_int_equal(ow_document_integrity(document).crc, OW_CRC_OK);
    assert_int_equal(fit_item_count(document), 3);
    assert_int_equal(ow_activity_sample_count(fit_activity(document, 0)), 10);
    assert_int_equal(ow_activity_sample_count(fit_activity(document, 1)), 20);
    ow_document_free(document);
}

/* A definition of one part means nothing in the next. */
static void definitions_end_with_their_part(void **state)
{
    struct fit_file *file = fit_file_new();
    struct ow_document *document = NULL;

    (void)state;
    fit_add_run(file, FIT_START, 10);
    fit_begin(file, 12);
    fit_add_record(file, FIT_START + 100, 100, 0);
    fit_end(file);
    document = fit_read(file);
    assert_true(fit_has_warning(document, "fit-undefined-local"));
    assert_int_equal(fit_item_count(document), 1);
    ow_document_free(document);
}

static void a_file_is_what_it_says(void **state)
{
    static const struct {
        unsigned type;
        enum ow_item_kind kind;
    } cases[] = {
        {4, OW_ITEM_ACTIVITY}, {20, OW_ITEM_ACTIVITY}, {5, OW_ITEM_WORKOUT},
        {6, OW_ITEM_COURSE},   {7, OW_ITEM_SCHEDULE},  {2, OW_ITEM_OTHER},
        {15, OW_ITEM_OTHER},   {34, OW_ITEM_OTHER},    {255, OW_ITEM_OTHER},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct fit_file *file = fit_file_new();
        struct ow_document *document = NULL;
        size_t count = 0;

        fit_begin(file, 14);
        fit_add_file_id(file, cases[i].type);
        fit_end(file);
        document = fit_read(file);
        assert_int_equal(ow_document_items(document, &count)[0].kind,
                         cases[i].kind);
        assert_int_equal(count, 1);
        ow_document_free(document);
    }
}

static void records_without_a_file_id_are_an_activity(void **state)
{
    struct fit_file *file = fit_file_new();
    struct ow_document *document = NULL;

    (void)state;
    fit_begin(file, 14);
    fit_define_records(file);
    fit_add_record(file, FIT_START, 100, 0);
    fit_add_record(file, FIT_START + 10, 110, 3000);
    fit_end(file);
    document = fit_read(file);
    fit_near(ow_activity_summary(fit_activity(document, 0))->distance_m, 30);
    fit_near(ow_activity_summary(fit_activity(document, 0))->elapsed_s, 10);
    assert_int_equal(ow_activity_summary(fit_activity(document, 0))->sport,
                     OW_SPORT_UNKNOWN);
    ow_document_free(document);
}

static void the_limit_on_samples_holds(void **state)
{
    const struct ow_decode_options options = {.most_samples = 99};
    struct fit_file *file = fit_file_new();
    struct ow_document *document = NULL;
    struct ow_error err = {0};

    (void)state;
    fit_add_run(file, FIT_START, 100);
    assert_int_equal(
        ow_decode(file->bytes, file->length, &options, &document, &err),
        OW_E_LIMIT);
    assert_non_null(strstr(err.message, "99"));
    assert_null(document);
}

static void both_crc_paths_give_the_same_bits(void **state)
{
    uint8_t bytes[1000];
    uint32_t random = 1;

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++) {
        random = random * 1664525U + 1013904223U;
        bytes[i] = (uint8_t)(random >> 24);
    }
    assert_int_equal(
        fit_crc_by(FIT_CRC_PLAIN, 0, (const uint8_t *)"123456789", 9), 0xBB3D);
    for (size_t from = 0; from < 20; from++) {
        for (size_t length = 0; length < 400; length++) {
            uint16_t crc = (uint16_t)(length * 257);

            assert_int_equal(
                fit_crc_by(FIT_CRC_PLAIN, crc, bytes + from, length),
                fit_crc_by(fit_crc_best_path(), crc, bytes + from, length));
        }
    }
}

static bool decode_without_memory(void *context)
{
    const struct fit_file *file = context;
    struct ow_document *document = NULL;
    struct ow_error err = {0};
    enum ow_status status =
        ow_decode(file->bytes, file->length, NULL, &document, &err);

    if (status != OW_OK) {
        assert_int_equal(status, OW_E_NOMEM);
        assert_null(document);
        return false;
    }
    ow_document_free(document);
    return true;
}

static void no_memory_is_survived(void **state)
{
    struct fit_file *file = fit_file_new();

    (void)state;
    fit_add_run(file, FIT_START, 300);
    fit_add_run(file, FIT_START + 1000, 10);
    assert_true(fault_sweep(decode_without_memory, file) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_is_read),
        cmocka_unit_test(every_header_is_read),
        cmocka_unit_test(what_is_no_fit_is_refused),
        cmocka_unit_test(damage_leaves_what_was_read),
        cmocka_unit_test(every_cut_is_survived),
        cmocka_unit_test(chains_are_read),
        cmocka_unit_test(definitions_end_with_their_part),
        cmocka_unit_test(a_file_is_what_it_says),
        cmocka_unit_test(records_without_a_file_id_are_an_activity),
        cmocka_unit_test(the_limit_on_samples_holds),
        cmocka_unit_test(both_crc_paths_give_the_same_bits),
        cmocka_unit_test(no_memory_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
