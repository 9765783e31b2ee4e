/* Years of running as a runner reads and sees them. */
#ifndef CLI_SHOW_HISTORY_H
#define CLI_SHOW_HISTORY_H

#include "app/history_report.h"
#include "cli/text.h"

/** The report as text of 80 columns. */
void show_history(const struct cli *cli, struct buf *out,
                  const struct history_report *report);

/** The last progression runs and what they say; nothing without any. */
void show_progressions(const struct cli *cli, struct buf *out,
                       const struct history_report *report);

/** The report as a picture in the format of `cli`; OW_OK or as chart_draw(). */
OW_MUST_CHECK enum ow_status draw_history(const struct cli *cli,
                                          const struct history_report *report,
                                          struct buf *out,
                                          struct ow_error *err);

#endif
