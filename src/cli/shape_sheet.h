/* Shapes of runs as small panels on one sheet. */
#ifndef CLI_SHAPE_SHEET_H
#define CLI_SHAPE_SHEET_H

#include "cli/cli.h"
#include "onward/shape.h"

/** Most runs on a sheet. */
#define SHAPE_SHEET_MOST 225

struct shape_sheet_run {
    char *title; /* file and run */
    struct ow_shape *shape;
};

/**
 * Draws a panel a run: pace, grade-adjusted pace and the segments over time.
 *
 * @param runs  at most SHAPE_SHEET_MOST
 * @param out   appended to
 * @return OW_OK; OW_E_UNSUPPORTED in a program without pictures, OW_E_LIMIT,
 *         OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
shape_sheet_draw(const struct cli *cli, const struct shape_sheet_run *runs,
                 size_t count, struct buf *out, struct ow_error *err);

#endif
