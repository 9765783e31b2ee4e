/*
 * CRC-16/ARC by tables, sixteen bytes a step, and by carry-less
 * multiplication where the processor has it. Both give the same bits.
 */
#include "codec/fit/crc.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define HAS_PCLMUL 1
#include <immintrin.h>
#else
#define HAS_PCLMUL 0
#endif

#define SLICES 16

/*
 * A checksum is linear: the entry of a byte is the sum of the entries of its
 * bits. b0 to b7 are those of the bits, 16 x 16 entries follow from them.
 */
#define BIT(i, bit, b) (((i) >> (bit)&1) != 0 ? (b) : 0)
#define ENTRY(i, b0, b1, b2, b3, b4, b5, b6, b7)                               \
    (uint16_t)(BIT(i, 0, b0) ^ BIT(i, 1, b1) ^ BIT(i, 2, b2) ^ BIT(i, 3, b3) ^ \
               BIT(i, 4, b4) ^ BIT(i, 5, b5) ^ BIT(i, 6, b6) ^ BIT(i, 7, b7))
#define FOUR(i, ...)                                                           \
    ENTRY(i, __VA_ARGS__), ENTRY((i) + 1, __VA_ARGS__),                        \
        ENTRY((i) + 2, __VA_ARGS__), ENTRY((i) + 3, __VA_ARGS__)
#define SIXTEEN(i, ...)                                                        \
    FOUR(i, __VA_ARGS__), FOUR((i) + 4, __VA_ARGS__),                          \
        FOUR((i) + 8, __VA_ARGS__), FOUR((i) + 12, __VA_ARGS__)
#define SIXTY_FOUR(i, ...)                                                     \
    SIXTEEN(i, __VA_ARGS__), SIXTEEN((i) + 16, __VA_ARGS__),                   \
        SIXTEEN((i) + 32, __VA_ARGS__), SIXTEEN((i) + 48, __VA_ARGS__)
#define SLICE(...)                                                             \
    {                                                                          \
        SIXTY_FOUR(0, __VA_ARGS__), SIXTY_FOUR(64, __VA_ARGS__),               \
            SIXTY_FOUR(128, __VA_ARGS__), SIXTY_FOUR(192, __VA_ARGS__)         \
    }

/*
 * slices[k][b]: what byte b adds when k zero bytes follow it. The entries of
 * the bits are x^n mod x^16 + x^15 + x^2 + 1, reflected.
 */
static const uint16_t slices[SLICES][256] = {
    SLICE(0xC0C1, 0xC181, 0xC301, 0xC601, 0xCC01, 0xD801, 0xF001, 0xA001),
    SLICE(0x9001, 0x6001, 0xC002, 0xC007, 0xC00D, 0xC019, 0xC031, 0xC061),
    SLICE(0xC051, 0xC0A1, 0xC141, 0xC281, 0xC501, 0xCA01, 0xD401, 0xE801),
    SLICE(0xFC01, 0xB801, 0x3001, 0x6002, 0xC004, 0xC00B, 0xC015, 0xC029),
    SLICE(0xC03D, 0xC079, 0xC0F1, 0xC1E1, 0xC3C1, 0xC781, 0xCF01, 0xDE01),
    SLICE(0xD101, 0xE201, 0x8401, 0x4801, 0x9002, 0x6007, 0xC00E, 0xC01F),
    SLICE(0xC010, 0xC023, 0xC045, 0xC089, 0xC111, 0xC221, 0xC441, 0xC881),
    SLICE(0xCCC1, 0xD981, 0xF301, 0xA601, 0x0C01, 0x1802, 0x3004, 0x6008),
    SLICE(0x900D, 0x6019, 0xC032, 0xC067, 0xC0CD, 0xC199, 0xC331, 0xC661),
    SLICE(0xC551, 0xCAA1, 0xD541, 0xEA81, 0x9501, 0x6A01, 0xD402, 0xE807),
    SLICE(0xFC04, 0xB80B, 0x3015, 0x602A, 0xC054, 0xC0AB, 0xC155, 0xC2A9),
    SLICE(0xC3FD, 0xC7F9, 0xCFF1, 0xDFE1, 0xFFC1, 0xBF81, 0x3F01, 0x7E02),
    SLICE(0x8102, 0x4207, 0x840E, 0x481F, 0x903E, 0x607F, 0xC0FE, 0xC1FF),
    SLICE(0xC100, 0xC203, 0xC405, 0xC809, 0xD011, 0xE021, 0x8041, 0x4081),
    SLICE(0x00C1, 0x0182, 0x0304, 0x0608, 0x0C10, 0x1820, 0x3040, 0x6080),
    SLICE(0x90C1, 0x6181, 0xC302, 0xC607, 0xCC0D, 0xD819, 0xF031, 0xA061),
};

static uint16_t crc_plain(uint16_t crc, const uint8_t *p, size_t length)
{
    while (length >= SLICES) {
        unsigned sum =
            slices[15][p[0] ^ (crc & 0xFF)] ^ slices[14][p[1] ^ (crc >> 8)];

        for (size_t i = 2; i < SLICES; i++) {
            sum ^= slices[SLICES - 1 - i][p[i]];
        }
        crc = (uint16_t)sum;
        p += SLICES;
        length -= SLICES;
    }
    for (; length > 0; length--, p++) {
        crc = (uint16_t)(crc >> 8 ^ slices[0][(crc ^ *p) & 0xFF]);
    }
    return crc;
}

#if HAS_PCLMUL

/* x^(n+63) and x^(n-1) mod P, reflected, to fold 128 bits n bits onward. */
#define FOLD_512_LOW 0xC450000000000000
#define FOLD_512_HIGH 0x8101000000000000
#define FOLD_128_LOW 0xCCD0000000000000
#define FOLD_128_HIGH 0xC100000000000000

__attribute__((target("sse2"))) static inline __m128i load(const uint8_t *p)
{
    __m128i value;

    memcpy(&value, p, sizeof value);
    return value;
}

/* What x amounts to further on, added to the bytes that stand there. */
__attribute__((target("pclmul"))) static inline __m128i
fold(__m128i x, __m128i constants, __m128i bytes)
{
    __m128i low = _mm_clmulepi64_si128(x, constants, 0x00);
    __m128i high = _mm_clmulepi64_si128(x, constants, 0x11);

    return _mm_xor_si128(_mm_xor_si128(low, high), bytes);
}

/*
 * Four lanes of 16 bytes are folded 64 bytes onward at a time, then into one
 * lane; the tables sum what is left. Source of the method: Gopal and others
 * 2009, Fast CRC Computation for Generic Polynomials Using PCLMULQDQ.
 */
__attribute__((target("pclmul"))) static uint16_t
crc_pclmul(uint16_t crc, const uint8_t *p, size_t length)
{
    const __m128i by_512 =
        _mm_set_epi64x((long long)FOLD_512_HIGH, (long long)FOLD_512_LOW);
    const __m128i by_128 =
        _mm_set_epi64x((long long)FOLD_128_HIGH, (long long)FOLD_128_LOW);
    __m128i lanes[4];
    uint8_t rest[16];

    if (length < 64) {
        return crc_plain(crc, p, length);
    }
    for (size_t i = 0; i < 4; i++) {
        lanes[i] = load(p + 16 * i);
    }
    lanes[0] = _mm_xor_si128(lanes[0], _mm_cvtsi32_si128(crc));
    for (p += 64, length -= 64; length >= 64; p += 64, length -= 64) {
        lanes[0] = fold(lanes[0], by_512, load(p));
        lanes[1] = fold(lanes[1], by_512, load(p + 16));
        lanes[2] = fold(lanes[2], by_512, load(p + 32));
        lanes[3] = fold(lanes[3], by_512, load(p + 48));
    }
    for (size_t i = 1; i < 4; i++) {
        lanes[i] = fold(lanes[i - 1], by_128, lanes[i]);
    }
    memcpy(rest, &lanes[3], sizeof rest);
    return crc_plain(crc_plain(0, rest, sizeof rest), p, length);
}

enum fit_crc_path fit_crc_best_path(void)
{
    return __builtin_cpu_supports("pclmul") ? FIT_CRC_PCLMUL : FIT_CRC_PLAIN;
}

#else

static uint16_t crc_pclmul(uint16_t crc, const uint8_t *p, size_t length)
{
    return crc_plain(crc, p, length);
}

enum fit_crc_path fit_crc_best_path(void)
{
    return FIT_CRC_PLAIN;
}

#endif

uint16_t fit_crc_by(enum fit_crc_path path, uint16_t crc, const uint8_t *bytes,
                    size_t length)
{
    return path == FIT_CRC_PCLMUL ? crc_pclmul(crc, bytes, length)
                                  : crc_plain(crc, bytes, length);
}

uint16_t fit_crc(uint16_t crc, const uint8_t *bytes, size_t length)
{
    return fit_crc_by(fit_crc_best_path(), crc, bytes, length);
}
