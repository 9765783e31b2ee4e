/*
 * The marks of an axis: round values between two ends, and how they read.
 */
#ifndef PICTURE_SCALE_H
#define PICTURE_SCALE_H

#include <stddef.h>

enum scale_kind {
    SCALE_NUMBER = 0,
    SCALE_DURATION,    /* seconds, read as m:ss or h:mm:ss; a pace too */
    SCALE_DATE,        /* days of struct ow_date */
    SCALE_LOG_DURATION /* decimal logarithms of seconds */
};

#define SCALE_MOST_TICKS 16
#define SCALE_LABEL_SIZE 24

struct scale_ticks {
    enum scale_kind kind;
    double values[SCALE_MOST_TICKS]; /* ascending */
    size_t count;
    double step; /* of dates: in days, a month counted as 30 */
};

/**
 * Round values from low to high.
 *
 * @param low, high  finite, low below high; else there is no tick
 * @param most       most ticks wanted, 2 to SCALE_MOST_TICKS
 */
void scale_ticks(enum scale_kind kind, double low, double high, size_t most,
                 struct scale_ticks *ticks);

/** How the i-th tick reads: "4:30", "12.5", "Mar", "2027". */
void scale_label(const struct scale_ticks *ticks, size_t i,
                 char label[SCALE_LABEL_SIZE]);

#endif
