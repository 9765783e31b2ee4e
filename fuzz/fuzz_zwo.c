/* The ZWO reader, fed with anything. */
#include "codec/zwo/zwo.h"

#include "decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_decode(&zwo_format, data, size);
}
