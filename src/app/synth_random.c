/* SplitMix64 and what is drawn with it. */
#include "app/synth_random.h"

#define WEYL_STEP UINT64_C(0x9E3779B97F4A7C15)

uint64_t synth_random_next(struct synth_random *random)
{
    uint64_t z = (random->state += WEYL_STEP);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

struct synth_random synth_random_of(uint64_t seed, uint64_t purpose)
{
    struct synth_random random = {seed};

    random.state = synth_random_next(&random) ^ (purpose * WEYL_STEP);
    return random;
}

double synth_random_even(struct synth_random *random, double low, double high)
{
    double share = (double)(synth_random_next(random) >> 11) * 0x1p-53;

    return low + (high - low) * share;
}

double synth_random_normal(struct synth_random *random)
{
    double sum = -3;

    /* Six draws, each of variance 1/12; the sum is scaled to one. */
    for (int i = 0; i < 6; i++) {
        sum += synth_random_even(random, 0, 1);
    }
    return sum * 1.4142135623730951;
}
