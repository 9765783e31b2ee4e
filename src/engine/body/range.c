/* One message for all figures that a formula was not made for. */
#include "engine/body/range.h"

#include "base/error.h"
#include "base/num.h"

enum ow_status range_check_of(const char *what, double value, const char *unit,
                              double lowest, double highest, const char *source,
                              struct ow_error *err)
{
    bool is_sourced = source[0] != '\0';
    const char *blank = unit[0] == '\0' ? "" : " ";
    char value_text[NUM_TEXT_SIZE];
    char lowest_text[NUM_TEXT_SIZE];
    char highest_text[NUM_TEXT_SIZE];

    if (value >= lowest && value <= highest) {
        return OW_OK;
    }
    if (ow_is_missing(value)) {
        return error_set(err, OW_E_RANGE, "%s is missing", what);
    }
    num_format(value, 2, value_text);
    num_format(lowest, 2, lowest_text);
    num_format(highest, 2, highest_text);
    return error_set(err, OW_E_RANGE, "%s %s%s%s is outside %s to %s%s%s%s%s%s",
                     what, value_text, blank, unit, lowest_text, highest_text,
                     blank, unit, is_sourced ? " (" : "", source,
                     is_sourced ? ")" : "");
}

enum ow_status range_check(const char *what, double value, const char *unit,
                           double lowest, double highest, struct ow_error *err)
{
    return range_check_of(what, value, unit, lowest, highest, "", err);
}
