/* The one place where the clock is read. */
#ifndef APP_CLOCK_H
#define APP_CLOCK_H

#include "onward/date.h"

/** Unix milliseconds, UTC. */
int64_t clock_now_ms(void);

/** The day it is where this machine stands. */
struct ow_date clock_today(void);

/** Local time minus UTC at an instant, where this machine stands. */
int32_t clock_utc_offset_s(int64_t time_ms);

#endif
