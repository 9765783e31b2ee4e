/* The GPX reader, fed with anything. */
#include "codec/gpx/gpx.h"

#include "decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_decode(&gpx_format, data, size);
}
