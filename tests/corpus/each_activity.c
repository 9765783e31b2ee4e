#include "each_activity.h"

#include "app/inspect.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

struct visit {
    void (*check)(void *context, const char *file,
                  const struct ow_activity *activity);
    void *context;
};

static enum ow_status take_document(void *context, const char *file,
                                    const struct ow_document *document)
{
    const struct visit *visit = context;
    size_t count = 0;
    const struct ow_item *items = ow_document_items(document, &count);

    for (size_t i = 0; i < count; i++) {
        if (items[i].kind == OW_ITEM_ACTIVITY) {
            visit->check(visit->context, file, items[i].activity);
        }
    }
    return OW_OK;
}

static enum ow_status pass_over(void *context, const char *file,
                                const struct ow_error *error)
{
    (void)context;
    (void)file;
    (void)error;
    return OW_OK;
}

int each_activity(int argc, char **argv, int expected,
                  void (*check)(void *context, const char *file,
                                const struct ow_activity *activity),
                  void *context)
{
    struct visit visit = {check, context};
    const struct app_inspect_visitor visitor = {&visit, take_document,
                                                pass_over};
    const char *named = getenv("ONWARD_SHARED");
    const char *shared = named != NULL ? named : argc > 1 ? argv[1] : "";
    const char *paths[1];
    char corpus[4096];
    struct app_inspect_counts counts;
    struct ow_error err;
    struct stat found;

    (void)snprintf(corpus, sizeof corpus, "%s/corpus", shared);
    if (stat(corpus, &found) != 0) {
        printf("no corpus: %d activities are left out\n", expected);
        return EACH_ACTIVITY_SKIPPED;
    }
    paths[0] = corpus;
    return app_inspect(paths, 1, &visitor, &counts, &err) == OW_OK
               ? EXIT_SUCCESS
               : EXIT_FAILURE;
}
