/*
 * What the ledger says now: settings, races, goals, check-ins and the last
 * review of a season, each entry
 * laid over the ones before it, those taken back left out. The pieces have the
 * shape of the scenario in JSON (include/onward/json.h), so that one decoder
 * judges them all.
 */
#ifndef APP_LEDGER_H
#define APP_LEDGER_H

#include "store/store.h"

#include <jansson.h>

struct ledger {
    json_t *settings; /* {"athlete":{…},"rules":{…},"preset":…,"blocked":[…]} */
    json_t *races;     /* array of races by date */
    json_t *goals;     /* array of goals, as they were set */
    json_t *check_ins; /* array of check-ins by date */
    json_t *review;    /* the last one of a season: {"date":…,"hard":[…],
                          "note":…}, or NULL */
};

/**
 * Reads the ledger of a store.
 *
 * @param[out] ledger  the caller's, ledger_dispose(); filled on OW_OK only
 * @return OW_OK; OW_E_STORE also for an entry that is not what it should be,
 *         OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
ledger_read(struct store *store, struct ledger *ledger, struct ow_error *err);

/** A ledger in which nothing was said; as ledger_read(). */
OW_MUST_CHECK enum ow_status ledger_empty(struct ledger *ledger,
                                          struct ow_error *err);

/** Gives a ledger that was read back; an empty one is fine. */
void ledger_dispose(struct ledger *ledger);

/**
 * Lays a patch over an object: a member that is null goes, objects are merged,
 * anything else replaces (RFC 7386).
 *
 * @return false without memory
 */
OW_MUST_CHECK bool ledger_patch(json_t *object, json_t *patch);

/**
 * Adds an entry, its payload given as JSON.
 *
 * @return OW_OK; OW_E_STORE, OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status ledger_append(struct store *store, int64_t time_ms,
                                           enum store_kind kind,
                                           const json_t *payload,
                                           struct ow_error *err);

/** The race or the goal of an id, borrowed; NULL. */
json_t *ledger_race(const struct ledger *ledger, const char *id);
json_t *ledger_goal(const struct ledger *ledger, const char *id);

#endif
