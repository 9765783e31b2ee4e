/* What a file holds, as the lines that `inspect` prints. */
#ifndef CODEC_JSON_DOCUMENT_JSON_H
#define CODEC_JSON_DOCUMENT_JSON_H

#include "codec/json/json_writer.h"
#include "onward/document.h"

/**
 * Appends one object of schema onward/activity/1 and a line feed for each item
 * of a document.
 *
 * @param file  what to call the file
 */
void document_json_lines(struct buf *lines, const char *file,
                         const struct ow_document *document);

/** Writes an error as the object that stands under "error". */
void error_json_object(struct json_writer *json, const struct ow_error *error);

/** Appends the onward/error/1 object of a file that could not be read. */
void error_json_line(struct buf *lines, const char *file,
                     const struct ow_error *error);

#endif
