/*
 * Scenarios, plans, findings, rules and workouts as JSON and back: what
 * programs exchange with the engine. Fields are those of doc and man page;
 * more may come, none goes. Encoders write no final line feed.
 */
#ifndef ONWARD_JSON_H
#define ONWARD_JSON_H

#include "onward/conflict.h"
#include "onward/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Gives back a text that an encoder made; NULL is fine. */
OW_API void ow_text_free(char *text);

/**
 * Reads a scenario, schema onward/scenario/1. Every value is checked against
 * its bounds; keys not known are passed over, but for those of `rules`. Where
 * a key is absent: no minutes on that day, 16 weeks, the classic preset,
 * kilometres, the north. Weeks, races, check-ins and blocked days may come in
 * any order and leave by date.
 *
 * @param text    UTF-8, `length` bytes, need not end in zero
 * @param[out] scenario  the caller's, ow_scenario_free(); untouched on failure
 * @return OW_OK; OW_E_SYNTAX with the byte where it is no JSON; OW_E_FORMAT
 *         for a value of the wrong type or schema; OW_E_RANGE with path, value
 *         and bounds ("athlete.days.mon: 2000 is outside 0 to 1440");
 *         OW_E_ARGUMENT for ids given twice and weeks that begin on no Monday;
 *         OW_E_NOT_FOUND for unknown rules and words; OW_E_LIMIT; OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_scenario_decode(const char *text, size_t length,
                   struct ow_scenario **scenario, struct ow_error *err);

/** Gives a decoded scenario back; NULL is fine. */
OW_API void ow_scenario_free(struct ow_scenario *scenario);

/**
 * Writes a scenario, overridden rule parameters only.
 *
 * @param[out] text    zero-terminated, the caller's, ow_text_free()
 * @param[out] length  bytes without the zero; may be NULL
 * @return OW_OK, OW_E_LIMIT over 64 MiB, OW_E_NOMEM
 */
OW_API OW_MUST_CHECK enum ow_status
ow_scenario_encode(const struct ow_scenario *scenario, char **text,
                   size_t *length, struct ow_error *err);

/**
 * Reads a plan, schema onward/plan/1, also one written by other programs:
 * what is absent is missing, names of rules not known are passed over, but
 * types, phases and verdicts must be known. Whether the plan is any good is
 * for ow_plan_check() to say.
 *
 * @param[out] plan  the caller's, ow_plan_free(); untouched on failure
 * @return as ow_scenario_decode()
 */
OW_API OW_MUST_CHECK enum ow_status ow_plan_decode(const char *text,
                                                   size_t length,
                                                   struct ow_plan **plan,
                                                   struct ow_error *err);

/** Writes a plan; results as of ow_scenario_encode(). */
OW_API OW_MUST_CHECK enum ow_status ow_plan_encode(const struct ow_plan *plan,
                                                   char **text, size_t *length,
                                                   struct ow_error *err);

/** Writes findings, schema onward/findings/1; as ow_scenario_encode(). */
OW_API OW_MUST_CHECK enum ow_status
ow_findings_encode(const struct ow_findings *findings, char **text,
                   size_t *length, struct ow_error *err);

/**
 * Writes the findings of a plan that cannot be had and, beside them, its
 * conflicts: schema onward/findings/1 with `conflicts`; as
 * ow_scenario_encode().
 */
OW_API OW_MUST_CHECK enum ow_status
ow_conflicts_encode(const struct ow_conflicts *conflicts,
                    const struct ow_findings *findings, char **text,
                    size_t *length, struct ow_error *err);

/**
 * Writes the table of rules, schema onward/rules/1.
 *
 * @param values  what holds for a runner, added to each parameter as `value`
 *                and `overridden`; NULL: the table alone
 * @return as ow_scenario_encode()
 */
OW_API OW_MUST_CHECK enum ow_status
ow_rules_encode(const struct ow_rule_values *values, char **text,
                size_t *length, struct ow_error *err);

/** Writes a workout, schema onward/workout/1; as ow_scenario_encode(). */
OW_API OW_MUST_CHECK enum ow_status
ow_workout_encode_json(const struct ow_workout *workout, char **text,
                       size_t *length, struct ow_error *err);

/**
 * Reads a workout, schema onward/workout/1.
 *
 * @param[out] workout  the caller's, ow_workout_free(); untouched on failure
 * @return as ow_scenario_decode(), and what ow_workout_add_step() answers
 */
OW_API OW_MUST_CHECK enum ow_status
ow_workout_decode_json(const char *text, size_t length,
                       struct ow_workout **workout, struct ow_error *err);

#ifdef __cplusplus
}
#endif

#endif
