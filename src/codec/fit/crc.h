/* The checksum of FIT files: CRC-16/ARC. */
#ifndef CODEC_FIT_CRC_H
#define CODEC_FIT_CRC_H

#include <stddef.h>
#include <stdint.h>

/** The widest way of summing this processor has. */
enum fit_crc_path {
    FIT_CRC_PLAIN = 0, /**< tables, eight bytes at a time; everywhere */
    FIT_CRC_PCLMUL     /**< carry-less multiplication, 64 bytes at a time */
};

enum fit_crc_path fit_crc_best_path(void);

/**
 * CRC-16 with the reflected polynomial 0xA001, continued from `crc` (0 at the
 * start of a file). Over a whole file with its stored sum the result is 0.
 * Source: Garmin FIT SDK, "CRC"; check value of "123456789" is 0xBB3D.
 */
uint16_t fit_crc(uint16_t crc, const uint8_t *bytes, size_t length);

/** The same by a stated path, for tests and benchmarks. */
uint16_t fit_crc_by(enum fit_crc_path path, uint16_t crc, const uint8_t *bytes,
                    size_t length);

#endif
