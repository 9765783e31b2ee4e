/* FIT files built byte by byte: what is read of them, and of broken ones. */
#include "base/buf.h"
#include "codec/fit/crc.h"
#include "codec/fit/fit.h"
#include "codec/fit/profile.h"
#include "onward/codec.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <string.h>

#define START 1000000000U /* 2021-09-08T01:46:40Z */
#define START_MS ((int64_t)1631065600000)

/* ---------------------------------------------------------------- building */

/* A file on its way: header, then messages as they are added. */
struct file {
    uint8_t bytes[8192];
    size_t length;
    size_t start; /* of the part being built */
    bool is_big;
};

static void put(struct file *file, uint64_t value, size_t size)
{
    assert_true(file->length + size <= sizeof file->bytes);
    for (size_t i = 0; i < size; i++) {
        size_t shift = 8 * (file->is_big ? size - 1 - i : i);

        file->bytes[file->length++] = (uint8_t)(value >> shift);
    }
}

static void put_text(struct file *file, const char *text, size_t size)
{
    size_t length = strlen(text);

    for (size_t i = 0; i < size; i++) {
        put(file, i < length ? (uint8_t)text[i] : 0, 1);
    }
}

static void begin(struct file *file, size_t header_size)
{
    bool is_big = file->is_big;

    file->is_big = false;
    file->start = file->length;
    put(file, header_size, 1);
    put(file, 0x20, 1);
    put(file, 2172, 2);
    put(file, 0, 4); /* data size: end() fills it in */
    put_text(file, ".FIT", 4);
    for (size_t i = 12; i < header_size; i++) {
        put(file, 0, 1);
    }
    file->is_big = is_big;
}

static void end(struct file *file)
{
    uint8_t *start = file->bytes + file->start;
    size_t data_size = file->length - file->start - start[0];
    uint16_t crc = 0;

    for (size_t i = 0; i < 4; i++) {
        start[4 + i] = (uint8_t)(data_size >> 8 * i);
    }
    crc = fit_crc(0, start, file->length - file->start);
    file->bytes[file->length++] = (uint8_t)crc;
    file->bytes[file->length++] = (uint8_t)(crc >> 8);
}

/* Fields as number, size, base type. */
static void define(struct file *file, unsigned local, unsigned message,
                   const uint8_t *fields, size_t size)
{
    put(file, 0x40 | local, 1);
    put(file, 0, 1);
    put(file, file->is_big, 1);
    put(file, message, 2);
    put(file, size / 3, 1);
    for (size_t i = 0; i < size; i++) {
        put(file, fields[i], 1);
    }
}

#define DEFINE(file, local, message, ...)                                      \
    define(file, local, message, (const uint8_t[]){__VA_ARGS__},               \
           sizeof(const uint8_t[]){__VA_ARGS__})

static void add_file_id(struct file *file, unsigned type)
{
    DEFINE(file, 15, FIT_FILE_ID, 0, 1, 0x00, 1, 2, 0x84, 8, 6, 0x07);
    put(file, 15, 1);
    put(file, type, 1);
    put(file, 1, 2);
    put_text(file, "fr-9", 6);
}

/* Records of time, heart rate, distance: local type 0. */
static void define_records(struct file *file)
{
    DEFINE(file, 0, FIT_RECORD, 253, 4, 0x86, 3, 1, 0x02, 5, 4, 0x86);
}

static void add_record(struct file *file, uint32_t time, unsigned hr,
                       uint32_t distance_cm)
{
    put(file, 0, 1);
    put(file, time, 4);
    put(file, hr, 1);
    put(file, distance_cm, 4);
}

static void define_sessions(struct file *file)
{
    DEFINE(file, 1, FIT_SESSION, 253, 4, 0x86, 2, 4, 0x86, 5, 1, 0x00, 6, 1,
           0x00, 7, 4, 0x86, 8, 4, 0x86, 9, 4, 0x86);
}

static void add_session(struct file *file, uint32_t start, unsigned sport,
                        uint32_t elapsed_ms, uint32_t distance_cm)
{
    put(file, 1, 1);
    put(file, start + elapsed_ms / 1000, 4);
    put(file, start, 4);
    put(file, sport, 1);
    put(file, 0, 1);
    put(file, elapsed_ms, 4);
    put(file, elapsed_ms, 4);
    put(file, distance_cm, 4);
}

/* A run of `count` seconds at 3 m/s, all messages there. */
static void build_run(struct file *file, size_t count)
{
    begin(file, 14);
    add_file_id(file, FIT_FILE_ACTIVITY);
    define_records(file);
    for (size_t i = 0; i < count; i++) {
        add_record(file, START + (uint32_t)i, 140 + (unsigned)(i % 20),
                   300 * (uint32_t)i);
    }
    define_sessions(file);
    add_session(file, START, OW_SPORT_RUNNING, (uint32_t)(count - 1) * 1000,
                300 * (uint32_t)(count - 1));
    end(file);
}

/* ----------------------------------------------------------------- reading */

static struct ow_document *read_file(const struct file *file)
{
    struct ow_document *document = NULL;
    struct ow_error err = {0};

    if (ow_decode(file->bytes, file->length, NULL, &document, &err) != OW_OK) {
        fail_msg("%s", err.message);
    }
    return document;
}

static const struct ow_activity *activity_at(const struct ow_document *document,
                                             size_t index)
{
    size_t count = 0;
    const struct ow_item *items = ow_document_items(document, &count);

    assert_true(index < count);
    assert_int_equal(items[index].kind, OW_ITEM_ACTIVITY);
    return items[index].activity;
}

static void near(double value, double expected)
{
    if (!(fabs(value - expected) < 1e-9)) {
        fail_msg("%d thousandths instead of %d", (int)(value * 1000),
                 (int)(expected * 1000));
    }
}

/* ------------------------------------------------------------------- cases */

static void a_run_is_read(void **state)
{
    static struct file file;
    struct ow_document *document = NULL;
    const struct ow_activity *activity = NULL;
    const struct ow_activity_summary *summary = NULL;

    (void)state;
    memset(&file, 0, sizeof file);
    build_run(&file, 300);
    document = read_file(&file);
    activity = activity_at(document, 0);
    summary = ow_activity_summary(activity);
    assert_int_equal(ow_document_integrity(document).crc, OW_CRC_OK);
    assert_int_equal(ow_document_integrity(document).parts, 1);
    assert_int_equal(summary->sport, OW_SPORT_RUNNING);
    assert_true(summary->start_time_ms == START_MS);
    assert_string_equal(summary->manufacturer, "garmin");
    assert_string_equal(summary->product, "fr-9");
    near(summary->distance_m, 897);
    near(summary->timer_s, 299);
    near(summary->hr_bpm.avg, 149.5);
    assert_int_equal(ow_activity_sample_count(activity), 300);
    near(ow_activity_channel(activity, OW_CHANNEL_TIME_S)[299], 299);
    near(ow_activity_channel(activity, OW_CHANNEL_DISTANCE_M)[299], 897);
    assert_null(ow_activity_channel(activity, OW_CHANNEL_POWER_W));
    ow_document_free(document);
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
    const struct file *file = context;
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
    static struct file file;

    (void)state;
    memset(&file, 0, sizeof file);
    build_run(&file, 300);
    assert_true(fault_sweep(decode_without_memory, &file) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_is_read),
        cmocka_unit_test(both_crc_paths_give_the_same_bits),
        cmocka_unit_test(no_memory_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
