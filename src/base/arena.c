/* Chunks that grow by doubling up to a bound; each holds many pieces. */
#include "base/arena.h"

#include "base/mem.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

#define ALIGNMENT ((size_t)16)
#define FIRST_CHUNK ((size_t)1024)
#define LARGEST_CHUNK ((size_t)1 << 20)

struct arena_chunk {
    alignas(16) struct arena_chunk *older;
    size_t used;
    size_t size;
    alignas(16) unsigned char bytes[];
};

static struct arena_chunk *add_chunk(struct arena *arena, size_t needed)
{
    size_t size = arena->newest == NULL ? FIRST_CHUNK : arena->newest->size * 2;
    struct arena_chunk *chunk = NULL;

    if (size > LARGEST_CHUNK) {
        size = LARGEST_CHUNK;
    }
    if (size < needed) {
        size = needed;
    }
    if (!size_add(size, sizeof *chunk, &needed)) {
        return NULL;
    }
    chunk = mem_alloc(needed);
    if (chunk != NULL) {
        chunk->older = arena->newest;
        chunk->used = 0;
        chunk->size = size;
        arena->newest = chunk;
    }
    return chunk;
}

static void *take(struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = arena->newest;
    void *piece = NULL;

    if (size > SIZE_MAX - ALIGNMENT) {
        return NULL;
    }
    size = (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
    if (chunk == NULL || chunk->size - chunk->used < size) {
        chunk = add_chunk(arena, size);
    }
    if (chunk == NULL) {
        return NULL;
    }
    piece = chunk->bytes + chunk->used;
    chunk->used += size;
    return piece;
}

void *arena_calloc(struct arena *arena, size_t count, size_t size)
{
    size_t bytes = 0;
    void *piece = NULL;

    if (size_multiply(count, size, &bytes)) {
        piece = take(arena, bytes);
    }
    if (piece != NULL) {
        memset(piece, 0, bytes);
    }
    return piece;
}

void *arena_copy(struct arena *arena, const void *bytes, size_t length)
{
    void *copy = take(arena, length);

    if (copy != NULL && length > 0) {
        memcpy(copy, bytes, length);
    }
    return copy;
}

char *arena_copy_text(struct arena *arena, const char *text, size_t length)
{
    char *copy = length < SIZE_MAX ? take(arena, length + 1) : NULL;

    if (copy != NULL) {
        if (length > 0) {
            memcpy(copy, text, length);
        }
        copy[length] = '\0';
    }
    return copy;
}

void arena_dispose(struct arena *arena)
{
    struct arena_chunk *chunk = arena->newest;

    while (chunk != NULL) {
        struct arena_chunk *older = chunk->older;

        mem_free(chunk);
        chunk = older;
    }
    arena->newest = NULL;
}
