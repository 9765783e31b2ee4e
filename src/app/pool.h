/*
 * Work on many threads whose results come back in the order it was given, so
 * that many cores give the same outcome as one.
 */
#ifndef APP_POOL_H
#define APP_POOL_H

#include <stdbool.h>
#include <stddef.h>

struct pool;

struct pool_options {
    unsigned threads; /* 1: the caller's alone; 0: one a core */
    size_t most_cost; /* of jobs given and not taken back, by the caller's own
                         measure; one job may always be in the pool */
    /* What each thread needs of its own; NULL without memory. */
    void *(*tool_new)(void *context);
    void (*tool_free)(void *tool);
    void (*work)(void *tool, void *job);
    void *context;
};

/** NULL without memory. */
struct pool *pool_new(const struct pool_options *options);

/** Ends the threads; every job must have been taken back. NULL is fine. */
void pool_free(struct pool *pool);

/** Whether a job of this cost may be given now; else take one back first. */
bool pool_has_room(const struct pool *pool, size_t cost);

/** Gives a job to the threads; only when there is room. */
void pool_give(struct pool *pool, void *job, size_t cost);

/** The oldest job, waiting until it is done; NULL when there is none. */
void *pool_take(struct pool *pool);

/** The oldest job if it is done already; else NULL. */
void *pool_take_done(struct pool *pool);

#endif
