/*
 * The largest sum over a stretch of each length, in a series of sums that
 * never falls. Plainly, and by what wider registers the processor has.
 */
#ifndef ENGINE_ACTIVITY_CURVE_SCAN_H
#define ENGINE_ACTIVITY_CURVE_SCAN_H

#include <stddef.h>
#include <stdint.h>

/** Ways of searching; each gives the same bits. */
enum curve_path {
    CURVE_PLAIN = 0,
    CURVE_SSE2,
    CURVE_AVX2,
    CURVE_AVX512,
    CURVE_PATH_COUNT
};

/** The widest way this processor has. */
enum curve_path curve_best_path(void);

/** "plain", "sse2", "avx2", "avx512". */
const char *curve_path_name(enum curve_path path);

/** Lengths beyond the fine ones lie so many seconds apart. */
#define CURVE_COARSE_S 60

/** What is searched, and for which lengths. */
struct curve_stretch {
    const double *sums; /**< up to each second, `seconds` + 1 of them */
    size_t seconds;     /**< at least 1 */
    size_t first;       /**< second of the whole run at which it begins */
    size_t fine;        /**< up to here each second is a length */
};

/** The largest sums, one entry a length, ascending. */
struct curve_most {
    double *sums;     /**< below 0 where none is known yet */
    uint32_t *starts; /**< second of the whole run */
};

/** Lengths of up to `seconds`. */
size_t curve_length_count(size_t fine, size_t seconds);

/** The length of an entry, in seconds. */
size_t curve_length(size_t fine, size_t entry);

/** Doubles of scratch that a stretch of so many seconds needs. */
size_t curve_scratch_count(size_t seconds);

/**
 * Raises each entry of `most` to what the stretch holds for its length; of
 * equal sums the one that is known already stays.
 */
void curve_scan(enum curve_path path, const struct curve_stretch *stretch,
                double *scratch, const struct curve_most *most);

#endif
