/* A run as a picture: SVG, PDF or PNG, as --format asks. */
#ifndef CLI_RUN_CHART_H
#define CLI_RUN_CHART_H

#include "app/run.h"
#include "cli/cli.h"
#include "picture/chart.h"

/** Pace with grade-adjusted pace, heart rate and elevation over distance. */
int run_chart(struct cli *cli, const struct app_run *run);

/** A bar of pace for each piece. */
int run_chart_splits(struct cli *cli, const struct app_run *run, const char *by,
                     const struct ow_split *splits, size_t count);

/** Draws a chart in the format that was asked for. */
int run_chart_draw(struct cli *cli, const struct chart *chart);

#define RUN_CHART_SUBTITLE_SIZE 200

/** "Sun 22 Nov 2026, 21.1 km in 1:45:12, 4:59/km" */
void run_chart_subtitle(const struct cli *cli, const struct app_run *run,
                        char subtitle[RUN_CHART_SUBTITLE_SIZE]);

#endif
