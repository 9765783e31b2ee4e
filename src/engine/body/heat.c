/* What heat costs: a coach's rule for training, and what races tell. */
#include "onward/conditions.h"

#include "base/num.h"
#include "engine/body/range.h"

#define HADLEY "Hadley 2013"
#define BUREAU "Bureau of Meteorology"

static double fahrenheit(double temperature_c)
{
    return 32 + 1.8 * temperature_c;
}

static enum ow_status check_air(double temperature_c, double dew_point_c,
                                const char *source, struct ow_error *err)
{
    enum ow_status status =
        range_check_of("temperature", temperature_c, "C", -40, 60, source, err);

    if (status == OW_OK) {
        /* Air holds no more water than makes the two equal. */
        status = range_check_of("dew point", dew_point_c, "C", -60,
                                fmin(40, temperature_c), source, err);
    }
    return status;
}

enum ow_status ow_heat_slowdown(double temperature_c, double dew_point_c,
                                struct ow_slowdown *slowdown,
                                struct ow_error *err)
{
    /* Hadley 2013: sums up to `sum_f` cost shares from low to high. */
    static const struct {
        double sum_f;
        struct ow_slowdown slowdown;
    } rows[] = {
        {100, {0, 0}},        {110, {0, 0.005}},   {120, {0.005, 0.01}},
        {130, {0.01, 0.02}},  {140, {0.02, 0.03}}, {150, {0.03, 0.045}},
        {160, {0.045, 0.06}}, {170, {0.06, 0.08}}, {180, {0.08, 0.10}},
    };
    struct ow_slowdown found = {OW_MISSING, OW_MISSING};
    enum ow_status status = check_air(temperature_c, dew_point_c, HADLEY, err);

    if (status != OW_OK) {
        return status;
    }
    for (size_t i = sizeof rows / sizeof rows[0]; i > 0; i--) {
        /* Rounded: degrees that were Fahrenheit once must be so again. */
        if (num_round(fahrenheit(temperature_c) + fahrenheit(dew_point_c), 6) <=
            rows[i - 1].sum_f) {
            found = rows[i - 1].slowdown;
        }
    }
    *slowdown = found;
    return OW_OK;
}

enum ow_status ow_wbgt(double temperature_c, double dew_point_c, double *wbgt_c,
                       struct ow_error *err)
{
    enum ow_status status = check_air(temperature_c, dew_point_c, BUREAU, err);

    if (status == OW_OK) {
        double vapour_hpa =
            6.105 * exp(17.27 * dew_point_c / (237.7 + dew_point_c));

        *wbgt_c = 0.567 * temperature_c + 0.393 * vapour_hpa + 3.94;
    }
    return status;
}

enum ow_status ow_wbgt_slowdown(double wbgt_c, struct ow_slowdown *slowdown,
                                struct ow_error *err)
{
    enum ow_status status = range_check_of("wet-bulb globe temperature", wbgt_c,
                                           "C", 0, 30, "Mantzios 2022", err);

    if (status == OW_OK) {
        /* Mantzios et al. 2022: best from 7.5 to 15 C. */
        double degrees = fmax(0, fmax(7.5 - wbgt_c, wbgt_c - 15));

        slowdown->low = 0.003 * degrees;
        slowdown->high = 0.004 * degrees;
    }
    return status;
}
