/* A ring of jobs: given at one end, worked on in between, taken at the other.
 */
#include "app/pool.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#define MOST_THREADS 64
/* Enough that a long job does not keep the others waiting. */
#define JOBS_A_THREAD 8
/* Freed memory that each thread keeps for its next job. */
#define KEPT_BYTES (32 << 20)

struct slot {
    void *job;
    size_t cost;
    bool is_done;
};

struct worker {
    struct pool *pool;
    void *tool;
    pthread_t thread;
};

struct pool {
    struct pool_options options;
    struct worker workers[MOST_THREADS];
    unsigned worker_count;
    unsigned thread_count; /* of the workers; 0: the caller works */
    struct slot *slots;
    size_t slot_count;
    /* Jobs are numbered; number n is in slot n % slot_count. */
    size_t taken;   /* the oldest not taken back; the caller's alone */
    size_t cost;    /* of jobs not taken back; the caller's alone */
    size_t given;   /* those below and is_done are under the lock */
    size_t started; /* the oldest that no thread has begun */
    bool is_closing;
    pthread_mutex_t lock;
    pthread_cond_t has_work;
    pthread_cond_t has_done;
};

static void *run(void *context)
{
    struct worker *worker = context;
    struct pool *pool = worker->pool;

    (void)pthread_mutex_lock(&pool->lock);
    for (;;) {
        struct slot *slot = NULL;

        while (pool->started == pool->given && !pool->is_closing) {
            (void)pthread_cond_wait(&pool->has_work, &pool->lock);
        }
        if (pool->started == pool->given) {
            break;
        }
        slot = &pool->slots[pool->started++ % pool->slot_count];
        (void)pthread_mutex_unlock(&pool->lock);
        pool->options.work(worker->tool, slot->job);
        (void)pthread_mutex_lock(&pool->lock);
        slot->is_done = true;
        (void)pthread_cond_signal(&pool->has_done);
    }
    (void)pthread_mutex_unlock(&pool->lock);
    return NULL;
}

static unsigned count_cores(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    if (cores < 1) {
        return 1;
    }
    return cores > MOST_THREADS ? MOST_THREADS : (unsigned)cores;
}

static bool add_workers(struct pool *pool, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        struct worker *worker = &pool->workers[i];

        worker->pool = pool;
        worker->tool = pool->options.tool_new(pool->options.context);
        if (worker->tool == NULL) {
            return false;
        }
        pool->worker_count++;
    }
    return true;
}

/* As many as the system gives; with none the caller does the work. */
static void start_threads(struct pool *pool)
{
    while (pool->thread_count < pool->worker_count) {
        struct worker *worker = &pool->workers[pool->thread_count];

        if (pthread_create(&worker->thread, NULL, run, worker) != 0) {
            return;
        }
        pool->thread_count++;
    }
}

/*
 * Jobs ask for the same large pieces again and again. By its own rules the C
 * library gives them back to the system, which clears them each time anew.
 */
static void keep_freed_memory(void)
{
#if defined(__GLIBC__)
    (void)mallopt(M_MMAP_THRESHOLD, KEPT_BYTES);
    (void)mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
#endif
}

struct pool *pool_new(const struct pool_options *options)
{
    unsigned threads = options->threads == 0 ? count_cores() : options->threads;
    struct pool *pool = mem_calloc(1, sizeof *pool);

    if (pool == NULL) {
        return NULL;
    }
    threads = threads > MOST_THREADS ? MOST_THREADS : threads;
    keep_freed_memory();
    pool->options = *options;
    (void)pthread_mutex_init(&pool->lock, NULL);
    (void)pthread_cond_init(&pool->has_work, NULL);
    (void)pthread_cond_init(&pool->has_done, NULL);
    pool->slot_count = (size_t)threads * JOBS_A_THREAD;
    pool->slots = mem_calloc(pool->slot_count, sizeof *pool->slots);
    if (pool->slots == NULL || !add_workers(pool, threads)) {
        pool_free(pool);
        return NULL;
    }
    if (threads > 1) {
        start_threads(pool);
    }
    return pool;
}

void pool_free(struct pool *pool)
{
    if (pool == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&pool->lock);
    pool->is_closing = true;
    (void)pthread_cond_broadcast(&pool->has_work);
    (void)pthread_mutex_unlock(&pool->lock);
    for (unsigned i = 0; i < pool->thread_count; i++) {
        (void)pthread_join(pool->workers[i].thread, NULL);
    }
    for (unsigned i = 0; i < pool->worker_count; i++) {
        pool->options.tool_free(pool->workers[i].tool);
    }
    (void)pthread_cond_destroy(&pool->has_done);
    (void)pthread_cond_destroy(&pool->has_work);
    (void)pthread_mutex_destroy(&pool->lock);
    mem_free(pool->slots);
    mem_free(pool);
}

/* `given` changes only by the caller's hand, so it may read it freely. */
bool pool_has_room(const struct pool *pool, size_t cost)
{
    size_t inside = pool->given - pool->taken;

    return inside == 0 || (inside < pool->slot_count &&
                           pool->cost + cost <= pool->options.most_cost);
}

void pool_give(struct pool *pool, void *job, size_t cost)
{
    struct slot *slot = &pool->slots[pool->given % pool->slot_count];

    pool->cost += cost;
    slot->job = job;
    slot->cost = cost;
    slot->is_done = pool->thread_count == 0;
    if (slot->is_done) {
        pool->options.work(pool->workers[0].tool, job);
    }
    (void)pthread_mutex_lock(&pool->lock);
    pool->given++;
    pool->started += pool->thread_count == 0 ? 1 : 0;
    (void)pthread_cond_signal(&pool->has_work);
    (void)pthread_mutex_unlock(&pool->lock);
}

static void *take(struct pool *pool, bool waits)
{
    struct slot *slot = &pool->slots[pool->taken % pool->slot_count];
    bool is_done = false;

    if (pool->taken == pool->given) {
        return NULL;
    }
    (void)pthread_mutex_lock(&pool->lock);
    while (waits && !slot->is_done) {
        (void)pthread_cond_wait(&pool->has_done, &pool->lock);
    }
    is_done = slot->is_done;
    (void)pthread_mutex_unlock(&pool->lock);
    if (!is_done) {
        return NULL;
    }
    pool->taken++;
    pool->cost -= slot->cost;
    return slot->job;
}

void *pool_take(struct pool *pool)
{
    return take(pool, true);
}

void *pool_take_done(struct pool *pool)
{
    return take(pool, false);
}
