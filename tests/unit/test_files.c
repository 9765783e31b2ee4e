/* Reading, writing and walking files; where the store is. */
#include "app/files.h"

#include "base/mem.h"
#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
    char folder[64];
    char seen[1024]; /* the paths a walk met, each with a line feed */
};

static const char *in(const struct fixture *f, const char *name, char *path)
{
    assert_true(snprintf(path, 128, "%s/%s", f->folder, name) < 128);
    return path;
}

static void put(const struct fixture *f, const char *name)
{
    char path[128];

    assert_int_equal(files_write(in(f, name, path), name, strlen(name), NULL),
                     OW_OK);
}

static int set_up(void **state)
{
    static const char *const folders[] = {"b", "b/.hidden", "b/__MACOSX",
                                          "b/c"};
    static const char *const files[] = {
        "a.fit",       "b/2.fit",      "b/10.fit", "b/.x",
        "b/.hidden/h", "b/__MACOSX/m", "b/c/deep"};
    struct fixture *f = mem_calloc(1, sizeof *f);
    char path[128];

    *state = f;
    (void)snprintf(f->folder, sizeof f->folder, "/tmp/onward-files-XXXXXX");
    if (mkdtemp(f->folder) == NULL) {
        return -1;
    }
    for (size_t i = 0; i < COUNT(folders); i++) {
        (void)mkdir(in(f, folders[i], path), 0700);
    }
    for (size_t i = 0; i < COUNT(files); i++) {
        put(f, files[i]);
    }
    return symlink(f->folder, in(f, "b/ring", path));
}

static int tear_down(void **state)
{
    static const char *const parts[] = {"b/c/deep",
                                        "b/c",
                                        "b/__MACOSX/m",
                                        "b/__MACOSX",
                                        "b/.hidden/h",
                                        "b/.hidden",
                                        "b/ring",
                                        "b/.x",
                                        "b/10.fit",
                                        "b/2.fit",
                                        "b",
                                        "a.fit",
                                        "w",
                                        "onward",
                                        ".local/share/onward",
                                        ".local/share",
                                        ".local"};
    struct fixture *f = *state;
    char path[128];
    int removed = 0;

    for (size_t i = 0; i < COUNT(parts); i++) {
        (void)remove(in(f, parts[i], path));
    }
    removed = rmdir(f->folder);
    mem_free(f);
    return removed;
}

static enum ow_status see(void *context, const struct files_found *found,
                          struct ow_error *err)
{
    struct fixture *f = context;
    size_t length = strlen(f->seen);

    (void)err;
    (void)snprintf(f->seen + length, sizeof f->seen - length, "%s%s%s\n",
                   found->path + strlen(f->folder), found->named ? "!" : "",
                   found->error != NULL ? "?" : "");
    return OW_OK;
}

static void a_walk_goes_in_the_order_of_names(void **state)
{
    struct fixture *f = *state;
    struct ow_error err;

    assert_int_equal(files_walk(f->folder, see, f, &err), OW_OK);
    assert_string_equal(f->seen, "/a.fit\n/b/10.fit\n/b/2.fit\n/b/c/deep\n");
}

static void a_named_file_is_marked(void **state)
{
    struct fixture *f = *state;
    struct ow_error err;
    char path[128];

    assert_int_equal(files_walk(in(f, "a.fit", path), see, f, &err), OW_OK);
    assert_int_equal(files_walk(in(f, "none", path), see, f, &err), OW_OK);
    assert_string_equal(f->seen, "/a.fit!\n/none!?\n");
}

static void a_file_is_read_whole_or_refused(void **state)
{
    struct fixture *f = *state;
    struct ow_error err;
    uint8_t *bytes = NULL;
    size_t length = 0;
    char path[128];

    assert_int_equal(files_read(in(f, "a.fit", path), 5, &bytes, &length, &err),
                     OW_OK);
    assert_int_equal(length, 5);
    assert_memory_equal(bytes, "a.fit", 5);
    mem_free(bytes);
    assert_int_equal(files_read(path, 4, &bytes, &length, &err), OW_E_LIMIT);
    assert_non_null(strstr(err.message, "5 bytes, at most 4"));
    assert_int_equal(files_read(in(f, "none", path), 4, &bytes, &length, &err),
                     OW_E_IO);
    assert_non_null(strstr(err.message, strerror(ENOENT)));
    assert_int_equal(files_read(f->folder, 4, &bytes, &length, &err), OW_E_IO);
    assert_int_equal(files_write(in(f, "none/x", path), "x", 1, &err), OW_E_IO);
}

static void the_store_is_where_it_is_said_to_be(void **state)
{
    struct fixture *f = *state;
    struct ow_error err;
    char *path = NULL;
    char expected[128];
    struct stat folder;

    assert_int_equal(setenv("XDG_DATA_HOME", f->folder, 1), 0);
    assert_int_equal(setenv("ONWARD_STORE", "/elsewhere", 1), 0);
    assert_int_equal(files_store_path("/given", &path, &err), OW_OK);
    assert_string_equal(path, "/given");
    mem_free(path);
    assert_int_equal(files_store_path(NULL, &path, &err), OW_OK);
    assert_string_equal(path, "/elsewhere");
    mem_free(path);
    assert_int_equal(unsetenv("ONWARD_STORE"), 0);
    assert_int_equal(files_store_path(NULL, &path, &err), OW_OK);
    assert_string_equal(path, in(f, "onward/onward.db", expected));
    mem_free(path);
    assert_int_equal(stat(in(f, "onward", expected), &folder), 0);
    assert_int_equal(folder.st_mode & 0777, 0700);
    assert_int_equal(unsetenv("XDG_DATA_HOME"), 0);
    assert_int_equal(setenv("HOME", f->folder, 1), 0);
    assert_int_equal(files_store_path(NULL, &path, &err), OW_OK);
    assert_string_equal(path, in(f, ".local/share/onward/onward.db", expected));
    mem_free(path);
    assert_int_equal(unsetenv("HOME"), 0);
    assert_int_equal(files_store_path(NULL, &path, &err), OW_E_NOT_FOUND);
}

static enum ow_status ignore(void *context, const struct files_found *found,
                             struct ow_error *err)
{
    (void)context;
    (void)found;
    (void)err;
    return OW_OK;
}

static bool read_write_walk(void *context)
{
    const struct fixture *f = context;
    uint8_t *bytes = NULL;
    size_t length = 0;
    char *store = NULL;
    char path[128];
    bool done = files_walk(f->folder, ignore, NULL, NULL) == OW_OK &&
                files_write(in(f, "w", path), "w", 1, NULL) == OW_OK &&
                files_read(path, 9, &bytes, &length, NULL) == OW_OK &&
                files_store_path(NULL, &store, NULL) == OW_OK;

    mem_free(bytes);
    mem_free(store);
    return done;
}

static void no_memory_is_survived(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(setenv("XDG_DATA_HOME", f->folder, 1), 0);
    assert_int_equal(unsetenv("ONWARD_STORE"), 0);
    assert_true(fault_sweep(read_write_walk, f) > 10);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_walk_goes_in_the_order_of_names),
        TEST(a_named_file_is_marked),
        TEST(a_file_is_read_whole_or_refused),
        TEST(the_store_is_where_it_is_said_to_be),
        TEST(no_memory_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
