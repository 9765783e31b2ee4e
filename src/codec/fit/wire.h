/* Integers of either byte order from and to bytes. */
#ifndef CODEC_FIT_WIRE_H
#define CODEC_FIT_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline uint16_t load_u16(const uint8_t *p, bool is_big)
{
    return is_big ? (uint16_t)((unsigned)p[0] << 8 | p[1])
                  : (uint16_t)((unsigned)p[1] << 8 | p[0]);
}

static inline uint32_t load_u32(const uint8_t *p, bool is_big)
{
    return is_big ? (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
                        (uint32_t)p[2] << 8 | p[3]
                  : (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 |
                        (uint32_t)p[1] << 8 | p[0];
}

static inline uint64_t load_u64(const uint8_t *p, bool is_big)
{
    uint64_t low = load_u32(is_big ? p + 4 : p, is_big);
    uint64_t high = load_u32(is_big ? p : p + 4, is_big);

    return high << 32 | low;
}

#endif
