/* A shared library opened late; see the header. */
#include "picture/library.h"

#include <dlfcn.h>
#include <string.h>

enum ow_status library_load(const char *file,
                            const struct library_function *functions,
                            size_t count, void *table, struct ow_error *err)
{
    /* Never closed: glib takes back nothing of what it registers. */
    void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);

    if (library == NULL) {
        return error_set(err, OW_E_UNSUPPORTED,
                         "pictures need a library that is not here: %.120s",
                         file);
    }
    for (size_t i = 0; i < count; i++) {
        void *function = dlsym(library, functions[i].name);

        if (function == NULL) {
            return error_set(err, OW_E_UNSUPPORTED,
                             "pictures need %.60s, which %.60s does not have",
                             functions[i].name, file);
        }
        memcpy((char *)table + functions[i].place, &function, sizeof function);
    }
    return OW_OK;
}
