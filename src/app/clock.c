/* The clock; see the header. */
#include "app/clock.h"

#include <time.h>

#define MS_PER_S 1000
#define NS_PER_MS 1000000
#define S_PER_DAY INT64_C(86400)
#define TM_YEAR_ZERO 1900

int64_t clock_now_ms(void)
{
    struct timespec now = {0};

    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * MS_PER_S + now.tv_nsec / NS_PER_MS;
}

int32_t clock_utc_offset_s(int64_t time_ms)
{
    time_t time_s = (time_t)(time_ms / MS_PER_S);
    struct ow_date day = ow_date_none();
    struct tm local = {0};

    tzset();
    if (localtime_r(&time_s, &local) == NULL ||
        ow_date_from_ymd(local.tm_year + TM_YEAR_ZERO, local.tm_mon + 1,
                         local.tm_mday, &day, NULL) != OW_OK) {
        return 0;
    }
    return (int32_t)(day.days * S_PER_DAY + local.tm_hour * 3600 +
                     local.tm_min * 60 + local.tm_sec - (int64_t)time_s);
}

struct ow_date clock_today(void)
{
    int64_t now_ms = clock_now_ms();

    return ow_date_from_time(now_ms, clock_utc_offset_s(now_ms));
}
