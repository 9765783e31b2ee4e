/* Quantities appended to text for people, in the runner's units. */
#ifndef CLI_FIGURE_H
#define CLI_FIGURE_H

#include "cli/cli.h"

/** "4:59/km"; "-" where missing. */
void figure_pace(const struct cli *cli, struct buf *out, double speed_m_per_s);

/** "4:59", for a column or an axis whose head names the unit; "-". */
void figure_pace_bare(const struct cli *cli, struct buf *out,
                      double speed_m_per_s);

/** Seconds a kilometre, or a mile; missing where the speed is. */
double figure_pace_s(const struct cli *cli, double speed_m_per_s);

/** "1:05:12"; "-". */
void figure_time(struct buf *out, double time_s);

/** "12.3 km", "850 m"; "7.6 mi"; "-". */
void figure_distance(const struct cli *cli, struct buf *out, double distance_m);

/** What a distance is known by: "half-marathon", "mile", "800 m". */
void figure_best_name(const struct cli *cli, struct buf *out,
                      double distance_m);

/** Kilometres, or miles. */
double figure_long(const struct cli *cli, double distance_m);

/** Metres of a kilometre, or of a mile. */
double figure_long_m(const struct cli *cli);

/** "km", or "mi". */
const char *figure_long_unit(const struct cli *cli);

/** "182 m", or "597 ft"; "-". */
void figure_height(const struct cli *cli, struct buf *out, double height_m);

/** A number with `decimals` and what stands after it, " bpm"; "-". */
void figure_number(struct buf *out, double value, int decimals,
                   const char *unit);

/** "3.2 %" of a share; "-". */
void figure_percent(struct buf *out, double share, int decimals);

#endif
