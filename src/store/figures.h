/* The quantities of a summary, in the order of the store's columns. */
#ifndef STORE_FIGURES_H
#define STORE_FIGURES_H

#include <stddef.h>

/** Offsets of doubles in struct ow_activity_summary; lives for ever. */
const size_t *figures_of_summary(size_t *count);

#endif
