/*
 * What a reader of a file format gives to the table of formats
 * (src/codec/formats.c). Members fit this shape; none includes the table.
 */
#ifndef CODEC_FORMAT_H
#define CODEC_FORMAT_H

#include "onward/codec.h"

struct format {
    const char *name;
    /* Whether the bytes look like this format; never reads past `length`. */
    bool (*sniff)(const uint8_t *bytes, size_t length);
    enum ow_status (*decode)(const uint8_t *bytes, size_t length,
                             const struct ow_decode_options *options,
                             struct ow_document **document,
                             struct ow_error *err);
};

#endif
