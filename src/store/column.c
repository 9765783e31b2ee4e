/*
 * A column is a head of 16 bytes and a body compressed by zstd:
 *
 *   0     1, the number of this layout
 *   1     scale: which of `scales` made the values whole numbers
 *   2     order: 1 the numbers' differences, 2 the differences of those;
 *         + 128 when some values are missing
 *   3     width: bytes a residual, 0 when all are zero
 *   4-7   count of values, missing ones too, little end first
 *   8-15  the first number that is there, little end first, two's complement
 *
 * The body, before compression: where some are missing a bit for each value
 * (least significant first, 1 for present); then the residuals of those that
 * are present, folded so that small ones of either sign are small (0, -1, 1,
 * -2, …), all their lowest bytes first, then all their second bytes, and so
 * on. The first residual is 0; with order 2 the second is a difference still.
 * Without missing values and with width 0 there is no body.
 *
 * Nearly every column stays near its first number: its residuals are made in
 * 32 bits, by loops that a compiler turns into vector instructions.
 */
#include "store/column.h"

#include "base/error.h"
#include "base/mem.h"
#include "store/compressor.h"

#include <math.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define HAS_X86 1
#else
#define HAS_X86 0
#endif

#if defined(__GNUC__)
#define ALWAYS_INLINE __attribute__((always_inline))
#else
#define ALWAYS_INLINE
#endif

#define LAYOUT 1
#define HEAD_SIZE ((size_t)16)
#define HAS_GAPS 0x80
/* What a decoder may hand over at most; see struct ow_decode_options. */
#define MOST_VALUES 50000000U
/* Up to this many steps round_whole() is exact. */
#define LARGEST_WHOLE 2251799813685248.0
/* Numbers this near to the first have folded second differences in 32 bits. */
#define NARROW_SPAN 268435456.0
/* Values from which the order of differences is chosen. */
#define ORDER_SAMPLE ((size_t)1024)
/* Values looked at before a scale is given up. */
#define BLOCK ((size_t)64)
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
    enum column_path path;
    ZSTD_CCtx *zstd;
    size_t capacity;  /* of each of the next five, which share one block */
    double *present;  /* the values that are there, where some are not */
    int64_t *numbers; /* the same in steps, from the first one on */
    uint64_t *residuals;
    int32_t *narrow_numbers; /* the same where 32 bits suffice */
    uint32_t *narrow_residuals;
    uint8_t *body;
    size_t body_capacity;
    uint8_t *column;
    size_t column_capacity;
};

/* The residuals of a column and how they were made. */
struct residuals {
    size_t scale;
    int64_t first;
    int order;
    int width;
    bool is_narrow;   /* where they are */
    size_t count;     /* of the values that are there */
    size_t gap_bytes; /* bits that say which are, before the planes */
};

enum column_path column_best_path(void)
{
#if HAS_X86
    return __builtin_cpu_supports("avx2") ? COLUMN_AVX2 : COLUMN_PLAIN;
#else
    return COLUMN_PLAIN;
#endif
}

struct column_encoder *column_encoder_new(enum column_path path)
{
    struct column_encoder *encoder = mem_calloc(1, sizeof *encoder);

    if (encoder == NULL) {
        return NULL;
    }
    encoder->path = path;
    encoder->zstd = compressor_new();
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

/* Room for `count` values in each array; what was in them is lost. */
static bool reserve(struct column_encoder *encoder, size_t count)
{
    size_t size = sizeof *encoder->present + sizeof *encoder->numbers +
                  sizeof *encoder->residuals + sizeof *encoder->narrow_numbers +
                  sizeof *encoder->narrow_residuals;
    void *next = NULL;

    if (count <= encoder->capacity) {
        return true;
    }
    mem_free(encoder->present);
    encoder->capacity = 0;
    encoder->present = mem_calloc(count, size);
    if (encoder->present == NULL) {
        return false;
    }
    next = encoder->present + count;
    encoder->numbers = next;
    next = encoder->numbers + count;
    encoder->residuals = next;
    next = encoder->residuals + count;
    encoder->narrow_numbers = next;
    next = encoder->narrow_numbers + count;
    encoder->narrow_residuals = next;
    encoder->capacity = count;
    return true;
}

static ALWAYS_INLINE inline bool are_all_there(const double *values,
                                               size_t count, double largest)
{
    size_t there = 0;

    for (size_t i = 0; i < count; i++) {
        there += fabs(values[i]) <= largest; /* false for NaN */
    }
    return there == count;
}

/* Copies what is there and sets a bit in `bits` for each. */
static size_t gather(const double *values, size_t count, double largest,
                     double *present, uint8_t *bits)
{
    size_t n = 0;

    memset(bits, 0, count / 8 + 1);
    for (size_t i = 0; i < count; i++) {
        unsigned there = fabs(values[i]) <= largest;

        present[n] = values[i];
        n += there;
        bits[i / 8] |= (uint8_t)(there << (i % 8));
    }
    return n;
}

/* To the nearest whole number, halves to even: adding 1.5 * 2^52 leaves no
 * bit for a fraction. Without a call, so that loops can be vectorised. */
static inline double round_whole(double value)
{
    const double no_fraction = 6755399441055744.0;

    return value + no_fraction - no_fraction;
}

/* How a scale fits values. */
struct fit {
    bool is_whole;  /* all are whole steps */
    bool is_narrow; /* all lie near the first one, where all are whole */
};

static ALWAYS_INLINE inline struct fit
fit_scale(const double *values, size_t count, double scale, double tolerance)
{
    double first = count > 0 ? round_whole(values[0] * scale) : 0;
    size_t near = 0;

    for (size_t from = 0; from < count; from += BLOCK) {
        size_t end = count - from < BLOCK ? count : from + BLOCK;
        size_t broken = 0;

        for (size_t i = from; i < end; i++) {
            double steps = values[i] * scale;

            broken += fabs(steps - round_whole(steps)) > tolerance;
            near += fabs(steps - first) < NARROW_SPAN;
        }
        if (broken > 0) {
            return (struct fit){false, false};
        }
    }
    return (struct fit){true, near == count};
}

static size_t finest_scale(enum ow_channel channel)
{
    return channel == OW_CHANNEL_LATITUDE_DEG ||
                   channel == OW_CHANNEL_LONGITUDE_DEG
               ? FINEST_OF_POSITION
               : FINEST_OF_OTHERS;
}

/* The coarsest scale that loses nothing, else the channel's finest. */
static ALWAYS_INLINE inline size_t choose_scale(enum ow_channel channel,
                                                const double *values,
                                                size_t count, bool *is_narrow)
{
    size_t finest = finest_scale(channel);
    size_t scale = 0;
    struct fit fit = {false, false};

    for (; scale < finest && !fit.is_whole; scale++) {
        fit = fit_scale(values, count, scales[scale],
                        TOLERANCE * scales[scale] / scales[finest]);
    }
    if (fit.is_whole) {
        *is_narrow = fit.is_narrow;
        return scale - 1;
    }
    /* Whatever is beyond the finest step is rounded. */
    *is_narrow =
        fit_scale(values, count, scales[finest], (double)INFINITY).is_narrow;
    return finest;
}

static uint64_t fold(int64_t difference)
{
    return (uint64_t)difference << 1 ^ (uint64_t)(difference >> 63);
}

static int64_t unfold(uint64_t folded)
{
    return (int64_t)(folded >> 1) ^ -(int64_t)(folded & 1);
}

/* Residuals of an order; returns their sum, the measure of how small they
 * are. */
static uint64_t difference(const int64_t *numbers, size_t count, int order,
                           uint64_t *residuals)
{
    uint64_t sum = 0;

    for (size_t i = 1; i < count; i++) {
        int64_t before =
            order == 2 && i > 1 ? numbers[i - 1] - numbers[i - 2] : 0;

        residuals[i] = fold(numbers[i] - numbers[i - 1] - before);
        sum += residuals[i] / 2;
    }
    return sum;
}

static ALWAYS_INLINE inline uint32_t fold_narrow(int32_t difference)
{
    return (uint32_t)difference << 1 ^ (uint32_t)(difference >> 31);
}

/* As difference(), in 32 bits. */
static ALWAYS_INLINE inline uint64_t difference_narrow(const int32_t *numbers,
                                                       size_t count, int order,
                                                       uint32_t *residuals)
{
    uint64_t sum = 0;

    if (count > 1) {
        residuals[1] = fold_narrow(numbers[1] - numbers[0]);
    }
    if (order == 1) {
        for (size_t i = 2; i < count; i++) {
            residuals[i] = fold_narrow(numbers[i] - numbers[i - 1]);
        }
    } else {
        for (size_t i = 2; i < count; i++) {
            residuals[i] =
                fold_narrow(numbers[i] - 2 * numbers[i - 1] + numbers[i - 2]);
        }
    }
    for (size_t i = 2; i < count; i++) {
        sum += residuals[i];
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

static ALWAYS_INLINE inline void make_narrow(struct column_encoder *encoder,
                                             const double *values, size_t count,
                                             double scale,
                                             struct residuals *made)
{
    int32_t *numbers = encoder->narrow_numbers;
    uint32_t *residuals = encoder->narrow_residuals;
    double first = (double)made->first;
    size_t sample = count < ORDER_SAMPLE ? count : ORDER_SAMPLE;
    uint64_t by_one = 0;
    uint32_t all = 0;

    for (size_t i = 0; i < count; i++) {
        numbers[i] = (int32_t)(round_whole(values[i] * scale) - first);
    }
    residuals[0] = 0;
    by_one = difference_narrow(numbers, sample, 1, residuals);
    made->order =
        difference_narrow(numbers, sample, 2, residuals) < by_one ? 2 : 1;
    (void)difference_narrow(numbers, count, made->order, residuals);
    for (size_t i = 0; i < count; i++) {
        all |= residuals[i];
    }
    made->width = bytes_of(all);
}

static void make_wide(struct column_encoder *encoder, const double *values,
                      size_t count, double scale, struct residuals *made)
{
    int64_t *numbers = encoder->numbers;
    uint64_t *residuals = encoder->residuals;
    size_t sample = count < ORDER_SAMPLE ? count : ORDER_SAMPLE;
    uint64_t by_one = 0;
    uint64_t all = 0;

    for (size_t i = 0; i < count; i++) {
        numbers[i] = (int64_t)round_whole(values[i] * scale) - made->first;
    }
    residuals[0] = 0;
    by_one = difference(numbers, sample, 1, residuals);
    made->order = difference(numbers, sample, 2, residuals) < by_one ? 2 : 1;
    (void)difference(numbers, count, made->order, residuals);
    for (size_t i = 0; i < count; i++) {
        all |= residuals[i];
    }
    made->width = bytes_of(all);
}

static ALWAYS_INLINE inline struct residuals
make_residuals(struct column_encoder *encoder, enum ow_channel channel,
               const double *values, size_t count)
{
    struct residuals made = {.order = 1};
    double scale = 0;

    if (count == 0) {
        return made;
    }
    made.scale = choose_scale(channel, values, count, &made.is_narrow);
    scale = scales[made.scale];
    made.first = (int64_t)round_whole(values[0] * scale);
    if (made.is_narrow) {
        make_narrow(encoder, values, count, scale, &made);
    } else {
        make_wide(encoder, values, count, scale, &made);
    }
    return made;
}

static ALWAYS_INLINE inline void
split_planes(const struct column_encoder *encoder, size_t count,
             const struct residuals *made, uint8_t *restrict planes)
{
    const uint32_t *narrow = encoder->narrow_residuals;
    const uint64_t *wide = encoder->residuals;

    for (int plane = 0; plane < made->width; plane++, planes += count) {
        int shift = 8 * plane;

        if (made->is_narrow) {
            for (size_t i = 0; i < count; i++) {
                planes[i] = (uint8_t)(narrow[i] >> shift);
            }
        } else {
            for (size_t i = 0; i < count; i++) {
                planes[i] = (uint8_t)(wide[i] >> shift);
            }
        }
    }
}

/* Leaves out what is missing: `values` and `count` become those that are
 * there, and the body begins with the bits; returns the bytes of the bits. */
static ALWAYS_INLINE inline size_t
leave_out_missing(struct column_encoder *encoder, enum ow_channel channel,
                  const double **values, size_t *count)
{
    double largest = LARGEST_WHOLE / scales[finest_scale(channel)];
    size_t all = *count;

    if (are_all_there(*values, all, largest)) {
        return 0;
    }
    *count = gather(*values, all, largest, encoder->present, encoder->body);
    *values = encoder->present;
    return all / 8 + 1;
}

/* The body of values before its compression, and how it was made. */
static ALWAYS_INLINE inline struct residuals
lay_body(struct column_encoder *encoder, enum ow_channel channel,
         const double *values, size_t count)
{
    size_t gap_bytes = leave_out_missing(encoder, channel, &values, &count);
    struct residuals made = make_residuals(encoder, channel, values, count);

    made.count = count;
    made.gap_bytes = gap_bytes;
    split_planes(encoder, count, &made, encoder->body + gap_bytes);
    return made;
}

static struct residuals lay_body_plain(struct column_encoder *encoder,
                                       enum ow_channel channel,
                                       const double *values, size_t count)
{
    return lay_body(encoder, channel, values, count);
}

#if HAS_X86

/* The same loops in vectors of twice the width. */
__attribute__((target("avx2"))) static struct residuals
lay_body_avx2(struct column_encoder *encoder, enum ow_channel channel,
              const double *values, size_t count)
{
    return lay_body(encoder, channel, values, count);
}

#else
#define lay_body_avx2 lay_body_plain
#endif

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
    packed = ZSTD_compress2(encoder->zstd, encoder->column + HEAD_SIZE, bound,
                            encoder->body, body_length);
    if (ZSTD_isError(packed)) {
        return error_nomem(err); /* the only way left with room for all */
    }
    *length += packed;
    return OW_OK;
}

static void write_head(uint8_t *head, bool has_gaps,
                       const struct residuals *made, size_t count)
{
    head[0] = LAYOUT;
    head[1] = (uint8_t)made->scale;
    head[2] = (uint8_t)(made->order | (has_gaps ? HAS_GAPS : 0));
    head[3] = (uint8_t)made->width;
    for (int i = 0; i < 4; i++) {
        head[4 + i] = (uint8_t)(count >> (8 * i));
    }
    for (int i = 0; i < 8; i++) {
        head[8 + i] = (uint8_t)((uint64_t)made->first >> (8 * i));
    }
}

enum ow_status column_encode(struct column_encoder *encoder,
                             enum ow_channel channel, const double *values,
                             size_t count, const uint8_t **bytes,
                             size_t *length, struct ow_error *err)
{
    struct residuals made;

    if (count > MOST_VALUES) {
        return error_set(err, OW_E_LIMIT, "%zu samples, at most %u", count,
                         MOST_VALUES);
    }
    if (!reserve(encoder, count + 1) ||
        !grow_bytes(&encoder->body, &encoder->body_capacity,
                    count / 8 + 1 + count * sizeof(uint64_t))) {
        return error_nomem(err);
    }
    made = (encoder->path == COLUMN_AVX2 ? lay_body_avx2 : lay_body_plain)(
        encoder, channel, values, count);
    if (compress_body(encoder, made.gap_bytes + made.count * (size_t)made.width,
                      length, err) != OW_OK) {
        return OW_E_NOMEM;
    }
    write_head(encoder->column, made.gap_bytes > 0, &made, count);
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
    uint64_t first;
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
    head->first = 0;
    for (size_t i = 0; i < 8; i++) {
        head->first |= (uint64_t)bytes[8 + i] << (8 * i);
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

    if (width == 1) { /* most columns have one or two */
        return planes[i];
    }
    if (width == 2) {
        return planes[i] | (uint64_t)planes[stride + i] << 8;
    }
    for (int plane = 0; plane < width; plane++) {
        residual |= (uint64_t)planes[(size_t)plane * stride + i] << (8 * plane);
    }
    return residual;
}

/* Unsigned sums, so that damaged bytes wrap rather than overflow. */
static void integrate(const struct head *head, const uint8_t *bits,
                      const uint8_t *planes, size_t present, double *values)
{
    uint64_t number = head->first;
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

/* Its making costs more than the decoding of a short column. */
struct column_decoder {
    ZSTD_DCtx *zstd;
};

struct column_decoder *column_decoder_new(void)
{
    struct column_decoder *decoder = mem_calloc(1, sizeof *decoder);

    if (decoder == NULL) {
        return NULL;
    }
    decoder->zstd = ZSTD_createDCtx();
    if (decoder->zstd == NULL) {
        mem_free(decoder);
        return NULL;
    }
    return decoder;
}

void column_decoder_free(struct column_decoder *decoder)
{
    if (decoder != NULL) {
        (void)ZSTD_freeDCtx(decoder->zstd);
        mem_free(decoder);
    }
}

/* The body unpacked, or NULL; `length` is never more than a head allows. */
static uint8_t *unpack_body(struct column_decoder *decoder,
                            const struct head *head, const uint8_t *packed,
                            size_t packed_length, size_t *length)
{
    size_t most = head->count / 8 + 1 + head->count * (size_t)head->width;
    uint8_t *body = mem_alloc(most);

    *length = 0;
    if (body == NULL || packed_length == 0) {
        return body;
    }
    *length =
        ZSTD_decompressDCtx(decoder->zstd, body, most, packed, packed_length);
    if (ZSTD_isError(*length)) {
        *length = SIZE_MAX;
    }
    return body;
}

enum ow_status column_decode(struct column_decoder *decoder,
                             const uint8_t *bytes, size_t length,
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
    body = unpack_body(decoder, &head, bytes + HEAD_SIZE, length - HEAD_SIZE,
                       &body_length);
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
