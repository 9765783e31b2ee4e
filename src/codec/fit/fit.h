/* FIT files: the member for the table of formats. */
#ifndef CODEC_FIT_FIT_H
#define CODEC_FIT_FIT_H

#include "codec/format.h"

/** Garmin FIT: activities, workouts, courses; see src/codec/fit/decode.c. */
extern const struct format fit_format;

#endif
