/*
 * SHA-256 as in FIPS 180-4 (2015), sections 4.1.2, 5 and 6.2. Where the
 * processor has the SHA extensions of x86 they do the rounds; both ways give
 * the same digest.
 */
#include "store/sha256.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define HAS_X86_PATH 1
#include <cpuid.h>
#include <immintrin.h>
#else
#define HAS_X86_PATH 0
#endif

#define BLOCK_SIZE ((size_t)64)
#define ROUNDS 64

typedef void compress_blocks(uint32_t state[8], const uint8_t *blocks,
                             size_t count);

/* FIPS 180-4, 4.2.2. */
static const uint32_t round_constants[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
    0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t load_be32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 |
           p[3];
}

static void store_be32(uint8_t *p, uint32_t value)
{
    for (int i = 0; i < 4; i++) {
        p[i] = (uint8_t)(value >> (24 - 8 * i));
    }
}

static uint32_t rotate_right(uint32_t value, int bits)
{
    return value >> bits | value << (32 - bits);
}

/* 6.2.2, step 1. */
static void expand(const uint8_t *block, uint32_t w[ROUNDS])
{
    for (int t = 0; t < 16; t++) {
        w[t] = load_be32(block + 4 * t);
    }
    for (int t = 16; t < ROUNDS; t++) {
        uint32_t s0 = rotate_right(w[t - 15], 7) ^ rotate_right(w[t - 15], 18) ^
                      w[t - 15] >> 3;
        uint32_t s1 = rotate_right(w[t - 2], 17) ^ rotate_right(w[t - 2], 19) ^
                      w[t - 2] >> 10;

        w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
}

static uint32_t big_sigma0(uint32_t x)
{
    return rotate_right(x, 2) ^ rotate_right(x, 13) ^ rotate_right(x, 22);
}

static uint32_t big_sigma1(uint32_t x)
{
    return rotate_right(x, 6) ^ rotate_right(x, 11) ^ rotate_right(x, 25);
}

/* 6.2.2, steps 2 to 4, block after block. */
static void compress_plain(uint32_t state[8], const uint8_t *blocks,
                           size_t count)
{
    for (; count > 0; count--, blocks += BLOCK_SIZE) {
        uint32_t w[ROUNDS];
        uint32_t a = state[0];
        uint32_t b = state[1];
        uint32_t c = state[2];
        uint32_t d = state[3];
        uint32_t e = state[4];
        uint32_t f = state[5];
        uint32_t g = state[6];
        uint32_t h = state[7];

        expand(blocks, w);
        for (int t = 0; t < ROUNDS; t++) {
            uint32_t t1 = h + big_sigma1(e) + ((e & f) ^ (~e & g)) +
                          round_constants[t] + w[t];
            uint32_t t2 = big_sigma0(a) + ((a & b) ^ (a & c) ^ (b & c));

            h = g;
            g = f;
            f = e;
            e = d + t1;
            d = c;
            c = b;
            b = a;
            a = t1 + t2;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }
}

#if HAS_X86_PATH
/* CPUID leaf 7: EBX bit 29 is SHA; leaf 1: ECX bit 19 is SSE4.1. */
static int has_sha_extensions(void)
{
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;

    if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c >> 19 & 1) == 0) {
        return 0;
    }
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b >> 29 & 1) != 0;
}

/*
 * Four rounds a step: SHA256RNDS2 keeps the state as ABEF and CDGH (Intel SDM
 * volume 2B). `w` rotates through the last sixteen words of the schedule.
 */
__attribute__((target("sha,sse4.1"))) static void
compress_x86(uint32_t state[8], const uint8_t *blocks, size_t count)
{
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i abef = _mm_set_epi32((int)state[0], (int)state[1], (int)state[4],
                                 (int)state[5]);
    __m128i cdgh = _mm_set_epi32((int)state[2], (int)state[3], (int)state[6],
                                 (int)state[7]);
    uint32_t lanes[4];

    for (; count > 0; count--, blocks += BLOCK_SIZE) {
        const __m128i abef_before = abef;
        const __m128i cdgh_before = cdgh;
        __m128i w[4];

        for (int i = 0; i < 4; i++) {
            __m128i words;

            memcpy(&words, blocks + 16 * i, sizeof words);
            w[i] = _mm_shuffle_epi8(words, swap);
        }
        for (int i = 0; i < 16; i++) {
            __m128i k;
            __m128i sum;

            memcpy(&k, round_constants + (size_t)4 * (size_t)i, sizeof k);
            sum = _mm_add_epi32(w[i & 3], k);
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef =
                _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
            sum = _mm_alignr_epi8(w[(i + 3) & 3], w[(i + 2) & 3], 4);
            w[i & 3] = _mm_sha256msg2_epu32(
                _mm_add_epi32(_mm_sha256msg1_epu32(w[i & 3], w[(i + 1) & 3]),
                              sum),
                w[(i + 3) & 3]);
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    memcpy(lanes, &abef, sizeof lanes);
    state[0] = lanes[3];
    state[1] = lanes[2];
    state[4] = lanes[1];
    state[5] = lanes[0];
    memcpy(lanes, &cdgh, sizeof lanes);
    state[2] = lanes[3];
    state[3] = lanes[2];
    state[6] = lanes[1];
    state[7] = lanes[0];
}
#endif

/* 5.1.1: a one bit, zeros, the length in bits; 5.3.3: the first state. */
static void digest_by(compress_blocks *compress, const uint8_t *bytes,
                      size_t length, uint8_t digest[SHA256_SIZE])
{
    uint32_t state[8] = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    };
    uint8_t tail[2 * BLOCK_SIZE] = {0};
    size_t rest = length % BLOCK_SIZE;
    size_t tail_blocks = rest + 9 <= BLOCK_SIZE ? 1 : 2;
    uint64_t bits = (uint64_t)length * 8;

    compress(state, bytes, length / BLOCK_SIZE);
    if (rest > 0) {
        memcpy(tail, bytes + length - rest, rest);
    }
    tail[rest] = 0x80;
    store_be32(tail + tail_blocks * BLOCK_SIZE - 8, (uint32_t)(bits >> 32));
    store_be32(tail + tail_blocks * BLOCK_SIZE - 4, (uint32_t)bits);
    compress(state, tail, tail_blocks);
    for (size_t i = 0; i < 8; i++) {
        store_be32(digest + 4 * i, state[i]);
    }
}

enum sha256_path sha256_best_path(void)
{
#if HAS_X86_PATH
    if (has_sha_extensions()) {
        return SHA256_X86;
    }
#endif
    return SHA256_PLAIN;
}

void sha256(enum sha256_path path, const uint8_t *bytes, size_t length,
            uint8_t digest[SHA256_SIZE])
{
    compress_blocks *compress = compress_plain;

#if HAS_X86_PATH
    if (path == SHA256_X86) {
        compress = compress_x86;
    }
#else
    (void)path;
#endif
    digest_by(compress, bytes, length, digest);
}
