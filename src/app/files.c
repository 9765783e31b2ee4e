/* Reading, writing and walking the file system. */
#include "app/files.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define OWNER_ONLY_FOLDER (S_IRUSR | S_IWUSR | S_IXUSR)
#define OWNER_ONLY_FILE (S_IRUSR | S_IWUSR)
#define LONGEST_PATH ((size_t)65536)
/* Folders in folders; no one keeps runs that deep. */
#define DEEPEST_FOLDER 64
/* Of a path in a message, so that the cause still fits. */
#define SHOWN_OF_PATH 120

static enum ow_status io_error(const char *path, struct ow_error *err)
{
    return error_set(err, OW_E_IO, "%.*s: %s", SHOWN_OF_PATH, path,
                     strerror(errno));
}

/* A folder and those above it, as far as they are missing. */
static enum ow_status make_folders(char *path, struct ow_error *err)
{
    for (char *p = path + 1;; p++) {
        char end = *p;

        if (end != '/' && end != '\0') {
            continue;
        }
        *p = '\0';
        if (mkdir(path, OWNER_ONLY_FOLDER) != 0 && errno != EEXIST) {
            return io_error(path, err);
        }
        *p = end;
        if (end == '\0') {
            return OW_OK;
        }
    }
}

static bool is_set(const char *text)
{
    return text != NULL && text[0] != '\0';
}

/* The folder of onward among the user's data. */
static enum ow_status data_folder(struct buf *path, struct ow_error *err)
{
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");

    if (is_set(data) && data[0] == '/') { /* others are to be ignored */
        buf_append_text(path, data);
    } else if (is_set(home)) {
        buf_append_text(path, home);
        buf_append_text(path, "/.local/share");
    } else {
        return error_set(err, OW_E_NOT_FOUND,
                         "neither --store nor ONWARD_STORE, XDG_DATA_HOME or "
                         "HOME says where the store is");
    }
    buf_append_text(path, "/onward");
    return buf_status(path, err);
}

enum ow_status files_store_path(const char *option, char **path,
                                struct ow_error *err)
{
    const char *given = option != NULL ? option : getenv("ONWARD_STORE");
    struct buf buf;
    char *folder = NULL;
    enum ow_status status = OW_OK;

    if (is_set(given)) {
        char *copy = mem_copy_text(given);

        if (copy == NULL) {
            return error_nomem(err);
        }
        *path = copy;
        return OW_OK;
    }
    buf_init(&buf, LONGEST_PATH);
    status = data_folder(&buf, err);
    if (status == OW_OK) {
        folder = mem_copy_text(buf_text(&buf));
        status = folder == NULL ? error_nomem(err) : make_folders(folder, err);
    }
    buf_append_text(&buf, "/onward.db");
    if (status == OW_OK) {
        status = buf_status(&buf, err);
    }
    if (status == OW_OK) {
        char *text = buf_steal(&buf, NULL);

        status = text == NULL ? error_nomem(err) : OW_OK;
        *path = text == NULL ? *path : text;
    }
    mem_free(folder);
    buf_dispose(&buf);
    return status;
}

/* Until the end or `length` bytes; false with errno set. */
static bool read_all(int file, uint8_t *bytes, size_t *length)
{
    size_t got = 0;

    while (got < *length) {
        ssize_t n = read(file, bytes + got, *length - got);

        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return false;
        }
        if (n == 0) {
            break; /* it has become shorter */
        }
        got += (size_t)n;
    }
    *length = got;
    return true;
}

static enum ow_status read_open(int file, const char *path, size_t most_bytes,
                                uint8_t **bytes, size_t *length,
                                struct ow_error *err)
{
    struct stat state;
    uint8_t *content = NULL;
    size_t size = 0;

    if (fstat(file, &state) != 0) {
        return io_error(path, err);
    }
    if (!S_ISREG(state.st_mode)) {
        return error_set(err, OW_E_IO, "%.*s: not a file", SHOWN_OF_PATH, path);
    }
    size = (size_t)state.st_size;
    if (size > most_bytes) {
        return error_set(err, OW_E_LIMIT, "%.*s: %zu bytes, at most %zu",
                         SHOWN_OF_PATH, path, size, most_bytes);
    }
    content = mem_alloc(size);
    if (content == NULL) {
        return error_nomem(err);
    }
    if (!read_all(file, content, &size)) {
        mem_free(content);
        return io_error(path, err);
    }
    *bytes = content;
    *length = size;
    return OW_OK;
}

enum ow_status files_read(const char *path, size_t most_bytes, uint8_t **bytes,
                          size_t *length, struct ow_error *err)
{
    enum ow_status status = OW_OK;
    /* Not blocking: a pipe without a writer would wait for ever. */
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (file < 0) {
        return io_error(path, err);
    }
    status = read_open(file, path, most_bytes, bytes, length, err);
    (void)close(file);
    return status;
}

static enum ow_status map_open(int file, const char *path,
                               struct files_map *map, struct ow_error *err)
{
    struct stat state;
    void *bytes = NULL;

    if (fstat(file, &state) != 0) {
        return io_error(path, err);
    }
    if (state.st_size == 0) {
        *map = (struct files_map){NULL, 0};
        return OW_OK;
    }
    bytes = mmap(NULL, (size_t)state.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED) {
        return io_error(path, err);
    }
    *map = (struct files_map){bytes, (size_t)state.st_size};
    return OW_OK;
}

enum ow_status files_map(const char *path, struct files_map *map,
                         struct ow_error *err)
{
    enum ow_status status = OW_OK;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (file < 0) {
        return io_error(path, err);
    }
    status = map_open(file, path, map, err);
    (void)close(file);
    return status;
}

void files_unmap(struct files_map *map)
{
    if (map->bytes != NULL) {
        (void)munmap((void *)(uintptr_t)map->bytes, map->length);
    }
    *map = (struct files_map){NULL, 0};
}

bool files_is_archive(const char *path)
{
    /* ZIP appnote 4.3.7 and 4.3.16 (an empty one); 7zFormat.txt. */
    static const char *const marks[] = {"PK\003\004", "PK\005\006",
                                        "7z\274\257\047\034"};
    uint8_t head[6] = {0};
    size_t length = sizeof head;
    bool is_archive = false;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (file < 0) {
        return false;
    }
    if (read_all(file, head, &length)) {
        for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
            size_t mark_length = strlen(marks[i]);

            is_archive =
                is_archive || (length >= mark_length &&
                               memcmp(head, marks[i], mark_length) == 0);
        }
    }
    (void)close(file);
    return is_archive;
}

static bool write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t n = write(file, bytes, length);

        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return false;
        }
        bytes += n;
        length -= (size_t)n;
    }
    return true;
}

static enum ow_status write_and_rename(const char *partial, const char *path,
                                       const void *bytes, size_t length,
                                       struct ow_error *err)
{
    enum ow_status status = OW_OK;
    int file = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
                    OWNER_ONLY_FILE | S_IRGRP | S_IROTH);

    if (file < 0) {
        return io_error(path, err);
    }
    if (!write_all(file, bytes, length) || fsync(file) != 0) {
        status = io_error(path, err);
    }
    if (close(file) != 0 && status == OW_OK) {
        status = io_error(path, err);
    }
    if (status == OW_OK && rename(partial, path) != 0) {
        status = io_error(path, err);
    }
    if (status != OW_OK) {
        (void)unlink(partial);
    }
    return status;
}

enum ow_status files_write(const char *path, const void *bytes, size_t length,
                           struct ow_error *err)
{
    struct buf partial;
    enum ow_status status = OW_OK;

    buf_init(&partial, LONGEST_PATH);
    buf_append_text(&partial, path);
    buf_append_text(&partial, ".partial");
    status = buf_status(&partial, err);
    if (status == OW_OK) {
        status = write_and_rename(buf_text(&partial), path, bytes, length, err);
    }
    buf_dispose(&partial);
    return status;
}

/* A walk, with the path it stands at. */
struct walk {
    enum ow_status (*visit)(void *context, const struct files_found *found,
                            struct ow_error *err);
    void *context;
    struct buf path;
    int depth;
};

static enum ow_status tell_unreadable(struct walk *walk, const char *path,
                                      struct ow_error *err)
{
    struct ow_error cause;
    struct files_found found = {
        .path = path, .named = walk->depth == 0, .error = &cause};

    (void)io_error(path, &cause);
    return walk->visit(walk->context, &found, err);
}

struct names {
    char **names;
    size_t count;
    size_t capacity;
};

static void free_names(struct names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        mem_free(names->names[i]);
    }
    mem_free(names->names);
}

static bool add_name(struct names *names, const char *name)
{
    if (names->count == names->capacity) {
        size_t capacity = names->capacity * 2 + 16;
        char **grown = mem_resize(names->names, capacity, sizeof *names->names);

        if (grown == NULL) {
            return false;
        }
        names->names = grown;
        names->capacity = capacity;
    }
    names->names[names->count] = mem_copy_text(name);
    if (names->names[names->count] == NULL) {
        return false;
    }
    names->count++;
    return true;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_passed_over(const char *name)
{
    return name[0] == '.' || strcmp(name, "__MACOSX") == 0;
}

/* What a folder holds, in the order of names; false without memory. */
static bool list_folder(DIR *folder, struct names *names)
{
    const struct dirent *entry = NULL;

    while ((entry = readdir(folder)) != NULL) {
        if (!is_passed_over(entry->d_name) && !add_name(names, entry->d_name)) {
            return false;
        }
    }
    if (names->count > 1) {
        qsort(names->names, names->count, sizeof *names->names, compare_names);
    }
    return true;
}

static enum ow_status walk_here(struct walk *walk, struct ow_error *err);

static enum ow_status walk_names(struct walk *walk, const struct names *names,
                                 struct ow_error *err)
{
    size_t length = walk->path.length;
    enum ow_status status = OW_OK;

    walk->depth++;
    for (size_t i = 0; status == OW_OK && i < names->count; i++) {
        if (length > 0 && walk->path.data[length - 1] != '/') {
            buf_append_char(&walk->path, '/');
        }
        buf_append_text(&walk->path, names->names[i]);
        status = walk_here(walk, err);
        walk->path.length = length;
    }
    walk->depth--;
    return status;
}

static enum ow_status walk_folder(struct walk *walk, struct ow_error *err)
{
    struct names names = {NULL, 0, 0};
    enum ow_status status = OW_OK;
    DIR *folder = opendir(buf_text(&walk->path));

    if (folder == NULL) {
        return tell_unreadable(walk, buf_text(&walk->path), err);
    }
    status = list_folder(folder, &names) ? OW_OK : error_nomem(err);
    (void)closedir(folder);
    if (status == OW_OK) {
        status = walk_names(walk, &names, err);
    }
    free_names(&names);
    return status;
}

/* Inside a folder a link to a folder is not followed: it may lead in rings. */
static bool is_link(const char *path)
{
    struct stat state;

    return lstat(path, &state) == 0 && S_ISLNK(state.st_mode);
}

static enum ow_status walk_here(struct walk *walk, struct ow_error *err)
{
    const char *path = buf_text(&walk->path);
    struct stat state;
    struct files_found found = {.path = path, .named = walk->depth == 0};
    enum ow_status status = buf_status(&walk->path, err);

    if (status != OW_OK) {
        return status;
    }
    if (stat(path, &state) != 0) {
        return tell_unreadable(walk, path, err);
    }
    if (S_ISDIR(state.st_mode)) {
        if (walk->depth > 0 && is_link(path)) {
            return OW_OK;
        }
        if (walk->depth == DEEPEST_FOLDER) {
            errno = ELOOP;
            return tell_unreadable(walk, path, err);
        }
        return walk_folder(walk, err);
    }
    if (!S_ISREG(state.st_mode) && walk->depth > 0) {
        return OW_OK; /* sockets, pipes and devices that lie about */
    }
    found.length = (size_t)state.st_size;
    return walk->visit(walk->context, &found, err);
}

enum ow_status files_walk(
    const char *path,
    enum ow_status (*visit)(void *context, const struct files_found *found,
                            struct ow_error *err),
    void *context, struct ow_error *err)
{
    struct walk walk = {.visit = visit, .context = context};
    enum ow_status status = OW_OK;

    buf_init(&walk.path, LONGEST_PATH);
    buf_append_text(&walk.path, path);
    status = walk_here(&walk, err);
    buf_dispose(&walk.path);
    return status;
}
