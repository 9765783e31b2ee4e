/*
 * Definition messages, and single values out of the data messages they
 * describe. Samples do not come this way: see records.h.
 */
#ifndef CODEC_FIT_DEFINITION_H
#define CODEC_FIT_DEFINITION_H

#include "base/str.h"
#include "codec/fit/profile.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FIT_NO_OFFSET SIZE_MAX

/** Layout of a data message; points into the file. */
struct fit_definition {
    const uint8_t *bytes; /* the message after its header byte */
    size_t length;
    bool has_developer;
    bool is_big; /* big-endian */
    uint16_t message;
    size_t field_count;
    const uint8_t *fields; /* number, size, base type of each */
    size_t developer_count;
    const uint8_t *developer_fields; /* number, size, developer index */
    size_t data_size;
    size_t time_offset; /* of a date_time in field 253, or FIT_NO_OFFSET */
};

/** Where a field stands in the data of a message. */
struct fit_field {
    size_t offset;
    size_t size;
    unsigned base; /* enum fit_base, or a number beyond it */
};

/** A data message: its layout and its bytes, header byte left out. */
struct fit_data {
    const struct fit_definition *definition;
    const uint8_t *bytes;
};

/**
 * Reads the definition that follows a header byte.
 *
 * @return false when the bytes end inside it
 */
bool fit_definition_read(const uint8_t *bytes, size_t available,
                         bool has_developer, struct fit_definition *definition);

/** Finds a field by its number; false where the message has none such. */
bool fit_definition_find(const struct fit_definition *definition,
                         uint8_t number, struct fit_field *field);

/** Bytes of one value of a base type; 0 for a type that is not known. */
size_t fit_base_size(unsigned base);

/**
 * The value of `base` at p, unscaled; OW_MISSING where it is the type's
 * invalid one, text, or of a type not known.
 */
double fit_value(const uint8_t *p, unsigned base, bool is_big);

/**
 * The first value of a field, unscaled; OW_MISSING where it is absent,
 * invalid or not a whole number of values wide.
 */
double fit_number(const struct fit_data *data, uint8_t field);

/** The same as an integer, or `none`. */
int64_t fit_integer(const struct fit_data *data, uint8_t field, int64_t none);

/** The date_time in a field, or FIT_NO_TIME. */
uint32_t fit_time(const struct fit_data *data, uint8_t field);

/** The text in a field up to its first zero; empty where absent. */
struct str fit_text(const struct fit_data *data, uint8_t field);

#endif
