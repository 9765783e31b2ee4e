/* Every activity of the corpus that lies beside the project. */
#ifndef TESTS_EACH_ACTIVITY_H
#define TESTS_EACH_ACTIVITY_H

#include "onward/activity.h"

/** The exit code by which a test says that it was left out. */
#define EACH_ACTIVITY_SKIPPED 77

/**
 * Hands each activity of the corpus to `check`, in the order of its files.
 * The corpus is in $ONWARD_SHARED, else in the folder of the first argument;
 * where it is absent, prints that `expected` activities are left out.
 *
 * @return EXIT_SUCCESS, EXIT_FAILURE, or EACH_ACTIVITY_SKIPPED
 */
int each_activity(int argc, char **argv, int expected,
                  void (*check)(void *context, const char *file,
                                const struct ow_activity *activity),
                  void *context);

#endif
