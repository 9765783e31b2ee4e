/* What the two directions of plans in JSON share. */
#ifndef CODEC_JSON_PLAN_JSON_H
#define CODEC_JSON_PLAN_JSON_H

#include "codec/json/json_reader.h"
#include "codec/json/json_writer.h"
#include "onward/plan.h"

#define PLAN_SCHEMA "onward/plan/1"

/** The field "findings" with its array. */
void write_findings(struct json_writer *json, const struct ow_finding *findings,
                    size_t count);

/**
 * The workout of an object of schema onward/workout/1.
 *
 * @return the caller's, ow_workout_free(); NULL when the reader has failed
 */
struct ow_workout *workout_json_read(struct json_reader *reader,
                                     const json_t *object);

#endif
