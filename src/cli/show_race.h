/* A race and the rest after it, as a runner reads them. */
#ifndef CLI_SHOW_RACE_H
#define CLI_SHOW_RACE_H

#include "app/now_what.h"
#include "cli/text.h"

/**
 * A run read as a race: splits, halves, fade, wall, hills, heat, and why it is
 * taken for one.
 *
 * @param is_named  the runner says that it was one
 */
void show_race_reading(const struct cli *cli, struct buf *out,
                       const struct ow_race_reading *reading, bool is_named);

/** The race: distance, time, pace, splits, fade. */
void show_race(const struct cli *cli, struct buf *out,
               const struct app_now_what *answer);

/** The three clocks with their reasons, and what gates the return. */
void show_recovery(const struct cli *cli, struct buf *out,
                   const struct app_now_what *answer);

/** What was assumed; nothing where all is known. */
void show_assumed(const struct cli *cli, struct buf *out,
                  const struct app_now_what *answer);

#endif
