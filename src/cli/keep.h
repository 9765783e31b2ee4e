/* The store as the commands open it, and what they share about it. */
#ifndef CLI_KEEP_H
#define CLI_KEEP_H

#include "app/diary.h"
#include "cli/cli.h"
#include "store/store.h"

/**
 * Opens the store and takes the runner's units, unless --units was given.
 *
 * @param[out] store  the caller's, store_close(); NULL on failure
 * @return EXIT_DONE, or EXIT_STORE after saying why
 */
int keep_open(struct cli *cli, enum store_access access, struct store **store);

/**
 * The same for reading, where no store is no fault.
 *
 * @param[out] store  NULL where there is none
 */
int keep_open_if_there(struct cli *cli, struct store **store);

/** Where and when something is said; --preview makes it a trial. */
struct diary keep_diary(const struct cli *cli, struct store *store);

/** Says that something is kept, or that it is not and how it would be. */
void keep_told(struct cli *cli, const struct diary *diary, const char *what);

/**
 * An option's date as people write it; relative ones stand on today.
 *
 * @param[out] date  untouched where the option was not given
 * @return EXIT_DONE, or EXIT_MISUSED after saying why
 */
int keep_date(struct cli *cli, const char *option, struct ow_date *date);

/** An argument's date; what it is goes into the message. */
int keep_date_of(struct cli *cli, const char *what, const char *text,
                 struct ow_date *date);

#endif
