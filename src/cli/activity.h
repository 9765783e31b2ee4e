/* What lies within `onward activity`: a member a file, cmd_activity_*.c. */
#ifndef CLI_ACTIVITY_H
#define CLI_ACTIVITY_H

#include "cli/command.h"

extern const struct command activity_best;
extern const struct command activity_list;
extern const struct command activity_show;
extern const struct command activity_splits;
extern const struct command activity_zones;

#endif
