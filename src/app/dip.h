/* The dip of fitness that rest brings, and when it is over. */
#ifndef APP_DIP_H
#define APP_DIP_H

#include "onward/plan.h"

struct app_dip {
    double fitness; /* on the plan's first day */
    double lowest;
    struct ow_date lowest_on;
    struct ow_date back_on; /* fitness is what it was; none: not in the plan */
};

/**
 * Looks for the dip in a plan's forecast.
 *
 * @param[out] dip  untouched when there is none
 * @return whether fitness falls by a twentieth and more
 */
bool app_dip_find(const struct ow_plan *plan, struct app_dip *dip);

#endif
