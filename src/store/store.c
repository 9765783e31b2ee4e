/* Opening, versions, transactions, backup. */
#include "store/store.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "store/schema.h"
#include "store/sql.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OWNER_ONLY (S_IRUSR | S_IWUSR)
/* How long another program's writing is waited for. */
#define BUSY_MS 5000
/* Layout of the head of a database (sqlite.org/fileformat.html, 1.3). */
#define HEAD_SIZE 100
#define HEAD_APPLICATION_ID 68
#define HEAD_USER_VERSION 60
#define LONGEST_PATH ((size_t)65536)

/* For every connection. Pages of 32 KiB hold a column blob without overflow
 * pages; they count only while the file is empty. */
#define SETTINGS                                                               \
    "PRAGMA page_size = 32768; PRAGMA foreign_keys = ON; "                     \
    "PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; "                \
    "PRAGMA cache_size = -8000; PRAGMA synchronous = FULL;"

static enum ow_status execute(struct store *store, const char *sql,
                              struct ow_error *err)
{
    int code = sqlite3_exec(store->database, sql, NULL, NULL, NULL);

    return code == SQLITE_OK ? OW_OK : sql_fail(store, code, err);
}

static enum ow_status io_error(const char *path, const char *what,
                               struct ow_error *err)
{
    char place[SQL_PATH_SIZE];

    sql_short_path(path, place);
    return error_set(err, OW_E_STORE, "%s: %s: %s", place, what,
                     strerror(errno));
}

/* What stands in the head of a store's file. */
struct head {
    bool is_empty; /* nothing is in it yet */
    uint32_t version;
};

static uint32_t load_big_endian(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
           (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Looks at the file itself before SQLite does, so that another program's
 * database is not touched at all. */
static enum ow_status look_at_head(const char *path, struct head *found,
                                   struct ow_error *err)
{
    static const char magic[16] = "SQLite format 3";
    unsigned char head[HEAD_SIZE] = {0};
    char place[SQL_PATH_SIZE];
    uint32_t id = 0;
    ssize_t length = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);

    if (file < 0) {
        return io_error(path, "the store cannot be opened", err);
    }
    length = read(file, head, sizeof head);
    if (length < 0) {
        enum ow_status status = io_error(path, "the store is unreadable", err);

        (void)close(file);
        return status;
    }
    (void)close(file);
    found->is_empty = length == 0;
    found->version = load_big_endian(head + HEAD_USER_VERSION);
    sql_short_path(path, place);
    if (!found->is_empty &&
        (length < HEAD_SIZE || memcmp(head, magic, sizeof magic) != 0)) {
        return error_set(err, OW_E_STORE, "%s: not a store of onward", place);
    }
    id = load_big_endian(head + HEAD_APPLICATION_ID);
    if (!found->is_empty && id != SCHEMA_APPLICATION_ID) {
        return error_set(err, OW_E_STORE,
                         "%s: a database of another program (its mark is "
                         "%08x, a store's is %08x)",
                         place, id, (unsigned)SCHEMA_APPLICATION_ID);
    }
    return OW_OK;
}

/* Makes the file if it is to be made; says whether it was. */
static enum ow_status find_file(const char *path, enum store_access access_mode,
                                bool *made, struct ow_error *err)
{
    char place[SQL_PATH_SIZE];
    struct stat state;
    int file = -1;

    *made = false;
    sql_short_path(path, place);
    if (stat(path, &state) == 0) {
        if (!S_ISREG(state.st_mode)) {
            return error_set(err, OW_E_STORE, "%s: not a file", place);
        }
        /* A file its owner made read-only is left alone by root too. */
        if (access_mode == STORE_WRITE &&
            ((state.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0 ||
             access(path, W_OK) != 0)) {
            return error_set(err, OW_E_STORE, "%s: the store is read-only",
                             place);
        }
        return OW_OK;
    }
    if (errno != ENOENT) {
        return io_error(path, "the store cannot be opened", err);
    }
    if (access_mode == STORE_READ) {
        return error_set(err, OW_E_NOT_FOUND, "%s: there is no store yet",
                         place);
    }
    file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, OWNER_ONLY);
    if (file < 0 && errno == EEXIST) {
        return OW_OK; /* another import has just made it */
    }
    if (file < 0) {
        return io_error(path, "the store cannot be made", err);
    }
    (void)close(file);
    *made = true;
    return OW_OK;
}

static enum ow_status read_version(struct store *store, size_t *version,
                                   struct ow_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(store->database, "PRAGMA user_version", -1,
                                  &statement, NULL);

    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
    }
    if (code == SQLITE_ROW) {
        *version = (size_t)sqlite3_column_int(statement, 0);
    }
    (void)sqlite3_finalize(statement);
    return code == SQLITE_ROW ? OW_OK : sql_fail(store, code, err);
}

static enum ow_status check_version(struct store *store, size_t version,
                                    size_t newest, struct ow_error *err)
{
    char place[SQL_PATH_SIZE];

    if (version <= newest) {
        return OW_OK;
    }
    sql_short_path(store->path, place);
    return error_set(err, OW_E_STORE,
                     "%s: the store is of version %zu, this program knows "
                     "versions up to %zu",
                     place, version, newest);
}

/* The steps that are missing, all or none. */
static enum ow_status take_steps(struct store *store, const char *const *steps,
                                 size_t count, struct ow_error *err)
{
    char settings[80];
    size_t version = 0;
    enum ow_status status = read_version(store, &version, err);

    if (status == OW_OK) {
        status = check_version(store, version, count, err);
    }
    for (size_t i = version; status == OW_OK && i < count; i++) {
        status = execute(store, steps[i], err);
    }
    if (status != OW_OK || version == count) {
        return status;
    }
    (void)snprintf(settings, sizeof settings,
                   "PRAGMA application_id = %d; PRAGMA user_version = %zu",
                   SCHEMA_APPLICATION_ID, count);
    return execute(store, settings, err);
}

enum ow_status store_upgrade(struct store *store, const char *const *steps,
                             size_t count, struct ow_error *err)
{
    enum ow_status status = store_begin(store, err);

    if (status == OW_OK) {
        status = take_steps(store, steps, count, err);
    }
    if (status == OW_OK) {
        status = store_commit(store, err);
    }
    if (status != OW_OK) {
        store_rollback(store);
    }
    return status;
}

static enum ow_status ready_to_read(struct store *store, struct ow_error *err)
{
    char place[SQL_PATH_SIZE];
    size_t newest = 0;
    size_t version = 0;
    enum ow_status status = OW_OK;

    (void)schema_steps(&newest);
    status = read_version(store, &version, err);
    if (status == OW_OK) {
        status = check_version(store, version, newest, err);
    }
    if (status == OW_OK && version < newest) {
        sql_short_path(store->path, place);
        status = error_set(err, OW_E_STORE,
                           "%s: the store is of version %zu and must be "
                           "brought to %zu by a command that writes",
                           place, version, newest);
    }
    return status;
}

static enum ow_status ready_to_write(struct store *store, struct ow_error *err)
{
    size_t count = 0;
    size_t version = 0;
    const char *const *steps = schema_steps(&count);
    enum ow_status status = read_version(store, &version, err);

    if (status == OW_OK && version != count) {
        status = store_upgrade(store, steps, count, err);
    }
    if (status == OW_OK) {
        status = execute(store, "PRAGMA journal_mode = WAL", err);
    }
    if (status == OW_OK && store->athlete_id != STORE_FIRST_ATHLETE) {
        status = sql_do(store, SQL_ADD_ATHLETE, err);
    }
    return status;
}

static enum ow_status connect(struct store *store, const char *name, int flags,
                              struct ow_error *err)
{
    int code = sqlite3_open_v2(name, &store->database,
                               flags | SQLITE_OPEN_NOMUTEX, NULL);

    if (code != SQLITE_OK) {
        return sql_fail(store, code, err);
    }
    (void)sqlite3_busy_timeout(store->database, BUSY_MS);
    (void)sqlite3_db_config(store->database, SQLITE_DBCONFIG_DEFENSIVE, 1,
                            NULL);
    return execute(store, SETTINGS, err);
}

static void disconnect(struct store *store)
{
    for (int i = 0; i < SQL_STATEMENT_COUNT; i++) {
        (void)sqlite3_finalize(store->statements[i]);
        store->statements[i] = NULL;
    }
    (void)sqlite3_close(store->database);
    store->database = NULL;
}

/* Whether changes wait beside the file to be moved into it. */
static bool has_waiting_changes(const char *path)
{
    struct buf name;
    struct stat state;
    bool has = false;

    buf_init(&name, LONGEST_PATH);
    buf_append_text(&name, path);
    buf_append_text(&name, "-wal");
    has = stat(buf_text(&name), &state) == 0 && state.st_size > 0;
    buf_dispose(&name);
    return has;
}

/* The path as a name that tells SQLite that no one writes to the file. */
static enum ow_status connect_unchanging(struct store *store,
                                         struct ow_error *err)
{
    struct buf name;
    enum ow_status status = OW_OK;

    buf_init(&name, LONGEST_PATH);
    buf_append_text(&name, "file:");
    for (const char *p = store->path; *p != '\0'; p++) {
        if (*p == '%' || *p == '?' || *p == '#') {
            buf_append_format(&name, "%%%02X", (unsigned)*p);
        } else {
            buf_append_char(&name, *p);
        }
    }
    buf_append_text(&name, "?immutable=1");
    status = buf_status(&name, err);
    if (status == OW_OK) {
        status = connect(store, buf_text(&name),
                         SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
    }
    buf_dispose(&name);
    return status == OW_OK ? ready_to_read(store, err) : status;
}

static enum ow_status connect_to_read(struct store *store, struct ow_error *err)
{
    enum ow_status status =
        connect(store, store->path, SQLITE_OPEN_READONLY, err);

    if (status == OW_OK) {
        status = ready_to_read(store, err);
    }
    /* Readers share a small file beside the store. On a full disk or a medium
     * that cannot be written it cannot be made, and no one else writes. */
    if (status == OW_E_STORE && !has_waiting_changes(store->path)) {
        disconnect(store);
        status = connect_unchanging(store, err);
    }
    return status;
}

static enum ow_status connect_to_write(struct store *store,
                                       struct ow_error *err)
{
    enum ow_status status =
        connect(store, store->path, SQLITE_OPEN_READWRITE, err);

    return status == OW_OK ? ready_to_write(store, err) : status;
}

/* An older store is brought up before it is read. Where that cannot be done,
 * reading says so. */
static void try_upgrade(struct store *store, const struct head *head)
{
    size_t newest = 0;
    bool made = false;

    (void)schema_steps(&newest);
    if (head->version < newest &&
        find_file(store->path, STORE_WRITE, &made, NULL) == OW_OK) {
        enum ow_status status = connect_to_write(store, NULL);

        (void)status;
        disconnect(store);
    }
}

static enum ow_status open_file(struct store *store, enum store_access access,
                                struct ow_error *err)
{
    bool made = false;
    struct head head = {0};
    enum ow_status status = find_file(store->path, access, &made, err);

    if (status == OW_OK) {
        status = look_at_head(store->path, &head, err);
    }
    if (status == OW_OK && head.is_empty && access == STORE_READ) {
        char place[SQL_PATH_SIZE];

        sql_short_path(store->path, place);
        return error_set(err, OW_E_NOT_FOUND, "%s: there is no store yet",
                         place);
    }
    if (status == OW_OK && access == STORE_READ) {
        try_upgrade(store, &head);
    }
    if (status == OW_OK) {
        status = access == STORE_READ ? connect_to_read(store, err)
                                      : connect_to_write(store, err);
    }
    if (status != OW_OK && made) {
        (void)unlink(store->path);
    }
    return status;
}

enum ow_status store_open(const char *path, const struct store_options *options,
                          struct store **store, struct ow_error *err)
{
    struct store_options defaults = {.access = STORE_READ};
    struct store *opened = mem_calloc(1, sizeof *opened);
    enum ow_status status = OW_OK;

    if (opened == NULL) {
        return error_nomem(err);
    }
    if (options == NULL) {
        options = &defaults;
    }
    opened->athlete_id =
        options->athlete_id == 0 ? STORE_FIRST_ATHLETE : options->athlete_id;
    opened->path = mem_copy_text(path);
    status = opened->path == NULL ? error_nomem(err)
                                  : open_file(opened, options->access, err);
    if (status != OW_OK) {
        store_close(opened);
        return status;
    }
    *store = opened;
    return OW_OK;
}

void store_close(struct store *store)
{
    if (store == NULL) {
        return;
    }
    disconnect(store);
    column_decoder_free(store->columns);
    mem_free(store->path);
    mem_free(store);
}

enum ow_status store_begin(struct store *store, struct ow_error *err)
{
    return sql_do(store, SQL_BEGIN, err);
}

enum ow_status store_commit(struct store *store, struct ow_error *err)
{
    return sql_do(store, SQL_COMMIT, err);
}

void store_rollback(struct store *store)
{
    /* After some failures SQLite has rolled back already. */
    if (sqlite3_get_autocommit(store->database) == 0) {
        sql_undo(store, SQL_ROLLBACK);
    }
}

enum ow_status store_verify(struct store *store, struct ow_error *err)
{
    sqlite3_stmt *statement = NULL;
    char place[SQL_PATH_SIZE];
    enum ow_status status = OW_OK;
    int code = sqlite3_prepare_v2(
        store->database,
        "SELECT integrity_check FROM pragma_integrity_check(1) "
        "WHERE integrity_check <> 'ok' UNION ALL "
        "SELECT 'a row of ' || \"table\" || ' hangs on nothing' "
        "FROM pragma_foreign_key_check",
        -1, &statement, NULL);

    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
    }
    if (code == SQLITE_ROW) {
        sql_short_path(store->path, place);
        status = error_set(err, OW_E_STORE, "%s: the store is damaged: %s",
                           place, sqlite3_column_text(statement, 0));
    } else if (code != SQLITE_DONE) {
        status = sql_fail(store, code, err);
    }
    (void)sqlite3_finalize(statement);
    return status;
}

static enum ow_status vacuum_into(struct store *store, const char *path,
                                  struct ow_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(store->database, "VACUUM INTO ?1", -1,
                                  &statement, NULL);
    enum ow_status status = OW_OK;

    if (code == SQLITE_OK) {
        code = sqlite3_bind_text(statement, 1, path, -1, SQLITE_STATIC);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
    }
    if (code != SQLITE_DONE) {
        status = sql_error(store->database, code, path, err);
    }
    (void)sqlite3_finalize(statement);
    return status;
}

/* To the disk, so that the new name never stands for half a file. */
static enum ow_status settle(const char *path, struct ow_error *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool settled = file >= 0 && fsync(file) == 0;
    enum ow_status status =
        settled ? OW_OK : io_error(path, "the backup cannot be written", err);

    if (file >= 0) {
        (void)close(file);
    }
    return status;
}

static enum ow_status check_target(struct store *store, const char *path,
                                   bool overwrite, struct ow_error *err)
{
    char place[SQL_PATH_SIZE];
    struct stat target;
    struct stat own;

    sql_short_path(path, place);
    if (stat(path, &target) != 0) {
        return OW_OK;
    }
    if (stat(store->path, &own) == 0 && own.st_dev == target.st_dev &&
        own.st_ino == target.st_ino) {
        return error_set(err, OW_E_CONFLICT, "%s: is the store itself", place);
    }
    if (!overwrite) {
        return error_set(err, OW_E_CONFLICT, "%s: is there already", place);
    }
    return OW_OK;
}

static enum ow_status write_backup(struct store *store, const char *partial,
                                   const char *path, struct ow_error *err)
{
    enum ow_status status = OW_OK;
    int file = -1;

    (void)unlink(partial); /* of a backup that was broken off */
    file = open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, OWNER_ONLY);
    if (file < 0) {
        return io_error(path, "the backup cannot be made", err);
    }
    (void)close(file);
    status = vacuum_into(store, partial, err);
    if (status == OW_OK) {
        status = settle(partial, err);
    }
    if (status == OW_OK && rename(partial, path) != 0) {
        status = io_error(path, "the backup cannot be written", err);
    }
    if (status != OW_OK) {
        (void)unlink(partial);
    }
    return status;
}

enum ow_status store_backup(struct store *store, const char *path,
                            bool overwrite, struct ow_error *err)
{
    struct buf partial;
    enum ow_status status = check_target(store, path, overwrite, err);

    if (status != OW_OK) {
        return status;
    }
    buf_init(&partial, LONGEST_PATH);
    buf_append_text(&partial, path);
    buf_append_text(&partial, ".partial");
    status = buf_status(&partial, err);
    if (status == OW_OK) {
        status = write_backup(store, buf_text(&partial), path, err);
    }
    buf_dispose(&partial);
    return status;
}
