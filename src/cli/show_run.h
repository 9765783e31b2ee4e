/* A run as a runner reads it, at 80 columns. */
#ifndef CLI_SHOW_RUN_H
#define CLI_SHOW_RUN_H

#include "app/run.h"
#include "cli/text.h"

/** Where the figures of a run begin, after what they are. */
#define SHOW_RUN_COLUMN 17

/** One line of a report: what it is, and text wrapped beside it. */
void show_run_row(struct buf *out, const char *what, const char *text);

#define SHOW_RUN_NAME_SIZE 120

/** The run's name; of one that nobody named what it was: "Marathon", "Run". */
void show_run_name(const struct app_run *run, char name[SHOW_RUN_NAME_SIZE]);

/** Everything known of a run. */
int show_run(struct cli *cli, const struct app_run *run);

/** Name, day, device: the first two lines of every answer about a run. */
void show_run_head(const struct cli *cli, struct buf *out,
                   const struct app_run *run);

/** Where a limit came from: "learnt from your runs". */
void show_run_source(struct buf *line, enum app_limit_source source);

/** Pieces with a bar each, the faster the longer. */
void show_run_splits(const struct cli *cli, struct buf *out,
                     enum app_split_by by, const struct ow_split *splits,
                     size_t count);

/** What it was as a whole, with its parts; nothing where it cannot be told. */
void show_run_shape(const struct cli *cli, struct buf *out,
                    const struct app_run *run);

/** How well a progression was run, in its parts; nothing of other runs. */
void show_run_score(const struct cli *cli, struct buf *out,
                    const struct app_run *run);

/** Time in zones of heart rate and of pace, with whose bounds; nothing where
 * there is none. */
void show_run_zones(const struct cli *cli, struct buf *out,
                    const struct app_run *run);

/** Decoupling, durability, stride, hills, walking, stops, night, heat. */
void show_run_parts(const struct cli *cli, struct buf *out,
                    const struct app_run *run);

/** What was mended in the file; nothing where it was whole. */
void show_run_mends(const struct cli *cli, struct buf *out,
                    const struct app_run *run);

/** Every part that has no figures, with the reason. */
void show_run_missing(const struct cli *cli, struct buf *out,
                      const struct app_run *run);

#endif
