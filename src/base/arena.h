/*
 * Memory for things of many parts that live and end together: taken piece by
 * piece, given back at once.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *newest; /* NULL in an empty arena: {0} is one */
};

/** Zeroed room for `count` items of `size` bytes, aligned to 16; or NULL. */
void *arena_calloc(struct arena *arena, size_t count, size_t size);

/** A copy of `length` bytes, aligned to 16; or NULL. */
void *arena_copy(struct arena *arena, const void *bytes, size_t length);

/** A zero-terminated copy of `length` bytes; or NULL. */
char *arena_copy_text(struct arena *arena, const char *text, size_t length);

/** Gives everything back and leaves an empty arena. */
void arena_dispose(struct arena *arena);

#endif
