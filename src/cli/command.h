/*
 * What a command is: one entry of the table in main.c, from which dispatch,
 * help, completions and the check of the man pages come.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/buf.h"
#include "onward/date.h"
#include "onward/quantity.h"

/** Exit codes; a contract with other programs. */
enum exit_code {
    EXIT_DONE = 0,
    EXIT_FINDINGS = 1, /* a rule is broken, wishes conflict */
    EXIT_MISUSED = 2,  /* unknown option, bad value */
    EXIT_INPUT = 3,    /* some or all inputs failed, the rest is done */
    EXIT_STORE = 4     /* the store cannot be used */
};

/** Most options of one command, those every command has left out. */
#define COMMAND_MOST_OPTIONS 32

/** Bits of command.takes: which of the common options mean something. */
enum command_takes {
    TAKES_STORE = 1,
    TAKES_TODAY = 2,
    TAKES_UNITS = 4,
    TAKES_FORMAT = 8,
    TAKES_OUTPUT = 16 /* --output FILE in place of standard output */
};

struct command_option {
    const char *name;  /* "weeks" */
    const char *value; /* "N"; NULL for a switch */
    const char *summary;
};

struct cli;

struct command {
    const char *name;  /* of a member "calc race" */
    const char *group; /* heading in the list of commands */
    const char *summary;
    const char *const *usage; /* after "onward NAME "; ends in NULL */
    const char *about;        /* paragraphs, may be NULL */
    const struct command *const *members; /* commands within, ends in NULL */
    const char *const *verbs; /* second words, ends in NULL; NULL: none */
    bool verb_needed;         /* else the first verb is meant */
    unsigned takes;           /* bits of enum command_takes */
    const char *formats;      /* of --format, "text|json|csv"; NULL: the first
                                 two */
    const struct command_option *options; /* ends with a NULL name; or NULL */
    const char *const *examples;          /* whole lines; ends in NULL */
    int (*run)(struct cli *cli);
};

/** What --format of a command may say: "text|json". */
const char *command_formats(const struct command *command);

/** The table of commands in main.c. */
extern const struct command *const commands[];
extern const size_t command_count;

/** The command of a name; NULL. */
const struct command *command_find(const char *name);

/** A member's own word: "race" of "calc race". */
const char *command_member_word(const struct command *member);

/** The member of a word; NULL, also where the command has no members. */
const struct command *command_member(const struct command *command,
                                     const char *word);

/* One a file, cmd_NAME.c. */
extern const struct command cmd_activity;
extern const struct command cmd_athlete;
extern const struct command cmd_backup;
extern const struct command cmd_calc;
extern const struct command cmd_check;
extern const struct command cmd_convert;
extern const struct command cmd_demo;
extern const struct command cmd_export;
extern const struct command cmd_goal;
extern const struct command cmd_help;
extern const struct command cmd_history;
extern const struct command cmd_import;
extern const struct command cmd_inspect;
extern const struct command cmd_log;
extern const struct command cmd_next;
extern const struct command cmd_now_what;
extern const struct command cmd_plan;
extern const struct command cmd_progression;
extern const struct command cmd_race;
extern const struct command cmd_rebuild;
extern const struct command cmd_review;
extern const struct command cmd_rules;
extern const struct command cmd_shape;
extern const struct command cmd_today;
extern const struct command cmd_undo;
extern const struct command cmd_week;
extern const struct command cmd_why;
extern const struct command cmd_why_not;

/* Within `onward race`. */
extern const struct command race_plan;

#endif
