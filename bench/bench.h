/*
 * Timing for the benchmarks: the best of some rounds, and one line a figure:
 * name, value, unit, ratio to its yardstick in the same run, aim.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <time.h>

/** Seconds of a clock that only goes forward. */
static inline double bench_now_s(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/** Shortest of `rounds` runs in seconds. */
static inline double bench_best_s(void (*run)(void *context), void *context,
                                  unsigned rounds)
{
    double best_s = 0;

    for (unsigned i = 0; i < rounds; i++) {
        double start_s = bench_now_s();
        double taken_s = 0;

        run(context);
        taken_s = bench_now_s() - start_s;
        if (i == 0 || taken_s < best_s) {
            best_s = taken_s;
        }
    }
    return best_s;
}

/** One line; `aim` is the text of the bound, "" where there is none. */
static inline void bench_line(const char *name, double value, const char *unit,
                              double ratio, const char *aim)
{
    (void)printf("%-36s %10.3f  %-10s %8.3f  %s\n", name, value, unit, ratio,
                 aim);
}

#endif
