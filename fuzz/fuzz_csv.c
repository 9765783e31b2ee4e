/* CSV streams and the list of an export, fed with anything. */
#include "codec/csv/csv.h"
#include "codec/csv/strava.h"

#include "decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct strava_list list;

    if (strava_list_decode(data, size, &list, NULL) == OW_OK) {
        strava_list_dispose(&list);
    }
    return fuzz_decode(&csv_format, data, size);
}
