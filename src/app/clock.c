/* The clock; see the header. */
#include "app/clock.h"

#include <time.h>

#define MS_PER_S 1000
#define NS_PER_MS 1000000
#define TM_YEAR_ZERO 1900

int64_t clock_now_ms(void)
{
    struct timespec now = {0};

    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * MS_PER_S + now.tv_nsec / NS_PER_MS;
}

struct ow_date clock_today(void)
{
    int64_t now_ms = clock_now_ms();
    time_t now = (time_t)(now_ms / MS_PER_S);
    struct ow_date today = ow_date_from_time(now_ms, 0);
    struct tm local = {0};

    tzset();
    if (localtime_r(&now, &local) == NULL ||
        ow_date_from_ymd(local.tm_year + TM_YEAR_ZERO, local.tm_mon + 1,
                         local.tm_mday, &today, NULL) != OW_OK) {
        return ow_date_from_time(now_ms, 0);
    }
    return today;
}
