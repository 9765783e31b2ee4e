/*
 * Definition message, after the header byte (FIT protocol, "Definition
 * Message"):
 *   reserved (1) | architecture (1): 0 little, 1 big | global number (2, in
 *   that architecture) | n (1) | n x { number, size, base type }
 *   and when bit 5 of the header is set
 *   m (1) | m x { number, size, developer data index }
 */
#include "codec/fit/definition.h"

#include "codec/fit/wire.h"
#include "onward/error.h"

#include <string.h>

#define FIXED_SIZE 5
#define ENTRY_SIZE 3
#define BASE_MASK 0x1F

static size_t sum_of_sizes(const uint8_t *entries, size_t count)
{
    size_t sum = 0;

    for (size_t i = 0; i < count; i++) {
        sum += entries[i * ENTRY_SIZE + 1];
    }
    return sum;
}

bool fit_definition_read(const uint8_t *bytes, size_t available,
                         bool has_developer, struct fit_definition *definition)
{
    struct fit_definition read = {.bytes = bytes,
                                  .has_developer = has_developer,
                                  .time_offset = FIT_NO_OFFSET};
    struct fit_field time = {0};

    if (available < FIXED_SIZE) {
        return false;
    }
    read.is_big = (bytes[1] & 1) != 0;
    read.message = load_u16(bytes + 2, read.is_big);
    read.field_count = bytes[4];
    read.fields = bytes + FIXED_SIZE;
    read.length = FIXED_SIZE + read.field_count * ENTRY_SIZE;
    if (has_developer) {
        if (available <= read.length) {
            return false;
        }
        read.developer_count = bytes[read.length];
        read.developer_fields = bytes + read.length + 1;
        read.length += 1 + read.developer_count * ENTRY_SIZE;
    }
    if (available < read.length) {
        return false;
    }
    read.data_size = sum_of_sizes(read.fields, read.field_count) +
                     sum_of_sizes(read.developer_fields, read.developer_count);
    if (fit_definition_find(&read, FIT_TIMESTAMP, &time) && time.size == 4) {
        read.time_offset = time.offset;
    }
    *definition = read;
    return true;
}

bool fit_definition_find(const struct fit_definition *definition,
                         uint8_t number, struct fit_field *field)
{
    size_t offset = 0;

    for (size_t i = 0; i < definition->field_count; i++) {
        const uint8_t *entry = definition->fields + i * ENTRY_SIZE;

        if (entry[0] == number) {
            field->offset = offset;
            field->size = entry[1];
            field->base = entry[2] & BASE_MASK;
            return true;
        }
        offset += entry[1];
    }
    return false;
}

size_t fit_base_size(unsigned base)
{
    static const uint8_t sizes[FIT_BASE_COUNT] = {
        [FIT_ENUM] = 1,    [FIT_SINT8] = 1,   [FIT_UINT8] = 1,
        [FIT_SINT16] = 2,  [FIT_UINT16] = 2,  [FIT_SINT32] = 4,
        [FIT_UINT32] = 4,  [FIT_STRING] = 1,  [FIT_FLOAT32] = 4,
        [FIT_FLOAT64] = 8, [FIT_UINT8Z] = 1,  [FIT_UINT16Z] = 2,
        [FIT_UINT32Z] = 4, [FIT_BYTE] = 1,    [FIT_SINT64] = 8,
        [FIT_UINT64] = 8,  [FIT_UINT64Z] = 8,
    };

    return base < FIT_BASE_COUNT ? sizes[base] : 0;
}

static double unless(uint64_t raw, uint64_t invalid)
{
    return raw == invalid ? OW_MISSING : (double)raw;
}

static double float32_value(uint32_t bits)
{
    float value = 0;

    memcpy(&value, &bits, sizeof value);
    return isfinite(value) ? (double)value : OW_MISSING;
}

static double float64_value(uint64_t bits)
{
    double value = 0;

    memcpy(&value, &bits, sizeof value);
    return isfinite(value) ? value : OW_MISSING;
}

static double signed_value(uint64_t raw, uint64_t invalid, int64_t value)
{
    return raw == invalid ? OW_MISSING : (double)value;
}

double fit_value(const uint8_t *p, unsigned base, bool is_big)
{
    size_t size = fit_base_size(base);
    uint64_t raw = size == 1   ? p[0]
                   : size == 2 ? load_u16(p, is_big)
                   : size == 4 ? load_u32(p, is_big)
                   : size == 8 ? load_u64(p, is_big)
                               : 0;

    switch (base) {
    case FIT_ENUM:
    case FIT_UINT8:
    case FIT_BYTE:
        return unless(raw, UINT8_MAX);
    case FIT_UINT16:
        return unless(raw, UINT16_MAX);
    case FIT_UINT32:
        return unless(raw, UINT32_MAX);
    case FIT_UINT64:
        return unless(raw, UINT64_MAX);
    case FIT_UINT8Z:
    case FIT_UINT16Z:
    case FIT_UINT32Z:
    case FIT_UINT64Z:
        return unless(raw, 0);
    case FIT_SINT8:
        return signed_value(raw, INT8_MAX, (int8_t)raw);
    case FIT_SINT16:
        return signed_value(raw, INT16_MAX, (int16_t)raw);
    case FIT_SINT32:
        return signed_value(raw, INT32_MAX, (int32_t)raw);
    case FIT_SINT64:
        return signed_value(raw, INT64_MAX, (int64_t)raw);
    case FIT_FLOAT32:
        return float32_value((uint32_t)raw);
    case FIT_FLOAT64:
        return float64_value(raw);
    default:
        return OW_MISSING;
    }
}

double fit_number(const struct fit_data *data, uint8_t field)
{
    struct fit_field found = {0};
    size_t width = 0;

    if (!fit_definition_find(data->definition, field, &found)) {
        return OW_MISSING;
    }
    width = fit_base_size(found.base);
    if (width == 0 || found.size == 0 || found.size % width != 0) {
        return OW_MISSING;
    }
    return fit_value(data->bytes + found.offset, found.base,
                     data->definition->is_big);
}

int64_t fit_integer(const struct fit_data *data, uint8_t field, int64_t none)
{
    double value = fit_number(data, field);

    /* Also false for a missing value; no field read so is wider than this. */
    return fabs(value) < 1e15 ? (int64_t)value : none;
}

uint32_t fit_time(const struct fit_data *data, uint8_t field)
{
    int64_t value = fit_integer(data, field, FIT_NO_TIME);

    return value >= 0 && value < FIT_NO_TIME ? (uint32_t)value : FIT_NO_TIME;
}

struct str fit_text(const struct fit_data *data, uint8_t field)
{
    struct fit_field found = {0};
    const uint8_t *text = NULL;
    size_t length = 0;

    if (!fit_definition_find(data->definition, field, &found) ||
        found.base != FIT_STRING) {
        return str_from("", 0);
    }
    text = data->bytes + found.offset;
    while (length < found.size && text[length] != 0) {
        length++;
    }
    return str_from((const char *)text, length);
}
