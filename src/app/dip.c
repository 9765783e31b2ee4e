/* The dip of fitness; see the header. */
#include "app/dip.h"

/* What a rest day or two take is not worth a word. */
#define LEAST_DIP 0.05

bool app_dip_find(const struct ow_plan *plan, struct app_dip *dip)
{
    size_t count = 0;
    const struct ow_forecast_day *days = ow_plan_forecast(plan, &count);
    size_t lowest = 0;
    size_t back = 0;

    for (size_t i = 1; i < count; i++) {
        if (days[i].fitness < days[lowest].fitness) {
            lowest = i;
        }
    }
    if (count == 0 ||
        days[lowest].fitness > (1 - LEAST_DIP) * days[0].fitness) {
        return false;
    }
    back = lowest;
    while (back < count && days[back].fitness < days[0].fitness) {
        back++;
    }
    dip->fitness = days[0].fitness;
    dip->lowest = days[lowest].fitness;
    dip->lowest_on = days[lowest].date;
    dip->back_on = back < count ? days[back].date : ow_date_none();
    return true;
}
