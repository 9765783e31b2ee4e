/* The tables of the store and the steps that lead to them. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stddef.h>

/** "OWrd": marks a database as ours (SQLite's application_id). */
#define SCHEMA_APPLICATION_ID 0x4f577264

/**
 * SQL steps from an empty database on; a store of version n has the first n
 * behind it. Steps are only added, never changed.
 */
const char *const *schema_steps(size_t *count);

#endif
