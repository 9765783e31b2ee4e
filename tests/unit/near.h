/* Numbers against what they should be. */
#ifndef TESTS_NEAR_H
#define TESTS_NEAR_H

/** Our own values are kept to this share; libm may differ in the last place. */
#define NEAR_OWN_SHARE 1e-12

/** Fails the test unless value is expected within tolerance. */
void assert_near(double value, double expected, double tolerance);

/** Fails the test unless value is our own last one. */
void assert_own(double value, double expected);

#endif
