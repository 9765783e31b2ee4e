/* CSV streams: runs as rows of time and distance. */
#ifndef CODEC_CSV_CSV_H
#define CODEC_CSV_CSV_H

#include "codec/format.h"

extern const struct format csv_format;

#endif
