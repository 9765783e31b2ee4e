/*
 * What the entries of `onward calc` share. An entry is a struct command named
 * "calc NAME": defined in a calc_*.c, declared at the end of this file, named
 * in the table of cmd_calc.c, its options in man/onward-calc.1. Help,
 * completions and dispatch come from it. Its run() reads all options, looks at
 * `code` once, asks the engine, and shows the answer:
 *
 *     struct calc_in in = calc_begin(cli);
 *     double minutes = calc_number(&in, "minutes", CALC_NEEDED);
 *     if (in.code != EXIT_DONE) {
 *         return in.code;
 *     }
 */
#ifndef CLI_CALC_H
#define CLI_CALC_H

#include "cli/text.h"
#include "codec/json/json_writer.h"

/** Where the figures of an answer for people begin. */
#define CALC_WHAT_COLUMN 20

/** Options being read; after the first bad one the others are passed over. */
struct calc_in {
    struct cli *cli;
    int code; /* EXIT_DONE, or EXIT_MISUSED after saying why */
};

enum calc_need { CALC_OPTIONAL = 0, CALC_NEEDED };

/** Begins to read; an argument that is no option is a misuse. */
struct calc_in calc_begin(struct cli *cli);

/** The text of an option; NULL where it was not given. */
const char *calc_text(struct calc_in *in, const char *option,
                      enum calc_need need);

/** A number; missing where it was not given. */
double calc_number(struct calc_in *in, const char *option, enum calc_need need);

/** A distance in metres: 10km, 5mi, 1200m, half, marathon. */
double calc_distance(struct calc_in *in, const char *option,
                     enum calc_need need);

/** A height in metres: 500m, 1600ft, 0m. */
double calc_height(struct calc_in *in, const char *option, enum calc_need need);

/** Degrees Celsius: 24C, 75F. */
double calc_degrees(struct calc_in *in, const char *option,
                    enum calc_need need);

/** A time in seconds: 45:00, 1:45:00, 90min. */
double calc_duration(struct calc_in *in, const char *option,
                     enum calc_need need);

/** One letter of `letters`, "mf" or "mfx", from --sex, which must be given. */
char calc_sex(struct calc_in *in, const char *letters);

/** Opens the answer for programs: its object, and the schema of the entry. */
void calc_json_begin(struct cli *cli, struct json_writer *json);

/** Closes the object and the line. */
void calc_json_end(struct cli *cli, struct json_writer *json);

/** A line of the answer for people: what it is, and how much. */
void calc_row(struct cli *cli, const char *what, const char *value);

/** The same for a number of at most `decimals`, its unit after it. */
void calc_row_number(struct cli *cli, const char *what, double value,
                     int decimals, const char *unit);

/** The same for a share, shown in percent. */
void calc_row_percent(struct cli *cli, const char *what, double share,
                      int decimals);

/** The last line for people: where the figures come from. */
void calc_source(struct cli *cli, const char *source);

extern const struct command calc_age_grade;
extern const struct command calc_altitude;
extern const struct command calc_boston;
extern const struct command calc_critical_speed;
extern const struct command calc_grade;
extern const struct command calc_heat;
extern const struct command calc_load;
extern const struct command calc_paces;
extern const struct command calc_points;
extern const struct command calc_race;
extern const struct command calc_session;
extern const struct command calc_spike;
extern const struct command calc_time_off;
extern const struct command calc_trimp;
extern const struct command calc_zones;

#endif
