/* Quantities as text; see the header. */
#include "cli/figure.h"

#include "onward/race.h"

#include <math.h>

#define M_PER_KM 1000.0
#define M_PER_FOOT 0.3048

double figure_long_m(const struct cli *cli)
{
    return cli->units == OW_UNITS_MI ? OW_MILE_M : M_PER_KM;
}

double figure_long(const struct cli *cli, double distance_m)
{
    return distance_m / figure_long_m(cli);
}

const char *figure_long_unit(const struct cli *cli)
{
    return cli->units == OW_UNITS_MI ? "mi" : "km";
}

double figure_pace_s(const struct cli *cli, double speed_m_per_s)
{
    return speed_m_per_s > 0 ? figure_long_m(cli) / speed_m_per_s : OW_MISSING;
}

void figure_pace(const struct cli *cli, struct buf *out, double speed_m_per_s)
{
    char text[OW_QUANTITY_TEXT_SIZE];

    ow_pace_format(speed_m_per_s > 0 ? M_PER_KM / speed_m_per_s : OW_MISSING,
                   cli->units, text);
    buf_append_text(out, text);
}

void figure_pace_bare(const struct cli *cli, struct buf *out,
                      double speed_m_per_s)
{
    figure_time(out, figure_pace_s(cli, speed_m_per_s));
}

void figure_time(struct buf *out, double time_s)
{
    char text[OW_QUANTITY_TEXT_SIZE];

    ow_duration_format(time_s, text);
    buf_append_text(out, text);
}

void figure_distance(const struct cli *cli, struct buf *out, double distance_m)
{
    char text[OW_QUANTITY_TEXT_SIZE];

    if (cli->units == OW_UNITS_KM && distance_m < M_PER_KM) {
        figure_number(out, distance_m, 0, " m");
        return;
    }
    ow_distance_format(distance_m, cli->units, text);
    buf_append_text(out, text);
}

void figure_height(const struct cli *cli, struct buf *out, double height_m)
{
    bool is_feet = cli->units == OW_UNITS_MI;

    figure_number(out, is_feet ? height_m / M_PER_FOOT : height_m, 0,
                  is_feet ? " ft" : " m");
}

void figure_number(struct buf *out, double value, int decimals,
                   const char *unit)
{
    if (ow_is_missing(value)) {
        buf_append_char(out, '-');
        return;
    }
    buf_append_fixed(out, value, decimals);
    buf_append_text(out, unit);
}

void figure_percent(struct buf *out, double share, int decimals)
{
    figure_number(out, 100 * share, decimals, " %");
}

void figure_best_name(const struct cli *cli, struct buf *out, double distance_m)
{
    const struct ow_race_distance *race = ow_race_snap(distance_m);

    if (race != NULL && fabs(race->distance_m - distance_m) < 1) {
        buf_append_text(out, race->name);
    } else {
        figure_distance(cli, out, distance_m);
    }
}
