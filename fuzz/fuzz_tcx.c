/* The TCX reader, fed with anything. */
#include "codec/tcx/tcx.h"

#include "decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_decode(&tcx_format, data, size);
}
