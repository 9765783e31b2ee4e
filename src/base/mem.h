/*
 * The one place where memory comes from. Tests link with --wrap=malloc,
 * --wrap=calloc and --wrap=realloc to make the n-th request fail
 * (tests/unit/fault.h); nothing of that is in the library.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>

/** `size` bytes, at least 1; NULL when they cannot be had. */
void *mem_alloc(size_t size);

/** Room for `count` items of `size` bytes, all zero; NULL on overflow too. */
void *mem_calloc(size_t count, size_t size);

/** Resizes to `count` items of `size` bytes; on NULL the old block stands. */
void *mem_resize(void *block, size_t count, size_t size);

/** Gives a block back; NULL is fine. */
void mem_free(void *block);

/** A copy of a text, owned by the caller; NULL when it cannot be had. */
char *mem_copy_text(const char *text);

/** a * b and a + b in size_t; false when the result does not fit. */
bool size_multiply(size_t a, size_t b, size_t *product);
bool size_add(size_t a, size_t b, size_t *sum);

#endif
