/*
 * gzip (RFC 1952): the ordinary file of one member in one call of libdeflate,
 * everything else through zlib piece by piece.
 */
#define ZLIB_CONST

#include "codec/archive/gzip.h"

#include "base/error.h"
#include "base/mem.h"

#include <libdeflate.h>
#include <string.h>
#include <zlib.h>

#define SMALLEST_FILE 18 /* header of 10, trailer of 8 */
#define FIRST_CAPACITY ((size_t)1 << 16)
#define GZIP_WINDOW (15 + 16) /* zlib: largest window, gzip only */

struct output {
    uint8_t *bytes;
    size_t length;
    size_t capacity;
    size_t most;
};

bool is_gzip(const uint8_t *bytes, size_t length)
{
    return length >= SMALLEST_FILE && bytes[0] == 0x1F && bytes[1] == 0x8B &&
           bytes[2] == 8;
}

/* The size as the trailer states it, modulo 2^32; no more than a hint. */
static size_t stated_size(const uint8_t *bytes, size_t length)
{
    const uint8_t *trailer = bytes + length - 4;

    return (size_t)trailer[0] | (size_t)trailer[1] << 8 |
           (size_t)trailer[2] << 16 | (size_t)trailer[3] << 24;
}

/* The fast way; leaves `output` empty when the slow one has to look. */
static enum ow_status unpack_at_once(const uint8_t *bytes, size_t length,
                                     struct output *output,
                                     struct ow_error *err)
{
    size_t size = stated_size(bytes, length);
    struct libdeflate_decompressor *inflater = NULL;
    size_t used = 0;

    if (size == 0 || size > output->most) {
        return OW_OK;
    }
    output->bytes = mem_alloc(size);
    inflater = libdeflate_alloc_decompressor();
    if (inflater == NULL) {
        return error_nomem(err);
    }
    if (output->bytes == NULL) {
        libdeflate_free_decompressor(inflater);
        return error_nomem(err);
    }
    if (libdeflate_gzip_decompress_ex(inflater, bytes, length, output->bytes,
                                      size, &used,
                                      &output->length) != LIBDEFLATE_SUCCESS ||
        used != length) {
        mem_free(output->bytes);
        output->bytes = NULL;
        output->length = 0;
    }
    libdeflate_free_decompressor(inflater);
    return OW_OK;
}

static enum ow_status make_room(struct output *output, struct ow_error *err)
{
    size_t capacity =
        output->capacity == 0 ? FIRST_CAPACITY : output->capacity * 2;
    uint8_t *bytes = NULL;

    if (output->capacity == output->most) {
        return error_set(err, OW_E_LIMIT,
                         "unpacks to more than the %zu bytes allowed",
                         output->most);
    }
    if (capacity > output->most) {
        capacity = output->most;
    }
    bytes = mem_resize(output->bytes, capacity, 1);
    if (bytes == NULL) {
        return error_nomem(err);
    }
    output->bytes = bytes;
    output->capacity = capacity;
    return OW_OK;
}

/* zlib counts in unsigned int. */
static unsigned piece_of(size_t length)
{
    return length > (1U << 30) ? 1U << 30 : (unsigned)length;
}

/* One call of inflate with as much room as there is. */
static int inflate_piece(z_stream *stream, const uint8_t *end,
                         struct output *output)
{
    unsigned room = piece_of(output->capacity - output->length);
    int result = 0;

    stream->next_out = output->bytes + output->length;
    stream->avail_out = room;
    stream->avail_in = piece_of((size_t)(end - stream->next_in));
    result = inflate(stream, Z_NO_FLUSH);
    output->length += room - stream->avail_out;
    return result;
}

static enum ow_status unpack_members(z_stream *stream, const uint8_t *end,
                                     struct output *output,
                                     struct ow_error *err)
{
    int result = Z_OK;

    while (result == Z_OK) {
        if (output->length == output->capacity) {
            enum ow_status status = make_room(output, err);

            if (status != OW_OK) {
                return status;
            }
        }
        result = inflate_piece(stream, end, output);
        if (result == Z_STREAM_END &&
            is_gzip(stream->next_in, (size_t)(end - stream->next_in))) {
            result = inflateReset(stream);
        }
    }
    if (result == Z_MEM_ERROR) {
        return error_nomem(err);
    }
    if (result != Z_STREAM_END && output->length == 0) {
        return error_set(err, OW_E_FORMAT, "gzip data is damaged");
    }
    return OW_OK;
}

static enum ow_status unpack_slowly(const uint8_t *bytes, size_t length,
                                    struct output *output, struct ow_error *err)
{
    z_stream stream;
    enum ow_status status = OW_OK;

    memset(&stream, 0, sizeof stream);
    if (inflateInit2(&stream, GZIP_WINDOW) != Z_OK) {
        return error_nomem(err);
    }
    stream.next_in = bytes;
    status = unpack_members(&stream, bytes + length, output, err);
    (void)inflateEnd(&stream);
    return status;
}

enum ow_status gzip_unpack(const uint8_t *bytes, size_t length, size_t most,
                           uint8_t **unpacked, size_t *unpacked_length,
                           struct ow_error *err)
{
    struct output output = {NULL, 0, 0, most};
    enum ow_status status = unpack_at_once(bytes, length, &output, err);

    if (status == OW_OK && output.bytes == NULL) {
        status = unpack_slowly(bytes, length, &output, err);
    }
    if (status != OW_OK) {
        mem_free(output.bytes);
        return status;
    }
    *unpacked = output.bytes;
    *unpacked_length = output.length;
    return OW_OK;
}
