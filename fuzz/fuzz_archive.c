/* Archives in archives, under limits a fuzzer can reach. */
#include "onward/codec.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum ow_status visit(void *context, const struct ow_member *member)
{
    uint64_t *sum = context;

    if ((member->bytes == NULL) != (member->error != NULL)) {
        abort();
    }
    if (member->bytes == NULL) {
        return OW_OK;
    }
    for (size_t i = 0; i < member->length; i++) {
        *sum += member->bytes[i]; /* a sanitizer sees what cannot be read */
    }
    return OW_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ow_archive_options limits = {.most_bytes = (size_t)16 << 20,
                                        .most_member_bytes = (size_t)8 << 20,
                                        .most_members = 1000};
    uint64_t sum = 0;
    struct ow_error err = {0};

    if (ow_archive_walk("fuzz", data, size, &limits, visit, &sum, &err) !=
            OW_OK &&
        err.status == OW_OK) {
        abort();
    }
    return 0;
}
