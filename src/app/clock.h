/* The one place where the clock is read. */
#ifndef APP_CLOCK_H
#define APP_CLOCK_H

#include "onward/date.h"

/** Unix milliseconds, UTC. */
int64_t clock_now_ms(void);

/** The day it is where this machine stands. */
struct ow_date clock_today(void);

#endif
