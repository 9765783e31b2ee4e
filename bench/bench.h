/*
 * Timing for the benchmarks: the best of some rounds, and one line a figure:
 * name, value, unit, ratio to its yardstick in the same run, aim, and whether
 * it was reached.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>
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

/** One line without an aim; `note` may be "". */
static inline void bench_line(const char *name, double value, const char *unit,
                              double ratio, const char *note)
{
    (void)printf("%-33s %9.3f  %-8s %7.3f  %s\n", name, value, unit, ratio,
                 note);
}

/** One line with the bound in words and whether it was reached. */
static inline void bench_aim(const char *name, double value, const char *unit,
                             double ratio, const char *aim, bool is_reached)
{
    (void)printf("%-33s %9.3f  %-8s %7.3f  %-14s %s\n", name, value, unit,
                 ratio, aim, is_reached ? "yes" : "NO");
}

/**
 * CRC-16 as the FIT SDK describes it, four bits at a time: the yardstick that
 * every FIT reader known to us pays.
 */
static inline uint16_t bench_nibble_crc(const uint8_t *bytes, size_t length)
{
    static const uint16_t table[16] = {
        0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
        0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400};
    uint16_t crc = 0;

    for (size_t i = 0; i < length; i++) {
        uint16_t carry = table[crc & 0xF];

        crc = (uint16_t)(crc >> 4 ^ carry ^ table[bytes[i] & 0xF]);
        carry = table[crc & 0xF];
        crc = (uint16_t)(crc >> 4 ^ carry ^ table[bytes[i] >> 4]);
    }
    return crc;
}

#endif
