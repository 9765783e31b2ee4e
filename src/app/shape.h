/* The shapes of the runs in files, without keeping anything. */
#ifndef APP_SHAPE_H
#define APP_SHAPE_H

#include "app/inspect.h"
#include "onward/shape.h"

/** Who is told; what a call returns, if not OW_OK, ends all. */
struct app_shape_visitor {
    void *context;
    /* A recorded activity and its shape, which is the callee's from then on. */
    enum ow_status (*found)(void *context, const char *file, const char *run,
                            struct ow_shape *shape);
    /* What was odd about a file that could be read. */
    void (*warned)(void *context, const char *file,
                   const struct ow_warning *warning);
    /* A file that could not be read or holds no recording, and why. */
    enum ow_status (*failed)(void *context, const char *file,
                             const struct ow_error *error);
};

/**
 * Tells the shape of every recorded activity in files, folders and archives.
 *
 * @param[out] failed_count  files without one
 * @return as app_inspect()
 */
OW_MUST_CHECK enum ow_status app_shapes(const char *const *paths,
                                        size_t path_count,
                                        const struct app_shape_visitor *visitor,
                                        size_t *failed_count,
                                        struct ow_error *err);

#endif
