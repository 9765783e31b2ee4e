/* Files and folders of the system: the only place that reads them. */
#ifndef APP_FILES_H
#define APP_FILES_H

#include "onward/error.h"

/**
 * Where the store is: `option` where given, else $ONWARD_STORE, else
 * onward/onward.db in $XDG_DATA_HOME or ~/.local/share, whose folder is then
 * made with mode 0700.
 *
 * @param option       of --store, may be NULL
 * @param[out] path    the caller's, mem_free()
 * @return OW_OK; OW_E_NOT_FOUND without any of them, OW_E_IO when the folder
 *         cannot be made, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status files_store_path(const char *option, char **path,
                                              struct ow_error *err);

/**
 * Reads a whole file.
 *
 * @param most_bytes   the largest file taken
 * @param[out] bytes   the caller's, mem_free(); untouched on failure
 * @return OW_OK; OW_E_IO with path and cause, OW_E_LIMIT, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status files_read(const char *path, size_t most_bytes,
                                        uint8_t **bytes, size_t *length,
                                        struct ow_error *err);

/** A file's bytes without a copy, for files larger than memory. */
struct files_map {
    const uint8_t *bytes;
    size_t length;
};

/**
 * Shows a whole file as memory; it must not be cut short meanwhile.
 *
 * @param[out] map  the caller's, files_unmap(); untouched on failure
 * @return OW_OK; OW_E_IO with path and cause
 */
OW_MUST_CHECK enum ow_status files_map(const char *path, struct files_map *map,
                                       struct ow_error *err);
void files_unmap(struct files_map *map);

/** Whether a file begins like a zip or 7z archive. */
bool files_is_archive(const char *path);

/**
 * Writes a whole file, in one step as seen by others.
 *
 * @return OW_OK; OW_E_IO with path and cause, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status files_write(const char *path, const void *bytes,
                                         size_t length, struct ow_error *err);

/** A file met on a walk, for the length of a call. */
struct files_found {
    const char *path;
    size_t length;
    bool named; /* given by the caller rather than met in a folder */
    const struct ow_error *error; /* why it cannot be read; else NULL */
};

/**
 * Hands a file, or every file under a folder in the order of names, to
 * `visit`; hidden files and folders inside it are passed over, and links to
 * folders too.
 *
 * @param visit  returns OW_OK to go on; anything else is passed up
 */
OW_MUST_CHECK enum ow_status files_walk(
    const char *path,
    enum ow_status (*visit)(void *context, const struct files_found *found,
                            struct ow_error *err),
    void *context, struct ow_error *err);

#endif
