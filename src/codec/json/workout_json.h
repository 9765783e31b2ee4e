/* Workouts in JSON, as fields of a larger object. */
#ifndef CODEC_JSON_WORKOUT_JSON_H
#define CODEC_JSON_WORKOUT_JSON_H

#include "codec/json/json_writer.h"
#include "onward/codec.h"
#include "onward/workout.h"

/** The array of a workout's steps, repeats nested. */
void workout_json_steps(struct json_writer *json,
                        const struct ow_workout *workout);

/** The whole object of schema onward/workout/1, its loss empty. */
void workout_json_object(struct json_writer *json,
                         const struct ow_workout *workout);

/** The members of that object but for the loss, its schema first. */
void workout_json_members(struct json_writer *json,
                          const struct ow_workout *workout);

/** Elements of an array of losses: a format and a message each. */
void workout_json_losses(struct json_writer *json, const char *format,
                         const struct ow_losses *losses);

#endif
