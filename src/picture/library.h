/*
 * Functions of a shared library that is opened when they are first needed, so
 * that a start without them does not pay for it.
 */
#ifndef PICTURE_LIBRARY_H
#define PICTURE_LIBRARY_H

#include "base/error.h"

struct library_function {
    const char *name;
    size_t place; /* of the pointer to it in the table */
};

/**
 * Fills a table of pointers to functions of a library or of those it needs. The
 * library stays open until the program ends.
 *
 * @param file        its soname
 * @param[out] table  a struct of pointers to functions
 * @return OW_OK; OW_E_UNSUPPORTED where there is no such library, or one
 *         without some of the functions
 */
OW_MUST_CHECK enum ow_status
library_load(const char *file, const struct library_function *functions,
             size_t count, void *table, struct ow_error *err);

#endif
