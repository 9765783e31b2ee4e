/* The reader of intervals.icu text, fed with anything. */
#include "codec/text/icu.h"

#include "decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_decode(&icu_format, data, size);
}
