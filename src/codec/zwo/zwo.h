/* ZWO: workouts of Zwift. */
#ifndef CODEC_ZWO_ZWO_H
#define CODEC_ZWO_ZWO_H

#include "codec/format.h"

extern const struct format zwo_format;

/** Our tag in a file: the seconds a kilometre that its shares are of follow. */
#define ZWO_TAG "onward:"

#endif
