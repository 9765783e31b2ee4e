/* TCX: activities, courses and workouts of Garmin's Training Center. */
#ifndef CODEC_TCX_TCX_H
#define CODEC_TCX_TCX_H

#include "codec/format.h"

extern const struct format tcx_format;

#endif
