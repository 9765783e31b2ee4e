/*
 * Starts go in blocks. Of each block a bound is kept: no stretch that begins in
 * it sums to more. When the length grows by a second, the bound grows by the
 * largest second that any of those stretches can take in; only a block whose
 * bound then passes the best sum known is searched, after which its bound is
 * exact again. The stretch that was best a second shorter, grown at either end,
 * is the sum to beat: few blocks are searched more than now and then.
 */
#include "engine/activity/curve_scan.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define HAS_X86 1
#include <immintrin.h>
#else
#define HAS_X86 0
#endif

#if defined(__GNUC__)
#define ALWAYS_INLINE __attribute__((always_inline))
#else
#define ALWAYS_INLINE
#endif

/* Starts that share a bound. */
#define BLOCK 64
/* Bounds that are judged at once. */
#define LANES 8
/* Of the whole sum: so much more is rounding, not a better stretch. */
#define ROUNDING 1e-12

/*
 * Grows LANES bounds and tells, a bit each, which are above `best`; and the
 * largest of BLOCK differences. One pair for each path.
 */
typedef unsigned grow_function(double *bounds, const double *growth,
                               double best);
typedef double largest_function(const double *from, const double *to);

/* A stretch while it is searched; the arrays lie in the scratch. */
struct scan {
    double *sums;   /* its sums, the last repeated beyond its end */
    double *bounds; /* one a block */
    double *growth; /* what a block's bound grows by, by where it ends */
    size_t blocks;  /* in bounds and growth */
    size_t seconds;
    double rounding;
};

static size_t block_count(size_t seconds)
{
    return seconds / BLOCK + 2 * LANES;
}

/* Reading past the end: of the last blocks, and a coarse step on. */
static size_t padded_count(size_t seconds)
{
    return (block_count(seconds) + 2) * BLOCK + CURVE_COARSE_S;
}

size_t curve_scratch_count(size_t seconds)
{
    return padded_count(seconds) + 2 * block_count(seconds);
}

size_t curve_length_count(size_t fine, size_t seconds)
{
    return seconds <= fine ? seconds : fine + (seconds - fine) / CURVE_COARSE_S;
}

size_t curve_length(size_t fine, size_t entry)
{
    return entry < fine ? entry + 1
                        : fine + CURVE_COARSE_S * (entry - fine + 1);
}

static void scan_init(struct scan *scan, const struct curve_stretch *stretch,
                      double *scratch)
{
    size_t count = stretch->seconds + 1;
    double whole = stretch->sums[stretch->seconds] - stretch->sums[0];

    scan->seconds = stretch->seconds;
    scan->blocks = block_count(stretch->seconds);
    scan->sums = scratch;
    scan->bounds = scratch + padded_count(stretch->seconds);
    scan->growth = scan->bounds + scan->blocks;
    scan->rounding = ROUNDING * whole;
    memcpy(scan->sums, stretch->sums, count * sizeof(double));
    for (size_t i = count; i < padded_count(stretch->seconds); i++) {
        scan->sums[i] = scan->sums[stretch->seconds];
    }
    memset(scan->bounds, 0, scan->blocks * sizeof(double));
}

/*
 * The ends of a block's stretches lie in two neighbouring blocks, or in one:
 * by the largest step from there they can grow.
 */
static ALWAYS_INLINE inline void set_growth(struct scan *scan, size_t step,
                                            largest_function *largest)
{
    double next = 0;

    for (size_t b = scan->blocks; b-- > 0;) {
        const double *from = scan->sums + b * BLOCK;
        double here = largest(from, from + step);

        scan->growth[b] = here > next ? here : next;
        next = here;
    }
}

/* The first start of a block whose sum is its largest. */
static ALWAYS_INLINE inline size_t
start_of(const struct scan *scan, size_t block, size_t length, double sum)
{
    size_t start = block * BLOCK;

    while (scan->sums[start + length] - scan->sums[start] < sum) {
        start++;
    }
    /* Beyond the last start lie only parts of the stretch from there. */
    return start + length <= scan->seconds ? start : scan->seconds - length;
}

/* Searches the blocks of the bits set for more than `best`. */
static ALWAYS_INLINE inline double search(struct scan *scan, size_t first_block,
                                          unsigned bits, size_t length,
                                          double best, size_t *start,
                                          largest_function *largest)
{
    for (size_t block = first_block; bits != 0; block++, bits >>= 1) {
        const double *from = scan->sums + block * BLOCK;

        if ((bits & 1) == 0) {
            continue;
        }
        scan->bounds[block] = largest(from, from + length);
        if (scan->bounds[block] > best) {
            best = scan->bounds[block];
            *start = start_of(scan, block, length, best);
        }
    }
    return best;
}

static ALWAYS_INLINE inline double sum_from(const struct scan *scan,
                                            size_t start, size_t length)
{
    return scan->sums[start + length] - scan->sums[start];
}

/* The sum to beat: the last best stretch, a step longer at either end. */
static ALWAYS_INLINE inline double guess(const struct scan *scan, size_t length,
                                         size_t step, size_t *start)
{
    size_t last = scan->seconds - length;
    size_t later = *start < last ? *start : last;
    size_t earlier = *start > step ? *start - step : 0;

    earlier = earlier < last ? earlier : last;
    *start = sum_from(scan, earlier, length) > sum_from(scan, later, length)
                 ? earlier
                 : later;
    return sum_from(scan, *start, length);
}

static ALWAYS_INLINE inline void scan_by(grow_function *grow,
                                         largest_function *largest,
                                         const struct curve_stretch *stretch,
                                         double *scratch,
                                         const struct curve_most *most)
{
    struct scan scan;
    size_t start = 0;
    size_t before = 0;
    size_t step = 0;

    scan_init(&scan, stretch, scratch);
    for (size_t k = 0; k < curve_length_count(stretch->fine, stretch->seconds);
         k++) {
        size_t length = curve_length(stretch->fine, k);
        size_t last_block = (stretch->seconds - length) / BLOCK;
        const double *growth = scan.growth + before / BLOCK;
        double best = 0;

        if (length - before != step) {
            step = length - before;
            set_growth(&scan, step, largest);
        }
        best = guess(&scan, length, step, &start);
        best = best > most->sums[k] ? best : most->sums[k];
        for (size_t b = 0; b <= last_block; b += LANES) {
            unsigned bits =
                grow(scan.bounds + b, growth + b, best + scan.rounding);

            if (bits != 0) {
                best = search(&scan, b, bits, length, best, &start, largest);
            }
        }
        if (best > most->sums[k]) {
            most->sums[k] = best;
            most->starts[k] = (uint32_t)(stretch->first + start);
        }
        before = length;
    }
}

static unsigned grow_plain(double *bounds, const double *growth, double best)
{
    unsigned bits = 0;

    for (size_t i = 0; i < LANES; i++) {
        bounds[i] += growth[i];
        bits |= (unsigned)(bounds[i] > best) << i;
    }
    return bits;
}

static double largest_plain(const double *from, const double *to)
{
    double lanes[4] = {0, 0, 0, 0};

    for (size_t i = 0; i < BLOCK; i += 4) {
        for (size_t k = 0; k < 4; k++) {
            double value = to[i + k] - from[i + k];

            lanes[k] = value > lanes[k] ? value : lanes[k];
        }
    }
    return fmax(fmax(lanes[0], lanes[1]), fmax(lanes[2], lanes[3]));
}

static void scan_plain(const struct curve_stretch *stretch, double *scratch,
                       const struct curve_most *most)
{
    scan_by(grow_plain, largest_plain, stretch, scratch, most);
}

#if HAS_X86

static ALWAYS_INLINE inline unsigned
grow_sse2(double *bounds, const double *growth, double best)
{
    const __m128d bar = _mm_set1_pd(best);
    unsigned bits = 0;

    for (unsigned i = 0; i < LANES; i += 2) {
        __m128d grown =
            _mm_add_pd(_mm_loadu_pd(bounds + i), _mm_loadu_pd(growth + i));

        _mm_storeu_pd(bounds + i, grown);
        bits |= (unsigned)_mm_movemask_pd(_mm_cmpgt_pd(grown, bar)) << i;
    }
    return bits;
}

static ALWAYS_INLINE inline double largest_sse2(const double *from,
                                                const double *to)
{
    __m128d even = _mm_setzero_pd();
    __m128d odd = _mm_setzero_pd();

    for (size_t i = 0; i < BLOCK; i += 4) {
        even = _mm_max_pd(
            even, _mm_sub_pd(_mm_loadu_pd(to + i), _mm_loadu_pd(from + i)));
        odd = _mm_max_pd(odd, _mm_sub_pd(_mm_loadu_pd(to + i + 2),
                                         _mm_loadu_pd(from + i + 2)));
    }
    even = _mm_max_pd(even, odd);
    return _mm_cvtsd_f64(_mm_max_sd(even, _mm_unpackhi_pd(even, even)));
}

static void scan_sse2(const struct curve_stretch *stretch, double *scratch,
                      const struct curve_most *most)
{
    scan_by(grow_sse2, largest_sse2, stretch, scratch, most);
}

#define AVX2 __attribute__((target("avx2")))

AVX2 static ALWAYS_INLINE inline unsigned
grow_avx2(double *bounds, const double *growth, double best)
{
    const __m256d bar = _mm256_set1_pd(best);
    unsigned bits = 0;

    for (unsigned i = 0; i < LANES; i += 4) {
        __m256d grown = _mm256_add_pd(_mm256_loadu_pd(bounds + i),
                                      _mm256_loadu_pd(growth + i));

        _mm256_storeu_pd(bounds + i, grown);
        bits |=
            (unsigned)_mm256_movemask_pd(_mm256_cmp_pd(grown, bar, _CMP_GT_OQ))
            << i;
    }
    return bits;
}

AVX2 static ALWAYS_INLINE inline double largest_avx2(const double *from,
                                                     const double *to)
{
    __m256d even = _mm256_setzero_pd();
    __m256d odd = _mm256_setzero_pd();
    __m128d half;

    for (size_t i = 0; i < BLOCK; i += 8) {
        even = _mm256_max_pd(even, _mm256_sub_pd(_mm256_loadu_pd(to + i),
                                                 _mm256_loadu_pd(from + i)));
        odd = _mm256_max_pd(odd, _mm256_sub_pd(_mm256_loadu_pd(to + i + 4),
                                               _mm256_loadu_pd(from + i + 4)));
    }
    even = _mm256_max_pd(even, odd);
    half = _mm_max_pd(_mm256_castpd256_pd128(even),
                      _mm256_extractf128_pd(even, 1));
    return _mm_cvtsd_f64(_mm_max_sd(half, _mm_unpackhi_pd(half, half)));
}

AVX2 static void scan_avx2(const struct curve_stretch *stretch, double *scratch,
                           const struct curve_most *most)
{
    scan_by(grow_avx2, largest_avx2, stretch, scratch, most);
}

#define AVX512 __attribute__((target("avx512f")))

AVX512 static ALWAYS_INLINE inline unsigned
grow_avx512(double *bounds, const double *growth, double best)
{
    __m512d grown =
        _mm512_add_pd(_mm512_loadu_pd(bounds), _mm512_loadu_pd(growth));

    _mm512_storeu_pd(bounds, grown);
    return _mm512_cmp_pd_mask(grown, _mm512_set1_pd(best), _CMP_GT_OQ);
}

AVX512 static ALWAYS_INLINE inline double largest_avx512(const double *from,
                                                         const double *to)
{
    __m512d even = _mm512_setzero_pd();
    __m512d odd = _mm512_setzero_pd();

    for (size_t i = 0; i < BLOCK; i += 16) {
        even = _mm512_max_pd(even, _mm512_sub_pd(_mm512_loadu_pd(to + i),
                                                 _mm512_loadu_pd(from + i)));
        odd = _mm512_max_pd(odd, _mm512_sub_pd(_mm512_loadu_pd(to + i + 8),
                                               _mm512_loadu_pd(from + i + 8)));
    }
    return _mm512_reduce_max_pd(_mm512_max_pd(even, odd));
}

AVX512 static void scan_avx512(const struct curve_stretch *stretch,
                               double *scratch, const struct curve_most *most)
{
    scan_by(grow_avx512, largest_avx512, stretch, scratch, most);
}

enum curve_path curve_best_path(void)
{
    if (__builtin_cpu_supports("avx512f")) {
        return CURVE_AVX512;
    }
    return __builtin_cpu_supports("avx2") ? CURVE_AVX2 : CURVE_SSE2;
}

#else

#define scan_sse2 scan_plain
#define scan_avx2 scan_plain
#define scan_avx512 scan_plain

enum curve_path curve_best_path(void)
{
    return CURVE_PLAIN;
}

#endif

const char *curve_path_name(enum curve_path path)
{
    static const char *const names[CURVE_PATH_COUNT] = {"plain", "sse2", "avx2",
                                                        "avx512"};

    return names[path];
}

void curve_scan(enum curve_path path, const struct curve_stretch *stretch,
                double *scratch, const struct curve_most *most)
{
    static void (*const scans[CURVE_PATH_COUNT])(
        const struct curve_stretch *, double *, const struct curve_most *) = {
        scan_plain, scan_sse2, scan_avx2, scan_avx512};

    scans[path](stretch, scratch, most);
}
