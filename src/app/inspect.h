/* Looking into files without keeping anything. */
#ifndef APP_INSPECT_H
#define APP_INSPECT_H

#include "onward/codec.h"

/** Who is told what was met; both calls get the file's or member's name. */
struct app_inspect_visitor {
    void *context;
    /* A file that was decoded; what it returns, if not OW_OK, ends all. */
    enum ow_status (*decoded)(void *context, const char *file,
                              const struct ow_document *document);
    /* A file that could not be read, and why; the rest goes on. */
    enum ow_status (*failed)(void *context, const char *file,
                             const struct ow_error *error);
};

/** What an inspection came to. */
struct app_inspect_counts {
    size_t decoded;
    size_t failed;
};

/**
 * Decodes files, folders (walked in the order of names) and archives, and
 * hands each document to the visitor.
 *
 * @param[out] counts  filled on failure too
 * @return OW_OK though files may have failed; what a visitor returned;
 *         OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
app_inspect(const char *const *paths, size_t path_count,
            const struct app_inspect_visitor *visitor,
            struct app_inspect_counts *counts, struct ow_error *err);

#endif
