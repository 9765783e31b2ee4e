/* Refusing quantities outside a formula's range, in one manner of words. */
#ifndef ENGINE_BODY_RANGE_H
#define ENGINE_BODY_RANGE_H

#include "onward/error.h"

/**
 * OW_OK when lowest <= value <= highest, else OW_E_RANGE with a message such
 * as "distance 12 m is outside 800 to 100000 m". A missing value is outside.
 *
 * @param unit  may be ""
 */
OW_MUST_CHECK enum ow_status range_check(const char *what, double value,
                                         const char *unit, double lowest,
                                         double highest, struct ow_error *err);

/**
 * The same for a bound that a source sets: "grade 2 is outside -0.45 to 0.45
 * (Minetti 2002)".
 */
OW_MUST_CHECK enum ow_status range_check_of(const char *what, double value,
                                            const char *unit, double lowest,
                                            double highest, const char *source,
                                            struct ow_error *err);

#endif
