/*
 * Rows of an export's list that have no file: activities a person entered by
 * hand. Each is kept as a list of its own with one row, so that a rebuild
 * reads it by the same reader.
 */
#ifndef APP_LIST_ROW_H
#define APP_LIST_ROW_H

#include "codec/csv/strava.h"
#include "store/pack.h"

/** What the store calls the format of such a row; lives for ever. */
#define LIST_ROW_FORMAT "strava-row"

/**
 * Packs a row: the bytes kept, the activity in it, and a hash of the row's
 * number, for the list's other columns change from export to export.
 *
 * @param[out] file  the caller's, packed_file_dispose(), on failure too
 */
OW_MUST_CHECK enum ow_status list_row_pack(struct packer *packer,
                                           const struct strava_activity *row,
                                           struct packed_file *file,
                                           struct ow_error *err);

/** Adds the activities of kept bytes to a packed file. */
OW_MUST_CHECK enum ow_status
list_row_unpack(struct packer *packer, const uint8_t *bytes, size_t length,
                struct packed_file *file, struct ow_error *err);

#endif
