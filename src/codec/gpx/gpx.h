/* GPX 1.0 and 1.1: tracks, routes, waypoints. */
#ifndef CODEC_GPX_GPX_H
#define CODEC_GPX_GPX_H

#include "codec/format.h"

extern const struct format gpx_format;

#endif
