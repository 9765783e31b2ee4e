/* A run for other programs: onward/run/1 and what is in it. */
#ifndef CLI_RUN_JSON_H
#define CLI_RUN_JSON_H

#include "app/run.h"
#include "cli/cli.h"
#include "codec/json/json_writer.h"

/** Everything known of a run. */
int run_json(struct cli *cli, const struct app_run *run);

/** Opens the answer: its object, its schema, and which run it is of. */
void run_json_begin(struct cli *cli, struct json_writer *json,
                    const char *schema, const struct app_run *run);

/** Closes the object and the line. */
void run_json_end(struct cli *cli, struct json_writer *json);

/** A field `key`: the pieces of a run. */
void run_json_splits(struct json_writer *json, const char *key,
                     const struct ow_split *splits, size_t count);

/** Fields hr_zones, pace_zones and limits. */
void run_json_zones(struct json_writer *json, const struct app_run *run);

/** A field `bests`: fastest stretches by distance. */
void run_json_bests(struct json_writer *json, const struct app_run *run);

#endif
