/* The parts of an analysis for other programs. */
#ifndef CLI_RUN_JSON_PARTS_H
#define CLI_RUN_JSON_PARTS_H

#include "app/run.h"
#include "codec/json/json_writer.h"

/** A field `race`: how the run reads as one; null where it cannot. */
void run_json_race(struct json_writer *json, const struct app_run *run);

/** Fields `shape` and `score`; null where there is none. */
void run_json_shape(struct json_writer *json, const struct app_run *run);

/** Fields means, decoupling, durability, stride, hills, walking, stops,
 * place, night, temperature. */
void run_json_parts(struct json_writer *json,
                    const struct ow_analysis *analysis);

/** Fields `mends` and `warnings`. */
void run_json_mends(struct json_writer *json, const struct app_run *run);

#endif
