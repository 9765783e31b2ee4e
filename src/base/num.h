/* Numbers to text and back, the same in every locale and on every platform. */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include "base/str.h"

#include <stdint.h>

/** Size of any formatted number with its final zero. */
#define NUM_TEXT_SIZE 40

/** Reads a whole view as a decimal integer with an optional sign. */
bool num_parse_int(struct str text, int64_t *value);

/**
 * Reads a whole view as a decimal number with optional sign, fraction and
 * exponent. Up to 15 digits with an exponent of at most 22 are exact to the
 * last bit; longer ones are within one unit of it. "nan", "inf" and hexadecimal
 * are refused.
 */
bool num_parse(struct str text, double *value);

/**
 * Reads the longest number at the start of a view.
 *
 * @return bytes read, 0 when there is no number
 */
size_t num_parse_prefix(struct str text, double *value);

/** Writes at most `decimals` (0-9) decimals, trailing zeros cut off. */
void num_format(double value, int decimals, char text[NUM_TEXT_SIZE]);

/** Writes exactly `decimals` (0-9) decimals, halves away from zero. */
void num_format_fixed(double value, int decimals, char text[NUM_TEXT_SIZE]);

/** The value rounded to `decimals` (0-9), halves away from zero. */
double num_round(double value, int decimals);

#endif
