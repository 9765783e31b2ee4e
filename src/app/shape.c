/* Files to shapes; see the header. */
#include "app/shape.h"

#include "base/error.h"

struct search {
    const struct app_shape_visitor *visitor;
    size_t empty; /* files without a recording */
};

static enum ow_status find(const struct search *search, const char *file,
                           const struct ow_item *item)
{
    struct ow_trace *trace = NULL;
    struct ow_shape *shape = NULL;
    enum ow_status status = ow_trace_new(item->activity, &trace, NULL);

    if (status != OW_E_NOMEM) {
        status = ow_shape_find(item->activity, trace, &shape, NULL);
    }
    ow_trace_free(trace);
    if (status == OW_OK) {
        status = search->visitor->found(search->visitor->context, file,
                                        item->run, shape);
    }
    return status;
}

static void tell_warnings(const struct search *search, const char *file,
                          const struct ow_document *document)
{
    size_t count = 0;
    const struct ow_warning *warnings = ow_document_warnings(document, &count);

    for (size_t i = 0; i < count; i++) {
        search->visitor->warned(search->visitor->context, file, &warnings[i]);
    }
}

static enum ow_status decoded(void *context, const char *file,
                              const struct ow_document *document)
{
    struct search *search = context;
    size_t count = 0;
    const struct ow_item *items = ow_document_items(document, &count);
    enum ow_status status = OW_OK;
    size_t found = 0;
    struct ow_error error;

    tell_warnings(search, file, document);
    for (size_t i = 0; i < count && status == OW_OK; i++) {
        if (items[i].kind == OW_ITEM_ACTIVITY) {
            status = find(search, file, &items[i]);
            found++;
        }
    }
    if (status == OW_OK && found == 0) {
        search->empty++;
        (void)error_set(&error, OW_E_NOT_FOUND, "no recorded activity in it");
        status =
            search->visitor->failed(search->visitor->context, file, &error);
    }
    return status;
}

static enum ow_status failed(void *context, const char *file,
                             const struct ow_error *error)
{
    const struct search *search = context;

    return search->visitor->failed(search->visitor->context, file, error);
}

enum ow_status app_shapes(const char *const *paths, size_t path_count,
                          const struct app_shape_visitor *visitor,
                          size_t *failed_count, struct ow_error *err)
{
    struct search search = {visitor, 0};
    const struct app_inspect_visitor inspector = {&search, decoded, failed};
    struct app_inspect_counts counts;
    enum ow_status status =
        app_inspect(paths, path_count, &inspector, &counts, err);

    *failed_count = counts.failed + search.empty;
    return status;
}
