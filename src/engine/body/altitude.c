/* What thin air costs a race. */
#include "onward/conditions.h"

#include "engine/body/range.h"

#define SOURCE "Milledge"
#define FT_M 0.3048

/* Milledge in Runner's World: shares of the time for each 1,000 ft. */
#define SHORT_M 5000.0
#define SHORT_PER_1000_FT 0.0073
#define LONG_M 10000.0
#define LONG_PER_1000_FT 0.0085

enum ow_status ow_altitude_slowdown(double altitude_m, double distance_m,
                                    double *slowdown, struct ow_error *err)
{
    enum ow_status status =
        range_check_of("altitude", altitude_m, "m", 0, 2500, SOURCE, err);

    if (status == OW_OK) {
        status = range_check_of("distance", distance_m, "m", SHORT_M, LONG_M,
                                SOURCE, err);
    }
    if (status == OW_OK) {
        double along = log(distance_m / SHORT_M) / log(LONG_M / SHORT_M);

        *slowdown = altitude_m / (1000 * FT_M) *
                    (SHORT_PER_1000_FT +
                     along * (LONG_PER_1000_FT - SHORT_PER_1000_FT));
    }
    return status;
}
