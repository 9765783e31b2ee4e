/*
 * Random numbers of the generator: the same from the same seed everywhere.
 */
#ifndef APP_SYNTH_RANDOM_H
#define APP_SYNTH_RANDOM_H

#include <stdint.h>

/** SplitMix64 (Steele, Lea and Flood 2014): any state is a good seed. */
struct synth_random {
    uint64_t state;
};

/** A stream of its own for a purpose under a seed. */
struct synth_random synth_random_of(uint64_t seed, uint64_t purpose);

/** The next 64 bits. */
uint64_t synth_random_next(struct synth_random *random);

/** An even number in [low, high). */
double synth_random_even(struct synth_random *random, double low, double high);

/** About normal with mean 0 and deviation 1, within 4.3 (a sum of six). */
double synth_random_normal(struct synth_random *random);

#endif
