/*
 * What is kept: imported files byte for byte, a ledger of decisions that only
 * grows, and tables derived from the files that can be made anew. This is the
 * one interface; what stands behind it (SQLite) shows nowhere in it.
 *
 * What a walk calls may call all of the store but store_close() and
 * store_rollback(), and begin walks of its own; whether the walk still meets
 * what is added or cleared meanwhile is not said.
 *
 * There is no clock here: times are arguments. A failure that lies with the
 * store itself (not a store, read-only, full disk, locked) is OW_E_STORE with
 * the path and the cause in its message.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "onward/activity.h"
#include "store/pack.h"

/** The only runner of a private store. */
#define STORE_FIRST_ATHLETE 1

enum store_access {
    STORE_READ = 0, /* the file must be there; nothing is changed */
    STORE_WRITE     /* made with mode 0600 where it is absent */
};

struct store_options {
    enum store_access access;
    int64_t athlete_id; /* whose rows; 0: STORE_FIRST_ATHLETE */
};

/** An open store for one athlete; used by one thread at a time. */
struct store;

/**
 * Opens a store and brings an older one up to this program's version, also to
 * read where the file can be written.
 *
 * @param options  may be NULL: read, first athlete
 * @param[out] store  the caller's, store_close(); untouched on failure
 * @return OW_OK; OW_E_NOT_FOUND when there is none to read; OW_E_STORE for
 *         text, another program's database, a newer version, no permission;
 *         OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status store_open(const char *path,
                                        const struct store_options *options,
                                        struct store **store,
                                        struct ow_error *err);

/** Closes; what was not committed is dropped. NULL is fine. */
void store_close(struct store *store);

/**
 * Several changes as one: between begin and commit nothing is seen by others,
 * and a crash or a rollback leaves nothing of it. Without begin each call is
 * a transaction of its own.
 */
OW_MUST_CHECK enum ow_status store_begin(struct store *store,
                                         struct ow_error *err);
OW_MUST_CHECK enum ow_status store_commit(struct store *store,
                                          struct ow_error *err);
void store_rollback(struct store *store);

/**
 * Copies the whole store as it stands to another file, mode 0600.
 *
 * @param overwrite  whether a file that is there may be replaced
 * @return OW_OK; OW_E_CONFLICT when the file is there, OW_E_STORE, OW_E_IO
 */
OW_MUST_CHECK enum ow_status store_backup(struct store *store, const char *path,
                                          bool overwrite, struct ow_error *err);

/**
 * Whether every page and reference of the file is sound.
 *
 * @return OW_OK; OW_E_STORE with the first thing found
 */
OW_MUST_CHECK enum ow_status store_verify(struct store *store,
                                          struct ow_error *err);

/* Ledger: what was planned, said and decided; entries are only added. */

enum store_kind {
    STORE_PLAN = 0,
    STORE_CHECK_IN,
    STORE_RACE,
    STORE_GOAL,
    STORE_SETTING,
    STORE_DECISION,
    STORE_UNDO, /* takes one earlier entry back; made by store_undo() */
    STORE_KIND_COUNT
};

/** "plan", "check-in", …: the word in the database and in JSON. */
const char *store_kind_name(enum store_kind kind);

struct store_entry {
    int64_t id; /* grows with every entry */
    int64_t time_ms;
    enum store_kind kind;
    const char *payload; /* JSON */
    int64_t undoes;      /* of STORE_UNDO: the entry taken back; else 0 */
    bool undone;         /* taken back by a later entry */
};

/**
 * Adds an entry.
 *
 * @param time_ms  when it was decided, Unix milliseconds
 * @param kind     not STORE_UNDO
 * @param payload  JSON text
 * @param[out] id  the entry's, may be NULL
 * @return OW_OK; OW_E_ARGUMENT for what is not JSON, OW_E_STORE
 */
OW_MUST_CHECK enum ow_status store_append(struct store *store, int64_t time_ms,
                                          enum store_kind kind,
                                          const char *payload, int64_t *id,
                                          struct ow_error *err);

/**
 * Takes the newest entry still in effect back, by an entry of its own.
 *
 * @param[out] undone  the entry's number, may be NULL
 * @return OW_OK; OW_E_NOT_FOUND when there is nothing to take back;
 *         OW_E_STORE
 */
OW_MUST_CHECK enum ow_status store_undo(struct store *store, int64_t time_ms,
                                        int64_t *undone, struct ow_error *err);

/**
 * Hands every entry of the ledger, undone ones and undos too, to `visit`,
 * oldest first; what an entry points at lives for the length of the call.
 *
 * @param visit  returns OW_OK to go on; anything else is passed up
 */
OW_MUST_CHECK enum ow_status store_ledger_walk(
    struct store *store,
    enum ow_status (*visit)(void *context, const struct store_entry *entry,
                            struct ow_error *err),
    void *context, struct ow_error *err);

/**
 * The payload of the newest entry of a kind that is in effect.
 *
 * @param[out] payload  the caller's, mem_free(); NULL where there is none
 * @param[out] id       may be NULL; 0 where there is none
 */
OW_MUST_CHECK enum ow_status store_newest(struct store *store,
                                          enum store_kind kind, char **payload,
                                          int64_t *id, struct ow_error *err);

/* Activities */

/** Size of an activity's name in the store with its final zero. */
#define STORE_ID_SIZE 24

struct store_activity {
    char id[STORE_ID_SIZE]; /* stable: from the file's content and the place
                               in it, "1f0c9a77b2e4-1" */
    int64_t row;            /* for store_stream_read(); changes on rebuild */
    int64_t original;       /* for store_original_read() */
    const char *file;       /* as it was imported, "export.zip!1.fit" */
    const char *format;     /* "fit", … */
    char duplicate_of[STORE_ID_SIZE]; /* earlier activity of the same time
                                         and sport, "" for none */
    struct ow_activity_summary summary;
};

/** Which activities; all zero is every one. */
struct store_filter {
    bool has_from;
    bool has_before;
    int64_t from_ms;   /* start at or after */
    int64_t before_ms; /* start before */
    const char *id;    /* this one, or all whose id begins so; NULL: any */
};

/**
 * Hands activities to `visit`, oldest start first, those without a start
 * last; what a row points at lives for the length of the call.
 *
 * @param filter  may be NULL: all
 * @param visit   returns OW_OK to go on; anything else is passed up
 */
OW_MUST_CHECK enum ow_status store_activity_walk(
    struct store *store, const struct store_filter *filter,
    enum ow_status (*visit)(void *context,
                            const struct store_activity *activity,
                            struct ow_error *err),
    void *context, struct ow_error *err);

/**
 * Hands activities with what was measured of them to `visit`, in the order of
 * store_activity_walk().
 *
 * @param filter  may be NULL: all
 * @param visit   its `measures` is NULL for an activity of which nothing was
 *                measured: a rebuild does; it lives for the length of the call
 */
OW_MUST_CHECK enum ow_status
store_measures_walk(struct store *store, const struct store_filter *filter,
                    enum ow_status (*visit)(
                        void *context, const struct store_activity *activity,
                        const struct measures *measures, struct ow_error *err),
                    void *context, struct ow_error *err);

/**
 * An activity as the engine wants it, from the kept columns.
 *
 * @param id  or the beginning of one that fits no other
 * @param[out] activity  the caller's, ow_activity_free()
 * @return OW_OK; OW_E_NOT_FOUND, OW_E_CONFLICT when several fit, OW_E_STORE,
 *         OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status store_activity_load(struct store *store,
                                                 const char *id,
                                                 struct ow_activity **activity,
                                                 struct ow_error *err);

/**
 * One channel of an activity.
 *
 * @param row          of struct store_activity
 * @param[out] values  the caller's, mem_free(); missing ones OW_MISSING; NULL
 *                     where the activity has no such channel
 * @param[out] count   values, 0 where there is no such channel
 */
OW_MUST_CHECK enum ow_status store_stream_read(struct store *store, int64_t row,
                                               enum ow_channel channel,
                                               double **values, size_t *count,
                                               struct ow_error *err);

/* Originals and what is derived from them: for the import and the rebuild. */

/** An imported file in the store. */
struct store_original {
    int64_t id;
    uint8_t sha256[SHA256_SIZE];
    const char *name;
    const char *format;
    const uint8_t *packed; /* see unpack_original() */
    size_t packed_length;
    size_t length; /* unpacked */
};

/** The content hashes of all originals, sorted; the caller's, mem_free(). */
OW_MUST_CHECK enum ow_status store_hashes(struct store *store,
                                          uint8_t (**hashes)[SHA256_SIZE],
                                          size_t *count, struct ow_error *err);

/**
 * Adds a file with the activities in it, all or nothing; between
 * store_begin() and store_commit() a failure leaves the caller to roll back.
 *
 * @param file         packed by pack.h; at least one activity
 * @param name         where it came from
 * @param[out] known   whether its content was there already; then nothing is
 *                     changed
 */
OW_MUST_CHECK enum ow_status store_add(struct store *store,
                                       const struct packed_file *file,
                                       const char *name, bool *known,
                                       struct ow_error *err);

/** The activities of the file with this content, in their order in it. */
OW_MUST_CHECK enum ow_status
store_file_walk(struct store *store, const uint8_t sha256[SHA256_SIZE],
                enum ow_status (*visit)(void *context,
                                        const struct store_activity *activity,
                                        struct ow_error *err),
                void *context, struct ow_error *err);

/**
 * What a list elsewhere says of a file: the name of its activities, and their
 * sport where the file itself says none.
 *
 * @param title  NULL: the file's own names
 * @param sport  enum ow_sport
 */
OW_MUST_CHECK enum ow_status store_describe(struct store *store,
                                            const uint8_t sha256[SHA256_SIZE],
                                            const char *title, int sport,
                                            struct ow_error *err);

/** Hands every original, in the order of import, to `visit`. */
OW_MUST_CHECK enum ow_status store_original_walk(
    struct store *store,
    enum ow_status (*visit)(void *context,
                            const struct store_original *original,
                            struct ow_error *err),
    void *context, struct ow_error *err);

/**
 * The bytes of an original as they were imported.
 *
 * @param[out] bytes  the caller's, mem_free()
 */
OW_MUST_CHECK enum ow_status
store_original_read(struct store *store, int64_t original, uint8_t **bytes,
                    size_t *length, struct ow_error *err);

/** Forgets every derived row; originals and ledger stay. */
OW_MUST_CHECK enum ow_status store_clear_derived(struct store *store,
                                                 struct ow_error *err);

/** Adds the activities of an original anew. */
OW_MUST_CHECK enum ow_status store_derive(struct store *store, int64_t original,
                                          const struct packed_file *file,
                                          struct ow_error *err);

#endif
