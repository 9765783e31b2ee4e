/* The shape of a run as JSON. */
#ifndef CODEC_JSON_SHAPE_JSON_H
#define CODEC_JSON_SHAPE_JSON_H

#include "codec/json/json_writer.h"
#include "onward/shape.h"

/** Writes the members of a shape into the object that is open. */
void shape_json_members(struct json_writer *json, const struct ow_shape *shape);

/** Writes a shape as an object; NULL is null. */
void shape_json(struct json_writer *json, const struct ow_shape *shape);

/**
 * Appends the onward/shape/1 object of a run and a line feed.
 *
 * @param file  what to call the file
 * @param run   its label within the file; NULL is null
 */
void shape_json_line(struct buf *lines, const char *file, const char *run,
                     const struct ow_shape *shape);

#endif
