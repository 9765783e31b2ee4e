/*
 * Archives member by member, in memory: zip, 7z and tar through libarchive,
 * gzip by itself. Everything a hostile archive can blow up is counted: bytes,
 * members, nesting and the ratio of unpacked to packed.
 */
#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"
#include "codec/archive/gzip.h"
#include "onward/codec.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <string.h>

#define DEFAULT_BYTES ((size_t)8 << 30)
#define DEFAULT_MEMBER_BYTES ((size_t)512 << 20)
#define DEFAULT_MEMBERS ((size_t)200000)
#define DEFAULT_DEPTH 3U
#define DEFAULT_RATIO 1000U
#define FIRST_CAPACITY ((size_t)1 << 16)
#define TAR_MAGIC_AT 257

struct walk {
    struct ow_archive_options limits; /* none zero */
    size_t bytes_left;
    size_t members_left;
    enum ow_status (*visit)(void *context, const struct ow_member *member);
    void *context;
    struct ow_error *err;
};

struct packed {
    const char *name;
    const uint8_t *bytes;
    size_t length;
    unsigned depth; /* archives around it */
};

static enum ow_status walk_bytes(struct walk *walk, const struct packed *file);

static bool starts_with(const struct packed *file, const void *magic,
                        size_t size)
{
    return file->length >= size && memcmp(file->bytes, magic, size) == 0;
}

static bool is_archive(const struct packed *file)
{
    return starts_with(file, "PK\3\4", 4) || starts_with(file, "PK\5\6", 4) ||
           starts_with(file, "7z\xBC\xAF\x27\x1C", 6) ||
           (file->length > TAR_MAGIC_AT + 5 &&
            memcmp(file->bytes + TAR_MAGIC_AT, "ustar", 5) == 0);
}

static enum ow_status visit_failure(struct walk *walk, const char *name,
                                    const struct ow_error *error)
{
    struct ow_member member = {name, NULL, 0, error};

    return walk->visit(walk->context, &member);
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Most bytes that may come out of so many packed ones. */
static size_t allowed_by_ratio(const struct walk *walk, size_t packed)
{
    size_t allowed = 0;

    return size_multiply(packed, walk->limits.most_ratio, &allowed) ? allowed
                                                                    : SIZE_MAX;
}

static enum ow_status walk_gzip(struct walk *walk, const struct packed *file)
{
    struct packed inner = {file->name, NULL, 0, file->depth + 1};
    size_t most =
        smaller(smaller(walk->limits.most_member_bytes, walk->bytes_left),
                allowed_by_ratio(walk, file->length));
    uint8_t *bytes = NULL;
    struct ow_error error;
    enum ow_status status = gzip_unpack(file->bytes, file->length, most, &bytes,
                                        &inner.length, &error);

    if (status == OW_E_NOMEM) {
        return error_nomem(walk->err);
    }
    if (status != OW_OK) {
        bool is_bomb =
            status == OW_E_LIMIT && most < walk->limits.most_member_bytes;

        status = visit_failure(walk, file->name, &error);
        if (status == OW_OK && is_bomb) {
            status = error_set(walk->err, OW_E_LIMIT, "%.60s %s", file->name,
                               error.message);
        }
        return status;
    }
    walk->bytes_left -= inner.length;
    inner.bytes = bytes;
    status = walk_bytes(walk, &inner);
    mem_free(bytes);
    return status;
}

/* Text that is not UTF-8 would not be JSON: such bytes become "?". */
static void clean_utf8(char *text)
{
    if (!utf8_is_valid(text, strlen(text))) {
        for (; *text != '\0'; text++) {
            *text = (unsigned char)*text < 0x80 ? *text : '?';
        }
    }
}

/* "outer!inner", the caller's; NULL without memory. */
static char *join_names(const char *outer, struct archive_entry *entry)
{
    const char *inner = archive_entry_pathname_utf8(entry);
    size_t size = 0;
    char *name = NULL;

    if (inner == NULL) {
        inner = archive_entry_pathname(entry);
    }
    if (inner == NULL) {
        inner = "?";
    }
    size = strlen(outer) + strlen(inner) + 2;
    name = mem_alloc(size);
    if (name != NULL) {
        (void)snprintf(name, size, "%s!%s", outer, inner);
        clean_utf8(name + strlen(outer));
    }
    return name;
}

/* What the packer's system left behind: directories, resource forks. */
static bool is_left_out(struct archive_entry *entry, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *last = slash == NULL ? path : slash + 1;

    return archive_entry_filetype(entry) != AE_IFREG || *last == '\0' ||
           strncmp(last, "._", 2) == 0 || strncmp(path, "__MACOSX/", 9) == 0 ||
           strstr(path, "/__MACOSX/") != NULL;
}

struct content {
    uint8_t *bytes;
    size_t length;
    size_t capacity;
    size_t expected; /* what its header says, with one byte to see the end */
};

static bool grow_content(struct content *content, size_t most)
{
    size_t capacity = content->bytes == NULL
                          ? content->expected
                          : smaller(content->capacity, most) * 2;
    uint8_t *bytes = mem_resize(content->bytes, capacity, 1);

    if (bytes != NULL) {
        content->bytes = bytes;
        content->capacity = capacity;
    }
    return bytes != NULL;
}

/* Reads one member; what goes wrong with it stands in `error`. */
static enum ow_status read_content(struct archive *archive, size_t most,
                                   struct content *content,
                                   struct ow_error *error)
{
    for (;;) {
        la_ssize_t count = 0;

        if (content->length == content->capacity &&
            !grow_content(content, most)) {
            return error_nomem(error);
        }
        count = archive_read_data(archive, content->bytes + content->length,
                                  content->capacity - content->length);
        if (count == 0) {
            return OW_OK;
        }
        if (count < 0) {
            const char *why = archive_error_string(archive);

            return error_set(error, OW_E_FORMAT, "member cannot be read: %s",
                             why == NULL ? "unknown" : why);
        }
        content->length += (size_t)count;
        if (content->length > most) {
            return error_set(error, OW_E_LIMIT,
                             "member unpacks to more than the %zu bytes "
                             "allowed",
                             most);
        }
    }
}

static size_t expected_size(struct archive_entry *entry, size_t most)
{
    int64_t size =
        archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : 0;

    return size > 0 && (uint64_t)size < most ? (size_t)size + 1
                                             : FIRST_CAPACITY;
}

/* One member of an open archive; `ratio_left` is what it may still unpack to.
 */
static enum ow_status walk_member(struct walk *walk, struct archive *archive,
                                  struct archive_entry *entry,
                                  const struct packed *outer,
                                  size_t *ratio_left, const char *name)
{
    size_t together = smaller(walk->bytes_left, *ratio_left);
    size_t most = smaller(walk->limits.most_member_bytes, together);
    struct content content = {NULL, 0, 0, expected_size(entry, most)};
    struct ow_error error = {0};
    struct packed inner = {name, NULL, 0, outer->depth + 1};
    enum ow_status status = OW_OK;

    if (archive_entry_is_data_encrypted(entry) != 0) {
        (void)error_set(&error, OW_E_UNSUPPORTED, "member is encrypted");
        return visit_failure(walk, name, &error);
    }
    status = read_content(archive, most, &content, &error);
    walk->bytes_left -= smaller(content.length, walk->bytes_left);
    *ratio_left -= smaller(content.length, *ratio_left);
    inner.bytes = content.bytes;
    inner.length = content.length;
    if (status == OW_OK) {
        status = walk_bytes(walk, &inner);
    } else if (status == OW_E_NOMEM) {
        status = error_nomem(walk->err);
    } else {
        status = visit_failure(walk, name, &error);
    }
    mem_free(content.bytes);
    if (status == OW_OK && content.length > together) {
        return error_set(walk->err, OW_E_LIMIT,
                         "%.60s unpacks beyond %zu bytes or %u times its size",
                         outer->name, walk->limits.most_bytes,
                         walk->limits.most_ratio);
    }
    return status;
}

static enum ow_status walk_entry(struct walk *walk, struct archive *archive,
                                 struct archive_entry *entry,
                                 const struct packed *outer, size_t *ratio_left)
{
    char *name = NULL;
    enum ow_status status = OW_OK;

    if (walk->members_left == 0) {
        return error_set(walk->err, OW_E_LIMIT,
                         "%.60s has more than %zu members", outer->name,
                         walk->limits.most_members);
    }
    walk->members_left--;
    name = join_names(outer->name, entry);
    if (name == NULL) {
        return error_nomem(walk->err);
    }
    if (!is_left_out(entry, name + strlen(outer->name) + 1)) {
        status = walk_member(walk, archive, entry, outer, ratio_left, name);
    }
    mem_free(name);
    return status;
}

/* A broken archive ends the walk, one inside of another only itself. */
static enum ow_status tell_broken(struct walk *walk, struct archive *archive,
                                  const struct packed *file)
{
    const char *why = archive_error_string(archive);
    struct ow_error error;

    (void)error_set(&error, OW_E_FORMAT, "archive %.60s is broken: %s",
                    file->name, why == NULL ? "unknown" : why);
    if (file->depth > 0) {
        return visit_failure(walk, file->name, &error);
    }
    return error_set(walk->err, OW_E_FORMAT, "%s", error.message);
}

static enum ow_status walk_entries(struct walk *walk, struct archive *archive,
                                   const struct packed *file)
{
    size_t ratio_left = allowed_by_ratio(walk, file->length);
    struct archive_entry *entry = NULL;

    for (;;) {
        int result = archive_read_next_header(archive, &entry);
        enum ow_status status = OW_OK;

        if (result == ARCHIVE_EOF) {
            return OW_OK;
        }
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
            return tell_broken(walk, archive, file);
        }
        status = walk_entry(walk, archive, entry, file, &ratio_left);
        if (status != OW_OK) {
            return status;
        }
    }
}

static enum ow_status walk_archive(struct walk *walk, const struct packed *file)
{
    struct archive *archive = archive_read_new();
    enum ow_status status = OW_OK;

    if (archive == NULL) {
        return error_nomem(walk->err);
    }
    (void)archive_read_support_format_zip(archive);
    (void)archive_read_support_format_7zip(archive);
    (void)archive_read_support_format_tar(archive);
    if (archive_read_open_memory(archive, file->bytes, file->length) !=
        ARCHIVE_OK) {
        status = tell_broken(walk, archive, file);
    } else {
        status = walk_entries(walk, archive, file);
    }
    (void)archive_read_free(archive);
    return status;
}

static enum ow_status walk_bytes(struct walk *walk, const struct packed *file)
{
    bool is_zipped = is_gzip(file->bytes, file->length);
    struct ow_member member = {file->name, file->bytes, file->length, NULL};
    struct ow_error error;

    if (!is_zipped && !is_archive(file)) {
        return walk->visit(walk->context, &member);
    }
    if (file->depth >= walk->limits.most_depth) {
        (void)error_set(&error, OW_E_LIMIT,
                        "archives nest deeper than %u in each other",
                        walk->limits.most_depth);
        return visit_failure(walk, file->name, &error);
    }
    return is_zipped ? walk_gzip(walk, file) : walk_archive(walk, file);
}

static void fill_defaults(struct ow_archive_options *limits)
{
    limits->most_bytes =
        limits->most_bytes == 0 ? DEFAULT_BYTES : limits->most_bytes;
    limits->most_member_bytes = limits->most_member_bytes == 0
                                    ? DEFAULT_MEMBER_BYTES
                                    : limits->most_member_bytes;
    limits->most_members =
        limits->most_members == 0 ? DEFAULT_MEMBERS : limits->most_members;
    limits->most_depth =
        limits->most_depth == 0 ? DEFAULT_DEPTH : limits->most_depth;
    limits->most_ratio =
        limits->most_ratio == 0 ? DEFAULT_RATIO : limits->most_ratio;
}

enum ow_status ow_archive_walk(
    const char *name, const uint8_t *bytes, size_t length,
    const struct ow_archive_options *options,
    enum ow_status (*visit)(void *context, const struct ow_member *member),
    void *context, struct ow_error *err)
{
    struct walk walk = {{0, 0, 0, 0, 0}, 0, 0, visit, context, err};
    struct packed file = {name, bytes, length, 0};

    if (options != NULL) {
        walk.limits = *options;
    }
    fill_defaults(&walk.limits);
    walk.bytes_left = walk.limits.most_bytes;
    walk.members_left = walk.limits.most_members;
    return walk_bytes(&walk, &file);
}
