/* Building and looking; see the header. */
#include "unit/fit_bytes.h"

#include "codec/fit/crc.h"
#include "codec/fit/profile.h"

#include "unit/cmocka_all.h"

#include <string.h>

struct fit_file *fit_file_new(void)
{
    static struct fit_file file;

    memset(&file, 0, sizeof file);
    return &file;
}

void fit_put(struct fit_file *file, uint64_t value, size_t size)
{
    assert_true(file->length + size <= sizeof file->bytes);
    for (size_t i = 0; i < size; i++) {
        size_t shift = 8 * (file->is_big ? size - 1 - i : i);

        file->bytes[file->length++] =
            (uint8_t)(shift < 64 ? value >> shift : 0);
    }
}

void fit_put_text(struct fit_file *file, const char *text, size_t size)
{
    size_t length = strlen(text);

    for (size_t i = 0; i < size; i++) {
        fit_put(file, i < length ? (uint8_t)text[i] : 0, 1);
    }
}

void fit_begin(struct fit_file *file, size_t header_size)
{
    bool is_big = file->is_big;

    file->is_big = false;
    file->start = file->length;
    fit_put(file, header_size, 1);
    fit_put(file, 0x20, 1);
    fit_put(file, 2172, 2);
    fit_put(file, 0, 4);
    fit_put_text(file, ".FIT", 4);
    for (size_t i = 12; i < header_size; i++) {
        fit_put(file, 0, 1);
    }
    file->is_big = is_big;
}

void fit_end(struct fit_file *file)
{
    uint8_t *start = file->bytes + file->start;
    size_t data_size = file->length - file->start - start[0];
    bool is_big = file->is_big;

    for (size_t i = 0; i < 4; i++) {
        start[4 + i] = (uint8_t)(data_size >> 8 * i);
    }
    file->is_big = false;
    fit_put(file, fit_crc(0, start, file->length - file->start), 2);
    file->is_big = is_big;
}

void fit_define(struct fit_file *file, unsigned local, unsigned message,
                const uint8_t *fields, size_t size)
{
    fit_put(file, 0x40 | local, 1);
    fit_put(file, 0, 1);
    fit_put(file, file->is_big, 1);
    fit_put(file, message, 2);
    fit_put(file, size / 3, 1);
    for (size_t i = 0; i < size; i++) {
        fit_put(file, fields[i], 1);
    }
}

void fit_add_file_id(struct fit_file *file, unsigned type)
{
    FIT_DEFINE(file, 15, FIT_FILE_ID, 0, 1, 0x00, 1, 2, 0x84, 8, 4, 0x07);
    fit_put(file, 15, 1);
    fit_put(file, type, 1);
    fit_put(file, 1, 2);
    fit_put_text(file, "fr-9", 4);
}

void fit_define_records(struct fit_file *file)
{
    FIT_DEFINE(file, 0, FIT_RECORD, 253, 4, 0x86, 3, 1, 0x02, 5, 4, 0x86);
}

void fit_add_record(struct fit_file *file, uint32_t time, unsigned hr,
                    uint32_t distance_cm)
{
    fit_put(file, 0, 1);
    fit_put(file, time, 4);
    fit_put(file, hr, 1);
    fit_put(file, distance_cm, 4);
}

void fit_define_sessions(struct fit_file *file)
{
    FIT_DEFINE(file, 1, FIT_SESSION, 253, 4, 0x86, 2, 4, 0x86, 5, 1, 0x00, 6, 1,
               0x00, 7, 4, 0x86, 8, 4, 0x86, 9, 4, 0x86);
}

void fit_add_session(struct fit_file *file, uint32_t start, unsigned sport,
                     uint32_t elapsed_ms, uint32_t distance_cm)
{
    fit_put(file, 1, 1);
    fit_put(file, start + elapsed_ms / 1000, 4);
    fit_put(file, start, 4);
    fit_put(file, sport, 1);
    fit_put(file, 0, 1);
    fit_put(file, elapsed_ms, 4);
    fit_put(file, elapsed_ms, 4);
    fit_put(file, distance_cm, 4);
}

void fit_add_timer(struct fit_file *file, uint32_t time, unsigned type)
{
    FIT_DEFINE(file, 2, FIT_EVENT, 253, 4, 0x86, 0, 1, 0x00, 1, 1, 0x00);
    fit_put(file, 2, 1);
    fit_put(file, time, 4);
    fit_put(file, FIT_EVENT_TIMER, 1);
    fit_put(file, type, 1);
}

void fit_add_run(struct fit_file *file, uint32_t start, size_t count)
{
    fit_begin(file, 14);
    fit_add_file_id(file, FIT_FILE_ACTIVITY);
    fit_define_records(file);
    for (size_t i = 0; i < count; i++) {
        fit_add_record(file, start + (uint32_t)i, 140 + (unsigned)(i % 20),
                       300 * (uint32_t)i);
    }
    fit_define_sessions(file);
    fit_add_session(file, start, OW_SPORT_RUNNING, (uint32_t)(count - 1) * 1000,
                    300 * (uint32_t)(count - 1));
    fit_end(file);
}

struct ow_document *fit_read(const struct fit_file *file)
{
    struct ow_document *document = NULL;
    struct ow_error err = {0};

    if (ow_decode(file->bytes, file->length, NULL, &document, &err) != OW_OK) {
        fail_msg("%s", err.message);
    }
    return document;
}

const struct ow_activity *fit_activity(const struct ow_document *document,
                                       size_t index)
{
    size_t count = 0;
    const struct ow_item *items = ow_document_items(document, &count);

    assert_true(index < count);
    assert_non_null(items[index].activity);
    return items[index].activity;
}

size_t fit_item_count(const struct ow_document *document)
{
    size_t count = 0;

    (void)ow_document_items(document, &count);
    return count;
}

bool fit_has_warning(const struct ow_document *document, const char *code)
{
    size_t count = 0;
    const struct ow_warning *warnings = ow_document_warnings(document, &count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(warnings[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

double fit_at(const struct ow_activity *activity, enum ow_channel channel,
              size_t sample)
{
    const double *values = ow_activity_channel(activity, channel);

    assert_non_null(values);
    assert_true(sample < ow_activity_sample_count(activity));
    return values[sample];
}

void fit_near(double value, double expected)
{
    if (ow_is_missing(expected) ? !ow_is_missing(value)
                                : !(fabs(value - expected) < 1e-9)) {
        fail_msg("%d thousandths instead of %d", (int)(value * 1000),
                 (int)(expected * 1000));
    }
}
