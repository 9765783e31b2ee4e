/* ZWO: workouts of Zwift. */
#ifndef CODEC_ZWO_ZWO_H
#define CODEC_ZWO_ZWO_H

#include "codec/format.h"

extern const struct format zwo_format;

#endif
