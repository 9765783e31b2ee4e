/* A workout as a picture of characters, a list of steps, or a printed card. */
#ifndef CLI_SHOW_WORKOUT_H
#define CLI_SHOW_WORKOUT_H

#include "app/progression.h"
#include "cli/text.h"

/** Its stretches as columns, as high as they are hard. */
void show_workout_picture(const struct cli *cli, struct buf *out,
                          const struct app_workout_view *view,
                          const char *whole);

/** Its steps with their cues. */
void show_workout_rows(const struct cli *cli, struct buf *out,
                       const struct app_workout_view *view);

/**
 * Its card in the format asked for, SVG, PDF or PNG.
 *
 * @param subtitle, note  may be NULL
 * @return EXIT_DONE, or the code of a failure after saying why
 */
int show_workout_card(struct cli *cli, const struct app_workout_view *view,
                      const char *title, const char *subtitle, const char *note,
                      const char *whole);

#endif
