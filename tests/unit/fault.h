/*
 * Allocation faults for tests. Link the test with --wrap=malloc,
 * --wrap=calloc and --wrap=realloc.
 */
#ifndef TESTS_FAULT_H
#define TESTS_FAULT_H

#include <stdbool.h>

/** From now on the n-th allocation (1 is the next) fails, once. */
void fault_arm(long n);

/** Stops failing; true when the armed fault was reached. */
bool fault_disarm(void);

/**
 * Runs `body` with the 1st, 2nd, 3rd, … allocation failing, until it gets
 * through without meeting the fault. `body` returns whether it succeeded; it
 * must fail exactly when the fault was met, which the caller's assert sees in
 * the result.
 *
 * @return allocations that were made to fail, or -1 when a run succeeded
 *         although an allocation failed, or failed without one
 */
long fault_sweep(bool (*body)(void *context), void *context);

#endif
