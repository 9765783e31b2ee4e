/* Goals and their answers as members of a JSON object. */
#ifndef CODEC_JSON_GOAL_JSON_H
#define CODEC_JSON_GOAL_JSON_H

#include "codec/json/json_writer.h"
#include "onward/plan.h"

/** The members of a goal of a scenario, into an open object. */
void goal_json_write(struct json_writer *json, const struct ow_goal *goal);

/** The members of an answer, its id left out, into an open object. */
void goal_json_write_answer(struct json_writer *json,
                            const struct ow_goal_answer *answer);

#endif
