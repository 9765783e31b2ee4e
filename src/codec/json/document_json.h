/* What a file holds, as the lines that `inspect` prints. */
#ifndef CODEC_JSON_DOCUMENT_JSON_H
#define CODEC_JSON_DOCUMENT_JSON_H

#include "base/buf.h"
#include "onward/document.h"

/**
 * Appends one object of schema onward/activity/1 and a line feed for each item
 * of a document.
 *
 * @param file  what to call the file
 */
void document_json_lines(struct buf *lines, const char *file,
                         const struct ow_document *document);

/** Appends the onward/error/1 object of a file that could not be read. */
void error_json_line(struct buf *lines, const char *file,
                     const struct ow_error *error);

#endif
