/* Words of scenarios in JSON that both directions need. */
#ifndef CODEC_JSON_SCENARIO_JSON_H
#define CODEC_JSON_SCENARIO_JSON_H

#define SCENARIO_SCHEMA "onward/scenario/1"

/** "mon" to "sun". */
extern const char *const scenario_weekdays[7];

#define SCENARIO_CROSS_KINDS 7
/** "bike", … by the bits of enum ow_cross_training. */
extern const char *const scenario_cross_kinds[SCENARIO_CROSS_KINDS];

/** "km", "mi" by enum ow_units. */
extern const char *const scenario_units[2];

#endif
