/* Archives: what comes out, what is skipped, and what is too much. */
#include "onward/codec.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define ROOM ((size_t)1 << 22)

struct file {
    const char *name;
    const void *bytes;
    size_t length;
};

struct packed {
    uint8_t *bytes;
    size_t length;
};

/* What the visitor was told: "name=content " or "name:code ". */
struct told {
    char text[2000];
    size_t stop_after; /* visits, 0 for never */
    size_t visits;
};

static enum ow_status tell(void *context, const struct ow_member *member)
{
    struct told *told = context;
    size_t used = strlen(told->text);

    assert_true((member->bytes == NULL) == (member->error != NULL));
    if (member->error != NULL) {
        (void)snprintf(told->text + used, sizeof told->text - used, "%s:%s ",
                       member->name, ow_status_code(member->error->status));
    } else {
        (void)snprintf(told->text + used, sizeof told->text - used, "%s=%.*s ",
                       member->name,
                       (int)(member->length > 20 ? 20 : member->length),
                       (const char *)member->bytes);
    }
    told->visits++;
    return told->visits == told->stop_after ? OW_E_CONFLICT : OW_OK;
}

enum kind { ZIP, SEVEN_ZIP, TAR };

static struct packed pack(enum kind kind, const char *password,
                          const struct file *files, size_t count)
{
    struct packed packed = {malloc(ROOM), 0};
    struct archive *archive = archive_write_new();
    struct archive_entry *entry = archive_entry_new();

    if (kind == ZIP) {
        assert_int_equal(archive_write_set_format_zip(archive), ARCHIVE_OK);
    } else if (kind == SEVEN_ZIP) {
        assert_int_equal(archive_write_set_format_7zip(archive), ARCHIVE_OK);
    } else {
        assert_int_equal(archive_write_set_format_ustar(archive), ARCHIVE_OK);
    }
    if (password != NULL) {
        assert_int_equal(archive_write_set_options(archive, "zip:encryption"),
                         ARCHIVE_OK);
        assert_int_equal(archive_write_set_passphrase(archive, password),
                         ARCHIVE_OK);
    }
    assert_int_equal(
        archive_write_open_memory(archive, packed.bytes, ROOM, &packed.length),
        ARCHIVE_OK);
    for (size_t i = 0; i < count; i++) {
        bool is_folder = files[i].bytes == NULL;

        (void)archive_entry_clear(entry);
        archive_entry_set_pathname(entry, files[i].name);
        archive_entry_set_filetype(entry, is_folder ? AE_IFDIR : AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, (int64_t)files[i].length);
        assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
        if (!is_folder) {
            assert_int_equal(
                archive_write_data(archive, files[i].bytes, files[i].length),
                files[i].length);
        }
    }
    archive_entry_free(entry);
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    (void)archive_write_free(archive);
    return packed;
}

static struct packed gzip(const void *bytes, size_t length)
{
    struct packed packed = {malloc(ROOM), 0};
    z_stream stream;

    memset(&stream, 0, sizeof stream);
    assert_int_equal(
        deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY),
        Z_OK);
    stream.next_in = (Bytef *)(uintptr_t)bytes;
    stream.avail_in = (unsigned)length;
    stream.next_out = packed.bytes;
    stream.avail_out = (unsigned)ROOM;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.length = stream.total_out;
    (void)deflateEnd(&stream);
    return packed;
}

static enum ow_status walk(struct packed packed,
                           const struct ow_archive_options *options,
                           struct told *told)
{
    struct ow_error err = {0};
    enum ow_status status = ow_archive_walk("in", packed.bytes, packed.length,
                                            options, tell, told, &err);

    if (status != OW_OK && status != OW_E_CONFLICT) {
        assert_int_equal(err.status, status);
        assert_true(err.message[0] != '\0');
    }
    return status;
}

static void check(struct packed packed,
                  const struct ow_archive_options *options,
                  enum ow_status status, const char *text)
{
    struct told told = {0};

    assert_int_equal(walk(packed, options, &told), status);
    assert_string_equal(told.text, text);
    free(packed.bytes);
}

static struct packed copy(const void *bytes, size_t length)
{
    struct packed packed = {malloc(length + 1), length};

    memcpy(packed.bytes, bytes, length);
    return packed;
}

static const struct file some[] = {
    {"activities/", NULL, 0},
    {"activities/1.fit", "one", 3},
    {"__MACOSX/activities/._1.fit", "fork", 4},
    {"activities/._2.fit", "fork", 4},
    {"a/__MACOSX/x", "fork", 4},
    {"odd!name \xC3\xA9", "two", 3},
    {"empty.fit", "", 0},
};

static void members_come_out(void **state)
{
    static const char text[] =
        "in!activities/1.fit=one in!odd!name \xC3\xA9=two in!empty.fit= ";

    (void)state;
    check(pack(ZIP, NULL, some, COUNT(some)), NULL, OW_OK, text);
    check(pack(TAR, NULL, some, COUNT(some)), NULL, OW_OK, text);
    /* 7z keeps empty files after the others, and knows which are folders. */
    check(pack(SEVEN_ZIP, NULL, some, 6), NULL, OW_OK,
          "in!activities/1.fit=one in!odd!name \xC3\xA9=two ");
    check(copy("plain", 5), NULL, OW_OK, "in=plain ");
    check(copy("", 0), NULL, OW_OK, "in= ");
    check(pack(ZIP, NULL, NULL, 0), NULL, OW_OK, "");
}

static void gzip_is_seen_through(void **state)
{
    struct packed one = gzip("one", 3);
    struct packed two = gzip(" two", 4);
    struct packed both = copy(one.bytes, ROOM / 2);
    struct packed nested[2];
    struct file files[] = {{"1.fit.gz", one.bytes, one.length}};

    (void)state;
    memcpy(both.bytes + one.length, two.bytes, two.length);
    both.length = one.length + two.length;
    check(copy(both.bytes, both.length), NULL, OW_OK, "in=one two ");
    memcpy(both.bytes + one.length, "garbage", 7);
    both.length = one.length + 7;
    check(both, NULL, OW_OK, "in=one ");
    nested[0] = pack(ZIP, NULL, files, 1);
    check(copy(nested[0].bytes, nested[0].length), NULL, OW_OK,
          "in!1.fit.gz=one ");
    nested[1] = gzip(nested[0].bytes, nested[0].length);
    check(nested[1], NULL, OW_OK, "in!1.fit.gz=one ");
    check(copy(one.bytes, one.length - 4), NULL, OW_OK, "in=one ");
    check(copy(one.bytes, 18), NULL, OW_OK, "in=one ");
    one.bytes[10] = 0xFF;
    check(copy(one.bytes, one.length), NULL, OW_OK, "in:format ");
    check(gzip("", 0), NULL, OW_OK, "in= ");
    free(nested[0].bytes);
    free(one.bytes);
    free(two.bytes);
}

static void archives_nest_to_a_depth(void **state)
{
    struct ow_archive_options two = {.most_depth = 2};
    struct packed inner = pack(ZIP, NULL, some + 1, 1);
    struct file middle_files[] = {{"in.zip", inner.bytes, inner.length},
                                  {"x", "x", 1}};
    struct packed middle = pack(ZIP, NULL, middle_files, 2);
    struct file outer_files[] = {{"mid.zip", middle.bytes, middle.length},
                                 {"y", "y", 1}};
    struct packed outer = pack(ZIP, NULL, outer_files, 2);

    (void)state;
    check(copy(outer.bytes, outer.length), NULL, OW_OK,
          "in!mid.zip!in.zip!activities/1.fit=one in!mid.zip!x=x in!y=y ");
    check(outer, &two, OW_OK, "in!mid.zip!in.zip:limit in!mid.zip!x=x in!y=y ");
    free(middle.bytes);
    free(inner.bytes);
}

static void a_bomb_is_stopped(void **state)
{
    static uint8_t zeros[ROOM / 16]; /* short of the default ratio */
    struct file files[] = {
        {"a", "a", 1}, {"zeros", zeros, sizeof zeros}, {"b", "b", 1}};
    struct packed bomb = pack(ZIP, NULL, files, 3);
    struct packed zipped = gzip(zeros, sizeof zeros);
    static const struct {
        struct ow_archive_options limits;
        enum ow_status status;
        const char *text;
    } cases[] = {
        {{.most_bytes = 1000}, OW_E_LIMIT, "in!a=a in!zeros:limit "},
        {{.most_member_bytes = 1000}, OW_OK, "in!a=a in!zeros:limit in!b=b "},
        {{.most_members = 1}, OW_E_LIMIT, "in!a=a "},
        {{.most_ratio = 10}, OW_E_LIMIT, "in!a=a in!zeros:limit "},
        {{0}, OW_OK, "in!a=a in!zeros= in!b=b "},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        check(copy(bomb.bytes, bomb.length), &cases[i].limits, cases[i].status,
              cases[i].text);
    }
    check(copy(zipped.bytes, zipped.length),
          &(struct ow_archive_options){.most_ratio = 10}, OW_E_LIMIT,
          "in:limit ");
    check(copy(zipped.bytes, zipped.length),
          &(struct ow_archive_options){.most_member_bytes = 1000}, OW_OK,
          "in:limit ");
    /* A trailer that lies about the size only sends us the slow way. */
    memset(zipped.bytes + zipped.length - 4, 0xFF, 4);
    check(zipped, NULL, OW_OK, "in= ");
    free(bomb.bytes);
}

static void what_is_locked_or_broken_is_told(void **state)
{
    struct packed locked = pack(ZIP, "secret", some + 1, 1);
    struct packed whole = pack(ZIP, NULL, some + 1, 1);
    struct packed broken = copy("PK\3\4 and no more", 16);
    struct file files[] = {{"bad.zip", broken.bytes, broken.length},
                           {"good", "good", 4}};
    struct told told = {0};

    (void)state;
    check(locked, NULL, OW_OK, "in!activities/1.fit:unsupported ");
    for (size_t length = 4; length < whole.length; length++) {
        struct packed cut = copy(whole.bytes, length);
        enum ow_status status = OW_OK;

        memset(&told, 0, sizeof told);
        status = walk(cut, NULL, &told);
        assert_true(status == OW_OK || status == OW_E_FORMAT);
        free(cut.bytes);
    }
    check(pack(ZIP, NULL, files, 2), NULL, OW_OK,
          "in!bad.zip:format in!good=good ");
    check(broken, NULL, OW_E_FORMAT, "");
    free(whole.bytes);
}

static void the_visitor_may_stop(void **state)
{
    struct told told = {.stop_after = 1};
    struct packed packed = pack(ZIP, NULL, some, COUNT(some));

    (void)state;
    assert_int_equal(walk(packed, NULL, &told), OW_E_CONFLICT);
    assert_int_equal(told.visits, 1);
    free(packed.bytes);
}

static bool walk_all(void *context)
{
    const struct packed *packed = context;
    struct told told = {0};

    return ow_archive_walk("in", packed->bytes, packed->length, NULL, tell,
                           &told, NULL) == OW_OK;
}

static void every_allocation_may_fail(void **state)
{
    struct packed one = gzip("one", 3);
    struct file files[] = {{"1.fit.gz", one.bytes, one.length}};
    struct packed packed = pack(ZIP, NULL, files, 1);

    (void)state;
    assert_true(fault_sweep(walk_all, &packed) > 2);
    free(packed.bytes);
    free(one.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_come_out),
        cmocka_unit_test(gzip_is_seen_through),
        cmocka_unit_test(archives_nest_to_a_depth),
        cmocka_unit_test(a_bomb_is_stopped),
        cmocka_unit_test(what_is_locked_or_broken_is_told),
        cmocka_unit_test(the_visitor_may_stop),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
