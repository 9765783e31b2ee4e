/* Traces made for a test. */
#include "made_trace.h"

#include <assert.h>

void made_trace_init(struct made_trace *made)
{
    made->trace = (struct ow_trace){.time_s = made->time_s,
                                    .distance_m = made->distance_m,
                                    .flat_m = made->distance_m};
}

void made_trace_add(struct made_trace *made, double time_s, double distance_m,
                    double hr_bpm)
{
    size_t n = made->trace.count++;

    assert(n < MADE_TRACE_MOST);
    made->time_s[n] = time_s;
    made->distance_m[n] = distance_m;
    made->hr_bpm[n] = hr_bpm;
    if (!ow_is_missing(hr_bpm)) {
        made->trace.hr_bpm = made->hr_bpm;
    }
}

/* Xorshift; its upper bits. */
double made_trace_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

double made_trace_speed(enum made_trace_kind kind, size_t i,
                        double before_m_per_s, uint64_t *seed)
{
    double noise = made_trace_random(seed) - 0.5;

    switch (kind) {
    case MADE_STEADY:
        return 3.2 + 0.9 * (before_m_per_s - 3.2) + 0.15 * noise;
    case MADE_INTERVALS:
        return (i / 60 % 2 == 0 ? 2.4 : 4.6) + 0.2 * noise;
    case MADE_NOISE:
        return 3 + 2 * noise;
    case MADE_CENTIMETRES:
        return i % 3 == 0 ? 3.01 : 3;
    case MADE_STOPS:
        return i / 45 % 3 == 0 ? 0 : 3.3 + 0.5 * noise;
    case MADE_EVEN:
    case MADE_TRACE_KINDS:
        break;
    }
    return 3.1;
}

void made_trace_draw(struct made_trace *made, enum made_trace_kind kind,
                     size_t seconds, uint64_t *seed)
{
    double distance_m = 0;
    double speed_m_per_s = 3;

    made_trace_init(made);
    for (size_t i = 0; i <= seconds; i++) {
        made_trace_add(made, (double)i, distance_m, OW_MISSING);
        speed_m_per_s = made_trace_speed(kind, i, speed_m_per_s, seed);
        distance_m += speed_m_per_s;
    }
}

void made_trace_draw_uneven(struct made_trace *made, enum made_trace_kind kind,
                            size_t points, double least_s, double most_s,
                            uint64_t *seed)
{
    double time_s = 60 * made_trace_random(seed);
    double distance_m = 0;
    double speed_m_per_s = 3;

    made_trace_init(made);
    for (size_t i = 0; i < points; i++) {
        double step_s = least_s + (most_s - least_s) * made_trace_random(seed);

        made_trace_add(made, time_s, distance_m, OW_MISSING);
        speed_m_per_s = made_trace_speed(kind, i, speed_m_per_s, seed);
        time_s += step_s;
        distance_m += speed_m_per_s * step_s;
    }
}
