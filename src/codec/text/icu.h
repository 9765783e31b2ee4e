/* The workout text of intervals.icu: its words, and the reader. */
#ifndef CODEC_TEXT_ICU_H
#define CODEC_TEXT_ICU_H

#include "base/str.h"
#include "codec/format.h"

extern const struct format icu_format;

#define ICU_PRESS_LAP "Press lap"
#define ICU_MAIN "Main" /* the section of neither warm-up nor cool-down */

/** What a word says of a step's end. */
enum icu_end { ICU_NO_END = 0, ICU_END, ICU_AMBIGUOUS };

/**
 * Reads 10m, 1m30, 5'30", 500mtr, 2km.
 *
 * @param[out] type, value  untouched unless ICU_END
 * @return ICU_AMBIGUOUS for minutes that look like metres: 100m and more
 */
enum icu_end icu_parse_end(struct str word, enum ow_end_type *type,
                           double *value);

/** Whether a word reads as the end of a step, be it ambiguous. */
bool icu_is_end(struct str word);

/** Whether a word before the end of a step means something of its own. */
bool icu_is_keyword(struct str word);

/** Whether a line that is no step would be taken for the workout's name. */
bool icu_is_name(struct str line);

/** "Warmup", "Build", … */
const char *icu_role_word(enum ow_role role);

#endif
