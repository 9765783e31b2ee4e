/*
 * A column is a head of 8 bytes and a body compressed by zstd:
 *
 *   0     1, the number of this layout
 *   1     scale: which of `scales` made the values whole numbers
 *   2     order: 1 the numbers' differences, 2 the differences of those;
 *         + 128 when some values are missing
 *   3     width: bytes a residual, 0 when all are zero
 *   4-7   count of values, missing ones too, little end first
 *
 * The body, before compression: where some are missing a bit for each value
 * (least significant first, 1 for present); then the residuals of those that
 * are present, folded so that small ones of either sign are small (0, -1, 1,
 * -2, …), all their lowest bytes first, then all their second bytes, and so
 * on. Without missing values and with width 0 there is no body.
 */
#include "store/column.h"

#include "base/error.h"
#include "base/mem.h"

#include <math.h>
#include <string.h>
#include <zstd.h>

#define LAYOUT 1
#define HEAD_SIZE ((size_t)8)
#define HAS_GAPS 0x80
/* What a decoder may hand over at most; see struct ow_decode_options. */
#define MOST_VALUES 50000000U
/* zstd's level 1: 3 to 5 times the speed of level 3 for a tenth more bytes. */
#define LEVEL 1
/* Beyond this a double no longer holds every whole number. */
#define LARGEST_WHOLE 9007199254740992.0
/* A value counts as whole steps when it is this near to them, in the channel's
 * finest steps: what decimals lose on the way through binary is far less. */
#define TOLERANCE 1e-3

/* Steps a unit. A semicircle is FIT's 180 degrees / 2^31. */
static const double scales[] = {
    1, 5, 10, 64, 100, 1000, 1e6, 1e7, 2147483648.0 / 180, 1e8,
};
#define SCALE_COUNT (sizeof scales / sizeof scales[0])
#define FINEST_OF_POSITION (SCALE_COUNT - 1)
#define FINEST_OF_OTHERS 5

struct column_encoder {
    ZSTD_CCtx *zstd;
    double *present;     /* the values that are there */
    int64_t *numbers;    /* the same in steps */
    uint64_t *residuals; /* folded differences */
    size_t capacity;     /* of each of the three */
    uint8_t *body;
    size_t body_capacity;
    uint8_t *column;
    size_t column_capacity;
};

struct column_encoder *column_encoder_new(void)
{
    struct column_encoder *encoder = mem_calloc(1, sizeof *encoder);

    if (encoder == NULL) {
        return NULL;
    }
    encoder->zstd = ZSTD_createCCtx();
    if (encoder->zstd == NULL) {
        column_encoder_free(encoder);
        return NULL;
    }
    return encoder;
}

void column_encoder_free(struct column_encoder *encoder)
{
    if (encoder == NULL) {
        return;
    }
    (void)ZSTD_freeCCtx(encoder->zstd);
    mem_free(encoder->present);
    mem_free(encoder->numbers);
    mem_free(encoder->residuals);
    mem_free(encoder->body);
    mem_free(encoder->column);
    mem_free(encoder);
}

static bool grow_bytes(uint8_t **bytes, size_t *capacity, size_t needed)
{
    uint8_t *grown = NULL;

    if (needed <= *capacity) {
        return true;
    }
    grown = mem_resize(*bytes, needed, 1);
    if (grown == NULL) {
        return false;
    }
    *bytes = grown;
    *capacity = needed;
    return true;
}

static bool reserve(struct column_encoder *encoder, size_t count)
{
    double *present = NULL;
    int64_t *numbers = NULL;
    uint64_t *residuals = NULL;

    if (count <= encoder->capacity) {
        return true;
    }
    present = mem_resize(encoder->present, count, sizeof *present);
    if (present == NULL) {
        return false;
    }
    encoder->present = present;
    numbers = mem_resize(encoder->numbers, count, sizeof *numbers);
    if (numbers == NULL) {
        return false;
    }
    encoder->numbers = numbers;
    residuals = mem_resize(encoder->residuals, count, sizeof *residuals);
    if (residuals == NULL) {
        return false;
    }
    encoder->residuals = residuals;
    encoder->capacity = count;
    return true;
}

/* Copies what is there; sets a bit in `bits` for each when it is not NULL. */
static size_t gather(const double *values, size_t count, double largest,
                     double *present, uint8_t *bits)
{
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        bool there = fabs(values[i]) <= largest; /* false for NaN */

        present[n] = values[i];
        n += there;
        if (bits != NULL && there) {
            bits[i / 8] |= (uint8_t)(1U << (i % 8));
        }
    }
    return n;
}

static bool are_whole_steps(const double *values, size_t count, double scale,
                            double tolerance)
{
    for (size_t i = 0; i < count; i++) {
        double steps = values[i] * scale;

        if (fabs(steps - nearbyint(steps)) > tolerance) {
            return false;
        }
    }
    return true;
}

static size_t finest_scale(enum ow_channel channel)
{
    return channel == OW_CHANNEL_LATITUDE_DEG ||
                   channel == OW_CHANNEL_LONGITUDE_DEG
               ? FINEST_OF_POSITION
               : FINEST_OF_OTHERS;
}

/* The coarsest scale that loses nothing, else the channel's finest. */
static size_t choose_scale(enum ow_channel channel, const double *values,
                           size_t count)
{
    size_t finest = finest_scale(channel);
    size_t scale = 0;

    while (scale < finest &&
           !are_whole_steps(values, count, scales[scale],
                            TOLERANCE * scales[scale] / scales[finest])) {
        scale++;
    }
    return scale;
}

static uint64_t fold(int64_t difference)
{
    return (uint64_t)difference << 1 ^ (uint64_t)(difference >> 63);
}

static int64_t unfold(uint64_t folded)
{
    return (int64_t)(folded >> 1) ^ -(int64_t)(folded & 1);
}

/* Fills the residuals; returns their sum, the measure of how small they are. */
static uint64_t difference(const int64_t *numbers, size_t count, int order,
                           uint64_t *residuals)
{
    int64_t last = 0;
    int64_t last_step = 0;
    uint64_t sum = 0;

    for (size_t i = 0; i < count; i++) {
        int64_t step = numbers[i] - last;

        residuals[i] = fold(order == 2 ? step - last_step : step);
        /* The first of each order pays for where the line begins. */
        sum += i < 2 ? 0 : residuals[i];
        last = numbers[i];
        last_step = step;
    }
    return sum;
}

static int bytes_of(uint64_t value)
{
    int width = 0;

    for (; value != 0; value >>= 8) {
        width++;
    }
    return width;
}

static int residual_width(const uint64_t *residuals, size_t count)
{
    uint64_t all = 0;

    for (size_t i = 0; i < count; i++) {
        all |= residuals[i];
    }
    return bytes_of(all);
}

static void split_planes(const uint64_t *residuals, size_t count, int width,
                         uint8_t *planes)
{
    for (int plane = 0; plane < width; plane++) {
        for (size_t i = 0; i < count; i++) {
            planes[i] = (uint8_t)(residuals[i] >> (8 * plane));
        }
        planes += count;
    }
}

/* Steps of the chosen scale and the smaller of both orders of residuals. */
static int make_residuals(struct column_encoder *encoder, size_t count,
                          double scale)
{
    uint64_t first = 0;

    for (size_t i = 0; i < count; i++) {
        encoder->numbers[i] = (int64_t)nearbyint(encoder->present[i] * scale);
    }
    first = difference(encoder->numbers, count, 1, encoder->residuals);
    if (difference(encoder->numbers, count, 2, encoder->residuals) < first) {
        return 2;
    }
    (void)difference(encoder->numbers, count, 1, encoder->residuals);
    return 1;
}

static enum ow_status compress_body(struct column_encoder *encoder,
                                    size_t body_length, size_t *length,
                                    struct ow_error *err)
{
    size_t bound = ZSTD_compressBound(body_length);
    size_t packed = 0;

    if (!grow_bytes(&encoder->column, &encoder->column_capacity,
                    HEAD_SIZE + bound)) {
        return error_nomem(err);
    }
    *length = HEAD_SIZE;
    if (body_length == 0) {
        return OW_OK;
    }
    packed = ZSTD_compressCCtx(encoder->zstd, encoder->column + HEAD_SIZE,
                               bound, encoder->body, body_length, LEVEL);
    if (ZSTD_isError(packed)) {
        return error_nomem(err); /* the only way left with room for all */
    }
    *length += packed;
    return OW_OK;
}

static void write_head(uint8_t *head, size_t scale, int order, bool has_gaps,
                       int width, size_t count)
{
    head[0] = LAYOUT;
    head[1] = (uint8_t)scale;
    head[2] = (uint8_t)(order | (has_gaps ? HAS_GAPS : 0));
    head[3] = (uint8_t)width;
    for (int i = 0; i < 4; i++) {
        head[4 + i] = (uint8_t)(count >> (8 * i));
    }
}

enum ow_status column_encode(struct column_encoder *encoder,
                             enum ow_channel channel, const double *values,
                             size_t count, const uint8_t **bytes,
                             size_t *length, struct ow_error *err)
{
    double largest = LARGEST_WHOLE / scales[finest_scale(channel)];
    size_t bit_bytes = count / 8 + 1;
    size_t present = 0;
    size_t gap_bytes = 0;
    size_t scale = 0;
    int order = 0;
    int width = 0;

    if (count > MOST_VALUES) {
        return error_set(err, OW_E_LIMIT, "%zu samples, at most %u", count,
                         MOST_VALUES);
    }
    if (!reserve(encoder, count + 1) ||
        !grow_bytes(&encoder->body, &encoder->body_capacity,
                    bit_bytes + count * sizeof(uint64_t))) {
        return error_nomem(err);
    }
    memset(encoder->body, 0, bit_bytes);
    present = gather(values, count, largest, encoder->present, encoder->body);
    gap_bytes = present < count ? bit_bytes : 0;
    scale = choose_scale(channel, encoder->present, present);
    order = make_residuals(encoder, present, scales[scale]);
    width = residual_width(encoder->residuals, present);
    split_planes(encoder->residuals, present, width, encoder->body + gap_bytes);
    if (compress_body(encoder, gap_bytes + present * (size_t)width, length,
                      err) != OW_OK) {
        return OW_E_NOMEM;
    }
    write_head(encoder->column, scale, order, gap_bytes > 0, width, count);
    *bytes = encoder->column;
    return OW_OK;
}

/* A head as read and checked. */
struct head {
    double scale;
    int order;
    bool has_gaps;
    int width;
    size_t count;
};

static bool read_head(const uint8_t *bytes, size_t length, struct head *head)
{
    if (length < HEAD_SIZE || bytes[0] != LAYOUT || bytes[1] >= SCALE_COUNT ||
        bytes[3] > sizeof(uint64_t)) {
        return false;
    }
    head->scale = scales[bytes[1]];
    head->order = bytes[2] & ~HAS_GAPS;
    head->has_gaps = (bytes[2] & HAS_GAPS) != 0;
    head->width = bytes[3];
    head->count = 0;
    for (size_t i = 0; i < 4; i++) {
        head->count |= (size_t)bytes[4 + i] << (8 * i);
    }
    return head->order == 1 || head->order == 2;
}

static size_t count_bits(const uint8_t *bits, size_t count)
{
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        n += bits[i / 8] >> (i % 8) & 1;
    }
    return n;
}

static uint64_t join_planes(const uint8_t *planes, size_t stride, size_t i,
                            int width)
{
    uint64_t residual = 0;

    for (int plane = 0; plane < width; plane++) {
        residual |= (uint64_t)planes[(size_t)plane * stride + i] << (8 * plane);
    }
    return residual;
}

/* Unsigned sums, so that damaged bytes wrap rather than overflow. */
static void integrate(const struct head *head, const uint8_t *bits,
                      const uint8_t *planes, size_t present, double *values)
{
    uint64_t number = 0;
    uint64_t step = 0;
    size_t n = 0;

    for (size_t i = 0; i < head->count; i++) {
        uint64_t residual = 0;

        if (bits != NULL && (bits[i / 8] >> (i % 8) & 1) == 0) {
            values[i] = OW_MISSING;
            continue;
        }
        residual =
            (uint64_t)unfold(join_planes(planes, present, n++, head->width));
        step = head->order == 2 ? step + residual : residual;
        number += step;
        values[i] = (double)(int64_t)number / head->scale;
    }
}

static bool decode_body(const struct head *head, const uint8_t *body,
                        size_t length, double *values)
{
    size_t bit_bytes = head->has_gaps ? head->count / 8 + 1 : 0;
    size_t present = head->count;

    if (length < bit_bytes) {
        return false;
    }
    if (head->has_gaps) {
        present = count_bits(body, head->count);
    }
    if (length != bit_bytes + present * (size_t)head->width) {
        return false;
    }
    integrate(head, head->has_gaps ? body : NULL, body + bit_bytes, present,
              values);
    return true;
}

/*
 * Whether a body of the length that zstd says can hold what the head says;
 * asked before memory is taken, so that a damaged count asks for none.
 */
static bool fits_head(const struct head *head, const uint8_t *packed,
                      size_t packed_length)
{
    size_t bit_bytes = head->has_gaps ? head->count / 8 + 1 : 0;
    size_t most = bit_bytes + head->count * (size_t)head->width;
    unsigned long long length = 0;

    if (head->count > MOST_VALUES) {
        return false;
    }
    if (packed_length > 0) {
        length = ZSTD_getFrameContentSize(packed, packed_length);
    }
    return length <= most && length >= (head->has_gaps ? bit_bytes : most);
}

/* The body unpacked, or NULL; `length` is never more than a head allows. */
static uint8_t *unpack_body(const struct head *head, const uint8_t *packed,
                            size_t packed_length, size_t *length)
{
    size_t most = head->count / 8 + 1 + head->count * (size_t)head->width;
    uint8_t *body = mem_alloc(most);

    *length = 0;
    if (body == NULL || packed_length == 0) {
        return body;
    }
    *length = ZSTD_decompress(body, most, packed, packed_length);
    if (ZSTD_isError(*length)) {
        *length = SIZE_MAX;
    }
    return body;
}

enum ow_status column_decode(const uint8_t *bytes, size_t length,
                             double **values, size_t *count,
                             struct ow_error *err)
{
    enum ow_status status = OW_OK;
    struct head head;
    uint8_t *body = NULL;
    double *decoded = NULL;
    size_t body_length = 0;

    if (!read_head(bytes, length, &head) ||
        !fits_head(&head, bytes + HEAD_SIZE, length - HEAD_SIZE)) {
        return error_set(err, OW_E_FORMAT, "%zu bytes are no column", length);
    }
    decoded = mem_calloc(head.count, sizeof *decoded);
    body =
        unpack_body(&head, bytes + HEAD_SIZE, length - HEAD_SIZE, &body_length);
    if (decoded == NULL || body == NULL) {
        status = error_nomem(err);
    } else if (body_length == SIZE_MAX ||
               !decode_body(&head, body, body_length, decoded)) {
        status = error_set(err, OW_E_FORMAT,
                           "a column of %zu values is damaged", head.count);
    }
    mem_free(body);
    if (status != OW_OK) {
        mem_free(decoded);
        return status;
    }
    *values = decoded;
    *count = head.count;
    return OW_OK;
}
