/* Record messages: types, byte orders, times, developer fields, columns. */
#include "codec/fit/profile.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"
#include "unit/fit_bytes.h"

#include <string.h>

static struct fit_file *begin_activity(bool is_big)
{
    struct fit_file *file = fit_file_new();

    file->is_big = is_big;
    fit_begin(file, 14);
    fit_add_file_id(file, FIT_FILE_ACTIVITY);
    return file;
}

/* A raw value of a power field, and what it means. */
struct value {
    uint8_t base;
    uint8_t size;
    uint64_t raw;
    double expected;
};

static const struct value values[] = {
    {0x00, 1, 200, 200},
    {0x00, 1, 255, OW_MISSING},
    {0x01, 1, 0xFE, -2},
    {0x01, 1, 0x7F, OW_MISSING},
    {0x02, 1, 254, 254},
    {0x02, 1, 255, OW_MISSING},
    {0x0A, 1, 255, 255},
    {0x0A, 1, 0, OW_MISSING},
    {0x0D, 1, 7, 7},
    {0x0D, 1, 255, OW_MISSING},
    {0x83, 2, 0xFFFE, -2},
    {0x83, 2, 0x7FFF, OW_MISSING},
    {0x84, 2, 0xFFFE, 65534},
    {0x84, 2, 0xFFFF, OW_MISSING},
    {0x04, 2, 0x0102, 258}, /* bit 7 of the code left out */
    {0x8B, 2, 0xFFFF, 65535},
    {0x8B, 2, 0, OW_MISSING},
    {0x85, 4, 0xFFFFFFFE, -2},
    {0x85, 4, 0x7FFFFFFF, OW_MISSING},
    {0x86, 4, 0xFFFFFFFE, 4294967294},
    {0x86, 4, 0x80000001, 2147483649},
    {0x86, 4, 0, 0},
    {0x86, 4, 0xFFFFFFFF, OW_MISSING},
    {0x8C, 4, 0xFFFFFFFF, 4294967295},
    {0x8C, 4, 0, OW_MISSING},
    {0x88, 4, 0x43480000, 200}, /* 200.0f */
    {0x88, 4, 0xFFFFFFFF, OW_MISSING},
    {0x88, 4, 0x7F800000, OW_MISSING},  /* infinity */
    {0x89, 8, 0x4069000000000000, 200}, /* 200.0 */
    {0x89, 8, 0xFFFFFFFFFFFFFFFF, OW_MISSING},
    {0x89, 8, 0x7FF0000000000000, OW_MISSING},
    {0x8E, 8, 0xFFFFFFFFFFFFFFFE, -2},
    {0x8E, 8, 0x7FFFFFFFFFFFFFFF, OW_MISSING},
    {0x8F, 8, 1000, 1000},
    {0x8F, 8, 0xFFFFFFFFFFFFFFFF, OW_MISSING},
    {0x90, 8, 1000, 1000},
    {0x90, 8, 0, OW_MISSING},
    {0x07, 1, 65, OW_MISSING}, /* text is no number */
    {0x1F, 2, 65, OW_MISSING}, /* no such type */
    {0x84, 3, 65, OW_MISSING}, /* not a whole number of values */
};

/* The value stands between two others, so that its place is checked too. */
static void every_type_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2 * COUNT(values); i++) {
        const struct value *value = &values[i / 2];
        struct fit_file *file = begin_activity(i % 2 != 0);
        struct ow_document *document = NULL;
        const struct ow_activity *activity = NULL;

        FIT_DEFINE(file, 0, FIT_RECORD, 3, 1, 0x02, 7, value->size, value->base,
                   253, 4, 0x86);
        fit_put(file, 0, 1);
        fit_put(file, 99, 1);
        fit_put(file, value->raw, value->size);
        fit_put(file, FIT_START, 4);
        fit_end(file);
        document = fit_read(file);
        activity = fit_activity(document, 0);
        fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, 0), 99);
        fit_near(fit_at(activity, OW_CHANNEL_TIME_S, 0), 0);
        if (ow_is_missing(value->expected)) {
            assert_null(ow_activity_channel(activity, OW_CHANNEL_POWER_W));
        } else {
            fit_near(fit_at(activity, OW_CHANNEL_POWER_W, 0), value->expected);
        }
        ow_document_free(document);
    }
}

static void every_channel_has_its_scale(void **state)
{
    static const struct {
        uint8_t field;
        uint8_t size;
        uint8_t base;
        uint64_t raw;
        enum ow_channel channel;
        double expected;
    } cases[] = {
        {0, 4, 0x85, 0x40000000, OW_CHANNEL_LATITUDE_DEG, 90},
        {1, 4, 0x85, 0xC0000000, OW_CHANNEL_LONGITUDE_DEG, -90},
        {2, 2, 0x84, 2503, OW_CHANNEL_ELEVATION_M, 0.6},
        {78, 4, 0x86, 2503, OW_CHANNEL_ELEVATION_M, 0.6},
        {3, 1, 0x02, 150, OW_CHANNEL_HR_BPM, 150},
        {5, 4, 0x86, 123456, OW_CHANNEL_DISTANCE_M, 1234.56},
        {6, 2, 0x84, 3333, OW_CHANNEL_SPEED_M_PER_S, 3.333},
        {73, 4, 0x86, 3333, OW_CHANNEL_SPEED_M_PER_S, 3.333},
        {7, 2, 0x84, 300, OW_CHANNEL_POWER_W, 300},
        {13, 1, 0x01, 0xF6, OW_CHANNEL_TEMPERATURE_C, -10},
        {39, 2, 0x84, 853, OW_CHANNEL_VERTICAL_OSCILLATION_MM, 85.3},
        {41, 2, 0x84, 2345, OW_CHANNEL_STANCE_TIME_MS, 234.5},
        {85, 2, 0x84, 11234, OW_CHANNEL_STEP_LENGTH_MM, 1123.4},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct fit_file *file = begin_activity(false);
        struct ow_document *document = NULL;

        FIT_DEFINE(file, 0, FIT_RECORD, cases[i].field, cases[i].size,
                   cases[i].base);
        fit_put(file, 0, 1);
        fit_put(file, cases[i].raw, cases[i].size);
        fit_end(file);
        document = fit_read(file);
        fit_near(fit_at(fit_activity(document, 0), cases[i].channel, 0),
                 cases[i].expected);
        ow_document_free(document);
    }
}

static void the_better_of_two_fields_is_taken(void **state)
{
    struct fit_file *file = begin_activity(false);
    struct ow_document *document = NULL;
    const struct ow_activity *activity = NULL;

    (void)state;
    FIT_DEFINE(file, 0, FIT_RECORD, 73, 4, 0x86, 6, 2, 0x84);
    fit_put(file, 0, 1);
    fit_put(file, 70000, 4);
    fit_put(file, 3000, 2);
    fit_put(file, 0, 1);
    fit_put(file, UINT32_MAX, 4);
    fit_put(file, 3500, 2);
    fit_end(file);
    document = fit_read(file);
    activity = fit_activity(document, 0);
    fit_near(fit_at(activity, OW_CHANNEL_SPEED_M_PER_S, 0), 70);
    fit_near(fit_at(activity, OW_CHANNEL_SPEED_M_PER_S, 1), 3.5);
    ow_document_free(document);
}

static void no_heart_rate_is_missing(void **state)
{
    struct fit_file *file = begin_activity(false);
    struct ow_document *document = NULL;
    const struct ow_activity *activity = NULL;

    (void)state;
    fit_define_records(file);
    fit_add_record(file, FIT_START, 0, 0);
    fit_add_record(file, FIT_START + 1, 255, 100);
    fit_add_record(file, FIT_START + 2, 90, 200);
    fit_end(file);
    document = fit_read(file);
    activity = fit_activity(document, 0);
    fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, 0), OW_MISSING);
    fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, 1), OW_MISSING);
    fit_near(ow_activity_summary(activity)->hr_bpm.avg, 90);
    ow_document_free(document);
}

/* Cadence counts one foot on foot, turns on a bike. */
static void cadence_is_in_the_unit_of_the_sport(void **state)
{
    static const unsigned sports[] = {OW_SPORT_RUNNING, OW_SPORT_CYCLING};
    static const double expected[] = {171, 85.5};

    (void)state;
    for (size_t i = 0; i < COUNT(sports); i++) {
        struct fit_file *file = begin_activity(false);
        struct ow_document *document = NULL;
        const struct ow_activity *activity = NULL;

        FIT_DEFINE(file, 0, FIT_RECORD, 253, 4, 0x86, 4, 1, 0x02, 53, 1, 0x02);
        for (unsigned k = 0; k < 2; k++) {
            fit_put(file, 0, 1);
            fit_put(file, FIT_START + k, 4);
            fit_put(file, 85, 1);
            fit_put(file, k == 0 ? 64 : 255, 1);
        }
        fit_define_sessions(file);
        fit_add_session(file, FIT_START, sports[i], 1000, 0);
        fit_end(file);
        document = fit_read(file);
        activity = fit_activity(document, 0);
        fit_near(fit_at(activity, OW_CHANNEL_CADENCE_SPM, 0), expected[i]);
        fit_near(fit_at(activity, OW_CHANNEL_CADENCE_SPM, 1),
                 i == 0 ? 170 : 85);
        ow_document_free(document);
    }
}

/* FIT protocol, compressed timestamp header: five bits, local types 0 to 3. */
static void compressed_times_run_over(void **state)
{
    static const struct {
        unsigned offset;
        double expected;
    } cases[] = {{31, 6}, {0, 7}, {4, 11}, {4, 11}, {3, 42}, {2, 73}};
    struct fit_file *file = begin_activity(false);
    struct ow_document *document = NULL;
    const struct ow_activity *activity = NULL;
    uint32_t start = (FIT_START & ~31U) + 25;

    (void)state;
    FIT_DEFINE(file, 3, FIT_RECORD, 3, 1, 0x02);
    fit_define_records(file);
    fit_put(file, 0x80 | 3U << 5 | 7, 1); /* before any time is known */
    fit_put(file, 80, 1);
    fit_add_record(file, start, 90, 0);
    for (size_t i = 0; i < COUNT(cases); i++) {
        fit_put(file, 0x80 | 3U << 5 | cases[i].offset, 1);
        fit_put(file, 100 + i, 1);
    }
    fit_end(file);
    document = fit_read(file);
    activity = fit_activity(document, 0);
    assert_int_equal(ow_activity_sample_count(activity), 2 + COUNT(cases));
    fit_near(fit_at(activity, OW_CHANNEL_TIME_S, 0), OW_MISSING);
    fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, 0), 80);
    for (size_t i = 0; i < COUNT(cases); i++) {
        fit_near(fit_at(activity, OW_CHANNEL_TIME_S, 2 + i), cases[i].expected);
    }
    ow_document_free(document);
}

/* 12 bits of speed in cm/s, 12 bits of distance in 1/16 m, running over. */
static void compressed_distances_add_up(void **state)
{
    static const struct {
        unsigned speed;
        unsigned distance;
        double expected_m;
    } cases[] = {{300, 16, 1}, {310, 4090, 255.625}, {320, 10, 256.625}};
    struct fit_file *file = begin_activity(false);
    struct ow_document *document = NULL;
    const struct ow_activity *activity = NULL;

    (void)state;
    FIT_DEFINE(file, 0, FIT_RECORD, 8, 3, 0x0D);
    for (size_t i = 0; i < COUNT(cases); i++) {
        fit_put(file, 0, 1);
        fit_put(file, cases[i].speed | cases[i].distance << 12, 3);
    }
    fit_put(file, 0, 1);
    fit_put(file, 0xFFFFFF, 3);
    fit_end(file);
    document = fit_read(file);
    activity = fit_activity(document, 0);
    for (size_t i = 0; i < COUNT(cases); i++) {
        fit_near(fit_at(activity, OW_CHANNEL_SPEED_M_PER_S, i),
                 cases[i].speed / 100.0);
        fit_near(fit_at(activity, OW_CHANNEL_DISTANCE_M, i),
                 cases[i].expected_m);
    }
    fit_near(fit_at(activity, OW_CHANNEL_DISTANCE_M, 3), OW_MISSING);
    ow_document_free(document);
}

/* The sum goes on from one definition to the other, record by record. */
static void compressed_distances_add_up_in_turn(void **state)
{
    struct fit_file *file = begin_activity(false);
    struct ow_document *document = NULL;

    (void)state;
    FIT_DEFINE(file, 0, FIT_RECORD, 8, 3, 0x0D);
    FIT_DEFINE(file, 1, FIT_RECORD, 8, 3, 0x0D, 3, 1, 0x02);
    for (unsigned i = 0; i < 300; i++) {
        fit_put(file, i % 2, 1);
        fit_put(file, (i * 3000 & 0xFFF) << 12, 3);
        fit_put(file, 100, i % 2);
    }
    fit_end(file);
    document = fit_read(file);
    for (unsigned i = 0; i < 300; i++) {
        fit_near(fit_at(fit_activity(document, 0), OW_CHANNEL_DISTANCE_M, i),
                 i * 187.5);
    }
    ow_document_free(document);
}

static void describe(struct fit_file *file, unsigned index, unsigned number,
                     unsigned native_field, const char *name)
{
    FIT_DEFINE(file, 6, FIT_FIELD_DESCRIPTION, 0, 1, 0x02, 1, 1, 0x02, 2, 1,
               0x02, 3, 8, 0x07, 6, 1, 0x02, 7, 1, 0x01, 14, 2, 0x84, 15, 1,
               0x02);
    fit_put(file, 6, 1);
    fit_put(file, index, 1);
    fit_put(file, number, 1);
    fit_put(file, 0x84, 1);
    fit_put_text(file, name, 8);
    fit_put(file, 10, 1); /* scale */
    fit_put(file, 2, 1);  /* offset */
    fit_put(file, FIT_RECORD, 2);
    fit_put(file, native_field, 1);
}

/* A definition of heart rate and two developer fields of two bytes. */
static void define_developer_records(struct fit_file *file)
{
    static const uint8_t developer[] = {2, 5, 2, 0, 5, 2, 1};

    FIT_DEFINE(file, 0, FIT_RECORD, 3, 1, 0x02);
    file->bytes[file->length - 9] |= 0x20;
    for (size_t i = 0; i < sizeof developer; i++) {
        fit_put(file, developer[i], 1);
    }
}

static void add_developer_record(struct fit_file *file, unsigned hr,
                                 unsigned first, unsigned second)
{
    fit_put(file, 0, 1);
    fit_put(file, hr, 1);
    fit_put(file, first, 2);
    fit_put(file, second, 2);
}

/* The same number under two indices is two fields; one is told late. */
static void developer_fields_stand_in(void **state)
{
    struct fit_file *file = begin_activity(false);
    struct ow_document *document = NULL;
    const struct ow_activity *activity = NULL;
    const char *const *names = NULL;
    size_t count = 0;

    (void)state;
    describe(file, 0, 5, 255, "Form");
    describe(file, 0, 9, 255, "Form");
    define_developer_records(file);
    add_developer_record(file, 100, 2500, 3500);
    describe(file, 1, 5, FIT_RECORD_POWER, "PowerAll");
    add_developer_record(file, 101, 2501, 3500);
    add_developer_record(file, 102, 2502, 0xFFFF);
    fit_end(file);
    document = fit_read(file);
    activity = fit_activity(document, 0);
    names = ow_activity_developer_fields(activity, &count);
    assert_int_equal(count, 2);
    assert_string_equal(names[0], "Form");
    assert_string_equal(names[1], "PowerAll");
    fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, 2), 102);
    fit_near(fit_at(activity, OW_CHANNEL_POWER_W, 0), OW_MISSING);
    fit_near(fit_at(activity, OW_CHANNEL_POWER_W, 1), 348);
    fit_near(fit_at(activity, OW_CHANNEL_POWER_W, 2), OW_MISSING);
    ow_document_free(document);
}

/* A native field is not overridden where the record has it. */
static void native_fields_come_first(void **state)
{
    struct fit_file *file = begin_activity(false);
    struct ow_document *document = NULL;

    (void)state;
    describe(file, 0, 5, FIT_RECORD_HR, "HR");
    describe(file, 1, 5, FIT_RECORD_CADENCE, "Cad");
    define_developer_records(file);
    add_developer_record(file, 255, 1000, 820);
    fit_end(file);
    document = fit_read(file);
    assert_null(
        ow_activity_channel(fit_activity(document, 0), OW_CHANNEL_HR_BPM));
    fit_near(fit_at(fit_activity(document, 0), OW_CHANNEL_CADENCE_SPM, 0), 80);
    ow_document_free(document);
}

/* Two definitions in turn, redefined often, with other messages between. */
static void rows_stay_in_order(void **state)
{
    struct fit_file *file = begin_activity(false);
    struct ow_document *document = NULL;
    const struct ow_activity *activity = NULL;

    (void)state;
    for (unsigned i = 0; i < 600; i++) {
        if (i % 7 == 0) {
            FIT_DEFINE(file, 0, FIT_RECORD, 253, 4, 0x86, 3, 1, 0x02);
            FIT_DEFINE(file, 1, FIT_RECORD, 253, 4, 0x86, 7, 2, 0x84);
            FIT_DEFINE(file, 2, 0xFF42, 1, 1, 0x02);
        }
        fit_put(file, i % 3 == 0 ? 1 : 0, 1);
        fit_put(file, FIT_START + i, 4);
        fit_put(file, i % 3 == 0 ? 1000 + i : i % 200 + 20, i % 3 == 0 ? 2 : 1);
        fit_put(file, 2, 1);
        fit_put(file, i, 1);
    }
    fit_end(file);
    document = fit_read(file);
    activity = fit_activity(document, 0);
    assert_int_equal(ow_activity_sample_count(activity), 600);
    for (unsigned i = 0; i < 600; i++) {
        bool is_power = i % 3 == 0;

        fit_near(fit_at(activity, OW_CHANNEL_TIME_S, i), i);
        fit_near(fit_at(activity, OW_CHANNEL_POWER_W, i),
                 is_power ? 1000 + i : OW_MISSING);
        fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, i),
                 is_power ? OW_MISSING : i % 200 + 20);
    }
    ow_document_free(document);
}

/* More definitions than are kept at a time, each with a record waiting. */
static void many_definitions_are_lived_with(void **state)
{
    struct fit_file *file = begin_activity(false);
    struct ow_document *document = NULL;
    const struct ow_activity *activity = NULL;

    (void)state;
    for (unsigned round = 0; round < 2; round++) {
        for (unsigned i = 0; i < 200; i++) {
            FIT_DEFINE(file, i % 16, FIT_RECORD, 200, (uint8_t)(i % 5 + 1),
                       0x0D, 3, 1, 0x02, (uint8_t)i, 1, 0x02);
            fit_put(file, i % 16, 1);
            fit_put(file, 0, i % 5 + 1);
            fit_put(file, 50 + i, 1);
            fit_put(file, 255, 1);
        }
    }
    fit_end(file);
    document = fit_read(file);
    activity = fit_activity(document, 0);
    assert_int_equal(ow_activity_sample_count(activity), 400);
    for (unsigned i = 0; i < 400; i++) {
        fit_near(fit_at(activity, OW_CHANNEL_HR_BPM, i), 50 + i % 200);
    }
    ow_document_free(document);
}

static bool decode_without_memory(void *context)
{
    const struct fit_file *file = context;
    struct ow_document *document = NULL;
    enum ow_status status =
        ow_decode(file->bytes, file->length, NULL, &document, NULL);

    if (status == OW_OK) {
        ow_document_free(document);
    }
    return status == OW_OK;
}

static void no_memory_is_survived(void **state)
{
    struct fit_file *file = begin_activity(false);

    (void)state;
    describe(file, 0, 5, FIT_RECORD_POWER, "Power");
    define_developer_records(file);
    for (unsigned i = 0; i < 200; i++) {
        FIT_DEFINE(file, 1 + i % 15, FIT_RECORD, 253, 4, 0x86, 200,
                   (uint8_t)(i % 70 + 1), 0x0D);
        fit_put(file, 1 + i % 15, 1);
        fit_put(file, FIT_START + i, 4);
        fit_put(file, 0, i % 70 + 1);
        add_developer_record(file, 100, 100, 100);
    }
    fit_end(file);
    assert_true(fault_sweep(decode_without_memory, file) > 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_is_read),
        cmocka_unit_test(every_channel_has_its_scale),
        cmocka_unit_test(the_better_of_two_fields_is_taken),
        cmocka_unit_test(no_heart_rate_is_missing),
        cmocka_unit_test(cadence_is_in_the_unit_of_the_sport),
        cmocka_unit_test(compressed_times_run_over),
        cmocka_unit_test(compressed_distances_add_up),
        cmocka_unit_test(compressed_distances_add_up_in_turn),
        cmocka_unit_test(developer_fields_stand_in),
        cmocka_unit_test(native_fields_come_first),
        cmocka_unit_test(rows_stay_in_order),
        cmocka_unit_test(many_definitions_are_lived_with),
        cmocka_unit_test(no_memory_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
