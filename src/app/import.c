/* Paths to jobs, jobs to digests on every core, digests to the writer. */
#include "app/import.h"

#include "app/digest.h"
#include "app/files.h"
#include "app/import_writer.h"
#include "app/pool.h"
#include "base/error.h"
#include "base/mem.h"

#include <string.h>

/* Larger than any recording; archives may be larger. */
#define LARGEST_FILE ((size_t)1 << 30)
/* A file in a folder or archive that does not promise an activity by its name
 * is looked into up to this size; larger ones are films and the like. */
#define LARGEST_GUESS ((size_t)64 << 20)
/* Bytes of files in work at a time; decoded they are some three times more. */
#define MOST_IN_WORK ((size_t)8 << 20)

/* A file on its way to a thread and back. */
struct job {
    char *path;     /* a file's, or a member's name */
    uint8_t *bytes; /* of a member; NULL: to be read */
    size_t length;
    bool named;
    bool is_out_of_memory;
    struct digest *digests; /* of the file, or of each member in it */
    size_t digest_count;
};

struct import {
    const struct app_import_options *options;
    struct pool *pool;
    struct import_writer writer;
    struct digester digester; /* what each thread's is made from */
    struct app_import_progress progress;
    bool told_member;      /* a member of the archive at hand failed */
    struct ow_error error; /* what ends the whole import; else OW_OK */
};

static void job_free(struct job *job)
{
    if (job == NULL) {
        return;
    }
    for (size_t i = 0; i < job->digest_count; i++) {
        digest_dispose(&job->digests[i]);
    }
    mem_free(job->digests);
    mem_free(job->bytes);
    mem_free(job->path);
    mem_free(job);
}

/* Room for one more digest of the job; NULL without memory. */
static struct digest *add_digest(struct job *job)
{
    struct digest *grown =
        mem_resize(job->digests, job->digest_count + 1, sizeof *grown);

    if (grown == NULL) {
        job->is_out_of_memory = true;
        return NULL;
    }
    job->digests = grown;
    return &job->digests[job->digest_count++];
}

/* A job in the hands of a thread. */
struct at_work {
    const struct digester *digester;
    struct job *job;
};

static enum ow_status digest_member(void *context,
                                    const struct ow_member *member)
{
    const struct at_work *at = context;
    struct digest *digest = add_digest(at->job);

    if (digest == NULL) {
        return OW_E_NOMEM;
    }
    if (member->error != NULL) {
        digest_failure(member->name, member->error, digest);
    } else {
        digest_bytes(at->digester, member->name, member->bytes, member->length,
                     digest);
    }
    return OW_OK;
}

/* A thread's work: reads the file unless it came with its bytes. */
static void digest_job(void *digester, void *given)
{
    struct job *job = given;
    struct at_work at = {digester, job};
    struct ow_member member = {job->path, job->bytes, job->length, NULL};
    struct ow_error error;
    enum ow_status status = OW_OK;

    if (job->digest_count > 0) {
        return; /* a failure on its way to the writer */
    }
    if (job->bytes != NULL) {
        status = digest_member(&at, &member);
    } else {
        status = files_read(job->path, LARGEST_FILE, &job->bytes, &job->length,
                            &error);
        if (status == OW_OK) {
            status = ow_archive_walk(job->path, job->bytes, job->length, NULL,
                                     digest_member, &at, &error);
        }
    }
    if (status != OW_OK && !job->is_out_of_memory) {
        member.error = &error;
        (void)digest_member(&at, &member);
    }
    mem_free(job->bytes);
    job->bytes = NULL;
}

static void tell_progress(struct import *import, const char *file)
{
    import->progress.done++;
    import->progress.added = import->writer.report->added;
    import->progress.file = file;
    if (import->options->progress != NULL) {
        import->options->progress(import->options->progress_context,
                                  &import->progress);
    }
}

/* Writes what a job came to and gives it back. */
static enum ow_status finish_job(struct import *import, struct job *job)
{
    enum ow_status status =
        job->is_out_of_memory ? error_nomem(&import->error) : OW_OK;

    for (size_t i = 0; status == OW_OK && i < job->digest_count; i++) {
        status = import_write(&import->writer, &job->digests[i], job->named,
                              &import->error);
        if (status == OW_OK) {
            tell_progress(import, job->digests[i].name);
        }
    }
    job_free(job);
    return status;
}

/* Gives a job to the threads once there is room; the job is taken over. */
static enum ow_status give_job(struct import *import, struct job *job)
{
    enum ow_status status = OW_OK;
    struct job *done = NULL;

    while (status == OW_OK && (done = pool_take_done(import->pool)) != NULL) {
        status = finish_job(import, done);
    }
    while (status == OW_OK && !pool_has_room(import->pool, job->length)) {
        status = finish_job(import, pool_take(import->pool));
    }
    if (status != OW_OK) {
        job_free(job);
        return status;
    }
    pool_give(import->pool, job, job->length);
    return OW_OK;
}

static struct job *job_new(const char *path, size_t length, bool named)
{
    struct job *job = mem_calloc(1, sizeof *job);

    if (job == NULL) {
        return NULL;
    }
    job->path = mem_copy_text(path);
    if (job->path == NULL) {
        mem_free(job);
        return NULL;
    }
    job->length = length;
    job->named = named;
    return job;
}

/* A file that cannot be had goes through the pool too, to keep its turn. */
static enum ow_status give_failure(struct import *import, const char *name,
                                   bool named, const struct ow_error *error)
{
    struct job *job = job_new(name, 0, named);
    struct digest *digest = job == NULL ? NULL : add_digest(job);

    if (digest == NULL) {
        job_free(job);
        return error_nomem(&import->error);
    }
    digest_failure(name, error, digest);
    return give_job(import, job);
}

/* Whether a file nobody named is too large to be looked into on a guess. */
static bool is_too_large(const char *name, size_t length,
                         struct ow_error *error)
{
    if (length <= LARGEST_GUESS || import_promises_activities(name)) {
        return false;
    }
    (void)error_set(error, OW_E_LIMIT, "%zu bytes, at most %zu", length,
                    LARGEST_GUESS);
    return true;
}

/* An archive's members become jobs, so that every core decodes them. */
static enum ow_status give_member(void *context, const struct ow_member *member)
{
    struct import *import = context;
    struct ow_error error;
    struct job *job = NULL;

    import->progress.found++;
    if (member->error != NULL) {
        import->told_member = true;
        return give_failure(import, member->name, false, member->error);
    }
    if (is_too_large(member->name, member->length, &error)) {
        return give_failure(import, member->name, false, &error);
    }
    job = job_new(member->name, member->length, false);
    if (job == NULL) {
        return error_nomem(&import->error);
    }
    job->bytes = mem_alloc(member->length);
    if (job->bytes == NULL) {
        job_free(job);
        return error_nomem(&import->error);
    }
    memcpy(job->bytes, member->bytes, member->length);
    return give_job(import, job);
}

static enum ow_status walk_archive(struct import *import,
                                   const struct files_found *found)
{
    struct ow_error error = {.status = OW_OK};
    struct files_map map;
    enum ow_status status = files_map(found->path, &map, &error);

    if (status == OW_OK) {
        import->told_member = false;
        status = ow_archive_walk(found->path, map.bytes, map.length, NULL,
                                 give_member, import, &error);
        files_unmap(&map);
    }
    import->progress.archives -= import->progress.archives > 0;
    if (import->error.status != OW_OK) {
        return import->error.status; /* not the archive's fault */
    }
    /* Why it ended early is told once, with the member where it did. */
    if (status == OW_OK || import->told_member) {
        return OW_OK;
    }
    import->progress.found++;
    return give_failure(import, found->path, found->named, &error);
}

static enum ow_status count_file(void *context, const struct files_found *found,
                                 struct ow_error *err)
{
    struct app_import_progress *progress = context;

    (void)err;
    /* A pipe has no length, and what is read of it is gone. */
    if (found->length > 0 && files_is_archive(found->path)) {
        progress->archives++;
    } else {
        progress->found++;
    }
    return OW_OK;
}

/* How many files there are to be done, so that progress has an end in view. */
static enum ow_status count_paths(struct import *import,
                                  const char *const *paths, size_t path_count)
{
    enum ow_status status = OW_OK;

    for (size_t i = 0; status == OW_OK && i < path_count; i++) {
        status =
            files_walk(paths[i], count_file, &import->progress, &import->error);
    }
    return status;
}

static enum ow_status visit_file(void *context, const struct files_found *found,
                                 struct ow_error *err)
{
    struct import *import = context;
    struct ow_error error;
    struct job *job = NULL;

    (void)err; /* what goes wrong here is in import->error */
    if (found->error != NULL) {
        return give_failure(import, found->path, found->named, found->error);
    }
    if (files_is_archive(found->path)) {
        return walk_archive(import, found);
    }
    if (!found->named && is_too_large(found->path, found->length, &error)) {
        return give_failure(import, found->path, false, &error);
    }
    job = job_new(found->path, found->length, found->named);
    return job == NULL ? error_nomem(&import->error) : give_job(import, job);
}

static enum ow_status walk_paths(struct import *import,
                                 const char *const *paths, size_t path_count)
{
    enum ow_status status = OW_OK;
    struct job *job = NULL;

    if (import->options->progress != NULL) {
        status = count_paths(import, paths, path_count);
    }
    for (size_t i = 0; status == OW_OK && i < path_count; i++) {
        status = files_walk(paths[i], visit_file, import, &import->error);
    }
    while (status == OW_OK && (job = pool_take(import->pool)) != NULL) {
        status = finish_job(import, job);
    }
    if (status == OW_OK) {
        status = import_finish(&import->writer, &import->error);
    }
    if (status != OW_OK) {
        import_abandon(&import->writer, &import->error);
    }
    while ((job = pool_take(import->pool)) != NULL) {
        job_free(job); /* after a failure */
    }
    return status;
}

static enum ow_status import_with_pool(struct import *import,
                                       const char *const *paths,
                                       size_t path_count)
{
    struct pool_options options = {
        .threads = import->options->threads,
        .most_cost = MOST_IN_WORK,
        .tool_new = digester_new,
        .tool_free = digester_free,
        .work = digest_job,
        .context = &import->digester,
    };
    enum ow_status status = OW_OK;

    import->pool = pool_new(&options);
    if (import->pool == NULL) {
        return error_nomem(&import->error);
    }
    status = walk_paths(import, paths, path_count);
    pool_free(import->pool);
    return status;
}

enum ow_status app_import(struct store *store, const char *const *paths,
                          size_t path_count,
                          const struct app_import_options *options,
                          struct app_import_report *report,
                          struct ow_error *err)
{
    struct app_import_options defaults = {.threads = 0};
    struct import import = {
        .options = options == NULL ? &defaults : options,
        .digester = {.keeps_original = true},
        .error = {.status = OW_OK},
    };
    uint8_t(*hashes)[SHA256_SIZE] = NULL;
    enum ow_status status = OW_OK;

    memset(report, 0, sizeof *report);
    import_writer_init(&import.writer, store, report);
    status = store_hashes(store, &hashes, &import.digester.known_count,
                          &import.error);
    if (status == OW_OK) {
        import.digester.known = (const uint8_t(*)[SHA256_SIZE])hashes;
        status = import_with_pool(&import, paths, path_count);
    }
    import_writer_dispose(&import.writer);
    mem_free(hashes);
    if (status != OW_OK && err != NULL) {
        *err = import.error;
    }
    return status;
}

const char *app_import_result_name(enum app_import_result result)
{
    static const char *const names[] = {
        [APP_IMPORT_ADDED] = "added",
        [APP_IMPORT_KNOWN] = "known",
        [APP_IMPORT_FAILED] = "failed",
        [APP_IMPORT_NOT_AN_ACTIVITY] = "not-an-activity",
    };

    return names[result];
}

void app_import_report_dispose(struct app_import_report *report)
{
    arena_dispose(&report->arena);
    mem_free(report->files);
    memset(report, 0, sizeof *report);
}
