/* Originals through the pool and back into derived rows. */
#include "app/rebuild.h"

#include "app/digest.h"
#include "app/pool.h"
#include "base/error.h"
#include "base/mem.h"

#include <string.h>

/* Bytes of originals in work at a time; decoded they are some 3 times more. */
#define MOST_IN_WORK ((size_t)8 << 20)

/* An original on its way to a thread and back. */
struct job {
    int64_t id;
    uint8_t sha256[SHA256_SIZE];
    char *name;
    char *format;
    uint8_t *packed;
    size_t packed_length;
    size_t length;
    struct digest digest;
};

struct rebuild {
    struct store *store;
    struct pool *pool;
    struct digester digester; /* what each thread's is made from */
    struct app_rebuild_options options;
    size_t found; /* originals in all */
    struct app_rebuild_report report;
};

static void job_free(struct job *job)
{
    if (job != NULL) {
        digest_dispose(&job->digest);
        mem_free(job->packed);
        mem_free(job->format);
        mem_free(job->name);
        mem_free(job);
    }
}

static struct job *job_new(const struct store_original *original)
{
    struct job *job = mem_calloc(1, sizeof *job);

    if (job == NULL) {
        return NULL;
    }
    job->name = mem_copy_text(original->name);
    job->format = mem_copy_text(original->format);
    job->packed = mem_alloc(original->packed_length);
    if (job->name == NULL || job->format == NULL || job->packed == NULL) {
        job_free(job);
        return NULL;
    }
    memcpy(job->packed, original->packed, original->packed_length);
    memcpy(job->sha256, original->sha256, SHA256_SIZE);
    job->packed_length = original->packed_length;
    job->length = original->length;
    job->id = original->id;
    return job;
}

/* A thread's work. */
static void digest_job(void *digester, void *given)
{
    struct job *job = given;
    uint8_t *bytes = NULL;
    struct ow_error error;

    if (unpack_original(job->packed, job->packed_length, job->length, &bytes,
                        &error) != OW_OK) {
        digest_failure(job->name, &error, &job->digest);
        return;
    }
    digest_original(digester, job->format, bytes, job->length, &job->digest);
    mem_free(bytes);
}

/* Derives an original's rows again and gives the job back. */
static enum ow_status finish_job(struct rebuild *rebuild, struct job *job,
                                 struct ow_error *err)
{
    struct digest *digest = &job->digest;
    enum ow_status status = OW_OK;

    if (digest->state == DIGEST_FAILED) {
        status = error_set(err, digest->error.status, "%.80s: %s", job->name,
                           digest->error.message);
    } else {
        memcpy(digest->file.sha256, job->sha256, SHA256_SIZE);
        status = store_derive(rebuild->store, job->id, &digest->file, err);
        rebuild->report.files++;
        rebuild->report.activities += digest->file.activity_count;
    }
    if (rebuild->options.progress != NULL) {
        rebuild->options.progress(rebuild->options.progress_context,
                                  rebuild->report.files, rebuild->found);
    }
    job_free(job);
    return status;
}

static enum ow_status give_original(void *context,
                                    const struct store_original *original,
                                    struct ow_error *err)
{
    struct rebuild *rebuild = context;
    struct job *job = NULL;
    enum ow_status status = OW_OK;

    while (status == OW_OK && !pool_has_room(rebuild->pool, original->length)) {
        status = finish_job(rebuild, pool_take(rebuild->pool), err);
    }
    if (status != OW_OK) {
        return status;
    }
    job = job_new(original);
    if (job == NULL) {
        return error_nomem(err);
    }
    pool_give(rebuild->pool, job, original->length);
    return OW_OK;
}

static enum ow_status derive_all(struct rebuild *rebuild, struct ow_error *err)
{
    struct job *job = NULL;
    enum ow_status status = store_clear_derived(rebuild->store, err);

    if (status == OW_OK) {
        status =
            store_original_walk(rebuild->store, give_original, rebuild, err);
    }
    while (status == OW_OK && (job = pool_take(rebuild->pool)) != NULL) {
        status = finish_job(rebuild, job, err);
    }
    while ((job = pool_take(rebuild->pool)) != NULL) {
        job_free(job); /* after a failure */
    }
    return status;
}

static enum ow_status count_originals(struct store *store, size_t *count,
                                      struct ow_error *err)
{
    uint8_t(*hashes)[SHA256_SIZE] = NULL;
    enum ow_status status = store_hashes(store, &hashes, count, err);

    mem_free(hashes);
    return status;
}

enum ow_status app_rebuild(struct store *store,
                           const struct app_rebuild_options *options,
                           struct app_rebuild_report *report,
                           struct ow_error *err)
{
    struct rebuild rebuild = {.store = store};
    struct pool_options threads = {
        .threads = options == NULL ? 0 : options->threads,
        .most_cost = MOST_IN_WORK,
        .tool_new = digester_new,
        .tool_free = digester_free,
        .work = digest_job,
        .context = &rebuild.digester,
    };
    enum ow_status status = OW_OK;

    if (options != NULL) {
        rebuild.options = *options;
    }
    status = count_originals(store, &rebuild.found, err);
    if (status != OW_OK) {
        return status;
    }
    rebuild.pool = pool_new(&threads);
    if (rebuild.pool == NULL) {
        return error_nomem(err);
    }
    status = store_begin(store, err);
    if (status == OW_OK) {
        status = derive_all(&rebuild, err);
        if (status == OW_OK) {
            status = store_commit(store, err);
        }
        if (status != OW_OK) {
            store_rollback(store);
        }
    }
    pool_free(rebuild.pool);
    if (status == OW_OK) {
        *report = rebuild.report;
    }
    return status;
}
