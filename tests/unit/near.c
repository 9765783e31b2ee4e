/* Numbers against what they should be; see the header. */
#include "near.h"

#include "unit/cmocka_all.h"

#include <math.h>

void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        print_error("%.12g is not %.12g within %g\n", value, expected,
                    tolerance);
        fail();
    }
}

void assert_own(double value, double expected)
{
    assert_near(value, expected, fabs(expected) * NEAR_OWN_SHARE);
}
