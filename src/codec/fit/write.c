/* Bytes of a FIT file; the layout stands in decode.c and definition.c. */
#include "codec/fit/write.h"

#include "base/error.h"
#include "base/num.h"
#include "codec/fit/crc.h"
#include "codec/fit/definition.h"

#include <string.h>

#define HEADER_SIZE 14
#define PROTOCOL 0x10 /* 1.0: no developer fields, no 64-bit types */
#define PROFILE 21217 /* 21.217 */
#define MOST_BYTES ((size_t)1 << 31)
#define MULTIBYTE 0x80  /* set in the code of types of several bytes */
#define DEVELOPMENT 255 /* manufacturer of those who have no number */
#define PRODUCT_NAME_SIZE 20

static void put(struct buf *buf, uint64_t value, size_t size)
{
    char bytes[8];

    for (size_t i = 0; i < size; i++) {
        bytes[i] = (char)(uint8_t)(value >> 8 * i);
    }
    buf_append(buf, bytes, size);
}

void fit_write_begin(struct buf *buf)
{
    buf_init(buf, MOST_BYTES);
    put(buf, HEADER_SIZE, 1);
    put(buf, PROTOCOL, 1);
    put(buf, PROFILE, 2);
    put(buf, 0, 4); /* data size and the header's CRC: fit_write_end() */
    buf_append(buf, ".FIT", 4);
    put(buf, 0, 2);
}

static size_t size_of(const struct fit_out *field)
{
    return field->base == FIT_STRING ? field->size : fit_base_size(field->base);
}

void fit_write_definition(struct buf *buf, unsigned local, unsigned message,
                          const struct fit_out *fields, size_t count)
{
    put(buf, 0x40 | local, 1);
    put(buf, 0, 2); /* reserved, little-endian */
    put(buf, message, 2);
    put(buf, count, 1);
    for (size_t i = 0; i < count; i++) {
        unsigned base = fields[i].base;

        put(buf, fields[i].number, 1);
        put(buf, size_of(&fields[i]), 1);
        put(buf, fit_base_size(base) > 1 ? MULTIBYTE | base : base, 1);
    }
}

static bool is_signed(enum fit_base base)
{
    return base == FIT_SINT8 || base == FIT_SINT16 || base == FIT_SINT32;
}

/* The largest raw value, which of most types stands for none. */
static uint64_t largest(enum fit_base base)
{
    size_t bits = 8 * fit_base_size(base) - (is_signed(base) ? 1 : 0);

    return ((uint64_t)1 << bits) - 1;
}

static bool is_zero_none(enum fit_base base)
{
    return base == FIT_UINT8Z || base == FIT_UINT16Z || base == FIT_UINT32Z;
}

static enum ow_status put_number(struct buf *buf, const struct fit_out *field,
                                 const char *what, struct ow_error *err)
{
    double scale = field->scale > 0 ? field->scale : 1;
    double raw = round((field->value + field->offset) * scale);
    double most = (double)largest(field->base) - 1;
    double least = is_signed(field->base) ? -(double)largest(field->base) - 1
                   : is_zero_none(field->base) ? 1
                                               : 0;
    char value[NUM_TEXT_SIZE];
    char low[NUM_TEXT_SIZE];
    char high[NUM_TEXT_SIZE];

    if (ow_is_missing(field->value)) {
        put(buf, is_zero_none(field->base) ? 0 : largest(field->base),
            size_of(field));
        return OW_OK;
    }
    if (raw >= least && raw <= most) {
        put(buf, (uint64_t)(int64_t)raw, size_of(field));
        return OW_OK;
    }
    num_format(field->value, 3, value);
    num_format(least / scale - field->offset, 3, low);
    num_format(most / scale - field->offset, 3, high);
    return error_set(err, OW_E_RANGE, "%s: field %u of %s is outside %s to %s",
                     what, field->number, value, low, high);
}

static void put_text(struct buf *buf, const struct fit_out *field)
{
    size_t length = field->text == NULL ? 0 : strlen(field->text);
    size_t kept = 0;

    if (length > 0) {
        kept = utf8_cut(field->text, length, (size_t)field->size - 1);
        buf_append(buf, field->text, kept);
    }
    for (size_t i = kept; i < field->size; i++) {
        put(buf, 0, 1);
    }
}

enum ow_status fit_write_data(struct buf *buf, unsigned local,
                              const struct fit_out *fields, size_t count,
                              const char *what, struct ow_error *err)
{
    enum ow_status status = OW_OK;

    put(buf, local, 1);
    for (size_t i = 0; i < count && status == OW_OK; i++) {
        if (fields[i].base == FIT_STRING) {
            put_text(buf, &fields[i]);
        } else {
            status = put_number(buf, &fields[i], what, err);
        }
    }
    return status;
}

enum ow_status fit_write_message(struct buf *buf, unsigned local,
                                 unsigned message, const struct fit_out *fields,
                                 size_t count, const char *what,
                                 struct ow_error *err)
{
    fit_write_definition(buf, local, message, fields, count);
    return fit_write_data(buf, local, fields, count, what, err);
}

double fit_write_time(double time_ms)
{
    return round(time_ms / 1000) - FIT_EPOCH_S;
}

enum ow_status fit_write_file_id(struct buf *buf, unsigned type,
                                 const struct ow_fit_identity *identity,
                                 const char *product_name, struct ow_error *err)
{
    double time = fit_write_time((double)identity->time_created_ms);
    const struct fit_out fields[] = {
        {.number = FIT_FILE_ID_TYPE, .base = FIT_ENUM, .value = type},
        {.number = FIT_FILE_ID_MANUFACTURER,
         .base = FIT_UINT16,
         .value = identity->manufacturer == 0 ? DEVELOPMENT
                                              : identity->manufacturer},
        {.number = FIT_FILE_ID_PRODUCT,
         .base = FIT_UINT16,
         .value = identity->product},
        {.number = FIT_FILE_ID_SERIAL,
         .base = FIT_UINT32Z,
         .value = identity->serial == 0 ? OW_MISSING : identity->serial},
        {.number = FIT_FILE_ID_TIME_CREATED, .base = FIT_UINT32, .value = time},
        {.number = FIT_FILE_ID_PRODUCT_NAME,
         .base = FIT_STRING,
         .text = product_name,
         .size = PRODUCT_NAME_SIZE},
    };
    size_t count = sizeof fields / sizeof fields[0];

    if (time < FIT_FIRST_DATE) {
        return error_set(
            err, OW_E_RANGE,
            "time of making %lld ms is before 1998-07-03T21:24:16Z",
            (long long)identity->time_created_ms);
    }
    return fit_write_message(buf, 0, FIT_FILE_ID, fields,
                             product_name == NULL ? count - 1 : count,
                             "file_id", err);
}

enum ow_status fit_write_end(struct buf *buf, uint8_t **bytes, size_t *length,
                             struct ow_error *err)
{
    uint8_t *file = (uint8_t *)buf->data;
    uint32_t data_size = 0;
    uint16_t crc = 0;

    if (buf->status == OW_OK) {
        data_size = (uint32_t)(buf->length - HEADER_SIZE);
        for (size_t i = 0; i < sizeof data_size; i++) {
            file[4 + i] = (uint8_t)(data_size >> 8 * i);
        }
        crc = fit_crc(0, file, HEADER_SIZE - 2);
        file[12] = (uint8_t)crc;
        file[13] = (uint8_t)(crc >> 8);
        put(buf, fit_crc(0, file, buf->length), 2);
    }
    if (buf->status == OW_OK) {
        *bytes = (uint8_t *)buf_steal(buf, length);
        return OW_OK;
    }
    return buf_status(buf, err);
}
