/*
 * Starts go in blocks, lengths in batches. Of each block a bound is kept: no
 * stretch of the last length that begins in it sums to more. When the length
 * grows, the bound grows by the most that any of those stretches can take in;
 * only a block whose bound then passes the best sum known is searched, for all
 * lengths of the batch, after which its bound is exact again. The block of the
 * best stretch before is searched first and gives the sums to beat, so that few
 * others are searched more than now and then.
 */
#include "engine/activity/curve_scan.h"

#include <float.h>
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
/* Lengths that are searched together. */
#define BATCH 8
/* Bounds that are judged at once. */
#define LANES 8
/* Of the whole sum: so much more is rounding, not a better stretch. */
#define ROUNDING 1e-12

/*
 * The largest of BLOCK differences, for each length of a batch: `to` is that
 * of the first, the others lie `step` further each.
 */
typedef void largest_function(const double *from, const double *to, size_t step,
                              double largest[BATCH]);

/* How far a batch of `count` lengths lets bounds grow. */
struct growth {
    const double *rows; /* one a length, `stride` apart */
    size_t stride;
    size_t count;
};

/* What a sum must pass to be better, for each length of a batch. */
struct bars {
    double lowest;
    double of[BATCH];
};

/*
 * Grows LANES bounds by a batch and tells, a bit each, which pass the bar of
 * some length on the way. Those that stay under the lowest to the end pass
 * none.
 */
typedef unsigned grow_function(double *bounds, const struct growth *growth,
                               const struct bars *bars);

/* A stretch while it is searched; the arrays lie in the scratch. */
struct scan {
    double *sums;   /* its sums, the last repeated beyond its end */
    double *bounds; /* one a block */
    double *growth; /* what bounds grow by, by the block where they end */
    size_t blocks;  /* in bounds and in a row of growth */
    size_t seconds;
    double rounding;
    size_t leader; /* block of the best stretch so far */
    size_t start;  /* of the best stretch so far */
};

/* Lengths a step after `done`, two steps after, … and the best of each. */
struct batch {
    size_t done;
    size_t count;
    double best[BATCH];
    size_t blocks[BATCH]; /* where it begins */
};

static size_t block_count(size_t seconds)
{
    return seconds / BLOCK + 2 * LANES;
}

/* Reading past the end: of the last blocks, and a batch of coarse steps on. */
static size_t padded_count(size_t seconds)
{
    return (block_count(seconds) + 2) * BLOCK + BATCH * CURVE_COARSE_S;
}

size_t curve_scratch_count(size_t seconds)
{
    return padded_count(seconds) + (1 + BATCH) * block_count(seconds);
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

    *scan = (struct scan){.sums = scratch,
                          .bounds = scratch + padded_count(stretch->seconds),
                          .blocks = block_count(stretch->seconds),
                          .seconds = stretch->seconds,
                          .rounding = ROUNDING * whole};
    scan->growth = scan->bounds + scan->blocks;
    memcpy(scan->sums, stretch->sums, count * sizeof(double));
    for (size_t i = count; i < padded_count(stretch->seconds); i++) {
        scan->sums[i] = scan->sums[stretch->seconds];
    }
    memset(scan->bounds, 0, scan->blocks * sizeof(double));
}

/*
 * The ends of a block's stretches lie in two neighbouring blocks, or in one:
 * by the largest steps from there they can grow.
 */
static ALWAYS_INLINE inline void set_growth(struct scan *scan, size_t step,
                                            largest_function *largest)
{
    double next[BATCH] = {0};

    for (size_t b = scan->blocks; b-- > 0;) {
        const double *from = scan->sums + b * BLOCK;
        double here[BATCH];

        largest(from, from + step, step, here);
        for (size_t d = 0; d < BATCH; d++) {
            scan->growth[d * scan->blocks + b] =
                here[d] > next[d] ? here[d] : next[d];
            next[d] = here[d];
        }
    }
}

/* Searches a block for all lengths of a batch; its bound is then exact. */
static ALWAYS_INLINE inline void search(struct scan *scan, size_t block,
                                        struct batch *batch, size_t step,
                                        largest_function *largest)
{
    const double *from = scan->sums + block * BLOCK;
    double sums[BATCH];

    largest(from, from + batch->done + step, step, sums);
    for (size_t d = 0; d < batch->count; d++) {
        if (sums[d] > batch->best[d]) {
            batch->best[d] = sums[d];
            batch->blocks[d] = block;
        }
    }
    scan->bounds[block] = sums[batch->count - 1];
}

static ALWAYS_INLINE inline void search_all(struct scan *scan,
                                            struct batch *batch, size_t step,
                                            grow_function *grow,
                                            largest_function *largest)
{
    struct growth growth = {scan->growth + batch->done / BLOCK, scan->blocks,
                            batch->count};
    size_t last = (scan->seconds - batch->done - step) / BLOCK;
    size_t leader = scan->leader < last ? scan->leader : last;
    double leading = 0;
    struct bars bars = {DBL_MAX, {0}};

    search(scan, leader, batch, step, largest);
    leading = scan->bounds[leader];
    scan->bounds[leader] = -DBL_MAX;
    for (size_t d = 0; d < BATCH; d++) {
        bars.of[d] =
            d < batch->count ? batch->best[d] + scan->rounding : DBL_MAX;
        bars.lowest = bars.of[d] < bars.lowest ? bars.of[d] : bars.lowest;
    }
    for (size_t b = 0; b <= last; b += LANES, growth.rows += LANES) {
        unsigned bits = grow(scan->bounds + b, &growth, &bars);

        for (size_t block = b; bits != 0; block++, bits >>= 1) {
            if ((bits & 1) != 0) {
                search(scan, block, batch, step, largest);
            }
        }
    }
    scan->bounds[leader] = leading;
}

static ALWAYS_INLINE inline double sum_from(const struct scan *scan,
                                            size_t start, size_t length)
{
    return scan->sums[start + length] - scan->sums[start];
}

/*
 * Where the best stretch of a length begins: where that before did, or a step
 * earlier, if it is one; else at the first of its block.
 */
static ALWAYS_INLINE inline size_t start_of(const struct scan *scan,
                                            size_t block, size_t length,
                                            size_t step, double sum)
{
    size_t start = scan->start;

    if (sum_from(scan, start, length) < sum) {
        start = start > step ? start - step : 0;
    }
    if (sum_from(scan, start, length) < sum) {
        start = block * BLOCK;
        while (sum_from(scan, start, length) < sum) {
            start++;
        }
    }
    /* Beyond the last start lie only parts of the stretch from there. */
    return start + length <= scan->seconds ? start : scan->seconds - length;
}

static ALWAYS_INLINE inline void
scan_batch(struct scan *scan, struct batch *batch, size_t step,
           grow_function *grow, largest_function *largest,
           const struct curve_most *most, size_t first_second)
{
    for (size_t d = 0; d < batch->count; d++) {
        batch->best[d] = most->sums[d];
        batch->blocks[d] = SIZE_MAX;
    }
    search_all(scan, batch, step, grow, largest);
    for (size_t d = 0; d < batch->count; d++) {
        if (batch->blocks[d] != SIZE_MAX) {
            size_t length = batch->done + (d + 1) * step;

            scan->leader = batch->blocks[d];
            scan->start =
                start_of(scan, scan->leader, length, step, batch->best[d]);
            most->sums[d] = batch->best[d];
            most->starts[d] = (uint32_t)(first_second + scan->start);
        }
    }
}

/* The entries from `first` to before `end`, whose lengths are a step apart. */
static ALWAYS_INLINE inline void
scan_entries(struct scan *scan, size_t first, size_t end, size_t step,
             grow_function *grow, largest_function *largest,
             const struct curve_stretch *stretch, const struct curve_most *most)
{
    struct batch batch = {0};

    if (first < end) {
        batch.done = curve_length(stretch->fine, first) - step;
        set_growth(scan, step, largest);
    }
    for (size_t k = first; k < end; k += batch.count) {
        const struct curve_most here = {most->sums + k, most->starts + k};

        batch.count = end - k < BATCH ? end - k : BATCH;
        scan_batch(scan, &batch, step, grow, largest, &here, stretch->first);
        batch.done += batch.count * step;
    }
}

/* Steps are given as numbers, so that a compiler makes code for each. */
static ALWAYS_INLINE inline void scan_by(grow_function *grow,
                                         largest_function *largest,
                                         const struct curve_stretch *stretch,
                                         double *scratch,
                                         const struct curve_most *most)
{
    size_t count = curve_length_count(stretch->fine, stretch->seconds);
    size_t fine = stretch->fine < count ? stretch->fine : count;
    struct scan scan;

    scan_init(&scan, stretch, scratch);
    scan_entries(&scan, 0, fine, 1, grow, largest, stretch, most);
    scan_entries(&scan, fine, count, CURVE_COARSE_S, grow, largest, stretch,
                 most);
}

static ALWAYS_INLINE inline void largest_plain(const double *from,
                                               const double *to, size_t step,
                                               double largest[BATCH])
{
    for (size_t d = 0; d < BATCH; d++, to += step) {
        double lanes[4] = {0, 0, 0, 0};

        for (size_t i = 0; i < BLOCK; i += 4) {
            for (size_t k = 0; k < 4; k++) {
                double value = to[i + k] - from[i + k];

                lanes[k] = value > lanes[k] ? value : lanes[k];
            }
        }
        lanes[0] = lanes[0] > lanes[1] ? lanes[0] : lanes[1];
        lanes[2] = lanes[2] > lanes[3] ? lanes[2] : lanes[3];
        largest[d] = lanes[0] > lanes[2] ? lanes[0] : lanes[2];
    }
}

static ALWAYS_INLINE inline unsigned
grow_plain(double *bounds, const struct growth *growth, const struct bars *bars)
{
    const double *last = growth->rows + (growth->count - 1) * growth->stride;
    unsigned bits = 0;

    for (size_t i = 0; i < LANES; i++) {
        double bound = bounds[i];

        bounds[i] += last[i];
        for (size_t d = 0; bounds[i] > bars->lowest && d < BATCH; d++) {
            double grown = bound + growth->rows[d * growth->stride + i];

            bits |= (unsigned)(grown > bars->of[d]) << i;
        }
    }
    return bits;
}

static void scan_plain(const struct curve_stretch *stretch, double *scratch,
                       const struct curve_most *most)
{
    scan_by(grow_plain, largest_plain, stretch, scratch, most);
}

#if HAS_X86

static ALWAYS_INLINE inline void largest_sse2(const double *from,
                                              const double *to, size_t step,
                                              double largest[BATCH])
{
    __m128d most[BATCH];

    for (size_t d = 0; d < BATCH; d++) {
        most[d] = _mm_setzero_pd();
    }
    for (size_t i = 0; i < BLOCK; i += 2) {
        const __m128d start = _mm_loadu_pd(from + i);

        for (size_t d = 0; d < BATCH; d++) {
            most[d] = _mm_max_pd(
                most[d], _mm_sub_pd(_mm_loadu_pd(to + d * step + i), start));
        }
    }
    for (size_t d = 0; d < BATCH; d++) {
        largest[d] = _mm_cvtsd_f64(
            _mm_max_sd(most[d], _mm_unpackhi_pd(most[d], most[d])));
    }
}

static ALWAYS_INLINE inline unsigned
grow_sse2(double *bounds, const struct growth *growth, const struct bars *bars)
{
    const double *last = growth->rows + (growth->count - 1) * growth->stride;
    unsigned bits = 0;

    for (unsigned i = 0; i < LANES; i += 2) {
        const __m128d bound = _mm_loadu_pd(bounds + i);
        const __m128d grown = _mm_add_pd(bound, _mm_loadu_pd(last + i));
        __m128d above = _mm_cmpgt_pd(grown, _mm_set1_pd(bars->lowest));

        _mm_storeu_pd(bounds + i, grown);
        if (_mm_movemask_pd(above) == 0) {
            continue;
        }
        above = _mm_setzero_pd();
        for (size_t d = 0; d < BATCH; d++) {
            const double *row = growth->rows + d * growth->stride + i;

            above = _mm_or_pd(above,
                              _mm_cmpgt_pd(_mm_add_pd(bound, _mm_loadu_pd(row)),
                                           _mm_set1_pd(bars->of[d])));
        }
        bits |= (unsigned)_mm_movemask_pd(above) << i;
    }
    return bits;
}

static void scan_sse2(const struct curve_stretch *stretch, double *scratch,
                      const struct curve_most *most)
{
    scan_by(grow_sse2, largest_sse2, stretch, scratch, most);
}

#define AVX2 __attribute__((target("avx2")))

AVX2 static ALWAYS_INLINE inline void largest_avx2(const double *from,
                                                   const double *to,
                                                   size_t step,
                                                   double largest[BATCH])
{
    __m256d most[BATCH];

    for (size_t d = 0; d < BATCH; d++) {
        most[d] = _mm256_setzero_pd();
    }
    for (size_t i = 0; i < BLOCK; i += 4) {
        const __m256d start = _mm256_loadu_pd(from + i);

        for (size_t d = 0; d < BATCH; d++) {
            most[d] = _mm256_max_pd(
                most[d],
                _mm256_sub_pd(_mm256_loadu_pd(to + d * step + i), start));
        }
    }
    for (size_t d = 0; d < BATCH; d++) {
        const __m128d half = _mm_max_pd(_mm256_castpd256_pd128(most[d]),
                                        _mm256_extractf128_pd(most[d], 1));

        largest[d] =
            _mm_cvtsd_f64(_mm_max_sd(half, _mm_unpackhi_pd(half, half)));
    }
}

AVX2 static ALWAYS_INLINE inline unsigned
grow_avx2(double *bounds, const struct growth *growth, const struct bars *bars)
{
    const double *last = growth->rows + (growth->count - 1) * growth->stride;
    unsigned bits = 0;

    for (unsigned i = 0; i < LANES; i += 4) {
        const __m256d bound = _mm256_loadu_pd(bounds + i);
        const __m256d grown = _mm256_add_pd(bound, _mm256_loadu_pd(last + i));
        __m256d above =
            _mm256_cmp_pd(grown, _mm256_set1_pd(bars->lowest), _CMP_GT_OQ);

        _mm256_storeu_pd(bounds + i, grown);
        if (_mm256_movemask_pd(above) == 0) {
            continue;
        }
        above = _mm256_setzero_pd();
        for (size_t d = 0; d < BATCH; d++) {
            const double *row = growth->rows + d * growth->stride + i;

            above = _mm256_or_pd(
                above, _mm256_cmp_pd(_mm256_add_pd(bound, _mm256_loadu_pd(row)),
                                     _mm256_set1_pd(bars->of[d]), _CMP_GT_OQ));
        }
        bits |= (unsigned)_mm256_movemask_pd(above) << i;
    }
    return bits;
}

AVX2 static void scan_avx2(const struct curve_stretch *stretch, double *scratch,
                           const struct curve_most *most)
{
    scan_by(grow_avx2, largest_avx2, stretch, scratch, most);
}

#define AVX512 __attribute__((target("avx512f")))

/* The largest of each of eight vectors: pairs of lanes, of halves, of all. */
AVX512 static ALWAYS_INLINE inline __m512d
largest_of_each(const __m512d most[BATCH])
{
    __m512d pairs[4];
    __m512d fours[2];

    for (size_t i = 0; i < 4; i++) {
        const __m512d one = most[2 * i];
        const __m512d other = most[2 * i + 1];

        pairs[i] = _mm512_max_pd(_mm512_unpacklo_pd(one, other),
                                 _mm512_unpackhi_pd(one, other));
    }
    for (size_t i = 0; i < 2; i++) {
        const __m512d one = pairs[2 * i];
        const __m512d other = pairs[2 * i + 1];

        fours[i] = _mm512_max_pd(_mm512_shuffle_f64x2(one, other, 0x88),
                                 _mm512_shuffle_f64x2(one, other, 0xdd));
    }
    return _mm512_max_pd(_mm512_shuffle_f64x2(fours[0], fours[1], 0x88),
                         _mm512_shuffle_f64x2(fours[0], fours[1], 0xdd));
}

AVX512 static ALWAYS_INLINE inline void largest_avx512(const double *from,
                                                       const double *to,
                                                       size_t step,
                                                       double largest[BATCH])
{
    __m512d most[BATCH];

    for (size_t d = 0; d < BATCH; d++) {
        most[d] = _mm512_setzero_pd();
    }
    for (size_t i = 0; i < BLOCK; i += 8) {
        const __m512d start = _mm512_loadu_pd(from + i);

        for (size_t d = 0; d < BATCH; d++) {
            most[d] = _mm512_max_pd(
                most[d],
                _mm512_sub_pd(_mm512_loadu_pd(to + d * step + i), start));
        }
    }
    _mm512_storeu_pd(largest, largest_of_each(most));
}

AVX512 static ALWAYS_INLINE inline unsigned
grow_avx512(double *bounds, const struct growth *growth,
            const struct bars *bars)
{
    const double *last = growth->rows + (growth->count - 1) * growth->stride;
    const __m512d bound = _mm512_loadu_pd(bounds);
    const __m512d grown = _mm512_add_pd(bound, _mm512_loadu_pd(last));
    unsigned bits = 0;

    _mm512_storeu_pd(bounds, grown);
    if (_mm512_cmp_pd_mask(grown, _mm512_set1_pd(bars->lowest), _CMP_GT_OQ) ==
        0) {
        return 0;
    }
    for (size_t d = 0; d < BATCH; d++) {
        const double *row = growth->rows + d * growth->stride;

        bits |= _mm512_cmp_pd_mask(_mm512_add_pd(bound, _mm512_loadu_pd(row)),
                                   _mm512_set1_pd(bars->of[d]), _CMP_GT_OQ);
    }
    return bits;
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
